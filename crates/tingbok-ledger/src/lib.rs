//! The shell around the rules: one sequencer that decides and makes durable, followers that read after it,
//! snapshots, replay and restore.
//!
//! **Invariant: no HTTP and no printing; the only crate with a clock and with ids of its own making.** An answer
//! is never given before what it says is durable, and never for something that a restart would not find.
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

mod clock;
mod commands;
mod error;
mod fold;
mod folder;
mod follower;
mod open;
mod reader;
mod replay;
mod request;
mod restore;
mod seal;
mod sequencer;
mod snapshot;
mod token;

pub use clock::{Clock, ClockFault, FileClock, FixedClock, SystemClock};
pub use error::{ExecuteError, OpenError};
pub use fold::Fold;
pub use folder::Folder;
pub use open::{Init, Ledger, Options};
pub use reader::{Head, RawEntry, ReadError, Reader};
pub use replay::{Replay, ReplayError, Replayed, replay};
pub use request::{Done, Receipt, ReceiptEvent, Request};
pub use restore::{RestoreError, restore};
pub use token::{Authenticated, NewToken, Secret};
