//! Kinds 16, 17, 20 and 21.
use crate::harness::{
    Act, REGISTRAR, SECRETARIAT, World, accepts, by, forbidden, measure, proposal, refuses,
    responsible, strategy, succession,
};
use serde_json::json;

fn plan(kind: &str) -> Act {
    let body = json!({ "id": "start", "title": "Start", "due": "2026-06", "kind": kind });
    by("responsible kd", "ScheduleMilestone", "measure-a", body)
}

fn reached() -> Act {
    let body = json!({ "id": "start", "title": "Startet", "actual": "2026-02" });
    by("responsible kd", "ReachMilestone", "measure-a", body)
}

fn status(word: &str) -> Act {
    let body = json!({ "status": word, "said_of": "single" });
    by("responsible kd", "ReportMeasureStatus", "measure-a", body)
}

fn world() -> World {
    World::seated().given(measure("a"))
}

fn held() -> World {
    world().given(responsible("participant-kd"))
}

#[test]
fn rule_rows_for_taking_up_a_measure() {
    let world = world();
    accepts("measure-unique", &world, measure("b"));
    refuses("measure-unique", &world, measure("a"));
    // What only a source tells of can be taken up here, once.
    let told = world.clone().given(measure("b").by(REGISTRAR).reported());
    let taken_up = accepts("measure-unique", &told, measure("b"));
    refuses("measure-unique", &taken_up, measure("b"));
    accepts("measure-title", &world, measure("b"));
    refuses("measure-title", &world, measure("b").without("title"));
    accepts(
        "measure-cycle",
        &world,
        measure("b").with("parent", "a").with("depends_on", json!(["a"])),
    );
    refuses("measure-cycle", &world, measure("b").with("depends_on", json!(["b"])));
    // What a source tells can be added to, but not so that a circle closes.
    let chain = world.given(measure("b").with("depends_on", json!(["a"])));
    let told = measure("a").by(REGISTRAR).reported();
    accepts("measure-cycle", &chain, told.clone());
    refuses("measure-cycle", &chain, told.with("depends_on", json!(["b"])));
}

#[test]
fn rule_rows_for_responsibility() {
    let world = world();
    accepts("responsibility-holder", &world, responsible("participant-kd"));
    accepts("responsibility-holder", &world, responsible("forum-vann"));
    refuses("responsibility-holder", &world, responsible("document-1"));
    let held = accepts("responsibility-one", &world, responsible("participant-kd"));
    refuses("responsibility-one", &held, responsible("participant-fin"));
    accepts(
        "responsibility-one",
        &held,
        responsible("participant-fin").with("replaces", "participant-kd"),
    );
    refuses(
        "responsibility-one",
        &held,
        responsible("participant-fin").with("replaces", "participant-kld"),
    );
    accepts(
        "responsibility-one",
        &held,
        responsible("participant-fin").with("role", "contributing"),
    );
    let owner = responsible("participant-kd").on("forum-klima").with("role", "process_owner");
    let taken = accepts("responsibility-one", &world, owner.clone());
    refuses("responsibility-one", &taken, owner.with("holder", "participant-fin"));
    let ended = world.given(succession("jd", &["hod"], "merge"));
    refuses("participant-ended", &ended, responsible("participant-jd"));
}

#[test]
fn rule_rows_for_milestones() {
    let world = held();
    accepts("milestone-baseline", &world, plan("baseline"));
    refuses("milestone-baseline", &world, plan("forecast").with("reason", "Sykdom"));
    let planned = world.clone().given(plan("baseline"));
    refuses("milestone-baseline", &planned, plan("baseline"));
    accepts("milestone-reason", &planned, plan("forecast").with("reason", "Sykdom"));
    refuses("milestone-reason", &planned, plan("forecast"));

    accepts("milestone-title", &world, reached());
    refuses("milestone-title", &world, reached().without("title"));
    accepts("milestone-title", &planned, reached().without("title"));
    let done = accepts("milestone-once", &planned, reached());
    refuses("milestone-once", &done, reached());
    accepts("milestone-open", &planned, plan("forecast").with("reason", "Sykdom"));
    refuses("milestone-open", &done, plan("forecast").with("reason", "Sykdom"));
    accepts("milestone-actual-past", &world, reached().with("actual", "2026-03-02"));
    refuses("milestone-actual-past", &world, reached().with("actual", "2026-03-03"));

    accepts("milestone-measure-ended", &planned, plan("forecast").with("reason", "Sykdom"));
    for terminal in ["completed", "stopped"] {
        let ended = planned.clone().given(status(terminal));
        refuses("milestone-measure-ended", &ended, plan("forecast").with("reason", "Sykdom"));
        // It can still be said that it was reached.
        accepts("milestone-once", &ended, reached());
    }
}

#[test]
fn rule_rows_for_goals_that_a_measure_serves() {
    let world = World::seated().given(strategy("felles", "proposed"));
    let serves =
        |goals: &[&str]| measure("b").with("strategy", "felles").with("goals", json!(goals));
    accepts("measure-goal", &world, serves(&["mal-1", "mal-2"]));
    refuses("measure-goal", &world, serves(&["mal-1", "mal-9"]));
    accepts("measure-goals", &world, serves(&["mal-2"]));
    refuses("measure-goals", &world, serves(&[]));
    refuses("measure-goals", &world, measure("b").with("goals", json!(["mal-1"])));
    accepts("measure-goals", &world, serves(&[]).by(REGISTRAR).reported());
    refuses("measure-goal", &world, serves(&["mal-9"]).by(REGISTRAR).reported());
}

#[test]
fn a_goal_that_an_earlier_text_of_the_strategy_named_can_still_be_served() {
    let fewer = json!([{ "key": "mal-1", "text": "Enklere" }]);
    let world = World::seated()
        .given(strategy("felles", "proposed"))
        .given(strategy("felles", "proposed").with("goals", fewer));
    let serves = measure("b").with("strategy", "felles").with("goals", json!(["mal-2"]));
    accepts("measure-goal", &world, serves);
}

#[test]
fn what_a_source_tells_of_a_measure_gives_no_forum_a_right_over_it() {
    let told = World::seated().given(measure("a").by(REGISTRAR).reported());
    assert!(told.register.measure(&"a".parse().unwrap()).unwrap().forum.is_none());
    forbidden(&told, responsible("participant-kd"));
    accepts("responsibility-one", &told.given(measure("a")), responsible("participant-kd"));
}

#[test]
fn a_rename_carries_responsibilities_and_the_ownership_of_processes() {
    let owner = responsible("participant-kd").on("forum-klima").with("role", "process_owner");
    let driver = responsible("participant-kd").with("role", "driver");
    let world = held().given(owner).given(driver).given(plan("baseline"));
    let world = world.given(succession("kd", &["jd"], "rename"));
    let measure = world.register.measure(&"a".parse().unwrap()).unwrap();
    let new: tingbok_domain::StreamId = "participant-jd".parse().unwrap();
    assert_eq!(measure.responsible.as_ref(), Some(&new));
    assert!(measure.holders.iter().all(|(_, holder)| holder == &new) && measure.holders.len() == 1);
    let forum = world.register.forum(&"klima".parse().unwrap()).unwrap();
    assert_eq!(forum.process_owner.as_ref(), Some(&new));
    forbidden(&world, reached());
    accepts("milestone-once", &world, reached().by("responsible jd"));
}

#[test]
fn what_a_source_tells_of_responsibility_gives_no_right() {
    let told = world().given(responsible("participant-kd").by(REGISTRAR).reported());
    forbidden(&told, plan("baseline"));
    accepts("responsibility-one", &told, responsible("participant-fin"));
}

#[test]
fn rule_rows_for_topics_that_are_decided_on_elsewhere() {
    let function = |word: &str| {
        by(SECRETARIAT, "SetGovernanceFunction", "measure-a", json!({ "function": word }))
    };
    let about = proposal("general").with("topic_refs", json!(["measure-a"]));
    accepts("decision-topic-function", &world(), about.clone());
    for here in ["decide", "advise"] {
        accepts("decision-topic-function", &world().given(function(here)), about.clone());
    }
    for elsewhere in ["inform", "outside_model"] {
        let set = world().given(function(elsewhere));
        refuses("decision-topic-function", &set, about.clone());
        accepts("decision-topic-function", &set.given(function("decide")), about.clone());
    }
    let told = world().given(function("inform").by(REGISTRAR).reported());
    accepts("decision-topic-function", &told, about);
}
