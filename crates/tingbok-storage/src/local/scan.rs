//! Reading a journal without changing it: what it holds, or where it is damaged.
//!
//! The only thing that may be missing without being damage is the last write,
//! cut short before anybody was answered.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use super::frame::{self, Walk};
use super::report::OpenError;
use super::segment::{self, FRAMES_START, Header, HeaderState, Segment, Spot};
use crate::Head;
use crate::bytes::wide;
use crate::commit::Outline;

/// What a journal holds.
#[derive(Debug)]
pub(super) struct Scan {
    pub(super) head: Head,
    pub(super) ledger: Option<[u8; 16]>,
    /// The segments in use, oldest first.
    pub(super) segments: Vec<Segment>,
    /// Where the next frame goes in the last of them.
    pub(super) tail: u64,
    /// Bytes of an unfinished write at `tail`.
    pub(super) torn_bytes: u64,
    /// Segment files not in use; what is in them is worthless.
    pub(super) spares: Vec<PathBuf>,
    /// The lowest number no segment file has.
    pub(super) next_slot: u32,
}

/// A segment file as found.
struct Found {
    path: PathBuf,
    handle: File,
    header: HeaderState,
}

/// Scans the journal in `folder`: every frame, or with `only_tail` the frames of
/// the last segment, trusting the headers of the others.
///
/// `Ok(None)` only with `only_tail`: something needs a full scan.
pub(super) fn scan(folder: &Path, only_tail: bool) -> Result<Option<Scan>, OpenError> {
    let files = open_files(folder)?;
    let next_slot = files.last_key_value().map_or(0, |(slot, _)| slot + 1);
    let mut used = Vec::new();
    let mut others = Vec::new();
    for file in files.into_values() {
        match file.header {
            HeaderState::Valid(header) => used.push((header, file)),
            HeaderState::Newer(found) => {
                let path = file.path;
                return Err(OpenError::Newer { path, found });
            }
            HeaderState::None => others.push(file),
        }
    }
    used.sort_by_key(|(header, _)| header.generation);

    let mut chain = Chain::new(used.last().map_or(0, |(header, _)| header.generation));
    for (header, file) in used {
        match chain.add(header, file, only_tail) {
            Ok(()) => {}
            Err(_) if only_tail => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    if only_tail && (chain.root.is_none() || chain.repeated.is_some()) {
        return Ok(None);
    }
    if let Some(path) = chain.repeated {
        let what = format!("{} is a copy of another segment", path.display());
        return Err(OpenError::damaged(chain.size, what));
    }
    for file in &others {
        chain.check_unused(file)?;
    }
    Ok(Some(Scan {
        head: Head { size: chain.size, root: chain.root.unwrap_or(Head::EMPTY.root) },
        ledger: chain.ledger,
        segments: chain.segments,
        tail: wide(chain.tail),
        torn_bytes: chain.torn_bytes,
        spares: others.into_iter().map(|file| file.path).collect(),
        next_slot,
    }))
}

fn open_files(folder: &Path) -> Result<BTreeMap<u32, Found>, OpenError> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(OpenError::at(folder))? {
        let path = entry.map_err(OpenError::at(folder))?.path();
        let Some(slot) = segment::slot(&path) else {
            continue;
        };
        let handle =
            OpenOptions::new().read(true).write(true).open(&path).map_err(OpenError::at(&path))?;
        let start = segment::start(&handle).map_err(OpenError::at(&path))?;
        let header = Header::read(&start);
        files.insert(slot, Found { path, handle, header });
    }
    Ok(files)
}

/// The journal as far as it has been followed.
struct Chain {
    /// The generation of the last segment, which may end with an unfinished write.
    last: u64,
    size: u64,
    /// `None` until the first frame that was looked at.
    root: Option<[u8; 32]>,
    ledger: Option<[u8; 16]>,
    segments: Vec<Segment>,
    tail: usize,
    torn_bytes: u64,
    /// A file that took the place of a segment, which may have held anything.
    repeated: Option<PathBuf>,
}

impl Chain {
    fn new(last: u64) -> Chain {
        Chain {
            last,
            size: 0,
            root: None,
            ledger: None,
            segments: Vec::new(),
            tail: FRAMES_START,
            torn_bytes: 0,
            repeated: None,
        }
    }

    fn add(&mut self, header: Header, file: Found, only_tail: bool) -> Result<(), OpenError> {
        let name = file.path.display().to_string();
        let damaged = |position, what: &str| Err(OpenError::damaged(position, what));
        let generation = wide(self.segments.len()) + 1;
        if header.generation < generation {
            self.repeated = Some(file.path);
            return Ok(());
        }
        if header.generation > generation {
            let what = format!("the segment before {name} is missing or unreadable");
            return damaged(self.size, &what);
        }
        if *self.ledger.get_or_insert(header.ledger) != header.ledger {
            return damaged(self.size, &format!("{name} is of another ledger"));
        }
        let is_last = generation == self.last;
        if only_tail && !is_last {
            self.segments.push(Segment::new(file.path, file.handle, header, None));
            return Ok(());
        }
        if only_tail {
            self.size = header.first;
        }
        if header.first != self.size {
            let what = format!("{name} goes on at position {}", header.first);
            return damaged(self.size, &what);
        }
        let contents = segment::contents(&file.handle).map_err(OpenError::at(&file.path))?;
        let spots = self.follow(&name, &contents, header.generation, is_last)?;
        self.segments.push(Segment::new(file.path, file.handle, header, Some(spots)));
        Ok(())
    }

    /// Follows the frames of one segment to its last whole one.
    fn follow(
        &mut self,
        name: &str,
        contents: &[u8],
        generation: u64,
        is_last: bool,
    ) -> Result<Vec<Spot>, OpenError> {
        let mut spots = Vec::new();
        let mut walk = Walk::new(contents, FRAMES_START, generation);
        let mut offset = walk.offset;
        while let Some((spot, outline)) = walk.next() {
            if !self.is_continued_by(&outline) {
                let what = format!("the commit at byte {offset} of {name} does not belong there");
                return Err(OpenError::damaged(self.size, what));
            }
            self.size = self.size.saturating_add(outline.count.into());
            self.root = Some(outline.root_after);
            spots.push(spot);
            offset = walk.offset;
        }
        let leftover = frame::leftover_bytes(contents, offset);
        if leftover > 0 && frame::any_from(contents, offset, generation, self.size) {
            let what = format!("byte {offset} of {name} is unreadable, but commits follow it");
            return Err(OpenError::damaged(self.size, what));
        }
        self.tail = offset;
        self.torn_bytes = if is_last { leftover } else { 0 };
        Ok(spots)
    }

    fn is_continued_by(&self, outline: &Outline) -> bool {
        let is_start = self.size == 0 && self.segments.is_empty();
        let root = match self.root {
            None if is_start => Some(Head::EMPTY.root),
            known => known,
        };
        outline.first == self.size
            && outline.count > 0
            && root.is_none_or(|root| root == outline.root_before)
            && self.ledger == Some(outline.ledger)
    }

    /// A file without a header may be new, or lose nothing by being made anew;
    /// but if commits beyond the end lie in it, its header was lost.
    fn check_unused(&self, file: &Found) -> Result<(), OpenError> {
        let contents = segment::contents(&file.handle).map_err(OpenError::at(&file.path))?;
        let generation = wide(self.segments.len());
        if frame::leftover_bytes(&contents, 0) > 0
            && frame::any_from(&contents, 0, generation, self.size)
        {
            let what = format!("the header of {} is unreadable", file.path.display());
            return Err(OpenError::damaged(self.size, what));
        }
        Ok(())
    }
}
