//! An evaluation: who evaluated what, what was found, and what was recommended.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("by", &value::documented(value::text(state, "/by")));
    page.field("asked for by", &value::documented(value::text(state, "/commissioned_by")));
    page.field("of", &value::text(state, "/subject"));
    let document = value::some(state, "/doc").map(|id| format!("document-{}", value::plain(id)));
    page.field("document", &value::documented(document.unwrap_or_default()));
    page.field("from", &value::origin_at(state, "/origin"));
    let findings = value::list(state, "/findings").iter().map(|one| {
        vec![
            value::text(one, "/dimension").replace(['-', '_'], " "),
            value::words_at(one, "/text"),
            value::origin_at(one, "/origin"),
        ]
    });
    page.heading("Findings");
    let findings: Vec<_> = findings.collect();
    if findings.is_empty() {
        page.text("  None are on record.");
    }
    page.table(&["about", "finding", "source"], findings);
    parts::recommendations(page, "Recommends", value::list(state, "/recommendations"));
}
