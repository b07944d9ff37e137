//! Kinds 6 and 8 to 11: how a forum is run, reviewed and ended, and what it works on.
use crate::{
    decisions::with_second,
    harness::{
        Act, CHAIR, COORDINATOR, KD, OTHER_SECRETARIAT, REGISTRAR, SECRETARIAT, World, accepts,
        answer, by, close, closing, document, forum, measure, meeting, membership, open, proposal,
        refuses, reopen, revision, strategy, succession, supersede, withdraw,
    },
};
use serde_json::{Value, json};

fn secretariat(model: &str, who: &[&str]) -> Act {
    by(SECRETARIAT, "OrganiseSecretariat", "forum-klima", json!({ "model": model, "by": who }))
}

fn review(outcome: &str) -> Act {
    by(CHAIR, "ReviewForum", "forum-klima", json!({ "outcome": outcome, "reason": "Gjennomgått" }))
}

fn view(id: &str) -> Act {
    let body = json!({
        "id": id, "assessor": "kd", "statement": "Problemet går på tvers", "features": { "wicked": true },
        "placement": "none",
    });
    by(SECRETARIAT, "AssessProblem", "forum-klima", body)
}

fn result(step: u32) -> Act {
    let body =
        json!({ "ladder": 1, "step": step, "statement": "Felles plan", "evidence_docs": [1] });
    by(SECRETARIAT, "RecordCoordinationResult", "forum-klima", body)
}

/// With a sprint group under `klima`, which is reviewed, and held against points.
fn sprint() -> World {
    World::seated()
        .given(forum("sprint").with("kind", "sprint-group").with("review_by", "2026-06-30"))
}

fn points(names: &[&str]) -> Value {
    names.iter().map(|name| json!({ "point": name, "text": "Oppfylt" })).collect()
}

#[test]
fn rule_rows_for_a_secretariat() {
    let world = World::seated();
    accepts("secretariat-known", &world, secretariat("none", &[]));
    refuses("secretariat-known", &world, secretariat("not_documented", &[]));
    let told = secretariat("not_documented", &[]).by(REGISTRAR).reported();
    accepts("secretariat-known", &world, told);

    for (model, few, many) in [
        ("broad", vec!["kd"], vec!["kd", "fin"]),
        ("single", vec!["kd", "fin"], vec!["kd"]),
        ("small", vec![], vec!["kd"]),
        ("none", vec!["kd"], vec![]),
    ] {
        accepts("secretariat-by", &world, secretariat(model, &many));
        refuses("secretariat-by", &world, secretariat(model, &few));
    }
    accepts("secretariat-by", &world, secretariat("broad", &[]).by(REGISTRAR).reported());
    let ended = world.given(succession("jd", &["hod"], "merge"));
    refuses("participant-ended", &ended, secretariat("single", &["jd"]));
    refuses("participant-ended", &ended, secretariat("none", &[]).with("contacts", json!(["jd"])));
}

#[test]
fn rule_rows_for_reviewing_a_forum() {
    let world = sprint();
    accepts("review-reason", &world, review("continue"));
    refuses("review-reason", &world, review("continue").with("reason", " "));
    let of_sprint = review("continue").on("forum-sprint").by("chair kld sprint");
    refuses("review-next", &world, of_sprint.clone());
    // It is reviewed again on a day to come.
    refuses("review-next", &world, of_sprint.clone().with("review_by", "2026-03-02"));
    accepts("review-next", &world, of_sprint.clone().with("review_by", "2026-03-03"));
    accepts("review-next", &world, of_sprint.clone().with("outcome", "wind_down"));
    accepts("review-next", &world, of_sprint.by(REGISTRAR).reported());
    refuses("decision-in-force", &World::in_round(), review("adjust").with("decision", 1));
    accepts("decision-in-force", &World::adopted(), review("adjust").with("decision", 1));
}

#[test]
fn rule_rows_for_points_that_a_forum_is_held_against() {
    let world = sprint();
    let new = forum("ny").with("kind", "sprint-group").with("review_by", "2026-06-30");
    let of_sprint = review("wind_down").on("forum-sprint").by("chair kld sprint");
    let end = closing("sprint").by("chair kld sprint");
    for act in [new, of_sprint, end] {
        accepts("forum-criteria", &world, act.clone().with("criteria", points(&["g2", "g1"])));
        refuses("forum-criteria", &world, act.with("criteria", points(&["g1", "g9"])));
    }
    // A kind without points has no points to miss.
    accepts("forum-criteria", &world, review("continue").with("criteria", points(&["x"])));
}

#[test]
fn rule_rows_for_ending_a_forum() {
    let world = World::seated();
    accepts("close-reason", &world, closing("klima"));
    refuses("close-reason", &world, closing("klima").without("reason"));
    accepts("close-handover", &world, closing("klima").without("handover"));
    refuses("close-handover", &world, closing("klima").with("handover", json!(["klima"])));
    let gone = world.clone().given(closing("vann").by("chair hod vann").without("handover"));
    refuses("close-handover", &gone, closing("klima"));

    let alone = closing("klima").without("consulted");
    accepts("close-consulted", &world, closing("klima"));
    refuses("close-consulted", &world, alone.clone());
    refuses("close-consulted", &world, alone.clone().with("consulted", json!(["kd"])));
    accepts("close-consulted", &world, alone.clone().with("waiver", "Det hastet"));
    accepts("close-consulted", &world.clone().on("2023-06-01"), alone.clone());
    accepts("close-consulted", &world, alone.by(REGISTRAR).reported());
    refuses("decision-in-force", &World::in_round(), closing("klima").with("decision", 1));
}

#[test]
fn rule_rows_for_decisions_that_keep_a_forum_from_ending() {
    let referred = withdraw().with("referred_to", "political_clarification");
    for unsettled in [
        World::proposed(),
        World::in_round(),
        World::proposed().given(referred),
        World::adopted().given(revision(2)),
    ] {
        refuses("close-decisions", &unsettled, closing("klima"));
        // Those of another forum stand in nobody's way.
        accepts(
            "close-decisions",
            &unsettled,
            closing("vann").by("chair hod vann").without("handover"),
        );
    }
    for settled in [
        World::seated(),
        World::adopted(),
        World::proposed().given(withdraw()),
        World::in_round().on("2026-03-14").given(close(1)),
        World::seated().given(crate::decisions::told()),
    ] {
        accepts("close-decisions", &settled, closing("klima"));
    }
}

#[test]
fn rule_rows_for_views_of_a_problem() {
    let world = World::seated();
    accepts("problem-statement", &world, view("v1"));
    refuses("problem-statement", &world, view("v1").without("statement"));
    let placed = |complexity: u32, conflict: u32| {
        let axes = view("v1").with("complexity", complexity).with("conflict", conflict);
        axes.with("placement", "documented")
    };
    accepts("problem-axes", &world, placed(1, 5));
    for (complexity, conflict) in [(0, 3), (3, 0), (6, 3), (3, 6)] {
        refuses("problem-axes", &world, placed(complexity, conflict));
    }
    accepts("problem-placement", &world, view("v1").with("complexity", 4));
    refuses("problem-placement", &world, view("v1").with("placement", "documented"));
    refuses("problem-placement", &world, placed(3, 3).without("conflict"));
    refuses("problem-placement", &world, placed(3, 3).with("placement", "none"));

    accepts("problem-assessor", &world, view("v1"));
    refuses("problem-assessor", &world, view("v1").without("assessor"));
    let told = view("v1").without("assessor").by(REGISTRAR).reported();
    let seen = accepts("problem-assessor", &world, told.clone());
    accepts("problem-once", &seen, view("v2").by("evaluator dfo"));
    refuses("problem-once", &seen, view("v1"));
    accepts("problem-once", &seen, told);
}

#[test]
fn rule_rows_for_results_of_coordination() {
    let world = World::seated();
    accepts("ladder-step", &world, result(2));
    refuses("ladder-step", &world, result(3));
    refuses("ladder-step", &world, result(0));
    refuses("ladder-step", &world, result(1).with("ladder", 2));
    accepts("result-statement", &world, result(1));
    refuses("result-statement", &world, result(1).with("statement", ""));
    // A ladder of a version that is there takes its place; one of another version stands beside it.
    let ladder = |version: u32, last: u32| {
        let steps: Vec<_> =
            (1..=last).map(|n| json!({ "n": n, "name": { "nb": "Trinn" } })).collect();
        let tables = json!({ "ladder": { "version": version, "steps": steps } });
        by("administrator dss", "SetDecisionRules", "ledger", json!({ "tables": tables }))
    };
    let both = world.given(ladder(2, 3));
    accepts("ladder-step", &both, result(3).with("ladder", 2));
    accepts("ladder-step", &both, result(2));
    refuses("ladder-step", &both.given(ladder(1, 1)), result(2));
}

#[test]
fn a_forum_that_has_ended_takes_nothing_new_but_its_minutes_can_be_approved() {
    let world = World::adopted().given(meeting("m1")).given(meeting("m9")).given(document("note"));
    let own = strategy("klima", "proposed").with("forum", "klima").by(SECRETARIAT);
    let world = world.given(own.clone()).given(own.clone().with("status", "adopted"));
    let text = json!({
        "kind": "mandate", "owner": "forum-klima", "status": "announced", "version": "00-00",
    });
    let ended = world.clone().given(closing("klima"));
    for act in [
        membership("jd", "joined", "member"),
        secretariat("none", &[]),
        meeting("m2"),
        review("continue"),
        closing("klima"),
        proposal("general"),
        revision(2),
        measure("b"),
        forum("under").with("parent", "klima"),
        own.clone().on("strategy-ny"),
        by(SECRETARIAT, "SubmitMandateText", "mandate-klima", text),
    ] {
        accepts("forum-open", &world, act.clone());
        refuses("forum-open", &ended, act);
    }
    let lapsed = World::in_round().on("2026-03-14").given(close(1)).given(closing("klima"));
    refuses("forum-open", &lapsed, reopen(1, "consensus").with("deadline", "2026-03-31"));

    let minutes = json!({ "meeting": "m1", "document": 3, "in_meeting": "m9" });
    accepts("minutes-held", &ended, by(SECRETARIAT, "ApproveMinutes", "forum-klima", minutes));
    // What it worked on can still be looked at, and its strategy ended.
    accepts("problem-once", &ended, view("etter").by("evaluator dfo"));
    accepts("ladder-step", &ended, result(1).by("evaluator dfo"));
    accepts("strategy-order", &ended, own.with("status", "ended"));
    // What it decided stays in force.
    assert!(ended.decision(1).in_force.is_some());
    assert!(answered_late(&ended).is_err());
}

fn answered_late(ended: &World) -> Result<(), tingbok_domain::Refusal> {
    ended.attempt(&answer(KD, 1, 1, "consents")).map(|_| ())
}

#[test]
fn a_forum_named_in_the_handover_replaces_what_the_ended_one_decided_and_no_other_does() {
    let world = with_second(World::adopted(), "vann");
    let act = supersede(2, "whole").by(OTHER_SECRETARIAT);
    // While the forum goes on, its decisions are its own.
    assert!(world.attempt(&act).is_err());
    let without_heir = world.clone().given(closing("klima").without("handover"));
    assert!(without_heir.attempt(&act).is_err());
    refuses("supersede-forum", &without_heir, act.clone().by(SECRETARIAT));
    let handed_over = world.given(closing("klima"));
    let replaced = accepts("supersede-forum", &handed_over, act);
    assert!(replaced.decision(1).in_force.is_none() && replaced.decision(1).superseded);
}

#[test]
fn what_a_source_tells_of_an_end_ends_nothing() {
    let told = World::proposed().given(closing("klima").by(REGISTRAR).reported());
    assert!(told.register.forum(&"klima".parse().unwrap()).unwrap().closed.is_none());
    accepts("forum-open", &told, membership("jd", "joined", "member"));
    accepts("forum-open", &told, open(1, "consensus"));
    // Nor can a source write anew what has ended here.
    let ended = World::seated().given(closing("klima"));
    let again = forum("klima").by(REGISTRAR).reported();
    refuses("forum-open", &ended.given(again), membership("jd", "joined", "member"));
    // What it tells of a forum that has ended here is told all the same.
    let late = membership("jd", "joined", "member").by(REGISTRAR).reported();
    accepts("forum-open", &World::seated().given(closing("klima")), late);
    assert!(World::seated().attempt(&closing("klima").by(COORDINATOR)).is_err());
}
