//! Front door to the published schemas: they are made and checked by one acceptance test.

use std::time::Duration;

use crate::{Outcome, process};

const LIMIT: Duration = Duration::from_mins(30);

/// `schemas [--accept]`: does what is committed say what the types say? With the flag it is written.
pub(crate) fn schemas(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => acceptance("schemas::", None),
        ["--accept"] => {
            let made = "schemas::published::what_is_committed_is_what_the_types_say";
            acceptance(made, Some("schemas"))?;
            println!("events/schema/ is written; a change to a schema has a line in CHANGELOG.md");
            Ok(())
        }
        _ => Err("schemas takes --accept or nothing; see cargo xtask --help".to_owned()),
    }
}

/// Runs acceptance tests whose names begin so; `accept` is what they may write instead of comparing.
pub(crate) fn acceptance(tests: &str, accept: Option<&str>) -> Outcome {
    let package = ["test", "--release", "--package", "tingbok-tests", "--test", "acceptance"];
    let mut command = process::cargo(&package);
    command.args(["--", tests]);
    if let Some(accept) = accept {
        command.env("TINGBOK_ACCEPT", accept);
    }
    process::pass_through(command, LIMIT)
}
