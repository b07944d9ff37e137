//! What a caller says and hears when it opens a local log.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How a local log is opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// Compare every copy of every entry, also after a clean stop.
    pub check_everything: bool,
    /// Bytes of a new journal segment; at least 2 MiB, so that any commit fits.
    pub segment_bytes: u32,
    /// Bytes of sled's cache.
    pub cache_bytes: u64,
    /// How long one step of sled may take while opening before it counts as a fault.
    pub sled_limit: Duration,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            check_everything: false,
            segment_bytes: 16 << 20,
            cache_bytes: 64 << 20,
            sled_limit: Duration::from_secs(20),
        }
    }
}

/// What opening found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Entries in the log.
    pub entries: u64,
    /// The log had been closed, so only its ends were checked.
    pub clean: bool,
    /// Bytes of a write that never finished, and was never answered, now dropped.
    pub torn_bytes: u64,
    /// What became of sled.
    pub sled: SledRecovery,
}

/// What became of sled when the log was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SledRecovery {
    /// It held every entry.
    Whole,
    /// It lacked the newest entries, as it may after a crash; they came from the journal.
    CaughtUp {
        /// Entries added.
        entries: u64,
    },
    /// It was missing, at fault or different, and was built anew from the journal.
    Rebuilt {
        /// What was wrong.
        why: String,
        /// Where the old one was moved to; `None` if there was none.
        quarantine: Option<PathBuf>,
    },
}

/// Figures of an open log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stats {
    /// Entries in the log.
    pub entries: u64,
    /// Syncs of the journal by appends since opening, counted as they succeed.
    pub syncs: u64,
    /// Journal segments in use.
    pub segments: usize,
    /// What sled failed with since opening, if it did: the journal then serves all
    /// reads, and sled is checked or rebuilt when the log is next opened.
    pub sled_fault: Option<String>,
    /// Appending has stopped: a storage error, or the log was closed.
    pub poisoned: bool,
}

/// Why a log cannot be opened. No entry was changed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Somebody else has the folder open: stop that process first.
    #[error("{} is in use{}", path.display(), by.map_or_else(String::new, |pid| format!(" by process {pid}")))]
    InUse {
        /// The folder.
        path: PathBuf,
        /// The process that has it open, where known.
        by: Option<u32>,
    },
    /// The journal lacks entries that were stored: restore from a backup.
    #[error(
        "the journal is damaged at position {position}: {detail}. No entry was changed. Keep a copy \
         of the folder, then restore it from a backup that reaches position {position}"
    )]
    Damaged {
        /// The first position that the journal cannot give.
        position: u64,
        /// What was found.
        detail: String,
    },
    /// The file was written by a newer version of this program: use that one.
    #[error("{} has format {found}, which this version does not know", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        found: u16,
    },
    /// A file or folder could not be read or written.
    #[error("cannot read or write {}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl OpenError {
    /// For `map_err`: an I/O error that names its file.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> OpenError {
        move |source| OpenError::Io { path: path.to_owned(), source }
    }

    pub(super) fn damaged(position: u64, detail: impl Into<String>) -> OpenError {
        OpenError::Damaged { position, detail: detail.into() }
    }
}
