//! Query strings, with errors that say which part does not fit.
use super::problem::{Name, Problem};
use axum::{extract::FromRequestParts, http::request::Parts};
use serde::{Deserialize, de::DeserializeOwned};
use std::time::Duration;
use tingbok_domain::envelope::Timestamp;
use tingbok_ledger::Reader;
use tingbok_projections::AsOf;

/// Reads a query string whole.
pub(crate) struct Query<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        axum::extract::Query::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection| {
                Problem::new(
                    Name::Malformed,
                    format!("the query cannot be read: {}", rejection.body_text()),
                )
            })
    }
}

/// What every read takes.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(crate) struct Reading {
    as_of: Option<String>,
    known_at: Option<String>,
    at: Option<u64>,
    min_position: Option<u64>,
    pub(crate) after: Option<String>,
    pub(crate) limit: Option<usize>,
}

impl Reading {
    /// The time asked for.
    pub(crate) fn when(&self) -> Result<AsOf, Problem> {
        let fault = |field: &str, text: &str, like: &str| {
            Problem::new(
                Name::Malformed,
                format!("{field}: «{text}» cannot be read; write it like {like}"),
            )
        };
        let as_of = self
            .as_of
            .as_deref()
            .map(|text| text.parse().map_err(|_| fault("as_of", text, "2023-11-10")));
        let known_at = self.known_at.as_deref().map(|text| {
            text.parse::<Timestamp>().map_err(|_| fault("known_at", text, "2026-03-02T09:00:00Z"))
        });
        Ok(AsOf { as_of: as_of.transpose()?, known_at: known_at.transpose()?, at: self.at })
    }

    /// The cursor of a list.
    pub(crate) fn cursor<K: std::str::FromStr>(&self) -> Result<Option<K>, Problem> {
        let fault = |text: &str| {
            Problem::new(Name::Malformed, format!("after: «{text}» is no place in this list"))
        };
        self.after.as_deref().map(|text| text.parse().map_err(|_| fault(text))).transpose()
    }

    /// Waits for one's own write, at most ten seconds.
    pub(crate) async fn wait(&self, reader: &Reader) -> Result<(), Problem> {
        let Some(position) = self.min_position else { return Ok(()) };
        if reader.wait_for(position, Duration::from_secs(10)).await {
            Ok(())
        } else {
            let detail = format!("position {position} is not there yet: ask again");
            Err(Problem { retry_after: Some(1), ..Problem::new(Name::Busy, detail) })
        }
    }
}
