//! Takes what was recorded into the [`Register`]. Cannot fail and judges nothing; there is no catch-all arm, so
//! that a new kind of event breaks the build here.
mod decisions;
mod objects;
mod participants;

use crate::{
    envelope::Recorded,
    event::{AccessGranted, DecisionRulesSet, Event, LedgerOpened},
    id::DocumentId,
    register::{DocumentFacts, Grant, Opening, Register},
    rule_data::{Rounds, RuleData},
};
use std::sync::Arc;

impl Register {
    /// Takes one recorded entry in. Entries must come in the order of the log.
    pub fn evolve(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        let (stream, position) = (&entry.stream, recorded.position);
        let reported = entry.is_reported();
        self.size = position.saturating_add(1);
        self.last_recorded_at = Some(entry.recorded_at);
        self.versions.insert(stream.clone(), entry.version);
        match &entry.event {
            Event::LedgerOpened(body) => self.open_ledger(body, position),
            Event::DecisionRulesSet(body) => self.set_rules(body, position),
            Event::AccessGranted(body) => self.grant_access(body),
            Event::AccessRevoked(body) => {
                if let Some(grant) = self.grants.get_mut(&body.principal) {
                    Arc::make_mut(grant).revoked = true;
                }
            }
            Event::ParticipantRegistered(body) => self.register_participant(stream, body),
            Event::ParticipantSucceeded(body) => self.succeed(stream, body, reported),
            Event::SubstituteDesignated(body) => self.designate_substitute(stream, body),
            Event::ForumEstablished(body) => self.establish_forum(stream, body),
            Event::MembershipChanged(body) => self.change_membership(stream, body, reported),
            Event::MeetingRecorded(body) => self.record_meeting(recorded, body),
            Event::MinutesApproved(body) => self.approve_minutes(stream, body),
            Event::MandateTextSubmitted(body) => self.submit_mandate_text(stream, body, reported),
            Event::MandateAdopted(body) => self.adopt_mandate(stream, body, reported),
            Event::MeasureRegistered(body) => self.register_measure(stream, body),
            Event::ResponsibilityAssigned(body) => {
                self.assign_responsibility(stream, body, reported);
            }
            Event::MilestoneScheduled(body) => self.schedule_milestone(stream, body),
            Event::MilestoneReached(body) => self.reach_milestone(stream, body, reported),
            Event::DocumentFiled(body) => {
                if let Ok(id) = DocumentId::try_from(stream) {
                    self.documents.insert(id, DocumentFacts { kind: body.kind.clone() });
                }
            }
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
