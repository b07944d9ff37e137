//! What lists show of each object. Plain derives only: snapshots store these in a format without field names.
use super::PublicWords;
use crate::decision::Procedure;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MandateId, MeasureId, Occurred, ParticipantId, StreamId,
    event::{Extent, MandateKind, Matter, MeasureKind, Outcome, ParticipantKind},
    id::Code,
    text::{Lang, Names},
};

/// A decision in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DecisionSummary {
    /// Its number.
    pub id: DecisionId,
    /// The forum that decides; a reported decision may name none.
    pub forum: Option<ForumId>,
    /// What it is called, when everybody could read it from the start; else read the entry at `first`.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// What kind of matter; absent for a reported decision.
    pub matter: Option<Matter>,
    /// Where the procedure stands; absent for a reported decision.
    pub procedure: Option<Procedure>,
    /// What is in force.
    pub in_force: Option<InForceBrief>,
    /// How the last closed round ended.
    pub outcome: Option<Outcome>,
    /// How far another decision took its place.
    pub superseded: Option<Extent>,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that proposed or reported it: the title stands there.
    pub first: u64,
    /// The last change of text or procedure.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

/// What is in force, in brief.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InForceBrief {
    /// The revision.
    pub revision: u32,
    /// The round that adopted it.
    pub round: u32,
    /// How that round ended.
    pub outcome: Outcome,
}

/// A forum in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ForumSummary {
    /// Its name in the ledger.
    pub id: ForumId,
    /// Its kind.
    pub kind: Code,
    /// What it is called.
    pub name: PublicWords,
    /// The language of the name.
    pub lang: Option<Lang>,
    /// The forum it belongs under.
    pub parent: Option<ForumId>,
    /// Participants that have a seat or are drawn in, witnessed or told by a source.
    pub members: u32,
    /// Rounds that are open.
    pub open_rounds: u32,
    /// Decisions that name it, reported ones too.
    pub decisions: u32,
    /// Decisions of it that are in force.
    pub in_force: u32,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that established it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

/// A participant in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ParticipantSummary {
    /// Its name in the ledger.
    pub id: ParticipantId,
    /// What it is.
    pub kind: ParticipantKind,
    /// Its official name in each language.
    pub names: Names,
    /// Its usual short form.
    pub short: PublicWords,
    /// Who carries it on, when it was renamed, split or merged; witnessed or told by a source.
    pub carried_on_by: Vec<ParticipantId>,
    /// Forums that it sits in, witnessed or told by a source.
    pub forums: u32,
    /// Open rounds that wait for it or have its answer.
    pub open_rounds: u32,
    /// The entry that registered it.
    pub first: u64,
}

/// A mandate in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MandateSummary {
    /// Its name in the ledger.
    pub id: MandateId,
    /// What it is.
    pub kind: MandateKind,
    /// Whose it is.
    pub owner: StreamId,
    /// The latest version adopted, here or after a source.
    pub version: Option<u32>,
    /// True when that version is told by a source.
    pub reported: bool,
    /// True when a draft is newer than the latest version.
    pub draft_under_way: bool,
    /// When the latest version is to be looked at again.
    pub review_by: Option<chrono::NaiveDate>,
    /// The first entry.
    pub first: u64,
    /// The latest entry.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

/// A measure in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeasureSummary {
    /// Its name in the ledger.
    pub id: MeasureId,
    /// What it is.
    pub kind: MeasureKind,
    /// What it is called.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// The forum that follows it.
    pub forum: Option<ForumId>,
    /// The measure it is a part of.
    pub parent: Option<MeasureId>,
    /// Who answers for it; the latest to be named.
    pub responsible: Option<StreamId>,
    /// Its milestones: what is due when, and whether it is reached.
    pub milestones: Vec<MilestoneBrief>,
    /// The entry that registered it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl MeasureSummary {
    /// Milestones reached.
    pub fn reached(&self) -> usize {
        self.milestones.iter().filter(|milestone| milestone.reached.is_some()).count()
    }
}

/// A milestone in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MilestoneBrief {
    /// Its id within the measure.
    pub id: tingbok_domain::MilestoneId,
    /// What is to be reached.
    pub title: PublicWords,
    /// The latest plan: the last forecast, or else the first plan.
    pub due: Option<tingbok_domain::edtf::Moment>,
    /// True when a source tells of the latest plan.
    pub reported: bool,
    /// When it was reached.
    pub reached: Option<tingbok_domain::edtf::Moment>,
    /// The latest entry on it.
    pub last: u64,
}

impl MilestoneBrief {
    /// True when it is not reached and the last day it can have been due on lies before `today`.
    pub fn is_past(&self, today: chrono::NaiveDate) -> bool {
        self.reached.is_none() && self.due.is_some_and(|due| due.latest() < today)
    }

    /// True when it is past and the plan was recorded here. What became of a plan that only a source tells of
    /// is not documented, which is another thing than late.
    pub fn is_overdue(&self, today: chrono::NaiveDate) -> bool {
        self.is_past(today) && !self.reported
    }
}

/// A document in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct DocumentSummary {
    /// Its number.
    pub id: DocumentId,
    /// What it is.
    pub kind: Code,
    /// What it is called.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// Who issued it, in words.
    pub issuer: PublicWords,
    /// Who issued it, where known to the ledger.
    pub issued_by: Vec<ParticipantId>,
    /// Its date.
    pub date: Occurred,
    /// SHA-256 of the file, 64 hexadecimal digits.
    pub sha256: Option<tingbok_domain::TextHash>,
    /// Where it can be found.
    pub locator: Option<String>,
    /// The language it is written in.
    pub language: Option<Lang>,
    /// The entry that filed it.
    pub first: u64,
}
