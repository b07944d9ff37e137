//! Kinds 24 to 32, 50 and 52: decisions, rounds and positions (domain model, consensus machine).
use crate::{
    event::ArchiveRef,
    hash::{LeafHash, TextHash},
    id::{DecisionId, DocumentId, ForumId, MeetingId, ParticipantId, StreamId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 24: a text is proposed; it becomes revision 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionProposed {
    /// The forum that is to decide.
    pub forum: ForumId,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// What is to be agreed to.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
    /// SHA-256 of the text in UTF-8; filled in by the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Text<TextHash>>,
    /// What kind of matter.
    pub matter: Matter,
    /// The things it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topic_refs: Vec<StreamId>,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// What kind of matter a decision is on.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// None of the others.
    General,
    /// Money.
    Budget,
    /// Persons employed.
    Personnel,
    /// A mandate.
    Mandate,
}

/// 25: the text is changed; an open round is interrupted and its positions are void.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRevised {
    /// The new revision, one more than the last.
    pub revision: u32,
    /// The new text.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
    /// SHA-256 of the text in UTF-8; filled in by the ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Text<TextHash>>,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
}

/// How a round is held.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Everybody answers.
    Consensus,
    /// Written procedure: silence until the deadline does not block, and is not agreement.
    Silence,
    /// The meeting stated that the forum agreed.
    Declared,
}

/// Which rules a round is held under: the version of the tally and the rule data in force.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleVersion {
    /// The version of the tally function.
    pub tally: u32,
    /// Position in the log of the rule data in force.
    pub rules: u64,
}

/// What a round needs beside the absence of objections; frozen when it opens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// In silence: explicit agreements needed from others than the proposer.
    pub consents: u32,
    /// In declared: more than this share of the electors present or answered, in percent.
    pub present_percent: u32,
}

/// 26: a round is opened. The electorate, the text and the rules are computed and frozen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundOpened {
    /// Its number, from 1.
    pub round: u32,
    /// The revision it is on.
    pub revision: u32,
    /// How it is held.
    pub method: Method,
    /// The meeting that stated agreement, in a declared round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// How the electors were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified_by: Option<Text>,
    /// Last day to answer, inclusive, in the ledger's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// The basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis_docs: Vec<DocumentId>,
    /// Why there is no basis or no anchoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Text>,
    /// Why the matter is taken up again, after any earlier round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen_reason: Option<Text>,
    /// Who answers, computed from the witnessed memberships of that moment, in order of id.
    pub electorate: Vec<ParticipantId>,
    /// Leaf hash of the entry that carries the text.
    pub text_leaf: LeafHash,
    /// What it needs.
    pub quorum: Quorum,
    /// Under which rules.
    pub rule_version: RuleVersion,
}

/// What a participant answers.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Agrees.
    Consents,
    /// Does not agree and does not block.
    StandsAside,
    /// Blocks.
    Reserves,
    /// Blocks this round and asks for a discussion.
    RequestsDiscussion,
    /// Takes no part.
    Recuses,
    /// Takes its answer back.
    Withdrawn,
}

/// Why a participant takes no part.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It must not.
    Disqualified,
    /// The matter does not concern it.
    NotAffected,
}

/// How far an answer is cleared: an official's answer does not bind the minister.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cleared {
    /// In the administration.
    Administrative,
    /// With the political leadership.
    Political,
    /// Not said.
    #[default]
    NotStated,
}

/// 27: a participant answers. The latest counts, all are kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionTaken {
    /// The round.
    pub round: u32,
    /// Whose answer.
    pub participant: ParticipantId,
    /// The answer.
    pub position: Position,
    /// True when agreement holds on a condition.
    #[serde(default)]
    pub conditional: bool,
    /// The condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Text>,
    /// The differing view of one who stands aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Text>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// What would lift a reservation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolves_if: Option<Text>,
    /// A remark; never changes what an answer counts as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Text>,
    /// Why it takes no part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// How far it is cleared.
    #[serde(default)]
    pub cleared: Cleared,
    /// The substitute that answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_substitute: Option<ParticipantId>,
    /// The meeting it was given in, when recorded for the participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// Leaf hash of the entry with the text that was answered.
    pub text_leaf: LeafHash,
    /// Leaf hash of the seat's previous answer in the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<LeafHash>,
    /// The key it is signed with (OpenSSH).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<Text>,
    /// The signature (SSHSIG).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Text>,
}

/// 28: the deadline of an open round is moved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeadlineExtended {
    /// The round.
    pub round: u32,
    /// The new last day.
    pub new_deadline: NaiveDate,
    /// Who asked; once in a round.
    pub requested_by: ParticipantId,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
}

/// How a round ended.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Adopted.
    Adopted,
    /// Adopted, with a differing view on record.
    AdoptedWithDissent,
    /// Somebody blocked.
    NotAgreed,
    /// Not settled in time.
    Lapsed,
}

impl Outcome {
    /// True for the two outcomes that put a revision in force.
    pub const fn is_adopted(self) -> bool {
        matches!(self, Self::Adopted | Self::AdoptedWithDissent)
    }
}

/// What one elector counts as.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    /// Agreement.
    Consents,
    /// An answer that is not agreement and does not block.
    StandsAside,
    /// Blocks.
    Reserves,
    /// Blocks this round.
    RequestsDiscussion,
    /// Left out of the tally.
    Recuses,
    /// No answer, where one was needed.
    Missing,
    /// No answer by the deadline of a written procedure; never agreement.
    Silent,
    /// The answer recorded for it is contested by the participant.
    Contested,
    /// Took its answer back.
    Withdrawn,
    /// At the meeting, and no objection was recorded.
    PresentNoObjection,
    /// Not at the meeting.
    Absent,
}

/// One row of a tally.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TallyRow {
    /// The elector.
    pub participant: ParticipantId,
    /// What it counts as.
    pub counts_as: CountsAs,
    /// True for agreement on a condition.
    #[serde(default)]
    pub conditional: bool,
    /// Position in the log of the answer that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<u64>,
}

/// 29: a round is closed. Outcome and tally are computed and frozen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundClosed {
    /// The round.
    pub round: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// One row for each elector, in order of id.
    pub tally: Vec<TallyRow>,
    /// Under which rules.
    pub rule_version: RuleVersion,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// 30: the procedure ends; what is in force stays.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionWithdrawn {
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
    /// Where the matter goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_to: Option<ReferredTo>,
}

/// Where a withdrawn matter goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReferredTo {
    /// To the ordinary line.
    Line,
    /// To another forum.
    Forum,
    /// To the political leadership; it may come back.
    PoliticalClarification,
}

/// 31: another decision takes this one's place. Its stream is the old decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionSuperseded {
    /// The decision that does.
    pub by: DecisionId,
    /// How far.
    pub extent: Extent,
    /// What is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// How far something is replaced.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Extent {
    /// All of it.
    Whole,
    /// A part; the rest stays in force.
    Part,
}

/// 32: a source tells of a decision. It stands apart and is never in force here.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionReported {
    /// The forum the source names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// What the source says of it.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub text: Text,
    /// To whom the source attributes it.
    pub attribution: Attribution,
    /// The body named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<ParticipantId>,
    /// How many single positions the source gives.
    pub documented: Documented,
    /// Those it gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<ReportedPosition>,
}

/// To whom a source attributes a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attribution {
    /// To the group as a whole.
    Collective,
    /// To a body it names.
    Body,
    /// It does not say.
    Unknown,
}

/// How many single positions a source gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Documented {
    /// None.
    None,
    /// Some.
    Some,
    /// All.
    All,
}

/// A position that a source names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportedPosition {
    /// Whose.
    pub participant: ParticipantId,
    /// Which.
    pub position: Position,
}

/// 50: a participant confirms or contests what was recorded for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionAttested {
    /// Position in the log of a position recorded for it, or of the closing of a declared round that lists it.
    pub target: u64,
    /// Who attests: the participant itself.
    pub participant: ParticipantId,
    /// How.
    pub response: Attestation,
    /// In its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Text>,
    /// The key it is signed with (OpenSSH).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public_key: Option<Text>,
    /// The signature (SSHSIG).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Text>,
}

/// Whether a record is right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attestation {
    /// It is.
    Confirmed,
    /// It is not.
    Contested,
}

/// 52: a referred matter comes back, with a published result.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionReturned {
    /// The document with the result.
    pub result_ref: DocumentId,
}
