//! Takes what was recorded into the [`Register`]. Cannot fail and judges nothing; there is no catch-all arm, so
//! that a new kind of event breaks the build here.
mod decisions;
mod objects;
mod participants;
mod work;

use crate::{
    envelope::Recorded,
    event::{AccessGranted, AccessRevoked, DecisionRulesSet, DocumentFiled, Event, LedgerOpened},
    id::{DocumentId, StreamId},
    register::{DocumentFacts, Grant, Opening, Register, Told},
    rule_data::{Rounds, RuleData},
};
use std::sync::Arc;

impl Register {
    /// Takes one recorded entry in. Entries must come in the order of the log.
    pub fn evolve(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        let (stream, position, reported) = (&entry.stream, recorded.position, entry.is_reported());
        self.size = position.saturating_add(1);
        self.last_recorded_at = Some(entry.recorded_at);
        self.versions.insert(stream.clone(), entry.version);
        if reported && entry.kind().is_amendable() {
            self.told.insert(position, Told { stream: stream.clone(), kind: entry.kind() });
        }
        if !entry.sealed.is_empty() {
            self.sealed.insert(
                position,
                entry.sealed.iter().map(|digest| (digest.clone(), false)).collect(),
            );
        }
        self.take(recorded);
    }

    /// One line for each kind.
    fn take(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        let (stream, position, reported) = (&entry.stream, recorded.position, entry.is_reported());
        match &entry.event {
            Event::LedgerOpened(body) => self.open_ledger(body, position),
            Event::DecisionRulesSet(body) => self.set_rules(body, position),
            Event::AccessGranted(body) => self.grant_access(body),
            Event::AccessRevoked(body) => self.revoke_access(body),
            Event::ParticipantRegistered(body) => self.register_participant(stream, body),
            Event::ParticipantSucceeded(body) => self.succeed(stream, body, reported),
            Event::SubstituteDesignated(body) => self.designate_substitute(stream, body),
            Event::ForumEstablished(body) => self.establish_forum(stream, body),
            Event::MembershipChanged(body) => self.change_membership(stream, body, reported),
            Event::MeetingRecorded(body) => self.record_meeting(recorded, body),
            Event::MinutesApproved(body) => self.approve_minutes(stream, body),
            Event::MandateTextSubmitted(body) => self.submit_mandate_text(stream, body, reported),
            Event::MandateAdopted(body) => self.adopt_mandate(stream, body, reported),
            Event::MeasureRegistered(body) => self.register_measure(stream, body, reported),
            Event::ResponsibilityAssigned(body) => self.assign(stream, body, reported),
            Event::MilestoneScheduled(body) => self.schedule_milestone(stream, body),
            Event::MilestoneReached(body) => self.reach_milestone(stream, body, reported),
            Event::ForumClosed(body) => self.close_forum(stream, body, reported),
            Event::ProblemAssessed(body) => self.assess_problem(stream, body),
            Event::MandateRepealed(body) => self.repeal_mandate(stream, body, reported),
            Event::StrategyPublished(body) => self.publish_strategy(stream, body, reported),
            Event::GovernanceFunctionSet(body) => self.set_function(stream, body, reported),
            Event::MeasureStatusReported(body) => self.report_status(stream, body, reported),
            Event::FundingRecorded(body) => self.record_funding(stream, body, reported),
            Event::BenefitRecorded(body) => self.record_benefit(stream, body),
            Event::EvaluationPublished(body) => self.publish_evaluation(stream, body),
            Event::RecommendationIssued(body) => self.issue_recommendation(stream, body),
            Event::RecommendationAnswered(body) => self.answer_recommendation(body, reported),
            Event::AssignmentIssued(body) => self.issue_assignment(stream, body),
            Event::AssignmentReported(body) => self.report_assignment(stream, body, reported),
            Event::ActorKeyEnrolled(body) => self.enrol_key(body),
            Event::ActorKeyRevoked(body) => self.revoke_key(body),
            Event::DisclosureReleased(body) => self.release(&body.targets),
            Event::DisclosureErased(body) => self.erase(&body.targets),
            // Told for readers; no rule reads them.
            Event::SecretariatOrganised(_)
            | Event::ForumReviewed(_)
            | Event::CoordinationResultRecorded(_)
            | Event::EventAmended(_)
            | Event::LogKeyAnnounced(_) => {}
            Event::DocumentFiled(body) => self.file_document(stream, body),
            Event::AnchoringRecorded(_) => self.anchor(stream, reported),
            Event::DecisionProposed(body) => self.propose(recorded, body),
            Event::DecisionReported(body) => self.report_decision(stream, body),
            Event::ProposalRevised(_) => self.revise(recorded),
            Event::RoundOpened(body) => self.open_round(stream, body),
            Event::PositionTaken(body) => self.take_position(recorded, body),
            Event::DeadlineExtended(body) => self.extend_deadline(stream, body),
            Event::RoundClosed(body) => self.close_round(recorded, body),
            Event::DecisionWithdrawn(body) => self.withdraw(recorded, body),
            Event::DecisionReturned(_) => self.return_decision(stream),
            Event::DecisionSuperseded(body) => self.supersede(stream, body),
            Event::PositionAttested(body) => self.attest(stream, body),
        }
    }

    fn open_ledger(&mut self, body: &LedgerOpened, position: u64) {
        self.opening = Some(Arc::new(Opening {
            ledger_id: body.ledger_id,
            origin: body.origin.clone(),
            time_zone: body.time_zone,
        }));
        self.rules = Arc::new(RuleData::starting(&body.rules));
        self.rounds = Arc::new(Rounds::default().with(&body.rules.defaults));
        self.rules_position = position;
    }

    fn set_rules(&mut self, body: &DecisionRulesSet, position: u64) {
        if let Some(tables) = &body.tables {
            Arc::make_mut(&mut self.rules).add(tables);
        }
        if let Some(forum) = &body.forum {
            let rounds = Arc::new(self.rounds_of(forum).0.with(&body.rounds));
            self.forum_rounds.insert(forum.clone(), (rounds, position));
        } else {
            self.rounds = Arc::new(self.rounds.with(&body.rounds));
            self.rules_position = position;
        }
    }

    fn revoke_access(&mut self, body: &AccessRevoked) {
        if let Some(grant) = self.grants.get_mut(&body.principal) {
            Arc::make_mut(grant).revoked = true;
        }
    }

    fn file_document(&mut self, stream: &StreamId, body: &DocumentFiled) {
        if let Ok(id) = DocumentId::try_from(stream) {
            self.documents.insert(id, DocumentFacts { kind: body.kind.clone() });
        }
    }

    fn grant_access(&mut self, body: &AccessGranted) {
        let grant = Grant {
            kind: body.kind,
            secret_sha256: body.secret_sha256,
            client: body.client.clone(),
            participant: body.participant.clone(),
            role: body.role,
            forum: body.forum.clone(),
            from: body.from,
            to: body.to,
            revoked: false,
        };
        self.grants.insert(body.principal.clone(), Arc::new(grant));
    }
}
