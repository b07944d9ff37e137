//! Scenario 1: a text that one ministry reserves against, and the smaller one that all agree to.
use crate::harness::{Server, name_of};
use serde_json::{Value, json};

#[test]
fn scenario_01_a_reservation_stops_a_text_and_a_revised_one_is_adopted_by_consensus() {
    let server = Server::bare();
    let forum = server.forum("strategisk", "strategic-forum", &["fjord", "havn", "skog"]);
    let mut decision =
        forum.propose("Oppdiktet: Felles IKT", "Oppdiktet: alle tar i bruk Felles IKT på én dag.");

    // Neither basis nor anchoring, and no word on why: the round does not open.
    decision
        .ask_to_open("consensus", json!({ "deadline": "2026-03-13" }))
        .expect_refused("round-basis");
    let basis = forum.document("basis", "utredning av Felles IKT");
    let anchoring = json!({
        "involved": ["fjord", "havn", "skog"], "how": "Oppdiktet: i et forberedende møte.", "when": "2026-03-02",
    });
    server
        .post(&forum.secretariat, "RecordAnchoring", &decision.stream, &anchoring)
        .expect_created();
    decision.open("consensus", json!({ "deadline": "2026-03-13", "basis_docs": [basis] }));

    decision.agree(&["fjord", "havn"]);
    let reservation = json!({
        "reason": "Oppdiktet: gevinsten er ikke vist.", "resolves_if": "Oppdiktet: omfanget blir mindre.",
    });
    decision.ask_to_answer("skog", "reserves", json!({})).expect_refused("position-reason");
    decision.answer("skog", "reserves", reservation);
    // Nobody lifts it for the ministry, neither chair nor secretariat.
    let lifted = decision.position("consents", json!({ "participant": "skog" }));
    let refused = server.post(&forum.secretariat, "TakePosition", &decision.stream, &lifted);
    assert_eq!(refused.status, 409, "{}", refused.text);
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"], Value::Null);
    assert_eq!(state["procedure"], json!({ "idle": { "outcome": "not_agreed" } }));
    let page = decision.page("");
    page.shows("Ikke enighet")
        .shows("Ingen tekst er vedtatt her")
        .shows("Oppdiktet: gevinsten er ikke vist.");
    page.shows("Oppdiktet: omfanget blir mindre.").hides("Vedtatt ved enighet");

    server.clock.set("2026-03-16T09:00:00Z");
    decision.revise("Oppdiktet: to departementer prøver Felles IKT først.");
    decision.open_by_consensus("2026-03-27");
    decision.agree(&["fjord", "havn", "skog"]);
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"]["revision"], 2);
    assert_eq!(state["in_force"]["outcome"], "adopted");
    assert_eq!(state["rounds"][0]["closed"]["outcome"], "not_agreed");
    let rows = state["rounds"][1]["rows"].as_array().unwrap();
    let lifted: Vec<_> = rows.iter().filter(|row| row["reservation_lifted"] == true).collect();
    assert_eq!(lifted.len(), 1);
    assert_eq!(lifted[0]["participant"], "skog");

    let page = decision.page("");
    page.shows("Vedtatt ved enighet").shows("Oppdiktet: to departementer prøver Felles IKT først.");
    page.shows("Dette er en administrativ beslutning. Den endrer ikke statsrådens ansvar.");
    page.shows("Runde 1").shows("Runde 2").shows("Ikke enighet");
    page.shows(&format!(
        "{} reserverte seg i runde 1 og frafalt reservasjonen i runde 2",
        name_of("skog")
    ));
    let row = page.row(&name_of("skog"));
    for words in ["Reserverer seg", "Slutter seg til", "Reservasjonen er frafalt"] {
        assert!(row.contains(words), "no «{words}» in: {row}");
    }
}
