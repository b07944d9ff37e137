//! Where the two readings differ without contradicting each other, fact by fact; anything else is a failure.

use super::Fact;

/// A fact that the starting set tells in other words, or after another source that says the same.
pub(super) struct Otherwise {
    pub(super) id: &'static str,
    find: Option<&'static str>,
    date: Option<&'static str>,
    reference: Option<&'static str>,
}

impl Otherwise {
    const fn of(id: &'static str) -> Otherwise {
        Otherwise { id, find: None, date: None, reference: None }
    }

    const fn words(self, find: &'static str) -> Otherwise {
        Otherwise { find: Some(find), ..self }
    }

    const fn date(self, date: &'static str) -> Otherwise {
        Otherwise { date: Some(date), ..self }
    }

    const fn source(self, reference: &'static str) -> Otherwise {
        Otherwise { reference: Some(reference), ..self }
    }

    /// The fact as the starting set tells it.
    pub(super) fn applied_to(&self, fact: &Fact) -> Fact {
        let or =
            |other: Option<&str>, own: &String| other.map_or_else(|| own.clone(), str::to_owned);
        Fact {
            find: or(self.find, &fact.find),
            date: or(self.date, &fact.date),
            reference: or(self.reference, &fact.reference),
            ..fact.clone()
        }
    }
}

const PROGRAMME: &str = "Program for bedre styring og ledelse i staten";
const INTERVIEWS: &str = "2022/2024";

pub(super) const OTHERWISE: &[Otherwise] = &[
    // A participant stands there after the oldest source that uses its name.
    Otherwise::of("name-fin").source(PROGRAMME),
    // The set tells the doubt as what is generally given and not verified; the second reader names who gives it.
    Otherwise::of("krd-kmd-is-doubted").source(PROGRAMME),
    // The same number, day and thing in other words.
    Otherwise::of("etatssamarbeidet-thirteen").words("De 13 etatene"),
    Otherwise::of("dio-due").words("DIO i drift"),
    Otherwise::of("master-programme").words("Masterprogrammet"),
    // The entry names the group by the name it goes by; its full name is the group's purpose.
    Otherwise::of("kriser-mandate-published").words("Kunnskap i kriser"),
    // One document holds the three rounds of interviews, and its title their years and numbers.
    Otherwise::of("interviews-first-phase").date(INTERVIEWS),
    Otherwise::of("interviews-second-phase").date(INTERVIEWS),
    Otherwise::of("interviews-last-phase").date(INTERVIEWS),
    Otherwise::of("interviews-first-count").date(INTERVIEWS),
    Otherwise::of("interviews-second-count").date(INTERVIEWS),
    Otherwise::of("interviews-last-count").date(INTERVIEWS),
    // The page is in nynorsk; the set tells the same advice in bokmål.
    Otherwise::of("advice-17-2").words("forståelse av problemet, interessene og mulighetene"),
    Otherwise::of("advice-17-3").words("omfanget av samarbeidet og ambisjonsnivået for det"),
    Otherwise::of("advice-17-5").words("frihet til å velge hvordan de løser oppgavene"),
    // The seven points of the guidelines, in the words of the glossary.
    Otherwise::of("guidelines-added-value").words("områder som trenger varig samordning"),
    Otherwise::of("guidelines-knowledge-base").words("har et felles kunnskapsgrunnlag"),
    Otherwise::of("guidelines-led").words("ledes på departementsrådsnivå"),
    Otherwise::of("guidelines-flexible").words("innenfor prinsippene for statlig styring"),
    Otherwise::of("guidelines-no-duplicates").words("dobler ikke andre strukturer"),
    Otherwise::of("guidelines-few").words("få grupper er i arbeid samtidig"),
    Otherwise::of("guidelines-consulted").words("DFD er rådspurt"),
    Otherwise::of("model-ordinary-channels").words("vanlige beslutningsveiene"),
    Otherwise::of("zero-24-developed-into")
        .words("Utviklet fra 0–24-samarbeidet")
        .source("bufdir.no"),
];

/// What only a fuller original says, and why the set leaves it out.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    ("lesson-lowest-level", "of the lessons the headings are held, and the chapters are not"),
    (
        "adopted-not-political",
        "of the first chapter the goals are loaded, not how they were treated",
    ),
];
