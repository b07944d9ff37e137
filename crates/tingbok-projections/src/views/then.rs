//! Summaries as they were: the summary of now where it still holds, or else the same code over the object's own
//! entries that count at the time asked for. The log is never folded anew.
use super::{Step, Views, days::shapes};
use crate::{
    AsOf, IsPublic,
    select::{Pick, select},
};
use std::{collections::BTreeSet, sync::Arc};
use tingbok_domain::{Event, EventKind, RecommendationId, Recorded, StreamId, edtf::By};

/// Reads the entries at these positions, in any order.
pub type ReadEntries<'a, E> = &'a dyn Fn(&[u64]) -> Result<Vec<Recorded>, E>;

/// The summaries that given entries make at the time asked for. With the entries that concern one object, the
/// summary of that object is as it was then; those of others lack what does not concern it. Nothing is linked.
pub fn summarised(events: &[Recorded], when: &AsOf, is_public: IsPublic<'_>) -> Views {
    let (picks, _) = select(events, when, is_public);
    let mut views = Views::default();
    for pick in founders(&picks) {
        views.found(&Step::of(pick));
    }
    for pick in &picks {
        views.summarise(&Step::of(pick));
    }
    views
}

/// What each object is founded by. A source may date that after what it tells of the object, so it comes first;
/// and first of all what others refer to.
fn founders<'a, 'b>(picks: &'b [Pick<'a>]) -> Vec<&'b Pick<'a>> {
    let mut known: BTreeSet<(&StreamId, Option<&RecommendationId>)> = BTreeSet::new();
    let mut founders: Vec<(bool, &Pick<'_>)> = Vec::new();
    for pick in picks {
        let entry = &pick.recorded.entry;
        let recommendation = if let Event::RecommendationIssued(body) = &entry.event {
            Some(&body.id)
        } else {
            None
        };
        let refers = matches!(
            entry.kind(),
            EventKind::MeasureRegistered
                | EventKind::DecisionProposed
                | EventKind::DecisionReported
                | EventKind::RecommendationIssued
                | EventKind::AssignmentIssued
        );
        let founds = refers
            || matches!(
                entry.kind(),
                EventKind::ParticipantRegistered
                    | EventKind::ForumEstablished
                    | EventKind::StrategyPublished
                    | EventKind::EvaluationPublished
            );
        if founds && known.insert((&entry.stream, recommendation)) {
            founders.push((refers, pick));
        }
    }
    founders.sort_by_key(|(refers, _)| *refers);
    founders.into_iter().map(|(_, pick)| pick).collect()
}

impl Views {
    /// True when the summaries of now of what stands on `stream` hold at the time asked for as well. If not, they
    /// must be made from the entries, [`summarised`]; that is so even for now when something of it is corrected.
    pub fn is_settled(&self, stream: &StreamId, when: &AsOf) -> bool {
        let Some(days) = self.days_of(stream) else { return true };
        let last = self.positions(stream, 0, u64::MAX).next_back();
        days.is_behind(when)
            && last
                .and_then(|position| self.fact(position))
                .is_none_or(|fact| when.knew(fact.position, fact.recorded_at))
    }

    /// True when nothing on `stream` had surely happened, or none of it was known, at the time asked for.
    pub(super) fn is_unborn(&self, stream: &StreamId, when: &AsOf) -> bool {
        let first = self.positions(stream, 0, u64::MAX).next();
        let known = first.and_then(|position| self.fact(position));
        !known.is_some_and(|fact| when.knew(fact.position, fact.recorded_at))
            || self.days_of(stream).is_some_and(|days| days.is_before(when))
    }

    /// Positions of the entries that make the summaries of what stands on `stream`, at the time asked for, in log
    /// order.
    pub fn positions_then(&self, stream: &StreamId, when: &AsOf) -> Vec<u64> {
        let mended = self.is_mended(stream);
        let counts = |fact: &crate::Fact| {
            when.knew(fact.position, fact.recorded_at)
                && shapes(stream.kind, fact.kind)
                // A correction can change the day of another entry, and counts itself on any day.
                && (mended || when.as_of.is_none_or(|day| fact.occurred.by(day) == By::Yes))
        };
        let facts = self.positions(stream, 0, u64::MAX).filter_map(|n| self.fact(n));
        facts.filter(counts).map(|fact| fact.position).collect()
    }

    /// True when something that concerns the object is corrected.
    pub(super) fn is_mended(&self, stream: &StreamId) -> bool {
        self.days_of(stream).is_some_and(super::Days::is_mended)
    }

    fn days_of(&self, stream: &StreamId) -> Option<super::Days> {
        let number = usize::try_from(*self.numbers.get(stream)?).ok()?;
        self.days.get(number).copied()
    }

    /// The summaries of what stands on `stream`, at the time asked for, from its own entries.
    pub(super) fn then<E>(
        &self,
        stream: &StreamId,
        when: &AsOf,
        read: ReadEntries<'_, E>,
        is_public: IsPublic<'_>,
    ) -> Result<Views, E> {
        let positions = self.positions_then(stream, when);
        let events = if positions.is_empty() { Vec::new() } else { read(&positions)? };
        Ok(summarised(&events, when, is_public))
    }
}

/// What a list shows of one object.
pub(super) trait Summary: Clone {
    /// Where it stands.
    fn stream(&self) -> StreamId;

    /// The entry whose words not everybody could read when it came in, if there is one.
    fn closed_at(&self) -> Option<u64> {
        None
    }

    /// Takes the words of that entry, when everybody may read it by now.
    fn disclose(&mut self, _: &Recorded) {}
}

macro_rules! summaries {
    ($($name:ident),*) => {$(
        impl Summary for super::$name {
            fn stream(&self) -> StreamId { StreamId::from(&self.id) }
        }
    )*};
}

summaries!(
    ForumSummary,
    ParticipantSummary,
    MandateSummary,
    MeasureSummary,
    DocumentSummary,
    StrategySummary,
    EvaluationSummary,
    AssignmentSummary
);

impl Summary for super::DecisionSummary {
    fn stream(&self) -> StreamId {
        StreamId::from(&self.id)
    }

    fn closed_at(&self) -> Option<u64> {
        self.title.is_none().then_some(self.first)
    }

    fn disclose(&mut self, recorded: &Recorded) {
        let title = if let Event::DecisionProposed(body) = &recorded.entry.event {
            body.title.open()
        } else if let Event::DecisionReported(body) = &recorded.entry.event {
            body.title.open()
        } else {
            None
        };
        self.title = title.map(|title| Arc::from(title.as_str()));
    }
}

impl Summary for super::RecommendationSummary {
    fn stream(&self) -> StreamId {
        self.stream.clone()
    }
}
