//! Which objects an entry concerns beside the one whose stream it stands in.
use super::{
    Views,
    days::{Days, shapes},
};
use std::collections::BTreeSet;
use tingbok_domain::{
    DecisionId, Event, MandateId, MeasureId, ParticipantId, Recorded, StreamId,
    event::{
        AssignmentIssued, AssignmentReported, DecisionProposed, DecisionReported, DecisionReturned,
        DecisionRulesSet, DecisionSuperseded, EvaluationPublished, ForumClosed, ForumEstablished,
        FundingRecorded, GovernanceFunctionSet, MandateAdopted, MandateRepealed, MeasureRegistered,
        MeetingRecorded, MembershipChanged, PositionTaken, RecommendationAnswered,
        RecommendationIssued, ResponsibilityAssigned, RoundClosed, RoundOpened, StrategyPublished,
    },
};

mod duties;
mod handed;
mod mended;

impl Views {
    /// Lists the entry under every object that it concerns.
    pub(super) fn link_all(&mut self, recorded: &Recorded) {
        let own = &recorded.entry.stream;
        self.link(own, recorded);
        let mut to = BTreeSet::new();
        self.related(recorded, &mut to);
        let mended = self.corrected(recorded, &mut to);
        for stream in &to {
            self.link(stream, recorded);
        }
        for stream in to.iter().chain([own]).filter(|_| mended) {
            self.days_mut(stream, Days::mend);
        }
        self.hand_over(recorded);
    }

    fn link(&mut self, stream: &StreamId, recorded: &Recorded) {
        let number = self.number(stream);
        self.links.insert((number, recorded.position));
        if shapes(stream.kind, recorded.entry.kind()) {
            self.days_mut(stream, |days| days.take(recorded, stream == &recorded.entry.stream));
        }
    }

    /// Lists an entry that stands earlier in the log, with what corrects it.
    fn link_late(&mut self, stream: &StreamId, position: u64) {
        let number = self.number(stream);
        let Some(fact) = self.fact(position) else { return };
        if self.links.insert((number, position)).is_some() {
            return;
        }
        if shapes(stream.kind, fact.kind) {
            self.days_mut(stream, |days| days.take_late(&fact));
        }
        for correction in self.corrections.get(&position).cloned().unwrap_or_default() {
            self.links.insert((number, correction));
            self.days_mut(stream, Days::mend);
        }
    }

    fn days_mut(&mut self, stream: &StreamId, change: impl FnOnce(&mut Days)) {
        let number = usize::try_from(self.number(stream)).ok();
        if let Some(days) = number.and_then(|number| self.days.get_mut(number)) {
            change(days);
        }
    }

    fn related(&mut self, recorded: &Recorded, to: &mut BTreeSet<StreamId>) {
        let entry = &recorded.entry;
        match &entry.event {
            Event::ParticipantSucceeded(body) => self.succession(recorded, body, to),
            Event::SubstituteDesignated(body) => add(to, [&body.substitute]),
            Event::ForumEstablished(body) => forum(body, to),
            Event::MembershipChanged(body) => membership(body, to),
            Event::MeetingRecorded(body) => meeting(body, to),
            Event::MandateTextSubmitted(body) => add(to, [body.owner.clone()]),
            Event::MandateAdopted(body) => adoption(body, to),
            Event::MeasureRegistered(body) => measure(body, to),
            Event::ResponsibilityAssigned(body) => responsibility(body, to),
            Event::DecisionProposed(body) => proposal(body, &entry.actor.participant, to),
            Event::ProposalRevised(_) | Event::DecisionWithdrawn(_) => {
                self.forum_of(&entry.stream, to);
                self.electors_of(&entry.stream, to);
            }
            Event::RoundOpened(body) => self.opened(&entry.stream, body, to),
            Event::PositionTaken(body) => self.position(&entry.stream, body, to),
            Event::DeadlineExtended(body) => add(to, [&body.requested_by]),
            Event::RoundClosed(body) => self.closed(&entry.stream, body, to),
            Event::DecisionReturned(body) => self.returned(&entry.stream, body, to),
            Event::DecisionSuperseded(body) => self.superseded(&entry.stream, body, to),
            Event::DecisionReported(body) => reported(body, to),
            Event::PositionAttested(body) => add(to, [&body.participant]),
            Event::DocumentFiled(body) => add(to, &body.issued_by),
            Event::AnchoringRecorded(body) => add(to, &body.involved),
            Event::MinutesApproved(body) => add(to, [&body.document]),
            Event::DecisionRulesSet(body) => rules(body, to),
            Event::SecretariatOrganised(body) => add(to, body.by.iter().chain(&body.contacts)),
            Event::ForumReviewed(body) => add(to, &body.decision),
            Event::ForumClosed(body) => closing(body, to),
            Event::ProblemAssessed(body) => add(to, &body.assessor),
            Event::CoordinationResultRecorded(body) => add(to, &body.evidence_docs),
            Event::MilestoneReached(body) => add(to, &body.evidence_docs),
            Event::MandateRepealed(body) => self.repealed(&entry.stream, body, to),
            Event::StrategyPublished(body) => strategy(body, to),
            Event::GovernanceFunctionSet(body) => self.followed(&entry.stream, body, to),
            Event::FundingRecorded(body) => funding(body, to),
            Event::EvaluationPublished(body) => evaluation(body, to),
            Event::RecommendationIssued(body) => self.advised(body, to),
            Event::RecommendationAnswered(body) => self.replied(body, to),
            Event::AssignmentIssued(body) => self.assigned(&entry.stream, body, to),
            Event::AssignmentReported(body) => self.told_of(&entry.stream, body, to),
            Event::ActorKeyEnrolled(body) => {
                self.keys.insert(body.fingerprint.clone(), body.participant.clone());
                add(to, [&body.participant]);
            }
            Event::ActorKeyRevoked(body) => add(to, self.keys.get(&body.fingerprint)),
            // A correction concerns what its target concerns. Plans and reports stand on the measure's own stream;
            // access, sealed words, the log's key and opening concern the ledger itself.
            Event::EventAmended(_)
            | Event::MeasureStatusReported(_)
            | Event::BenefitRecorded(_)
            | Event::DisclosureReleased(_)
            | Event::DisclosureErased(_)
            | Event::LogKeyAnnounced(_)
            | Event::ParticipantRegistered(_)
            | Event::MilestoneScheduled(_)
            | Event::LedgerOpened(_)
            | Event::AccessGranted(_)
            | Event::AccessRevoked(_) => {}
        }
    }

    /// An answer that was given in a meeting stands in its minutes, so it concerns the forum.
    fn position(&self, stream: &StreamId, body: &PositionTaken, to: &mut BTreeSet<StreamId>) {
        add(to, [&body.participant]);
        add(to, &body.by_substitute);
        if body.meeting.is_some() {
            self.forum_of(stream, to);
        }
    }

    fn returned(&self, stream: &StreamId, body: &DecisionReturned, to: &mut BTreeSet<StreamId>) {
        self.forum_of(stream, to);
        add(to, [&body.result_ref]);
    }

    fn repealed(&self, stream: &StreamId, body: &MandateRepealed, to: &mut BTreeSet<StreamId>) {
        add(to, &body.replaced_by);
        add(to, &body.decision);
        self.owner_of(stream, to);
    }

    fn advised(&self, body: &RecommendationIssued, to: &mut BTreeSet<StreamId>) {
        add(to, &body.to);
        self.addressees_of(&body.id, to);
    }

    fn replied(&self, body: &RecommendationAnswered, to: &mut BTreeSet<StreamId>) {
        add(to, [&body.by]);
        add(to, body.follow_up.iter().cloned());
        self.answered(body, to);
    }

    fn assigned(&self, stream: &StreamId, body: &AssignmentIssued, to: &mut BTreeSet<StreamId>) {
        self.parties_of(stream, to);
        add(to, body.from.iter().chain(&body.to));
        add(to, &body.decision);
    }

    fn told_of(&self, stream: &StreamId, body: &AssignmentReported, to: &mut BTreeSet<StreamId>) {
        add(to, [&body.by]);
        add(to, &body.doc);
        self.parties_of(stream, to);
    }

    fn owner_of(&self, stream: &StreamId, to: &mut BTreeSet<StreamId>) {
        if let Ok(id) = MandateId::try_from(stream)
            && let Some(mandate) = self.mandates.get(&id)
        {
            to.insert(mandate.owner.clone());
        }
    }

    /// A function that no longer names a forum concerns it as well.
    fn followed(
        &mut self,
        stream: &StreamId,
        body: &GovernanceFunctionSet,
        to: &mut BTreeSet<StreamId>,
    ) {
        let Ok(id) = MeasureId::try_from(stream) else { return };
        if body.followed_in.is_empty() && !self.followers.contains_key(&id) {
            return;
        }
        let all = self.followers.entry(id).or_default();
        for forum in &body.followed_in {
            if !all.contains(forum) {
                all.push(forum.clone());
            }
        }
        add(to, all.iter());
    }

    fn forum_of(&self, stream: &StreamId, to: &mut BTreeSet<StreamId>) {
        if let Ok(id) = DecisionId::try_from(stream)
            && let Some(summary) = self.decisions.get(&id)
        {
            add(to, &summary.forum);
        }
    }

    fn electors_of(&self, stream: &StreamId, to: &mut BTreeSet<StreamId>) {
        if let Ok(id) = DecisionId::try_from(stream)
            && let Some(round) = self.open.get(&id)
        {
            add(to, round.electors.keys());
        }
    }

    fn opened(&self, stream: &StreamId, body: &RoundOpened, to: &mut BTreeSet<StreamId>) {
        self.forum_of(stream, to);
        add(to, &body.electorate);
        add(to, &body.basis_docs);
    }

    fn closed(&self, stream: &StreamId, body: &RoundClosed, to: &mut BTreeSet<StreamId>) {
        self.forum_of(stream, to);
        add(to, body.tally.iter().map(|row| &row.participant));
    }

    fn superseded(
        &self,
        stream: &StreamId,
        body: &DecisionSuperseded,
        to: &mut BTreeSet<StreamId>,
    ) {
        self.forum_of(stream, to);
        add(to, [&body.by]);
    }
}

pub(super) fn adoption(body: &MandateAdopted, to: &mut BTreeSet<StreamId>) {
    add(to, [body.owner.clone()]);
    add(to, &body.decision);
}

fn proposal(body: &DecisionProposed, by: &ParticipantId, to: &mut BTreeSet<StreamId>) {
    add(to, [&body.forum]);
    add(to, [by]);
    add(to, body.topic_refs.iter().cloned());
}

fn rules(body: &DecisionRulesSet, to: &mut BTreeSet<StreamId>) {
    add(to, &body.forum);
    add(to, &body.decision);
}

fn funding(body: &FundingRecorded, to: &mut BTreeSet<StreamId>) {
    add(to, &body.payers);
    add(to, &body.decision);
}

fn add<T: Into<StreamId>>(to: &mut BTreeSet<StreamId>, named: impl IntoIterator<Item = T>) {
    to.extend(named.into_iter().map(Into::into));
}

fn forum(body: &ForumEstablished, to: &mut BTreeSet<StreamId>) {
    add(to, &body.parent);
    add(to, &body.predecessors);
    add(to, &body.consulted);
}

fn membership(body: &MembershipChanged, to: &mut BTreeSet<StreamId>) {
    add(to, [&body.participant]);
    add(to, &body.decision);
}

fn meeting(body: &MeetingRecorded, to: &mut BTreeSet<StreamId>) {
    add(to, body.agenda.iter().filter_map(|item| item.about.clone()));
    add(to, body.attendance.iter().map(|there| &there.participant));
    add(to, &body.minutes_doc);
}

fn measure(body: &MeasureRegistered, to: &mut BTreeSet<StreamId>) {
    add(to, &body.strategy);
    add(to, &body.forum);
    add(to, &body.parent);
    add(to, &body.depends_on);
    add(to, &body.decision);
}

fn responsibility(body: &ResponsibilityAssigned, to: &mut BTreeSet<StreamId>) {
    add(to, [body.holder.clone()]);
    add(to, body.replaces.iter().cloned());
    add(to, &body.decision);
}

fn reported(body: &DecisionReported, to: &mut BTreeSet<StreamId>) {
    add(to, &body.forum);
    add(to, &body.body);
    add(to, body.positions.iter().map(|named| &named.participant));
}

fn closing(body: &ForumClosed, to: &mut BTreeSet<StreamId>) {
    add(to, &body.handover);
    add(to, &body.consulted);
    add(to, &body.decision);
}

fn strategy(body: &StrategyPublished, to: &mut BTreeSet<StreamId>) {
    add(to, &body.owners);
    add(to, &body.forum);
    add(to, &body.replaces);
}

fn evaluation(body: &EvaluationPublished, to: &mut BTreeSet<StreamId>) {
    add(to, body.by.iter().chain(&body.commissioned_by));
    add(to, body.subject.iter().cloned());
    add(to, &body.doc);
}
