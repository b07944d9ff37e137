//! A participant: where it sits, what it answers for, and what it agreed to.
use super::parts;
use crate::{agreed::position, output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("short", &value::text(state, "/short"));
    page.field("kind", &value::code(state, "/kind"));
    for (name, pointer) in [("carries on", "/predecessors"), ("carried on by", "/successors")] {
        for one in value::list(state, pointer) {
            let line = format!(
                "{} ({}), {}",
                value::text(one, "/participant"),
                value::code(one, "/kind"),
                value::origin_at(one, "/origin")
            );
            page.field(name, &line);
        }
    }
    page.field("from", &value::origin_at(state, "/origin"));
    table(
        page,
        "Seats",
        &["forum", "role", "since", "until", "source"],
        state,
        "/memberships",
        |one| {
            vec![
                value::text(one, "/forum"),
                value::code(one, "/role"),
                value::text(one, "/since"),
                value::text(one, "/until"),
                value::origin_at(one, "/origin"),
            ]
        },
    );
    let header = ["decision", "round", "method", "stage", "position", "from"];
    table(page, "Positions", &header, state, "/positions", |one| {
        vec![
            parts::decision(one, "/decision"),
            value::text(one, "/round"),
            value::code(one, "/method"),
            value::code(one, "/stage"),
            position(one),
            value::origin_at(one, "/origin"),
        ]
    });
    let header = ["decision", "title", "position", "source"];
    table(page, "Positions that a source names", &header, state, "/reported_positions", |one| {
        vec![
            parts::decision(one, "/decision"),
            value::words_at(one, "/title"),
            value::code(one, "/position"),
            value::origin_at(one, "/origin"),
        ]
    });
    let header = ["for", "substitute", "scope", "from", "until", "source"];
    table(page, "Substitutes", &header, state, "/substitutes", |one| {
        vec![
            value::text(one, "/principal"),
            value::text(one, "/substitute"),
            value::code(one, "/scope"),
            value::text(one, "/from"),
            value::text(one, "/until"),
            value::origin_at(one, "/origin"),
        ]
    });
    parts::responsibilities(page, "Answers for", value::list(state, "/responsibilities"));
}

fn table(
    page: &mut Page,
    heading: &str,
    header: &[&str],
    state: &Value,
    pointer: &str,
    row: impl Fn(&Value) -> Vec<String>,
) {
    let list = value::list(state, pointer);
    if !list.is_empty() {
        page.heading(heading);
        page.table(header, list.iter().map(row).collect());
    }
}
