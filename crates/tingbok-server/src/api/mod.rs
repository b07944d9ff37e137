//! The interface for forums and programs, under `/api/v1`.
mod append;
mod events;
mod gather;
mod overview;
mod participants;
pub mod problem;
mod query;
mod read;
#[cfg(test)]
mod reference;
mod viewer;

use crate::Shared;
use axum::{
    Json, Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use problem::{Name, Problem};
use query::{Query, Reading};
use read::Concept;
use serde_json::json;
use std::time::Duration;

/// A request takes at most this long.
const REQUEST_LIMIT: Duration = Duration::from_secs(30);

pub(crate) fn router() -> Router<Shared> {
    let list = |concept: Concept| {
        get(move |State(state): State<Shared>, Query(reading): Query<Reading>| {
            read::list(state, concept, reading)
        })
    };
    Router::new()
        .route("/commands", post(append::commands))
        .route("/head", get(head))
        .route("/events", get(events::list))
        .route("/events/{position}", get(events::one))
        .route("/streams/{id}/events", get(events::of_stream))
        .route("/forums", list(Concept::Forums))
        .route("/decisions", list(Concept::Decisions))
        .route("/mandates", list(Concept::Mandates))
        .route("/measures", list(Concept::Measures))
        .route("/participants", list(Concept::Participants))
        .route("/documents", list(Concept::Documents))
        .route("/strategies", list(Concept::Strategies))
        .route("/evaluations", list(Concept::Evaluations))
        .route("/assignments", list(Concept::Assignments))
        .route("/recommendations", list(Concept::Recommendations))
        .route("/participants/{id}/positions", get(participants::positions))
        .route("/forums/{id}/meetings/{meeting}", get(overview::minutes))
        .route("/overviews/{name}", get(overview::one))
        .route("/{concept}/{id}", get(read::one))
        .fallback(|| async { not_found("there is no such path; see docs/reference/http.md") })
}

/// For operators: is it alive, is it ready.
pub(crate) fn health() -> Router<Shared> {
    Router::new().route("/livez", get(|| async { "ok\n" })).route("/readyz", get(ready))
}

async fn ready(State(state): State<Shared>) -> Response {
    if state.ledger.storage().is_some_and(|log| log.stats().poisoned) {
        let why = "storage failed: reading goes on, recording does not; start again\n";
        return (StatusCode::SERVICE_UNAVAILABLE, why).into_response();
    }
    match state.reader.clock_state() {
        Ok(()) => "ok\n".into_response(),
        Err(fault) => (StatusCode::SERVICE_UNAVAILABLE, format!("{fault}\n")).into_response(),
    }
}

async fn head(
    State(state): State<Shared>,
    Query(reading): Query<Reading>,
) -> Result<Response, Problem> {
    reading.wait(&state.reader).await?;
    let opening = state
        .reader
        .register()
        .opening()
        .map(|opening| json!({ "origin": opening.origin, "time_zone": opening.time_zone }));
    let head = state.reader.head();
    Ok(Json(json!({ "size": head.size, "root": head.root, "ledger": opening })).into_response())
}

pub(crate) fn not_found(detail: &str) -> Problem {
    Problem::new(Name::NotFound, detail)
}

pub(crate) async fn method_not_allowed() -> Problem {
    Problem::new(
        Name::MethodNotAllowed,
        "this path takes another method: reading is GET, recording is POST /api/v1/commands",
    )
}

/// Holds every request to its time, and lets anybody's page read the public interface.
pub(crate) async fn limits(request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let mut response = match tokio::time::timeout(REQUEST_LIMIT, next.run(request)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Name::Timeout, "it took longer than 30 s: ask for less, or again")
            .into_response(),
    };
    if api {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    }
    response
}
