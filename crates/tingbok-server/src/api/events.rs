//! Entries as they lie in the log.
use super::{
    problem::Problem,
    query::{Query, Reading},
    viewer::Viewer,
};
use crate::Shared;
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tingbok_domain::{Register, StreamId, codec};
use tingbok_ledger::{RawEntry, Reader};

/// Most entries of one page.
const PAGE_LIMIT: usize = 1_000;

/// An entry, or that there is one that is not public yet: its place and leaf hash are.
fn item(reader: &Reader, viewer: &Viewer, raw: &RawEntry) -> Value {
    let (position, leaf) = (raw.position, raw.leaf);
    let Ok(entry) = codec::decode(&raw.bytes) else {
        return json!({ "position": position, "leaf_hash": leaf });
    };
    let recorded = tingbok_domain::Recorded { position, leaf, entry };
    if viewer.may_read(&reader.register(), &recorded) {
        let entry: Value = serde_json::from_slice(&raw.bytes).unwrap_or(Value::Null);
        json!({ "position": position, "leaf_hash": leaf, "entry": entry })
    } else {
        json!({ "position": position, "leaf_hash": leaf, "withheld": "after_outcome" })
    }
}

pub(super) async fn list(
    State(state): State<Shared>,
    viewer: Viewer,
    Query(reading): Query<Reading>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = &state.reader;
    reading.wait(reader).await?;
    let from = reading.cursor::<u64>()?.map_or(0, |after| after.saturating_add(1));
    let limit = reading.limit.unwrap_or(100).clamp(1, PAGE_LIMIT);
    let page = reader.raw(from, limit)?;
    let accept =
        headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/x-ndjson") {
        let mut body = Vec::new();
        for raw in &page {
            let shown = item(reader, &viewer, raw);
            if shown.get("entry").is_some() {
                body.extend_from_slice(&raw.bytes);
            } else {
                body.extend_from_slice(shown.to_string().as_bytes());
            }
            body.push(b'\n');
        }
        return Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], body).into_response());
    }
    let head = reader.head();
    let last = page.last().map(|raw| raw.position);
    let next = last.filter(|last| last + 1 < head.size);
    let items: Vec<Value> = page.iter().map(|raw| item(reader, &viewer, raw)).collect();
    Ok(Json(json!({ "items": items, "next": next, "head": head })).into_response())
}

pub(super) async fn one(
    State(state): State<Shared>,
    viewer: Viewer,
    Path(position): Path<u64>,
    Query(reading): Query<Reading>,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let raw = state.reader.raw(position, 1)?;
    let raw = raw.first().ok_or(tingbok_ledger::ReadError::Absent(position))?;
    Ok(Json(item(&state.reader, &viewer, raw)))
}

pub(super) async fn of_stream(
    State(state): State<Shared>,
    viewer: Viewer,
    Path(stream): Path<String>,
    Query(reading): Query<Reading>,
) -> Result<Json<Value>, Problem> {
    let reader = &state.reader;
    reading.wait(reader).await?;
    let stream: StreamId = stream
        .parse()
        .map_err(|error: tingbok_domain::id::IdError| super::not_found(&error.to_string()))?;
    let register = reader.register();
    let version = register.version(&stream);
    let absent = || super::not_found(&format!("there is no stream {stream} in this ledger"));
    let after = reading.cursor::<u64>()?;
    let limit = reading.limit.unwrap_or(100).clamp(1, PAGE_LIMIT);
    let positions = reader.views().timeline_positions(&stream);
    // What nobody may see yet looks like what is not there, also in how much of it there is.
    if version == 0 || !seen(reader, &register, &viewer, &stream, &positions)? {
        return Err(absent());
    }
    let mut items = Vec::new();
    let mut next = None;
    for position in
        positions.into_iter().filter(|position| after.is_none_or(|after| *position > after))
    {
        let raw = reader.raw(position, 1)?;
        let Some(raw) = raw.first() else { continue };
        // The timeline holds what concerns the thing; its stream is what stands on it.
        if codec::decode(&raw.bytes).is_ok_and(|entry| entry.stream == stream) {
            if items.len() == limit {
                next = items.last().and_then(|item: &Value| item.get("position")?.as_u64());
                break;
            }
            items.push(item(reader, &viewer, raw));
        }
    }
    Ok(Json(
        json!({ "items": items, "next": next, "stream": stream, "version": version, "head": reader.head() }),
    ))
}

/// May this one be shown any entry of the stream?
fn seen(
    reader: &Reader,
    register: &Register,
    viewer: &Viewer,
    stream: &StreamId,
    positions: &[u64],
) -> Result<bool, Problem> {
    for position in positions {
        let recorded = reader.entry(*position)?;
        if recorded.entry.stream == *stream && viewer.may_read(register, &recorded) {
            return Ok(true);
        }
    }
    Ok(false)
}
