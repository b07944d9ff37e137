//! Gaps of strategies, measures, evaluations, recommendations and assignments.
use super::{Gap, forums::has_start};
use crate::{
    assignment::AssignmentState, evaluation::EvaluationState, measure::MeasureState,
    recommendation::Advice, strategy::StrategyState,
};
use chrono::NaiveDate;
use tingbok_domain::event::{RecommendationKind, ResponsibilityRole, SaidOf};

pub(super) fn of_strategy(strategy: &StrategyState) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (missing, gap) in [
        (strategy.status.is_none(), Gap::Status),
        (!strategy.status_origin.as_ref().is_some_and(|o| has_start(o.occurred)), Gap::Start),
        (strategy.period.is_none(), Gap::Period),
        (strategy.goals.is_empty(), Gap::Goals),
        (strategy.owners.is_empty() && strategy.forum.is_none(), Gap::Owners),
    ] {
        if missing {
            gaps.push(gap);
        }
    }
    let silent = strategy.goals.iter().filter(|goal| goal.text.words.is_none());
    gaps.extend(silent.map(|goal| Gap::GoalText(goal.key.clone())));
    gaps
}

pub(super) fn of_measure(measure: &MeasureState, day: NaiveDate) -> Vec<Gap> {
    let responsible = measure
        .responsibilities
        .iter()
        .any(|held| held.is_current() && held.role == ResponsibilityRole::Responsible);
    // What a source says of several together, it does not say of this one.
    let single = measure.status.as_ref().is_some_and(|status| status.said_of == SaidOf::Single);
    let function = measure.function.as_ref();
    let steering = function.is_some_and(|function| function.own_steering_group.is_none());
    let mut gaps = Vec::new();
    for (missing, gap) in [
        (!has_start(measure.origin.occurred), Gap::Start),
        (!responsible, Gap::Responsible),
        (!single, Gap::Status),
        (function.is_none(), Gap::GovernanceFunction),
        (steering, Gap::SteeringGroup),
        (measure.strategy.is_some() && measure.goals.is_empty(), Gap::Goals),
        (measure.funding.is_empty(), Gap::Funding),
        (measure.funding.iter().any(|money| money.amount.is_none()), Gap::FundingAmount),
        (measure.funding.iter().any(|money| money.payers.is_empty()), Gap::FundingPayers),
        (measure.benefits.is_empty(), Gap::Benefits),
    ] {
        if missing {
            gaps.push(gap);
        }
    }
    let unmeasured = measure.benefits.iter().filter(|benefit| benefit.measured.is_empty());
    gaps.extend(unmeasured.map(|benefit| Gap::BenefitMeasured(benefit.id.clone())));
    for milestone in &measure.milestones {
        if milestone.baseline.is_none() {
            gaps.push(Gap::Baseline(milestone.id.clone()));
        }
        if milestone.undocumented {
            gaps.push(Gap::MilestoneOutcome(milestone.id.clone()));
        }
    }
    gaps.extend(measure.meetings.iter().flat_map(|met| super::forums::of_meeting(met, day)));
    gaps
}

pub(super) fn of_evaluation(evaluation: &EvaluationState) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (missing, gap) in [
        (!has_start(evaluation.origin.occurred), Gap::Start),
        (evaluation.by.is_empty(), Gap::Evaluator),
        (evaluation.commissioned_by.is_none(), Gap::Commissioner),
        (evaluation.findings.is_empty(), Gap::Findings),
        (evaluation.doc.is_none(), Gap::Document),
    ] {
        if missing {
            gaps.push(gap);
        }
    }
    gaps
}

/// An answer is missing only of a recommendation: advice and lessons ask for none.
pub(super) fn of_recommendation(advice: &Advice) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if advice.to.is_empty() {
        gaps.push(Gap::Addressee);
    }
    if advice.kind == RecommendationKind::Recommendation {
        gaps.extend(advice.unanswered.iter().cloned().map(Gap::Answer));
    }
    gaps
}

/// A delivery is missing once its day has passed, or where no day is known, and only sources tell of it; what was
/// given here and not delivered is late, which is known.
pub(super) fn of_assignment(assignment: &AssignmentState) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for (missing, gap) in [
        (!has_start(assignment.origin.occurred), Gap::Start),
        (assignment.year.is_none(), Gap::Year),
        (assignment.due.is_none(), Gap::Due),
    ] {
        if missing {
            gaps.push(gap);
        }
    }
    let told = assignment.origin.is_reported() && assignment.due.is_none();
    if !assignment.status.is_done() && (assignment.undocumented || told) {
        gaps.extend(assignment.missing.iter().cloned().map(Gap::Delivery));
    }
    gaps
}
