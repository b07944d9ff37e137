//! Participants, and what moves when one carries another on.
use super::Step;
use crate::{
    decision::Counts,
    recommendation::hands_over,
    views::{ParticipantSummary, Views},
};
use std::collections::BTreeSet;
use tingbok_domain::{
    ParticipantId, StreamId,
    event::{ParticipantRegistered, ParticipantSucceeded, SuccessionKind},
};

impl Views {
    pub(super) fn found_participant(&mut self, step: &Step<'_>, body: &ParticipantRegistered) {
        let Ok(id) = ParticipantId::try_from(&step.recorded.entry.stream) else { return };
        let summary = ParticipantSummary {
            id: id.clone(),
            kind: body.kind,
            names: body.name.open().filter(|_| step.public).cloned().unwrap_or_default(),
            short: body.short.as_ref().and_then(|short| step.words(short)),
            carried_on_by: Vec::new(),
            forums: 0,
            open_rounds: 0,
            counts: Counts::default(),
            first: step.position(),
        };
        self.participants.entry(id).or_insert(summary);
    }

    /// A witnessed renaming moves seats and open rounds, split and merge end seats and break rounds off.
    pub(super) fn succeed(&mut self, step: &Step<'_>, body: &ParticipantSucceeded) {
        let Ok(old) = ParticipantId::try_from(&step.recorded.entry.stream) else { return };
        if body.kind == SuccessionKind::Transfer {
            return;
        }
        if let Some(summary) = self.participants.get_mut(&old) {
            summary.carried_on_by.extend(body.successors.iter().cloned());
        }
        if !hands_over(body, step.reported()) {
            return;
        }
        self.successors.entry(old.clone()).or_default().extend(body.successors.iter().cloned());
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        let held = self.seats.iter().filter(|((_, participant, _), _)| participant == &old);
        let held: Vec<_> = held.map(|(key, reported)| (key.clone(), *reported)).collect();
        for ((forum, _, role), reported) in held {
            self.seats.remove(&(forum.clone(), old.clone(), role));
            if let Some(new) = renamed {
                let joined =
                    self.seats.entry((forum.clone(), new.clone(), role)).or_insert(reported);
                *joined &= reported;
                self.count_forums(new);
            }
            self.count_members(&forum);
        }
        self.count_forums(&old);
        self.move_open_rounds(step, &old, renamed);
        if let Some(new) = renamed {
            self.rename_holder(&StreamId::from(&old), &StreamId::from(new));
        }
        self.settle_duties();
    }

    /// True when `today` is `named`, or carries it on.
    pub(in crate::views) fn carries_on(
        &self,
        today: &ParticipantId,
        named: &ParticipantId,
    ) -> bool {
        today == named || self.carried_on_by(named).contains(today)
    }

    /// All that carry `named` on, one after the other.
    pub(in crate::views) fn carried_on_by(&self, named: &ParticipantId) -> BTreeSet<ParticipantId> {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![named];
        while let Some(next) = waiting.pop() {
            for successor in self.successors.get(next).into_iter().flatten() {
                if seen.insert(successor.clone()) {
                    waiting.push(successor);
                }
            }
        }
        seen
    }
}
