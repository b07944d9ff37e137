//! Every row: what is sent, and the status, name and words that come back. Nothing is recorded by any of them.

use serde_json::json;

use super::reads::READS;
use super::rows::{KEY, ROWS, Row, propose, propose_with, revise};
use super::scene::{Scene, digest};
use crate::harness::{Answer, Token};

/// The answer is the problem that the row names, in words that tell how to go on.
fn complaints(row: &Row, answer: &Answer) -> Vec<String> {
    let problem = answer.json();
    let mut found = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            found.push(format!("{}: {what}\n    {} {}", row.what, answer.status, answer.text));
        }
    };
    check(
        answer.status == row.status,
        format!("status {} instead of {}", answer.status, row.status),
    );
    check(problem["type"] == row.name, format!("name {} instead of {}", problem["type"], row.name));
    check(problem["status"] == row.status, "the body names another status".to_owned());
    let content = answer.header("content-type").unwrap_or_default();
    check(content == "application/problem+json", format!("content type «{content}»"));
    let detail = problem["detail"].as_str().unwrap_or_default();
    for words in row.words {
        check(detail.contains(words), format!("«{words}» is not said"));
    }
    found
}

#[test]
fn every_bad_input_is_refused_by_name_and_in_words_and_leaves_the_entries_as_they_were() {
    let scene = Scene::new();
    let before = scene.entries();
    assert!(before.lines().count() > 10, "{before}");
    let mut found = Vec::new();
    for row in ROWS.iter().chain(READS) {
        found.extend(complaints(row, &(row.send)(&scene)));
        if digest(&scene.entries()) != digest(&before) {
            found.push(format!("{}: the entries changed", row.what));
        }
    }
    assert!(found.is_empty(), "{} complaints\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_problem_with_a_version_says_which_one_the_stream_has_now() {
    let scene = Scene::new();
    for (answer, pointer) in
        [(revise(&scene, &[KEY], Some(1)), 412), (revise(&scene, &[KEY], None), 428)]
    {
        let problem = answer.expect(pointer).json();
        assert_eq!(problem["version"], 2);
        assert_eq!(problem["errors"][0]["pointer"], "/0/expected_version");
    }
}

#[test]
fn the_same_key_gives_the_first_receipt_for_ever_and_takes_no_other_body() {
    let scene = Scene::new();
    let first = scene.send(Some(&scene.kld), &[KEY], &propose(&json!({}))).expect_created();
    let before = scene.entries();
    let again = scene.send(Some(&scene.kld), &[KEY], &propose(&json!({}))).expect(201);
    assert_eq!(again.json(), first);
    assert_eq!(again.header("idempotency-replayed"), Some("true"));

    let other = scene
        .send(Some(&scene.kld), &[KEY], &propose_with("title", &json!("Noe annet")))
        .expect(422);
    let problem = other.expect_problem("invalid");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("a new request needs a new key"), "{detail}");
    assert_eq!(digest(&scene.entries()), digest(&before));

    // The key is the principal's own: another principal's request with it is a request of its own.
    let own = json!({ "command": "RegisterParticipant", "stream": "participant-ny", "body": { "kind": "other", "name": { "nb": "Ny" } } });
    scene.send(Some(&scene.registrar), &[KEY], &own.to_string()).expect_created();
}

#[test]
fn a_token_that_was_revoked_or_has_expired_records_nothing_more() {
    let scene = Scene::new();
    let principal = scene.kld.bearer.split('_').nth(1).unwrap();
    let revocation = json!({ "principal": principal, "from": "2026-03-02", "reason": "Mistet" });
    let server = &scene.server;
    server.post(&server.administrator, "RevokeAccess", "ledger", &revocation).expect_created();
    let (expired, secret_sha256, token) = Token::make("kld");
    let grant = json!({
        "principal": expired, "kind": "token", "secret_sha256": secret_sha256, "participant": "kld",
        "role": "member", "from": "2026-01-01", "to": "2026-03-01"
    });
    server.post(&server.administrator, "GrantAccess", "ledger", &grant).expect_created();

    let before = scene.entries();
    for token in [&scene.kld, &token] {
        let problem = scene
            .send(Some(token), &[KEY], &propose(&json!({})))
            .expect(401)
            .expect_problem("unauthenticated");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("unknown, expired or revoked"), "{detail}");
    }
    assert_eq!(digest(&scene.entries()), digest(&before));
}

#[test]
fn what_is_not_public_yet_and_what_is_not_there_look_the_same_to_everybody() {
    let scene = Scene::new();
    scene.server.get("/api/v1/streams/decision-1/events", Some(&scene.kld), &[]).expect(200);
    let told = |path: String| {
        let answer = scene.server.get(&path, None, &[]).expect(404);
        let detail = answer.json()["detail"].as_str().unwrap().to_owned();
        assert!(!answer.text.contains("Deling"), "{path}: {}", answer.text);
        detail.replace(['1', '9'], "N")
    };
    for path in ["/api/v1/streams/decision-{}/events", "/api/v1/decisions/{}"] {
        let [there, not_there] = ["1", "9"].map(|number| told(path.replace("{}", number)));
        assert_eq!(there, not_there, "{path}");
    }
    // The other decision has its outcome, and so its title; this one waits for its own.
    let list = scene.server.get_json("/api/v1/decisions");
    let titles = [0, 1].map(|n| (&list["items"][n]["id"], &list["items"][n]["title"]));
    assert_eq!(titles, [(&json!(1), &json!(null)), (&json!(2), &json!("Deling"))], "{list}");
}
