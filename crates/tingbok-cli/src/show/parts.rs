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

/// Recommendations with what each addressee answered. No answer is said to be none.
pub(super) fn recommendations(page: &mut Page, heading: &str, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading(heading);
    let rows = list.iter().map(|one| {
        vec![
            value::text(one, "/id"),
            value::code(one, "/kind"),
            value::words_at(one, "/text"),
            value::documented(value::text(one, "/to")),
            answers(one),
            value::text(one, "/answer_by"),
            value::origin_at(one, "/origin"),
        ]
    });
    let header = ["recommendation", "kind", "words", "to", "answers", "answer by", "source"];
    page.table(&header, rows.collect());
}

/// «kdd: partly»; «kld: not answered, overdue».
pub(super) fn answers(one: &Value) -> String {
    let given = value::list(one, "/latest").iter().map(|answer| {
        let words = value::words_at(answer, "/text");
        let followed = value::text(answer, "/follow_up");
        let mut said =
            format!("{}: {}", value::text(answer, "/by"), value::code(answer, "/response"));
        if !words.is_empty() {
            said = format!("{said} – {words}");
        }
        if !followed.is_empty() {
            said = format!("{said} (followed up with {followed})");
        }
        said
    });
    let waits = value::text(one, "/kind") == "recommendation";
    let late = if is(one, "overdue") { ", overdue" } else { "" };
    let silent = value::list(one, "/unanswered").iter().filter(|_| waits);
    let silent = silent.map(|who| format!("{}: not answered{late}", value::plain(who)));
    given.chain(silent).collect::<Vec<_>>().join("\n")
}

/// What the forums are for in a measure.
pub(super) fn function(function: &str) -> &'static str {
    match function {
        "decide" => "the forum decides",
        "advise" => "the forum advises",
        "inform" => "the forum is informed",
        _outside_model => "outside the governance model",
    }
}

/// True for a field that says yes.
pub(super) fn is(one: &Value, field: &str) -> bool {
    one.get(field) == Some(&Value::Bool(true))
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
