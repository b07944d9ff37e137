//! `POST /api/v1/commands`: a list of commands, recorded whole or not at all.
use super::{
    problem::{Fault, Name, Problem},
    query::Query,
    viewer::Viewer,
};
use crate::Shared;
use axum::{
    Json,
    body::{Body, to_bytes},
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use std::time::Duration;
use tingbok_domain::{CommandItem, command};
use tingbok_ledger::{Done, Receipt, Request};
use uuid::Uuid;

/// Most bytes of a body.
const BODY_LIMIT: usize = 256 * 1024;
/// Deepest nesting of a body.
const DEPTH_LIMIT: usize = 32;
/// A body must be there within this time.
const BODY_TIME_LIMIT: Duration = Duration::from_secs(20);
/// Readers see what was recorded within this time, or the answer goes out before.
const VISIBLE_LIMIT: Duration = Duration::from_secs(2);

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Asked {
    dry_run: bool,
}

pub(super) async fn commands(
    State(state): State<Shared>,
    viewer: Viewer,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Some(who) = viewer.who else {
        let detail = "recording takes a token: send «Authorization: Bearer tbk_…» (the administrator makes one with `tingbok token create`)";
        return Err(Problem::new(Name::Unauthenticated, detail));
    };
    let key = idempotency_key(&headers)?;
    let bytes = match tokio::time::timeout(BODY_TIME_LIMIT, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => {
            let detail = format!(
                "the body is over {BODY_LIMIT} bytes, or broke off: send a shorter list, and long texts as documents"
            );
            return Err(Problem::new(Name::TooLarge, detail));
        }
        Err(_) => {
            return Err(Problem::new(
                Name::Timeout,
                "the body did not arrive in time: send it again with the same key",
            ));
        }
    };
    let mut items = read_items(&headers, &bytes)?;
    if let Some(version) = if_match(&headers)? {
        match items.as_mut_slice() {
            [only] if only.expected_version.is_none() => only.expected_version = Some(version),
            _other => {
                let detail = "If-Match goes with one command; in a list each item names its expected_version";
                return Err(Problem::new(Name::Malformed, detail));
            }
        }
    }
    let request = Request { principal: who.principal, key, items, dry_run: asked.dry_run };
    match state.ledger.execute(request).await? {
        Done::Would(entries) => Ok(Json(serde_json::json!({ "would": entries })).into_response()),
        Done::Recorded(receipt) => Ok(created(&state, &receipt, false).await),
        Done::Before(receipt) => Ok(created(&state, &receipt, true).await),
    }
}

async fn created(state: &Shared, receipt: &Receipt, before: bool) -> Response {
    let last = receipt.events.last().map_or(0, |event| event.position);
    // What was recorded is durable; that a reader sees it at once is a courtesy with a limit.
    state.reader.wait_for(last, VISIBLE_LIMIT).await;
    let mut response = (StatusCode::CREATED, Json(receipt)).into_response();
    let headers = response.headers_mut();
    let first = receipt.events.first().map_or(0, |event| event.position);
    for (name, value) in [
        (header::LOCATION, format!("/api/v1/events/{first}")),
        (header::ETAG, format!("\"{}\"", receipt.version)),
    ] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    if before {
        headers.insert("idempotency-replayed", HeaderValue::from_static("true"));
    }
    response
}

fn idempotency_key(headers: &HeaderMap) -> Result<Uuid, Problem> {
    let value = headers.get("idempotency-key").and_then(|value| value.to_str().ok());
    let key = value.and_then(|text| text.trim_matches('"').parse().ok());
    let detail = "recording takes a key that makes repeating safe: send «Idempotency-Key: <UUID>», a new one for each new request";
    key.ok_or_else(|| Problem::new(Name::Malformed, detail))
}

fn if_match(headers: &HeaderMap) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let detail = "If-Match names the version that was read, like «If-Match: \"3\"», or its whole ETag; * is not taken, nor is a weak tag (W/)";
    let version = value.to_str().ok().and_then(version_read);
    version.map(Some).ok_or_else(|| Problem::new(Name::Malformed, detail))
}

/// The version in `"3"`, `3`, or in the `ETag` of a reading, `"3.128.2026-03-02"`: version, size of the log, day.
fn version_read(text: &str) -> Option<u64> {
    let inner = text.strip_prefix('"').map_or(Some(text), |rest| rest.strip_suffix('"'))?;
    let mut parts = inner.splitn(3, '.');
    let version = parts.next()?.parse().ok()?;
    match (parts.next(), parts.next()) {
        (None, None) => Some(version),
        (Some(size), Some(day)) => {
            let whole = size.parse::<u64>().is_ok() && day.parse::<chrono::NaiveDate>().is_ok();
            whole.then_some(version)
        }
        (_, _) => None,
    }
}

fn read_items(headers: &HeaderMap, bytes: &[u8]) -> Result<Vec<CommandItem>, Problem> {
    let content =
        headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = content.split(';').next().unwrap_or_default().trim();
    check_depth(bytes)?;
    match kind {
        "application/json" => {
            let value: serde_json::Value =
                serde_json::from_slice(bytes).map_err(|error| unreadable(&error, ""))?;
            if let serde_json::Value::Array(items) = value {
                items.iter().enumerate().map(|(n, item)| read_item(n, item)).collect()
            } else {
                Ok(vec![read_item(0, &value)?])
            }
        }
        "application/x-ndjson" => {
            let lines =
                bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
            lines
                .enumerate()
                .map(|(n, line)| {
                    let value: serde_json::Value = serde_json::from_slice(line)
                        .map_err(|error| unreadable(&error, &format!("/{n}")))?;
                    read_item(n, &value)
                })
                .collect()
        }
        _other => {
            let detail = "send commands as application/json (one, or an array) or application/x-ndjson (one a line)";
            Err(Problem::new(Name::UnsupportedType, detail))
        }
    }
}

fn read_item(index: usize, value: &serde_json::Value) -> Result<CommandItem, Problem> {
    command::read_item(value).map_err(|misread| {
        let mut problem = Problem::new(Name::Invalid, misread.detail.clone());
        let pointer = format!("/{index}{}", misread.pointer);
        problem.errors.push(Fault { pointer, detail: misread.detail });
        problem
    })
}

fn unreadable(error: &serde_json::Error, pointer: &str) -> Problem {
    let detail = command::not_json(error);
    let mut problem = Problem::new(Name::Malformed, detail.clone());
    problem.errors.push(Fault { pointer: pointer.to_owned(), detail });
    problem
}

/// Counts brackets outside strings, so that a deep body is refused before it is read.
fn check_depth(bytes: &[u8]) -> Result<(), Problem> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for byte in bytes {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _other => {}
        }
        if depth > DEPTH_LIMIT {
            let detail = format!("the body is nested deeper than {DEPTH_LIMIT}");
            return Err(Problem::new(Name::Malformed, detail));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::version_read;

    #[test]
    fn a_version_is_read_alone_or_from_a_whole_etag_and_from_nothing_else() {
        for text in ["3", "\"3\"", "\"3.128.2026-03-02\""] {
            assert_eq!(version_read(text), Some(3), "{text}");
        }
        for text in [
            "",
            "*",
            "\"3",
            "3\"",
            "\"\"3",
            "\"3.zzz",
            "3.",
            "\"3.128\"",
            "W/\"3.128.2026-03-02\"",
            "\"3.128.x\"",
        ] {
            assert_eq!(version_read(text), None, "{text}");
        }
    }
}
