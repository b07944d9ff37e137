//! Acceptance tests: the promises of the domain model, kept by the real program over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions
)]

mod bad_inputs;
mod durability;
mod facts;
mod golden;
mod harness;
mod pages;
mod reading;
mod roundtrip;
mod scenarios;
mod schemas;
mod tidy;
