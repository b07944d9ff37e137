//! Kinds 16, 17, 20 and 21: measures, who answers for what, and milestones.
use crate::{
    edtf::Moment,
    id::{Code, DecisionId, DocumentId, ForumId, MeasureId, MilestoneId, StrategyId, StreamId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 16: a measure is taken up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureRegistered {
    /// What it is.
    pub kind: MeasureKind,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// The strategy it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<StrategyId>,
    /// Keys of the strategy's goals that it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Code>,
    /// The forum that follows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// The measure it is a part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<MeasureId>,
    /// Measures that must come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<MeasureId>,
    /// The decision that took it up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// What a measure is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// A measure.
    Measure,
    /// A project.
    Project,
    /// A programme.
    Programme,
    /// A work package.
    WorkPackage,
    /// A task of several.
    JointTask,
}

/// 17: who answers for something (a membership says who sits). Its stream is the subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResponsibilityAssigned {
    /// A participant or a forum.
    pub holder: StreamId,
    /// How it answers.
    pub role: ResponsibilityRole,
    /// From when; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Who had it until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<StreamId>,
    /// The decision that moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// How somebody answers for something.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ResponsibilityRole {
    /// Answers for it; exactly one.
    Responsible,
    /// Takes part in the work.
    Contributing,
    /// Steers it.
    Steering,
    /// Owns the process; one for each core group.
    ProcessOwner,
    /// Coordinates.
    Coordinating,
    /// Drives it forward.
    Driver,
    /// Weighs interests.
    InterestBalancer,
    /// Keeps the system.
    SystemSteward,
}

/// 20: a milestone is planned. The first is the baseline and stands; later ones are forecasts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneScheduled {
    /// Its id within the measure.
    pub id: MilestoneId,
    /// What is to be reached.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// By when, as precise as the plan.
    pub due: Moment,
    /// First plan, or later forecast.
    pub kind: PlanKind,
    /// Why the forecast differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// First plan or later forecast.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlanKind {
    /// The first plan.
    Baseline,
    /// What is now expected.
    Forecast,
}

/// 21: a milestone is reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneReached {
    /// Its id within the measure.
    pub id: MilestoneId,
    /// What was reached, where it was never scheduled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Text>,
    /// When, as precise as the source.
    pub actual: Moment,
    /// Another milestone it can be held against, and under which assumption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compared_with: Option<Comparison>,
    /// Documents that show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence_docs: Vec<DocumentId>,
}

/// A comparison that holds only under an assumption.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The milestone compared with.
    pub id: MilestoneId,
    /// The assumption, in words that follow «if».
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub assumption: Text,
}
