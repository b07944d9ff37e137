//! What is committed is what the types say, whole and with its checksums.
use super::{accepts, committed, events, expected_paths, read};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};
use tingbok_domain::schema;

const SUMS: &str = "SHA256SUMS";

#[test]
fn what_is_committed_is_what_the_types_say() {
    let mut changed = Vec::new();
    for (path, schema) in schema::published() {
        let text = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        let file = events("schema").join(&path);
        if accepts("schemas") {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, text).unwrap();
        } else if fs::read_to_string(&file).ok().as_ref() != Some(&text) {
            changed.push(path);
        }
    }
    assert!(
        changed.is_empty(),
        "these would change: {changed:?}. Before 0.1.0: `cargo xtask schemas --accept` and a line in CHANGELOG.md; \
         from then on a new version with an upcaster, and the old schema stays"
    );
    if accepts("schemas") {
        fs::write(events("schema").join(SUMS), sums()).unwrap();
    }
}

#[test]
fn the_checksums_are_those_of_the_schemas_and_none_is_missing() {
    assert_eq!(read(&events("schema").join(SUMS)), sums(), "cargo xtask schemas --accept");
}

#[test]
fn every_kind_has_its_newest_schema_and_all_older_ones_and_nothing_else_lies_there() {
    let mut found = Vec::new();
    for folder in fs::read_dir(events("schema")).unwrap().map(Result::unwrap) {
        if folder.file_type().unwrap().is_dir() {
            let files = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
            found.extend(files.map(|file| name(&file.path())));
        }
    }
    found.sort();
    assert_eq!(found, expected_paths());
}

#[test]
fn every_schema_says_what_it_is_and_refers_to_itself_by_its_place() {
    for (path, schema) in committed() {
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{path}");
        assert_eq!(schema["$id"], format!("../{path}"));
        assert_eq!(schema["title"], path.split('/').next().unwrap(), "{path}");
        assert!(schema["description"].as_str().is_some_and(|text| text.len() > 12), "{path}");
        assert_eq!(schema["additionalProperties"], false, "{path}: unknown fields are refused");
        assert!(jsonschema::meta::is_valid(&schema), "{path} is no schema");
    }
}

/// One line for each schema, as `sha256sum -c` reads it.
fn sums() -> String {
    let files: BTreeMap<String, String> = expected_paths()
        .into_iter()
        .map(|path| (path.clone(), read(&events("schema").join(path))))
        .collect();
    let line = |(path, text): (&String, &String)| {
        format!("{}  {path}\n", hex::encode(Sha256::digest(text.as_bytes())))
    };
    files.iter().map(line).collect()
}

fn name(file: &Path) -> String {
    let own = file.strip_prefix(events("schema")).unwrap();
    own.to_str().unwrap().to_owned()
}
