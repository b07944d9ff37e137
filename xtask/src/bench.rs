//! Front doors to the bench crate: histories, rigs and the short benchmark.

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use crate::{Outcome, process, table};

const GENERATE_LIMIT: Duration = Duration::from_hours(2);
const SOAK_LIMIT: Duration = Duration::from_hours(24);
const RIG_LIMIT: Duration = Duration::from_mins(20);
const SMOKE_LIMIT: Duration = Duration::from_mins(10);

/// One way to torment a ledger; after it every acknowledged entry must be at its position.
struct Rig {
    name: &'static str,
    /// Times in the gate.
    gate: u64,
    /// Times in a soak, unless told.
    soak: u64,
    fault: &'static str,
}

const RIGS: &[Rig] = &[Rig {
    name: "kill",
    gate: 100,
    soak: 10_000,
    fault: "the process is killed (signal 9) at random points while it appends",
}];

/// `generate --events N --seed S [--out FILE]`: without a file the history goes to stdout.
pub(crate) fn generate(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if !words.contains(&"--events") {
        return Err("generate needs --events N, and --seed S to make the same again".to_owned());
    }
    start("generate", &words, GENERATE_LIMIT)
}

/// `soak NAME [--times N] [--seed S]`, or `soak --list`.
pub(crate) fn soak(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.split_first() {
        None | Some((&"--list", [])) => {
            list();
            Ok(())
        }
        Some((name, rest)) => {
            let rig = RIGS.iter().find(|rig| rig.name == *name);
            let rig = rig.ok_or(format!("no rig is called {name}; see cargo xtask soak --list"))?;
            let options = Options::parse(rest)?;
            let times = options.times.unwrap_or(rig.soak);
            torment(rig, times, options.seed.unwrap_or_else(drawn_seed), SOAK_LIMIT)
        }
    }
}

/// Every rig, as often as the gate asks.
pub(crate) fn rigs_of_the_gate() -> Outcome {
    RIGS.iter().try_for_each(|rig| torment(rig, rig.gate, drawn_seed(), RIG_LIMIT))
}

/// A few seconds of load: that it runs, not how fast.
pub(crate) fn smoke() -> Outcome {
    start("smoke", &[], SMOKE_LIMIT)
}

fn torment(rig: &Rig, times: u64, seed: u64, limit: Duration) -> Outcome {
    let Rig { name, .. } = rig;
    println!("the same again: cargo xtask soak {name} --times {times} --seed {seed}");
    start(name, &["--times", &times.to_string(), "--seed", &seed.to_string()], limit)
}

fn start(command: &str, words: &[&str], limit: Duration) -> Outcome {
    let mut arguments =
        vec!["run", "--quiet", "--release", "--locked", "-p", "tingbok-bench", "--", command];
    arguments.extend_from_slice(words);
    process::pass_through(process::cargo(&arguments), limit)
}

fn list() {
    let rows: Vec<[String; 4]> = RIGS
        .iter()
        .map(|rig| {
            let Rig { name, gate, soak, fault } = rig;
            [(*name).to_owned(), gate.to_string(), soak.to_string(), (*fault).to_owned()]
        })
        .collect();
    table::print(["rig", "gate", "soak", "fault"], &rows);
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    times: Option<u64>,
    seed: Option<u64>,
}

impl Options {
    fn parse(words: &[&str]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut rest = words;
        while let [name, tail @ ..] = rest {
            let slot = match *name {
                "--times" => &mut options.times,
                "--seed" => &mut options.seed,
                other => return Err(format!("{other} means nothing here: --times N, --seed S")),
            };
            let [value, tail @ ..] = tail else {
                return Err(format!("{name} needs a number"));
            };
            *slot = Some(value.parse().map_err(|_| format!("{value} is no number for {name}"))?);
            rest = tail;
        }
        Ok(options)
    }
}

/// The standard library draws keys for its hash maps from the system; that is random enough here.
fn drawn_seed() -> u64 {
    RandomState::new().hash_one("seed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rig_takes_times_and_seed_in_any_order_and_nothing_else() {
        let both = Options { times: Some(3), seed: Some(7) };
        assert_eq!(Options::parse(&["--seed", "7", "--times", "3"]), Ok(both));
        assert_eq!(Options::parse(&[]), Ok(Options::default()));
        for wrong in [&["--times"][..], &["--times", "often"], &["--tempo", "3"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
