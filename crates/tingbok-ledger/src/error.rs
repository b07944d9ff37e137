//! What can go wrong, one type for each operation.
use crate::ClockFault;
use std::path::PathBuf;
use tingbok_domain::{Refusal, StreamId, codec::DecodeError};

/// Why a request led to nothing, or why that is not known. `item` counts from 0 within a list.
#[derive(Debug, Clone, thiserror::Error)]
pub enum ExecuteError {
    /// An item cannot be read. Mend it and send it again.
    #[error("{detail}")]
    Invalid {
        /// Which item.
        item: usize,
        /// Where in it, as a JSON Pointer; empty for the whole.
        pointer: String,
        /// What does not fit.
        detail: String,
    },
    /// A list with nothing in it, or with too much.
    #[error("a list holds 1 to 256 commands, this one {0}: send it in parts")]
    Length(usize),
    /// An entry, or the whole list, is over the limit.
    #[error("{detail}")]
    TooLarge {
        /// Which item.
        item: usize,
        /// How large it may be.
        detail: String,
    },
    /// A rule said no, or something named is not there, or the role has no right.
    #[error("{refusal}")]
    Refused {
        /// Which item.
        item: usize,
        /// Who said no.
        refusal: Refusal,
    },
    /// The version that was read must be named.
    #[error(
        "{command} builds on what was read: name the version of {stream} that you read (it is {actual} now)"
    )]
    VersionMissing {
        /// Which item.
        item: usize,
        /// The command.
        command: &'static str,
        /// The stream.
        stream: StreamId,
        /// Its version now.
        actual: u64,
    },
    /// Somebody appended first: read the stream again, then decide again.
    #[error("{stream} is at version {actual}, not {expected}: read it again, then send again")]
    Conflict {
        /// Which item.
        item: usize,
        /// The stream.
        stream: StreamId,
        /// The version named.
        expected: u64,
        /// Its version now.
        actual: u64,
    },
    /// The key has been used for another request.
    #[error("this idempotency key was used for another request: a new request needs a new key")]
    KeyReused,
    /// The credential gives no access any more.
    #[error("this token is unknown, expired or revoked: ask the administrator for another")]
    Unauthenticated,
    /// Not appended; try again later.
    #[error("{why}: nothing was recorded; try again in {retry_after_s} s")]
    Busy {
        /// What is in the way.
        why: String,
        /// When to try again, in seconds.
        retry_after_s: u32,
    },
    /// May have been appended: repeat with the same key to learn which.
    #[error(
        "storage failed while this was recorded: it may or may not be on record; repeat with the same idempotency key to learn which, after the ledger has been started again"
    )]
    Unsettled,
}

/// Why a ledger cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no ledger there.
    #[error("there is no ledger in {0}")]
    Missing(PathBuf),
    /// There is one already.
    #[error("{0} holds a ledger already: name an empty or a new folder")]
    Exists(PathBuf),
    /// The storage says no.
    #[error(transparent)]
    Storage(#[from] tingbok_storage::OpenError),
    /// Entries cannot be read.
    #[error("entry {position}: {error}")]
    Entry {
        /// Which.
        position: u64,
        /// Why.
        error: DecodeError,
    },
    /// The entries do not lead to the root that the log carries.
    #[error(
        "the entries up to {size} do not give the root that was recorded with them: an entry or a commit was changed; restore from a backup"
    )]
    Root {
        /// How many entries.
        size: u64,
    },
    /// Reading failed.
    #[error("reading the log: {0}")]
    Read(#[from] tingbok_storage::ReadError),
    /// A file beside the log cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The clock cannot be believed.
    #[error(transparent)]
    Clock(#[from] ClockFault),
    /// The first entries could not be recorded.
    #[error("opening the ledger: {0}")]
    First(#[from] ExecuteError),
}
