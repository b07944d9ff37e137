//! Keys and values of sled's tree `commits`. No value is over [`VALUE_BYTES`].
//!
//! A chunk holds entries in a row; its key is the position of the first. An entry
//! too long for a chunk lies in parts, keyed by position and part number.

use crate::bytes::{Reader, wide};

/// Larger values would be moved to files that sled never syncs.
pub(super) const VALUE_BYTES: usize = 2_400;
const CRC_BYTES: usize = 4;
/// Room for entries in a chunk, each with its 16-bit length.
pub(super) const CHUNK_BYTES: usize = VALUE_BYTES - CRC_BYTES;
/// Length of the whole entry, before the first part.
const TOTAL_BYTES: usize = 4;

/// A key, by its length: 8 bytes for a chunk, 10 for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Chunk { first: u64 },
    Part { position: u64, part: u16 },
}

impl Key {
    pub(super) fn parse(key: &[u8]) -> Option<Key> {
        let mut reader = Reader(key);
        let position = reader.u64()?;
        if reader.0.is_empty() {
            return Some(Key::Chunk { first: position });
        }
        let part = reader.u16()?;
        let found = Key::Part { position, part };
        reader.0.is_empty().then_some(found)
    }

    pub(super) fn encode(self) -> Vec<u8> {
        match self {
            Key::Chunk { first } => first.to_be_bytes().to_vec(),
            Key::Part { position, part } => {
                [&position.to_be_bytes()[..], &part.to_be_bytes()[..]].concat()
            }
        }
    }
}

/// The value for `body` under `key`. The checksum covers the key too, so that a
/// value in the wrong place is seen.
pub(super) fn seal(key: &[u8], body: &[u8]) -> Vec<u8> {
    let mut value = Vec::with_capacity(CRC_BYTES + body.len());
    value.extend_from_slice(&checksum(key, body).to_be_bytes());
    value.extend_from_slice(body);
    value
}

/// The body of a value; `None` if it is not what was sealed under `key`.
pub(super) fn unseal<'a>(key: &[u8], value: &'a [u8]) -> Option<&'a [u8]> {
    let mut reader = Reader(value);
    let crc = reader.u32()?;
    (checksum(key, reader.0) == crc).then_some(reader.0)
}

fn checksum(key: &[u8], body: &[u8]) -> u32 {
    crc32c::crc32c_append(crc32c::crc32c(key), body)
}

/// Adds an entry to the body of a chunk; whether there was room.
pub(super) fn push(body: &mut Vec<u8>, entry: &[u8]) -> bool {
    let Ok(len) = u16::try_from(entry.len()) else {
        return false;
    };
    if body.len() + 2 + entry.len() > CHUNK_BYTES {
        return false;
    }
    body.extend_from_slice(&len.to_be_bytes());
    body.extend_from_slice(entry);
    true
}

/// Whether an entry is too long for any chunk.
pub(super) fn needs_parts(entry: &[u8]) -> bool {
    2 + entry.len() > CHUNK_BYTES
}

/// The entries of a chunk's body in order. Ends early if the body is malformed,
/// which the checksum rules out.
pub(super) fn entries(body: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader(body);
    std::iter::from_fn(move || {
        let len = reader.u16()?;
        reader.slice(usize::from(len))
    })
}

/// The number of entries in a chunk's body.
pub(super) fn count(body: &[u8]) -> u64 {
    wide(entries(body).count())
}

/// The bodies of the parts of a long entry, in order.
pub(super) fn parts(entry: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let total = u32::try_from(entry.len()).unwrap_or(u32::MAX);
    let first_len = entry.len().min(CHUNK_BYTES - TOTAL_BYTES);
    let (first, rest) = entry.split_at_checked(first_len).unwrap_or((entry, &[]));
    let first = [&total.to_be_bytes()[..], first].concat();
    std::iter::once(first).chain(rest.chunks(CHUNK_BYTES).map(<[u8]>::to_vec))
}

/// Puts a long entry together again from the bodies of its parts.
pub(super) struct Assembly {
    total: usize,
    entry: Vec<u8>,
}

impl Assembly {
    pub(super) fn begin(first_part: &[u8]) -> Option<Assembly> {
        let mut reader = Reader(first_part);
        let total = usize::try_from(reader.u32()?).ok()?;
        let mut assembly =
            Assembly { total, entry: Vec::with_capacity(total.min(usize::from(u16::MAX))) };
        assembly.add(reader.0);
        Some(assembly)
    }

    pub(super) fn add(&mut self, part: &[u8]) {
        self.entry.extend_from_slice(part);
    }

    pub(super) fn is_whole(&self) -> bool {
        self.entry.len() >= self.total
    }

    /// The entry; `None` unless its length is what the first part says.
    pub(super) fn finish(self) -> Option<Vec<u8>> {
        (self.entry.len() == self.total).then_some(self.entry)
    }
}
