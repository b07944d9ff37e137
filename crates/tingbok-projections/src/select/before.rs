//! A thing on a day that it has no state of yet.
use super::{AsOf, IsPublic, select};
use crate::{Aside, Fact};
use tingbok_domain::{EventKind, Recorded, StreamId};

/// What can be told of a thing by a day on which nothing says for certain that it had begun.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Before {
    /// What had surely happened to it: it may have been planned before it began.
    pub happened: Vec<Fact>,
    /// What may have.
    pub aside: Aside,
}

impl Before {
    /// True when nothing had happened and nothing may have: it had not begun.
    pub fn is_empty(&self) -> bool {
        self.happened.is_empty() && self.aside.possibly.is_empty() && self.aside.undated.is_empty()
    }
}

/// What had happened to a thing, and what may have, by the time asked for. Nothing may have happened to a forum
/// on a day by which it was surely not established, however open the bound of a source is.
pub fn before(
    stream: &StreamId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Before {
    let (picks, aside) = select(events, when, is_public);
    let own = picks.iter().filter(|pick| pick.public && &pick.recorded.entry.stream == stream);
    let happened: Vec<Fact> =
        own.map(|pick| Fact { occurred: pick.occurred, ..Fact::of(pick.recorded) }).collect();
    let establishes = |recorded: &&Recorded| {
        &recorded.entry.stream == stream
            && recorded.entry.kind() == EventKind::ForumEstablished
            && when.knew(recorded.position, recorded.entry.recorded_at)
            && is_public(recorded)
    };
    let mut beginnings =
        events.iter().filter(establishes).map(|recorded| recorded.position).peekable();
    let open = |position: u64| {
        let left_out = aside.possibly.iter().chain(&aside.undated);
        left_out.chain(&happened).any(|fact| fact.position == position)
    };
    if beginnings.peek().is_some() && !beginnings.any(open) {
        return Before { happened, aside: Aside::default() };
    }
    Before { happened, aside }
}
