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
    rounds(page, state);
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
    duties(page, state);
    parts::responsibilities(page, "Answers for", value::list(state, "/responsibilities"));
}

/// The newest of its rounds, and where the others are.
fn rounds(page: &mut Page, state: &Value) {
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
    let (shown, all) =
        (value::list(state, "/positions").len(), value::text(state, "/positions_total"));
    if shown.to_string() != all && !all.is_empty() {
        let id = value::text(state, "/id");
        page.text(&format!(
            "  The newest {shown} of {all} rounds; all of them: tingbok agreed {id}"
        ));
    }
}

/// What it is asked for and given to do, and what it signs with.
fn duties(page: &mut Page, state: &Value) {
    let header = ["recommendation", "in", "words", "answer", "answer by", "source"];
    table(page, "Recommendations to it", &header, state, "/recommendations", |one| {
        vec![
            value::text(one, "/id"),
            value::text(one, "/stream"),
            value::words_at(one, "/text"),
            answer(one),
            value::text(one, "/answer_by"),
            value::origin_at(one, "/origin"),
        ]
    });
    let header = ["assignment", "its part", "words", "due", "status", "source"];
    table(page, "Assignments", &header, state, "/assignments", |one| {
        let part = [("as_issuer", "gave it"), ("as_recipient", "is to do it")];
        let part = part.into_iter().filter(|(field, _)| parts::is(one, field));
        let status = [("accepted", "accepted"), ("delivered", "delivered"), ("overdue", "overdue")];
        let status = status.into_iter().find(|(field, _)| parts::is(one, field));
        vec![
            value::text(one, "/stream"),
            part.map(|(_, said)| said).collect::<Vec<_>>().join(", "),
            value::words_at(one, "/text"),
            value::documented(value::text(one, "/due")),
            status.map_or_else(|| "not delivered".to_owned(), |(_, said)| said.to_owned()),
            value::origin_at(one, "/origin"),
        ]
    });
    let header = ["key", "role", "from", "until", "revoked", "source"];
    table(page, "Keys it signs with", &header, state, "/keys", |one| {
        vec![
            value::text(one, "/fingerprint"),
            value::code(one, "/role"),
            value::text(one, "/valid_from"),
            value::text(one, "/valid_to"),
            value::text(one, "/revoked"),
            value::origin_at(one, "/origin"),
        ]
    });
}

/// Its answer; no answer is said to be none, and is never agreement.
fn answer(one: &Value) -> String {
    match value::some(one, "/answer") {
        Some(answer) => value::code(answer, "/response"),
        None if parts::is(one, "overdue") => "not answered, overdue".to_owned(),
        None if parts::is(one, "awaiting") => "not answered".to_owned(),
        None => String::new(),
    }
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
