//! The page of an evaluation: what was evaluated by whom, what was found, and what was recommended.
use super::{
    advice,
    error::PageError,
    frame::Frame,
    markup::Markup,
    parts::{Pairs, Table},
    place::{Place, Section},
    thing::{Part, ThingPage},
    visit::Visit,
};
use tingbok_domain::{EvaluationId, StreamId};
use tingbok_projections::evaluation::{EvaluationState, Finding, state};

/// The page of one evaluation.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: EvaluationId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let public = |recorded: &tingbok_domain::Recorded| visit.is_public(recorded);
    let state = state(&id, &events, &visit.when.filter, &public, visit.today())
        .ok_or(PageError::NotFound)?;
    let kicker = visit.word("evaluation-title");
    let title = state.title.as_ref().and_then(|title| title.words.clone());
    let frame = Frame::new(
        visit,
        Some(Place::One(Section::Evaluations, id.to_string())),
        title.unwrap_or_else(|| kicker.clone()),
    )
    .with_history(visit, &StreamId::from(&id))?
    .with_aside(visit, &events, &state.aside)
    .with_differs(visit, &StreamId::from(&id), &events)?;
    let advices = advice::table(visit, "recommendations", &state.recommendations);
    let findings = findings(visit, &state);
    let table = |table: &Table| (!table.is_empty()).then(|| Markup::of(table));
    let page = ThingPage {
        frame,
        kicker: Markup::text(&kicker),
        heading: visit.evaluation_name(&id),
        status: visit.reported(&state.origin).unwrap_or_default(),
        text: Markup::default(),
        facts: facts(visit, &state),
        parts: vec![
            Part::or(
                visit.word("evaluation-findings"),
                table(&findings),
                &visit.word("evaluation-findings-none"),
            ),
            Part::or(
                visit.word("page-recommendations"),
                table(&advices),
                &visit.word("advice-none"),
            ),
        ],
    };
    page.html()
}

fn facts(visit: &Visit, state: &EvaluationState) -> Pairs {
    let mut pairs = Pairs::default();
    let none = || Markup::text(&visit.word("position-not-documented"));
    let by: Vec<Markup> = state.by.iter().map(|id| visit.participant(id)).collect();
    let by = if by.is_empty() { none() } else { visit.list(by) };
    pairs.add(visit.word("evaluation-by"), by);
    let asked = state.commissioned_by.as_ref().map(|id| visit.participant(id));
    pairs.add(visit.word("evaluation-commissioned-by"), asked.unwrap_or_else(none));
    let subject = state.subject.iter().map(|stream| visit.stream(stream)).collect();
    pairs.add_some(visit.word("evaluation-subject"), Some(visit.list(subject)));
    pairs.add(visit.word("evaluation-published"), visit.dated(&state.origin));
    let document = state.doc.map(|id| visit.document(id));
    pairs.add(visit.word("field-document"), document.unwrap_or_else(none));
    pairs
}

fn findings(visit: &Visit, state: &EvaluationState) -> Table {
    let row = |finding: &Finding| {
        let said =
            std::iter::once(visit.dated(&finding.origin)).chain(visit.reported(&finding.origin));
        vec![
            Markup::text(&visit.open_code("dimension", finding.dimension.as_str())),
            visit.prose(&finding.text),
            Markup::join(said, " "),
        ]
    };
    Table {
        id: "findings",
        caption: visit.word("evaluation-findings-caption"),
        head: ["field-dimension", "evaluation-findings", "event-source"]
            .map(|key| visit.word(key))
            .into(),
        rows: state.findings.iter().map(row).collect(),
    }
}
