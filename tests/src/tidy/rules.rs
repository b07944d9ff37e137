//! Every rule has a row in which it accepts and one in which it refuses.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::{none, read, sources};

const RULES: &str = "crates/tingbok-domain/rules.toml";
const ROWS: &str = "crates/tingbok-domain/tests/rules";

#[test]
fn every_rule_has_an_accepting_and_a_refusing_row() {
    let rows = sources(ROWS);
    let text: String = rows.iter().map(|source| source.text.as_str()).collect();
    none(&gaps(&read(RULES), &text));
}

fn gaps(rules: &str, rows: &str) -> Vec<String> {
    let (ids, mut findings) = rule_ids(rules);
    if ids.is_empty() {
        findings.push("there are no rules".to_owned());
    }
    for verdict in ["accepts", "refuses"] {
        let named = named(rows, verdict);
        findings.extend(ids.difference(&named).map(|id| format!("no row {verdict} by {id}")));
        findings
            .extend(named.difference(&ids).map(|id| format!("a row {verdict} by {id}: no rule")));
    }
    findings
}

/// The ids of the table, and its faulty rows.
fn rule_ids(rules: &str) -> (BTreeSet<String>, Vec<String>) {
    let table: Table = rules.parse().unwrap();
    let mut ids = BTreeSet::new();
    let mut findings = Vec::new();
    for rule in table.get("rule").and_then(Value::as_array).into_iter().flatten() {
        let text = |field| rule.get(field).and_then(Value::as_str).unwrap_or_default();
        let (kind, id) = (text("kind"), text("id"));
        if kind.is_empty() || id.is_empty() || text("sentence").is_empty() {
            findings.push(format!("rule {kind}/{id} lacks its kind, id or sentence"));
        }
        if !ids.insert(id.to_owned()) {
            findings.push(format!("two rules are called {id}"));
        }
    }
    (ids, findings)
}

/// The first string after each `verdict(`, on the same line or the next.
fn named(rows: &str, verdict: &str) -> BTreeSet<String> {
    let call = format!("{verdict}(");
    let calls = rows.match_indices(&call).filter(|(at, _)| {
        let before = rows[..*at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_')
    });
    let quoted = calls.filter_map(|(at, _)| {
        let (id, _) = rows[at + call.len()..].trim_start().strip_prefix('"')?.split_once('"')?;
        Some(id.to_owned())
    });
    quoted.collect()
}

#[test]
fn a_rule_without_a_row_and_a_row_without_a_rule_are_named() {
    let rules = "[[rule]]\nkind = \"A\"\nid = \"one\"\nsentence = \"s\"\n";
    let both = "accepts(\n    \"one\", x), table.refuses(\"one\", y)";
    assert_eq!(gaps(rules, both), Vec::<String>::new());
    assert_eq!(gaps(rules, "accepts(\"one\")"), ["no row refuses by one"]);
    assert_eq!(gaps(rules, &format!("{both} accepts(\"two\")")), ["a row accepts by two: no rule"]);
    assert_eq!(gaps("", ""), ["there are no rules"]);
}
