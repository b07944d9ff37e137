//! What was found and what was not: a line a finding, a table of sums, or both as JSON.

use serde_json::{Value, json};

use super::line::Line;
use crate::table;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Quotation,
    /// A text of the ladder of coordination.
    Ladder,
    Name,
    Date,
    Locator,
    /// The source that the line names.
    Source,
    /// A report, a page or an address that the words lead to.
    Pointer,
    OwnWords,
}

impl Subject {
    const fn name(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Ladder => "ladder text",
            Self::Name => "name",
            Self::Date => "date",
            Self::Locator => "locator",
            Self::Source => "source",
            Self::Pointer => "pointer",
            Self::OwnWords => "own words",
        }
    }
}

/// How a finding is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Fails: it is in no source.
    NotFound,
    /// A person reads it; no text can decide.
    ToRead,
}

impl Verdict {
    const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not found",
            Self::ToRead => "to read",
        }
    }
}

/// One thing to look at.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) verdict: Verdict,
    pub(crate) subject: Subject,
    pub(crate) what: String,
    /// Where it was looked for, and what was found there instead.
    pub(crate) place: String,
    line: usize,
    stream: String,
    command: String,
}

/// Sums over all lines.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) events: usize,
    pub(crate) from_copies: usize,
    pub(crate) from_originals: usize,
    pub(crate) quotations: usize,
    pub(crate) quotations_not_held: usize,
    pub(crate) ladder_texts: usize,
    pub(crate) names: usize,
    pub(crate) names_not_held: usize,
    pub(crate) titles: usize,
    pub(crate) places: usize,
    pub(crate) places_unheaded: usize,
    pub(crate) dates: usize,
    pub(crate) dates_elsewhere: usize,
    pub(crate) pointers: usize,
}

/// All that came of it.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) counts: Counts,
    pub(crate) findings: Vec<Finding>,
}

impl Report {
    pub(crate) fn add(
        &mut self,
        line: &Line,
        verdict: Verdict,
        subject: Subject,
        what: impl Into<String>,
        place: impl Into<String>,
    ) {
        self.findings.push(Finding {
            verdict,
            subject,
            what: what.into(),
            place: place.into(),
            line: line.number,
            stream: line.stream.clone(),
            command: line.command.clone(),
        });
    }

    pub(crate) fn not_found(&self) -> usize {
        self.findings.iter().filter(|finding| finding.verdict == Verdict::NotFound).count()
    }

    fn to_read(&self, subject: Subject) -> usize {
        let meant =
            |finding: &&Finding| finding.verdict == Verdict::ToRead && finding.subject == subject;
        self.findings.iter().filter(meant).count()
    }

    fn sums(&self) -> [(&'static str, usize); 16] {
        let counts = &self.counts;
        [
            ("events", counts.events),
            ("events from stored copies", counts.from_copies),
            ("events from originals, each listed", counts.from_originals),
            ("quotations found", counts.quotations),
            ("quotations from originals, not held", counts.quotations_not_held),
            ("ladder texts found", counts.ladder_texts),
            ("names of organisations found", counts.names),
            ("names of organisations from originals", counts.names_not_held),
            ("titles found word for word", counts.titles),
            ("places found", counts.places),
            ("places without a heading", counts.places_unheaded),
            ("dates found", counts.dates),
            ("dates from the source that the locator names", counts.dates_elsewhere),
            ("reports, pages and addresses found", counts.pointers),
            ("lines with own words to read", self.to_read(Subject::OwnWords)),
            ("not found", self.not_found()),
        ]
    }

    pub(crate) fn print(&self) {
        for finding in &self.findings {
            let Finding { line, stream, command, what, place, .. } = finding;
            let (verdict, subject) = (finding.verdict.name(), finding.subject.name());
            println!("{line}: {stream} {command}: {subject} {verdict}: {what} ({place})");
        }
        let rows = self.sums().map(|(name, count)| [name.to_owned(), count.to_string()]);
        table::print(["of the starting set", "count"], &rows);
    }

    pub(crate) fn to_json(&self) -> Value {
        let findings: Vec<Value> = self.findings.iter().map(Finding::to_json).collect();
        let sums = self.sums().into_iter().map(|(name, count)| (name.to_owned(), json!(count)));
        json!({ "summary": sums.collect::<serde_json::Map<_, _>>(), "findings": findings })
    }
}

impl Finding {
    fn to_json(&self) -> Value {
        json!({
            "line": self.line,
            "stream": self.stream,
            "command": self.command,
            "subject": self.subject.name(),
            "verdict": self.verdict.name(),
            "what": self.what,
            "place": self.place,
        })
    }
}
