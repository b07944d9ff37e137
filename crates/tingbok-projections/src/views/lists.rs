//! Lists, in pages. Each reads a range of an ordered map and stops at its limit.
use super::{
    DecisionSummary, DocumentSummary, ForumSummary, MandateSummary, MeasureSummary,
    ParticipantSummary, Views,
};
use crate::AsOf;
use imbl::OrdMap;
use serde::Serialize;
use std::ops::Bound;
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MandateId, MeasureId, ParticipantId, StreamId, edtf::By,
};

/// Most items in one page.
pub(super) const LIMIT: usize = 1_000;

/// Which part of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page<K> {
    /// Start behind this one; `None` starts at the beginning.
    pub after: Option<K>,
    /// Most items; never more than 1,000.
    pub limit: usize,
}

impl<K> Page<K> {
    /// The first page.
    pub fn first(limit: usize) -> Self {
        Self { after: None, limit }
    }
}

impl<K> Default for Page<K> {
    fn default() -> Self {
        Self::first(LIMIT)
    }
}

/// One page of a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Listed<T, K> {
    /// The items.
    pub items: Vec<T>,
    /// What to start the next page behind; `None` at the end of the list.
    pub next: Option<K>,
}

/// Walks `items` in order of key from behind `after`, keeps what `keep` lets through.
fn page<K: Clone, T: Clone>(
    items: impl Iterator<Item = (K, T)>,
    limit: usize,
    keep: impl Fn(&T) -> bool,
) -> Listed<T, K> {
    let limit = limit.clamp(1, LIMIT);
    let mut listed = Listed { items: Vec::new(), next: None };
    let mut last = None;
    for (key, item) in items.filter(|(_, item)| keep(item)) {
        if listed.items.len() == limit {
            listed.next = last;
            break;
        }
        listed.items.push(item);
        last = Some(key);
    }
    listed
}

fn behind<K: Ord + Clone>(after: Option<K>) -> (Bound<K>, Bound<K>) {
    (after.map_or(Bound::Unbounded, Bound::Excluded), Bound::Unbounded)
}

fn walk<K: Ord + Clone, T: Clone>(
    map: &OrdMap<K, T>,
    after: Option<K>,
) -> impl Iterator<Item = (K, T)> + '_ {
    map.range(behind(after)).map(|(key, item)| (key.clone(), item.clone()))
}

macro_rules! lists {
    ($($(#[$doc:meta])* $all:ident, $one:ident: $map:ident by $key:ident gives $summary:ident;)*) => {
        impl Views {$(
            $(#[$doc])*
            pub fn $all(&self, page_asked: Page<$key>, when: &AsOf) -> Listed<$summary, $key> {
                let Page { after, limit } = page_asked;
                page(walk(&self.$map, after), limit, |item| self.was_there(item.first, when))
            }

            /// One of them, as it is now.
            pub fn $one(&self, id: &$key) -> Option<&$summary> {
                self.$map.get(id)
            }
        )*}
    };
}

lists! {
    /// Decisions that were there at the time asked for, by number; each summary as it is now.
    decisions, decision: decisions by DecisionId gives DecisionSummary;
    /// Forums that were there at the time asked for, by name; each summary as it is now.
    forums, forum: forums by ForumId gives ForumSummary;
    /// Participants that were there at the time asked for, by name; each summary as it is now.
    participants, participant: participants by ParticipantId gives ParticipantSummary;
    /// Mandates that were there at the time asked for, by name; each summary as it is now.
    mandates, mandate: mandates by MandateId gives MandateSummary;
    /// Measures that were there at the time asked for, by name; each summary as it is now.
    measures, measure: measures by MeasureId gives MeasureSummary;
    /// Documents that were there at the time asked for, by number.
    documents, document: documents by DocumentId gives DocumentSummary;
}

impl Views {
    #[expect(
        clippy::needless_pass_by_value,
        reason = "a page is asked for in the same way in every list"
    )]
    /// Decisions of one forum that were there at the time asked for, by number.
    pub fn decisions_of(
        &self,
        forum: &ForumId,
        page_asked: Page<DecisionId>,
        when: &AsOf,
    ) -> Listed<DecisionSummary, DecisionId> {
        let Page { after, limit } = page_asked;
        let from = (forum.clone(), after.unwrap_or(DecisionId(0)));
        let until = (forum.clone(), DecisionId(u64::MAX));
        let ids = self.decisions_of.range((Bound::Excluded(from), Bound::Included(until)));
        let items = ids.filter_map(|(_, id)| Some((*id, self.decisions.get(id)?.clone())));
        page(items, limit, |item| self.was_there(item.first, when))
    }

    /// Decisions by their last change of text or procedure, newest first.
    pub fn latest_decisions(&self, limit: usize) -> Vec<DecisionSummary> {
        let newest = self.latest.iter().rev().filter_map(|(_, id)| self.decisions.get(id));
        newest.take(limit.min(LIMIT)).cloned().collect()
    }

    /// Decisions with an open round, by number.
    pub fn open_rounds(&self, limit: usize) -> Vec<DecisionSummary> {
        let open = self.open.keys().filter_map(|id| self.decisions.get(id));
        open.take(limit.min(LIMIT)).cloned().collect()
    }

    /// How many decisions have an open round.
    pub fn open_round_count(&self) -> usize {
        self.open.len()
    }

    /// How many objects of each kind there are: forums, decisions, measures, mandates, participants, documents.
    pub fn totals(&self) -> Totals {
        Totals {
            entries: self.applied(),
            forums: self.forums.len(),
            decisions: self.decisions.len(),
            measures: self.measures.len(),
            mandates: self.mandates.len(),
            participants: self.participants.len(),
            documents: self.documents.len(),
        }
    }

    /// Measures that one forum follows, by name.
    pub fn measures_of(&self, forum: &ForumId) -> Vec<MeasureSummary> {
        let followed = self.measures.values().filter(|m| m.forum.as_ref() == Some(forum));
        followed.take(LIMIT).cloned().collect()
    }

    /// Mandates that one forum or participant owns, by name.
    pub fn mandates_of(&self, owner: &StreamId) -> Vec<MandateSummary> {
        let held = self.mandates.values().filter(|mandate| &mandate.owner == owner);
        held.take(LIMIT).cloned().collect()
    }

    /// True when the entry counts at the time asked for: it was known, and had surely happened.
    fn was_there(&self, position: u64, when: &AsOf) -> bool {
        self.fact(position).is_some_and(|fact| {
            when.knew(position, fact.recorded_at)
                && when.as_of.is_none_or(|day| fact.occurred.by(day) == By::Yes)
        })
    }
}

/// How much there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Totals {
    /// Entries in the log.
    pub entries: u64,
    /// Forums.
    pub forums: usize,
    /// Decisions.
    pub decisions: usize,
    /// Measures.
    pub measures: usize,
    /// Mandates.
    pub mandates: usize,
    /// Participants.
    pub participants: usize,
    /// Documents.
    pub documents: usize,
}
