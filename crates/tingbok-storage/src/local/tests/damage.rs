//! A journal that lost what it had: refused, with the position, and never shortened.

use super::*;

#[test]
fn a_garbled_commit_before_others_is_damage_at_its_position() {
    for byte in [0, 4, 8, 16, 20, 60, 130] {
        let folder = Folder::with(&[b"first", b"second", b"third"]);
        let bounds = frame_bounds(&folder.segment(0), 1);
        edit(&folder.segment(0), |bytes| bytes[bounds[1] + byte] ^= 1);
        folder.lose_sled();
        assert_eq!(folder.damaged_at(), 1, "byte {byte}");
    }
}

#[test]
fn a_garbled_last_commit_is_damage_if_sled_has_it() {
    let folder = Folder::with(&[b"first", b"second", b"third"]);
    let bounds = frame_bounds(&folder.segment(0), 1);
    edit(&folder.segment(0), |bytes| bytes[bounds[2] + 50] ^= 1);
    assert_eq!(folder.damaged_at(), 2);
}

#[test]
fn a_garbled_last_commit_is_damage_if_the_log_was_closed_with_it() {
    let folder = Folder::with(&[b"first", b"second"]);
    assert!(folder.open().unwrap().close());
    let bounds = frame_bounds(&folder.segment(0), 1);
    edit(&folder.segment(0), |bytes| bytes[bounds[1] + 50] ^= 1);
    folder.lose_sled();
    assert_eq!(folder.damaged_at(), 1);
}

#[test]
fn a_refused_open_changes_nothing_in_the_journal() {
    let folder = Folder::with(&[b"first", b"second", b"third"]);
    let bounds = frame_bounds(&folder.segment(0), 1);
    edit(&folder.segment(0), |bytes| bytes[bounds[1] + 50] ^= 1);
    let before = fs::read(folder.segment(0)).unwrap();
    assert_eq!(folder.damaged_at(), 1);
    assert_eq!(folder.damaged_at(), 1);
    assert_eq!(fs::read(folder.segment(0)).unwrap(), before);
    edit(&folder.segment(0), |bytes| bytes[bounds[1] + 50] ^= 1);
    assert_eq!(folder.open().unwrap().head().size, 3, "once mended, it opens");
}

#[test]
fn a_missing_repeated_or_headless_segment_is_damage_at_its_first_position() {
    type Fault = fn(&Folder);
    let faults: [(&str, u64, Fault); 7] = [
        ("first deleted", 0, |f| fs::remove_file(f.segment(0)).unwrap()),
        ("second deleted", 34, |f| fs::remove_file(f.segment(1)).unwrap()),
        ("last deleted", 68, |f| fs::remove_file(f.segment(2)).unwrap()),
        ("first over second", 34, |f| {
            fs::copy(f.segment(0), f.segment(1)).unwrap();
        }),
        ("first over last", 68, |f| {
            fs::copy(f.segment(0), f.segment(2)).unwrap();
        }),
        ("header of second", 34, |f| {
            edit(&f.segment(1), |bytes| bytes[20] ^= 1);
        }),
        ("header of last zeroed", 68, |f| {
            edit(&f.segment(2), |bytes| bytes[..64].fill(0));
        }),
    ];
    for (fault, position, apply) in faults {
        for has_sled in [true, false] {
            if fault == "last deleted" && !has_sled {
                continue; // Nothing is left that knows of it.
            }
            let (folder, _) = Folder::with_three_segments();
            assert_eq!(frame_bounds(&folder.segment(0), 1).len(), 35);
            apply(&folder);
            if !has_sled {
                folder.lose_sled();
            }
            assert_eq!(folder.damaged_at(), position, "{fault}, sled: {has_sled}");
        }
    }
}

#[test]
fn a_lost_journal_is_damage_at_position_0() {
    let folder = Folder::with(&[b"first"]);
    fs::remove_dir_all(folder.path().join("journal")).unwrap();
    assert_eq!(folder.damaged_at(), 0);
}

#[test]
fn a_file_of_a_later_format_is_named_as_such() {
    let folder = Folder::with(&[b"first"]);
    edit(&folder.segment(0), |bytes| {
        bytes[5] = 2;
        let crc = crc32c::crc32c(&bytes[..60]).to_be_bytes();
        bytes[60..64].copy_from_slice(&crc);
    });
    let answer = folder.open();
    assert!(matches!(answer, Err(OpenError::Newer { found: 2, .. })), "{answer:?}");
}
