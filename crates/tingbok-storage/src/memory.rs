//! A log in memory, for tests and simulation, that can fail on command.

use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::bytes::{narrow, wide};
use crate::log::check_append;
use crate::{AppendError, Commit, EventLog, Head, MAX_PAGE_ENTRIES, ReadError};

/// When an injected fault strikes an append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The commit is not stored.
    BeforeStoring,
    /// The commit is stored, but nobody is told so: it shows after the restart.
    AfterStoring,
}

/// Entries in memory. "Durable" here means: as long as the value lives.
#[derive(Debug, Default)]
pub struct MemoryLog {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug)]
struct State {
    ledger: Option<[u8; 16]>,
    head: Head,
    entries: Vec<Arc<[u8]>>,
    /// Appends left until the fault, which strikes at 1.
    fault: Option<(u64, Fault)>,
    /// Stored by an append that failed: found by the restart, not before.
    unsettled: Option<Commit>,
    poisoned: bool,
}

impl Default for State {
    fn default() -> State {
        State {
            ledger: None,
            head: Head::EMPTY,
            entries: Vec::new(),
            fault: None,
            unsettled: None,
            poisoned: false,
        }
    }
}

impl MemoryLog {
    /// A log without entries.
    pub fn new() -> MemoryLog {
        MemoryLog::default()
    }

    /// Makes the `nth` valid append from now fail (1 is the next one), as a
    /// storage error would: that append is unsettled, later ones are refused.
    pub fn fail_append(&self, nth: u64, fault: Fault) {
        self.state().fault = Some((nth.max(1), fault));
    }

    /// What closing and opening anew does: the entries stay, appending goes on.
    pub fn restart(&self) {
        let mut state = self.state();
        state.poisoned = false;
        state.fault = None;
        if let Some(commit) = state.unsettled.take() {
            state.store(&commit);
            self.changed.notify_all();
        }
    }

    /// A lock held by a thread that panicked still guards whole data: an append
    /// changes it only by steps that cannot panic half-way.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn due_fault(&mut self) -> Option<Fault> {
        let (left, fault) = self.fault.take()?;
        if left <= 1 {
            return Some(fault);
        }
        self.fault = Some((left - 1, fault));
        None
    }

    fn store(&mut self, commit: &Commit) {
        self.entries.extend(commit.entries.iter().cloned());
        self.ledger = Some(commit.ledger);
        self.head = Head { size: commit.end(), root: commit.root_after };
    }
}

impl EventLog for MemoryLog {
    fn ledger(&self) -> Option<[u8; 16]> {
        self.state().ledger
    }

    fn head(&self) -> Head {
        self.state().head
    }

    fn append(&self, expected_head: u64, commit: &Commit) -> Result<(), AppendError> {
        let mut state = self.state();
        if state.poisoned {
            return Err(AppendError::Poisoned);
        }
        check_append(&state.head, state.ledger, expected_head, commit)?;
        if let Some(fault) = state.due_fault() {
            state.poisoned = true;
            state.unsettled = (fault == Fault::AfterStoring).then(|| commit.clone());
            return Err(io::Error::other("injected fault").into());
        }
        state.store(commit);
        self.changed.notify_all();
        Ok(())
    }

    fn read(&self, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, ReadError> {
        let state = self.state();
        let skipped = narrow(from).min(state.entries.len());
        let page = state
            .entries
            .iter()
            .zip(0_u64..)
            .skip(skipped)
            .take(limit.min(MAX_PAGE_ENTRIES))
            .map(|(entry, position)| (position, entry.to_vec()))
            .collect();
        Ok(page)
    }

    fn wait(&self, beyond: u64, timeout: Duration) -> u64 {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.state(), timeout, |state| state.head.size <= beyond)
            .unwrap_or_else(PoisonError::into_inner);
        wide(state.entries.len())
    }
}

#[cfg(test)]
mod tests;
