//! Scenario 15 in the fiction: a text in force stays in force while a newer one is proposed, broken off, referred,
//! returned, opened again and withdrawn. And what else the autumn of the fiction shows: an answer taken back in a
//! written procedure (scenario 2), and a forum that ends and hands its matters over.
use super::decision;
use crate::harness::{Page, Server};
use serde_json::{Value, json};

const TITLE: &str = "Oppdiktet felles IKT-løsning";
const IN_FORCE: &str = "Revisjon 2, vedtatt i runde 2, 5. mars 2026";
const ITS_TEXT: &str = "to departementer prøver ut løsningen det første året";
const BROKEN_OFF: &str = "Runden ble avbrutt, og svarene gjelder ikke";

/// What happened on a day of October 2026, what the procedure then is called, and which rounds were broken off by
/// then.
const STEPS: [(u32, &str, &[u32]); 7] = [
    (12, "Ikke avgjort innen fristen", &[]),
    (13, "Til behandling, runde 4", &[]),
    (16, "Avbrutt: teksten er endret", &[4]),
    (19, "Løftet til politisk avklaring", &[4]),
    (23, "Tilbake fra politisk avklaring", &[4]),
    (26, "Til behandling, runde 5", &[4]),
    (28, "Trukket", &[4, 5]),
];

/// The address of the decision's page, and of its state.
fn addresses(server: &Server) -> [String; 2] {
    let listed = server.get_json("/api/v1/decisions?limit=1000");
    let items = listed["items"].as_array().unwrap();
    let found = items.iter().find(|one| one["title"] == TITLE).unwrap();
    let number = &found["id"];
    [format!("/nb/beslutninger/{number}"), format!("/api/v1/decisions/{number}")]
}

#[track_caller]
fn second_text_is_in_force(page: &Page, state: &Value, procedure: &str) {
    page.shows_in_order(&["Vedtatt ved enighet", "Gjeldende tekst", IN_FORCE, ITS_TEXT])
        .shows_in_order(&["Behandlingen", procedure, "Hvem svarte hva"]);
    assert_eq!(state["in_force"]["revision"], 2, "{procedure}: {}", state["in_force"]);
    assert_eq!(state["in_force"]["round"], 2, "{procedure}: {}", state["in_force"]);
}

/// The part of the page about one round.
#[track_caller]
fn about(page: &Page, round: u32) -> String {
    let heading = format!("Runde {round}, om revisjon {round} ");
    let (_, part) = page.text.split_once(&heading).unwrap_or_else(|| panic!("no «{heading}»"));
    let before = format!("Runde {}, om revisjon", round - 1);
    part.split(&before).next().unwrap_or(part).to_owned()
}

#[test]
fn scenario_15_whatever_happens_to_a_newer_text_the_one_in_force_stays_on_page_and_in_state() {
    let server = Server::fiction();
    let [page, state] = addresses(&server);
    for (day, procedure, broken_off) in STEPS {
        for query in [format!("?known_at=2026-10-{day}T12:00:00Z"), format!("?as_of=2026-10-{day}")]
        {
            let shown = server.page(&format!("{page}{query}"));
            let told = server.get_json(&format!("{state}{query}"))["state"].take();
            second_text_is_in_force(&shown, &told, procedure);
            for round in 4..=told["rounds"].as_array().unwrap().len() {
                let round = u32::try_from(round).unwrap();
                let said = about(&shown, round).contains(BROKEN_OFF);
                assert_eq!(said, broken_off.contains(&round), "round {round} {query}");
            }
        }
    }
    let last = server.page(&page);
    let told = server.get_json(&state)["state"].take();
    second_text_is_in_force(&last, &told, "Trukket");
    last.shows("Siste forslag, revisjon 5").hides("Forslaget til behandling");
    last.hides("Erstattet").hides("Venter på svar").hides("Over fristen");
}

#[test]
fn scenario_15_a_round_that_was_broken_off_says_so_and_keeps_its_answers_as_history() {
    let server = Server::fiction();
    let page = decision(&server, TITLE);
    for (round, tally) in [
        (4, "2 av 4 sluttet seg til; 2 av 4 hadde ikke svart da runden ble avbrutt."),
        (5, "1 av 4 sluttet seg til; 3 av 4 hadde ikke svart da runden ble avbrutt."),
    ] {
        let said = about(&page, round);
        assert!(said.contains(BROKEN_OFF) && said.contains(tally), "{said}");
        assert!(!said.contains("Avsluttet"), "{said}");
        page.shows(&format!("Runde {round} Revisjon {round} · Avbrutt runde"));
    }
    page.shows("Oppdiktet merknad: nyttår er tidlig, men vi er med.");
    let unanswered = page.row("Oppdiktet departement C");
    assert_eq!(unanswered.matches("Runden ble avbrutt før svar").count(), 2, "{unanswered}");
    // On the page of who answered, it is not an agreement.
    let own = server.page("/nb/deltakere/oppdiktet-a");
    let (agreed, others) = own.text.split_once("Andre svar og manglende svar").unwrap();
    assert!(!agreed.contains("om revisjon 4") && !agreed.contains("Avbrutt runde"), "{agreed}");
    assert!(others.contains("Oppdiktet felles IKT-løsning Runde 4, om revisjon 4"), "{others}");
}

#[test]
fn scenario_15_the_page_keeps_why_a_text_was_referred_what_came_of_it_and_why_it_was_withdrawn() {
    decision(&Server::fiction(), TITLE).shows_in_order(&[
        "Løftet til politisk avklaring 19. oktober 2026: Oppdiktet: forumet kan ikke selv si",
        "Resultatet av den politiske avklaringen 23. oktober 2026",
        "Grunn til at forslaget er trukket 28. oktober 2026: Oppdiktet: forumet venter",
    ]);
}

#[test]
fn scenario_02_an_answer_taken_back_in_silence_is_missing_and_the_text_in_force_stays() {
    let server = Server::fiction();
    let page = decision(&server, "Oppdiktet felles rutine for innkjøp");
    let row = page.row("Oppdiktet departement B");
    let (before, after) = row.split_once("Særmerknad").unwrap();
    assert!(before.contains("Motsetter seg ikke"), "{row}");
    assert!(after.contains("Trukket") && !after.contains("Ikke svart"), "{row}");
    page.shows("Revisjon 1, vedtatt i runde 1").shows_in_order(&[
        "Runde 2, om revisjon 2 Ikke avgjort innen fristen",
        "2 av 4 sluttet seg til; 1 av 4 trakk svaret sitt; 1 av 4 svarte ikke innen fristen",
        "Tidligere svar i runden Oppdiktet departement B Slutter seg til",
    ]);
    let own = server.page("/nb/deltakere/oppdiktet-b").row("Trukket");
    assert!(own.contains("Oppdiktet felles rutine for innkjøp Runde 2"), "{own}");
}

#[test]
fn a_forum_that_ended_says_when_why_and_who_took_its_matters_over() {
    let server = Server::fiction();
    server.page("/nb/forum/oppdiktet-kantine").shows_in_order(&[
        "Avsluttet 29. oktober 2026",
        "Oppdiktet: kantinen kan deles",
        "Sakene er overlatt til Oppdiktet tjenesteforum for innkjøp og lokaler",
    ]);
    let closed = server.get_json("/api/v1/forums/oppdiktet-kantine")["state"]["closed"].take();
    assert_eq!(closed["handover"], json!(["oppdiktet-tjeneste"]), "{closed}");
    server
        .page("/nb/forum/oppdiktet-kantine?known_at=2026-10-28T12:00:00Z")
        .hides("Avsluttet")
        .hides("Sakene er overlatt til");
}
