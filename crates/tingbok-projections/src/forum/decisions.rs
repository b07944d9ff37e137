//! A forum's decisions and mandates in brief, from the entries that concern the forum.
use super::{ForumDecision, OwnedMandate};
use crate::{decision, select::Pick};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    DecisionId, Event, EventKind, ForumId, MandateId, StreamId,
    event::{Extent, MandateKind},
};

/// The decisions that name the forum, newest first.
pub(super) fn decisions(forum: &ForumId, picks: &[Pick<'_>]) -> Vec<ForumDecision> {
    let mut of: BTreeMap<DecisionId, Vec<&Pick<'_>>> = BTreeMap::new();
    let mut ours = BTreeSet::new();
    for pick in picks {
        let entry = &pick.recorded.entry;
        if let Event::ParticipantSucceeded(_) = &entry.event {
            // A split or merged elector breaks its open rounds off.
            for group in of.values_mut() {
                group.push(pick);
            }
        }
        let Ok(id) = DecisionId::try_from(&entry.stream) else { continue };
        if names(forum, &entry.event) {
            ours.insert(id);
        }
        if changes_procedure(entry.kind()) {
            of.entry(id).or_default().push(pick);
        }
    }
    let states = of.into_iter().rev().filter(|(id, _)| ours.contains(id));
    let states = states.filter_map(|(id, picks)| decision::from_picks(id, picks.into_iter()));
    states.map(brief).collect()
}

/// True when a proposal or a report of a decision names the forum.
pub(crate) fn names(forum: &ForumId, event: &Event) -> bool {
    if let Event::DecisionProposed(body) = event {
        &body.forum == forum
    } else if let Event::DecisionReported(body) = event {
        body.forum.as_ref() == Some(forum)
    } else {
        false
    }
}

/// The kinds that a decision shows in brief; single answers are for its own page.
fn changes_procedure(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::DecisionProposed
            | EventKind::DecisionReported
            | EventKind::ProposalRevised
            | EventKind::RoundOpened
            | EventKind::RoundClosed
            | EventKind::DecisionWithdrawn
            | EventKind::DecisionReturned
            | EventKind::DecisionSuperseded
    )
}

fn brief(state: decision::DecisionState) -> ForumDecision {
    let closed = state.rounds.iter().rev().find_map(|round| round.closed.as_ref());
    ForumDecision {
        id: state.id,
        outcome: closed.map(|closed| closed.outcome),
        superseded: extent(&state),
        reported: state.proposed.is_none(),
        title: state.title,
        procedure: state.procedure,
        in_force: state.in_force,
        last: state.last,
    }
}

/// How far others took its place in all.
fn extent(state: &decision::DecisionState) -> Option<Extent> {
    let mut all = state.superseded_by.iter().map(|by| by.extent);
    let last = state.superseded_by.last().map(|by| by.extent);
    all.find(|extent| *extent == Extent::Whole).or(last)
}

/// The mandates that name `owner`, in the order they first did.
#[derive(Default)]
pub(super) struct Mandates(Vec<OwnedMandate>);

impl Mandates {
    pub(super) fn take(&mut self, pick: &Pick<'_>, owner: &StreamId) {
        let entry = &pick.recorded.entry;
        let Ok(id) = MandateId::try_from(&entry.stream) else { return };
        if let Event::MandateTextSubmitted(body) = &entry.event
            && &body.owner == owner
        {
            let mandate = self.of(id, body.kind, pick);
            mandate.draft_under_way |= mandate.version.is_none_or(|n| body.version.on_version >= n);
            mandate.origin = pick.origin();
        } else if let Event::MandateAdopted(body) = &entry.event
            && &body.owner == owner
        {
            let mandate = self.of(id, body.kind, pick);
            if mandate.version.is_none_or(|n| n <= body.version) {
                mandate.version = Some(body.version);
                mandate.reported = pick.is_reported();
                mandate.draft_under_way = false;
                mandate.repealed = false;
            }
            mandate.origin = pick.origin();
        } else if let Event::MandateRepealed(body) = &entry.event
            && let Some(mandate) = self.0.iter_mut().find(|mandate| mandate.id == id)
            && mandate.version == Some(body.version)
            && (mandate.reported || !pick.is_reported())
        {
            // The repeal names no owner; what the mandate's other entries say of it counts.
            mandate.repealed = true;
            mandate.origin = pick.origin();
        }
    }

    fn of(&mut self, id: MandateId, kind: MandateKind, pick: &Pick<'_>) -> &mut OwnedMandate {
        let at = self.0.iter().position(|mandate| mandate.id == id).unwrap_or(self.0.len());
        if at == self.0.len() {
            self.0.push(OwnedMandate {
                id,
                kind,
                version: None,
                reported: pick.is_reported(),
                draft_under_way: false,
                repealed: false,
                origin: pick.origin(),
            });
        }
        #[expect(clippy::indexing_slicing, reason = "found or pushed just above")]
        &mut self.0[at]
    }

    pub(super) fn finish(self) -> Vec<OwnedMandate> {
        self.0
    }
}
