//! Names of things. A slug is `[a-z0-9-]{1,64}`, never reused; decisions and documents are numbers, so that
//! an identity never tells what the matter is about (domain model, streams).
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr, sync::Arc};

/// Why a name is not one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Not `[a-z0-9-]{1,64}`.
    #[error("«{0}» is not a name: use 1 to 64 of a–z, 0–9 and hyphen")]
    Slug(String),
    /// Not a positive whole number.
    #[error("«{0}» is not a number of a {1}: write it as {1}-1, {1}-2 …")]
    Number(String, &'static str),
    /// No such kind of stream.
    #[error(
        "«{0}» names no stream: write KIND-ID or KIND/ID, where KIND is one of participant, forum, mandate, strategy, measure, decision, document, evaluation, assignment, ledger"
    )]
    Stream(String),
}

fn check_slug(text: &str) -> Result<(), IdError> {
    let fits = (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if fits { Ok(()) } else { Err(IdError::Slug(text.to_owned())) }
}

macro_rules! slug_id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);
        crate::schema::string!($name, "^[a-z0-9-]{1,64}$");
        impl $name {
            /// The slug.
            pub fn as_str(&self) -> &str { &self.0 }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> { check_slug(text)?; Ok(Self(text.into())) }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> { text.parse() }
        }
        impl From<$name> for String { fn from(id: $name) -> String { id.0.as_ref().to_owned() } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )*};
}

slug_id! {
    /// An organisation that takes part: a ministry, an agency, never a person.
    ParticipantId;
    /// A forum of any kind.
    ForumId;
    /// A mandate: a text with versions that an owner works under.
    MandateId;
    /// A measure, project, programme or work package.
    MeasureId;
    /// A strategy.
    StrategyId;
    /// An evaluation.
    EvaluationId;
    /// An assignment.
    AssignmentId;
    /// A recommendation, in the whole ledger.
    RecommendationId;
    /// A benefit of one measure.
    BenefitId;
    /// A meeting of one forum.
    MeetingId;
    /// A milestone of one measure.
    MilestoneId;
    /// Who entered something: a token or an outside client.
    PrincipalId;
    /// A word of the rule data: a kind of forum or document, a point of guidelines.
    Code;
}

macro_rules! number_id {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        #[serde(try_from = "u64", into = "u64")]
        pub struct $name(pub u64);
        crate::schema::number!($name, $word);
        impl TryFrom<u64> for $name {
            type Error = IdError;
            fn try_from(number: u64) -> Result<Self, IdError> {
                if number > 0 { Ok(Self(number)) } else { Err(IdError::Number("0".to_owned(), $word)) }
            }
        }
        impl From<$name> for u64 { fn from(id: $name) -> u64 { id.0 } }
        impl FromStr for $name {
            type Err = IdError;
            /// Takes `7` and the whole name with its kind.
            fn from_str(text: &str) -> Result<Self, IdError> {
                let digits = text.strip_prefix(concat!($word, "-")).unwrap_or(text);
                match digits.parse::<u64>() {
                    Ok(n) if n > 0 && !digits.starts_with(['0', '+']) => Ok(Self(n)),
                    _ => Err(IdError::Number(text.to_owned(), $word)),
                }
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{}", self.0) }
        }
    )*};
}

number_id! {
    /// A decision, numbered from 1.
    DecisionId = "decision";
    /// A document, numbered from 1.
    DocumentId = "document";
}

/// What a stream is the history of.
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
pub enum StreamKind {
    /// An organisation.
    Participant,
    /// A forum.
    Forum,
    /// A mandate, guidelines, governance model or agreement.
    Mandate,
    /// A strategy.
    Strategy,
    /// A measure, project, programme or work package.
    Measure,
    /// A decision (numbered).
    Decision,
    /// A document (numbered).
    Document,
    /// An evaluation.
    Evaluation,
    /// An assignment.
    Assignment,
    /// The ledger itself: opening, rule data, access.
    Ledger,
}

impl StreamKind {
    /// Every kind, in the order of the domain model.
    pub const ALL: [Self; 10] = [
        Self::Participant,
        Self::Forum,
        Self::Mandate,
        Self::Strategy,
        Self::Measure,
        Self::Decision,
        Self::Document,
        Self::Evaluation,
        Self::Assignment,
        Self::Ledger,
    ];

    /// The word before the first hyphen of a stream's name.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Participant => "participant",
            Self::Forum => "forum",
            Self::Mandate => "mandate",
            Self::Strategy => "strategy",
            Self::Measure => "measure",
            Self::Decision => "decision",
            Self::Document => "document",
            Self::Evaluation => "evaluation",
            Self::Assignment => "assignment",
            Self::Ledger => "ledger",
        }
    }

    /// True for kinds whose ids are numbers that the ledger can give.
    pub const fn is_numbered(self) -> bool {
        matches!(self, Self::Decision | Self::Document)
    }
}

/// The history of one thing: `forum-klima`, `decision-7`, `ledger`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct StreamId {
    /// What it is the history of.
    pub kind: StreamKind,
    id: Arc<str>,
}

impl StreamId {
    /// The one stream of the ledger itself.
    pub fn ledger() -> Self {
        Self { kind: StreamKind::Ledger, id: "".into() }
    }
    /// The part after the kind; empty for the ledger's own.
    pub fn id(&self) -> &str {
        &self.id
    }
    /// A stream of a numbered kind.
    pub fn numbered(kind: StreamKind, number: u64) -> Self {
        Self { kind, id: number.to_string().into() }
    }
}

impl FromStr for StreamId {
    type Err = IdError;
    /// Takes `forum-klima` and `forum/klima`.
    fn from_str(text: &str) -> Result<Self, IdError> {
        if text == "ledger" {
            return Ok(Self::ledger());
        }
        let unknown = || IdError::Stream(text.chars().take(80).collect());
        let (word, id) = text.split_once(['-', '/']).ok_or_else(unknown)?;
        let kind = StreamKind::ALL
            .into_iter()
            .find(|k| k.word() == word && *k != StreamKind::Ledger)
            .ok_or_else(unknown)?;
        match kind {
            StreamKind::Decision => id.parse::<DecisionId>().map(|n| Self::numbered(kind, n.0)),
            StreamKind::Document => id.parse::<DocumentId>().map(|n| Self::numbered(kind, n.0)),
            StreamKind::Participant
            | StreamKind::Forum
            | StreamKind::Mandate
            | StreamKind::Strategy
            | StreamKind::Measure
            | StreamKind::Evaluation
            | StreamKind::Assignment
            | StreamKind::Ledger => check_slug(id).map(|()| Self { kind, id: id.into() }),
        }
    }
}

impl TryFrom<String> for StreamId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<StreamId> for String {
    fn from(stream: StreamId) -> String {
        stream.to_string()
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind == StreamKind::Ledger {
            f.write_str("ledger")
        } else {
            write!(f, "{}-{}", self.kind.word(), self.id)
        }
    }
}

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

macro_rules! stream_of {
    ($($name:ident => $kind:ident;)*) => {$(
        impl From<&$name> for StreamId {
            fn from(id: &$name) -> Self { Self { kind: StreamKind::$kind, id: id.to_string().into() } }
        }
        impl TryFrom<&StreamId> for $name {
            type Error = IdError;
            fn try_from(stream: &StreamId) -> Result<Self, IdError> {
                if stream.kind == StreamKind::$kind { stream.id.parse() } else { Err(IdError::Stream(stream.to_string())) }
            }
        }
    )*};
}

stream_of! {
    ParticipantId => Participant;
    ForumId => Forum;
    MandateId => Mandate;
    MeasureId => Measure;
    StrategyId => Strategy;
    EvaluationId => Evaluation;
    AssignmentId => Assignment;
    DecisionId => Decision;
    DocumentId => Document;
}

/// Identity of a command: `UUIDv5` of principal and idempotency key.
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
#[serde(transparent)]
pub struct CommandId(pub uuid::Uuid);

/// Identity of an entry: `UUIDv5` of command id and index within the command.
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
#[serde(transparent)]
pub struct EntryId(pub uuid::Uuid);

/// Name space of Tingbok's own UUIDs; itself a `UUIDv5` of `tingbok.ledger` in the DNS name space.
pub const NAMESPACE: uuid::Uuid = uuid::Uuid::from_u128(0xcbb4_2350_1219_5a23_a545_1bd4_a7cc_0230);

impl CommandId {
    /// The same principal and key give the same command, for ever.
    pub fn of(principal: &PrincipalId, idempotency_key: uuid::Uuid) -> Self {
        let mut name = principal.as_str().as_bytes().to_vec();
        name.push(0);
        name.extend_from_slice(idempotency_key.as_bytes());
        Self(uuid::Uuid::new_v5(&NAMESPACE, &name))
    }

    /// The `index`-th entry of this command, from 0.
    pub fn entry(self, index: u32) -> EntryId {
        EntryId(uuid::Uuid::new_v5(&self.0, &index.to_be_bytes()))
    }
}

impl fmt::Display for CommandId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_read_with_hyphen_or_slash_and_written_with_hyphen() {
        for text in ["forum-klima", "forum/klima"] {
            assert_eq!(text.parse::<StreamId>().unwrap().to_string(), "forum-klima");
        }
        assert_eq!("ledger".parse::<StreamId>().unwrap(), StreamId::ledger());
    }

    #[test]
    fn a_decision_is_a_number_and_never_a_slug_of_its_title() {
        assert!("decision-felles-ikt".parse::<StreamId>().is_err());
        assert!("decision-007".parse::<StreamId>().is_err());
        assert_eq!("decision-7".parse::<StreamId>().unwrap().id(), "7");
    }

    #[test]
    fn names_are_lower_case_letters_digits_and_hyphens() {
        for bad in ["", "Klima", "a b", "æ", &"a".repeat(65)] {
            assert!(bad.parse::<ForumId>().is_err(), "{bad}");
        }
    }
}
