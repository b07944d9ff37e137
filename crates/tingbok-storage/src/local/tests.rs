//! What a folder survives. Damage is done to the files from outside, as a fault would.

mod damage;
mod journal;
mod promises;
mod sled_copy;

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::*;
use crate::conformance::{append, read_all};

/// The smallest segments, so that few entries fill several.
fn options() -> Options {
    Options { segment_bytes: 2 << 20, cache_bytes: 8 << 20, ..Options::default() }
}

/// A folder with a log, which tests open, close and damage.
struct Folder {
    dir: TempDir,
}

impl Folder {
    fn new() -> Folder {
        let dir = tempfile::tempdir().unwrap();
        Folder { dir }
    }

    /// A log of these commits, one entry each, left without a close.
    fn with(entries: &[&[u8]]) -> Folder {
        let folder = Folder::new();
        let log = folder.open().unwrap();
        for entry in entries {
            append(&log, &[entry]).unwrap();
        }
        drop(log);
        folder
    }

    /// A log of two full segments and a third in use: 60,000-byte entries, one a commit.
    fn with_three_segments() -> (Folder, Vec<Vec<u8>>) {
        let entries: Vec<Vec<u8>> = (0..80_u8).map(|n| vec![n; 60_000]).collect();
        let all: Vec<&[u8]> = entries.iter().map(Vec::as_slice).collect();
        (Folder::with(&all), entries)
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    fn segment(&self, slot: u32) -> PathBuf {
        segment::path(&self.path().join("journal"), slot)
    }

    fn open(&self) -> Result<LocalLog, OpenError> {
        LocalLog::open(self.path(), options())
    }

    fn lose_sled(&self) {
        fs::remove_dir_all(self.path().join("sled")).unwrap();
    }

    /// The position named as damaged.
    fn damaged_at(&self) -> u64 {
        match self.open() {
            Err(OpenError::Damaged { position, detail }) => {
                assert!(!detail.is_empty());
                position
            }
            Err(error) => panic!("expected damage, got {error:?}"),
            Ok(log) => panic!("expected damage, got {:?}", log.recovery()),
        }
    }
}

/// Changes the bytes of a file.
fn edit(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = fs::read(path).unwrap();
    change(&mut bytes);
    fs::write(path, bytes).unwrap();
}

/// Where the frames of a segment begin, and where the last one ends.
fn frame_bounds(path: &Path, generation: u64) -> Vec<usize> {
    let bytes = fs::read(path).unwrap();
    let mut walk = frame::Walk::new(&bytes, segment::FRAMES_START, generation);
    let mut bounds = vec![walk.offset];
    while walk.next().is_some() {
        bounds.push(walk.offset);
    }
    bounds
}
