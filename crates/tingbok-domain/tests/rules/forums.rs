//! Kinds 4, 5, 7 and 51.
use crate::{
    decisions::with_second,
    harness::{
        CHAIR, REGISTRAR, SECRETARIAT, World, accepts, answer, by, close, forum, measure, meeting,
        membership, refuses,
    },
};
use serde_json::json;

#[test]
fn rule_rows_for_establishing_a_forum() {
    let world = World::opened();
    let act = forum("klima");
    let there = accepts("forum-unique", &world, act.clone());
    refuses("forum-unique", &there, act.clone());
    accepts("forum-name", &world, act.clone());
    refuses("forum-name", &world, act.clone().with("name", "  "));
    accepts("forum-kind", &world, act.clone());
    refuses("forum-kind", &world, act.clone().with("kind", "conclave"));
    let sprint = act.with("kind", "sprint-group");
    accepts("forum-review-by", &world, sprint.clone().with("review_by", "2026-12-31"));
    refuses("forum-review-by", &world, sprint);
}

#[test]
fn rule_rows_for_consulting_before_a_forum_is_established() {
    let world = World::opened();
    let alone = forum("klima").without("consulted");
    accepts("forum-consulted", &world, forum("klima"));
    refuses("forum-consulted", &world, alone.clone());
    refuses("forum-consulted", &world, alone.clone().with("consulted", json!(["kd"])));
    refuses("forum-consulted", &world, alone.clone().with("waiver", " "));
    accepts("forum-consulted", &world, alone.clone().with("waiver", "Det hastet"));
    // Before that body existed nothing is demanded.
    let before = world.on("2023-06-01");
    accepts("forum-consulted", &before, alone.by("coordinator kdd"));
}

#[test]
fn rule_rows_for_membership() {
    let world = World::seated();
    accepts("membership-collective", &world, membership("alle", "joined", "observer"));
    refuses("membership-collective", &world, membership("alle", "joined", "member"));
    accepts("membership-once", &world, membership("hod", "joined", "member"));
    refuses("membership-once", &world, membership("kd", "joined", "member"));
    accepts("membership-active", &world, membership("kd", "changed", "member"));
    refuses("membership-active", &world, membership("kd", "changed", "lead"));
    refuses("membership-active", &world, membership("hod", "left", "observer"));
}

#[test]
fn rule_rows_for_ending_the_seat_of_another() {
    let world = World::proposed().given(meeting("m1"));
    let out = membership("fin", "left", "member");
    refuses("membership-seat-ended", &world, out.clone());
    accepts("membership-seat-ended", &world, out.clone().with("meeting", "m1"));
    refuses("membership-seat-ended", &world, out.clone().with("decision", 1));
    accepts("membership-seat-ended", &World::adopted(), out.clone().with("decision", 1));
    accepts("membership-seat-ended", &world, membership("kld", "left", "lead").by(CHAIR));
    accepts("membership-seat-ended", &world, membership("dfo", "left", "observer"));
    // What a source tells of a meeting gives no right.
    let told = World::proposed().given(meeting("m1").by(REGISTRAR).reported());
    refuses("membership-seat-ended", &told, out.clone().with("meeting", "m1"));
    // A decision of a forum beside it ends no seat here.
    let beside = with_second(World::adopted(), "vann");
    refuses("membership-seat-ended", &beside, out.clone().with("decision", 2));
    // One of a forum that it belongs under does.
    let under = World::adopted().given(forum("under").with("parent", "klima"));
    let secretariat = "secretariat dfd under";
    let seat = membership("fin", "joined", "member").on("forum-under").by(secretariat);
    let out = out.on("forum-under").by(secretariat);
    refuses("membership-seat-ended", &under.clone().given(seat.clone()), out.clone());
    accepts("membership-seat-ended", &under.given(seat), out.with("decision", 1));
}

#[test]
fn rule_rows_for_meetings() {
    let world = World::proposed();
    let act = meeting("m1").with("number", 1);
    accepts("meeting-held-past", &world, act.clone());
    refuses("meeting-held-past", &world, act.clone().with("date", "2026-03-03"));
    accepts(
        "meeting-held-past",
        &world,
        act.clone().with("date", "2026-03-03").with("status", "announced"),
    );

    let announced = world.clone().given(act.clone().with("status", "announced"));
    let held = accepts("meeting-once", &announced, act.clone());
    refuses("meeting-once", &held, act.clone());
    refuses("meeting-once", &held, act.clone().with("status", "cancelled"));
    let told = world.clone().given(act.clone().by(REGISTRAR).reported());
    accepts("meeting-once", &told, act);

    accepts("meeting-number", &held, meeting("m2").with("number", 3));
    refuses("meeting-number", &held, meeting("m2").with("number", 1));
    let last = world.given(meeting("m9").with("number", u32::MAX));
    refuses("meeting-number", &last, meeting("m2").with("number", u32::MAX));
}

#[test]
fn rule_rows_for_meetings_of_a_programme() {
    let kinds = |kind: &str| World::proposed().given(measure("p").with("kind", kind));
    let act = meeting("m1").on("measure-p");
    accepts("meeting-programme", &kinds("programme"), act.clone());
    for kind in ["measure", "project", "work_package", "joint_task"] {
        refuses("meeting-programme", &kinds(kind), act.clone());
    }
    // It states nothing for the forum that follows the programme.
    let held = kinds("programme").given(act);
    assert!(held.register.forum(&"klima".parse().unwrap()).unwrap().meetings.is_empty());
}

#[test]
fn rule_rows_for_minutes() {
    let announced = meeting("m2").with("status", "announced");
    let world = World::proposed().given(meeting("m1")).given(announced.clone());
    let body = json!({ "meeting": "m1", "document": 1, "in_meeting": "m2" });
    let act = by(SECRETARIAT, "ApproveMinutes", "forum-klima", body);
    refuses("minutes-held", &world, act.clone());
    let held = world.clone().given(announced.with("status", "held"));
    accepts("minutes-held", &held, act.clone());
    accepts("minutes-other", &held, act.clone());
    refuses("minutes-other", &held, act.clone().with("in_meeting", "m1"));
    refuses("minutes-held", &world, act.with("meeting", "m2").with("in_meeting", "m1"));
}

#[test]
fn a_membership_that_a_source_tells_of_gives_no_seat() {
    let told = membership("jd", "joined", "member").by(REGISTRAR).reported();
    let world = World::seated().given(told);
    assert!(
        !world.register.forum(&"klima".parse().unwrap()).unwrap().seats(&"jd".parse().unwrap())
    );
    let body = json!({ "forum": "klima", "title": "Sak", "text": "Tekst", "matter": "general" });
    refuses("proposal-by-member", &world, by("member jd", "ProposeDecision", "decision", body));
}

#[test]
fn who_leaves_during_a_round_still_answers_and_who_joins_does_not() {
    let world = World::in_round().given(meeting("m1"));
    let world = world.given(membership("fin", "left", "member").with("meeting", "m1"));
    let world = world.given(membership("hod", "joined", "member"));
    refuses("position-elector", &world, answer("member hod", 1, 1, "consents"));
    let world = world.all_consent(1, 1).given(close(1));
    assert!(world.decision(1).in_force.is_some());
    let forum = world.register.forum(&"klima".parse().unwrap()).unwrap();
    assert!(!forum.seats(&"fin".parse().unwrap()) && forum.seats(&"hod".parse().unwrap()));
}
