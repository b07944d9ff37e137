//! A forum: who sits there, its mandates, decisions, meetings and measures.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("kind", &value::text(state, "/kind"));
    page.field("purpose", &value::words_at(state, "/purpose"));
    for (name, pointer) in [
        ("under", "/parent"),
        ("over", "/children"),
        ("after", "/predecessors"),
        ("before", "/successors"),
        ("consulted", "/consulted"),
        ("review by", "/review_by"),
    ] {
        page.field(name, &value::text(state, pointer));
    }
    page.field("from", &value::origin_at(state, "/origin"));
    members(page, "Members", value::list(state, "/members"));
    members(page, "Former members", value::list(state, "/past_members"));
    mandates(page, value::list(state, "/mandates"));
    decisions(page, value::list(state, "/decisions"));
    parts::meetings(page, value::list(state, "/meetings"));
    let measures = value::list(state, "/measures");
    if !measures.is_empty() {
        page.heading("Measures");
        let row = |one: &Value| {
            vec![
                value::text(one, "/id"),
                value::code(one, "/kind"),
                value::words_at(one, "/title"),
                value::origin_at(one, "/origin"),
            ]
        };
        page.table(&["measure", "kind", "title", "source"], measures.iter().map(row).collect());
    }
    parts::responsibilities(page, "Responsibility", value::list(state, "/responsibilities"));
    parts::responsibilities(page, "Answers for", value::list(state, "/answers_for"));
    parts::anchoring(page, value::list(state, "/anchoring"));
}

fn members(page: &mut Page, heading: &str, members: &[Value]) {
    if members.is_empty() {
        return;
    }
    page.heading(heading);
    let rows = members.iter().map(|one| {
        let until = value::text(one, "/until");
        let since = value::text(one, "/since");
        vec![
            value::text(one, "/participant"),
            value::code(one, "/role"),
            vote(one),
            value::code(one, "/representation"),
            if until.is_empty() { since } else { format!("{since} – {until}") },
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["participant", "role", "vote", "level", "since", "source"], rows.collect());
}

/// A source's word gives nobody a vote.
fn vote(one: &Value) -> String {
    let is = |field: &str| one.get(field) == Some(&Value::Bool(true));
    if is("voting") && !is("reported") { "votes".to_owned() } else { String::new() }
}

fn mandates(page: &mut Page, mandates: &[Value]) {
    if mandates.is_empty() {
        return;
    }
    page.heading("Mandates");
    let rows = mandates.iter().map(|one| {
        vec![
            value::text(one, "/id"),
            value::code(one, "/kind"),
            value::text(one, "/version"),
            parts::reported(one),
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["mandate", "kind", "version", "", "source"], rows.collect());
}

fn decisions(page: &mut Page, decisions: &[Value]) {
    if decisions.is_empty() {
        return;
    }
    page.heading("Decisions");
    let rows = decisions.iter().map(|one| {
        let in_force = value::some(one, "/in_force").map(|_| "in force").unwrap_or_default();
        vec![
            parts::decision(one, "/id"),
            value::words_at(one, "/title"),
            value::code(one, "/procedure"),
            value::code(one, "/outcome"),
            in_force.to_owned(),
            parts::reported(one),
        ]
    });
    page.table(&["decision", "title", "procedure", "outcome", "", ""], rows.collect());
}
