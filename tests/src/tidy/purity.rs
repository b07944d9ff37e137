//! Purity: the rules know no clock, no chance and no disk, and one module holds the clock.

use super::{Source, code_of, has_word, none, sources};

const NOT_IN_THE_DOMAIN: [&str; 13] = [
    "Utc::now",
    "Local::now",
    "SystemTime",
    "Instant::now",
    "new_v4",
    "now_v7",
    "rand",
    "getrandom",
    "std::fs",
    "std::net",
    "std::process",
    "tokio",
    "sled",
];

/// What tells the time or draws an identifier.
const CLOCK: [&str; 6] =
    ["Utc::now", "Local::now", "SystemTime", "Instant::now", "new_v4", "now_v7"];
const CLOCK_MODULE: &str = "crates/tingbok-ledger/src/clock.rs";
/// These measure how long something took; that never reaches a ledger.
const MEASURES: [&str; 4] = ["crates/tingbok-cli/", "crates/tingbok-bench/", "xtask/", "tests/"];

#[test]
fn the_domain_has_no_clock_no_chance_and_no_disk() {
    let tree = sources("crates/tingbok-domain/src");
    let findings: Vec<String> =
        tree.iter().flat_map(|source| found(source, &NOT_IN_THE_DOMAIN)).collect();
    none(&findings);
}

#[test]
fn only_the_ledgers_clock_module_tells_the_time_or_draws_identifiers() {
    let tree = sources("");
    assert!(tree.iter().any(|source| source.path == CLOCK_MODULE), "{CLOCK_MODULE} is gone");
    let code = tree.iter().filter(|source| source.has_extension(&["rs"]));
    let elsewhere = code
        .filter(|source| source.path != CLOCK_MODULE && !source.path.starts_with("tests/src/tidy"));
    let findings: Vec<String> = elsewhere.flat_map(clock_words).collect();
    none(&findings);
}

fn clock_words(source: &Source) -> Vec<String> {
    let may_measure = MEASURES.iter().any(|folder| source.path.starts_with(folder));
    let refused: Vec<&str> =
        CLOCK.into_iter().filter(|word| !(may_measure && *word == "Instant::now")).collect();
    found(source, &refused)
}

fn found(source: &Source, words: &[&str]) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        let code = code_of(line);
        let hits = words.iter().filter(|word| has_word(code, word));
        findings.extend(hits.map(|word| format!("{}:{number}: {word}", source.path)));
    }
    findings
}

#[test]
fn time_may_be_measured_by_tools_and_read_by_nobody_else() {
    let of = |path: &str, text: &str| {
        clock_words(&Source { path: path.to_owned(), text: text.to_owned() }).len()
    };
    assert_eq!(of("crates/tingbok-bench/src/lib.rs", "let t = Instant::now();"), 0);
    assert_eq!(of("crates/tingbok-bench/src/lib.rs", "let t = SystemTime::now();"), 1);
    assert_eq!(of("crates/tingbok-server/src/lib.rs", "let t = Instant::now();"), 1);
    assert_eq!(of("crates/tingbok-server/src/lib.rs", "// never Utc::now()"), 0);
}
