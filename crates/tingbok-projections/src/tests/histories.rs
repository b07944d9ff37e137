//! Promises that hold for every history: live equals rebuilt, and the views name all that a page needs.
use super::fixture::{Log, NOW, TODAY, as_of, day, said, told, who};
use crate::{AsOf, Views, decision, forum, participant};
use proptest::prelude::*;
use tingbok_domain::{
    DecisionId, Recorded, Register, Visibility,
    event::{Attestation, MembershipAction, Method, Position, SuccessionKind},
};

pub(super) const NAMES: [&str; 6] = ["kdd", "kld", "fin", "jd", "hod", "kd"];
const POSITIONS: [Position; 6] = [
    Position::Consents,
    Position::StandsAside,
    Position::Reserves,
    Position::RequestsDiscussion,
    Position::Recuses,
    Position::Withdrawn,
];

/// Does one thing that the rules would let through, if there is one.
fn step(log: &mut Log, (act, a, b, c): (u8, usize, usize, usize)) {
    let name = NAMES[a % NAMES.len()];
    let other = NAMES[b % NAMES.len()];
    let forum = ["klima", "kriser"][b % 2];
    let number = u64::try_from(c % 3).unwrap() + 1;
    let decision = log.register.decision(DecisionId(number));
    let ended = |log: &Log, name: &str| log.register.participant(&who(name)).unwrap().ended;
    let open = decision.and_then(|decision| decision.open_round()).cloned();
    let seats = |log: &Log, forum: &str, name: &str| {
        log.register.forum(&forum.parse().unwrap()).unwrap().seats(&who(name))
    };
    match act {
        0..=2 if !ended(log, name) && !seats(log, forum, name) => {
            log.member(forum, name, MembershipAction::Joined, &said("2026-01-01"));
        }
        3 if seats(log, forum, name) => {
            log.member(forum, name, MembershipAction::Left, &said("2026-01-02"));
        }
        4 => {
            log.member(forum, name, MembershipAction::Joined, &told("[..2025]"));
        }
        5..=6 if decision.is_none() => {
            log.propose(number, forum);
        }
        7 if decision.is_some() => {
            log.revise(number);
        }
        8..=10 if open.is_none() => {
            let Some(decision) = decision else { return };
            let forum = decision.forum.clone().unwrap();
            if !log.register.forum(&forum).unwrap().electorate().is_empty() {
                log.open(number, [Method::Consensus, Method::Silence][a % 2]);
            }
        }
        11..=16 => {
            let Some(round) = open else { return };
            let elector = round.electorate.iter().nth(a % round.electorate.len()).unwrap().clone();
            let visibility = if c % 2 == 0 { Visibility::Public } else { Visibility::AfterOutcome };
            let said = super::fixture::Said { visibility, ..said("2026-01-03") };
            log.answer(number, elector.as_str(), POSITIONS[b % 6], &said);
        }
        17 if open.is_some() => {
            log.close(number);
        }
        18 if !ended(log, name) && !ended(log, other) && name != other => {
            let kinds = [SuccessionKind::Rename, SuccessionKind::Merge, SuccessionKind::Transfer];
            log.succeed(name, other, kinds[c % 3]);
        }
        19 => {
            let Some(round) = open else { return };
            let Some((who, answer)) = round.answers.iter().next() else { return };
            let (who, target) = (who.to_string(), answer.log_position);
            log.attest(number, &who, target, Attestation::Contested);
        }
        _ => {}
    }
}

pub(super) fn history(steps: Vec<(u8, usize, usize, usize)>) -> Log {
    let mut log = Log::default();
    log.participants(&NAMES);
    log.forum("klima", &said("2021"));
    log.forum("kriser", &said("2022"));
    for one in steps {
        step(&mut log, one);
    }
    log
}

pub(super) fn steps() -> impl Strategy<Value = Vec<(u8, usize, usize, usize)>> {
    proptest::collection::vec((0..20_u8, 0..60_usize, 0..60_usize, 0..60_usize), 0..120)
}

fn replay(entries: &[Recorded], stop: usize) -> Views {
    let (mut register, mut views) = (Register::default(), Views::default());
    for (n, recorded) in entries.iter().enumerate() {
        if n == stop {
            let stored = postcard::to_allocvec(&views).unwrap();
            views = postcard::from_bytes(&stored).unwrap();
        }
        register.evolve(recorded);
        views.apply(recorded, &register);
    }
    views
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn views_that_were_stored_on_the_way_equal_those_built_in_one_go(steps in steps(), stop in 0..140_usize) {
        let log = history(steps);
        let rebuilt = replay(&log.entries, stop);
        prop_assert_eq!(&rebuilt, &log.views);
        let stored = postcard::to_allocvec(&rebuilt).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Views>(&stored).unwrap(), log.views);
    }

    #[test]
    fn the_entries_that_the_views_name_are_all_that_a_page_needs(steps in steps()) {
        let log = history(steps);
        let visible = |r: &Recorded| log.register.visible_to_all(r);
        for number in 1..=3 {
            let id = DecisionId(number);
            let entries = log.concerning(&format!("decision-{number}"));
            prop_assert_eq!(decision::state(id, &entries, &NOW, &visible), log.decision(number, &NOW));
        }
        for name in ["klima", "kriser"] {
            let entries = log.concerning(&format!("forum-{name}"));
            let state = forum::state(&name.parse().unwrap(), &entries, &NOW, &visible, day(TODAY));
            prop_assert_eq!(state, log.forum_at(name, &NOW));
        }
        for name in NAMES {
            let entries = log.concerning(&format!("participant-{name}"));
            let page = participant::state(&who(name), &entries, &NOW, &visible, day(TODAY)).unwrap();
            let whole = log.participant(name, &NOW).unwrap();
            prop_assert_eq!(&page.positions, &whole.positions);
            prop_assert_eq!(&page.memberships, &whole.memberships);
            prop_assert_eq!((page.counts, page.open_rounds), (whole.counts, whole.open_rounds));
        }
    }

    #[test]
    fn the_state_at_a_size_is_the_state_of_a_ledger_of_that_size(steps in steps(), size in 0..140_u64) {
        let log = history(steps);
        let size = size.min(log.views.applied());
        let first = &log.entries[..usize::try_from(size).unwrap()];
        let at = AsOf { at: Some(size), ..AsOf::default() };
        for number in 1..=3 {
            let then = decision::state(DecisionId(number), first, &NOW, &|_| true);
            prop_assert_eq!(decision::state(DecisionId(number), &log.entries, &at, &|_| true), then);
        }
        let id = "klima".parse().unwrap();
        let then = forum::state(&id, first, &NOW, &|_| true, day(TODAY));
        prop_assert_eq!(forum::state(&id, &log.entries, &at, &|_| true, day(TODAY)), then);
    }

    #[test]
    fn summaries_pages_and_rules_agree_on_what_is_in_force_and_open(steps in steps()) {
        let log = history(steps);
        for number in 1..=3 {
            let id = DecisionId(number);
            let Some(state) = log.decision(number, &NOW) else { continue };
            let rules = log.register.decision(id).unwrap();
            let summary = log.views.decision(&id).unwrap();
            let brief = state.in_force.as_ref().map(|f| (f.revision, f.round, f.outcome));
            prop_assert_eq!(brief, rules.in_force.map(|f| (f.revision, f.round, f.outcome)));
            prop_assert_eq!(brief, summary.in_force.map(|f| (f.revision, f.round, f.outcome)));
            prop_assert_eq!(state.procedure, summary.procedure);
            let in_force = state.in_force.as_ref().map(|text| text.round);
            let round = state.rounds.iter().find(|round| Some(round.number) == in_force);
            let contested = round.map(|r| r.contested_by.iter().map(|c| c.participant.clone()));
            if let Some(contested) = contested {
                prop_assert_eq!(contested.collect::<Vec<_>>(), summary.contested_by.clone());
            }
            let open = state.rounds.iter().find(|round| round.is_open());
            prop_assert_eq!(open.is_some(), rules.open_round().is_some());
            if let (Some(open), Some(round)) = (open, rules.open_round()) {
                let rows: Vec<_> = open.rows.iter().map(|row| row.participant.clone()).collect();
                prop_assert_eq!(rows, round.electorate.iter().cloned().collect::<Vec<_>>());
            }
        }
        for name in ["klima", "kriser"] {
            let state = log.forum_at(name, &NOW).unwrap();
            let summary = log.views.forum(&name.parse().unwrap()).unwrap();
            let open = state.decisions.iter().filter(|d| matches!(d.procedure, Some(decision::Procedure::Open { .. })));
            prop_assert_eq!(open.count(), usize::try_from(summary.open_rounds).unwrap());
            prop_assert_eq!(state.decisions.len(), usize::try_from(summary.decisions).unwrap());
            let mut members: Vec<_> = state.members.iter().map(|seat| &seat.participant).collect();
            members.dedup();
            prop_assert_eq!(members.len(), usize::try_from(summary.members).unwrap());
        }
    }

    #[test]
    fn a_day_after_everything_shows_all_that_is_dated(steps in steps()) {
        let log = history(steps);
        for number in 1..=3 {
            let (late, now) = (log.decision(number, &as_of("2030-01-01")), log.decision(number, &NOW));
            prop_assert_eq!(late, now);
        }
    }
}
