//! An assignment: who gave it to whom, by when, and what was delivered.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("", &value::words_at(state, "/text"));
    let number = value::text(state, "/number");
    let letter = value::text(state, "/letter").replace(['-', '_'], " ");
    page.field("in", &if number.is_empty() { letter } else { format!("{letter} no. {number}") });
    page.field("year", &value::documented(value::text(state, "/year")));
    page.field("given by", &value::text(state, "/from"));
    page.field("given to", &value::text(state, "/to"));
    page.field("joint", if parts::is(state, "joint") { "yes" } else { "" });
    page.field("due", &value::documented(value::text(state, "/due")));
    page.field("status", &standing(state));
    page.field("delivered by", &value::text(state, "/delivered_by"));
    page.field("no delivery", &value::text(state, "/missing"));
    page.field("days late", &value::text(state, "/days_late"));
    page.field("decided by", &parts::decision(state, "/decision"));
    page.field("archive", &value::text(state, "/archive_ref"));
    page.field("from", &value::origin_at(state, "/origin"));
    let rows = value::list(state, "/reports").iter().map(|one| {
        vec![
            value::text(one, "/by"),
            value::code(one, "/status"),
            value::words_at(one, "/text"),
            value::text(one, "/doc"),
            value::origin_at(one, "/origin"),
        ]
    });
    page.heading("Reports");
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        page.text("  Nothing is reported.");
    }
    page.table(&["by", "status", "in words", "document", "source"], rows);
}

/// How far it has come; late, or that no source says what became of it.
pub(crate) fn standing(state: &Value) -> String {
    let status = value::code(state, "/status");
    match (parts::is(state, "overdue"), parts::is(state, "undocumented")) {
        (true, _) => format!("{status}, overdue"),
        (false, true) => format!("{status}; what became of it is not documented"),
        (false, false) => status,
    }
}
