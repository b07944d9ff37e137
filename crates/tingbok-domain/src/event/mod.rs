//! Everything that can have happened: one type for each kind, in the past tense, facts only.
//! Numbers are those of the domain model's table. A new kind breaks the build wherever it must be handled.
pub mod assignment;
pub mod community;
pub mod decision;
pub mod document;
pub mod evaluation;
pub mod forum;
pub mod ledger;
pub mod mandate;
pub mod measure;
pub mod participant;
pub mod progress;
pub mod strategy;
pub mod upkeep;

pub use assignment::*;
pub use community::*;
pub use decision::*;
pub use document::*;
pub use evaluation::*;
pub use forum::*;
pub use ledger::*;
pub use mandate::*;
pub use measure::*;
pub use participant::*;
pub use progress::*;
pub use strategy::*;
pub use upkeep::*;

use crate::id::StreamKind;
use serde::{Deserialize, Serialize};

/// Where the archive keeps a thing; the ledger is not the archive, it points to it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchiveRef {
    /// Whose archive.
    pub body: String,
    /// The case.
    pub case_no: String,
    /// The journal entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub journal_no: Option<String>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<chrono::NaiveDate>,
}

macro_rules! events {
    ($($(#[$doc:meta])* $number:literal $kind:ident on $($stream:ident)|+, $schema:literal;)*) => {
        /// What happened.
        #[derive(Clone, PartialEq, Eq, Debug, Serialize)]
        #[serde(untagged)]
        pub enum Event { $($(#[$doc])* $kind($kind),)* }

        /// Names of the kinds.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum EventKind { $($(#[$doc])* $kind,)* }

        impl Event {
            /// Which kind it is.
            pub fn kind(&self) -> EventKind {
                match self { $(Self::$kind(_) => EventKind::$kind,)* }
            }

            /// Reads a body of the newest schema of `kind`.
            pub(crate) fn from_body(kind: EventKind, body: &str) -> Result<Self, serde_json::Error> {
                match kind { $(EventKind::$kind => serde_json::from_str(body).map(Self::$kind),)* }
            }
        }

        impl EventKind {
            /// Every kind the ledger knows.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// Its name, as entries carry it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => stringify!($kind),)* }
            }

            /// Its number in the domain model.
            pub const fn number(self) -> u32 {
                match self { $(Self::$kind => $number,)* }
            }

            /// The newest schema of its body.
            pub const fn schema(self) -> u32 {
                match self { $(Self::$kind => $schema,)* }
            }

            /// The kinds of streams it can stand in.
            pub const fn streams(self) -> &'static [StreamKind] {
                match self { $(Self::$kind => &[$(StreamKind::$stream,)+],)* }
            }

            /// The schema of its body.
            pub(crate) fn body_schema(self, generator: schemars::SchemaGenerator) -> schemars::Schema {
                match self { $(Self::$kind => generator.into_root_schema_for::<$kind>(),)* }
            }

            /// The kind of that name.
            pub fn named(name: &str) -> Option<Self> {
                match name { $(stringify!($kind) => Some(Self::$kind),)* _ => None }
            }
        }
    };
}

events! {
    /// An organisation is known.
    1 ParticipantRegistered on Participant, 1;
    /// An organisation is carried on by others.
    2 ParticipantSucceeded on Participant, 1;
    /// A participant names who may answer for it.
    3 SubstituteDesignated on Participant, 1;
    /// A forum exists.
    4 ForumEstablished on Forum, 1;
    /// Who sits in a forum.
    5 MembershipChanged on Forum, 1;
    /// How a forum's secretariat is set up.
    6 SecretariatOrganised on Forum, 1;
    /// A meeting of a forum or a programme.
    7 MeetingRecorded on Forum | Measure, 1;
    /// Whether a forum is to go on.
    8 ForumReviewed on Forum, 1;
    /// A forum ends.
    9 ForumClosed on Forum, 1;
    /// How somebody sees a problem.
    10 ProblemAssessed on Forum, 1;
    /// What was achieved on a step of the ladder.
    11 CoordinationResultRecorded on Forum, 1;
    /// A draft of a mandate.
    12 MandateTextSubmitted on Mandate, 1;
    /// A version of a mandate.
    13 MandateAdopted on Mandate, 1;
    /// A mandate is no longer in force.
    14 MandateRepealed on Mandate, 1;
    /// A strategy is proposed, adopted, replaced or ended.
    15 StrategyPublished on Strategy, 1;
    /// A measure is taken up.
    16 MeasureRegistered on Measure, 2;
    /// Who answers for something.
    17 ResponsibilityAssigned on Measure | Forum | Strategy | Participant, 1;
    /// What the forums are for in a measure.
    18 GovernanceFunctionSet on Measure, 1;
    /// How a measure goes.
    19 MeasureStatusReported on Measure, 1;
    /// A milestone is planned.
    20 MilestoneScheduled on Measure, 1;
    /// A milestone is reached.
    21 MilestoneReached on Measure, 1;
    /// Money or staff for a measure.
    22 FundingRecorded on Measure, 1;
    /// What a measure gives.
    23 BenefitRecorded on Measure, 1;
    /// A text is proposed.
    24 DecisionProposed on Decision, 1;
    /// The text is changed.
    25 ProposalRevised on Decision, 1;
    /// A round is opened.
    26 RoundOpened on Decision, 1;
    /// A participant answers.
    27 PositionTaken on Decision, 1;
    /// The deadline is moved.
    28 DeadlineExtended on Decision, 1;
    /// A round is closed.
    29 RoundClosed on Decision, 1;
    /// The procedure ends.
    30 DecisionWithdrawn on Decision, 1;
    /// Another decision takes its place.
    31 DecisionSuperseded on Decision, 1;
    /// A source tells of a decision.
    32 DecisionReported on Decision, 1;
    /// A document is on file.
    33 DocumentFiled on Document, 1;
    /// Who was drawn in.
    34 AnchoringRecorded on Decision | Mandate | Measure | Forum | Strategy, 1;
    /// An evaluation is published.
    35 EvaluationPublished on Evaluation, 1;
    /// Somebody is advised to do something.
    36 RecommendationIssued on Evaluation | Strategy | Document | Forum, 1;
    /// An addressee answers.
    37 RecommendationAnswered on Evaluation | Strategy | Document | Forum, 1;
    /// An assignment is given.
    38 AssignmentIssued on Assignment, 1;
    /// How an assignment goes.
    39 AssignmentReported on Assignment, 1;
    /// What a source was reported to say is corrected.
    40 EventAmended on Participant | Forum | Mandate | Strategy | Measure | Decision | Document | Evaluation | Assignment, 1;
    /// Rules are set.
    41 DecisionRulesSet on Ledger, 1;
    /// A key to sign with is on record.
    42 ActorKeyEnrolled on Ledger, 1;
    /// A key is no longer good.
    43 ActorKeyRevoked on Ledger, 1;
    /// Sealed words become public.
    44 DisclosureReleased on Ledger, 1;
    /// Sealed words are gone for good.
    45 DisclosureErased on Ledger, 1;
    /// Somebody may append.
    46 AccessGranted on Ledger, 1;
    /// A right ends.
    47 AccessRevoked on Ledger, 1;
    /// The ledger is opened.
    48 LedgerOpened on Ledger, 1;
    /// The key that signs the head changes.
    49 LogKeyAnnounced on Ledger, 1;
    /// A participant confirms or contests.
    50 PositionAttested on Decision, 1;
    /// Minutes are approved.
    51 MinutesApproved on Forum, 1;
    /// A referred matter comes back.
    52 DecisionReturned on Decision, 1;
}

impl std::fmt::Display for EventKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Event {
    /// The open words of a revision of a decision, where the event carries one.
    pub fn proposed_text(&self) -> Option<&String> {
        if let Self::DecisionProposed(body) = self {
            body.text.open()
        } else if let Self::ProposalRevised(body) = self {
            body.text.open()
        } else {
            None
        }
    }
}
