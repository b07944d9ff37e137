//! What can be asked for: imperative, one for each kind of event that somebody may append.
use crate::{
    edtf::Occurred,
    envelope::{Evidence, Particulars, Source, Visibility},
    event::{
        AccessGranted, AccessRevoked, ActorKeyEnrolled, ActorKeyRevoked, AnchoringRecorded,
        ArchiveRef, AssignmentIssued, AssignmentReported, BenefitRecorded, Cleared,
        CoordinationResultRecorded, DeadlineExtended, DecisionProposed, DecisionReported,
        DecisionReturned, DecisionRulesSet, DecisionSuperseded, DecisionWithdrawn,
        DisclosureErased, DisclosureReleased, DocumentFiled, EvaluationPublished, EventAmended,
        EventKind, ForumClosed, ForumEstablished, ForumReviewed, FundingRecorded,
        GovernanceFunctionSet, Ground, LogKeyAnnounced, MandateAdopted, MandateRepealed,
        MandateTextSubmitted, MeasureRegistered, MeasureStatusReported, MeetingRecorded,
        MembershipChanged, Method, MilestoneReached, MilestoneScheduled, MinutesApproved,
        ParticipantRegistered, ParticipantSucceeded, Position, PositionAttested, ProblemAssessed,
        ProposalRevised, RecommendationAnswered, RecommendationIssued, ResponsibilityAssigned,
        SecretariatOrganised, StrategyPublished, SubstituteDesignated,
    },
    hash::TextHash,
    id::{DocumentId, EntryId, MeetingId, ParticipantId, StreamId, StreamKind},
    text::{Lang, Text},
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod reading;

pub use reading::{Misread, not_json, read_item};

/// Most items that one list may hold.
pub const ITEM_LIMIT: usize = 256;

/// One command as it is sent: alone, as an item of a list, or as a line of a file.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommandItem {
    /// The command's name: `TakePosition`, `ProposeDecision` …
    pub command: String,
    /// Whose history it goes on: `forum-klima`; `decision` or `document` alone asks for the next number.
    pub stream: String,
    /// The version that the sender read; needed by commands that build on what was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_version: Option<u64>,
    /// When it happened; absent = today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Occurred>,
    /// The language of the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Where it comes from; absent = recorded here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How it is known; absent = witnessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// Who may read; absent = the default of the forum's kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// The entry that this one answers or corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causation: Option<EntryId>,
    /// Whom the sender stands in for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acting_for: Option<ParticipantId>,
    /// What is asked for.
    pub body: serde_json::Value,
}

/// Where a command goes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// To this stream.
    Stream(StreamId),
    /// To a new stream of a numbered kind; the ledger gives the number.
    Next(StreamKind),
}

/// A command that is well formed; whether it is allowed, the rules say.
#[derive(Clone, PartialEq, Debug)]
pub struct Command {
    /// Where it goes; a number is given before the rules see it.
    pub stream: StreamId,
    /// What is said beside the words; when and who may read get their defaults from the ledger.
    pub particulars: Particulars,
    /// What is asked for.
    pub body: CommandBody,
}

/// Opens a round. The electorate cannot be named: the ledger computes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRound {
    /// The revision to be answered.
    pub revision: u32,
    /// SHA-256 of the text as the sender read it.
    pub text_sha256: TextHash,
    /// How the round is held.
    pub method: Method,
    /// The meeting that stated agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// How the electors were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified_by: Option<Text>,
    /// Last day to answer, inclusive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// The basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis_docs: Vec<DocumentId>,
    /// Why there is no basis or no anchoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Text>,
    /// Why the matter is taken up again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen_reason: Option<Text>,
}

/// Answers in a round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakePosition {
    /// The round.
    pub round: u32,
    /// The revision that was read.
    pub revision: u32,
    /// SHA-256 of the text as it was read.
    pub text_sha256: TextHash,
    /// Whose answer; absent = the sender's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
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
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<Text>,
    /// Why it takes no part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// How far it is cleared.
    #[serde(default)]
    pub cleared: Cleared,
    /// The meeting it was given in, when recorded for another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
}

/// Closes a round. The outcome cannot be named: the ledger computes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseRound {
    /// The round.
    pub round: u32,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// Why a command cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// No command of that name.
    #[error("there is no command «{0}»; the names are {names}", names = CommandName::list())]
    Name(String),
    /// The stream's name cannot be read.
    #[error("stream: {0}")]
    Stream(#[from] crate::id::IdError),
    /// The command does not belong on such a stream.
    #[error("{command} goes on a stream of kind {wanted}, not on «{stream}»")]
    Place {
        /// The command.
        command: &'static str,
        /// The kinds of streams it can go on.
        wanted: String,
        /// The stream named.
        stream: String,
    },
    /// The body is not what the command takes.
    #[error(transparent)]
    Body(#[from] Misread),
    /// Numbers with a fraction have no place in an entry.
    #[error(
        "{0}: a number with a fraction cannot be recorded; write a whole number, or the amount as text"
    )]
    Fraction(String),
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident($body:ident) => $kind:ident, if_match $if_match:literal;)*) => {
        /// What is asked for.
        #[derive(Clone, PartialEq, Debug, Serialize)]
        #[serde(untagged)]
        pub enum CommandBody { $($(#[$doc])* $name($body),)* }

        /// Names of the commands.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum CommandName { $($(#[$doc])* $name,)* }

        impl CommandBody {
            /// Which command it is.
            pub fn name(&self) -> CommandName {
                match self { $(Self::$name(_) => CommandName::$name,)* }
            }
            fn read(name: CommandName, body: &serde_json::Value) -> Result<Self, CommandError> {
                match name { $(CommandName::$name => Ok(Self::$name(reading::read_body::<$body>(name, body)?)),)* }
            }
        }

        impl CommandName {
            /// Every command.
            pub const ALL: &[Self] = &[$(Self::$name,)*];
            /// Its name as it is sent.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$name => stringify!($name),)* }
            }
            /// The kind of event it leads to.
            pub const fn kind(self) -> EventKind {
                match self { $(Self::$name => EventKind::$kind,)* }
            }
            /// True when it builds on what was read, so that the version read must be named.
            pub const fn needs_version(self) -> bool {
                match self { $(Self::$name => $if_match,)* }
            }
        }
    };
}

commands! {
    /// Registers an organisation.
    RegisterParticipant(ParticipantRegistered) => ParticipantRegistered, if_match false;
    /// Records that an organisation is carried on by others.
    SucceedParticipant(ParticipantSucceeded) => ParticipantSucceeded, if_match false;
    /// Names who may answer in a participant's place.
    DesignateSubstitute(SubstituteDesignated) => SubstituteDesignated, if_match false;
    /// Establishes a forum.
    EstablishForum(ForumEstablished) => ForumEstablished, if_match false;
    /// Changes who sits in a forum.
    ChangeMembership(MembershipChanged) => MembershipChanged, if_match false;
    /// Says how a secretariat is set up.
    OrganiseSecretariat(SecretariatOrganised) => SecretariatOrganised, if_match false;
    /// Records a meeting.
    RecordMeeting(MeetingRecorded) => MeetingRecorded, if_match false;
    /// Records that a forum was reviewed.
    ReviewForum(ForumReviewed) => ForumReviewed, if_match true;
    /// Ends a forum.
    CloseForum(ForumClosed) => ForumClosed, if_match true;
    /// Says how somebody sees a problem.
    AssessProblem(ProblemAssessed) => ProblemAssessed, if_match false;
    /// Says what was achieved on a step of the ladder.
    RecordCoordinationResult(CoordinationResultRecorded) => CoordinationResultRecorded, if_match false;
    /// Lays a draft of a mandate forward.
    SubmitMandateText(MandateTextSubmitted) => MandateTextSubmitted, if_match false;
    /// Adopts a version of a mandate.
    AdoptMandate(MandateAdopted) => MandateAdopted, if_match true;
    /// Puts a mandate out of force.
    RepealMandate(MandateRepealed) => MandateRepealed, if_match true;
    /// Publishes a strategy.
    PublishStrategy(StrategyPublished) => StrategyPublished, if_match true;
    /// Takes up a measure.
    RegisterMeasure(MeasureRegistered) => MeasureRegistered, if_match false;
    /// Places responsibility.
    AssignResponsibility(ResponsibilityAssigned) => ResponsibilityAssigned, if_match false;
    /// Says what the forums are for in a measure.
    SetGovernanceFunction(GovernanceFunctionSet) => GovernanceFunctionSet, if_match true;
    /// Reports how a measure goes.
    ReportMeasureStatus(MeasureStatusReported) => MeasureStatusReported, if_match true;
    /// Plans a milestone, or forecasts it anew.
    ScheduleMilestone(MilestoneScheduled) => MilestoneScheduled, if_match true;
    /// Records that a milestone is reached.
    ReachMilestone(MilestoneReached) => MilestoneReached, if_match true;
    /// Records money or staff for a measure.
    RecordFunding(FundingRecorded) => FundingRecorded, if_match true;
    /// Records what a measure gives.
    RecordBenefit(BenefitRecorded) => BenefitRecorded, if_match true;
    /// Proposes a text to a forum.
    ProposeDecision(DecisionProposed) => DecisionProposed, if_match false;
    /// Changes the text; interrupts an open round.
    ReviseProposal(ProposalRevised) => ProposalRevised, if_match true;
    /// Opens a round.
    OpenRound(OpenRound) => RoundOpened, if_match true;
    /// Answers in a round; guarded by round and text, so that all can answer at once.
    TakePosition(TakePosition) => PositionTaken, if_match false;
    /// Moves the deadline.
    ExtendDeadline(DeadlineExtended) => DeadlineExtended, if_match true;
    /// Closes a round.
    CloseRound(CloseRound) => RoundClosed, if_match true;
    /// Ends the procedure.
    WithdrawDecision(DecisionWithdrawn) => DecisionWithdrawn, if_match true;
    /// Puts another decision in its place.
    SupersedeDecision(DecisionSuperseded) => DecisionSuperseded, if_match true;
    /// Tells of a decision after a source.
    ReportDecision(DecisionReported) => DecisionReported, if_match false;
    /// Files a document.
    FileDocument(DocumentFiled) => DocumentFiled, if_match false;
    /// Records who was drawn in.
    RecordAnchoring(AnchoringRecorded) => AnchoringRecorded, if_match false;
    /// Publishes an evaluation.
    PublishEvaluation(EvaluationPublished) => EvaluationPublished, if_match false;
    /// Issues a recommendation.
    IssueRecommendation(RecommendationIssued) => RecommendationIssued, if_match false;
    /// Answers a recommendation.
    AnswerRecommendation(RecommendationAnswered) => RecommendationAnswered, if_match false;
    /// Gives an assignment.
    IssueAssignment(AssignmentIssued) => AssignmentIssued, if_match false;
    /// Reports how an assignment goes.
    ReportAssignment(AssignmentReported) => AssignmentReported, if_match true;
    /// Corrects what a source was reported to say.
    AmendEvent(EventAmended) => EventAmended, if_match false;
    /// Sets rules.
    SetDecisionRules(DecisionRulesSet) => DecisionRulesSet, if_match true;
    /// Puts a key to sign with on record.
    EnrolActorKey(ActorKeyEnrolled) => ActorKeyEnrolled, if_match false;
    /// Ends a key.
    RevokeActorKey(ActorKeyRevoked) => ActorKeyRevoked, if_match false;
    /// Makes sealed words public.
    ReleaseDisclosure(DisclosureReleased) => DisclosureReleased, if_match false;
    /// Erases sealed words.
    EraseDisclosure(DisclosureErased) => DisclosureErased, if_match false;
    /// Grants access.
    GrantAccess(AccessGranted) => AccessGranted, if_match false;
    /// Ends access.
    RevokeAccess(AccessRevoked) => AccessRevoked, if_match false;
    /// Announces a new key of the log.
    AnnounceLogKey(LogKeyAnnounced) => LogKeyAnnounced, if_match false;
    /// Confirms or contests what was recorded for oneself.
    AttestPosition(PositionAttested) => PositionAttested, if_match false;
    /// Approves minutes.
    ApproveMinutes(MinutesApproved) => MinutesApproved, if_match false;
    /// Takes a referred matter back.
    ReturnDecision(DecisionReturned) => DecisionReturned, if_match true;
}

impl CommandError {
    /// Where, as a JSON Pointer into the command.
    pub fn pointer(&self) -> String {
        match self {
            Self::Name(_) => "/command".to_owned(),
            Self::Stream(_) | Self::Place { .. } => "/stream".to_owned(),
            Self::Body(misread) => misread.pointer.clone(),
            Self::Fraction(path) => format!("/{path}"),
        }
    }
}

impl CommandBody {
    /// The revision, and the digest of the text, that the sender read; for commands that rest on a text.
    pub fn text_read(&self) -> Option<(u32, TextHash)> {
        if let Self::OpenRound(body) = self {
            Some((body.revision, body.text_sha256))
        } else if let Self::TakePosition(body) = self {
            Some((body.revision, body.text_sha256))
        } else {
            None
        }
    }
}

impl CommandName {
    fn list() -> String {
        Self::ALL.iter().map(|name| name.word()).collect::<Vec<_>>().join(", ")
    }

    /// The command of that name, or of the name of the kind it leads to.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.word() == name || known.kind().name() == name)
    }
}

impl CommandItem {
    /// Reads the item; `today` is the day an item without a date is taken to have happened.
    pub fn parse(
        &self,
        today: NaiveDate,
    ) -> Result<(Target, Particulars, CommandBody), CommandError> {
        let name = CommandName::named(&self.command)
            .ok_or_else(|| CommandError::Name(self.command.chars().take(80).collect()))?;
        let target = StreamKind::ALL
            .into_iter()
            .find(|kind| kind.is_numbered() && kind.word() == self.stream)
            .map_or_else(
                || self.stream.parse().map(Target::Stream),
                |kind| Ok(Target::Next(kind)),
            )?;
        let kind = match &target {
            Target::Stream(stream) => stream.kind,
            Target::Next(kind) => *kind,
        };
        let streams = name.kind().streams();
        if !streams.contains(&kind) {
            let wanted = streams.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or ");
            let stream = self.stream.chars().take(80).collect();
            return Err(CommandError::Place { command: name.word(), wanted, stream });
        }
        refuse_fractions(&self.body, "body")?;
        let body = CommandBody::read(name, &self.body)?;
        let particulars = Particulars {
            occurred: self.occurred.unwrap_or_else(|| Occurred::day(today)),
            source: self.source.clone().unwrap_or_else(Source::native),
            evidence: self.evidence.unwrap_or_default(),
            visibility: self.visibility.clone().unwrap_or(Visibility::Public),
            lang: self.lang.clone(),
            causation: self.causation,
        };
        Ok((target, particulars, body))
    }
}

fn refuse_fractions(value: &serde_json::Value, path: &str) -> Result<(), CommandError> {
    match value {
        serde_json::Value::Number(number) if number.is_f64() => {
            Err(CommandError::Fraction(path.to_owned()))
        }
        serde_json::Value::Array(items) => items
            .iter()
            .enumerate()
            .try_for_each(|(n, item)| refuse_fractions(item, &format!("{path}/{n}"))),
        serde_json::Value::Object(fields) => fields
            .iter()
            .try_for_each(|(key, value)| refuse_fractions(value, &format!("{path}/{key}"))),
        serde_json::Value::Null
        | serde_json::Value::Bool(_)
        | serde_json::Value::Number(_)
        | serde_json::Value::String(_) => Ok(()),
    }
}
