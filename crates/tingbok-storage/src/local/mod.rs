//! The default back end: a journal that makes entries durable and sled to read
//! them from, in one folder. See `docs/formats.md`.

mod chunk;
mod disk;
mod frame;
mod guard;
mod journal;
mod lock;
mod marker;
mod recover;
mod report;
mod scan;
mod segment;
mod store;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use crate::bytes::narrow;
use crate::log::check_append;
use crate::{AppendError, Commit, EventLog, Head, MAX_PAGE_ENTRIES, ReadError};
use guard::{SledFault, caught, guarded};
use journal::{Journal, Writer};
use lock::Lock;
use marker::Marker;
use store::Store;

pub use report::{OpenError, Options, Recovery, SledRecovery, Stats};

/// The log in a folder of this machine.
///
/// Dropping it without [`close`](LocalLog::close) loses nothing; the next open
/// then compares every copy of every entry.
#[derive(Debug)]
pub struct LocalLog {
    folder: PathBuf,
    sled_limit: Duration,
    /// `None` once writing has stopped.
    writer: Mutex<Option<Writer>>,
    published: Mutex<Published>,
    changed: Condvar,
    journal: Journal,
    store: Store,
    /// The first fault of sled since opening.
    sled_fault: OnceLock<SledFault>,
    report: Recovery,
    _lock: Lock,
}

/// What everybody may see: durable.
#[derive(Debug, Clone, Copy)]
struct Published {
    head: Head,
    ledger: Option<[u8; 16]>,
}

impl LocalLog {
    /// Opens the log in `dir`, which is created if it is missing.
    ///
    /// sled is rebuilt from the journal where they disagree; a journal that lacks
    /// entries which were stored is [`OpenError::Damaged`].
    #[expect(clippy::needless_pass_by_value, reason = "options are made for one open")]
    pub fn open(dir: &Path, options: Options) -> Result<LocalLog, OpenError> {
        disk::make_folder(dir).map_err(OpenError::at(dir))?;
        let lock = Lock::take(dir)?;
        let recovered = recover::recover(dir, &options)?;
        Ok(LocalLog {
            folder: dir.to_owned(),
            sled_limit: options.sled_limit,
            writer: Mutex::new(Some(recovered.writer)),
            published: Mutex::new(Published { head: recovered.head, ledger: recovered.ledger }),
            changed: Condvar::new(),
            journal: recovered.journal,
            store: recovered.store,
            sled_fault: OnceLock::new(),
            report: recovered.report,
            _lock: lock,
        })
    }

    /// What opening found and did.
    pub fn recovery(&self) -> &Recovery {
        &self.report
    }

    /// Figures as of now.
    pub fn stats(&self) -> Stats {
        Stats {
            entries: self.head().size,
            syncs: self.journal.syncs(),
            segments: self.journal.segments().len(),
            sled_fault: self.sled_fault.get().map(ToString::to_string),
            poisoned: !self.writer.lock().is_ok_and(|writer| writer.is_some()),
        }
    }

    /// Stops appending and notes that everything is in order, so that the next
    /// open need not compare every entry. Reads go on.
    ///
    /// Gives whether that was noted: not after a fault, or if it could not be
    /// written. Nothing is lost then, the next open only takes longer.
    pub fn close(&self) -> bool {
        let writer = self.writer.lock().ok().and_then(|mut writer| writer.take());
        let had_writer = writer.is_some_and(Writer::finish);
        if !had_writer || self.sled_fault.get().is_some() {
            return false;
        }
        let store = self.store.clone();
        let head = self.head();
        guarded(self.sled_limit, move || store.flush()).is_ok()
            && Marker { head }.write(&self.folder).is_ok()
    }

    fn published(&self) -> MutexGuard<'_, Published> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on the journal serves, and the next open looks at all of sled: what
    /// sled does after a fault cannot be relied on.
    fn note_sled_fault(&self, fault: SledFault) {
        // Of several at once, any one will do.
        let _ = self.sled_fault.set(fault);
    }
}

impl EventLog for LocalLog {
    fn ledger(&self) -> Option<[u8; 16]> {
        self.published().ledger
    }

    fn head(&self) -> Head {
        self.published().head
    }

    fn append(&self, expected_head: u64, commit: &Commit) -> Result<(), AppendError> {
        // A lock whose holder panicked guards a write of which nothing is known.
        let mut guard = self.writer.lock().map_err(|_| AppendError::Poisoned)?;
        let Some(writer) = guard.as_mut() else {
            return Err(AppendError::Poisoned);
        };
        let Published { head, ledger } = *self.published();
        check_append(&head, ledger, expected_head, commit)?;
        if let Err(error) = writer.append(&self.journal, commit) {
            // Never again on this handle: after a failed sync the system may have
            // dropped the pages, and a second sync would succeed without them.
            *guard = None;
            return Err(AppendError::Storage(error));
        }
        if self.sled_fault.get().is_none() {
            caught(|| self.store.append(commit))
                .unwrap_or_else(|fault| self.note_sled_fault(fault));
        }
        *self.published() = Published {
            head: Head { size: commit.end(), root: commit.root_after },
            ledger: Some(commit.ledger),
        };
        self.changed.notify_all();
        Ok(())
    }

    fn read(&self, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, ReadError> {
        let end = self.head().size;
        let limit = limit.min(MAX_PAGE_ENTRIES).min(narrow(end.saturating_sub(from)));
        if limit == 0 {
            return Ok(Vec::new());
        }
        if self.sled_fault.get().is_none() {
            match caught(|| self.store.read(from, limit, end)) {
                Ok(page) => return Ok(page),
                Err(fault) => self.note_sled_fault(fault),
            }
        }
        self.journal.read(from, limit, end)
    }

    fn wait(&self, beyond: u64, timeout: Duration) -> u64 {
        let (published, _) = self
            .changed
            .wait_timeout_while(self.published(), timeout, |published| {
                published.head.size <= beyond
            })
            .unwrap_or_else(PoisonError::into_inner);
        published.head.size
    }
}
