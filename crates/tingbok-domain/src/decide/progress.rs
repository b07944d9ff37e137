//! Rules of kinds 18, 19, 22 and 23.
use super::{Scene, measures::measure, needs_words};
use crate::{
    event::{
        BenefitRecorded, BenefitStage, Event, FundingRecorded, FundingStage, GovernanceFunctionSet,
        MeasureStatusReported, SaidOf, Scale,
    },
    refusal::{Refusal, ensure, unknown},
};

pub(super) fn set_function(scene: &Scene, body: GovernanceFunctionSet) -> Result<Event, Refusal> {
    measure(scene)?;
    for forum in &body.followed_in {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    }
    Ok(Event::GovernanceFunctionSet(body))
}

pub(super) fn report_status(scene: &Scene, body: MeasureStatusReported) -> Result<Event, Refusal> {
    let measure = measure(scene)?;
    if scene.reported {
        return Ok(Event::MeasureStatusReported(body));
    }
    ensure(!measure.ended, "status-terminal", || {
        format!("{} is completed or stopped, and nothing follows that", scene.stream)
    })?;
    ensure(body.said_of == SaidOf::Single, "status-single", || {
        "who answers for a measure reports on it alone: send said_of single".to_owned()
    })?;
    // Until somebody says otherwise, the whole is aimed at.
    let before = measure.scale.unwrap_or(Scale::Full);
    let changed = body.scale.is_some_and(|scale| scale != before);
    if changed {
        needs_words(body.text.as_ref(), "status-scale", "another scale says why: give text")?;
    }
    Ok(Event::MeasureStatusReported(body))
}

pub(super) fn record_funding(scene: &Scene, body: FundingRecorded) -> Result<Event, Refusal> {
    let measure = measure(scene)?;
    body.payers.iter().try_for_each(|payer| scene.participant(payer))?;
    ensure(body.years.is_none_or(|years| years.from <= years.to), "funding-years", || {
        "the years end before they begin".to_owned()
    })?;
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    if !scene.reported && body.stage != FundingStage::Proposed {
        scene.settled_by(&body.payers, body.decision, "funding-payers")?;
    }
    ensure(
        body.stage != FundingStage::Allocated
            || measure.agreed.contains(&body.resource)
            || scene.reported,
        "funding-agreed",
        || "what is allocated was agreed before: record it as agreed first".to_owned(),
    )?;
    Ok(Event::FundingRecorded(body))
}

pub(super) fn record_benefit(scene: &Scene, body: BenefitRecorded) -> Result<Event, Refusal> {
    let measure = measure(scene)?;
    needs_words(Some(&body.statement), "benefit-statement", "say what it gives: give statement")?;
    if scene.reported {
        return Ok(Event::BenefitRecorded(body));
    }
    let before = measure.benefits.get(&body.id);
    ensure(body.stage == BenefitStage::Expected || before.is_some(), "benefit-expected", || {
        format!("benefit {} was never expected: record what is expected first", body.id)
    })?;
    ensure(before.is_none_or(|kind| *kind == body.kind), "benefit-kind", || {
        format!("benefit {} keeps the kind that it began with", body.id)
    })?;
    Ok(Event::BenefitRecorded(body))
}
