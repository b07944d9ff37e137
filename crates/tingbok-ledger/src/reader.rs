//! What readers hold: it has no way to append.
use crate::{
    Authenticated, Clock, ClockFault,
    fold::{Published, read_entry},
    token,
};
use arc_swap::ArcSwap;
use rayon::prelude::*;
use std::{sync::Arc, time::Duration};
use tingbok_domain::{LeafHash, Recorded, Register, codec::DecodeError, envelope::Timestamp};
use tingbok_projections::Views;
use tingbok_storage::EventLog;
use tingbok_transparency::leaf_hash;
use tokio::sync::watch;

/// So many entries take longer to wait for one after another than to hand out.
const WORTH_READERS: usize = 8;
/// Most entries that one request reads before others get their turn.
const AT_ONCE: usize = 64;
/// Threads that read entries for all requests together. More than there are cores: each may wait for the disk.
const READERS: usize = 8;

/// The threads that read entries.
///
/// # Errors
/// When the system has no thread left.
pub(crate) fn readers() -> std::io::Result<Arc<rayon::ThreadPool>> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(READERS);
    let pool = pool.thread_name(|n| format!("reader-{n}")).build();
    pool.map(Arc::new).map_err(std::io::Error::other)
}

/// How far readers see.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Head {
    /// How many entries.
    pub size: u64,
    /// The Merkle root over them, as hex.
    pub root: String,
}

/// An entry as it lies in the log.
#[derive(Debug, Clone)]
pub struct RawEntry {
    /// Its place.
    pub position: u64,
    /// Its leaf hash.
    pub leaf: LeafHash,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why entries cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The storage says no.
    #[error(transparent)]
    Storage(#[from] tingbok_storage::ReadError),
    /// The bytes are no entry that this version knows.
    #[error("entry {position}: {error}")]
    Entry {
        /// Which.
        position: u64,
        /// Why.
        error: DecodeError,
    },
    /// Nothing stands there.
    #[error("there is no entry {0} yet")]
    Absent(u64),
}

/// A handle on what is recorded.
#[derive(Clone)]
pub struct Reader {
    pub(crate) log: Arc<dyn EventLog>,
    pub(crate) state: Arc<ArcSwap<Published>>,
    pub(crate) size: watch::Receiver<u64>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) clock_fault: Option<ClockFault>,
    pub(crate) readers: Arc<rayon::ThreadPool>,
}

impl Reader {
    /// How far readers see.
    pub fn head(&self) -> Head {
        let state = self.state.load();
        Head { size: state.size, root: state.root.clone() }
    }
    /// What rules stand on.
    pub fn register(&self) -> Arc<Register> {
        self.state.load().register.clone()
    }
    /// What pages stand on.
    pub fn views(&self) -> Arc<Views> {
        self.state.load().views.clone()
    }

    /// The entries at these positions, in the order given. Many are read side by side: each may wait for the disk.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn entries(&self, positions: &[u64]) -> Result<Vec<Recorded>, ReadError> {
        if positions.len() < WORTH_READERS {
            return positions.iter().map(|position| self.entry(*position)).collect();
        }
        let mut entries = Vec::with_capacity(positions.len());
        for share in positions.chunks(AT_ONCE) {
            let read = || share.par_iter().map(|one| self.entry(*one)).collect();
            let read: Result<Vec<Recorded>, ReadError> = self.readers.install(read);
            entries.extend(read?);
        }
        Ok(entries)
    }

    /// One entry.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn entry(&self, position: u64) -> Result<Recorded, ReadError> {
        let bytes = self.log.get(position)?.ok_or(ReadError::Absent(position))?;
        read_entry(position, &bytes).map_err(|error| ReadError::Entry { position, error })
    }

    /// Entries as they lie in the log, from a position on; at most 1,000, and none past what readers see.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub fn raw(&self, from: u64, limit: usize) -> Result<Vec<RawEntry>, ReadError> {
        let head = self.state.load().size;
        let page = self.log.read(from, limit)?.into_iter().filter(|(position, _)| *position < head);
        Ok(page
            .map(|(position, bytes)| RawEntry {
                position,
                leaf: LeafHash(leaf_hash(&bytes).0),
                bytes,
            })
            .collect())
    }

    /// Now, by the ledger's clock, and never before the last entry.
    pub fn now(&self) -> Timestamp {
        let last = self.state.load().register.last_recorded_at();
        let now = self.clock.now().ok();
        now.max(last).or(last).unwrap_or_else(|| Timestamp::new(chrono::DateTime::UNIX_EPOCH))
    }

    /// Whether the clock can be believed.
    ///
    /// # Errors
    /// See [`ClockFault`].
    pub fn clock_state(&self) -> Result<(), ClockFault> {
        self.clock_fault.clone().map_or_else(|| self.clock.now().map(|_| ()), Err)
    }

    /// Whose token this is; none when it is unknown, expired or revoked.
    pub fn authenticate(&self, token: &str) -> Option<Authenticated> {
        token::authenticate(&self.state.load().register, self.now(), token)
    }

    /// Waits until readers see `position`, at most `limit`; true when they do.
    pub async fn wait_for(&self, position: u64, limit: Duration) -> bool {
        let mut size = self.size.clone();
        tokio::time::timeout(limit, size.wait_for(|size| *size > position))
            .await
            .is_ok_and(|seen| seen.is_ok())
    }
}
