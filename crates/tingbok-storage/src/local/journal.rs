//! The journal: commits in segment files, durable before an append is answered.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread::{self, JoinHandle};

use super::disk::{write_zeros, zero_filled};
use super::frame;
use super::scan::Scan;
use super::segment::{self, FRAMES_START, Header, Segment, Spot};
use crate::bytes::{narrow, wide};
use crate::{Commit, MAX_COMMIT_BYTES, ReadError};

/// The smallest segment: any commit fits into an empty one.
const MIN_SEGMENT_BYTES: u32 = 2 << 20;
const _: () = assert!(MAX_COMMIT_BYTES + frame::HEADER_BYTES + FRAMES_START <= 2 << 20);

/// The readable side, shared by all threads: every segment in use, oldest first.
#[derive(Debug)]
pub(super) struct Journal {
    segments: RwLock<Vec<Arc<Segment>>>,
    syncs: AtomicU64,
}

/// The writing side. Owned by whoever holds the writer's lock.
#[derive(Debug)]
pub(super) struct Writer {
    folder: PathBuf,
    segment_bytes: u32,
    active: Option<Active>,
    generation: u64,
    next_slot: u32,
    spare: Spare,
}

#[derive(Debug)]
struct Active {
    segment: Arc<Segment>,
    /// Where the next frame goes.
    tail: u64,
}

/// The segment after the active one: zero-filled ahead, so that no append waits for it.
///
/// Dropping it waits for the work: nothing may write zeros to a file of the folder
/// once the folder's lock is given up.
#[derive(Debug)]
struct Spare {
    path: PathBuf,
    /// `None` once taken.
    work: Option<JoinHandle<io::Result<File>>>,
}

impl Spare {
    fn prepare(path: PathBuf, len: u32) -> io::Result<Spare> {
        let target = path.clone();
        let work = thread::Builder::new()
            .name("journal-spare".to_owned())
            .spawn(move || zero_filled(&target, len.into()))?;
        let work = Some(work);
        Ok(Spare { path, work })
    }

    fn take(mut self) -> io::Result<(PathBuf, File)> {
        let path = std::mem::take(&mut self.path);
        let file = self.wait().ok_or_else(|| {
            io::Error::other("the preparation of a journal segment ended without a result")
        })??;
        Ok((path, file))
    }

    fn wait(&mut self) -> Option<io::Result<File>> {
        self.work.take()?.join().ok()
    }
}

impl Drop for Spare {
    fn drop(&mut self) {
        drop(self.wait());
    }
}

/// Both sides of the journal that `scan` found in `folder`.
pub(super) fn open(folder: &Path, scan: Scan, bytes: u32) -> io::Result<(Journal, Writer)> {
    let segment_bytes = bytes.max(MIN_SEGMENT_BYTES);
    let segments: Vec<Arc<Segment>> = scan.segments.into_iter().map(Arc::new).collect();
    let active =
        segments.last().map(|segment| Active { segment: Arc::clone(segment), tail: scan.tail });
    let (path, next_slot) = match scan.spares.into_iter().next() {
        Some(path) => (path, scan.next_slot),
        None => (segment::path(folder, scan.next_slot), scan.next_slot + 1),
    };
    let writer = Writer {
        folder: folder.to_owned(),
        segment_bytes,
        active,
        generation: wide(segments.len()),
        next_slot,
        spare: Spare::prepare(path, segment_bytes)?,
    };
    let journal = Journal { segments: RwLock::new(segments), syncs: AtomicU64::new(0) };
    Ok((journal, writer))
}

/// Makes sure that what `scan` counts is on disk, and what it does not is gone.
///
/// The last commit may have been read from memory only: after a failed sync the
/// system may hold a page as clean that never reached the disk. So it is written
/// once more. Sectors get the bytes they have, so a power cut here tears nothing.
pub(super) fn settle(scan: &Scan) -> io::Result<()> {
    let Some(last) = scan.segments.last() else {
        return Ok(());
    };
    let contents = segment::contents(&last.file)?;
    let whole = contents.get(..narrow(scan.tail)).unwrap_or(&contents);
    last.file.write_all_at(whole, 0)?;
    write_zeros(&last.file, scan.tail, scan.tail + scan.torn_bytes)?;
    // Only a file that was cut short has anything to fill here.
    write_zeros(&last.file, wide(contents.len()), last.header.len.into())?;
    last.file.sync_all()
}

impl Writer {
    /// Writes a checked commit and returns once it is durable. After an error
    /// this writer must not be used again.
    pub(super) fn append(&mut self, journal: &Journal, commit: &Commit) -> io::Result<()> {
        let needed = wide(frame::HEADER_BYTES + commit.encoded_len());
        let has_room = |active: &Active| active.tail + needed <= active.segment.header.len.into();
        if !self.active.as_ref().is_some_and(has_room) {
            self.start_segment(journal, commit)?;
        }
        let active = self.active.as_mut();
        let active = active.ok_or_else(|| io::Error::other("no active journal segment"))?;
        let frame = frame::encode(commit, active.segment.header.generation);
        active.segment.file.write_all_at(&frame, active.tail)?;
        journal.sync(&active.segment.file)?;
        let spot = Spot {
            first: commit.first,
            offset: u32::try_from(active.tail).map_err(io::Error::other)?,
        };
        active.segment.add(spot);
        active.tail += wide(frame.len());
        Ok(())
    }

    /// Puts the prepared segment to use and starts preparing the next.
    fn start_segment(&mut self, journal: &Journal, commit: &Commit) -> io::Result<()> {
        let next_path = segment::path(&self.folder, self.next_slot);
        let next = Spare::prepare(next_path, self.segment_bytes)?;
        let (path, file) = std::mem::replace(&mut self.spare, next).take()?;
        self.next_slot += 1;
        self.generation += 1;
        let header = Header {
            ledger: commit.ledger,
            generation: self.generation,
            first: commit.first,
            len: self.segment_bytes,
        };
        // Synced on its own: a frame on disk then always has its header on disk,
        // so a missing header before frames is damage and never a torn write.
        file.write_all_at(&header.encode(), 0)?;
        journal.sync(&file)?;
        let segment = Arc::new(Segment::new(path, file, header, Some(Vec::new())));
        journal.add(Arc::clone(&segment));
        self.active = Some(Active { segment, tail: wide(FRAMES_START) });
        Ok(())
    }

    /// Waits for the work in the background; whether it went well.
    pub(super) fn finish(self) -> bool {
        self.spare.take().is_ok()
    }

    /// Replaces the file handle by one that cannot write, so that the next write fails.
    #[cfg(test)]
    pub(super) fn make_unwritable(&mut self) {
        let active = self.active.as_mut().unwrap();
        let old = &active.segment;
        let file = File::open(&old.path).unwrap();
        active.segment = Arc::new(Segment::new(old.path.clone(), file, old.header, None));
    }
}

impl Journal {
    /// Entries from `from` on: at most `limit`, all before `end`.
    pub(super) fn read(
        &self,
        from: u64,
        limit: usize,
        end: u64,
    ) -> Result<Vec<(u64, Vec<u8>)>, ReadError> {
        let mut page = Vec::new();
        let mut next = from;
        while page.len() < limit && next < end {
            let commit = self.segment_with(next)?.commit_with(next)?;
            let positions = commit.first..end;
            let entries = positions.zip(&commit.entries);
            let wanted = entries.skip_while(|(position, _)| *position < next);
            page.extend(
                wanted.take(limit - page.len()).map(|(position, entry)| (position, entry.to_vec())),
            );
            next = commit.end();
        }
        Ok(page)
    }

    /// The segments in use, oldest first.
    pub(super) fn segments(&self) -> Vec<Arc<Segment>> {
        let segments = self.segments.read();
        segments.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Syncs made by appends.
    pub(super) fn syncs(&self) -> u64 {
        self.syncs.load(Ordering::Relaxed)
    }

    fn segment_with(&self, position: u64) -> Result<Arc<Segment>, ReadError> {
        let segments = self.segments.read();
        let segments = segments.unwrap_or_else(PoisonError::into_inner);
        let after = segments.partition_point(|segment| segment.header.first <= position);
        let segment = after.checked_sub(1).and_then(|index| segments.get(index));
        segment.cloned().ok_or_else(|| ReadError::Damaged {
            position,
            detail: "no segment of the journal holds it".to_owned(),
        })
    }

    fn add(&self, segment: Arc<Segment>) {
        let segments = self.segments.write();
        segments.unwrap_or_else(PoisonError::into_inner).push(segment);
    }

    fn sync(&self, file: &File) -> io::Result<()> {
        if sync_is_sabotaged() {
            return Ok(());
        }
        file.sync_data()?;
        self.syncs.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Whether a check is to be shown a journal that is not synced.
fn sync_is_sabotaged() -> bool {
    cfg!(feature = "sabotage")
        && std::env::var("TINGBOK_SABOTAGE").is_ok_and(|what| what == "journal-sync")
}
