//! Decisions (domain model, consensus machine): `in_force` changes only by a round that adopts, or by a
//! superseding decision; everything else touches only the procedure.
use crate::{
    envelope::{Recorded, Visibility},
    event::{
        CountsAs, DeadlineExtended, DecisionProposed, DecisionReported, DecisionSuperseded,
        DecisionWithdrawn, Extent, Matter, Method, PositionAttested, PositionTaken, ReferredTo,
        RoundClosed, RoundOpened,
    },
    id::{DecisionId, StreamId},
    register::{Answer, Decision, EnteredBy, InForce, Procedure, Register, Revision, Round},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

impl Register {
    pub(super) fn on_decision(&mut self, stream: &StreamId, change: impl FnOnce(&mut Decision)) {
        if let Ok(id) = DecisionId::try_from(stream)
            && let Some(decision) = self.decisions.get_mut(&id)
        {
            change(Arc::make_mut(decision));
        }
    }

    fn insert_decision(&mut self, stream: &StreamId, decision: Decision) {
        if let Ok(id) = DecisionId::try_from(stream) {
            self.decisions.insert(id, Arc::new(decision));
        }
    }

    pub(super) fn anchor(&mut self, stream: &StreamId, reported: bool) {
        self.on_decision(stream, |decision| decision.anchored |= !reported);
    }

    pub(super) fn propose(&mut self, recorded: &Recorded, body: &DecisionProposed) {
        let mut decision = Decision::new(Some(body.forum.clone()), body.matter);
        decision.proposer = Some(recorded.entry.actor.participant.clone());
        decision.after_outcome = recorded.entry.particulars.visibility == Visibility::AfterOutcome;
        decision.topics = body.topic_refs.iter().cloned().collect();
        decision.revisions.push(Revision { position: recorded.position, leaf: recorded.leaf });
        self.insert_decision(&recorded.entry.stream, decision);
    }

    pub(super) fn report_decision(&mut self, stream: &StreamId, body: &DecisionReported) {
        let mut decision = Decision::new(body.forum.clone(), Matter::General);
        decision.reported = true;
        self.insert_decision(stream, decision);
    }

    pub(super) fn revise(&mut self, recorded: &Recorded) {
        self.on_decision(&recorded.entry.stream, |decision| {
            decision.revisions.push(Revision { position: recorded.position, leaf: recorded.leaf });
            decision.leave_round(Procedure::Draft);
        });
    }

    pub(super) fn open_round(&mut self, stream: &StreamId, body: &RoundOpened) {
        self.on_decision(stream, |decision| {
            decision.rounds = body.round;
            decision.procedure = Procedure::Open(Box::new(Round {
                number: body.round,
                revision: body.revision,
                method: body.method,
                meeting: body.meeting.clone(),
                deadline: body.deadline,
                electorate: body.electorate.iter().cloned().collect(),
                text_leaf: body.text_leaf,
                quorum: body.quorum,
                rule_version: body.rule_version,
                answers: BTreeMap::new(),
                extended_by: BTreeSet::new(),
            }));
        });
    }

    pub(super) fn take_position(&mut self, recorded: &Recorded, body: &PositionTaken) {
        let entered_by = match &body.by_substitute {
            Some(substitute) => EnteredBy::Substitute(substitute.clone()),
            None if recorded.entry.actor.role.records_for_forum() => EnteredBy::Recorder,
            None => EnteredBy::Itself,
        };
        self.on_decision(&recorded.entry.stream, |decision| {
            if entered_by != EnteredBy::Itself {
                decision.recorded_for.push((recorded.position, body.participant.clone()));
            }
            if let Procedure::Open(round) = &mut decision.procedure {
                let answer = Answer {
                    position: body.position,
                    conditional: body.conditional,
                    log_position: recorded.position,
                    leaf: recorded.leaf,
                    entered_by,
                    attested: None,
                };
                round.answers.insert(body.participant.clone(), answer);
            }
        });
    }

    pub(super) fn extend_deadline(&mut self, stream: &StreamId, body: &DeadlineExtended) {
        self.on_decision(stream, |decision| {
            if let Procedure::Open(round) = &mut decision.procedure {
                round.deadline = Some(body.new_deadline);
                round.extended_by.insert(body.requested_by.clone());
            }
        });
    }

    pub(super) fn close_round(&mut self, recorded: &Recorded, body: &RoundClosed) {
        self.on_decision(&recorded.entry.stream, |decision| {
            if let Procedure::Open(round) = &decision.procedure {
                decision.must_discuss = round.is_blocked()
                    || (decision.must_discuss && round.method != Method::Consensus);
                if round.method == Method::Declared {
                    let listed = round.electorate.iter().cloned().collect();
                    decision.declared.push((recorded.position, listed));
                }
                if body.outcome.is_adopted() {
                    let (revision, round) = (round.revision, round.number);
                    decision.in_force = Some(InForce { revision, round, outcome: body.outcome });
                    let agreed =
                        body.tally.iter().filter(|row| row.counts_as == CountsAs::Consents);
                    decision.agreed = agreed.map(|row| row.participant.clone()).collect();
                }
            }
            decision.last_closed = Some(recorded.position);
            decision.procedure = Procedure::Idle(body.outcome);
        });
    }

    /// A matter that is withdrawn for good waits for no outcome any more.
    pub(super) fn withdraw(&mut self, recorded: &Recorded, body: &DecisionWithdrawn) {
        let referred = body.referred_to == Some(ReferredTo::PoliticalClarification);
        self.on_decision(&recorded.entry.stream, |decision| {
            if referred {
                decision.leave_round(Procedure::Referred);
            } else {
                decision.leave_round(Procedure::Withdrawn);
                decision.last_closed = Some(recorded.position);
            }
        });
    }

    pub(super) fn return_decision(&mut self, stream: &StreamId) {
        self.on_decision(stream, |decision| decision.procedure = Procedure::Draft);
    }

    pub(super) fn supersede(&mut self, stream: &StreamId, body: &DecisionSuperseded) {
        if body.extent == Extent::Whole {
            self.on_decision(stream, |decision| {
                decision.in_force = None;
                decision.superseded = true;
            });
        }
    }

    pub(super) fn attest(&mut self, stream: &StreamId, body: &PositionAttested) {
        self.on_decision(stream, |decision| {
            if let Procedure::Open(round) = &mut decision.procedure
                && let Some(answer) = round.answers.get_mut(&body.participant)
                && answer.log_position == body.target
            {
                answer.attested = Some(body.response);
            }
        });
    }
}
