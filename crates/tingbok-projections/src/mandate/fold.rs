//! The fold over a mandate's entries.
use super::{MandateDraft, MandateState, MandateVersion, Repeal};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    select::{Pick, select, yields},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, MandateId, Recorded, StreamId,
    event::{MandateAdopted, MandateKind, MandateRepealed, MandateTextSubmitted},
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
        } else if let Event::MandateRepealed(body) = event
            && let Some(state) = &mut state
        {
            repeal(state, pick, body);
            state.last = Some(pick.origin());
        } else if let Event::AnchoringRecorded(body) = event {
            anchoring.push(Anchoring::of(pick, body));
        }
    }
    let mut state = state?;
    settle(&mut state, when.day(today));
    state.anchoring = anchoring;
    state.aside = aside;
    Some(state)
}

/// What is in force on `day`, and what only a source tells of beyond that.
fn settle(state: &mut MandateState, day: NaiveDate) {
    let adopted = latest(&state.versions, day, false);
    state.in_force = adopted.filter(|version| !version.is_repealed()).map(|v| v.version);
    let adopted_here =
        |number: u32| state.versions.iter().any(|v| v.version == number && !v.reported);
    let told = latest(&state.versions, day, true).filter(|told| {
        !told.is_repealed()
            && !adopted_here(told.version)
            && adopted.is_none_or(|adopted| adopted.version < told.version)
    });
    state.latest_reported = told.map(|told| told.version);
}

/// The highest version begun by `day`; of several entries on one number, the last.
fn latest(versions: &[MandateVersion], day: NaiveDate, reported: bool) -> Option<&MandateVersion> {
    let begun = versions.iter().filter(|v| v.effective_from.is_none_or(|from| from <= day));
    begun.filter(|v| v.reported == reported).max_by_key(|v| v.version)
}

/// A repeal stands on every entry of the version; one told by a source never takes the place of one recorded here.
fn repeal(state: &mut MandateState, pick: &Pick<'_>, body: &MandateRepealed) {
    let of_number = state.versions.iter_mut().filter(|v| v.version == body.version);
    for version in of_number {
        if version.repealed.as_ref().is_some_and(|held| yields(pick, &held.origin)) {
            continue;
        }
        version.repealed = Some(Repeal {
            reason: pick.words(&body.reason),
            replaced_by: body.replaced_by.clone(),
            decision: body.decision,
            origin: pick.origin(),
        });
    }
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
        repealed: None,
        origin: pick.origin(),
    });
}
