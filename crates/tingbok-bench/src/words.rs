//! Words for made histories. Every text begins by saying that it is made up.
use crate::random::Random;

/// Fewest and most bytes of an ordinary text.
pub const ORDINARY_BYTES: (u64, u64) = (60, 240);
/// Fewest and most bytes of a large text: with the fields around it, an entry of 20 to 60 kB.
pub const LARGE_BYTES: (u64, u64) = (19_600, 58_000);
/// Words of a sentence.
const SENTENCE_WORDS: u64 = 14;

/// Most are short, so that one character in twenty of a whole history is not ASCII, although what
/// surrounds its texts is.
const WORDS: &[&str] = &[
    "på",
    "så",
    "må",
    "få",
    "gå",
    "når",
    "får",
    "år",
    "råd",
    "mål",
    "før",
    "først",
    "både",
    "måte",
    "også",
    "bør",
    "gjør",
    "vår",
    "våre",
    "nær",
    "møte",
    "møter",
    "høre",
    "føre",
    "øker",
    "åpen",
    "åpent",
    "låne",
    "måle",
    "står",
    "går",
    "årlig",
    "språk",
    "tåler",
    "lærer",
    "være",
    "ønsker",
    "følger",
    "høring",
    "áššit",
    "áššiid",
    "dárbu",
    "árvalus",
    "sámi",
    "ášši",
    "čájeha",
];

/// A text of about so many bytes.
pub fn text(random: &mut Random, about: &str, bytes: u64) -> String {
    let bytes = usize::try_from(bytes).unwrap_or(0);
    let mut text = String::with_capacity(bytes + 32);
    text.push_str("Oppdiktet ");
    text.push_str(about);
    text.push(':');
    let mut in_sentence = 0;
    while text.len() < bytes {
        let Some(word) = random.one_of(WORDS) else { break };
        text.push(' ');
        text.push_str(word);
        in_sentence += 1;
        if in_sentence == SENTENCE_WORDS {
            text.push('.');
            in_sentence = 0;
        }
    }
    text.push('.');
    text
}

/// A text of ordinary length.
pub fn ordinary(random: &mut Random, about: &str) -> String {
    let (least, most) = ORDINARY_BYTES;
    let bytes = random.between(least, most);
    text(random, about, bytes)
}

/// A few words.
pub fn few(random: &mut Random, about: &str) -> String {
    text(random, about, 60)
}

/// A large text; most are near the lower end.
pub fn large(random: &mut Random, about: &str) -> String {
    let (least, most) = LARGE_BYTES;
    let longest = random.between(least, most);
    let bytes = random.between(least, longest);
    text(random, about, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_says_that_it_is_made_up_and_one_character_in_ten_is_not_ascii() {
        let mut random = Random::new(1);
        let text = large(&mut random, "tekst");
        assert!(text.starts_with("Oppdiktet tekst: "));
        let (all, beyond) =
            (text.chars().count(), text.chars().filter(|letter| !letter.is_ascii()).count());
        assert!(beyond * 10 >= all, "{beyond} of {all}");
    }
}
