//! `facts`: is everything that the starting set says in a source?
//!
//! Quotations, names, dates and texts of the ladder are looked up in the stored copies; a source that is
//! not held must be on the list of originals. The copies are no part of the project: their folder is an argument.

mod check;
mod dates;
mod fold;
mod line;
mod places;
mod quotes;
mod report;
mod seeds;
mod sources;

use std::fs;
use std::path::PathBuf;

use check::Library;
use line::Line;
use sources::Sources;

use crate::{Outcome, process};

const SET: &str = "events/departementsfellesskapet.ndjson";
const SOURCES: &str = "events/sources.toml";

/// `facts --seeds DIR [--json]`: fails when something quoted is in no source.
pub(crate) fn facts(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let options = Options::parse(&words)?;
    let sources = Sources::parse(&read(SOURCES)?)?;
    let files: Vec<&str> = sources.copies.iter().map(|copy| copy.file.as_str()).collect();
    let seeds = seeds::read(&options.seeds, &files)?;
    let set = read(SET)?;
    let lines = set.lines().enumerate().map(|(at, text)| Line::parse(at + 1, text));
    let lines = lines.collect::<Result<Vec<Line>, String>>()?;
    let report = Library { sources, seeds }.check(&lines);
    if options.json {
        println!("{:#}", report.to_json());
    } else {
        report.print();
    }
    match report.not_found() {
        0 => Ok(()),
        many => Err(format!("{many} not found: quote the source as it is, or name the right one")),
    }
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(process::root().join(path)).map_err(|error| format!("{path}: {error}"))
}

#[derive(Debug, PartialEq, Eq)]
struct Options {
    seeds: PathBuf,
    json: bool,
}

impl Options {
    fn parse(words: &[&str]) -> Result<Self, String> {
        match words {
            ["--seeds", folder] => Ok(Self { seeds: PathBuf::from(folder), json: false }),
            ["--seeds", folder, "--json"] | ["--json", "--seeds", folder] => {
                Ok(Self { seeds: PathBuf::from(folder), json: true })
            }
            _ => Err("facts takes --seeds DIR, the folder of stored copies, and --json".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_an_argument_and_json_may_stand_on_either_side() {
        let json = Ok(Options { seeds: PathBuf::from("d"), json: true });
        assert_eq!(Options::parse(&["--seeds", "d", "--json"]), json);
        assert_eq!(Options::parse(&["--json", "--seeds", "d"]), json);
        for wrong in [&[][..], &["--seeds"], &["--json"], &["--seeds", "d", "--loud"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
