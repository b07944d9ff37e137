//! A second reader typed facts from the sources without sight of the starting set. Each must be in the ledger, as
//! precise as the source and no more, with its source, and stand on a page with that source beside it.

mod differences;
mod entries;
mod words;

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::harness::Server;
use differences::{LEFT_OUT, OTHERWISE};
use entries::{Entries, Entry};
use words::{holds, page_of, plain, shown};

/// What the second reader typed.
const FACTS: &str = include_str!("../facts.toml");

/// One fact.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    id: String,
    /// The stream that must show it; empty when only the words can tell which.
    thing: String,
    /// Words that must stand there.
    find: String,
    /// When, in the notation of the domain model; empty when the source's own date is the only bound.
    date: String,
    #[serde(rename = "ref")]
    reference: String,
    #[expect(dead_code, reason = "read by people, who look the fact up")]
    locator: String,
    #[expect(dead_code, reason = "read by people, who look the fact up")]
    source: String,
}

#[derive(Deserialize)]
struct Facts {
    fact: Vec<Fact>,
}

fn facts() -> Vec<Fact> {
    let facts: Facts = toml::from_str(FACTS).unwrap();
    facts.fact
}

/// Why the fact is not in the ledger or not on a page; nothing when it is on both.
fn complaint(server: &Server, entries: &Entries, fact: &Fact) -> Option<String> {
    let names = fact.id.starts_with("name-");
    // That an organisation is called something tells nothing but its name.
    let tells = |entry: &&Entry| names || !entry.registers_participant();
    let own = if names || !fact.thing.starts_with("participant-") { "" } else { &fact.thing };
    let said = |entry: &Entry| {
        let names = entries.names_of(own).iter().filter(|name| name.len() > 3);
        names.fold(entry.words.clone(), |words, name| words.replace(name.as_str(), " "))
    };
    let candidates: Vec<&Entry> = entries.about(&fact.thing).filter(tells).collect();
    if candidates.is_empty() {
        return Some(format!("nothing is recorded about «{}»", fact.thing));
    }
    let mut left = candidates;
    for (what, fits) in [
        (
            "the words",
            &(|entry: &Entry| holds(&said(entry), &fact.find)) as &dyn Fn(&Entry) -> bool,
        ),
        ("the date", &|entry| fact.date.is_empty() || entry.dates.contains(&fact.date)),
        ("the source", &|entry| shown(&entry.reference, &fact.reference)),
    ] {
        let fitting: Vec<&Entry> = left.iter().copied().filter(|entry| fits(entry)).collect();
        if fitting.is_empty() {
            let near: Vec<String> = left.iter().take(4).map(ToString::to_string).collect();
            return Some(format!(
                "{what} fit none of {} entries, such as\n    {}",
                left.len(),
                near.join("\n    ")
            ));
        }
        left = fitting;
    }
    let missing: Vec<String> =
        left.iter().map(|entry| on_page(server, fact, entry)).collect::<Option<_>>()?;
    Some(missing.join("\n    "))
}

/// What the pages lack on which the entry stands; nothing when the page of the thing shows the words and the source,
/// and the entry's own page, where nothing else stands, shows them together.
fn on_page(server: &Server, fact: &Fact, entry: &Entry) -> Option<String> {
    let own = format!("/nb/hendelse/{}", entry.position);
    let mut pages: Vec<String> = page_of(&fact.thing).into_iter().collect();
    if pages.is_empty() {
        pages.extend(page_of(&entry.stream));
        pages.push(own.clone());
        pages.extend(entry.about.iter().filter_map(|stream| page_of(stream)));
    }
    let missing: Option<Vec<String>> = pages.iter().map(|path| lacks(server, fact, path)).collect();
    let missing = missing.map(|all| all.join("; "));
    missing.or_else(|| lacks(server, fact, &own))
}

/// What one page lacks.
fn lacks(server: &Server, fact: &Fact, path: &str) -> Option<String> {
    let answer = server.get(path, None, &[("accept", "text/html")]);
    if answer.status != 200 {
        return Some(format!("{path} answers {}", answer.status));
    }
    let page = plain(&answer.text);
    if !holds(&page, &fact.find) {
        return Some(format!("{path} does not show the words"));
    }
    (!shown(&page, &fact.reference))
        .then(|| format!("{path} shows the words, and not the source «{}»", fact.reference))
}

#[test]
fn every_fact_of_the_second_reader_is_recorded_with_its_date_and_source_and_stands_on_a_page() {
    let server = Server::demo();
    let entries = Entries::of(&server);
    let mut found = Vec::new();
    for fact in facts() {
        let as_typed = complaint(&server, &entries, &fact);
        let left_out = LEFT_OUT.iter().any(|(id, _)| *id == fact.id);
        let otherwise = OTHERWISE.iter().find(|row| row.id == fact.id);
        let complaint = match (as_typed, otherwise) {
            (None, None) if !left_out => continue,
            (None, _) => {
                "is recorded as it was typed: take its row out of the differences".to_owned()
            }
            (Some(_), None) if left_out => continue,
            (Some(why), None) => why,
            (Some(_), Some(row)) => match complaint(&server, &entries, &row.applied_to(&fact)) {
                None => continue,
                Some(why) => why,
            },
        };
        let Fact { id, thing, find, date, reference, .. } = &fact;
        found.push(format!("{id} [{thing}] «{find}» {date} ({reference}): {complaint}"));
    }
    assert!(found.is_empty(), "{} facts differ\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_difference_is_of_a_fact_and_what_is_left_out_says_why() {
    let known: BTreeSet<String> = facts().into_iter().map(|fact| fact.id).collect();
    for row in OTHERWISE {
        assert!(known.contains(row.id), "{} is no fact", row.id);
    }
    for (id, why) in LEFT_OUT {
        assert!(known.contains(*id) && !why.is_empty(), "{id} is no fact");
    }
}

#[test]
fn no_two_facts_have_the_same_name_and_none_is_empty() {
    let facts = facts();
    assert!(facts.len() >= 200, "{} facts were read", facts.len());
    let mut seen = BTreeSet::new();
    for fact in &facts {
        assert!(!fact.find.trim().is_empty() && !fact.reference.trim().is_empty(), "{fact:?}");
        assert!(seen.insert(&fact.id), "{} stands twice", fact.id);
    }
}
