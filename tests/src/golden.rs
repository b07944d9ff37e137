//! The golden log: what was once recorded is read the same for ever. It holds every kind and every schema that
//! ever was, it only grows, and ledgers of every format on disk are kept beside it.
mod facts;
mod history;
mod ledgers;
mod log;

use crate::schemas::{events, read};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use tingbok_transparency::{Frontier, leaf_hash};

/// What `events/golden/expected.json` holds.
#[derive(Serialize, Deserialize)]
struct Expected {
    /// How many entries the log has.
    entries: u64,
    /// The Merkle root over them.
    root: String,
    /// What follows from them, as far as it must never change.
    facts: Value,
    /// Packed ledgers: the file, how many entries, and their root.
    ledgers: BTreeMap<String, Packed>,
    /// The Merkle leaf hash of each line, in order: none of these lines ever changes.
    frozen: Vec<String>,
}

#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
struct Packed {
    entries: u64,
    root: String,
}

fn expected() -> Expected {
    serde_json::from_str(&read(&events("golden/expected.json"))).unwrap()
}

fn write_expected(expected: &Expected) {
    let text = serde_json::to_string_pretty(expected).unwrap();
    std::fs::write(events("golden/expected.json"), format!("{text}\n")).unwrap();
}

/// The entries of the golden log, as their bytes stand.
fn log() -> Vec<Vec<u8>> {
    let text = std::fs::read(events("golden/log.ndjson")).unwrap();
    let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    assert_eq!(lines.pop(), Some(Vec::new()), "the last line ends");
    lines
}

fn root(entries: &[Vec<u8>]) -> String {
    let mut frontier = Frontier::new();
    for entry in entries {
        frontier.push(leaf_hash(entry));
    }
    frontier.root().to_string()
}
