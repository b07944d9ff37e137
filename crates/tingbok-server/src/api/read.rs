//! Things as they stand: lists with summaries, and one thing with all that pages show of it.
use super::{
    not_found, participants,
    problem::{Name, Problem},
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
    AsOf, Page, assignment, decision, document, evaluation, forum, mandate, measure,
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
    blocking(move || listed(&state, concept, &reading)).await
}

fn listed(state: &Shared, concept: Concept, reading: &Reading) -> Result<Value, Problem> {
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
    let mut body = listed.map_err(|error| Problem::new(Name::Unexpected, error.to_string()))?;
    if let Some(body) = body.as_object_mut() {
        body.insert("as_of".to_owned(), json!(when));
        body.insert("head".to_owned(), json!(state.reader.head()));
    }
    Ok(body)
}

/// Runs where blocking is allowed: entries are read from disk.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
) -> Result<Json<T>, Problem> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| Problem::new(Name::Unexpected, error.to_string()))?.map(Json)
}

/// One request for one thing.
struct One {
    state: Shared,
    viewer: Viewer,
    headers: HeaderMap,
    register: std::sync::Arc<Register>,
    reading: Reading,
    when: AsOf,
    stream: StreamId,
}

impl One {
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
    fn thing(&self) -> Result<Response, Problem> {
        if self.stream.kind == StreamKind::Participant {
            return self.participant();
        }
        let entries = self.entries()?;
        if !self.visible(&entries) {
            return self.answer::<()>(None);
        }
        let public = |recorded: &Recorded| self.viewer.may_read(&self.register, recorded);
        let today = self.register.day(self.state.reader.now());
        let (when, name) = (&self.when, self.stream.id());
        macro_rules! state {
            ($module:ident) => {
                self.answer(
                    key(name).and_then(|id| $module::state(&id, &entries, when, &public, today)),
                )
            };
        }
        match self.stream.kind {
            StreamKind::Forum => state!(forum),
            StreamKind::Mandate => state!(mandate),
            StreamKind::Measure => state!(measure),
            StreamKind::Strategy => state!(strategy),
            StreamKind::Evaluation => state!(evaluation),
            StreamKind::Assignment => state!(assignment),
            StreamKind::Decision => {
                self.answer(key(name).and_then(|id| decision::state(id, &entries, when, &public)))
            }
            StreamKind::Document => state!(document),
            StreamKind::Participant | StreamKind::Ledger => self.answer::<()>(None),
        }
    }

    /// A participant with a page of its rounds, and what to ask for to get the next.
    fn participant(&self) -> Result<Response, Problem> {
        let Some(id) = key(self.stream.id()) else { return self.answer::<()>(None) };
        let found = participants::with_rounds(&self.state, &self.viewer, &id, &self.reading)?;
        let found = found.filter(|found| self.visible(&found.entries));
        let next = found.as_ref().and_then(|found| found.next);
        let state = found.map(|found| found.state);
        self.named(&self.stream.to_string(), state, &[("next", json!(next))])
    }

    /// A recommendation that stands in the stream.
    fn advice(&self, id: &RecommendationId) -> Result<Response, Problem> {
        let entries = self.entries()?;
        let public = |recorded: &Recorded| self.viewer.may_read(&self.register, recorded);
        let today = self.register.day(self.state.reader.now());
        let all = recommendation::state(&self.stream, &entries, &self.when, &public, today);
        let found = all.into_iter().find(|advice| &advice.id == id && self.visible(&entries));
        self.named(id.as_str(), found, &[])
    }

    fn answer<T: Serialize>(&self, state: Option<T>) -> Result<Response, Problem> {
        self.named(&self.stream.to_string(), state, &[])
    }

    fn named<T: Serialize>(
        &self,
        name: &str,
        state: Option<T>,
        more: &[(&str, Value)],
    ) -> Result<Response, Problem> {
        let absent = || not_found(&format!("there is nothing called {name} at the time asked for"));
        let thing = state.ok_or_else(absent)?;
        let version = self.register.version(&self.stream);
        let mut body = json!({ "id": name, "version": version, "state": thing, "as_of": self.when, "head": self.state.reader.head() });
        if let Some(body) = body.as_object_mut() {
            body.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
        }
        // A state follows what stands on other streams too, and what is overdue follows the day.
        let (size, day) = (self.register.size(), self.register.day(self.state.reader.now()));
        let etag = format!("\"{version}.{size}.{day}\"");
        let held = self.headers.get(header::IF_NONE_MATCH);
        let fresh = held.is_some_and(|value| value.as_bytes() == etag.as_bytes());
        let mut response = if fresh {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            Json(body).into_response()
        };
        if let Ok(value) = HeaderValue::from_str(&etag) {
            response.headers_mut().insert(header::ETAG, value);
        }
        // Who reads decides what is shown.
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("authorization"));
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
        let one = One { state, viewer, headers, register, reading, when, stream };
        return blocking(move || one.advice(&id)).await.map(|Json(response)| response);
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
    let one = One { state, viewer, headers, register, reading, when, stream };
    blocking(move || one.thing()).await.map(|Json(response)| response)
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
