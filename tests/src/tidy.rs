//! Tidy checks: the habits of this workspace, kept by ordinary tests.
//!
//! Each check is a plain function from text to findings, tried on a good and a bad example
//! beside it, and one test that runs it over the tree and shows every finding at once.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a tidy check says what it found by failing, also in its helpers"
)]

use std::fs;
use std::path::{Path, PathBuf};

mod documents;
mod locales;
mod manifests;
mod purity;
mod rules;
mod size;
mod words;

/// Folders that are made, not written; a ledger may stand at the root.
const NOT_OURS: [&str; 3] = ["target", ".git", "node_modules"];
const LEDGER: &str = "tingbok-ledger";

/// A text file of the tree.
struct Source {
    /// Path from the root of the workspace, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path).extension().and_then(|found| found.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file under a folder of the workspace (`""` for all), ordered by path.
fn sources(folder: &str) -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "nothing to check under `{folder}`");
    found
}

fn collect(folder: &Path, found: &mut Vec<Source>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    for entry in entries.map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        let skipped = NOT_OURS.contains(&name.as_str()) || entry.path() == root().join(LEDGER);
        if skipped {
            continue;
        }
        if kind.is_dir() {
            collect(&entry.path(), found);
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            let path = entry.path().strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            found.push(Source { path, text });
        }
    }
}

/// Fails with every finding, one a line.
#[track_caller]
fn none(findings: &[String]) {
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// Whether `word` stands in `line` as a whole word (letters, digits and `_` make words).
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |found: Option<char>| found.is_some_and(|c| c.is_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        !is_part(line[..at].chars().next_back()) && !is_part(line[at + word.len()..].chars().next())
    })
}

/// The line without its comment. A `//` inside a string is kept when it follows a colon.
fn code_of(line: &str) -> &str {
    let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
    comment.map_or(line, |(at, _)| &line[..at])
}

#[test]
fn a_word_is_found_whole_and_outside_comments() {
    assert!(has_word("use rand::Rng;", "rand"));
    assert!(!has_word("let operand = brand_new();", "rand"));
    assert_eq!(code_of("let x = 1; // no tokio here"), "let x = 1; ");
    assert_eq!(code_of("//! no sled"), "");
    assert_eq!(code_of("let a = \"https://example.org\";"), "let a = \"https://example.org\";");
}
