//! Scenario 13: the minutes say that the forum agreed; what each one said, and did not say, stays visible.
use crate::harness::{Server, name_of};
use serde_json::{Value, json};

#[test]
fn scenario_13_a_declared_consensus_shows_presence_dissent_and_a_later_contest() {
    let server = Server::bare();
    let forum = server.forum("samfunn", "core-group", &["fjell", "fjord", "havn", "mark", "skog"]);
    let mut decision =
        forum.propose("Oppdiktet: felles plan", "Oppdiktet: gruppen følger en felles plan.");
    let waiver = "Oppdiktet: saken ble forberedt i møtet.";
    let declared = json!({ "meeting": "mote-1", "waiver": waiver });
    decision.ask_to_open("declared", declared.clone()).expect_problem("not-found");
    let attendance = [
        ("fjell", "present"),
        ("fjord", "present"),
        ("havn", "stand_in"),
        ("mark", "absent"),
        ("skog", "present"),
    ];
    forum.meeting("mote-1", "2026-03-02", &attendance, Some(&decision)).expect_created();
    decision.open("declared", declared);

    let statement = "Oppdiktet: planen burde også gjelde kysten.";
    let recorded = json!({ "participant": "havn", "meeting": "mote-1", "statement": statement });
    let recorded = decision.position("stands_aside", recorded);
    server.post(&forum.secretariat, "TakePosition", &decision.stream, &recorded).expect_created();
    let closed = decision.close();

    assert_eq!(decision.state("")["in_force"]["outcome"], "adopted_with_dissent");
    let page = decision.page("");
    page.shows("Vedtatt med særmerknad").shows("Konsensus fastslått i møtet").shows(statement);
    for present in ["fjell", "fjord", "skog"] {
        let row = page.row(&name_of(present));
        assert!(
            row.contains("Til stede, ingen innvending ført") && !row.contains("Slutter seg til"),
            "{row}"
        );
    }
    assert!(page.row(&name_of("mark")).contains("Ikke til stede"));
    let row = page.row(&name_of("havn"));
    assert!(row.contains("Særmerknad") && row.contains("Ført av sekretariatet"), "{row}");

    draft_tells(&server, statement);

    server.clock.set("2026-03-10T09:00:00Z");
    let target = closed["events"][0]["position"].as_u64().unwrap();
    let contest = json!({
        "target": target, "participant": "fjell", "response": "contested",
        "statement": "Oppdiktet: vi var til stede, men sluttet oss ikke til.",
    });
    let others = server.post(forum.member("skog"), "AttestPosition", &decision.stream, &contest);
    others.expect_refused("attest-own");
    server
        .post(forum.member("fjell"), "AttestPosition", &decision.stream, &contest)
        .expect_created();

    let state = decision.state("");
    assert_eq!(state["in_force"]["outcome"], "adopted_with_dissent", "the outcome stands");
    assert_eq!(
        state["rounds"][0]["contested_by"][0]["participant"], "fjell",
        "{}",
        state["rounds"][0]
    );
    let page = decision.page("");
    page.shows(&format!("Vedtatt, men bestridt av {}", name_of("fjell")))
        .shows("Bestridt av deltakeren");
    page.shows("Oppdiktet: vi var til stede, men sluttet oss ikke til.");
    decision.page("?as_of=2026-03-09").hides("bestridt av");

    server.clock.set("2026-03-16T09:00:00Z");
    let all = [("fjell", "present"), ("fjord", "present"), ("havn", "present")];
    let document = forum.document("minutes", "referat fra møte 1");
    let approval = json!({
        "meeting": "mote-1", "document": document, "in_meeting": "mote-2",
        "remarks": "Oppdiktet: fjell ba om at innvendingen ble nevnt.",
    });
    let early = server.post(&forum.secretariat, "ApproveMinutes", &forum.stream(), &approval);
    early.expect_problem("not-found");
    forum.meeting("mote-2", "2026-03-16", &all, None).expect_created();
    server.post(&forum.secretariat, "ApproveMinutes", &forum.stream(), &approval).expect_created();

    let state = forum.state();
    let meetings = state["meetings"].as_array().unwrap();
    let first = meetings.iter().find(|meeting| meeting["id"] == "mote-1").unwrap();
    assert_eq!(first["minutes_approved"]["in_meeting"], "mote-2");
    let approved = minutes(&server);
    let approval = &approved["approval"];
    assert_eq!((&approved["stage"], &approval["document"]), (&json!("approved"), &json!(document)));
    forum
        .page()
        .shows("Referatet er godkjent")
        .shows("Oppdiktet: fjell ba om at innvendingen ble nevnt.");
}

/// The minutes of the first meeting, as everybody may read them.
#[track_caller]
fn minutes(server: &Server) -> Value {
    server.get_json("/api/v1/forums/samfunn/meetings/mote-1")["state"].take()
}

/// Before they are approved they say who was there, what came of the matter, and what was recorded for whom.
#[track_caller]
fn draft_tells(server: &Server, statement: &str) {
    let draft = minutes(server);
    assert_eq!(draft["stage"], "draft", "{draft}");
    assert_eq!(draft["items"][0]["decision"]["outcome_here"], "adopted_with_dissent", "{draft}");
    let recorded = &draft["positions"][0]["answer"];
    assert_eq!(recorded["statement"]["words"], statement, "{draft}");
    let names = |presence: &str| -> Vec<Value> {
        let there = draft[presence].as_array().unwrap().iter();
        there.map(|one| one["participant"].clone()).collect()
    };
    assert_eq!(names("present"), ["fjell", "fjord", "skog"]);
    assert_eq!((names("stand_ins"), names("absent")), (vec![json!("havn")], vec![json!("mark")]));
}
