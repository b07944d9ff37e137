//! Rules of kinds 27 and 50: what a participant answers, and what it says of an answer recorded for it.
use super::{Scene, decisions::decision, needs_words};
use crate::{
    access,
    command::TakePosition,
    event::{Attestation, Event, Ground, Position, PositionAttested, PositionTaken, Presence},
    id::{DecisionId, ParticipantId},
    refusal::{Refusal, ensure, unknown},
    register::{Answer, Decision, EnteredBy, Round},
};

/// Who answers, and for whom.
struct Seat {
    participant: ParticipantId,
    entered_by: EnteredBy,
}

pub(super) fn take(scene: &Scene, body: TakePosition) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    let round = decision.open_round().filter(|round| round.number == body.round);
    ensure(round.is_some(), "position-round-open", || {
        format!(
            "round {} of decision {id} is not open, so nothing can be answered in it",
            body.round
        )
    })?;
    let round = round.ok_or_else(|| unknown("round", body.round))?;
    let seat = seat(scene, decision, round, &body)?;
    ensure(round.electorate.contains(&seat.participant), "position-elector", || {
        format!(
            "{} does not answer in this round; who does was settled when it opened",
            seat.participant
        )
    })?;
    ensure(in_time(scene, round), "position-deadline", || {
        let deadline = round.deadline.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "the deadline was {deadline}, and it is {}: an answer after it is not taken",
            scene.today
        )
    })?;
    let same = scene.context.text_leaf == Some(round.text_leaf) && body.revision == round.revision;
    ensure(same, "position-text", || {
        format!(
            "the round is on revision {} and its exact text: read it again and send its digest",
            round.revision
        )
    })?;
    may_replace(scene, round.answers.get(&seat.participant), &seat)?;
    has_its_words(&body)?;
    let before = round.answers.get(&seat.participant);
    ensure(
        body.position != Position::Withdrawn || before.is_some_and(Answer::stands),
        "position-withdraw-own",
        || "there is no answer in this round to take back".to_owned(),
    )?;
    Ok(Event::PositionTaken(PositionTaken {
        round: body.round,
        participant: seat.participant,
        position: body.position,
        conditional: body.conditional,
        condition: body.condition,
        statement: body.statement,
        reason: body.reason,
        resolves_if: body.resolves_if,
        remark: body.remark,
        ground: body.ground,
        cleared: body.cleared,
        by_substitute: match seat.entered_by {
            EnteredBy::Substitute(substitute) => Some(substitute),
            EnteredBy::Itself | EnteredBy::Recorder => None,
        },
        meeting: body.meeting,
        text_leaf: round.text_leaf,
        replaces: before.map(|answer| answer.leaf),
        public_key: None,
        signature: None,
    }))
}

#[cfg(not(feature = "sabotage"))]
fn in_time(scene: &Scene, round: &Round) -> bool {
    round.takes_answers_on(scene.today)
}

/// With `TINGBOK_SABOTAGE=rule:late-position` a late answer is taken, so that a test can be seen to fail.
#[cfg(feature = "sabotage")]
fn in_time(scene: &Scene, round: &Round) -> bool {
    std::env::var("TINGBOK_SABOTAGE").as_deref() == Ok("rule:late-position")
        || round.takes_answers_on(scene.today)
}

/// A member answers for itself or for whom it stands in; chair and secretariat record what was given in a
/// meeting that was held.
fn seat(
    scene: &Scene,
    decision: &Decision,
    round: &Round,
    body: &TakePosition,
) -> Result<Seat, Refusal> {
    let actor = &scene.context.actor;
    let forum = decision.forum.as_ref().ok_or_else(|| unknown("forum of", &scene.stream))?;
    if actor.role.records_for_forum() {
        let participant = body.participant.clone();
        let meeting =
            scene.register.forum(forum).zip(body.meeting.as_ref()).and_then(|(f, m)| f.held(m));
        ensure(meeting.is_some() && participant.is_some(), "position-recorded-in-meeting", || {
            "an answer is recorded for another only as given in a meeting that was held: name meeting and participant".to_owned()
        })?;
        let participant = participant.ok_or_else(|| unknown("participant", ""))?;
        let presence = meeting.and_then(|facts| facts.attendance.get(&participant));
        ensure(
            matches!(presence, Some(Presence::Present | Presence::StandIn)),
            "position-recorded-present",
            || {
                format!(
                    "the meeting's attendance does not have {participant} as present, so it gave no answer there"
                )
            },
        )?;
        let text =
            decision.text_of(round.revision).ok_or_else(|| unknown("revision", round.revision))?;
        ensure(meeting.is_some_and(|facts| facts.knew(text)), "position-recorded-text", || {
            format!(
                "the meeting was recorded before revision {} was there, so nobody answered to it there",
                round.revision
            )
        })?;
        return Ok(Seat { participant, entered_by: EnteredBy::Recorder });
    }
    ensure(body.meeting.is_none(), "position-own-no-meeting", || {
        "who answers for itself names no meeting; chair and secretariat do when they record"
            .to_owned()
    })?;
    scene.takes_part(&actor.participant)?;
    let principal = actor.acting_for.as_ref().unwrap_or(&actor.participant);
    ensure(
        body.participant.as_ref().is_none_or(|named| named == principal),
        "position-own",
        || format!("{} answers for {principal} only, never for another", actor.participant),
    )?;
    if actor.acting_for.is_none() {
        return Ok(Seat { participant: principal.clone(), entered_by: EnteredBy::Itself });
    }
    ensure(
        access::may_substitute(scene.register, principal, &actor.participant, forum, scene.today),
        "substitute-scope",
        || {
            format!(
                "{} has not named {} to stand in for it here today",
                principal, actor.participant
            )
        },
    )?;
    let own =
        round.answers.get(principal).is_some_and(|answer| answer.entered_by == EnteredBy::Itself);
    ensure(!own, "substitute-principal-answered", || {
        format!("{principal} has answered itself in this round, so nobody answers in its place")
    })?;
    Ok(Seat {
        participant: principal.clone(),
        entered_by: EnteredBy::Substitute(actor.participant.clone()),
    })
}

/// What a seat said itself, only the seat changes; a reservation is lifted only by who entered it.
fn may_replace(scene: &Scene, before: Option<&Answer>, seat: &Seat) -> Result<(), Refusal> {
    let Some(before) = before else { return Ok(()) };
    let itself = seat.entered_by == EnteredBy::Itself;
    // Else who recorded it could record it again, and the protest would be gone.
    ensure(
        itself || before.attested != Some(Attestation::Contested),
        "position-contested",
        || {
            format!(
                "{} contests what was recorded for it: now only {} itself answers",
                seat.participant, seat.participant
            )
        },
    )?;
    let blocks = matches!(before.position, Position::Reserves | Position::RequestsDiscussion);
    ensure(
        itself
            || !blocks
            || before.entered_by == seat.entered_by && seat.entered_by != EnteredBy::Recorder,
        "reservation-own",
        || {
            format!(
                "what {} blocked with is lifted only by {} itself",
                seat.participant, seat.participant
            )
        },
    )?;
    let recorder = seat.entered_by == EnteredBy::Recorder;
    let from_seat = before.entered_by == EnteredBy::Itself
        || before.attested == Some(Attestation::Confirmed)
        || recorder && before.entered_by != EnteredBy::Recorder;
    ensure(itself || !from_seat, "position-own-stands", || {
        format!(
            "{} or who stands in for it has answered or confirmed; {} cannot change that for it",
            seat.participant,
            scene.actor()
        )
    })
}

/// Each answer has the words it needs, and none that would say something else.
fn has_its_words(body: &TakePosition) -> Result<(), Refusal> {
    ensure(
        !body.conditional || body.position == Position::Consents,
        "position-conditional",
        || "only agreement can hold on a condition".to_owned(),
    )?;
    ensure(body.conditional == body.condition.is_some(), "position-condition", || {
        "agreement on a condition is marked conditional and names the condition, so that it is never shown as plain".to_owned()
    })?;
    if body.conditional {
        needs_words(body.condition.as_ref(), "position-condition", "name the condition")?;
    }
    match body.position {
        Position::StandsAside => needs_words(
            body.statement.as_ref(),
            "position-statement",
            "who stands aside says in statement what it sees differently",
        )?,
        Position::Reserves => {
            needs_words(
                body.reason.as_ref(),
                "position-reason",
                "a reservation says why: give reason",
            )?;
            needs_words(
                body.resolves_if.as_ref(),
                "position-resolves",
                "a reservation says what would lift it: give resolves_if",
            )?;
        }
        Position::Consents
        | Position::RequestsDiscussion
        | Position::Recuses
        | Position::Withdrawn => {}
    }
    let needs_ground = body.position == Position::Recuses;
    ensure(
        needs_ground == matches!(body.ground, Some(Ground::Disqualified | Ground::NotAffected)),
        "position-ground",
        || "who takes no part says on which ground, and nobody else does".to_owned(),
    )
}

pub(super) fn attest(scene: &Scene, body: PositionAttested) -> Result<Event, Refusal> {
    let id = DecisionId::try_from(&scene.stream).map_err(|_| unknown("decision", &scene.stream))?;
    let decision = scene.register.decision(id).ok_or_else(|| unknown("decision", id))?;
    ensure(scene.actor() == &body.participant, "attest-own", || {
        format!("only {} itself confirms or contests what is recorded for it", body.participant)
    })?;
    // What was recorded for one that it carries on is its own to confirm or contest.
    let own = |whose: &ParticipantId| scene.register.carries_on(&body.participant, whose);
    let recorded = decision.recorded_for.iter().any(|(at, whose)| *at == body.target && own(whose));
    let declared =
        decision.declared.iter().any(|(at, listed)| *at == body.target && listed.iter().any(own));
    ensure(recorded || declared, "attest-target", || {
        format!(
            "entry {} is neither an answer that another recorded for {} nor the closing of a declared round that lists it",
            body.target, body.participant
        )
    })?;
    Ok(Event::PositionAttested(body))
}
