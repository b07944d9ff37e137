//! Kinds 38 and 39.
use crate::harness::{
    Act, KLD, REGISTRAR, SECRETARIAT, World, accepts, answer, by, close, forbidden, membership,
    participant, refuses, succession,
};
use serde_json::json;

/// Who gives, who is to do it, and one that has no part in it.
const KD: &str = "addressee kd";
const DFO: &str = "addressee dfo";
const HOD: &str = "addressee hod";
const FIN: &str = "addressee fin";

fn assignment(id: &str) -> Act {
    let body = json!({
        "letter": "allocation-letter", "year": 2026, "from": ["kd"], "to": ["dfo"],
        "text": "Lag en oversikt (oppdiktet)",
    });
    by(KD, "IssueAssignment", &format!("assignment-{id}"), body)
}

fn says(who: &str, status: &str) -> Act {
    let own = who.split(' ').nth(1).unwrap();
    by(who, "ReportAssignment", "assignment-a", json!({ "by": own, "status": status }))
}

/// The same, as a source tells it.
fn told(act: Act) -> Act {
    act.by(REGISTRAR).reported()
}

fn given() -> World {
    World::seated().given(assignment("a"))
}

/// Given to two that are to do it together.
fn given_to_two() -> World {
    let two = assignment("a").with("to", json!(["dfo", "hod"])).with("joint", true);
    World::seated().given(two)
}

#[test]
fn rule_rows_for_giving_an_assignment() {
    let world = given();
    accepts("assignment-once", &world, assignment("b"));
    refuses("assignment-once", &world, assignment("a"));
    refuses("assignment-once", &world, assignment("a").by(FIN).with("from", json!(["fin"])));
    accepts("assignment-once", &world, told(assignment("a")));
    accepts("assignment-text", &world, assignment("b"));
    refuses("assignment-text", &world, assignment("b").with("text", ""));
    refuses("assignment-text", &world, told(assignment("b")).without("text"));
    accepts("assignment-parties", &world, assignment("b"));
    for side in ["from", "to"] {
        refuses("assignment-parties", &world, assignment("b").with(side, json!([])));
        refuses("assignment-parties", &world, told(assignment("b")).with(side, json!([])));
    }
    accepts("assignment-own", &world, assignment("b"));
    refuses("assignment-own", &world, assignment("b").by(FIN));
    accepts("assignment-own", &world, told(assignment("b")));
    forbidden(&world, assignment("b").by(REGISTRAR));
    forbidden(&world, assignment("b").by(SECRETARIAT));

    let ended = world.given(succession("jd", &["hod"], "merge"));
    refuses("participant-ended", &ended, assignment("b").with("to", json!(["jd"])));
    accepts("participant-ended", &ended, told(assignment("b")).with("to", json!(["jd"])));
    let resting = assignment("b").with("decision", 1);
    accepts("decision-in-force", &World::adopted(), resting.clone());
    refuses("decision-in-force", &World::in_round(), resting);
}

#[test]
fn nobody_is_named_as_giving_an_assignment_without_a_decision_that_it_took_part_in() {
    let joint = assignment("b").with("from", json!(["kd", "fin"])).with("joint", true);
    refuses("assignment-others", &World::seated(), joint.clone());
    let decided = World::adopted();
    accepts("assignment-others", &decided, joint.clone().with("decision", 1));
    refuses("assignment-others", &decided, joint.clone());
    // Nor is one that stood aside, was silent, or only listened when others agreed.
    let aside = World::in_round()
        .given(answer(KLD, 1, 1, "consents"))
        .given(answer("member kd", 1, 1, "consents"))
        .given(answer("member fin", 1, 1, "stands_aside").with("statement", "Ikke vår sak"))
        .given(close(1));
    refuses("assignment-others", &aside, joint.clone().with("decision", 1));
    let listener = World::adopted().given(membership("hod", "joined", "observer"));
    let by_listener = joint.clone().with("from", json!(["kd", "hod"])).with("decision", 1);
    refuses("assignment-others", &listener, by_listener);
    // One that sits in another forum has agreed to nothing.
    let outside = joint.with("from", json!(["kd", "hod"])).with("decision", 1);
    refuses("assignment-others", &decided, outside);
    accepts("assignment-sides", &World::seated(), assignment("b"));
    refuses("assignment-sides", &World::seated(), assignment("b").with("to", json!(["dfo", "kd"])));
}

#[test]
fn a_joint_assignment_has_several_on_one_side_and_a_group_stands_for_several() {
    let world = World::seated();
    let joint = assignment("b").with("joint", true);
    refuses("assignment-joint", &world, joint.clone());
    accepts("assignment-joint", &world, joint.clone().with("to", json!(["dfo", "hod"])));
    // The same twice is still one.
    refuses("assignment-joint", &world, joint.clone().with("to", json!(["dfo", "dfo"])));
    let told_of = told(joint);
    accepts("assignment-joint", &world, told_of.clone().with("from", json!(["kd", "fin"])));
    accepts("assignment-joint", &world, told_of.clone().with("from", json!(["alle"])));
    accepts("assignment-joint", &world, told_of.clone().with("to", json!(["alle"])));
    refuses("assignment-joint", &world, told_of);
    // Several can also do each its own.
    accepts("assignment-joint", &world, assignment("b").with("to", json!(["dfo", "hod"])));
}

#[test]
fn rule_rows_for_reporting_on_an_assignment() {
    let world = given();
    accepts("assignment-by", &world, says(DFO, "delivered"));
    refuses("assignment-by", &world, says(DFO, "delivered").by(HOD));
    accepts("assignment-side", &world, says(DFO, "started"));
    refuses("assignment-side", &world, says(KD, "started"));
    refuses("assignment-side", &world, says(KD, "delivered"));
    refuses("assignment-side", &world, says(HOD, "delivered"));
    let delivered = world.clone().given(says(DFO, "delivered"));
    accepts("assignment-side", &delivered, says(KD, "accepted"));
    refuses("assignment-side", &delivered, says(DFO, "accepted"));
    refuses("assignment-side", &delivered, says(FIN, "accepted"));

    accepts("assignment-order", &world, says(DFO, "started"));
    refuses("assignment-order", &world.clone().given(says(DFO, "started")), says(DFO, "started"));
    accepts("assignment-order", &world.clone().given(says(DFO, "started")), says(DFO, "delivered"));
    accepts("assignment-order", &world, says(DFO, "delivered"));
    refuses("assignment-order", &delivered, says(DFO, "started"));
    refuses("assignment-order", &world, says(KD, "accepted"));
    refuses("assignment-order", &world.given(says(DFO, "started")), says(KD, "accepted"));
}

#[test]
fn each_recipient_delivers_once_and_nothing_follows_accepted() {
    let first = given_to_two().given(says(DFO, "delivered"));
    refuses("assignment-order", &first, says(DFO, "delivered"));
    accepts("assignment-order", &first, says(HOD, "started"));
    // What one has delivered is not all of it.
    refuses("assignment-order", &first, says(KD, "accepted"));
    let second = accepts("assignment-order", &first, says(HOD, "delivered"));
    let accepted = accepts("assignment-order", &second, says(KD, "accepted"));
    for act in
        [says(KD, "accepted"), says(DFO, "started"), says(DFO, "delivered"), says(HOD, "delivered")]
    {
        refuses("assignment-order", &accepted, act);
    }
}

#[test]
fn whoever_carries_a_party_on_goes_on_where_it_stood() {
    let renamed = |world: World| {
        world
            .given(participant("dfo-ny", "agency"))
            .given(participant("kd-ny", "ministry"))
            .given(succession("dfo", &["dfo-ny"], "rename"))
            .given(succession("kd", &["kd-ny"], "rename"))
    };
    let (recipient, issuer) = ("addressee dfo-ny", "addressee kd-ny");
    accepts("assignment-side", &renamed(given()), says(recipient, "delivered"));
    let delivered = renamed(given().given(says(DFO, "delivered")));
    refuses("assignment-order", &delivered, says(recipient, "delivered"));
    refuses("assignment-order", &delivered, says(recipient, "started"));
    accepts("assignment-side", &delivered, says(issuer, "accepted"));
    // Of two that were merged one had delivered: the other's part is left, once.
    let merged = given_to_two()
        .given(participant("dfo-ny", "agency"))
        .given(says(DFO, "delivered"))
        .given(succession("dfo", &["dfo-ny"], "merge"))
        .given(succession("hod", &["dfo-ny"], "merge"));
    let rest = accepts("assignment-order", &merged, says(recipient, "delivered"));
    refuses("assignment-order", &rest, says(recipient, "delivered"));
}

#[test]
fn who_only_took_tasks_over_neither_delivers_nor_accepts() {
    let handed = given().given(succession("dfo", &["hod"], "transfer")).given(succession(
        "kd",
        &["fin"],
        "transfer",
    ));
    refuses("assignment-side", &handed, says(HOD, "delivered"));
    let delivered = accepts("assignment-side", &handed, says(DFO, "delivered"));
    refuses("assignment-side", &delivered, says(FIN, "accepted"));
}

#[test]
fn what_a_source_tells_of_an_assignment_ends_nothing_and_delivers_nothing() {
    let world = given();
    let told_of = world
        .given(told(says(DFO, "started")))
        .given(told(says(HOD, "delivered")))
        .given(told(says(DFO, "delivered")))
        .given(told(says(DFO, "accepted")));
    accepts("assignment-order", &told_of, says(DFO, "started"));
    let delivered = accepts("assignment-order", &told_of, says(DFO, "delivered"));
    refuses("assignment-order", &told_of, says(KD, "accepted"));
    accepts("assignment-order", &delivered, says(KD, "accepted"));
    // An assignment that a source tells of is delivered by its recipient all the same.
    let from_source = World::seated().given(told(assignment("a")));
    accepts("assignment-side", &from_source, says(DFO, "delivered"));
}
