//! Kinds 38 and 39: assignments in letters of allocation and elsewhere, and what was delivered.
use crate::{
    edtf::Moment,
    event::ArchiveRef,
    id::{Code, DecisionId, DocumentId, ParticipantId},
    text::Text,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 38: an assignment is given. Its stream names it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentIssued {
    /// In which kind of letter: `allocation-letter`, `supplementary-letter`, `commission` …
    pub letter: Code,
    /// Its number among the letters of the year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The budget year; absent = not documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    /// Who gives it.
    pub from: Vec<ParticipantId>,
    /// Who is to do it.
    pub to: Vec<ParticipantId>,
    /// What is to be done.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
    /// By when, as precise as the letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// True when several give it together, or several do it together.
    #[serde(default)]
    pub joint: bool,
    /// The decision behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// 39: how an assignment goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignmentReported {
    /// Who says so: a recipient that it is started or delivered, an issuer that it is accepted.
    pub by: ParticipantId,
    /// How it goes.
    pub status: AssignmentStatus,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// The document that was delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<DocumentId>,
}

/// How an assignment goes.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AssignmentStatus {
    /// A recipient has begun.
    Started,
    /// A recipient has delivered.
    Delivered,
    /// An issuer has accepted what was delivered.
    Accepted,
}
