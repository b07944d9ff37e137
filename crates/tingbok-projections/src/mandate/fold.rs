//! The fold over a mandate's entries.
use super::{MandateDraft, MandateState, MandateVersion};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, MandateId, Recorded, StreamId,
    event::{MandateAdopted, MandateKind, MandateTextSubmitted},
};

/// A mandate as it stood at the time asked for, from the entries that concern it, in any order. `today` is the
/// day that counts for what is in force when no `as_of` is asked for. `None` when nothing of it was there yet.
pub fn state(
    id: &MandateId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<MandateState> {
    let (picks, aside) = select(events, when, is_public);
    let stream = StreamId::from(id);
    let own = picks.iter().filter(|pick| pick.recorded.entry.stream == stream);
    let mut state: Option<MandateState> = None;
    let mut anchoring = Vec::new();
    for pick in own {
        let event = &pick.recorded.entry.event;
        if let Event::MandateTextSubmitted(body) = event {
            let state = state.get_or_insert_with(|| empty(id, body.kind, &body.owner));
            state.drafts.push(draft(pick, body));
            state.last = Some(pick.origin());
        } else if let Event::MandateAdopted(body) = event {
            let state = state.get_or_insert_with(|| empty(id, body.kind, &body.owner));
            adopt(state, pick, body);
            state.last = Some(pick.origin());
        } else if let Event::AnchoringRecorded(body) = event {
            anchoring.push(Anchoring::of(pick, body));
        }
    }
    let mut state = state?;
    let day = when.as_of.unwrap_or(today);
    state.in_force = latest(&state.versions, day, false);
    let told = latest(&state.versions, day, true);
    state.latest_reported = told.filter(|told| state.in_force.is_none_or(|n| n < *told));
    state.anchoring = anchoring;
    state.aside = aside;
    Some(state)
}

fn latest(versions: &[MandateVersion], day: NaiveDate, reported: bool) -> Option<u32> {
    let begun = versions.iter().filter(|v| v.effective_from.is_none_or(|from| from <= day));
    begun.filter(|v| v.reported == reported).map(|v| v.version).max()
}

fn empty(id: &MandateId, kind: MandateKind, owner: &StreamId) -> MandateState {
    MandateState {
        id: id.clone(),
        kind,
        owner: owner.clone(),
        in_force: None,
        latest_reported: None,
        versions: Vec::new(),
        drafts: Vec::new(),
        anchoring: Vec::new(),
        aside: crate::Aside::default(),
        last: None,
    }
}

fn draft(pick: &Pick<'_>, body: &MandateTextSubmitted) -> MandateDraft {
    let sections = body.sections.as_ref().and_then(|sections| pick.open(sections));
    MandateDraft {
        number: body.version,
        status: body.status,
        lang: pick.lang(),
        text_held: sections.is_some(),
        sections,
        sha256: body.sha256.as_ref().and_then(|hash| pick.open(hash)),
        reason: pick.optional(body.reason.as_ref()),
        base: body.base,
        became: None,
        reported: pick.is_reported(),
        origin: pick.origin(),
    }
}

fn adopt(state: &mut MandateState, pick: &Pick<'_>, body: &MandateAdopted) {
    // The latest entry of a number is its text: an announced draft may be laid forward under the same one.
    let of_number = |draft: &&mut MandateDraft| Some(draft.number) == body.from_draft;
    let draft = state.drafts.iter_mut().rev().find(of_number);
    let (sections, lang, sha256) = match draft {
        Some(draft) => {
            draft.became = Some(body.version);
            (draft.sections.clone(), draft.lang.clone(), draft.sha256)
        }
        None => (None, pick.lang(), None),
    };
    state.kind = body.kind;
    state.owner = body.owner.clone();
    state.versions.push(MandateVersion {
        version: body.version,
        from_draft: body.from_draft,
        effective_from: body.effective_from,
        review_by: body.review_by,
        decision: body.decision,
        described_as: pick.optional(body.described_as.as_ref()),
        sections,
        lang,
        sha256,
        reported: pick.is_reported(),
        origin: pick.origin(),
    });
}
