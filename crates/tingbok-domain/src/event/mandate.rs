//! Kinds 12 to 14: texts that a forum or the community works under.
use crate::{
    hash::TextHash,
    id::{DecisionId, MandateId, StreamId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What a mandate stream holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MandateKind {
    /// What a forum is to do.
    Mandate,
    /// How a kind of forum is to be used.
    Guidelines,
    /// How joint measures are followed up.
    GovernanceModel,
    /// Between parties.
    Agreement,
}

/// A draft's number `n-mm`: written on version n (00 = none yet), it leads to version n + 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DraftNumber {
    /// The version it is written on; 0 = none yet.
    pub on_version: u32,
    /// The draft's own number on that version, from 0.
    pub draft: u32,
}

crate::schema::string!(DraftNumber, "^[0-9]{2,4}-[0-9]{2,4}$");

/// Not a draft's number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» is not the number of a draft: write two digits, hyphen, two digits, like 00-00 or 01-02"
)]
pub struct DraftNumberError(String);

impl FromStr for DraftNumber {
    type Err = DraftNumberError;
    fn from_str(text: &str) -> Result<Self, DraftNumberError> {
        let fault = || DraftNumberError(text.chars().take(40).collect());
        let (on, draft) = text.split_once('-').ok_or_else(fault)?;
        let number = |digits: &str| {
            let fits =
                (2..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| digits.parse::<u32>().ok()).flatten().ok_or_else(fault)
        };
        Ok(Self { on_version: number(on)?, draft: number(draft)? })
    }
}

impl TryFrom<String> for DraftNumber {
    type Error = DraftNumberError;
    fn try_from(text: String) -> Result<Self, DraftNumberError> {
        text.parse()
    }
}

impl From<DraftNumber> for String {
    fn from(number: DraftNumber) -> String {
        number.to_string()
    }
}

impl fmt::Display for DraftNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.on_version, self.draft)
    }
}

/// 12: a draft is laid forward, or said to be under way.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MandateTextSubmitted {
    /// What the stream holds.
    pub kind: MandateKind,
    /// Whose it is: a forum or a participant.
    pub owner: StreamId,
    /// Laid forward, or only said to be under way.
    pub status: TextStatus,
    /// The draft's number.
    pub version: DraftNumber,
    /// The draft it builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<DraftNumber>,
    /// The text, section by section; absent when only announced or reported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sections: Option<Text<Vec<Section>>>,
    /// SHA-256 over the sections ([`TextHash::of_sections`]); filled in by the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Text<TextHash>>,
    /// Why the text is revised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// Whether a text is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TextStatus {
    /// Under way.
    Announced,
    /// Laid forward.
    Submitted,
}

/// A section of a text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub key: String,
    /// Its words.
    pub text: String,
}

/// 13: a version is adopted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MandateAdopted {
    /// What the stream holds.
    pub kind: MandateKind,
    /// Whose it is.
    pub owner: StreamId,
    /// The version, from 1.
    pub version: u32,
    /// The draft that became it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_draft: Option<DraftNumber>,
    /// First day in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective_from: Option<NaiveDate>,
    /// When it is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<NaiveDate>,
    /// The decision that adopted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
    /// What a source says of its content, when the text is not here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub described_as: Option<Text>,
}

/// 14: a version is no longer in force, and nothing takes its place in this stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MandateRepealed {
    /// The version in force until now.
    pub version: u32,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
    /// The mandate that takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<MandateId>,
    /// The decision that repealed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}
