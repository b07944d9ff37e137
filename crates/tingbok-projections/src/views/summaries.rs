//! What lists show of each object. Plain derives only: snapshots store these in a format without field names.
use super::PublicWords;
use crate::decision::{Counts, Procedure};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MandateId, Occurred, ParticipantId, StreamId,
    event::{Extent, MandateKind, Matter, Method, Outcome, ParticipantKind, SecretariatModel},
    id::Code,
    text::{Lang, Names},
};

mod follow_up;
mod work;

pub use follow_up::{
    AnswerBrief, AssignmentSummary, EvaluationSummary, RecommendationSummary, StrategySummary,
};
pub use work::{Held, MeasureSummary, MilestoneBrief};

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
    /// Who contests the round that adopted it.
    pub contested_by: Vec<ParticipantId>,
    /// How the last closed round ended.
    pub outcome: Option<Outcome>,
    /// Rounds that were opened.
    pub rounds: u32,
    /// The last closed round, and how it was held.
    pub last_closed: Option<ClosedBrief>,
    /// How far another decision took its place.
    pub superseded: Option<Extent>,
    /// Last day of the open round; absent when none is open, or the round has no deadline.
    pub deadline: Option<NaiveDate>,
    /// Electors of the open round of whom no answer stands that everybody may read; 0 when none is open.
    pub unanswered: u32,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that proposed or reported it: the title stands there.
    pub first: u64,
    /// The last change of text or procedure, or word on its outcome, that everybody could read when it came in.
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
    /// How it was held.
    pub method: Method,
    /// The entry that opened it.
    pub opened: u64,
    /// The entry that closed it.
    pub closed: u64,
}

/// A closed round, in brief.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClosedBrief {
    /// Its number.
    pub round: u32,
    /// How it was held.
    pub method: Method,
}

/// A forum in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says by whom one thing is told")]
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
    /// True when its end was recorded here; what only a source tells of ends nothing here.
    pub closed: bool,
    /// True when a source tells of its end.
    pub closed_reported: bool,
    /// When its existence is to be looked at again: the latest day given.
    pub review_by: Option<NaiveDate>,
    /// True when only a source tells of that day.
    pub review_reported: bool,
    /// The day by which a review recorded here is to take place; absent when none is waited for.
    pub review_due: Option<NaiveDate>,
    /// How its secretariat is made up; what was recorded here counts before what a source tells.
    pub secretariat: Option<SecretariatModel>,
    /// True when only a source tells of the secretariat.
    pub secretariat_reported: bool,
    /// Views of its problem, each counted once.
    pub problems: u32,
    /// Results on the ladder of coordination.
    pub results: u32,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that established it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl ForumSummary {
    /// True when a review that was to be recorded here by a day before `today` is not, and the forum goes on.
    pub fn is_review_overdue(&self, today: NaiveDate) -> bool {
        !self.closed && self.review_due.is_some_and(|due| due < today)
    }
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
    /// What it counted as in its closed rounds; `electors` is their number.
    pub counts: Counts,
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
    pub review_by: Option<NaiveDate>,
    /// True when that version is repealed; for one adopted here, by what was recorded here.
    pub repealed: bool,
    /// The first entry.
    pub first: u64,
    /// The latest entry.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
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
