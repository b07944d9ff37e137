//! One line of the starting set, sorted into what is looked up and how.

use serde_json::Value;

use super::dates::{Point, points};
use super::fold::{find, fold};
use super::quotes::part;

/// Fields whose words are the name of something; they are looked up whole before anything else.
const NAMES: [&str; 3] = ["nb", "name", "title"];
/// Forms in other languages are translations; no source is looked through for them.
const TRANSLATIONS: [&str; 2] = ["nn", "en"];

/// A command of the starting set.
pub(crate) struct Line {
    /// Counted from 1.
    pub(crate) number: usize,
    pub(crate) command: String,
    pub(crate) stream: String,
    pub(crate) occurred: Vec<Point>,
    /// `seed` or `original`.
    pub(crate) kind: String,
    pub(crate) reference: String,
    pub(crate) locator: String,
    pub(crate) file: String,
    pub(crate) body: Value,
}

/// What a body says, by the way it is looked up.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) quotations: Vec<String>,
    /// Names and titles without a quotation in them.
    pub(crate) names: Vec<String>,
    /// What is left: words of whoever wrote the line.
    pub(crate) own: Vec<String>,
    /// Dates and the years of periods.
    pub(crate) dates: Vec<Point>,
    /// Numbers of reports (`2024:7`), addresses and page numbers (`id2965367`).
    pub(crate) pointers: Vec<String>,
}

impl Line {
    pub(crate) fn parse(number: usize, text: &str) -> Result<Self, String> {
        let line: Value = serde_json::from_str(text)
            .map_err(|error| format!("line {number} is no command: {error}"))?;
        let string = |pointer: &str| {
            line.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        Ok(Self {
            number,
            command: string("/command"),
            stream: string("/stream"),
            occurred: points(&string("/occurred")),
            kind: string("/source/kind"),
            reference: string("/source/ref"),
            locator: string("/source/locator"),
            file: string("/source/file"),
            body: line.pointer("/body").cloned().unwrap_or_default(),
        })
    }

    /// A string of the body; empty when there is none.
    pub(crate) fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// Everything that the body says, except what `apart` names, which is looked up in a way of its own.
    pub(crate) fn words(&self, apart: &[&str]) -> Words {
        let mut words = Words::default();
        collect("", &self.body, apart, &mut words);
        words
    }
}

fn collect(key: &str, value: &Value, apart: &[&str], words: &mut Words) {
    if apart.contains(&key) || TRANSLATIONS.contains(&key) {
        return;
    }
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(key, value)| collect(key, value, apart, words));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(key, item, apart, words)),
        Value::String(text) => sort(key, text, words),
        Value::Number(number) => {
            words.dates.extend(points(&number.to_string()));
        }
        Value::Null | Value::Bool(_) => {}
    }
}

fn sort(key: &str, text: &str, words: &mut Words) {
    let moments = points(text);
    if !moments.is_empty() {
        words.dates.extend(moments);
        return;
    }
    words.pointers.extend(pointers(text));
    if is_code(text) {
        return;
    }
    let parted = part(text);
    if parted.quotations.is_empty() && NAMES.contains(&key) {
        words.names.push(text.to_owned());
        return;
    }
    words.quotations.extend(parted.quotations);
    words.own.push(parted.own);
}

/// Ids, kinds and language codes are lower-case ASCII without spaces.
fn is_code(text: &str) -> bool {
    let code = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-_.:".contains(letter)
    };
    text.chars().all(code)
}

/// Words by which a text leads to a source: `2024:7`, `id2965367`, `bufdir.no`.
fn pointers(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| letter.is_whitespace() || "(),;«»".contains(letter));
    let bare = words.map(|word| word.trim_matches(['.', ':', '–', '?', '!']));
    bare.filter(|word| is_pointer(word)).map(str::to_owned).collect()
}

fn is_pointer(word: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let report = word
        .split_once(':')
        .is_some_and(|(year, number)| year.len() == 4 && digits(year) && digits(number));
    let page = word.strip_prefix("id").is_some_and(|number| number.len() > 4 && digits(number));
    let address = word.strip_suffix(".no").is_some() || word.contains(".no/");
    report || page || address
}

/// Whether a folded text has one of the lines of a statement; the first that it has not.
pub(crate) fn missing_line(text: &str, statement: &str) -> Option<String> {
    statement.lines().find(|line| find(text, &fold(line), 0).is_none()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(body: &str) -> Line {
        let text = format!(r#"{{"command":"C","stream":"s","source":{{}},"body":{body}}}"#);
        Line::parse(1, &text).unwrap()
    }

    #[test]
    fn every_string_of_a_body_is_sorted_wherever_it_stands() {
        let line = line(
            r#"{"kind":"mandate","title":"Vann og avløp","period":{"from":2020},"due":"[..2021-05]",
            "findings":[{"text":"Gir «begreper» om roller"}],"tasks":["«et lite sekretariat»"],
            "name":{"nb":"Kulturdepartementet","en":"Ministry"},"owner":"forum-klima"}"#,
        );
        let words = line.words(&[]);
        assert_eq!(words.quotations, ["begreper", "et lite sekretariat"]);
        assert_eq!(words.names, ["Kulturdepartementet", "Vann og avløp"]);
        assert_eq!(
            words.own.concat().split_whitespace().collect::<Vec<_>>(),
            ["Gir", "om", "roller"]
        );
        assert_eq!(words.dates, points("2021-05/2020"));
    }

    #[test]
    fn reports_pages_and_addresses_are_pointers() {
        let line = line(
            r#"{"locator":"2017:1","text":"Etter DFØ-rapport 2024:7 (regjeringen.no id2965367)."}"#,
        );
        let words = line.words(&[]);
        assert_eq!(words.pointers, ["2017:1", "2024:7", "regjeringen.no", "id2965367"]);
    }

    #[test]
    fn what_has_a_way_of_its_own_is_left_out() {
        let words = line(r#"{"statement":"Etablert etatssamarbeid","reason":"Fordi"}"#);
        assert_eq!(words.words(&["statement"]).own, ["Fordi"]);
    }

    #[test]
    fn each_line_of_a_statement_must_stand_in_the_text() {
        let text = fold("God informasjons-utveksling\nIdentifiserer blindsoner");
        assert_eq!(
            missing_line(&text, "God informasjonsutveksling\nIdentifiserer blindsoner"),
            None
        );
        assert_eq!(missing_line(&text, "God\nBlindsoner"), Some("Blindsoner".to_owned()));
    }
}
