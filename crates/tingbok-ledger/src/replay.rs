//! Replay: the log from the first entry on, each entry's leaf hashed over its raw bytes, never re-encoded,
//! and folded as it was when it was recorded.
use crate::{Fold, fold::read_entry};
use chrono::NaiveDate;
use tingbok_domain::{codec::DecodeError, edtf::By, envelope::Timestamp};
use tingbok_storage::EventLog;
use tingbok_transparency::Hash;

/// How far to replay.
#[derive(Debug, Clone, Copy, Default)]
pub struct Replay {
    /// So many entries.
    pub until: Option<u64>,
    /// What the ledger knew then.
    pub known_at: Option<Timestamp>,
    /// What had happened by then; counted beside, since occurred order is not log order.
    pub as_of: Option<NaiveDate>,
}

/// What a replay came to.
pub struct Replayed {
    /// The state after the last entry replayed.
    pub fold: Fold,
    /// Entries that had surely happened by `as_of`, may have, had not, and are undated.
    pub by: [u64; 4],
    /// True when every entry of the log was replayed, so that its root was compared.
    pub whole: bool,
}

/// Why a replay stopped.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// The log cannot be read.
    #[error(transparent)]
    Read(#[from] tingbok_storage::ReadError),
    /// An entry cannot be read.
    #[error("entry {position}: {error}")]
    Entry {
        /// Which.
        position: u64,
        /// Why.
        error: DecodeError,
    },
    /// The entries do not lead to the log's root.
    #[error(
        "the {size} entries give root {found}, and the log says {expected}: something in it was changed"
    )]
    Root {
        /// How many entries.
        size: u64,
        /// The root of the entries.
        found: Hash,
        /// The root of the log.
        expected: Hash,
    },
}

/// Replays a log; `progress` is told how many entries are done.
///
/// # Errors
/// See [`ReplayError`].
pub fn replay(
    log: &dyn EventLog,
    how: Replay,
    progress: &mut dyn FnMut(u64),
) -> Result<Replayed, ReplayError> {
    let head = log.head();
    let end = how.until.map_or(head.size, |until| until.min(head.size));
    let mut done = Replayed { fold: Fold::default(), by: [0; 4], whole: false };
    'pages: while done.fold.size() < end {
        for (position, bytes) in log.read(done.fold.size(), tingbok_storage::MAX_PAGE_ENTRIES)? {
            if position >= end {
                break 'pages;
            }
            let recorded = read_entry(position, &bytes)
                .map_err(|error| ReplayError::Entry { position, error })?;
            if how.known_at.is_some_and(|known_at| recorded.entry.recorded_at > known_at) {
                break 'pages;
            }
            if let Some(day) = how.as_of {
                let [yes, possibly, no, undated] = &mut done.by;
                *match recorded.entry.particulars.occurred.by(day) {
                    By::Yes => yes,
                    By::Possibly => possibly,
                    By::No => no,
                    By::Undated => undated,
                } += 1;
            }
            done.fold.take(&recorded);
        }
        progress(done.fold.size());
    }
    done.whole = done.fold.size() == head.size;
    let (found, expected) = (done.fold.frontier.root(), Hash(head.root));
    if done.whole && found != expected {
        return Err(ReplayError::Root { size: head.size, found, expected });
    }
    Ok(done)
}
