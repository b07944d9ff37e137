//! A measure: who answers for it, and its milestones with what was planned and what was reached.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("kind", &value::code(state, "/kind"));
    status(page, state);
    for (name, pointer) in [
        ("forum", "/forum"),
        ("part of", "/parent"),
        ("parts", "/children"),
        ("needs", "/depends_on"),
        ("needed by", "/needed_by"),
        ("strategy", "/strategy"),
        ("goals", "/goals"),
    ] {
        page.field(name, &value::text(state, pointer));
    }
    governance(page, state);
    page.field("decided by", &parts::decision(state, "/decision"));
    page.field("from", &value::origin_at(state, "/origin"));
    parts::responsibilities(page, "Responsibility", value::list(state, "/responsibilities"));
    let milestones = value::list(state, "/milestones");
    if !milestones.is_empty() {
        page.heading("Milestones");
        page.table(
            &["milestone", "title", "planned", "forecast", "reached", "", "source"],
            milestones.iter().map(milestone).collect(),
        );
    }
    funding(page, value::list(state, "/funding"));
    benefits(page, value::list(state, "/benefits"));
    parts::meetings(page, value::list(state, "/meetings"));
    parts::anchoring(page, value::list(state, "/anchoring"));
}

/// How it goes, as last reported, and of what that was said.
fn status(page: &mut Page, state: &Value) {
    let Some(report) = value::some(state, "/status") else {
        page.field("status", "not documented");
        return;
    };
    let mut said = value::code(report, "/status");
    if value::text(state, "/scale") == "reduced" {
        said.push_str(", on a reduced scale");
    }
    if value::text(report, "/said_of") == "all_together" {
        said.push_str(", said of all together");
    }
    page.field("status", &format!("{said}; {}", value::origin_at(report, "/origin")));
    page.field("in words", &value::words_at(report, "/text"));
    let next = value::text(report, "/next_report_by");
    let late = if parts::is(state, "report_overdue") { ", overdue" } else { "" };
    page.field("next report", &if next.is_empty() { next } else { format!("by {next}{late}") });
}

/// What the forums are for in it.
fn governance(page: &mut Page, state: &Value) {
    let Some(function) = value::some(state, "/function") else {
        page.field("forum's part", "not set");
        return;
    };
    let from = value::origin_at(function, "/origin");
    let part = parts::function(&value::text(function, "/function"));
    page.field("forum's part", &format!("{part}; {from}"));
    page.field("followed in", &value::text(function, "/followed_in"));
    let own = value::documented(value::text(function, "/own_steering_group"));
    page.field("own steering", &own);
}

fn funding(page: &mut Page, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading("Funding");
    let row = |one: &Value| {
        vec![
            format!("{}, {}", value::code(one, "/resource"), value::code(one, "/stage")),
            value::words_at(one, "/amount"),
            value::words_at(one, "/model"),
            value::documented(value::text(one, "/payers")),
            value::years(one, "/years"),
            value::text(one, "/budget_item"),
            value::origin_at(one, "/origin"),
        ]
    };
    let header = ["what", "how much", "model", "paid by", "years", "budget item", "source"];
    page.table(&header, list.iter().map(row).collect());
}

fn benefits(page: &mut Page, list: &[Value]) {
    if list.is_empty() {
        return;
    }
    page.heading("Benefits");
    let said = |one: &Value, pointer: &str| {
        let lines = value::list(one, pointer).iter().map(|said| {
            let (words, much) =
                (value::words_at(said, "/statement"), value::words_at(said, "/value"));
            let much = if much.is_empty() { much } else { format!(" {much}") };
            format!("{words}{much} – {}", value::origin_at(said, "/origin"))
        });
        value::documented(lines.collect::<Vec<_>>().join("\n"))
    };
    let row = |one: &Value| {
        vec![value::code(one, "/kind"), said(one, "/expected"), said(one, "/measured")]
    };
    page.table(&["benefit", "expected", "measured"], list.iter().map(row).collect());
}

fn milestone(one: &Value) -> Vec<String> {
    let forecast = value::list(one, "/forecasts").last();
    let is = |field: &str| one.get(field) == Some(&Value::Bool(true));
    let late = match (is("overdue"), is("undocumented")) {
        (true, _) => "overdue",
        (false, true) => "not documented",
        (false, false) => "",
    };
    let origins =
        [value::origin_at(one, "/reached/origin"), value::origin_at(one, "/baseline/origin")];
    vec![
        value::text(one, "/id"),
        value::words_at(one, "/title"),
        value::text(one, "/baseline/due"),
        forecast.map(|plan| value::text(plan, "/due")).unwrap_or_default(),
        value::text(one, "/reached/actual"),
        late.to_owned(),
        origins.into_iter().find(|origin| !origin.is_empty()).unwrap_or_default(),
    ]
}
