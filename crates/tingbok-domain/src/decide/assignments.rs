//! Rules of kinds 38 and 39.
use super::{Scene, needs_words};
use crate::{
    event::{AssignmentIssued, AssignmentReported, AssignmentStatus, Event, ParticipantKind},
    id::{AssignmentId, ParticipantId},
    refusal::{Refusal, ensure, unknown},
};
use std::collections::BTreeSet;

pub(super) fn issue(scene: &Scene, body: AssignmentIssued) -> Result<Event, Refusal> {
    ensure(!scene.exists() || scene.reported, "assignment-once", || {
        format!("{} is given already; choose another id", scene.stream)
    })?;
    needs_words(Some(&body.text), "assignment-text", "say what is to be done: give text")?;
    ensure(!body.from.is_empty() && !body.to.is_empty(), "assignment-parties", || {
        "an assignment has somebody who gives it and somebody who is to do it: give from and to"
            .to_owned()
    })?;
    body.from.iter().chain(&body.to).try_for_each(|party| scene.participant(party))?;
    // A group that no source names singly stands for several.
    let several = |side: &[ParticipantId]| {
        let collective = side.iter().any(|id| {
            let known = scene.register.participant(id);
            known.is_some_and(|known| known.kind == ParticipantKind::Collective)
        });
        collective || side.iter().collect::<BTreeSet<_>>().len() >= 2
    };
    ensure(!body.joint || several(&body.from) || several(&body.to), "assignment-joint", || {
        "a joint assignment has two or more who give it, or two or more who are to do it".to_owned()
    })?;
    body.decision.map_or(Ok(()), |decision| scene.decision_in_force(decision))?;
    if scene.reported {
        return Ok(Event::AssignmentIssued(body));
    }
    body.from.iter().chain(&body.to).try_for_each(|party| scene.takes_part(party))?;
    ensure(body.from.contains(scene.actor()), "assignment-own", || {
        format!("{} gives assignments of its own: name it in from", scene.actor())
    })?;
    scene.settled_by(&body.from, body.decision, "assignment-others")?;
    ensure(!body.to.iter().any(|to| body.from.contains(to)), "assignment-sides", || {
        "nobody gives itself an assignment, for it would accept its own delivery: leave it out of one side".to_owned()
    })?;
    Ok(Event::AssignmentIssued(body))
}

pub(super) fn report(scene: &Scene, body: AssignmentReported) -> Result<Event, Refusal> {
    let id =
        AssignmentId::try_from(&scene.stream).map_err(|_| unknown("assignment", &scene.stream))?;
    let known = scene.register.assignment(&id).ok_or_else(|| unknown("assignment", &id))?;
    scene.participant(&body.by)?;
    body.doc.map_or(Ok(()), |document| scene.document(document))?;
    if scene.reported {
        return Ok(Event::AssignmentReported(body));
    }
    ensure(scene.actor() == &body.by, "assignment-by", || {
        format!("{} reports for itself only: by is its own", scene.actor())
    })?;
    let is_one_of = |side: &BTreeSet<ParticipantId>| {
        side.iter().any(|party| scene.register.carries_on(&body.by, party))
    };
    let (side, word) = match body.status {
        AssignmentStatus::Started | AssignmentStatus::Delivered => (&known.to, "is to do it"),
        AssignmentStatus::Accepted => (&known.from, "gave it"),
    };
    ensure(is_one_of(side), "assignment-side", || {
        format!(
            "a recipient says that it is started or delivered, an issuer that it is accepted: {} is not one that {word}",
            body.by
        )
    })?;
    // What one that it carries on has done, it does not do again; what several left it, it does once for each.
    let register = scene.register;
    let by_own = |did: &BTreeSet<ParticipantId>, recipient: &ParticipantId| {
        let mut own = did.iter().filter(|who| register.carries_on(&body.by, who));
        own.any(|who| register.carries_on(who, recipient))
    };
    let mut own_parts = known.to.iter().filter(|party| register.carries_on(&body.by, party));
    let follows = !known.accepted
        && match body.status {
            AssignmentStatus::Started => own_parts
                .any(|party| !by_own(&known.started, party) && !by_own(&known.delivered, party)),
            AssignmentStatus::Delivered => own_parts.any(|party| !by_own(&known.delivered, party)),
            AssignmentStatus::Accepted => known
                .to
                .iter()
                .all(|party| known.delivered.iter().any(|who| register.carries_on(who, party))),
        };
    ensure(follows, "assignment-order", || {
        "an assignment is started, then delivered by each recipient once, then accepted when all have delivered, and nothing follows that".to_owned()
    })?;
    Ok(Event::AssignmentReported(body))
}
