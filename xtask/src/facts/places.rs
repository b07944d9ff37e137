//! A locator: sections, headings and places of a stored copy.

use super::fold::fold;
use super::quotes::part;
use super::seeds::Seed;
use super::sources::{Copy, Sources};

/// What says that a date stands in another source: «dagen ifølge …», «fristen ifølge …».
const ACCORDING_TO: &str = " ifølge ";

/// What was found of the parts of a locator.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Sections, headings and quotations that stand in the copy.
    pub(crate) stand: usize,
    /// Places without a heading, which no text can show.
    pub(crate) unheaded: Vec<String>,
    pub(crate) missing: Vec<String>,
    /// Whether a date is said to stand in another source, and that source is listed.
    pub(crate) date_elsewhere: bool,
}

/// Looks up every part of a locator.
pub(crate) fn look_up(locator: &str, seed: &Seed, copy: &Copy, sources: &Sources) -> Found {
    let mut found = Found::default();
    for place in locator.split(';') {
        if let Some((_, other)) = place.split_once(ACCORDING_TO) {
            if sources.speak_of(other) {
                found.date_elsewhere = true;
            } else {
                found.missing.push(other.to_owned());
            }
            continue;
        }
        let parted = part(place);
        if parted.quotations.is_empty() {
            heading_or_parts(parted.own.trim(), seed, copy, &mut found);
            continue;
        }
        for quotation in parted.quotations {
            match super::quotes::missing(&seed.text, &quotation) {
                None => found.stand += 1,
                Some(piece) => found.missing.push(piece),
            }
        }
    }
    found
}

/// A heading may hold «og», a comma or a colon, so it is first looked up whole.
fn heading_or_parts(place: &str, seed: &Seed, copy: &Copy, found: &mut Found) {
    if place.is_empty() {
        return;
    }
    if !place.contains('§') && seed.has_in_any_case(&fold(place)) {
        found.stand += 1;
        return;
    }
    let parts = place.split([',', ':']).flat_map(|part| part.split(" og "));
    for part in parts.map(str::trim).filter(|part| !part.is_empty()) {
        let lower = part.to_lowercase();
        let number = part.strip_prefix('§').or_else(|| lower.strip_prefix("kapittel "));
        let stands = match number {
            Some(number) => seed.has_section(number),
            None => seed.has_in_any_case(&fold(part)),
        };
        if stands {
            found.stand += 1;
        } else if copy.places.iter().any(|known| known == part) {
            found.unheaded.push(part.to_owned());
        } else {
            found.missing.push(part.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::sources::tests::invented;

    fn found(locator: &str) -> Found {
        let text =
            "5. Anbefalinger\n5.4 Oppsummering: roller og svar\nMÅLOMRÅDE 1\nOppdatert: i går";
        let sources = invented();
        look_up(locator, &Seed::new("a.txt", text), sources.copy("a.txt").unwrap(), &sources)
    }

    #[test]
    fn sections_headings_and_quotations_stand_in_the_copy() {
        let locators = ["§5.4", "Kapittel 5 og §5.4", "Målområde 1", "§5.4: roller og svar"];
        for locator in locators.into_iter().chain(["siden er «Oppdatert: i går»"]) {
            let found = found(locator);
            assert!(found.stand > 0 && found.missing.is_empty(), "{locator}: {found:?}");
        }
    }

    #[test]
    fn a_section_or_heading_that_is_not_there_is_missing() {
        for (locator, missing) in
            [("§5.5", "§5.5"), ("Kapittel 6", "Kapittel 6"), ("Forord; §5.4", "Forord")]
        {
            assert_eq!(found(locator).missing, [missing]);
        }
    }

    #[test]
    fn a_place_without_a_heading_is_said_to_be_uncheckable() {
        let found = found("Tittelsiden");
        assert_eq!(found.unheaded, ["Tittelsiden"]);
        assert!(found.missing.is_empty());
    }

    #[test]
    fn a_date_may_stand_in_another_source_that_is_listed() {
        assert!(found("§5.4; dagen ifølge eksempel.no: oppdiktet, kapittel 1").date_elsewhere);
        assert_eq!(found("§5.4; fristen ifølge ukjent.no").missing, ["ukjent.no"]);
    }
}
