//! A segment file of the journal: its header, and finding commits in it.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::frame;
use crate::bytes::{Reader, narrow, wide};
use crate::{Commit, ReadError};

const MAGIC: [u8; 4] = *b"TBJS";
pub(super) const FORMAT: u16 = 1;
/// The fields of the header with their checksum.
const HEADER_BYTES: usize = 64;
/// Frames begin on a page of their own, so that no write of one touches the header.
pub(super) const FRAMES_START: usize = 4096;
const SUFFIX: &str = ".journal";

/// The header, written and synced once, before the first frame of a generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) ledger: [u8; 16],
    /// Counts segments in the order of their use, from 1. A frame of another
    /// generation is a leftover of the file's former use.
    pub(super) generation: u64,
    /// The position of the first entry.
    pub(super) first: u64,
    /// Bytes of the file.
    pub(super) len: u32,
}

/// What stands where a header belongs.
pub(super) enum HeaderState {
    Valid(Header),
    Newer(u16),
    /// Zeros, an unfinished header, or a damaged one: only the frames can tell.
    None,
}

impl Header {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEADER_BYTES);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&[0; 2]);
        bytes.extend_from_slice(&self.ledger);
        bytes.extend_from_slice(&self.generation.to_be_bytes());
        bytes.extend_from_slice(&self.first.to_be_bytes());
        bytes.extend_from_slice(&self.len.to_be_bytes());
        bytes.resize(HEADER_BYTES - 4, 0);
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_be_bytes());
        bytes
    }

    pub(super) fn read(segment: &[u8]) -> HeaderState {
        Header::parse(segment).unwrap_or(HeaderState::None)
    }

    fn parse(segment: &[u8]) -> Option<HeaderState> {
        let (body, crc) = segment.get(..HEADER_BYTES)?.split_last_chunk()?;
        let mut reader = Reader(body);
        if reader.array() != Some(MAGIC) || crc32c::crc32c(body) != u32::from_be_bytes(*crc) {
            return None;
        }
        let format = reader.u16()?;
        if format != FORMAT {
            return Some(HeaderState::Newer(format));
        }
        let _reserved = reader.u16()?;
        Some(HeaderState::Valid(Header {
            ledger: reader.array()?,
            generation: reader.u64()?,
            first: reader.u64()?,
            len: reader.u32()?,
        }))
    }
}

/// Where a commit lies in its segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The position of its first entry.
    pub(super) first: u64,
    /// The offset of its frame.
    pub(super) offset: u32,
}

/// A segment in use.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) path: PathBuf,
    pub(super) file: File,
    pub(super) header: Header,
    /// Its commits in order; `None` until a read needs them.
    spots: RwLock<Option<Arc<Vec<Spot>>>>,
}

impl Segment {
    pub(super) fn new(path: PathBuf, file: File, header: Header, spots: Option<Vec<Spot>>) -> Self {
        Segment { path, file, header, spots: RwLock::new(spots.map(Arc::new)) }
    }

    /// Notes a commit just written.
    pub(super) fn add(&self, spot: Spot) {
        let mut spots = self.spots.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(spots) = spots.as_mut() {
            // Copies only while a reader holds the list.
            Arc::make_mut(spots).push(spot);
        }
    }

    /// The commit that holds `position`, which lies before the head and in this segment.
    pub(super) fn commit_with(&self, position: u64) -> Result<Commit, ReadError> {
        let spots = self.spots()?;
        let after = spots.partition_point(|spot| spot.first <= position);
        let spot = after.checked_sub(1).and_then(|index| spots.get(index));
        let lost = || self.damaged(position);
        let offset = u64::from(spot.ok_or_else(lost)?.offset);
        let mut header = [0; frame::HEADER_BYTES];
        self.file.read_exact_at(&mut header, offset)?;
        let len = frame::len(&header).ok_or_else(lost)?;
        let mut bytes = vec![0; len];
        self.file.read_exact_at(&mut bytes, offset)?;
        let frame = frame::at(&bytes, 0, self.header.generation).ok_or_else(lost)?;
        let commit = Commit::decode(frame.record).map_err(|_| lost())?;
        if (commit.first..commit.end()).contains(&position) { Ok(commit) } else { Err(lost()) }
    }

    /// All commits, up to the whole segment in memory.
    pub(super) fn commits(&self) -> Result<Vec<Commit>, ReadError> {
        let contents = contents(&self.file)?;
        let spots = self.spots()?;
        spots
            .iter()
            .map(|spot| {
                frame::at(&contents, narrow(spot.offset.into()), self.header.generation)
                    .and_then(|frame| Commit::decode(frame.record).ok())
                    .ok_or_else(|| self.damaged(spot.first))
            })
            .collect()
    }

    fn spots(&self) -> Result<Arc<Vec<Spot>>, ReadError> {
        let known = self.spots.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(spots) = known.as_ref() {
            return Ok(Arc::clone(spots));
        }
        drop(known);
        let contents = contents(&self.file)?;
        let mut walk = frame::Walk::new(&contents, FRAMES_START, self.header.generation);
        let spots = Arc::new(walk.by_ref().map(|(spot, _)| spot).collect::<Vec<Spot>>());
        let mut known = self.spots.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(known.get_or_insert(spots)))
    }

    fn damaged(&self, position: u64) -> ReadError {
        ReadError::Damaged {
            position,
            detail: format!("no whole frame in {}", self.path.display()),
        }
    }
}

/// A file as it is, also if it is shorter than it should be.
pub(super) fn contents(file: &File) -> io::Result<Vec<u8>> {
    read_up_to(file, narrow(file.metadata()?.len()))
}

/// The part of a segment file that holds the header.
pub(super) fn start(file: &File) -> io::Result<Vec<u8>> {
    read_up_to(file, HEADER_BYTES)
}

fn read_up_to(file: &File, len: usize) -> io::Result<Vec<u8>> {
    let mut contents = vec![0; len];
    let mut filled = 0;
    while let Some(rest) = contents.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match file.read_at(rest, wide(filled))? {
            0 => break,
            read => filled += read,
        }
    }
    contents.truncate(filled);
    Ok(contents)
}

/// The path of the segment file with this number.
pub(super) fn path(folder: &Path, slot: u32) -> PathBuf {
    folder.join(format!("{slot:08}{SUFFIX}"))
}

/// The number in the name of a segment file; `None` for any other file.
pub(super) fn slot(path: &Path) -> Option<u32> {
    let digits = path.file_name()?.to_str()?.strip_suffix(SUFFIX)?;
    (digits.len() >= 8 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())?
}
