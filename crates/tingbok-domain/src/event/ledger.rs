//! Kinds 41, 46, 47 and 48: the ledger's opening, its rule data, and who may append.
use crate::{
    envelope::Role,
    event::decision::Matter,
    hash::TextHash,
    id::{Code, DecisionId, ForumId, ParticipantId, PrincipalId},
    text::{Names, Text},
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 48: a ledger is opened. At position 0 and nowhere else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LedgerOpened {
    /// The ledger's identity.
    pub ledger_id: uuid::Uuid,
    /// The name its checkpoints carry, without a scheme: `ledger.example/log`.
    pub origin: String,
    /// The ledger it carries on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predecessor: Option<Predecessor>,
    /// The time zone that days and deadlines are counted in.
    #[schemars(with = "String")]
    pub time_zone: chrono_tz::Tz,
    /// What the rules start from.
    pub rules: StartingRules,
}

/// The ledger that another one carries on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Predecessor {
    /// Its origin.
    pub origin: String,
    /// Its last known checkpoint, verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
}

/// The rule data a ledger starts with: all that is particular to a community, and not to consensus.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StartingRules {
    /// Dated rule data.
    #[serde(default)]
    pub tables: RuleTables,
    /// The community's own words for positions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub position_words: Vec<PositionWord>,
    /// What holds where no forum has rules of its own.
    pub defaults: RoundRules,
}

/// [`StartingRules`] as they are read: the first ledgers had their ladder beside the tables.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartingRulesRead {
    #[serde(default)]
    tables: RuleTables,
    #[serde(default)]
    ladder: Option<Ladder>,
    #[serde(default)]
    position_words: Vec<PositionWord>,
    defaults: RoundRules,
}

impl<'de> Deserialize<'de> for StartingRules {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = StartingRulesRead::deserialize(deserializer)?;
        let ladder = read.tables.ladder.or(read.ladder);
        let tables = RuleTables { ladder, ..read.tables };
        Ok(Self { tables, position_words: read.position_words, defaults: read.defaults })
    }
}

/// Tables of rule data that rules look things up in.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleTables {
    /// Days that are no working days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<NaiveDate>,
    /// The kinds of forums there can be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forum_kinds: Vec<ForumKind>,
    /// Whom to consult before a forum of a kind is established.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consult: Vec<ConsultRule>,
    /// Who coordinates the community.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub coordinating: Vec<DatedHolder>,
    /// Who evaluates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evaluating: Vec<DatedHolder>,
    /// Kinds of documents that can never be a basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused_basis_kinds: Vec<Code>,
    /// A ladder of coordination; one of a version that is known takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Ladder>,
}

/// A kind of forum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForumKind {
    /// Its code.
    pub code: Code,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<Names>>,
    /// True when a forum of this kind must say when it is reviewed.
    #[serde(default)]
    pub review_by_required: bool,
    /// The points that a forum of this kind is held against when it begins, is reviewed or ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<ChecklistPoint>,
    /// Who may read what belongs to such a forum's rounds.
    pub visibility_default: DefaultVisibility,
}

/// A point of guidelines.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChecklistPoint {
    /// Its key: `g1`.
    pub point: Code,
    /// What it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Text<Names>>,
}

/// Who may read by default.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DefaultVisibility {
    /// Everybody, at once.
    Public,
    /// Everybody, once the round is closed.
    AfterOutcome,
}

/// Whom to consult before a forum of a kind is established or closed, and from when on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsultRule {
    /// The kind of forum.
    pub kind: Code,
    /// Whom.
    pub participant: ParticipantId,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// Who holds a function, and from when on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DatedHolder {
    /// Who.
    pub participant: ParticipantId,
    /// First day; absent = from the start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// A ladder of coordination.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Its version.
    pub version: u32,
    /// Its steps, lowest first.
    pub steps: Vec<LadderStep>,
}

/// A step of a ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LadderStep {
    /// Its number, from 1.
    pub n: u32,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub name: Text<Names>,
}

/// The community's own word for a position.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PositionWord {
    /// The position.
    pub code: Code,
    /// The word in each language.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub word: Text<Names>,
}

/// How rounds are held; every field that is absent leaves what held before.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RoundRules {
    /// In silence: explicit agreements needed from others than the proposer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<u32>,
    /// In declared: more than this share of the electors present or answered, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_quorum: Option<u32>,
    /// Matters beside the general that a written procedure may settle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence_for: Option<Vec<Matter>>,
    /// Fewest working days from opening to deadline in a written procedure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence_min_working_days: Option<u32>,
    /// Whether basis and anchoring must be there before a round by consensus or declaration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis_required: Option<bool>,
    /// Who may read what belongs to a round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility_default: Option<DefaultVisibility>,
}

/// 41: rules are set. They hold for rounds opened afterwards.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionRulesSet {
    /// The one forum they are for; absent = the whole ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// How rounds are held.
    #[serde(default)]
    pub rounds: RoundRules,
    /// Rule data added; only for the whole ledger.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tables: Option<RuleTables>,
    /// The decision that set them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// 46: somebody may append.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessGranted {
    /// Who enters: the token's id or the client's.
    pub principal: PrincipalId,
    /// What it is.
    pub kind: PrincipalKind,
    /// SHA-256 of the token's 256-bit secret.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_sha256: Option<TextHash>,
    /// The client's identity outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// For which organisation.
    pub participant: ParticipantId,
    /// In which capacity.
    pub role: Role,
    /// In which forum, where the capacity is bound to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forum: Option<ForumId>,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// What enters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrincipalKind {
    /// A token made here.
    Token,
    /// A client of another issuer.
    Client,
}

/// 47: a right ends, at once for new appends.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessRevoked {
    /// Whose.
    pub principal: PrincipalId,
    /// From which day it is known to have been unsafe.
    pub from: NaiveDate,
    /// Why.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub reason: Text,
}
