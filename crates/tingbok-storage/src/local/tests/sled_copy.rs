//! sled may be lost, cut, wrong or at fault: the journal gives the same bytes.

use std::sync::mpsc;

use super::*;
use crate::MemoryLog;
use crate::conformance::next_commit;

fn entries() -> Vec<Vec<u8>> {
    (0..60_u8).map(|n| vec![n; if n % 20 == 7 { 20_000 } else { 600 }]).collect()
}

fn folder_of(entries: &[Vec<u8>], closed: bool) -> Folder {
    let folder = Folder::new();
    let log = folder.open().unwrap();
    for entry in entries {
        append(&log, &[entry]).unwrap();
    }
    if closed {
        assert!(log.close());
    }
    drop(log);
    folder
}

#[test]
fn a_lost_sled_is_rebuilt_with_the_same_bytes() {
    for closed in [true, false] {
        let folder = folder_of(&entries(), closed);
        folder.lose_sled();
        let log = folder.open().unwrap();
        let SledRecovery::Rebuilt { why, quarantine } = &log.recovery().sled else {
            panic!("expected a rebuild, got {:?}", log.recovery());
        };
        assert_eq!((why.as_str(), quarantine), ("missing", &None));
        assert_eq!(read_all(&log), entries());
        assert_eq!(log.stats().sled_fault, None);
    }
}

#[test]
fn cut_or_garbled_files_of_sled_give_the_same_bytes() {
    type Fault = fn(&mut Vec<u8>);
    let faults: [(&str, Fault); 4] = [
        ("half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("empty", Vec::clear),
        ("a third garbled", |bytes| {
            let third = bytes.len() / 3;
            bytes[..third].iter_mut().for_each(|byte| *byte ^= 0x55);
        }),
        ("one bit", |bytes| bytes[2_000] ^= 1),
    ];
    for (fault, apply) in faults {
        for closed in [true, false] {
            let folder = folder_of(&entries(), closed);
            for file in fs::read_dir(folder.path().join("sled")).unwrap() {
                let path = file.unwrap().path();
                if path.is_file() && fs::metadata(&path).unwrap().len() > 3_000 {
                    edit(&path, apply);
                }
            }
            let log = folder.open().unwrap();
            assert_eq!(read_all(&log), entries(), "{fault}, closed: {closed}");
            append(&log, &[b"more"]).unwrap();
            drop(log);
            let log = folder.open().unwrap();
            assert_eq!(log.head().size, 61, "{fault}, closed: {closed}");
            assert_eq!(log.recovery().sled, SledRecovery::Whole);
        }
    }
}

#[test]
fn a_sled_with_other_content_is_set_aside_and_rebuilt() {
    let folder = folder_of(&entries(), false);
    folder.lose_sled();
    let store = Store::open(&folder.path().join("sled"), 8 << 20).unwrap();
    store.append(&next_commit(&MemoryLog::new(), &[b"other"])).unwrap();
    drop(store);
    let log = folder.open().unwrap();
    let SledRecovery::Rebuilt { why, quarantine } = &log.recovery().sled else {
        panic!("expected a rebuild, got {:?}", log.recovery());
    };
    assert_eq!(why, "differs at position 0");
    let kept = folder.path().join("sled.quarantined-1");
    assert_eq!(quarantine.as_deref(), Some(kept.as_path()));
    assert!(kept.is_dir(), "kept, not removed");
    assert_eq!(read_all(&log), entries());
}

#[test]
fn a_sled_that_lacks_the_newest_entries_catches_up() {
    let folder = folder_of(&entries(), false);
    folder.lose_sled();
    let store = Store::open(&folder.path().join("sled"), 8 << 20).unwrap();
    store.append(&next_commit(&MemoryLog::new(), &[&entries()[0]])).unwrap();
    drop(store);
    let log = folder.open().unwrap();
    assert_eq!(log.recovery().sled, SledRecovery::CaughtUp { entries: 59 });
    assert_eq!(read_all(&log), entries());
}

#[test]
fn an_entry_sled_cannot_give_comes_from_the_journal() {
    for reopened in [true, false] {
        let folder = folder_of(&entries(), true);
        let log = folder.open().unwrap();
        assert!(log.recovery().clean);
        assert!(log.store.lose(8), "a chunk begins at position 8");
        if !reopened {
            append(&log, &[b"more"]).unwrap();
            assert_eq!(read_all(&log)[..60], entries());
            let fault = log.stats().sled_fault;
            assert_eq!(fault.as_deref(), Some("lacks position 8"));
            append(&log, &[b"and more"]).unwrap();
            assert_eq!(log.get(61).unwrap().as_deref(), Some(&b"and more"[..]));
            assert!(!log.close(), "the next open has to look");
        }
        drop(log);
        let log = folder.open().unwrap();
        let outcome = &log.recovery().sled;
        assert!(matches!(outcome, SledRecovery::Rebuilt { .. }), "{outcome:?}");
        assert_eq!(read_all(&log)[..60], entries());
        assert_eq!(log.stats().sled_fault, None);
    }
}

#[test]
fn no_value_is_over_the_limit_and_small_commits_share_chunks() {
    let folder = folder_of(&entries(), false);
    let log = folder.open().unwrap();
    let values = log.store.values();
    assert!(values.iter().all(|(_, len)| *len <= chunk::VALUE_BYTES));
    let is_part = |key: &chunk::Key| matches!(key, chunk::Key::Part { .. });
    let parts = values.iter().filter(|(key, _)| is_part(key)).count();
    assert_eq!(parts, 3 * 9, "three entries of 20,000 bytes");
    assert!(values.len() - parts <= 22, "57 entries of 600 bytes");
}

#[test]
fn a_panic_or_a_hang_is_a_fault() {
    let limit = Duration::from_secs(30);
    let answer = guard::guarded::<()>(limit, || panic!("broken page"));
    assert_eq!(answer.unwrap_err().to_string(), "panicked: broken page");

    let (sender, receiver) = mpsc::channel::<()>();
    let answer = guard::guarded(Duration::ZERO, move || {
        let _ = receiver.recv();
        Ok(())
    });
    assert!(answer.unwrap_err().to_string().starts_with("no answer"));
    drop(sender);
}
