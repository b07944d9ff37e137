//! The status pages, all of them: reached by their own links, in three languages, with the real starting set and
//! a fictitious forum beside it.
mod checks;
mod crawl;
mod overviews;
mod work;

use crate::harness::{Forum, Server};
use serde_json::json;

/// The starting set, and beside it every kind of thing that no source gives.
fn whole_ledger() -> Server {
    let server = Server::demo();
    {
        let forum = server.forum("prove", "core-group", &["fjord", "havn", "mark", "skog"]);
        two_rounds(&forum);
        a_condition_and_silence(&forum);
        a_mandate(&forum);
        let mut open =
            forum.propose("Oppdiktet: åpen sak", "Oppdiktet: *første* tekst.\n\n- ett\n- to");
        open.open_by_consensus("2026-12-31");
        open.agree(&["fjord", "havn", "mark", "skog"]);
        open.close();
        open.revise("Oppdiktet: andre tekst.");
        open.open_by_consensus("2026-12-31");
        open.agree(&["fjord"]);
    }
    work::told(&server);
    server
}

fn two_rounds(forum: &Forum<'_>) {
    let server = forum.server;
    let mut decision = forum.propose("Oppdiktet: felles ordning", "Oppdiktet: stor ordning.");
    let basis = forum.document("basis", "utredning");
    let anchoring =
        json!({ "involved": ["fjord", "skog"], "how": "Oppdiktet: i møte.", "when": "2026-11" });
    server
        .post(&forum.secretariat, "RecordAnchoring", &decision.stream, &anchoring)
        .expect_created();
    decision.open("consensus", json!({ "deadline": "2026-12-31", "basis_docs": [basis] }));
    decision.agree(&["fjord", "havn", "mark"]);
    let reservation = json!({
        "reason": "Oppdiktet: for stort. <b>Ikke</b> [lenke](javascript:alert(1)).",
        "resolves_if": "Oppdiktet: mindre omfang.", "remark": "Oppdiktet: vi er positive til tanken.",
    });
    decision.answer("skog", "reserves", reservation);
    decision.close();
    decision.revise("Oppdiktet: liten ordning.");
    decision.open_by_consensus("2026-12-31");
    decision.agree(&["fjord", "havn", "mark", "skog"]);
    decision.close();
}

fn a_condition_and_silence(forum: &Forum<'_>) {
    let mut decision = forum.propose("Oppdiktet: felles kurs", "Oppdiktet: kurs sammen.");
    decision.open("silence", json!({ "deadline": "2026-12-11" }));
    decision.agree(&["fjord"]);
    let condition = json!({ "conditional": true, "condition": "Oppdiktet: med budsjettdekning." });
    decision.answer("havn", "consents", condition);
    let statement = json!({ "statement": "Oppdiktet: kursene bør være på begge målformer." });
    decision.answer("mark", "stands_aside", statement);
    forum.server.clock.set("2026-12-14T09:00:00Z");
    decision.close();
}

fn a_mandate(forum: &Forum<'_>) {
    for (number, task) in [
        ("00-00", "Oppdiktet: gruppen samordner."),
        ("00-01", "Oppdiktet: gruppen samordner og lærer."),
    ] {
        let draft = json!({
            "kind": "mandate", "owner": forum.stream(), "status": "submitted", "version": number,
            "sections": [{ "key": "Formål", "text": "Oppdiktet formål." }, { "key": "Oppgaver", "text": task }],
        });
        forum
            .server
            .post_read(&forum.secretariat, "SubmitMandateText", "mandate-prove", &draft)
            .expect_created();
    }
}

#[test]
fn every_page_is_sound_and_every_link_on_it_leads_somewhere() {
    let server = whole_ledger();
    let site = crawl::everything(&server);
    assert!(site.pages.len() > 300, "only {} pages found", site.pages.len());
    let mut faults = site.faults;
    for (path, html) in &site.pages {
        faults.extend(checks::faults(path, html));
    }
    faults.truncate(40);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn bokmal_nynorsk_and_english_pages_are_built_alike() {
    let server = whole_ledger();
    let mut compared = 0;
    for path in [
        "/nb",
        "/nb/forum",
        "/nb/beslutninger",
        "/nb/tiltak",
        "/nb/deltakere",
        "/nb/mandat",
        "/nb/maal",
        "/nb/evalueringer",
        "/nb/oppdrag",
        "/nb/maal/oppdiktet",
        "/nb/evalueringer/oppdiktet",
        "/nb/oppdrag/oppdiktet",
        "/nb/tiltak/oppdiktet",
        "/nb/mandat/fortalt",
        "/nb/forum/fortalt",
        "/nb/forum?as_of=2024",
        "/nb/forum/prove",
        "/nb/forum/kubu",
        "/nb/mandat/prove?from=00-00&to=00-01",
        "/nb/mandat/kompetanse",
        "/nb/hendelse/0",
        "/nb/tiltak/departementsakademiet",
        "/nb/tiltak/nasjonale-mal-for-vann-og-helse",
        "/nb/deltakere/kdd",
        "/nb/deltakere/havn",
        "/nb/beslutninger/1",
        "/nb/beslutninger/5",
        "/nb/beslutninger/6",
        "/nb/beslutninger/7",
        "/nb/forum/klima?as_of=2022-06",
        "/nb/forum/finnes-ikke",
    ] {
        let nb = server.get(path, None, &[]).text;
        let others = checks::alternates(&nb);
        assert_eq!(others.len(), 3, "{path} has not three languages");
        for (language, other) in others {
            let found = server.get(&other, None, &[]).text;
            assert_eq!(checks::language(&found).as_deref(), Some(language.as_str()), "{other}");
            assert_eq!(
                checks::skeleton(&nb),
                checks::skeleton(&found),
                "{path} and {other} are built differently"
            );
            compared += 1;
        }
    }
    assert!(compared > 80);
}

#[test]
fn pages_show_what_was_reported_with_its_date_its_source_and_of_what_it_was_said() {
    let server = whole_ledger();
    let measure = server.page("/nb/tiltak/oppdiktet");
    measure.shows("Forsinket").shows("Redusert omfang").shows("Sagt om alle samlet");
    measure.shows_in_order(&["Meldt 10. mars 2025, for", "dager siden", "Etter kilde"]);
    measure.shows("Forumet blir orientert").shows("Oppdiktet: samarbeide bedre.");
    measure.shows_in_order(&["Rettet", "Når det skjedde: «2024-04» er rettet til «2024-05»"]);
    server.page("/nb/tiltak/uten").shows("Ikke satt").shows("Ingen har meldt status.");
    let forum = server.page("/nb/forum/fortalt");
    forum.shows("En kilde forteller at forumet er avsluttet.").hides("Sakene er overlatt til Ikke");
    forum.shows("Plasseringen er ikke dokumentert").shows("Løsningen er kjent: Nei");
    assert!(forum.row("Trinn 1").contains("Ikke dokumentert"));
    assert!(forum.row("Punkt g2").contains("Ikke dokumentert"));
    server.page("/nb/mandat/fortalt").shows("Opphevet");
    let evaluation = server.page("/nb/evalueringer/oppdiktet");
    assert!(evaluation.row("Oppdiktet: rydd opp.").contains("Ikke besvart"));
    evaluation.shows("Delvis tatt til følge").shows("something new");
    let assignment = server.page("/nn/oppdrag/oppdiktet");
    assignment.shows("Supplerande tildelingsbrev nr. 2").shows("4 dagar etter fristen");
    let participant = server.page("/nb/deltakere/kdd");
    participant.shows("Anbefalinger til deltakeren").shows("Delvis tatt til følge");
    assert!(participant.row("SHA256:").contains("22. november 2026"));
    // What a source tells of an answer that did not come is not late.
    server.page("/nb/deltakere/kld").shows("Ikke besvart").hides("Ikke besvart Over fristen");
}

#[test]
fn a_list_of_another_day_says_how_each_thing_stood_then() {
    let server = whole_ledger();
    let row = |path: &str| server.page(path).row("Oppdiktet strategi");
    assert!(row("/nb/maal?as_of=2023-12-31").contains("Foreslått"));
    assert!(row("/nb/maal").contains("Fastsatt"));
    let then = server.page("/nb/oppdrag?as_of=2025-09-30").row("Oppdiktet: kartlegg");
    assert!(then.contains("Gitt"), "{then}");
    assert!(server.page("/nb/oppdrag").row("Oppdiktet: kartlegg").contains("Levert"));
    let listed = server.get_json("/api/v1/strategies?as_of=2023-12-31");
    let found = listed["items"].as_array().unwrap().iter().find(|one| one["id"] == "oppdiktet");
    assert_eq!(found.unwrap()["status"], "proposed", "{listed}");
    assert_eq!(listed.get("summaries"), None);
}

#[test]
fn a_page_of_another_day_says_so_and_leads_back() {
    let server = Server::demo();
    for (path, words, back) in [
        ("/nb/forum/klima?as_of=2022-12-31", "Slik det var 31. desember 2022", "/nb/forum/klima"),
        ("/nn/forum/klima?as_of=2023", "Slik det var 31. desember 2023", "/nn/forum/klima"),
        ("/en/measures?as_of=2024-04", "As things stood on 30 April 2024", "/en/measures"),
        ("/nb/tiltak?at=60", "Slik Tingbok sto med 60 hendelser ført", "/nb/tiltak"),
    ] {
        let page = server.page(path);
        page.shows(words);
        assert!(page.html.contains(&format!("<a href=\"{back}\">")), "{path} does not lead back");
    }
    // A form sends an empty field: that is now.
    let (empty, now) = (server.page("/nb/forum/klima?as_of="), server.page("/nb/forum/klima"));
    assert_eq!(empty.text, now.text);
    assert!(!now.text.contains("Slik det var 2"));
}

#[test]
fn what_cannot_be_read_or_found_is_said_in_words() {
    let server = Server::bare();
    for (path, status, words) in [
        ("/nb?as_of=10.11.2023", 400, "Skriv datoen slik: 2023-11-10, 2024-04 eller 2015"),
        ("/nn/forum?known_at=nyss", 400, "Skriv datoen slik: 2023-11-10, 2024-04 eller 2015"),
        ("/en/decisions?at=-1", 400, "Write the position as a whole number"),
        ("/en/decisions?after=x", 400, "The list cannot continue from here"),
        (
            "/nb/beslutninger/99",
            404,
            "Vi fant ikke siden. Velg en tidligere dato hvis den fantes før.",
        ),
        (
            "/nn/hending/99999",
            404,
            "Vi fann ikkje sida. Vel ein tidlegare dato dersom ho fanst før.",
        ),
        ("/en/forums/Not%20a%20name", 404, "We did not find the page."),
        ("/nb/hva/som/helst", 404, "Vi fant ikke siden."),
        ("/id/forum/finnes-ikke", 404, "Vi fant ikke siden."),
    ] {
        let answer = server.get(path, None, &[]);
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.text.contains(words), "{path} does not say «{words}»: {}", answer.text);
        assert_eq!(checks::faults(path, &answer.text), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn an_identity_leads_to_the_page_in_the_language_of_the_reader() {
    let server = Server::demo();
    for (path, accepts, language, words) in [
        ("/", "nn-NO,nb;q=0.8", "nn", "Siste avgjerder"),
        ("/", "de", "nb", "Siste beslutninger"),
        ("/id/forum/klima", "en", "en", "Members now"),
        ("/id/decision/1", "nn", "nn", "Kvittering"),
        ("/id/event/0", "nb", "nb", "Tingboken åpnet"),
        ("/id/document/1", "nb", "nb", "Dokument registrert"),
    ] {
        let answer =
            server.get(path, None, &[("accept-language", accepts), ("accept", "text/html")]);
        assert_eq!(checks::language(&answer.text).as_deref(), Some(language), "{path} {accepts}");
        assert!(answer.text.contains(words), "{path}: {}", answer.text);
    }
    let data = server.get("/id/forum/klima", None, &[("accept", "application/json")]).expect(200);
    assert_eq!(data.json()["id"], "forum-klima");
}

#[test]
fn pages_forbid_scripts_and_other_sites_and_the_style_sheet_may_be_kept() {
    let server = Server::bare();
    let page = server.get("/nb", None, &[]).expect(200);
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    let sheet = page
        .text
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains("/site.") && href.split('.').next_back() == Some("css"));
    let sheet = server.get(sheet.unwrap(), None, &[]).expect(200);
    assert!(sheet.header("cache-control").unwrap().contains("immutable"));
    assert!(sheet.header("content-type").unwrap().starts_with("text/css"));
}
