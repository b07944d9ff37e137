//! Whole ledgers as they lay on disk, packed once for each format and opened by the program of today.
use super::{Packed, expected, history, log, root, write_expected};
use crate::{
    harness::Process,
    schemas::{accepts, events},
};
use serde_json::Value;
use std::{path::Path, process::Command, sync::Arc};
use tempfile::TempDir;
use tingbok_domain::codec;
use tingbok_ledger::{FixedClock, Folder, Ledger, Options};
use tingbok_storage::{LocalLog, Options as Storage};

/// The newest format on disk (docs/formats.md). A new one gets a new number, and a ledger of it is packed.
const FORMAT: u32 = 1;

/// A packed ledger is small enough to be kept for ever.
const LARGEST_BYTES: u64 = 300_000;

#[test]
fn a_ledger_of_every_format_on_disk_is_packed() {
    let newest = format!("ledger-v{FORMAT}.tar.gz");
    let there = events("golden").join(&newest).exists();
    if accepts("ledger") && !there {
        pack(&newest);
    }
    let named: Vec<String> = expected().ledgers.into_keys().collect();
    let all: Vec<String> = (1..=FORMAT).map(|n| format!("ledger-v{n}.tar.gz")).collect();
    assert_eq!(named, all, "cargo xtask golden --ledger");
    for file in all {
        let bytes = events("golden").join(&file).metadata().unwrap().len();
        assert!(bytes <= LARGEST_BYTES, "{file} has {bytes} bytes");
    }
}

#[test]
fn the_program_opens_a_ledger_of_every_format_and_finds_the_same_root() {
    for (file, packed) in expected().ledgers {
        let home = TempDir::new().unwrap();
        tar(&["-xzf", events("golden").join(&file).to_str().unwrap()], home.path());
        let ledger = home.path().join("ledger");
        assert_eq!(replayed(&ledger), packed, "{file}");
        std::fs::remove_dir_all(ledger.join("sled")).unwrap();
        assert_eq!(replayed(&ledger), packed, "{file}, without sled");
    }
}

#[test]
fn a_packed_ledger_is_the_beginning_of_the_golden_log() {
    let log = log();
    for (file, packed) in expected().ledgers {
        let entries = usize::try_from(packed.entries).unwrap();
        assert_eq!(packed.root, root(&log[..entries]), "{file}");
    }
}

/// The root that the real program comes to when it replays the folder, and that its state is the same.
fn replayed(ledger: &Path) -> Packed {
    let folder = ledger.to_str().unwrap();
    let mut program = Process::start(["replay", "--digest", "--json", "--ledger", folder]);
    let said: Value =
        program.wait_for_line("what it replayed", |line| serde_json::from_str(line).ok());
    assert_eq!((&said["whole"], &said["digest"]), (&true.into(), &said["live_digest"]), "{said}");
    let root = said["root"].as_str().unwrap().to_owned();
    Packed { entries: said["size"].as_u64().unwrap(), root }
}

/// Writes a ledger of the golden log so far: a commit for each entry, then opened and closed as an operator does.
fn pack(file: &str) {
    let entries = log();
    let home = TempDir::new().unwrap();
    let path = home.path().join("ledger");
    let storage = Storage { segment_bytes: 2 << 20, ..Storage::default() };
    let local = LocalLog::open(&path, storage).unwrap();
    for (size, entry) in entries.iter().enumerate() {
        history::append(&local, &entries[..size], vec![entry.clone()]);
    }
    assert!(local.close());
    drop(local);
    Folder::new(&path).write_private("secret", format!("{}\n", "0".repeat(64)).as_bytes()).unwrap();
    let last = codec::decode(entries.last().unwrap()).unwrap().recorded_at;
    let options = Options { clock: Arc::new(FixedClock(last)), ..Options::default() };
    Ledger::open(&path, options).unwrap().close();
    let archive = events("golden").join(file);
    let nobodys = ["--owner=0", "--group=0", "--numeric-owner", "--mtime=2026-03-31"];
    let packs = ["-czf", archive.to_str().unwrap(), "ledger"];
    tar(&[nobodys.as_slice(), packs.as_slice()].concat(), home.path());
    let mut expected = expected();
    let size = u64::try_from(entries.len()).unwrap();
    expected.ledgers.insert(file.to_owned(), Packed { entries: size, root: root(&entries) });
    write_expected(&expected);
}

/// The system's own `tar`: an archive that only we can read would be no archive.
fn tar(arguments: &[&str], folder: &Path) {
    let done = Command::new("tar").args(arguments).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}
