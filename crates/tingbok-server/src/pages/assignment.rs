//! The page of an assignment: who gave it to whom, by when, and what was delivered.
use super::{
    codes, dates,
    error::PageError,
    frame::Frame,
    markup::Markup,
    origins::shortened,
    parts::{Pairs, Table},
    place::{Place, Section},
    thing::{Part, ThingPage},
    visit::Visit,
};
use tingbok_domain::{AssignmentId, ParticipantId, StreamId, id::Code};
use tingbok_projections::{
    AssignmentSummary,
    assignment::{AssignmentState, Progress, Report, state},
};

/// The page of one assignment.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: AssignmentId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let public = |recorded: &tingbok_domain::Recorded| visit.is_public(recorded);
    let state = state(&id, &events, &visit.when.filter, &public, visit.today())
        .ok_or(PageError::NotFound)?;
    let kicker = visit.word("assignment-title");
    let title = state.text.words.as_deref().map_or_else(|| kicker.clone(), shortened);
    let frame = Frame::new(visit, Some(Place::One(Section::Assignments, id.to_string())), title)
        .with_history(visit, &StreamId::from(&id))?
        .with_aside(visit, &events, &state.aside)
        .with_differs(visit, &StreamId::from(&id), &events)?;
    let reports = reports(visit, &state);
    let reports = (!reports.is_empty()).then(|| Markup::of(&reports));
    let none = visit.word("assignment-reports-none");
    let page = ThingPage {
        frame,
        kicker: Markup::text(&kicker),
        heading: visit.assignment_name(&id),
        status: status(visit, &state),
        text: visit.prose(&state.text),
        facts: facts(visit, &state),
        parts: vec![Part::or(visit.word("assignment-reports"), reports, &none)],
    };
    page.html()
}

fn status(visit: &Visit, state: &AssignmentState) -> Markup {
    let joint = state.joint.then(|| Markup::tag("plain", &visit.word("assignment-joint")));
    let standing = standing(visit, state.status, state.overdue, state.undocumented);
    let tags = joint.into_iter().chain([standing]).chain(visit.reported(&state.origin));
    Markup::join(tags, " ")
}

/// How far it has come; late, or that no source says what became of it.
fn standing(visit: &Visit, status: Progress, overdue: bool, undocumented: bool) -> Markup {
    let (shade, key) = match status {
        Progress::Issued => ("draft", "assignment-issued"),
        Progress::Started => ("open", "assignment-started"),
        Progress::Delivered => ("plain", "assignment-delivered"),
        Progress::Accepted => ("adopted", "assignment-accepted"),
    };
    let late = overdue.then(|| Markup::tag("late", &visit.word("overdue")));
    let untold =
        undocumented.then(|| Markup::tag("unknown", &visit.word("position-not-documented")));
    let tags = std::iter::once(Markup::tag(shade, &visit.word(key))).chain(late).chain(untold);
    Markup::join(tags, " ")
}

/// The same for a row of a list.
pub(crate) fn standing_of(visit: &Visit, summary: &AssignmentSummary) -> Markup {
    let day = visit.today();
    standing(visit, summary.status, summary.is_overdue(day), summary.is_undocumented(day))
}

/// «Tildelingsbrev nr. 2»
pub(crate) fn letter(visit: &Visit, letter: &Code, number: Option<u32>) -> Markup {
    let word = visit.open_code("letter", letter.as_str());
    Markup::text(&match number {
        Some(n) => visit.sentence(
            "assignment-letter-number",
            [("letter", word.into()), ("n", n.to_string().into())],
        ),
        None => word,
    })
}

fn parties(visit: &Visit, ids: &[ParticipantId]) -> Markup {
    visit.list(ids.iter().map(|id| visit.participant(id)).collect())
}

fn facts(visit: &Visit, state: &AssignmentState) -> Pairs {
    let mut pairs = Pairs::default();
    let none = || Markup::text(&visit.word("position-not-documented"));
    pairs.add(visit.word("assignment-letter"), letter(visit, &state.letter, state.number));
    let year = state.year.map(|year| Markup::text(&year.to_string()));
    pairs.add(visit.word("assignment-year"), year.unwrap_or_else(none));
    pairs.add(visit.word("assignment-from"), parties(visit, &state.from));
    pairs.add(visit.word("assignment-to"), parties(visit, &state.to));
    let due = state.due.map(|due| dates::moment_markup(visit.language, due));
    pairs.add(visit.word("assignment-due"), due.unwrap_or_else(none));
    let delivered = parties(visit, &state.delivered_by);
    pairs.add_some(visit.word("assignment-delivered-by"), Some(delivered));
    pairs.add_some(visit.word("assignment-missing"), Some(parties(visit, &state.missing)));
    pairs.add_some(visit.word("assignment-days"), against_deadline(visit, state));
    let decision = state.decision.map(|id| visit.decision(id));
    pairs.add_some(visit.word("assignment-decision"), decision);
    pairs.add(visit.word("recorded"), visit.dated(&state.origin));
    pairs
}

fn against_deadline(visit: &Visit, state: &AssignmentState) -> Option<Markup> {
    let days = state.days_late?;
    let key = if days < 0 { "assignment-early" } else { "assignment-late" };
    let days = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
    Some(Markup::text(&visit.sentence(key, [("n", days.into())])))
}

fn reports(visit: &Visit, state: &AssignmentState) -> Table {
    let row = |report: &Report| {
        let words = report.text.as_ref().map(|words| visit.prose(words));
        let document = report.doc.map(|id| visit.document(id));
        let said =
            std::iter::once(visit.dated(&report.origin)).chain(visit.reported(&report.origin));
        vec![
            visit.participant(&report.by),
            Markup::text(&visit.word(codes::assignment_status(report.status))),
            Markup::join(words.into_iter().chain(document), " "),
            Markup::join(said, " "),
        ]
    };
    let head = ["measure-holder", "assignment-status", "measure-status-words", "event-source"];
    Table {
        id: "reports",
        caption: visit.word("assignment-reports-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.reports.iter().map(row).collect(),
    }
}
