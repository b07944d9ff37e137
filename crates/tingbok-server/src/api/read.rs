//! Things as they stand: lists with summaries, and one thing with all that pages show of it.
use super::{
    not_found,
    problem::Problem,
    query::{Query, Reading},
    viewer::Viewer,
};
use crate::Shared;
use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Value, json};
use std::str::FromStr;
use tingbok_domain::{Recorded, Register, StreamId};
use tingbok_projections::{AsOf, Page, decision, forum, mandate, measure, participant};

/// Which list.
#[derive(Clone, Copy)]
pub(super) enum Concept {
    Forums,
    Decisions,
    Mandates,
    Measures,
    Participants,
    Documents,
}

pub(super) async fn list(
    state: Shared,
    concept: Concept,
    reading: Reading,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let (views, when) = (state.reader.views(), reading.when()?);
    let limit = reading.limit.unwrap_or(100);
    macro_rules! page {
        ($list:ident) => {{ serde_json::to_value(views.$list(Page { after: reading.cursor()?, limit }, &when)) }};
    }
    let listed = match concept {
        Concept::Forums => page!(forums),
        Concept::Decisions => page!(decisions),
        Concept::Mandates => page!(mandates),
        Concept::Measures => page!(measures),
        Concept::Participants => page!(participants),
        Concept::Documents => page!(documents),
    };
    let mut body = listed
        .map_err(|error| Problem::new(super::problem::Name::Unexpected, error.to_string()))?;
    if let Some(body) = body.as_object_mut() {
        body.insert("as_of".to_owned(), json!(when));
        // A list holds what was there then; what it says of each is how it stands now.
        body.insert("summaries".to_owned(), json!("now"));
        body.insert("head".to_owned(), json!(state.reader.head()));
    }
    Ok(Json(body))
}

/// One request for one thing.
struct One<'a> {
    state: &'a Shared,
    viewer: &'a Viewer,
    register: std::sync::Arc<Register>,
    when: AsOf,
    stream: StreamId,
}

impl One<'_> {
    fn entries(&self) -> Result<Vec<Recorded>, Problem> {
        let positions = self.state.reader.views().timeline_positions(&self.stream);
        Ok(self.state.reader.entries(&positions)?)
    }

    /// Nothing is told of what nobody may see yet, not even that it is there.
    fn visible(&self, entries: &[Recorded]) -> bool {
        entries.iter().any(|recorded| {
            recorded.entry.stream == self.stream && self.viewer.may_read(&self.register, recorded)
        })
    }

    fn answer<T: Serialize>(
        &self,
        state: Option<T>,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let stream = &self.stream;
        let absent =
            || not_found(&format!("there is nothing called {stream} at the time asked for"));
        let thing = state.ok_or_else(absent)?;
        let version = self.register.version(stream);
        let body = json!({ "id": stream, "version": version, "state": thing, "as_of": self.when, "head": self.state.reader.head() });
        let etag = format!("\"{version}\"");
        // An answer for now changes only when the stream does; the head beside it is no part of that.
        if self.when.is_now()
            && headers
                .get(header::IF_NONE_MATCH)
                .is_some_and(|value| value.as_bytes() == etag.as_bytes())
        {
            return Ok(StatusCode::NOT_MODIFIED.into_response());
        }
        let mut response = Json(body).into_response();
        if let Ok(value) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, value);
        }
        Ok(response)
    }
}

pub(super) async fn one(
    State(state): State<Shared>,
    viewer: Viewer,
    Path((concept, id)): Path<(String, String)>,
    Query(reading): Query<Reading>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    reading.wait(&state.reader).await?;
    let word = concept.strip_suffix('s').unwrap_or(&concept);
    let stream = if id.contains(['-', '/']) && id.starts_with(word) {
        id.parse()
    } else {
        format!("{word}/{id}").parse()
    };
    let stream: StreamId =
        stream.map_err(|error: tingbok_domain::id::IdError| not_found(&error.to_string()))?;
    let register = state.reader.register();
    let one = One { state: &state, viewer: &viewer, register, when: reading.when()?, stream };
    let entries = one.entries()?;
    if !one.visible(&entries) {
        return one.answer::<()>(None, &headers);
    }
    let public = |recorded: &Recorded| one.viewer.may_read(&one.register, recorded);
    let today = one.register.day(state.reader.now());
    let (when, name) = (&one.when, one.stream.id());
    match concept.as_str() {
        "decisions" => one.answer(
            key(name).and_then(|id| decision::state(id, &entries, when, &public)),
            &headers,
        ),
        "forums" => one
            .answer(key(name).and_then(|id| forum::state(&id, &entries, when, &public)), &headers),
        "mandates" => one.answer(
            key(name).and_then(|id| mandate::state(&id, &entries, when, &public, today)),
            &headers,
        ),
        "measures" => one.answer(
            key(name).and_then(|id| measure::state(&id, &entries, when, &public, today)),
            &headers,
        ),
        "participants" => one.answer(
            key(name).and_then(|id| participant::state(&id, &entries, when, &public)),
            &headers,
        ),
        "documents" => {
            let filed = entries
                .iter()
                .find(|recorded| recorded.entry.stream == one.stream && public(recorded));
            one.answer(filed.map(|recorded| &recorded.entry.event), &headers)
        }
        _other => Err(not_found(&format!("there is no list «{concept}»"))),
    }
}

fn key<K: FromStr>(name: &str) -> Option<K> {
    name.parse().ok()
}

/// Who agreed to what: the positions part of a participant.
pub(super) async fn positions(
    State(state): State<Shared>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(reading): Query<Reading>,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let unknown = || not_found(&format!("there is no participant «{id}»"));
    let participant: tingbok_domain::ParticipantId = key(&id).ok_or_else(unknown)?;
    let register = state.reader.register();
    let positions = state.reader.views().timeline_positions(&StreamId::from(&participant));
    let entries = state.reader.entries(&positions)?;
    let public = |recorded: &Recorded| viewer.may_read(&register, recorded);
    let when = reading.when()?;
    let found = participant::state(&participant, &entries, &when, &public).ok_or_else(unknown)?;
    Ok(Json(
        json!({ "items": found.positions, "counts": found.counts, "as_of": when, "head": state.reader.head() }),
    ))
}
