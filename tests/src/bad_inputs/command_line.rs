//! The same on the command line: the exit code that the table of names gives, and the words. Nothing is recorded.

use super::future::{WORDS, folder_from_the_future, of_the_future};
use crate::harness::Server;
use crate::roundtrip::program::{Folder, on, tingbok};

struct Row {
    what: &'static str,
    /// The role whose token is used.
    role: &'static str,
    arguments: &'static [&'static str],
    code: i32,
    words: &'static [&'static str],
}

const ROWS: &[Row] = &[
    Row {
        what: "a kind that nobody knows",
        role: "member",
        arguments: &["record", "FlipCoin", "--stream", "decision-1", "--body", "{}"],
        code: 2,
        words: &["there is no command «FlipCoin»", "TakePosition"],
    },
    Row {
        what: "a date in no notation",
        role: "member",
        arguments: &[
            "record",
            "TakePosition",
            "--stream",
            "decision-1",
            "--body",
            "{}",
            "--occurred",
            "yesterday",
        ],
        code: 2,
        words: &["is not a date: write it like 2023-11-10"],
    },
    Row {
        what: "a body that breaks off",
        role: "member",
        arguments: &["record", "TakePosition", "--stream", "decision-1", "--body", "{\"round\":"],
        code: 2,
        words: &["the body is not JSON: it breaks off at column 9", "left open"],
    },
    Row {
        what: "a field that is missing",
        role: "member",
        arguments: &["record", "TakePosition", "--stream", "decision-1", "--body", "{}"],
        code: 2,
        words: &[" is missing: write", "TakePosition needs", "docs/reference/http.md"],
    },
    Row {
        what: "a number with a fraction",
        role: "member",
        arguments: &[
            "record",
            "TakePosition",
            "--stream",
            "decision-1",
            "--body",
            "{\"round\":1.5}",
        ],
        code: 2,
        words: &["write a whole number, or the amount as text"],
    },
    Row {
        what: "an answer on a decision that only a source tells of",
        role: "member",
        arguments: &[
            "record",
            "TakePosition",
            "--stream",
            "decision-1",
            "--body",
            "{\"round\":1,\"revision\":1,\"position\":\"consents\",\"text_sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}",
        ],
        code: 3,
        words: &["is told by a source and has no procedure here", "Rule ", "nothing was recorded"],
    },
    Row {
        what: "a reported fact without its source",
        role: "registrar",
        arguments: &[
            "record",
            "RegisterParticipant",
            "--stream",
            "participant-ny",
            "--evidence",
            "reported",
            "--body",
            "{\"kind\":\"other\",\"name\":{\"nb\":\"Ny\"}}",
        ],
        code: 3,
        words: &["a reported fact names its source"],
    },
    Row {
        what: "a forum that is not there",
        role: "registrar",
        arguments: &[
            "record",
            "ChangeMembership",
            "--stream",
            "forum-finnes-ikke",
            "--evidence",
            "reported",
            "--source-ref",
            "Referat 1",
            "--body",
            "{\"participant\":\"kld\",\"action\":\"joined\",\"role\":\"member\"}",
        ],
        code: 4,
        words: &["there is no forum «finnes-ikke»", "check the name, or record it first"],
    },
    Row {
        what: "reading what is not there",
        role: "auditor",
        arguments: &["show", "forum/finnes-ikke"],
        code: 4,
        words: &["finnes-ikke", "tingbok log"],
    },
    Row {
        what: "a decision that is not there",
        role: "auditor",
        arguments: &["show", "decision-99"],
        code: 4,
        words: &["there is no decision 99 in this ledger", "tingbok log"],
    },
    Row {
        what: "a recommendation that is not there",
        role: "auditor",
        arguments: &["show", "recommendation/finnes-ikke"],
        code: 4,
        words: &["finnes-ikke"],
    },
    Row {
        what: "the minutes of a meeting that is not there",
        role: "auditor",
        arguments: &["view", "minutes", "forum/klima", "finnes-ikke"],
        code: 4,
        words: &["finnes-ikke"],
    },
    Row {
        what: "an overview that nobody knows",
        role: "auditor",
        arguments: &["view", "weather"],
        code: 2,
        words: &["weather"],
    },
    Row {
        what: "what is late on a day in no notation",
        role: "auditor",
        arguments: &["overdue", "--as-of", "i-fjor"],
        code: 2,
        words: &["i-fjor"],
    },
    Row {
        what: "a version that was read before somebody changed it",
        role: "administrator",
        arguments: &[
            "record",
            "SetDecisionRules",
            "--stream",
            "ledger",
            "--expected-version",
            "1",
            "--body",
            "{}",
        ],
        code: 5,
        words: &["ledger is at version", "--expected-version"],
    },
    Row {
        what: "no version where one is needed",
        role: "administrator",
        arguments: &["record", "SetDecisionRules", "--stream", "ledger", "--body", "{}"],
        code: 2,
        words: &["name the version of ledger that you read", "--expected-version"],
    },
    Row {
        what: "a role that does not give the right",
        role: "auditor",
        arguments: &[
            "record",
            "RegisterParticipant",
            "--stream",
            "participant-ny",
            "--body",
            "{\"kind\":\"other\",\"name\":{\"nb\":\"Ny\"}}",
        ],
        code: 7,
        words: &[
            "you may not send RegisterParticipant here",
            "that is for registrar",
            "tingbok access table",
        ],
    },
];

#[test]
fn every_bad_input_ends_with_its_exit_code_and_words_and_leaves_the_entries_as_they_were() {
    let folder = Folder::demo();
    let before = folder.export();
    let mut found = Vec::new();
    for row in ROWS {
        let token = folder.path.join(format!("tokens/{}.token", row.role)).display().to_string();
        let more: Vec<&str> =
            row.arguments[1..].iter().copied().chain(["--token-file", &token]).collect();
        let ended = folder.run(row.arguments[0], &more);
        let unsaid: Vec<&&str> =
            row.words.iter().filter(|words| !ended.err.contains(**words)).collect();
        if ended.code != Some(row.code) || !unsaid.is_empty() {
            found.push(format!(
                "{}: {:?} instead of {}, {unsaid:?} not said:\n{}",
                row.what, ended.code, row.code, ended.err
            ));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(folder.export(), before);
}

#[test]
fn a_text_of_61_kilobytes_and_a_token_that_nobody_gave_are_refused() {
    let folder = Folder::demo();
    let before = folder.export();
    let body = format!("{{\"kind\":\"other\",\"name\":{{\"nb\":\"{}\"}}}}", "x".repeat(61_000));
    let file = folder.beside("body.json");
    std::fs::write(&file, body).unwrap();
    let token = folder.path.join("tokens/registrar.token").display().to_string();
    let file = file.display().to_string();
    let arguments =
        ["RegisterParticipant", &file, "--stream", "participant-ny", "--token-file", &token];
    folder.run("record", &arguments).expect(2).says(&["file the text as a document"]);

    let forged = folder.beside("forged.token");
    std::fs::write(&forged, format!("tbk_t0123456789ab_{}\n", "0".repeat(64))).unwrap();
    let forged = forged.display().to_string();
    let arguments =
        ["AccessRevoked", "--stream", "ledger", "--body", "{}", "--token-file", &forged];
    folder
        .run("record", &arguments)
        .expect(7)
        .says(&["unknown, expired or revoked", "--token-file"]);
    assert_eq!(folder.export(), before);
}

#[test]
fn a_second_process_on_a_folder_that_is_held_is_told_who_holds_it() {
    let server = Server::bare();
    let root = || server.get_json("/api/v1/head")["root"].clone();
    let before = root();
    let held = on(server.folder(), "serve", &["--listen", "127.0.0.1:0"]).expect(8);
    held.says(&["is in use", &server.process_id().to_string(), "nothing was recorded"]);
    on(server.folder(), "projection rebuild", &["--check"]).expect(8).says(&["is in use"]);
    assert_eq!(root(), before);
    // Reading and recording go through the one who holds it.
    on(server.folder(), "log", &[]).expect(0);
}

#[test]
fn no_ledger_at_all_is_not_found_and_the_way_to_one_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("none");
    on(&path, "log", &[]).expect(4).says(&[
        "there is no ledger in",
        "--ledger DIR or TINGBOK_LEDGER",
        "tingbok demo",
        "tingbok init",
    ]);
    assert!(!path.exists(), "looking for a ledger made a folder");
}

#[test]
fn an_entry_of_an_unknown_schema_is_refused_by_every_command_and_changed_by_none() {
    let folder = tempfile::tempdir().unwrap();
    folder_from_the_future(folder.path());
    let journal = || std::fs::read(folder.path().join("journal/00000000.journal")).unwrap();
    let before = journal();
    for command in ["log", "replay", "export ndjson", "projection rebuild", "serve"] {
        let listen: &[&str] = if command == "serve" { &["--listen", "127.0.0.1:0"] } else { &[] };
        on(folder.path(), command, listen).expect(6).says(&["entry 1", "schema 99"]).says(&WORDS);
    }
    assert_eq!(journal(), before);
}

#[test]
fn an_export_with_an_entry_of_an_unknown_schema_is_not_restored() {
    let folder = Folder::init();
    let export = String::from_utf8(folder.export()).unwrap();
    let (_, root) = folder.head();
    let (first, second) = export.trim_end().split_once('\n').unwrap();
    let file = folder.beside("future.ndjson");
    std::fs::write(&file, format!("{first}\n{}\n", of_the_future(second))).unwrap();
    let new = folder.beside("new");
    let restored = on(&new, "restore", &[&file.display().to_string(), "--root", &root]);
    restored.expect(6).says(&["line 2", "schema 99"]).says(&WORDS);
    assert!(!new.join("journal").exists());
}

#[test]
fn a_word_that_is_no_command_is_a_usage_error() {
    for words in [&["fly"][..], &["show"], &["restore", "x", "--root", "no hash"]] {
        tingbok(words).expect(2);
    }
}
