//! Acceptance tests: the promises of the domain model, kept by the real program over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod as_of;
mod bad_inputs;
mod contradictions;
mod durability;
mod facts;
mod fiction;
mod golden;
mod harness;
mod pages;
mod participants;
mod reading;
mod roundtrip;
mod scenarios;
mod schemas;
mod tidy;
mod tutorial;
