//! A strategy: its goals, the measures that serve each, and every text it had.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    let status = value::code(state, "/status");
    let from = value::origin_at(state, "/status_origin");
    page.field("status", &format!("{status}; {from}"));
    page.field("in force", if parts::is(state, "in_force") { "yes" } else { "no" });
    page.field("period", &value::years(state, "/period"));
    page.field("owned by", &value::documented(value::text(state, "/owners")));
    let forum = value::text(state, "/forum");
    page.field("of", if forum.is_empty() { "the whole community" } else { &forum });
    page.field("replaces", &value::text(state, "/replaces"));
    page.field("replaced by", &value::text(state, "/replaced_by"));
    goals(page, state);
    parts::responsibilities(page, "Responsibility", value::list(state, "/responsibilities"));
    parts::recommendations(page, "Recommends", value::list(state, "/recommendations"));
    let texts = value::list(state, "/publications").iter().map(|one| {
        vec![
            value::words_at(one, "/title"),
            value::code(one, "/status"),
            value::years(one, "/period"),
            value::list(one, "/goals").len().to_string(),
            value::origin_at(one, "/origin"),
        ]
    });
    page.heading("Texts");
    page.table(&["title", "status", "period", "goals", "source"], texts.collect());
    parts::anchoring(page, value::list(state, "/anchoring"));
}

fn goals(page: &mut Page, state: &Value) {
    let (goals, measures) = (value::list(state, "/goals"), value::list(state, "/measures"));
    page.heading("Goals and the measures that serve them");
    if goals.is_empty() {
        page.text("  No goals are documented.");
    }
    let serving = |key: &Value| {
        let serves = |one: &&Value| value::list(one, "/goals").contains(key);
        let names = measures.iter().filter(serves).map(|one| value::text(one, "/measure"));
        names.collect::<Vec<_>>().join(", ")
    };
    let rows = goals.iter().map(|goal| {
        let key = goal.get("key").cloned().unwrap_or_default();
        vec![value::plain(&key), value::words_at(goal, "/text"), serving(&key)]
    });
    page.table(&["goal", "words", "measures"], rows.collect());
    let known = |key: &Value| goals.iter().any(|goal| goal.get("key") == Some(key));
    let others = measures.iter().filter(|one| !value::list(one, "/goals").iter().any(known));
    let others: Vec<String> = others.map(|one| value::text(one, "/measure")).collect();
    page.field("other measures", &others.join(", "));
}
