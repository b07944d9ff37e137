//! Scenario 4: the life of a core group, from whom it consults to who takes its matters over.
use crate::harness::{Forum, Server, Token};
use serde_json::{Value, json};

const MET: &str = "Oppdiktet: gruppen arbeider med noe sammensatt.";

/// How a fictitious group is established, without a word on whom it consulted.
fn group(name: &str) -> Value {
    json!({ "kind": "core-group", "name": format!("Oppdiktet kjernegruppe {name}"), "purpose": "Oppdiktet." })
}

fn with(mut body: Value, key: &str, value: Value) -> Value {
    body[key] = value;
    body
}

#[test]
fn scenario_04_the_body_that_the_rule_data_names_for_the_day_is_consulted_or_it_is_said_why_not() {
    // The rule data names nobody to consult before 2024.
    let server = Server::bare_at("2023-11-20T09:00:00Z");
    server.register(&["kdd", "dfd"]);
    let before = server.token("kdd", "coordinator", None);
    for number in 1..=5 {
        let stream = format!("forum-gruppe-{number}");
        let body = group(&number.to_string());
        server.post(&before, "EstablishForum", &stream, &body).expect_created();
    }

    server.clock.set("2024-01-08T09:00:00Z");
    let late = server.post(&before, "EstablishForum", "forum-gruppe-6", &group("6"));
    late.expect_problem("forbidden");
    let coordinator = server.token("dfd", "coordinator", None);
    let establish = |body: &Value, number: u32| {
        server.post(&coordinator, "EstablishForum", &format!("forum-gruppe-{number}"), body)
    };
    let refused = establish(&group("6"), 6).expect_refused("forum-consulted");
    assert!(refused["detail"].as_str().unwrap().contains("dfd"), "{refused}");
    establish(&with(group("6"), "consulted", json!(["kdd"])), 6).expect_refused("forum-consulted");
    establish(&with(group("6"), "waiver", json!("  ")), 6).expect_refused("forum-consulted");
    establish(&with(group("6"), "consulted", json!(["dfd"])), 6).expect_created();
    let waiver = "Oppdiktet: gruppen må begynne samme dag.";
    establish(&with(group("7"), "waiver", json!(waiver)), 7).expect_created();

    let state = &server.get_json("/api/v1/forums/gruppe-6")["state"];
    assert_eq!((&state["consulted"], &state["waiver"]), (&json!(["dfd"]), &Value::Null));
    let state = &server.get_json("/api/v1/forums/gruppe-7")["state"];
    assert_eq!((&state["consulted"], &state["waiver"]["words"]), (&json!([]), &json!(waiver)));
    let state = &server.get_json("/api/v1/forums/gruppe-5")["state"];
    assert_eq!((&state["consulted"], &state["waiver"]), (&json!([]), &Value::Null));
    // On another kind of forum nobody is consulted.
    let working = json!({ "kind": "working-group", "name": "Oppdiktet arbeidsgruppe" });
    server.post(&coordinator, "EstablishForum", "forum-arbeidsgruppe", &working).expect_created();
}

#[test]
fn scenario_04_a_core_group_is_organised_reviewed_and_ended_and_what_it_decided_goes_on() {
    let server = Server::bare();
    let forum = server.forum("gruppe-6", "core-group", &["fjord", "havn", "skog"]);
    let stream = forum.stream();
    let organise =
        |body: Value| server.post(&forum.secretariat, "OrganiseSecretariat", &stream, &body);
    organise(json!({ "model": "broad", "by": ["fjord"] })).expect_refused("secretariat-by");
    organise(json!({ "model": "not_documented" })).expect_refused("secretariat-known");
    organise(json!({ "model": "single", "by": ["fjord"], "contacts": ["havn"] })).expect_created();
    server.clock.set("2026-03-03T09:00:00Z");
    let tasks = json!(["Oppdiktet: forbereder møtene."]);
    organise(json!({ "model": "broad", "by": ["fjord", "skog"], "tasks": tasks })).expect_created();
    let mut kept = forum.propose("Oppdiktet: felles plan", "Oppdiktet: en plan for alle.");
    kept.open_by_consensus("2026-03-13");
    kept.agree(&["fjord", "havn", "skog"]);
    kept.close();

    reviewed(&forum);
    let state = forum.state();
    let set_up = |n: usize| {
        let secretariat = &state["secretariats"][n];
        (secretariat["model"].clone(), secretariat["by"].clone(), secretariat["tasks"].clone())
    };
    assert_eq!(set_up(0), (json!("single"), json!(["fjord"]), Value::Null), "{state}");
    assert_eq!(set_up(1), (json!("broad"), json!(["fjord", "skog"]), tasks), "{state}");
    let outcomes: Vec<_> =
        state["reviews"].as_array().unwrap().iter().map(|review| &review["outcome"]).collect();
    assert_eq!(outcomes, ["continue", "wind_down"], "{state}");
    let point = &state["checklist"][0];
    assert_eq!((&point["point"], &point["text"]["words"]), (&json!("g1"), &json!(MET)), "{state}");

    server.clock.set("2026-06-01T09:00:00Z");
    let heir = server.forum("gruppe-7", "core-group", &["fjord", "havn", "skog"]);
    ended(&forum, &heir);
    let closed = &forum.state()["closed"];
    assert_eq!(
        (&closed["handover"], &closed["consulted"]),
        (&json!(["gruppe-7"]), &json!(["dfd"])),
        "{closed}"
    );
    assert_eq!(kept.state("")["in_force"]["outcome"], "adopted", "what it decided stays");
    let before = server.get_json("/api/v1/forums/gruppe-6?as_of=2026-05-31");
    assert_eq!(before["state"]["closed"], Value::Null, "{before}");

    // Nothing new begins in it; who took over can replace what it decided.
    let late = json!({ "forum": forum.id, "title": "Oppdiktet", "text": "Oppdiktet", "matter": "general" });
    server
        .post(&forum.secretariat, "ProposeDecision", "decision", &late)
        .expect_refused("forum-open");
    let about = [kept.stream.as_str()];
    let mut newer =
        heir.propose_about(&about, "Oppdiktet: ny plan", "Oppdiktet: en ny plan for alle.");
    newer.open_by_consensus("2026-06-12");
    newer.agree(&["fjord", "havn", "skog"]);
    newer.close();
    let body = json!({ "by": newer.number, "extent": "whole" });
    server.post_read(&heir.secretariat, "SupersedeDecision", &kept.stream, &body).expect_created();
    assert_eq!(kept.state("")["in_force"], Value::Null);
}

/// The chair reviews it twice; the secretariat does not.
#[track_caller]
fn reviewed(forum: &Forum) {
    let stream = forum.stream();
    let review =
        |token: &Token, body: &Value| forum.server.post_read(token, "ReviewForum", &stream, body);
    let met = |point: &str| json!([{ "point": point, "text": MET }]);
    let mut body = json!({
        "outcome": "continue", "reason": "Oppdiktet: arbeidet gir resultater.", "criteria": met("g1"),
        "review_by": "2027-03-01",
    });
    review(&forum.secretariat, &body).expect_problem("forbidden");
    review(&forum.chair, &with(body.clone(), "criteria", met("g8")))
        .expect_refused("forum-criteria");
    review(&forum.chair, &with(body.clone(), "reason", json!(" "))).expect_refused("review-reason");
    review(&forum.chair, &body).expect_created();
    forum.server.clock.set("2026-05-04T09:00:00Z");
    body["outcome"] = json!("wind_down");
    body["reason"] = json!("Oppdiktet: oppgaven er løst.");
    review(&forum.chair, &body).expect_created();
}

/// The chair ends it: after consultation, with nothing unsettled, handing over to the other.
#[track_caller]
fn ended(forum: &Forum, heir: &Forum) {
    let close =
        |body: &Value| forum.server.post_read(&forum.chair, "CloseForum", &forum.stream(), body);
    let body = json!({ "reason": "Oppdiktet: oppgaven er løst.", "handover": [heir.id] });
    close(&body).expect_refused("close-consulted");
    let body = with(body, "consulted", json!(["dfd"]));
    let open = forum.propose("Oppdiktet: siste sak", "Oppdiktet: ikke ferdig.");
    close(&body).expect_refused("close-decisions");
    let withdrawn = json!({ "reason": "Oppdiktet: tas opp av den nye gruppen." });
    open.send(&forum.chair, "WithdrawDecision", &withdrawn).expect_created();
    close(&with(body.clone(), "handover", json!([forum.id]))).expect_refused("close-handover");
    close(&body).expect_created();
}
