//! Acceptance tests across crates; see `main.rs`.
