//! What changed between two texts, word by word within each section.
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use tingbok_domain::event::Section;

/// What changed in one section.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SectionDiff {
    /// The section's heading.
    pub key: String,
    /// True when both texts have the section.
    pub in_both: bool,
    /// Its words, in order; put together without the deletions they are the later text.
    pub runs: Vec<Run>,
}

impl SectionDiff {
    /// True when the section is in both texts and reads the same.
    pub fn is_unchanged(&self) -> bool {
        self.in_both && self.runs.iter().all(|run| matches!(run, Run::Equal(_)))
    }
}

/// A run of words with one fate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Run {
    /// In both texts.
    Equal(String),
    /// Only in the later text.
    Insert(String),
    /// Only in the earlier text.
    Delete(String),
}

/// Compares two texts section by section, in the later one's order; a section that only the earlier one has
/// stands after those of the later one. Of two sections of one key in a text, the first pairs with the first.
pub fn diff(earlier: &[Section], later: &[Section]) -> Vec<SectionDiff> {
    let mut left: Vec<&Section> = earlier.iter().collect();
    let mut sections = Vec::with_capacity(later.len());
    for section in later {
        let pair = left.iter().position(|other| other.key == section.key).map(|n| left.remove(n));
        sections.push(SectionDiff {
            key: section.key.clone(),
            in_both: pair.is_some(),
            runs: runs(pair.map_or("", |other| &other.text), &section.text),
        });
    }
    sections.extend(left.into_iter().map(|gone| SectionDiff {
        key: gone.key.clone(),
        in_both: false,
        runs: runs(&gone.text, ""),
    }));
    sections
}

/// Words that changed one after another are one run each way: the space between them is taken into both, because
/// a sentence rewritten is read as a sentence, not as a row of single words.
fn runs(earlier: &str, later: &str) -> Vec<Run> {
    let mut all = Runs::default();
    for change in TextDiff::from_words(earlier, later).iter_all_changes() {
        let word = change.value();
        match change.tag() {
            ChangeTag::Delete => all.changed(word, ""),
            ChangeTag::Insert => all.changed("", word),
            ChangeTag::Equal if word.trim().is_empty() && all.is_rewriting() => {
                all.space.push_str(word);
            }
            ChangeTag::Equal => all.kept(word),
        }
    }
    all.end();
    all.done
}

#[derive(Default)]
struct Runs {
    done: Vec<Run>,
    deleted: String,
    inserted: String,
    /// Space after words that changed both ways; whose it is shows with the next word.
    space: String,
}

impl Runs {
    fn is_rewriting(&self) -> bool {
        !self.deleted.is_empty() && !self.inserted.is_empty()
    }

    fn changed(&mut self, deleted: &str, inserted: &str) {
        let space = std::mem::take(&mut self.space);
        self.deleted.push_str(&space);
        self.deleted.push_str(deleted);
        self.inserted.push_str(&space);
        self.inserted.push_str(inserted);
    }

    fn kept(&mut self, word: &str) {
        self.end();
        if let Some(Run::Equal(text)) = self.done.last_mut() {
            text.push_str(word);
        } else {
            self.done.push(Run::Equal(word.to_owned()));
        }
    }

    fn end(&mut self) {
        let (deleted, inserted) =
            (std::mem::take(&mut self.deleted), std::mem::take(&mut self.inserted));
        self.done.extend((!deleted.is_empty()).then_some(Run::Delete(deleted)));
        self.done.extend((!inserted.is_empty()).then_some(Run::Insert(inserted)));
        let space = std::mem::take(&mut self.space);
        self.done.extend((!space.is_empty()).then_some(Run::Equal(space)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn section(key: &str, text: &str) -> Section {
        Section { key: key.into(), text: text.into() }
    }

    #[test]
    fn a_changed_word_is_shown_as_one_deleted_and_one_inserted() {
        let sections = diff(
            &[section("Formål", "Gruppen skal samordne tiltak."), section("Utgått", "Borte.")],
            &[section("Nytt", "Kommer."), section("Formål", "Gruppen skal styre tiltak.")],
        );
        let keys: Vec<_> = sections.iter().map(|s| (s.key.as_str(), s.in_both)).collect();
        assert_eq!(keys, [("Nytt", false), ("Formål", true), ("Utgått", false)]);
        assert_eq!(
            sections[1].runs,
            [
                Run::Equal("Gruppen skal ".into()),
                Run::Delete("samordne".into()),
                Run::Insert("styre".into()),
                Run::Equal(" tiltak.".into()),
            ]
        );
        assert_eq!(sections[2].runs, [Run::Delete("Borte.".into())]);
    }

    #[test]
    fn a_rewritten_stretch_is_one_deletion_and_one_insertion() {
        let [only] = &diff(
            &[section("k", "Økt frihet for alle.")],
            &[section("k", "Mindre tvang for alle.")],
        )[..] else {
            panic!("one section")
        };
        assert_eq!(
            only.runs,
            [
                Run::Delete("Økt frihet".into()),
                Run::Insert("Mindre tvang".into()),
                Run::Equal(" for alle.".into()),
            ]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_back_from_what_changed(a in "[a-c \\n]{0,40}", b in "[a-c \\n]{0,40}") {
            let runs = diff(&[section("k", &a)], &[section("k", &b)]).remove(0).runs;
            let (mut earlier, mut later) = (String::new(), String::new());
            for run in &runs {
                match run {
                    Run::Equal(text) => { earlier.push_str(text); later.push_str(text); }
                    Run::Delete(text) => earlier.push_str(text),
                    Run::Insert(text) => later.push_str(text),
                }
            }
            prop_assert_eq!((earlier, later), (a, b));
        }
    }
}
