//! Lists, in pages. Each reads a range of an ordered map and stops at its limit.
use super::{
    AssignmentSummary, DecisionSummary, DocumentSummary, EvaluationSummary, ForumSummary, Held,
    MandateSummary, MeasureSummary, ParticipantSummary, ReadEntries, RecommendationSummary,
    StrategySummary, Views, then::Summary,
};
use crate::{AsOf, IsPublic};
use imbl::OrdMap;
use serde::Serialize;
use std::ops::Bound;
use tingbok_domain::{
    AssignmentId, DecisionId, DocumentId, EvaluationId, ForumId, MandateId, MeasureId,
    ParticipantId, RecommendationId, StrategyId, StreamId, edtf::By,
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
    ($($(#[$doc:meta])* $all:ident, $one:ident, $all_at:ident, $one_at:ident:
        $map:ident by $key:ident gives $summary:ident;)*) => {
        impl Views {$(
            $(#[$doc])*
            /// That were there at the time asked for; each summary as it is now.
            pub fn $all(&self, page_asked: Page<$key>, when: &AsOf) -> Listed<$summary, $key> {
                let Page { after, limit } = page_asked;
                page(walk(&self.$map, after), limit, |item| self.was_there(item.first, when))
            }

            $(#[$doc])*
            /// That were there at the time asked for; each summary as it was then.
            ///
            /// # Errors
            /// What `read` answers when it cannot read.
            pub fn $all_at<E>(
                &self,
                page_asked: Page<$key>,
                when: &AsOf,
                read: ReadEntries<'_, E>,
                is_public: IsPublic<'_>,
            ) -> Result<Listed<$summary, $key>, E> {
                let Page { after, limit } = page_asked;
                page_then(walk(&self.$map, after), limit, |id, now| {
                    self.summary_then(now, when, read, is_public, |then| then.$one(id))
                })
            }

            /// One of them, as it is now.
            pub fn $one(&self, id: &$key) -> Option<&$summary> {
                self.$map.get(id)
            }

            /// One of them, as it was at the time asked for; `None` when it was not there by then.
            ///
            /// # Errors
            /// What `read` answers when it cannot read.
            pub fn $one_at<E>(
                &self,
                id: &$key,
                when: &AsOf,
                read: ReadEntries<'_, E>,
                is_public: IsPublic<'_>,
            ) -> Result<Option<$summary>, E> {
                let Some(now) = self.$map.get(id) else { return Ok(None) };
                self.summary_then(now.clone(), when, read, is_public, |then| then.$one(id))
            }
        )*}
    };
}

lists! {
    /// Decisions, by number.
    decisions, decision, decisions_at, decision_at: decisions by DecisionId gives DecisionSummary;
    /// Forums, by name.
    forums, forum, forums_at, forum_at: forums by ForumId gives ForumSummary;
    /// Participants, by name.
    participants, participant, participants_at, participant_at:
        participants by ParticipantId gives ParticipantSummary;
    /// Mandates, by name.
    mandates, mandate, mandates_at, mandate_at: mandates by MandateId gives MandateSummary;
    /// Measures, by name.
    measures, measure, measures_at, measure_at: measures by MeasureId gives MeasureSummary;
    /// Documents, by number.
    documents, document, documents_at, document_at: documents by DocumentId gives DocumentSummary;
    /// Strategies, by name.
    strategies, strategy, strategies_at, strategy_at:
        strategies by StrategyId gives StrategySummary;
    /// Evaluations, by name.
    evaluations, evaluation, evaluations_at, evaluation_at:
        evaluations by EvaluationId gives EvaluationSummary;
    /// Recommendations, advice and lessons, by name.
    recommendations, recommendation, recommendations_at, recommendation_at:
        recommendations by RecommendationId gives RecommendationSummary;
    /// Assignments, by name.
    assignments, assignment, assignments_at, assignment_at:
        assignments by AssignmentId gives AssignmentSummary;
}

/// Walks `items` like [`page`], with each as `then` says it was; `None` was not there.
fn page_then<K: Clone, T, E>(
    items: impl Iterator<Item = (K, T)>,
    limit: usize,
    then: impl Fn(&K, T) -> Result<Option<T>, E>,
) -> Result<Listed<T, K>, E> {
    let limit = limit.clamp(1, LIMIT);
    let mut listed = Listed { items: Vec::new(), next: None };
    let mut last = None;
    for (key, now) in items {
        let Some(item) = then(&key, now)? else { continue };
        if listed.items.len() == limit {
            listed.next = last;
            break;
        }
        listed.items.push(item);
        last = Some(key);
    }
    Ok(listed)
}

/// The summary with the words that everybody may read by now, though not when they came in.
fn disclosed<T: Summary, E>(
    mut summary: T,
    read: ReadEntries<'_, E>,
    is_public: IsPublic<'_>,
) -> Result<T, E> {
    if let Some(position) = summary.closed_at() {
        let entries = read(&[position])?;
        if let Some(recorded) = entries.first().filter(|recorded| is_public(recorded)) {
            summary.disclose(recorded);
        }
    }
    Ok(summary)
}

impl Views {
    /// The summary as it was: `now` where it still holds, or else found by `find` in a fold of its own entries.
    fn summary_then<T: Summary, E>(
        &self,
        now: T,
        when: &AsOf,
        read: ReadEntries<'_, E>,
        is_public: IsPublic<'_>,
        find: impl Fn(&Views) -> Option<&T>,
    ) -> Result<Option<T>, E> {
        let stream = now.stream();
        if self.is_unborn(&stream, when) {
            return Ok(None);
        }
        if self.is_settled(&stream, when) {
            return disclosed(now, read, is_public).map(Some);
        }
        let then = self.then(&stream, when, read, is_public)?;
        Ok(find(&then).cloned())
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "a page is asked for in the same way in every list"
    )]
    /// Decisions of one forum that were there at the time asked for, by number; each summary as it was then.
    ///
    /// # Errors
    /// What `read` answers when it cannot read.
    pub fn decisions_of_at<E>(
        &self,
        forum: &ForumId,
        page_asked: Page<DecisionId>,
        when: &AsOf,
        read: ReadEntries<'_, E>,
        is_public: IsPublic<'_>,
    ) -> Result<Listed<DecisionSummary, DecisionId>, E> {
        page_then(self.walk_decisions_of(forum, page_asked.after), page_asked.limit, |id, now| {
            let then = self.summary_then(now, when, read, is_public, |then| then.decision(id))?;
            // A source may name another forum than the one that decides.
            Ok(then.filter(|then| then.forum.as_ref() == Some(forum)))
        })
    }

    fn walk_decisions_of(
        &self,
        forum: &ForumId,
        after: Option<DecisionId>,
    ) -> impl Iterator<Item = (DecisionId, DecisionSummary)> + '_ {
        let from = (forum.clone(), after.unwrap_or(DecisionId(0)));
        let until = (forum.clone(), DecisionId(u64::MAX));
        let ids = self.decisions_of.range((Bound::Excluded(from), Bound::Included(until)));
        ids.filter_map(|(_, id)| Some((*id, self.decisions.get(id)?.clone())))
    }

    /// Who answers for what, in force, by what for.
    pub fn responsibilities(&self) -> impl Iterator<Item = &Held> {
        self.holders.values().flatten()
    }

    /// Who answers for one thing, in force, in the order they were named.
    pub fn responsibilities_for(&self, subject: &StreamId) -> impl Iterator<Item = &Held> {
        self.holders.get(subject).into_iter().flatten()
    }
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
        page(self.walk_decisions_of(forum, after), limit, |item| {
            item.forum.as_ref() == Some(forum) && self.was_there(item.first, when)
        })
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

    /// How many objects of each kind there are.
    pub fn totals(&self) -> Totals {
        Totals {
            entries: self.applied(),
            forums: self.forums.len(),
            decisions: self.decisions.len(),
            measures: self.measures.len(),
            mandates: self.mandates.len(),
            participants: self.participants.len(),
            documents: self.documents.len(),
            strategies: self.strategies.len(),
            evaluations: self.evaluations.len(),
            recommendations: self.recommendations.len(),
            assignments: self.assignments.len(),
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
    /// Strategies.
    pub strategies: usize,
    /// Evaluations.
    pub evaluations: usize,
    /// Recommendations, advice and lessons.
    pub recommendations: usize,
    /// Assignments.
    pub assignments: usize,
}
