//! Lists of a time in the past: the summary that the object's own entries make is the one that all entries make,
//! however late and out of order sources were read, and no entry is read where the summary of now still holds.
use super::{
    fixture::{Log, NOW, as_of, day, recorded_at, who},
    grown::{DAYS, FORUMS, MEASURES, NAMES, STRATEGIES, Step, TASKS, history},
};
use crate::{AsOf, Page, Views, decision, forum, measure, strategy, summarised};
use chrono::NaiveDate;
use proptest::{prelude::*, test_runner::RngSeed};
use tingbok_domain::{Recorded, StreamId};

/// The same histories each time, so that a red run can be had again; another number looks at others.
const SEED: u64 = 20_261_122;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    proptest::collection::vec((0..23_u8, 0..60_usize, 0..60_usize, 0..60_usize), 0..90)
}

fn read(log: &Log) -> impl Fn(&[u64]) -> Result<Vec<Recorded>, String> {
    move |positions| {
        let at = |position: &u64| log.entries[usize::try_from(*position).unwrap()].clone();
        Ok(positions.iter().map(at).collect())
    }
}

fn public(_: &Recorded) -> bool {
    true
}

/// Every list at `when`, held against views of the same ledger that know nothing later.
fn check(log: &Log, when: &AsOf, then: &Views) -> Result<(), TestCaseError> {
    let read = read(log);
    macro_rules! check {
        ($($all:ident $all_at:ident $one:ident $one_at:ident),*) => {$(
            let listed = log.views.$all_at(Page::default(), when, &read, &public).unwrap();
            let now = log.views.$all(Page::default(), &NOW).items;
            let expected: Vec<_> = now.iter().filter_map(|now| then.$one(&now.id)).cloned().collect();
            prop_assert_eq!(&listed.items, &expected, "{:?}", when);
            for now in &now {
                let one = log.views.$one_at(&now.id, when, &read, &public).unwrap();
                prop_assert_eq!(one.as_ref(), then.$one(&now.id));
            }
        )*};
    }
    check!(
        decisions decisions_at decision decision_at,
        forums forums_at forum forum_at,
        participants participants_at participant participant_at,
        mandates mandates_at mandate mandate_at,
        measures measures_at measure measure_at,
        documents documents_at document document_at,
        strategies strategies_at strategy strategy_at,
        evaluations evaluations_at evaluation evaluation_at,
        recommendations recommendations_at recommendation recommendation_at,
        assignments assignments_at assignment assignment_at
    );
    for forum in FORUMS {
        let forum = forum.parse().unwrap();
        let listed = log.views.decisions_of_at(&forum, Page::default(), when, &read, &public);
        for decision in listed.unwrap().items {
            prop_assert_eq!(decision.forum.as_ref(), Some(&forum));
        }
    }
    Ok(())
}

/// Views of the log's first entries, as they were when no more was there.
fn replay(entries: &[Recorded]) -> Views {
    let (mut register, mut views) = (tingbok_domain::Register::default(), Views::default());
    for recorded in entries {
        register.evolve(recorded);
        views.apply(recorded, &register);
    }
    views
}

fn streams(log: &Log) -> std::collections::BTreeSet<StreamId> {
    log.entries.iter().map(|recorded| recorded.entry.stream.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, rng_seed: RngSeed::Fixed(SEED), ..ProptestConfig::default() })]

    #[test]
    fn a_list_of_a_day_is_what_all_entries_that_count_by_then_make(
        steps in steps(),
        messy in any::<bool>(),
        on in 0..DAYS.len(),
        known in 0..100_u64,
    ) {
        let log = history(steps, messy);
        for when in [
            NOW,
            as_of(DAYS[on]),
            AsOf { known_at: Some(recorded_at(known)), ..as_of(DAYS[on]) },
            AsOf { at: Some(known), ..as_of(DAYS[on]) },
            AsOf { at: Some(known), ..NOW },
        ] {
            check(&log, &when, &summarised(&log.entries, &when, &public))?;
        }
    }

    #[test]
    fn a_list_of_what_was_known_is_the_list_that_was_shown_then(steps in steps(), size in 0..100_u64) {
        let log = history(steps, false);
        let size = size.min(log.views.applied());
        let then = replay(&log.entries[..usize::try_from(size).unwrap()]);
        check(&log, &AsOf { at: Some(size), ..NOW }, &then)?;
        if let Some(last) = size.checked_sub(1) {
            check(&log, &AsOf { known_at: Some(recorded_at(last)), ..NOW }, &then)?;
        }
    }

    #[test]
    fn a_day_after_all_that_was_told_in_order_is_now_and_reads_nothing(steps in steps()) {
        // A succession hands entries over late: who carries another on is read anew for a day in the past.
        let log = history(steps.into_iter().filter(|step| step.0 != 20).collect(), false);
        let nothing = |_: &[u64]| Err::<Vec<Recorded>, _>("read");
        for when in [NOW, as_of("2030-01-01")] {
            for stream in streams(&log) {
                prop_assert!(log.views.is_settled(&stream, &when), "{} {:?}", stream, when);
            }
            let listed = log.views.forums_at(Page::default(), &when, &nothing, &public).unwrap();
            prop_assert_eq!(listed.items, log.views.forums(Page::default(), &NOW).items);
        }
        for stream in streams(&log) {
            let before = as_of("2019-01-01");
            prop_assert!(!log.views.is_settled(&stream, &before));
        }
        let listed = log.views.measures_at(Page::default(), &as_of("2019-01-01"), &nothing, &public);
        prop_assert!(listed.unwrap().items.is_empty());
    }

    #[test]
    fn summaries_say_what_pages_say(
        steps in steps(),
        messy in any::<bool>(),
        on in 0..DAYS.len(),
    ) {
        let log = history(steps, messy);
        for when in [NOW, as_of(DAYS[on])] {
            agree(&log, &when)?;
        }
    }
}

/// Each page is made of the entries that the views name.
fn agree(log: &Log, when: &AsOf) -> Result<(), TestCaseError> {
    let today = day("2026-06-01");
    let read = read(log);
    for name in STRATEGIES {
        let id = name.parse().unwrap();
        let entries = log.concerning(&format!("strategy-{name}"));
        let page = strategy::state(&id, &entries, when, &public, today);
        // Entries that do not concern it may be listed apart there.
        let whole = strategy::state(&id, &log.entries, when, &public, today);
        let beside = |state: &strategy::StrategyState| strategy::StrategyState {
            aside: crate::Aside::default(),
            ..state.clone()
        };
        prop_assert_eq!(page.as_ref().map(beside), whole.as_ref().map(beside));
        let summary = log.views.strategy_at(&id, when, &read, &public).unwrap();
        let brief = page.as_ref().map(|p| (p.status, p.in_force, p.measures.len()));
        let said = |s: crate::StrategySummary| {
            (Some(s.status), s.in_force(), usize::try_from(s.measures).unwrap())
        };
        prop_assert_eq!(brief, summary.map(said));
    }
    for name in MEASURES {
        let id = name.parse().unwrap();
        let page = measure::state(&id, &log.entries, when, &public, today);
        let summary = log.views.measure_at(&id, when, &read, &public).unwrap();
        let brief = page.as_ref().map(|p| {
            let status = p.status.as_ref().map(|s| s.origin.position);
            (status, p.function.as_ref().map(|f| f.function), p.scale)
        });
        let said = summary.map(|s| (s.status_at, s.function, s.scale.map(|(scale, _)| scale)));
        prop_assert_eq!(brief, said);
    }
    for name in FORUMS {
        let id = name.parse().unwrap();
        let entries = log.concerning(&format!("forum-{name}"));
        let page = forum::state(&id, &entries, when, &public, today);
        let summary = log.views.forum_at(&id, when, &read, &public).unwrap();
        prop_assert_eq!(page.is_some(), summary.is_some());
        let Some((page, summary)) = page.zip(summary) else { continue };
        prop_assert_eq!(page.review_by, summary.review_by);
        prop_assert_eq!(
            page.review_overdue,
            summary.is_review_overdue(when.as_of.unwrap_or(today))
        );
        shaped(log, when, &page)?;
        let ended = page.closed.as_ref().is_some_and(|closed| !closed.origin.is_reported());
        prop_assert_eq!(ended, summary.closed);
        prop_assert_eq!(page.secretariats.last().map(|s| s.model), summary.secretariat);
        prop_assert_eq!(page.results.len(), usize::try_from(summary.results).unwrap());
        let open = |d: &&forum::ForumDecision| {
            matches!(d.procedure, Some(decision::Procedure::Open { .. }))
        };
        prop_assert_eq!(
            page.decisions.iter().filter(open).count(),
            usize::try_from(summary.open_rounds).unwrap()
        );
        prop_assert_eq!(page.decisions.len(), usize::try_from(summary.decisions).unwrap());
        let mut members: Vec<_> = page.members.iter().map(|seat| &seat.participant).collect();
        members.dedup();
        prop_assert_eq!(members.len(), usize::try_from(summary.members).unwrap());
    }
    duties(log, when, today)
}

/// The page of a forum is the same without the entries of its decisions, which it shows from summaries.
fn shaped(log: &Log, when: &AsOf, page: &forum::ForumState) -> Result<(), TestCaseError> {
    let read = read(log);
    let shaping = read(&log.views.shaping_forum(&page.id, when)).unwrap();
    let brief = forum::state(&page.id, &shaping, when, &public, day("2026-06-01")).unwrap();
    let whole = forum::ForumState { decisions: brief.decisions.clone(), ..page.clone() };
    prop_assert_eq!(brief, whole);
    let newest =
        |limit| log.views.newest_decisions_of(&page.id, limit, when, &read, &public).unwrap();
    let (newest_of_all, more) = newest(1_000);
    prop_assert!(!more);
    prop_assert_eq!(newest_of_all.len(), page.decisions.len());
    for (summary, own) in newest_of_all.iter().zip(&page.decisions) {
        prop_assert_eq!(summary.id, own.id);
        // What another forum decides is not told to this one.
        if summary.forum.as_ref() == Some(&page.id) {
            let said = (summary.procedure, summary.outcome, summary.superseded);
            prop_assert_eq!(said, (own.procedure, own.outcome, own.superseded));
        }
        let entries = log.concerning(&format!("decision-{}", own.id));
        let state = decision::state(own.id, &entries, when, &public).unwrap();
        prop_assert_eq!(usize::try_from(summary.rounds).unwrap(), state.rounds.len());
        let closed = state.rounds.iter().rev().find(|round| round.closed.is_some());
        let closed = closed.map(|round| (round.number, round.method));
        prop_assert_eq!(summary.last_closed.map(|last| (last.round, last.method)), closed);
        let in_force = state.in_force.map(|text| (text.revision, text.round, text.outcome));
        prop_assert_eq!(summary.in_force.map(|t| (t.revision, t.round, t.outcome)), in_force);
    }
    let (one, more) = newest(1);
    prop_assert_eq!(one.as_slice(), newest_of_all.get(..1).unwrap_or_default());
    prop_assert_eq!(more, newest_of_all.len() > 1);
    Ok(())
}

fn duties(log: &Log, when: &AsOf, today: NaiveDate) -> Result<(), TestCaseError> {
    use crate::{assignment, evaluation, participant, recommendation};
    let (read, on) = (read(log), when.as_of.unwrap_or(today));
    let stream = "evaluation-e1".parse().unwrap();
    let entries = log.concerning("evaluation-e1");
    let advices = recommendation::state(&stream, &entries, when, &public, today);
    prop_assert_eq!(&advices, &recommendation::state(&stream, &log.entries, when, &public, today));
    for advice in &advices {
        let summary =
            log.views.recommendation_at(&advice.id, when, &read, &public).unwrap().unwrap();
        prop_assert_eq!(&advice.to, &summary.to);
        prop_assert_eq!(&advice.unanswered, &summary.unanswered);
        prop_assert_eq!(
            (advice.overdue, advice.undocumented),
            (summary.is_overdue(on), summary.is_undocumented(on))
        );
    }
    let id = "e1".parse().unwrap();
    let page = evaluation::state(&id, &entries, when, &public, today);
    let summary = log.views.evaluation_at(&id, when, &read, &public).unwrap();
    let brief = page.map(|p| (p.title.and_then(|t| t.words), p.recommendations.len()));
    let said = |s: crate::EvaluationSummary| {
        (s.title.map(|t| t.to_string()), usize::try_from(s.recommendations).unwrap())
    };
    prop_assert_eq!(brief, summary.map(said));
    for name in TASKS {
        let id = name.parse().unwrap();
        let entries = log.concerning(&format!("assignment-{name}"));
        let page = assignment::state(&id, &entries, when, &public, today);
        let whole = assignment::state(&id, &log.entries, when, &public, today);
        let beside = |state: &assignment::AssignmentState| assignment::AssignmentState {
            aside: crate::Aside::default(),
            ..state.clone()
        };
        prop_assert_eq!(page.as_ref().map(beside), whole.as_ref().map(beside));
        let summary = log.views.assignment_at(&id, when, &read, &public).unwrap();
        let brief = page.map(|p| (p.status, p.delivered_by, p.overdue, p.undocumented));
        let said = summary
            .map(|s| (s.status, s.delivered_by.clone(), s.is_overdue(on), s.is_undocumented(on)));
        prop_assert_eq!(brief, said);
    }
    for name in NAMES {
        let entries = log.concerning(&format!("participant-{name}"));
        let page =
            |entries: &[Recorded]| participant::state(&who(name), entries, when, &public, today);
        let (page, whole) = (page(&entries), page(&log.entries));
        prop_assert_eq!(
            page.as_ref().map(|p| &p.recommendations),
            whole.as_ref().map(|p| &p.recommendations)
        );
        prop_assert_eq!(
            page.as_ref().map(|p| &p.assignments),
            whole.as_ref().map(|p| &p.assignments)
        );
    }
    Ok(())
}

#[test]
fn a_list_starts_behind_the_last_of_the_page_before() {
    let mut log = Log::default();
    log.participants(&NAMES);
    let (read, when) = (read(&log), as_of("2025-01-01"));
    let first = log.views.participants_at(Page::first(3), &when, &read, &public).unwrap();
    assert_eq!((first.items.len(), first.next.as_ref()), (3, Some(&first.items[2].id)));
    let page = Page { after: first.next, limit: 3 };
    let last = log.views.participants_at(page, &when, &read, &public).unwrap();
    assert_eq!((last.items.len(), last.next), (1, None));
}
