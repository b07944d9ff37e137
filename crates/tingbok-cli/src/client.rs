//! Requests and answers of the HTTP interface.
use crate::{
    fault::{Fault, Name, Outcome},
    place::{Place, Token},
    transport::{Closing, Connection, Request, Response},
};
use http_body_util::Full;
use hyper::{
    body::Bytes,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use serde_json::Value;
use std::sync::Arc;
use tingbok_domain::CommandItem;
use tingbok_ledger::Ledger;
use uuid::Uuid;

/// Parts of a query.
pub(crate) type Query = Vec<(&'static str, String)>;

/// One who asks.
pub(crate) struct Client {
    connection: Connection,
    /// The token that the caller named: sent always.
    named: Option<Token>,
    /// The token that lies in the folder: sent only when recording.
    owners: Option<Token>,
}

impl Client {
    pub(crate) async fn open(
        place: &Place,
        named: Option<Token>,
        owners: Option<Token>,
    ) -> Outcome<Self> {
        Ok(Self { connection: Connection::open(place).await?, named, owners })
    }

    /// To a ledger that the caller holds and closes, with one token for all.
    pub(crate) fn borrowed(ledger: Arc<Ledger>, token: Token) -> Self {
        Self {
            connection: Connection::here(ledger, Closing::ByCaller),
            named: Some(token),
            owners: None,
        }
    }

    /// The same caller, with the same tokens, to a copy that this process holds and closes.
    pub(crate) fn on_copy(&self, ledger: Arc<Ledger>) -> Self {
        Self {
            connection: Connection::here(ledger, Closing::ByConnection),
            named: self.named.clone(),
            owners: self.owners.clone(),
        }
    }

    /// The ledger, when this process holds it.
    pub(crate) fn ledger(&self) -> Option<&Ledger> {
        self.connection.ledger()
    }

    /// Reads a path under `/api/v1`; the answer as it came.
    pub(crate) async fn get(&mut self, path: &str, query: &Query, accept: &str) -> Outcome<Bytes> {
        let uri = format!("{}/api/v1{path}{}", self.connection.prefix(), written(query));
        let mut request = hyper::Request::get(uri).header(ACCEPT, accept);
        if let Some(token) = &self.named {
            request = request.header(AUTHORIZATION, format!("Bearer {}", token.0));
        }
        let answer = self.connection.send(whole(request, Bytes::new())?).await?;
        if answer.status().is_success() { Ok(answer.into_body()) } else { Err(problem(&answer)) }
    }

    /// Reads JSON.
    pub(crate) async fn json(&mut self, path: &str, query: &Query) -> Outcome<Value> {
        let body = self.get(path, query, "application/json").await?;
        parse(&body)
    }

    /// Asks for commands to be recorded, all or none; gives the receipt, or what a dry run would record.
    pub(crate) async fn record(
        &mut self,
        items: &[CommandItem],
        key: Uuid,
        dry_run: bool,
    ) -> Outcome<Value> {
        let token = self.named.as_ref().or(self.owners.as_ref()).ok_or_else(|| {
            Fault::new(Name::Unauthenticated, "recording takes a token")
                .next("Name a file with one: --token-file FILE or TINGBOK_TOKEN_FILE.")
        })?;
        let query = if dry_run { "?dry_run=true" } else { "" };
        let request =
            hyper::Request::post(format!("{}/api/v1/commands{query}", self.connection.prefix()))
                .header(AUTHORIZATION, format!("Bearer {}", token.0))
                .header(CONTENT_TYPE, "application/json")
                .header("Idempotency-Key", key.to_string());
        let body = serde_json::to_vec(items).map_err(|error| Fault::usage(error.to_string()))?;
        let answer = self.connection.send(whole(request, body.into())?).await;
        let repeat = format!("Repeat the same with --key {key} to learn whether it was recorded.");
        let unsettled = |fault: Fault| {
            if fault.name == Name::Unsettled { fault.next(repeat.clone()) } else { fault }
        };
        let answer = answer.map_err(unsettled)?;
        if answer.status().is_success() {
            parse(answer.body())
        } else {
            Err(unsettled(problem(&answer)))
        }
    }
}

fn whole(request: hyper::http::request::Builder, body: Bytes) -> Outcome<Request> {
    request
        .body(Full::new(body))
        .map_err(|error| Fault::usage(format!("this cannot be asked for: {error}")))
}

fn problem(answer: &Response) -> Fault {
    Fault::answered(answer.status().as_u16(), answer.body())
}

fn parse(body: &[u8]) -> Outcome<Value> {
    let fault = |error| {
        Fault::new(Name::Unexpected, format!("the answer cannot be read: {error}"))
            .next("Check that --server names a Tingbok server.")
    };
    serde_json::from_slice(body).map_err(fault)
}

/// A query as it is sent.
fn written(query: &Query) -> String {
    let mut text = String::new();
    for (name, value) in query {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&escaped(value));
    }
    text
}

/// Percent-encoding of all but unreserved characters (RFC 3986 §2.3).
pub(crate) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            written.push(char::from(byte));
        } else {
            written.push('%');
            written.push_str(&hex::encode_upper([byte]));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_carries_times_with_their_zone_whole() {
        let query =
            vec![("known_at", "2026-03-02T09:00:00+01:00".to_owned()), ("limit", "5".to_owned())];
        assert_eq!(written(&query), "?known_at=2026-03-02T09%3A00%3A00%2B01%3A00&limit=5");
        assert_eq!(written(&Vec::new()), "");
        assert_eq!(escaped("a/ø?#"), "a%2F%C3%B8%3F%23");
    }
}
