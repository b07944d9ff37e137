//! Out and in again: what is exported, restored, rebuilt, replayed or imported twice is the same to the byte.

pub(crate) mod program;

use std::path::Path;

use program::{Folder, export, head, on};

/// Writes the export of a folder beside it.
fn exported(folder: &Folder) -> (std::path::PathBuf, Vec<u8>) {
    let bytes = folder.export();
    let file = folder.beside("export.ndjson");
    std::fs::write(&file, &bytes).unwrap();
    (file, bytes)
}

fn restore(file: &Path, into: &Path, root: &str) -> program::Ended {
    on(into, "restore", &[&file.display().to_string(), "--root", root])
}

#[test]
fn an_export_restored_into_a_new_folder_is_the_same_ledger_to_the_byte() {
    let folder = Folder::demo();
    let (file, bytes) = exported(&folder);
    let (size, root) = folder.head();
    assert_eq!(
        bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).count() as u64,
        size
    );
    assert!(size > 136, "the real set has {size} entries");

    let copy = folder.beside("copy");
    restore(&file, &copy, &root).expect(0);
    assert_eq!(export(&copy), bytes, "the second export differs from the first");
    assert_eq!(head(&copy), (size, root));
}

#[test]
fn an_export_is_refused_against_another_root_and_nothing_is_left_of_it() {
    let folder = Folder::demo();
    let (file, _) = exported(&folder);
    let (_, root) = folder.head();
    let first = if root.starts_with('0') { '1' } else { '0' };
    let wrong = format!("{first}{}", &root[1..]);

    let copy = folder.beside("copy");
    restore(&file, &copy, &wrong).expect(6).says(&[&root, &wrong, "nothing was restored"]);
    assert!(!copy.join("journal").exists(), "something was left in {}", copy.display());
    restore(&file, &copy, &root).expect(0);
}

#[test]
fn one_changed_byte_in_an_export_gives_another_root() {
    let folder = Folder::demo();
    let (file, bytes) = exported(&folder);
    let (_, root) = folder.head();
    let text = String::from_utf8(bytes).unwrap();
    let changed = text.replacen("Kunnskapsdepartementet", "Kunnskapsdepartementer", 1);
    assert_ne!(changed, text);
    std::fs::write(&file, changed).unwrap();
    let copy = folder.beside("copy");
    restore(&file, &copy, &root).expect(6).says(&["nothing was restored"]);
    assert!(!copy.join("journal").exists());
}

#[test]
fn a_restore_goes_only_into_a_folder_without_a_ledger() {
    let folder = Folder::demo();
    let (file, bytes) = exported(&folder);
    let (_, root) = folder.head();
    restore(&file, &folder.path, &root).expect(2).says(&["holds a ledger already"]);
    assert_eq!(folder.export(), bytes);
}

#[test]
fn views_built_anew_from_the_log_equal_those_that_were_kept() {
    let folder = Folder::demo();
    let before = folder.head();
    folder.run("projection rebuild", &["--check"]).expect(0);
    assert_eq!(folder.head(), before);
}

#[test]
fn a_replay_gives_the_digest_of_the_live_views_and_stops_where_it_is_told() {
    let folder = Folder::demo();
    let whole = folder.run("replay", &["--digest", "--json"]).expect(0).json();
    assert_eq!(whole["digest"], whole["live_digest"], "{whole}");
    assert!(whole["digest"].as_str().is_some_and(|digest| digest.len() == 64), "{whole}");

    let part = folder.run("replay", &["--until", "10", "--json"]).expect(0).json();
    assert_eq!(part["size"], 10, "{part}");
    assert_ne!(part["root"], whole["root"]);
}

#[test]
fn a_dry_run_of_a_long_file_decides_each_list_on_top_of_the_one_before_and_records_nothing() {
    let folder = Folder::demo();
    let before = folder.export();
    let told = |command: &str, stream: &str, body: &str| {
        format!(
            "{{\"command\":\"{command}\",\"stream\":\"{stream}\",\"occurred\":\"2020\",\"evidence\":\"reported\",\"source\":{{\"kind\":\"original\",\"ref\":\"Oppdiktet referat\"}},\"lang\":\"nb\",\"body\":{body}}}\n"
        )
    };
    let joins = |who: u32| {
        let body = format!(
            "{{\"participant\":\"oppdiktet-{who}\",\"role\":\"member\",\"action\":\"joined\"}}"
        );
        told("ChangeMembership", "forum-oppdiktet", &body)
    };
    let forum = "{\"kind\":\"core-group\",\"name\":\"Oppdiktet kjernegruppe\"}";
    let mut text = told("EstablishForum", "forum-oppdiktet", forum);
    for n in 0..300 {
        let body = "{\"kind\":\"other\",\"name\":{\"nb\":\"Oppdiktet etat\"}}";
        text += &told("RegisterParticipant", &format!("participant-oppdiktet-{n}"), body);
    }
    text += &joins(7);
    let token = folder.path.join("tokens/registrar.token").display().to_string();
    let tried = |text: &str| {
        let file = folder.beside("told.ndjson");
        std::fs::write(&file, text).unwrap();
        let file = file.display().to_string();
        folder.run("import", &[&file, "--dry-run", "--token-file", &token])
    };
    let all = tried(&text).expect(0);
    assert_eq!(all.text().trim(), "302 commands would be recorded; nothing was");
    // A fault in a late list is found where it stands.
    tried(&format!("{text}{}", joins(999))).expect(4).says(&[
        "line 303: ",
        "oppdiktet-999",
        "nothing was recorded",
    ]);
    assert_eq!(folder.export(), before);
}

#[test]
fn the_same_import_again_completes_and_doubles_nothing() {
    let folder = Folder::demo();
    let (before, bytes) = (folder.head(), folder.export());
    let token = folder.path.join("tokens/registrar.token").display().to_string();
    let set = concat!(env!("CARGO_MANIFEST_DIR"), "/../events/departementsfellesskapet.ndjson");
    let lines = std::fs::read_to_string(set).unwrap().lines().count();
    for _ in 0..2 {
        let import = folder.run("import", &[set, "--token-file", &token, "--json"]).expect(0);
        assert_eq!(import.json()["lines"], lines, "{}", import.text());
    }
    assert_eq!(folder.head(), before, "the root changed");
    assert_eq!(folder.export(), bytes);
}
