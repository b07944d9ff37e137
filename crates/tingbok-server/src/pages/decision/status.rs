//! The status of a decision in words: what is in force first, then where the procedure stands.
use super::super::{codes, markup::Markup, visit::Visit};
use tingbok_domain::event::{Extent, Outcome};
use tingbok_projections::decision::{DecisionState, Interruption, Procedure, Round};

/// All status words of a decision.
pub(crate) fn tags(visit: &Visit, state: &DecisionState) -> Markup {
    if state.procedure.is_none() {
        return Markup::tag("source", &visit.word("decision-reported"));
    }
    let mut tags = Vec::new();
    tags.extend(in_force(visit, state));
    if state.in_force.is_none()
        && state.superseded_by.iter().any(|other| other.extent == Extent::Whole)
    {
        tags.push(Markup::tag("past", &visit.word("decision-superseded")));
    }
    let last_is_in_force =
        state.in_force.as_ref().is_some_and(|text| Some(text.round) == last_closed(state));
    let idle = matches!(state.procedure, Some(Procedure::Idle { .. }));
    if !(idle && (last_is_in_force || !tags.is_empty())) {
        tags.extend(procedure(visit, state));
    }
    Markup::join(tags, " ")
}

/// The word for where the procedure stands.
pub(crate) fn procedure(visit: &Visit, state: &DecisionState) -> Option<Markup> {
    Some(match state.procedure? {
        Procedure::Draft => Markup::tag("draft", &visit.word("decision-draft")),
        Procedure::DraftInterrupted { why: Interruption::ElectorateChanged, .. } => {
            Markup::tag("draft", &visit.word("decision-interrupted-electors"))
        }
        Procedure::DraftInterrupted { .. } => {
            Markup::tag("draft", &visit.word("decision-interrupted"))
        }
        Procedure::Open { round } => {
            Markup::tag("open", &visit.sentence("decision-open", [("n", round.to_string().into())]))
        }
        Procedure::Idle { outcome } => {
            let method = state.rounds.iter().rev().find(|round| round.closed.is_some());
            let key =
                method.map_or("outcome-adopted", |round| codes::outcome(outcome, round.method));
            Markup::tag(shade(outcome), &visit.word(key))
        }
        Procedure::Referred => Markup::tag("away", &visit.word("decision-referred")),
        Procedure::Returned => Markup::tag("draft", &visit.word("decision-returned")),
        Procedure::Withdrawn => Markup::tag("past", &visit.word("decision-withdrawn")),
    })
}

/// The word for how one round ended.
pub(crate) fn outcome(visit: &Visit, round: &Round) -> Option<Markup> {
    let closed = round.closed.as_ref()?;
    if closed.outcome.is_adopted() && !round.contested_by.is_empty() {
        let names = round.contested_by.iter().map(|contest| visit.plain_name(&contest.participant));
        let names = visit.list_words(names.collect());
        let sentence = visit.sentence("outcome-contested", [("name", names.into())]);
        return Some(Markup::tag("contested", &sentence));
    }
    let key = codes::outcome(closed.outcome, round.method);
    Some(Markup::tag(shade(closed.outcome), &visit.word(key)))
}

fn in_force(visit: &Visit, state: &DecisionState) -> Option<Markup> {
    let text = state.in_force.as_ref()?;
    outcome(visit, state.rounds.iter().find(|round| round.number == text.round)?)
}

fn last_closed(state: &DecisionState) -> Option<u32> {
    state.rounds.iter().rev().find(|round| round.closed.is_some()).map(|round| round.number)
}

fn shade(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Adopted => "adopted",
        Outcome::AdoptedWithDissent => "dissent",
        Outcome::NotAgreed => "not-agreed",
        Outcome::Lapsed => "past",
    }
}
