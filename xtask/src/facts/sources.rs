//! `events/sources.toml`: the stored copies and the originals that the starting set may draw on.

use toml::{Table, Value};

use super::dates::{Point, points};

/// A stored copy.
pub(crate) struct Copy {
    pub(crate) file: String,
    /// What a line calls it.
    pub(crate) reference: String,
    /// Its own date, in the notation of `occurred`.
    pub(crate) date: Vec<Point>,
    /// Locators that name a place without a heading.
    pub(crate) places: Vec<String>,
}

/// All that may be named.
pub(crate) struct Sources {
    pub(crate) copies: Vec<Copy>,
    /// What a line may call an original.
    references: Vec<String>,
    /// Every word about every source: what other words may refer to.
    words: String,
}

impl Sources {
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let table: Table = text.parse().map_err(|error| format!("events/sources.toml: {error}"))?;
        let mut sources = Self { copies: Vec::new(), references: Vec::new(), words: String::new() };
        for row in rows(&table, "seed") {
            sources.remember([&string(row, "ref")?, &string(row, "title")?]);
            sources.copies.push(Copy {
                file: string(row, "file")?,
                reference: string(row, "ref")?,
                date: points(&string(row, "date")?),
                places: strings(row, "places")?,
            });
        }
        for row in rows(&table, "original") {
            let references = strings(row, "refs")?;
            let (title, address) = (string(row, "title")?, string(row, "address")?);
            sources.remember([&title, &address]);
            sources.remember(&references);
            sources.references.extend(references);
        }
        Ok(sources)
    }

    fn remember<'a>(&mut self, words: impl IntoIterator<Item = &'a String>) {
        for words in words {
            self.words.push_str(words);
            self.words.push('\n');
        }
    }

    pub(crate) fn copy(&self, file: &str) -> Option<&Copy> {
        self.copies.iter().find(|copy| copy.file == file)
    }

    pub(crate) fn has_original(&self, reference: &str) -> bool {
        self.references.iter().any(|known| known == reference)
    }

    /// Whether words name a listed source, in full or by the part that tells it from the others.
    pub(crate) fn speak_of(&self, words: &str) -> bool {
        super::fold::find(&self.words, words, 0).is_some()
    }
}

fn rows<'a>(table: &'a Table, name: &str) -> impl Iterator<Item = &'a Value> {
    table.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn string(row: &Value, field: &str) -> Result<String, String> {
    let found = row.get(field).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| without(row, field))
}

fn strings(row: &Value, field: &str) -> Result<Vec<String>, String> {
    let list = row.get(field).and_then(Value::as_array).ok_or_else(|| without(row, field))?;
    let words = list.iter().map(|value| value.as_str().map(str::to_owned));
    words.collect::<Option<Vec<String>>>().ok_or_else(|| without(row, field))
}

fn without(row: &Value, field: &str) -> String {
    format!("events/sources.toml: a row has no {field} of the right kind: {row}")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    const LISTED: &str = include_str!("../../../events/sources.toml");
    const SET: &str = include_str!("../../../events/departementsfellesskapet.ndjson");

    /// One copy and one original, invented.
    pub(crate) fn invented() -> Sources {
        let text = r#"
            [[seed]]
            file = "a.txt"
            ref = "Oppdiktet rapport 2020:1"
            title = "Oppdiktet"
            date = "2020-05-04"
            places = ["Tittelsiden"]
            [[original]]
            refs = ["eksempel.no: oppdiktet, kapittel 1"]
            title = "Oppdiktet rapport 2019:4"
            address = "eksempel.no id1234567"
        "#;
        Sources::parse(text).unwrap()
    }

    #[test]
    fn every_source_that_the_starting_set_names_is_listed() {
        let sources = Sources::parse(LISTED).unwrap();
        for line in SET.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let source = &line["source"];
            let listed = match source["file"].as_str() {
                Some(file) => {
                    sources.copy(file).is_some_and(|copy| source["ref"] == copy.reference.as_str())
                }
                None => sources.has_original(source["ref"].as_str().unwrap()),
            };
            assert!(listed, "not in events/sources.toml: {source}");
        }
    }

    #[test]
    fn an_original_is_named_word_for_word_and_spoken_of_by_a_part() {
        let sources = invented();
        assert!(sources.has_original("eksempel.no: oppdiktet, kapittel 1"));
        assert!(!sources.has_original("eksempel.no: oppdiktet"));
        assert!(sources.speak_of("id1234567") && sources.speak_of("2019:4"));
        assert!(!sources.speak_of("id123456") && !sources.speak_of("2019:41"));
    }
}
