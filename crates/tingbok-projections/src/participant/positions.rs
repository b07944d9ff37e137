//! What a participant counted as, round by round. No answer is never agreement, and what is not public yet is
//! not said.
use super::{RoundPosition, RoundStage};
use crate::{
    Origin,
    decision::{Counts, RowStatus, status_of},
    select::Pick,
};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    DecisionId, ParticipantId,
    event::{
        Attestation, ParticipantSucceeded, PositionAttested, PositionTaken, RoundClosed,
        RoundOpened, SuccessionKind, TallyRow,
    },
};

/// The rounds that a participant has, or had, a seat in.
pub(super) struct Positions {
    me: ParticipantId,
    rounds: BTreeMap<(DecisionId, u32), Entry>,
}

struct Entry {
    /// The round without an answer.
    base: RoundPosition,
    /// The latest answer of each elector that entries were given for.
    given: BTreeMap<ParticipantId, RoundPosition>,
    electors: BTreeSet<ParticipantId>,
    closed: Option<Closing>,
}

struct Closing {
    origin: Origin,
    /// The participant's row of the tally.
    row: Option<TallyRow>,
}

impl Positions {
    pub(super) fn new(me: &ParticipantId) -> Self {
        Self { me: me.clone(), rounds: BTreeMap::new() }
    }

    /// Taken in for every elector: a seat of another name may become this participant's by renaming.
    pub(super) fn open(&mut self, pick: &Pick<'_>, decision: DecisionId, body: &RoundOpened) {
        let base = RoundPosition {
            decision,
            round: body.round,
            revision: body.revision,
            opened: pick.recorded.position,
            method: body.method,
            stage: RoundStage::Open,
            status: if pick.public { RowStatus::Waiting } else { RowStatus::NotPublic },
            conditional: false,
            condition: None,
            statement: None,
            reason: None,
            resolves_if: None,
            remark: None,
            contested: false,
            origin: pick.origin(),
        };
        let electors = body.electorate.iter().cloned().collect();
        let entry = Entry { base, given: BTreeMap::new(), electors, closed: None };
        self.rounds.insert((decision, body.round), entry);
    }

    pub(super) fn take(&mut self, pick: &Pick<'_>, decision: DecisionId, body: &PositionTaken) {
        let Some(entry) = self.rounds.get_mut(&(decision, body.round)) else { return };
        let mut position = entry.base.clone();
        if pick.public {
            position.status = RowStatus::from(body.position);
            position.conditional = position.status == RowStatus::Consents && body.conditional;
            position.condition = pick.optional(body.condition.as_ref());
            position.statement = pick.optional(body.statement.as_ref());
            position.reason = pick.optional(body.reason.as_ref());
            position.resolves_if = pick.optional(body.resolves_if.as_ref());
            position.remark = pick.optional(body.remark.as_ref());
            position.origin = pick.origin();
        } else {
            position.status = RowStatus::NotPublic;
        }
        entry.given.insert(body.participant.clone(), position);
    }

    pub(super) fn attest(&mut self, pick: &Pick<'_>, body: &PositionAttested) {
        if body.participant != self.me || !pick.public {
            return;
        }
        let contested = body.response == Attestation::Contested;
        for entry in self.rounds.values_mut() {
            let answer = entry.given.get_mut(&self.me);
            let answer = answer.filter(|answer| answer.origin.position == body.target);
            let closing = entry.closed.as_ref().map(|closing| closing.origin.position);
            if let Some(answer) = answer {
                answer.contested = contested;
            } else if closing == Some(body.target) {
                entry.base.contested = contested;
            }
        }
    }

    pub(super) fn close(&mut self, pick: &Pick<'_>, decision: DecisionId, body: &RoundClosed) {
        let Some(entry) = self.rounds.get_mut(&(decision, body.round)) else { return };
        entry.base.stage = RoundStage::Closed { outcome: body.outcome };
        let row = body.tally.iter().find(|row| row.participant == self.me).cloned();
        entry.closed = Some(Closing { origin: pick.origin(), row });
    }

    /// The text was changed, or the decision withdrawn: what was open is void.
    pub(super) fn interrupt(&mut self, decision: DecisionId) {
        let open = self.rounds.values_mut().filter(|entry| entry.base.stage == RoundStage::Open);
        for entry in open.filter(|entry| entry.base.decision == decision) {
            entry.base.stage = RoundStage::Interrupted;
        }
    }

    /// Rename moves a seat with its answer, split and merge void the round.
    pub(super) fn succeed(
        &mut self,
        pick: &Pick<'_>,
        old: &ParticipantId,
        body: &ParticipantSucceeded,
    ) {
        if pick.is_reported() || body.kind == SuccessionKind::Transfer {
            return;
        }
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        let open = self.rounds.values_mut().filter(|entry| entry.base.stage == RoundStage::Open);
        for entry in open.filter(|entry| entry.electors.contains(old)) {
            let Some(new) = renamed else {
                entry.base.stage = RoundStage::Interrupted;
                continue;
            };
            entry.electors.remove(old);
            entry.electors.insert(new.clone());
            if let Some(answer) = entry.given.remove(old) {
                entry.given.insert(new.clone(), answer);
            }
        }
    }

    /// The round opened last first, with counts over the closed rounds and the number of open ones.
    pub(super) fn finish(self) -> (Vec<RoundPosition>, Counts, u32) {
        let me = self.me;
        let mine = self.rounds.into_values().filter(|entry| entry.electors.contains(&me));
        let mut positions: Vec<RoundPosition> = mine.map(|entry| entry.settle(&me)).collect();
        positions.sort_by_key(|p| std::cmp::Reverse(p.opened));
        let mut counts = Counts::default();
        let mut open = 0_u32;
        for position in &positions {
            match position.stage {
                RoundStage::Closed { .. } => counts.add(position.status, position.conditional),
                RoundStage::Open => open = open.saturating_add(1),
                RoundStage::Interrupted => {}
            }
        }
        (positions, counts, open)
    }
}

impl Entry {
    /// In a closed round the tally says what it counts as, whatever was given before.
    fn settle(mut self, me: &ParticipantId) -> RoundPosition {
        let stage = self.base.stage;
        let contested = self.base.contested;
        let mut position = self.given.remove(me).unwrap_or(self.base);
        position.stage = stage;
        position.contested |= contested;
        let Some(closing) = self.closed else {
            if position.contested {
                position.status = RowStatus::Contested;
                position.conditional = false;
            }
            if stage == RoundStage::Interrupted && position.status == RowStatus::Waiting {
                position.status = RowStatus::BrokenOff;
            }
            return position;
        };
        if let Some(row) = closing.row {
            position.status = status_of(row.counts_as);
            position.conditional = row.conditional;
            if row.event.is_none() {
                position.origin = closing.origin;
            }
        }
        position
    }
}
