//! Strategies, evaluations, and what others are asked to do: recommendations and assignments.
use super::PublicWords;
use crate::assignment::{Progress, Said};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    AssignmentId, DecisionId, DocumentId, EvaluationId, ForumId, Occurred, ParticipantId,
    RecommendationId, StrategyId, StreamId,
    edtf::Moment,
    event::{RecommendationKind, Response, StrategyStatus, Years},
    id::Code,
    text::Lang,
};

/// A strategy in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct StrategySummary {
    /// Its name in the ledger.
    pub id: StrategyId,
    /// How far it has come: as last published here, or else as a source last tells.
    pub status: StrategyStatus,
    /// True when only a source tells that.
    pub reported: bool,
    /// What it is called.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// The years it is for.
    pub period: Option<Years>,
    /// Who owns it.
    pub owners: Vec<ParticipantId>,
    /// The forum whose it is; absent = the whole community's.
    pub forum: Option<ForumId>,
    /// The strategy it takes the place of.
    pub replaces: Option<StrategyId>,
    /// Keys of its goals.
    pub goals: Vec<Code>,
    /// Measures that belong to it.
    pub measures: u32,
    /// The entry that published it first.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl StrategySummary {
    /// True when it was adopted here and neither replaced nor ended here.
    pub fn in_force(&self) -> bool {
        !self.reported && self.status == StrategyStatus::Adopted
    }
}

/// An evaluation in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EvaluationSummary {
    /// Its name in the ledger.
    pub id: EvaluationId,
    /// What it is called, where no document is filed that says so.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// Who evaluated.
    pub by: Vec<ParticipantId>,
    /// Who asked for it.
    pub commissioned_by: Option<ParticipantId>,
    /// What was evaluated.
    pub subject: Vec<StreamId>,
    /// The document it stands in.
    pub doc: Option<DocumentId>,
    /// Recommendations, advice and lessons that stand in it.
    pub recommendations: u32,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that published it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

/// A recommendation in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RecommendationSummary {
    /// Its id in the whole ledger.
    pub id: RecommendationId,
    /// What it stands in.
    pub stream: StreamId,
    /// What it is.
    pub kind: RecommendationKind,
    /// Its words.
    pub text: PublicWords,
    /// The language of the words.
    pub lang: Option<Lang>,
    /// To whom; empty = not documented.
    pub to: Vec<ParticipantId>,
    /// By when an answer is looked for.
    pub answer_by: Option<NaiveDate>,
    /// The answer that counts for each one that answered.
    pub answers: Vec<AnswerBrief>,
    /// Addressees of whom no answer is on record, nor of those that carry them on. No answer is no acceptance.
    pub unanswered: Vec<ParticipantId>,
    /// True when only a source tells of it.
    pub reported: bool,
    /// The entry that issued it.
    pub first: u64,
    /// The latest entry on it.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl RecommendationSummary {
    /// True when it was issued here, an answer was looked for by a day before `today`, and an addressee has not
    /// answered. Advice and lessons never are.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_past(today) && !self.reported
    }

    /// True when only a source tells of it, its day has passed, and no source says what an addressee answered.
    pub fn is_undocumented(&self, today: NaiveDate) -> bool {
        self.is_past(today) && self.reported
    }

    fn is_past(&self, today: NaiveDate) -> bool {
        crate::recommendation::is_past(self.kind, self.answer_by, today)
            && !self.unanswered.is_empty()
    }
}

/// An answer in brief.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AnswerBrief {
    /// Who.
    pub by: ParticipantId,
    /// What.
    pub response: Response,
    /// True when a source tells of it.
    pub reported: bool,
}

/// An assignment in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct AssignmentSummary {
    /// Its name in the ledger.
    pub id: AssignmentId,
    /// In which kind of letter.
    pub letter: Code,
    /// Its number among the letters of the year.
    pub number: Option<u32>,
    /// The budget year.
    pub year: Option<i32>,
    /// Who gave it.
    pub from: Vec<ParticipantId>,
    /// Who is to do it.
    pub to: Vec<ParticipantId>,
    /// What is to be done.
    pub text: PublicWords,
    /// The language of the words.
    pub lang: Option<Lang>,
    /// By when.
    pub due: Option<Moment>,
    /// True when several give it together, or several do it together.
    pub joint: bool,
    /// The decision behind it.
    pub decision: Option<DecisionId>,
    /// Who said what of it, in order.
    pub said: Vec<Said>,
    /// How far it has come.
    pub status: Progress,
    /// Recipients that have delivered.
    pub delivered_by: Vec<ParticipantId>,
    /// True when only a source tells that it was given.
    pub reported: bool,
    /// The entry that gave it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl AssignmentSummary {
    /// Recipients of whom no delivery is on record.
    pub fn missing(&self) -> impl Iterator<Item = &ParticipantId> {
        self.to.iter().filter(|to| !self.delivered_by.contains(to))
    }

    /// True when the last day it can have been due on lies before `today`, a delivery is missing, and it was given
    /// or reported on here.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_past(today) && !self.is_told()
    }

    /// True when only sources tell of it, its day has passed and none tells of every delivery.
    pub fn is_undocumented(&self, today: NaiveDate) -> bool {
        self.is_past(today) && self.is_told()
    }

    fn is_past(&self, today: NaiveDate) -> bool {
        !self.status.is_done() && self.due.is_some_and(|due| due.latest() < today)
    }

    fn is_told(&self) -> bool {
        self.reported && self.said.iter().all(|said| said.reported)
    }
}
