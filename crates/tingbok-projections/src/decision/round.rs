//! A round as a page shows it: electors, answers, counts, and how it ended.
use super::Interruption;
use crate::{Origin, Words};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    DocumentId, LeafHash, MeetingId, ParticipantId, Role,
    event::{
        ArchiveRef, Attestation, Cleared, CountsAs, Ground, Method, Outcome, Position, Quorum,
        RuleVersion, TallyRow,
    },
};

/// One round: the electorate, the text and the rule of its own time.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Round {
    /// Its number, from 1.
    pub number: u32,
    /// The revision it is on.
    pub revision: u32,
    /// How it is held.
    pub method: Method,
    /// The meeting that stated agreement, in a declared round.
    pub meeting: Option<MeetingId>,
    /// Last day to answer, with extensions; inclusive, in the ledger's time zone.
    pub deadline: Option<NaiveDate>,
    /// Extensions, oldest first.
    pub extensions: Vec<Extension>,
    /// How the electors were told.
    pub notified_by: Option<Words>,
    /// Documents it rests on.
    pub basis_docs: Vec<DocumentId>,
    /// Why there is no basis or no anchoring.
    pub waiver: Option<Words>,
    /// Why the matter was taken up again.
    pub reopen_reason: Option<Words>,
    /// Leaf hash of the entry with the text that is answered.
    pub text_leaf: LeafHash,
    /// What it needs.
    pub quorum: Quorum,
    /// Under which rules.
    pub rule_version: RuleVersion,
    /// The entry that opened it.
    pub opened: Origin,
    /// One row for each elector, in order of id.
    pub rows: Vec<Row>,
    /// Counts over the rows; absent while the answers are not public.
    pub counts: Option<Counts>,
    /// False while the round is open and its answers are not for everybody to read: rows then say nothing.
    pub answers_public: bool,
    /// How it ended, with the tally as frozen then; absent while open or when it was broken off.
    pub closed: Option<Closed>,
    /// Why and when it was broken off, its answers void and kept as history.
    pub interrupted: Option<Interrupted>,
    /// Electors that contest, after the closing, what was recorded for them; the outcome stands.
    pub contested_by: Vec<Contest>,
}

impl Round {
    /// True while electors may answer.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.interrupted.is_none()
    }
}

/// How a round ended.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Closed {
    /// The outcome.
    pub outcome: Outcome,
    /// The tally, frozen in the entry.
    pub tally: Vec<TallyRow>,
    /// Under which rules it was made.
    pub rule_version: RuleVersion,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a round was broken off.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Interrupted {
    /// By what.
    pub why: Interruption,
    /// Where it comes from.
    pub origin: Origin,
}

/// A deadline moved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Extension {
    /// The deadline before.
    pub from: Option<NaiveDate>,
    /// The deadline after.
    pub until: NaiveDate,
    /// Who asked.
    pub requested_by: ParticipantId,
    /// Why.
    pub reason: Words,
    /// Where it comes from.
    pub origin: Origin,
}

/// One elector in one round.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Row {
    /// Who holds the seat.
    pub participant: ParticipantId,
    /// Names the seat had before in this round, oldest first.
    pub formerly: Vec<ParticipantId>,
    /// What it counts as: as frozen in a closed round, as it stands in an open one.
    pub status: RowStatus,
    /// True for agreement on a condition.
    pub conditional: bool,
    /// Its answers, oldest first; the last counts. Empty while the answers are not public.
    pub answers: Vec<Answer>,
    /// True when it agrees now and had reserved its position before, in this round or an earlier one.
    pub reservation_lifted: bool,
}

/// What an elector counts as on a page. No answer is never agreement.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RowStatus {
    /// Agrees; on a condition when the row says so.
    Consents,
    /// Does not agree and does not block.
    StandsAside,
    /// Blocks.
    Reserves,
    /// Blocks this round.
    RequestsDiscussion,
    /// Takes no part.
    Recuses,
    /// Closed, and no answer where one was needed.
    Missing,
    /// Closed, and no answer by the deadline of a written procedure.
    Silent,
    /// The answer recorded for it is contested by the participant.
    Contested,
    /// Took its answer back.
    Withdrawn,
    /// At the meeting, and no objection was recorded.
    PresentNoObjection,
    /// Not at the meeting.
    Absent,
    /// The round is open, without an answer.
    Waiting,
    /// The round was broken off before it answered: it is neither waited for nor missing.
    BrokenOff,
    /// The round is open and its answers are not public.
    NotPublic,
}

impl From<CountsAs> for RowStatus {
    fn from(counts_as: CountsAs) -> Self {
        match counts_as {
            CountsAs::Consents => Self::Consents,
            CountsAs::StandsAside => Self::StandsAside,
            CountsAs::Reserves => Self::Reserves,
            CountsAs::RequestsDiscussion => Self::RequestsDiscussion,
            CountsAs::Recuses => Self::Recuses,
            CountsAs::Missing => Self::Missing,
            CountsAs::Silent => Self::Silent,
            CountsAs::Contested => Self::Contested,
            CountsAs::Withdrawn => Self::Withdrawn,
            CountsAs::PresentNoObjection => Self::PresentNoObjection,
            CountsAs::Absent => Self::Absent,
        }
    }
}

impl From<Position> for RowStatus {
    fn from(position: Position) -> Self {
        match position {
            Position::Consents => Self::Consents,
            Position::StandsAside => Self::StandsAside,
            Position::Reserves => Self::Reserves,
            Position::RequestsDiscussion => Self::RequestsDiscussion,
            Position::Recuses => Self::Recuses,
            Position::Withdrawn => Self::Withdrawn,
        }
    }
}

/// One answer. The latest of a seat counts, all are kept.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Answer {
    /// Who the answer was of when it was given.
    pub participant: ParticipantId,
    /// The answer.
    pub position: Position,
    /// True for agreement on a condition.
    pub conditional: bool,
    /// The condition.
    pub condition: Option<Words>,
    /// The differing view of one who stands aside.
    pub statement: Option<Words>,
    /// Why.
    pub reason: Option<Words>,
    /// What would lift a reservation.
    pub resolves_if: Option<Words>,
    /// A remark.
    pub remark: Option<Words>,
    /// Why it takes no part.
    pub ground: Option<Ground>,
    /// How far it is cleared.
    pub cleared: Cleared,
    /// Who recorded it, when that was another than the participant.
    pub recorded_by: Option<RecordedBy>,
    /// The substitute that answered.
    pub by_substitute: Option<ParticipantId>,
    /// The meeting it was given in.
    pub meeting: Option<MeetingId>,
    /// True when it carries the participant's signature.
    pub signed: bool,
    /// Leaf hash of the text that was answered.
    pub text_leaf: LeafHash,
    /// Whether the participant confirms or contests the record; the latest word counts.
    pub attested: Option<Attested>,
    /// Where it comes from; its position is that of the answer in the log.
    pub origin: Origin,
}

/// Who recorded something for another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RecordedBy {
    /// The organisation.
    pub participant: ParticipantId,
    /// In which capacity.
    pub role: Role,
}

/// A participant's word on what was recorded for it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Attested {
    /// Confirmed or contested.
    pub response: Attestation,
    /// In its own words.
    pub statement: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A participant that contests, after the closing, what a round says of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contest {
    /// Who.
    pub participant: ParticipantId,
    /// The entry it contests: an answer recorded for it, or the closing of a declared round.
    pub target: u64,
    /// In its own words.
    pub statement: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Counts with their denominator; every elector is in exactly one. They are never blended into a score.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Counts {
    /// All electors: the denominator.
    pub electors: u32,
    /// Agree without a condition.
    pub consents_plain: u32,
    /// Agree on a condition.
    pub consents_conditional: u32,
    /// Do not agree and do not block.
    pub stands_aside: u32,
    /// Block.
    pub reserves: u32,
    /// Ask for a discussion.
    pub asks_discussion: u32,
    /// Take no part.
    pub recused: u32,
    /// Did not answer a written procedure by its deadline.
    pub silent: u32,
    /// Did not answer where an answer was needed.
    pub missing: u32,
    /// Took their answer back.
    pub withdrawn: u32,
    /// Contest what was recorded for them, while the round was open.
    pub contested: u32,
    /// At the meeting, no objection recorded.
    pub present_no_objection: u32,
    /// Not at the meeting.
    pub absent: u32,
    /// Have not answered a round that is open.
    pub waiting: u32,
    /// Had not answered when the round was broken off.
    pub broken_off: u32,
}
