//! What the pages say of answers, of rounds that ended without them, and of texts that no longer hold.
use super::decision;
use crate::harness::Server;
use serde_json::json;

#[test]
fn a_contest_of_a_declared_round_stands_in_the_cell_of_who_contests() {
    let page = decision(&Server::fiction(), "Oppdiktet felles resepsjon");
    let contesting = page.row("Oppdiktet departement B");
    assert!(
        contesting.contains("Til stede, ingen innvending ført Bestridt av deltakeren"),
        "{contesting}"
    );
    for quiet in ["Oppdiktet departement D", "Oppdiktet departement E"] {
        assert!(!page.row(quiet).contains("Bestridt"), "{quiet}");
    }
}

#[test]
fn a_text_that_was_superseded_is_shown_as_having_been_in_force() {
    let page = decision(&Server::fiction(), "Oppdiktet felles møteplan");
    page.shows(
        "gjaldt fra 27. januar 2026 til 26. mai 2026, da den ble erstattet av Oppdiktet ny møteplan",
    );
    page.hides("Forslaget til behandling").hides("Ingen tekst er vedtatt her");
    page.shows("Vedtatt ved enighet i runde 1");
}

#[test]
fn who_had_not_answered_a_round_that_was_broken_off_is_neither_waited_for_nor_missing() {
    let server = Server::fiction();
    let page = decision(&server, "Oppdiktet felles merke");
    let unanswered = page.row("Oppdiktet departement A");
    assert!(unanswered.contains("Runden ble avbrutt før svar"), "{unanswered}");
    page.hides("Venter på svar").hides("Ikke svart innen fristen").hides("Over fristen");
    page.shows("hadde ikke svart da runden ble avbrutt");
    let own = server.page("/nb/deltakere/oppdiktet-a").row("Oppdiktet felles merke");
    assert!(own.contains("Runden ble avbrutt før svar"), "{own}");
}

#[test]
fn an_open_round_past_its_deadline_says_so_where_it_stands_and_by_who_has_not_answered() {
    let page = decision(&Server::fiction(), "Oppdiktet felles lærebok");
    page.shows("Runden er åpen Over fristen").shows("16. oktober 2026 Over fristen");
    let late = page.row("Venter på svar");
    assert!(late.contains("Venter på svar Over fristen"), "{late}");
    let answered = page.row("Oppdiktet departement B");
    assert!(!answered.contains("Over fristen"), "{answered}");
}

#[test]
fn the_list_gives_the_title_of_a_decision_that_was_closed_to_the_public_until_its_outcome() {
    let server = Server::fiction();
    let listed = server.get_json("/api/v1/decisions?limit=1000");
    let titles: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|one| &one["title"]).collect();
    assert!(titles.contains(&&json!("Oppdiktet felles kurs")), "{titles:?}");

    // Until then, nobody is told.
    let server = Server::bare();
    let forum = server.forum("prove", "core-group", &["fjord", "havn", "skog"]);
    let mut open = forum.propose("Oppdiktet: lukket sak", "Oppdiktet: tekst.");
    open.open_by_consensus("2026-03-31");
    assert!(!server.get_json("/api/v1/decisions").to_string().contains("lukket sak"));
    open.agree(&["fjord", "havn", "skog"]);
    open.close();
    assert!(server.get_json("/api/v1/decisions").to_string().contains("lukket sak"));
}

#[test]
fn agreement_to_what_was_not_adopted_is_not_listed_among_what_was() {
    let page = Server::fiction().page("/nb/deltakere/oppdiktet-a");
    let (before, after) =
        page.text.split_once("Sluttet seg til forslag som ikke ble vedtatt i runden").unwrap();
    assert!(!before.contains("Oppdiktet samlokalisering"), "{before}");
    let (own, _) = after.split_once("Andre svar og manglende svar").unwrap();
    assert!(own.contains("Oppdiktet samlokalisering") && own.contains("Ikke enighet"), "{own}");
    assert!(!own.contains("Vedtatt"), "{own}");
}

#[test]
fn a_substitute_that_records_its_own_answer_is_named_once() {
    let stood_in =
        decision(&Server::fiction(), "Oppdiktet felles IKT-løsning").row("som stedfortreder");
    assert!(!stood_in.contains("Ført av Oppdiktet departement B"), "{stood_in}");
}

#[test]
fn features_of_a_problem_stand_in_words_and_an_unknown_one_as_it_was_entered() {
    let server = Server::bare();
    let forum = server.forum("prove", "core-group", &["fjord", "havn"]);
    let seen = json!({
        "id": "syn", "assessor": "fjord", "statement": "Oppdiktet: innfløkt.",
        "features": { "solution-known": false, "many-actors": true }, "placement": "not_documented",
    });
    server.post(&forum.secretariat, "AssessProblem", &forum.stream(), &seen).expect_created();
    let page = server.page("/nb/forum/prove");
    page.shows("Løsningen er kjent: Nei").shows("«many actors»: Ja");
}
