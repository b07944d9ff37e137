//! The suite every back end must pass.
//!
//! Roots are made up: a back end compares them and never computes one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    reason = "a suite reports by panicking"
)]

use std::sync::Arc;
use std::time::Duration;

use crate::{AppendError, Commit, EventLog, Head, MAX_ENTRY_BYTES, MAX_PAGE_ENTRIES};

/// The ledger of the commits made here.
pub const LEDGER: [u8; 16] = *b"conformance-test";

/// Long enough for any thread to run, short enough to end a broken test.
const PATIENCE: Duration = Duration::from_secs(30);

/// Runs the whole suite, each part on a log without entries made by `make`.
pub fn run<L: EventLog + 'static>(make: impl Fn() -> L) {
    a_new_log_is_empty(&make());
    positions_are_gapless_and_the_head_follows(&make());
    a_moved_head_is_refused_without_change(&make());
    what_does_not_continue_the_log_is_refused(&make());
    pages_are_bounded_and_start_anywhere(&make());
    entries_of_every_size_come_back(&make());
    a_waiter_wakes_when_the_head_moves(&Arc::new(make()));
    readers_beside_a_writer_see_whole_history(&Arc::new(make()));
}

/// A commit that continues `log`.
pub fn next_commit(log: &dyn EventLog, entries: &[&[u8]]) -> Commit {
    let head = log.head();
    let mut root_after = [0; 32];
    root_after[..8].copy_from_slice(&(head.size + 1).to_be_bytes());
    Commit {
        ledger: LEDGER,
        first: head.size,
        root_before: head.root,
        root_after,
        entries: entries.iter().map(|entry| Arc::from(*entry)).collect(),
        disclosures: Vec::new(),
    }
}

/// Appends entries as one commit.
pub fn append(log: &dyn EventLog, entries: &[&[u8]]) -> Result<(), AppendError> {
    log.append(log.head().size, &next_commit(log, entries))
}

/// Everything in the log, page by page, after checking that positions have no gap.
pub fn read_all(log: &dyn EventLog) -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    loop {
        let from = u64::try_from(all.len()).unwrap();
        let page = log.read(from, MAX_PAGE_ENTRIES).unwrap();
        if page.is_empty() {
            return all;
        }
        for ((position, entry), expected) in page.into_iter().zip(from..) {
            assert_eq!(position, expected, "positions are gapless");
            all.push(entry);
        }
    }
}

fn a_new_log_is_empty(log: &dyn EventLog) {
    assert_eq!(log.head(), Head::EMPTY);
    assert_eq!(log.ledger(), None);
    assert_eq!(log.read(0, 10).unwrap(), Vec::new());
    assert_eq!(log.get(0).unwrap(), None);
}

fn positions_are_gapless_and_the_head_follows(log: &dyn EventLog) {
    append(log, &[b"a", b"b"]).unwrap();
    let commit = next_commit(log, &[b"c"]);
    log.append(2, &commit).unwrap();
    let root = commit.root_after;
    assert_eq!(log.head(), Head { size: 3, root });
    assert_eq!(log.ledger(), Some(LEDGER));
    assert_eq!(read_all(log), [b"a", b"b", b"c"]);
    assert_eq!(log.get(1).unwrap().as_deref(), Some(&b"b"[..]));
    assert_eq!(log.get(3).unwrap(), None);
}

fn a_moved_head_is_refused_without_change(log: &dyn EventLog) {
    append(log, &[b"a"]).unwrap();
    let head = log.head();
    for expected in [0, 2, u64::MAX] {
        match log.append(expected, &next_commit(log, &[b"b"])) {
            Err(AppendError::HeadMoved { expected: told, actual }) => {
                assert_eq!((told, actual), (expected, 1));
            }
            other => panic!("expected HeadMoved, got {other:?}"),
        }
    }
    assert_eq!(log.head(), head);
    assert_eq!(read_all(log), [b"a"]);
    append(log, &[b"b"]).unwrap();
}

fn what_does_not_continue_the_log_is_refused(log: &dyn EventLog) {
    append(log, &[b"a"]).unwrap();
    let good = next_commit(log, &[b"b"]);
    let too_long = vec![b'x'; MAX_ENTRY_BYTES + 1_000];
    let longest: &[u8] = &too_long[..MAX_ENTRY_BYTES];
    let mut cases = vec![
        ("a gap", good.clone()),
        ("an overlap", good.clone()),
        ("another root", good.clone()),
        ("another ledger", good.clone()),
    ];
    cases[0].1.first = 2;
    cases[1].1.first = 0;
    cases[2].1.root_before = [9; 32];
    cases[3].1.ledger = [9; 16];
    cases.push(("no entries", next_commit(log, &[])));
    cases.push(("an entry too long", next_commit(log, &[&too_long])));
    cases.push(("a commit too long", next_commit(log, &[longest; 18])));
    for (case, commit) in cases {
        let answer = log.append(1, &commit);
        assert!(matches!(answer, Err(AppendError::Invalid(_))), "{case}: {answer:?}");
    }
    assert_eq!(read_all(log), [b"a"]);
    log.append(1, &good).unwrap();
}

fn pages_are_bounded_and_start_anywhere(log: &dyn EventLog) {
    let entries: Vec<Vec<u8>> = (0..2_500_u32).map(|n| n.to_be_bytes().to_vec()).collect();
    for commit in entries.chunks(700) {
        let commit: Vec<&[u8]> = commit.iter().map(Vec::as_slice).collect();
        append(log, &commit).unwrap();
    }
    assert_eq!(read_all(log), entries);
    // (from, limit, entries given)
    for (from, limit, given) in [
        (0, 1, 1),
        (699, 2, 2),
        (0, 5_000, MAX_PAGE_ENTRIES),
        (2_499, 10, 1),
        (2_500, 10, 0),
        (u64::MAX, 10, 0),
        (7, 0, 0),
    ] {
        let page = log.read(from, limit).unwrap();
        assert_eq!(page.len(), given, "from {from}, limit {limit}");
        for ((position, entry), expected) in page.into_iter().zip(from..) {
            assert_eq!(position, expected);
            assert_eq!(entry, entries[usize::try_from(position).unwrap()]);
        }
    }
}

fn entries_of_every_size_come_back(log: &dyn EventLog) {
    let lens = [0, 1, 600, 2_393, 2_394, 2_395, 2_400, 4_788, 5_994, 30_000, 60_000];
    let entries: Vec<Vec<u8>> =
        lens.iter().zip(b'a'..).map(|(len, letter)| vec![letter; *len]).collect();
    let all: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
    append(log, &all).unwrap();
    for entry in all.iter().rev() {
        append(log, &[entry]).unwrap();
    }
    let mut expected = entries.clone();
    expected.extend(entries.into_iter().rev());
    assert_eq!(read_all(log), expected);
    for (position, entry) in (0..).zip(expected) {
        assert_eq!(log.get(position).unwrap(), Some(entry));
    }
}

fn a_waiter_wakes_when_the_head_moves<L: EventLog + 'static>(log: &Arc<L>) {
    assert_eq!(log.wait(0, Duration::ZERO), 0, "nothing came in no time");
    let waiter = {
        let log = Arc::clone(log);
        std::thread::spawn(move || log.wait(1, PATIENCE))
    };
    append(log.as_ref(), &[b"a"]).unwrap();
    append(log.as_ref(), &[b"b"]).unwrap();
    assert_eq!(waiter.join().unwrap(), 2);
    assert_eq!(log.wait(0, PATIENCE), 2, "what is there is told at once");
}

fn readers_beside_a_writer_see_whole_history<L: EventLog + 'static>(log: &Arc<L>) {
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let log = Arc::clone(log);
            std::thread::spawn(move || {
                while log.wait(0, PATIENCE) < 200 {
                    let head = log.head().size;
                    let seen = u64::try_from(read_all(log.as_ref()).len()).unwrap();
                    assert!(seen >= head, "{seen} entries under the head {head}");
                }
            })
        })
        .collect();
    for n in 0..200_u8 {
        append(log.as_ref(), &[&[n; 700]]).unwrap();
    }
    for reader in readers {
        reader.join().unwrap();
    }
}
