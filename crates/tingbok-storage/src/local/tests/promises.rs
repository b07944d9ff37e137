//! What holds when nothing is broken.

use std::cell::Cell;
use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::conformance::{next_commit, run};

#[test]
fn local_keeps_the_contract_of_every_log() {
    let dir = tempfile::tempdir().unwrap();
    let made = Cell::new(0);
    run(|| {
        made.set(made.get() + 1);
        LocalLog::open(&dir.path().join(made.get().to_string()), options()).unwrap()
    });
}

#[test]
fn every_append_is_synced_before_it_returns() {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    for n in 0..20_u8 {
        let before = log.stats().syncs;
        append(&log, &[&[n]]).unwrap();
        assert!(log.stats().syncs > before, "append {n} returned unsynced");
    }
}

#[test]
fn a_reopened_log_has_the_same_bytes() {
    for closed in [true, false] {
        let folder = Folder::new();
        let log = folder.open().unwrap();
        append(&log, &[b"a", b"b"]).unwrap();
        append(&log, &[&vec![7; 60_000]]).unwrap();
        append(&log, &[b"c"]).unwrap();
        let (head, before) = (log.head(), read_all(&log));
        if closed {
            assert!(log.close());
        }
        drop(log);
        let log = folder.open().unwrap();
        assert_eq!(log.recovery().clean, closed);
        assert_eq!(log.recovery().sled, SledRecovery::Whole);
        assert_eq!(log.recovery().entries, 4);
        assert_eq!((log.head(), read_all(&log)), (head, before));
        append(&log, &[b"d"]).unwrap();
        assert_eq!(log.get(4).unwrap().as_deref(), Some(&b"d"[..]));
    }
}

#[test]
fn a_closed_log_is_read_but_not_written() {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    append(&log, &[b"a"]).unwrap();
    assert!(log.close());
    let answer = append(&log, &[b"b"]);
    assert!(matches!(answer, Err(AppendError::Poisoned)), "{answer:?}");
    assert_eq!(read_all(&log), [b"a"]);
    assert!(!log.close(), "once is enough");
}

#[test]
fn a_second_open_is_told_who_has_the_folder() {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    match folder.open() {
        Err(OpenError::InUse { by, .. }) => assert_eq!(by, Some(std::process::id())),
        other => panic!("expected InUse, got {other:?}"),
    }
    drop(log);
    folder.open().unwrap();
}

#[test]
fn a_write_error_stops_appends_and_not_reads() {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    append(&log, &[b"a"]).unwrap();
    log.writer.lock().unwrap().as_mut().unwrap().make_unwritable();
    let answer = append(&log, &[b"b"]);
    assert!(matches!(answer, Err(AppendError::Storage(_))), "{answer:?}");
    let answer = append(&log, &[b"b"]);
    assert!(matches!(answer, Err(AppendError::Poisoned)), "{answer:?}");
    assert!(log.stats().poisoned);
    assert_eq!((log.head().size, read_all(&log)), (1, vec![b"a".to_vec()]));
    assert!(!log.close(), "a poisoned log is not closed cleanly");
    drop(log);
    append(&folder.open().unwrap(), &[b"b"]).unwrap();
}

#[test]
fn a_full_segment_is_followed_by_the_next() {
    let (folder, entries) = Folder::with_three_segments();
    let log = folder.open().unwrap();
    assert_eq!(log.stats().segments, 3);
    assert_eq!(read_all(&log), entries);
    assert!(log.close());
    drop(log);
    let log = folder.open().unwrap();
    assert!(log.recovery().clean);
    assert_eq!(log.stats().segments, 3);
    assert_eq!(read_all(&log), entries);
}

#[test]
fn the_longest_commit_fits_the_smallest_segment() {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    let mut commit = next_commit(&log, &[b"a"]);
    let rest = crate::MAX_COMMIT_BYTES - commit.encoded_len();
    commit.disclosures = vec![1; rest];
    assert_eq!(commit.encode().len(), crate::MAX_COMMIT_BYTES);
    log.append(0, &commit).unwrap();
    let mut commit = next_commit(&log, &[b"b"]);
    commit.disclosures = vec![2; rest];
    log.append(1, &commit).unwrap();
    drop(log);
    assert_eq!(folder.open().unwrap().head().size, 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_commits_are_the_same_after_any_number_of_opens(
        rounds in prop::collection::vec(
            (
                prop::collection::vec(
                    prop::collection::vec(
                        (any::<u8>(), prop_oneof![8 => 0..900_usize, 1 => 5_900..60_001_usize]),
                        1..12,
                    ),
                    0..8,
                ),
                any::<bool>(),
            ),
            1..4,
        ),
    ) {
        let folder = Folder::new();
        let mut expected: Vec<Vec<u8>> = Vec::new();
        for (commits, closed) in rounds {
            let log = folder.open().unwrap();
            prop_assert_eq!(&read_all(&log), &expected);
            for commit in commits {
                let entries: Vec<Vec<u8>> =
                    commit.into_iter().map(|(byte, len)| vec![byte; len]).collect();
                let borrowed: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
                append(&log, &borrowed).unwrap();
                expected.extend(entries);
            }
            if closed {
                prop_assert!(log.close());
            }
        }
        let log = LocalLog::open(folder.path(), Options { check_everything: true, ..options() });
        prop_assert_eq!(read_all(&log.unwrap()), expected);
    }
}

#[test]
fn a_log_is_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let folder = Folder::new();
    shared(&Arc::new(folder.open().unwrap()));
}
