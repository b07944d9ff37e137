//! Scenario 15: what is in force stays until a round adopts a newer text or another decision takes its place.
use crate::harness::{Decision, Forum, Server};
use serde_json::{Value, json};

const FIRST: &str = "Oppdiktet: første tekst, som alle er enige om.";

fn forum(server: &Server) -> Forum<'_> {
    server.forum("strategisk", "strategic-forum", &["fjord", "havn", "mark", "skog"])
}

/// A decision whose first text all agreed to.
fn adopted<'a>(forum: &'a Forum<'a>, title: &str, text: &str) -> Decision<'a> {
    agreed_by_all(forum.propose(title, text))
}

/// A decision after a round in which everybody agreed.
fn agreed_by_all(mut decision: Decision<'_>) -> Decision<'_> {
    decision.open_by_consensus("2026-12-31");
    decision.agree(&decision.forum.member_ids());
    decision.close();
    decision
}

/// The first text is in force: in the state, on the page, and both as of `day`. The page says `procedure` too.
#[track_caller]
fn first_text_is_in_force(decision: &Decision, day: &str, procedure: &str) {
    for query in [String::new(), format!("?as_of={day}")] {
        let state = decision.state(&query);
        assert_eq!(state["in_force"]["revision"], 1, "{query} {}", state["in_force"]);
        assert_eq!(state["in_force"]["round"], 1, "{query} {}", state["in_force"]);
        let page = decision.page(&query);
        page.shows("Revisjon 1, vedtatt i runde 1")
            .shows(FIRST)
            .shows("Vedtatt ved enighet")
            .shows(procedure);
        page.shows_in_order(&["Gjeldende tekst", FIRST, "Behandlingen"]);
    }
}

#[test]
fn scenario_15_nothing_on_the_way_to_a_newer_text_touches_the_one_in_force() {
    let server = Server::bare();
    let forum = forum(&server);
    let mut decision = adopted(&forum, "Oppdiktet: felles ordning", FIRST);
    first_text_is_in_force(&decision, "2026-03-02", "Ingen runde er åpen");

    server.clock.set("2026-03-03T09:00:00Z");
    decision.revise("Oppdiktet: andre tekst.");
    first_text_is_in_force(&decision, "2026-03-03", "Revidert utkast");
    decision.open_by_consensus("2026-03-06");
    decision.agree(&["fjord"]);
    first_text_is_in_force(&decision, "2026-03-03", "Til behandling, runde 2");
    server.clock.set("2026-03-09T09:00:00Z");
    decision.close();
    assert_eq!(decision.state("")["procedure"], json!({ "idle": { "outcome": "lapsed" } }));
    first_text_is_in_force(&decision, "2026-03-09", "Ikke avgjort innen fristen");

    server.clock.set("2026-03-10T09:00:00Z");
    decision.revise("Oppdiktet: tredje tekst.");
    decision.open_by_consensus("2026-03-20");
    let registrar = server.token("registrar", "registrar", None);
    server.register(&["mark-nord", "mark-sor"]);
    let parted = json!({ "successors": ["mark-nord", "mark-sor"], "kind": "split" });
    server.post(&registrar, "SucceedParticipant", "participant-mark", &parted).expect_created();
    first_text_is_in_force(&decision, "2026-03-10", "Avbrutt: hvem som skal svare, er endret");

    server.clock.set("2026-03-11T09:00:00Z");
    let referred = json!({ "reason": "Oppdiktet: må avklares politisk.", "referred_to": "political_clarification" });
    decision.send(&forum.chair, "WithdrawDecision", &referred).expect_created();
    first_text_is_in_force(&decision, "2026-03-11", "Løftet til politisk avklaring");
    server.clock.set("2026-03-12T09:00:00Z");
    let result = forum.document("note", "offentlig resultat av avklaringen");
    decision
        .send(&forum.secretariat, "ReturnDecision", &json!({ "result_ref": result }))
        .expect_created();
    first_text_is_in_force(&decision, "2026-03-12", "Tilbake fra politisk avklaring");

    server.clock.set("2026-03-13T09:00:00Z");
    decision.revise("Oppdiktet: fjerde tekst.");
    decision.open_by_consensus("2026-03-20");
    first_text_is_in_force(&decision, "2026-03-13", "Til behandling, runde 4");
    let withdrawn = json!({ "reason": "Oppdiktet: forslaget er ikke aktuelt lenger." });
    decision.send(&forum.chair, "WithdrawDecision", &withdrawn).expect_created();
    first_text_is_in_force(&decision, "2026-03-13", "Trukket");
    decision.ask_to_open("consensus", json!({ "deadline": "2026-03-27", "waiver": "Oppdiktet", "reopen_reason": "Oppdiktet" }))
        .expect_refused("round-procedure");

    // Each day is still told as it was.
    for (day, procedure) in [
        ("2026-03-09", "Ikke avgjort innen fristen"),
        ("2026-03-10", "Avbrutt: hvem som skal svare, er endret"),
        ("2026-03-11", "Løftet til politisk avklaring"),
    ] {
        let page = decision.page(&format!("?as_of={day}"));
        page.shows("Revisjon 1, vedtatt i runde 1").shows(procedure).hides("Trukket");
    }
}

#[test]
fn scenario_15_a_round_that_adopts_a_newer_text_changes_what_is_in_force() {
    let server = Server::bare();
    let forum = forum(&server);
    let mut decision = adopted(&forum, "Oppdiktet: felles ordning", FIRST);
    server.clock.set("2026-03-09T09:00:00Z");
    decision.revise("Oppdiktet: nyere tekst, som også alle er enige om.");
    decision.open_by_consensus("2026-03-20");
    decision.agree(&forum.member_ids());
    decision.close();

    let state = decision.state("");
    assert_eq!(
        (&state["in_force"]["revision"], &state["in_force"]["round"]),
        (&json!(2), &json!(2))
    );
    decision.page("").shows("Revisjon 2, vedtatt i runde 2").hides("Revisjon 1, vedtatt i runde 1");
    assert_eq!(decision.state("?as_of=2026-03-08")["in_force"]["revision"], 1);
    decision.page("?as_of=2026-03-08").shows("Revisjon 1, vedtatt i runde 1").hides("nyere tekst");
}

#[test]
fn scenario_15_a_superseding_decision_ends_what_was_in_force_and_a_partial_one_does_not() {
    let server = Server::bare();
    let forum = forum(&server);
    let old = adopted(&forum, "Oppdiktet: gammel ordning", FIRST);
    server.clock.set("2026-03-09T09:00:00Z");
    let new = "Oppdiktet: den nye ordningen.";
    let new = agreed_by_all(forum.propose_about(&[&old.stream], "Oppdiktet: ny ordning", new));
    let other = adopted(&forum, "Oppdiktet: annen ordning", "Oppdiktet: om noe annet.");
    let elsewhere = json!({ "by": other.number, "extent": "whole" });
    let refused = old.send(&forum.secretariat, "SupersedeDecision", &elsewhere);
    refused.expect_refused("supersede-named");
    assert_eq!(old.state("")["in_force"]["revision"], 1);

    let part = json!({ "by": new.number, "extent": "part", "note": "Oppdiktet: bare andre ledd." });
    old.send(&forum.secretariat, "SupersedeDecision", &part).expect_created();
    assert_eq!(old.state("")["in_force"]["superseded_in_part"], true);
    old.page("").shows("Delvis erstattet av").shows("Oppdiktet: bare andre ledd.").shows(FIRST);

    server.clock.set("2026-03-10T09:00:00Z");
    let whole = json!({ "by": new.number, "extent": "whole" });
    old.send(&forum.secretariat, "SupersedeDecision", &whole).expect_created();
    assert_eq!(old.state("")["in_force"], Value::Null);
    assert_eq!(new.state("")["in_force"]["revision"], 1);
    let page = old.page("");
    page.shows("Erstattet av").shows("Erstattet").shows("Ingen tekst gjelder her lenger");
    page.shows("gjaldt fra 2. mars 2026 til 10. mars 2026, da den ble erstattet av");
    assert_eq!(old.state("?as_of=2026-03-09")["in_force"]["revision"], 1);
}
