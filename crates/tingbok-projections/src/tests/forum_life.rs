//! Promises about how a forum is run, reviewed and ended, and about its mandates.
use super::fixture::{Log, NOW, Said, as_of, day, klima, said, told, who};
use crate::{AsOf, forum::ForumState, mandate};
use tingbok_domain::{Event, ForumId, StreamId, Visibility, event::*};

fn secretariat(log: &mut Log, by: &str, said: &Said) -> u64 {
    let body = SecretariatOrganised {
        model: SecretariatModel::Single,
        by: vec![who(by)],
        contacts: Vec::new(),
        tasks: Some(vec!["Innkalle".to_owned(), "Føre referat".to_owned()].into()),
    };
    log.add("forum-klima", said, Event::SecretariatOrganised(body))
}

fn criterion(point: &str, text: &str) -> Criterion {
    Criterion { point: point.parse().unwrap(), text: Some(text.to_owned().into()) }
}

fn review(log: &mut Log, next: Option<&str>, criteria: Vec<Criterion>, said: &Said) -> u64 {
    let body = ForumReviewed {
        outcome: ReviewOutcome::Continue,
        reason: "Problemet er der fortsatt".to_owned().into(),
        criteria,
        review_by: next.map(day),
        decision: None,
    };
    log.add("forum-klima", said, Event::ForumReviewed(body))
}

fn close(log: &mut Log, said: &Said) -> u64 {
    let body = ForumClosed {
        reason: "Oppgaven er løst".to_owned().into(),
        handover: vec!["kriser".parse().unwrap()],
        consulted: vec![who("kdd")],
        waiver: None,
        criteria: vec![criterion("formal", "Var tydelig til slutt")],
        decision: None,
    };
    log.add("forum-klima", said, Event::ForumClosed(body))
}

fn page(log: &Log, when: &AsOf) -> ForumState {
    log.forum_at("klima", when).unwrap()
}

#[test]
fn the_last_secretariat_counts_and_a_source_never_displaces_what_was_recorded() {
    let mut log = klima();
    secretariat(&mut log, "kdd", &told("2022"));
    secretariat(&mut log, "kld", &said("2026-01-05"));
    secretariat(&mut log, "fin", &told("2023"));
    let state = page(&log, &NOW);
    let order: Vec<_> = state.secretariats.iter().map(|one| one.by[0].as_str()).collect();
    assert_eq!(order, ["kdd", "fin", "kld"]);
    let current = state.secretariats.last().unwrap();
    assert_eq!(current.tasks.as_ref().unwrap().len(), 2);
    assert!(!current.origin.is_reported());
    assert_eq!(page(&log, &as_of("2022-12-31")).secretariats.len(), 1);
}

#[test]
fn a_review_is_overdue_until_it_or_the_end_of_the_forum_is_recorded() {
    let mut log = klima();
    let overdue = |log: &Log, day: &str| page(log, &as_of(day)).review_overdue;
    review(&mut log, Some("2026-03-01"), Vec::new(), &said("2026-01-05"));
    assert!(!overdue(&log, "2026-03-01"));
    assert!(overdue(&log, "2026-03-02"));
    // What a source tells of a review neither does it nor asks for one.
    review(&mut log, Some("2026-06-01"), Vec::new(), &told("2026-02-01"));
    assert_eq!(page(&log, &NOW).review_by, Some(day("2026-03-01")));
    assert!(overdue(&log, "2026-03-02"));
    let mut reviewed = log.clone();
    review(&mut reviewed, None, Vec::new(), &said("2026-03-10"));
    assert!(overdue(&reviewed, "2026-03-09") && !overdue(&reviewed, "2026-12-31"));
    assert_eq!(page(&reviewed, &NOW).review_by, Some(day("2026-03-01")));
    assert_eq!(page(&reviewed, &NOW).reviews.len(), 3);
    let mut ended = log.clone();
    close(&mut ended, &told("2026-02-20"));
    assert!(overdue(&ended, "2026-03-02"));
    close(&mut ended, &said("2026-03-10"));
    assert!(!overdue(&ended, "2026-12-31"));
}

#[test]
fn a_review_that_only_a_source_sets_a_day_for_is_never_overdue() {
    let mut log = klima();
    review(&mut log, Some("2024-03-01"), Vec::new(), &told("2023"));
    let state = page(&log, &as_of("2026-01-01"));
    assert_eq!((state.review_by, state.review_overdue), (Some(day("2024-03-01")), false));
}

#[test]
fn the_checklist_holds_the_latest_word_on_each_point_and_says_who_gave_it() {
    let mut log = klima();
    let first = vec![criterion("formal", "Kort"), criterion("eier", "KDD")];
    review(&mut log, None, first, &said("2026-01-05"));
    review(&mut log, None, vec![criterion("formal", "Etter en kilde")], &told("2026-01-06"));
    let second = review(&mut log, None, vec![criterion("formal", "Lang")], &said("2026-01-07"));
    let texts = |state: &ForumState| {
        let words = |met: &crate::forum::MetPoint| met.text.clone().unwrap().words.unwrap();
        state.checklist.iter().map(|met| (met.point.to_string(), words(met))).collect::<Vec<_>>()
    };
    let state = page(&log, &NOW);
    assert_eq!(texts(&state), [("formal".into(), "Lang".into()), ("eier".into(), "KDD".into())]);
    assert_eq!(state.checklist[0].origin.position, second);
    close(&mut log, &said("2026-02-01"));
    assert_eq!(texts(&page(&log, &NOW))[0].1, "Var tydelig til slutt");
    assert_eq!(texts(&page(&log, &as_of("2026-01-06")))[0].1, "Kort");
}

#[test]
fn an_end_that_a_source_tells_of_is_shown_and_gives_way_to_what_was_recorded() {
    let mut log = klima();
    close(&mut log, &told("2021-03"));
    assert!(page(&log, &NOW).closed.unwrap().origin.is_reported());
    let ended = close(&mut log, &said("2026-02-01"));
    close(&mut log, &told("2022"));
    let closed = page(&log, &NOW).closed.unwrap();
    assert_eq!(closed.origin.position, ended);
    assert_eq!(closed.handover, ["kriser".parse::<ForumId>().unwrap()]);
    assert_eq!(closed.reason.words.as_deref(), Some("Oppgaven er løst"));
    assert!(page(&log, &as_of("2026-01-31")).closed.unwrap().origin.is_reported());
}

#[test]
fn views_of_a_problem_stand_side_by_side_and_results_keep_their_step() {
    let mut log = klima();
    for (assessor, placement, axes) in
        [(None, Placement::NotDocumented, None), (Some("kdd"), Placement::Documented, Some(4))]
    {
        let body = ProblemAssessed {
            id: "utslipp".parse().unwrap(),
            assessor: assessor.map(who),
            statement: "Mange eier problemet".to_owned().into(),
            features: [("wicked".parse().unwrap(), true)].into(),
            complexity: axes,
            conflict: axes,
            placement,
        };
        log.add("forum-klima", &told("2023"), Event::ProblemAssessed(body));
    }
    let body = CoordinationResultRecorded {
        ladder: 1,
        step: 3,
        statement: "Felles risikovurdering".to_owned().into(),
        evidence_docs: Vec::new(),
    };
    log.add("forum-klima", &told("2024"), Event::CoordinationResultRecorded(body));
    let state = page(&log, &NOW);
    let axes: Vec<_> = state.problems.iter().map(|problem| problem.complexity).collect();
    assert_eq!(axes, [None, Some(4)]);
    assert_eq!((state.results[0].ladder, state.results[0].step), (1, 3));
    assert!(page(&log, &as_of("2023-12-31")).results.is_empty());
}

#[test]
fn a_forum_follows_the_measures_whose_latest_function_names_it() {
    let mut log = klima();
    let mut set = |function, followed_in: &[&str], said: &Said| {
        let body = GovernanceFunctionSet {
            function,
            followed_in: followed_in.iter().map(|forum| forum.parse().unwrap()).collect(),
            own_steering_group: Some(true),
        };
        log.add("measure-hr", said, Event::GovernanceFunctionSet(body));
        page(&log, &NOW).followed.first().map(|followed| followed.function)
    };
    let (decide, inform) = (GovernanceFunction::Decide, GovernanceFunction::Inform);
    assert_eq!(set(decide, &["klima"], &told("2022")), Some(decide));
    assert_eq!(set(inform, &["klima", "kriser"], &said("2026-01-05")), Some(inform));
    assert_eq!(set(decide, &["kriser"], &told("2023")), Some(inform));
    assert_eq!(set(inform, &["kriser"], &said("2026-01-06")), None);
}

#[test]
fn advice_that_a_forum_gives_stands_on_its_page() {
    let mut log = klima();
    let body = RecommendationIssued {
        id: "r1".parse().unwrap(),
        kind: RecommendationKind::Advice,
        text: "Start i det små".to_owned().into(),
        to: vec![who("fin")],
        answer_by: None,
    };
    log.add("forum-klima", &said("2026-01-05"), Event::RecommendationIssued(body));
    let state = page(&log, &NOW);
    assert_eq!(state.recommendations[0].text.words.as_deref(), Some("Start i det små"));
}

#[test]
fn words_that_not_everybody_may_read_stay_out_and_their_structure_counts() {
    let mut log = klima();
    let hidden = |on: &str| Said { visibility: Visibility::Forum, ..said(on) };
    secretariat(&mut log, "kld", &hidden("2026-01-05"));
    review(&mut log, Some("2026-03-01"), vec![criterion("eier", "KDD")], &hidden("2026-01-06"));
    close(&mut log, &hidden("2026-03-05"));
    let state = page(&log, &NOW);
    assert_eq!(
        (state.secretariats[0].by[0].clone(), &state.secretariats[0].tasks),
        (who("kld"), &None)
    );
    assert_eq!((state.review_by, &state.reviews[0].reason.words), (Some(day("2026-03-01")), &None));
    assert_eq!(state.checklist[0].text.clone().unwrap().words, None);
    assert_eq!(state.closed.unwrap().reason.words, None);
}

fn adopt(log: &mut Log, version: u32, said: &Said) {
    let body = MandateAdopted {
        kind: MandateKind::Mandate,
        owner: "forum-klima".parse::<StreamId>().unwrap(),
        version,
        from_draft: None,
        effective_from: None,
        review_by: None,
        decision: None,
        described_as: None,
    };
    log.add("mandate-klima", said, Event::MandateAdopted(body));
}

fn repeal(log: &mut Log, version: u32, said: &Said) {
    let body = MandateRepealed {
        version,
        reason: "Gruppen er avviklet".to_owned().into(),
        replaced_by: None,
        decision: None,
    };
    log.add("mandate-klima", said, Event::MandateRepealed(body));
}

fn text(log: &Log, when: &AsOf) -> mandate::MandateState {
    let id = "klima".parse().unwrap();
    mandate::state(&id, &log.entries, when, &|_| true, day("2026-11-22")).unwrap()
}

#[test]
fn a_repeal_ends_the_version_in_force_and_brings_none_back() {
    let mut log = klima();
    adopt(&mut log, 1, &said("2026-01-05"));
    adopt(&mut log, 2, &said("2026-01-06"));
    repeal(&mut log, 2, &told("2026-01-07"));
    let state = text(&log, &NOW);
    assert_eq!(state.in_force, Some(2));
    assert!(state.version(2).unwrap().repealed.as_ref().unwrap().origin.is_reported());
    assert!(!state.version(2).unwrap().is_repealed());
    assert!(!page(&log, &NOW).mandates[0].repealed);
    repeal(&mut log, 2, &said("2026-02-01"));
    repeal(&mut log, 2, &told("2026-02-02"));
    let state = text(&log, &NOW);
    assert_eq!((state.in_force, state.latest_reported), (None, None));
    assert!(!state.version(2).unwrap().repealed.as_ref().unwrap().origin.is_reported());
    assert!(page(&log, &NOW).mandates[0].repealed);
    assert_eq!(text(&log, &as_of("2026-01-31")).in_force, Some(2));
    adopt(&mut log, 3, &said("2026-03-01"));
    assert_eq!(text(&log, &NOW).in_force, Some(3));
    assert!(!page(&log, &NOW).mandates[0].repealed);
}

#[test]
fn a_version_that_was_adopted_here_is_never_shown_as_only_told() {
    let mut log = klima();
    adopt(&mut log, 1, &told("2022"));
    assert_eq!(text(&log, &NOW).latest_reported, Some(1));
    adopt(&mut log, 1, &said("2026-01-05"));
    let state = text(&log, &NOW);
    assert_eq!((state.in_force, state.latest_reported), (Some(1), None));
    assert!(!state.version(1).unwrap().reported);
    repeal(&mut log, 1, &said("2026-02-01"));
    assert_eq!((text(&log, &NOW).in_force, text(&log, &NOW).latest_reported), (None, None));
    adopt(&mut log, 2, &told("2026-03"));
    assert_eq!(text(&log, &NOW).latest_reported, Some(2));
    repeal(&mut log, 2, &told("2026-04"));
    assert_eq!(text(&log, &NOW).latest_reported, None);
}
