//! What rules need to know of participants, mandates, measures, documents and access.
use crate::{
    envelope::Role,
    event::{
        BenefitKind, GovernanceFunction, MandateKind, MeasureKind, ParticipantKind, PrincipalKind,
        Resource, ResponsibilityRole, Scale, SubstituteScope,
    },
    hash::TextHash,
    id::{BenefitId, Code, ForumId, MeasureId, MilestoneId, ParticipantId, StrategyId, StreamId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A participant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Participant {
    /// What it is.
    pub kind: ParticipantKind,
    /// Renamed, split or merged: it takes no new part.
    pub ended: bool,
    /// Who may stand in for it.
    pub substitutes: Vec<Substitution>,
    /// Who carries it on, as witnessed here.
    pub successors: BTreeSet<ParticipantId>,
}

/// Who may stand in, where and when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Substitution {
    /// Who.
    pub substitute: ParticipantId,
    /// The one forum; none = every forum.
    pub forum: Option<ForumId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
}

impl Substitution {
    /// As designated.
    pub fn new(
        substitute: &ParticipantId,
        scope: &SubstituteScope,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Self {
        let forum = match scope {
            SubstituteScope::All => None,
            SubstituteScope::Forum(forum) => Some(forum.clone()),
        };
        Self { substitute: substitute.clone(), forum, from, until }
    }
    /// May this substitute answer in that forum on that day?
    pub fn covers(&self, substitute: &ParticipantId, forum: &ForumId, day: NaiveDate) -> bool {
        &self.substitute == substitute
            && self.forum.as_ref().is_none_or(|scope| scope == forum)
            && (self.from..=self.until).contains(&day)
    }
}

/// A mandate.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Mandate {
    /// What the stream holds.
    pub kind: MandateKind,
    /// Whose it is.
    pub owner: StreamId,
    /// The newest version, adopted here or told by a source; 0 = none.
    pub latest: u32,
    /// The version in force: only one that was adopted here.
    pub in_force: Option<u32>,
    /// Drafts on the newest version, by their own number; true = the text was laid forward here.
    pub drafts: BTreeMap<u32, bool>,
}

/// A measure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Measure {
    /// What it is.
    pub kind: MeasureKind,
    /// Taken up here; else only a source tells of it.
    pub here: bool,
    /// The strategy it belongs to.
    pub strategy: Option<StrategyId>,
    /// What the forums are for in it, as set here.
    pub function: Option<GovernanceFunction>,
    /// Completed or stopped, as reported here.
    pub ended: bool,
    /// How much of it is aimed at, as reported here.
    pub scale: Option<Scale>,
    /// What was agreed to be given.
    pub agreed: BTreeSet<Resource>,
    /// What it is expected to give.
    pub benefits: BTreeMap<BenefitId, BenefitKind>,
    /// The forum that follows it, as settled here.
    pub forum: Option<ForumId>,
    /// The measure it is a part of.
    pub parent: Option<MeasureId>,
    /// Measures that must come first.
    pub depends_on: BTreeSet<MeasureId>,
    /// Who answers for it, as assigned here.
    pub responsible: Option<StreamId>,
    /// Other witnessed holders.
    pub holders: BTreeSet<(ResponsibilityRole, StreamId)>,
    /// Its milestones.
    pub milestones: BTreeMap<MilestoneId, Milestone>,
}

/// A milestone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Milestone {
    /// A first plan is on record.
    pub planned: bool,
    /// It is reached.
    pub reached: bool,
}

/// A document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentFacts {
    /// What it is.
    pub kind: Code,
}

/// A right to append.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Grant {
    /// What enters.
    pub kind: PrincipalKind,
    /// SHA-256 of the token's secret.
    pub secret_sha256: Option<TextHash>,
    /// The client's identity outside.
    pub client: Option<String>,
    /// For which organisation.
    pub participant: ParticipantId,
    /// In which capacity.
    pub role: Role,
    /// In which forum.
    pub forum: Option<ForumId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: Option<NaiveDate>,
    /// Ended.
    pub revoked: bool,
}

impl Grant {
    /// True on days when it may be used.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        !self.revoked && self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

impl Mandate {
    /// A mandate without a text.
    pub(crate) fn new(kind: MandateKind, owner: StreamId) -> Self {
        Self { kind, owner, latest: 0, in_force: None, drafts: BTreeMap::new() }
    }
}

impl Measure {
    /// A measure that nobody answers for yet.
    pub(crate) fn new(kind: MeasureKind) -> Self {
        Self {
            kind,
            here: false,
            strategy: None,
            function: None,
            ended: false,
            scale: None,
            agreed: BTreeSet::new(),
            benefits: BTreeMap::new(),
            forum: None,
            parent: None,
            depends_on: BTreeSet::new(),
            responsible: None,
            holders: BTreeSet::new(),
            milestones: BTreeMap::new(),
        }
    }
}
