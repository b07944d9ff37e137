//! Where the two readings differ without contradicting each other, fact by fact; anything else is a failure.

use super::Fact;

/// Facts that no kind of event can hold yet, with the words under which `events/README.md` lets them wait.
pub(super) const WAITING: &[(&str, &str)] = &[
    ("zero-24-end", "that 0–24-samarbeidet ended in March 2021"),
    ("kmd-driver", "as pådriver, interesseavveier and systemforvalter"),
    ("kmd-balancer", "as pådriver, interesseavveier and systemforvalter"),
    ("kmd-steward", "as pådriver, interesseavveier and systemforvalter"),
    ("bld-coordinates", "the coordination of equality, research policy"),
    ("kd-coordinates", "the coordination of equality, research policy"),
    ("kld-coordinates-low-emission", "climate policy, public security"),
    ("kld-coordinates-climate", "climate policy, public security"),
    ("jd-coordinates", "climate policy, public security"),
    ("kdd-coordinates-services", "administrative shared services"),
    ("kdd-coordinates-strategy", "the coordination of the common strategy"),
];

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
    Otherwise::of("name-dfo").source(PROGRAMME),
    // The set tells the doubt as what is generally given and not verified; the second reader names who gives it.
    Otherwise::of("krd-kmd-is-doubted").source(PROGRAMME),
    Otherwise::of("academy-reached").source("dss.dep.no"),
    // The same number, day and thing in other words.
    Otherwise::of("etatssamarbeidet-thirteen").words("De 13 etatene"),
    Otherwise::of("dio-due").words("DIO i drift"),
    Otherwise::of("master-programme").words("Masterprogrammet"),
    // One document holds the three rounds of interviews, and its title their years and numbers.
    Otherwise::of("interviews-first-phase").words("19 i 2022").date(INTERVIEWS),
    Otherwise::of("interviews-second-phase").words("20 i 2023").date(INTERVIEWS),
    Otherwise::of("interviews-last-phase").words("36 i 2023-2024").date(INTERVIEWS),
];
