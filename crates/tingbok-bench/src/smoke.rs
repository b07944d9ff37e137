//! A few seconds of load: that it runs, not how fast.
use tempfile::tempdir;
use tingbok_ledger::{Replay, ReplayError, replay};
use tingbok_storage::{EventLog, LocalLog, Options};

use crate::{
    append::{self, AppendError, Appended},
    read::{self, Rates, ReadRateError},
    script::Plan,
};

/// Entries that are made.
const EVENTS: u64 = 2_000;
const SEED: u64 = 1;
const IN_FLIGHT: usize = 64;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum SmokeError {
    /// There is no folder to work in.
    #[error("a temporary folder: {0}")]
    Folder(#[from] std::io::Error),
    /// Appending failed.
    #[error(transparent)]
    Append(#[from] AppendError),
    /// Reading failed.
    #[error(transparent)]
    Read(#[from] ReadRateError),
    /// The log cannot be opened anew.
    #[error(transparent)]
    Open(#[from] tingbok_storage::OpenError),
    /// The replay failed.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// Two ways to the same root differ, or entries are missing.
    #[error("{found} after replay, and {expected} after appending")]
    Differs {
        /// Size and root after replay.
        found: String,
        /// Size and root after appending.
        expected: String,
    },
}

/// Appends a small history, reads it back and compares the roots.
///
/// # Errors
/// See [`SmokeError`].
pub fn smoke() -> Result<(Appended, Rates), SmokeError> {
    let folder = tempdir()?;
    let folder = folder.path().join("ledger");
    let appended = append::append(Plan::new(EVENTS, SEED), IN_FLIGHT, &folder)?;
    let rates = read::read(&folder)?;
    let log = LocalLog::open(&folder, Options::default())?;
    let fold = replay(&log, Replay::default(), &mut |_| {})?.fold;
    let found = format!("{} entries with root {}", fold.size(), fold.frontier.root());
    let expected = format!("{EVENTS} entries with root {}", appended.head.root);
    let stored = log.head().size == EVENTS && rates.entries == EVENTS;
    if found != expected || !stored {
        return Err(SmokeError::Differs { found, expected });
    }
    Ok((appended, rates))
}
