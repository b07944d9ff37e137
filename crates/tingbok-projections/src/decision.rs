//! A decision: the text in force first, and apart from it the procedure; each round with the electorate, the
//! text and the rule of its own time (domain model, consensus machine).
use crate::{Aside, Origin, Words};
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    DecisionId, DocumentId, EventKind, ForumId, LeafHash, MeetingId, ParticipantId, StreamId,
    TextHash,
    event::{
        ArchiveRef, Attribution, Documented, Extent, Matter, Outcome, ReferredTo, ReportedPosition,
        Stated,
    },
};

mod counts;
mod fold;
mod round;
mod rounds;

pub(crate) use fold::from_picks;
pub use fold::state;
pub use round::{
    Answer, Attested, Closed, Contest, Counts, Extension, Interrupted, RecordedBy, Round, Row,
    RowStatus,
};
pub(crate) use rounds::status_of;

/// All that a decision's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DecisionState {
    /// Its number.
    pub id: DecisionId,
    /// The forum that decides; for a reported one, the forum that the source names, if it does.
    pub forum: Option<ForumId>,
    /// What it is called.
    pub title: Words,
    /// What kind of matter; absent for a reported decision.
    pub matter: Option<Matter>,
    /// What it is about.
    pub topic_refs: Vec<StreamId>,
    /// Who proposed it.
    pub proposer: Option<ParticipantId>,
    /// The entry that proposed it; absent for a reported decision.
    pub proposed: Option<Origin>,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// Its texts, oldest first.
    pub revisions: Vec<Revision>,
    /// What is in force.
    pub in_force: Option<InForce>,
    /// What was in force until another decision took the place of the whole; absent while a text is in force.
    pub formerly_in_force: Option<FormerlyInForce>,
    /// Where the procedure stands; absent for a reported decision.
    pub procedure: Option<Procedure>,
    /// Decisions that took its place, whole or in part.
    pub superseded_by: Vec<Supersession>,
    /// Decisions whose place it took, whole or in part.
    pub supersedes: Vec<Supersession>,
    /// What sources tell of it, one for each source. Stands apart: never in force.
    pub reported: Vec<ReportedDecision>,
    /// Its rounds, oldest first.
    pub rounds: Vec<Round>,
    /// Documents that its rounds rest on, in order of number.
    pub basis_docs: Vec<DocumentId>,
    /// Who was drawn in.
    pub anchoring: Vec<Anchoring>,
    /// Withdrawals, referrals and returns, oldest first.
    pub moves: Vec<Move>,
    /// Meetings that had it on the agenda.
    pub treated_in: Vec<Treatment>,
    /// Entries on other streams that name it, oldest first.
    pub follow_up: Vec<FollowUp>,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// A text of a decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Revision {
    /// Its number, from 1.
    pub revision: u32,
    /// The words.
    pub text: Words,
    /// SHA-256 of the words in UTF-8.
    pub sha256: Option<TextHash>,
    /// Leaf hash of the entry that carries it: what an answer refers to.
    pub leaf: LeafHash,
    /// Why the text was changed; absent for the first.
    pub reason: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What is in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct InForce {
    /// The revision.
    pub revision: u32,
    /// The round that adopted it.
    pub round: u32,
    /// How that round ended.
    pub outcome: Outcome,
    /// The entry that closed the round.
    pub origin: Origin,
    /// True when another decision took the place of a part of it.
    pub superseded_in_part: bool,
}

/// What was in force, and what ended that.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FormerlyInForce {
    /// The revision.
    pub revision: u32,
    /// The round that adopted it.
    pub round: u32,
    /// The entry that closed the round.
    pub from: Origin,
    /// The decision that took its place.
    pub by: DecisionId,
    /// The entry that says so.
    pub until: Origin,
}

/// Where the procedure stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Procedure {
    /// Not put to a round since it was proposed or revised.
    Draft,
    /// A round was broken off: the text was changed, or an elector was split or merged.
    DraftInterrupted {
        /// The round broken off.
        round: u32,
        /// By what.
        why: Interruption,
    },
    /// A round is open.
    Open {
        /// Which.
        round: u32,
    },
    /// The last round is closed.
    Idle {
        /// How it ended.
        outcome: Outcome,
    },
    /// Referred for political clarification.
    Referred,
    /// A draft again, after it came back.
    Returned,
    /// Ended.
    Withdrawn,
}

/// What breaks a round off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interruption {
    /// The text was changed.
    TextChanged,
    /// An elector was split or merged with another.
    ElectorateChanged,
    /// The decision was withdrawn or referred.
    Withdrawn,
}

/// One decision in another's place.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Supersession {
    /// The other decision.
    pub decision: DecisionId,
    /// How far.
    pub extent: Extent,
    /// What is meant.
    pub note: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// What one source tells of a decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ReportedDecision {
    /// The forum the source names.
    pub forum: Option<ForumId>,
    /// What it is called there.
    pub title: Words,
    /// What the source says.
    pub text: Words,
    /// To whom the source attributes it.
    pub attribution: Attribution,
    /// The body it names.
    pub body: Option<ParticipantId>,
    /// How many single positions it gives.
    pub documented: Documented,
    /// Those it gives.
    pub positions: Vec<ReportedPosition>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Who was drawn in before a decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Anchoring {
    /// Who.
    pub involved: Vec<ParticipantId>,
    /// How.
    pub how: Words,
    /// When.
    pub when: tingbok_domain::Occurred,
    /// What came of it.
    pub result: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A withdrawal, a referral or a return.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Move {
    /// Which.
    pub kind: MoveKind,
    /// Why; absent for a return.
    pub reason: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a matter leaves its forum or comes back.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// Withdrawn.
    Withdrawn,
    /// Withdrawn, and taken up elsewhere.
    ReferredTo(ReferredTo),
    /// Came back, with a published result.
    Returned {
        /// The document with the result.
        result: DocumentId,
    },
}

/// A meeting that had the decision on its agenda.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Treatment {
    /// The forum or programme that met.
    pub held_by: StreamId,
    /// The meeting.
    pub meeting: MeetingId,
    /// Number of the item on the agenda.
    pub item: u32,
    /// What the meeting stated.
    pub stated: Option<Stated>,
    /// The conclusion in the words of the minutes.
    pub conclusion: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// An entry on another stream that names the decision: a mandate adopted, a measure taken up, funding, an
/// assignment, a seat ended, an answer to a recommendation.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FollowUp {
    /// What changed, or answers with the decision.
    pub stream: StreamId,
    /// How.
    pub kind: EventKind,
    /// Where it comes from.
    pub origin: Origin,
}
