//! Promises about how a measure is governed and goes, what pays for it and what it gives.
use super::fixture::{Log, NOW, Said, day, klima, said, told, who};
use crate::measure::{self, MeasureState};
use tingbok_domain::{DecisionId, Event, EventKind, event::*};

const STREAM: &str = "measure-felles-hr";

fn given() -> Log {
    let mut log = klima();
    log.register_measure("felles-hr", "Felles HR", &told("2021"), |body| {
        body.decision = Some(DecisionId(1));
    });
    log
}

fn report(log: &mut Log, status: MeasureStatus, next: Option<&str>, said: &Said) -> u64 {
    let body = MeasureStatusReported {
        status,
        scale: None,
        said_of: SaidOf::Single,
        text: Some("Slik går det".to_owned().into()),
        next_report_by: next.map(day),
    };
    log.add(STREAM, said, Event::MeasureStatusReported(body))
}

fn page(log: &Log, today: &str) -> MeasureState {
    log.measure("felles-hr", today).unwrap()
}

#[test]
fn the_latest_report_counts_and_a_source_never_displaces_what_was_recorded() {
    let mut log = given();
    report(&mut log, MeasureStatus::Planned, None, &told("2022"));
    assert_eq!(page(&log, "2026-01-01").status.unwrap().status, MeasureStatus::Planned);
    report(&mut log, MeasureStatus::Ongoing, None, &said("2026-01-05"));
    report(&mut log, MeasureStatus::Stopped, None, &told("2026-01-06"));
    let state = page(&log, "2026-02-01");
    assert_eq!(state.status.unwrap().status, MeasureStatus::Ongoing);
    assert_eq!(state.statuses.len(), 3);
}

#[test]
fn a_scale_stands_until_another_is_given() {
    let mut log = given();
    for (scale, said) in [
        (Some(Scale::Full), told("2022")),
        (Some(Scale::Reduced), said("2026-01-05")),
        (None, said("2026-01-06")),
        (Some(Scale::Full), told("2026-01-07")),
    ] {
        let body = MeasureStatusReported {
            status: MeasureStatus::Ongoing,
            scale,
            said_of: SaidOf::Single,
            text: None,
            next_report_by: None,
        };
        log.add(STREAM, &said, Event::MeasureStatusReported(body));
    }
    assert_eq!(page(&log, "2026-02-01").scale, Some(Scale::Reduced));
}

#[test]
fn a_report_is_overdue_when_it_was_promised_here_and_the_measure_goes_on() {
    let overdue = |log: &Log, today: &str| page(log, today).report_overdue;
    let mut log = given();
    report(&mut log, MeasureStatus::Ongoing, Some("2024-03-01"), &told("2023"));
    assert!(!overdue(&log, "2026-01-01"));
    report(&mut log, MeasureStatus::Delayed, Some("2026-03-01"), &said("2026-01-05"));
    assert!(!overdue(&log, "2026-03-01") && overdue(&log, "2026-03-02"));
    report(&mut log, MeasureStatus::Completed, Some("2026-04-01"), &said("2026-03-10"));
    assert!(!overdue(&log, "2026-12-31"));
}

#[test]
fn the_function_that_was_set_here_counts_and_all_are_kept() {
    let mut log = given();
    assert_eq!(page(&log, "2026-01-01").function, None);
    for (function, said) in [
        (GovernanceFunction::Advise, told("2022")),
        (GovernanceFunction::Inform, said("2026-01-05")),
        (GovernanceFunction::Decide, told("2023")),
    ] {
        let body =
            GovernanceFunctionSet { function, followed_in: Vec::new(), own_steering_group: None };
        log.add(STREAM, &said, Event::GovernanceFunctionSet(body));
    }
    let state = page(&log, "2026-02-01");
    assert_eq!(state.function.unwrap().function, GovernanceFunction::Inform);
    let order: Vec<_> = state.functions.iter().map(|one| one.function).collect();
    let (advise, decide) = (GovernanceFunction::Advise, GovernanceFunction::Decide);
    assert_eq!(order, [advise, decide, GovernanceFunction::Inform]);
}

fn benefit(log: &mut Log, kind: BenefitKind, stage: BenefitStage, said: &Said) {
    let body = BenefitRecorded {
        id: "tid".parse().unwrap(),
        kind,
        stage,
        statement: "Mindre dobbeltarbeid".to_owned().into(),
        value: Some("to årsverk".to_owned().into()),
    };
    log.add(STREAM, said, Event::BenefitRecorded(body));
}

#[test]
fn what_is_hoped_for_and_what_was_seen_are_never_mixed() {
    let mut log = given();
    benefit(&mut log, BenefitKind::Other, BenefitStage::Expected, &told("2022"));
    benefit(&mut log, BenefitKind::Savings, BenefitStage::Expected, &said("2026-01-05"));
    benefit(&mut log, BenefitKind::Quality, BenefitStage::Measured, &told("2026-01-06"));
    let state = page(&log, "2026-02-01");
    let [benefit] = &state.benefits[..] else { panic!("one benefit") };
    assert_eq!(benefit.kind, BenefitKind::Savings);
    assert_eq!((benefit.expected.len(), benefit.measured.len()), (2, 1));
    assert!(benefit.measured[0].origin.is_reported());
    assert_eq!(benefit.expected[0].value.as_ref().unwrap().words.as_deref(), Some("to årsverk"));
}

#[test]
fn funding_is_listed_and_named_where_it_was_decided() {
    let mut log = given();
    for (stage, said) in
        [(FundingStage::Proposed, told("2022")), (FundingStage::Agreed, said("2026-01-05"))]
    {
        let body = FundingRecorded {
            stage,
            resource: Resource::Money,
            model: None,
            payers: vec![who("fin")],
            amount: Some("10 mill. kroner".to_owned().into()),
            budget_item: None,
            years: Some(Years { from: 2026, to: 2027 }),
            decision: (stage == FundingStage::Agreed).then_some(DecisionId(1)),
        };
        log.add(STREAM, &said, Event::FundingRecorded(body));
    }
    let stages: Vec<_> = page(&log, "2026-02-01").funding.iter().map(|one| one.stage).collect();
    assert_eq!(stages, [FundingStage::Proposed, FundingStage::Agreed]);
    let id = "felles-hr".parse().unwrap();
    let closed = measure::state(&id, &log.entries, &NOW, &|_| false, day("2026-02-01")).unwrap();
    assert_eq!(closed.funding[1].amount.as_ref().unwrap().words, None);
    assert_eq!(closed.funding[1].payers, [who("fin")]);
    let named: Vec<_> = log.decision(1, &NOW).unwrap().follow_up;
    let named: Vec<_> = named.iter().map(|one| (one.stream.to_string(), one.kind)).collect();
    assert_eq!(
        named,
        [
            (STREAM.to_owned(), EventKind::MeasureRegistered),
            (STREAM.to_owned(), EventKind::FundingRecorded),
        ]
    );
}
