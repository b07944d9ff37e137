//! Entries as bytes and back. Canonical JSON (RFC 8785) of integers and strings, at most 60 kB; bytes that are
//! in the log are never written anew, only read, and an old schema is lifted to today's on the way.
use crate::{
    edtf::Occurred,
    envelope::{Actor, Entry, Evidence, Particulars, Source, Timestamp, Visibility},
    event::{Event, EventKind},
    id::{CommandId, EntryId, PrincipalId, StreamId},
    text::Lang,
    upcast,
};
use serde::{Deserialize, Serialize};

/// Most bytes of an entry. Longer texts are documents, referred to by their digest.
pub const ENTRY_LIMIT_BYTES: usize = 60_000;

/// Why an entry cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// Over the limit.
    #[error(
        "the entry is {0} bytes and may be {ENTRY_LIMIT_BYTES}: file the text as a document and refer to it by its SHA-256"
    )]
    TooLarge(usize),
    /// Not writable as canonical JSON.
    #[error("the entry cannot be written as canonical JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Why bytes in the log cannot be read. None of these is ever passed over in silence.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Not an entry.
    #[error("not an entry: {0}")]
    Json(#[from] serde_json::Error),
    /// A kind that this version does not know.
    #[error(
        "kind «{0}» is not known to this version of Tingbok: use the version that wrote it, or a later one"
    )]
    Kind(String),
    /// A schema that this version does not know.
    #[error(
        "{kind} of schema {schema} is not known to this version of Tingbok (newest known: {newest}): use the version that wrote it, or a later one"
    )]
    Schema {
        /// The kind.
        kind: EventKind,
        /// The schema found.
        schema: u32,
        /// The newest one known here.
        newest: u32,
    },
    /// A body that does not fit its schema.
    #[error("{kind} of schema {schema}: {error}")]
    Body {
        /// The kind.
        kind: EventKind,
        /// Its schema.
        schema: u32,
        /// What does not fit.
        error: serde_json::Error,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire<B> {
    id: EntryId,
    command: CommandId,
    request: String,
    stream: StreamId,
    version: u64,
    kind: String,
    schema: u32,
    recorded_at: Timestamp,
    occurred: Occurred,
    actor: Actor,
    principal: PrincipalId,
    source: Source,
    evidence: Evidence,
    visibility: Visibility,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lang: Option<Lang>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    causation: Option<EntryId>,
    body: B,
    #[serde(default, rename = "_sd", skip_serializing_if = "Vec::is_empty")]
    sealed: Vec<String>,
    #[serde(default, rename = "_sd_alg", skip_serializing_if = "Option::is_none")]
    sealed_with: Option<String>,
}

/// The entry's bytes: canonical JSON, UTF-8, no line break.
pub fn encode(entry: &Entry) -> Result<Vec<u8>, EncodeError> {
    let particulars = entry.particulars.clone();
    let wire = Wire {
        id: entry.id,
        command: entry.command,
        request: entry.request.clone(),
        stream: entry.stream.clone(),
        version: entry.version,
        kind: entry.kind().name().to_owned(),
        schema: entry.kind().schema(),
        recorded_at: entry.recorded_at,
        occurred: particulars.occurred,
        actor: entry.actor.clone(),
        principal: entry.principal.clone(),
        source: particulars.source,
        evidence: particulars.evidence,
        visibility: particulars.visibility,
        lang: particulars.lang,
        causation: particulars.causation,
        body: &entry.event,
        sealed_with: (!entry.sealed.is_empty()).then(|| "sha-256".to_owned()),
        sealed: entry.sealed.clone(),
    };
    let bytes = serde_json_canonicalizer::to_vec(&wire)?;
    if bytes.len() > ENTRY_LIMIT_BYTES {
        Err(EncodeError::TooLarge(bytes.len()))
    } else {
        Ok(bytes)
    }
}

/// Reads an entry's bytes.
pub fn decode(bytes: &[u8]) -> Result<Entry, DecodeError> {
    let wire: Wire<&serde_json::value::RawValue> = serde_json::from_slice(bytes)?;
    let kind = EventKind::named(&wire.kind).ok_or_else(|| DecodeError::Kind(wire.kind.clone()))?;
    let schema = wire.schema;
    let event = upcast(kind, schema, wire.body.get())?;
    Ok(Entry {
        id: wire.id,
        command: wire.command,
        request: wire.request,
        stream: wire.stream,
        version: wire.version,
        recorded_at: wire.recorded_at,
        actor: wire.actor,
        principal: wire.principal,
        particulars: Particulars {
            occurred: wire.occurred,
            source: wire.source,
            evidence: wire.evidence,
            visibility: wire.visibility,
            lang: wire.lang,
            causation: wire.causation,
        },
        sealed: wire.sealed,
        event,
    })
}

/// Reads a body of any schema that ever was: the newest as it stands, an older one lifted step by step.
fn upcast(kind: EventKind, schema: u32, body: &str) -> Result<Event, DecodeError> {
    if schema == 0 || schema > kind.schema() {
        return Err(DecodeError::Schema { kind, schema, newest: kind.schema() });
    }
    let fault = |error| DecodeError::Body { kind, schema, error };
    if schema == kind.schema() {
        return Event::from_body(kind, body).map_err(fault);
    }
    let mut value: serde_json::Value = serde_json::from_str(body).map_err(fault)?;
    for from in schema..kind.schema() {
        upcast::lift(kind, from, &mut value);
    }
    Event::from_body(kind, &value.to_string()).map_err(fault)
}
