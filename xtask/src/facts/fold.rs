//! How words are compared: as a reader compares them, not byte by byte.
//!
//! Case is kept. What a printer or a converter adds is not: line ends, hyphens at line ends (also those
//! that a converter left inside a line), soft hyphens, marks of emphasis, kinds of dashes and quotes.

/// Words after which a hyphen at a line end is part of the word before («styrings- og …»).
const JOINING: [&str; 3] = ["og", "eller", "samt"];

/// The text with one space between words, `-` for every dash, `"` and `'` for every quote.
pub(crate) fn fold(text: &str) -> String {
    let plain: Vec<char> = text.chars().filter_map(plain).collect();
    let mut folded = String::with_capacity(text.len());
    let mut rest = plain.as_slice();
    while let [letter, tail @ ..] = rest {
        rest = tail;
        if *letter == '-'
            && folded.ends_with(char::is_lowercase)
            && let Some(joined) = after_word_break(tail)
        {
            rest = joined;
            continue;
        }
        if !letter.is_whitespace() {
            folded.push(*letter);
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn plain(letter: char) -> Option<char> {
    match letter {
        '\u{ad}' | '\u{200b}' | '\u{feff}' | '*' | '\\' => None,
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Some('-'),
        '«' | '»' | '“' | '”' | '„' => Some('"'),
        '‘' | '’' | '‚' => Some('\''),
        other => Some(other),
    }
}

/// What follows a hyphen that only breaks a word: a lower-case letter, at once or on the next line.
fn after_word_break(tail: &[char]) -> Option<&[char]> {
    let spaces = tail.iter().take_while(|letter| letter.is_whitespace()).count();
    let (between, rest) = tail.split_at_checked(spaces)?;
    let word: String = rest.iter().take_while(|letter| letter.is_alphabetic()).collect();
    let breaks = between.is_empty() || between.contains(&'\n');
    let joins = !between.is_empty() && JOINING.contains(&word.as_str());
    (breaks && !joins && word.starts_with(char::is_lowercase)).then_some(rest)
}

/// Where folded words end in a folded text, from byte `from` on; nothing when they do not stand there whole.
pub(crate) fn find(text: &str, words: &str, from: usize) -> Option<usize> {
    let mut start = from;
    while let Some(offset) = text.get(start..).and_then(|rest| rest.find(words)) {
        let begins = start + offset;
        let ends = begins + words.len();
        let before = text.get(..begins).and_then(|before| before.chars().next_back());
        let after = text.get(ends..).and_then(|after| after.chars().next());
        if apart(before, words.chars().next()) && apart(words.chars().next_back(), after) {
            return Some(ends);
        }
        start = begins + words.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// Whether a word may end between the two.
fn apart(left: Option<char>, right: Option<char>) -> bool {
    let within = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    !(within(left) && within(right))
}

/// Lower-case words and numbers in their order.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = String> {
    let parts = folded.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_soft_hyphens_and_emphasis_do_not_count() {
        assert_eq!(fold(" I **2025**\n blir\u{a0}sam\u{ad}ordnet \n"), "I 2025 blir samordnet");
    }

    #[test]
    fn a_hyphen_that_breaks_a_word_is_joined_and_one_that_belongs_stays() {
        assert_eq!(fold("informasjons-utveksling"), "informasjonsutveksling");
        assert_eq!(fold("informasjons-\nutveksling"), "informasjonsutveksling");
        assert_eq!(fold("Styrings-\nog beslutning"), "Styrings- og beslutning");
        assert_eq!(fold("IT-prosjekter 0-24"), "IT-prosjekter 0-24");
    }

    #[test]
    fn dashes_and_quotes_are_alike_and_case_is_not() {
        assert_eq!(fold("“2021–2025” ’vi’"), fold("«2021-2025» 'vi'"));
        assert_ne!(fold("Klima"), fold("klima"));
    }

    #[test]
    fn words_are_found_whole_only() {
        let text = fold("Det gjelder hverandres perspektiver, KDD og så videre");
        assert!(find(&text, "KDD", 0).is_some());
        assert!(find(&text, "KD", 0).is_none());
        assert!(find(&text, "hverandres perspektiv", 0).is_none());
        assert!(find(&text, "perspektiver,", 0).is_some());
    }
}
