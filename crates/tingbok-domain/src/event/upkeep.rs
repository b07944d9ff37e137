//! Kinds 40, 42 to 45 and 49: corrections of what sources reported, keys, and sealed words.
use crate::{envelope::Role, id::ParticipantId, text::Text};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 40: what a source was reported to say is corrected. The target stays readable beside the correction; no rule
/// reads it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EventAmended {
    /// Position in the log of the entry that is corrected; it stands on the same stream.
    pub target: u64,
    /// Which field: `occurred`, `source.ref`, `source.locator`, `source.file`, or a text of the body such as `title`.
    pub field: String,
    /// What it says there.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub was: Text,
    /// What is right.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub is: Text,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
    /// By which source, or on whose word.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub authority: Text,
}

/// 42: a key that a participant signs with is on record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorKeyEnrolled {
    /// Whose.
    pub participant: ParticipantId,
    /// In which capacity it signs.
    pub role: Role,
    /// `SHA256:` and 43 characters, as `ssh-keygen -l` shows it.
    pub fingerprint: String,
    /// The key (OpenSSH, one line).
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub public_key: Text,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
    /// How it was made sure that the key is the participant's.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub evidence: Text,
}

/// 43: a key is no longer good. What it signed before stays good.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActorKeyRevoked {
    /// Which.
    pub fingerprint: String,
    /// From which day.
    pub from: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
}

/// A sealed word: the entry it belongs to and its digest there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SealedWord {
    /// Position in the log.
    pub position: u64,
    /// The digest, as it stands in the entry's `_sd`.
    pub digest: String,
}

/// 44: sealed words become public.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureReleased {
    /// Which.
    pub targets: Vec<SealedWord>,
    /// On what ground: the law or the request, never a name.
    pub basis: String,
}

/// 45: sealed words are gone for good; the entry and every proof stay valid. Names nobody.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureErased {
    /// Which.
    pub targets: Vec<SealedWord>,
    /// On what ground, never a name.
    pub basis: String,
    /// Why the archives' law lets it be erased here.
    pub archival_basis: ArchivalBasis,
    /// Where the archive keeps its copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<crate::event::ArchiveRef>,
    /// In which capacity it was decided.
    pub by_role: Role,
}

/// Why something may be erased here.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ArchivalBasis {
    /// Its disposal is decided.
    DisposalDecided,
    /// The archive has a copy.
    CopyInArchive,
}

/// 49: the key that signs the log's head changes. Both sign until the overlap ends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogKeyAnnounced {
    /// The new verifier key: `NAME+HASH+KEY` (C2SP signed note).
    pub verifier_key: String,
    /// Last day on which both sign.
    pub overlap_until: NaiveDate,
}
