//! One file lost or damaged: rebuilt from the other copy, or refused with the position. Never a shorter history.

use std::fs;
use std::path::{Path, PathBuf};

use crate::roundtrip::program::Folder;

/// The first bytes of a journal frame, and where the length of its record stands (docs/formats.md).
const FRAME: [u8; 4] = [0xf6, 0x54, 0x42, 0x46];
const FRAME_HEADER_BYTES: usize = 20;
const SEGMENT_HEADER_BYTES: usize = 4_096;

/// A ledger with several commits, closed in good order.
fn several_commits() -> Folder {
    let folder = Folder::init();
    for number in 1..=5 {
        let name = folder.beside(&format!("token-{number}"));
        let token = ["--participant", "revisjonen", "--role", "auditor", "--out"];
        let out = name.display().to_string();
        let arguments: Vec<&str> = token.into_iter().chain([out.as_str()]).collect();
        folder.run("token create", &arguments).expect(0);
    }
    folder
}

#[test]
fn a_sled_that_was_deleted_is_rebuilt_from_the_journal() {
    let folder = several_commits();
    let (before, bytes) = (folder.head(), folder.export());
    fs::remove_dir_all(folder.path.join("sled")).unwrap();
    assert_eq!(folder.head(), before);
    assert_eq!(folder.export(), bytes);
    assert!(folder.path.join("sled").is_dir());
}

#[test]
fn a_sled_file_that_was_cut_in_half_is_set_aside_and_rebuilt() {
    let folder = Folder::demo();
    let (before, bytes) = (folder.head(), folder.export());
    let sled = folder.path.join("sled");
    let longest = files(&sled).into_iter().max_by_key(|path| length(path)).unwrap();
    let file = fs::OpenOptions::new().write(true).open(&longest).unwrap();
    file.set_len(length(&longest) / 2).unwrap();
    drop(file);
    assert_eq!(folder.head(), before, "after {} was cut", longest.display());
    assert_eq!(folder.export(), bytes);
}

#[test]
fn garbage_in_every_sled_file_is_never_a_shorter_history() {
    let folder = several_commits();
    let (before, bytes) = (folder.head(), folder.export());
    for path in files(&folder.path.join("sled")) {
        let mut content = fs::read(&path).unwrap();
        let half = content.len() / 2;
        content[half..].fill(0xa5);
        fs::write(&path, content).unwrap();
    }
    assert_eq!(folder.head(), before);
    assert_eq!(folder.export(), bytes);
}

#[test]
fn garbage_in_the_middle_of_the_journal_is_refused_with_the_position_and_the_way_back() {
    let folder = several_commits();
    let segment = folder.path.join("journal/00000000.journal");
    let mut content = fs::read(&segment).unwrap();
    let frames = frames(&content);
    assert!(frames.len() >= 4, "{frames:?}");
    // The first frame holds the opening and the grant; the fourth begins at position 4.
    let middle = frames[3] + FRAME_HEADER_BYTES + 120;
    content[middle..middle + 16].fill(0xa5);
    fs::write(&segment, &content).unwrap();

    for command in ["log", "replay", "export ndjson", "serve"] {
        let listen: &[&str] = if command == "serve" { &["--listen", "127.0.0.1:0"] } else { &[] };
        let refused = folder.run(command, listen).expect(6);
        refused.says(&[
            "the journal is damaged at position 4",
            "restore it from a backup that reaches position 4",
        ]);
    }
    assert_eq!(fs::read(&segment).unwrap(), content, "what is left of it lies there as it was");
}

#[test]
fn a_journal_whose_end_was_cut_off_after_a_clean_stop_is_refused() {
    let folder = several_commits();
    let segment = folder.path.join("journal/00000000.journal");
    let mut content = fs::read(&segment).unwrap();
    let last = *frames(&content).last().unwrap();
    content[last..].fill(0);
    fs::write(&segment, &content).unwrap();
    folder.run("log", &[]).expect(6).says(&["damaged at position 6", "backup"]);
}

/// Where the frames of a segment begin, one right after another.
fn frames(segment: &[u8]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = SEGMENT_HEADER_BYTES;
    while segment.get(at..at + 4) == Some(&FRAME) {
        found.push(at);
        let length = u32::from_be_bytes(segment[at + 4..at + 8].try_into().unwrap());
        at += FRAME_HEADER_BYTES + length as usize;
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).unwrap().len()
}
