//! What went wrong, in one shape for all commands: a name with its exit code, one line what, one line how to
//! go on. Names are those of the HTTP interface.
use crate::output;
use serde_json::{Value, json};
use std::{error::Error, io, path::Path};
use tingbok_ledger::OpenError;

/// Names of faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Name {
    /// Nobody reads what is written any more; not a fault.
    Closed,
    /// Something nobody foresaw.
    Unexpected,
    /// What was asked cannot be read or does not fit.
    Usage,
    /// A rule said no.
    Refused,
    /// There is nothing there.
    NotFound,
    /// Somebody appended first.
    Conflict,
    /// Something is not what its hash says.
    VerificationFailed,
    /// No valid token.
    Unauthenticated,
    /// The role gives no such right.
    Forbidden,
    /// Nothing was recorded; try again.
    Busy,
    /// It may have been recorded.
    Unsettled,
}

impl Name {
    /// Its name as problems carry it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Unexpected => "unexpected",
            Self::Usage => "usage",
            Self::Refused => "refused",
            Self::NotFound => "not-found",
            Self::Conflict => "conflict",
            Self::VerificationFailed => "verification-failed",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::Busy => "busy",
            Self::Unsettled => "unsettled",
        }
    }

    /// The exit code: the same for the same name, whatever the command.
    pub(crate) const fn exit(self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Unexpected => 1,
            Self::Usage => 2,
            Self::Refused => 3,
            Self::NotFound => 4,
            Self::Conflict => 5,
            Self::VerificationFailed => 6,
            Self::Unauthenticated | Self::Forbidden => 7,
            Self::Busy => 8,
            Self::Unsettled => 9,
        }
    }

    /// The name of a problem that a server answered; a server that is newer may know more names, so its
    /// status decides then.
    pub(crate) fn of_problem(kind: &str, status: u16) -> Self {
        match kind {
            "unexpected" => Self::Unexpected,
            "usage"
            | "malformed"
            | "invalid"
            | "method-not-allowed"
            | "unsupported-type"
            | "precondition-required"
            | "too-large"
            | "headers-too-large"
            | "timeout" => Self::Usage,
            "refused" => Self::Refused,
            "not-found" | "erased" => Self::NotFound,
            "conflict" => Self::Conflict,
            "unauthenticated" => Self::Unauthenticated,
            "forbidden" => Self::Forbidden,
            "busy" => Self::Busy,
            "unsettled" => Self::Unsettled,
            _other => Self::of_status(status),
        }
    }

    fn of_status(status: u16) -> Self {
        match status {
            404 | 410 => Self::NotFound,
            409 => Self::Refused,
            412 => Self::Conflict,
            401 => Self::Unauthenticated,
            403 => Self::Forbidden,
            429 | 503 => Self::Busy,
            400..=499 => Self::Usage,
            _other => Self::Unexpected,
        }
    }
}

/// What went wrong, and how to go on.
#[derive(Debug, thiserror::Error)]
#[error("{detail}")]
pub(crate) struct Fault {
    pub(crate) name: Name,
    /// What was found.
    pub(crate) detail: String,
    /// How to go on.
    pub(crate) next: Option<String>,
    /// The problem as a server answered it.
    pub(crate) problem: Option<Value>,
}

/// What commands answer.
pub(crate) type Outcome<T = ()> = Result<T, Fault>;

impl Fault {
    pub(crate) fn new(name: Name, detail: impl Into<String>) -> Self {
        Self { name, detail: detail.into(), next: None, problem: None }
    }

    pub(crate) fn usage(detail: impl Into<String>) -> Self {
        Self::new(Name::Usage, detail)
    }

    #[must_use]
    pub(crate) fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// A file that could not be read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Self {
        let kind = error.kind();
        let name = if kind == io::ErrorKind::NotFound {
            Name::NotFound
        } else if [io::ErrorKind::PermissionDenied, io::ErrorKind::IsADirectory].contains(&kind) {
            Name::Usage
        } else {
            Name::Unexpected
        };
        let detail = format!("{}: {error}", path.display());
        Self::new(name, detail).next("Check the name and who may read or write there.")
    }

    /// What a server answered instead of what was asked for.
    pub(crate) fn answered(status: u16, body: &[u8]) -> Self {
        let problem: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
        let field = |name: &str| problem.get(name).and_then(Value::as_str);
        let Some(kind) = field("type") else {
            let detail =
                format!("the answer was HTTP {status} and no problem that this version knows");
            return Self::new(Name::of_status(status), detail)
                .next("Check that --server names a Tingbok server, without a path.");
        };
        let name = Name::of_problem(kind, status);
        let detail = field("detail").or_else(|| field("title")).unwrap_or(kind).to_owned();
        let next = how_to_go_on(name, kind, &problem);
        Self { name, detail, next, problem: Some(problem) }
    }

    /// Why a folder cannot be opened.
    pub(crate) fn opening(folder: &Path, error: &OpenError) -> Self {
        let (name, next) = match error {
            OpenError::Missing(_) => {
                return Self::new(Name::NotFound, with_causes(error)).next(way_to_a_ledger(folder));
            }
            OpenError::Exists(_) => (Name::Usage, None),
            OpenError::Clock(_) => (Name::Busy, None),
            OpenError::Storage(_) if is_held(folder) => (
                Name::Busy,
                Some("Stop that process, or wait until it has ended; nothing was recorded."),
            ),
            OpenError::Storage(_) | OpenError::Read(_) if is_systems(error) => {
                (Name::Unexpected, Some("Check the disk and who may read and write the folder."))
            }
            OpenError::File { .. } | OpenError::First(_) => {
                (Name::Unexpected, Some("Check the disk and who may read and write the folder."))
            }
            OpenError::Storage(_)
            | OpenError::Read(_)
            | OpenError::Entry { .. }
            | OpenError::Root { .. } => (
                Name::VerificationFailed,
                Some("Keep the folder as it is, and restore a copy elsewhere."),
            ),
        };
        let fault = Self::new(name, with_causes(error));
        match next {
            Some(next) => fault.next(next),
            None => fault,
        }
    }

    /// The exit code.
    pub(crate) const fn exit(&self) -> u8 {
        self.name.exit()
    }

    /// The problem object: the server's own, or one of the same shape.
    pub(crate) fn problem(&self) -> Value {
        self.problem.clone().unwrap_or_else(|| {
            let mut problem = json!({ "type": self.name.word(), "detail": self.detail });
            if let (Some(next), Some(fields)) = (&self.next, problem.as_object_mut()) {
                fields.insert("next".to_owned(), json!(next));
            }
            problem
        })
    }

    /// Tells it on standard error.
    pub(crate) fn report(&self, json: bool) {
        if self.name == Name::Closed {
            return;
        }
        if json {
            output::talk(&self.problem().to_string());
            return;
        }
        output::talk(&format!("tingbok: {}", self.detail));
        if let Some(next) = &self.next {
            output::talk(&format!("  {next}"));
        }
    }
}

fn how_to_go_on(name: Name, kind: &str, problem: &Value) -> Option<String> {
    let version = problem.get("version").and_then(Value::as_u64);
    Some(match name {
        Name::Refused => {
            let rule = problem.get("rule").and_then(Value::as_str).unwrap_or("unnamed");
            format!("Rule {rule}: nothing was recorded. Mend it and send it again.")
        }
        Name::Conflict => format!(
            "Nothing was recorded. Read it again, then send with --expected-version {}.",
            version.unwrap_or_default()
        ),
        Name::Usage if kind == "precondition-required" => format!(
            "Nothing was recorded. Read it, then send with --expected-version {}.",
            version.unwrap_or_default()
        ),
        Name::NotFound => "`tingbok log` shows what there is.".to_owned(),
        Name::Unauthenticated => {
            "Name a file with a valid token: --token-file FILE or TINGBOK_TOKEN_FILE.".to_owned()
        }
        Name::Forbidden => "`tingbok access table` shows which role has the right.".to_owned(),
        Name::Busy => {
            let seconds = problem.get("retry_after").and_then(Value::as_u64).unwrap_or(5);
            format!("Nothing was recorded; try again in {seconds} s.")
        }
        Name::Unexpected => "The server's own log says more.".to_owned(),
        Name::Usage => "Mend it and send it again; nothing was recorded.".to_owned(),
        Name::Closed | Name::VerificationFailed | Name::Unsettled => return None,
    })
}

/// Where there is no ledger: how to name the right folder, or to make one there.
fn way_to_a_ledger(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "Name the right folder with --ledger DIR or TINGBOK_LEDGER. Or make a ledger there: `tingbok demo --ledger {folder}` with the starting set, `tingbok init --ledger {folder}` an empty one."
    )
}

/// True while another process holds the folder's lock (docs/formats.md).
fn is_held(folder: &Path) -> bool {
    let file = std::fs::File::options().read(true).open(folder.join("lock"));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)))
}

/// True when the system said no, rather than the bytes.
pub(crate) fn is_systems(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.downcast_ref::<io::Error>().is_some() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// An error with its causes, each once, on one line.
pub(crate) fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let said = error.to_string();
        if !text.contains(&said) {
            text = format!("{text}: {said}");
        }
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_interface_has_the_exit_code_of_its_table() {
        let table = [
            ("unexpected", 500, 1),
            ("malformed", 400, 2),
            ("invalid", 422, 2),
            ("method-not-allowed", 405, 2),
            ("unsupported-type", 415, 2),
            ("precondition-required", 428, 2),
            ("too-large", 413, 2),
            ("headers-too-large", 431, 2),
            ("timeout", 408, 2),
            ("refused", 409, 3),
            ("not-found", 404, 4),
            ("erased", 410, 4),
            ("conflict", 412, 5),
            ("unauthenticated", 401, 7),
            ("forbidden", 403, 7),
            ("busy", 503, 8),
            ("unsettled", 503, 9),
        ];
        for (kind, status, exit) in table {
            let body = json!({ "type": kind, "title": "t", "detail": "d" }).to_string();
            let fault = Fault::answered(status, body.as_bytes());
            assert_eq!(fault.exit(), exit, "{kind}");
            assert_eq!(fault.detail, "d");
        }
    }

    #[test]
    fn an_answer_without_a_problem_is_judged_by_its_status() {
        for (status, exit) in [(404, 4), (502, 1), (503, 8), (429, 8), (418, 2)] {
            assert_eq!(Fault::answered(status, b"<html>").exit(), exit, "{status}");
        }
    }

    #[test]
    fn a_conflict_says_which_version_to_name() {
        let body = br#"{"type":"conflict","detail":"d","version":7}"#;
        assert!(Fault::answered(412, body).next.unwrap().contains("--expected-version 7"));
    }

    #[test]
    fn a_missing_ledger_is_not_found_and_a_held_one_is_busy() {
        let folder = tempfile::tempdir().unwrap();
        let error =
            crate::local::open(folder.path(), tingbok_ledger::Options::default()).err().unwrap();
        assert_eq!(error.name, Name::NotFound);
        let next = error.next.unwrap();
        for word in ["--ledger", "TINGBOK_LEDGER", "tingbok demo", "tingbok init"] {
            assert!(next.contains(word), "{next}");
        }
        let init = crate::init::settings(
            "dfd",
            "Europe/Oslo",
            "x.example/log",
            crate::data::DEFAULT_RULES,
        );
        let held = tingbok_ledger::Ledger::init(
            folder.path(),
            init.unwrap(),
            tingbok_ledger::Options::default(),
        );
        let held = held.unwrap();
        let error =
            crate::local::open(folder.path(), tingbok_ledger::Options::default()).err().unwrap();
        assert_eq!(error.exit(), 8, "{error}");
        drop(held);
        assert!(crate::local::open(folder.path(), tingbok_ledger::Options::default()).is_ok());
    }
}
