//! On a day of the past a page tells what had happened by then, apart from it what may have, and nothing that came
//! later. The facts are typed from the domain model's table of facts, not from the starting set.

mod days;

use crate::harness::{Page, Server};
use days::DAYS;
use serde_json::json;

/// What a page tells on a day.
struct Day {
    /// Its path.
    page: &'static str,
    /// The day, as the query takes it.
    date: &'static str,
    /// What had happened by then, outside the lists of what may have.
    shows: &'static [&'static str],
    /// What had not, or is not known to have.
    hides: &'static [&'static str],
    /// What may have happened, each a line of the list.
    possibly: &'static [&'static str],
}

/// A page with the lists of what it leaves out taken apart.
struct Told {
    certain: String,
    possibly: String,
    undated: String,
}

/// The headings that part a page, in each language: its history, what nobody dates, and what may have happened.
const HEADINGS: [(&str, [&str; 3]); 3] = [
    ("/nb/", [" Historikk og data ", " Uten kjent dato ", " Kan ha skjedd innen "]),
    ("/nn/", [" Historikk og data ", " Utan kjend dato ", " Kan ha hendt innan "]),
    ("/en/", [" History and data ", " Without a known date ", " May have happened by "]),
];

impl Told {
    fn of(path: &str, page: &Page) -> Self {
        let found = HEADINGS.iter().find(|(language, _)| path.starts_with(language));
        let (_, [history, undated, possibly]) = found.unwrap();
        // The history below holds what was recorded, whatever day it is about.
        let content = page.text.split(history).next().unwrap();
        let (content, undated) = cut(content, undated);
        let (certain, possibly) = cut(content, possibly);
        Self {
            certain: certain.to_owned(),
            possibly: possibly.to_owned(),
            undated: undated.to_owned(),
        }
    }
}

fn cut<'a>(text: &'a str, at: &str) -> (&'a str, &'a str) {
    text.split_once(at).unwrap_or((text, ""))
}

impl Day {
    fn faults(&self, server: &Server) -> Vec<String> {
        let path = format!("{}?as_of={}", self.page, self.date);
        let told =
            Told::of(self.page, &Page::of(server.get(&path, None, &[("accept", "text/html")])));
        let missing = self.shows.iter().filter(|words| !told.certain.contains(**words));
        let missing = missing.map(|words| format!("{path} does not show «{words}»"));
        let early = self.hides.iter().filter(|words| told.certain.contains(**words));
        let early = early.map(|words| format!("{path} shows «{words}»"));
        let unlisted = self.possibly.iter().filter(|words| !told.possibly.contains(**words));
        let unlisted = unlisted.map(|words| format!("{path} does not list «{words}» as possible"));
        let listed = self.possibly.is_empty() && !told.possibly.is_empty();
        let listed = listed.then(|| format!("{path} lists as possible: {}", told.possibly));
        missing.chain(early).chain(unlisted).chain(listed).collect()
    }
}

#[test]
fn a_page_of_a_day_tells_what_had_happened_what_may_have_and_nothing_that_came_later() {
    let server = Server::demo();
    let faults: Vec<String> = DAYS.iter().flat_map(|day| day.faults(&server)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_nobody_dates_stands_apart_on_every_day_and_in_its_place_now() {
    let server = Server::bare();
    server.register(&["fjord", "havn"]);
    let registrar = server.token("registrar", "registrar", None);
    let forum = json!({ "kind": "core-group", "name": "Oppdiktet kjernegruppe" });
    server.report(&registrar, "EstablishForum", "forum-oppdiktet", "2020", &forum).expect_created();
    for (participant, occurred) in [("fjord", "unknown"), ("havn", "2021-05")] {
        let joined = json!({ "participant": participant, "role": "member", "action": "joined" });
        server
            .report(&registrar, "ChangeMembership", "forum-oppdiktet", occurred, &joined)
            .expect_created();
    }
    let told = |path: &str| Told::of(path, &server.page(path));
    let page = |query: &str| told(&format!("/nb/forum/oppdiktet{query}"));
    let then = page("?as_of=2021-05-15");
    assert!(!then.certain.contains("Medlem "), "{}", then.certain);
    assert!(then.possibly.contains("Medlemskap endret: Oppdiktet departement HAVN, mai 2021"));
    assert!(then.undated.contains("Medlemskap endret: Oppdiktet departement FJORD, ukjent dato"));
    let later = page("?as_of=2021-06-01");
    assert!(later.certain.contains("Oppdiktet departement HAVN Medlem"), "{}", later.certain);
    assert!(later.possibly.is_empty() && later.undated.contains("FJORD"), "{}", later.undated);
    for (path, undated) in [
        ("/nn/forum/oppdiktet", "Medlemskap endra: Oppdiktet departement FJORD, ukjend dato"),
        ("/en/forums/oppdiktet", "Membership changed: Oppdiktet departement FJORD, date unknown"),
    ] {
        let then = told(&format!("{path}?as_of=2021-05-15"));
        assert!(then.undated.contains(undated), "{}", then.undated);
        assert!(!then.certain.contains("FJORD"), "{}", then.certain);
    }
    let now = page("");
    assert!(now.certain.contains("Oppdiktet departement FJORD Medlem"), "{}", now.certain);
    assert!(now.possibly.is_empty() && now.undated.is_empty());
}
