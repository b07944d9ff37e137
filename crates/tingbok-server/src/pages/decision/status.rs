//! The status of a decision in words: what is in force first, then where the procedure stands.
use super::super::{codes, markup::Markup, visit::Visit};
use tingbok_domain::{
    ParticipantId,
    event::{Extent, Method, Outcome},
};
use tingbok_projections::{
    DecisionSummary,
    decision::{DecisionState, Interruption, Procedure, Round},
};

/// Where a decision stands, from its entries or from its line in a list.
pub(crate) struct Standing {
    /// Absent for a decision that only a source tells of.
    procedure: Option<Procedure>,
    /// What is in force: its round, and the word for how that ended.
    in_force: Option<(u32, Markup)>,
    superseded: bool,
    /// The last closed round, and how it was held.
    last_closed: Option<(u32, Method)>,
    had_rounds: bool,
}

impl Standing {
    /// As the entries say.
    pub(crate) fn of(visit: &Visit, state: &DecisionState) -> Self {
        let in_force = state.in_force.as_ref().and_then(|text| {
            let round = state.rounds.iter().find(|round| round.number == text.round)?;
            Some((text.round, outcome(visit, round)?))
        });
        let last_closed = state.rounds.iter().rev().find(|round| round.closed.is_some());
        Self {
            procedure: state.procedure,
            in_force,
            superseded: state.superseded_by.iter().any(|other| other.extent == Extent::Whole),
            last_closed: last_closed.map(|round| (round.number, round.method)),
            had_rounds: !state.rounds.is_empty(),
        }
    }

    /// As its line in a list says.
    pub(crate) fn in_brief(visit: &Visit, summary: &DecisionSummary) -> Self {
        let in_force = summary.in_force.map(|text| {
            let contested = contested(visit, summary.contested_by.iter());
            let word = contested.unwrap_or_else(|| ended(visit, text.outcome, text.method));
            (text.round, word)
        });
        Self {
            procedure: summary.procedure,
            in_force,
            superseded: summary.superseded == Some(Extent::Whole),
            last_closed: summary.last_closed.map(|round| (round.round, round.method)),
            had_rounds: summary.rounds > 0,
        }
    }

    /// All status words.
    pub(crate) fn tags(&self, visit: &Visit) -> Markup {
        if self.procedure.is_none() {
            return Markup::tag("source", &visit.word("decision-reported"));
        }
        let mut tags = Vec::new();
        tags.extend(self.in_force.as_ref().map(|(_, word)| word.clone()));
        if self.in_force.is_none() && self.superseded {
            tags.push(Markup::tag("past", &visit.word("decision-superseded")));
        }
        let in_force = self.in_force.as_ref().map(|(round, _)| *round);
        let last_is_in_force =
            in_force.is_some() && in_force == self.last_closed.map(|(round, _)| round);
        let idle = matches!(self.procedure, Some(Procedure::Idle { .. }));
        if !(idle && (last_is_in_force || !tags.is_empty())) {
            tags.extend(self.procedure(visit));
        }
        Markup::join(tags, " ")
    }

    /// The word for where the procedure stands.
    pub(crate) fn procedure(&self, visit: &Visit) -> Option<Markup> {
        Some(match self.procedure? {
            // A text that was changed after a round is no first draft.
            Procedure::Draft => {
                let key = if self.had_rounds { "decision-draft-revised" } else { "decision-draft" };
                Markup::tag("draft", &visit.word(key))
            }
            Procedure::DraftInterrupted { why: Interruption::ElectorateChanged, .. } => {
                Markup::tag("draft", &visit.word("decision-interrupted-electors"))
            }
            Procedure::DraftInterrupted { .. } => {
                Markup::tag("draft", &visit.word("decision-interrupted"))
            }
            Procedure::Open { round } => {
                let round = [("n", round.to_string().into())];
                Markup::tag("open", &visit.sentence("decision-open", round))
            }
            Procedure::Idle { outcome } => {
                let method = self.last_closed.map_or(Method::Consensus, |(_, method)| method);
                ended(visit, outcome, method)
            }
            Procedure::Referred => Markup::tag("away", &visit.word("decision-referred")),
            Procedure::Returned => Markup::tag("draft", &visit.word("decision-returned")),
            Procedure::Withdrawn => Markup::tag("past", &visit.word("decision-withdrawn")),
        })
    }
}

/// The word for how one round ended.
pub(crate) fn outcome(visit: &Visit, round: &Round) -> Option<Markup> {
    let closed = round.closed.as_ref()?;
    let by = round.contested_by.iter().map(|contest| &contest.participant);
    let contested = contested(visit, by).filter(|_| closed.outcome.is_adopted());
    Some(contested.unwrap_or_else(|| ended(visit, closed.outcome, round.method)))
}

fn contested<'a>(
    visit: &Visit,
    by: impl ExactSizeIterator<Item = &'a ParticipantId>,
) -> Option<Markup> {
    if by.len() == 0 {
        return None;
    }
    let names = visit.list_words(by.map(|who| visit.plain_name(who)).collect());
    let sentence = visit.sentence("outcome-contested", [("name", names.into())]);
    Some(Markup::tag("contested", &sentence))
}

fn ended(visit: &Visit, outcome: Outcome, method: Method) -> Markup {
    let shade = match outcome {
        Outcome::Adopted => "adopted",
        Outcome::AdoptedWithDissent => "dissent",
        Outcome::NotAgreed => "not-agreed",
        Outcome::Lapsed => "past",
    };
    Markup::tag(shade, &visit.word(codes::outcome(outcome, method)))
}
