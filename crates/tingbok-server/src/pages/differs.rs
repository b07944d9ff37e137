//! What stands beside every thing: who has evaluated it, and where sources differ on it.
use super::{
    error::PageError,
    event::body,
    frame::Frame,
    markup::Markup,
    parts::Table,
    place::{Place, Section},
    thing::Part,
    visit::Visit,
};
use tingbok_domain::{Occurred, Recorded, StreamId};
use tingbok_projections::{
    evaluation::{self, EvaluationState},
    overview::{self, Contradiction, Told},
};

/// Most evaluations on the page of a thing; the list has them all.
const EVALUATION_LIMIT: usize = 20;

impl Frame {
    /// Adds the evaluations of the thing and where sources differ on it, both of the time of the page.
    pub(crate) fn with_differs(
        mut self,
        visit: &Visit,
        stream: &StreamId,
        events: &[Recorded],
    ) -> Result<Self, PageError> {
        let public = |recorded: &Recorded| visit.is_public(recorded);
        let ids = overview::evaluations_of(stream, events, &visit.when.filter, &public);
        let more = ids.len() > EVALUATION_LIMIT;
        let newest = ids.iter().rev().take(EVALUATION_LIMIT);
        let states: Vec<EvaluationState> =
            newest.filter_map(|id| load(visit, id).transpose()).collect::<Result<_, _>>()?;
        let link = || visit.link(&all(), &Markup::text(&visit.word("page-evaluations")));
        let pieces = [table(&evaluations(visit, &states)), more.then(link)];
        self.evaluations = Part::some(visit.word("page-evaluations"), pieces.into_iter().flatten());
        let differing = overview::sources_differ(stream, events, &visit.when.filter, &public);
        let differing = differences(visit, events, &differing, noted(visit, &states, &self.title));
        let lead = Markup::paragraph(&Markup::text(&visit.word("differs-lead")));
        self.differs = table(&differing)
            .and_then(|table| Part::some(visit.word("differs-heading"), [lead, table]));
        Ok(self)
    }
}

fn all() -> Place {
    Place::List(Section::Evaluations)
}

fn table(table: &Table) -> Option<Markup> {
    (!table.is_empty()).then(|| Markup::of(table))
}

fn load(
    visit: &Visit,
    id: &tingbok_domain::EvaluationId,
) -> Result<Option<EvaluationState>, PageError> {
    let events = visit.thing_if_known(&StreamId::from(id))?.unwrap_or_default();
    let public = |recorded: &Recorded| visit.is_public(recorded);
    Ok(evaluation::state(id, &events, &visit.when.filter, &public, visit.today()))
}

fn evaluations(visit: &Visit, states: &[EvaluationState]) -> Table {
    let row = |state: &EvaluationState| {
        let by = visit.list(state.by.iter().map(|id| visit.participant(id)).collect());
        vec![
            visit.stream(&StreamId::from(&state.id)),
            by,
            visit.dated(&state.origin),
            counts(visit, state),
            visit.reported(&state.origin).unwrap_or_default(),
        ]
    };
    let head = [
        "evaluation-title",
        "evaluation-by",
        "evaluation-published",
        "evaluation-findings",
        "event-source",
    ];
    Table {
        id: "evaluations",
        caption: visit.word("evaluations-of-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: states.iter().map(row).collect(),
    }
}

/// «34 funn, 4 om det kilden sier ulikt»
fn counts(visit: &Visit, state: &EvaluationState) -> Markup {
    let differing = overview::noted(state, None).len();
    let counted = |key: &str, n: usize| {
        let n = u32::try_from(n).unwrap_or(u32::MAX);
        Markup::text(&visit.sentence(key, [("n", n.into())]))
    };
    let differing = (differing > 0).then(|| counted("evaluation-count-differing", differing));
    let all = counted("evaluation-count", state.findings.len());
    Markup::join(std::iter::once(all).chain(differing), ", ")
}

fn differences(
    visit: &Visit,
    events: &[Recorded],
    told: &[Contradiction],
    noted: Vec<Vec<Markup>>,
) -> Table {
    let row = |one: &Contradiction| {
        let wording = one.wording.then(|| Markup::note(&visit.word("differs-wording")));
        let what = Markup::join(std::iter::once(name(visit, one)).chain(wording), " ");
        vec![what, Markup::points(one.values.iter().map(|told| saying(visit, events, one, told)))]
    };
    Table {
        id: "differing",
        caption: visit.word("differs-caption"),
        head: ["differs-what", "differs-told"].map(|key| visit.word(key)).into(),
        rows: told.iter().map(row).chain(noted).collect(),
    }
}

/// «Strategi ført: periode, fra»
fn name(visit: &Visit, one: &Contradiction) -> Markup {
    let kind = visit.word(&super::codes::event(one.kind));
    let field = match one.what.as_str() {
        "occurred" => visit.amended_field("occurred"),
        path => body::label_at(visit, one.kind, path),
    };
    Markup::text(&format!("{kind}: {}", super::event::lowered(&field)))
}

/// What one source says, with the source and the event.
fn saying(visit: &Visit, events: &[Recorded], one: &Contradiction, told: &Told) -> Markup {
    let value = match told.value.parse::<Occurred>() {
        Ok(day) if one.what == "occurred" => visit.occurred(&day),
        _ => events.iter().find(|recorded| recorded.position == told.origin.position).map_or_else(
            || Markup::text(&told.value),
            |recorded| body::value_at(visit, &recorded.entry, &one.what, &told.value),
        ),
    };
    Markup::join(std::iter::once(value).chain(told_by(visit, &told.origin)), " ")
}

fn told_by(visit: &Visit, origin: &tingbok_projections::Origin) -> impl Iterator<Item = Markup> {
    let number = [("n", origin.position.to_string().into())];
    let number = Markup::text(&visit.sentence("event-title", number));
    let event = visit.link(&Place::Event(origin.position), &number);
    visit.reported(origin).into_iter().chain([event])
}

/// What was noted of the thing with its evaluations, where their sources contradict themselves.
fn noted(visit: &Visit, states: &[EvaluationState], title: &str) -> Vec<Vec<Markup>> {
    let row = |state: &EvaluationState, finding: &evaluation::Finding| {
        let evaluation = visit.stream(&StreamId::from(&state.id));
        let note = Markup::note(&visit.word("differs-noted"));
        let said = std::iter::once(visit.words(&finding.text));
        let said = said.chain(told_by(visit, &finding.origin));
        vec![Markup::join([evaluation, note], " "), Markup::points([Markup::join(said, " ")])]
    };
    let of = |state| overview::noted(state, Some(title)).into_iter().map(move |one| (state, one));
    states.iter().flat_map(of).map(|(state, finding)| row(state, finding)).collect()
}
