//! What an assignment's page promises.
use super::fixture::{Log, NOW, Said, day, said, told, who};
use crate::assignment::{self, AssignmentState, Progress};
use tingbok_domain::{
    Recorded,
    event::{AssignmentStatus, SuccessionKind},
};

fn page(log: &Log, today: &str) -> AssignmentState {
    let entries = log.concerning("assignment-o1");
    let visible = |r: &Recorded| log.register.visible_to_all(r);
    let id = "o1".parse().unwrap();
    let state = assignment::state(&id, &entries, &NOW, &visible, day(today)).unwrap();
    let summary = log.views.assignment(&id).unwrap();
    assert_eq!((summary.status, &summary.delivered_by), (state.status, &state.delivered_by));
    let missing: Vec<_> = summary.missing().cloned().collect();
    assert_eq!(missing, state.missing);
    let late = (summary.is_overdue(day(today)), summary.is_undocumented(day(today)));
    assert_eq!(late, (state.overdue, state.undocumented));
    state
}

fn given(due: &str, said: &Said) -> Log {
    let mut log = Log::default();
    log.participants(&["kdd", "kld", "fin", "dfd"]);
    log.assignment("o1", &["kld", "fin"], due, said);
    log
}

#[test]
fn a_joint_assignment_is_delivered_when_each_recipient_has_delivered() {
    use AssignmentStatus::{Accepted, Delivered, Started};
    let mut log = given("2026-03-01", &said("2026-01-01"));
    for (by, status, day, progress, missing) in [
        ("kld", Started, "2026-01-02", Progress::Started, vec!["kld", "fin"]),
        ("kld", Delivered, "2026-02-01", Progress::Started, vec!["fin"]),
        ("fin", Delivered, "2026-03-11", Progress::Delivered, vec![]),
        ("kdd", Accepted, "2026-03-12", Progress::Accepted, vec![]),
    ] {
        log.deliver("o1", by, status, &said(day));
        let state = page(&log, "2026-03-13");
        assert_eq!(state.status, progress);
        assert_eq!(state.missing, missing.into_iter().map(who).collect::<Vec<_>>());
        assert_eq!(state.overdue, progress == Progress::Started);
    }
    let state = page(&log, "2026-12-01");
    assert_eq!(state.days_late, Some(10));
    assert_eq!(state.slip.unwrap().max_months_tenths, 3);
}

#[test]
fn what_only_a_source_tells_of_is_never_late_but_what_became_of_it_may_be_unknown() {
    let mut log = given("2022", &told("2021"));
    assert!(!page(&log, "2022-12-31").undocumented);
    let state = page(&log, "2023-01-01");
    assert_eq!((state.overdue, state.undocumented), (false, true));
    for by in ["kld", "fin"] {
        log.deliver("o1", by, AssignmentStatus::Delivered, &told("2023"));
    }
    let state = page(&log, "2024-01-01");
    assert_eq!((state.status, state.undocumented), (Progress::Delivered, false));
    let slip = state.slip.unwrap();
    assert_eq!((slip.min_months_tenths, slip.max_months_tenths), (0, 239));
    assert_eq!(state.days_late, None);
}

#[test]
fn a_delivery_that_a_source_tells_of_does_not_take_the_place_of_what_was_reported_here() {
    let mut log = given("2026-03-01", &said("2026-01-01"));
    log.deliver("o1", "kld", AssignmentStatus::Started, &said("2026-01-02"));
    log.deliver("o1", "kld", AssignmentStatus::Delivered, &told("2026-02"));
    log.deliver("o1", "fin", AssignmentStatus::Delivered, &told("2026-02"));
    let state = page(&log, "2026-04-01");
    assert_eq!(state.delivered_by, [who("fin")]);
    assert_eq!((state.reports.len(), state.overdue), (3, true));
}

#[test]
fn a_successor_delivers_for_those_that_it_carries_on() {
    let mut log = given("2026-03-01", &said("2026-01-01"));
    log.succeed("fin", "dfd", SuccessionKind::Rename);
    for by in ["dfd", "kld"] {
        log.deliver("o1", by, AssignmentStatus::Delivered, &said("2026-01-20"));
    }
    assert_eq!(page(&log, "2026-04-01").status, Progress::Delivered);
}
