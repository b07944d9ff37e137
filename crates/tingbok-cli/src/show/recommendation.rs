//! A recommendation: to whom, and what each addressee answered.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, state: &Value) {
    let (id, kind) = (value::text(state, "/id"), value::code(state, "/kind"));
    page.heading(&format!("recommendation/{id}  {kind}"));
    page.field("", &value::words_at(state, "/text"));
    page.field("stands in", &value::text(state, "/stream"));
    page.field("to", &value::documented(value::text(state, "/to")));
    let late = match (parts::is(state, "overdue"), parts::is(state, "undocumented")) {
        (true, _) => ", overdue",
        (false, true) => "; what was answered is not documented",
        (false, false) => "",
    };
    let by = value::text(state, "/answer_by");
    page.field("answer by", &if by.is_empty() { by } else { format!("{by}{late}") });
    page.field("from", &value::origin_at(state, "/origin"));
    page.heading("Answers that count");
    let said = parts::answers(state);
    page.text(&if said.is_empty() { "  None is looked for.".to_owned() } else { indented(&said) });
    let rows = value::list(state, "/answers").iter().map(|one| {
        vec![
            value::text(one, "/by"),
            value::code(one, "/response"),
            value::words_at(one, "/text"),
            value::text(one, "/follow_up"),
            value::origin_at(one, "/origin"),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if rows.len() > 1 {
        page.heading("Every answer, oldest first");
        page.table(&["by", "answer", "in words", "followed up with", "source"], rows);
    }
}

fn indented(lines: &str) -> String {
    lines.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
}
