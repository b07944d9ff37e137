//! The contract of every back end, small enough that each can be native behind it.

use std::io;
use std::time::Duration;

use crate::Commit;

/// The most entries one [`EventLog::read`] gives.
pub const MAX_PAGE_ENTRIES: usize = 1_000;

/// The end of the log: how many entries there are, and the Merkle root over them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The number of entries, which is the position of the next one.
    pub size: u64,
    /// The root over all entries: that of the last commit.
    pub root: [u8; 32],
}

impl Head {
    /// The head of a log without entries: the root is SHA-256 of nothing (RFC 6962 §2.1).
    pub const EMPTY: Head = Head {
        size: 0,
        root: [
            0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f,
            0xb9, 0x24, 0x27, 0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b,
            0x78, 0x52, 0xb8, 0x55,
        ],
    };
}

/// One totally ordered log of one ledger. Positions are gapless from 0.
///
/// Safe to share between threads; reads never wait for an append to become durable.
pub trait EventLog: Send + Sync {
    /// The ledger of the entries; `None` while there are none.
    fn ledger(&self) -> Option<[u8; 16]>;

    /// The head: every entry before it is durable.
    fn head(&self) -> Head;

    /// Appends a commit and returns only once it is durable.
    ///
    /// # Errors
    /// See [`AppendError`]; only [`AppendError::Storage`] leaves open whether the
    /// commit was stored.
    fn append(&self, expected_head: u64, commit: &Commit) -> Result<(), AppendError>;

    /// A page of entries with their positions, from `from` on: at most `limit` and
    /// at most [`MAX_PAGE_ENTRIES`], fewer only at the head, none past it.
    fn read(&self, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, ReadError>;

    /// One entry; `None` at or past the head.
    fn get(&self, position: u64) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(self.read(position, 1)?.pop().map(|(_, entry)| entry))
    }

    /// Waits until the log holds more than `beyond` entries or `timeout` has passed;
    /// gives the number of entries then.
    fn wait(&self, beyond: u64, timeout: Duration) -> u64;
}

/// Why nothing was appended, or why it is not known.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody appended first. Nothing was stored: decide again on the new head.
    #[error("the head is {actual}, not {expected}")]
    HeadMoved {
        /// The head the caller knew.
        expected: u64,
        /// The head as it is.
        actual: u64,
    },
    /// The commit does not continue this log, or is over a limit. Nothing was
    /// stored; the caller has a fault.
    #[error("the commit cannot be appended: {0}")]
    Invalid(String),
    /// An earlier append failed in storage, or the log was closed. Nothing was
    /// stored; reads go on; open the log anew to append.
    #[error("appending has stopped after an earlier storage error; open the log anew")]
    Poisoned,
    /// The commit may or may not have been stored, and no more can be appended
    /// before the log is opened anew. Answer "unsettled".
    #[error("the commit may or may not have been stored")]
    Storage(#[from] io::Error),
}

/// Why entries could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// No copy of the entry is whole. Stop, and restore from a backup.
    #[error("the entry at position {position} is damaged: {detail}")]
    Damaged {
        /// The first position that cannot be read.
        position: u64,
        /// What was found.
        detail: String,
    },
    /// The storage did not answer. Trying again may help.
    #[error("the log cannot be read")]
    Io(#[from] io::Error),
}

/// Whether `commit` may follow `head`: the rules every back end shares.
pub(crate) fn check_append(
    head: &Head,
    ledger: Option<[u8; 16]>,
    expected_head: u64,
    commit: &Commit,
) -> Result<(), AppendError> {
    if expected_head != head.size {
        return Err(AppendError::HeadMoved { expected: expected_head, actual: head.size });
    }
    commit.check().map_err(|error| AppendError::Invalid(error.to_string()))?;
    if commit.first != head.size {
        let (first, size) = (commit.first, head.size);
        return Err(AppendError::Invalid(format!(
            "it begins at position {first}, the log ends at {size}"
        )));
    }
    if commit.root_before != head.root {
        return Err(AppendError::Invalid("its root before is not the root of the log".to_owned()));
    }
    if ledger.is_some_and(|ledger| ledger != commit.ledger) {
        return Err(AppendError::Invalid("it is of another ledger".to_owned()));
    }
    Ok(())
}
