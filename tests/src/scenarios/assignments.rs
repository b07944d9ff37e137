//! Scenario 9: an assignment that several ministries give several agencies, what pays for it, and that it is late.
use crate::harness::{Forum, Server, Token};
use serde_json::{Value, json};

const STREAM: &str = "assignment-felles-1";
const MEASURE: &str = "measure-felles-innsats";

/// What the ministries ask for together.
fn assignment(from: &[&str], to: &[&str]) -> Value {
    json!({
        "letter": "allocation-letter", "year": 2026, "from": from, "to": to, "joint": true,
        "text": "Oppdiktet: lag en felles utredning.", "due": "2026-05-29",
    })
}

struct Parties {
    fjord: Token,
    havn: Token,
    etat_a: Token,
    etat_b: Token,
}

fn parties(server: &Server) -> Parties {
    server.register_as("agency", &["etat-a", "etat-b", "etat-c"]);
    let token = |participant| server.token(participant, "addressee", None);
    Parties {
        fjord: token("fjord"),
        havn: token("havn"),
        etat_a: token("etat-a"),
        etat_b: token("etat-b"),
    }
}

#[test]
fn scenario_09_a_joint_assignment_has_several_on_a_side_and_is_late_until_all_have_delivered() {
    let server = Server::bare();
    let forum = server.forum("barn", "core-group", &["fjord", "havn", "skog"]);
    let mut behind = forum.propose("Oppdiktet: felles oppdrag", "Oppdiktet: to etater utreder.");
    behind.open_by_consensus("2026-03-13");
    behind.agree(&["fjord", "havn", "skog"]);
    let parties = parties(&server);
    let issue = |token: &Token, body: &Value| server.post(token, "IssueAssignment", STREAM, body);
    issue(&parties.fjord, &assignment(&["fjord"], &["etat-a"])).expect_refused("assignment-joint");
    issue(&parties.fjord, &assignment(&["fjord", "fjord"], &["etat-a"]))
        .expect_refused("assignment-joint");
    let mut whole = assignment(&["fjord", "havn"], &["etat-a", "etat-b"]);
    // Nobody gives an assignment in another's name: a decision of them all stands behind it.
    issue(&parties.fjord, &whole).expect_refused("assignment-others");
    whole["decision"] = json!(behind.number);
    issue(&parties.fjord, &whole).expect_refused("decision-in-force");
    behind.close();
    issue(&server.token("skog", "addressee", None), &whole).expect_refused("assignment-own");
    issue(&parties.fjord, &whole).expect_created();
    issue(&parties.havn, &whole).expect_refused("assignment-once");

    let report = |token: &Token, status: &str| {
        let body = json!({ "by": token.participant, "status": status });
        server.post_read(token, "ReportAssignment", STREAM, &body)
    };
    report(&parties.fjord, "accepted").expect_refused("assignment-order");
    report(&parties.etat_a, "started").expect_created();
    let outside = server.token("etat-c", "addressee", None);
    report(&outside, "delivered").expect_refused("assignment-side");
    let for_other = json!({ "by": "etat-b", "status": "started" });
    server
        .post_read(&parties.etat_a, "ReportAssignment", STREAM, &for_other)
        .expect_refused("assignment-by");
    server.clock.set("2026-05-20T09:00:00Z");
    report(&parties.etat_a, "delivered").expect_created();

    // The last day is no day too late; the day after is.
    server.clock.set("2026-05-29T09:00:00Z");
    assert_eq!(late(&server, ""), (false, json!("started"), json!(["etat-b"])));
    server.clock.set("2026-06-01T09:00:00Z");
    assert_eq!(late(&server, ""), (true, json!("started"), json!(["etat-b"])));
    let row = server.overview("overdue", "")["assignments"][0].take();
    assert_eq!(
        (&row["subject"], &row["who"], &row["days_late"], &row["since"]),
        (&json!(STREAM), &json!(["participant-etat-b"]), &json!(3), &json!("2026-05-30")),
        "{row}"
    );
    let lists = server.overview("escalation", "")["forums"].take();
    let list = &lists[0];
    assert_eq!((&list["forum"], &list["rows"][0]["row"]), (&json!("barn"), &row), "{lists}");
    report(&parties.etat_b, "delivered").expect_created();
    assert_eq!(server.overview("overdue", "")["assignments"], json!([]));
    assert_eq!(server.overview("escalation", "")["forums"], json!([]));
    assert_eq!(late(&server, ""), (false, json!("delivered"), json!([])));
    assert_eq!(state(&server, "")["days_late"], 3);
    assert_eq!(late(&server, "?as_of=2026-05-31"), (true, json!("started"), json!(["etat-b"])));
    report(&parties.etat_a, "accepted").expect_refused("assignment-side");
    report(&parties.havn, "accepted").expect_created();
    report(&parties.etat_b, "started").expect_refused("assignment-order");
    let done = state(&server, "");
    assert_eq!((&done["status"], &done["joint"]), (&json!("accepted"), &json!(true)), "{done}");
    assert_eq!(done["reports"].as_array().map(Vec::len), Some(4), "{done}");
}

fn state(server: &Server, query: &str) -> Value {
    server.get_json(&format!("/api/v1/assignments/felles-1{query}"))["state"].take()
}

/// Whether it is late, how far it has come, and of whom nothing is delivered.
fn late(server: &Server, query: &str) -> (bool, Value, Value) {
    let state = state(server, query);
    let late = state["overdue"].as_bool().unwrap_or_else(|| panic!("{state}"));
    (late, state["status"].clone(), state["missing"].clone())
}

/// The six pieces of advice stand as a list to hold a joint assignment against: which it answers, and which not.
#[test]
fn scenario_09_each_piece_of_advice_names_the_joint_assignments_that_follow_it() {
    let server = Server::bare();
    server.register(&["fjord", "havn"]);
    server.register_as("agency", &["dfo"]);
    let parties = parties(&server);
    let whole = assignment(&["fjord"], &["etat-a", "etat-b"]);
    server.post(&parties.fjord, "IssueAssignment", STREAM, &whole).expect_created();
    let evaluator = server.token("dfo", "evaluator", None);
    let stream = "evaluation-rad";
    let body = json!({ "title": "Oppdiktet veileder", "by": ["dfo"] });
    server.post(&evaluator, "PublishEvaluation", stream, &body).expect_created();
    for number in 1..=6 {
        let body = json!({
            "id": format!("rad-{number}"), "kind": "advice", "to": ["fjord", "havn"],
            "text": format!("Oppdiktet: råd {number}."),
        });
        server.post(&evaluator, "IssueRecommendation", stream, &body).expect_created();
    }
    for number in [2, 5] {
        let body = json!({
            "id": format!("rad-{number}"), "by": "fjord", "response": "accepted", "follow_up": [STREAM],
        });
        server.post(&parties.fjord, "AnswerRecommendation", stream, &body).expect_created();
    }
    server.clock.set("2027-03-01T09:00:00Z");
    let state = &server.get_json("/api/v1/evaluations/rad")["state"];
    let advice = state["recommendations"].as_array().unwrap();
    assert_eq!(advice.len(), 6, "{state}");
    let followed: Vec<bool> =
        advice.iter().map(|one| one["latest"][0]["follow_up"] == json!([STREAM])).collect();
    assert_eq!(followed, [false, true, false, false, true, false], "{state}");
    // Advice asks for no answer, so that none is ever late.
    assert!(advice.iter().all(|one| one["overdue"] == false), "{state}");
}

#[test]
fn scenario_09_what_is_allocated_was_agreed_before_and_an_unknown_amount_is_left_out() {
    let server = Server::bare();
    let forum = server.forum("barn", "core-group", &["fjord", "havn", "skog"]);
    measure(&forum);
    let responsible = server.token("fjord", "responsible", None);
    let fund = |stage: &str, decision: Value| {
        let body = json!({
            "stage": stage, "resource": "money", "model": "Oppdiktet: programfinansiering",
            "payers": ["fjord", "havn"], "years": { "from": 2026, "to": 2027 }, "decision": decision,
        });
        server.post_read(&responsible, "RecordFunding", MEASURE, &body)
    };
    fund("proposed", Value::Null).expect_created();
    fund("agreed", Value::Null).expect_refused("funding-payers");
    let mut shared = forum.propose("Oppdiktet: programfinansiering", "Oppdiktet: to betaler.");
    shared.open_by_consensus("2026-03-13");
    shared.agree(&["fjord", "havn", "skog"]);
    shared.close();
    let decision = json!(shared.number);
    fund("allocated", decision.clone()).expect_refused("funding-agreed");
    server.clock.set("2026-03-09T09:00:00Z");
    fund("agreed", decision.clone()).expect_created();
    fund("allocated", decision).expect_created();
    let state = server.get_json("/api/v1/measures/felles-innsats")["state"].take();
    let funding = state["funding"].as_array().unwrap();
    let stages: Vec<_> = funding.iter().map(|one| &one["stage"]).collect();
    assert_eq!(stages, ["proposed", "agreed", "allocated"], "{state}");
    for one in funding {
        assert_eq!(
            (&one["amount"], &one["payers"]),
            (&Value::Null, &json!(["fjord", "havn"])),
            "{one}"
        );
    }
    let other = json!({ "stage": "allocated", "resource": "staff", "payers": ["fjord"] });
    server
        .post_read(&responsible, "RecordFunding", MEASURE, &other)
        .expect_refused("funding-agreed");
}

fn measure(forum: &Forum) {
    let body =
        json!({ "kind": "joint_task", "title": "Oppdiktet: felles innsats", "forum": forum.id });
    forum.server.post(&forum.secretariat, "RegisterMeasure", MEASURE, &body).expect_created();
    let body = json!({ "holder": "participant-fjord", "role": "responsible" });
    forum.server.post(&forum.secretariat, "AssignResponsibility", MEASURE, &body).expect_created();
}
