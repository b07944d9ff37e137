//! Some of a participant's rounds at a time: there may be a hundred thousand, and nobody reads them all.
use super::{ParticipantState, RoundPosition, RoundStage};
use crate::decision::RowStatus;
use serde::{Deserialize, Serialize};
use tingbok_domain::{DecisionId, Recorded, event::Outcome};

/// What came of a participant's seat in a round: the four tables of its page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stood {
    /// The round adopted the text, and it agreed without a condition.
    Agreed,
    /// The round adopted the text, and it agreed on a condition.
    OnACondition,
    /// It agreed, and the round did not adopt the text.
    NotAdopted,
    /// It did not agree, or the round is open or broken off.
    Otherwise,
}

impl Stood {
    /// In a closed round. Nothing but agreement in the tally is agreement.
    pub(crate) fn closed(outcome: Outcome, status: RowStatus, conditional: bool) -> Self {
        match (status == RowStatus::Consents, outcome.is_adopted(), conditional) {
            (false, _, _) => Self::Otherwise,
            (true, false, _) => Self::NotAdopted,
            (true, true, true) => Self::OnACondition,
            (true, true, false) => Self::Agreed,
        }
    }
}

impl RoundPosition {
    /// In which table it stands.
    pub fn stood(&self) -> Stood {
        match self.stage {
            RoundStage::Closed { outcome } => Stood::closed(outcome, self.status, self.conditional),
            RoundStage::Open | RoundStage::Interrupted => Stood::Otherwise,
        }
    }
}

/// Which rounds of a participant: the newest, or those opened before `before`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RoundsAsked {
    /// Only those of one table.
    pub stood: Option<Stood>,
    /// Only those opened by an entry that stands before this position.
    pub before: Option<u64>,
    /// Most items.
    pub limit: usize,
}

/// Rounds that were asked for, newest first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RoundsFound {
    /// The rounds.
    pub items: Vec<RoundPosition>,
    /// What to ask `before` for the next ones; absent at the end.
    pub next: Option<u64>,
    /// How many newer ones stand before these.
    pub newer: usize,
    /// How many there are in all that may be known.
    pub total: usize,
}

/// A participant with some of its rounds.
#[derive(Clone, Debug)]
pub struct WithRounds {
    /// Its state. `positions` is empty: they are in `rounds`.
    pub state: ParticipantState,
    /// For each that was asked for, what was found.
    pub rounds: Vec<RoundsFound>,
    /// Decisions that wait for it or have its answer, by number.
    pub open: Vec<DecisionId>,
    /// The entries it was made of, in log order. For a time in the past they are all that concern it; for now,
    /// those that shape it, without most of the rounds that are not shown.
    pub entries: Vec<Recorded>,
}

/// The rounds of one table, found in an index.
pub(crate) struct Chosen<T> {
    /// Each with the position of the entry that opened it, newest first.
    pub(crate) found: Vec<(u64, T)>,
    /// See [`RoundsFound`].
    pub(crate) next: Option<u64>,
    newer: usize,
    total: usize,
}

impl<T> Chosen<T> {
    /// The same with the rounds themselves.
    pub(crate) fn with(self, round: impl Fn(u64, T) -> Option<RoundPosition>) -> RoundsFound {
        let items = self.found.into_iter().filter_map(|(opened, item)| round(opened, item));
        let items = items.collect();
        RoundsFound { items, next: self.next, newer: self.newer, total: self.total }
    }
}

/// Goes through `all`, newest first, and takes what is asked for and `may` be known. What may not is not counted
/// either.
pub(crate) fn choose<T>(
    all: impl Iterator<Item = (u64, Stood, DecisionId, T)>,
    asked: &RoundsAsked,
    may: &dyn Fn(DecisionId) -> bool,
) -> Chosen<T> {
    let mut chosen = Chosen { found: Vec::new(), next: None, newer: 0, total: 0 };
    for (opened, stood, decision, item) in all {
        if asked.stood.is_some_and(|wanted| wanted != stood) || !may(decision) {
            continue;
        }
        chosen.total = chosen.total.saturating_add(1);
        if asked.before.is_some_and(|before| opened >= before) {
            chosen.newer = chosen.newer.saturating_add(1);
        } else if chosen.found.len() < asked.limit {
            chosen.found.push((opened, item));
        } else if chosen.next.is_none() {
            chosen.next = chosen.found.last().map(|(opened, _)| *opened);
        }
    }
    chosen
}

/// What is asked for of the positions of a whole state.
pub(crate) fn among(
    positions: &[RoundPosition],
    asked: &RoundsAsked,
    may: &dyn Fn(DecisionId) -> bool,
) -> RoundsFound {
    let all = positions.iter().map(|one| (one.opened, one.stood(), one.decision, one));
    choose(all, asked, may).with(|_, one| Some(one.clone()))
}
