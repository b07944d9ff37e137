//! Scenario 2: a written procedure, in which silence neither blocks nor agrees.
use crate::harness::{Forum, Server, name_of};
use serde_json::{Value, json};

const MEMBERS: [&str; 5] = ["fjell", "fjord", "havn", "mark", "skog"];

fn service_forum(server: &Server) -> Forum<'_> {
    server.forum("tjenester", "service-forum", &MEMBERS)
}

#[test]
fn scenario_02_in_a_written_procedure_silence_does_not_block_and_is_shown_as_no_reply() {
    let server = Server::bare();
    let forum = service_forum(&server);
    let mut decision = forum.propose(
        "Oppdiktet: Felles anskaffelsesstrategi",
        "Oppdiktet: departementene kjøper inn sammen.",
    );
    // Five working days at least, by the rule data.
    decision
        .ask_to_open("silence", json!({ "deadline": "2026-03-06" }))
        .expect_refused("silence-deadline");
    decision.open(
        "silence",
        json!({ "deadline": "2026-03-13", "notified_by": "Oppdiktet: e-post til alle." }),
    );
    decision.agree(&["fjord", "skog"]);
    let statement = "Oppdiktet: lokale kjøp bør fortsatt være mulige.";
    decision.answer("havn", "stands_aside", json!({ "statement": statement }));
    let early = json!({ "round": 1 });
    decision.send(&forum.secretariat, "CloseRound", &early).expect_refused("close-early");

    server.clock.set("2026-03-16T09:00:00Z");
    decision.ask_to_answer("mark", "consents", json!({})).expect_refused("position-deadline");
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"]["outcome"], "adopted_with_dissent");
    let counts = &state["rounds"][0]["counts"];
    for (count, expected) in
        [("electors", 5), ("consents_plain", 2), ("stands_aside", 1), ("silent", 2)]
    {
        assert_eq!(counts[count], expected, "{count} in {counts}");
    }
    let page = decision.page("");
    page.shows("Vedtatt med særmerknad")
        .shows("Skriftlig behandling med svarfrist")
        .shows(statement);
    page.shows("2 av 5 sluttet seg til").shows("2 av 5 svarte ikke innen fristen");
    for silent in ["fjell", "mark"] {
        let row = page.row(&name_of(silent));
        assert!(
            row.contains("Ikke svart innen fristen") && !row.contains("Slutter seg til"),
            "{row}"
        );
    }
    assert!(page.row(&name_of("havn")).contains("Særmerknad"));
}

#[test]
fn scenario_02_a_budget_matter_is_not_settled_by_silence() {
    let server = Server::bare();
    let forum = service_forum(&server);
    let decision = forum.propose_matter(
        "budget",
        "Oppdiktet: budsjettsak",
        "Oppdiktet: kostnadene deles likt.",
    );
    decision
        .ask_to_open("silence", json!({ "deadline": "2026-03-13" }))
        .expect_refused("silence-matter");
    // The same matter is open to a round in which everybody answers.
    let waiver =
        json!({ "deadline": "2026-03-13", "waiver": "Oppdiktet: grunnlaget er kjent fra før." });
    decision.ask_to_open("consensus", waiver).expect_created();
}

#[test]
fn scenario_02_an_answer_that_was_taken_back_is_missing_and_never_silence() {
    let server = Server::bare();
    let forum = service_forum(&server);
    let mut decision =
        forum.propose("Oppdiktet: rammeavtale", "Oppdiktet: én rammeavtale for alle.");
    decision.open("silence", json!({ "deadline": "2026-03-13" }));
    decision.agree(&["fjord", "havn", "skog"]);
    decision.answer("havn", "withdrawn", json!({}));
    server.clock.set("2026-03-16T09:00:00Z");
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"], Value::Null);
    assert_eq!(state["rounds"][0]["closed"]["outcome"], "lapsed");
    assert_eq!(state["rounds"][0]["counts"]["withdrawn"], 1);
    let page = decision.page("");
    page.shows("Ikke avgjort innen fristen");
    page.shows("Siste forslag, revisjon 1").hides("Forslaget til behandling");
    let row = page.row(&name_of("havn"));
    assert!(row.contains("Trukket") && !row.contains("Ikke svart innen fristen"), "{row}");
}

#[test]
fn a_silent_elector_is_never_shown_as_agreeing() {
    let server = Server::bare();
    let forum = service_forum(&server);
    let mut decision = forum.propose("Oppdiktet: felles mal", "Oppdiktet: alle bruker samme mal.");
    decision.open("silence", json!({ "deadline": "2026-03-13" }));
    decision.agree(&["fjord"]);
    server.clock.set("2026-03-16T09:00:00Z");
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"]["outcome"], "adopted");
    let counts = &state["rounds"][0]["counts"];
    assert_eq!((&counts["consents_plain"], &counts["silent"]), (&json!(1), &json!(4)));
    let page = decision.page("");
    page.shows("Vedtatt uten innvendinger innen fristen")
        .shows("1 av 5 sluttet seg til")
        .hides("Vedtatt ved enighet");
    for silent in ["fjell", "havn", "mark", "skog"] {
        let rows = state["rounds"][0]["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["participant"] == silent).unwrap();
        assert_eq!(row["status"], "silent");
        let row = page.row(&name_of(silent));
        assert!(
            row.contains("Ikke svart innen fristen") && row.contains("Regnes ikke som tilslutning"),
            "{row}"
        );
        assert!(!row.contains("Slutter seg til") && !row.contains('✔'), "{row}");

        let answers = server.get_json(&format!("/api/v1/participants/{silent}/positions"));
        assert_eq!(answers["counts"]["silent"], 1, "{answers}");
        assert_eq!(answers["counts"]["consents_plain"], 0, "{answers}");
        let own = server.page(&format!("/nb/deltakere/{silent}"));
        let row = own.row("Oppdiktet: felles mal");
        assert!(
            row.contains("Ikke svart innen fristen") && !row.contains("Slutter seg til"),
            "{row}"
        );
        own.shows("0 av 1 sluttet seg til; 1 av 1 svarte ikke innen fristen");
    }
}
