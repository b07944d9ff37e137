//! Rules of kinds 1 to 3.
use super::Scene;
use crate::{
    event::{
        Event, ParticipantKind, ParticipantRegistered, ParticipantSucceeded, SubstituteDesignated,
        SubstituteScope, SuccessionKind,
    },
    id::ParticipantId,
    refusal::{Refusal, ensure, unknown},
};

pub(super) fn register(scene: &Scene, body: ParticipantRegistered) -> Result<Event, Refusal> {
    ensure(!scene.exists() || scene.reported, "participant-unique", || {
        format!("{} is registered already; ids are never used again, choose another", scene.stream)
    })?;
    ensure(body.name.open().is_some_and(|names| !names.is_empty()), "participant-name", || {
        "a participant has an official name in at least one language: give name {\"nb\": …}"
            .to_owned()
    })?;
    ensure(
        body.kind != ParticipantKind::Collective || scene.reported,
        "participant-collective",
        || "a group that no source names singly stands only in what a source reports".to_owned(),
    )?;
    Ok(Event::ParticipantRegistered(body))
}

pub(super) fn succeed(scene: &Scene, body: ParticipantSucceeded) -> Result<Event, Refusal> {
    let id = own(scene)?;
    scene.takes_part(&id)?;
    ensure(!body.successors.is_empty(), "succession-successor", || {
        "a succession names who carries on: give successors".to_owned()
    })?;
    for successor in &body.successors {
        scene.takes_part(successor)?;
        ensure(successor != &id, "succession-other", || format!("{id} cannot carry on itself"))?;
        let renamed = body.kind == SuccessionKind::Rename && !scene.reported;
        let kind = scene.register.participant(successor).map(|known| known.kind);
        ensure(
            !renamed || kind != Some(ParticipantKind::Collective),
            "succession-collective",
            || format!("{successor} is a group that no source names singly and never has a seat"),
        )?;
        // Two seats would become one, and one answer would take the place of another.
        ensure(
            !renamed || !scene.register.share_a_seat(&id, successor),
            "succession-rename-seat",
            || {
                format!(
                    "{successor} sits beside {id} already: that is a merge, and it interrupts the rounds of both"
                )
            },
        )?;
    }
    ensure(
        body.kind != SuccessionKind::Rename || body.successors.len() == 1 || scene.reported,
        "succession-rename-one",
        || "a rename has one successor; several are a split".to_owned(),
    )?;
    Ok(Event::ParticipantSucceeded(body))
}

pub(super) fn designate(scene: &Scene, body: SubstituteDesignated) -> Result<Event, Refusal> {
    let id = own(scene)?;
    scene.takes_part(&id)?;
    scene.takes_part(&body.substitute)?;
    ensure(scene.actor() == &id, "substitute-own", || {
        format!("only {id} names who stands in for {id}")
    })?;
    ensure(body.from <= body.until, "substitute-span", || {
        format!("the span ends before it begins: {} is after {}", body.from, body.until)
    })?;
    if let SubstituteScope::Forum(forum) = &body.scope {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    }
    Ok(Event::SubstituteDesignated(body))
}

fn own(scene: &Scene) -> Result<ParticipantId, Refusal> {
    ParticipantId::try_from(&scene.stream).map_err(|_| unknown("participant", &scene.stream))
}
