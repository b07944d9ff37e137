//! Kinds 18, 19, 22 and 23.
use crate::harness::{
    Act, COORDINATOR, REGISTRAR, SECRETARIAT, World, accepts, by, forbidden, proposal, refuses,
};
use serde_json::json;
use tingbok_domain::{Refusal, register::Measure};

const RESPONSIBLE: &str = "responsible kd";

/// With a measure of the forum `klima` that `kd` answers for.
pub(crate) fn with_measure(world: World) -> World {
    let measure = json!({ "kind": "measure", "title": "Tiltak", "forum": "klima" });
    let holder = json!({ "holder": "participant-kd", "role": "responsible" });
    world.given(by(SECRETARIAT, "RegisterMeasure", "measure-a", measure)).given(by(
        SECRETARIAT,
        "AssignResponsibility",
        "measure-a",
        holder,
    ))
}

fn world() -> World {
    with_measure(World::seated())
}

fn function(function: &str) -> Act {
    let body = json!({ "function": function, "followed_in": ["klima"] });
    by(SECRETARIAT, "SetGovernanceFunction", "measure-a", body)
}

fn status(status: &str) -> Act {
    let body = json!({ "status": status, "said_of": "single" });
    by(RESPONSIBLE, "ReportMeasureStatus", "measure-a", body)
}

fn funding(stage: &str, resource: &str) -> Act {
    let body = json!({ "stage": stage, "resource": resource, "payers": ["kd"] });
    by(RESPONSIBLE, "RecordFunding", "measure-a", body)
}

fn benefit(stage: &str) -> Act {
    let body =
        json!({ "id": "tid", "kind": "savings", "stage": stage, "statement": "Mindre ventetid" });
    by(RESPONSIBLE, "RecordBenefit", "measure-a", body)
}

/// The same, as a source tells it.
fn told(act: Act) -> Act {
    act.by(REGISTRAR).reported()
}

fn measure(world: &World) -> &Measure {
    world.register.measure(&"a".parse().unwrap()).unwrap()
}

#[track_caller]
fn unknown(world: &World, act: Act) {
    let answer = world.attempt(&act).map(|_| ());
    assert!(matches!(answer, Err(Refusal::Unknown { .. })), "{answer:?}");
}

fn about_the_measure() -> Act {
    proposal("general").with("topic_refs", json!(["measure-a"]))
}

#[test]
fn what_the_forums_are_for_is_said_of_a_measure_and_of_forums_that_are_there() {
    let world = world();
    let set = world.clone().given(function("advise"));
    assert!(measure(&set).function.is_some());
    unknown(&world, function("advise").with("followed_in", json!(["ukjent"])));
    forbidden(&world, function("advise").by("secretariat hod vann"));
    forbidden(&world, function("advise").by(RESPONSIBLE));
    // A measure of a forum is not for the coordinating participant.
    forbidden(&world, function("advise").by(COORDINATOR));
}

#[test]
fn where_the_forums_are_only_told_they_do_not_decide_until_it_is_set_anew() {
    let world = world();
    for elsewhere in ["inform", "outside_model"] {
        let set = world.clone().given(function(elsewhere));
        refuses("decision-topic-function", &set, about_the_measure());
        accepts("decision-topic-function", &set.given(function("decide")), about_the_measure());
    }
    accepts("decision-topic-function", &world.given(function("advise")), about_the_measure());
}

#[test]
fn a_function_that_a_source_tells_refuses_no_decision_and_permits_none() {
    let world = world().given(told(function("inform")));
    assert_eq!(measure(&world).function, None);
    accepts("decision-topic-function", &world, about_the_measure());
    let set = world.given(function("inform")).given(told(function("decide")));
    refuses("decision-topic-function", &set, about_the_measure());
}

#[test]
fn rule_rows_for_how_a_measure_goes() {
    let world = world();
    accepts("status-terminal", &world, status("ongoing"));
    for end in ["completed", "stopped"] {
        let ended = accepts("status-terminal", &world, status(end));
        refuses("status-terminal", &ended, status("ongoing"));
        refuses("status-terminal", &ended, status(end));
    }
    accepts("status-terminal", &world.clone().given(status("paused")), status("ongoing"));
    accepts("status-single", &world, status("delayed"));
    refuses("status-single", &world, status("delayed").with("said_of", "all_together"));

    // Until somebody says otherwise, the whole is aimed at.
    accepts("status-scale", &world, status("ongoing").with("scale", "full"));
    let reduced = status("ongoing").with("scale", "reduced");
    refuses("status-scale", &world, reduced.clone());
    refuses("status-scale", &world, reduced.clone().with("text", " "));
    let small = accepts("status-scale", &world, reduced.clone().with("text", "Lite budsjett"));
    accepts("status-scale", &small, status("ongoing"));
    accepts("status-scale", &small, reduced);
    refuses("status-scale", &small, status("ongoing").with("scale", "full"));
    // Saying nothing of it keeps it.
    let kept = small.given(status("delayed"));
    refuses("status-scale", &kept, status("ongoing").with("scale", "full"));
    unknown(&world, told(status("ongoing")).on("measure-ukjent"));
}

#[test]
fn a_status_that_a_source_tells_ends_no_measure_and_moves_no_scale() {
    let world = world()
        .given(told(status("completed").with("said_of", "all_together")))
        .given(told(status("stopped").with("scale", "reduced")));
    assert!(!measure(&world).ended);
    accepts("status-terminal", &world, status("ongoing"));
    accepts("status-scale", &world, status("ongoing").with("scale", "full"));
    // And what ended here can still be told of, which opens nothing.
    let ended = world.given(status("completed")).given(told(status("ongoing")));
    refuses("status-terminal", &ended, status("ongoing"));
}

#[test]
fn rule_rows_for_funding() {
    let world = world();
    let asked = funding("proposed", "money");
    let years = |from: i32, to: i32| asked.clone().with("years", json!({ "from": from, "to": to }));
    accepts("funding-years", &world, asked.clone());
    accepts("funding-years", &world, years(2026, 2026));
    refuses("funding-years", &world, years(2027, 2026));
    refuses("funding-years", &world, told(years(2027, 2026)));

    refuses("funding-agreed", &world, funding("allocated", "money"));
    refuses("funding-agreed", &world.clone().given(asked.clone()), funding("allocated", "money"));
    let agreed = world.clone().given(funding("agreed", "money"));
    accepts("funding-agreed", &agreed, funding("allocated", "money"));
    // Money that was agreed is no agreement on staff.
    refuses("funding-agreed", &agreed, funding("allocated", "staff"));

    let others = funding("agreed", "money").with("payers", json!(["kd", "fin"]));
    refuses("funding-payers", &world, others.clone());
    accepts("funding-payers", &with_measure(World::adopted()), others.clone().with("decision", 1));
    accepts("funding-payers", &world, others.with("stage", "proposed"));

    let resting = funding("agreed", "money").with("decision", 1);
    accepts("decision-in-force", &with_measure(World::adopted()), resting.clone());
    refuses("decision-in-force", &with_measure(World::in_round()), resting.clone());
    unknown(&world, resting);
    unknown(&world, asked.with("payers", json!(["ukjent"])));
}

#[test]
fn an_agreement_that_a_source_tells_allocates_nothing_here() {
    let world = world().given(told(funding("agreed", "money")));
    refuses("funding-agreed", &world, funding("allocated", "money"));
    accepts("funding-agreed", &world, told(funding("allocated", "money")));
}

#[test]
fn rule_rows_for_benefits() {
    let world = world();
    accepts("benefit-statement", &world, benefit("expected"));
    refuses("benefit-statement", &world, benefit("expected").with("statement", ""));
    refuses("benefit-statement", &world, told(benefit("expected")).without("statement"));
    refuses("benefit-expected", &world, benefit("measured"));
    let hoped = accepts("benefit-expected", &world, benefit("expected"));
    accepts("benefit-expected", &hoped, benefit("measured"));
    refuses("benefit-expected", &hoped, benefit("measured").with("id", "annet"));
    accepts("benefit-kind", &hoped, benefit("expected"));
    refuses("benefit-kind", &hoped, benefit("measured").with("kind", "quality"));
    // What it gave is often seen long after it ended.
    accepts("benefit-expected", &hoped.given(status("completed")), benefit("measured"));
}

#[test]
fn what_a_source_says_was_hoped_for_can_be_measured_here() {
    accepts("benefit-expected", &world().given(told(benefit("expected"))), benefit("measured"));
    accepts("benefit-expected", &world(), told(benefit("measured")));
}

#[test]
fn only_who_answers_for_a_measure_reports_on_it() {
    let world = world();
    for act in [status("ongoing"), funding("proposed", "money"), benefit("expected")] {
        forbidden(&world, act.clone().by("responsible fin"));
        forbidden(&world, act.clone().by("member kd"));
        forbidden(&world, act.clone().by(SECRETARIAT));
        forbidden(&world, act.by(REGISTRAR));
    }
}
