//! What rules need to know of a decision (domain model, consensus machine).
use crate::{
    event::{Attestation, Matter, Method, Outcome, Position, Quorum, RuleVersion},
    hash::LeafHash,
    id::{ForumId, MeetingId, ParticipantId, StreamId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A decision: what is in force, and apart from it, how far the procedure has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "five independent facts, each read by its own rule"
)]
pub struct Decision {
    /// The forum that decides; a reported decision may name none.
    pub forum: Option<ForumId>,
    /// What it is about; it can take the place only of a decision that it names.
    pub topics: BTreeSet<StreamId>,
    /// Who proposed it.
    pub proposer: Option<ParticipantId>,
    /// What kind of matter.
    pub matter: Matter,
    /// Its texts; revision n is at index n - 1.
    pub revisions: Vec<Revision>,
    /// What is in force.
    pub in_force: Option<InForce>,
    /// How far the procedure has come.
    pub procedure: Procedure,
    /// Rounds opened so far.
    pub rounds: u32,
    /// Somebody reserved its position or asked for a discussion: until a round by consensus has been closed,
    /// no other method can pass over it.
    pub must_discuss: bool,
    /// Another decision has taken the place of the whole.
    pub superseded: bool,
    /// Somebody was drawn in, and it is on record.
    pub anchored: bool,
    /// Position in the log of the last closing, or of the withdrawal that ended it.
    pub last_closed: Option<u64>,
    /// Answers that others recorded: position in the log and whose.
    pub recorded_for: Vec<(u64, ParticipantId)>,
    /// Closings of declared rounds: position in the log and whom they list.
    pub declared: Vec<(u64, Vec<ParticipantId>)>,
    /// Who agreed in the round that adopted what is in force, on a condition or not.
    pub agreed: BTreeSet<ParticipantId>,
    /// Proposed so that it is shown when its round is closed.
    pub after_outcome: bool,
    /// Told by a source; never in force here.
    pub reported: bool,
}

/// The entry that carries a revision's text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Revision {
    /// Its position in the log.
    pub position: u64,
    /// Its leaf hash: it names the exact text.
    pub leaf: LeafHash,
}

/// What is in force, and since which round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct InForce {
    /// The revision.
    pub revision: u32,
    /// The round that adopted it.
    pub round: u32,
    /// How.
    pub outcome: Outcome,
}

/// How far the procedure has come.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Procedure {
    /// A text is there; no round is open on it.
    Draft,
    /// A round is open.
    Open(Box<Round>),
    /// The last round has ended.
    Idle(Outcome),
    /// With the political leadership.
    Referred,
    /// Ended for good.
    Withdrawn,
}

/// An open round. Who may answer and on which text was settled when it opened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Round {
    /// Its number.
    pub number: u32,
    /// The revision it is on.
    pub revision: u32,
    /// How it is held.
    pub method: Method,
    /// The meeting of a declared round.
    pub meeting: Option<MeetingId>,
    /// Last day to answer.
    pub deadline: Option<NaiveDate>,
    /// Who answers.
    pub electorate: BTreeSet<ParticipantId>,
    /// The text.
    pub text_leaf: LeafHash,
    /// What it needs.
    pub quorum: Quorum,
    /// Under which rules.
    pub rule_version: RuleVersion,
    /// The latest answer of each seat.
    pub answers: BTreeMap<ParticipantId, Answer>,
    /// Who has had the deadline moved.
    pub extended_by: BTreeSet<ParticipantId>,
}

/// The latest answer of one seat.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// The answer.
    pub position: Position,
    /// Agreement on a condition.
    pub conditional: bool,
    /// Its position in the log.
    pub log_position: u64,
    /// Its leaf hash.
    pub leaf: LeafHash,
    /// Who entered it: the participant itself, its substitute, or the secretariat.
    pub entered_by: EnteredBy,
    /// What the participant has said of it since.
    pub attested: Option<Attestation>,
}

/// Who entered an answer.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EnteredBy {
    /// The participant.
    Itself,
    /// A designated substitute.
    Substitute(ParticipantId),
    /// Chair or secretariat, as given in a meeting.
    Recorder,
}

impl Answer {
    /// False for an answer that was taken back or is contested: it counts as missing, never as silence.
    pub fn stands(&self) -> bool {
        self.position != Position::Withdrawn && self.attested != Some(Attestation::Contested)
    }
}

impl Decision {
    /// The procedure goes on to `next`. A round that was open ends; that somebody blocked in it is kept.
    pub(crate) fn leave_round(&mut self, next: Procedure) {
        self.must_discuss |= self.open_round().is_some_and(Round::is_blocked);
        self.procedure = next;
    }

    /// True when everybody may know what it is called: at once, or from its first outcome on.
    pub fn is_known_to_all(&self) -> bool {
        !self.after_outcome || self.last_closed.is_some()
    }

    /// The open round.
    pub fn open_round(&self) -> Option<&Round> {
        match &self.procedure {
            Procedure::Open(round) => Some(round),
            Procedure::Draft | Procedure::Idle(_) | Procedure::Referred | Procedure::Withdrawn => {
                None
            }
        }
    }

    /// The number of the newest revision; 0 = none.
    pub fn revision(&self) -> u32 {
        u32::try_from(self.revisions.len()).unwrap_or(u32::MAX)
    }

    /// A revision by its number.
    pub fn text_of(&self, revision: u32) -> Option<&Revision> {
        let index = usize::try_from(revision.checked_sub(1)?).ok()?;
        self.revisions.get(index)
    }
}

impl Round {
    /// True when somebody blocks or asks for a discussion, as it stands now.
    pub fn is_blocked(&self) -> bool {
        let blocks = |answer: &Answer| {
            matches!(answer.position, Position::Reserves | Position::RequestsDiscussion)
        };
        self.answers.values().any(blocks)
    }

    /// True when every elector has itself given an answer that stands, or confirmed one recorded for it: what
    /// others recorded never ends a round before its deadline.
    pub fn all_answered(&self) -> bool {
        let own = |answer: &Answer| {
            answer.stands()
                && (answer.entered_by != EnteredBy::Recorder
                    || answer.attested == Some(Attestation::Confirmed))
        };
        self.electorate.iter().all(|elector| self.answers.get(elector).is_some_and(own))
    }

    /// True when answers are still taken on `day`.
    pub fn takes_answers_on(&self, day: NaiveDate) -> bool {
        self.deadline.is_none_or(|deadline| day <= deadline)
    }
}

impl Decision {
    /// A decision without a text.
    pub(crate) fn new(forum: Option<ForumId>, matter: Matter) -> Self {
        Self {
            forum,
            topics: BTreeSet::new(),
            proposer: None,
            matter,
            revisions: Vec::new(),
            in_force: None,
            procedure: Procedure::Draft,
            rounds: 0,
            must_discuss: false,
            superseded: false,
            anchored: false,
            last_closed: None,
            recorded_for: Vec::new(),
            declared: Vec::new(),
            agreed: BTreeSet::new(),
            after_outcome: false,
            reported: false,
        }
    }
}
