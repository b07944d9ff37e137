//! Documents: links lead somewhere, every crate says what is absent from it, records are short.

use std::path::Path;

use super::{Source, none, root, sources};

/// Lines of a record of a decision.
const RECORD_LINES: usize = 40;

#[test]
fn every_relative_link_in_the_documents_leads_to_a_file() {
    let tree = sources("");
    assert!(tree.iter().any(|source| source.path == "README.md"), "README.md is missing");
    let pages = tree.iter().filter(|source| {
        let ours = !source.path.contains('/') || source.path.starts_with("docs/");
        ours && source.has_extension(&["md"])
    });
    let findings: Vec<String> = pages.flat_map(dead_links).collect();
    none(&findings);
}

#[test]
fn every_crate_says_what_is_absent_from_it() {
    let tree = sources("crates");
    let manifests = tree.iter().filter(|source| source.path.ends_with("/Cargo.toml"));
    let folders = manifests.map(|source| source.path.trim_end_matches("Cargo.toml"));
    let mut findings = Vec::new();
    for folder in folders {
        let roots = ["src/lib.rs", "src/main.rs"].map(|file| format!("{folder}{file}"));
        let told = tree.iter().filter(|source| roots.contains(&source.path)).any(states_invariant);
        if !told {
            findings.push(format!("{folder}: the crate's first comment names no Invariant"));
        }
    }
    none(&findings);
}

#[test]
fn every_record_of_a_decision_is_short_and_has_its_five_parts() {
    let tree = sources("docs/adr");
    let records = tree.iter().filter(|source| source.has_extension(&["md"]));
    let findings: Vec<String> = records.flat_map(faults_of_record).collect();
    none(&findings);
}

fn dead_links(source: &Source) -> Vec<String> {
    let folder = root().join(&source.path).parent().unwrap().to_path_buf();
    let mut in_code = false;
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        in_code ^= line.trim_start().starts_with("```");
        if in_code {
            continue;
        }
        let dead = links(line).into_iter().filter(|link| !leads_somewhere(&folder, link));
        findings.extend(dead.map(|link| format!("{}:{number}: {link}", source.path)));
    }
    findings
}

fn links(line: &str) -> Vec<&str> {
    line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()).collect()
}

fn leads_somewhere(folder: &Path, link: &str) -> bool {
    let path = link.split('#').next().unwrap_or_default();
    let schemes = ["https://", "http://", "mailto:"];
    let elsewhere = schemes.iter().any(|scheme| link.starts_with(scheme));
    elsewhere || path.is_empty() || folder.join(path).exists()
}

/// The crate's own comment says it under one of two names.
fn states_invariant(source: &Source) -> bool {
    let mut comment = source.text.lines().filter(|line| line.starts_with("//!"));
    comment.any(|line| line.contains("Invariant") || line.contains("What is absent"))
}

fn faults_of_record(source: &Source) -> Vec<String> {
    let parts = ["Status", "Context", "Options", "Decision", "Consequences"];
    let heading = |part: &str| source.text.lines().any(|line| line == format!("## {part}"));
    let missing = parts.iter().filter(|part| !heading(part));
    let mut findings: Vec<String> =
        missing.map(|part| format!("{} lacks the part {part}", source.path)).collect();
    let lines = source.text.lines().count();
    if lines > RECORD_LINES {
        findings.push(format!("{}: {lines} lines, not {RECORD_LINES}", source.path));
    }
    findings
}

#[test]
fn a_dead_link_is_named_and_one_in_code_is_not_followed() {
    let text = "[a](architecture.md#x) [b](gone.md)\n```\n[c](gone.md)\n```\n[d](https://x.org)\n";
    let source = Source { path: "docs/glossary.md".to_owned(), text: text.to_owned() };
    assert_eq!(dead_links(&source), ["docs/glossary.md:1: gone.md"]);
}
