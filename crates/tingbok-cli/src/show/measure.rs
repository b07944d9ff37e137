//! A measure: who answers for it, and its milestones with what was planned and what was reached.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("kind", &value::code(state, "/kind"));
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
    parts::meetings(page, value::list(state, "/meetings"));
    parts::anchoring(page, value::list(state, "/anchoring"));
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
