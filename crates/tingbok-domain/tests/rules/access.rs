//! Who may append what: the table of the domain model, typed by hand, against the one in the source; and how
//! far each right reaches.
use crate::harness::{
    CHAIR, COORDINATOR, KD, OTHER_SECRETARIAT, REGISTRAR, SECRETARIAT, World, accepts, answer, by,
    close, document, forbidden, forum, meeting, membership, open, participant, proposal, refuses,
    revision, withdraw,
};
use serde_json::json;
use std::collections::BTreeSet;
use tingbok_domain::{
    EventKind, Role,
    access::{Reach, reach},
};

const TABLE: &str = include_str!("access_table.txt");

fn letter(reach: Reach) -> &'static str {
    match reach {
        Reach::No => ".",
        Reach::OwnForum => "F",
        Reach::Itself => "I",
        Reach::OwnMeasure => "M",
        Reach::Community => "C",
        Reach::Anywhere => "A",
        Reach::Reported => "R",
        Reach::Registration => "W",
    }
}

#[test]
fn every_cell_of_the_role_table_is_as_the_domain_model_says() {
    let mut lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    let roles: Vec<Role> = lines
        .next()
        .unwrap()
        .split_whitespace()
        .skip(1)
        .map(|word| Role::ALL.into_iter().find(|role| role.word().starts_with(word)).unwrap())
        .collect();
    assert_eq!(roles.iter().collect::<BTreeSet<_>>().len(), Role::ALL.len());
    let mut kinds = BTreeSet::new();
    for line in lines {
        let mut cells = line.split_whitespace();
        let kind = EventKind::named(cells.next().unwrap()).unwrap();
        kinds.insert(kind);
        let cells: Vec<_> = cells.collect();
        assert_eq!(cells.len(), roles.len(), "{kind}");
        for (role, cell) in roles.iter().zip(cells) {
            assert_eq!(letter(reach(*role, kind)), cell, "{} and {kind}", role.word());
        }
    }
    assert_eq!(kinds, EventKind::ALL.iter().copied().collect());
}

#[test]
fn secretariat_and_chair_record_for_their_own_forum_only() {
    let world = World::in_round().given(meeting("m1"));
    for act in [
        open(1, "consensus"),
        revision(2),
        close(1),
        membership("jd", "joined", "member"),
        meeting("m2"),
        proposal("general"),
    ] {
        forbidden(&world, act.clone().by(OTHER_SECRETARIAT));
        forbidden(&world, act.by("chair hod vann"));
    }
    let recorded = crate::harness::record("kd", "m1", "consents");
    accepts("position-recorded-in-meeting", &world, recorded.clone());
    forbidden(&world, recorded.by(OTHER_SECRETARIAT));
    forbidden(&world, withdraw().by(SECRETARIAT));
    accepts("withdrawal-live", &world, withdraw());
    // What belongs to no forum, none of them records.
    forbidden(&world, forum("ny").by(SECRETARIAT));
    accepts("forum-unique", &world, forum("ny").by(SECRETARIAT).with("parent", "klima"));
}

#[test]
fn only_the_registrar_records_what_a_source_tells_and_it_records_nothing_else_of_forums() {
    let world = World::seated();
    forbidden(&world, membership("jd", "joined", "member").reported());
    forbidden(&world, membership("jd", "joined", "member").by(CHAIR).reported());
    forbidden(&world, answer(KD, 1, 1, "consents").reported());
    forbidden(&world, document("note").by(COORDINATOR).reported());
    forbidden(&world, membership("jd", "joined", "member").by(REGISTRAR));
    forbidden(&world, forum("ny").by(REGISTRAR));
    accepts("forum-unique", &world, forum("ny").by(REGISTRAR).reported());
    accepts("participant-unique", &world, participant("smk", "pmo"));
    forbidden(&world, participant("smk", "pmo").by(SECRETARIAT));
    forbidden(&world, proposal("general").by(REGISTRAR).reported());
}

#[test]
fn the_coordinator_is_whom_the_rule_data_names_on_that_day() {
    let world = World::opened();
    accepts("forum-unique", &world, forum("ny"));
    forbidden(&world, forum("ny").by("coordinator kdd"));
    let before = world.on("2023-12-31");
    forbidden(&before, forum("ny"));
    accepts("forum-unique", &before, forum("ny").by("coordinator kdd"));
    let own = json!({
        "kind": "mandate", "owner": "forum-klima", "status": "announced", "version": "00-00",
    });
    let act = by(COORDINATOR, "SubmitMandateText", "mandate-klima", own);
    forbidden(&World::seated(), act.clone());
    accepts("mandate-text", &World::seated(), act.with("kind", "guidelines"));
    accepts("document-title", &World::seated(), document("report").by("evaluator dfo"));
    forbidden(&World::seated(), document("report").by("evaluator kd"));
}

#[test]
fn a_participant_reports_only_on_the_measures_it_answers_for() {
    let measure = json!({ "kind": "measure", "title": "Tiltak", "forum": "klima" });
    let holder = json!({ "holder": "participant-kd", "role": "responsible" });
    let world = World::seated()
        .given(by(SECRETARIAT, "RegisterMeasure", "measure-a", measure.clone()))
        .given(by(SECRETARIAT, "AssignResponsibility", "measure-a", holder));
    let part = by("responsible kd", "RegisterMeasure", "measure-b", measure).with("parent", "a");
    accepts("measure-unique", &world, part.clone());
    forbidden(&world, part.clone().by("responsible fin"));
    forbidden(&world, part.without("parent"));
}

#[test]
fn a_right_that_is_bound_to_one_forum_reaches_no_other() {
    let world = World::proposed().given(membership("hod", "joined", "member"));
    accepts("proposal-by-member", &world, proposal("general").by("member hod"));
    accepts("proposal-by-member", &world, proposal("general").by("member hod klima"));
    forbidden(&world, proposal("general").by("member hod vann"));
    refuses("proposal-by-member", &world, proposal("general").by("member jd klima"));
}

#[test]
fn the_auditor_records_nothing_at_all() {
    assert!(EventKind::ALL.iter().all(|kind| reach(Role::Auditor, *kind) == Reach::No));
    forbidden(&World::in_round(), answer("auditor kd", 1, 1, "consents"));
}
