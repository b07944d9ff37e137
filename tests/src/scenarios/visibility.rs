//! What belongs to a round is the forum's own until the round is closed.
use crate::harness::{Answer, Server, Token};
use serde_json::{Value, json};

const REASON: &str = "Oppdiktet: begrunnelse som forumet har for seg selv.";
const TITLE: &str = "Oppdiktet: sak som ingen utenfor kjenner ennå";

/// What nobody outside may read while the rounds are open; words of counts and keys are not among it.
const SECRETS: [&str; 6] = [
    REASON,
    TITLE,
    "\"position\":\"reserves\"",
    "\"status\":\"reserves\"",
    "\"position\":\"stands_aside\"",
    "Reserverer seg",
];

/// Every place where an open round's answers could come out.
fn places(number: u64, answer: &Value) -> Vec<String> {
    let position = &answer["events"][0]["position"];
    vec![
        format!("/api/v1/decisions/{number}"),
        format!("/api/v1/decisions/{number}?as_of=2026-03-10"),
        "/api/v1/decisions".to_owned(),
        "/api/v1/events?limit=1000".to_owned(),
        format!("/api/v1/streams/decision-{number}/events"),
        format!("/api/v1/events/{position}"),
        format!("/nb/hendelse/{position}"),
        "/api/v1/participants/skog".to_owned(),
        "/api/v1/participants/skog/positions".to_owned(),
        "/api/v1/forums/gruppe".to_owned(),
        "/nb".to_owned(),
        format!("/nb/beslutninger/{number}"),
        "/nb/beslutninger".to_owned(),
        "/nb/deltakere/skog".to_owned(),
        "/nb/forum/gruppe".to_owned(),
    ]
}

#[track_caller]
fn says_nothing_of(answer: &Answer, words: &[&str]) {
    for secret in words {
        assert!(
            !answer.text.contains(secret),
            "{} tells «{secret}»:\n{}",
            answer.asked,
            answer.text
        );
    }
}

#[test]
fn open_round_answers_are_not_public() {
    let server = Server::bare();
    let forum = server.forum("gruppe", "core-group", &["fjord", "havn", "skog"]);
    let stranger = {
        server.register(&["fjell"]);
        server.token("fjell", "member", None)
    };
    // The first round has closed, so the decision is public; the second is open.
    let mut decision = forum.propose("Oppdiktet: felles sak", "Oppdiktet: første tekst.");
    decision.open_by_consensus("2026-03-06");
    decision.agree(&["fjord"]);
    server.clock.set("2026-03-09T09:00:00Z");
    decision.close();
    server.clock.set("2026-03-10T09:00:00Z");
    decision.open_by_consensus("2026-03-20");
    let reserved =
        decision.answer("skog", "reserves", json!({ "reason": REASON, "resolves_if": REASON }));
    // And another of which nothing is public yet.
    let mut hidden = forum.propose(TITLE, "Oppdiktet: tekst under arbeid.");
    hidden.open_by_consensus("2026-03-20");
    let aside = hidden.answer("skog", "stands_aside", json!({ "statement": REASON }));

    for reader in [None, Some(&stranger), Some(&server.token("fjord", "member", Some("gruppe")))] {
        let member = reader.is_some_and(|token| token.participant == "fjord");
        for path in
            places(decision.number, &reserved).into_iter().chain(places(hidden.number, &aside))
        {
            if !(member && path.starts_with("/api/")) {
                says_nothing_of(&server.get(&path, reader, &[]), &SECRETS);
            }
        }
    }
    let gone = server.get(&format!("/api/v1/decisions/{}", hidden.number), None, &[]);
    assert_eq!(gone.status, 404, "{}", gone.text);
    let state = decision.state("");
    let round = &state["rounds"][1];
    assert_eq!(
        (&round["answers_public"], &round["counts"]),
        (&json!(false), &json!(null)),
        "{round}"
    );
    for row in round["rows"].as_array().unwrap() {
        assert_eq!((&row["status"], &row["answers"]), (&json!("not_public"), &json!([])), "{row}");
    }
    decision.page("").shows("Svarene vises når runden er avsluttet").hides("Reserverer seg");

    sees_everything(&server, forum.member("fjord"), decision.number);
    sees_everything(&server, &forum.secretariat, decision.number);
    sees_everything(&server, &server.token("revisor", "auditor", None), decision.number);

    decision.agree(&["fjord", "havn"]);
    decision.close();
    decision.page("").shows("Reserverer seg").shows(REASON);
}

#[track_caller]
fn sees_everything(server: &Server, reader: &Token, number: u64) {
    let state = server.get_json_as(reader, &format!("/api/v1/decisions/{number}"));
    let rows = state["state"]["rounds"][1]["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["participant"] == "skog").unwrap();
    assert_eq!(
        (&row["status"], &row["answers"][0]["reason"]["words"]),
        (&json!("reserves"), &json!(REASON)),
        "{row}"
    );
    let events = server
        .get(&format!("/api/v1/streams/decision-{number}/events"), Some(reader), &[])
        .expect(200);
    assert!(events.text.contains(REASON), "{}", events.text);
}
