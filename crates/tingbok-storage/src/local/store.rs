//! Every entry in sled, for reading: written after the journal, never synced for
//! an answer, and never the only place of anything.

use std::ops::Bound;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::chunk::{self, Assembly, Key};
use super::guard::SledFault;
use crate::Commit;
use crate::bytes::narrow;

const TREE: &str = "commits";
/// sled lets go of its own lock some time after it is dropped: how often and how
/// long to wait for a log that was open a moment ago in this process.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// Entries compared at a time.
const COMPARED_ENTRIES: usize = 1_000;

/// Panics of sled pass through every method: call them guarded.
#[derive(Debug, Clone)]
pub(super) struct Store {
    db: sled::Db,
    tree: sled::Tree,
    tail: Arc<Mutex<Tail>>,
}

/// The chunk that still has room. It is rewritten with every commit until it is
/// full, so that sled always reaches the head.
#[derive(Debug)]
struct Tail {
    first: u64,
    /// The position after the last entry in sled.
    end: u64,
    body: Vec<u8>,
}

impl Store {
    pub(super) fn open(folder: &Path, cache_bytes: u64) -> Result<Store, SledFault> {
        let config = sled::Config::new().path(folder).cache_capacity(cache_bytes);
        let mut tries = 1;
        let db = loop {
            match config.open() {
                Err(error) if tries < LOCK_TRIES && is_locked(&error) => {
                    tries += 1;
                    thread::sleep(LOCK_PAUSE);
                }
                opened => break opened?,
            }
        };
        let tree = db.open_tree(TREE)?;
        let tail = Arc::new(Mutex::new(find_tail(&tree)?));
        Ok(Store { db, tree, tail })
    }

    /// The position after the last entry.
    pub(super) fn end(&self) -> u64 {
        self.tail.lock().unwrap_or_else(PoisonError::into_inner).end
    }

    /// Adds a commit that begins at [`end`](Store::end).
    pub(super) fn append(&self, commit: &Commit) -> Result<(), SledFault> {
        self.append_from(commit, commit.first)
    }

    fn append_from(&self, commit: &Commit, from: u64) -> Result<(), SledFault> {
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        if tail.end != from {
            let end = tail.end;
            return Err(SledFault(format!("ends at {end}, not at {from}")));
        }
        let known = narrow(from.saturating_sub(commit.first));
        for entry in commit.entries.iter().skip(known) {
            if chunk::needs_parts(entry) {
                self.put_tail(&tail)?;
                self.put_parts(tail.end, entry)?;
                tail.close(1);
            } else {
                if !chunk::push(&mut tail.body, entry) {
                    self.put_tail(&tail)?;
                    tail.close(0);
                    chunk::push(&mut tail.body, entry);
                }
                tail.end += 1;
            }
        }
        self.put_tail(&tail)
    }

    fn put_tail(&self, tail: &Tail) -> Result<(), SledFault> {
        if tail.body.is_empty() {
            return Ok(());
        }
        self.put(Key::Chunk { first: tail.first }, &tail.body)
    }

    fn put_parts(&self, position: u64, entry: &[u8]) -> Result<(), SledFault> {
        (0_u16..)
            .zip(chunk::parts(entry))
            .try_for_each(|(part, body)| self.put(Key::Part { position, part }, &body))
    }

    fn put(&self, key: Key, body: &[u8]) -> Result<(), SledFault> {
        let key = key.encode();
        let value = chunk::seal(&key, body);
        self.tree.insert(key, value)?;
        Ok(())
    }

    /// Entries from `from` on: at most `limit`, all before `end`, which sled has reached.
    pub(super) fn read(
        &self,
        from: u64,
        limit: usize,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>, SledFault> {
        let mut page = Page { next: from, limit, end, entries: Vec::new() };
        while !page.is_full() {
            let before = page.next;
            self.read_run(&mut page)?;
            // A run ends early when the tail chunk grew meanwhile; a run that
            // gives nothing has met a gap.
            if page.next == before {
                return Err(SledFault(format!("lacks position {before}")));
            }
        }
        Ok(page.entries)
    }

    /// Seeks the value that holds the next entry and goes on from there while
    /// values follow each other without a gap.
    fn read_run(&self, page: &mut Page) -> Result<(), SledFault> {
        let Some((found, value)) = self.tree.get_lt((page.next + 1).to_be_bytes())? else {
            return Ok(());
        };
        let rest = match Key::parse(&found).ok_or_else(|| bad(&found))? {
            Key::Chunk { first } => {
                // A single entry is read in one look: a second one would read a whole leaf anew.
                let body = chunk::unseal(&found, &value).ok_or_else(|| bad(&found))?;
                page.add_chunk(first, body);
                if page.is_full() {
                    return Ok(());
                }
                Bound::Excluded(found.to_vec())
            }
            Key::Part { position, .. } => Bound::Included(Key::Part { position, part: 0 }.encode()),
        };
        let mut values = self.tree.range((rest, Bound::Unbounded));
        while let Some(value) = values.next().filter(|_| !page.is_full()) {
            let (key, value) = value?;
            let body = chunk::unseal(&key, &value).ok_or_else(|| bad(&key))?;
            match Key::parse(&key).ok_or_else(|| bad(&key))? {
                Key::Chunk { first } if first <= page.next => page.add_chunk(first, body),
                Key::Part { position, part: 0 } if position == page.next => {
                    let entry = assemble(position, body, &mut values)?;
                    page.add(entry);
                }
                Key::Part { position, .. } if position < page.next => {}
                Key::Chunk { .. } | Key::Part { .. } => return Ok(()),
            }
        }
        Ok(())
    }

    /// Compares what sled has with `commits`, and adds what it lacks at its end.
    /// Gives the number of entries added.
    pub(super) fn follow(&self, commits: &[Commit]) -> Result<u64, SledFault> {
        let mut added = 0;
        for commit in commits {
            let shared_end = commit.end().min(self.end());
            self.compare(commit, shared_end)?;
            let from = commit.first.max(shared_end);
            if from < commit.end() {
                self.append_from(commit, from)?;
                added += commit.end() - from;
            }
        }
        Ok(added)
    }

    fn compare(&self, commit: &Commit, end: u64) -> Result<(), SledFault> {
        let mut next = commit.first;
        while next < end {
            let page = self.read(next, COMPARED_ENTRIES, end)?;
            for (position, entry) in page {
                let index = narrow(position - commit.first);
                if commit.entries.get(index).map(AsRef::as_ref) != Some(entry.as_slice()) {
                    return Err(SledFault(format!("differs at position {position}")));
                }
                next = position + 1;
            }
        }
        Ok(())
    }

    /// Hands everything to the system, so that the next open finds it.
    pub(super) fn flush(&self) -> Result<(), SledFault> {
        self.db.flush()?;
        Ok(())
    }

    /// Removes a value, as a fault would.
    #[cfg(test)]
    pub(super) fn lose(&self, first: u64) -> bool {
        let key = Key::Chunk { first }.encode();
        self.tree.remove(key).unwrap().is_some()
    }

    /// The keys and the lengths of their values.
    #[cfg(test)]
    pub(super) fn values(&self) -> Vec<(Key, usize)> {
        self.tree
            .iter()
            .map(|value| value.unwrap())
            .map(|(key, value)| (Key::parse(&key).unwrap(), value.len()))
            .collect()
    }
}

impl Tail {
    fn empty_at(end: u64) -> Tail {
        Tail { first: end, end, body: Vec::new() }
    }

    /// Begins a new chunk after `more` entries that are not in this one.
    fn close(&mut self, more: u64) {
        *self = Tail::empty_at(self.end + more);
    }
}

/// A page being read.
struct Page {
    next: u64,
    limit: usize,
    end: u64,
    entries: Vec<(u64, Vec<u8>)>,
}

impl Page {
    fn is_full(&self) -> bool {
        self.entries.len() >= self.limit || self.next >= self.end
    }

    fn add(&mut self, entry: Vec<u8>) {
        self.entries.push((self.next, entry));
        self.next += 1;
    }

    fn add_chunk(&mut self, first: u64, body: &[u8]) {
        for entry in chunk::entries(body).skip(narrow(self.next - first)) {
            if self.is_full() {
                return;
            }
            self.add(entry.to_vec());
        }
    }
}

/// Where the entries in `tree` end, and the chunk that may still have room.
fn find_tail(tree: &sled::Tree) -> Result<Tail, SledFault> {
    let Some((key, value)) = tree.last()? else {
        return Ok(Tail::empty_at(0));
    };
    let body = chunk::unseal(&key, &value).ok_or_else(|| bad(&key))?;
    match Key::parse(&key).ok_or_else(|| bad(&key))? {
        Key::Chunk { first } => {
            Ok(Tail { first, end: first.saturating_add(chunk::count(body)), body: body.to_vec() })
        }
        Key::Part { position, .. } => {
            // A crash may have kept only some parts: then the entry is not there yet.
            let start = Key::Part { position, part: 0 }.encode();
            let mut values = tree.range(start..);
            let whole = match values.next() {
                Some(value) => {
                    let (key, value) = value?;
                    let body = chunk::unseal(&key, &value).ok_or_else(|| bad(&key))?;
                    assemble(position, body, &mut values).is_ok()
                }
                None => false,
            };
            Ok(Tail::empty_at(position.saturating_add(whole.into())))
        }
    }
}

/// The long entry at `position`: its first part's body, then what `values` give.
fn assemble(
    position: u64,
    first_part: &[u8],
    values: &mut sled::Iter,
) -> Result<Vec<u8>, SledFault> {
    let lost = || SledFault(format!("lacks a part of position {position}"));
    let mut assembly = Assembly::begin(first_part).ok_or_else(lost)?;
    for part in 1_u16.. {
        if assembly.is_whole() {
            break;
        }
        let (key, value) = values.next().ok_or_else(lost)??;
        if Key::parse(&key) != Some(Key::Part { position, part }) {
            return Err(lost());
        }
        assembly.add(chunk::unseal(&key, &value).ok_or_else(|| bad(&key))?);
    }
    assembly.finish().ok_or_else(lost)
}

fn bad(key: &[u8]) -> SledFault {
    SledFault(format!("the value under {key:02x?} is damaged"))
}

fn is_locked(error: &sled::Error) -> bool {
    matches!(error, sled::Error::Io(cause) if cause.to_string().contains("could not acquire lock"))
}
