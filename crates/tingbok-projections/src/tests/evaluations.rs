//! What pages promise of evaluations and of recommendations, wherever they stand.
use super::fixture::{Log, NOW, as_of, day, said, told, who};
use crate::{
    AsOf, evaluation,
    recommendation::{self, Advice},
};
use tingbok_domain::{
    Recorded,
    event::{RecommendationKind, Response, SuccessionKind},
};

fn evaluated() -> Log {
    let mut log = Log::default();
    log.participants(&["kdd", "kld", "fin", "dfd"]);
    log.forum("klima", &said("2021"));
    log.evaluation("e1", None, &said("2026-01-01"));
    let kind = RecommendationKind::Recommendation;
    log.recommend("evaluation-e1", "r1", kind, &["kdd", "fin"], &said("2026-01-02"));
    log
}

fn advice(log: &Log, when: &AsOf, today: &str) -> Advice {
    let entries = log.concerning("evaluation-e1");
    let visible = |r: &Recorded| log.register.visible_to_all(r);
    let id = "e1".parse().unwrap();
    let state = evaluation::state(&id, &entries, when, &visible, day(today)).unwrap();
    let stream = "evaluation-e1".parse().unwrap();
    let alone = recommendation::state(&stream, &entries, when, &visible, day(today));
    assert_eq!(alone, state.recommendations);
    state.recommendations.into_iter().next().unwrap()
}

#[test]
fn no_answer_is_never_acceptance_and_is_late_only_after_the_last_day() {
    let mut log = evaluated();
    log.respond("evaluation-e1", "r1", "kdd", Response::Accepted, &said("2026-01-03"));
    for (today, overdue) in [("2026-03-01", false), ("2026-03-02", true)] {
        let advice = advice(&log, &NOW, today);
        assert_eq!(advice.unanswered, [who("fin")]);
        assert_eq!(advice.latest_of(&who("fin")), None);
        assert_eq!(advice.overdue, overdue, "{today}");
        let summary = log.views.recommendation(&"r1".parse().unwrap()).unwrap();
        assert_eq!(
            (&summary.unanswered, summary.is_overdue(day(today))),
            (&advice.unanswered, overdue)
        );
    }
    assert!(advice(&log, &as_of("2026-04-01"), "2026-01-05").overdue, "as of the day asked for");
    log.respond("evaluation-e1", "r1", "fin", Response::Rejected, &said("2026-01-04"));
    assert!(!advice(&log, &NOW, "2026-04-01").overdue);
}

#[test]
fn all_answers_are_kept_and_a_source_never_takes_the_place_of_what_was_given_here() {
    let mut log = evaluated();
    for (response, said) in [
        (Response::Partly, told("2025")),
        (Response::Accepted, said("2026-01-03")),
        (Response::Rejected, told("2026-01-04")),
    ] {
        log.respond("evaluation-e1", "r1", "kdd", response, &said);
    }
    let advice = advice(&log, &NOW, "2026-02-01");
    assert_eq!(advice.answers.len(), 3);
    assert_eq!(advice.latest_of(&who("kdd")).unwrap().response, Response::Accepted);
    let summary = log.views.recommendation(&"r1".parse().unwrap()).unwrap();
    assert_eq!(summary.answers[0].response, Response::Accepted);
}

#[test]
fn advice_and_lessons_are_never_overdue_nor_what_only_a_source_tells_of() {
    for (kind, said, undocumented) in [
        (RecommendationKind::Advice, said("2026-01-03"), false),
        (RecommendationKind::Lesson, said("2026-01-03"), false),
        (RecommendationKind::Recommendation, told("2026-01-03"), true),
    ] {
        let mut log = evaluated();
        log.recommend("forum-klima", "r2", kind, &["kld"], &said);
        let entries = log.concerning("forum-klima");
        let stream = "forum-klima".parse().unwrap();
        let found = recommendation::state(&stream, &entries, &NOW, &|_| true, day("2027-01-01"));
        assert_eq!((found[0].overdue, found[0].undocumented), (false, undocumented), "{kind:?}");
        let summary = log.views.recommendation(&"r2".parse().unwrap()).unwrap();
        let late =
            (summary.is_overdue(day("2027-01-01")), summary.is_undocumented(day("2027-01-01")));
        assert_eq!(late, (false, undocumented), "{kind:?}");
    }
}

#[test]
fn a_successor_answers_for_those_that_it_carries_on() {
    let mut log = evaluated();
    log.succeed("fin", "dfd", SuccessionKind::Merge);
    assert_eq!(advice(&log, &NOW, "2026-02-01").unanswered.len(), 2);
    log.respond("evaluation-e1", "r1", "dfd", Response::Accepted, &said("2026-01-12"));
    assert_eq!(advice(&log, &NOW, "2026-02-01").unanswered, [who("kdd")]);
    let summary = log.views.recommendation(&"r1".parse().unwrap()).unwrap();
    assert_eq!(summary.unanswered, [who("kdd")]);
    assert_eq!(log.views.evaluation(&"e1".parse().unwrap()).unwrap().recommendations, 1);
}

#[test]
fn a_second_source_on_an_evaluation_adds_what_the_first_one_left_open() {
    let mut log = evaluated();
    log.evaluation("e1", Some("Midtveis"), &told("2025"));
    let entries = log.concerning("evaluation-e1");
    let id = "e1".parse().unwrap();
    let state = evaluation::state(&id, &entries, &NOW, &|_| true, day("2026-02-01")).unwrap();
    assert_eq!(state.title.unwrap().words.as_deref(), Some("Midtveis"));
    assert!(!state.origin.is_reported());
    assert_eq!(state.findings.len(), 2);
    assert_eq!(
        evaluation::state(&id, &entries, &as_of("2024-01-01"), &|_| true, day("2026-02-01")),
        None
    );
}
