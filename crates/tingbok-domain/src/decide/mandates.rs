//! Rules of kinds 12 and 13.
use super::Scene;
use crate::{
    event::{DraftNumber, Event, MandateAdopted, MandateKind, MandateTextSubmitted, TextStatus},
    hash::TextHash,
    id::{MandateId, StreamId, StreamKind},
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
    if let Some(decision) = body.decision {
        scene.decision_in_force(decision)?;
    }
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
