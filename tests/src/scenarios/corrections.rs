//! Scenario 12, what a source was reported to say is corrected beside it; what was witnessed never is.
use crate::harness::{Server, Token};
use serde_json::{Value, json};

const AUTHORITY: &str = "Oppdiktet: en kontroll som bare finnes i en prøve.";

fn correction(target: u64, field: &str, was: &str, is: &str) -> Value {
    json!({
        "target": target, "field": field, "was": was, "is": is,
        "reason": "Oppdiktet: kilden er kontrollert.", "authority": AUTHORITY,
    })
}

/// Where the first entry of a kind stands on a stream.
#[track_caller]
fn position(server: &Server, reader: &Token, stream: &str, kind: &str) -> u64 {
    let events = server.get_json_as(reader, &format!("/api/v1/streams/{stream}/events"));
    let all = events["items"].as_array().unwrap().iter();
    let found = all.clone().find(|item| item["entry"]["kind"] == kind);
    found.unwrap_or_else(|| panic!("no {kind} in {events}"))["position"].as_u64().unwrap()
}

#[test]
fn scenario_12_a_doubtful_day_of_a_source_is_corrected_and_both_days_stay_visible() {
    let server = Server::demo();
    let registrar = server.token("registrar", "registrar", None);
    let stream = "participant-krd";
    let target = position(&server, &registrar, stream, "ParticipantSucceeded");
    let state = &server.get_json("/api/v1/participants/krd")["state"];
    assert!(state["successors"][0]["note"]["words"].as_str().unwrap().starts_with("Tvilsom dato"));

    let amend = |body: &Value| server.post(&registrar, "AmendEvent", stream, body);
    let fitting = correction(target, "occurred", "2013-01-01", "2014-01-01");
    for (field, was, is, rule) in [
        ("kind", "rename", "split", "amend-field"),
        ("successors", "kmd", "kdd", "amend-field"),
        ("occurred", "2013-01-01", "2013-01-01", "amend-differs"),
        ("occurred", "2013-01-01", "nyttår", "amend-date"),
    ] {
        amend(&correction(target, field, was, is)).expect_refused(rule);
    }
    let mut wordless = fitting.clone();
    wordless["authority"] = json!(" ");
    amend(&wordless).expect_refused("amend-authority");
    let member = server.token("kdd", "responsible", None);
    server.post(&member, "AmendEvent", stream, &fitting).expect_problem("forbidden");
    amend(&fitting).expect_created();

    let state = server.get_json("/api/v1/participants/krd");
    let origin = &state["state"]["successors"][0]["origin"];
    let beside = &origin["amendments"][0];
    assert_eq!(origin["occurred"], "2014-01-01", "{origin}");
    assert_eq!(
        (&beside["field"], &beside["was"], &beside["is"], &beside["authority"]["words"]),
        (&json!("occurred"), &json!("2013-01-01"), &json!("2014-01-01"), &json!(AUTHORITY)),
        "{origin}"
    );
    // Before the correction was known, the ledger said what the source says.
    let before = server.get_json(&format!("/api/v1/participants/krd?at={}", target + 1));
    let before = &before["state"]["successors"][0]["origin"];
    assert_eq!((&before["occurred"], &before["amendments"]), (&json!("2013-01-01"), &Value::Null));
    // The entry itself stands as it was.
    let entry = server.get_json(&format!("/api/v1/events/{target}"));
    assert_eq!(entry["entry"]["occurred"], "2013-01-01", "{entry}");
}

#[test]
fn scenario_12_what_was_witnessed_or_gives_a_seat_is_never_corrected_this_way() {
    let server = Server::bare();
    let forum = server.forum("strategisk", "strategic-forum", &["fjord", "havn"]);
    let mut decision = forum.propose("Oppdiktet: felles mal", "Oppdiktet: alle bruker samme mal.");
    decision.open_by_consensus("2026-03-13");
    decision.answer("fjord", "consents", json!({}));
    decision.answer("havn", "stands_aside", json!({ "statement": "Oppdiktet: for tidlig." }));
    decision.close();
    let registrar = server.token("registrar", "registrar", None);
    let seat = json!({ "participant": "fjord", "action": "joined", "role": "observer" });
    server
        .report(&registrar, "ChangeMembership", &forum.stream(), "2026-02", &seat)
        .expect_created();

    let amend = |target: u64, stream: &str, field: &str| {
        let body = correction(target, field, "Oppdiktet: før", "Oppdiktet: etter");
        server.post(&registrar, "AmendEvent", stream, &body)
    };
    for (stream, kind, field) in [
        (decision.stream.as_str(), "PositionTaken", "statement"),
        (decision.stream.as_str(), "RoundClosed", "occurred"),
        (decision.stream.as_str(), "DecisionProposed", "text"),
        (&forum.stream(), "ForumEstablished", "purpose"),
        ("participant-fjord", "ParticipantRegistered", "name"),
    ] {
        let target = position(&server, &registrar, stream, kind);
        amend(target, stream, field).expect_refused("amend-target");
    }
    let granted = position(&server, &registrar, "ledger", "AccessGranted");
    amend(granted, "ledger", "occurred").expect_problem("invalid");
    // A reported seat neither, and nothing over another thing's history.
    let events = server.get_json(&format!("/api/v1/streams/{}/events", forum.stream()));
    let last = events["items"].as_array().unwrap().last().unwrap()["position"].as_u64().unwrap();
    amend(last, &forum.stream(), "source.ref").expect_refused("amend-target");
    let document = json!({ "kind": "report", "title": "Oppdiktet: før", "date": "2025" });
    let filed = server.report(&registrar, "FileDocument", "document", "2025", &document);
    let filed = filed.expect_created()["events"][0]["position"].as_u64().unwrap();
    amend(filed, &forum.stream(), "title").expect_refused("amend-target");
    // Nor are words put into a source's mouth: what was said is what the entry says.
    amend(filed, "document-1", "source.ref").expect_problem("invalid");
    amend(filed, "document-1", "title").expect_created();
}
