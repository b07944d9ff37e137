//! Entries as a reader of the interface sees them, with names for the ids in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use crate::harness::Server;
use crate::roundtrip::program::tingbok;

/// Codes of entries and the words that stand for them on a page (terms of the domain model).
const SPOKEN: [(&str, &str, &str); 3] = [
    ("role", "lead", "Lederdepartement"),
    ("kind", "MilestoneReached", "Nådd"),
    ("kind", "MilestoneScheduled", "Opprinnelig plan"),
];

/// One entry.
pub(super) struct Entry {
    pub(super) stream: String,
    /// Its place in the log.
    pub(super) position: usize,
    /// Whatever else it refers to.
    pub(super) about: BTreeSet<String>,
    /// All its words, with names for ids.
    pub(super) words: String,
    /// When it happened, and every other date in it.
    pub(super) dates: BTreeSet<String>,
    /// The sources: the one it stands on, where in it, and what its own words name.
    pub(super) reference: String,
    kind: String,
    occurred: String,
}

impl Entry {
    /// Whether it says no more than that an organisation is there and what it is called.
    pub(super) fn registers_participant(&self) -> bool {
        self.kind == "ParticipantRegistered"
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: String = self.words.chars().take(160).collect();
        let reference: String = self.reference.chars().take(100).collect();
        write!(f, "{} {} {} ({reference}) {words}", self.stream, self.kind, self.occurred)
    }
}

/// Everything that is recorded.
pub(super) struct Entries {
    all: Vec<Entry>,
    names: BTreeMap<String, Vec<String>>,
}

impl Entries {
    /// What the command line says of a running ledger, as JSON.
    pub(super) fn of(server: &Server) -> Entries {
        let said = tingbok(["log", "--limit", "1000", "--json", "--server", server.base()]);
        let mut items = said.expect(0).json()["items"].take();
        let items = items.as_array_mut().expect("a list");
        items.sort_by_key(|item| item["position"].as_u64());
        let raw: Vec<Value> = items.iter_mut().map(|item| item["entry"].take()).collect();
        let size = server.get_json("/api/v1/head")["size"].as_u64();
        assert_eq!(Some(raw.len() as u64), size, "one list holds the whole set");
        let names = names(&raw);
        let entries = raw.iter().enumerate();
        let all = entries.map(|(position, value)| entry(position, value, &names)).collect();
        Entries { all, names }
    }

    /// What a stream is called, in all languages.
    pub(super) fn names_of(&self, stream: &str) -> &[String] {
        self.names.get(stream).map_or(&[], Vec::as_slice)
    }

    /// Those that stand on this stream or name it; all of them when it is empty.
    pub(super) fn about<'a>(&'a self, stream: &'a str) -> impl Iterator<Item = &'a Entry> {
        let fits = move |entry: &&Entry| {
            stream.is_empty() || entry.stream == stream || entry.about.contains(stream)
        };
        self.all.iter().filter(fits)
    }
}

/// Stream → the names and titles that its entries give it.
fn names(entries: &[Value]) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in entries {
        let said = names.entry(entry["stream"].as_str().unwrap().to_owned()).or_default();
        for field in ["name", "title", "short", "purpose"] {
            strings(&entry["body"][field], &mut |_, text| said.push(text.to_owned()));
        }
    }
    names
}

fn entry(position: usize, value: &Value, names: &BTreeMap<String, Vec<String>>) -> Entry {
    let text = |field: &str| value[field].as_str().unwrap_or_default().to_owned();
    let stream = text("stream");
    let name = |stream: &str| names.get(stream).map(|said| format!(" {}", said.join(" ")));
    let mut words = name(&stream).unwrap_or_default();
    let mut said_of_source = String::new();
    let (mut about, mut dates) = (BTreeSet::new(), BTreeSet::from([text("occurred")]));
    strings(&value["body"], &mut |field, said| {
        for text in [&mut words, &mut said_of_source] {
            text.push(' ');
            text.push_str(said);
        }
        dates.insert(said.to_owned());
        let own = format!("{field}-{said}");
        // A participant stands in a body by its id alone, under more names than one.
        for named in [said, &own, &format!("participant-{said}"), &format!("forum-{said}")] {
            if let Some(name) = name(named) {
                words.push_str(&name);
                about.insert(named.to_owned());
            }
        }
    });
    for (field, code, spoken) in SPOKEN {
        if value["body"][field] == code || value[field] == code {
            words.push(' ');
            words.push_str(spoken);
        }
    }
    let source = &value["source"];
    let part = |field: &str| source[field].as_str().unwrap_or_default();
    let reference = format!("{} {}{said_of_source}", part("ref"), part("locator"));
    Entry {
        position,
        about,
        words,
        dates,
        reference,
        kind: text("kind"),
        occurred: text("occurred"),
        stream,
    }
}

/// Visits every string in a value with the name of the field it stands in.
fn strings(value: &Value, visit: &mut dyn FnMut(&str, &str)) {
    fn walk(field: &str, value: &Value, visit: &mut dyn FnMut(&str, &str)) {
        match value {
            Value::String(text) => visit(field, text),
            Value::Array(items) => items.iter().for_each(|item| walk(field, item, visit)),
            Value::Object(fields) => {
                fields.iter().for_each(|(name, inner)| walk(name, inner, visit));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    walk("", value, visit);
}
