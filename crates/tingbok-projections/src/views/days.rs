//! When what concerns an object happened: the index that tells, without reading an entry, whether its summary of
//! now is right for a time in the past as well.
use crate::{AsOf, Fact};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{EventKind, Evidence, Recorded, StreamKind};

/// Over the entries that an object's summary is made of. 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(super) struct Days {
    /// By when at the earliest something of it had surely happened; absent when nothing of its own is dated.
    born: Option<NaiveDate>,
    /// By when all that is dated had surely happened.
    last: Option<NaiveDate>,
    /// The same, of what was witnessed: witnessed entries never overtake each other.
    witnessed_until: Option<NaiveDate>,
    /// Something has no last possible day: it never counts on a day asked for.
    undated: bool,
    /// Something was recorded later than what it came before.
    disordered: bool,
    /// Something is corrected: only the entries tell what holds.
    mended: bool,
}

impl Days {
    /// Takes in an entry that concerns the object, in the order of the log; `own` on its own stream.
    pub(super) fn take(&mut self, recorded: &Recorded, own: bool) {
        let particulars = &recorded.entry.particulars;
        let Some(day) = particulars.occurred.range().latest else {
            self.undated = true;
            return;
        };
        if own {
            self.born = Some(self.born.map_or(day, |born| born.min(day)));
        }
        let mut stands = Some(day);
        if particulars.evidence == Evidence::Witnessed {
            self.witnessed_until = self.witnessed_until.max(stands);
            stands = self.witnessed_until;
        }
        self.disordered |= stands < self.last;
        self.last = self.last.max(stands);
    }

    /// Takes in an entry that stands earlier in the log than those taken in before.
    pub(super) fn take_late(&mut self, fact: &Fact) {
        self.disordered = true;
        let day = fact.occurred.range().latest;
        self.undated |= day.is_none();
        self.last = self.last.max(day);
    }

    /// Something of it is corrected.
    pub(super) fn mend(&mut self) {
        self.mended = true;
    }

    pub(super) fn is_mended(self) -> bool {
        self.mended
    }

    /// True when nothing of the object had surely happened by the day asked for.
    pub(super) fn is_before(self, when: &AsOf) -> bool {
        !self.mended && when.as_of.is_some_and(|day| self.born.is_none_or(|born| day < born))
    }

    /// True when all that concerns the object counts on the day asked for, in the order of the log.
    pub(super) fn is_behind(self, when: &AsOf) -> bool {
        let dated = !self.undated && !self.disordered;
        !self.mended
            && when.as_of.is_none_or(|day| dated && self.last.is_none_or(|last| last <= day))
    }
}

/// True when an entry of that kind can change the summary of an object of that kind, on whose stream or timeline
/// it stands.
pub(super) fn shapes(object: StreamKind, event: EventKind) -> bool {
    event.streams().contains(&object) || from_elsewhere(object).contains(&event)
}

/// Kinds that change an object's summary from another stream.
const fn from_elsewhere(object: StreamKind) -> &'static [EventKind] {
    match object {
        StreamKind::Forum => &[
            EventKind::DecisionProposed,
            EventKind::DecisionReported,
            EventKind::ProposalRevised,
            EventKind::RoundOpened,
            EventKind::RoundClosed,
            EventKind::DecisionWithdrawn,
            EventKind::DecisionReturned,
            EventKind::DecisionSuperseded,
            EventKind::ParticipantSucceeded,
        ],
        StreamKind::Participant => &[
            EventKind::MembershipChanged,
            EventKind::RoundOpened,
            EventKind::RoundClosed,
            EventKind::ProposalRevised,
            EventKind::DecisionWithdrawn,
        ],
        StreamKind::Strategy => &[EventKind::MeasureRegistered, EventKind::ParticipantSucceeded],
        StreamKind::Measure
        | StreamKind::Decision
        | StreamKind::Document
        | StreamKind::Evaluation
        | StreamKind::Assignment => &[EventKind::ParticipantSucceeded],
        StreamKind::Mandate | StreamKind::Ledger => &[],
    }
}
