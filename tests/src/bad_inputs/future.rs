//! Entries that a later version wrote: refused in words, never passed over.

use std::path::Path;

use tingbok_ledger::{Ledger, OpenError};
use tingbok_storage::{EventLog, LocalLog, MAX_PAGE_ENTRIES, Options};

use crate::durability::in_process::{Opened, one_commit, options};

/// What stands on the line of an entry whose schema no version has.
pub(super) const WORDS: [&str; 2] =
    ["is not known to this version of Tingbok", "use the version that wrote it, or a later one"];

/// The same entry under a schema to come.
pub(super) fn of_the_future(entry: &str) -> String {
    let changed = entry.replacen("\"schema\":1", "\"schema\":99", 1);
    assert_ne!(changed, entry, "an entry names its schema");
    changed
}

/// A folder whose log holds, at position 1, an entry of a schema to come.
pub(super) fn folder_from_the_future(path: &Path) {
    let opened = Opened::new();
    let entries = opened.log.read(0, MAX_PAGE_ENTRIES).unwrap();
    let entries = entries.into_iter().map(|(position, bytes)| {
        let entry = String::from_utf8(bytes).unwrap();
        if position == 1 { of_the_future(&entry) } else { entry }.into_bytes()
    });
    let log = LocalLog::open(path, Options::default()).unwrap();
    log.append(0, &one_commit(opened.log.ledger().unwrap(), entries)).unwrap();
    assert!(log.close());
}

#[test]
fn a_ledger_that_holds_an_entry_of_an_unknown_schema_does_not_open() {
    let folder = tempfile::tempdir().unwrap();
    folder_from_the_future(folder.path());
    let error = Ledger::open(folder.path(), options(16)).err().expect("it opened");
    assert!(matches!(error, OpenError::Entry { position: 1, .. }), "{error:?}");
    let words = error.to_string();
    assert!(words.contains("schema 99"), "{words}");
    for part in WORDS {
        assert!(words.contains(part), "{words}");
    }
    // And it lies there as before, for the version that knows it.
    let log = LocalLog::open(folder.path(), Options::default()).unwrap();
    assert_eq!(log.head().size, 2);
}
