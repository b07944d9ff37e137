//! Replay gives what it always gave, and the log only grows.
use super::{Expected, expected, facts, history, log, root, write_expected};
use crate::schemas::{accepts, events, read};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::EventKind;
use tingbok_transparency::leaf_hash;

/// How long the log was and which root it had when it was begun; each release adds a row.
const RELEASED: &[(usize, &str)] =
    &[(129, "4299c1d356b545af9c066f23882ad9612353f013dca2e4d172859b62c223c567")];

#[test]
fn every_line_of_the_history_is_in_the_log() {
    let lines = history::lines(&read(&events("golden/history.ndjson")));
    let there = if events("golden/log.ndjson").exists() { log() } else { Vec::new() };
    let grown = history::grown(&lines, there.clone());
    if accepts("golden") {
        let mut text = Vec::new();
        for line in &grown {
            text.extend([line.as_slice(), b"\n"].concat());
        }
        std::fs::write(events("golden/log.ndjson"), text).unwrap();
        write_expected(&Expected {
            entries: u64::try_from(grown.len()).unwrap(),
            root: root(&grown),
            facts: facts::of(&grown),
            ledgers: if there.is_empty() { BTreeMap::new() } else { expected().ledgers },
            frozen: grown.iter().map(|line| leaf_hash(line).to_string()).collect(),
        });
    } else {
        let waiting = grown.len() - there.len();
        assert_eq!(waiting, 0, "the history has more: cargo xtask golden --accept");
    }
}

#[test]
fn a_line_that_is_in_the_log_never_changes() {
    let (expected, log) = (expected(), log());
    assert_eq!(expected.frozen.len(), log.len());
    for (number, (line, frozen)) in (1..).zip(log.iter().zip(&expected.frozen)) {
        assert_eq!(&leaf_hash(line).to_string(), frozen, "line {number}");
    }
    for (entries, known) in RELEASED {
        assert_eq!(&root(&log[..*entries]), known, "the first {entries} lines were released");
    }
}

#[test]
fn replay_gives_the_same_root_and_the_same_facts() {
    let (expected, log) = (expected(), log());
    assert_eq!(expected.entries, u64::try_from(log.len()).unwrap());
    assert_eq!(expected.root, root(&log));
    let (told, found) = (&expected.facts, facts::of(&log));
    for part in ["kinds", "rounds", "things"] {
        let (told, found) = (&told[part], &found[part]);
        assert_eq!(
            serde_json::to_string_pretty(found).unwrap(),
            serde_json::to_string_pretty(told).unwrap(),
            "{part}"
        );
    }
}

#[test]
fn every_kind_and_every_schema_that_ever_was_is_in_the_log() {
    let facts = facts::of(&log());
    let found: BTreeSet<String> = facts["kinds"].as_object().unwrap().keys().cloned().collect();
    let versions =
        |kind: &EventKind| (1..=kind.schema()).map(|n| format!("{kind}/v{n}")).collect::<Vec<_>>();
    assert_eq!(found, EventKind::ALL.iter().flat_map(versions).collect());
}

#[test]
fn every_outcome_of_a_round_is_in_the_log() {
    let facts = facts::of(&log());
    let rounds = facts["rounds"].as_array().unwrap();
    let found: BTreeSet<&str> =
        rounds.iter().map(|round| round["outcome"].as_str().unwrap()).collect();
    assert_eq!(found, ["adopted", "adopted_with_dissent", "lapsed", "not_agreed"].into());
}
