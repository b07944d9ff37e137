//! Rules of kinds 26, 28 and 29 (domain model, consensus machine).
use super::{Scene, decisions::decision, needs_words};
use crate::{
    command::{CloseRound, OpenRound},
    consensus,
    dates::working_days_between,
    envelope::Role,
    event::{DeadlineExtended, Event, Matter, Method, RoundClosed, RoundOpened, Stated},
    id::{DecisionId, ForumId},
    refusal::{Refusal, ensure, unknown},
    register::{Decision, Forum, Procedure, Revision, Round},
    rule_data::Rounds,
    text::has_words,
};
use std::collections::BTreeMap;

fn deciding<'a>(
    scene: &Scene<'a>,
    decision: &'a Decision,
) -> Result<(&'a ForumId, &'a Forum), Refusal> {
    let id = decision.forum.as_ref().ok_or_else(|| unknown("forum of", &scene.stream))?;
    Ok((id, scene.register.forum(id).ok_or_else(|| unknown("forum", id))?))
}

pub(super) fn open(scene: &Scene, body: OpenRound) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    let (forum_id, forum) = deciding(scene, decision)?;
    scene.open_forum(forum_id)?;
    may_open(id, decision, &body)?;
    let text = decision.text_of(body.revision).ok_or_else(|| unknown("revision", body.revision))?;
    ensure(scene.context.text_leaf == Some(text.leaf), "round-text", || {
        format!(
            "the digest is not that of revision {}: read the text again and send its digest",
            body.revision
        )
    })?;
    let (rules, _) = scene.register.rounds_of(forum_id);
    can_be_basis(scene, &body)?;
    match body.method {
        Method::Consensus => {
            ensure(body.deadline.is_some(), "round-deadline", || {
                "a round has a deadline: give deadline".to_owned()
            })?;
            needs_basis(decision, rules, &body)?;
        }
        Method::Silence => may_be_silent(scene, decision, rules, &body)?,
        Method::Declared => {
            needs_basis(decision, rules, &body)?;
            was_declared(scene, forum, text, &body)?;
        }
    }
    ensure(
        body.deadline.is_none_or(|deadline| deadline >= scene.today),
        "round-deadline-future",
        || format!("the deadline has passed; today is {}", scene.today),
    )?;
    let electorate: Vec<_> = forum.electorate().into_iter().collect();
    ensure(!electorate.is_empty(), "round-electorate", || {
        format!(
            "nobody has a seat in {forum_id}: record its members first (what a source reports gives no seat)"
        )
    })?;
    Ok(Event::RoundOpened(RoundOpened {
        round: decision.rounds + 1,
        revision: body.revision,
        method: body.method,
        meeting: body.meeting,
        notified_by: body.notified_by,
        deadline: body.deadline,
        basis_docs: body.basis_docs,
        waiver: body.waiver,
        reopen_reason: body.reopen_reason,
        electorate,
        text_leaf: text.leaf,
        quorum: rules.quorum,
        rule_version: scene.register.rule_version(forum_id),
    }))
}

fn may_open(id: DecisionId, decision: &Decision, body: &OpenRound) -> Result<(), Refusal> {
    ensure(
        matches!(decision.procedure, Procedure::Draft | Procedure::Idle(_)),
        "round-procedure",
        || {
            format!(
                "decision {id} has an open round, or is withdrawn or referred: no round can be opened now"
            )
        },
    )?;
    ensure(!decision.superseded, "decision-superseded", || {
        format!("decision {id} has been replaced as a whole and takes no further round")
    })?;
    ensure(body.revision == decision.revision(), "round-newest-text", || {
        format!("the newest text is revision {}, not {}", decision.revision(), body.revision)
    })?;
    ensure(
        decision.in_force.is_none_or(|now| now.revision != body.revision),
        "round-in-force",
        || {
            format!(
                "revision {} is in force already: revise the text, or propose a decision that supersedes it",
                body.revision
            )
        },
    )?;
    ensure(
        decision.rounds == 0 || has_words(body.reopen_reason.as_ref()),
        "round-reopen-reason",
        || {
            "there was a round before: say in reopen_reason why the matter is taken up again"
                .to_owned()
        },
    )?;
    ensure(!decision.must_discuss || body.method == Method::Consensus, "round-discussion", || {
        "somebody asked for a discussion: the next round is by consensus".to_owned()
    })?;
    let declared = body.method == Method::Declared;
    ensure(
        declared == body.meeting.is_some() && !(declared && body.deadline.is_some()),
        "round-meeting",
        || {
            "a declared round names its meeting and has no deadline; any other has no meeting"
                .to_owned()
        },
    )
}

/// What is named as a basis must be one, also where none is needed.
fn can_be_basis(scene: &Scene, body: &OpenRound) -> Result<(), Refusal> {
    for document in &body.basis_docs {
        let known =
            scene.register.document(*document).ok_or_else(|| unknown("document", document))?;
        ensure(
            !scene.register.rules().refused_basis_kinds.contains(&known.kind),
            "round-basis-kind",
            || format!("document {document} is a {}, which is never a basis here", known.kind),
        )?;
    }
    Ok(())
}

fn needs_basis(decision: &Decision, rules: &Rounds, body: &OpenRound) -> Result<(), Refusal> {
    let there = !body.basis_docs.is_empty() && decision.anchored;
    ensure(!rules.basis_required || there || has_words(body.waiver.as_ref()), "round-basis", || {
        "a basis is filed and anchoring recorded before the round: name basis_docs and record anchoring, or say in waiver why not".to_owned()
    })
}

fn may_be_silent(
    scene: &Scene,
    decision: &Decision,
    rules: &Rounds,
    body: &OpenRound,
) -> Result<(), Refusal> {
    ensure(
        decision.matter == Matter::General || rules.silence_for.contains(&decision.matter),
        "silence-matter",
        || {
            "a matter of budget, personnel or mandate is not settled in a written procedure here: hold a round by consensus".to_owned()
        },
    )?;
    let deadline = body.deadline.unwrap_or(scene.today);
    let days = working_days_between(scene.today, deadline, &scene.register.rules().holidays);
    ensure(
        body.deadline.is_some() && days >= rules.silence_min_working_days,
        "silence-deadline",
        || {
            format!(
                "a written procedure gives at least {} working days; from {} to {deadline} there are {days}",
                rules.silence_min_working_days, scene.today
            )
        },
    )
}

fn was_declared(
    scene: &Scene,
    forum: &Forum,
    text: &Revision,
    body: &OpenRound,
) -> Result<(), Refusal> {
    let Some(id) = &body.meeting else { return Err(unknown("meeting", "")) };
    let meeting = forum.meetings.get(id).ok_or_else(|| unknown("meeting", id))?;
    ensure(forum.held(id).is_some() && !meeting.attendance.is_empty(), "declared-meeting", || {
        format!("meeting {id} must have been held, with its attendance on record")
    })?;
    ensure(meeting.stated.get(&scene.stream) == Some(&Stated::Agreed), "declared-stated", || {
        format!(
            "the meeting's agenda needs an item for decision that refers to {} and is stated agreed",
            scene.stream
        )
    })?;
    ensure(meeting.knew(text), "declared-text", || {
        format!(
            "meeting {id} was recorded before revision {} was there, so it agreed to another text: record a meeting on this one",
            body.revision
        )
    })
}

fn open_round<'a>(
    scene: &Scene<'a>,
    round: u32,
) -> Result<(DecisionId, &'a Decision, &'a Round), Refusal> {
    let (id, decision) = decision(scene)?;
    let open = decision.open_round().filter(|open| open.number == round);
    ensure(open.is_some(), "round-open", || format!("round {round} of decision {id} is not open"))?;
    open.map(|open| (id, decision, open)).ok_or_else(|| unknown("round", round))
}

pub(super) fn extend(scene: &Scene, body: DeadlineExtended) -> Result<Event, Refusal> {
    let (_, _, round) = open_round(scene, body.round)?;
    ensure(
        scene.context.actor.role != Role::Member || scene.actor() == &body.requested_by,
        "deadline-own",
        || "a member asks for itself: requested_by is its own".to_owned(),
    )?;
    ensure(round.electorate.contains(&body.requested_by), "deadline-elector", || {
        format!("{} does not answer in this round", body.requested_by)
    })?;
    ensure(
        round.deadline.is_some() && round.takes_answers_on(scene.today),
        "deadline-running",
        || {
            "the deadline has passed, or the round has none; close the round and open a new one"
                .to_owned()
        },
    )?;
    ensure(round.deadline.is_some_and(|old| body.new_deadline > old), "deadline-later", || {
        "the new deadline is later than the one it moves".to_owned()
    })?;
    ensure(!round.extended_by.contains(&body.requested_by), "deadline-once", || {
        format!("{} has had the deadline of this round moved once", body.requested_by)
    })?;
    needs_words(Some(&body.reason), "deadline-reason", "say why more time is needed: give reason")?;
    Ok(Event::DeadlineExtended(body))
}

/// Outcome and tally are computed; nothing that is sent can change them.
pub(super) fn close(scene: &Scene, body: CloseRound) -> Result<Event, Refusal> {
    let (_, decision, round) = open_round(scene, body.round)?;
    let (_, forum) = deciding(scene, decision)?;
    let member = scene.context.actor.role == Role::Member;
    ensure(!member || round.electorate.contains(scene.actor()), "close-elector", || {
        format!(
            "{} does not answer in this round: an elector, the chair or the secretariat closes it",
            scene.actor()
        )
    })?;
    let over = round.method == Method::Declared || !round.takes_answers_on(scene.today);
    ensure(over || round.all_answered(), "close-early", || {
        let deadline = round.deadline.map(|day| day.to_string()).unwrap_or_default();
        format!(
            "the round runs to the end of {deadline}: it closes earlier only when every elector has answered"
        )
    })?;
    ensure(over || !member, "close-after-deadline", || {
        "before the deadline the chair or the secretariat closes; an elector may after it"
            .to_owned()
    })?;
    let none = BTreeMap::new();
    let attendance = round.meeting.as_ref().and_then(|meeting| forum.meetings.get(meeting));
    let attendance = attendance.map_or(&none, |meeting| &meeting.attendance);
    let (outcome, tally) = consensus::tally(round, attendance, decision.proposer.as_ref());
    Ok(Event::RoundClosed(RoundClosed {
        round: round.number,
        outcome,
        tally,
        rule_version: round.rule_version,
        archive_ref: body.archive_ref,
    }))
}
