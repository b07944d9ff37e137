//! What is late, where it is taken up, and the registers.
use super::{All, assign, body, join};
use crate::{
    AsOf,
    overview::{self, Late, Overdue, OverdueRow, Show, Standing},
    tests::fixture::{Log, NOW, Said, as_of, day, klima, said, told},
};
use serde_json::{Value, json};
use tingbok_domain::{
    Event, Visibility,
    event::{Method, Position},
};

const DAY: &str = "2026-02-10";

fn late(log: &Log, when: &AsOf, today: &str) -> Overdue {
    let all = All::of(log, when, today);
    overview::overdue(&all.objects(), when.as_of.unwrap_or(day(today)))
}

fn who_must(rows: &[OverdueRow]) -> Vec<String> {
    rows.iter().flat_map(|row| &row.who).map(ToString::to_string).collect()
}

#[test]
fn overdue_in_the_overview_are_electors_that_have_not_answered_an_open_round_in_time() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    log.answer(1, "kld", Position::Consents, &said("2026-01-03"));
    log.answer(1, "fin", Position::Consents, &said("2026-01-03"));
    log.answer(1, "fin", Position::Withdrawn, &said("2026-01-04"));
    // The deadline is 2026-02-01, inclusive.
    assert_eq!(late(&log, &NOW, "2026-02-01").count(), 0);
    let rows = late(&log, &NOW, "2026-02-03").positions;
    assert_eq!(who_must(&rows), ["participant-fin", "participant-kdd"]);
    assert_eq!((rows[0].since, rows[0].days_late), (day("2026-02-02"), 2));
    assert_eq!(rows[0].forums[0].as_str(), "klima");
    assert_eq!(late(&log, &as_of("2026-01-03"), "2026-02-03").count(), 0);
    assert_eq!(late(&log, &as_of("2026-03-01"), "2026-02-03").positions.len(), 2);
    log.close(1);
    assert_eq!(late(&log, &NOW, DAY).count(), 0);
}

#[test]
fn the_overview_of_what_is_overdue_names_nobody_in_a_round_that_is_not_public() {
    let mut log = klima();
    let position = log.open(1, Method::Consensus);
    let at = usize::try_from(position).unwrap();
    let mut hidden = log.entries[at].clone();
    hidden.entry.particulars.visibility = Visibility::AfterOutcome;
    log.entries[at] = hidden;
    let rows = late(&log, &NOW, DAY).positions;
    assert_eq!(rows.len(), 1);
    assert!(matches!(rows[0].what, Late::Round { round: 1, .. }));
    assert!(rows[0].who.is_empty());
}

fn measure(log: &mut Log, name: &str, forum: Option<&str>) {
    let fields = json!({ "kind": "measure", "title": name, "forum": forum });
    log.add(
        &format!("measure-{name}"),
        &said("2026-01-02"),
        Event::MeasureRegistered(body(fields)),
    );
}

fn plan(log: &mut Log, measure: &str, id: &str, due: &str, by: &Said) {
    let fields = json!({ "id": id, "title": id, "due": due, "kind": "baseline" });
    log.add(&format!("measure-{measure}"), by, Event::MilestoneScheduled(body(fields)));
}

fn report(log: &mut Log, measure: &str, next: &str, by: &Said) {
    let fields = json!({ "status": "ongoing", "said_of": "single", "next_report_by": next });
    log.add(&format!("measure-{measure}"), by, Event::MeasureStatusReported(body(fields)));
}

fn add(log: &mut Log, stream: &str, by: &Said, event: Event) {
    log.add(stream, by, event);
}

fn mandate(version: u32, review_by: &str, draft: Option<&str>) -> Value {
    json!({
        "kind": "mandate", "owner": "forum-klima", "version": version, "review_by": review_by,
        "from_draft": draft,
    })
}

/// One late thing of every kind but a position, all recorded here, and the same told by a source.
fn all_late() -> Log {
    let mut log = klima();
    log.participants(&["dfo"]);
    let here = said("2026-01-02");
    let source = told("2025");
    measure(&mut log, "ikt", Some("klima"));
    assign(&mut log, "measure-ikt", "participant-fin", "responsible", None, &here);
    plan(&mut log, "ikt", "drift", "2026-01", &here);
    plan(&mut log, "ikt", "fortalt", "2025-06", &source);
    report(&mut log, "ikt", "2026-01-20", &here);
    measure(&mut log, "annet", None);
    report(&mut log, "annet", "2025-12-01", &source);
    for (name, by) in [("sprint", &here), ("gammel", &source)] {
        let fields = json!({ "kind": "sprint-group", "name": name, "parent": "klima", "review_by": "2026-01-25" });
        add(&mut log, &format!("forum-{name}"), by, Event::ForumEstablished(body(fields)));
    }
    join(&mut log, "sprint", "kld", "chair");
    add(
        &mut log,
        "mandate-klima",
        &here,
        Event::MandateAdopted(body(mandate(1, "2026-01-31", None))),
    );
    add(
        &mut log,
        "mandate-eldre",
        &source,
        Event::MandateAdopted(body(mandate(1, "2026-01-30", None))),
    );
    let published = json!({ "by": ["dfo"], "subject": ["forum-klima"] });
    add(&mut log, "evaluation-e", &here, Event::EvaluationPublished(body(published)));
    for (id, by) in [("r1", &here), ("r2", &source)] {
        let fields = json!({ "id": id, "kind": "recommendation", "text": id, "to": ["kdd", "kld"], "answer_by": "2026-02-01" });
        add(&mut log, "evaluation-e", by, Event::RecommendationIssued(body(fields)));
    }
    answer(&mut log, "r1", "kdd", "accepted");
    for (id, by) in [("a1", &here), ("a2", &source)] {
        let fields = json!({ "letter": "allocation-letter", "from": ["kdd"], "to": ["dfo"], "text": id, "due": "2026-01-31", "joint": false });
        add(&mut log, &format!("assignment-{id}"), by, Event::AssignmentIssued(body(fields)));
    }
    log
}

fn answer(log: &mut Log, id: &str, by: &str, response: &str) {
    let fields = json!({ "id": id, "by": by, "response": response, "follow_up": ["measure-ikt"] });
    log.add("evaluation-e", &said("2026-01-10"), Event::RecommendationAnswered(body(fields)));
}

#[test]
fn the_overview_of_what_is_overdue_holds_every_kind_and_sets_apart_what_only_a_source_tells() {
    let log = all_late();
    let late = late(&log, &NOW, DAY);
    let expected = [
        (&late.milestones, "participant-fin", "2026-02-01", 10),
        (&late.measure_reports, "participant-fin", "2026-01-21", 21),
        (&late.forum_reviews, "participant-kld", "2026-01-26", 16),
        (&late.mandate_reviews, "forum-klima", "2026-02-01", 10),
        (&late.recommendations, "participant-kld", "2026-02-02", 9),
        (&late.assignments, "participant-dfo", "2026-02-01", 10),
    ];
    for (rows, who, since, days) in expected {
        assert_eq!(who_must(rows), [who]);
        assert_eq!((rows[0].since, rows[0].days_late), (day(since), days), "{who}");
        assert!(!rows[0].origin.is_reported());
    }
    assert_eq!(late.count(), 6);
    let told: Vec<_> = late.not_documented.iter().map(|row| row.subject.to_string()).collect();
    assert_eq!(
        told,
        [
            "measure-ikt",
            "measure-annet",
            "forum-gammel",
            "mandate-eldre",
            "assignment-a2",
            "evaluation-e"
        ]
    );
    assert!(late.not_documented.iter().all(|row| row.origin.is_reported()));
}

#[test]
fn the_overview_of_what_is_overdue_works_as_of_a_day() {
    let log = all_late();
    for (on, count) in [
        ("2025-12-31", 0),
        ("2026-01-21", 1),
        ("2026-01-26", 2),
        ("2026-02-01", 5),
        ("2026-02-02", 6),
    ] {
        assert_eq!(late(&log, &as_of(on), DAY).count(), count, "{on}");
    }
}

#[test]
fn the_overview_raises_what_is_late_to_the_forum_that_follows_it_and_to_the_one_above() {
    let mut log = all_late();
    measure(&mut log, "lost", None);
    plan(&mut log, "lost", "m", "2026-01-01", &said("2026-01-02"));
    let top = json!({ "kind": "strategic-forum", "name": "Strategisk forum" });
    add(&mut log, "forum-top", &said("2021"), Event::ForumEstablished(body(top)));
    measure(&mut log, "sprintens", Some("sprint"));
    plan(&mut log, "sprintens", "m", "2026-02-08", &said("2026-01-02"));
    let all = All::of(&log, &NOW, DAY);
    let list = overview::escalation(&late(&log, &NOW, DAY), &all.forums);
    let klima = list.forums.iter().find(|one| one.forum.as_str() == "klima").unwrap();
    let days: Vec<i64> = klima.rows.iter().map(|one| one.row.days_late).collect();
    assert_eq!(days, [21, 16, 10, 10, 9, 2]);
    let raised = klima.rows.last().unwrap().raised_from.as_ref().unwrap();
    assert_eq!(raised.as_str(), "sprint");
    assert!(klima.rows[..5].iter().all(|one| one.raised_from.is_none()));
    let nowhere: Vec<_> = list.nowhere.iter().map(|row| row.subject.to_string()).collect();
    assert_eq!(nowhere, ["measure-lost", "assignment-a1"]);
    // A forum that has ended takes nothing up: what follows from it goes to those that took its matters over.
    let end = json!({ "reason": "Ferdig", "handover": ["top"] });
    add(&mut log, "forum-sprint", &said("2026-02-09"), Event::ForumClosed(body(end)));
    let all = All::of(&log, &NOW, DAY);
    let list = overview::escalation(&late(&log, &NOW, DAY), &all.forums);
    let top = list.forums.iter().find(|one| one.forum.as_str() == "top").unwrap();
    assert_eq!(top.rows[0].raised_from.as_ref().unwrap().as_str(), "sprint");
    assert!(!list.forums.iter().any(|one| one.forum.as_str() == "sprint"));
}

#[test]
fn a_register_in_the_overview_shows_what_is_asked_for_and_no_answer_is_never_acceptance() {
    let mut log = all_late();
    let lesson = json!({ "id": "l1", "kind": "lesson", "text": "Lær", "to": ["kdd"] });
    add(&mut log, "evaluation-e", &told("2024"), Event::RecommendationIssued(body(lesson)));
    let register = |log: &Log, show| {
        let all = All::of(log, &NOW, DAY);
        overview::recommendation_register(&all.recommendations, show, day(DAY))
    };
    let shown = |show| -> Vec<String> {
        register(&log, show).rows.iter().map(|row| row.id.to_string()).collect()
    };
    assert_eq!(shown(Show::All), ["r1", "r2", "l1"]);
    assert_eq!(shown(Show::Unanswered), ["r1", "r2"]);
    assert_eq!(shown(Show::Overdue), ["r1"]);
    assert!(shown(Show::Answered).is_empty());
    let all = register(&log, Show::All);
    let standings: Vec<_> = all.rows.iter().map(|row| row.standing).collect();
    assert_eq!(standings, [Standing::Overdue, Standing::NotDocumented, Standing::NotAsked]);
    assert_eq!((all.counts.total, all.counts.overdue, all.counts.not_documented), (3, 1, 1));
    assert_eq!(all.rows[0].follow_up[0].to_string(), "measure-ikt");
    assert_eq!(all.rows[0].days_late, Some(9));
    answer(&mut log, "r1", "kld", "rejected");
    let answered = register(&log, Show::Answered);
    assert_eq!((answered.rows.len(), answered.rows[0].closed), (1, false));
    let all = All::of(&log, &NOW, DAY);
    let assignments = overview::assignment_register(&all.assignments, Show::Overdue, day(DAY));
    assert_eq!((assignments.rows.len(), assignments.rows[0].days_late), (1, Some(10)));
    assert_eq!((assignments.counts.total, assignments.counts.not_documented), (2, 1));
}
