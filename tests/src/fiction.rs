//! The fictitious set that `tingbok demo --with-fiction` plays: it says of itself that it is invented, names nobody
//! real, plays to its end through the rules, and gives every page something to show. What the program then says can
//! be tried works as it is printed.
mod answers;
mod guide;
mod interrupted;

use crate::harness::{Page, Server};
use serde_json::Value;
use std::collections::BTreeSet;

const SCRIPT: &str = include_str!("../../events/demo.ndjson");
const STARTING_SET: &str = include_str!("../../events/departementsfellesskapet.ndjson");
/// How the three languages say it.
const INVENTED: [&str; 3] = ["oppdiktet", "oppdikta", "fictitious"];

fn lines(text: &str) -> impl Iterator<Item = Value> + '_ {
    text.lines().map(|line| serde_json::from_str(line).unwrap())
}

/// Every string in `value`, with the name of the field it stands in.
fn strings<'a>(name: &'a str, value: &'a Value, found: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::String(text) => found.push((name, text)),
        Value::Array(items) => items.iter().for_each(|item| strings(name, item, found)),
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| strings(name, value, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// True of words that people read; ids, codes, dates and labels are written without blanks and capitals.
fn is_words(name: &str, text: &str) -> bool {
    // The heading of a section stands above words that say it.
    name != "key" && text.contains(|c: char| c.is_whitespace() || c.is_uppercase())
}

#[test]
fn every_text_of_the_fiction_says_that_it_is_invented() {
    let mut words = 0;
    for line in lines(SCRIPT) {
        let mut found = Vec::new();
        strings("body", &line["body"], &mut found);
        strings("source", &line["source"], &mut found);
        for (name, text) in found.into_iter().filter(|(name, text)| is_words(name, text)) {
            let said = text.to_lowercase();
            assert!(INVENTED.iter().any(|word| said.contains(word)), "{name}: {text}\n{line}");
            words += 1;
        }
    }
    assert!(words > 200, "only {words} texts found");
}

#[test]
fn nobody_real_takes_part_in_the_fiction_and_it_touches_nothing_of_the_starting_set() {
    let real: BTreeSet<String> =
        lines(STARTING_SET).map(|line| line["stream"].as_str().unwrap().to_owned()).collect();
    let bare = |stream: &str| stream.split_once('-').map(|(_, id)| id.to_owned());
    let ids: BTreeSet<String> = real.iter().filter_map(|stream| bare(stream)).collect();
    for line in lines(SCRIPT) {
        let actor = line["as"]["participant"].as_str().unwrap();
        assert!(actor.starts_with("oppdiktet-"), "{actor}");
        let stream = line["stream"].as_str().unwrap();
        let own = stream.starts_with('@') || ["decision", "document"].contains(&stream);
        assert!(own || !real.contains(stream) && stream.contains("-oppdiktet"), "{stream}");
        let mut found = Vec::new();
        strings("body", &line["body"], &mut found);
        for (_, text) in found {
            assert!(!real.contains(text) && !ids.contains(text), "{text} is real:\n{line}");
        }
    }
}

#[test]
fn the_times_of_the_fiction_rise_and_end_before_november() {
    let times: Vec<String> =
        lines(SCRIPT).map(|line| line["at"].as_str().unwrap().to_owned()).collect();
    assert!(times.is_sorted_by(|before, after| before < after));
    assert!(times.last().unwrap().as_str() < "2026-11-01");
}

/// The page of the decision of that title, reached from the list.
#[track_caller]
fn decision(server: &Server, title: &str) -> Page {
    let list = server.page("/nb/beslutninger").html;
    let end = list.find(&format!(">{title}</a>"));
    let before = end.and_then(|end| list.get(..end)).and_then(|before| before.rsplit_once("href="));
    let (_, link) = before.unwrap_or_else(|| panic!("there is no «{title}»:\n{list}"));
    server.page(link.trim_matches('"'))
}

#[test]
fn the_fiction_plays_to_its_end_and_every_outcome_stands_on_its_page() {
    let server = Server::fiction();
    for (title, words) in [
        ("Oppdiktet ny møteplan", &["Vedtatt uten innvendinger innen fristen", "Erstatter"][..]),
        (
            "Oppdiktet felles møteplan",
            &["Erstattet", "Vedtatt ved enighet", "4 av 4 sluttet seg til."],
        ),
        (
            "Oppdiktet felles kurs",
            &["Vedtatt ved enighet", "sluttet seg til med forbehold", "Merknad"],
        ),
        ("Oppdiktet samlokalisering", &["Ikke enighet", "Reserverer seg", "Ber om drøfting"]),
        ("Oppdiktet felles merke", &["Trukket", "ingen husket lenger"]),
        ("Oppdiktet fordeling av ansvar", &["Utkast", "Resultatet av den politiske avklaringen"]),
        (
            "Oppdiktet felles rutine for innkjøp",
            &["Vedtatt med særmerknad", "grensen burde vært høyere"],
        ),
        (
            "Oppdiktet felles resepsjon",
            &[
                "Vedtatt, men bestridt av Oppdiktet departement B",
                "Bekreftet av deltakeren",
                "Ikke til stede",
            ],
        ),
        (
            "Oppdiktet felles lærebok",
            &["Til behandling, runde 1", "Den gang Oppdiktet departement F"],
        ),
    ] {
        let page = decision(&server, title);
        for word in words {
            page.shows(word);
        }
    }
    let two = decision(&server, "Oppdiktet felles IKT-løsning");
    two.shows("Revisjon 2, vedtatt i runde 2").shows("Ikke avgjort innen fristen");
    let lifted = two.row("Reserverer seg");
    assert!(lifted.contains("Reservasjonen er frafalt"), "{lifted}");
    let stood_in = two.row("Oppdiktet departement C");
    assert!(stood_in.contains("Svart av Oppdiktet departement B som stedfortreder"), "{stood_in}");
    let silent = decision(&server, "Oppdiktet felles rutine for innkjøp");
    assert!(silent.row("Oppdiktet departement E").contains("Regnes ikke som tilslutning"));
}

#[test]
fn the_fiction_gives_every_other_page_something_true_to_show() {
    let server = Server::fiction();
    for (path, words) in [
        ("/nb", &["16. oktober 2026 Over fristen", "2 av 3 har svart"][..]),
        (
            "/nb/forum/oppdiktet-kjerne",
            &[
                "Prosesseier",
                "Versjon 2",
                "Skal vurderes på nytt innen 30. september 2027",
                "Plasseringen er ikke dokumentert",
            ],
        ),
        (
            "/nb/forum/oppdiktet-tjeneste",
            &[
                "Møtte med stedfortreder",
                "Drøftingssak",
                "Referatet er godkjent 20. mai 2026",
                "Kunngjort",
            ],
        ),
        ("/nb/forum/oppdiktet-sprint", &["29. mai 2026 Over fristen"]),
        (
            "/nb/mandat/oppdiktet-kjerne?from=01-00&to=01-01",
            &[
                "Gjeldende mandat, versjon 2",
                "Avløst",
                "Endringer fra «Utkast 1 til versjon 2» til «Utkast 2 til versjon 2»",
            ],
        ),
        (
            "/nb/tiltak/oppdiktet-ikt",
            &[
                "Forsinket",
                "Redusert omfang",
                "1,3 måneder etter planen",
                "Prognosen er flyttet",
                "begynte for sent",
            ],
        ),
        ("/nb/tiltak/oppdiktet-kurs", &["Fullført", "80 prosent"]),
        ("/nb/tiltak/oppdiktet-ansettelser", &["Forumet blir orientert"]),
        ("/nb/maal/oppdiktet", &["Fastsatt", "Endringer fra «Foreslått» til «Fastsatt»"]),
        (
            "/nb/oppdrag/oppdiktet-kartlegging",
            &["Felles oppdrag", "Over fristen", "Levering er ikke ført fra Oppdiktet etat Y"],
        ),
        ("/nb/oppdrag/oppdiktet-kursplan", &["Godkjent"]),
        (
            "/nb/deltakere/oppdiktet-b",
            &["Tatt til følge", "Oppdiktet utprøving av felles IKT-løsning"],
        ),
        ("/nb/deltakere/oppdiktet-c", &["Ikke tatt til følge", "med forbehold"]),
        ("/nb/deltakere/oppdiktet-d", &["Ikke besvart"]),
        ("/nb/deltakere/oppdiktet-f", &["Nytt navn til Oppdiktet departement G"]),
    ] {
        let page = server.page(path);
        for word in words {
            page.shows(word);
        }
    }
    let handed = server.page("/nb/tiltak/oppdiktet-ikt").row("10. mars 2026 17. august 2026");
    assert!(handed.contains("Oppdiktet departement A Ansvarlig departement"), "{handed}");
    let corrected = server.overview("contradictions", "").to_string();
    assert!(corrected.contains("Oppdiktet rapport om samarbeid"), "{corrected}");
}
