//! Kind 15: strategies with goals.
use crate::{
    id::{Code, ForumId, ParticipantId, StrategyId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 15: a strategy is proposed, adopted, replaced or ended. Each one tells the whole of it anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategyPublished {
    /// How far it has come.
    pub status: StrategyStatus,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// The years it is for; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<Years>,
    /// Its goals.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub goals: Vec<Goal>,
    /// Who owns it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<ParticipantId>,
    /// The forum whose strategy it is; absent = the whole community's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// The strategy it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<StrategyId>,
}

/// How far a strategy has come.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum StrategyStatus {
    /// Laid forward.
    Proposed,
    /// In force.
    Adopted,
    /// Another one took its place.
    Replaced,
    /// Over.
    Ended,
}

/// A goal of a strategy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its key within the strategy.
    pub key: Code,
    /// Its words.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
}

/// Years, first and last, inclusive.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(deny_unknown_fields)]
pub struct Years {
    /// The first.
    pub from: i32,
    /// The last.
    pub to: i32,
}
