//! Stages of a gate: run in order until one is red, then the minutes of each and the tests' words.

use std::time::{Duration, Instant};

use crate::process::{self, Echo};
use crate::{Outcome, table};

/// A stage is killed at this many times its budget: slow machines pass, hung tests do not.
const LIMIT_FACTOR: u64 = 5;

/// One step of a gate.
pub(crate) struct Stage {
    pub(crate) name: &'static str,
    /// Minutes that it should take on two cores, cold.
    pub(crate) budget: u64,
    pub(crate) work: Work,
}

/// What a stage does.
pub(crate) enum Work {
    /// A cargo command that must end well.
    Cargo(&'static [&'static str]),
    /// A cargo command that runs tests: at least so many must pass.
    Tests { least: u64, arguments: &'static [&'static str] },
    /// A chore of this program.
    Chore(fn() -> Outcome),
}

/// How far a gate came.
#[derive(Default)]
struct Report {
    rows: Vec<[String; 4]>,
    /// What cargo said about its tests, word for word.
    summaries: Vec<String>,
}

/// Runs the stages of a gate; the first red one ends it.
pub(crate) fn run_all(gate: &str, stages: &[Stage]) -> Outcome {
    let mut report = Report::default();
    let started = Instant::now();
    let mut outcome = Ok(());
    for stage in stages {
        println!("\n=== {} (budget {} min)", stage.name, stage.budget);
        let began = Instant::now();
        let result = perform(stage, &mut report.summaries);
        report.add(stage, began.elapsed(), result.is_ok());
        if let Err(error) = result {
            outcome = Err(format!("{gate} is red at stage `{}`: {error}", stage.name));
            break;
        }
    }
    report.print(gate, started.elapsed());
    outcome
}

fn perform(stage: &Stage, summaries: &mut Vec<String>) -> Outcome {
    let limit = Duration::from_mins(stage.budget * LIMIT_FACTOR);
    match stage.work {
        Work::Chore(chore) => chore(),
        Work::Cargo(arguments) => {
            let finished = process::run(process::cargo(arguments), limit, Echo::Shown)?;
            if finished.success { Ok(()) } else { Err(said(arguments)) }
        }
        Work::Tests { least, arguments } => {
            let finished = process::run(process::cargo(arguments), limit, Echo::Shown)?;
            summaries.extend(finished.lines.iter().filter(|line| is_summary(line)).cloned());
            let passed = Count::of(&finished.lines).passed;
            if !finished.success {
                Err(said(arguments))
            } else if passed < least {
                Err(format!("`cargo {}` ran {passed} tests, not {least}", arguments.join(" ")))
            } else {
                Ok(())
            }
        }
    }
}

fn said(arguments: &[&str]) -> String {
    format!("`cargo {}` failed; its words stand above", arguments.join(" "))
}

/// The lines in which cargo names a test binary and tells how it ended.
fn is_summary(line: &str) -> bool {
    let line = line.trim_start();
    let named = line.starts_with("Running ") && line.contains(" (");
    named || line.starts_with("Doc-tests ") || line.starts_with("test result: ")
}

/// Tests that passed and failed, over all binaries of a run.
#[derive(Default, PartialEq, Eq, Debug)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) ignored: u64,
}

impl Count {
    /// Adds up libtest's summary lines: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn of(lines: &[String]) -> Self {
        let mut count = Self::default();
        for line in lines.iter().filter_map(|line| line.trim_start().strip_prefix("test result: "))
        {
            for part in line.split([';', '.']) {
                match part.trim().split_once(' ') {
                    Some((number, "passed")) => count.passed += number.parse().unwrap_or(0),
                    Some((number, "failed")) => count.failed += number.parse().unwrap_or(0),
                    Some((number, "ignored")) => count.ignored += number.parse().unwrap_or(0),
                    _ => {}
                }
            }
        }
        count
    }
}

impl Report {
    fn add(&mut self, stage: &Stage, took: Duration, green: bool) {
        let over = took > Duration::from_mins(stage.budget);
        let verdict = match (green, over) {
            (false, _) => "RED",
            (true, true) => "green, over budget",
            (true, false) => "green",
        };
        let budget = format!("{}.0", stage.budget);
        self.rows.push([stage.name.to_owned(), minutes(took), budget, verdict.to_owned()]);
    }

    /// The tests' own words come last, so that they stand at the end of the output.
    fn print(&self, gate: &str, took: Duration) {
        println!("\n=== {gate}: {} minutes", minutes(took));
        table::print(["stage", "minutes", "budget", ""], &self.rows);
        if self.summaries.is_empty() {
            return;
        }
        let Count { passed, failed, ignored } = Count::of(&self.summaries);
        println!("\n=== tests: {passed} passed, {failed} failed, {ignored} ignored");
        for line in &self.summaries {
            println!("{line}");
        }
    }
}

/// Minutes with one decimal.
fn minutes(time: Duration) -> String {
    let tenths = (time.as_secs() + 3) / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_of_all_binaries_are_counted_together() {
        let lines = [
            "     Running unittests src/lib.rs (target/release/deps/a-1)",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out",
            "test a_rule_of_5 passed",
        ];
        let lines = lines.map(str::to_owned);
        assert_eq!(Count::of(&lines), Count { passed: 15, failed: 2, ignored: 1 });
        assert_eq!(lines.iter().filter(|line| is_summary(line)).count(), 3);
    }

    #[test]
    fn minutes_are_rounded_to_one_decimal() {
        let shown = [0, 2, 3, 90, 3_599].map(|seconds| minutes(Duration::from_secs(seconds)));
        assert_eq!(shown, ["0.0", "0.0", "0.1", "1.5", "60.0"]);
    }
}
