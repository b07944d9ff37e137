//! Recommendations and assignments: whom an answer, a report or a second source concerns.
use super::{Views, add};
use crate::views::{AssignmentSummary, RecommendationSummary};
use std::collections::BTreeSet;
use tingbok_domain::{
    AssignmentId, EventKind, ParticipantId, RecommendationId, Recorded, StreamId,
    event::{AssignmentIssued, RecommendationAnswered, RecommendationIssued},
};

impl Views {
    /// Who answers for one that it carries on answers on the pages of all that it carries on.
    pub(super) fn answered(&self, body: &RecommendationAnswered, to: &mut BTreeSet<StreamId>) {
        add(to, self.carried_on_by(&body.by).iter());
        let known = self.recommendations.get(&body.id).map(|known| self.addressees(known));
        if known.into_iter().flatten().any(|named| self.carries_on(&body.by, named)) {
            add(to, self.carried_by(&body.by));
        }
    }

    /// All that `today` carries on.
    pub(super) fn carried_by(&self, today: &ParticipantId) -> impl Iterator<Item = &ParticipantId> {
        self.successors.keys().filter(move |named| self.carries_on(today, named))
    }

    /// Whom any entry on the recommendation names.
    pub(super) fn addressees<'a>(
        &'a self,
        known: &'a RecommendationSummary,
    ) -> impl Iterator<Item = &'a ParticipantId> {
        let again = self.told_again.get(&known.id).into_iter().flat_map(|again| &again.to);
        known.to.iter().chain(again)
    }

    /// Whom any entry on the assignment names.
    pub(super) fn parties<'a>(
        &'a self,
        known: &'a AssignmentSummary,
    ) -> impl Iterator<Item = &'a ParticipantId> {
        let again = self.given_again.get(&known.id).into_iter().flatten();
        known.from.iter().chain(&known.to).chain(again)
    }

    /// A second source concerns those that the first one named.
    pub(super) fn addressees_of(&self, id: &RecommendationId, to: &mut BTreeSet<StreamId>) {
        let known = self.recommendations.get(id).map(|known| self.addressees(known));
        self.add_with_successors(to, known.into_iter().flatten());
    }

    /// A report concerns those that gave the assignment and those that are to do it.
    pub(super) fn parties_of(&self, stream: &StreamId, to: &mut BTreeSet<StreamId>) {
        let Ok(id) = AssignmentId::try_from(stream) else { return };
        let known = self.assignments.get(&id).map(|known| self.parties(known));
        self.add_with_successors(to, known.into_iter().flatten());
    }

    fn add_with_successors<'a>(
        &self,
        to: &mut BTreeSet<StreamId>,
        named: impl Iterator<Item = &'a ParticipantId>,
    ) {
        for named in named {
            add(to, [named]);
            add(to, self.carried_on_by(named).iter());
        }
    }

    /// What was told before concerns those that a second source names, and so do answers of those that carry them
    /// on.
    pub(super) fn recommend_again(&mut self, recorded: &Recorded, body: &RecommendationIssued) {
        let Some(known) = self.recommendations.get(&body.id) else { return };
        let again = self.told_again.entry(body.id.clone()).or_default();
        let mut before = vec![known.first];
        before.extend(again.positions.iter().copied());
        again.positions.push(recorded.position);
        again.to.extend(body.to.iter().filter(|to| !known.to.contains(to)).cloned());
        self.tell_again(body.to.iter(), &before);
        for to in &body.to {
            for successor in self.carried_on_by(to) {
                self.link_answers(&StreamId::from(to), &StreamId::from(&successor));
            }
        }
    }

    /// The same for an assignment. Who gave it sees who delivers for those that are to do it.
    pub(super) fn give_again(&mut self, own: &StreamId, body: &AssignmentIssued) {
        let Ok(id) = AssignmentId::try_from(own) else { return };
        let named: Vec<ParticipantId> = body.from.iter().chain(&body.to).cloned().collect();
        if self.assignments.contains_key(&id) {
            self.given_again.entry(id.clone()).or_default().extend(named.iter().cloned());
            let kinds = [EventKind::AssignmentIssued, EventKind::AssignmentReported];
            let before = self.timeline(own).into_iter().filter(|f| kinds.contains(&f.kind));
            let before: Vec<u64> = before.map(|fact| fact.position).collect();
            self.tell_again(named.iter(), &before);
        }
        let mut all: BTreeSet<ParticipantId> = named.into_iter().collect();
        let known = self.assignments.get(&id).map(|known| self.parties(known));
        all.extend(known.into_iter().flatten().cloned());
        let mut pages = BTreeSet::new();
        self.add_with_successors(&mut pages, all.iter());
        for party in &all {
            for page in &pages {
                self.link_successions(page, party);
            }
        }
    }

    fn tell_again<'a>(&mut self, named: impl Iterator<Item = &'a ParticipantId>, before: &[u64]) {
        let mut all: BTreeSet<StreamId> = BTreeSet::new();
        self.add_with_successors(&mut all, named);
        for stream in &all {
            for position in before {
                self.link_late(stream, *position);
            }
        }
    }

    /// Lists under `stream` what `other` has answered.
    pub(super) fn link_answers(&mut self, stream: &StreamId, other: &StreamId) {
        let answers = self.timeline(other).into_iter();
        let answers = answers.filter(|fact| fact.kind == EventKind::RecommendationAnswered);
        for position in answers.map(|fact| fact.position).collect::<Vec<_>>() {
            self.link_late(stream, position);
        }
    }
}
