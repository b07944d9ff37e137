//! Decisions in force, strategies, who answers for a measure, and what is listed apart, over histories by chance:
//! the same as a simple reading of the whole log gives, also where the state reads only what the views link.
use super::{
    fixture::{Log, TODAY, as_of, day, recorded_at},
    grown::{DAYS, MEASURES, STRATEGIES, Step, history},
    histories_objects::{Reading, corrected, known},
};
use crate::{AsOf, Aside, decision, measure, strategy};
use proptest::prelude::*;
use std::collections::BTreeMap;
use tingbok_domain::{DecisionId, Event, Recorded, edtf::By, event::*};

/// What counts on one stream, in order.
fn own<'a>(log: &'a Log, stream: &str, when: &AsOf) -> Vec<&'a Recorded> {
    let all = Reading::new(&log.entries, when).0.into_iter();
    all.filter(|r| r.entry.stream.to_string() == stream).collect()
}

fn check_decision(log: &Log, number: u64, when: &AsOf) {
    let stream = format!("decision-{number}");
    let entries = log.concerning(&stream);
    let state = decision::state(DecisionId(number), &entries, when, &|_| true);
    let mut revisions = BTreeMap::new();
    let mut in_force = None;
    for r in own(log, &stream, when) {
        if let Event::RoundOpened(body) = &r.entry.event {
            revisions.insert(body.round, body.revision);
        } else if let Event::RoundClosed(body) = &r.entry.event
            && body.outcome.is_adopted()
        {
            in_force = Some((revisions[&body.round], body.round, body.outcome));
        }
    }
    let shown = state.as_ref().and_then(|state| state.in_force.as_ref());
    assert_eq!(shown.map(|now| (now.revision, now.round, now.outcome)), in_force, "{stream}");
    if let Some(state) = state {
        check_aside(&entries, when, &state.aside);
    }
}

fn check_strategy(log: &Log, name: &str, when: &AsOf) {
    let stream = format!("strategy-{name}");
    let entries = log.concerning(&stream);
    let id = name.parse().unwrap();
    let state = strategy::state(&id, &entries, when, &|_| true, day(TODAY));
    let mut status = (None, None);
    for r in own(log, &stream, when) {
        if let Event::StrategyPublished(body) = &r.entry.event {
            let of = if r.entry.is_reported() { &mut status.1 } else { &mut status.0 };
            *of = Some(body.status);
        }
    }
    assert_eq!(state.as_ref().and_then(|state| state.status), status.0.or(status.1), "{stream}");
    if let Some(state) = state {
        assert_eq!(state.in_force, status.0 == Some(StrategyStatus::Adopted));
        check_aside(&entries, when, &state.aside);
    }
}

/// Who answers for a measure by what was recorded here, over renamings.
fn check_responsible(log: &Log, name: &str, when: &AsOf) {
    let stream = format!("measure-{name}");
    let entries = log.concerning(&stream);
    let id = name.parse().unwrap();
    let Some(state) = measure::state(&id, &entries, when, &|_| true, day(TODAY)) else { return };
    let mut holder: Option<String> = None;
    for r in Reading::new(&log.entries, when).0 {
        let of = r.entry.stream.to_string();
        if r.entry.is_reported() {
            continue;
        }
        if let Event::ResponsibilityAssigned(body) = &r.entry.event
            && of == stream
        {
            holder = Some(body.holder.to_string());
        }
        if let Event::ParticipantSucceeded(body) = &r.entry.event
            && holder.as_ref() == Some(&of)
            && body.kind == SuccessionKind::Rename
        {
            holder = Some(format!("participant-{}", body.successors[0]));
        }
    }
    let held = state.responsibilities.iter().filter(|held| held.is_current());
    let here: Vec<String> =
        held.filter(|h| !h.origin.is_reported()).map(|h| h.holder.to_string()).collect();
    assert_eq!(here, Vec::from_iter(holder), "{stream}");
    check_aside(&entries, when, &state.aside);
}

/// What may have happened by the day, and what nobody dates, stands apart.
fn check_aside(entries: &[Recorded], when: &AsOf, aside: &Aside) {
    let known = known(entries, when);
    let apart = |wanted: By| -> Vec<u64> {
        let facts = known.iter().filter(|r| {
            let counts = !matches!(r.entry.event, Event::EventAmended(_))
                && !aside.corrected.iter().any(|fact| fact.position == r.position);
            counts && when.as_of.is_some_and(|day| corrected(&known, r).by(day) == wanted)
        });
        facts.map(|r| r.position).collect()
    };
    let positions =
        |facts: &[crate::Fact]| -> Vec<u64> { facts.iter().map(|fact| fact.position).collect() };
    assert_eq!(positions(&aside.possibly), apart(By::Possibly));
    assert_eq!(positions(&aside.undated), apart(By::Undated));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_in_force_and_who_answers_for_it_is_what_a_simple_reading_gives(
        steps in proptest::collection::vec((0..23_u8, 0..60_usize, 0..60_usize, 0..60_usize), 0..90),
        messy: bool,
        on in 0..DAYS.len(),
        at in 5..90_u64,
    ) {
        let steps: Vec<Step> = steps;
        let log = history(steps, messy);
        for when in [
            AsOf::default(),
            as_of(DAYS[on]),
            AsOf { known_at: Some(recorded_at(at)), ..as_of(DAYS[on]) },
            AsOf { at: Some(at), ..AsOf::default() },
        ] {
            for number in 1..=3 {
                check_decision(&log, number, &when);
            }
            for name in STRATEGIES {
                check_strategy(&log, name, &when);
            }
            for name in MEASURES {
                check_responsible(&log, name, &when);
            }
        }
    }
}
