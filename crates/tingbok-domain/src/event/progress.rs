//! Kinds 18, 19, 22 and 23: how a measure is governed, how it goes, what pays for it and what it gives.
use crate::{
    event::Years,
    id::{BenefitId, DecisionId, ForumId, ParticipantId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 18: what the forums are for in a measure. None recorded = not set.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GovernanceFunctionSet {
    /// What they are for.
    pub function: GovernanceFunction,
    /// The forums that follow it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub followed_in: Vec<ForumId>,
    /// Whether the measure has a steering group of its own; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_steering_group: Option<bool>,
}

/// What the forums are for in a measure.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GovernanceFunction {
    /// They decide on it.
    Decide,
    /// They give advice.
    Advise,
    /// They are told; decisions are made elsewhere.
    Inform,
    /// It does not follow the model.
    OutsideModel,
}

/// 19: how a measure goes, as somebody reports it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeasureStatusReported {
    /// How it goes.
    pub status: MeasureStatus,
    /// Whether the whole of it is still aimed at; absent = as before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// Whether this was said of it alone, or of several together.
    pub said_of: SaidOf,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// When the next report is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_report_by: Option<NaiveDate>,
}

/// How a measure goes.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MeasureStatus {
    /// Not begun.
    Planned,
    /// Under way.
    Ongoing,
    /// Under way, behind its plan.
    Delayed,
    /// Set aside for a time.
    Paused,
    /// Done.
    Completed,
    /// Given up.
    Stopped,
}

impl MeasureStatus {
    /// True when nothing follows it.
    pub const fn is_terminal(self) -> bool {
        matches!(self, Self::Completed | Self::Stopped)
    }
}

/// How much of a measure is aimed at.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The whole.
    Full,
    /// Less: started small, or with lower ambition.
    Reduced,
}

/// Of what a status was said.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SaidOf {
    /// Of this measure.
    Single,
    /// Of several together; a source did not say it of this one.
    AllTogether,
}

/// 22: money or staff for a measure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FundingRecorded {
    /// How far it has come.
    pub stage: FundingStage,
    /// What is given.
    pub resource: Resource,
    /// By which model, in words: programme funding, shared after size …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<Text>,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payers: Vec<ParticipantId>,
    /// How much, with its unit, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Text>,
    /// The chapter and item of the budget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_item: Option<String>,
    /// For which years; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub years: Option<Years>,
    /// The decision that settled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// How far funding has come.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum FundingStage {
    /// Asked for.
    Proposed,
    /// Agreed.
    Agreed,
    /// In a budget or a letter of allocation.
    Allocated,
}

/// What is given.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Resource {
    /// Money.
    Money,
    /// People's time.
    Staff,
}

/// 23: what a measure is expected to give, or was measured to have given.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BenefitRecorded {
    /// Its id within the measure.
    pub id: BenefitId,
    /// Of which kind.
    pub kind: BenefitKind,
    /// Expected or measured.
    pub stage: BenefitStage,
    /// What it is.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub statement: Text,
    /// How much, with its unit, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Text>,
}

/// Expected or measured.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BenefitStage {
    /// Hoped for.
    Expected,
    /// Seen.
    Measured,
}

/// Of which kind a benefit is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum BenefitKind {
    /// Safety of information.
    Security,
    /// Readiness for crises.
    Preparedness,
    /// Skills.
    Competence,
    /// Money saved.
    Savings,
    /// Better use of what there is.
    ResourceUse,
    /// Room to develop.
    Development,
    /// Room to change.
    Flexibility,
    /// Better results.
    Quality,
    /// Anything else.
    Other,
}
