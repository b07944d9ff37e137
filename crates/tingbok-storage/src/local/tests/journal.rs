//! The tail of the journal: what may be cut off, and what never counts.

use super::*;
use crate::conformance::{LEDGER, next_commit};
use crate::{Commit, MemoryLog};

fn scan_of(folder: &Folder) -> Result<scan::Scan, OpenError> {
    scan::scan(&folder.path().join("journal"), false).map(Option::unwrap)
}

#[test]
fn a_tail_torn_at_any_byte_ends_at_the_last_whole_commit() {
    let folder = Folder::with(&[b"first", b"second", b"third"]);
    let path = folder.segment(0);
    let bounds = frame_bounds(&path, 1);
    let whole = fs::read(&path).unwrap();
    let (start, end) = (bounds[2], bounds[3]);
    for cut in start..end {
        let mut zeros_after = whole.clone();
        zeros_after[cut..end].fill(0);
        let mut garbled = whole.clone();
        garbled[cut] ^= 0x40;
        let truncated = whole[..cut].to_vec();
        for (kind, bytes) in
            [("zeros after", zeros_after), ("garbled", garbled), ("truncated", truncated)]
        {
            if bytes == whole {
                continue; // The bytes cut off were zeros.
            }
            fs::write(&path, bytes).unwrap();
            let found = scan_of(&folder).unwrap();
            assert_eq!(found.head.size, 2, "{kind} {cut}");
            assert_eq!(found.tail, start as u64, "{kind} {cut}");
        }
    }
}

#[test]
fn appends_go_on_after_a_torn_tail() {
    // (bytes of the last frame that are left; whether the file ends there)
    for (left, is_cut) in [(0, true), (3, false), (19, false), (60, true), (100, false)] {
        let folder = Folder::with(&[b"first", b"second", b"third, which is torn"]);
        let bounds = frame_bounds(&folder.segment(0), 1);
        edit(&folder.segment(0), |bytes| {
            if is_cut {
                bytes.truncate(bounds[2] + left);
            } else {
                bytes[bounds[2] + left..].fill(0);
            }
        });
        // Otherwise sled would bear witness that the third was stored.
        folder.lose_sled();
        let log = folder.open().unwrap();
        assert_eq!(log.recovery().torn_bytes > 0, left > 0, "{left} bytes left");
        assert_eq!(read_all(&log), [&b"first"[..], b"second"]);
        append(&log, &[b"3"]).unwrap();
        drop(log);
        let log = folder.open().unwrap();
        assert_eq!(log.recovery().torn_bytes, 0);
        assert_eq!(read_all(&log), [&b"first"[..], b"second", b"3"]);
        let len = fs::metadata(folder.segment(0)).unwrap().len();
        assert_eq!(len, 2 << 20, "the segment has its length again");
    }
}

#[test]
fn a_frame_of_the_files_former_use_never_counts() {
    let folder = Folder::with(&[b"first"]);
    let path = folder.segment(0);
    let tail = frame_bounds(&path, 1)[1];
    let log = MemoryLog::new();
    append(&log, &[b"first"]).unwrap();
    // It even continues the chain: only the generation tells.
    let leftover = frame::encode(&next_commit(&log, &[b"left over"]), 0);
    edit(&path, |bytes| {
        bytes[tail..tail + leftover.len()].copy_from_slice(&leftover);
    });
    let log = folder.open().unwrap();
    assert_eq!(read_all(&log), [b"first"]);
    append(&log, &[b"second"]).unwrap();
    drop(log);
    assert_eq!(read_all(&folder.open().unwrap()), [&b"first"[..], b"second"]);
}

#[test]
fn an_unfinished_header_of_the_next_segment_is_no_damage() {
    let folder = Folder::with(&[b"first"]);
    let header = segment::Header { ledger: LEDGER, generation: 2, first: 1, len: 2 << 20 };
    let torn = &header.encode()[..30];
    edit(&folder.segment(1), |bytes| {
        bytes[..30].copy_from_slice(torn);
    });
    let log = folder.open().unwrap();
    assert_eq!(read_all(&log), [b"first"]);
    append(&log, &[b"second"]).unwrap();
}

#[test]
fn a_segment_put_to_use_before_its_first_frame_is_no_damage() {
    let folder = Folder::with(&[b"first"]);
    let header = segment::Header { ledger: LEDGER, generation: 2, first: 1, len: 2 << 20 };
    edit(&folder.segment(1), |bytes| {
        bytes[..64].copy_from_slice(&header.encode());
    });
    let log = folder.open().unwrap();
    append(&log, &[b"second"]).unwrap();
    drop(log);
    let log = folder.open().unwrap();
    assert_eq!(log.stats().segments, 2);
    assert_eq!(read_all(&log), [&b"first"[..], b"second"]);
}

#[test]
fn a_frame_is_laid_out_as_the_format_says() {
    let commit: Commit = next_commit(&MemoryLog::new(), &[b"entry"]);
    let record = commit.encode();
    let frame = frame::encode(&commit, 5);
    assert_eq!(frame[..4], [0xf6, b'T', b'B', b'F']);
    assert_eq!(frame[4..8], u32::try_from(record.len()).unwrap().to_be_bytes());
    assert_eq!(frame[8..16], 5_u64.to_be_bytes());
    let crc = crc32c::crc32c(&[&frame[..16], &record].concat());
    assert_eq!(frame[16..20], crc.to_be_bytes());
    assert_eq!(frame[20..], record);
}
