//! What an overview is made over.
use crate::{
    assignment::AssignmentState, decision::DecisionState, evaluation::EvaluationState,
    forum::ForumState, mandate::MandateState, measure::MeasureState, recommendation::Advice,
    strategy::StrategyState,
};

/// States of objects, all read at the same time asked for. A kind that is left out is not looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Objects<'a> {
    /// Forums.
    pub forums: &'a [ForumState],
    /// Mandates and texts like them.
    pub mandates: &'a [MandateState],
    /// Strategies.
    pub strategies: &'a [StrategyState],
    /// Measures.
    pub measures: &'a [MeasureState],
    /// Decisions.
    pub decisions: &'a [DecisionState],
    /// Evaluations.
    pub evaluations: &'a [EvaluationState],
    /// Recommendations, wherever they stand.
    pub recommendations: &'a [Advice],
    /// Assignments.
    pub assignments: &'a [AssignmentState],
}
