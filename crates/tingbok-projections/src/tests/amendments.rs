//! Promises about corrections of what a source was reported to say: both values stay readable.
use super::fixture::{Log, NOW, Said, as_of, day, klima, said, told};
use crate::{AsOf, forum::ForumState, measure};
use tingbok_domain::{Event, Visibility, event::*};

fn assessed(log: &mut Log, id: &str, said: &Said) -> u64 {
    let body = ProblemAssessed {
        id: id.parse().unwrap(),
        assessor: None,
        statement: "Mange eier problemet".to_owned().into(),
        features: [].into(),
        complexity: None,
        conflict: None,
        placement: Placement::NotDocumented,
    };
    log.add("forum-klima", said, Event::ProblemAssessed(body))
}

fn amend(log: &mut Log, target: u64, field: &str, was: &str, is: &str, said: &Said) -> u64 {
    let body = EventAmended {
        target,
        field: field.to_owned(),
        was: was.to_owned().into(),
        is: is.to_owned().into(),
        reason: "Kilden er lest på nytt".to_owned().into(),
        authority: "Originalen".to_owned().into(),
    };
    log.add("forum-klima", said, Event::EventAmended(body))
}

fn page(log: &Log, when: &AsOf) -> ForumState {
    log.forum_at("klima", when).unwrap()
}

fn problems(log: &Log, when: &AsOf) -> Vec<String> {
    page(log, when).problems.iter().map(|problem| problem.id.to_string()).collect()
}

#[test]
fn a_corrected_date_is_the_one_that_counts_from_when_it_is_known() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &told("2024"));
    assessed(&mut log, "to", &told("2023"));
    assert_eq!(problems(&log, &as_of("2025-01-01")), ["to", "en"]);
    let by = amend(&mut log, target, "occurred", "2024", "2022-05", &told("2026-01-20"));
    assert_eq!(problems(&log, &as_of("2025-01-01")), ["en", "to"]);
    assert_eq!(problems(&log, &as_of("2022-05-31")), ["en"]);
    assert!(problems(&log, &as_of("2022-05-30")).is_empty());
    assert_eq!(page(&log, &as_of("2022-05-15")).aside.possibly[0].occurred.to_string(), "2022-05");
    for before in [
        AsOf { known_at: Some(super::fixture::recorded_at(by - 1)), ..as_of("2022-12-31") },
        AsOf { at: Some(by), ..as_of("2022-12-31") },
    ] {
        assert!(problems(&log, &before).is_empty());
    }
    let origin = &page(&log, &NOW).problems[0].origin;
    assert_eq!(origin.occurred.to_string(), "2022-05");
    let [amendment] = &origin.amendments[..] else { panic!("one correction") };
    assert_eq!(
        (amendment.was.as_deref(), amendment.is.as_deref()),
        (Some("2024"), Some("2022-05"))
    );
    assert_eq!((amendment.position, amendment.field.as_str()), (by, "occurred"));
    assert_eq!(amendment.reason.words.as_deref(), Some("Kilden er lest på nytt"));
    assert_eq!(amendment.authority.words.as_deref(), Some("Originalen"));
    assert!(page(&log, &NOW).problems[1].origin.amendments.is_empty());
}

#[test]
fn the_latest_date_that_can_be_read_counts_and_all_corrections_are_kept() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &told("2024"));
    for is in ["2021", "2022", "sommeren"] {
        amend(&mut log, target, "occurred", "2024", is, &told("2026-01-20"));
    }
    let origin = page(&log, &NOW).problems.remove(0).origin;
    assert_eq!(origin.occurred.to_string(), "2022");
    assert_eq!(origin.amendments.len(), 3);
}

#[test]
fn a_corrected_source_is_shown_and_words_stay_as_the_entry_says() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &told("2024"));
    amend(&mut log, target, "source.ref", "Rapport 1", "Rapport 2", &told("2026-01-20"));
    amend(&mut log, target, "source.locator", "s. 1", "s. 2", &told("2026-01-20"));
    amend(&mut log, target, "source.file", "a.txt", "b.txt", &told("2026-01-20"));
    amend(&mut log, target, "statement", "Mange", "Ingen", &told("2026-01-20"));
    let problem = page(&log, &NOW).problems.remove(0);
    let source = &problem.origin.source;
    assert_eq!(source.reference.as_deref(), Some("Rapport 2"));
    assert_eq!(source.locator.as_deref(), Some("s. 2"));
    assert_eq!(source.file.as_deref(), Some("b.txt"));
    assert_eq!(problem.statement.words.as_deref(), Some("Mange eier problemet"));
    assert_eq!(problem.origin.amendments[3].is.as_deref(), Some("Ingen"));
}

#[test]
fn a_correction_that_not_everybody_may_read_moves_nothing_and_says_nothing() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &told("2024"));
    let hidden = Said { visibility: Visibility::Forum, ..told("2026-01-20") };
    amend(&mut log, target, "occurred", "2024", "2022", &hidden);
    assert!(problems(&log, &as_of("2022-12-31")).is_empty());
    let origin = page(&log, &NOW).problems.remove(0).origin;
    assert_eq!(origin.occurred.to_string(), "2024");
    let amendment = &origin.amendments[0];
    assert_eq!((&amendment.was, &amendment.is, &amendment.reason.words), (&None, &None, &None));
}

#[test]
fn the_words_of_a_correction_stay_closed_with_the_entry_it_corrects() {
    let mut log = klima();
    let hidden = Said { visibility: Visibility::Forum, ..told("2024") };
    let target = assessed(&mut log, "en", &hidden);
    amend(&mut log, target, "statement", "Mange", "Ingen", &told("2026-01-20"));
    let amendment = page(&log, &NOW).problems.remove(0).origin.amendments.remove(0);
    assert_eq!((amendment.was, amendment.is), (None, None));
}

#[test]
fn what_was_witnessed_is_never_corrected() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &said("2026-01-05"));
    amend(&mut log, target, "occurred", "2026-01-05", "2022", &told("2026-01-20"));
    let origin = page(&log, &NOW).problems.remove(0).origin;
    assert_eq!(origin.occurred.to_string(), "2026-01-05");
    assert!(origin.amendments.is_empty());
}

#[test]
fn a_correction_is_no_fact_of_its_own() {
    let mut log = klima();
    let target = assessed(&mut log, "en", &told("2024"));
    let before = page(&log, &as_of("2025-01-01"));
    for on in ["2025", "unknown", "[2024..2026]", "2023"] {
        amend(&mut log, target, "statement", "Mange", "Ingen", &told(on));
    }
    let after = page(&log, &as_of("2025-01-01"));
    assert_eq!((&after.aside, after.last.unwrap().position), (&before.aside, target));
}

#[test]
fn a_corrected_report_on_a_measure_counts_where_the_right_date_puts_it() {
    let mut log = klima();
    log.register_measure("felles-hr", "Felles HR", &told("2021"), |_| {});
    let mut report = |status, on: &str| {
        let body = MeasureStatusReported {
            status,
            scale: None,
            said_of: SaidOf::AllTogether,
            text: None,
            next_report_by: None,
        };
        log.add("measure-felles-hr", &told(on), Event::MeasureStatusReported(body))
    };
    let paused = report(MeasureStatus::Paused, "2022");
    report(MeasureStatus::Ongoing, "2023");
    let body = EventAmended {
        target: paused,
        field: "occurred".to_owned(),
        was: "2022".to_owned().into(),
        is: "2024".to_owned().into(),
        reason: "Feil år".to_owned().into(),
        authority: "Originalen".to_owned().into(),
    };
    log.add("measure-felles-hr", &told("2026-01-20"), Event::EventAmended(body));
    let status = |on: &str| {
        let id = "felles-hr".parse().unwrap();
        let state = measure::state(&id, &log.entries, &as_of(on), &|_| true, day(on)).unwrap();
        state.status.map(|report| report.status)
    };
    assert_eq!(status("2022-12-31"), None);
    assert_eq!(status("2023-12-31"), Some(MeasureStatus::Ongoing));
    assert_eq!(status("2024-12-31"), Some(MeasureStatus::Paused));
}
