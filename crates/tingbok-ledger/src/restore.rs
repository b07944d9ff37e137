//! Restore: sealed entries as they are, offline, into an empty folder, and only against a root that is known
//! from elsewhere.
use crate::{Folder, fold::read_entry};
use std::{io::BufRead, path::Path};
use tingbok_domain::{codec::DecodeError, event::Event};
use tingbok_storage::{Commit, EventLog, LocalLog, Options};
use tingbok_transparency::{Frontier, Hash, empty_root, leaf_hash};

/// Entries of one commit while restoring.
const COMMIT_ENTRIES: usize = 256;
/// Bytes of one commit while restoring.
const COMMIT_BYTES: usize = 512_000;

/// Why nothing was restored. The folder is left without a ledger.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// There is a ledger already.
    #[error("{0} holds a ledger already: restore goes only into an empty or a new folder")]
    Exists(std::path::PathBuf),
    /// The file cannot be read.
    #[error("reading the file: {0}")]
    File(#[from] std::io::Error),
    /// The storage says no.
    #[error(transparent)]
    Storage(#[from] tingbok_storage::OpenError),
    /// A line is no entry.
    #[error("line {line}: {error}")]
    Entry {
        /// Which, from 1.
        line: u64,
        /// Why.
        error: DecodeError,
    },
    /// The first line does not open a ledger.
    #[error("the first entry does not open a ledger: this is not a whole export")]
    Opening,
    /// The entries do not lead to the root given.
    #[error(
        "the {size} entries of the file give root {found}, not {expected}: the file is not what the root was taken of; nothing was restored"
    )]
    Root {
        /// How many entries.
        size: u64,
        /// The root of the file.
        found: Hash,
        /// The root given.
        expected: Hash,
    },
    /// The storage failed.
    #[error("storage failed while restoring: {0}; remove the folder and try again")]
    Append(#[from] tingbok_storage::AppendError),
}

/// Restores an export (`open` is called twice: once to check the root, once to write) into a new folder.
///
/// # Errors
/// See [`RestoreError`]; nothing is written before the whole file has been checked.
pub fn restore<R: BufRead>(
    mut open: impl FnMut() -> std::io::Result<R>,
    path: &Path,
    expected: Hash,
    progress: &mut dyn FnMut(u64),
) -> Result<u64, RestoreError> {
    if Folder::new(path).holds_ledger() {
        return Err(RestoreError::Exists(path.to_owned()));
    }
    let mut frontier = Frontier::new();
    let mut ledger = None;
    for line in entries(open()?) {
        let (line, bytes) = line?;
        let recorded =
            read_entry(line - 1, &bytes).map_err(|error| RestoreError::Entry { line, error })?;
        if let (1, Event::LedgerOpened(body)) = (line, &recorded.entry.event) {
            ledger = Some(*body.ledger_id.as_bytes());
        }
        frontier.push(Hash(recorded.leaf.0));
    }
    let ledger = ledger.ok_or(RestoreError::Opening)?;
    if frontier.root() != expected {
        return Err(RestoreError::Root { size: frontier.size(), found: frontier.root(), expected });
    }
    Folder::new(path).make()?;
    let log = LocalLog::open(path, Options::default())?;
    let mut writer =
        Writer { log: &log, ledger, frontier: Frontier::new(), waiting: Vec::new(), bytes: 0 };
    for line in entries(open()?) {
        writer.take(line?.1)?;
        progress(writer.frontier.size());
    }
    writer.flush()?;
    let found = writer.frontier.root();
    if found != expected {
        // The file changed between the two passes: what was written is no ledger that anybody asked for.
        drop(log);
        for part in ["journal", "sled"] {
            std::fs::remove_dir_all(path.join(part))?;
        }
        return Err(RestoreError::Root { size: frontier.size(), found, expected });
    }
    log.close();
    Ok(frontier.size())
}

/// Lines with their number from 1, without the line break; an empty last line is none.
fn entries<R: BufRead>(reader: R) -> impl Iterator<Item = std::io::Result<(u64, Vec<u8>)>> {
    let lines =
        reader.split(b'\n').filter(|line| line.as_ref().map_or(true, |bytes| !bytes.is_empty()));
    lines.zip(1..).map(|(line, number)| line.map(|bytes| (number, bytes)))
}

struct Writer<'a> {
    log: &'a LocalLog,
    ledger: [u8; 16],
    frontier: Frontier,
    waiting: Vec<Vec<u8>>,
    bytes: usize,
}

impl Writer<'_> {
    fn take(&mut self, entry: Vec<u8>) -> Result<(), RestoreError> {
        self.bytes += entry.len();
        self.waiting.push(entry);
        if self.waiting.len() >= COMMIT_ENTRIES || self.bytes >= COMMIT_BYTES {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn flush(&mut self) -> Result<(), RestoreError> {
        let (first, root_before) = (self.frontier.size(), self.frontier.root());
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.waiting.iter().for_each(|entry| self.frontier.push(leaf_hash(entry)));
        let commit = Commit {
            ledger: self.ledger,
            first,
            root_before: if first == 0 { empty_root().0 } else { root_before.0 },
            root_after: self.frontier.root().0,
            entries: std::mem::take(&mut self.waiting).into_iter().map(Into::into).collect(),
            disclosures: Vec::new(),
        };
        self.bytes = 0;
        Ok(self.log.append(first, &commit)?)
    }
}
