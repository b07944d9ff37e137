//! A document: what is on file of it, and where it is used. The document itself is never in the ledger.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    for (name, pointer) in [("kind", "/kind"), ("date", "/date")] {
        page.field(name, &value::text(state, pointer));
    }
    page.field("issuer", &value::words_at(state, "/issuer"));
    for (name, pointer) in [
        ("issued by", "/issued_by"),
        ("language", "/language"),
        ("where", "/locator"),
        ("sha-256", "/sha256"),
        ("questions", "/questions"),
        ("archive", "/archive_ref"),
    ] {
        page.field(name, &value::text(state, pointer));
    }
    page.field("from", &value::origin_at(state, "/origin"));
    let used = value::list(state, "/used").iter().map(|one| {
        vec![
            value::text(one, "/stream"),
            value::text(one, "/kind"),
            value::origin_at(one, "/origin"),
        ]
    });
    page.heading("Used in");
    let used: Vec<_> = used.collect();
    if used.is_empty() {
        page.text("  Nothing on record names it.");
    }
    page.table(&["what", "by", "source"], used);
    parts::recommendations(page, "Recommends", value::list(state, "/recommendations"));
}
