//! The status pages: what was agreed, by whom, and how it stands, for everybody to read without signing in and
//! without a script. They hold a reader and cannot append.
mod advice;
mod assets;
mod assignment;
mod codes;
mod dates;
mod decision;
mod differs;
mod error;
mod evaluation;
mod event;
mod forum;
mod frame;
mod home;
mod language;
mod lists;
mod mandate;
mod markup;
mod measure;
mod origins;
mod participant;
mod parts;
mod place;
mod rule_words;
mod strategy;
mod thing;
mod time;
mod visit;

use crate::Shared;
use axum::{
    Router,
    extract::{Path, Query, State, rejection::QueryRejection},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    middleware::map_response,
    response::{Html, IntoResponse, Redirect, Response},
    routing::get,
};
use error::{PageError, QueryFault};
use language::Language;
use place::{Place, Section};
use serde::Deserialize;
use time::{TimeQuery, When};
use tingbok_domain::{DocumentId, StreamKind};
use visit::Visit;

/// Nothing but what this site itself serves, and nothing that runs.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// All pages, in every language.
pub fn router() -> Router<Shared> {
    let mut router = Router::new()
        .route("/", get(front))
        .route("/id/{concept}/{id}", get(identity))
        .route("/static/{name}", get(async |Path(name): Path<String>| assets::serve(&name)));
    for language in Language::ALL {
        let tag = language.tag();
        router = router
            .route(&format!("/{tag}"), page(language, |_| Some(Place::Home)))
            .route(&format!("/{tag}/{{*rest}}"), get(not_found))
            .route(
                &format!("/{tag}/{}/{{id}}", place::event_word(language)),
                page(language, |id| id.parse().ok().map(Place::Event)),
            );
        for section in Section::ALL {
            let path = Place::List(section).path(language);
            router =
                router.route(&path, page(language, move |_| Some(Place::List(section)))).route(
                    &format!("{path}/{{id}}"),
                    page(language, move |id| Some(Place::One(section, id))),
                );
        }
    }
    router.layer(map_response(with_headers))
}

/// The page for an address under which there is nothing, in the language of its first part, or else of the
/// reader.
pub async fn not_found(State(shared): State<Shared>, uri: Uri, headers: HeaderMap) -> Response {
    let first = uri.path().split('/').nth(1).unwrap_or_default();
    let named = Language::ALL.into_iter().find(|language| language.tag() == first);
    let language = named.unwrap_or_else(|| accepted(&headers));
    rendered(shared, language, None, Asked::default(), None).await
}

/// The query of any page: its time, and what one kind of page takes beside it.
#[derive(Clone, Debug, Default, Deserialize)]
struct Asked {
    #[serde(flatten)]
    time: TimeQuery,
    #[serde(flatten)]
    list: lists::ListQuery,
    #[serde(flatten)]
    diff: mandate::DiffQuery,
    #[serde(flatten)]
    rounds: participant::RoundsQuery,
}

fn page(
    language: Language,
    place: impl Fn(String) -> Option<Place> + Clone + Send + Sync + 'static,
) -> axum::routing::MethodRouter<Shared> {
    get(
        async move |State(shared): State<Shared>,
                    id: Option<Path<String>>,
                    query: Result<Query<Asked>, QueryRejection>| {
            let place = place(id.map(|Path(id)| id).unwrap_or_default());
            let unreadable = query.is_err().then_some(PageError::Query(QueryFault::List));
            let asked = query.map(|Query(asked)| asked).unwrap_or_default();
            rendered(shared, language, place, asked, unreadable).await
        },
    )
}

/// Renders where blocking is allowed: entries are read from disk.
async fn rendered(
    shared: Shared,
    language: Language,
    place: Option<Place>,
    asked: Asked,
    fault: Option<PageError>,
) -> Response {
    let work = move || {
        let (mut visit, time) = enter(&shared, language, &asked.time);
        let content = match fault.or(time) {
            Some(fault) => Err(fault),
            None => content(&visit, place.as_ref(), &asked),
        };
        match content {
            Ok(html) => (StatusCode::OK, Some(html)),
            Err(fault) => {
                if matches!(fault, PageError::Query(_)) {
                    visit.when = When::default();
                }
                (fault.status(), error::page(&visit, place, fault).ok())
            }
        }
    };
    match tokio::task::spawn_blocking(work).await {
        Ok((status, Some(html))) => (status, Html(html)).into_response(),
        Ok((_, None)) | Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Everything a page is made from, and what is wrong with the time asked for.
fn enter(shared: &Shared, language: Language, time: &TimeQuery) -> (Visit, Option<PageError>) {
    let reader = shared.reader.clone();
    let register = reader.register();
    let when = match register.opening() {
        Some(opening) => When::read(time, &opening.time_zone),
        None => When::read(time, &chrono::Utc),
    };
    let (when, fault) = match when {
        Ok(when) => (when, None),
        Err(fault) => (When::default(), Some(fault.into())),
    };
    let (views, now) = (reader.views(), reader.now());
    (Visit { language, when, reader, register, views, now }, fault)
}

fn content(visit: &Visit, place: Option<&Place>, asked: &Asked) -> Result<String, PageError> {
    match place {
        None => Err(PageError::NotFound),
        Some(Place::Home) => home::page(visit),
        Some(Place::List(section)) => lists::page(visit, *section, &asked.list),
        Some(Place::One(Section::Forums, id)) => forum::page(visit, id),
        Some(Place::One(Section::Decisions, id)) => decision::page(visit, id),
        Some(Place::One(Section::Measures, id)) => measure::page(visit, id),
        Some(Place::One(Section::Participants, id)) => {
            participant::page(visit, id, &asked.rounds, asked.list.after.as_deref())
        }
        Some(Place::One(Section::Mandates, id)) => mandate::page(visit, id, &asked.diff),
        Some(Place::One(Section::Strategies, id)) => strategy::page(visit, id),
        Some(Place::One(Section::Evaluations, id)) => evaluation::page(visit, id),
        Some(Place::One(Section::Assignments, id)) => assignment::page(visit, id),
        Some(Place::Event(position)) => event::page(visit, *position),
    }
}

async fn front(headers: HeaderMap) -> Response {
    see_other(&Place::Home.path(accepted(&headers)))
}

/// The identity of a thing leads to its page in the reader's language, or to its data (RFC 9110 §15.4.4).
async fn identity(
    State(shared): State<Shared>,
    Path((concept, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let Some(place) = identified(&shared, &concept, &id) else {
        return not_found(State(shared), uri, headers).await;
    };
    let accept =
        headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("application/json") && !accept.contains("text/html") {
        return see_other(&place.data());
    }
    see_other(&place.path(accepted(&headers)))
}

fn identified(shared: &Shared, concept: &str, id: &str) -> Option<Place> {
    if concept == "event" {
        return id.parse().ok().map(Place::Event);
    }
    // A document has no page of its own: the entry that filed it says what it is.
    if concept == StreamKind::Document.word() {
        let id: DocumentId = id.parse().ok()?;
        return shared.reader.views().document(&id).map(|document| Place::Event(document.first));
    }
    let section = Section::ALL.into_iter().find(|section| section.kind().word() == concept)?;
    let stream = format!("{concept}-{id}").parse().ok()?;
    shared.reader.register().knows(&stream).then(|| Place::One(section, stream.id().to_owned()))
}

fn see_other(path: &str) -> Response {
    let mut response = Redirect::to(path).into_response();
    response
        .headers_mut()
        .insert(header::VARY, HeaderValue::from_static("accept, accept-language"));
    response
}

fn accepted(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::accepted(header.unwrap_or_default())
}

async fn with_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CONTENT_SECURITY_POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    response
}
