//! Scenario 7: each work package has one that answers for it, and who did before stays on record.
use crate::harness::{Forum, Server, Token};
use serde_json::{Value, json};

/// Three fictitious packages; how many the real group has is not documented.
const PACKAGES: [(&str, &str); 3] =
    [("pakke-a", "fjord"), ("pakke-b", "havn"), ("pakke-c", "skog")];

fn responsible(state: &Value) -> Vec<(&str, bool)> {
    let all = state["responsibilities"].as_array().unwrap().iter();
    all.filter(|one| one["role"] == "responsible")
        .map(|one| (one["holder"].as_str().unwrap(), one["until"].is_null()))
        .collect()
}

fn state(server: &Server, measure: &str, query: &str) -> Value {
    server.get_json(&format!("/api/v1/measures/{measure}{query}"))["state"].take()
}

/// The secretariat takes the packages up as parts of one programme, and places each with one ministry.
fn packages(forum: &Forum) {
    let server = forum.server;
    let programme =
        json!({ "kind": "programme", "title": "Oppdiktet: kunnskap i kriser", "forum": forum.id });
    server
        .post(&forum.secretariat, "RegisterMeasure", "measure-program", &programme)
        .expect_created();
    for (package, holder) in PACKAGES {
        let stream = format!("measure-{package}");
        let body = json!({
            "kind": "work_package", "title": format!("Oppdiktet: {package}"), "forum": forum.id,
            "parent": "program",
        });
        server.post(&forum.secretariat, "RegisterMeasure", &stream, &body).expect_created();
        assign(forum, &stream, json!({ "holder": format!("participant-{holder}") }))
            .expect_created();
    }
}

fn assign(forum: &Forum, stream: &str, mut body: Value) -> crate::harness::Answer {
    body["role"] = json!("responsible");
    forum.server.post(&forum.secretariat, "AssignResponsibility", stream, &body)
}

#[test]
fn scenario_07_a_work_package_has_one_that_answers_for_it_and_moving_it_keeps_the_history() {
    let server = Server::bare();
    let forum = server.forum("kriser", "core-group", &["fjord", "havn", "skog"]);
    packages(&forum);
    let again = json!({ "kind": "work_package", "title": "Oppdiktet", "forum": forum.id, "parent": "pakke-a" });
    server
        .post(&forum.secretariat, "RegisterMeasure", "measure-program", &again)
        .expect_refused("measure-unique");
    assert_eq!(state(&server, "program", "")["children"], json!(["pakke-a", "pakke-b", "pakke-c"]));
    for (package, holder) in PACKAGES {
        let found = state(&server, package, "");
        assert_eq!(responsible(&found), [(format!("participant-{holder}").as_str(), true)]);
    }

    let second = json!({ "holder": "participant-havn" });
    assign(&forum, "measure-pakke-a", second).expect_refused("responsibility-one");
    let wrong = json!({ "holder": "participant-havn", "replaces": "participant-skog" });
    assign(&forum, "measure-pakke-a", wrong).expect_refused("responsibility-one");
    // Others can take part in the work without answering for it.
    let contributing = json!({ "holder": "participant-skog", "role": "contributing" });
    server
        .post(&forum.secretariat, "AssignResponsibility", "measure-pakke-a", &contributing)
        .expect_created();

    server.clock.set("2026-04-01T09:00:00Z");
    let moved = json!({ "holder": "participant-havn", "replaces": "participant-fjord", "from": "2026-04-01" });
    assign(&forum, "measure-pakke-a", moved).expect_created();
    let found = state(&server, "pakke-a", "");
    assert_eq!(responsible(&found), [("participant-fjord", false), ("participant-havn", true)]);
    let before = state(&server, "pakke-a", "?as_of=2026-03-31");
    assert_eq!(responsible(&before), [("participant-fjord", true)]);

    let report = json!({ "status": "ongoing", "said_of": "single" });
    let send =
        |token: &Token| server.post_read(token, "ReportMeasureStatus", "measure-pakke-a", &report);
    send(&server.token("fjord", "responsible", None)).expect_problem("forbidden");
    send(&server.token("havn", "responsible", None)).expect_created();
}

#[test]
fn scenario_07_the_real_move_of_the_master_programme_keeps_who_answered_for_it_before() {
    let server = Server::demo();
    let found = state(&server, "masterprogrammet", "");
    assert_eq!(responsible(&found), [("participant-kd", false), ("participant-kdd", true)]);
    let before = state(&server, "masterprogrammet", "?as_of=2022-06-01");
    assert_eq!(
        responsible(&before),
        [("participant-kd", true)],
        "the day of the move is not documented"
    );
    server.page("/nb/tiltak/masterprogrammet").shows("Kunnskapsdepartementet");
}
