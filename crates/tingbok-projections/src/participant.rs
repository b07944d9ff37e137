//! A participant: what it has agreed to and what not, where it sits, what it answers for.
use crate::{
    Aside, Origin, Words,
    decision::{Counts, RowStatus},
    measure::Responsibility,
    recommendation::Answer,
};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    DecisionId, ForumId, ParticipantId, RecommendationId, Role, StreamId,
    edtf::Moment,
    event::{
        MemberRole, Method, Outcome, ParticipantKind, Position, RecommendationKind, Representation,
        SubstituteScope, SuccessionKind,
    },
    text::Names,
};

mod duties;
mod fold;
mod positions;
pub(crate) mod rounds;

pub use fold::state;
pub use rounds::{RoundsAsked, RoundsFound, Stood, WithRounds};

/// All that a participant's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ParticipantState {
    /// Its name in the ledger.
    pub id: ParticipantId,
    /// What it is.
    pub kind: ParticipantKind,
    /// Its official name in each language; empty when sealed or erased.
    pub names: Names,
    /// Its usual short form.
    pub short: Option<String>,
    /// Organisations that it carries on, or has tasks from.
    pub predecessors: Vec<Succession>,
    /// Organisations that carry it on, or have tasks from it.
    pub successors: Vec<Succession>,
    /// Who may answer for it, and for whom it may.
    pub substitutes: Vec<Substitution>,
    /// Its seats, now and before.
    pub memberships: Vec<Seat>,
    /// Its rounds, the one opened last first: what it counted as, or gave so far.
    pub positions: Vec<RoundPosition>,
    /// How many rounds there are, shown or not.
    pub positions_total: usize,
    /// Positions that sources name. They are not counted.
    pub reported_positions: Vec<NamedPosition>,
    /// What it answers and answered for.
    pub responsibilities: Vec<Responsibility>,
    /// Counts over its closed rounds; `electors` is their number. Broken-off and open rounds are left out.
    pub counts: Counts,
    /// Open rounds that it is an elector in.
    pub open_rounds: u32,
    /// Recommendations, advice and lessons addressed to it, or to one that it carries on, in the order issued.
    pub recommendations: Vec<AdviceTo>,
    /// Assignments that it gave or is to do, itself or by one that it carries on, in the order given.
    pub assignments: Vec<AssignmentBrief>,
    /// Keys that it signs and signed with, oldest first.
    pub keys: Vec<Key>,
    /// Where it comes from.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// One organisation after another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Succession {
    /// The other organisation.
    pub participant: ParticipantId,
    /// How.
    pub kind: SuccessionKind,
    /// What the source says, and how sure it is.
    pub note: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Who may answer for whom.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Substitution {
    /// For whom.
    pub principal: ParticipantId,
    /// Who.
    pub substitute: ParticipantId,
    /// Where.
    pub scope: SubstituteScope,
    /// First day.
    pub from: NaiveDate,
    /// Last day, inclusive.
    pub until: NaiveDate,
    /// Where it comes from.
    pub origin: Origin,
}

/// A recommendation to a participant, with its answer. No answer is no acceptance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AdviceTo {
    /// Its id in the whole ledger.
    pub id: RecommendationId,
    /// What it stands in.
    pub stream: StreamId,
    /// What it is.
    pub kind: RecommendationKind,
    /// Its words.
    pub text: Words,
    /// By when an answer is looked for.
    pub answer_by: Option<NaiveDate>,
    /// The answer that counts: the participant's, or that of one it carries on or that carries it on.
    pub answer: Option<Answer>,
    /// True while a recommendation has no answer. Advice and lessons are not answered, and one that others carry
    /// on is waited for no more.
    pub awaiting: bool,
    /// True when it is awaited and its day has passed; never for what only a source tells of.
    pub overdue: bool,
    /// The entry that issued it.
    pub origin: Origin,
}

/// An assignment, seen from one that gave it or is to do it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked for on its own, in any combination"
)]
pub struct AssignmentBrief {
    /// The assignment.
    pub stream: StreamId,
    /// True for one that gave it.
    pub as_issuer: bool,
    /// True for one that is to do it.
    pub as_recipient: bool,
    /// What is to be done.
    pub text: Words,
    /// By when, as precise as the letter.
    pub due: Option<Moment>,
    /// True when the recipient has delivered; for one that only gave it, when every recipient has.
    pub delivered: bool,
    /// True when what was delivered is accepted.
    pub accepted: bool,
    /// True when the last day it can have been due on has passed without that delivery; never for what only
    /// sources tell of.
    pub overdue: bool,
    /// The entry that gave it.
    pub origin: Origin,
}

/// A key to sign with.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Key {
    /// `SHA256:` and 43 characters.
    pub fingerprint: String,
    /// In which capacity it signs.
    pub role: Role,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day, inclusive.
    pub valid_to: Option<NaiveDate>,
    /// From which day it is no longer good; what it signed before stays good.
    pub revoked: Option<NaiveDate>,
    /// The entry that put it on record.
    pub origin: Origin,
}

/// A seat of a participant in a forum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Seat {
    /// The forum.
    pub forum: ForumId,
    /// In which role.
    pub role: MemberRole,
    /// At which level.
    pub representation: Option<Representation>,
    /// When it began.
    pub since: tingbok_domain::Occurred,
    /// When it ended; absent while it is held.
    pub until: Option<tingbok_domain::Occurred>,
    /// True when a source tells of it.
    pub reported: bool,
    /// The entry that began it.
    pub origin: Origin,
}

/// What a participant counts as in one round of one decision.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RoundPosition {
    /// The decision.
    pub decision: DecisionId,
    /// The round.
    pub round: u32,
    /// The revision the round is on.
    pub revision: u32,
    /// Position of the entry that opened the round: lists go by it.
    pub opened: u64,
    /// How it is held.
    pub method: Method,
    /// Where the round stands.
    pub stage: RoundStage,
    /// What it counts as in the closed tally; in an open round what it gave, if that is public.
    pub status: RowStatus,
    /// True for agreement on a condition.
    pub conditional: bool,
    /// The condition.
    pub condition: Option<Words>,
    /// The differing view.
    pub statement: Option<Words>,
    /// Why.
    pub reason: Option<Words>,
    /// What would lift a reservation.
    pub resolves_if: Option<Words>,
    /// A remark.
    pub remark: Option<Words>,
    /// True when it contests what was recorded for it.
    pub contested: bool,
    /// The entry that counts: its answer, or else the closing or opening of the round.
    pub origin: Origin,
}

/// Where a round stands, seen from one elector.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundStage {
    /// Open: an answer is given, not settled.
    Open,
    /// Broken off: answers are void and kept as history.
    Interrupted,
    /// Closed.
    Closed {
        /// How it ended.
        outcome: Outcome,
    },
}

/// A position that a source names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NamedPosition {
    /// The decision told of.
    pub decision: DecisionId,
    /// What it is called there.
    pub title: Words,
    /// The position, when the source gives one; absent when it only names the body as deciding.
    pub position: Option<Position>,
    /// Where it comes from.
    pub origin: Origin,
}
