//! Errors for programs (RFC 9457): a name, what was found, and how to go on.
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tingbok_domain::Refusal;
use tingbok_ledger::{ExecuteError, ReadError};

/// Names of errors; the same on the command line, where each has its exit code.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Name {
    /// Something nobody foresaw.
    Unexpected,
    /// Not readable as JSON, or a header is.
    Malformed,
    /// Readable, and not what the command takes.
    Invalid,
    /// The path has no such method.
    MethodNotAllowed,
    /// The body is of a type that is not taken.
    UnsupportedType,
    /// The version that was read must be named.
    PreconditionRequired,
    /// Over a limit.
    TooLarge,
    /// It took too long.
    Timeout,
    /// A rule said no.
    Refused,
    /// There is nothing there.
    NotFound,
    /// Somebody appended first.
    Conflict,
    /// No token, or one that is not valid.
    Unauthenticated,
    /// The role gives no such right.
    Forbidden,
    /// Not appended; try again.
    Busy,
    /// May have been appended; repeat with the same key.
    Unsettled,
}

/// One fault in what was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where, as a JSON Pointer into what was sent.
    pub pointer: String,
    /// What.
    pub detail: String,
}

/// An error as it is answered.
#[derive(Clone, Debug, Serialize)]
pub struct Problem {
    /// Its name.
    #[serde(rename = "type")]
    pub name: Name,
    /// The name in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What was found, and how to go on.
    pub detail: String,
    /// Where in what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// The rule that said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<&'static str>,
    /// The version the stream has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// When to try again, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

impl Name {
    fn status(self) -> StatusCode {
        match self {
            Self::Unexpected => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Timeout => StatusCode::REQUEST_TIMEOUT,
            Self::Refused => StatusCode::CONFLICT,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::PRECONDITION_FAILED,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Busy | Self::Unsettled => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Unexpected => "Something went wrong here",
            Self::Malformed => "What was sent cannot be read",
            Self::Invalid => "What was sent does not fit",
            Self::MethodNotAllowed => "This path does not take that method",
            Self::UnsupportedType => "This type of content is not taken",
            Self::PreconditionRequired => "Name the version you read",
            Self::TooLarge => "Too large",
            Self::Timeout => "It took too long",
            Self::Refused => "A rule does not allow this",
            Self::NotFound => "There is nothing there",
            Self::Conflict => "Somebody changed this first",
            Self::Unauthenticated => "A valid token is needed",
            Self::Forbidden => "The role does not give this right",
            Self::Busy => "Not recorded: try again",
            Self::Unsettled => "It may have been recorded",
        }
    }
}

impl Problem {
    /// An error of that name.
    pub fn new(name: Name, detail: impl Into<String>) -> Self {
        Self {
            name,
            title: name.title(),
            status: name.status().as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            rule: None,
            version: None,
            retry_after: None,
        }
    }

    fn at(mut self, item: usize, part: &str) -> Self {
        self.errors.push(Fault { pointer: format!("/{item}{part}"), detail: self.detail.clone() });
        self
    }
}

impl From<ExecuteError> for Problem {
    fn from(error: ExecuteError) -> Self {
        let detail = error.to_string();
        match error {
            ExecuteError::Invalid { item, pointer, .. } => {
                Self::new(Name::Invalid, detail).at(item, &pointer)
            }
            ExecuteError::TooLarge { item, .. } => Self::new(Name::TooLarge, detail).at(item, ""),
            ExecuteError::Refused { item, refusal } => {
                let name = match &refusal {
                    Refusal::Rule { .. } => Name::Refused,
                    Refusal::Unknown { .. } => Name::NotFound,
                    Refusal::Forbidden { .. } => Name::Forbidden,
                };
                Self { rule: refusal.rule(), ..Self::new(name, detail) }.at(item, "")
            }
            ExecuteError::VersionMissing { item, actual, .. } => {
                Self { version: Some(actual), ..Self::new(Name::PreconditionRequired, detail) }
                    .at(item, "/expected_version")
            }
            ExecuteError::Conflict { item, actual, .. } => {
                Self { version: Some(actual), ..Self::new(Name::Conflict, detail) }
                    .at(item, "/expected_version")
            }
            ExecuteError::Length(_) | ExecuteError::KeyReused => Self::new(Name::Invalid, detail),
            ExecuteError::Unauthenticated => Self::new(Name::Unauthenticated, detail),
            ExecuteError::Busy { retry_after_s, .. } => {
                Self { retry_after: Some(retry_after_s), ..Self::new(Name::Busy, detail) }
            }
            ExecuteError::Unsettled => Self::new(Name::Unsettled, detail),
        }
    }
}

impl From<ReadError> for Problem {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Absent(_) => Self::new(Name::NotFound, error.to_string()),
            ReadError::Storage(_) | ReadError::Entry { .. } => {
                Self::new(Name::Unexpected, error.to_string())
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let retry_after = self.retry_after;
        let mut response = (self.name.status(), Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.name == Name::Unauthenticated {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
