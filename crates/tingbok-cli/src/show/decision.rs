//! A decision: what is in force, where the procedure stands, and who answered what in each round.
use super::parts;
use crate::{agreed::position, output::Page, value};
use serde_json::Value;
use std::collections::BTreeMap;

/// What it is called; a reported one has the title that its first source gives.
pub(super) fn title(state: &Value) -> String {
    let own = value::words_at(state, "/title");
    if own.is_empty() { value::words_at(state, "/reported/0/title") } else { own }
}

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("forum", &value::text(state, "/forum"));
    page.field("matter", &value::code(state, "/matter"));
    page.field("proposed", &value::origin_at(state, "/proposed"));
    page.field("procedure", &value::code(state, "/procedure"));
    page.field("in force", &in_force(state));
    for (pointer, name) in [("/superseded_by", "superseded by"), ("/supersedes", "supersedes")] {
        for one in value::list(state, pointer) {
            let line = format!(
                "{} ({}), {}",
                parts::decision(one, "/decision"),
                value::code(one, "/extent"),
                value::origin_at(one, "/origin")
            );
            page.field(name, &line);
        }
    }
    page.field("archive", &value::text(state, "/archive_ref"));
    texts(page, state);
    let rounds = value::list(state, "/rounds");
    round_list(page, rounds);
    matrix(page, rounds);
    reasons(page, rounds);
    reported(page, state);
    parts::anchoring(page, value::list(state, "/anchoring"));
    moves(page, state);
    follow_up(page, state);
}

/// What names the decision: a measure taken up, an assignment, money, a seat ended.
fn follow_up(page: &mut Page, state: &Value) {
    let rows = value::list(state, "/follow_up").iter().map(|one| {
        vec![
            value::text(one, "/stream"),
            value::text(one, "/kind"),
            value::origin_at(one, "/origin"),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        page.heading("Follow-up");
        page.table(&["on", "what", "from"], rows);
    }
}

fn in_force(state: &Value) -> String {
    let Some(in_force) = value::some(state, "/in_force") else {
        return if value::list(state, "/rounds").is_empty()
            && !value::list(state, "/reported").is_empty()
        {
            "no: only told of by a source".to_owned()
        } else {
            "no".to_owned()
        };
    };
    let part = if in_force.get("superseded_in_part") == Some(&Value::Bool(true)) {
        ", superseded in part"
    } else {
        ""
    };
    format!(
        "revision {} by round {}: {}{part}; {}",
        value::text(in_force, "/revision"),
        value::text(in_force, "/round"),
        value::code(in_force, "/outcome"),
        value::origin_at(in_force, "/origin")
    )
}

fn texts(page: &mut Page, state: &Value) {
    for revision in value::list(state, "/revisions") {
        page.heading(&format!("Text, revision {}", value::text(revision, "/revision")));
        page.field("", &value::words_at(revision, "/text"));
        page.field("changed since", &value::words_at(revision, "/reason"));
        page.field("sha-256", &value::text(revision, "/sha256"));
        page.field("from", &value::origin_at(revision, "/origin"));
    }
}

fn round_list(page: &mut Page, rounds: &[Value]) {
    if rounds.is_empty() {
        return;
    }
    page.heading("Rounds");
    let rows = rounds.iter().map(|round| {
        let outcome = match (value::some(round, "/closed"), value::some(round, "/interrupted")) {
            (Some(closed), _) => value::code(closed, "/outcome"),
            (None, Some(broken)) => format!("broken off: {}", value::code(broken, "/why")),
            (None, None) => "open".to_owned(),
        };
        vec![
            value::text(round, "/number"),
            value::text(round, "/revision"),
            value::code(round, "/method"),
            value::text(round, "/deadline"),
            outcome,
            counts(round),
            value::origin_at(round, "/opened"),
        ]
    });
    page.table(
        &["round", "revision", "method", "deadline", "outcome", "electors", "opened"],
        rows.collect(),
    );
}

/// Counts with their denominator: «17: 12 consents plain, 5 silent».
fn counts(round: &Value) -> String {
    let Some(counts) = value::some(round, "/counts").and_then(Value::as_object) else {
        return "answers are not public yet".to_owned();
    };
    let parts =
        counts.iter().filter(|(name, count)| *name != "electors" && count.as_u64() != Some(0));
    let parts = parts.map(|(name, count)| format!("{count} {}", name.replace('_', " ")));
    let electors = counts.get("electors").map(value::plain).unwrap_or_default();
    format!("{electors}: {}", parts.collect::<Vec<_>>().join(", "))
}

/// Who answered what: electors down, rounds across.
fn matrix(page: &mut Page, rounds: &[Value]) {
    let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (column, round) in rounds.iter().enumerate() {
        for row in value::list(round, "/rows") {
            let cells = rows.entry(value::text(row, "/participant")).or_default();
            cells.resize(column, "–".to_owned());
            cells.push(position(row));
        }
    }
    if rows.is_empty() {
        return;
    }
    page.heading("Positions");
    let header = rounds.iter().map(|round| {
        format!(
            "round {} (revision {})",
            value::text(round, "/number"),
            value::text(round, "/revision")
        )
    });
    let header: Vec<String> = std::iter::once("participant".to_owned()).chain(header).collect();
    let body = rows.into_iter().map(|(participant, mut cells)| {
        cells.resize(rounds.len(), "–".to_owned());
        cells.insert(0, participant);
        cells
    });
    page.table(&header.iter().map(String::as_str).collect::<Vec<_>>(), body.collect());
}

/// The words that came with answers, the latest of each elector in each round.
fn reasons(page: &mut Page, rounds: &[Value]) {
    let mut rows = Vec::new();
    for round in rounds {
        for row in value::list(round, "/rows") {
            let Some(answer) = value::list(row, "/answers").last() else { continue };
            for name in ["condition", "statement", "reason", "resolves_if", "remark"] {
                let words = value::words_at(answer, &format!("/{name}"));
                if !words.is_empty() {
                    rows.push(vec![
                        value::text(round, "/number"),
                        value::text(row, "/participant"),
                        name.replace('_', " "),
                        words,
                        value::origin_at(answer, "/origin"),
                    ]);
                }
            }
        }
    }
    if !rows.is_empty() {
        page.heading("In their own words");
        page.table(&["round", "participant", "what", "words", "from"], rows);
    }
}

fn reported(page: &mut Page, state: &Value) {
    for one in value::list(state, "/reported") {
        page.heading(&format!("Told by a source: {}", value::words_at(one, "/title")));
        page.field("", &value::words_at(one, "/text"));
        let attributed = [value::code(one, "/attribution"), value::text(one, "/body")].join(" ");
        page.field("attributed to", attributed.trim_end());
        page.field("positions", &format!("{} documented", value::code(one, "/documented")));
        for given in value::list(one, "/positions") {
            page.field(&value::text(given, "/participant"), &value::code(given, "/position"));
        }
        page.field("from", &value::origin_at(one, "/origin"));
    }
}

fn moves(page: &mut Page, state: &Value) {
    let rows = value::list(state, "/moves").iter().map(|one| {
        vec![
            value::code(one, "/kind"),
            value::words_at(one, "/reason"),
            value::origin_at(one, "/origin"),
        ]
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        page.heading("Withdrawn, referred, returned");
        page.table(&["what", "why", "from"], rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_silent_elector_is_never_shown_as_agreeing_and_rounds_stand_side_by_side() {
        let row = |participant: &str, status: &str, conditional: bool| json!({ "participant": participant, "status": status, "conditional": conditional, "answers": [] });
        let rounds = [
            json!({ "number": 1, "revision": 1, "rows": [row("kld", "consents", false), row("fin", "silent", false)] }),
            json!({ "number": 2, "revision": 2, "rows": [row("kld", "consents", true), row("jd", "reserves", false)] }),
        ];
        let mut page = Page::default();
        matrix(&mut page, &rounds);
        let text = page.into_text();
        let line = |participant: &str| {
            text.lines().find(|line| line.contains(participant)).unwrap().to_owned()
        };
        assert!(line(" fin ").contains("silent") && !line(" fin ").contains("consents"));
        assert!(line(" kld ").contains("consents on a condition"));
        assert!(line(" jd ").find('–').unwrap() < line(" jd ").find("reserves").unwrap());
    }

    #[test]
    fn a_reported_decision_is_never_shown_as_in_force() {
        let state = json!({
            "title": { "words": null }, "in_force": null, "rounds": [],
            "reported": [{
                "title": { "words": "Videreføres" }, "text": { "words": "«…»" }, "attribution": "collective",
                "documented": "none", "positions": [],
                "origin": { "position": 114, "occurred": "2024-04", "evidence": "reported",
                    "source": { "ref": "DFØ-rapport 2024:7", "locator": "§4.3.3" } },
            }],
        });
        let mut page = Page::default();
        write(&mut page, "decision-4", &state);
        let text = page.into_text();
        assert!(text.contains("no: only told of by a source"), "{text}");
        assert!(text.contains("after DFØ-rapport 2024:7, §4.3.3"), "{text}");
    }
}
