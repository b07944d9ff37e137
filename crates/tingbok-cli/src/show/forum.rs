//! A forum: who sits there, its mandates, decisions, meetings and measures.
mod life;

pub(crate) use life::{HEADER, problem};

use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("kind", &value::text(state, "/kind"));
    closing(page, state);
    page.field("purpose", &value::words_at(state, "/purpose"));
    for (name, pointer) in [
        ("under", "/parent"),
        ("over", "/children"),
        ("after", "/predecessors"),
        ("before", "/successors"),
        ("consulted at its start", "/consulted"),
    ] {
        page.field(name, &value::text(state, pointer));
    }
    let late = if parts::is(state, "review_overdue") { ", overdue" } else { "" };
    let review = value::text(state, "/review_by");
    page.field("review by", &if review.is_empty() { review } else { format!("{review}{late}") });
    secretariat(page, state);
    page.field("from", &value::origin_at(state, "/origin"));
    members(page, "Members", value::list(state, "/members"));
    members(page, "Former members", value::list(state, "/past_members"));
    mandates(page, value::list(state, "/mandates"));
    decisions(page, value::list(state, "/decisions"));
    parts::meetings(page, value::list(state, "/meetings"));
    measures(page, state);
    life::problems(page, value::list(state, "/problems"));
    life::results(page, value::list(state, "/results"));
    life::checklist(page, value::list(state, "/checklist"));
    life::reviews(page, value::list(state, "/reviews"));
    parts::recommendations(page, "Recommends", value::list(state, "/recommendations"));
    parts::responsibilities(page, "Responsibility", value::list(state, "/responsibilities"));
    parts::responsibilities(page, "Answers for", value::list(state, "/answers_for"));
    parts::anchoring(page, value::list(state, "/anchoring"));
}

/// Its end; what only a source tells of ends nothing here.
fn closing(page: &mut Page, state: &Value) {
    let Some(closed) = value::some(state, "/closed") else { return };
    let told = value::text(closed, "/origin/evidence") == "reported";
    let name = if told { "said to be closed" } else { "closed" };
    page.field(name, &value::origin_at(closed, "/origin"));
    page.field("because", &value::words_at(closed, "/reason"));
    page.field("handed over to", &value::documented(value::text(closed, "/handover")));
    page.field("consulted at its end", &value::text(closed, "/consulted"));
    page.field("why nobody was consulted at its end", &value::words_at(closed, "/waiver"));
    page.field("decided by", &parts::decision(closed, "/decision"));
}

fn secretariat(page: &mut Page, state: &Value) {
    let Some(one) = value::list(state, "/secretariats").last() else {
        page.field("secretariat", "not documented");
        return;
    };
    let by = value::text(one, "/by");
    let by = if by.is_empty() { String::new() } else { format!(", staffed by {by}") };
    let from = value::origin_at(one, "/origin");
    page.field("secretariat", &format!("{}{by}; {from}", model(&value::text(one, "/model"))));
    page.field("contacts", &value::text(one, "/contacts"));
    page.field("its tasks", &value::text(one, "/tasks"));
}

fn model(model: &str) -> &'static str {
    match model {
        "broad" => "made up of several",
        "single" => "with one participant",
        "small" => "a small one",
        "none" => "there is none",
        _not_documented => "not documented",
    }
}

/// Measures taken up under it or followed by it, with what it is for in each.
fn measures(page: &mut Page, state: &Value) {
    let (own, followed) = (value::list(state, "/measures"), value::list(state, "/followed"));
    let function = |id: &str| {
        let found = followed.iter().find(|one| value::text(one, "/measure") == id);
        found.map_or_else(
            || "not set".to_owned(),
            |one| parts::function(&value::text(one, "/function")).to_owned(),
        )
    };
    let mut rows: Vec<Vec<String>> = own
        .iter()
        .map(|one| {
            let id = value::text(one, "/id");
            let function = function(&id);
            vec![
                id,
                value::code(one, "/kind"),
                value::words_at(one, "/title"),
                function,
                value::origin_at(one, "/origin"),
            ]
        })
        .collect();
    let others = followed.iter().filter(|one| {
        own.iter().all(|own| value::text(own, "/id") != value::text(one, "/measure"))
    });
    rows.extend(others.map(|one| {
        vec![
            value::text(one, "/measure"),
            String::new(),
            String::new(),
            parts::function(&value::text(one, "/function")).to_owned(),
            value::origin_at(one, "/origin"),
        ]
    }));
    if !rows.is_empty() {
        page.heading("Measures");
        page.table(&["measure", "kind", "title", "the forum's part", "source"], rows);
    }
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
            repealed(one),
            value::origin_at(one, "/origin"),
        ]
    });
    page.table(&["mandate", "kind", "version", "", "source"], rows.collect());
}

fn repealed(one: &Value) -> String {
    let repealed = if parts::is(one, "repealed") { "repealed" } else { "" };
    let said = [repealed.to_owned(), parts::reported(one)];
    said.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
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
