//! Who carries whom on, as far as the entries of one object say.
use crate::select::Pick;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    Event, ParticipantId,
    event::{ParticipantSucceeded, SuccessionKind},
};

/// Successors of each organisation. What a source tells of a succession hands nothing over here, and a transfer
/// of tasks ends nothing.
#[derive(Default)]
pub(crate) struct Carried(BTreeMap<ParticipantId, BTreeSet<ParticipantId>>);

impl Carried {
    pub(crate) fn take(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        if let Event::ParticipantSucceeded(body) = &entry.event
            && let Ok(old) = ParticipantId::try_from(&entry.stream)
            && hands_over(body, pick.is_reported())
        {
            self.0.entry(old).or_default().extend(body.successors.iter().cloned());
        }
    }

    /// True when `today` is `named`, or carries it on.
    pub(crate) fn carries_on(&self, today: &ParticipantId, named: &ParticipantId) -> bool {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![named]);
        while let Some(next) = waiting.pop() {
            if next == today {
                return true;
            }
            if seen.insert(next) {
                waiting.extend(self.0.get(next).into_iter().flatten());
            }
        }
        false
    }
}

/// True when seats, rights and duties go over to the successors.
pub(crate) fn hands_over(body: &ParticipantSucceeded, reported: bool) -> bool {
    !reported && body.kind != SuccessionKind::Transfer
}
