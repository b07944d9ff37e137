//! Which entries a state is made of, and in which order (domain model, time semantics).
use crate::{
    Aside, Fact, Origin, Words,
    sabotage::{PUBLIC_FIELD, sabotaged},
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;
use tingbok_domain::{
    EntryId, EventKind, Evidence, Recorded, Text, edtf::By, envelope::Timestamp, text::Lang,
};

/// The time a state is asked for. Without any field it is now: everything counts, whatever its date.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct AsOf {
    /// What had surely happened by the end of this day.
    pub as_of: Option<NaiveDate>,
    /// What the ledger knew at this moment: recorded then or before.
    pub known_at: Option<Timestamp>,
    /// The log's first `at` entries; a count of entries, as in a checkpoint's size.
    pub at: Option<u64>,
}

impl AsOf {
    /// True when nothing is filtered.
    pub fn is_now(&self) -> bool {
        *self == Self::default()
    }

    /// True when the ledger held the entry at the time asked for.
    pub fn knew(&self, position: u64, recorded_at: Timestamp) -> bool {
        self.at.is_none_or(|size| position < size)
            && self.known_at.is_none_or(|moment| recorded_at <= moment)
    }
}

/// Says whether everybody may read an entry; for a whole ledger `|r| register.visible_to_all(r)`.
pub type IsPublic<'a> = &'a dyn Fn(&Recorded) -> bool;

/// An entry that a state is made of.
#[derive(Clone, Copy)]
pub(crate) struct Pick<'a> {
    pub(crate) recorded: &'a Recorded,
    /// Whether everybody may read it. If not, its structure counts and its words stay out.
    pub(crate) public: bool,
}

impl Pick<'_> {
    pub(crate) fn origin(&self) -> Origin {
        Origin::of(self.recorded)
    }

    pub(crate) fn is_reported(&self) -> bool {
        self.recorded.entry.is_reported()
    }

    /// A value behind a text field, when everybody may read it.
    pub(crate) fn open<T: Clone>(&self, text: &Text<T>) -> Option<T> {
        text.open().filter(|_| self.public).cloned()
    }

    pub(crate) fn lang(&self) -> Option<Lang> {
        self.recorded.entry.particulars.lang.clone()
    }

    pub(crate) fn words(&self, text: &Text) -> Words {
        Words { words: self.open(text), lang: self.lang() }
    }

    pub(crate) fn optional(&self, text: Option<&Text>) -> Option<Words> {
        text.map(|text| self.words(text))
    }
}

/// The entries that count, in the order they are folded, and those that are listed apart.
///
/// Without `as_of` the order is that of the log. With it, an entry stands where the latest day it can have
/// happened on puts it, but witnessed entries never overtake each other: the rules that they were decided by
/// follow the log.
pub(crate) fn select<'a>(
    events: &'a [Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> (Vec<Pick<'a>>, Aside) {
    let mut known: Vec<&Recorded> =
        events.iter().filter(|r| when.knew(r.position, r.entry.recorded_at)).collect();
    known.sort_by_key(|r| r.position);
    known.dedup_by_key(|r| r.position);
    let corrections = corrections(&known);
    let mut aside = Aside::default();
    let mut chosen: Vec<(Option<NaiveDate>, Pick<'a>)> = Vec::with_capacity(known.len());
    let mut witnessed_until = None;
    for recorded in known {
        let public = is_public(recorded) || sabotaged(PUBLIC_FIELD);
        if is_corrected(recorded, &corrections) {
            aside.corrected.push(Fact::of(recorded));
            continue;
        }
        let occurred = recorded.entry.particulars.occurred;
        match when.as_of.map_or(By::Yes, |day| occurred.by(day)) {
            By::Possibly if public => aside.possibly.push(Fact::of(recorded)),
            By::Undated if public => aside.undated.push(Fact::of(recorded)),
            By::No | By::Possibly | By::Undated => {}
            By::Yes => {
                let mut day = when.as_of.and_then(|_| occurred.range().latest);
                if recorded.entry.particulars.evidence == Evidence::Witnessed {
                    witnessed_until = witnessed_until.max(day);
                    day = witnessed_until;
                }
                chosen.push((day, Pick { recorded, public }));
            }
        }
    }
    // The sort is stable, so that entries of one day keep the order of the log.
    chosen.sort_by_key(|(day, _)| *day);
    (chosen.into_iter().map(|(_, pick)| pick).collect(), aside)
}

/// What a state would leave out at the time asked for; also for an object that was not there by then.
pub fn aside(events: &[Recorded], when: &AsOf, is_public: IsPublic<'_>) -> Aside {
    select(events, when, is_public).1
}

/// Reported entries of these kinds are corrected by a later reported one that names them as its cause.
const CORRECTABLE: [EventKind; 4] = [
    EventKind::SubstituteDesignated,
    EventKind::ForumEstablished,
    EventKind::MembershipChanged,
    EventKind::DecisionReported,
];

fn corrections(known: &[&Recorded]) -> BTreeSet<(EntryId, EventKind)> {
    let reported = known.iter().filter(|r| r.entry.is_reported());
    reported.filter_map(|r| Some((r.entry.particulars.causation?, r.entry.kind()))).collect()
}

fn is_corrected(recorded: &Recorded, corrections: &BTreeSet<(EntryId, EventKind)>) -> bool {
    let kind = recorded.entry.kind();
    recorded.entry.is_reported()
        && CORRECTABLE.contains(&kind)
        && corrections.contains(&(recorded.entry.id, kind))
}
