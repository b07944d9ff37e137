//! Opening: what the journal and sled hold is compared before anything is served.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{make_folder, sync_folder};
use super::guard::{SledFault, guarded};
use super::journal::{self, Journal, Writer};
use super::marker::Marker;
use super::report::{OpenError, Options, Recovery, SledRecovery};
use super::scan::{Scan, scan};
use super::store::Store;
use crate::{Head, ReadError};

/// More than that many faults are not to be answered by setting sled aside again.
const MAX_QUARANTINES: u32 = 1_000;

/// Positions looked up in sled after a clean stop.
const PROBES: u64 = 16;

/// All parts of a log whose copies agree.
pub(super) struct Recovered {
    pub(super) head: Head,
    pub(super) ledger: Option<[u8; 16]>,
    pub(super) journal: Journal,
    pub(super) writer: Writer,
    pub(super) store: Store,
    pub(super) report: Recovery,
}

/// Opens the journal and sled in `folder`, which this process has locked.
///
/// Nothing is written before it is known that the journal is whole.
pub(super) fn recover(folder: &Path, options: &Options) -> Result<Recovered, OpenError> {
    let journal_folder = folder.join("journal");
    make_folder(&journal_folder).map_err(OpenError::at(&journal_folder))?;
    let marker = Marker::read(folder);
    let (found, clean) = scan_journal(&journal_folder, marker, options)?;
    let sled = Sled { folder: folder.join("sled"), options };
    let store = sled.open(found.head.size);
    if let Ok(store) = &store {
        check_reach(store.end(), found.head.size)?;
    }

    if !clean {
        // Before sled learns of the last commit: sled ahead of the journal means damage.
        journal::settle(&found).map_err(OpenError::at(&journal_folder))?;
    }
    Marker::remove(folder).map_err(OpenError::at(folder))?;
    let (head, ledger, torn_bytes) = (found.head, found.ledger, found.torn_bytes);
    let (journal, writer) = journal::open(&journal_folder, found, options.segment_bytes)
        .map_err(OpenError::at(&journal_folder))?;
    let checked = store.and_then(|store| {
        let added = if clean {
            sled.probe(&store, &journal, head.size)
        } else {
            sled.follow(&store, &journal)
        };
        added.map(|entries| (store, entries))
    });
    let (store, outcome) = match checked {
        Ok((store, 0)) => (store, SledRecovery::Whole),
        Ok((store, entries)) => (store, SledRecovery::CaughtUp { entries }),
        Err(Trouble::Journal(error)) => return Err(unreadable(&journal_folder, error)),
        Err(Trouble::Sled(fault)) => sled.rebuild(&journal, &fault)?,
    };
    let report = Recovery { entries: head.size, clean, torn_bytes, sled: outcome };
    Ok(Recovered { head, ledger, journal, writer, store, report })
}

/// What the journal holds, and whether all of it was known to be whole.
fn scan_journal(
    folder: &Path,
    marker: Option<Marker>,
    options: &Options,
) -> Result<(Scan, bool), OpenError> {
    let trusted = marker.filter(|_| !options.check_everything);
    if let Some(marker) = trusted
        && let Some(found) = scan(folder, true)?
        && found.head == marker.head
        && found.torn_bytes == 0
    {
        return Ok((found, true));
    }
    let found = scan(folder, false)?.ok_or_else(|| OpenError::Io {
        path: folder.to_owned(),
        source: io::Error::other("a full scan gives a result"),
    })?;
    let (size, root) = (found.head.size, found.head.root);
    if let Some(Marker { head }) = marker {
        if head.size > size {
            let what = format!("the log was closed with {} entries", head.size);
            return Err(OpenError::damaged(size, what));
        }
        if head.size == size && head.root != root {
            let what = "the log was closed with another root";
            return Err(OpenError::damaged(size.saturating_sub(1), what));
        }
    }
    Ok((found, false))
}

/// sled is written after the journal, so it can never rightly be ahead.
fn check_reach(sled_end: u64, size: u64) -> Result<(), OpenError> {
    match sled_end.checked_sub(1) {
        Some(last) if last >= size => Err(OpenError::damaged(
            size,
            format!("it ends there, but sled still holds positions {size} to {last}"),
        )),
        Some(_) | None => Ok(()),
    }
}

/// Why the check of sled did not end well.
enum Trouble {
    /// sled is to be rebuilt.
    Sled(SledFault),
    /// The journal cannot be read.
    Journal(ReadError),
}

impl From<SledFault> for Trouble {
    fn from(fault: SledFault) -> Trouble {
        Trouble::Sled(fault)
    }
}

impl From<ReadError> for Trouble {
    fn from(error: ReadError) -> Trouble {
        Trouble::Journal(error)
    }
}

fn unreadable(folder: &Path, error: ReadError) -> OpenError {
    match error {
        ReadError::Damaged { position, detail } => OpenError::Damaged { position, detail },
        ReadError::Io(source) => OpenError::at(folder)(source),
    }
}

/// The folder of sled and how to treat it.
struct Sled<'a> {
    folder: PathBuf,
    options: &'a Options,
}

impl Sled<'_> {
    /// sled as it is. If it is missing though the journal has entries, that is a fault.
    fn open(&self, size: u64) -> Result<Store, Trouble> {
        if size > 0 && !self.folder.exists() {
            return Err(SledFault("missing".to_owned()).into());
        }
        Ok(self.open_or_create()?)
    }

    fn open_or_create(&self) -> Result<Store, SledFault> {
        let folder = self.folder.clone();
        let cache_bytes = self.options.cache_bytes;
        guarded(self.options.sled_limit, move || Store::open(&folder, cache_bytes))
    }

    /// Compares all of sled with the journal and adds what it lacks at its end, one
    /// segment at a time; gives the number of entries added.
    fn follow(&self, store: &Store, journal: &Journal) -> Result<u64, Trouble> {
        let mut added = 0;
        for segment in journal.segments() {
            let commits = segment.commits()?;
            let store = store.clone();
            added += guarded(self.options.sled_limit, move || store.follow(&commits))?;
        }
        Ok(added)
    }

    /// After a clean stop: sled ends where the journal ends, and gives the entries
    /// asked for here and there.
    fn probe(&self, store: &Store, journal: &Journal, size: u64) -> Result<u64, Trouble> {
        if store.end() != size {
            let end = store.end();
            return Err(SledFault(format!("ends at {end} after a clean stop at {size}")).into());
        }
        let Some(last) = size.checked_sub(1) else {
            return Ok(0);
        };
        let probes: Vec<u64> = (0..PROBES).map(|probe| last / PROBES * probe).collect();
        let newest = journal.read(last, 1, size)?;
        let store = store.clone();
        guarded(self.options.sled_limit, move || {
            for position in probes {
                store.read(position, 1, size)?;
            }
            if store.read(last, 1, size)? == newest {
                Ok(0)
            } else {
                Err(SledFault(format!("differs at position {last}")))
            }
        })
        .map_err(Trouble::from)
    }

    /// Moves sled aside and builds it anew from the journal.
    fn rebuild(
        &self,
        journal: &Journal,
        fault: &SledFault,
    ) -> Result<(Store, SledRecovery), OpenError> {
        let quarantine = self.quarantine().map_err(OpenError::at(&self.folder))?;
        let built = self.open_or_create().map_err(Trouble::from);
        let built = built.and_then(|store| self.follow(&store, journal).map(|_| store));
        match built {
            Ok(store) => Ok((store, SledRecovery::Rebuilt { why: fault.to_string(), quarantine })),
            Err(Trouble::Journal(error)) => Err(unreadable(&self.folder, error)),
            Err(Trouble::Sled(fault)) => {
                Err(OpenError::Io { path: self.folder.clone(), source: io::Error::other(fault) })
            }
        }
    }

    fn quarantine(&self) -> io::Result<Option<PathBuf>> {
        if !self.folder.exists() {
            return Ok(None);
        }
        let unused = (1..=MAX_QUARANTINES)
            .map(|number| self.folder.with_extension(format!("quarantined-{number}")))
            .find(|path| !path.exists());
        let Some(target) = unused else {
            return Err(io::Error::other("sled was set aside too often: look at the disk"));
        };
        fs::rename(&self.folder, &target)?;
        sync_folder(target.parent().unwrap_or(Path::new(".")))?;
        Ok(Some(target))
    }
}
