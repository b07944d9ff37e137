//! Why a page is not shown, told to people.
use super::{frame::Frame, time::TimeError, visit::Visit};
use askama::Template;
use axum::http::StatusCode;

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
    heading: String,
    sentence: String,
}

/// The page that tells of an error. Its place is the one that was asked for, so that the language can be
/// switched and another date chosen.
pub(crate) fn page(
    visit: &Visit,
    place: Option<super::place::Place>,
    error: PageError,
) -> Result<String, askama::Error> {
    let (heading, sentence) = error.keys();
    let heading = visit.word(heading);
    let frame = Frame::new(visit, place, heading.clone()).without_data();
    ErrorPage { frame, heading, sentence: visit.word(sentence) }.render()
}
