//! Promises about the overviews across objects.
use super::fixture::{Log, NOW, Said, as_of, day, klima, said, told, who};
use crate::{
    AsOf, assignment, decision, evaluation, forum, mandate, measure,
    overview::{self, CellState, LadderSteps, LadderTable, MinutesStage, Objects},
    recommendation, strategy,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tingbok_domain::{
    DecisionId, Event, MeetingId, Recorded, StreamId, StreamKind,
    event::{self, MembershipAction, Method, Outcome, Position},
};

mod late;
mod silence;

/// A body as an entry carries it.
fn body<B: serde::de::DeserializeOwned>(fields: Value) -> B {
    serde_json::from_value(fields).unwrap()
}

/// Every object of a log at one time.
#[derive(Default)]
struct All {
    forums: Vec<forum::ForumState>,
    mandates: Vec<mandate::MandateState>,
    strategies: Vec<strategy::StrategyState>,
    measures: Vec<measure::MeasureState>,
    decisions: Vec<decision::DecisionState>,
    evaluations: Vec<evaluation::EvaluationState>,
    recommendations: Vec<recommendation::Advice>,
    assignments: Vec<assignment::AssignmentState>,
}

impl All {
    fn of(log: &Log, when: &AsOf, today: &str) -> Self {
        let entries: &[Recorded] = &log.entries;
        let visible = |r: &Recorded| log.register.visible_to_all(r);
        let today = day(today);
        let named: BTreeSet<&StreamId> = entries.iter().map(|r| &r.entry.stream).collect();
        let mut all = Self {
            recommendations: recommendation::among(entries, when, &visible, today),
            ..Self::default()
        };
        for stream in named {
            match stream.kind {
                StreamKind::Forum => all.forums.extend(forum::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Mandate => all.mandates.extend(mandate::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Strategy => all.strategies.extend(strategy::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Measure => all.measures.extend(measure::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Decision => all.decisions.extend(decision::state(
                    stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                )),
                StreamKind::Evaluation => all.evaluations.extend(evaluation::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Assignment => all.assignments.extend(assignment::state(
                    &stream.try_into().unwrap(),
                    entries,
                    when,
                    &visible,
                    today,
                )),
                StreamKind::Participant | StreamKind::Document | StreamKind::Ledger => {}
            }
        }
        all
    }

    fn objects(&self) -> Objects<'_> {
        Objects {
            forums: &self.forums,
            mandates: &self.mandates,
            strategies: &self.strategies,
            measures: &self.measures,
            decisions: &self.decisions,
            evaluations: &self.evaluations,
            recommendations: &self.recommendations,
            assignments: &self.assignments,
        }
    }
}

fn set_ladder(log: &mut Log, occurred: &str, version: u32, names: &[&str]) {
    let steps: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(at, name)| json!({ "n": at + 1, "name": { "nb": name } }))
        .collect();
    let rules = json!({ "tables": { "ladder": { "version": version, "steps": steps } } });
    log.add("ledger", &said(occurred), Event::DecisionRulesSet(body(rules)));
}

fn result(log: &mut Log, forum: &str, step: u32, lines: &str, by: &Said) {
    let fields = json!({ "ladder": 1, "step": step, "statement": lines });
    log.add(&format!("forum-{forum}"), by, Event::CoordinationResultRecorded(body(fields)));
}

/// The names of the steps as rule data has them.
const STEPS: [&str; 5] = [
    "Informasjonsutveksling",
    "Utvikle felles problemforståelse",
    "Unngå å svekke hverandres måloppnåelse",
    "Utvikle felles plan/tiltak",
    "Utvikle varig samordningspraksis",
];

/// Quoted from the table in DFØ-rapport 2024:7, chapter 4.1; a `·` of the domain model is a line here, and the
/// comma that ends a line stands in the source.
const KUBU: [&str; 4] = [
    "God gjensidig informasjonsutveksling\nEtatssamarbeidet sikrer informasjonsutveksling med direktoratsnivå",
    "Sekretariatets tilrettelegging og dokumentasjon, dupliserer ikke arbeid i linjen\nIdentifiserer blindsoner",
    "Gir felles oppdrag i tildelingsbrev\nEtablert etatssamarbeidet\nSamordner budsjettsaker,",
    "Felles stortingsmelding under arbeid\nProgramfinansiering\nFelles utredningsoppdrag",
];

/// Quoted from the same table.
const KLIMA: [&str; 4] = [
    "God gjensidig informasjonsutveksling",
    "Utvikler felles problemforståelse gjennom å lage en felles strategi",
    "Felles strategi legger til grunn at man ikke svekker hverandres måloppnåelse",
    "En felles strategi for kjernegruppearbeidet er vedtatt",
];

fn two_groups() -> Log {
    let mut log = Log::default();
    set_ladder(&mut log, "2026-01-01", 1, &STEPS);
    for (forum, began, cells) in [("kubu", "2021-02", KUBU), ("klima", "[2021..2022]", KLIMA)] {
        log.forum(forum, &told(began));
        for (step, lines) in (1..).zip(cells) {
            result(&mut log, forum, step, lines, &told("[..2024]"));
        }
    }
    log
}

fn steps(log: &Log, when: &AsOf) -> Vec<LadderSteps> {
    overview::ladders(&log.entries, when, &|r| log.register.visible_to_all(r))
}

fn table(log: &Log, when: &AsOf) -> LadderTable {
    overview::ladder(steps(log, when).first(), &All::of(log, when, "2026-02-10").forums)
}

fn cell(table: &LadderTable, row: usize, step: usize) -> String {
    let lines = &table.rows[row].cells[step - 1].lines;
    let words: Vec<_> = lines.iter().map(|line| line.text.words.clone().unwrap()).collect();
    words.join("\n")
}

#[test]
fn the_overview_of_the_ladder_rebuilds_the_table_of_the_source_cell_by_cell() {
    let table = table(&two_groups(), &NOW);
    let names: Vec<_> = table.steps.iter().map(|step| step.name.values().next().unwrap()).collect();
    assert_eq!(names, STEPS);
    let rows: Vec<_> = table.rows.iter().map(|row| row.forum.as_str()).collect();
    assert_eq!(rows, ["klima", "kubu"]);
    for (row, cells) in [(0, KLIMA), (1, KUBU)] {
        for (step, lines) in (1..).zip(cells) {
            assert_eq!(cell(&table, row, step), lines, "{row}, step {step}");
        }
        assert_eq!(table.rows[row].highest, Some(4));
    }
    assert_eq!(table.rows[1].cells[2].lines.len(), 3);
    let documented: Vec<bool> = table.steps.iter().map(|step| step.documented).collect();
    assert_eq!(documented, [true, true, true, true, false]);
    assert_eq!(table.rows[0].cells[4].state, CellState::None);
    assert_eq!(table.rows[0].cells[0].state, CellState::Reported);
}

#[test]
fn the_overview_of_the_ladder_works_as_of_a_day_and_names_its_steps_even_then() {
    let mut log = two_groups();
    let by = json!({ "ladder": 1, "step": 5, "statement": "Varig", "evidence_docs": [3] });
    log.add("forum-klima", &said("2026-01-09"), Event::CoordinationResultRecorded(body(by)));
    result(&mut log, "kubu", 5, "Fast praksis", &said("2026-01-10"));
    let now = table(&log, &NOW);
    let states: Vec<_> = now.rows.iter().map(|row| row.cells[4].state).collect();
    assert_eq!(states, [CellState::Evidenced, CellState::Recorded]);
    let before = table(&log, &as_of("2023-12-31"));
    assert_eq!(before.steps.len(), 5);
    assert!(before.steps.iter().all(|step| !step.documented));
    assert!(before.rows.iter().flat_map(|row| &row.cells).all(|cell| cell.lines.is_empty()));
}

#[test]
fn the_overview_of_the_ladder_takes_the_newest_names_that_were_there() {
    let mut log = two_groups();
    set_ladder(&mut log, "2026-02-01", 1, &["Dele informasjon"]);
    set_ladder(&mut log, "2026-02-02", 2, &["Annen trapp"]);
    let name = |when| steps(&log, &when)[0].steps[0].name.values().next().unwrap().clone();
    assert_eq!(name(NOW), "Dele informasjon");
    assert_eq!(name(as_of("2026-01-15")), "Informasjonsutveksling");
    assert_eq!(name(as_of("2020-01-01")), "Informasjonsutveksling");
    let all = steps(&log, &NOW);
    assert_eq!(all.len(), 2);
    // A result on one version of the ladder says nothing on another.
    let forums = All::of(&log, &NOW, "2026-02-10").forums;
    assert!(!overview::ladder(all.last(), &forums).steps[0].documented);
    let unnamed = overview::ladder(None, &forums);
    assert_eq!((unnamed.version, unnamed.steps.len()), (None, 4));
}

fn assess(log: &mut Log, forum: &str, fields: Value) {
    let event = Event::ProblemAssessed(body(fields));
    log.add(&format!("forum-{forum}"), &told("[..2024]"), event);
}

#[test]
fn the_overview_of_problems_places_nothing_that_nobody_placed_and_keeps_views_side_by_side() {
    let mut log = two_groups();
    log.participants(&["dfo"]);
    let view = |id: &str, placement: &str| json!({ "id": id, "statement": "Slik", "placement": placement });
    assess(&mut log, "klima", view("en", "not_documented"));
    assess(&mut log, "klima", view("to", "none"));
    let mut placed = view("p", "documented");
    placed["complexity"] = json!(4);
    placed["conflict"] = json!(2);
    placed["assessor"] = json!("dfo");
    assess(&mut log, "kubu", placed);
    let forums = All::of(&log, &NOW, "2026-02-10").forums;
    let matrix = overview::problems(&forums);
    assert_eq!(matrix.fields.len(), 1);
    assert_eq!((matrix.fields[0].complexity, matrix.fields[0].conflict), (4, 2));
    assert_eq!(matrix.fields[0].views[0].assessor, Some(who("dfo")));
    let beside: Vec<_> = matrix.not_placed.iter().map(|v| (v.problem.as_str(), v.others)).collect();
    assert_eq!(beside, [("en", 1), ("to", 1)]);
    assert!(matrix.not_placed.iter().all(|view| view.assessor.is_none()));
    assert_eq!(matrix.forums.len(), 2);
    assert_eq!(
        overview::problems(&All::of(&log, &as_of("2023-01-01"), "2026-02-10").forums).forums,
        []
    );
}

fn assign(
    log: &mut Log,
    subject: &str,
    holder: &str,
    role: &str,
    replaces: Option<&str>,
    by: &Said,
) {
    let fields = json!({ "holder": holder, "role": role, "replaces": replaces });
    log.add(subject, by, Event::ResponsibilityAssigned(body(fields)));
}

#[test]
fn the_overview_of_roles_shows_who_has_which_in_force_from_both_sides_and_as_of_a_day() {
    let mut log = klima();
    let subject = "forum-klima";
    assign(&mut log, subject, "participant-kdd", "driver", None, &told("2017"));
    assign(&mut log, subject, "participant-kdd", "process_owner", None, &said("2026-01-02"));
    assign(
        &mut log,
        subject,
        "participant-kld",
        "process_owner",
        Some("participant-kdd"),
        &said("2026-01-05"),
    );
    assign(
        &mut log,
        "participant-fin",
        "participant-kdd",
        "interest_balancer",
        None,
        &told("unknown"),
    );
    let map = |when: &AsOf| {
        let held = overview::responsibilities(&log.entries, when, &|_| true);
        overview::roles(held.iter().chain(&held))
    };
    let now = map(&NOW);
    let of = |roles: &overview::Roles, holder: &str| -> Vec<(String, bool)> {
        let holder: StreamId = holder.parse().unwrap();
        let held = roles.holders.iter().filter(|one| one.holder == holder);
        held.flat_map(|one| &one.roles).map(|r| (format!("{:?}", r.role), r.coordination)).collect()
    };
    let named = |name: &str, coordination| (name.to_owned(), coordination);
    assert_eq!(
        of(&now, "participant-kdd"),
        [named("InterestBalancer", true), named("Driver", true)]
    );
    assert_eq!(of(&now, "participant-kld"), [named("ProcessOwner", false)]);
    assert_eq!(now.subjects.len(), 2);
    let before = map(&as_of("2026-01-03"));
    assert_eq!(
        of(&before, "participant-kdd"),
        [named("ProcessOwner", false), named("Driver", true)]
    );
    assert_eq!(of(&before, "participant-kld"), []);
}

fn meet(log: &mut Log, id: &str, number: u32, fields: &Value) {
    let mut meeting = json!({ "id": id, "number": number, "status": "held", "date": "2026-01-05" });
    meeting.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    log.add("forum-klima", &said("2026-01-05"), Event::MeetingRecorded(body(meeting)));
}

fn met() -> Log {
    let mut log = klima();
    let there = |who: &str, presence: &str| json!({ "participant": who, "presence": presence, "representation": "director_general" });
    meet(
        &mut log,
        "m1",
        1,
        &json!({
            "attendance": [there("kdd", "present"), there("kld", "stand_in")],
            "agenda": [
                { "n": 3, "title": "Felles IKT", "kind": "decision", "ref": "decision-1", "stated": "agreed", "conclusion": "Forumet sluttet seg til" },
                { "n": 1, "title": "Orientering", "kind": "information" },
            ],
        }),
    );
    meet(&mut log, "m3", 3, &json!({ "status": "announced" }));
    log.open(1, Method::Consensus);
    for who in ["kdd", "kld", "fin"] {
        log.answer(1, who, Position::Consents, &said("2026-01-05"));
    }
    let Event::PositionTaken(answer) = &mut log.entries.last_mut().unwrap().entry.event else {
        panic!()
    };
    answer.meeting = Some("m1".parse().unwrap());
    log.close(1);
    log
}

#[test]
fn minutes_in_the_overview_tell_who_was_there_what_was_decided_and_what_is_missing() {
    let mut log = met();
    let minutes = |log: &Log, when: &AsOf| {
        let all = All::of(log, when, "2026-02-10");
        let id: MeetingId = "m1".parse().unwrap();
        overview::minutes(&all.forums[0], &id, &all.decisions).unwrap()
    };
    let draft = minutes(&log, &NOW);
    assert_eq!(draft.stage, MinutesStage::Draft);
    assert_eq!(draft.present[0].participant, who("kdd"));
    assert_eq!(draft.stand_ins[0].representation, Some(event::Representation::DirectorGeneral));
    // Nothing is said of this member: that is not documented, and not absence.
    assert_eq!((draft.absent.len(), draft.not_noted.clone()), (0, vec![who("fin")]));
    assert_eq!((draft.items[0].line.n, draft.missing_items.clone()), (1, vec![2]));
    let decided = draft.items[1].decision.as_ref().unwrap();
    assert_eq!((decided.id, decided.outcome), (DecisionId(1), Some(Outcome::Adopted)));
    assert_eq!((decided.outcome_here, decided.method), (None, Some(Method::Consensus)));
    let given: Vec<_> = draft.positions.iter().map(|p| p.answer.participant.as_str()).collect();
    assert_eq!(given, ["fin"]);
    let approval =
        json!({ "meeting": "m1", "document": 4, "in_meeting": "m3", "remarks": "Sak 1 rettet" });
    log.add("forum-klima", &said("2026-02-05"), Event::MinutesApproved(body(approval)));
    let approved = minutes(&log, &NOW);
    assert_eq!(approved.stage, MinutesStage::Approved);
    let by = approved.approval.unwrap();
    assert_eq!(by.remarks.unwrap().words.as_deref(), Some("Sak 1 rettet"));
    assert_eq!(minutes(&log, &as_of("2026-02-04")).stage, MinutesStage::Draft);
    let all = All::of(&log, &NOW, "2026-02-10");
    let next = overview::minutes(&all.forums[0], &"m3".parse().unwrap(), &[]).unwrap();
    assert_eq!(
        (next.stage, next.approved_here.len(), next.not_noted.len()),
        (MinutesStage::NotHeld, 1, 0)
    );
    assert_eq!(overview::meetings(&all.forums[0]).missing_numbers, [2]);
    assert_eq!(overview::minutes(&all.forums[0], &"m9".parse().unwrap(), &[]), None);
}

#[test]
fn every_overview_of_an_empty_ledger_is_empty_and_says_so() {
    let log = Log::default();
    let all = All::of(&log, &NOW, "2026-02-10");
    let objects = all.objects();
    let late = overview::overdue(&objects, day("2026-02-10"));
    assert_eq!((late.count(), late.not_documented.len()), (0, 0));
    assert_eq!(overview::escalation(&late, &all.forums).forums, []);
    assert_eq!(overview::not_documented(&objects, None, day("2026-02-10")), []);
    assert_eq!(overview::contradictions(&log.entries, &NOW, &|_| true), []);
    assert_eq!(overview::problems(&all.forums), overview::ProblemMatrix::default());
    assert_eq!(overview::roles(&[]), overview::Roles::default());
    assert_eq!(overview::ladder(None, &all.forums).rows, []);
    assert!(overview::ladders(&log.entries, &NOW, &|_| true).is_empty());
    let register = overview::recommendation_register(&[], overview::Show::All, day("2026-02-10"));
    assert_eq!((register.rows.len(), register.counts.total), (0, 0));
}

/// One more seat, for the modules below.
fn join(log: &mut Log, forum: &str, participant: &str, role: &str) {
    let fields =
        json!({ "participant": participant, "action": MembershipAction::Joined, "role": role });
    log.add(&format!("forum-{forum}"), &said("2026-01-02"), Event::MembershipChanged(body(fields)));
}
