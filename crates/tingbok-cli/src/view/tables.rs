//! The ladder, problems, roles, gaps and contradictions, as tables.
use crate::{output::Page, show, value};
use serde_json::Value;

/// Forums against steps; an empty cell says that nothing is documented.
pub(super) fn ladder(page: &mut Page, states: &[Value]) {
    let Some(first) = states.first() else { return };
    let version = value::text(first, "/version");
    page.heading(&if version.is_empty() {
        "The ladder of coordination; no rule data names its steps".to_owned()
    } else {
        format!("The ladder of coordination, version {version}")
    });
    for step in value::list(first, "/steps") {
        let name = step.get("name").map(value::name).unwrap_or_default();
        page.field(&format!("step {}", value::text(step, "/n")), &name);
    }
    let rows: Vec<&Value> = states.iter().flat_map(|state| value::list(state, "/rows")).collect();
    if rows.is_empty() {
        page.text("  No forum has a result on record.");
    }
    for row in rows {
        page.heading(&format!("{}  {}", value::text(row, "/forum"), value::words_at(row, "/name")));
        let cells = value::list(row, "/cells").iter().map(|cell| {
            let lines = value::list(cell, "/lines").iter();
            let words = lines.clone().map(|line| value::words_at(line, "/text"));
            let mut origins: Vec<String> =
                lines.map(|line| value::origin_at(line, "/origin")).collect();
            origins.dedup();
            vec![
                value::text(cell, "/step"),
                value::documented(words.collect::<Vec<_>>().join("\n")),
                shown(&value::text(cell, "/state")).to_owned(),
                origins.join("\n"),
            ]
        });
        page.table(&["step", "what was achieved", "how it is known", "source"], cells.collect());
    }
}

fn shown(state: &str) -> &'static str {
    match state {
        "evidenced" => "a document shows it",
        "recorded" => "recorded, no document shows it",
        "reported" => "told by a source",
        _none => "",
    }
}

/// All views of each forum's problem, side by side.
pub(super) fn problems(page: &mut Page, states: &[Value]) {
    let forums: Vec<&Value> =
        states.iter().flat_map(|state| value::list(state, "/forums")).collect();
    if forums.is_empty() {
        page.heading("Nobody's view of a problem is on record.");
    }
    for forum in forums {
        let name = value::words_at(forum, "/name");
        page.heading(&format!("{}  {name}", value::text(forum, "/forum")));
        let rows = value::list(forum, "/views").iter().map(show::problem);
        page.table(&show::PROBLEM_HEADER, rows.collect());
    }
    let not_placed = states.iter().flat_map(|state| value::list(state, "/not_placed")).count();
    let placed = states.iter().flat_map(|state| value::list(state, "/fields"));
    let placed: usize = placed.map(|field| value::list(field, "/views").len()).sum();
    page.text("");
    page.field("placed", &format!("{placed} of {} views", placed + not_placed));
}

/// Who has which role in what.
pub(super) fn roles(page: &mut Page, states: &[Value]) {
    let subjects = states.iter().flat_map(|state| value::list(state, "/subjects"));
    let roles = subjects.flat_map(|subject| value::list(subject, "/roles"));
    let rows: Vec<Vec<String>> = roles
        .map(|one| {
            let coordinates = one.get("coordination") == Some(&Value::Bool(true));
            vec![
                value::text(one, "/subject"),
                value::code(one, "/role"),
                value::text(one, "/holder"),
                (if coordinates { "coordination" } else { "" }).to_owned(),
                value::documented(value::text(one, "/from")),
                value::origin_at(one, "/origin"),
            ]
        })
        .collect();
    page.heading("Who answers for what, and who coordinates");
    if rows.is_empty() {
        page.text("  Nobody's role is on record.");
    }
    page.table(&["for", "as", "who", "", "from", "source"], rows);
}

/// What no source says, thing by thing.
pub(super) fn not_documented(page: &mut Page, states: &[Value]) {
    let objects = states.iter().filter_map(Value::as_array).flatten();
    let rows: Vec<Vec<String>> = objects
        .map(|one| {
            let part = value::text(one, "/recommendation");
            let subject = value::text(one, "/subject");
            let gaps = value::list(one, "/gaps").iter().map(gap);
            vec![
                if part.is_empty() { subject } else { format!("{subject}, {part}") },
                value::words_at(one, "/title"),
                gaps.collect::<Vec<_>>().join("\n"),
            ]
        })
        .collect();
    page.heading(&format!("Not documented, of {} things", rows.len()));
    page.table(&["thing", "called", "no source says"], rows);
}

/// `{"code": "mandate-text", "of": 1}` → «mandate text (1)».
fn gap(gap: &Value) -> String {
    let code = value::text(gap, "/code").replace('-', " ");
    let of = value::text(gap, "/of");
    if of.is_empty() { code } else { format!("{code} ({of})") }
}

/// Where sources differ, and what was corrected. Nothing here says who is right.
pub(super) fn contradictions(page: &mut Page, states: &[Value]) {
    let all: Vec<&Value> = states.iter().filter_map(Value::as_array).flatten().collect();
    page.heading(&format!("Told in two ways: {}", all.len()));
    for one in all {
        let field = value::text(one, "/what").replace('_', " ");
        page.heading(&format!(
            "{}, {}: {field}",
            value::text(one, "/stream"),
            value::text(one, "/kind")
        ));
        let told = value::list(one, "/values").iter();
        let told =
            told.map(|told| vec![value::text(told, "/value"), value::origin_at(told, "/origin")]);
        page.table(&["told", "by"], told.collect());
        if let Some(amended) = value::some(one, "/nature/amended") {
            page.field("corrected", &value::words_at(amended, "/reason"));
            page.field("on the word of", &value::words_at(amended, "/authority"));
        } else if value::text(one, "/wording") == "yes" {
            page.text("  It may be the wording alone that differs.");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_step_that_nobody_documents_says_so() {
        let cell = |step: u32, lines: Value, state: &str| json!({ "step": step, "lines": lines, "state": state });
        let state = json!({
            "version": 1,
            "steps": [{ "n": 1, "name": { "nb": "Dialog" } }, { "n": 2, "name": { "nb": "Felles kunnskap" } }],
            "rows": [{ "forum": "kubu", "name": { "words": "KUBU" }, "cells": [
                cell(1, json!([{ "text": { "words": "Møtes jevnlig" } }]), "reported"),
                cell(2, json!([]), "none"),
            ] }],
        });
        let mut page = Page::default();
        ladder(&mut page, &[state]);
        let text = page.into_text();
        let row = text.lines().find(|line| line.trim_start().starts_with('2')).unwrap();
        assert!(row.contains("not documented"), "{text}");
        assert!(text.contains("told by a source"), "{text}");
    }

    #[test]
    fn a_gap_says_what_it_is_of() {
        assert_eq!(gap(&json!({ "code": "mandate-text", "of": 1 })), "mandate text (1)");
        assert_eq!(gap(&json!({ "code": "purpose" })), "purpose");
    }
}
