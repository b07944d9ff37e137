//! How types stand in the published schemas, where the derived form does not say enough (JSON Schema 2020-12).
mod entry;

use crate::{
    edtf::{Moment, Occurred},
    envelope::Timestamp,
    event::EventKind,
    id::StreamId,
    text::{Lang, Text},
};
use schemars::{
    JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, transform::RecursiveTransform,
};
use std::borrow::Cow;

/// The schema of the entry around a body. It grows with every kind and is never another version: what an entry
/// carries is part of the format on disk.
const ENTRY_VERSION: u32 = 1;

/// The published schema of the body of a kind: complete, with all that it refers to.
pub fn body(kind: EventKind) -> Schema {
    kind.body_schema(generator())
}

/// The schema of anything that is sent or recorded.
pub(crate) fn of<T: JsonSchema>() -> serde_json::Value {
    generator().into_root_schema_for::<T>().into()
}

/// Every schema that is published today, with its path: the entry, and the newest of each kind.
/// Older ones are no longer generated; they are kept as they were.
pub fn published() -> Vec<(String, Schema)> {
    let bodies = EventKind::ALL.iter().map(|kind| (path(kind.name(), kind.schema()), body(*kind)));
    let entry = (path("entry", ENTRY_VERSION), entry::schema(generator()));
    let named = bodies.chain([entry]).map(|(path, mut schema)| {
        schema.insert("$id".to_owned(), relative(&path).into());
        (path, schema)
    });
    named.collect()
}

/// Where a schema lies, under the folder of schemas: `MeasureRegistered/v2.json`.
pub fn path(name: &str, version: u32) -> String {
    format!("{name}/v{version}.json")
}

/// The same path as any of the schemas refers to it, itself included.
fn relative(path: &str) -> String {
    format!("../{path}")
}

fn generator() -> SchemaGenerator {
    SchemaSettings::draft2020_12().with_transform(RecursiveTransform(bound)).into_generator()
}

/// The derived form of a number says only by its format how large it can be.
fn bound(schema: &mut Schema) {
    let format = schema.get("format").and_then(serde_json::Value::as_str);
    let (least, most) = match format {
        Some("uint32") => (0, i64::from(u32::MAX)),
        Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
        Some(_) | None => return,
    };
    for (word, limit) in [("minimum", least), ("maximum", most)] {
        if schema.get(word).is_none() {
            schema.insert(word.to_owned(), limit.into());
        }
    }
}

/// True when `field` of the body of `kind` holds plain words, which no rule reads: not a digest, a list or a map.
pub fn is_plain_text(kind: EventKind, field: &str) -> bool {
    let schema = body(kind);
    let found = schema.get("properties").and_then(|fields| fields.get(field));
    found.is_some_and(|field| {
        let marked = field.get(TEXT_MARK) == Some(&true.into());
        // One that may be absent is a string or null.
        let kinds = field.get("type");
        let string = kinds.and_then(serde_json::Value::as_array).map_or_else(
            || kinds == Some(&"string".into()),
            |kinds| kinds.contains(&"string".into()),
        );
        marked && string && field.get("pattern").is_none()
    })
}

/// The mark of a field that holds words: it can be sealed or erased, and is then absent.
pub const TEXT_MARK: &str = "x-tingbok-text";

/// A type that is written as a string of a certain form.
macro_rules! string {
    ($name:ty, $pattern:expr) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $pattern })
            }
        }
    };
}
pub(crate) use string;

/// A type that is written as a number from 1.
macro_rules! number {
    ($name:ty, $word:literal) => {
        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "integer", "minimum": 1, "title": $word })
            }
        }
    };
}
pub(crate) use number;

/// A day, month, season or year; which days a month has, a pattern cannot say.
macro_rules! moment {
    () => {
        "[0-9]{4}\\??(-(2[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?))?"
    };
}

string!(Lang, "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$");
string!(
    StreamId,
    "^(ledger|(participant|forum|mandate|strategy|measure|evaluation|assignment)-[a-z0-9-]{1,64}|(decision|document)-[1-9][0-9]*)$"
);
string!(Timestamp, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$");
string!(Moment, concat!("^", moment!(), "$"));
string!(
    Occurred,
    concat!(
        "^(unknown|",
        moment!(),
        "(/(",
        moment!(),
        "|\\.\\.))?|\\[(",
        moment!(),
        "\\.\\.(",
        moment!(),
        ")?|\\.\\.",
        moment!(),
        ")\\])$"
    )
);

impl<T: JsonSchema> JsonSchema for Text<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> Cow<'static, str> {
        format!("Text_of_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = generator.subschema_for::<T>();
        schema.insert(TEXT_MARK.to_owned(), true.into());
        schema
    }
}
