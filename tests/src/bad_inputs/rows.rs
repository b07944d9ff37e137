//! What is sent wrongly over HTTP, row by row, and what comes back.

use serde_json::{Value, json};

use super::scene::{Scene, TEXT, digest, opening_of_round, position};
use crate::harness::{Answer, Token};

/// A key that no other request has.
pub(super) const KEY: (&str, &str) = ("idempotency-key", "7d2f0f3e-6f0a-4c6e-9d3c-0a7f5a2b9c11");

pub(super) struct Row {
    pub(super) what: &'static str,
    pub(super) status: u16,
    pub(super) name: &'static str,
    /// What was found, and how to go on.
    pub(super) words: &'static [&'static str],
    pub(super) send: fn(&Scene) -> Answer,
}

/// One command as the member for KLD sends it.
fn item(scene: &Scene, command: &str, stream: &str, body: &Value) -> Answer {
    scene.server.post(&scene.kld, command, stream, body)
}

fn proposal() -> Value {
    json!({ "forum": "prove", "title": "Enda en sak", "text": TEXT, "matter": "general" })
}

pub(super) fn propose(changes: &Value) -> String {
    let mut item =
        json!({ "command": "ProposeDecision", "stream": "decision", "body": proposal() });
    for (field, value) in changes.as_object().unwrap() {
        item[field] = value.clone();
    }
    item.to_string()
}

/// The body of the proposal with one field more, or another.
pub(super) fn propose_with(field: &str, value: &Value) -> String {
    let mut body = proposal();
    body[field] = value.clone();
    propose(&json!({ "body": body }))
}

pub(super) const ROWS: &[Row] = &[
    Row {
        what: "a kind that nobody knows",
        status: 422,
        name: "invalid",
        words: &["there is no command «FlipCoin»", "the names are", "TakePosition"],
        send: |scene| item(scene, "FlipCoin", "decision-1", &json!({})),
    },
    Row {
        what: "a day that no calendar has",
        status: 422,
        name: "invalid",
        words: &["2026-02-30"],
        send: |scene| {
            scene.send(Some(&scene.kld), &[KEY], &propose(&json!({ "occurred": "2026-02-30" })))
        },
    },
    Row {
        what: "a date in no notation",
        status: 422,
        name: "invalid",
        words: &["i går", "2023-11-10"],
        send: |scene| {
            scene.send(Some(&scene.kld), &[KEY], &propose(&json!({ "occurred": "i går" })))
        },
    },
    Row {
        what: "a deadline that is no day",
        status: 422,
        name: "invalid",
        words: &["body"],
        send: |scene| {
            let mut body = opening_of_round();
            body["deadline"] = json!("16.3.2026");
            scene.server.post_read(&scene.secretariat, "OpenRound", "decision-2", &body)
        },
    },
    Row {
        what: "what is said to have happened tomorrow",
        status: 409,
        name: "refused",
        words: &["is after today, 2026-03-02"],
        send: |scene| {
            scene.send(Some(&scene.kld), &[KEY], &propose(&json!({ "occurred": "2026-03-03" })))
        },
    },
    Row {
        what: "a version that was read before somebody changed it",
        status: 412,
        name: "conflict",
        words: &["decision-1 is at version 2, not 1", "read it again, then send again"],
        send: |scene| revise(scene, &[KEY], Some(1)),
    },
    Row {
        what: "the same in the header",
        status: 412,
        name: "conflict",
        words: &["decision-1 is at version 2, not 7"],
        send: |scene| revise(scene, &[KEY, ("if-match", "\"7\"")], None),
    },
    Row {
        what: "no version where one is needed",
        status: 428,
        name: "precondition-required",
        words: &["name the version of decision-1 that you read", "2 now"],
        send: |scene| revise(scene, &[KEY], None),
    },
    Row {
        what: "any version at all",
        status: 400,
        name: "malformed",
        words: &["If-Match names the version that was read", "* is not taken"],
        send: |scene| revise(scene, &[KEY, ("if-match", "*")], None),
    },
    Row {
        what: "an answer for another",
        status: 409,
        name: "refused",
        words: &["kld answers for kld only, never for another"],
        send: |scene| {
            let mut body = position(1);
            body["participant"] = json!("fin");
            item(scene, "TakePosition", "decision-1", &body)
        },
    },
    Row {
        what: "an answer in a closed round",
        status: 409,
        name: "refused",
        words: &["round 1 of decision 2 is not open, so nothing can be answered in it"],
        send: |scene| item(scene, "TakePosition", "decision-2", &position(1)),
    },
    Row {
        what: "a round closed twice",
        status: 409,
        name: "refused",
        words: &["round 1 of decision 2 is not open"],
        send: |scene| {
            scene.server.post_read(
                &scene.secretariat,
                "CloseRound",
                "decision-2",
                &json!({ "round": 1 }),
            )
        },
    },
    Row {
        what: "an answer to a text that nobody laid forward",
        status: 409,
        name: "refused",
        words: &["read it again and send its digest"],
        send: |scene| {
            let mut body = position(1);
            body["text_sha256"] = json!(hex::encode(digest("noe annet")));
            item(scene, "TakePosition", "decision-1", &body)
        },
    },
    Row {
        what: "an entry of 61 kB",
        status: 413,
        name: "too-large",
        words: &["may be 60000", "file the text as a document and refer to it by its SHA-256"],
        send: |scene| {
            scene.send(Some(&scene.kld), &[KEY], &propose_with("text", &json!("x".repeat(61_000))))
        },
    },
    Row {
        what: "a body over 256 kB",
        status: 413,
        name: "too-large",
        words: &["over 262144 bytes", "send a shorter list, and long texts as documents"],
        send: |scene| scene.send(Some(&scene.kld), &[KEY], &" ".repeat(262_145)),
    },
    Row {
        what: "a list of 257",
        status: 422,
        name: "invalid",
        words: &["a list holds 1 to 256 commands, this one 257", "send it in parts"],
        send: |scene| {
            let items = vec![propose(&json!({})); 257].join(",");
            scene.send(Some(&scene.kld), &[KEY], &format!("[{items}]"))
        },
    },
    Row {
        what: "an empty list",
        status: 422,
        name: "invalid",
        words: &["a list holds 1 to 256 commands, this one 0"],
        send: |scene| scene.send(Some(&scene.kld), &[KEY], "[]"),
    },
    Row {
        what: "a list whose last command is refused",
        status: 409,
        name: "refused",
        words: &["is not open"],
        send: |scene| {
            let late =
                json!({ "command": "TakePosition", "stream": "decision-2", "body": position(1) });
            scene.send(Some(&scene.kld), &[KEY], &format!("[{},{late}]", propose(&json!({}))))
        },
    },
    Row {
        what: "JSON that breaks off",
        status: 400,
        name: "malformed",
        words: &["not JSON", "column", "left open"],
        send: |scene| scene.send(Some(&scene.kld), &[KEY], &propose(&json!({}))[..40]),
    },
    Row {
        what: "a body nested a hundred thousand deep",
        status: 400,
        name: "malformed",
        words: &["nested deeper than 32"],
        send: |scene| scene.send(Some(&scene.kld), &[KEY], &"[".repeat(100_000)),
    },
    Row {
        what: "a number with a fraction",
        status: 422,
        name: "invalid",
        words: &[
            "a number with a fraction cannot be recorded",
            "write a whole number, or the amount as text",
        ],
        send: |scene| {
            let mut body = position(1);
            body["round"] = json!(1.5);
            item(scene, "TakePosition", "decision-1", &body)
        },
    },
    Row {
        what: "a field that the command does not have",
        status: 422,
        name: "invalid",
        words: &[
            "body.outcome is no field of ProposeDecision; its fields: forum, title, text",
            "events/schema/DecisionProposed/v1.json",
        ],
        send: |scene| {
            scene.send(Some(&scene.kld), &[KEY], &propose_with("outcome", &json!("adopted")))
        },
    },
    Row {
        what: "an actor in the body",
        status: 422,
        name: "invalid",
        words: &["actor is no field of a command; its fields: command", "docs/reference/http.md"],
        send: |scene| {
            scene.send(
                Some(&scene.kld),
                &[KEY],
                &propose(&json!({ "actor": { "participant": "fin" } })),
            )
        },
    },
    Row {
        what: "an answer that is none of the answers",
        status: 422,
        name: "invalid",
        words: &["body.position is «agrees»: write one of consents, stands_aside, reserves"],
        send: |scene| {
            let mut body = position(1);
            body["position"] = json!("agrees");
            item(scene, "TakePosition", "decision-1", &body)
        },
    },
    Row {
        what: "an answer without its round",
        status: 422,
        name: "invalid",
        words: &["body.round is missing: write a whole number", "TakePosition needs"],
        send: |scene| {
            let mut body = position(1);
            body.as_object_mut().map(|fields| fields.remove("round"));
            item(scene, "TakePosition", "decision-1", &body)
        },
    },
    Row {
        what: "plain text",
        status: 415,
        name: "unsupported-type",
        words: &["application/json", "application/x-ndjson"],
        send: |scene| {
            let headers = [KEY, ("content-type", "text/plain")];
            let body = propose(&json!({}));
            scene.server.post_raw("/api/v1/commands", Some(&scene.kld), &headers, body.as_bytes())
        },
    },
    Row {
        what: "a decision that is not there",
        status: 404,
        name: "not-found",
        words: &["there is no decision «99» in this ledger", "check the name, or record it first"],
        send: |scene| item(scene, "TakePosition", "decision-99", &position(1)),
    },
    Row {
        what: "a stream of no kind",
        status: 422,
        name: "invalid",
        words: &["names no stream", "KIND is one of participant, forum"],
        send: |scene| item(scene, "TakePosition", "klubb-7", &position(1)),
    },
    Row {
        what: "a command on a stream of another kind",
        status: 422,
        name: "invalid",
        words: &["TakePosition goes on a stream of kind decision, not on «forum-prove»"],
        send: |scene| item(scene, "TakePosition", "forum-prove", &position(1)),
    },
    Row {
        what: "reading the history of a stream that is not there",
        status: 404,
        name: "not-found",
        words: &["there is no stream decision-99"],
        send: |scene| {
            scene.server.get("/api/v1/streams/decision-99/events", Some(&scene.auditor), &[])
        },
    },
    Row {
        what: "no idempotency key",
        status: 400,
        name: "malformed",
        words: &["send «Idempotency-Key: <UUID>», a new one for each new request"],
        send: |scene| scene.send(Some(&scene.kld), &[], &propose(&json!({}))),
    },
    Row {
        what: "a key that is no UUID",
        status: 400,
        name: "malformed",
        words: &["send «Idempotency-Key: <UUID>»"],
        send: |scene| {
            scene.send(Some(&scene.kld), &[("idempotency-key", "1")], &propose(&json!({})))
        },
    },
    Row {
        what: "no token",
        status: 401,
        name: "unauthenticated",
        words: &["Authorization: Bearer tbk_", "tingbok token create"],
        send: |scene| scene.send(None, &[KEY], &propose(&json!({}))),
    },
    Row {
        what: "a token with another secret",
        status: 401,
        name: "unauthenticated",
        words: &["unknown, expired or revoked"],
        send: |scene| {
            let mut bearer = scene.kld.bearer.clone();
            let last = if bearer.pop() == Some('0') { '1' } else { '0' };
            bearer.push(last);
            scene.send(Some(&Token { bearer, ..scene.kld.clone() }), &[KEY], &propose(&json!({})))
        },
    },
    Row {
        what: "a role that does not give the right",
        status: 403,
        name: "forbidden",
        words: &["you may not send RegisterParticipant here", "that is for registrar"],
        send: |scene| {
            let body = json!({ "kind": "ministry", "name": { "nb": "Nytt" } });
            item(scene, "RegisterParticipant", "participant-ny", &body)
        },
    },
    Row {
        what: "a reported fact without its source",
        status: 409,
        name: "refused",
        words: &["a reported fact names its source: give source.kind"],
        send: |scene| {
            let forum = json!({
                "command": "EstablishForum", "stream": "forum-ny", "evidence": "reported",
                "body": { "kind": "forum", "name": "Nytt" }
            });
            scene.send(Some(&scene.registrar), &[KEY], &forum.to_string())
        },
    },
];

pub(super) fn revise(scene: &Scene, headers: &[(&str, &str)], version: Option<u64>) -> Answer {
    let body = json!({ "revision": 2, "text": "Ny tekst.", "reason": "Innspill" });
    let mut item = json!({ "command": "ReviseProposal", "stream": "decision-1", "body": body });
    if let Some(version) = version {
        item["expected_version"] = json!(version);
    }
    scene.send(Some(&scene.kld), headers, &item.to_string())
}
