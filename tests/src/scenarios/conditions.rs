//! Scenario 14: agreement on a condition is agreement, and never plain agreement.
use crate::harness::{Server, name_of};
use serde_json::json;

#[test]
fn scenario_14_a_condition_is_named_wherever_the_agreement_is() {
    let server = Server::bare();
    let forum = server.forum("strategisk", "strategic-forum", &["fjord", "havn", "skog"]);
    let mut decision =
        forum.propose("Oppdiktet: felles kurs", "Oppdiktet: departementene holder kurs sammen.");
    decision.open_by_consensus("2026-03-13");
    decision.agree(&["fjord", "skog"]);
    let condition = "Oppdiktet: dersom utgiftene har budsjettdekning.";
    // Unmarked, or without words, a condition is not taken.
    decision
        .ask_to_answer("havn", "consents", json!({ "condition": condition }))
        .expect_refused("position-condition");
    decision
        .ask_to_answer("havn", "consents", json!({ "conditional": true }))
        .expect_refused("position-condition");
    decision.answer("havn", "consents", json!({ "conditional": true, "condition": condition }));
    decision.close();

    let state = decision.state("");
    assert_eq!(state["in_force"]["outcome"], "adopted");
    let counts = &state["rounds"][0]["counts"];
    assert_eq!(
        (&counts["consents_plain"], &counts["consents_conditional"]),
        (&json!(2), &json!(1)),
        "{counts}"
    );
    let page = decision.page("");
    page.shows_in_order(&[
        "2 av 3 sluttet seg til;",
        "1 av 3 sluttet seg til med forbehold",
        condition,
    ]);
    page.hides("3 av 3 sluttet seg til");
    assert!(page.row(&name_of("havn")).contains("Slutter seg til med forbehold"));

    let own = server.get_json("/api/v1/participants/havn/positions");
    assert_eq!(own["counts"]["consents_plain"], 0, "{own}");
    assert_eq!(own["counts"]["consents_conditional"], 1, "{own}");
    assert_eq!(own["items"][0]["condition"]["words"], condition, "{own}");
    let own = server.page("/nb/deltakere/havn");
    own.shows(condition).shows("0 av 1 sluttet seg til; 1 av 1 sluttet seg til med forbehold");
    assert!(own.row("Oppdiktet: felles kurs").contains("Slutter seg til med forbehold"));

    for path in ["/nb", "/nb/beslutninger", "/nb/deltakere", "/nb/forum/strategisk"] {
        server.page(path).hides("3 av 3");
    }
}
