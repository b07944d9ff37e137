//! How fast a ledger is read: the raw log, and the replay of everything that follows from it.
use std::{
    path::Path,
    time::{Duration, Instant},
};

use tingbok_ledger::{Replay, ReplayError, replay};
use tingbok_storage::{EventLog, LocalLog, MAX_PAGE_ENTRIES, OpenError, Options};

use crate::table::{Table, megabytes, per_second};

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum ReadRateError {
    /// The log cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The log cannot be read.
    #[error(transparent)]
    Read(#[from] tingbok_storage::ReadError),
    /// The replay does not lead to the log's root.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// There is nothing to read.
    #[error("there is no ledger in that folder: make one with `tingbok-bench append --ledger DIR`")]
    Empty,
}

/// What was measured.
#[derive(Debug)]
pub struct Rates {
    /// Entries.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
    /// A raw scan: pages of entries as they lie in the log.
    pub scan: Duration,
    /// A replay: each entry hashed, decoded, and taken into Register and views; the root compared.
    pub replay: Duration,
}

impl Rates {
    /// The table that is printed.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&["read", "events/s", "of", "in bytes"]);
        for (what, took) in [("raw scan", self.scan), ("replay", self.replay)] {
            table.row(&[
                &what,
                &per_second(self.entries, took),
                &self.entries,
                &megabytes(self.bytes),
            ]);
        }
        table
    }
}

/// Reads the ledger in a folder twice: raw, and replayed.
///
/// # Errors
/// See [`ReadRateError`].
pub fn read(folder: &Path) -> Result<Rates, ReadRateError> {
    if !folder.join("journal").is_dir() {
        return Err(ReadRateError::Empty);
    }
    let log = LocalLog::open(folder, Options::default())?;
    let began = Instant::now();
    let (mut entries, mut bytes) = (0, 0);
    loop {
        let page = log.read(entries, MAX_PAGE_ENTRIES)?;
        if page.is_empty() {
            break;
        }
        entries += u64::try_from(page.len()).unwrap_or(0);
        bytes += page.iter().map(|(_, entry)| u64::try_from(entry.len()).unwrap_or(0)).sum::<u64>();
    }
    let scan = began.elapsed();
    let began = Instant::now();
    replay(&log, Replay::default(), &mut |_| {})?;
    let replay = began.elapsed();
    log.close();
    Ok(Rates { entries, bytes, scan, replay })
}
