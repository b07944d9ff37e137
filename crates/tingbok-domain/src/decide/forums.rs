//! Rules of kinds 4, 5, 7 and 51.
use super::{Scene, needs_words};
use crate::{
    edtf::By,
    event::{
        Event, ForumEstablished, MeetingRecorded, MeetingStatus, MembershipAction,
        MembershipChanged, MinutesApproved, ParticipantKind,
    },
    id::{ForumId, StreamKind},
    refusal::{Refusal, ensure, unknown},
    register::{Forum, MeetingFacts},
    text::has_words,
};

fn forum<'a>(scene: &Scene<'a>) -> Result<&'a Forum, Refusal> {
    let id = ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
    scene.register.forum(&id).ok_or_else(|| unknown("forum", id))
}

pub(super) fn establish(scene: &Scene, body: ForumEstablished) -> Result<Event, Refusal> {
    ensure(!scene.exists() || scene.reported, "forum-unique", || {
        format!("{} is established already; ids are never used again, choose another", scene.stream)
    })?;
    needs_words(Some(&body.name), "forum-name", "a forum has a name: give name")?;
    let rules = scene.register.rules();
    let kind = rules.forum_kinds.get(&body.kind);
    ensure(kind.is_some(), "forum-kind", || {
        let known: Vec<_> = rules.forum_kinds.keys().map(ToString::to_string).collect();
        format!("the rule data has no kind of forum «{}»; it has {}", body.kind, known.join(", "))
    })?;
    for other in body.parent.iter().chain(&body.predecessors) {
        scene.register.forum(other).ok_or_else(|| unknown("forum", other))?;
    }
    body.consulted.iter().try_for_each(|consulted| scene.participant(consulted))?;
    if !scene.reported {
        for due in rules.to_consult(&body.kind, scene.today) {
            ensure(
                body.consulted.contains(due) || has_words(body.waiver.as_ref()),
                "forum-consulted",
                || {
                    format!(
                        "{due} is consulted before a {} is established: name it in consulted, or say in waiver why not",
                        body.kind
                    )
                },
            )?;
        }
        ensure(
            body.review_by.is_some() || !kind.is_some_and(|kind| kind.review_by_required),
            "forum-review-by",
            || format!("a {} says when it is reviewed: give review_by", body.kind),
        )?;
    }
    Ok(Event::ForumEstablished(body))
}

pub(super) fn change_membership(scene: &Scene, body: MembershipChanged) -> Result<Event, Refusal> {
    let forum = forum(scene)?;
    scene.participant(&body.participant)?;
    if let Some(decision) = body.decision {
        scene.register.decision(decision).ok_or_else(|| unknown("decision", decision))?;
    }
    if let Some(meeting) = &body.meeting {
        forum.meetings.get(meeting).ok_or_else(|| unknown("meeting", meeting))?;
    }
    if scene.reported {
        return Ok(Event::MembershipChanged(body));
    }
    let active = forum.has(&body.participant, body.role);
    match body.action {
        MembershipAction::Joined => {
            scene.takes_part(&body.participant)?;
            let kind = scene.register.participant(&body.participant).map(|known| known.kind);
            ensure(
                kind != Some(ParticipantKind::Collective) || !body.role.is_voting(),
                "membership-collective",
                || {
                    format!(
                        "{} is a group that no source names singly and never has a seat",
                        body.participant
                    )
                },
            )?;
            ensure(!active, "membership-once", || {
                format!("{} holds that role here already", body.participant)
            })?;
        }
        MembershipAction::Left | MembershipAction::Changed => {
            ensure(active, "membership-active", || {
                format!("{} does not hold that role here", body.participant)
            })?;
        }
    }
    let ends_seat = body.action == MembershipAction::Left && body.role.is_voting();
    let named = body.meeting.as_ref().is_some_and(|meeting| forum.held(meeting).is_some())
        || body.decision.is_some_and(|decision| scene.decision_in_force(decision).is_ok());
    ensure(
        !ends_seat || scene.actor() == &body.participant || named,
        "membership-seat-ended",
        || {
            format!(
                "the seat of {} ends by a meeting that was held or a decision in force: name it",
                body.participant
            )
        },
    )?;
    Ok(Event::MembershipChanged(body))
}

pub(super) fn record_meeting(scene: &Scene, body: MeetingRecorded) -> Result<Event, Refusal> {
    ensure(
        body.status != MeetingStatus::Held || scene.reported || body.date.by(scene.today) != By::No,
        "meeting-held-past",
        || {
            format!(
                "a meeting on {} cannot have been held by {}: record it as announced",
                body.date, scene.today
            )
        },
    )?;
    body.attendance.iter().try_for_each(|row| scene.participant(&row.participant))?;
    body.agenda
        .iter()
        .filter_map(|item| item.about.as_ref())
        .try_for_each(|about| scene.thing(about))?;
    body.minutes_doc.map_or(Ok(()), |document| scene.document(document))?;
    if scene.stream.kind != StreamKind::Forum {
        scene.thing(&scene.stream)?;
        return Ok(Event::MeetingRecorded(body));
    }
    let forum = forum(scene)?;
    if scene.reported {
        return Ok(Event::MeetingRecorded(body));
    }
    let before = forum.meetings.get(&body.id);
    // What only a source tells of a meeting stands in nobody's way.
    let open = |meeting: &MeetingFacts| {
        meeting.recorded.is_none() || meeting.status == MeetingStatus::Announced
    };
    ensure(before.is_none_or(open), "meeting-once", || {
        format!(
            "meeting {} is recorded; its minutes are corrected only by approving corrected ones",
            body.id
        )
    })?;
    let taken =
        forum.meetings.iter().any(|(id, meeting)| id != &body.id && meeting.number == body.number);
    ensure(body.number.is_none() || !taken, "meeting-number", || {
        let next = forum
            .meetings
            .values()
            .filter_map(|meeting| meeting.number)
            .max()
            .unwrap_or(0)
            .saturating_add(1);
        format!("another meeting has that number; the next is {next}")
    })?;
    Ok(Event::MeetingRecorded(body))
}

pub(super) fn approve_minutes(scene: &Scene, body: MinutesApproved) -> Result<Event, Refusal> {
    let forum = forum(scene)?;
    for meeting in [&body.meeting, &body.in_meeting] {
        forum.meetings.get(meeting).ok_or_else(|| unknown("meeting", meeting))?;
        ensure(forum.held(meeting).is_some(), "minutes-held", || {
            format!("meeting {meeting} was not held")
        })?;
    }
    scene.document(body.document)?;
    Ok(Event::MinutesApproved(body))
}
