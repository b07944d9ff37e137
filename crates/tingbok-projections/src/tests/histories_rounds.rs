//! Promises that hold for every history: what a participant is counted for without reading its rounds is what its
//! rounds say, and its pages together are all of them.
use super::{
    fixture::{Log, NOW, TODAY, as_of, day, who},
    grown,
    histories::{NAMES, history, steps},
};
use crate::{
    AsOf, Page, Reading, Views,
    participant::{
        self, ParticipantState, RoundPosition, RoundStage, RoundsAsked, RoundsFound, Stood,
        WithRounds,
    },
};
use proptest::prelude::*;
use std::convert::Infallible;
use tingbok_domain::{DecisionId, Event, Recorded, Register};

const TABLES: [Option<Stood>; 5] = [
    None,
    Some(Stood::Agreed),
    Some(Stood::OnACondition),
    Some(Stood::NotAdopted),
    Some(Stood::Otherwise),
];

/// A history in which every other agreement in a tally is on a condition.
fn conditional(steps: Vec<(u8, usize, usize, usize)>) -> Log {
    let mut log = history(steps);
    (log.register, log.views) = (Register::default(), Views::default());
    for recorded in &mut log.entries {
        if let Event::RoundClosed(body) = &mut recorded.entry.event {
            for row in body.tally.iter_mut().step_by(2) {
                row.conditional = row.counts_as == tingbok_domain::event::CountsAs::Consents;
            }
        }
        log.register.evolve(recorded);
        log.views.apply(recorded, &log.register);
    }
    log
}

fn with(log: &Log, name: &str, asked: &[RoundsAsked], when: AsOf) -> Option<WithRounds> {
    let read = |positions: &[u64]| -> Result<Vec<Recorded>, Infallible> {
        let at = |position: &u64| log.entries[usize::try_from(*position).unwrap()].clone();
        Ok(positions.iter().map(at).collect())
    };
    let is_public = |recorded: &Recorded| log.register.visible_to_all(recorded);
    let reading = Reading { read: &read, is_public: &is_public, when, today: day(TODAY) };
    log.views.participant_with(&who(name), asked, &|_| true, &reading).unwrap()
}

/// What is made of every entry that concerns it.
fn whole(log: &Log, name: &str, when: &AsOf) -> Option<ParticipantState> {
    let entries = log.concerning(&format!("participant-{name}"));
    let is_public = |recorded: &Recorded| log.register.visible_to_all(recorded);
    participant::state(&who(name), &entries, when, &is_public, day(TODAY))
}

/// All pages of one table, put together.
fn paged(
    log: &Log,
    name: &str,
    stood: Option<Stood>,
    limit: usize,
    when: AsOf,
) -> Vec<RoundPosition> {
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = with(log, name, &[RoundsAsked { stood, before, limit }], when).unwrap();
        let found = page.rounds.into_iter().next().unwrap();
        assert!(found.items.len() <= limit);
        assert_eq!(found.newer, all.len());
        all.extend(found.items);
        before = found.next;
        if before.is_none() {
            assert_eq!(found.total, all.len());
            return all;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_counts_of_a_summary_are_those_of_the_rounds(steps in steps(), size in 0..140_u64) {
        let log = conditional(steps);
        let days = ["2025-12-31", "2026-01-02", "2026-01-10", "2026-02-02", "2030-01-01"].map(as_of);
        let at = AsOf { at: Some(size), ..AsOf::default() };
        let public = |recorded: &Recorded| log.register.visible_to_all(recorded);
        let read = |positions: &[u64]| -> Result<Vec<Recorded>, Infallible> {
            Ok(positions.iter().map(|p| log.entries[usize::try_from(*p).unwrap()].clone()).collect())
        };
        for name in NAMES {
            let now = log.views.participant(&who(name)).unwrap();
            let state = whole(&log, name, &NOW).unwrap();
            prop_assert_eq!((now.counts, now.open_rounds), (state.counts, state.open_rounds));
            for when in days.into_iter().chain([at]) {
                let state = whole(&log, name, &when).map(|state| state.counts);
                let then = log.views.participant_at(&who(name), &when, &read, &public).unwrap();
                prop_assert_eq!(then.map(|then| then.counts), state);
            }
        }
        for when in days.into_iter().chain([at, NOW]) {
            let listed = log.views.participants_at(Page::default(), &when, &read, &public).unwrap();
            for one in listed.items {
                let state = whole(&log, one.id.as_str(), &when).map(|state| state.counts);
                prop_assert_eq!(Some(one.counts), state);
            }
        }
    }

    #[test]
    fn the_pages_of_a_participant_together_are_all_its_rounds(steps in steps(), limit in 1..4_usize, size in 0..140_u64) {
        let log = conditional(steps);
        for when in [NOW, AsOf { at: Some(size), ..AsOf::default() }] {
            for name in NAMES {
                let Some(every) = whole(&log, name, &when) else { continue };
                for stood in TABLES {
                    let of_table = |one: &&RoundPosition| stood.is_none_or(|stood| one.stood() == stood);
                    let all: Vec<_> = every.positions.iter().filter(of_table).cloned().collect();
                    prop_assert_eq!(paged(&log, name, stood, limit, when), all);
                }
            }
        }
    }

    #[test]
    fn a_page_that_reads_few_rounds_says_the_same_of_everything_else(steps in steps(), limit in 0..3_usize) {
        let log = conditional(steps);
        for name in NAMES {
            reads_few(&log, name, limit)?;
        }
    }

    #[test]
    fn so_it_does_with_what_sources_tell_and_correct(
        steps in proptest::collection::vec((0..23_u8, 0..60_usize, 0..60_usize, 0..60_usize), 0..90),
        limit in 0..3_usize,
        messy: bool,
    ) {
        let log = grown::history(steps, messy);
        for name in grown::NAMES {
            reads_few(&log, name, limit)?;
        }
    }
}

/// The state of now with few rounds is the whole state, but for the rounds.
fn reads_few(log: &Log, name: &str, limit: usize) -> Result<(), TestCaseError> {
    let asked = [RoundsAsked { stood: None, before: None, limit }];
    let found = with(log, name, &asked, NOW).unwrap();
    let whole = whole(log, name, &NOW).unwrap();
    let open = whole.positions.iter().filter(|one| one.stage == RoundStage::Open);
    let mut open: Vec<DecisionId> = open.map(|one| one.decision).collect();
    open.sort_unstable();
    prop_assert_eq!(found.open, open);
    let beside = ParticipantState { positions: Vec::new(), ..whole };
    prop_assert_eq!(found.state, beside);
    Ok(())
}

#[test]
fn a_round_of_a_decision_that_may_not_be_known_is_on_no_page() {
    let mut log = super::fixture::klima();
    log.open(1, tingbok_domain::event::Method::Consensus);
    let asked = [RoundsAsked { stood: None, before: None, limit: 5 }];
    let read = |positions: &[u64]| -> Result<Vec<Recorded>, Infallible> {
        Ok(positions.iter().map(|p| log.entries[usize::try_from(*p).unwrap()].clone()).collect())
    };
    for when in [NOW, as_of("2030-01-01")] {
        let reading = Reading { read: &read, is_public: &|_| true, when, today: day(TODAY) };
        let found = log.views.participant_with(&who("kld"), &asked, &|_| false, &reading).unwrap();
        assert_eq!(found.unwrap().rounds[0], RoundsFound::default());
        let found = log.views.participant_with(&who("kld"), &asked, &|_| true, &reading).unwrap();
        assert_eq!(found.unwrap().rounds[0].items.len(), 1);
    }
}
