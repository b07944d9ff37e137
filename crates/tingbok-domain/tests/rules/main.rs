//! Rows for every rule: what it accepts and what it refuses; the machine that decisions go through; who may
//! append what; and the attacks of a party that would gain.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions,
        // Rows read best when an act is written where it is tried, and one in fifty kinds is looked at.
        clippy::needless_pass_by_value,
        clippy::wildcard_enum_match_arm
    )
)]

mod access;
mod acts;
mod assignments;
mod attacks;
mod chance;
mod closing;
mod community;
mod decisions;
mod documents;
mod evaluations;
mod forums;
mod general;
mod harness;
mod ids;
mod ledger;
mod mandates;
mod measures;
mod participants;
mod positions;
mod progress;
mod rounds;
mod states;
mod strategies;
mod upkeep;
