//! Kinds 35 to 37: evaluations, what they recommend, and what was answered.
use crate::{
    id::{Code, DocumentId, ParticipantId, RecommendationId, StreamId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 35: an evaluation is published.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EvaluationPublished {
    /// What it is called, where no document is filed that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// Who evaluated.
    pub by: Vec<ParticipantId>,
    /// Who asked for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commissioned_by: Option<ParticipantId>,
    /// What was evaluated.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subject: Vec<StreamId>,
    /// What was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The document it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<DocumentId>,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// What it is about: `progress`, `organisation`, `effects` …
    pub dimension: Code,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
}

/// 36: somebody is advised to do something. Its stream is what the advice stands in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationIssued {
    /// Its id in the whole ledger.
    pub id: RecommendationId,
    /// What it is.
    pub kind: RecommendationKind,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
    /// To whom; empty = not documented.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<ParticipantId>,
    /// By when an answer is looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_by: Option<NaiveDate>,
}

/// What a recommendation is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum RecommendationKind {
    /// A recommendation, which is answered.
    Recommendation,
    /// Advice.
    Advice,
    /// A lesson.
    Lesson,
}

/// 37: an addressee answers. Silence is never an answer; the latest answer counts, all are kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecommendationAnswered {
    /// The recommendation.
    pub id: RecommendationId,
    /// Who answers.
    pub by: ParticipantId,
    /// The answer.
    pub response: Response,
    /// In its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// What is done about it: measures, decisions, assignments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub follow_up: Vec<StreamId>,
}

/// What an addressee answers.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// It will be followed.
    Accepted,
    /// In part.
    Partly,
    /// It will not.
    Rejected,
    /// Read; nothing is promised.
    Noted,
    /// What was promised is done.
    Closed,
}
