//! What rules need to know of strategies, recommendations, assignments, keys and what was reported.
use crate::{
    event::{EventKind, StrategyStatus},
    id::{Code, ForumId, ParticipantId, StreamId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A strategy.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Strategy {
    /// How far it has come, as published here; none = only a source tells of it.
    pub status: Option<StrategyStatus>,
    /// Keys of the goals of its latest text.
    pub goals: BTreeSet<Code>,
    /// The forum whose it is; none = the whole community's.
    pub forum: Option<ForumId>,
}

/// A recommendation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recommendation {
    /// What it stands in.
    pub stream: StreamId,
    /// To whom.
    pub to: BTreeSet<ParticipantId>,
    /// Who has promised something.
    pub promised: BTreeSet<ParticipantId>,
    /// Who has done what it promised.
    pub closed: BTreeSet<ParticipantId>,
}

/// An assignment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Assignment {
    /// Who gave it.
    pub from: BTreeSet<ParticipantId>,
    /// Who is to do it.
    pub to: BTreeSet<ParticipantId>,
    /// Who has begun.
    pub started: BTreeSet<ParticipantId>,
    /// Who has delivered.
    pub delivered: BTreeSet<ParticipantId>,
    /// What was delivered is accepted.
    pub accepted: bool,
}

/// A key that a participant signs with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ActorKey {
    /// Whose.
    pub participant: ParticipantId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// From which day it is no longer good.
    pub revoked: Option<NaiveDate>,
}

impl ActorKey {
    /// True on days when it is good.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day
            && self.to.is_none_or(|to| day <= to)
            && self.revoked.is_none_or(|revoked| day < revoked)
    }
}

/// An entry that tells what a source says, and that can be corrected.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Told {
    /// Its stream.
    pub stream: StreamId,
    /// Its kind.
    pub kind: EventKind,
}

impl EventKind {
    /// True for kinds whose reported entries can be corrected: none that rules stand on.
    pub const fn is_amendable(self) -> bool {
        matches!(self.number(), 1 | 2 | 6..=23 | 33..=39)
    }
}
