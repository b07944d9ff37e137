//! Why a page is not shown, told to people.
use super::{
    codes, event::body, frame::Frame, markup::Markup, place::Place, thing::Part, time::TimeError,
    visit::Visit,
};
use askama::Template;
use axum::http::StatusCode;
use tingbok_domain::{Recorded, StreamId};
use tingbok_projections::{Fact, Origin, before};

/// Why a page is not shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum PageError {
    /// There is nothing under that address at the time asked for.
    #[error("there is no such page")]
    NotFound,
    /// The query holds what is no date, position or place in a list.
    #[error("the address cannot be read")]
    Query(QueryFault),
    /// The log cannot be read. Try again.
    #[error("the log cannot be read")]
    Unavailable,
}

/// What part of the query cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum QueryFault {
    /// A date.
    Date,
    /// A position.
    Position,
    /// Where in a list to start, or which of its items to show.
    List,
}

impl From<TimeError> for PageError {
    fn from(error: TimeError) -> Self {
        match error {
            TimeError::Date => Self::Query(QueryFault::Date),
            TimeError::Position => Self::Query(QueryFault::Position),
        }
    }
}

impl PageError {
    /// The status of the answer (RFC 9110 §15).
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Query(_) => StatusCode::BAD_REQUEST,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("page-not-found", "error-not-found"),
            Self::Query(QueryFault::Date) => ("page-bad-request", "error-date"),
            Self::Query(QueryFault::Position) => ("page-bad-request", "error-position"),
            Self::Query(QueryFault::List) => ("page-bad-request", "error-cursor"),
            Self::Unavailable => ("page-unavailable", "error-unavailable"),
        }
    }
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    frame: Frame,
    heading: Markup,
    sentence: String,
    happened: Option<Part>,
}

/// The page that tells of an error. Its place is the one that was asked for, so that the language can be
/// switched and another date chosen.
pub(crate) fn page(
    visit: &Visit,
    place: Option<Place>,
    error: PageError,
) -> Result<String, askama::Error> {
    if let Some((stream, events)) = place.as_ref().and_then(|place| not_yet(visit, place, error)) {
        return page_before(visit, place, &stream, &events);
    }
    let (heading, sentence) = error.keys();
    let heading = visit.word(heading);
    let frame = Frame::new(visit, place, heading.clone()).without_data();
    let heading = Markup::text(&heading);
    ErrorPage { frame, heading, sentence: visit.word(sentence), happened: None }.render()
}

/// A thing that nothing says was there by the day asked for, and that the ledger knows of.
fn not_yet(visit: &Visit, place: &Place, error: PageError) -> Option<(StreamId, Vec<Recorded>)> {
    let (Place::One(section, id), PageError::NotFound) = (place, error) else { return None };
    let filter = &visit.when.filter;
    filter.as_of?;
    let stream: StreamId = format!("{}-{id}", section.kind().word()).parse().ok()?;
    let events = visit.thing(&stream).ok()?;
    let known = |recorded: &Recorded| {
        recorded.entry.stream == stream
            && filter.knew(recorded.position, recorded.entry.recorded_at)
            && visit.is_public(recorded)
    };
    events.iter().any(known).then_some((stream, events))
}

/// What had happened to it by the day asked for, what may have, and what nobody dates: it may have been there.
fn page_before(
    visit: &Visit,
    place: Option<Place>,
    stream: &StreamId,
    events: &[Recorded],
) -> Result<String, askama::Error> {
    let public = |recorded: &Recorded| visit.is_public(recorded);
    let known = before(stream, events, &visit.when.filter, &public);
    let day = super::dates::day(visit.language, visit.today());
    let sentence = |key: &str| visit.sentence(key, [("date", day.clone().into())]);
    let frame = Frame::new(visit, place, visit.word("page-not-found")).without_data().with_aside(
        visit,
        events,
        &known.aside,
    );
    let happened = known.happened.iter().filter_map(|fact| told(visit, events, fact));
    let happened = Part::some(sentence("asof-happened"), happened);
    let key = if known.is_empty() { "asof-not-begun" } else { "asof-not-certain" };
    let heading = visit.stream_name(stream);
    ErrorPage { frame, heading, sentence: sentence(key), happened }.render()
}

/// One event with its date and source, and what it says.
fn told(visit: &Visit, events: &[Recorded], fact: &Fact) -> Option<Markup> {
    let recorded = events.iter().find(|recorded| recorded.position == fact.position)?;
    let kind = Markup::text(&visit.word(&codes::event(fact.kind)));
    let what = visit.link(&Place::Event(fact.position), &kind);
    let source = visit.reported(&Origin::of(recorded));
    let line = [Some(what), Some(visit.occurred(&fact.occurred)), source];
    let line = Markup::paragraph(&Markup::join(line.into_iter().flatten(), ", "));
    Some(Markup::join([line, Markup::of(&body::of(visit, &recorded.entry))], ""))
}
