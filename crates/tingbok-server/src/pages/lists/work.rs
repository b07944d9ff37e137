//! Lists of strategies, evaluations and assignments. A row is the summary of its thing at the time of the visit.
use super::{
    super::{assignment, codes, dates, error::PageError, markup::Markup, measure, visit::Visit},
    ListQuery, Table, listed, table, told,
};
use tingbok_domain::{AssignmentId, EvaluationId, ParticipantId, StrategyId, StreamId};
use tingbok_projections::{AssignmentSummary, EvaluationSummary, StrategySummary};

type Rows = Result<(Table, Option<String>), PageError>;

fn none(visit: &Visit) -> Markup {
    Markup::text(&visit.word("position-not-documented"))
}

fn participants(visit: &Visit, ids: &[ParticipantId]) -> Markup {
    let names: Vec<Markup> = ids.iter().map(|id| visit.participant(id)).collect();
    if names.is_empty() { none(visit) } else { visit.list(names) }
}

fn reported(visit: &Visit, reported: bool) -> Option<Markup> {
    reported.then(|| Markup::tag("source", &visit.word("evidence-reported")))
}

/// Strategies with their goals and measures in numbers.
pub(super) fn strategies(visit: &Visit, query: &ListQuery) -> Rows {
    let listed = listed!(visit, strategies_at, query.page::<StrategyId>()?);
    let row = |one: &StrategySummary| {
        let status = Markup::text(&visit.word(codes::strategy_status(one.status)));
        vec![
            visit.stream(&StreamId::from(&one.id)),
            Markup::join(std::iter::once(status).chain(reported(visit, one.reported)), " "),
            one.period.map_or_else(|| none(visit), |years| measure::years(visit, years)),
            participants(visit, &one.owners),
            told(visit, one.reported, u32::try_from(one.goals.len()).unwrap_or(u32::MAX)),
            told(visit, one.reported, one.measures),
        ]
    };
    let head = [
        "strategy-title",
        "strategy-status",
        "strategy-period",
        "strategy-owners",
        "strategy-goals",
        "strategy-goal-measures",
    ];
    let rows = listed.items.iter().map(row).collect();
    Ok((table(visit, "goals-caption", &head, rows), listed.next.map(|id| id.to_string())))
}

/// Evaluations with what was evaluated, and recommendations in numbers.
pub(super) fn evaluations(visit: &Visit, query: &ListQuery) -> Rows {
    let listed = listed!(visit, evaluations_at, query.page::<EvaluationId>()?);
    let row = |one: &EvaluationSummary| {
        let name = visit.stream(&StreamId::from(&one.id));
        let subject = one.subject.iter().map(|stream| visit.stream(stream)).collect();
        vec![
            Markup::join(std::iter::once(name).chain(reported(visit, one.reported)), " "),
            participants(visit, &one.by),
            visit.list(subject).or(|| none(visit)),
            Markup::text(&one.recommendations.to_string()),
        ]
    };
    let head = ["evaluation-title", "evaluation-by", "evaluation-subject", "page-recommendations"];
    let rows = listed.items.iter().map(row).collect();
    Ok((table(visit, "evaluations-caption", &head, rows), listed.next.map(|id| id.to_string())))
}

/// Assignments with their deadline and how far they have come.
pub(super) fn assignments(visit: &Visit, query: &ListQuery) -> Rows {
    let listed = listed!(visit, assignments_at, query.page::<AssignmentId>()?);
    let row = |one: &AssignmentSummary| {
        let name = visit.stream(&StreamId::from(&one.id));
        let due = one.due.map(|due| dates::moment_markup(visit.language, due));
        vec![
            Markup::join(std::iter::once(name).chain(reported(visit, one.reported)), " "),
            assignment::letter(visit, &one.letter, one.number),
            participants(visit, &one.from),
            participants(visit, &one.to),
            due.unwrap_or_else(|| none(visit)),
            assignment::standing_of(visit, one),
        ]
    };
    let head = [
        "assignment-title",
        "assignment-letter",
        "assignment-from",
        "assignment-to",
        "assignment-due",
        "assignment-status",
    ];
    let rows = listed.items.iter().map(row).collect();
    Ok((table(visit, "assignments-caption", &head, rows), listed.next.map(|id| id.to_string())))
}
