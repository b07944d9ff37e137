//! Who may append what: the table of the domain model, typed by hand, against the one in the source; and how
//! far each right reaches.
use crate::harness::{
    Act, CHAIR, COORDINATOR, KD, OTHER_SECRETARIAT, REGISTRAR, SECRETARIAT, World, accepts,
    anchoring, answer, by, close, closing, document, forbidden, forum, measure, meeting,
    membership, open, participant, proposal, refuses, responsible, revision, strategy, withdraw,
};
use serde_json::json;
use std::collections::BTreeSet;
use tingbok_domain::{
    EventKind, Role,
    access::{Reach, reach},
    command::CommandName,
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
    let without: Vec<_> = EventKind::ALL.iter().filter(|kind| !kinds.contains(kind)).collect();
    assert!(without.is_empty(), "kinds without a row: {without:?}");
    assert_eq!(EventKind::ALL.len(), 52);
}

#[test]
fn every_kind_but_the_opening_has_a_command_and_nobody_opens_a_ledger_by_one() {
    let commanded: BTreeSet<_> = CommandName::ALL.iter().map(|name| name.kind()).collect();
    let all: BTreeSet<_> = EventKind::ALL.iter().copied().collect();
    assert_eq!(all.difference(&commanded).copied().collect::<Vec<_>>(), [EventKind::LedgerOpened]);
    let roles = Role::ALL.into_iter();
    assert!(roles.clone().all(|role| reach(role, EventKind::LedgerOpened) == Reach::No));
    // And each of them is somebody's to send.
    for kind in commanded {
        assert!(roles.clone().any(|role| reach(role, kind) != Reach::No), "{kind}");
    }
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

/// What the responsible participant says of measure `a`: kinds 19 to 23.
fn of_measure() -> [Act; 5] {
    [
        ("ReportMeasureStatus", json!({ "status": "ongoing", "said_of": "single" })),
        (
            "ScheduleMilestone",
            json!({ "id": "start", "title": "Start", "due": "2026-06", "kind": "baseline" }),
        ),
        ("ReachMilestone", json!({ "id": "slutt", "title": "Levert", "actual": "2026-02" })),
        ("RecordFunding", json!({ "stage": "proposed", "resource": "staff" })),
        (
            "RecordBenefit",
            json!({ "id": "tid", "kind": "savings", "stage": "expected", "statement": "Mindre tid" }),
        ),
    ]
    .map(|(command, body)| by("responsible kd", command, "measure-a", body))
}

#[test]
fn how_a_measure_goes_is_said_by_who_answers_for_it_and_by_nobody_else() {
    let world = World::seated()
        .given(measure("a"))
        .given(responsible("participant-kd"))
        .given(measure("b"))
        .given(responsible("participant-fin").on("measure-b"));
    for act in of_measure() {
        assert!(world.attempt(&act).is_ok());
        for other in ["responsible fin", SECRETARIAT, CHAIR, KD, COORDINATOR] {
            forbidden(&world, act.clone().by(other));
        }
        forbidden(&world, act.clone().on("measure-b"));
        assert!(world.attempt(&act.by(REGISTRAR).reported()).is_ok());
    }
    let drawn_in = anchoring("measure-a").by("responsible kd");
    accepts("anchoring-how", &world, drawn_in.clone());
    forbidden(&world, drawn_in.by("responsible fin"));
}

/// What secretariat and chair record on the forum `klima` and on what is its own: 6, 10, 11, 14, 15, 18, 36.
fn of_forum() -> Vec<Act> {
    let view = json!({ "id": "v1", "assessor": "kd", "statement": "Floket", "placement": "none" });
    let own = json!({ "status": "proposed", "title": "Egen strategi", "forum": "klima" });
    [
        ("OrganiseSecretariat", "forum-klima", json!({ "model": "single", "by": ["dfd"] })),
        ("AssessProblem", "forum-klima", view),
        (
            "RecordCoordinationResult",
            "forum-klima",
            json!({ "ladder": 1, "step": 1, "statement": "Møtes" }),
        ),
        ("RepealMandate", "mandate-klima", json!({ "version": 1, "reason": "Utløpt" })),
        ("PublishStrategy", "strategy-klima", own),
        ("SetGovernanceFunction", "measure-a", json!({ "function": "decide" })),
        (
            "IssueRecommendation",
            "forum-klima",
            json!({ "id": "r1", "kind": "advice", "text": "Møt oftere", "to": ["kd"] }),
        ),
    ]
    .map(|(command, stream, body)| by(SECRETARIAT, command, stream, body))
    .into()
}

#[test]
fn what_belongs_to_a_forum_is_recorded_by_its_own_secretariat_and_chair() {
    let draft = json!({
        "kind": "mandate", "owner": "forum-klima", "status": "submitted", "version": "00-00",
        "sections": [{ "key": "1", "text": "Samordner" }],
    });
    let adoption =
        json!({ "kind": "mandate", "owner": "forum-klima", "version": 1, "from_draft": "00-00" });
    let world = World::seated()
        .given(measure("a"))
        .given(by(SECRETARIAT, "SubmitMandateText", "mandate-klima", draft))
        .given(by(SECRETARIAT, "AdoptMandate", "mandate-klima", adoption));
    for act in of_forum() {
        for own in [SECRETARIAT, CHAIR] {
            let answer = world.attempt(&act.clone().by(own)).map(|_| ());
            assert_eq!(answer, Ok(()), "{} {own}", act.item);
        }
        for other in [OTHER_SECRETARIAT, "chair hod vann", KD, "responsible kd", "auditor dss"] {
            forbidden(&world, act.clone().by(other));
        }
    }
    let review = by(
        CHAIR,
        "ReviewForum",
        "forum-klima",
        json!({ "outcome": "continue", "reason": "Nyttig" }),
    );
    accepts("review-reason", &world, review.clone());
    accepts("close-reason", &world, closing("klima"));
    // To end a forum, or to say that it goes on, is for its chair.
    for other in [SECRETARIAT, "chair hod vann", COORDINATOR] {
        forbidden(&world, review.clone().by(other));
        forbidden(&world, closing("klima").by(other));
    }
}

#[test]
fn what_stands_on_a_strategy_of_a_forum_is_recorded_by_that_forum() {
    let own = strategy("klima", "proposed").with("forum", "klima").by(SECRETARIAT);
    let world = World::seated().given(own.clone());
    let responsible = responsible("participant-kd").on("strategy-klima").with("role", "driver");
    for act in [own, anchoring("strategy-klima"), responsible] {
        assert!(world.attempt(&act).is_ok());
        for other in [OTHER_SECRETARIAT, COORDINATOR] {
            forbidden(&world, act.clone().by(other));
        }
    }
    // What a source tells of a strategy takes it from no forum, and gives it to none.
    let told = World::seated()
        .given(strategy("klima", "adopted").with("forum", "vann").by(REGISTRAR).reported());
    let own = strategy("klima", "proposed").with("forum", "klima");
    accepts("strategy-order", &told, own.clone().by(SECRETARIAT));
    forbidden(&told, own.by(OTHER_SECRETARIAT));
}

#[test]
fn the_coordinator_works_on_what_the_community_works_under_and_leaves_forums_their_own() {
    let serves = |id: &str, strategy: &str| {
        measure(id).with("strategy", strategy).with("goals", json!(["mal-1"])).by(COORDINATOR)
    };
    let world = World::seated()
        .given(strategy("felles", "proposed"))
        .given(strategy("klima", "proposed").with("forum", "klima").by(SECRETARIAT))
        .given(serves("felles", "felles").without("forum"))
        .given(serves("klima", "klima").by(SECRETARIAT))
        .given(measure("a"));
    accepts("strategy-order", &world, strategy("ny", "proposed"));
    forbidden(&world, strategy("ny", "proposed").with("forum", "klima"));
    forbidden(&world, strategy("klima", "adopted"));
    forbidden(&world, strategy("ny", "proposed").by("coordinator kdd"));

    accepts("measure-unique", &world, serves("ny", "felles"));
    forbidden(&world, serves("ny", "klima"));
    forbidden(&world, measure("ny").by(COORDINATOR));

    let functions = json!({ "function": "inform" });
    let holder = responsible("participant-kd").by(COORDINATOR);
    for (thing, common) in
        [("measure-felles", true), ("measure-klima", false), ("measure-a", false)]
    {
        let acts = [
            by(COORDINATOR, "SetGovernanceFunction", thing, functions.clone()),
            holder.clone().on(thing),
        ];
        for act in acts {
            if common {
                assert!(world.attempt(&act).is_ok());
            } else {
                forbidden(&world, act);
            }
        }
    }
    let steers = holder.with("role", "coordinating");
    accepts("responsibility-holder", &world, steers.clone().on("strategy-felles"));
    for own in ["strategy-klima", "forum-klima", "participant-kd"] {
        forbidden(&world, steers.clone().on(own));
    }
}

#[test]
fn the_coordinator_repeals_guidelines_and_no_mandate_of_a_forum() {
    let told = |kind: &str| {
        let body = json!({ "kind": kind, "owner": "forum-klima", "version": 1 });
        by(REGISTRAR, "AdoptMandate", &format!("mandate-{}", kind.replace('_', "-")), body)
            .reported()
    };
    let world = ["mandate", "guidelines", "governance_model"]
        .into_iter()
        .map(told)
        .fold(World::seated(), World::given);
    let repeal =
        |id: &str| by(COORDINATOR, "RepealMandate", id, json!({ "version": 1, "reason": "Ny" }));
    forbidden(&world, repeal("mandate-mandate"));
    // The right is there; that a source tells of a version puts none in force.
    refuses("repeal-in-force", &world, repeal("mandate-guidelines"));
    refuses("repeal-in-force", &world, repeal("mandate-governance-model"));
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
