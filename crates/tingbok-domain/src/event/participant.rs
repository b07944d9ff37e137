//! Kinds 1 to 3: participants and who may stand in for them.
use crate::{
    id::{ForumId, ParticipantId},
    text::{Names, Text},
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 1: an organisation is known to the ledger. Its stream names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantRegistered {
    /// What it is.
    pub kind: ParticipantKind,
    /// Its official name in each language.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub name: Text<Names>,
    /// Its usual short form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Text>,
}

/// What a participant is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantKind {
    /// A ministry.
    Ministry,
    /// The office of the prime minister.
    Pmo,
    /// An agency or directorate.
    Agency,
    /// A group that no source names singly; only in reported events, never a seat.
    Collective,
    /// Anything else.
    Other,
}

/// 2: an organisation is carried on by others, or hands over tasks.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParticipantSucceeded {
    /// Who carries on.
    pub successors: Vec<ParticipantId>,
    /// How.
    pub kind: SuccessionKind,
    /// What the source says, and how sure it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How one organisation follows another.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuccessionKind {
    /// The same under another name: its seat moves.
    Rename,
    /// Parted: its seat in an open round is void.
    Split,
    /// Joined with another: its seat in an open round is void.
    Merge,
    /// Tasks move; both go on.
    Transfer,
}

/// 3: a participant names who may answer in its place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SubstituteDesignated {
    /// Who stands in; the participant itself when another role within it does.
    pub substitute: ParticipantId,
    /// Where it may.
    pub scope: SubstituteScope,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub until: NaiveDate,
}

/// Where a substitute may answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubstituteScope {
    /// In every forum.
    All,
    /// In one forum.
    Forum(ForumId),
}
