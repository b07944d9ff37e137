//! `prove-tests`: a check that cannot fail proves nothing, so each is run against spoiled code.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use crate::process::{self, Echo};
use crate::sabotage::{ROWS, Row};
use crate::stage::Count;
use crate::{Outcome, table};

/// Apart from the other builds, so that no spoiled binary is ever taken for a sound one.
const TARGET: &str = "target/sabotage";
const BUILD_LIMIT: Duration = Duration::from_mins(40);
const RUN_LIMIT: Duration = Duration::from_mins(10);
/// Lines of a child's output that are shown when it did not end as it should.
const TAIL: usize = 60;

/// A built test program.
struct Program {
    folder: PathBuf,
    target: String,
    executable: PathBuf,
}

/// Runs every row of the table without and with its sabotage.
///
/// # Errors
/// A test was red on sound code, stayed green on spoiled code, or did not run at all.
pub(crate) fn run() -> Outcome {
    let programs = build()?;
    let verdicts: Vec<(&Row, Outcome)> =
        ROWS.iter().map(|row| (row, prove(row, &programs))).collect();
    let rows: Vec<[String; 4]> =
        verdicts.iter().map(|(row, verdict)| shown(row, verdict)).collect();
    table::print(["sabotage", "noticed", "by", "so"], &rows);
    let failures: Vec<&String> =
        verdicts.iter().filter_map(|(_, verdict)| verdict.as_ref().err()).collect();
    for failure in &failures {
        println!("\n{failure}");
    }
    match failures.len() {
        0 => Ok(()),
        count => Err(format!("{count} of {} proofs failed", ROWS.len())),
    }
}

fn shown(row: &Row, verdict: &Outcome) -> [String; 4] {
    let noticed = if verdict.is_ok() { "yes" } else { "NO" };
    [row.sabotage, noticed, row.filter, row.proves].map(str::to_owned)
}

/// Builds the workspace once with the feature, the programs first: acceptance tests start them.
fn build() -> Result<Vec<Program>, String> {
    println!("building once with the feature sabotage, under {TARGET}");
    let common = ["--release", "--locked", "--workspace", "--features", "sabotage"];
    let place = ["--target-dir", TARGET];
    let bins = [&["build"][..], &common, &place, &["--bins"]].concat();
    let tests =
        [&["test"][..], &common, &place, &["--no-run", "--message-format=json-render-diagnostics"]];
    cargo_lines(&bins)?;
    let lines = cargo_lines(&tests.concat())?;
    Ok(lines.iter().filter_map(|line| program(line)).collect())
}

fn cargo_lines(arguments: &[&str]) -> Result<Vec<String>, String> {
    let finished = process::run(process::cargo(arguments), BUILD_LIMIT, Echo::Silent)?;
    if finished.success {
        return Ok(finished.lines);
    }
    let words: Vec<&String> = finished.lines.iter().filter(|line| !line.starts_with('{')).collect();
    for line in words.iter().skip(words.len().saturating_sub(TAIL)) {
        println!("{line}");
    }
    Err(format!("`cargo {}` failed; its words stand above", arguments.join(" ")))
}

/// Reads one of cargo's messages (The Cargo Book, "External tools": compiler-artifact).
fn program(line: &str) -> Option<Program> {
    let message: Value = serde_json::from_str(line).ok()?;
    let executable = message.get("executable")?.as_str()?;
    if !message.get("profile")?.get("test")?.as_bool()? {
        return None;
    }
    let manifest = Path::new(message.get("manifest_path")?.as_str()?);
    let target = message.get("target")?;
    let is_lib = target.get("kind")?.as_array()?.iter().any(|kind| kind == "lib");
    let target = if is_lib { "lib" } else { target.get("name")?.as_str()? };
    Some(Program {
        folder: manifest.parent()?.to_path_buf(),
        target: target.to_owned(),
        executable: executable.into(),
    })
}

fn prove(row: &Row, programs: &[Program]) -> Outcome {
    let Row { sabotage, filter, .. } = row;
    let (sound, words) = run_row(row, programs, None)?;
    if sound.passed == 0 || sound.failed > 0 {
        let Count { passed, failed, .. } = sound;
        let found = format!("{filter}: {passed} passed and {failed} failed on sound code");
        return Err(format!("{found}; it must pass before it can prove anything\n{words}"));
    }
    let (spoiled, _) = run_row(row, programs, Some(sabotage))?;
    if spoiled.failed == 0 {
        return Err(format!("{filter} stays green although {sabotage} spoils what it checks"));
    }
    Ok(())
}

fn run_row(
    row: &Row,
    programs: &[Program],
    sabotage: Option<&str>,
) -> Result<(Count, String), String> {
    let folder = process::root().join(row.folder);
    let chosen = programs
        .iter()
        .filter(|program| program.folder == folder)
        .filter(|program| row.target == "*" || program.target == row.target);
    let mut lines = Vec::new();
    for program in chosen {
        let mut command = Command::new(&program.executable);
        command.arg(row.filter).current_dir(&folder).env("CARGO_MANIFEST_DIR", &folder);
        command.env_remove("TINGBOK_SABOTAGE");
        if let Some(value) = sabotage {
            command.env("TINGBOK_SABOTAGE", value);
        }
        lines.extend(process::run(command, RUN_LIMIT, Echo::Silent)?.lines);
    }
    let tail = lines.iter().skip(lines.len().saturating_sub(TAIL));
    let words: Vec<&str> = tail.map(String::as_str).collect();
    Ok((Count::of(&lines), words.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_is_read_from_cargos_message() {
        let message = r#"{"reason":"compiler-artifact","manifest_path":"/x/tests/Cargo.toml",
            "target":{"kind":["test"],"name":"acceptance"},"profile":{"test":true},
            "executable":"/x/target/acceptance-1"}"#;
        let found = program(message).unwrap();
        assert_eq!(found.folder, Path::new("/x/tests"));
        assert_eq!(found.target, "acceptance");
        assert!(program(&message.replace("true", "false")).is_none());
        assert!(program("   Compiling x v0.1.0").is_none());
    }

    #[test]
    fn every_row_names_a_folder_of_the_workspace() {
        for row in ROWS {
            let manifest = process::root().join(row.folder).join("Cargo.toml");
            assert!(manifest.is_file(), "{}: no package at {}", row.sabotage, row.folder);
        }
    }
}
