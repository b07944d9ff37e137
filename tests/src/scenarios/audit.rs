//! Scenario 12: an auditor goes back to any day, checks every byte, takes a copy out, and finds what was changed.
use crate::{
    harness::{Server, Token},
    roundtrip::program::{Ended, export, on, tingbok},
};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Before any machine's clock, so that the program may open the folder by that clock.
const FIRST_MOMENT: &str = "2025-01-06T09:00:00Z";
const TEXT: &str = "Oppdiktet: alle bruker samme arkiv.";

/// A decision that was taken in two weeks, and a source that tells later of what had been before.
fn two_weeks(server: &Server) -> u64 {
    let forum = server.forum("strategisk", "strategic-forum", &["fjord", "havn", "skog"]);
    let mut decision = forum.propose("Oppdiktet: felles arkiv", TEXT);
    decision.open_by_consensus("2025-01-10");
    decision.agree(&["fjord", "havn"]);
    server.clock.set("2025-01-08T09:00:00Z");
    decision.answer("skog", "stands_aside", json!({ "statement": "Oppdiktet: for dyrt." }));
    server.clock.set("2025-01-13T09:00:00Z");
    decision.close();
    let registrar = server.token("registrar", "registrar", None);
    let body = json!({ "kind": "network", "name": "Oppdiktet nettverk" });
    server
        .report(&registrar, "EstablishForum", "forum-nettverk", "2024-09", &body)
        .expect_created();
    // Open, so that only those who may see it can replay it.
    let mut hidden = forum.propose("Oppdiktet: en sak til", "Oppdiktet: ikke ferdig.");
    hidden.open_by_consensus("2025-01-31");
    decision.number
}

/// The auditor's token in a file beside the ledger.
fn token_file(server: &Server, token: &Token) -> String {
    let file = server.folder().with_extension("token");
    std::fs::write(&file, format!("{}\n", token.bearer)).unwrap();
    file.display().to_string()
}

/// Runs a command against the server, as the one whose token lies in the file, or as anybody.
fn ask(server: &Server, token: Option<&str>, command: &str, arguments: &[&str]) -> Ended {
    let mut all: Vec<&str> = command.split(' ').chain(["--server", server.base()]).collect();
    all.extend(token.iter().flat_map(|file| ["--token-file", file]));
    all.extend(arguments);
    tingbok(all)
}

#[test]
fn scenario_12_an_auditor_goes_back_to_what_had_happened_and_to_what_was_known() {
    let server = Server::bare_at(FIRST_MOMENT);
    let number = two_weeks(&server);
    let auditor = server.token("revisjonen", "auditor", None);
    let file = token_file(&server, &auditor);

    ask(&server, None, "replay", &[]).expect(7).says(&["becomes public later"]);
    let whole = ask(&server, Some(&file), "replay", &["--json"]).expect(0).json();
    let head = server.get_json("/api/v1/head");
    assert_eq!((&whole["size"], &whole["root"]), (&head["size"], &head["root"]), "{whole}");

    let before = ["--json", "--known-at", "2025-01-07T00:00:00Z"];
    let before = ask(&server, Some(&file), "replay", &before).expect(0).json();
    assert!(before["size"].as_u64() < whole["size"].as_u64(), "{before}");
    let happened = |day: &str| {
        let said =
            ask(&server, Some(&file), "replay", &["--json", "--as-of", day]).expect(0).json();
        said["by"]["happened"].as_u64().unwrap()
    };
    // The first is only told by the source, and it came to the ledger last.
    assert_eq!(happened("2024-12-31"), 1);
    assert!(happened("2025-01-06") < happened("2025-01-08"));
    assert!(happened("2025-01-08") < happened("2025-01-13"));

    let seen = |path: &str| server.get(path, Some(&auditor), &[]);
    let decision = |query: &str| {
        seen(&format!("/api/v1/decisions/{number}{query}")).expect(200).json()["state"].take()
    };
    assert_eq!(decision("?as_of=2025-01-12")["in_force"], Value::Null);
    assert_eq!(decision("?as_of=2025-01-13")["in_force"]["outcome"], "adopted_with_dissent");
    assert_eq!(decision("?known_at=2025-01-12T00:00:00Z")["in_force"], Value::Null);
    let network = "/api/v1/forums/nettverk";
    seen(&format!("{network}?as_of=2024-12-31")).expect(200);
    seen(&format!("{network}?as_of=2024-08-31")).expect(404);
    seen(&format!("{network}?known_at=2025-01-12T00:00:00Z")).expect(404);
    let none = json!({ "kind": "network", "name": "Oppdiktet" });
    let refused = server.post(&auditor, "EstablishForum", "forum-revisorens", &none);
    refused.expect_problem("forbidden");
}

#[test]
fn scenario_12_a_changed_byte_in_a_copy_is_found_and_what_was_taken_out_is_the_log_itself() {
    let mut server = Server::bare_at(FIRST_MOMENT);
    two_weeks(&server);
    let file = token_file(&server, &server.token("revisjonen", "auditor", None));
    let exported = ask(&server, Some(&file), "export ndjson", &[]).expect(0).out;
    let head = server.get_json("/api/v1/head");
    server.kill();

    let copy = server.folder().with_extension("copy");
    copy_folder(server.folder(), &copy);
    let sound = on(&copy, "replay", &["--json"]).expect(0).json();
    assert_eq!(sound["root"], head["root"]);
    assert_eq!(export(&copy), exported);

    let changed = server.folder().with_extension("changed");
    copy_folder(server.folder(), &changed);
    let journal = changed.join("journal/00000000.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let at = bytes.windows(TEXT.len()).position(|found| found == TEXT.as_bytes()).unwrap();
    bytes[at] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    on(&changed, "replay", &[]).expect(6).says(&["damaged at position"]);
    assert_eq!(std::fs::read(&journal).unwrap(), bytes, "what is left of it lies there as it was");
    on(&copy, "replay", &["--digest"]).expect(0);
}

/// Copies a folder as it lies, but for the socket of the program that served it.
fn copy_folder(from: &Path, to: &PathBuf) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, target) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            copy_folder(&entry.path(), &target);
        } else if kind.is_file() {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
