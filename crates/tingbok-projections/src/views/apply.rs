//! Takes an entry into the summaries. Cannot fail and judges nothing; there is no catch-all arm, so that a new
//! kind of event breaks the build here.
use super::{PublicWords, Views};
use crate::select::Pick;
use std::sync::Arc;
use tingbok_domain::{
    AssignmentId, EvaluationId, Event, ForumId, MandateId, MeasureId, Occurred, Recorded,
    StrategyId, StreamKind, Text,
};

mod decisions;
mod follow_up;
mod forums;
mod holders;
mod measures;
mod participants;
mod strategies;
mod texts;

/// An entry on its way into the summaries.
#[derive(Clone, Copy)]
pub(super) struct Step<'a> {
    recorded: &'a Recorded,
    public: bool,
    occurred: Occurred,
}

impl<'a> Step<'a> {
    /// An entry as it comes in.
    pub(super) fn new(recorded: &'a Recorded, public: bool) -> Self {
        Self { recorded, public, occurred: recorded.entry.particulars.occurred }
    }
    /// An entry as it counts at the time asked for.
    pub(super) fn of(pick: &Pick<'a>) -> Self {
        Self { recorded: pick.recorded, public: pick.public, occurred: pick.occurred }
    }
    /// The words, shared, when everybody may read them.
    fn words(&self, text: &Text) -> PublicWords {
        text.open().filter(|_| self.public).map(|words| Arc::from(words.as_str()))
    }
    fn lang(&self) -> Option<tingbok_domain::Lang> {
        self.recorded.entry.particulars.lang.clone()
    }
    fn position(&self) -> u64 {
        self.recorded.position
    }
    fn occurred(&self) -> Occurred {
        self.occurred
    }
    fn reported(&self) -> bool {
        self.recorded.entry.is_reported()
    }
    /// True when what the entry says takes the place of what is held: what a source tells never takes that of what
    /// was recorded here.
    fn takes_over(&self, held_reported: bool) -> bool {
        held_reported || !self.reported()
    }
}

impl Views {
    /// Takes an entry in. What it founds is founded first, unless it stands already.
    pub(super) fn summarise(&mut self, step: &Step<'_>) {
        self.found(step);
        match &step.recorded.entry.event {
            Event::ParticipantSucceeded(body) => self.succeed(step, body),
            Event::ForumEstablished(body) => self.establish(step, body),
            Event::MembershipChanged(body) => self.change_membership(step, body),
            Event::SecretariatOrganised(body) => self.organise(step, body),
            Event::ForumReviewed(body) => self.review(step, body),
            Event::ForumClosed(_) => self.close_forum(step),
            Event::ProblemAssessed(body) => self.assess(step, body),
            Event::CoordinationResultRecorded(_) => self.on_forum(step, |forum| {
                forum.results = forum.results.saturating_add(1);
            }),
            Event::MandateTextSubmitted(body) => self.submit_mandate(step, body),
            Event::MandateAdopted(body) => self.adopt_mandate(step, body),
            Event::MandateRepealed(body) => self.repeal_mandate(step, body),
            Event::StrategyPublished(body) => self.publish_strategy(step, body),
            Event::MeasureRegistered(body) => self.register_measure(step, body),
            Event::ResponsibilityAssigned(body) => self.assign(step, body),
            Event::GovernanceFunctionSet(body) => self.set_function(step, body),
            Event::MeasureStatusReported(body) => self.report_status(step, body),
            Event::MilestoneScheduled(body) => self.schedule(step, body),
            Event::MilestoneReached(body) => self.reach(step, body),
            Event::DocumentFiled(body) => self.file(step, body),
            Event::DecisionProposed(body) => self.propose(step, body),
            Event::DecisionReported(body) => self.report(step, body),
            Event::ProposalRevised(_) => self.revise(step),
            Event::RoundOpened(body) => self.open_round(step, body),
            Event::PositionTaken(body) => self.answer(step, body),
            Event::DeadlineExtended(body) => self.extend(step, body),
            Event::PositionAttested(body) => self.attest(step, body),
            Event::RoundClosed(body) => self.close_round(step, body),
            Event::DecisionWithdrawn(body) => self.withdraw(step, body),
            Event::DecisionReturned(_) => self.return_decision(step),
            Event::DecisionSuperseded(body) => self.supersede(step, body),
            Event::EvaluationPublished(body) => self.publish_evaluation(step, body),
            Event::RecommendationIssued(body) => self.recommend(step, body),
            Event::RecommendationAnswered(body) => self.answer_recommendation(step, body),
            Event::AssignmentIssued(body) => self.assign_task(step, body),
            Event::AssignmentReported(body) => self.report_task(step, body),
            // The first entry stands; a second report changes nothing.
            Event::ParticipantRegistered(_)
            // Listed in timelines only.
            | Event::AnchoringRecorded(_)
            | Event::MeetingRecorded(_)
            | Event::MinutesApproved(_)
            | Event::SubstituteDesignated(_)
            | Event::FundingRecorded(_)
            | Event::BenefitRecorded(_)
            | Event::DecisionRulesSet(_)
            | Event::AccessGranted(_)
            | Event::AccessRevoked(_)
            | Event::EventAmended(_)
            | Event::ActorKeyEnrolled(_)
            | Event::ActorKeyRevoked(_)
            | Event::DisclosureReleased(_)
            | Event::DisclosureErased(_)
            | Event::LogKeyAnnounced(_)
            | Event::LedgerOpened(_) => {}
        }
        self.touch(step);
    }

    /// Makes room for what the entry is the first to tell of. Nothing else is taken from it yet: in a fold of a day
    /// in the past, what only tells of an object can stand before what founded it.
    pub(super) fn found(&mut self, step: &Step<'_>) {
        let event = &step.recorded.entry.event;
        if let Event::ParticipantRegistered(body) = event {
            self.found_participant(step, body);
        } else if let Event::ForumEstablished(body) = event {
            self.found_forum(step, body);
        } else if let Event::StrategyPublished(body) = event {
            self.found_strategy(step, body);
        } else if let Event::EvaluationPublished(body) = event {
            self.found_evaluation(step, body);
        } else if let Event::MeasureRegistered(body) = event {
            self.found_measure(step, body);
        } else if let Event::DecisionProposed(body) = event {
            self.found_decision(step, Some(&body.forum), Some(body.matter), &body.title);
        } else if let Event::DecisionReported(body) = event {
            self.found_decision(step, body.forum.as_ref(), None, &body.title);
        } else if let Event::RecommendationIssued(body) = event {
            self.found_recommendation(step, body);
        } else if let Event::AssignmentIssued(body) = event {
            self.found_assignment(step, body);
        }
    }

    /// The latest entry on an object's own stream; a decision and a recommendation keep their own.
    fn touch(&mut self, step: &Step<'_>) {
        let stream = &step.recorded.entry.stream;
        macro_rules! touch {
            ($id:ident in $map:ident) => {
                if let Ok(id) = $id::try_from(stream)
                    && let Some(summary) = self.$map.get_mut(&id)
                {
                    summary.last = step.position();
                    summary.last_occurred = step.occurred();
                }
            };
        }
        match stream.kind {
            StreamKind::Forum => touch!(ForumId in forums),
            StreamKind::Mandate => touch!(MandateId in mandates),
            StreamKind::Strategy => touch!(StrategyId in strategies),
            StreamKind::Measure => touch!(MeasureId in measures),
            StreamKind::Evaluation => touch!(EvaluationId in evaluations),
            StreamKind::Assignment => touch!(AssignmentId in assignments),
            StreamKind::Participant
            | StreamKind::Decision
            | StreamKind::Document
            | StreamKind::Ledger => {}
        }
    }
}
