//! Scenario 11: who coordinates what, and what becomes of it when forums end and organisations change their names.
use crate::harness::{Server, Token, name_of};
use serde_json::{Value, json};

/// Three fictitious fields and how one ministry coordinates each.
const FIELDS: [(&str, &str); 3] = [
    ("lokalt-selvstyre", "driver"),
    ("planlegging", "interest_balancer"),
    ("styringssystem", "system_steward"),
];

/// The coordinating participant takes up the common strategy and its fields.
fn fields(server: &Server) {
    server.register(&["fjord", "dfd"]);
    let coordinator = server.token("dfd", "coordinator", None);
    for status in ["proposed", "adopted"] {
        let body = json!({
            "status": status, "title": "Oppdiktet strategi", "owners": ["fjord", "dfd"],
            "goals": [{ "key": "m1", "text": "Oppdiktet: samordne mer." }],
        });
        server
            .post_read(&coordinator, "PublishStrategy", "strategy-felles", &body)
            .expect_created();
    }
    for (field, role) in FIELDS {
        let stream = format!("measure-{field}");
        let body = json!({
            "kind": "joint_task", "title": format!("Oppdiktet: {field}"), "strategy": "felles", "goals": ["m1"],
        });
        server.post(&coordinator, "RegisterMeasure", &stream, &body).expect_created();
        let body = json!({ "holder": "participant-fjord", "role": role });
        server.post(&coordinator, "AssignResponsibility", &stream, &body).expect_created();
    }
}

#[test]
fn scenario_11_one_ministry_coordinates_three_fields_in_three_ways() {
    let server = Server::bare();
    fields(&server);
    let state = &server.get_json("/api/v1/participants/fjord")["state"];
    let mut roles: Vec<_> = state["responsibilities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["subject"].as_str().unwrap(), one["role"].as_str().unwrap()))
        .collect();
    roles.sort_unstable();
    let expected: Vec<_> = FIELDS.map(|(field, role)| (format!("measure-{field}"), role)).into();
    let expected: Vec<_> = expected.iter().map(|(field, role)| (field.as_str(), *role)).collect();
    assert_eq!(roles, expected);

    let map = server.overview("roles", "");
    let holder = map["holders"].as_array().unwrap().iter();
    let holder = holder.clone().find(|one| one["holder"] == "participant-fjord").unwrap();
    let held: Vec<_> = holder["roles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["subject"].as_str().unwrap(), one["role"].as_str().unwrap()))
        .collect();
    assert_eq!(held, expected, "{map}");
    for (field, role) in FIELDS {
        let subject = map["subjects"].as_array().unwrap().iter();
        let subject =
            subject.clone().find(|one| one["subject"] == format!("measure-{field}")).unwrap();
        let held = &subject["roles"][0];
        assert_eq!(
            (&held["role"], &held["coordination"]),
            (&json!(role), &json!(true)),
            "{subject}"
        );
    }
    assert_eq!(server.overview("roles", "?as_of=2026-03-01")["holders"], json!([]));
}

#[test]
fn scenario_11_a_forum_that_ended_hands_over_to_the_one_that_carries_it_on() {
    let server = Server::bare();
    let old = server.forum("satsing", "joint-effort", &["fjord", "havn"]);
    server.clock.set("2026-04-01T09:00:00Z");
    let coordinator = server.token("dfd", "coordinator", None);
    let body = json!({
        "kind": "agency-collaboration", "name": "Oppdiktet etatssamarbeid", "predecessors": [old.id],
    });
    server.post(&coordinator, "EstablishForum", "forum-samarbeid", &body).expect_created();
    let body =
        json!({ "reason": "Oppdiktet: arbeidet går videre der.", "handover": ["samarbeid"] });
    server.post_read(&old.chair, "CloseForum", &old.stream(), &body).expect_created();
    server.post_read(&old.chair, "CloseForum", &old.stream(), &body).expect_refused("forum-open");

    let state = old.state();
    assert_eq!(state["successors"], json!(["samarbeid"]), "{state}");
    let heir = &server.get_json("/api/v1/forums/samarbeid")["state"];
    assert_eq!(heir["predecessors"], json!(["satsing"]), "{heir}");
}

/// Advises a ministry; gives nothing.
fn advised(server: &Server, id: &str, to: &str) {
    let evaluator = server.token("dfo", "evaluator", None);
    let stream = "evaluation-midtveis";
    if server.version(&evaluator, stream) == 0 {
        let body = json!({ "title": "Oppdiktet evaluering", "by": ["dfo"] });
        server.post(&evaluator, "PublishEvaluation", stream, &body).expect_created();
    }
    let body =
        json!({ "id": id, "kind": "recommendation", "to": [to], "text": "Oppdiktet: gjør mer." });
    server.post(&evaluator, "IssueRecommendation", stream, &body).expect_created();
}

fn answer(server: &Server, token: &Token, id: &str) -> crate::harness::Answer {
    let body = json!({ "id": id, "by": token.participant, "response": "noted" });
    server.post(token, "AnswerRecommendation", "evaluation-midtveis", &body)
}

fn succeed(server: &Server, old: &str, new: &str, kind: &str) {
    let registrar = server.token("registrar", "registrar", None);
    let body = json!({ "successors": [new], "kind": kind });
    server
        .post(&registrar, "SucceedParticipant", &format!("participant-{old}"), &body)
        .expect_created();
}

#[test]
fn scenario_11_a_renamed_ministry_answers_for_its_old_name_and_a_transfer_gives_no_such_right() {
    let server = Server::bare();
    let forum = server.forum("tjenester", "service-forum", &["fjord", "havn"]);
    server.register(&["fjord-ny", "skog"]);
    server.register_as("agency", &["dfo"]);
    let mut decision = forum.propose("Oppdiktet: felles mal", "Oppdiktet: alle bruker samme mal.");
    decision.open_by_consensus("2026-03-13");
    decision.agree(&["fjord", "havn"]);
    decision.close();
    for (id, to) in [("rad-1", "fjord"), ("rad-2", "havn")] {
        advised(&server, id, to);
    }

    server.clock.set("2026-04-01T09:00:00Z");
    let renamed = server.token("fjord-ny", "addressee", None);
    answer(&server, &renamed, "rad-1").expect_refused("answer-addressee");
    succeed(&server, "fjord", "fjord-ny", "rename");
    succeed(&server, "havn", "skog", "transfer");
    answer(&server, &renamed, "rad-1").expect_created();
    answer(&server, &renamed, "rad-2").expect_refused("answer-addressee");
    let receiver = server.token("skog", "addressee", None);
    answer(&server, &receiver, "rad-2").expect_refused("answer-addressee");
    answer(&server, &server.token("havn", "addressee", None), "rad-2").expect_created();

    // What the old name did stands under the old name.
    let rows = &decision.state("")["rounds"][0]["rows"];
    let names: Vec<_> = rows.as_array().unwrap().iter().map(|row| &row["participant"]).collect();
    assert_eq!(names, ["fjord", "havn"]);
    decision.page("").shows(&name_of("fjord")).hides(&name_of("fjord-ny"));
    let members = forum.state()["members"].take();
    let moved: Vec<_> = members.as_array().unwrap().iter().collect();
    let moved = moved.iter().find(|seat| seat["participant"] == "fjord-ny").unwrap();
    assert_eq!(moved["formerly"], "fjord", "{members}");
}

#[test]
fn scenario_11_the_real_renamings_are_told_as_inferred_and_the_transfer_ends_nothing() {
    let server = Server::demo();
    let state = |id: &str| server.get_json(&format!("/api/v1/participants/{id}"))["state"].take();
    let followed = |state: &Value, kind: &str| -> Vec<(String, String)> {
        let all = state["successors"].as_array().unwrap().iter();
        let words = |value: &Value| value.as_str().unwrap().to_owned();
        all.filter(|one| one["kind"] == kind)
            .map(|one| (words(&one["participant"]), words(&one["note"]["words"])))
            .collect()
    };
    let renamed = followed(&state("kmd"), "rename");
    assert_eq!(renamed.len(), 1);
    assert_eq!(renamed[0].0, "kdd");
    assert!(renamed[0].1.contains("Ikke oppgitt i noen kilde"), "{renamed:?}");
    let moved = followed(&state("kdd"), "transfer");
    assert_eq!(moved.len(), 1);
    assert_eq!(moved[0].0, "dfd");
    // The ministry goes on beside the one that has the tasks.
    let page = server.page("/nb/deltakere/kdd");
    page.shows("Digitaliserings- og forvaltningsdepartementet");
}
