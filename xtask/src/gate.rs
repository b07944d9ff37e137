//! The two gates: `check` for every commit, `test` for every change that is to stay.

use crate::stage::{Stage, Work, run_all};
use crate::{Outcome, bench, prove};

/// So many tests there are at least; fewer means that some were lost.
const FEWEST_TESTS: u64 = 520;

const FORMAT: Stage = Stage {
    name: "format",
    budget: 1,
    work: Work::Cargo(&["fmt", "--all", "--check", "--", "--color", "never"]),
};

const LINTS: Stage = Stage {
    name: "lints",
    budget: 6,
    work: Work::Cargo(&[
        "clippy",
        "--release",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]),
};

/// Alone, because in a workspace build another crate could lend the domain a clock.
const PURITY: Stage = Stage {
    name: "purity of the domain",
    budget: 2,
    work: Work::Cargo(&["check", "--release", "--locked", "-p", "tingbok-domain"]),
};

/// Acceptance tests start the release binary as its users do.
const BINARIES: Stage = Stage {
    name: "release binaries",
    budget: 6,
    work: Work::Cargo(&["build", "--release", "--locked", "--workspace", "--bins"]),
};

const CHECK: &[Stage] = &[
    FORMAT,
    LINTS,
    PURITY,
    BINARIES,
    Stage {
        name: "tests",
        budget: 10,
        work: Work::Tests {
            least: FEWEST_TESTS,
            arguments: &["test", "--release", "--locked", "--workspace", "--no-fail-fast"],
        },
    },
];

/// Before the tests stands all that they use; after them what takes the longest to be red.
const TEST: &[Stage] = &[
    FORMAT,
    LINTS,
    PURITY,
    BINARIES,
    Stage {
        name: "build of the tests",
        budget: 6,
        work: Work::Cargo(&["test", "--release", "--locked", "--workspace", "--no-run"]),
    },
    Stage {
        name: "tests",
        budget: 5,
        work: Work::Tests {
            least: FEWEST_TESTS,
            arguments: &[
                "test",
                "--release",
                "--locked",
                "--workspace",
                "--lib",
                "--bins",
                "--tests",
                "--no-fail-fast",
            ],
        },
    },
    Stage {
        name: "doc tests",
        budget: 2,
        work: Work::Tests {
            // Examples in comments are welcome and not required.
            least: 0,
            arguments: &["test", "--release", "--locked", "--workspace", "--doc"],
        },
    },
    Stage { name: "proofs of the tests", budget: 10, work: Work::Chore(prove::run) },
    Stage { name: "rigs", budget: 5, work: Work::Chore(bench::rigs_of_the_gate) },
    Stage { name: "short benchmark", budget: 2, work: Work::Chore(bench::smoke) },
];

/// For every commit: no rigs.
pub(crate) fn check() -> Outcome {
    run_all("check", CHECK)
}

/// The whole gate.
pub(crate) fn test() -> Outcome {
    run_all("the gate", TEST)
}
