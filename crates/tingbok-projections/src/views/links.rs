//! Which objects an entry concerns beside the one whose stream it stands in.
use super::Views;
use std::collections::BTreeSet;
use tingbok_domain::{
    DecisionId, Event, EventKind, ParticipantId, Recorded, StreamId,
    event::{
        DecisionReported, DecisionSuperseded, ForumEstablished, MeasureRegistered, MeetingRecorded,
        MembershipChanged, ParticipantSucceeded, PositionTaken, ResponsibilityAssigned,
        RoundClosed, RoundOpened, SuccessionKind,
    },
};

impl Views {
    pub(super) fn link_related(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        let mut to: BTreeSet<StreamId> = BTreeSet::new();
        match &entry.event {
            Event::ParticipantSucceeded(body) => self.succession(recorded, body, &mut to),
            Event::SubstituteDesignated(body) => add(&mut to, [&body.substitute]),
            Event::ForumEstablished(body) => forum(body, &mut to),
            Event::MembershipChanged(body) => membership(body, &mut to),
            Event::MeetingRecorded(body) => meeting(body, &mut to),
            Event::MandateTextSubmitted(body) => add(&mut to, [body.owner.clone()]),
            Event::MandateAdopted(body) => {
                add(&mut to, [body.owner.clone()]);
                add(&mut to, &body.decision);
            }
            Event::MeasureRegistered(body) => measure(body, &mut to),
            Event::ResponsibilityAssigned(body) => responsibility(body, &mut to),
            Event::DecisionProposed(body) => {
                add(&mut to, [&body.forum]);
                add(&mut to, [&entry.actor.participant]);
                add(&mut to, body.topic_refs.iter().cloned());
            }
            Event::ProposalRevised(_) | Event::DecisionWithdrawn(_) => {
                self.forum_of(&entry.stream, &mut to);
                self.electors_of(&entry.stream, &mut to);
            }
            Event::RoundOpened(body) => self.opened(&entry.stream, body, &mut to),
            Event::PositionTaken(body) => position(body, &mut to),
            Event::DeadlineExtended(body) => add(&mut to, [&body.requested_by]),
            Event::RoundClosed(body) => self.closed(&entry.stream, body, &mut to),
            Event::DecisionReturned(body) => {
                self.forum_of(&entry.stream, &mut to);
                add(&mut to, [&body.result_ref]);
            }
            Event::DecisionSuperseded(body) => self.superseded(&entry.stream, body, &mut to),
            Event::DecisionReported(body) => reported(body, &mut to),
            Event::PositionAttested(body) => add(&mut to, [&body.participant]),
            Event::DocumentFiled(body) => add(&mut to, &body.issued_by),
            Event::AnchoringRecorded(body) => add(&mut to, &body.involved),
            Event::MinutesApproved(body) => add(&mut to, [&body.document]),
            Event::DecisionRulesSet(body) => {
                add(&mut to, &body.forum);
                add(&mut to, &body.decision);
            }
            // Plans stand on the measure's own stream; access and opening concern the ledger itself.
            Event::ParticipantRegistered(_)
            | Event::MilestoneScheduled(_)
            | Event::MilestoneReached(_)
            | Event::LedgerOpened(_)
            | Event::AccessGranted(_)
            | Event::AccessRevoked(_) => {}
        }
        for stream in &to {
            self.link(stream, recorded.position);
        }
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

    /// A witnessed succession changes seats and open rounds: it concerns those forums, decisions and electors.
    /// A renaming hands the successor the entries on its seats and its open rounds, and the renamings
    /// before it.
    fn succession(
        &mut self,
        recorded: &Recorded,
        body: &ParticipantSucceeded,
        to: &mut BTreeSet<StreamId>,
    ) {
        add(to, &body.successors);
        let Ok(old) = ParticipantId::try_from(&recorded.entry.stream) else { return };
        if recorded.entry.is_reported() || body.kind == SuccessionKind::Transfer {
            return;
        }
        let held = self.seats.keys().filter(|(_, participant, _)| participant == &old);
        add(to, held.map(|(forum, _, _)| forum));
        let mut handed = Vec::new();
        let seated = self.seated.iter().filter(|(_, electors)| electors.contains(&old));
        add(to, seated.map(|(decision, _)| decision));
        for (decision, round) in &self.open {
            if let Some(answer) = round.electors.get(&old) {
                self.forum_of(&StreamId::from(decision), to);
                add(to, round.electors.keys());
                handed.push(round.opened);
                handed.extend(*answer);
            }
        }
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        if let Some(new) = renamed.map(StreamId::from) {
            let seats = [EventKind::ParticipantSucceeded, EventKind::MembershipChanged];
            let before = self.timeline(&recorded.entry.stream).into_iter();
            let before = before.filter(|fact| seats.contains(&fact.kind));
            handed.extend(before.map(|fact| fact.position));
            for position in handed {
                self.link(&new, position);
            }
        }
    }
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
    add(to, body.strategy.iter().cloned());
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

fn position(body: &PositionTaken, to: &mut BTreeSet<StreamId>) {
    add(to, [&body.participant]);
    add(to, &body.by_substitute);
}

fn reported(body: &DecisionReported, to: &mut BTreeSet<StreamId>) {
    add(to, &body.forum);
    add(to, &body.body);
    add(to, body.positions.iter().map(|named| &named.participant));
}
