//! What rules need to know of the past, and nothing more: only structural fields, never a text, so that
//! erasing words changes no rule. Cheap to clone: readers keep theirs while the writer goes on.
mod decision;
mod forum;
mod others;
mod work;

pub use decision::{Answer, Decision, EnteredBy, InForce, Procedure, Revision, Round};
pub use forum::{Forum, MeetingFacts, Membership};
pub use others::{DocumentFacts, Grant, Mandate, Measure, Milestone, Participant, Substitution};
pub use work::{ActorKey, Assignment, Recommendation, Strategy, Told};

use crate::{
    command::CommandBody,
    envelope::{Recorded, Timestamp, Visibility},
    event::{Event, EventKind, RuleVersion},
    id::{
        AssignmentId, DecisionId, DocumentId, EvaluationId, ForumId, MandateId, MeasureId,
        ParticipantId, PrincipalId, RecommendationId, StrategyId, StreamId, StreamKind,
    },
    rule_data::{Rounds, RuleData},
};
use chrono::NaiveDate;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The state that rules decide on.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Register {
    pub(crate) size: u64,
    pub(crate) last_recorded_at: Option<Timestamp>,
    pub(crate) opening: Option<Arc<Opening>>,
    pub(crate) versions: OrdMap<StreamId, u64>,
    pub(crate) rules: Arc<RuleData>,
    pub(crate) rounds: Arc<Rounds>,
    pub(crate) rules_position: u64,
    pub(crate) forum_rounds: OrdMap<ForumId, (Arc<Rounds>, u64)>,
    pub(crate) participants: OrdMap<ParticipantId, Participant>,
    pub(crate) forums: OrdMap<ForumId, Arc<Forum>>,
    pub(crate) mandates: OrdMap<MandateId, Arc<Mandate>>,
    pub(crate) measures: OrdMap<MeasureId, Arc<Measure>>,
    pub(crate) decisions: OrdMap<DecisionId, Arc<Decision>>,
    pub(crate) documents: OrdMap<DocumentId, DocumentFacts>,
    pub(crate) grants: OrdMap<PrincipalId, Arc<Grant>>,
    pub(crate) strategies: OrdMap<StrategyId, Arc<Strategy>>,
    pub(crate) evaluations: OrdMap<EvaluationId, BTreeSet<ParticipantId>>,
    pub(crate) recommendations: OrdMap<RecommendationId, Arc<Recommendation>>,
    pub(crate) assignments: OrdMap<AssignmentId, Arc<Assignment>>,
    pub(crate) keys: OrdMap<String, ActorKey>,
    /// What can be corrected, by position.
    pub(crate) told: OrdMap<u64, Told>,
    /// Digests of sealed words that are not erased, by position; true once they are released.
    pub(crate) sealed: OrdMap<u64, BTreeMap<String, bool>>,
}

/// What the opening entry settled for good.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Opening {
    /// The ledger's identity.
    pub ledger_id: uuid::Uuid,
    /// The name its checkpoints carry.
    pub origin: String,
    /// The time zone of days and deadlines.
    pub time_zone: chrono_tz::Tz,
}

impl Register {
    /// How many entries it has seen: the position of the next.
    pub fn size(&self) -> u64 {
        self.size
    }
    /// When the last entry was recorded.
    pub fn last_recorded_at(&self) -> Option<Timestamp> {
        self.last_recorded_at
    }
    /// What the opening entry settled; none in an empty ledger.
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_deref()
    }
    /// How many entries a stream has; 0 = none.
    pub fn version(&self, stream: &StreamId) -> u64 {
        self.versions.get(stream).copied().unwrap_or(0)
    }
    /// The day it is at `now` where the ledger is kept.
    pub fn day(&self, now: Timestamp) -> NaiveDate {
        now.day_in(self.opening().map_or(chrono_tz::UTC, |opening| opening.time_zone))
    }
    /// Rule data in force.
    pub fn rules(&self) -> &RuleData {
        &self.rules
    }
    /// How rounds are held in a forum, and the position of the entry that says so.
    pub fn rounds_of(&self, forum: &ForumId) -> (&Rounds, u64) {
        self.forum_rounds
            .get(forum)
            .map_or((&*self.rounds, self.rules_position), |(rounds, position)| {
                (&**rounds, *position)
            })
    }
    /// The rule version a round in `forum` would open under.
    pub fn rule_version(&self, forum: &ForumId) -> RuleVersion {
        RuleVersion { tally: crate::consensus::NEWEST_TALLY, rules: self.rounds_of(forum).1 }
    }
    /// A participant.
    pub fn participant(&self, id: &ParticipantId) -> Option<&Participant> {
        self.participants.get(id)
    }
    /// A forum.
    pub fn forum(&self, id: &ForumId) -> Option<&Forum> {
        self.forums.get(id).map(Arc::as_ref)
    }
    /// A mandate.
    pub fn mandate(&self, id: &MandateId) -> Option<&Mandate> {
        self.mandates.get(id).map(Arc::as_ref)
    }
    /// A measure.
    pub fn measure(&self, id: &MeasureId) -> Option<&Measure> {
        self.measures.get(id).map(Arc::as_ref)
    }
    /// A decision.
    pub fn decision(&self, id: DecisionId) -> Option<&Decision> {
        self.decisions.get(&id).map(Arc::as_ref)
    }
    /// A strategy.
    pub fn strategy(&self, id: &StrategyId) -> Option<&Strategy> {
        self.strategies.get(id).map(Arc::as_ref)
    }
    /// Who evaluated.
    pub fn evaluated_by(&self, id: &EvaluationId) -> Option<&BTreeSet<ParticipantId>> {
        self.evaluations.get(id)
    }
    /// A recommendation.
    pub fn recommendation(&self, id: &RecommendationId) -> Option<&Recommendation> {
        self.recommendations.get(id).map(Arc::as_ref)
    }
    /// An assignment.
    pub fn assignment(&self, id: &AssignmentId) -> Option<&Assignment> {
        self.assignments.get(id).map(Arc::as_ref)
    }
    /// A key by its fingerprint.
    pub fn key(&self, fingerprint: &str) -> Option<&ActorKey> {
        self.keys.get(fingerprint)
    }
    /// Every key of a participant.
    pub fn keys_of(&self, participant: &ParticipantId) -> impl Iterator<Item = &ActorKey> {
        self.keys.values().filter(move |key| &key.participant == participant)
    }
    /// An entry that tells what a source says, by its position.
    pub fn told(&self, position: u64) -> Option<&Told> {
        self.told.get(&position)
    }
    /// Whether the words of that digest in the entry at `position` are released; none when there are no such words,
    /// or they are erased.
    pub fn released(&self, position: u64, digest: &str) -> Option<bool> {
        self.sealed.get(&position)?.get(digest).copied()
    }
    /// True when `today` is `named`, or carries it on over witnessed renamings, splits and mergers.
    pub fn carries_on(&self, today: &ParticipantId, named: &ParticipantId) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting = vec![named];
        while let Some(next) = waiting.pop() {
            if next == today {
                return true;
            }
            if seen.insert(next)
                && let Some(known) = self.participant(next)
            {
                waiting.extend(&known.successors);
            }
        }
        false
    }
    /// True when one of the forums that `forum` belongs under, or itself, is `other`.
    pub fn belongs_under(&self, forum: &ForumId, other: &ForumId) -> bool {
        let mut next = Some(forum);
        // A forum can be reported under itself; the walk ends after as many steps as there are forums.
        for _ in 0..=self.forums.len() {
            match next {
                None => return false,
                Some(id) if id == other => return true,
                Some(id) => next = self.forum(id).and_then(|known| known.parent.as_ref()),
            }
        }
        false
    }
    /// A document.
    pub fn document(&self, id: DocumentId) -> Option<&DocumentFacts> {
        self.documents.get(&id)
    }
    /// A grant of access.
    pub fn grant(&self, principal: &PrincipalId) -> Option<&Grant> {
        self.grants.get(principal).map(Arc::as_ref)
    }
    /// Every grant, in order of principal.
    pub fn grants(&self) -> impl Iterator<Item = (&PrincipalId, &Grant)> {
        self.grants.iter().map(|(principal, grant)| (principal, grant.as_ref()))
    }
    /// Every decision of a forum, in order.
    pub fn decisions_of<'a>(
        &'a self,
        forum: &'a ForumId,
    ) -> impl Iterator<Item = (DecisionId, &'a Decision)> {
        let all = self.decisions.iter().map(|(id, decision)| (*id, decision.as_ref()));
        all.filter(move |(_, decision)| decision.forum.as_ref() == Some(forum))
    }
    /// Every decision with an open round, in order.
    pub fn open_rounds(&self) -> impl Iterator<Item = (DecisionId, &Round)> {
        self.decisions
            .iter()
            .filter_map(|(id, decision)| decision.open_round().map(|round| (*id, round)))
    }

    /// True when both sit in one forum, or both answer in one open round.
    pub(crate) fn share_a_seat(&self, one: &ParticipantId, other: &ParticipantId) -> bool {
        self.forums.values().any(|forum| forum.sits(one) && forum.sits(other))
            || self.open_rounds().any(|(_, round)| {
                round.electorate.contains(one) && round.electorate.contains(other)
            })
    }

    /// The next number of a numbered kind.
    pub fn next_number(&self, kind: StreamKind) -> u64 {
        let last = match kind {
            StreamKind::Decision => self.decisions.get_max().map(|(id, _)| id.0),
            StreamKind::Document => self.documents.get_max().map(|(id, _)| id.0),
            StreamKind::Participant
            | StreamKind::Forum
            | StreamKind::Mandate
            | StreamKind::Strategy
            | StreamKind::Measure
            | StreamKind::Evaluation
            | StreamKind::Assignment
            | StreamKind::Ledger => None,
        };
        last.unwrap_or(0).saturating_add(1)
    }

    /// Who may read an entry on a decision of `forum` when nothing else is said.
    pub fn default_visibility(&self, forum: &ForumId) -> Visibility {
        let by_kind = || {
            let kind = self.forum(forum).map(|forum| &forum.kind)?;
            self.rules.forum_kinds.get(kind).map(|rules| rules.after_outcome)
        };
        let after_outcome = self.rounds_of(forum).0.after_outcome.or_else(by_kind).unwrap_or(false);
        if after_outcome { Visibility::AfterOutcome } else { Visibility::Public }
    }

    /// Who may read what is said of a decision, when nothing else is said: as it was proposed; what is said of
    /// an outcome that everybody may read waits for no other.
    pub fn visibility_of(&self, stream: &StreamId, body: &CommandBody) -> Visibility {
        if let CommandBody::ProposeDecision(body) = body {
            return self.default_visibility(&body.forum);
        }
        let decision = DecisionId::try_from(stream).ok().and_then(|id| self.decision(id));
        let Some(decision) = decision.filter(|decision| decision.after_outcome) else {
            return Visibility::Public;
        };
        let said_of_outcome = if let CommandBody::AttestPosition(body) = body {
            decision.last_closed >= Some(body.target)
        } else {
            matches!(body, CommandBody::SupersedeDecision(_)) && decision.last_closed.is_some()
        };
        if said_of_outcome { Visibility::Public } else { Visibility::AfterOutcome }
    }

    /// May everybody read this entry by now? One that waits for an outcome is public once a round of its
    /// decision has closed after it; what ends or replaces a decision, or contests what is public, as soon as a
    /// round of the decision has closed at all.
    pub fn visible_to_all(&self, recorded: &Recorded) -> bool {
        match recorded.entry.particulars.visibility {
            Visibility::Public => true,
            Visibility::Forum | Visibility::Restricted(_) => false,
            Visibility::AfterOutcome => {
                let entry = &recorded.entry;
                let spoken_to = if let Event::PositionAttested(body) = &entry.event {
                    body.target
                } else {
                    recorded.position
                };
                self.outcome_shows(&entry.stream, entry.kind(), spoken_to)
            }
        }
    }

    /// May everybody read by now what waits for an outcome, by its stream, its kind and its position? Of an
    /// attestation it is the position of what it speaks to.
    pub fn outcome_shows(&self, stream: &StreamId, kind: EventKind, position: u64) -> bool {
        let decision = DecisionId::try_from(stream).ok().and_then(|id| self.decision(id));
        decision.and_then(|decision| decision.last_closed).is_some_and(|closed| {
            let ends = matches!(kind, EventKind::DecisionSuperseded | EventKind::DecisionWithdrawn);
            ends || position <= closed
        })
    }

    /// True when something stands under that name.
    pub fn knows(&self, stream: &StreamId) -> bool {
        stream.kind == StreamKind::Ledger || self.versions.contains_key(stream)
    }
}
