//! What follows the log: for each object the entries that concern it, and small summaries for lists.
//!
//! Facts are kept once, in log order; an object's timeline is a range of a set of (object, position), about 16
//! bytes a link. Words stand in a summary only when everybody may read them; `*_at` is the position of the
//! entry that has them, for those that become public later.
use crate::Fact;
use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use tingbok_domain::{
    AssignmentId, DecisionId, DocumentId, EntryId, EvaluationId, EventKind, ForumId, MandateId,
    MeasureId, Occurred, ParticipantId, RecommendationId, Recorded, Register, StrategyId, StreamId,
    envelope::{Timestamp, Visibility},
    event::{MemberRole, Method},
    id::Code,
};

mod apply;
mod days;
mod links;
mod lists;
mod of_forum;
mod rounds;
mod summaries;
mod then;

use apply::Step;
use days::Days;

pub use lists::{Listed, Page, Totals};
pub use rounds::Reading;
pub use summaries::{
    AnswerBrief, AssignmentSummary, ClosedBrief, DecisionSummary, DocumentSummary,
    EvaluationSummary, ForumSummary, Held, InForceBrief, MandateSummary, MeasureSummary,
    MilestoneBrief, ParticipantSummary, RecommendationSummary, StrategySummary,
};
pub use then::{ReadEntries, summarised};

/// The views over one ledger. A clone is cheap and shares what did not change.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Views {
    /// One for each entry; the index is the position.
    facts: Vector<StoredFact>,
    /// Positions of the entries that hold rule data.
    rules: Vector<u64>,
    /// Numbers that stand for streams, in the order they were first named.
    numbers: OrdMap<StreamId, u32>,
    /// The streams; the index is the number.
    streams: Vector<StreamId>,
    /// (stream, position) of every entry that concerns a stream.
    links: OrdSet<(u32, u64)>,
    /// When what concerns a stream happened; the index is its number.
    days: Vector<Days>,
    /// Positions of reported entries that a later one can correct by naming them.
    correctable: OrdMap<EntryId, u64>,
    /// Forums that somebody ever sat in, and works that it ever answered for; also those of whom it carries on.
    involved: OrdMap<ParticipantId, OrdSet<StreamId>>,
    /// Positions of what corrects an entry, by the position of that entry.
    corrections: OrdMap<u64, Vec<u64>>,
    /// Whose each key is, by its fingerprint.
    keys: OrdMap<String, ParticipantId>,
    decisions: OrdMap<DecisionId, DecisionSummary>,
    /// (position of the last change of procedure, decision).
    latest: OrdSet<(u64, DecisionId)>,
    /// Decisions by each forum that an entry on them names.
    decisions_of: OrdSet<(ForumId, DecisionId)>,
    /// Rounds that are open, with their electors.
    open: OrdMap<DecisionId, OpenRound>,
    /// Electors of the rounds since the last adoption, until the decision is adopted or withdrawn: a
    /// reservation of theirs may stand.
    seated: OrdMap<DecisionId, OrdSet<ParticipantId>>,
    /// Every seat in a round, by the number of who holds it and the position of the entry that opened the round.
    rounds: OrdMap<(u32, u64), rounds::Seated>,
    forums: OrdMap<ForumId, ForumSummary>,
    /// Seats that are held; true for one that only a source tells of.
    seats: OrdMap<(ForumId, ParticipantId, MemberRole), bool>,
    participants: OrdMap<ParticipantId, ParticipantSummary>,
    mandates: OrdMap<MandateId, MandateSummary>,
    measures: OrdMap<MeasureId, MeasureSummary>,
    documents: OrdMap<DocumentId, DocumentSummary>,
    strategies: OrdMap<StrategyId, StrategySummary>,
    /// Measures that say they belong to a strategy.
    serving: OrdSet<(StrategyId, MeasureId)>,
    /// Views of a forum's problem, each by its name there.
    problems: OrdSet<(ForumId, Code)>,
    /// Forums that a measure ever named to follow it.
    followers: OrdMap<MeasureId, Vec<ForumId>>,
    /// Who answers for what, in force, by what for.
    holders: OrdMap<StreamId, Vec<Held>>,
    /// Who carries whom on, as recorded here.
    successors: OrdMap<ParticipantId, OrdSet<ParticipantId>>,
    evaluations: OrdMap<EvaluationId, EvaluationSummary>,
    recommendations: OrdMap<RecommendationId, RecommendationSummary>,
    /// Entries that tell again of a recommendation issued before.
    told_again: OrdMap<RecommendationId, ToldAgain>,
    assignments: OrdMap<AssignmentId, AssignmentSummary>,
    /// Whom entries name that tell again of an assignment given before.
    given_again: OrdMap<AssignmentId, Vec<ParticipantId>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct StoredFact {
    recorded_at: Timestamp,
    occurred: Occurred,
    kind: EventKind,
    /// The number of the stream it stands on.
    on: u32,
    seen: Seen,
}

/// Who may read an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Seen {
    Public,
    AfterOutcome,
    Closed,
}

impl From<&Visibility> for Seen {
    fn from(visibility: &Visibility) -> Self {
        match visibility {
            Visibility::Public => Self::Public,
            Visibility::AfterOutcome => Self::AfterOutcome,
            Visibility::Forum | Visibility::Restricted(_) => Self::Closed,
        }
    }
}

/// What later sources tell of a recommendation.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct ToldAgain {
    positions: Vec<u64>,
    /// Whom they name, beside those that it was first addressed to.
    to: Vec<ParticipantId>,
}

/// An open round, as far as links need it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct OpenRound {
    revision: u32,
    method: Method,
    opened: u64,
    /// Each elector with its latest answer.
    electors: OrdMap<ParticipantId, Option<Answered>>,
}

/// An elector's latest answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Answered {
    position: u64,
    /// Everybody may read it, and it is not taken back.
    stands: bool,
}

impl Views {
    /// Takes one entry in. Entries must come in the order of the log, each with the register after it.
    pub fn apply(&mut self, recorded: &Recorded, register: &Register) {
        let particulars = &recorded.entry.particulars;
        let on = self.number(&recorded.entry.stream);
        self.facts.push_back(StoredFact {
            recorded_at: recorded.entry.recorded_at,
            occurred: particulars.occurred,
            kind: recorded.entry.kind(),
            on,
            seen: Seen::from(&particulars.visibility),
        });
        if matches!(recorded.entry.kind(), EventKind::LedgerOpened | EventKind::DecisionRulesSet) {
            self.rules.push_back(recorded.position);
        }
        // Links and seats come first: they need to know who had a seat before this entry.
        self.link_all(recorded);
        self.seat(recorded);
        self.summarise(&Step::new(recorded, register.visible_to_all(recorded)));
    }

    /// Takes in the title of a decision that everybody may read by now, though not when it came in.
    pub fn disclose_title(&mut self, id: DecisionId, title: &str) {
        if let Some(decision) = self.decisions.get_mut(&id) {
            decision.title = Some(Arc::from(title));
        }
    }

    /// How many entries were taken in; also the position that comes next.
    pub fn applied(&self) -> u64 {
        u64::try_from(self.facts.len()).unwrap_or(u64::MAX)
    }

    /// The fact at one position.
    pub fn fact(&self, position: u64) -> Option<Fact> {
        let stored = self.facts.get(usize::try_from(position).ok()?)?;
        Some(Fact {
            position,
            recorded_at: stored.recorded_at,
            occurred: stored.occurred,
            kind: stored.kind,
        })
    }

    /// Everything that concerns an object, in log order.
    pub fn timeline(&self, stream: &StreamId) -> Vec<Fact> {
        self.positions(stream, 0, u64::MAX).filter_map(|position| self.fact(position)).collect()
    }

    /// Everything that concerns an object: positions in log order, to read the entries by.
    pub fn timeline_positions(&self, stream: &StreamId) -> Vec<u64> {
        self.positions(stream, 0, u64::MAX).collect()
    }

    /// The newest entries that concern an object and stand before `before`, newest first, at most `limit`.
    pub fn timeline_before(
        &self,
        stream: &StreamId,
        before: Option<u64>,
        limit: usize,
    ) -> Vec<Fact> {
        let positions = self.positions(stream, 0, before.unwrap_or(u64::MAX)).rev();
        positions.filter_map(|position| self.fact(position)).take(limit.min(lists::LIMIT)).collect()
    }

    /// Entries that hold rule data, in log order.
    pub fn rule_changes(&self) -> impl Iterator<Item = Fact> + '_ {
        self.rules.iter().filter_map(|position| self.fact(*position))
    }

    /// True when an entry of that kind concerns the object.
    pub fn has(&self, stream: &StreamId, kind: EventKind) -> bool {
        let mut facts = self.positions(stream, 0, u64::MAX).filter_map(|n| self.fact(n));
        facts.any(|fact| fact.kind == kind)
    }

    /// May everybody read the entry by now? What [`Register::visible_to_all`] says, without reading the entry; none
    /// where only the entry tells.
    pub fn is_public(&self, position: u64, register: &Register) -> Option<bool> {
        let stored = usize::try_from(position).ok().and_then(|at| self.facts.get(at))?;
        match stored.seen {
            Seen::Public => Some(true),
            Seen::Closed => Some(false),
            Seen::AfterOutcome => {
                let stream = usize::try_from(stored.on).ok().and_then(|on| self.streams.get(on))?;
                let shown = register.outcome_shows(stream, stored.kind, position);
                // What an attestation speaks to stands before it, and may be shown when it is not.
                (shown || stored.kind != EventKind::PositionAttested).then_some(shown)
            }
        }
    }

    fn positions(
        &self,
        stream: &StreamId,
        from: u64,
        before: u64,
    ) -> impl DoubleEndedIterator<Item = u64> + '_ {
        // A stream that nothing is known of has an empty range.
        let (number, before) = match self.numbers.get(stream) {
            Some(number) => (*number, before),
            None => (0, from),
        };
        self.links.range((number, from)..(number, before)).map(|(_, position)| *position)
    }

    /// The number that stands for a stream, given when it is first named.
    fn number(&mut self, stream: &StreamId) -> u32 {
        // A ledger names far fewer than 2³² objects: an entry takes at least 400 bytes.
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let number = self.numbers.get(stream).copied().unwrap_or(next);
        if number == next {
            self.numbers.insert(stream.clone(), next);
            self.streams.push_back(stream.clone());
            self.days.push_back(Days::default());
        }
        number
    }
}

/// Words that everybody may read, shared between clones.
type PublicWords = Option<Arc<str>>;
