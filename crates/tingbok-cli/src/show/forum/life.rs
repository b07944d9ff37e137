//! How a forum is reviewed, which problem it works on, and what came of it.
use crate::{output::Page, value};
use serde_json::Value;

/// How several see the problem it works on: side by side, none worked out.
pub(super) fn problems(page: &mut Page, problems: &[Value]) {
    if problems.is_empty() {
        return;
    }
    page.heading("How the problem is seen");
    page.table(&HEADER, problems.iter().map(problem).collect());
}

/// The columns of [`problem`].
pub(crate) const HEADER: [&str; 7] =
    ["view of", "in words", "features", "complexity", "conflict", "place", "source"];

/// One view of a problem.
pub(crate) fn problem(one: &Value) -> Vec<String> {
    let features = one.get("features").and_then(Value::as_object).into_iter().flatten();
    let features = features
        .map(|(mark, has)| format!("{}: {}", mark.replace(['-', '_'], " "), value::plain(has)));
    vec![
        value::documented(value::text(one, "/assessor")),
        value::words_at(one, "/statement"),
        features.collect::<Vec<_>>().join("\n"),
        value::documented(value::text(one, "/complexity")),
        value::documented(value::text(one, "/conflict")),
        place(&value::text(one, "/placement")).to_owned(),
        value::origin_at(one, "/origin"),
    ]
}

fn place(placement: &str) -> &'static str {
    match placement {
        "documented" => "placed",
        "not_documented" => "placed, but where is not documented",
        _none => "not placed",
    }
}

/// What it achieved, step by step.
pub(super) fn results(page: &mut Page, results: &[Value]) {
    if results.is_empty() {
        return;
    }
    page.heading("Results on the ladder of coordination");
    let row = |one: &Value| {
        vec![
            value::text(one, "/step"),
            value::words_at(one, "/statement"),
            value::text(one, "/evidence_docs"),
            value::origin_at(one, "/origin"),
        ]
    };
    page.table(
        &["step", "what was achieved", "documents", "source"],
        results.iter().map(row).collect(),
    );
}

/// How it meets each point of the guidelines.
pub(super) fn checklist(page: &mut Page, points: &[Value]) {
    if points.is_empty() {
        return;
    }
    page.heading("How it meets the guidelines");
    let row = |one: &Value| {
        vec![
            value::text(one, "/point"),
            value::documented(value::words_at(one, "/text")),
            value::origin_at(one, "/origin"),
        ]
    };
    page.table(&["point", "how", "source"], points.iter().map(row).collect());
}

fn outcome(outcome: &str) -> &'static str {
    match outcome {
        "continue" => "goes on",
        "adjust" => "goes on, changed",
        _wind_down => "to be wound down",
    }
}

/// Whether it is to go on.
pub(super) fn reviews(page: &mut Page, reviews: &[Value]) {
    if reviews.is_empty() {
        return;
    }
    page.heading("Reviews");
    let row = |one: &Value| {
        vec![
            outcome(&value::text(one, "/outcome")).to_owned(),
            value::words_at(one, "/reason"),
            value::text(one, "/review_by"),
            super::super::parts::decision(one, "/decision"),
            value::origin_at(one, "/origin"),
        ]
    };
    let header = ["outcome", "why", "next review by", "decided by", "source"];
    page.table(&header, reviews.iter().map(row).collect());
}
