//! Rules of kinds 12 to 14.
use super::{Scene, needs_words};
use crate::{
    event::{
        DraftNumber, Event, MandateAdopted, MandateKind, MandateRepealed, MandateTextSubmitted,
        TextStatus,
    },
    hash::TextHash,
    id::{DecisionId, ForumId, MandateId, StreamId, StreamKind},
    refusal::{Refusal, ensure, unknown},
    register::Mandate,
    text::Text,
};

fn mandate<'a>(scene: &Scene<'a>) -> Option<&'a Mandate> {
    MandateId::try_from(&scene.stream).ok().and_then(|id| scene.register.mandate(&id))
}

/// What both kinds name must be there, and a stream keeps its kind and owner.
fn same_thing(scene: &Scene, kind: MandateKind, owner: &StreamId) -> Result<(), Refusal> {
    ensure(
        matches!(owner.kind, StreamKind::Forum | StreamKind::Participant),
        "mandate-owner",
        || format!("a mandate belongs to a forum or a participant, not to {owner}"),
    )?;
    scene.thing(owner)?;
    if let Ok(forum) = ForumId::try_from(owner) {
        scene.open_forum(&forum)?;
    }
    ensure(
        mandate(scene).is_none_or(|m| m.kind == kind && &m.owner == owner),
        "mandate-same",
        || format!("{} keeps the kind and the owner that it began with", scene.stream),
    )
}

pub(super) fn submit(scene: &Scene, mut body: MandateTextSubmitted) -> Result<Event, Refusal> {
    same_thing(scene, body.kind, &body.owner)?;
    let known = mandate(scene);
    let (latest, next) = known.map_or((0, 0), |m| {
        (m.latest, m.drafts.keys().max().map_or(0, |last| last.saturating_add(1)))
    });
    let drafted = |number: DraftNumber| {
        number.on_version == latest && known.is_some_and(|m| m.drafts.contains_key(&number.draft))
    };
    ensure(body.base.is_none_or(|base| drafted(base) || scene.reported), "mandate-base", || {
        "the draft it builds on is not here: leave base out, or name a draft on the newest version"
            .to_owned()
    })?;
    let sections = body.sections.as_ref().and_then(Text::open);
    let has_text = sections.is_some_and(|sections| !sections.is_empty());
    ensure(
        has_text || scene.reported || body.status == TextStatus::Announced,
        "mandate-text",
        || "a draft that is laid forward has a text: give sections".to_owned(),
    )?;
    ensure(
        scene.reported || (body.version.on_version, body.version.draft) == (latest, next),
        "mandate-draft-number",
        || {
            let expected = DraftNumber { on_version: latest, draft: next };
            format!(
                "the next draft here is {expected}, not {}; a text that was laid forward never changes",
                body.version
            )
        },
    )?;
    let digest = sections.filter(|_| has_text).map(|sections| {
        TextHash::of_sections(
            sections.iter().map(|section| (section.key.as_str(), section.text.as_str())),
        )
    });
    let named = body.sha256.as_ref().and_then(Text::open).copied();
    ensure(named.is_none() || named == digest, "text-digest", || {
        "the digest given is not that of the text: leave it out, or send the text that it was made of".to_owned()
    })?;
    body.sha256 = digest.map(Text::Open);
    Ok(Event::MandateTextSubmitted(body))
}

pub(super) fn adopt(scene: &Scene, body: MandateAdopted) -> Result<Event, Refusal> {
    same_thing(scene, body.kind, &body.owner)?;
    body.decision.map_or(Ok(()), |decision| decided(scene, &body.owner, decision))?;
    if scene.reported {
        return Ok(Event::MandateAdopted(body));
    }
    let known = mandate(scene).ok_or_else(|| unknown("mandate", &scene.stream))?;
    // A source may tell of any number, so there need not be a next one.
    ensure(known.latest.checked_add(1) == Some(body.version), "mandate-version", || {
        format!("the next version here is {}, not {}", u64::from(known.latest) + 1, body.version)
    })?;
    let laid_forward = body.from_draft.is_some_and(|draft| {
        draft.on_version == known.latest && known.drafts.get(&draft.draft).copied().unwrap_or(false)
    });
    ensure(laid_forward, "mandate-from-draft", || {
        "a version is adopted from a draft that was laid forward here, on the version before it: name it in from_draft".to_owned()
    })?;
    Ok(Event::MandateAdopted(body))
}

/// A decision that a mandate rests on is in force, and of the forum that the mandate is for or one it belongs
/// under.
fn decided(scene: &Scene, owner: &StreamId, decision: DecisionId) -> Result<(), Refusal> {
    scene.decision_in_force(decision)?;
    let Ok(owner) = ForumId::try_from(owner) else { return Ok(()) };
    let of = scene.register.decision(decision).and_then(|decision| decision.forum.as_ref());
    ensure(
        scene.reported || of.is_some_and(|of| scene.register.belongs_under(&owner, of)),
        "mandate-decision",
        || {
            format!(
                "decision {decision} is of another forum: {owner}, or a forum it belongs under, decides on its mandate"
            )
        },
    )
}

pub(super) fn repeal(scene: &Scene, body: MandateRepealed) -> Result<Event, Refusal> {
    let known = mandate(scene).ok_or_else(|| unknown("mandate", &scene.stream))?;
    ensure(known.in_force == Some(body.version) || scene.reported, "repeal-in-force", || {
        known.in_force.map_or_else(
            || "no version is in force here, so none can be repealed".to_owned(),
            |version| format!("version {version} is in force, not {}", body.version),
        )
    })?;
    needs_words(Some(&body.reason), "repeal-reason", "say why: give reason")?;
    if let Some(other) = &body.replaced_by {
        scene.register.mandate(other).ok_or_else(|| unknown("mandate", other))?;
        ensure(StreamId::from(other) != scene.stream, "repeal-other", || {
            "a new version of the same mandate is adopted; it repeals nothing".to_owned()
        })?;
    }
    body.decision.map_or(Ok(()), |decision| decided(scene, &known.owner, decision))?;
    Ok(Event::MandateRepealed(body))
}
