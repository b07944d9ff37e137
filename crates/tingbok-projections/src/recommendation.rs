//! Recommendations, advice and lessons: to whom, and what each addressee answered. Silence is never an answer.
use crate::{Origin, Words};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    ParticipantId, RecommendationId, StreamId,
    event::{RecommendationKind, Response},
};

mod carried;
mod fold;

pub(crate) use carried::{Carried, hands_over};
pub(crate) use fold::Advices;
pub use fold::{among, state};

/// A recommendation with all answers to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Advice {
    /// Its id in the whole ledger.
    pub id: RecommendationId,
    /// What it stands in: an evaluation, a strategy, a document or a forum.
    pub stream: StreamId,
    /// What it is.
    pub kind: RecommendationKind,
    /// Its words.
    pub text: Words,
    /// To whom; empty = not documented.
    pub to: Vec<ParticipantId>,
    /// By when an answer is looked for.
    pub answer_by: Option<NaiveDate>,
    /// Every answer, oldest first.
    pub answers: Vec<Answer>,
    /// The answer that counts for each one that answered: the latest given here, or else the latest a source tells.
    pub latest: Vec<Answer>,
    /// Addressees of whom no answer is on record, nor of those that carry them on. No answer is no acceptance.
    pub unanswered: Vec<ParticipantId>,
    /// True when the day has passed and an addressee has not answered. Advice and lessons never are, nor what
    /// only a source tells of.
    pub overdue: bool,
    /// True when only a source tells of it, its day has passed, and no source says what an addressee answered.
    pub undocumented: bool,
    /// The entry that issued it.
    pub origin: Origin,
}

/// What one addressee answered.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Answer {
    /// Who.
    pub by: ParticipantId,
    /// What.
    pub response: Response,
    /// In its own words.
    pub text: Option<Words>,
    /// What is done about it.
    pub follow_up: Vec<StreamId>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Advice {
    /// The answer of `who` that counts.
    pub fn latest_of(&self, who: &ParticipantId) -> Option<&Answer> {
        self.latest.iter().find(|answer| &answer.by == who)
    }
}

/// True when an answer is looked for by a day that lies before `day`.
pub(crate) fn is_past(
    kind: RecommendationKind,
    answer_by: Option<NaiveDate>,
    day: NaiveDate,
) -> bool {
    kind == RecommendationKind::Recommendation && answer_by.is_some_and(|by| by < day)
}
