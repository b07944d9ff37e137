//! Where entries rest: an append-only log of opaque entries, durable before it answers.
//!
//! What is absent: there is no update and no delete, and no knowledge of what an
//! entry means. No other crate touches the disk. The formats are drawn byte by
//! byte in `docs/formats.md`.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]

mod bytes;
mod commit;
#[cfg(any(test, feature = "conformance"))]
pub mod conformance;
mod local;
mod log;
mod memory;

pub use commit::{Commit, CommitError, MAX_COMMIT_BYTES, MAX_ENTRY_BYTES};
pub use local::{LocalLog, OpenError, Options, Recovery, SledRecovery, Stats};
pub use log::{AppendError, EventLog, Head, MAX_PAGE_ENTRIES, ReadError};
pub use memory::{Fault, MemoryLog};
