//! What every entry carries around its event: who, when, from where, and how sure.
use crate::{
    edtf::Occurred,
    event::{Event, EventKind},
    hash::LeafHash,
    id::{CommandId, EntryId, ForumId, ParticipantId, PrincipalId, StreamId},
    text::Lang,
};
use chrono::{DateTime, NaiveDate, SecondsFormat, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A moment in UTC, whole milliseconds, written `2026-11-22T19:00:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    /// Cuts to whole milliseconds.
    pub fn new(instant: DateTime<Utc>) -> Self {
        Self(instant.trunc_subsecs(3))
    }
    /// The moment.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }
    /// The day it is then in `zone`.
    pub fn day_in(self, zone: chrono_tz::Tz) -> NaiveDate {
        self.0.with_timezone(&zone).date_naive()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl FromStr for Timestamp {
    type Err = chrono::ParseError;
    fn from_str(text: &str) -> Result<Self, chrono::ParseError> {
        DateTime::parse_from_rfc3339(text).map(|instant| Self::new(instant.with_timezone(&Utc)))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// In what capacity somebody acts (domain model, who may append). Always held by an organisation.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Prepares and records for one forum.
    Secretariat,
    /// Leads one forum.
    Chair,
    /// Takes part for itself.
    Member,
    /// Answers for measures that it is responsible for.
    Responsible,
    /// Coordinates the community; who, the rule data says.
    Coordinator,
    /// Evaluates; who, the rule data says.
    Evaluator,
    /// Answers recommendations and assignments.
    Addressee,
    /// Registers participants and facts that a source reports.
    Registrar,
    /// Opens the ledger, sets rule data, grants access.
    Administrator,
    /// Reads everything, appends nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 10] = [
        Self::Secretariat,
        Self::Chair,
        Self::Member,
        Self::Responsible,
        Self::Coordinator,
        Self::Evaluator,
        Self::Addressee,
        Self::Registrar,
        Self::Administrator,
        Self::Auditor,
    ];

    /// True for the roles that record for a whole forum, and so never answer for themselves.
    pub const fn records_for_forum(self) -> bool {
        matches!(self, Self::Secretariat | Self::Chair)
    }

    /// The word used in tokens and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Secretariat => "secretariat",
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Responsible => "responsible",
            Self::Coordinator => "coordinator",
            Self::Evaluator => "evaluator",
            Self::Addressee => "addressee",
            Self::Registrar => "registrar",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
        }
    }
}

/// Who acts: an organisation in a role, derived from the credential, never from what was sent.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// The organisation.
    pub participant: ParticipantId,
    /// In which capacity.
    pub role: Role,
    /// The one forum that the capacity is bound to, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// Whom it stands in for, as a designated substitute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<ParticipantId>,
}

/// Where a statement comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What kind of source.
    pub kind: SourceKind,
    /// As a reader knows it: `DFØ-rapport 2023:7`.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Where in it: a section, a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    /// The name of the stored file it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

impl Source {
    /// Recorded here by those it concerns.
    pub fn native() -> Self {
        Self { kind: SourceKind::Native, reference: None, locator: None, file: None }
    }
}

/// Kinds of [`Source`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Recorded here first.
    Native,
    /// One of the documents that the starting set was read from.
    Seed,
    /// A fuller original of such a document.
    Original,
    /// Another system.
    Import,
}

/// How the ledger knows.
#[derive(
    Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Recorded by those who did it.
    #[default]
    Witnessed,
    /// Told by a source; gives no vote, no adoption and no right.
    Reported,
    /// Concluded from other entries.
    Derived,
}

/// Who may read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody, at once.
    Public,
    /// The forum until the round it belongs to is closed, then everybody.
    AfterOutcome,
    /// The forum. Refused until disclosures exist (see the decision record on restricted content).
    Forum,
    /// Those whom the law lets read. Refused until disclosures exist.
    Restricted(Restriction),
}

/// On what ground something is kept from the public.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// The law.
    pub law: String,
    /// Its section.
    pub section: u32,
    /// The paragraph within the section.
    pub paragraph: u32,
    /// The sentence or letter within it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence_or_letter: Option<String>,
    /// True for the whole, false for a part.
    pub whole: bool,
    /// Whether giving more access than the law demands was weighed.
    pub meirinnsyn_assessed: bool,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What is said about a statement beside its words: the same in a command and in the entry it leads to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Particulars {
    /// When it happened, as precise as the source.
    pub occurred: Occurred,
    /// Where it comes from.
    pub source: Source,
    /// How the ledger knows.
    pub evidence: Evidence,
    /// Who may read.
    pub visibility: Visibility,
    /// The language of the words in the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// The entry that this one answers or corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation: Option<EntryId>,
}

/// One event with all that surrounds it: what the bytes in the log say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// Identity: command id and index.
    pub id: EntryId,
    /// The command that led to it.
    pub command: CommandId,
    /// HMAC-SHA-256 under the ledger's secret of the canonical request, 64 hex digits.
    pub request: String,
    /// Whose history it belongs to.
    pub stream: StreamId,
    /// Its number in the stream, from 1.
    pub version: u64,
    /// When the ledger recorded it; never falls along the log.
    pub recorded_at: Timestamp,
    /// Who acted.
    pub actor: Actor,
    /// Who entered it.
    pub principal: PrincipalId,
    /// What is said beside the words.
    pub particulars: Particulars,
    /// Digests of concealed texts, sorted (transparency: disclosures). Empty when all is open.
    pub sealed: Vec<String>,
    /// What happened.
    pub event: Event,
}

impl Entry {
    /// The kind of its event.
    pub fn kind(&self) -> EventKind {
        self.event.kind()
    }
    /// True when a source tells it.
    pub fn is_reported(&self) -> bool {
        self.particulars.evidence == Evidence::Reported
    }
}

/// An entry at its place in the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    /// Its index in the log, from 0; also its Merkle leaf index.
    pub position: u64,
    /// The Merkle leaf hash of its bytes.
    pub leaf: LeafHash,
    /// What it says.
    pub entry: Entry,
}
