//! Rules of kinds 16, 17, 20 and 21.
use super::{Scene, needs_words};
use crate::{
    event::{
        Event, MeasureRegistered, MilestoneReached, MilestoneScheduled, PlanKind,
        ResponsibilityAssigned, ResponsibilityRole,
    },
    id::{ForumId, MeasureId, ParticipantId, StreamKind},
    refusal::{Refusal, ensure, unknown},
    register::{Measure, Register},
};

pub(super) fn measure<'a>(scene: &Scene<'a>) -> Result<&'a Measure, Refusal> {
    let id = MeasureId::try_from(&scene.stream).map_err(|_| unknown("measure", &scene.stream))?;
    scene.register.measure(&id).ok_or_else(|| unknown("measure", id))
}

pub(super) fn register(scene: &Scene, body: MeasureRegistered) -> Result<Event, Refusal> {
    let known = measure(scene).ok();
    ensure(scene.reported || known.is_none_or(|known| !known.here), "measure-unique", || {
        format!("{} is taken up already; ids are never used again, choose another", scene.stream)
    })?;
    needs_words(Some(&body.title), "measure-title", "a measure has a title: give title")?;
    if let Some(strategy) = &body.strategy {
        let known = scene.register.strategy(strategy);
        let known = known.ok_or_else(|| unknown("strategy", strategy))?;
        let absent = body.goals.iter().find(|goal| !known.goals.contains(*goal));
        ensure(absent.is_none(), "measure-goal", || {
            let goals: Vec<_> = known.goals.iter().map(ToString::to_string).collect();
            let absent = absent.map(ToString::to_string).unwrap_or_default();
            format!("{strategy} has no goal {absent}; it has {}", goals.join(", "))
        })?;
    }
    ensure(
        scene.reported || body.strategy.is_some() != body.goals.is_empty(),
        "measure-goals",
        || {
            "a measure of a strategy serves at least one of its goals, and goals are those of a strategy: give both strategy and goals, or neither".to_owned()
        },
    )?;
    if let Some(forum) = &body.forum {
        scene.open_forum(forum)?;
    }
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    let id = MeasureId::try_from(&scene.stream).map_err(|_| unknown("measure", &scene.stream))?;
    for other in body.parent.iter().chain(&body.depends_on) {
        ensure(other != &id && !leads_to(scene.register, other, &id), "measure-cycle", || {
            format!("{other} already rests on {id}: a measure cannot come before itself")
        })?;
        scene.register.measure(other).ok_or_else(|| unknown("measure", other))?;
    }
    Ok(Event::MeasureRegistered(body))
}

/// True when `target` is reached from `start` over parents and dependencies.
fn leads_to(register: &Register, start: &MeasureId, target: &MeasureId) -> bool {
    let mut seen = std::collections::BTreeSet::new();
    let mut waiting = vec![start.clone()];
    while let Some(next) = waiting.pop() {
        if &next == target {
            return true;
        }
        if seen.insert(next.clone())
            && let Some(measure) = register.measure(&next)
        {
            waiting.extend(measure.parent.iter().chain(&measure.depends_on).cloned());
        }
    }
    false
}

pub(super) fn assign(scene: &Scene, body: ResponsibilityAssigned) -> Result<Event, Refusal> {
    scene.thing(&scene.stream)?;
    scene.thing(&body.holder)?;
    ensure(
        matches!(body.holder.kind, StreamKind::Participant | StreamKind::Forum),
        "responsibility-holder",
        || format!("a participant or a forum answers for something, not {}", body.holder),
    )?;
    body.replaces.as_ref().map_or(Ok(()), |old| scene.thing(old))?;
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    if scene.reported {
        return Ok(Event::ResponsibilityAssigned(body));
    }
    if let Ok(holder) = ParticipantId::try_from(&body.holder) {
        scene.takes_part(&holder)?;
    }
    let only = match body.role {
        ResponsibilityRole::Responsible => measure(scene)?.responsible.clone(),
        ResponsibilityRole::ProcessOwner => {
            let forum =
                ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
            scene.register.forum(&forum).and_then(|forum| forum.process_owner.clone())
        }
        ResponsibilityRole::Contributing
        | ResponsibilityRole::Steering
        | ResponsibilityRole::Coordinating
        | ResponsibilityRole::Driver
        | ResponsibilityRole::InterestBalancer
        | ResponsibilityRole::SystemSteward => None,
    };
    ensure(only.is_none() || only == body.replaces, "responsibility-one", || {
        let holder = only.as_ref().map(ToString::to_string).unwrap_or_default();
        format!("{holder} answers for it, and only one does: name {holder} in replaces to move it")
    })?;
    Ok(Event::ResponsibilityAssigned(body))
}

pub(super) fn schedule(scene: &Scene, body: MilestoneScheduled) -> Result<Event, Refusal> {
    let measure = measure(scene)?;
    if scene.reported {
        return Ok(Event::MilestoneScheduled(body));
    }
    ensure(!measure.ended, "milestone-measure-ended", || {
        format!("{} is completed or stopped and is not planned anew", scene.stream)
    })?;
    let before = measure.milestones.get(&body.id).copied().unwrap_or_default();
    ensure(!before.reached, "milestone-open", || {
        format!("milestone {} is reached and is not planned anew", body.id)
    })?;
    let fits = (body.kind == PlanKind::Baseline) != before.planned;
    ensure(fits, "milestone-baseline", || {
        if before.planned {
            format!(
                "milestone {} has its first plan, which stands: send kind forecast with a reason",
                body.id
            )
        } else {
            format!("milestone {} has no plan yet: the first is kind baseline", body.id)
        }
    })?;
    if body.kind == PlanKind::Forecast {
        needs_words(
            body.reason.as_ref(),
            "milestone-reason",
            "a forecast says why it differs from the plan: give reason",
        )?;
    }
    Ok(Event::MilestoneScheduled(body))
}

pub(super) fn reach(scene: &Scene, body: MilestoneReached) -> Result<Event, Refusal> {
    let measure = measure(scene)?;
    body.evidence_docs.iter().try_for_each(|document| scene.document(*document))?;
    if let Some(comparison) = &body.compared_with {
        measure
            .milestones
            .get(&comparison.id)
            .ok_or_else(|| unknown("milestone", &comparison.id))?;
    }
    let before = measure.milestones.get(&body.id).copied().unwrap_or_default();
    if !before.planned {
        needs_words(
            body.title.as_ref(),
            "milestone-title",
            "a milestone that was never planned says what was reached: give title",
        )?;
    }
    if !scene.reported {
        ensure(!before.reached, "milestone-once", || {
            format!("milestone {} is reached already", body.id)
        })?;
        ensure(body.actual.earliest() <= scene.today, "milestone-actual-past", || {
            format!("{} is after today, {}: what is reached has happened", body.actual, scene.today)
        })?;
    }
    Ok(Event::MilestoneReached(body))
}
