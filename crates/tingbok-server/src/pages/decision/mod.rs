//! The page of a decision: what is in force first, and the procedure apart from it.
mod matrix;
mod outcome;
mod rounds;
pub(crate) mod status;

pub(crate) use matrix::look;
pub(crate) use outcome::sentence as counts_sentence;

use super::{
    codes,
    error::PageError,
    frame::Frame,
    markup::Markup,
    parts::{Pairs, Table},
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use tingbok_domain::{
    DecisionId, Recorded, StreamId,
    event::{Extent, ReferredTo},
};
use tingbok_projections::{
    Origin,
    decision::{Anchoring, DecisionState, MoveKind, Procedure, ReportedDecision, Treatment, state},
};

#[derive(Template)]
#[template(path = "decision.html")]
struct DecisionPage {
    frame: Frame,
    kicker: Markup,
    heading: Markup,
    status: Markup,
    is_reported: bool,
    in_force: Option<TextView>,
    formerly: Option<FormerText>,
    superseded: Vec<Markup>,
    outcome: Option<outcome::OutcomeView>,
    procedure: Markup,
    open_notes: Vec<String>,
    facts: Pairs,
    proposed: Option<ProposedView>,
    matrix: matrix::Matrix,
    rounds: Vec<rounds::RoundView>,
    basis: Vec<Markup>,
    anchoring: Vec<Pairs>,
    reported: Vec<ReportedView>,
    meetings: Vec<(Markup, Markup)>,
    follow_up: Vec<Markup>,
    receipt: Table,
}

struct TextView {
    line: String,
    words: Markup,
    notes: Vec<String>,
}

/// A text that is in force no longer.
struct FormerText {
    line: Markup,
    words: Markup,
}

struct ProposedView {
    heading: String,
    words: Markup,
}

struct ReportedView {
    text: Markup,
    pairs: Pairs,
}

/// The page of one decision.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: DecisionId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let state = load(visit, id, &events).ok_or(PageError::NotFound)?;
    let heading = match &state.title.words {
        Some(_) => visit.words(&state.title),
        None => visit.decision_name(id),
    };
    let number = visit.sentence("decision-number", [("n", id.to_string().into())]);
    let title = state.title.words.clone().unwrap_or_else(|| number.clone());
    let frame = Frame::new(visit, Some(Place::One(Section::Decisions, id.to_string())), title)
        .with_history(visit, &StreamId::from(&id))?
        .with_aside(visit, &events, &state.aside)
        .with_differs(visit, &StreamId::from(&id), &events)?;
    let mut kicker = vec![Markup::text(&number)];
    kicker.extend(state.forum.as_ref().map(|forum| visit.forum(forum)));
    let standing = status::Standing::of(visit, &state);
    let page = DecisionPage {
        frame,
        kicker: Markup::join(kicker, " · "),
        heading,
        status: standing.tags(visit),
        is_reported: state.procedure.is_none(),
        in_force: in_force(visit, &state),
        formerly: formerly(visit, &state),
        superseded: superseded(visit, &state),
        outcome: last_outcome(visit, &state),
        procedure: standing.procedure(visit).unwrap_or_default(),
        open_notes: open_notes(visit, &state),
        facts: facts(visit, &state),
        proposed: proposed(visit, &state),
        matrix: matrix::of(visit, &state),
        rounds: state.rounds.iter().rev().map(|round| rounds::of(visit, &state, round)).collect(),
        basis: state.basis_docs.iter().map(|id| visit.document(*id)).collect(),
        anchoring: state.anchoring.iter().map(|each| anchoring(visit, each)).collect(),
        reported: state.reported.iter().map(|each| reported(visit, each)).collect(),
        meetings: state.treated_in.iter().map(|each| meeting(visit, each)).collect(),
        follow_up: follow_up(visit, &state),
        receipt: receipt(visit, &events),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

/// The state of one decision at the time of the visit.
pub(crate) fn load(visit: &Visit, id: DecisionId, events: &[Recorded]) -> Option<DecisionState> {
    state(id, events, &visit.when.filter, &|recorded| visit.is_public(recorded))
}

fn in_force(visit: &Visit, state: &DecisionState) -> Option<TextView> {
    let text = state.in_force.as_ref()?;
    let revision = state.revisions.iter().find(|revision| revision.revision == text.revision)?;
    let date = super::dates::occurred(visit.language, &text.origin.occurred);
    let variables = [
        ("revision", text.revision.to_string().into()),
        ("round", text.round.to_string().into()),
        ("date", date.into()),
    ];
    let notes = text.superseded_in_part.then(|| visit.word("decision-superseded-in-part"));
    Some(TextView {
        line: visit.sentence("decision-text-in-force-from", variables),
        words: visit.prose(&revision.text),
        notes: notes.into_iter().collect(),
    })
}

/// The text that another decision took the place of: from when, until when, and which.
fn formerly(visit: &Visit, state: &DecisionState) -> Option<FormerText> {
    let former = state.formerly_in_force.as_ref()?;
    let revision = state.revisions.iter().find(|revision| revision.revision == former.revision)?;
    let date = |origin: &Origin| super::dates::occurred(visit.language, &origin.occurred);
    let variables = [
        ("revision", former.revision.to_string().into()),
        ("round", former.round.to_string().into()),
        ("from", date(&former.from).into()),
        ("until", date(&former.until).into()),
    ];
    let by = visit.decision(former.by);
    Some(FormerText {
        line: visit.around_with("decision-text-formerly-in-force", variables, "name", by),
        words: visit.prose(&revision.text),
    })
}

fn superseded(visit: &Visit, state: &DecisionState) -> Vec<Markup> {
    let line = |key: &str, other: &tingbok_projections::decision::Supersession| {
        let sentence = visit.around(key, "name", visit.decision(other.decision));
        let note = other.note.as_ref().map(|words| visit.words(words));
        Markup::join([Some(sentence), note].into_iter().flatten(), ". ")
    };
    let by = state.superseded_by.iter().map(|other| match other.extent {
        Extent::Whole => line("decision-superseded-by", other),
        Extent::Part => line("decision-superseded-part", other),
    });
    by.chain(state.supersedes.iter().map(|other| line("decision-supersedes", other))).collect()
}

/// The outcome of the round that put the text in force, or else of the last closed one.
fn last_outcome(visit: &Visit, state: &DecisionState) -> Option<outcome::OutcomeView> {
    let former = state.formerly_in_force.as_ref().map(|text| text.round);
    let of_text = state.in_force.as_ref().map(|text| text.round).or(former);
    let adopted = state.rounds.iter().find(|round| Some(round.number) == of_text);
    let last = || state.rounds.iter().rev().find(|round| round.closed.is_some());
    let round = adopted.or_else(last)?;
    Some(outcome::of(visit, round, round.closed.as_ref()?))
}

fn open_notes(visit: &Visit, state: &DecisionState) -> Vec<String> {
    let open = state.rounds.iter().find(|round| round.is_open());
    let hidden = open.filter(|round| !round.answers_public).map(|_| visit.word("round-hidden"));
    let idle = matches!(state.procedure, Some(Procedure::Idle { .. }));
    let none = idle.then(|| format!("{}.", visit.word("decision-procedure-idle")));
    hidden.into_iter().chain(none).collect()
}

fn facts(visit: &Visit, state: &DecisionState) -> Pairs {
    let mut pairs = Pairs::default();
    let matter = state.matter.map(|matter| Markup::text(&visit.word(codes::matter(matter))));
    pairs.add_some(visit.word("decision-matter"), matter);
    let proposer = state.proposer.as_ref().map(|id| visit.participant(id));
    let dated = state.proposed.as_ref().map(|origin| visit.dated(origin));
    let put_forward = Markup::join([proposer, dated].into_iter().flatten(), ", ");
    pairs.add_some(visit.word("decision-proposer"), Some(put_forward));
    let topics: Vec<Markup> = state.topic_refs.iter().map(|topic| visit.stream(topic)).collect();
    pairs.add_some(visit.word("decision-topics"), Some(visit.list(topics)));
    let archive = state.archive_ref.as_ref().map(|archive| {
        let parts = [
            Some(archive.body.as_str()),
            Some(archive.case_no.as_str()),
            archive.journal_no.as_deref(),
        ];
        Markup::text(&parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    });
    pairs.add_some(visit.word("decision-archive"), archive);
    for moved in &state.moves {
        let dated = visit.dated(&moved.origin);
        let (term, said) = match moved.kind {
            MoveKind::Withdrawn => ("decision-withdrawn-reason", None),
            MoveKind::ReferredTo(ReferredTo::Line) => ("decision-referred-line", None),
            MoveKind::ReferredTo(ReferredTo::Forum) => ("decision-referred-forum", None),
            MoveKind::ReferredTo(ReferredTo::PoliticalClarification) => ("decision-referred", None),
            MoveKind::Returned { result } => {
                ("decision-returned-result", Some(visit.document(result)))
            }
        };
        let reason = moved.reason.as_ref().map(|words| visit.words(words));
        pairs.add(
            visit.word(term),
            Markup::join([Some(dated), said, reason].into_iter().flatten(), ": "),
        );
    }
    pairs
}

/// The newest text, when it neither is nor was in force.
fn proposed(visit: &Visit, state: &DecisionState) -> Option<ProposedView> {
    let newest = state.revisions.last()?;
    let former = state.formerly_in_force.as_ref().map(|text| text.revision);
    let in_force = state.in_force.as_ref().map(|text| text.revision).or(former);
    // What is withdrawn, lifted away or answered in a closed round is under consideration no longer.
    let key = match state.procedure {
        Some(Procedure::Withdrawn | Procedure::Referred | Procedure::Idle { .. }) => {
            "decision-last-text"
        }
        Some(
            Procedure::Draft
            | Procedure::DraftInterrupted { .. }
            | Procedure::Open { .. }
            | Procedure::Returned,
        )
        | None => "decision-proposed-text",
    };
    (in_force != Some(newest.revision)).then(|| ProposedView {
        heading: visit.sentence(key, [("n", newest.revision.to_string().into())]),
        words: visit.prose(&newest.text),
    })
}

/// Who was drawn in, as pairs.
pub(crate) fn anchoring(visit: &Visit, anchoring: &Anchoring) -> Pairs {
    let mut pairs = Pairs::default();
    let involved = anchoring.involved.iter().map(|id| visit.participant(id)).collect();
    pairs.add_some(visit.word("field-involved"), Some(visit.list(involved)));
    pairs.add(visit.word("field-how"), visit.words(&anchoring.how));
    pairs.add(visit.word("anchoring-when"), visit.occurred(&anchoring.when));
    let result = anchoring.result.as_ref().map(|words| visit.words(words));
    pairs.add_some(visit.word("decision-anchoring-result"), result);
    pairs.add_some(visit.word("event-source"), visit.reported(&anchoring.origin));
    pairs
}

fn reported(visit: &Visit, report: &ReportedDecision) -> ReportedView {
    let mut pairs = Pairs::default();
    pairs.add(visit.word("event-occurred"), visit.dated(&report.origin));
    let body = report.body.as_ref().map(|body| visit.participant(body));
    let attributed = Markup::text(&visit.word(codes::attribution(report.attribution)));
    pairs.add(visit.word("decision-reported-by"), body.unwrap_or(attributed));
    let positions: Vec<Markup> = report
        .positions
        .iter()
        .map(|named| {
            let word = Markup::text(&visit.word(codes::position(named.position)));
            Markup::join([visit.participant(&named.participant), word], ": ")
        })
        .collect();
    let documented = visit.word(codes::documented(report.documented));
    let silent = Markup::tag("unknown", &format!("∅ {documented}"));
    let answers = if positions.is_empty() { silent } else { Markup::join(positions, "; ") };
    pairs.add(visit.word("decision-positions"), answers);
    pairs.add_some(visit.word("event-source"), visit.reported(&report.origin));
    ReportedView { text: visit.prose(&report.text), pairs }
}

fn meeting(visit: &Visit, treatment: &Treatment) -> (Markup, Markup) {
    let item = [("n", treatment.item.to_string().into())];
    let held_by = visit.stream(&treatment.held_by);
    let heading = visit.around_with("decision-meeting-item", item, "meeting", held_by);
    let stated = treatment.stated.map(|stated| Markup::text(&visit.word(codes::stated(stated))));
    let conclusion = treatment.conclusion.as_ref().map(|words| visit.prose(words));
    let dated = Some(visit.dated(&treatment.origin));
    (heading, Markup::join([dated, stated, conclusion].into_iter().flatten(), ". "))
}

fn follow_up(visit: &Visit, state: &DecisionState) -> Vec<Markup> {
    let line = |each: &tingbok_projections::decision::FollowUp| {
        let what = Markup::text(&visit.word(&codes::event(each.kind)));
        let subject = visit.stream(&each.stream);
        let about = Markup::join([what, subject], ": ");
        Markup::join([about, visit.dated(&each.origin)], ", ")
    };
    state.follow_up.iter().map(line).collect()
}

/// The entries of the decision's own history that everybody may read, with what proves each.
fn receipt(visit: &Visit, events: &[Recorded]) -> Table {
    let own = events.iter().filter(|recorded| {
        recorded.entry.stream.kind == tingbok_domain::StreamKind::Decision
            && visit.when.filter.knew(recorded.position, recorded.entry.recorded_at)
            && visit.is_public(recorded)
    });
    let row = |recorded: &Recorded| {
        let kind = Markup::text(&visit.word(&codes::event(recorded.entry.kind())));
        let place = Place::Event(recorded.position);
        let position = visit.link(&place, &Markup::text(&recorded.position.to_string()));
        vec![kind, position, Markup::hash(&recorded.leaf.to_string())]
    };
    Table {
        id: "receipt",
        caption: visit.word("decision-receipt-caption"),
        head: ["event-kind", "event-position", "event-leaf"].map(|key| visit.word(key)).into(),
        rows: own.map(row).collect(),
    }
}
