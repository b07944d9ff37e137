//! A document: what is on file of it. The document itself is never in the ledger.
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    for (name, pointer) in [
        ("kind", "/kind"),
        ("date", "/date"),
        ("issuer", "/issuer"),
        ("issued by", "/issued_by"),
        ("language", "/language"),
        ("where", "/locator"),
        ("sha-256", "/sha256"),
        ("questions", "/questions"),
        ("archive", "/archive_ref"),
    ] {
        page.field(name, &value::text(state, pointer));
    }
}
