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
use tingbok_domain::{RecommendationId, Recorded, Register, StreamId, StreamKind};
use tingbok_projections::{
    AsOf, Page, assignment, decision, evaluation, forum, mandate, measure, participant,
    recommendation, strategy,
};

/// Which list.
#[derive(Clone, Copy)]
pub(super) enum Concept {
    Forums,
    Decisions,
    Mandates,
    Measures,
    Participants,
    Documents,
    Strategies,
    Evaluations,
    Assignments,
    Recommendations,
}

pub(super) async fn list(
    state: Shared,
    concept: Concept,
    reading: Reading,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let (views, when) = (state.reader.views(), reading.when()?);
    let limit = reading.limit.unwrap_or(100);
    let register = state.reader.register();
    let public = |recorded: &Recorded| register.visible_to_all(recorded);
    let read = |positions: &[u64]| state.reader.entries(positions);
    macro_rules! page {
        ($list:ident) => {{
            let page = Page { after: reading.cursor()?, limit };
            serde_json::to_value(views.$list(page, &when, &read, &public)?)
        }};
    }
    let listed = match concept {
        Concept::Forums => page!(forums_at),
        Concept::Decisions => page!(decisions_at),
        Concept::Mandates => page!(mandates_at),
        Concept::Measures => page!(measures_at),
        Concept::Participants => page!(participants_at),
        Concept::Documents => page!(documents_at),
        Concept::Strategies => page!(strategies_at),
        Concept::Evaluations => page!(evaluations_at),
        Concept::Assignments => page!(assignments_at),
        Concept::Recommendations => page!(recommendations_at),
    };
    let mut body = listed
        .map_err(|error| Problem::new(super::problem::Name::Unexpected, error.to_string()))?;
    if let Some(body) = body.as_object_mut() {
        body.insert("as_of".to_owned(), json!(when));
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

    /// The thing that the stream is.
    fn thing(&self, headers: &HeaderMap) -> Result<Response, Problem> {
        let entries = self.entries()?;
        if !self.visible(&entries) {
            return self.answer::<()>(None, headers);
        }
        let public = |recorded: &Recorded| self.viewer.may_read(&self.register, recorded);
        let today = self.register.day(self.state.reader.now());
        let (when, name) = (&self.when, self.stream.id());
        macro_rules! state {
            ($module:ident) => {
                self.answer(
                    key(name).and_then(|id| $module::state(&id, &entries, when, &public, today)),
                    headers,
                )
            };
        }
        match self.stream.kind {
            StreamKind::Forum => state!(forum),
            StreamKind::Mandate => state!(mandate),
            StreamKind::Measure => state!(measure),
            StreamKind::Participant => state!(participant),
            StreamKind::Strategy => state!(strategy),
            StreamKind::Evaluation => state!(evaluation),
            StreamKind::Assignment => state!(assignment),
            StreamKind::Decision => self.answer(
                key(name).and_then(|id| decision::state(id, &entries, when, &public)),
                headers,
            ),
            StreamKind::Document => {
                let filed = entries
                    .iter()
                    .find(|recorded| recorded.entry.stream == self.stream && public(recorded));
                self.answer(filed.map(|recorded| &recorded.entry.event), headers)
            }
            StreamKind::Ledger => self.answer::<()>(None, headers),
        }
    }

    /// A recommendation that stands in the stream.
    fn advice(&self, id: &RecommendationId, headers: &HeaderMap) -> Result<Response, Problem> {
        let entries = self.entries()?;
        let public = |recorded: &Recorded| self.viewer.may_read(&self.register, recorded);
        let today = self.register.day(self.state.reader.now());
        let all = recommendation::state(&self.stream, &entries, &self.when, &public, today);
        let found = all.into_iter().find(|advice| &advice.id == id && self.visible(&entries));
        self.named(id.as_str(), found, headers)
    }

    fn answer<T: Serialize>(
        &self,
        state: Option<T>,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        self.named(&self.stream.to_string(), state, headers)
    }

    fn named<T: Serialize>(
        &self,
        name: &str,
        state: Option<T>,
        headers: &HeaderMap,
    ) -> Result<Response, Problem> {
        let absent = || not_found(&format!("there is nothing called {name} at the time asked for"));
        let thing = state.ok_or_else(absent)?;
        let version = self.register.version(&self.stream);
        let body = json!({ "id": name, "version": version, "state": thing, "as_of": self.when, "head": self.state.reader.head() });
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
    let register = state.reader.register();
    let when = reading.when()?;
    if concept == "recommendations" {
        let known = key(&id).and_then(|id: RecommendationId| {
            let stream = register.recommendation(&id)?.stream.clone();
            Some((id, stream))
        });
        let absent = || not_found(&format!("there is no recommendation «{id}»"));
        let (id, stream) = known.ok_or_else(absent)?;
        return One { state: &state, viewer: &viewer, register, when, stream }
            .advice(&id, &headers);
    }
    let kind =
        kind_of(&concept).ok_or_else(|| not_found(&format!("there is no list «{concept}»")))?;
    let word = kind.word();
    let stream = if id.contains(['-', '/']) && id.starts_with(word) {
        id.parse()
    } else {
        format!("{word}/{id}").parse()
    };
    let stream: StreamId =
        stream.map_err(|error: tingbok_domain::id::IdError| not_found(&error.to_string()))?;
    One { state: &state, viewer: &viewer, register, when, stream }.thing(&headers)
}

/// The kind of the things in a list.
fn kind_of(concept: &str) -> Option<StreamKind> {
    Some(match concept {
        "forums" => StreamKind::Forum,
        "decisions" => StreamKind::Decision,
        "mandates" => StreamKind::Mandate,
        "measures" => StreamKind::Measure,
        "participants" => StreamKind::Participant,
        "documents" => StreamKind::Document,
        "strategies" => StreamKind::Strategy,
        "evaluations" => StreamKind::Evaluation,
        "assignments" => StreamKind::Assignment,
        _other => return None,
    })
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
    let today = register.day(state.reader.now());
    let found =
        participant::state(&participant, &entries, &when, &public, today).ok_or_else(unknown)?;
    Ok(Json(
        json!({ "items": found.positions, "counts": found.counts, "as_of": when, "head": state.reader.head() }),
    ))
}
