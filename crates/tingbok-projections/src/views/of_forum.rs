//! A forum's page of a ledger that has grown: its decisions from summaries, newest first, and of its entries only
//! those that say something else of it.
use super::{DecisionSummary, ReadEntries, Views};
use crate::{AsOf, IsPublic, forum::names};
use std::ops::Bound;
use tingbok_domain::{DecisionId, EventKind, ForumId, StreamId, StreamKind, edtf::By};

impl Views {
    /// The newest decisions of a forum that were there at the time asked for, newest first, at most `limit`; each
    /// summary as it was then. True when there are more.
    ///
    /// # Errors
    /// What `read` answers when it cannot read.
    pub fn newest_decisions_of<E>(
        &self,
        forum: &ForumId,
        limit: usize,
        when: &AsOf,
        read: ReadEntries<'_, E>,
        is_public: IsPublic<'_>,
    ) -> Result<(Vec<DecisionSummary>, bool), E> {
        let from = (forum.clone(), DecisionId(0));
        let until = (forum.clone(), DecisionId(u64::MAX));
        let all = self.decisions_of.range((Bound::Included(from), Bound::Included(until))).rev();
        let mut found = Vec::new();
        for (_, id) in all {
            let Some(summary) = self.decision_at(id, when, read, is_public)? else { continue };
            if !self.is_named(forum, &summary, when, read)? {
                continue;
            }
            if found.len() == limit {
                return Ok((found, true));
            }
            found.push(summary);
        }
        Ok((found, false))
    }

    /// Positions of the entries that correct an entry, in log order.
    pub fn corrections_of(&self, position: u64) -> impl Iterator<Item = u64> + '_ {
        self.corrections.get(&position).into_iter().flatten().copied()
    }

    /// Whether an entry on the decision names the forum: sources may name others than the one that decides.
    fn is_named<E>(
        &self,
        forum: &ForumId,
        summary: &DecisionSummary,
        when: &AsOf,
        read: ReadEntries<'_, E>,
    ) -> Result<bool, E> {
        if summary.forum.as_ref() == Some(forum) {
            return Ok(true);
        }
        let told = self.positions_then(&StreamId::from(&summary.id), when);
        Ok(read(&told)?.iter().any(|recorded| names(forum, &recorded.entry.event)))
    }

    /// Positions of the entries that a forum's state is made of, all but its decisions, and of those that are
    /// listed apart at the time asked for; in log order.
    pub fn shaping_forum(&self, forum: &ForumId, when: &AsOf) -> Vec<u64> {
        let stream = StreamId::from(forum);
        // A correction can change the day of what it corrects.
        let all = self.is_mended(&stream);
        let apart = |occurred: &tingbok_domain::Occurred| {
            when.as_of.is_some_and(|day| matches!(occurred.by(day), By::Possibly | By::Undated))
        };
        let facts = self.positions(&stream, 0, u64::MAX).filter_map(|position| self.fact(position));
        let shaping = facts.filter(|fact| all || !is_decisions(fact.kind) || apart(&fact.occurred));
        shaping.map(|fact| fact.position).collect()
    }
}

/// Kinds that stand on a decision alone. What a source told of one can be corrected by another source, so it is
/// read with what corrects it.
fn is_decisions(kind: EventKind) -> bool {
    kind.streams() == [StreamKind::Decision] && kind != EventKind::DecisionReported
}
