//! The stored copies, folded once in the ways they are looked into.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::fold::{find, fold, words};

/// Shorter words say too little of what a text is about.
const CONTENT_LETTERS: usize = 5;
/// So many letters at the end of a word may be its ending.
const ENDING_LETTERS: usize = 3;

/// One stored copy.
pub(crate) struct Seed {
    pub(crate) file: String,
    /// All of it.
    pub(crate) text: String,
    /// Line by line, for headings.
    lines: Vec<String>,
    /// What stands between `|`, for tables.
    cells: Vec<String>,
    /// In order, in lower case.
    sequence: Vec<String>,
    vocabulary: BTreeSet<String>,
}

impl Seed {
    pub(crate) fn new(file: &str, raw: &str) -> Self {
        let text = fold(raw);
        let sequence: Vec<String> = words(&text).collect();
        Self {
            file: file.to_owned(),
            lines: raw.lines().map(fold).collect(),
            cells: raw.split('|').map(fold).collect(),
            vocabulary: sequence.iter().cloned().collect(),
            sequence,
            text,
        }
    }

    /// Whether folded words stand there whole.
    pub(crate) fn has(&self, folded: &str) -> bool {
        find(&self.text, folded, 0).is_some()
    }

    /// Whether words stand there when capitals do not count, as in headings.
    pub(crate) fn has_in_any_case(&self, folded: &str) -> bool {
        find(&self.text.to_lowercase(), &folded.to_lowercase(), 0).is_some()
    }

    /// Whether a line begins with this number or name of a section and goes on.
    pub(crate) fn has_section(&self, number: &str) -> bool {
        let begins = |line: &String| {
            let rest = line.strip_prefix(number);
            rest.is_some_and(|rest| rest.starts_with([' ', ':']) || rest.starts_with(". "))
        };
        self.lines.iter().any(begins)
    }

    /// Whether words follow one another.
    pub(crate) fn has_sequence(&self, wanted: &[&str]) -> bool {
        self.sequence.windows(wanted.len().max(1)).any(|window| window == wanted)
    }

    /// Whether a word that begins so stands right before a year.
    pub(crate) fn has_word_before(&self, stem: &str, year: &str) -> bool {
        let pairs = self.sequence.iter().zip(self.sequence.iter().skip(1));
        pairs.into_iter().any(|(word, next)| word.starts_with(stem) && next == year)
    }

    /// The cell so many columns after the one that holds nothing but a name that `full_name` contains.
    pub(crate) fn cell(&self, full_name: &str, column: usize) -> Option<&str> {
        let named = |cell: &String| !cell.is_empty() && find(full_name, cell, 0).is_some();
        let row = self.cells.iter().position(named)?;
        self.cells.get(row.checked_add(column)?).map(String::as_str)
    }

    /// Content words of a text, and how many of them the copy has in any form.
    pub(crate) fn known_words(&self, folded: &str) -> (usize, usize) {
        let content = words(folded).filter(|word| is_content(word));
        content.fold((0, 0), |(all, known), word| {
            (all + 1, known + usize::from(self.has_stem(&stem(&word))))
        })
    }

    fn has_stem(&self, stem: &str) -> bool {
        let mut later = self.vocabulary.range(stem.to_owned()..);
        later.next().is_some_and(|word| word.starts_with(stem))
    }
}

/// Reads the copies that are wanted; one that is missing is simply not among them.
pub(crate) fn read(folder: &Path, wanted: &[&str]) -> Result<Vec<Seed>, String> {
    if !folder.is_dir() {
        return Err(format!("{} is no folder of stored copies", folder.display()));
    }
    let mut seeds = Vec::new();
    for file in wanted {
        let path = folder.join(file);
        if path.is_file() {
            let text = fs::read_to_string(&path);
            let text = text.map_err(|error| format!("{}: {error}", path.display()))?;
            seeds.push(Seed::new(file, &text));
        }
    }
    Ok(seeds)
}

fn is_content(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().count() >= CONTENT_LETTERS
}

fn stem(word: &str) -> String {
    let letters = word.chars().count();
    word.chars().take(letters.saturating_sub(ENDING_LETTERS).max(CONTENT_LETTERS)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_stem() {
        let seed = Seed::new("a.txt", "Stabilitet i rammebetingelser");
        assert_eq!(seed.known_words("stabile rammebetingelsene og skip"), (2, 2));
        assert_eq!(seed.known_words("oppdiktede stabiliteter"), (2, 1));
    }

    #[test]
    fn a_section_is_a_line_that_begins_with_its_number() {
        let seed = Seed::new("a.txt", "Se 4.2\n5.4 Oppsummering\nVedlegg 1: Metode\n5. Slutt");
        for section in ["5.4", "Vedlegg 1", "5"] {
            assert!(seed.has_section(section), "{section}");
        }
        for section in ["4.2", "5.41", "Vedlegg 2", "4"] {
            assert!(!seed.has_section(section), "{section}");
        }
    }

    #[test]
    fn a_cell_is_found_by_the_name_of_its_row_and_its_column() {
        let seed = Seed::new("a.txt", "Trapp | En | To |\nKUBU | a b | c |\nVann | d | e |\n");
        assert_eq!(seed.cell("Utsatte barn (KUBU)", 2), Some("c"));
        assert_eq!(seed.cell("Vann", 1), Some("d"));
        assert_eq!(seed.cell("Klima", 1), None);
    }
}
