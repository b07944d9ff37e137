//! Rules of kinds 6 and 8 to 11: how a forum is run, reviewed and ended, and what it works on.
use super::{
    Scene,
    forums::{consulted, fits_checklist, forum, open_forum},
    needs_words,
};
use crate::{
    envelope::Role,
    event::{
        CoordinationResultRecorded, Event, ForumClosed, ForumReviewed, Placement, ProblemAssessed,
        ReviewOutcome, SecretariatModel, SecretariatOrganised,
    },
    id::ForumId,
    refusal::{Refusal, ensure, unknown},
    register::{Forum, Procedure},
};

pub(super) fn organise(scene: &Scene, body: SecretariatOrganised) -> Result<Event, Refusal> {
    open_forum(scene)?;
    body.by.iter().chain(&body.contacts).try_for_each(|id| scene.participant(id))?;
    if !scene.reported {
        body.by.iter().chain(&body.contacts).try_for_each(|id| scene.takes_part(id))?;
        ensure(body.model != SecretariatModel::NotDocumented, "secretariat-known", || {
            "what is recorded here is known: give the model, or none".to_owned()
        })?;
        let fits = match body.model {
            SecretariatModel::Broad => body.by.len() >= 2,
            SecretariatModel::Single => body.by.len() == 1,
            SecretariatModel::Small => !body.by.is_empty(),
            SecretariatModel::None | SecretariatModel::NotDocumented => body.by.is_empty(),
        };
        ensure(fits, "secretariat-by", || {
            "broad names two or more in by, single one, small at least one, none nobody".to_owned()
        })?;
    }
    Ok(Event::SecretariatOrganised(body))
}

pub(super) fn review(scene: &Scene, body: ForumReviewed) -> Result<Event, Refusal> {
    let forum = open_forum(scene)?;
    needs_words(Some(&body.reason), "review-reason", "say why: give reason")?;
    fits_checklist(scene, &forum.kind, &body.criteria)?;
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    let kind = scene.register.rules().forum_kinds.get(&forum.kind);
    let goes_on = body.outcome != ReviewOutcome::WindDown && !scene.reported;
    ensure(
        !goes_on
            || body.review_by.is_some_and(|day| day > scene.today)
            || !kind.is_some_and(|kind| kind.review_by_required),
        "review-next",
        || format!("a {} that goes on says when it is reviewed again: give review_by", forum.kind),
    )?;
    Ok(Event::ForumReviewed(body))
}

pub(super) fn close(scene: &Scene, body: ForumClosed) -> Result<Event, Refusal> {
    let forum = open_forum(scene)?;
    let id = ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
    needs_words(Some(&body.reason), "close-reason", "say why it ends: give reason")?;
    for heir in &body.handover {
        let known = scene.register.forum(heir).ok_or_else(|| unknown("forum", heir))?;
        ensure(
            heir != &id && (known.closed.is_none() || scene.reported),
            "close-handover",
            || format!("{heir} cannot take over: name another forum that goes on"),
        )?;
    }
    body.consulted.iter().try_for_each(|consulted| scene.participant(consulted))?;
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    fits_checklist(scene, &forum.kind, &body.criteria)?;
    if !scene.reported {
        consulted(scene, &forum.kind, &body.consulted, body.waiver.as_ref(), "close-consulted")?;
        let unsettled = |procedure: &Procedure| {
            matches!(procedure, Procedure::Draft | Procedure::Open(_) | Procedure::Referred)
        };
        let mut own = scene.register.decisions_of(&id);
        let first = own.find(|(_, decision)| !decision.reported && unsettled(&decision.procedure));
        ensure(first.is_none(), "close-decisions", || {
            let number = first.map(|(number, _)| number.to_string()).unwrap_or_default();
            format!("decision {number} is not settled: close its round, or withdraw it, first")
        })?;
    }
    Ok(Event::ForumClosed(body))
}

/// One that has ended says nothing new of itself; who evaluates still can.
fn looked_at<'a>(scene: &Scene<'a>) -> Result<&'a Forum, Refusal> {
    if scene.context.actor.role == Role::Evaluator { forum(scene) } else { open_forum(scene) }
}

pub(super) fn assess(scene: &Scene, body: ProblemAssessed) -> Result<Event, Refusal> {
    let forum = looked_at(scene)?;
    body.assessor.as_ref().map_or(Ok(()), |assessor| scene.participant(assessor))?;
    needs_words(Some(&body.statement), "problem-statement", "a view has words: give statement")?;
    let on_axis = |axis: Option<u32>| axis.is_none_or(|value| (1..=5).contains(&value));
    ensure(on_axis(body.complexity) && on_axis(body.conflict), "problem-axes", || {
        "complexity and conflict go from 1 to 5; leave out what nobody has said".to_owned()
    })?;
    let placed = body.complexity.is_some() && body.conflict.is_some();
    ensure(placed == (body.placement == Placement::Documented), "problem-placement", || {
        "placement is documented when both complexity and conflict are given, and only then"
            .to_owned()
    })?;
    ensure(body.assessor.is_some() || scene.reported, "problem-assessor", || {
        "say whose view it is: give assessor".to_owned()
    })?;
    ensure(!forum.problems.contains(&body.id) || scene.reported, "problem-once", || {
        format!("a view {} is on record and stands beside new ones: choose another id", body.id)
    })?;
    Ok(Event::ProblemAssessed(body))
}

pub(super) fn record_result(
    scene: &Scene,
    body: CoordinationResultRecorded,
) -> Result<Event, Refusal> {
    looked_at(scene)?;
    let ladders = &scene.register.rules().ladders;
    ensure(
        ladders.get(&body.ladder).is_some_and(|steps| steps.contains(&body.step)),
        "ladder-step",
        || {
            let known: Vec<_> = ladders
                .iter()
                .map(|(version, steps)| {
                    let (first, last) = (steps.first().unwrap_or(&0), steps.last().unwrap_or(&0));
                    format!("version {version} with steps {first} to {last}")
                })
                .collect();
            format!(
                "the rule data has no step {} of ladder {}; it has {}",
                body.step,
                body.ladder,
                if known.is_empty() { "none".to_owned() } else { known.join(", ") }
            )
        },
    )?;
    needs_words(
        Some(&body.statement),
        "result-statement",
        "say what was achieved: give statement",
    )?;
    body.evidence_docs.iter().try_for_each(|document| scene.document(*document))?;
    Ok(Event::CoordinationResultRecorded(body))
}
