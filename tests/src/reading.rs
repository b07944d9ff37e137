//! What a reader holds is never called fresh when the ledger would say something else.
use crate::harness::Server;
use serde_json::json;

#[test]
fn a_held_reading_is_fresh_until_anything_is_recorded_and_carries_the_version_to_answer_with() {
    let server = Server::bare();
    let forum = server.forum("havnestyret", "strategic-forum", &["fjord", "havn"]);
    let decision = forum.propose("Oppdiktet kai", "Oppdiktet: kaien utvides.");
    let path = format!("/api/v1/decisions/{}", decision.number);
    let read = server.get(&path, Some(&forum.secretariat), &[]).expect(200);
    let etag = read.header("etag").unwrap().to_owned();
    let again =
        |etag: &str| server.get(&path, Some(&forum.secretariat), &[("if-none-match", etag)]).status;
    assert_eq!(again(&etag), 304);

    // Something on another stream, which a state may follow.
    server.register(&["tinde"]);
    assert_eq!(again(&etag), 200, "{etag}");

    // The decision itself stands where it was read, so the reading is still one to answer with.
    let revise = |title: &str, key: &str| {
        let body = json!({ "revision": 2, "text": title, "reason": "Oppdiktet: justert." });
        let item = json!({ "command": "ReviseProposal", "stream": decision.stream, "body": body });
        let headers = [
            ("content-type", "application/json"),
            ("idempotency-key", key),
            ("if-match", etag.as_str()),
        ];
        let bytes = item.to_string();
        server.post_raw("/api/v1/commands", Some(&forum.secretariat), &headers, bytes.as_bytes())
    };
    revise("Oppdiktet: kaien utvides mot nord.", "6f1d2f64-0000-4000-8000-000000000001")
        .expect(201);
    revise("Oppdiktet: kaien utvides mot sør.", "6f1d2f64-0000-4000-8000-000000000002")
        .expect_problem("conflict");
}
