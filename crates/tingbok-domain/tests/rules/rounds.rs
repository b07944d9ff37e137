//! Kinds 26, 28 and 29.
use crate::harness::{
    AFTER, CHAIR, DEADLINE, FIN, HOD, KD, KLD, REGISTRAR, World, accepts, answer, by, close,
    declared, digest, extend, forum, meeting, open, proposal, refuses, reopen, revision, withdraw,
};
use serde_json::{Value, json};

#[test]
fn rule_rows_for_when_a_round_can_open() {
    let world = World::proposed();
    let opened = accepts("round-procedure", &world, open(1, "consensus"));
    refuses("round-procedure", &opened, reopen(1, "consensus"));
    refuses("round-procedure", &world.clone().given(withdraw()), open(1, "consensus"));
    let revised = world.clone().given(revision(2));
    accepts("round-newest-text", &revised, open(2, "consensus"));
    refuses("round-newest-text", &revised, open(1, "consensus"));
    accepts("round-text", &world, open(1, "consensus"));
    refuses("round-text", &world, open(1, "consensus").with("text_sha256", digest(2)));
    refuses("round-text", &revised, open(2, "consensus").with("text_sha256", digest(1)));

    let adopted = World::adopted();
    refuses("round-in-force", &adopted, reopen(1, "consensus"));
    let newer = adopted.given(revision(2));
    accepts("round-in-force", &newer, reopen(2, "consensus"));
    accepts("round-reopen-reason", &newer, reopen(2, "consensus"));
    refuses("round-reopen-reason", &newer, open(2, "consensus"));
    let interrupted = World::in_round().given(revision(2));
    refuses("round-reopen-reason", &interrupted, open(2, "consensus").with("reopen_reason", " "));
}

#[test]
fn rule_rows_for_deadlines_of_a_new_round() {
    let world = World::proposed();
    accepts("round-deadline", &world, open(1, "consensus"));
    refuses("round-deadline", &world, open(1, "consensus").without("deadline"));
    accepts("round-deadline-future", &world, open(1, "consensus").with("deadline", "2026-03-02"));
    refuses("round-deadline-future", &world, open(1, "consensus").with("deadline", "2026-03-01"));
    // From Monday: five working days end on the Monday after.
    accepts("silence-deadline", &world, open(1, "silence").with("deadline", "2026-03-09"));
    refuses("silence-deadline", &world, open(1, "silence").with("deadline", "2026-03-08"));
    refuses("silence-deadline", &world, open(1, "silence").without("deadline"));
    // Before Easter: Thursday, Friday and Monday are holidays.
    let easter = world.on("2026-03-30");
    accepts("silence-deadline", &easter, open(1, "silence").with("deadline", "2026-04-09"));
    refuses("silence-deadline", &easter, open(1, "silence").with("deadline", "2026-04-08"));
}

#[test]
fn rule_rows_for_the_basis() {
    let world = World::proposed();
    accepts("round-basis", &world, open(1, "consensus"));
    refuses("round-basis", &world, open(1, "consensus").without("basis_docs"));
    accepts(
        "round-basis",
        &world,
        open(1, "consensus").without("basis_docs").with("waiver", "Det hastet"),
    );
    accepts("round-basis", &world, open(1, "silence").without("basis_docs"));
    let not_anchored = World::seated().given(proposal("general"));
    refuses("round-basis", &not_anchored, open(1, "consensus"));
    let held = not_anchored.given(meeting("m1"));
    refuses("round-basis", &held, declared(1, "m1"));
    for method in ["consensus", "silence"] {
        accepts("round-basis-kind", &world, open(1, method).with("basis_docs", json!([1])));
        refuses("round-basis-kind", &world, open(1, method).with("basis_docs", json!([1, 2])));
    }
    let rules = json!({ "forum": "klima", "rounds": { "basis_required": false } });
    let free = world.given(by("administrator dss", "SetDecisionRules", "ledger", rules));
    accepts("round-basis", &free, open(1, "consensus").without("basis_docs"));
}

#[test]
fn rule_rows_for_who_answers() {
    let world = World::proposed();
    let opened = accepts("round-electorate", &world, open(1, "consensus"));
    let names: Vec<_> = opened
        .decision(1)
        .open_round()
        .unwrap()
        .electorate
        .iter()
        .map(ToString::to_string)
        .collect();
    // One seat each, and none for who only observes.
    assert_eq!(names, ["fin", "kd", "kld"]);
    let secretariat = "secretariat hod tom";
    let told = json!({ "participant": "kd", "action": "joined", "role": "member" });
    let empty = world
        .given(forum("tom"))
        .given(by(REGISTRAR, "ChangeMembership", "forum-tom", told).reported())
        .given(proposal("general").with("forum", "tom").by(secretariat));
    let waived = open(1, "consensus").on("decision-2").by(secretariat).with("waiver", "Det hastet");
    refuses("round-electorate", &empty, waived);
}

#[test]
fn rule_rows_for_written_procedures() {
    for matter in ["budget", "personnel", "mandate"] {
        refuses("silence-matter", &World::seated().given(proposal(matter)), open(1, "silence"));
    }
    accepts("silence-matter", &World::seated().given(proposal("general")), open(1, "silence"));
    let rules = json!({ "forum": "klima", "rounds": { "silence_for": ["budget"] } });
    let set = World::seated().given(by("administrator dss", "SetDecisionRules", "ledger", rules));
    accepts("silence-matter", &set.clone().given(proposal("budget")), open(1, "silence"));
    refuses("silence-matter", &set.given(proposal("personnel")), open(1, "silence"));

    let asked = World::in_writing()
        .given(answer(FIN, 1, 1, "requests_discussion"))
        .on(AFTER)
        .given(close(1));
    refuses("round-discussion", &asked, reopen(1, "silence").with("deadline", "2026-04-30"));
    accepts("round-discussion", &asked, reopen(1, "consensus").with("deadline", "2026-04-30"));
}

#[test]
fn rule_rows_for_declared_rounds() {
    let world = World::proposed().given(meeting("m1"));
    accepts("round-meeting", &world, declared(1, "m1"));
    refuses("round-meeting", &world, declared(1, "m1").without("meeting"));
    refuses("round-meeting", &world, declared(1, "m1").with("deadline", DEADLINE));
    refuses("round-meeting", &world, open(1, "consensus").with("meeting", "m1"));
    accepts("declared-meeting", &world, declared(1, "m1"));
    for (field, value) in
        [("status", json!("cancelled")), ("status", json!("announced")), ("attendance", json!([]))]
    {
        let other = World::proposed().given(meeting("m1").with(field, value));
        refuses("declared-meeting", &other, declared(1, "m1"));
    }
    let told = World::proposed().given(meeting("m1").by(REGISTRAR).reported());
    refuses("declared-meeting", &told, declared(1, "m1"));
    accepts("declared-stated", &world, declared(1, "m1"));
    let item = |kind: &str, stated: &str| -> Value {
        json!([{ "n": 1, "title": "Sak", "kind": kind, "ref": "decision-1", "stated": stated }])
    };
    for agenda in [
        json!([]),
        item("decision", "postponed"),
        item("decision", "not_agreed"),
        item("discussion", "agreed"),
    ] {
        let other = World::proposed().given(meeting("m1").with("agenda", agenda));
        refuses("declared-stated", &other, declared(1, "m1"));
    }
    let changed = world.given(revision(2));
    refuses("declared-text", &changed, declared(2, "m1"));
    accepts("declared-text", &changed.given(meeting("m2")), declared(2, "m2"));
}

#[test]
fn rule_rows_for_moving_the_deadline() {
    let world = World::in_round();
    let later = "2026-03-20";
    accepts("round-open", &world, extend(KD, later));
    refuses("round-open", &world, extend(KD, later).with("round", 2));
    refuses("round-open", &World::proposed(), extend(KD, later));
    accepts("deadline-own", &world, extend(KD, later));
    refuses("deadline-own", &world, extend(KD, later).with("requested_by", "fin"));
    accepts("deadline-elector", &world, extend(CHAIR, later));
    refuses("deadline-elector", &world, extend(HOD, later));
    accepts("deadline-running", &world.clone().on(DEADLINE), extend(KD, later));
    refuses("deadline-running", &world.clone().on(AFTER), extend(KD, later));
    refuses("deadline-running", &World::declared(), extend(KD, later));
    accepts("deadline-later", &world, extend(KD, AFTER));
    refuses("deadline-later", &world, extend(KD, DEADLINE));
    let once = accepts("deadline-once", &world, extend(KD, later));
    refuses("deadline-once", &once, extend(KD, "2026-03-21"));
    accepts("deadline-once", &once, extend(FIN, "2026-03-21"));
    accepts("deadline-reason", &world, extend(KD, later));
    refuses("deadline-reason", &world, extend(KD, later).without("reason"));
}

#[test]
fn rule_rows_for_closing() {
    let world = World::in_round();
    let over = world.clone().on(AFTER);
    accepts("round-open", &over, close(1));
    refuses("round-open", &over, close(2));
    refuses("round-open", &over.clone().given(close(1)), close(1));
    accepts("close-elector", &over, close(1).by(FIN));
    refuses("close-elector", &over, close(1).by(HOD));
    accepts("close-early", &over, close(1));
    refuses("close-early", &world, close(1));
    refuses("close-early", &world.clone().on(DEADLINE), close(1));
    let answered = world.clone().all_consent(1, 1);
    accepts("close-early", &answered, close(1));
    accepts("close-early", &World::declared(), close(1));
    // An answer that was taken back is none.
    refuses("close-early", &answered.clone().given(answer(KLD, 1, 1, "withdrawn")), close(1));
    accepts("close-after-deadline", &answered.clone().on(AFTER), close(1).by(FIN));
    refuses("close-after-deadline", &answered, close(1).by(FIN));
}
