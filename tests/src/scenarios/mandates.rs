//! Scenario 5: a forum works without a mandate, adopts one, and revises it.
use crate::harness::Server;
use serde_json::{Value, json};

fn draft(number: &str, task: &str) -> Value {
    json!({
        "kind": "mandate", "owner": "forum-kunnskap", "status": "submitted", "version": number,
        "sections": [
            { "key": "Formål", "text": "Oppdiktet: gruppen samordner arbeidet." },
            { "key": "Oppgaver", "text": task },
        ],
    })
}

#[test]
fn scenario_05_a_mandate_is_adopted_from_a_draft_and_its_revision_is_shown_in_words() {
    let server = Server::bare();
    let forum = server.forum("kunnskap", "core-group", &["fjord", "havn", "skog"]);
    forum.page().shows("Forumet har ikke noe mandat som er dokumentert");

    let stream = "mandate-kunnskap";
    let first = draft("00-00", "Oppdiktet: gruppen bygger opp kompetanse.");
    server.post(&forum.secretariat, "SubmitMandateText", stream, &first).expect_created();
    let mut decision =
        forum.propose_matter("mandate", "Oppdiktet: mandat", "Oppdiktet: utkastet blir mandat.");
    let mut adoption = json!({
        "kind": "mandate", "owner": "forum-kunnskap", "version": 1, "from_draft": "00-00",
        "effective_from": "2026-03-02", "decision": decision.number,
    });
    let early = server.post_read(&forum.secretariat, "AdoptMandate", stream, &adoption);
    early.expect_refused("decision-in-force");
    decision.open_by_consensus("2026-03-13");
    decision.agree(&["fjord", "havn", "skog"]);
    decision.close();
    adoption["version"] = json!(2);
    server
        .post_read(&forum.secretariat, "AdoptMandate", stream, &adoption)
        .expect_refused("mandate-version");
    adoption["version"] = json!(1);
    server.post_read(&forum.secretariat, "AdoptMandate", stream, &adoption).expect_created();
    let path = "/nb/mandat/kunnskap";
    server
        .page(path)
        .shows("Gjeldende mandat, versjon 1")
        .shows("Oppdiktet: gruppen bygger opp kompetanse.");

    server.clock.set("2026-06-01T09:00:00Z");
    let wider = "Oppdiktet: gruppen bygger opp kompetanse og forvaltningsutvikling.";
    let again = draft("00-01", wider);
    server
        .post(&forum.secretariat, "SubmitMandateText", stream, &again)
        .expect_refused("mandate-draft-number");
    let second = draft("01-00", wider);
    server.post(&forum.secretariat, "SubmitMandateText", stream, &second).expect_created();

    let state = &server.get_json("/api/v1/mandates/kunnskap")["state"];
    assert_eq!(state["in_force"], 1);
    assert_eq!(state["versions"][0]["decision"], decision.number);
    assert_eq!(state["drafts"][1]["number"], "01-00");
    server.page(path).shows("Gjeldende mandat, versjon 1").shows("Utkast 1 til versjon 2");
    let diff = server.page(&format!("{path}?from=1&to=01-00"));
    diff.shows("Endringer fra").shows("forvaltningsutvikling");
    let inserted = diff.html.split("<ins").skip(1).filter_map(|rest| rest.split("</ins>").next());
    let inserted: Vec<_> = inserted.collect();
    assert!(inserted.iter().any(|words| words.contains("forvaltningsutvikling")), "{inserted:?}");

    let before = &server.get_json("/api/v1/mandates/kunnskap?as_of=2026-05-31")["state"];
    assert_eq!((&before["in_force"], before["drafts"].as_array().unwrap().len()), (&json!(1), 1));
    let before = server.page(&format!("{path}?as_of=2026-05-31"));
    before
        .shows("Gjeldende mandat, versjon 1")
        .hides("Utkast 1 til versjon 2")
        .hides("forvaltningsutvikling");
    assert_eq!(server.get(&format!("{path}?as_of=2026-03-01"), None, &[]).status, 404);
}

#[test]
fn scenario_05_the_real_revision_of_kompetanse_is_announced_and_its_text_not_held() {
    let server = Server::demo();
    let state = &server.get_json("/api/v1/mandates/kompetanse")["state"];
    assert_eq!(state["in_force"], Value::Null, "what a source tells adopts nothing");
    assert_eq!(state["latest_reported"], 1);
    let draft = &state["drafts"][0];
    assert_eq!((&draft["number"], &draft["status"]), (&json!("01-00"), &json!("announced")));
    assert_eq!((&draft["text_held"], &draft["reported"]), (&json!(false), &json!(true)));
    let page = server.page("/nb/mandat/kompetanse");
    page.shows("Revisjon er varslet").shows("Teksten er ikke bevart her").shows("Etter kilde");
    page.hides("Gjeldende mandat, versjon 1");
}
