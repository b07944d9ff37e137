//! What no source says, and where sources differ.
use super::{All, body, steps, two_groups};
use crate::{
    AsOf,
    overview::{self, Contradiction, Gap, Nature},
    tests::fixture::{Log, NOW, Said, as_of, day, klima, said, told},
};
use serde_json::{Value, json};
use tingbok_domain::Event;

fn gaps(log: &Log, when: &AsOf, subject: &str) -> Vec<String> {
    let all = All::of(log, when, "2026-02-10");
    let ladder = steps(log, when);
    let found = overview::not_documented(&all.objects(), ladder.first(), day("2026-02-10"));
    let of = found.iter().filter(|object| object.subject.to_string() == subject);
    of.flat_map(|object| &object.gaps).map(Gap::to_string).collect()
}

#[test]
fn the_overview_names_each_gap_of_a_forum_that_a_source_leaves_open() {
    let log = two_groups();
    assert_eq!(
        gaps(&log, &NOW, "forum-klima"),
        [
            "start",
            "purpose",
            "members",
            "lead",
            "secretariat",
            "mandate",
            "problem",
            "ladder-step-5"
        ]
    );
    // A month is a start, some time within two years is none; before the report its steps are open too.
    assert!(!gaps(&log, &NOW, "forum-kubu").contains(&"start".to_owned()));
    assert_eq!(
        gaps(&log, &as_of("2022-12-31"), "forum-klima"),
        ["start", "purpose", "members", "lead", "secretariat", "mandate"]
    );
}

#[test]
fn the_overview_names_gaps_of_meetings_mandates_measures_and_decisions() {
    let mut log = klima();
    let source = told("2024");
    for (id, number, status) in [("m1", 1, "held"), ("m3", 3, "announced")] {
        let fields = json!({ "id": id, "number": number, "status": status, "date": "2026-01-05" });
        log.add("forum-klima", &said("2026-01-01"), Event::MeetingRecorded(body(fields)));
    }
    let found = gaps(&log, &NOW, "forum-klima");
    for gap in ["meeting-number-2", "meeting-held-m3", "attendance-m1", "minutes-m1"] {
        assert!(found.contains(&gap.to_owned()), "{gap} of {found:?}");
    }
    let mandate = json!({ "kind": "mandate", "owner": "forum-klima", "version": 1 });
    log.add("mandate-klima", &told("[..2024]"), Event::MandateAdopted(body(mandate)));
    assert_eq!(
        gaps(&log, &NOW, "mandate-klima"),
        ["mandate-text-1", "adoption-decision-1", "adoption-day-1"]
    );
    let measure = json!({ "kind": "measure", "title": "Felles HR" });
    log.add("measure-hr", &source, Event::MeasureRegistered(body(measure)));
    let status = json!({ "status": "ongoing", "said_of": "all_together" });
    log.add("measure-hr", &source, Event::MeasureStatusReported(body(status)));
    let reached = json!({ "id": "start", "title": "Start", "actual": "2024" });
    log.add("measure-hr", &source, Event::MilestoneReached(body(reached)));
    assert_eq!(
        gaps(&log, &NOW, "measure-hr"),
        ["responsible", "status", "governance-function", "baseline-start", "funding", "benefits"]
    );
    let decision = json!({ "title": "Videreføring", "text": "Videreføres", "attribution": "unknown", "documented": "none" });
    log.add("decision-9", &source, Event::DecisionReported(body(decision)));
    assert_eq!(gaps(&log, &NOW, "decision-9"), ["deciding-body", "positions"]);
    // What was proposed here documents itself.
    assert!(gaps(&log, &NOW, "decision-1").is_empty());
}

#[test]
fn the_overview_names_gaps_of_recommendations_and_assignments_as_codes_with_what_they_are_of() {
    let mut log = klima();
    let source = told("2024");
    let issued = json!({ "id": "r1", "kind": "recommendation", "text": "Styrk", "to": ["kdd"] });
    log.add("evaluation-e", &source, Event::RecommendationIssued(body(issued)));
    let lesson = json!({ "id": "l1", "kind": "lesson", "text": "Lær" });
    log.add("evaluation-e", &source, Event::RecommendationIssued(body(lesson)));
    let assignment = json!({ "letter": "allocation-letter", "from": ["kdd"], "to": ["kld"], "text": "Gjør", "joint": false });
    log.add("assignment-a", &source, Event::AssignmentIssued(body(assignment)));
    assert_eq!(gaps(&log, &NOW, "evaluation-e"), ["answer-kdd", "addressee"]);
    assert_eq!(gaps(&log, &NOW, "assignment-a"), ["due", "year", "delivery-kld"]);
    let written = serde_json::to_value(Gap::LadderStep(5)).unwrap();
    assert_eq!(written, json!({ "code": "ladder-step", "of": 5 }));
    assert_eq!(serde_json::to_value(Gap::Start).unwrap(), json!({ "code": "start" }));
    assert!(Gap::CODES.contains(&"ladder-step"));
}

fn strategy(log: &mut Log, said: &Said, status: &str, from: i32, goal: &str) -> u64 {
    let fields = json!({
        "status": status, "title": "Gode hver for oss. Best sammen",
        "period": { "from": from, "to": 2025 }, "goals": [{ "key": "g3", "text": goal }],
    });
    log.add("strategy-s", said, Event::StrategyPublished(body(fields)))
}

fn contradictions(log: &Log, when: &AsOf) -> Vec<Contradiction> {
    overview::contradictions(&log.entries, when, &|r| log.register.visible_to_all(r))
}

fn brief(found: &[Contradiction]) -> Vec<(String, Vec<String>)> {
    let values = |one: &Contradiction| one.values.iter().map(|told| told.value.clone()).collect();
    found.iter().map(|one| (one.what.clone(), values(one))).collect()
}

fn two(what: &str, one: &str, other: &str) -> (String, Vec<String>) {
    (what.to_owned(), vec![one.to_owned(), other.to_owned()])
}

#[test]
fn two_versions_are_no_contradiction_and_two_tellings_of_one_version_are() {
    let mut log = Log::default();
    strategy(&mut log, &told("2020-03-13"), "proposed", 2020, "En attraktiv arbeidsplass");
    strategy(&mut log, &told("2021-05"), "adopted", 2021, "Styrket faglighet");
    assert_eq!(contradictions(&log, &NOW), []);
    strategy(&mut log, &told("2021"), "adopted", 2020, "Styrket faglighet og mer");
    let found = contradictions(&log, &NOW);
    assert_eq!(
        brief(&found),
        [
            two("goals.g3.text", "Styrket faglighet", "Styrket faglighet og mer"),
            two("period.from", "2021", "2020")
        ]
    );
    assert_eq!((found[0].wording, found[1].wording), (true, false));
    assert_eq!(found[1].nature, Nature::SourcesDiffer);
    // What was recorded here is held against no source.
    strategy(&mut log, &said("2026-01-01"), "adopted", 2019, "Annet");
    assert_eq!(contradictions(&log, &NOW).len(), 2);
    assert_eq!(contradictions(&log, &as_of("2021-06-30")), []);
}

fn established(log: &mut Log, said: &Said, purpose: Option<&str>, parent: &str) -> u64 {
    let fields =
        json!({ "kind": "core-group", "name": "0–24", "purpose": purpose, "parent": parent });
    log.add("forum-fire", said, Event::ForumEstablished(body(fields)))
}

#[test]
fn dates_contradict_each_other_only_when_no_day_fits_both() {
    let mut log = Log::default();
    established(&mut log, &told("2015"), None, "a");
    established(&mut log, &told("2015-06-01"), Some("Bare den ene sier det"), "a");
    assert_eq!(contradictions(&log, &NOW), []);
    established(&mut log, &told("2016"), None, "b");
    let found = contradictions(&log, &NOW);
    let whats: Vec<_> = found.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(whats, ["occurred", "parent"]);
    assert_eq!(found[0].values.len(), 3);
}

#[test]
fn what_changes_in_time_contradicts_itself_only_at_the_same_time() {
    let mut log = klima();
    let status = |log: &mut Log, occurred: &str, status: &str| {
        let fields: Value = json!({ "status": status, "said_of": "single" });
        log.add("measure-m", &told(occurred), Event::MeasureStatusReported(body(fields)));
    };
    status(&mut log, "2023", "ongoing");
    status(&mut log, "2024", "completed");
    assert_eq!(contradictions(&log, &NOW), []);
    status(&mut log, "2024", "ongoing");
    assert_eq!(brief(&contradictions(&log, &NOW)), [two("status", "completed", "ongoing")]);
    // Several contribute, one answers for it.
    for (holder, role) in [
        ("kdd", "contributing"),
        ("kld", "contributing"),
        ("kdd", "responsible"),
        ("fin", "responsible"),
    ] {
        super::assign(
            &mut log,
            "measure-m",
            &format!("participant-{holder}"),
            role,
            None,
            &told("2023"),
        );
    }
    let found = contradictions(&log, &NOW);
    assert!(brief(&found).contains(&two("holder", "participant-kdd", "participant-fin")));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_correction_is_shown_with_what_was_told_and_what_is_right() {
    let mut log = Log::default();
    log.participants(&["krd", "kmd"]);
    let renamed = json!({ "successors": ["kmd"], "kind": "rename" });
    let target =
        log.add("participant-krd", &told("2013-01-01"), Event::ParticipantSucceeded(body(renamed)));
    let amended = json!({
        "target": target, "field": "occurred", "was": "2013-01-01", "is": "2014-01-01",
        "reason": "Kontrollert", "authority": "Oppdiktet kilde",
    });
    let at = log.add("participant-krd", &said("2026-01-05"), Event::EventAmended(body(amended)));
    let found = contradictions(&log, &NOW);
    assert_eq!(brief(&found), [two("occurred", "2013-01-01", "2014-01-01")]);
    assert_eq!(found[0].values[1].origin.position, at);
    let Nature::Amended { reason, .. } = &found[0].nature else { panic!("{:?}", found[0].nature) };
    assert_eq!(reason.words.as_deref(), Some("Kontrollert"));
    let before = AsOf { at: Some(at), ..AsOf::default() };
    assert_eq!(contradictions(&log, &before), []);
}
