//! Successions: who carries another on is concerned by what went over to it.
use super::{Views, add};
use crate::recommendation::hands_over;
use std::collections::BTreeSet;
use tingbok_domain::{
    Event, EventKind, ParticipantId, Recorded, StreamId,
    event::{ParticipantSucceeded, SuccessionKind},
};

/// What goes over in every succession, with the successions before it.
const DUTIES: [EventKind; 5] = [
    EventKind::ParticipantSucceeded,
    EventKind::RecommendationIssued,
    EventKind::RecommendationAnswered,
    EventKind::AssignmentIssued,
    EventKind::AssignmentReported,
];

/// What goes over in a renaming beside that.
const HELD: [EventKind; 2] = [EventKind::MembershipChanged, EventKind::ResponsibilityAssigned];

impl Views {
    /// A witnessed succession changes seats, open rounds, and who answers and delivers for whom: it concerns those
    /// forums, decisions, electors, works, recommendations and assignments.
    pub(super) fn succession(
        &self,
        recorded: &Recorded,
        body: &ParticipantSucceeded,
        to: &mut BTreeSet<StreamId>,
    ) {
        add(to, &body.successors);
        let Ok(old) = ParticipantId::try_from(&recorded.entry.stream) else { return };
        if !hands_over(body, recorded.entry.is_reported()) {
            return;
        }
        // A source read late can tell of a seat held then, so every forum it ever sat in is concerned.
        to.extend(self.involved.get(&old).into_iter().flatten().cloned());
        let seated = self.seated.iter().filter(|(_, electors)| electors.contains(&old));
        add(to, seated.map(|(decision, _)| decision));
        for (decision, round) in &self.open {
            if round.electors.contains_key(&old) {
                self.forum_of(&StreamId::from(decision), to);
                add(to, round.electors.keys());
            }
        }
        // A chain of successions goes from whom something was addressed to.
        add(to, self.carried_by(&old));
        let recommended = self.recommendations.values();
        let recommended = recommended
            .filter(|known| self.addressees(known).any(|named| self.carries_on(&old, named)));
        to.extend(recommended.map(|known| known.stream.clone()));
        let given = self.assignments.values();
        for given in
            given.filter(|known| self.parties(known).any(|named| self.carries_on(&old, named)))
        {
            add(to, [&given.id]);
            self.parties_of(&StreamId::from(&given.id), to);
        }
    }

    /// A succession hands over what is to be answered and done, a renaming also the entries on seats and open
    /// rounds, and each the successions before it. What a source tells late of one that was carried on before
    /// concerns those that carry it on.
    pub(super) fn hand_over(&mut self, recorded: &Recorded) {
        let own = &recorded.entry.stream;
        let event = &recorded.entry.event;
        let mut named: Vec<ParticipantId> = Vec::new();
        if let Event::ParticipantSucceeded(body) = event {
            self.hand_on(recorded, body);
        } else if let Event::MembershipChanged(body) = event {
            self.involve(own, &body.participant);
            named.push(body.participant.clone());
        } else if let Event::ResponsibilityAssigned(body) = event {
            let holder = ParticipantId::try_from(&body.holder).ok();
            if let Some(holder) = &holder {
                self.involve(own, holder);
            }
            named.extend(holder);
        } else if let Event::RecommendationIssued(body) = event {
            self.recommend_again(recorded, body);
            named.extend(body.to.iter().cloned());
        } else if let Event::AssignmentIssued(body) = event {
            self.give_again(own, body);
            named.extend(body.from.iter().chain(&body.to).cloned());
        }
        for participant in named {
            for successor in self.carried_on_by(&participant) {
                self.link(&StreamId::from(&successor), recorded);
            }
            self.link_successions(own, &participant);
        }
    }

    /// A successor can come to sit or answer wherever one that it carries on does.
    fn involve(&mut self, stream: &StreamId, participant: &ParticipantId) {
        let mut all = self.carried_on_by(participant);
        all.insert(participant.clone());
        for participant in all {
            self.involved.entry(participant).or_default().insert(stream.clone());
        }
    }

    fn hand_on(&mut self, recorded: &Recorded, body: &ParticipantSucceeded) {
        let stream = &recorded.entry.stream;
        let Ok(old) = ParticipantId::try_from(stream) else { return };
        if !hands_over(body, recorded.entry.is_reported()) {
            return;
        }
        let involved = self.involved.get(&old).cloned().unwrap_or_default();
        for stream in &involved {
            body.successors.iter().for_each(|new| self.involve(stream, new));
        }
        let mut carried = BTreeSet::from([stream.clone()]);
        add(&mut carried, self.carried_by(&old));
        let renamed = body.kind == SuccessionKind::Rename;
        let mut handed: Vec<u64> = Vec::new();
        for round in self.open.values().filter(|_| renamed) {
            if let Some(answer) = round.electors.get(&old) {
                handed.push(round.opened);
                handed.extend(answer.map(|answer| answer.position));
            }
        }
        let goes_over =
            |kind: EventKind| DUTIES.contains(&kind) || (renamed && HELD.contains(&kind));
        let before = self.timeline(stream).into_iter().filter(|fact| goes_over(fact.kind));
        handed.extend(before.map(|fact| fact.position));
        // A seat goes to the first one; duties go to all.
        for new in body.successors.iter().take(if renamed { 1 } else { usize::MAX }) {
            let new = StreamId::from(new);
            for position in &handed {
                self.link_late(&new, *position);
            }
            // What the successor has answered counts for those that it carries on.
            for before in &carried {
                self.link_answers(before, &new);
            }
        }
    }

    /// Lists the successions of `named`, and of those that carry it on, under `stream`.
    pub(super) fn link_successions(&mut self, stream: &StreamId, named: &ParticipantId) {
        let successors = self.carried_on_by(named);
        if successors.is_empty() {
            return;
        }
        for participant in successors.iter().chain([named]) {
            let facts = self.timeline(&StreamId::from(participant)).into_iter();
            let facts = facts.filter(|fact| fact.kind == EventKind::ParticipantSucceeded);
            for position in facts.map(|fact| fact.position).collect::<Vec<_>>() {
                self.link_late(stream, position);
            }
        }
    }
}
