//! Corrections: they concern every object that the corrected entry concerns.
use super::Views;
use std::collections::BTreeSet;
use tingbok_domain::{Event, EventKind, Recorded, StreamId};

/// Reported entries of these kinds are corrected by a later reported one that names them as its cause.
const CORRECTED_BY_CAUSE: [EventKind; 4] = [
    EventKind::SubstituteDesignated,
    EventKind::ForumEstablished,
    EventKind::MembershipChanged,
    EventKind::DecisionReported,
];

impl Views {
    /// Adds what the corrected entry concerns; true when the entry corrects another.
    pub(super) fn corrected(&mut self, recorded: &Recorded, to: &mut BTreeSet<StreamId>) -> bool {
        let entry = &recorded.entry;
        if let Event::EventAmended(body) = &entry.event {
            self.correct(body.target, recorded.position, to);
            return true;
        }
        if !entry.is_reported() || !CORRECTED_BY_CAUSE.contains(&entry.kind()) {
            return false;
        }
        let cause = entry.particulars.causation;
        let target = cause.and_then(|cause| self.correctable.get(&cause)).copied();
        self.correctable.insert(entry.id, recorded.position);
        let of_kind = |target: &u64| self.fact(*target).is_some_and(|f| f.kind == entry.kind());
        let Some(target) = target.filter(of_kind) else { return false };
        self.correct(target, recorded.position, to);
        true
    }

    /// Goes through every object; a correction is rare.
    fn correct(&mut self, target: u64, by: u64, to: &mut BTreeSet<StreamId>) {
        self.corrections.entry(target).or_default().push(by);
        let linked = self.numbers.iter().filter(|(_, n)| self.links.contains(&(**n, target)));
        to.extend(linked.map(|(stream, _)| stream.clone()));
    }
}
