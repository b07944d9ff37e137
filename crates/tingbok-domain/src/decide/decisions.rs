//! Rules of kinds 24, 25, 30, 31, 32, 34 and 52: a decision outside its rounds.
use super::{Scene, needs_words};
use crate::{
    envelope::Role,
    event::{
        AnchoringRecorded, DecisionProposed, DecisionReported, DecisionReturned,
        DecisionSuperseded, DecisionWithdrawn, Documented, Event, Extent, GovernanceFunction,
        ProposalRevised,
    },
    hash::TextHash,
    id::{DecisionId, MeasureId, StreamId},
    refusal::{Refusal, ensure, unknown},
    register::{Decision, Procedure},
    text::Text,
};

/// The decision that the stream names; one that a source tells of takes no part in any procedure here.
pub(super) fn decision<'a>(scene: &Scene<'a>) -> Result<(DecisionId, &'a Decision), Refusal> {
    let id = DecisionId::try_from(&scene.stream).map_err(|_| unknown("decision", &scene.stream))?;
    let decision = scene.register.decision(id).ok_or_else(|| unknown("decision", id))?;
    ensure(!decision.reported, "decision-reported-apart", || {
        format!(
            "decision {id} is told by a source and has no procedure here: propose a decision of its own"
        )
    })?;
    Ok((id, decision))
}

/// The digest of the text; one that the sender names must be its own.
fn digest(text: &Text, named: Option<&Text<TextHash>>) -> Result<Option<Text<TextHash>>, Refusal> {
    let digest = text.open().map(|words| TextHash::of(words));
    let named = named.and_then(Text::open).copied();
    ensure(named.is_none() || named == digest, "text-digest", || {
        "the digest given is not that of the text: leave it out, or send the text that it was made of".to_owned()
    })?;
    Ok(digest.map(Text::Open))
}

/// A member proposes and revises for itself, with a seat in the forum.
fn seat(scene: &Scene, forum: &crate::id::ForumId) -> Result<(), Refusal> {
    let known = scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    let recorder = scene.context.actor.role != Role::Member;
    ensure(recorder || known.seats(scene.actor()), "proposal-by-member", || {
        format!("{} has no seat in {forum}: a member or the secretariat proposes", scene.actor())
    })
}

pub(super) fn propose(scene: &Scene, mut body: DecisionProposed) -> Result<Event, Refusal> {
    ensure(!scene.exists(), "decision-unique", || {
        format!("{} is there already; leave the number out and the next one is given", scene.stream)
    })?;
    scene.next_number()?;
    scene.open_forum(&body.forum)?;
    seat(scene, &body.forum)?;
    scene.takes_part(scene.actor())?;
    needs_words(Some(&body.title), "decision-title", "a decision has a title: give title")?;
    needs_words(
        Some(&body.text),
        "decision-text",
        "a decision has a text that can be agreed to: give text",
    )?;
    body.topic_refs.iter().try_for_each(|topic| scene.thing(topic))?;
    body.topic_refs.iter().try_for_each(|topic| decides_on(scene, topic))?;
    body.sha256 = digest(&body.text, body.sha256.as_ref())?;
    Ok(Event::DecisionProposed(body))
}

/// A measure in which the forums are only told, or that does not follow the model, is not decided on here.
fn decides_on(scene: &Scene, topic: &StreamId) -> Result<(), Refusal> {
    let measure = MeasureId::try_from(topic).ok().and_then(|id| scene.register.measure(&id));
    let function = measure.and_then(|measure| measure.function);
    let elsewhere =
        matches!(function, Some(GovernanceFunction::Inform | GovernanceFunction::OutsideModel));
    ensure(!elsewhere, "decision-topic-function", || {
        format!(
            "{topic} is decided on elsewhere: in it the forums are only told. Set its function anew first"
        )
    })
}

pub(super) fn revise(scene: &Scene, mut body: ProposalRevised) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    let forum = decision.forum.as_ref().ok_or_else(|| unknown("forum of decision", id))?;
    scene.open_forum(forum)?;
    seat(scene, forum)?;
    let own = decision.proposer.as_ref() == Some(scene.actor());
    ensure(own || scene.context.actor.role != Role::Member, "revision-own", || {
        "a member revises its own proposal; ask the proposer or the secretariat".to_owned()
    })?;
    ensure(
        !matches!(decision.procedure, Procedure::Withdrawn | Procedure::Referred),
        "revision-live",
        || {
            format!(
                "decision {id} is withdrawn or referred and its text is not changed: return it first, or propose another that supersedes it"
            )
        },
    )?;
    ensure(!decision.superseded, "decision-superseded", || {
        format!(
            "decision {id} has been replaced as a whole: propose a change to the one that took its place"
        )
    })?;
    ensure(body.revision == decision.revision() + 1, "revision-next", || {
        format!("the next revision is {}, not {}", decision.revision() + 1, body.revision)
    })?;
    needs_words(
        Some(&body.text),
        "decision-text",
        "a revision has a text that can be agreed to: give text",
    )?;
    needs_words(Some(&body.reason), "revision-reason", "a revision says why: give reason")?;
    body.sha256 = digest(&body.text, body.sha256.as_ref())?;
    Ok(Event::ProposalRevised(body))
}

pub(super) fn withdraw(scene: &Scene, body: DecisionWithdrawn) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    ensure(
        matches!(decision.procedure, Procedure::Draft | Procedure::Open(_) | Procedure::Idle(_)),
        "withdrawal-live",
        || format!("decision {id} is withdrawn or referred already"),
    )?;
    needs_words(Some(&body.reason), "withdrawal-reason", "say why: give reason")?;
    Ok(Event::DecisionWithdrawn(body))
}

pub(super) fn take_back(scene: &Scene, body: DecisionReturned) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    ensure(decision.procedure == Procedure::Referred, "return-referred", || {
        format!(
            "decision {id} was not referred to political clarification, so it cannot return from it"
        )
    })?;
    scene.document(body.result_ref)?;
    Ok(Event::DecisionReturned(body))
}

pub(super) fn supersede(scene: &Scene, body: DecisionSuperseded) -> Result<Event, Refusal> {
    let (id, decision) = decision(scene)?;
    ensure(body.by != id, "supersede-other", || "a decision cannot take its own place".to_owned())?;
    scene.decision_in_force(body.by)?;
    let by = scene.register.decision(body.by).ok_or_else(|| unknown("decision", body.by))?;
    let handover = decision.forum.as_ref().and_then(|forum| scene.register.forum(forum));
    let handover = handover.and_then(|forum| forum.closed.as_ref());
    let heir = by.forum.as_ref().is_some_and(|by| handover.is_some_and(|heirs| heirs.contains(by)));
    ensure(by.forum == decision.forum || heir, "supersede-forum", || {
        format!(
            "decision {} is of another forum: only the forum that decided, or one that took its matters over, can replace it",
            body.by
        )
    })?;
    ensure(by.topics.contains(&scene.stream), "supersede-named", || {
        format!(
            "decision {} was not taken about {}: its topic_refs must name what it replaces",
            body.by, scene.stream
        )
    })?;
    ensure(decision.open_round().is_none(), "supersede-no-round", || {
        format!("a round on decision {id} is open: close or withdraw it first")
    })?;
    ensure(!(decision.superseded && body.extent == Extent::Whole), "decision-superseded", || {
        format!("decision {id} has been replaced as a whole already")
    })?;
    Ok(Event::DecisionSuperseded(body))
}

pub(super) fn report(scene: &Scene, body: DecisionReported) -> Result<Event, Refusal> {
    ensure(!scene.exists(), "decision-unique", || {
        format!("{} is there already; leave the number out and the next one is given", scene.stream)
    })?;
    scene.next_number()?;
    if let Some(forum) = &body.forum {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    }
    for participant in body.body.iter().chain(body.positions.iter().map(|row| &row.participant)) {
        scene.participant(participant)?;
    }
    needs_words(Some(&body.title), "decision-title", "a decision has a title: give title")?;
    ensure(
        (body.documented == Documented::None) == body.positions.is_empty(),
        "report-positions",
        || {
            "positions stand only where the source names them: documented none has none, some and all have them".to_owned()
        },
    )?;
    Ok(Event::DecisionReported(body))
}

pub(super) fn anchor(scene: &Scene, body: AnchoringRecorded) -> Result<Event, Refusal> {
    scene.thing(&scene.stream)?;
    ensure(!body.involved.is_empty(), "anchoring-involved", || {
        "anchoring names who was drawn in: give involved".to_owned()
    })?;
    body.involved.iter().try_for_each(|participant| scene.participant(participant))?;
    needs_words(Some(&body.how), "anchoring-how", "anchoring says how: give how")?;
    Ok(Event::AnchoringRecorded(body))
}
