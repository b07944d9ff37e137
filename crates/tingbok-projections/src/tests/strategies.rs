//! What a strategy's page promises.
use super::fixture::{Log, NOW, as_of, day, said, told};
use crate::{
    AsOf,
    mandate::Run,
    strategy::{self, StrategyState},
};
use tingbok_domain::event::{RecommendationKind, StrategyStatus};

fn best() -> Log {
    let mut log = Log::default();
    log.participants(&["kdd", "kld", "fin"]);
    log.forum("klima", &said("2021"));
    log
}

fn page(log: &Log, when: &AsOf) -> Option<StrategyState> {
    let entries = log.concerning("strategy-best");
    let visible = |r: &tingbok_domain::Recorded| log.register.visible_to_all(r);
    strategy::state(&"best".parse().unwrap(), &entries, when, &visible, day("2026-06-01"))
}

#[test]
fn a_strategy_is_in_force_when_it_was_adopted_here_and_until_it_is_ended_here() {
    let mut log = best();
    let text = [("g1", "Vi samarbeider")];
    log.strategy("best", StrategyStatus::Proposed, &text, &said("2026-01-01"));
    assert!(!page(&log, &NOW).unwrap().in_force);
    log.strategy("best", StrategyStatus::Adopted, &text, &said("2026-01-02"));
    assert!(page(&log, &NOW).unwrap().in_force);
    log.strategy("best", StrategyStatus::Ended, &text, &told("2026-01-03"));
    let state = page(&log, &NOW).unwrap();
    assert_eq!((state.in_force, state.status), (true, Some(StrategyStatus::Adopted)));
    assert_eq!(state.publications.len(), 3, "what the source tells stands beside it");
    log.strategy("best", StrategyStatus::Ended, &text, &said("2026-01-04"));
    assert!(!page(&log, &NOW).unwrap().in_force);
    assert!(page(&log, &as_of("2026-01-03")).unwrap().in_force);
    assert_eq!(page(&log, &as_of("2025-12-31")), None);
}

#[test]
fn a_strategy_that_only_a_source_tells_of_as_adopted_is_not_in_force() {
    let mut log = best();
    log.strategy("best", StrategyStatus::Adopted, &[], &told("2021-05"));
    let state = page(&log, &NOW).unwrap();
    assert_eq!((state.in_force, state.status), (false, Some(StrategyStatus::Adopted)));
    assert!(state.status_origin.unwrap().is_reported());
}

#[test]
fn proposal_and_adopted_text_are_compared_goal_by_goal() {
    let mut log = best();
    let first = [("g1", "Vi samordner tiltak"), ("g2", "Borte")];
    let last = [("g1", "Vi styrer tiltak"), ("g3", "Ny")];
    log.strategy("best", StrategyStatus::Proposed, &first, &said("2026-01-01"));
    log.strategy("best", StrategyStatus::Adopted, &last, &said("2026-01-02"));
    let state = page(&log, &NOW).unwrap();
    let diff = strategy::goal_diff(&state.publications[0], &state.publications[1]);
    let goals: Vec<_> = diff.goals.iter().map(|goal| (goal.key.as_str(), goal.in_both)).collect();
    assert_eq!(goals, [("g1", true), ("g3", false), ("g2", false)]);
    assert!(diff.goals[0].runs.contains(&Run::Delete("samordner".into())));
    assert!(diff.title.iter().all(|run| matches!(run, Run::Equal(_))));
    assert!(diff.not_held.is_empty());
}

#[test]
fn measures_stand_under_the_goals_they_serve_and_a_follower_is_named() {
    let mut log = best();
    log.strategy("best", StrategyStatus::Adopted, &[("g1", "Sammen")], &told("2021-05"));
    log.serving("hr", "best", &["g1"], &told("2022"));
    log.serving("hr", "best", &["g1", "g2"], &told("2023"));
    log.responsible("strategy-best", "participant-kdd", &told("2023"));
    log.recommend("strategy-best", "r1", RecommendationKind::Advice, &["kld"], &told("2023"));
    let mut next = log.clone();
    let body = tingbok_domain::event::StrategyPublished {
        status: StrategyStatus::Adopted,
        title: "Den neste".to_owned().into(),
        period: None,
        goals: Vec::new(),
        owners: Vec::new(),
        forum: None,
        replaces: Some("best".parse().unwrap()),
    };
    let event = tingbok_domain::Event::StrategyPublished(body);
    next.add("strategy-neste", &told("2026"), event);
    let state = page(&next, &NOW).unwrap();
    assert_eq!(state.serving(&"g2".parse().unwrap()).count(), 1);
    assert_eq!((state.measures.len(), state.responsibilities.len()), (1, 1));
    assert_eq!(state.replaced_by, ["neste".parse().unwrap()]);
    assert_eq!(state.recommendations.len(), 1);
    let summary = next.views.strategy(&"best".parse().unwrap()).unwrap();
    assert_eq!((summary.measures, summary.in_force()), (1, false));
    let held: Vec<_> = next.views.responsibilities().map(|held| held.holder.to_string()).collect();
    assert_eq!(held, ["participant-kdd"]);
}
