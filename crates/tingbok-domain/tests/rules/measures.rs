//! Kinds 16, 17, 20 and 21.
use crate::harness::{Act, REGISTRAR, SECRETARIAT, World, accepts, by, refuses, succession};
use serde_json::json;

fn measure(id: &str) -> Act {
    let body = json!({ "kind": "measure", "title": "Tiltak", "forum": "klima" });
    by(SECRETARIAT, "RegisterMeasure", &format!("measure-{id}"), body)
}

fn responsible(holder: &str) -> Act {
    let body = json!({ "holder": holder, "role": "responsible" });
    by(SECRETARIAT, "AssignResponsibility", "measure-a", body)
}

fn plan(kind: &str) -> Act {
    let body = json!({ "id": "start", "title": "Start", "due": "2026-06", "kind": kind });
    by("responsible kd", "ScheduleMilestone", "measure-a", body)
}

fn reached() -> Act {
    let body = json!({ "id": "start", "title": "Startet", "actual": "2026-02" });
    by("responsible kd", "ReachMilestone", "measure-a", body)
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
}
