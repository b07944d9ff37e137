//! What is late, who must act, and since when; apart from it, what no source says the outcome of.
use crate::{output::Page, value};
use serde_json::Value;

const KINDS: [(&str, &str); 7] = [
    ("positions", "Answers in open rounds"),
    ("milestones", "Milestones"),
    ("measure_reports", "Reports on measures"),
    ("forum_reviews", "Reviews of forums"),
    ("mandate_reviews", "Reviews of mandates"),
    ("recommendations", "Answers to recommendations"),
    ("assignments", "Deliveries of assignments"),
];

/// Writes the page.
pub(super) fn write(page: &mut Page, states: &[Value]) {
    let rows = |kind: &str| -> Vec<Vec<String>> {
        let pointer = format!("/{kind}");
        states.iter().flat_map(|state| value::list(state, &pointer)).map(row).collect()
    };
    let mut none = true;
    for (kind, heading) in KINDS {
        let rows = rows(kind);
        if !rows.is_empty() {
            none = false;
            page.heading(&format!("{heading}: {}", rows.len()));
            page.table(&HEADER, rows);
        }
    }
    if none {
        page.heading("Nothing is overdue.");
    }
    let unknown = rows("not_documented");
    if !unknown.is_empty() {
        page.heading(&format!(
            "The day has passed, and no source says what came of it: {}",
            unknown.len()
        ));
        page.table(&HEADER, unknown);
    }
}

const HEADER: [&str; 7] = ["on", "what", "called", "due", "days", "who must act", "source"];

fn row(one: &Value) -> Vec<String> {
    vec![
        value::text(one, "/subject"),
        what(one),
        value::words_at(one, "/title"),
        value::text(one, "/due"),
        value::text(one, "/days_late"),
        value::documented(value::text(one, "/who")),
        value::origin_at(one, "/origin"),
    ]
}

/// Which round, milestone, version or recommendation of the thing.
fn what(one: &Value) -> String {
    let part = ["round", "milestone", "version", "recommendation"].into_iter().find_map(|name| {
        let found = value::text(one, &format!("/what/{name}"));
        (!found.is_empty()).then(|| format!("{name} {found}"))
    });
    part.unwrap_or_else(|| value::code(one, "/what/kind"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_a_source_planned_is_never_among_what_is_late() {
        let told = json!({
            "what": { "kind": "milestone", "measure": "uu", "milestone": "m1" },
            "subject": "measure-uu", "due": "2023", "days_late": 700, "who": [],
        });
        let state = json!({ "milestones": [], "not_documented": [told] });
        let mut page = Page::default();
        write(&mut page, &[state]);
        let text = page.into_text();
        let (late, unknown) = text.split_once("no source says").unwrap();
        assert!(late.contains("Nothing is overdue."), "{text}");
        assert!(unknown.contains("milestone m1") && unknown.contains("not documented"), "{text}");
    }
}
