//! Strategies, recommendations, assignments, keys and sealed words; how forums and mandates end.
use crate::{
    event::{
        ActorKeyEnrolled, ActorKeyRevoked, AssignmentIssued, AssignmentReported, AssignmentStatus,
        BenefitRecorded, EvaluationPublished, ForumClosed, FundingRecorded, FundingStage,
        GovernanceFunctionSet, MandateRepealed, MeasureStatusReported, ProblemAssessed,
        RecommendationAnswered, RecommendationIssued, Response, SealedWord, StrategyPublished,
    },
    id::{AssignmentId, EvaluationId, MandateId, MeasureId, StrategyId, StreamId},
    register::{ActorKey, Assignment, Measure, Recommendation, Register},
};
use std::{collections::BTreeSet, sync::Arc};

impl Register {
    /// What a source tells of an end ends nothing here.
    pub(super) fn close_forum(&mut self, stream: &StreamId, body: &ForumClosed, reported: bool) {
        if let Some(forum) = self.forum_mut(stream).filter(|_| !reported) {
            forum.closed = Some(body.handover.iter().cloned().collect());
        }
    }

    pub(super) fn assess_problem(&mut self, stream: &StreamId, body: &ProblemAssessed) {
        if let Some(forum) = self.forum_mut(stream) {
            forum.problems.insert(body.id.clone());
        }
    }

    pub(super) fn repeal_mandate(
        &mut self,
        stream: &StreamId,
        body: &MandateRepealed,
        reported: bool,
    ) {
        let Ok(id) = MandateId::try_from(stream) else { return };
        if let Some(mandate) = self.mandates.get_mut(&id).map(Arc::make_mut)
            && !reported
            && mandate.in_force == Some(body.version)
        {
            mandate.in_force = None;
        }
    }

    pub(super) fn publish_strategy(
        &mut self,
        stream: &StreamId,
        body: &StrategyPublished,
        reported: bool,
    ) {
        let Ok(id) = StrategyId::try_from(stream) else { return };
        let strategy = Arc::make_mut(self.strategies.entry(id).or_default());
        // Every goal that was ever named is there to refer to.
        strategy.goals.extend(body.goals.iter().map(|goal| goal.key.clone()));
        if !reported {
            strategy.status = Some(body.status);
            strategy.forum = strategy.forum.take().or_else(|| body.forum.clone());
        }
    }

    pub(super) fn set_function(
        &mut self,
        stream: &StreamId,
        body: &GovernanceFunctionSet,
        reported: bool,
    ) {
        self.on_own_measure(stream, reported, |measure| measure.function = Some(body.function));
    }

    pub(super) fn report_status(
        &mut self,
        stream: &StreamId,
        body: &MeasureStatusReported,
        reported: bool,
    ) {
        self.on_own_measure(stream, reported, |measure| {
            measure.ended |= body.status.is_terminal();
            measure.scale = body.scale.or(measure.scale);
        });
    }

    pub(super) fn record_funding(
        &mut self,
        stream: &StreamId,
        body: &FundingRecorded,
        reported: bool,
    ) {
        self.on_own_measure(stream, reported || body.stage != FundingStage::Agreed, |measure| {
            measure.agreed.insert(body.resource);
        });
    }

    /// What a source expects can be measured here as well.
    pub(super) fn record_benefit(&mut self, stream: &StreamId, body: &BenefitRecorded) {
        self.on_own_measure(stream, false, |measure| {
            measure.benefits.entry(body.id.clone()).or_insert(body.kind);
        });
    }

    /// Changes a measure by what was recorded here.
    fn on_own_measure(
        &mut self,
        stream: &StreamId,
        reported: bool,
        change: impl FnOnce(&mut Measure),
    ) {
        let measure = MeasureId::try_from(stream).ok().and_then(|id| self.measures.get_mut(&id));
        if let Some(measure) = measure.filter(|_| !reported) {
            change(Arc::make_mut(measure));
        }
    }

    pub(super) fn publish_evaluation(&mut self, stream: &StreamId, body: &EvaluationPublished) {
        if let Ok(id) = EvaluationId::try_from(stream) {
            self.evaluations.entry(id).or_insert_with(|| body.by.iter().cloned().collect());
        }
    }

    pub(super) fn issue_recommendation(&mut self, stream: &StreamId, body: &RecommendationIssued) {
        let new = || {
            Arc::new(Recommendation {
                stream: stream.clone(),
                to: body.to.iter().cloned().collect(),
                promised: BTreeSet::new(),
                closed: BTreeSet::new(),
            })
        };
        // A second source adds nobody: what it tells gives no right to answer.
        self.recommendations.entry(body.id.clone()).or_insert_with(new);
    }

    /// What a source tells of a promise can be kept here; nothing that it tells ends one.
    pub(super) fn answer_recommendation(&mut self, body: &RecommendationAnswered, reported: bool) {
        let Some(mut known) = self.recommendations.get(&body.id).cloned() else { return };
        let changed = Arc::make_mut(&mut known);
        match body.response {
            Response::Accepted | Response::Partly => {
                changed.promised.insert(body.by.clone());
                if !reported {
                    changed.closed.remove(&body.by);
                }
            }
            // Who carries others on withdraws what they promised as well.
            Response::Rejected | Response::Noted if !reported => {
                changed.promised.retain(|whose| !self.carries_on(&body.by, whose));
            }
            Response::Closed if !reported => {
                changed.closed.insert(body.by.clone());
            }
            Response::Rejected | Response::Noted | Response::Closed => {}
        }
        self.recommendations.insert(body.id.clone(), known);
    }

    pub(super) fn issue_assignment(&mut self, stream: &StreamId, body: &AssignmentIssued) {
        let Ok(id) = AssignmentId::try_from(stream) else { return };
        let new = || {
            Arc::new(Assignment {
                from: body.from.iter().cloned().collect(),
                to: body.to.iter().cloned().collect(),
                started: BTreeSet::new(),
                delivered: BTreeSet::new(),
                accepted: false,
            })
        };
        // As with recommendations, a second source adds no party.
        self.assignments.entry(id).or_insert_with(new);
    }

    /// What a source tells of how it goes neither ends it nor is a delivery that can be accepted.
    pub(super) fn report_assignment(
        &mut self,
        stream: &StreamId,
        body: &AssignmentReported,
        reported: bool,
    ) {
        let Ok(id) = AssignmentId::try_from(stream) else { return };
        if reported {
            return;
        }
        let Some(known) = self.assignments.get_mut(&id).map(Arc::make_mut) else { return };
        match body.status {
            AssignmentStatus::Started => known.started.insert(body.by.clone()),
            AssignmentStatus::Delivered => known.delivered.insert(body.by.clone()),
            AssignmentStatus::Accepted => std::mem::replace(&mut known.accepted, true),
        };
    }

    pub(super) fn enrol_key(&mut self, body: &ActorKeyEnrolled) {
        let key = ActorKey {
            participant: body.participant.clone(),
            from: body.valid_from,
            to: body.valid_to,
            revoked: None,
        };
        self.keys.insert(body.fingerprint.clone(), key);
    }

    pub(super) fn revoke_key(&mut self, body: &ActorKeyRevoked) {
        if let Some(key) = self.keys.get_mut(&body.fingerprint) {
            key.revoked = Some(body.from);
        }
    }

    /// Released words are for everybody; they can still be erased.
    pub(super) fn release(&mut self, targets: &[SealedWord]) {
        for word in targets {
            let digests = self.sealed.get_mut(&word.position);
            if let Some(released) = digests.and_then(|all| all.get_mut(&word.digest)) {
                *released = true;
            }
        }
    }

    /// Erased words are gone for good.
    pub(super) fn erase(&mut self, targets: &[SealedWord]) {
        for word in targets {
            if let Some(digests) = self.sealed.get_mut(&word.position) {
                digests.remove(&word.digest);
            }
        }
    }
}
