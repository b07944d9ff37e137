//! The minutes of a meeting: who was there, the items with what was stated, and the answers given.
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, state: &Value) {
    let number = value::text(state, "/number");
    let number = if number.is_empty() { number } else { format!(" no. {number}") };
    let (forum, meeting) = (value::words_at(state, "/forum_name"), value::text(state, "/meeting"));
    page.heading(&format!("Minutes: {forum}, meeting{number} ({meeting})"));
    page.field("date", &value::text(state, "/date"));
    page.field("status", &value::code(state, "/status"));
    page.field("minutes", stage(&value::text(state, "/stage")));
    people(page, state);
    page.field("document", &value::text(state, "/document"));
    if let Some(approval) = value::some(state, "/approval") {
        page.field("approved in", &value::text(approval, "/in_meeting"));
        page.field("remarks", &value::words_at(approval, "/remarks"));
    }
    page.field("approved here", &value::text(state, "/approved_here"));
    page.field("archive", &value::text(state, "/archive_ref"));
    page.field("from", &value::origin_at(state, "/origin"));
    for item in value::list(state, "/items") {
        write_item(page, item);
    }
    let missing = value::text(state, "/missing_items");
    if !missing.is_empty() {
        page.heading(&format!("Items of these numbers are not documented: {missing}"));
    }
    answers(page, value::list(state, "/positions"));
}

fn stage(stage: &str) -> &'static str {
    match stage {
        "approved" => "approved",
        "draft" => "not approved",
        _not_held => "none: the meeting was not held",
    }
}

fn people(page: &mut Page, state: &Value) {
    for (name, pointer) in
        [("present", "/present"), ("stand-ins for", "/stand_ins"), ("absent", "/absent")]
    {
        let names = value::list(state, pointer).iter().map(|one| {
            let level = value::code(one, "/representation");
            let who = value::text(one, "/participant");
            if level.is_empty() { who } else { format!("{who} ({level})") }
        });
        page.field(name, &names.collect::<Vec<_>>().join(", "));
    }
    page.field("not noted", &value::text(state, "/not_noted"));
}

fn write_item(page: &mut Page, item: &Value) {
    let (n, title) = (value::text(item, "/n"), value::words_at(item, "/title"));
    page.heading(&format!("Item {n}: {title}"));
    page.field("for", &value::code(item, "/kind"));
    page.field("case", &value::text(item, "/case_no"));
    page.field("about", &value::text(item, "/about"));
    page.field("stated", &value::code(item, "/stated"));
    page.field("conclusion", &value::words_at(item, "/conclusion"));
    let Some(decision) = value::some(item, "/decision") else { return };
    let outcome = value::code(decision, "/outcome_here");
    page.field("outcome here", &outcome);
    page.field("procedure now", &value::code(decision, "/procedure"));
}

fn answers(page: &mut Page, positions: &[Value]) {
    if positions.is_empty() {
        return;
    }
    page.heading("Answers given in the meeting");
    let row = |one: &Value| {
        let contested =
            if value::text(one, "/answer/contested") == "yes" { ", contested" } else { "" };
        vec![
            format!("decision-{}", value::text(one, "/decision")),
            value::text(one, "/round"),
            value::text(one, "/answer/participant"),
            format!("{}{contested}", value::code(one, "/answer/position")),
            value::origin_at(one, "/answer/origin"),
        ]
    };
    let header = ["decision", "round", "participant", "answer", "from"];
    page.table(&header, positions.iter().map(row).collect());
}
