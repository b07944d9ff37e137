//! How a forum is run, reviewed and ended, what it works on, and what came of it.
use crate::{Origin, Words};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, Lang, MeasureId, ParticipantId,
    event::{GovernanceFunction, Placement, ReviewOutcome, SecretariatModel},
    id::Code,
};

/// How a forum's secretariat is set up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Secretariat {
    /// How it is made up.
    pub model: SecretariatModel,
    /// Who staffs it.
    pub by: Vec<ParticipantId>,
    /// Who is its contact in the others.
    pub contacts: Vec<ParticipantId>,
    /// What it does; absent when nobody says, or not everybody may read it.
    pub tasks: Option<Vec<String>>,
    /// The language of the tasks.
    pub lang: Option<Lang>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A review: whether the forum is to go on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Review {
    /// What came of it.
    pub outcome: ReviewOutcome,
    /// Why.
    pub reason: Words,
    /// How the forum met each point of the guidelines.
    pub criteria: Vec<MetPoint>,
    /// When its existence is to be looked at again.
    pub review_by: Option<NaiveDate>,
    /// The decision that settled it.
    pub decision: Option<DecisionId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How one point of the guidelines is met, and who said so when.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MetPoint {
    /// The point.
    pub point: Code,
    /// How it is met.
    pub text: Option<Words>,
    /// Where it comes from: the establishment, a review, or the closing.
    pub origin: Origin,
}

/// The end of a forum. What it decided stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Closing {
    /// Why.
    pub reason: Words,
    /// Forums that take its matters over.
    pub handover: Vec<ForumId>,
    /// Who was consulted before.
    pub consulted: Vec<ParticipantId>,
    /// Why the body to consult was not.
    pub waiver: Option<Words>,
    /// The decision that ended it.
    pub decision: Option<DecisionId>,
    /// Where it comes from; what a source tells of an end ends nothing here.
    pub origin: Origin,
}

/// How one body sees the problem that the forum works on. Several stand side by side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Problem {
    /// Its name within the forum.
    pub id: Code,
    /// Whose view; absent = not documented.
    pub assessor: Option<ParticipantId>,
    /// The view.
    pub statement: Words,
    /// Marks of the problem and whether it has them.
    pub features: BTreeMap<Code, bool>,
    /// How complex, 1 (least) to 5; absent = not said.
    pub complexity: Option<u32>,
    /// How much conflict, 1 (least) to 5; absent = not said.
    pub conflict: Option<u32>,
    /// Whether it is placed in the matrix of the two.
    pub placement: Placement,
    /// Where it comes from.
    pub origin: Origin,
}

/// What the forum achieved on a step of the ladder of coordination.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CoordinationResult {
    /// The version of the ladder.
    pub ladder: u32,
    /// The step, from 1.
    pub step: u32,
    /// What was achieved; a line each where the source has lines.
    pub statement: Words,
    /// Documents that show it.
    pub evidence_docs: Vec<DocumentId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A measure that the forum follows by the function it was given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Followed {
    /// The measure.
    pub measure: MeasureId,
    /// What the forums are for in it.
    pub function: GovernanceFunction,
    /// Whether it has a steering group of its own; absent = not documented.
    pub own_steering_group: Option<bool>,
    /// Where it comes from.
    pub origin: Origin,
}
