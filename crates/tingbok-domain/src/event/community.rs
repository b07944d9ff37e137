//! Kinds 6 and 8 to 11: a forum's secretariat, reviews and end, the problem it works on and what came of it.
use crate::{
    event::Criterion,
    id::{Code, DecisionId, DocumentId, ForumId, ParticipantId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// 6: how a forum's secretariat is set up. The latest one counts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretariatOrganised {
    /// How it is made up.
    pub model: SecretariatModel,
    /// Who staffs it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<ParticipantId>,
    /// Who is its contact in the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<ParticipantId>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tasks: Option<Text<Vec<String>>>,
}

/// How a secretariat is made up.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SecretariatModel {
    /// Of several participants.
    Broad,
    /// Of one.
    Single,
    /// A small one, however made up.
    Small,
    /// There is none.
    None,
    /// No source says how it is made up.
    NotDocumented,
}

/// 8: it was looked at whether a forum is to go on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForumReviewed {
    /// What came of it.
    pub outcome: ReviewOutcome,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
    /// How it meets each point of the guidelines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// When its existence is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<NaiveDate>,
    /// The decision that settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// What came of a review.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ReviewOutcome {
    /// It goes on as it is.
    Continue,
    /// It goes on, changed.
    Adjust,
    /// It is to end; its closing is another event.
    WindDown,
}

/// 9: a forum ends. What it decided stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForumClosed {
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
    /// Forums that take its matters over, and may replace its decisions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handover: Vec<ForumId>,
    /// Who was consulted before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<ParticipantId>,
    /// Why the body to consult was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Text>,
    /// How it met each point of the guidelines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// The decision that ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// 10: how one body sees the problem that a forum works on. Several may stand side by side.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProblemAssessed {
    /// Its name within the forum.
    pub id: Code,
    /// Whose view; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessor: Option<ParticipantId>,
    /// The view.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub statement: Text,
    /// Marks of the problem and whether it has them: `known-solution`, `wicked` …; absent = not said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub features: BTreeMap<Code, bool>,
    /// How complex, 1 (least) to 5; absent = not said, never worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complexity: Option<u32>,
    /// How much conflict, 1 (least) to 5; absent = not said, never worked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conflict: Option<u32>,
    /// Whether the problem is placed in the matrix of complexity and conflict.
    pub placement: Placement,
}

/// Whether a problem is placed in the matrix.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// It is, and both axes are given.
    Documented,
    /// It was placed, but the source does not say where.
    NotDocumented,
    /// Nobody has placed it.
    None,
}

/// 11: what a forum achieved on a step of the ladder of coordination.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoordinationResultRecorded {
    /// The version of the ladder.
    pub ladder: u32,
    /// The step, from 1.
    pub step: u32,
    /// What was achieved; a line each where the source has lines.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub statement: Text,
    /// Documents that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence_docs: Vec<DocumentId>,
}
