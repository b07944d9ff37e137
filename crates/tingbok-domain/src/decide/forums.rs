//! Rules of kinds 4, 5, 7 and 51.
use super::{Scene, needs_words};
use crate::{
    edtf::By,
    event::{
        Criterion, Event, ForumEstablished, MeasureKind, MeetingRecorded, MeetingStatus,
        MembershipAction, MembershipChanged, MinutesApproved, ParticipantKind,
    },
    id::{Code, ForumId, ParticipantId, StreamKind},
    refusal::{Refusal, ensure, unknown},
    register::{Forum, MeetingFacts},
    text::{Text, has_words},
};

pub(super) fn forum<'a>(scene: &Scene<'a>) -> Result<&'a Forum, Refusal> {
    let id = ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
    scene.register.forum(&id).ok_or_else(|| unknown("forum", id))
}

/// The forum that the stream names, not ended.
pub(super) fn open_forum<'a>(scene: &Scene<'a>) -> Result<&'a Forum, Refusal> {
    let id = ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
    scene.open_forum(&id)
}

/// Whom the rule data names today was consulted, or it is said why not.
pub(super) fn consulted(
    scene: &Scene,
    kind: &Code,
    named: &[ParticipantId],
    waiver: Option<&Text>,
    rule: &'static str,
) -> Result<(), Refusal> {
    for due in scene.register.rules().to_consult(kind, scene.today) {
        ensure(named.contains(due) || has_words(waiver), rule, || {
            format!(
                "{due} is consulted before a {kind} begins or ends: name it in consulted, or say in waiver why not"
            )
        })?;
    }
    Ok(())
}

/// Each point is one that forums of the kind are held against.
pub(super) fn fits_checklist(
    scene: &Scene,
    kind: &Code,
    criteria: &[Criterion],
) -> Result<(), Refusal> {
    let rules = scene.register.rules().forum_kinds.get(kind);
    let Some(points) = rules.map(|rules| &rules.checklist) else { return Ok(()) };
    let unknown = criteria.iter().find(|criterion| !points.contains(&criterion.point));
    ensure(points.is_empty() || unknown.is_none(), "forum-criteria", || {
        let known: Vec<_> = points.iter().map(ToString::to_string).collect();
        let point = unknown.map(|criterion| criterion.point.to_string()).unwrap_or_default();
        format!("the guidelines for a {kind} have no point {point}; they have {}", known.join(", "))
    })
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
    if let Some(parent) = &body.parent {
        scene.open_forum(parent)?;
    }
    for other in &body.predecessors {
        scene.register.forum(other).ok_or_else(|| unknown("forum", other))?;
    }
    body.consulted.iter().try_for_each(|consulted| scene.participant(consulted))?;
    fits_checklist(scene, &body.kind, &body.criteria)?;
    if !scene.reported {
        consulted(scene, &body.kind, &body.consulted, body.waiver.as_ref(), "forum-consulted")?;
        ensure(
            body.review_by.is_some() || !kind.is_some_and(|rules| rules.review_by_required),
            "forum-review-by",
            || format!("a {} says when it is reviewed: give review_by", body.kind),
        )?;
    }
    Ok(Event::ForumEstablished(body))
}

pub(super) fn change_membership(scene: &Scene, body: MembershipChanged) -> Result<Event, Refusal> {
    let forum = open_forum(scene)?;
    let id = ForumId::try_from(&scene.stream).map_err(|_| unknown("forum", &scene.stream))?;
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
        || body.decision.and_then(|decision| scene.register.decision(decision)).is_some_and(|by| {
            let of = by.forum.as_ref();
            by.in_force.is_some() && of.is_some_and(|of| scene.register.belongs_under(&id, of))
        });
    ensure(
        !ends_seat || scene.actor() == &body.participant || named,
        "membership-seat-ended",
        || {
            format!(
                "the seat of {} ends by a meeting of the forum that was held, or by a decision in force of the forum or one it belongs under: name it",
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
        let programme = super::measures::measure(scene)?.kind == MeasureKind::Programme;
        ensure(programme, "meeting-programme", || {
            "only a forum and a programme have meetings".to_owned()
        })?;
        return Ok(Event::MeetingRecorded(body));
    }
    let forum = open_forum(scene)?;
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
    ensure(body.meeting != body.in_meeting, "minutes-other", || {
        "a later meeting approves the minutes: give it in in_meeting".to_owned()
    })?;
    scene.document(body.document)?;
    Ok(Event::MinutesApproved(body))
}
