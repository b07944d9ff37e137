//! A journal frame: one commit record with what tells it from leftovers.

use super::segment::Spot;
use crate::bytes::{Reader, wide};
use crate::commit::Outline;
use crate::{Commit, MAX_COMMIT_BYTES};

/// The first byte occurs in no UTF-8 text, so no text entry can look like a frame.
const MAGIC: [u8; 4] = [0xf6, b'T', b'B', b'F'];
/// Magic, length of the record, generation: what the checksum covers before the record.
const COVERED_BYTES: usize = 4 + 4 + 8;
/// [`COVERED_BYTES`] and the checksum.
pub(super) const HEADER_BYTES: usize = COVERED_BYTES + 4;

/// A whole frame found in a segment.
pub(super) struct Frame<'a> {
    /// The commit record.
    pub(super) record: &'a [u8],
    /// Where the next frame begins.
    pub(super) end: usize,
}

/// The frame of a commit that passed [`Commit::check`].
pub(super) fn encode(commit: &Commit, generation: u64) -> Vec<u8> {
    let record_len = commit.encoded_len();
    let mut frame = Vec::with_capacity(HEADER_BYTES + record_len);
    frame.extend_from_slice(&MAGIC);
    frame.extend_from_slice(&u32::try_from(record_len).unwrap_or(u32::MAX).to_be_bytes());
    frame.extend_from_slice(&generation.to_be_bytes());
    frame.extend_from_slice(&[0; 4]);
    commit.encode_into(&mut frame);
    let crc = checksum(&frame);
    if let Some(field) = frame.get_mut(COVERED_BYTES..HEADER_BYTES) {
        field.copy_from_slice(&crc.to_be_bytes());
    }
    frame
}

/// The length of a whole frame, as its header says; `None` if that cannot be.
pub(super) fn len(header: &[u8; HEADER_BYTES]) -> Option<usize> {
    let mut reader = Reader(header);
    let magic = reader.array::<4>()?;
    let record = usize::try_from(reader.u32()?).ok()?;
    (magic == MAGIC && record <= MAX_COMMIT_BYTES).then_some(HEADER_BYTES + record)
}

/// The frames of a generation one after another, until something is no such frame.
pub(super) struct Walk<'a> {
    segment: &'a [u8],
    generation: u64,
    /// Where the next frame would begin.
    pub(super) offset: usize,
}

impl<'a> Walk<'a> {
    pub(super) fn new(segment: &'a [u8], offset: usize, generation: u64) -> Walk<'a> {
        Walk { segment, generation, offset }
    }
}

impl Iterator for Walk<'_> {
    type Item = (Spot, Outline);

    fn next(&mut self) -> Option<(Spot, Outline)> {
        let frame = at(self.segment, self.offset, self.generation)?;
        let outline = Outline::read(frame.record)?;
        let spot = Spot { first: outline.first, offset: u32::try_from(self.offset).ok()? };
        self.offset = frame.end;
        Some((spot, outline))
    }
}

/// The whole frame of this generation at `offset`, if there is one.
pub(super) fn at(segment: &[u8], offset: usize, generation: u64) -> Option<Frame<'_>> {
    let found = any_at(segment, offset)?;
    (found.1 == generation).then_some(found.0)
}

/// Whether any whole frame begins at or after `offset` whose commit lies at or after
/// `position`, in any generation from `generation` on. Then what is unreadable at
/// `offset` was once followed by something: it is damage, not an unfinished write.
pub(super) fn any_from(segment: &[u8], offset: usize, generation: u64, position: u64) -> bool {
    let rest = segment.get(offset..).unwrap_or_default();
    rest.windows(MAGIC.len()).enumerate().filter(|(_, window)| *window == MAGIC).any(
        |(index, _)| {
            any_at(segment, offset + index).is_some_and(|(frame, found)| {
                found >= generation
                    && Outline::read(frame.record).is_none_or(|outline| outline.first >= position)
            })
        },
    )
}

fn any_at(segment: &[u8], offset: usize) -> Option<(Frame<'_>, u64)> {
    let start = segment.get(offset..)?;
    let mut reader = Reader(start);
    if reader.array() != Some(MAGIC) {
        return None;
    }
    let len = usize::try_from(reader.u32()?).ok()?;
    let generation = reader.u64()?;
    let crc = reader.u32()?;
    if len > MAX_COMMIT_BYTES {
        return None;
    }
    let record = reader.slice(len)?;
    let whole = start.get(..HEADER_BYTES + len)?;
    (checksum(whole) == crc).then_some((Frame { record, end: offset + whole.len() }, generation))
}

/// CRC-32C over a frame without its checksum field.
fn checksum(frame: &[u8]) -> u32 {
    let covered = crc32c::crc32c(frame.get(..COVERED_BYTES).unwrap_or_default());
    crc32c::crc32c_append(covered, frame.get(HEADER_BYTES..).unwrap_or_default())
}

/// The bytes from `offset` to the last one that is not zero: 0 if nothing is there.
pub(super) fn leftover_bytes(segment: &[u8], offset: usize) -> u64 {
    let rest = segment.get(offset..).unwrap_or_default();
    rest.iter().rposition(|byte| *byte != 0).map_or(0, |last| wide(last + 1))
}
