//! Quotations between « » in a text, and what is left when they are taken out.

use super::fold::{find, fold};

/// Notes that a quoter puts into a quotation.
const NOTES: [&str; 2] = ["[sic]", "[slik i kilden]"];

/// A text in its two kinds of words.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parted {
    /// What stands between outer « and », without them.
    pub(crate) quotations: Vec<String>,
    /// The rest: the words of whoever wrote the line.
    pub(crate) own: String,
}

/// Parts quotations from own words; a quotation within a quotation belongs to the outer one, and one that
/// is never closed reaches to the end.
pub(crate) fn part(text: &str) -> Parted {
    let mut parted = Parted::default();
    let mut quotation = String::new();
    let mut depth = 0_u32;
    for letter in text.chars() {
        let outer = match letter {
            '«' => {
                depth += 1;
                depth == 1
            }
            '»' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    parted.quotations.push(std::mem::take(&mut quotation));
                    parted.own.push(' ');
                }
                depth == 0
            }
            _ => false,
        };
        if outer {
            continue;
        }
        if depth == 0 { &mut parted.own } else { &mut quotation }.push(letter);
    }
    if depth > 0 {
        parted.quotations.push(quotation);
    }
    parted.quotations.retain(|words| !words.trim().is_empty());
    parted
}

/// The first piece of a quotation that does not stand in a folded text after the piece before it.
pub(crate) fn missing(text: &str, quotation: &str) -> Option<String> {
    let mut from = 0;
    for piece in pieces(quotation) {
        match find(text, &piece, from) {
            Some(end) => from = end,
            None => return Some(piece),
        }
    }
    None
}

/// Folded, without notes, apart where the quoter left words out.
fn pieces(quotation: &str) -> Vec<String> {
    let mut plain = quotation.to_owned();
    for note in NOTES {
        plain = plain.replace(note, " ");
    }
    let cut = plain.replace("...", "…");
    cut.split('…').map(fold).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(quotations: &[&str]) -> Vec<String> {
        quotations.iter().map(|words| (*words).to_owned()).collect()
    }

    #[test]
    fn quotations_and_own_words_are_parted() {
        let parted = part("Gir «begreper», og «ulike grader» (5.3).");
        assert_eq!(parted.quotations, words(&["begreper", "ulike grader"]));
        assert_eq!(parted.own, "Gir  , og   (5.3).");
    }

    #[test]
    fn a_quotation_within_a_quotation_belongs_to_the_outer_one() {
        let parted = part("«ikke la det «ese ut»» (overskrift)");
        assert_eq!(parted.quotations, words(&["ikke la det «ese ut»"]));
        assert_eq!(part("Fått «gjennomslag").quotations, words(&["gjennomslag"]));
        assert_eq!(part("uten sitat").quotations, words(&[]));
    }

    #[test]
    fn a_cut_quotation_is_found_piece_by_piece_in_order() {
        let text = fold("De største tiltakene er organisert\nsom egne prosjekter.");
        assert_eq!(missing(&text, "De største … egne prosjekter"), None);
        assert_eq!(missing(&text, "De største [sic] tiltakene"), None);
        assert_eq!(missing(&text, "egne … De største"), Some("De største".to_owned()));
        assert_eq!(missing(&text, "de største tiltak"), Some("de største tiltak".to_owned()));
    }
}
