//! Kinds 33 and 34: documents that decisions rest on, and who was drawn in.
use crate::{
    edtf::Occurred,
    event::ArchiveRef,
    hash::TextHash,
    id::{Code, ParticipantId},
    text::{Lang, Text},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// 33: a document is on file. The file itself is never in the ledger.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentFiled {
    /// What it is: `report`, `basis`, `minutes`, `note` …; some kinds the rule data refuses as a basis.
    pub kind: Code,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// Who issued it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Text>,
    /// Who issued it, where known to the ledger.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issued_by: Vec<ParticipantId>,
    /// Its date.
    pub date: Occurred,
    /// SHA-256 of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Text<TextHash>>,
    /// Where it can be found: an address or a number, never a title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The language it is written in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Lang>,
    /// Which of the seven questions of a basis it answers (`q1` … `q7`).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<Code, bool>,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// 34: who was drawn in before a decision. Its stream is the subject.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AnchoringRecorded {
    /// Who.
    pub involved: Vec<ParticipantId>,
    /// How.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub how: Text,
    /// When.
    pub when: Occurred,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Text>,
}
