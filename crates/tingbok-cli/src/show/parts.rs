//! What the pages of several kinds share.
use crate::{output::Page, value};
use serde_json::Value;

/// Who answers for something.
pub(super) fn responsibilities(page: &mut Page, heading: &str, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading(heading);
    let rows = list.iter().map(|one| {
        let ended = value::origin_at(one, "/until");
        vec![
            value::text(one, "/subject"),
            value::code(one, "/role"),
            value::text(one, "/holder"),
            value::text(one, "/from"),
            if ended.is_empty() { String::new() } else { format!("ended, {ended}") },
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["for", "as", "who", "from", "until", "source"], rows.collect());
}

/// Who was drawn in.
pub(super) fn anchoring(page: &mut Page, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading("Drawn in beforehand");
    let rows = list.iter().map(|one| {
        vec![
            value::text(one, "/involved"),
            value::words_at(one, "/how"),
            value::text(one, "/when"),
            value::words_at(one, "/result"),
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["who", "how", "when", "result", "source"], rows.collect());
}

/// Meetings.
pub(super) fn meetings(page: &mut Page, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading("Meetings");
    let rows = list.iter().map(|one| {
        let agenda = value::list(one, "/agenda").iter().map(|line| {
            let conclusion = value::words_at(line, "/conclusion");
            let line = format!("{}. {}", value::text(line, "/n"), value::words_at(line, "/title"));
            if conclusion.is_empty() { line } else { format!("{line}: {conclusion}") }
        });
        vec![
            value::text(one, "/id"),
            value::text(one, "/date"),
            value::code(one, "/status"),
            agenda.collect::<Vec<_>>().join("\n"),
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["meeting", "date", "status", "agenda", "source"], rows.collect());
}

/// What was left out of the state, and why.
pub(super) fn aside(page: &mut Page, state: &Value) {
    for (pointer, heading) in [
        ("/aside/possibly", "May have happened by then"),
        ("/aside/undated", "Undated"),
        ("/aside/corrected", "Corrected by a later entry"),
    ] {
        let facts = value::list(state, pointer);
        if !facts.is_empty() {
            page.heading(heading);
            let cell = |fact: &Value| {
                vec![
                    value::text(fact, "/position"),
                    value::text(fact, "/kind"),
                    value::text(fact, "/occurred"),
                ]
            };
            page.table(&["position", "kind", "occurred"], facts.iter().map(cell).collect());
        }
    }
}

/// «yes» for what a source tells.
pub(super) fn reported(one: &Value) -> String {
    if one.get("reported") == Some(&Value::Bool(true)) {
        "after a source".to_owned()
    } else {
        String::new()
    }
}

/// A decision by its whole name; empty when there is none.
pub(super) fn decision(value: &Value, pointer: &str) -> String {
    value::some(value, pointer)
        .map(|id| format!("decision-{}", value::plain(id)))
        .unwrap_or_default()
}
