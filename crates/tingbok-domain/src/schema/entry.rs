//! The schema of an entry as its bytes say it: what [`crate::codec`] writes.
use super::{path, relative};
use crate::{
    edtf::Occurred,
    envelope::{Actor, Evidence, Source, Timestamp, Visibility},
    event::EventKind,
    hash::TextHash,
    id::{CommandId, EntryId, PrincipalId, StreamId},
    text::Lang,
};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// One entry of the log. Its bytes are canonical JSON (RFC 8785), and its Merkle leaf is taken of them.
#[derive(JsonSchema)]
#[schemars(rename = "entry", deny_unknown_fields)]
#[expect(dead_code, reason = "the schema is made of its fields; the codec writes entries")]
struct Wire {
    /// `UUIDv5` of the command and the entry's index in it.
    id: EntryId,
    /// `UUIDv5` of the principal and the idempotency key.
    command: CommandId,
    /// HMAC-SHA-256 of the canonical request under the ledger's secret.
    request: TextHash,
    /// Whose history it belongs to.
    stream: StreamId,
    /// Its number in the stream, from 1.
    #[schemars(range(min = 1))]
    version: u64,
    /// What happened.
    kind: String,
    /// The schema of the body.
    #[schemars(range(min = 1))]
    schema: u32,
    /// When the ledger recorded it; never falls along the log.
    recorded_at: Timestamp,
    /// When it happened, as precise as the source (EDTF).
    occurred: Occurred,
    /// Who acted.
    actor: Actor,
    /// Who entered it.
    principal: PrincipalId,
    /// Where it comes from.
    source: Source,
    /// How the ledger knows.
    evidence: Evidence,
    /// Who may read.
    visibility: Visibility,
    /// The language of the words in the body.
    #[serde(default)]
    lang: Option<Lang>,
    /// The entry that this one answers or corrects.
    #[serde(default)]
    causation: Option<EntryId>,
    /// What the kind's own schema says.
    body: Map<String, Value>,
    /// Digests of concealed texts, sorted.
    #[serde(default, rename = "_sd")]
    sealed: Vec<String>,
    /// How they were taken: `sha-256`.
    #[serde(default, rename = "_sd_alg")]
    sealed_with: Option<String>,
}

/// The entry around a body of any kind and any schema that ever was.
pub(super) fn schema(generator: SchemaGenerator) -> Schema {
    let mut schema = generator.into_root_schema_for::<Wire>();
    let names: Vec<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
    if let Some(kind) = schema.pointer_mut("/properties/kind") {
        *kind = json!({ "description": "What happened.", "enum": names });
    }
    let cases: Vec<Value> = EventKind::ALL.iter().flat_map(|kind| cases(*kind)).collect();
    schema.insert("allOf".to_owned(), cases.into());
    schema
}

/// Which schemas a kind has, and where each of them says what the body is.
fn cases(kind: EventKind) -> Vec<Value> {
    let known = json!({
        "if": { "properties": { "kind": { "const": kind.name() } } },
        "then": { "properties": { "schema": { "maximum": kind.schema() } } },
    });
    let bodies = (1..=kind.schema()).map(|version| {
        let of = json!({ "kind": { "const": kind.name() }, "schema": { "const": version } });
        let body = json!({ "$ref": relative(&path(kind.name(), version)) });
        json!({ "if": { "properties": of }, "then": { "properties": { "body": body } } })
    });
    std::iter::once(known).chain(bodies).collect()
}
