//! The commit record: entries made durable together, and where they belong in the chain.

use std::sync::Arc;

use crate::bytes::{Reader, wide};

/// The longest entry, in bytes: room for the 16-bit length of an entry bundle.
pub const MAX_ENTRY_BYTES: usize = 60_000;

/// The longest commit record, in bytes: what one message of a stream may hold.
pub const MAX_COMMIT_BYTES: usize = 1 << 20;

const MAGIC: [u8; 4] = *b"TBCR";
const FORMAT: u16 = 1;
/// Magic, format, ledger id, first position, count, root before, root after.
const HEADER_BYTES: usize = 4 + 2 + 16 + 8 + 4 + 32 + 32;
/// Length of the disclosures and the checksum.
const TRAILER_BYTES: usize = 4 + 4;

/// Entries that become durable together: all of them or none.
///
/// Its record is drawn in `docs/formats.md`; the same bytes lie in a journal
/// frame and travel in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The ledger the entries belong to.
    pub ledger: [u8; 16],
    /// The position of the first entry.
    pub first: u64,
    /// The root of the Merkle tree over all entries before `first`.
    pub root_before: [u8; 32],
    /// The root once these entries are in the tree.
    pub root_after: [u8; 32],
    /// At least one entry, each at most [`MAX_ENTRY_BYTES`] long.
    pub entries: Vec<Arc<[u8]>>,
    /// Sealed disclosures with their wrapped keys: opaque here, outside the tree, may be empty.
    pub disclosures: Vec<u8>,
}

/// Why bytes are no commit record, or a commit cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// The bytes do not begin as a record does.
    #[error("not a commit record")]
    NotARecord,
    /// A record of a format this program does not know: use a newer one.
    #[error("commit record of format {0}, known is {FORMAT}")]
    UnknownFormat(u16),
    /// The checksum differs: the bytes are damaged.
    #[error("the checksum of the commit record does not match")]
    Checksum,
    /// Lengths and bytes do not agree.
    #[error("the commit record is cut short or has bytes left over")]
    Length,
    /// A commit holds at least one entry.
    #[error("a commit without entries")]
    NoEntries,
    /// An entry is over the limit: divide the text.
    #[error("entry {index} of the commit has {bytes} bytes, the limit is {MAX_ENTRY_BYTES}")]
    EntryTooBig {
        /// Index within the commit.
        index: usize,
        /// Its length.
        bytes: usize,
    },
    /// The whole record is over the limit: make smaller commits.
    #[error("a commit record of {bytes} bytes, the limit is {MAX_COMMIT_BYTES}")]
    TooBig {
        /// Its length.
        bytes: usize,
    },
    /// The last position would be beyond what 64 bits count.
    #[error("positions beyond 64 bits")]
    TooFar,
}

impl Commit {
    /// The position after the last entry: the head once this commit is stored.
    pub fn end(&self) -> u64 {
        self.first.saturating_add(wide(self.entries.len()))
    }

    /// Whether the commit keeps the limits of the format.
    pub fn check(&self) -> Result<(), CommitError> {
        if self.entries.is_empty() {
            return Err(CommitError::NoEntries);
        }
        let too_big = |entry: &Arc<[u8]>| entry.len() > MAX_ENTRY_BYTES;
        if let Some(index) = self.entries.iter().position(too_big) {
            let bytes = self.entries.get(index).map_or(0, |entry| entry.len());
            return Err(CommitError::EntryTooBig { index, bytes });
        }
        if self.encoded_len() > MAX_COMMIT_BYTES {
            let bytes = self.encoded_len();
            return Err(CommitError::TooBig { bytes });
        }
        if self.first.checked_add(wide(self.entries.len())).is_none() {
            return Err(CommitError::TooFar);
        }
        Ok(())
    }

    /// The record. A commit that fails [`check`](Commit::check) gives bytes that
    /// [`decode`](Commit::decode) refuses.
    pub fn encode(&self) -> Vec<u8> {
        let mut record = Vec::with_capacity(self.encoded_len());
        self.encode_into(&mut record);
        record
    }

    /// The length of the record in bytes.
    pub(crate) fn encoded_len(&self) -> usize {
        let entries: usize = self.entries.iter().map(|entry| 2 + entry.len()).sum();
        HEADER_BYTES + entries + self.disclosures.len() + TRAILER_BYTES
    }

    /// Appends the record to `out`, whose earlier bytes stay as they are.
    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        let start = out.len();
        out.extend_from_slice(&MAGIC);
        out.extend_from_slice(&FORMAT.to_be_bytes());
        out.extend_from_slice(&self.ledger);
        out.extend_from_slice(&self.first.to_be_bytes());
        let count = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        out.extend_from_slice(&count.to_be_bytes());
        out.extend_from_slice(&self.root_before);
        out.extend_from_slice(&self.root_after);
        for entry in &self.entries {
            // A length beyond 16 bits becomes one that `decode` refuses as over the limit.
            let len = u16::try_from(entry.len()).unwrap_or(u16::MAX);
            out.extend_from_slice(&len.to_be_bytes());
            out.extend_from_slice(entry);
        }
        let len = u32::try_from(self.disclosures.len()).unwrap_or(u32::MAX);
        out.extend_from_slice(&len.to_be_bytes());
        out.extend_from_slice(&self.disclosures);
        let crc = crc32c::crc32c(out.get(start..).unwrap_or_default());
        out.extend_from_slice(&crc.to_be_bytes());
    }

    /// Reads a record: the whole of `bytes`, nothing left over.
    pub fn decode(bytes: &[u8]) -> Result<Commit, CommitError> {
        if bytes.len() > MAX_COMMIT_BYTES {
            return Err(CommitError::TooBig { bytes: bytes.len() });
        }
        let (body, crc) = bytes.split_last_chunk().ok_or(CommitError::Length)?;
        if !body.starts_with(&MAGIC) {
            return Err(CommitError::NotARecord);
        }
        if crc32c::crc32c(body) != u32::from_be_bytes(*crc) {
            return Err(CommitError::Checksum);
        }
        let mut reader = Reader(body.get(MAGIC.len()..).ok_or(CommitError::Length)?);
        let format = reader.u16().ok_or(CommitError::Length)?;
        if format != FORMAT {
            return Err(CommitError::UnknownFormat(format));
        }
        let commit = decode_fields(&mut reader).ok_or(CommitError::Length)?;
        if !reader.0.is_empty() {
            return Err(CommitError::Length);
        }
        commit.check()?;
        Ok(commit)
    }
}

/// What a record says before its entries. Only for bytes whose checksum holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outline {
    pub(crate) ledger: [u8; 16],
    pub(crate) first: u64,
    pub(crate) count: u32,
    pub(crate) root_before: [u8; 32],
    pub(crate) root_after: [u8; 32],
}

impl Outline {
    /// `None` if this is no record of a format known here.
    pub(crate) fn read(record: &[u8]) -> Option<Outline> {
        let mut reader = Reader(record);
        if reader.array() != Some(MAGIC) || reader.u16() != Some(FORMAT) {
            return None;
        }
        Outline::read_fields(&mut reader)
    }

    fn read_fields(reader: &mut Reader<'_>) -> Option<Outline> {
        Some(Outline {
            ledger: reader.array()?,
            first: reader.u64()?,
            count: reader.u32()?,
            root_before: reader.array()?,
            root_after: reader.array()?,
        })
    }
}

fn decode_fields(reader: &mut Reader<'_>) -> Option<Commit> {
    let outline = Outline::read_fields(reader)?;
    let entries = (0..outline.count)
        .map(|_| {
            let len = reader.u16()?;
            reader.slice(usize::from(len)).map(Arc::from)
        })
        .collect::<Option<Vec<Arc<[u8]>>>>()?;
    let len = usize::try_from(reader.u32()?).ok()?;
    let disclosures = reader.slice(len)?.to_vec();
    Some(Commit {
        ledger: outline.ledger,
        first: outline.first,
        root_before: outline.root_before,
        root_after: outline.root_after,
        entries,
        disclosures,
    })
}

#[cfg(test)]
mod tests;
