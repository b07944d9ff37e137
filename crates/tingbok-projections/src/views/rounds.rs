//! Who has, or had, a seat in which round, and what came of it: a participant's page of now is made from the rounds
//! that it shows, however many there are.
use super::{Views, then::ReadEntries};
use crate::{
    AsOf, IsPublic,
    decision::status_of,
    participant::{
        self, ParticipantState, RoundPosition, RoundsAsked, Stood, WithRounds,
        rounds::{among, choose},
    },
    recommendation::hands_over,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    DecisionId, Event, EventKind, ParticipantId, Recorded, StreamId,
    event::{ParticipantSucceeded, RoundClosed, RoundOpened, SuccessionKind},
};

/// A seat in a round.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct Seated {
    decision: DecisionId,
    stood: Stood,
}

/// Kinds that make rounds and nothing else of a participant. All stand on the decision.
const OF_ROUNDS: [EventKind; 6] = [
    EventKind::RoundOpened,
    EventKind::PositionTaken,
    EventKind::PositionAttested,
    EventKind::RoundClosed,
    EventKind::ProposalRevised,
    EventKind::DecisionWithdrawn,
];

/// Kinds that there are many of, and that change nothing of a participant that they name.
const BESIDE: [EventKind; 7] = [
    EventKind::DecisionProposed,
    EventKind::DeadlineExtended,
    EventKind::MeetingRecorded,
    EventKind::DocumentFiled,
    EventKind::AnchoringRecorded,
    EventKind::FundingRecorded,
    EventKind::ProblemAssessed,
];

/// So many entries at the end of a timeline are read at a time to find the latest that may be read.
const AT_A_TIME: usize = 50;

impl Views {
    /// Takes in who gets a seat in a round, hands it on or sees it closed. Comes before the summaries, which
    /// forget a round when it ends.
    pub(super) fn seat(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        if let Ok(id) = DecisionId::try_from(&entry.stream) {
            if let Event::RoundOpened(body) = &entry.event {
                self.take_seats(id, recorded.position, body);
            } else if let Event::RoundClosed(body) = &entry.event {
                self.settle_seats(id, body);
            }
        } else if let Event::ParticipantSucceeded(body) = &entry.event
            && let Ok(old) = ParticipantId::try_from(&entry.stream)
            && hands_over(body, entry.is_reported())
        {
            self.hand_seats_on(&old, body);
        }
    }

    fn take_seats(&mut self, decision: DecisionId, opened: u64, body: &RoundOpened) {
        for elector in &body.electorate {
            let number = self.number(&StreamId::from(elector));
            self.rounds.insert((number, opened), Seated { decision, stood: Stood::Otherwise });
        }
    }

    fn settle_seats(&mut self, decision: DecisionId, body: &RoundClosed) {
        let Some(opened) = self.open.get(&decision).map(|round| round.opened) else { return };
        for row in &body.tally {
            let stood = Stood::closed(body.outcome, status_of(row.counts_as), row.conditional);
            let number = self.number(&StreamId::from(&row.participant));
            if let Some(seated) = self.rounds.get_mut(&(number, opened)) {
                seated.stood = stood;
            }
        }
    }

    /// A renamed seat goes on under its new name; after a split or a merger the round is broken off.
    fn hand_seats_on(&mut self, old: &ParticipantId, body: &ParticipantSucceeded) {
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        let Some(new) = renamed else { return };
        let (from, to) = (self.number(&StreamId::from(old)), self.number(&StreamId::from(new)));
        let held = self.open.values().filter(|round| round.electors.contains_key(old));
        for opened in held.map(|round| round.opened).collect::<Vec<_>>() {
            if let Some(seated) = self.rounds.remove(&(from, opened)) {
                self.rounds.insert((to, opened), seated);
            }
        }
    }

    /// The rounds that a participant has or had a seat in, the one opened last first.
    fn rounds_of(
        &self,
        id: &ParticipantId,
    ) -> impl Iterator<Item = (u64, Stood, DecisionId, DecisionId)> + '_ {
        // Who is not known has an empty range.
        let (number, until) = match self.numbers.get(&StreamId::from(id)) {
            Some(number) => (*number, u64::MAX),
            None => (0, 0),
        };
        let seats = self.rounds.range((number, 0)..(number, until)).rev();
        seats.map(|((_, opened), seat)| (*opened, seat.stood, seat.decision, seat.decision))
    }

    /// A participant at the time asked for, with the rounds asked for of the decisions that `may` be known. For now
    /// only those rounds are read, and counts come from its summary; for a time in the past everything is.
    /// `None` when it was not registered by then.
    ///
    /// # Errors
    /// What `read` answers when it cannot read.
    pub fn participant_with<E>(
        &self,
        id: &ParticipantId,
        asked: &[RoundsAsked],
        may: &dyn Fn(DecisionId) -> bool,
        reading: &Reading<'_, E>,
    ) -> Result<Option<WithRounds>, E> {
        if reading.when.is_now() {
            self.participant_now(id, asked, may, reading)
        } else {
            self.participant_then(id, asked, may, reading)
        }
    }

    fn participant_then<E>(
        &self,
        id: &ParticipantId,
        asked: &[RoundsAsked],
        may: &dyn Fn(DecisionId) -> bool,
        reading: &Reading<'_, E>,
    ) -> Result<Option<WithRounds>, E> {
        let entries = (reading.read)(&self.timeline_positions(&StreamId::from(id)))?;
        let Some(mut state) = reading.state(id, &entries) else { return Ok(None) };
        let positions = std::mem::take(&mut state.positions);
        let rounds = asked.iter().map(|asked| among(&positions, asked, may)).collect();
        let open = positions.iter().filter(|one| one.stage == participant::RoundStage::Open);
        let open: BTreeSet<DecisionId> = open.map(|one| one.decision).collect();
        Ok(Some(WithRounds { state, rounds, open: open.into_iter().collect(), entries }))
    }

    fn participant_now<E>(
        &self,
        id: &ParticipantId,
        asked: &[RoundsAsked],
        may: &dyn Fn(DecisionId) -> bool,
        reading: &Reading<'_, E>,
    ) -> Result<Option<WithRounds>, E> {
        let Some(summary) = self.participant(id) else { return Ok(None) };
        let chosen: Vec<_> =
            asked.iter().map(|asked| choose(self.rounds_of(id), asked, may)).collect();
        let decisions = chosen.iter().flat_map(|chosen| chosen.found.iter());
        let decisions: BTreeSet<DecisionId> = decisions.map(|(_, decision)| *decision).collect();
        let entries = (reading.read)(&self.shaping(id, decisions, reading)?)?;
        let Some(mut state) = reading.state(id, &entries) else { return Ok(None) };
        let positions = std::mem::take(&mut state.positions).into_iter();
        let by_opening: BTreeMap<u64, RoundPosition> =
            positions.map(|one| (one.opened, one)).collect();
        let round = |opened: u64, _: DecisionId| by_opening.get(&opened).cloned();
        let rounds = chosen.into_iter().map(|chosen| chosen.with(round)).collect();
        (state.counts, state.open_rounds) = (summary.counts, summary.open_rounds);
        state.positions_total = self.rounds_of(id).count();
        let open = self.open.iter().filter(|(_, round)| round.electors.contains_key(id));
        let open = open.map(|(decision, _)| *decision).collect();
        Ok(Some(WithRounds { state, rounds, open, entries }))
    }

    /// Positions of the entries that a participant's state of now is made of, with the rounds of some decisions.
    fn shaping<E>(
        &self,
        id: &ParticipantId,
        mut decisions: BTreeSet<DecisionId>,
        reading: &Reading<'_, E>,
    ) -> Result<Vec<u64>, E> {
        let stream = StreamId::from(id);
        let mut positions = BTreeSet::new();
        // The latest that may be read stands on the page, whatever it is.
        if let Some(latest) = self.latest_beside(&stream, reading)? {
            match DecisionId::try_from(&latest.entry.stream) {
                Ok(decision) if OF_ROUNDS.contains(&latest.entry.kind()) => {
                    decisions.insert(decision);
                }
                Ok(_) | Err(_) => {
                    positions.insert(latest.position);
                }
            }
        }
        for position in self.positions(&stream, 0, u64::MAX) {
            if self.fact(position).is_some_and(|fact| !is_beside(fact.kind)) {
                positions.insert(position);
            }
        }
        let Some(number) = self.numbers.get(&stream) else { return Ok(Vec::new()) };
        for decision in decisions {
            let of_round = |position: &u64| {
                self.links.contains(&(*number, *position))
                    && self.fact(*position).is_some_and(|fact| OF_ROUNDS.contains(&fact.kind))
            };
            let all = self.positions(&StreamId::from(&decision), 0, u64::MAX);
            positions.extend(all.filter(of_round));
        }
        Ok(positions.into_iter().collect())
    }

    /// The latest entry that may be read among those that are not read for every page.
    fn latest_beside<E>(
        &self,
        stream: &StreamId,
        reading: &Reading<'_, E>,
    ) -> Result<Option<Recorded>, E> {
        let mut beside = self
            .positions(stream, 0, u64::MAX)
            .rev()
            .filter(|position| self.fact(*position).is_some_and(|fact| is_beside(fact.kind)));
        loop {
            let some: Vec<u64> = beside.by_ref().take(AT_A_TIME).collect();
            if some.is_empty() {
                return Ok(None);
            }
            let entries = (reading.read)(&some)?;
            if let Some(latest) = entries.into_iter().find(|one| (reading.is_public)(one)) {
                return Ok(Some(latest));
            }
        }
    }
}

fn is_beside(kind: EventKind) -> bool {
    OF_ROUNDS.contains(&kind) || BESIDE.contains(&kind)
}

/// How and for whom entries are read.
pub struct Reading<'a, E> {
    /// Reads them.
    pub read: ReadEntries<'a, E>,
    /// Says which may be read.
    pub is_public: IsPublic<'a>,
    /// The time asked for.
    pub when: AsOf,
    /// The day that counts for what is late when no day is asked for.
    pub today: NaiveDate,
}

impl<E> Reading<'_, E> {
    fn state(&self, id: &ParticipantId, entries: &[Recorded]) -> Option<ParticipantState> {
        participant::state(id, entries, &self.when, self.is_public, self.today)
    }
}
