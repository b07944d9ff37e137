//! The published schemas, and a complete example of every kind that each of them is tried on.
mod examples;
mod fields;
mod mutations;
mod published;
mod words;

use jsonschema::{Draft, Registry, Validator};
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tingbok_domain::{EventKind, schema};

/// Schemas name each other by relative paths; here they get a place to be relative to.
const PLACE: &str = "https://schemas.example/";

/// True when a chore asks that a committed file is written instead of compared; the environment names which.
pub(crate) fn accepts(what: &str) -> bool {
    std::env::var("TINGBOK_ACCEPT").is_ok_and(|asked| asked == what)
}

/// A file or folder among the events.
pub(crate) fn events(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("events").join(path)
}

pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The paths of all schemas that there must be: every version of every kind, and the entry's.
fn expected_paths() -> Vec<String> {
    let mut paths: Vec<String> = EventKind::ALL
        .iter()
        .flat_map(|kind| (1..=kind.schema()).map(|version| schema::path(kind.name(), version)))
        .collect();
    paths.push(schema::path("entry", 1));
    paths.sort();
    paths
}

/// The committed schemas, by path.
fn committed() -> BTreeMap<String, Value> {
    let read_one = |path: String| {
        let text = read(&events("schema").join(&path));
        let schema = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, schema)
    };
    expected_paths().into_iter().map(read_one).collect()
}

/// All committed schemas, so that one can refer to another.
struct Library {
    schemas: BTreeMap<String, Value>,
    registry: Registry<'static>,
}

impl Library {
    fn open() -> Self {
        let mut schemas = committed();
        let mut registry = Registry::new();
        for (path, schema) in &mut schemas {
            schema["$id"] = format!("{PLACE}{path}").into();
            registry = registry.add(format!("{PLACE}{path}"), schema.clone()).unwrap();
        }
        Self { schemas, registry: registry.prepare().unwrap() }
    }

    /// The validator of one schema: formats such as dates count.
    fn validator(&self, path: &str) -> Validator {
        let options = jsonschema::options().with_draft(Draft::Draft202012);
        options
            .should_validate_formats(true)
            .with_registry(&self.registry)
            .build(&self.schemas[path])
            .unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}
