//! `cargo xtask`: the chores of this workspace, the same for people and machines.
//!
//! Invariant: nothing here is part of the product; no crate depends on it, and it knows
//! the product only by the commands that it starts.

mod bench;
mod facts;
mod gate;
mod golden;
mod process;
mod prove;
mod sabotage;
mod schemas;
mod stage;
mod table;

use std::process::ExitCode;

/// What a chore ends in; the text of a failure says what to do next.
type Outcome = Result<(), String>;

const HELP: &str = "\
The chores of this workspace.

Examples:
  cargo xtask check                              before every commit: a few minutes
  cargo xtask test                               the whole gate, as it runs for every change
  cargo xtask prove-tests                        are the checks able to fail?
  cargo xtask generate --events 10000 --seed 7   a valid history, one entry a line
  cargo xtask schemas --accept                   a type has changed: write its schema anew
  cargo xtask golden --accept                    the golden history has grown: record it
  cargo xtask soak --list                        the rigs that torment a ledger
  cargo xtask soak kill --times 1000 --seed 7    one of them, for longer than the gate does
  cargo xtask facts --seeds ~/copies             after a change to the starting set

Chores:
  check         format, lints, purity of the domain, tests; no rigs and no browser
  test          the gate: check, then the release binary, doc tests, proofs of the tests,
                rigs, a short benchmark; minutes a stage against its budget
  prove-tests   spoils the code on purpose, once a row, and fails if a test stays green
  generate      --events N --seed S [--out FILE]
  schemas       are the published schemas those of the types? --accept writes them
  golden        is the golden log still read the same? --accept appends what its history
                has more, --ledger packs a ledger of today's format on disk
  soak          NAME [--times N] [--seed S], or --list
  facts         --seeds DIR [--json]; is all that the starting set quotes, names and dates in
                its sources? DIR holds the stored copies, which are no part of the project";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[String]) -> Outcome {
    let Some((chore, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    match chore.as_str() {
        "check" => without_arguments(rest).and_then(|()| gate::check()),
        "test" => without_arguments(rest).and_then(|()| gate::test()),
        "prove-tests" => without_arguments(rest).and_then(|()| prove::run()),
        "generate" => bench::generate(rest),
        "schemas" => schemas::schemas(rest),
        "golden" => golden::golden(rest),
        "soak" => bench::soak(rest),
        "facts" => facts::facts(rest),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("no chore is called {other}; see cargo xtask --help")),
    }
}

fn without_arguments(rest: &[String]) -> Outcome {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("{extra} means nothing here; see cargo xtask --help")),
    }
}
