//! Which entries a state is made of, and in which order (domain model, time semantics).
use crate::{
    Aside, Fact, Origin, Words,
    origin::Amendment,
    sabotage::{PUBLIC_FIELD, STRADDLING, sabotaged},
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeSet;
use tingbok_domain::{
    EntryId, EventKind, Evidence, Occurred, Recorded, Text, edtf::By, envelope::Timestamp,
    text::Lang,
};

mod amended;
mod before;

pub use before::{Before, before};

use amended::Amendments;

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
    /// The day that counts for what is in force or late: the day asked for, or else `today`.
    pub(crate) fn day(&self, today: NaiveDate) -> NaiveDate {
        self.as_of.unwrap_or(today)
    }

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
#[derive(Clone)]
pub(crate) struct Pick<'a> {
    pub(crate) recorded: &'a Recorded,
    /// Whether everybody may read it. If not, its structure counts and its words stay out.
    pub(crate) public: bool,
    /// When it happened, as corrected.
    pub(crate) occurred: Occurred,
    /// Corrections known at the time asked for, oldest first.
    amendments: Vec<Amendment>,
}

impl Pick<'_> {
    /// Where what the entry says comes from, as corrected.
    pub(crate) fn origin(&self) -> Origin {
        let mut origin = Origin::of(self.recorded);
        origin.occurred = self.occurred;
        amended::correct_source(&mut origin.source, &self.amendments);
        origin.amendments.clone_from(&self.amendments);
        origin
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
/// follow the log. A correction is no fact of its own: from when the ledger knows it, the corrected entry stands
/// where the right date puts it.
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
    let mut amendments = Amendments::among(&known, is_public);
    let mut aside = Aside::default();
    let mut chosen: Vec<(Option<NaiveDate>, Pick<'a>)> = Vec::with_capacity(known.len());
    let mut witnessed_until = None;
    for recorded in known {
        if recorded.entry.kind() == EventKind::EventAmended {
            continue;
        }
        let public = is_public(recorded) || sabotaged(PUBLIC_FIELD);
        if is_corrected(recorded, &corrections) {
            aside.corrected.push(Fact::of(recorded));
            continue;
        }
        let amendments = amendments.take(recorded, public);
        let occurred = amended::occurred(recorded, &amendments);
        let fact = Fact { occurred, ..Fact::of(recorded) };
        match when.as_of.map_or(By::Yes, |day| occurred.by(day)) {
            By::Possibly if public && !sabotaged(STRADDLING) => aside.possibly.push(fact),
            By::Undated if public => aside.undated.push(fact),
            By::Possibly if !sabotaged(STRADDLING) => {}
            By::No | By::Undated => {}
            By::Yes | By::Possibly => {
                let mut day = when.as_of.and_then(|_| occurred.range().latest);
                if recorded.entry.particulars.evidence == Evidence::Witnessed {
                    witnessed_until = witnessed_until.max(day);
                    day = witnessed_until;
                }
                chosen.push((day, Pick { recorded, public, occurred, amendments }));
            }
        }
    }
    // The sort is stable, so that entries of one day keep the order of the log.
    chosen.sort_by_key(|(day, _)| *day);
    (chosen.into_iter().map(|(_, pick)| pick).collect(), aside)
}

/// True when `pick` never takes the place of what `held` comes from: a source tells the one, the other was
/// recorded here.
pub(crate) fn yields(pick: &Pick<'_>, held: &Origin) -> bool {
    pick.is_reported() && !held.is_reported()
}

/// Adds to a history whose last item is the one that counts: what a source tells goes before what was recorded
/// here.
pub(crate) fn put_last<T>(history: &mut Vec<T>, item: T, origin: impl Fn(&T) -> &Origin) {
    let mut at = history.len();
    if origin(&item).is_reported() {
        let witnessed = history.iter().position(|held| !origin(held).is_reported());
        at = witnessed.unwrap_or(at);
    }
    history.insert(at, item);
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
