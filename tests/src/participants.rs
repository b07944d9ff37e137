//! A participant that was asked often: its page and its data come a page at a time, and nothing is lost between
//! them.
use crate::{
    harness::{Forum, Page, Server},
    roundtrip::program::tingbok,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Rounds that `fjord` agreed in: more than one table shows at a time.
const AGREED: usize = 53;
const TITLE: &str = "Oppdiktet: sak som ingen utenfor kjenner";
const REASON: &str = "Oppdiktet: begrunnelse som ingen utenfor kjenner";

fn title(n: usize) -> String {
    format!("Oppdiktet: sak nr. {n:02}")
}

/// `fjord` agrees in 53 rounds, the first two on a condition for `havn`; a 54th is open and its forum's own.
fn asked_often(server: &Server) -> Forum<'_> {
    let forum = server.forum("gruppe", "core-group", &["fjord", "havn", "skog"]);
    for n in 1..=AGREED {
        let mut decision = forum.propose(&title(n), "Oppdiktet: tekst.");
        decision.open_by_consensus("2026-03-13");
        decision.agree(&["fjord", "skog"]);
        let more = if n <= 2 {
            json!({ "conditional": true, "condition": "Oppdiktet: dersom det er dekning." })
        } else {
            json!({})
        };
        decision.answer("havn", "consents", more);
        decision.close();
    }
    let mut hidden = forum.propose(TITLE, "Oppdiktet: tekst under arbeid.");
    hidden.open_by_consensus("2026-03-20");
    hidden.answer("fjord", "stands_aside", json!({ "statement": REASON }));
    forum
}

/// Numbers of the matters that rows of a page name, in the order of the page.
fn matters(page: &Page) -> Vec<usize> {
    let rows = page.rows();
    let named = rows.iter().filter_map(|row| row.split_once("sak nr. "));
    named.map(|(_, rest)| rest.get(..2).unwrap().parse().unwrap()).collect()
}

/// Where the link with that word leads, without its fragment.
fn link(page: &Page, word: &str) -> Option<String> {
    let (before, _) = page.html.split_once(&format!(">{word}</a>"))?;
    let (_, href) = before.rsplit_once("href=\"")?;
    let target = href.split('"').next()?.replace("&amp;", "&").replace("&#38;", "&");
    target.split('#').next().map(str::to_owned)
}

#[test]
fn a_page_shows_fifty_rounds_of_a_kind_and_leads_to_the_older_ones() {
    let server = Server::bare();
    asked_often(&server);
    let newest: Vec<usize> = (4..=AGREED).rev().collect();
    for (path, words) in [
        ("/nb/deltakere/fjord", ["Viser 1–50 av 53.", "Eldre runder", "Nyeste runder"]),
        ("/nn/deltakarar/fjord", ["Viser 1–50 av 53.", "Eldre rundar", "Nyaste rundar"]),
        ("/en/participants/fjord", ["Showing 1–50 of 53.", "Older rounds", "Newest rounds"]),
        (
            "/nb/deltakere/fjord?as_of=2026-03-31",
            ["Viser 1–50 av 53.", "Eldre runder", "Nyeste runder"],
        ),
    ] {
        let [shown, older, first] = words;
        let page = server.page(path);
        page.shows(shown).hides(first);
        assert_eq!(matters(&page), newest, "{path}");
        let next = link(&page, older).unwrap();
        assert!(next.starts_with(path), "{next} forgets what {path} asked for");
        let last = server.page(&next);
        last.shows(&shown.replace("1–50", "51–53")).hides(older);
        assert_eq!(matters(&last), [3, 2, 1], "{next}");
        assert_eq!(link(&last, first).unwrap(), path);
        for page in [&page, &last] {
            page.hides(TITLE).hides(REASON);
            assert!(page.text.contains("53 av 53") || page.text.contains("53 of 53"), "{path}");
        }
    }
    // The same part of the same table in another language, and at another time.
    let page = server.page("/nb/deltakere/fjord");
    let last = server.page(&link(&page, "Eldre runder").unwrap());
    let translated = server.page(&link(&last, "English").unwrap());
    translated.shows("Showing 51–53 of 53.");
    assert!(last.html.contains("<input type=\"hidden\" name=\"table\" value=\"agreed\">"));
    // What is open is the forum's own: not a row, and not a count.
    page.hides("Åpne runder").hides("Andre svar og manglende svar");

    let havn = server.page("/nb/deltakere/havn");
    havn.shows("51 av 53 sluttet seg til; 2 av 53 sluttet seg til med forbehold");
    havn.shows("Viser 1–50 av 51.");
    let last = server.page(&link(&havn, "Eldre runder").unwrap());
    assert_eq!(matters(&last), [3, 2, 1], "the other table begins with its newest");
    let row = server.page("/nb/deltakere").row("HAVN");
    assert!(row.contains("51 av 53") && row.contains("2 av 53"), "{row}");
    let row = server.page("/nb/deltakere?as_of=2026-03-31").row("HAVN");
    assert!(row.contains("51 av 53") && row.contains("2 av 53"), "{row}");
}

#[test]
fn an_address_that_names_no_round_is_refused_and_one_behind_the_last_leads_back() {
    let server = Server::bare();
    let forum = server.forum("gruppe", "core-group", &["fjord", "havn"]);
    let mut decision = forum.propose("Oppdiktet: sak", "Oppdiktet: tekst.");
    decision.open_by_consensus("2026-03-13");
    decision.agree(&["fjord", "havn"]);
    decision.close();
    for query in ["after=9", "table=all&after=9", "table=agreed&after=x", "table=all"] {
        let path = format!("/nb/deltakere/fjord?{query}");
        server.get(&path, None, &[]).expect(400);
    }
    for query in ["table=agreed", "table=agreed&after=", "table=&after="] {
        server.page(&format!("/nb/deltakere/fjord?{query}")).shows("Oppdiktet: sak");
    }
    let page = server.page("/nb/deltakere/fjord?table=agreed&after=0");
    assert_eq!(link(&page, "Nyeste runder").unwrap(), "/nb/deltakere/fjord");
    page.hides("Viser");
}

/// The rounds of every page, and how many pages there are.
fn paged(server: &Server, path: &str, items: &str, time: &str) -> (Vec<Value>, usize) {
    let (mut all, mut pages, mut after) = (Vec::new(), 0, String::new());
    loop {
        let page = server.get_json(&format!("{path}?limit=20{time}{after}"));
        let found = page.pointer(items).and_then(Value::as_array).unwrap();
        assert!(found.len() <= 20, "{path}");
        all.extend(found.iter().cloned());
        pages += 1;
        match page["next"].as_u64() {
            Some(next) => after = format!("&after={next}"),
            None => return (all, pages),
        }
    }
}

#[test]
fn data_comes_in_pages_that_together_are_all_rounds_and_the_command_line_reads_them_all() {
    let server = Server::bare();
    let forum = asked_often(&server);
    let whole = server.get_json("/api/v1/participants/fjord/positions?limit=1000");
    let items = whole["items"].as_array().unwrap();
    assert_eq!((items.len(), &whole["positions_total"]), (AGREED + 1, &json!(AGREED + 1)));
    assert_eq!(whole["next"], Value::Null);
    assert_eq!(whole["counts"]["consents_plain"], json!(AGREED));
    assert!(!whole.to_string().contains(REASON) && items[0]["status"] == "not_public", "{whole}");
    let named: BTreeSet<u64> = items.iter().map(|one| one["decision"].as_u64().unwrap()).collect();
    assert_eq!(named.len(), items.len());
    assert!(items.is_sorted_by_key(|one| std::cmp::Reverse(one["opened"].as_u64())));

    for time in ["", "&as_of=2026-03-31"] {
        let path = "/api/v1/participants/fjord/positions";
        assert_eq!(paged(&server, path, "/items", time), (items.clone(), 3), "{time}");
        let path = "/api/v1/participants/fjord";
        assert_eq!(paged(&server, path, "/state/positions", time), (items.clone(), 3), "{time}");
    }
    let first = server.get_json("/api/v1/participants/fjord?limit=1");
    assert_eq!(first["state"]["counts"], whole["counts"]);
    assert_eq!(first["state"]["positions_total"], whole["positions_total"]);
    server
        .get("/api/v1/participants/fjord?after=x", None, &[])
        .expect(400)
        .expect_problem("malformed");
    // The forum's own members see what is theirs.
    let own = forum.member("havn");
    let open = server.get_json_as(own, "/api/v1/participants/fjord/positions?limit=1");
    assert_eq!(open["items"][0]["statement"]["words"], REASON, "{open}");

    let said = tingbok(["agreed", "fjord", "--server", server.base()]);
    let text = String::from_utf8(said.out).unwrap();
    // A long title goes on below itself.
    assert!((1..=AGREED).all(|n| text.contains(&format!("sak nr. {n:02}"))), "{text}");
    let said = tingbok(["agreed", "fjord", "--json", "--server", server.base()]);
    let answer: Value = serde_json::from_slice(&said.out).unwrap();
    assert_eq!(&answer["items"], &whole["items"]);
    assert_eq!((&answer["next"], &answer["counts"]), (&Value::Null, &whole["counts"]));
}
