//! Each example is a whole entry as it lies in the log; all texts in it are invented and say so.
use super::{Library, committed, events, fields, read};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};
use tingbok_domain::{Event, EventKind, codec, schema};

/// An example with the name of its file.
pub(super) struct Example {
    pub(super) file: String,
    pub(super) entry: Value,
}

impl Example {
    /// The path of the schema of its body.
    pub(super) fn schema(&self) -> String {
        let version = u32::try_from(self.entry["schema"].as_u64().unwrap()).unwrap();
        schema::path(self.entry["kind"].as_str().unwrap(), version)
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        serde_json_canonicalizer::to_vec(&self.entry).unwrap()
    }
}

/// Every example, in order of file name.
pub(super) fn all() -> Vec<Example> {
    let files = fs::read_dir(events("examples")).unwrap().map(|file| file.unwrap().path());
    let mut examples: Vec<Example> = files
        .map(|path| {
            let file = path.file_name().unwrap().to_str().unwrap().to_owned();
            let entry = serde_json::from_str(&read(&path));
            Example { entry: entry.unwrap_or_else(|error| panic!("{file}: {error}")), file }
        })
        .collect();
    examples.sort_by(|a, b| a.file.cmp(&b.file));
    examples
}

#[test]
fn every_kind_and_every_schema_has_an_example_named_for_it() {
    let shown: BTreeSet<String> = all().iter().map(Example::schema).collect();
    let mut expected: BTreeSet<String> = super::expected_paths().into_iter().collect();
    expected.remove("entry/v1.json");
    assert_eq!(shown, expected);
    for example in all() {
        let kind = EventKind::named(example.entry["kind"].as_str().unwrap()).unwrap();
        let first = example.file.split(['.', '-']).next();
        assert_eq!(first, Some(kind.name()), "{}", example.file);
    }
}

#[test]
fn every_field_of_every_schema_stands_in_an_example() {
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for example in all() {
        let found = fields::of_value(&example.entry["body"]);
        shown.entry(example.schema()).or_default().extend(found);
        let around = fields::of_value(&example.entry);
        shown.entry("entry/v1.json".to_owned()).or_default().extend(around);
    }
    let mut missing = Vec::new();
    for (path, schema) in committed() {
        let known = fields::of_schema(&schema);
        let absent = known.keys().filter(|field| !shown[&path].contains(*field));
        missing.extend(absent.map(|field| format!("{path}: {field}")));
    }
    assert!(missing.is_empty(), "in no example:\n{}", missing.join("\n"));
}

#[test]
fn every_example_is_read_and_written_back_to_the_same_bytes() {
    for example in all() {
        let (file, bytes) = (&example.file, example.bytes());
        let entry = codec::decode(&bytes).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(entry.id, entry.command.entry(0), "{file}: its id is made of its command");
        if example.entry["schema"] == entry.kind().schema() {
            let again = String::from_utf8(codec::encode(&entry).unwrap()).unwrap();
            assert_eq!(again, String::from_utf8(bytes).unwrap(), "{file}");
        }
    }
}

#[test]
fn an_old_schema_is_lifted_to_the_newest_and_says_the_same() {
    let of = |file: &str| all().into_iter().find(|example| example.file == file).unwrap();
    let old = codec::decode(&of("MeasureRegistered.v1.json").bytes()).unwrap();
    let Event::MeasureRegistered(body) = &old.event else { panic!("{:?}", old.event) };
    assert_eq!(body.strategy.as_ref().unwrap().as_str(), "felles-oppdiktet");
    let lifted = codec::encode(&old).unwrap();
    let lifted: Value = serde_json::from_slice(&lifted).unwrap();
    assert_eq!(
        (&lifted["schema"], &lifted["body"]["strategy"]),
        (&2.into(), &"felles-oppdiktet".into())
    );
}

#[test]
fn every_example_is_what_its_schema_says_and_what_the_entrys_schema_says() {
    let library = Library::open();
    let around = library.validator("entry/v1.json");
    for example in all() {
        let body = library.validator(&example.schema());
        for (validator, value) in [(&body, &example.entry["body"]), (&around, &example.entry)] {
            let faults: Vec<String> = validator
                .iter_errors(value)
                .map(|error| format!("{}: {error}", error.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{}:\n{}", example.file, faults.join("\n"));
        }
    }
}

#[test]
fn every_example_says_that_it_is_invented() {
    for example in all() {
        let text = example.entry.to_string().to_lowercase();
        assert!(text.contains("oppdiktet"), "{}", example.file);
    }
}
