//! What somebody who gains would try, and what comes of it.
use crate::harness::{
    AFTER, CHAIR, FIN, KD, KLD, SECRETARIAT, World, accepts, answer, attest, by, close, declared,
    forbidden, malformed, meeting, membership, open, record, refuses, reopen, revision, substitute,
    succession, withdraw,
};
use serde_json::json;
use tingbok_domain::event::Outcome;

#[test]
fn a_chair_cannot_name_who_answers() {
    let world = World::proposed();
    let act = open(1, "consensus").by(CHAIR).with("electorate", json!(["kld"]));
    assert!(malformed(&world, act).contains("electorate"));
    for field in ["outcome", "tally"] {
        assert!(
            malformed(&World::in_round(), close(1).with(field, json!("adopted"))).contains(field)
        );
    }
    for field in ["entered_by", "by_substitute", "text_leaf"] {
        malformed(&World::in_round(), answer(KD, 1, 1, "consents").with(field, json!("kd")));
    }
}

#[test]
fn membership_that_changes_after_the_opening_changes_nobodys_right_to_answer() {
    let world = World::in_round().given(meeting("m1")).given(answer(FIN, 1, 1, "reserves"));
    let packed = world
        .given(membership("fin", "left", "member").with("meeting", "m1"))
        .given(membership("hod", "joined", "member"))
        .given(membership("jd", "joined", "member"));
    refuses("position-elector", &packed, answer("member hod", 1, 1, "consents"));
    accepts("position-elector", &packed, answer(FIN, 1, 1, "stands_aside"));
    let over = packed
        .given(answer(KLD, 1, 1, "consents"))
        .given(answer(KD, 1, 1, "consents"))
        .given(close(1));
    assert!(over.decision(1).in_force.is_none());
}

#[test]
fn a_text_that_changes_under_the_answers_takes_them_with_it() {
    let world = World::in_round().all_consent(1, 1).given(revision(2));
    refuses("round-open", &world, close(1));
    let again = world.given(reopen(2, "consensus"));
    assert!(again.decision(1).open_round().unwrap().answers.is_empty());
    refuses("position-text", &again, answer(FIN, 2, 1, "consents"));
    refuses("position-round-open", &again, answer(FIN, 1, 1, "consents"));
    assert!(again.on(AFTER).given(close(2)).decision(1).in_force.is_none());
}

#[test]
fn a_meeting_that_agreed_to_one_text_carries_no_other() {
    let world = World::proposed().given(meeting("m1")).given(revision(2));
    refuses("declared-text", &world, declared(2, "m1"));
    // Nor one after the other, each newer text on the same meeting.
    let adopted = World::declared().given(close(1)).given(revision(2));
    refuses("declared-text", &adopted, declared(2, "m1").with("reopen_reason", "Språkvask"));
}

#[test]
fn nobody_annuls_what_is_in_force_by_taking_it_up_again_and_withdrawing() {
    let world = World::adopted();
    refuses("round-in-force", &world, reopen(1, "consensus").by(CHAIR));
    for undone in [
        world.clone().given(withdraw()),
        world.clone().given(revision(2)).given(withdraw()),
        world.clone().given(revision(2)).given(reopen(2, "silence")).given(withdraw()),
        world.given(revision(2)).given(reopen(2, "consensus")).on(AFTER).given(close(2)),
    ] {
        assert_eq!(undone.decision(1).in_force.map(|now| (now.revision, now.round)), Some((1, 1)));
    }
}

#[test]
fn no_command_amends_an_answer_or_a_tally() {
    let body = json!({ "target": 1, "field": "position", "was": "reserves", "is": "consents" });
    let world = World::in_round();
    for command in ["OpenLedger", "LedgerOpened"] {
        let act = by("registrar dss", command, "decision-1", body.clone());
        assert!(malformed(&world, act).contains("no command"), "{command}");
    }
    let world = world.given(answer(FIN, 1, 1, "reserves"));
    for target in 0..=world.last() {
        let act = by("registrar dss", "AmendEvent", "decision-1", body.clone());
        refuses("amend-target", &world, act.with("target", target));
    }
    forbidden(&world, answer("registrar dss", 1, 1, "consents"));
    forbidden(&world, close(1).by("registrar dss"));
}

#[test]
fn a_reservation_that_is_taken_back_is_missing_and_never_silent() {
    let world = World::in_writing().given(answer(FIN, 1, 1, "reserves")).given(answer(
        FIN,
        1,
        1,
        "withdrawn",
    ));
    let closed = world.given(answer(KLD, 1, 1, "consents")).on(AFTER).given(close(1));
    assert_eq!(
        closed.decision(1).procedure,
        tingbok_domain::register::Procedure::Idle(Outcome::Lapsed)
    );
}

#[test]
fn what_a_participant_contests_stays_contested_until_it_answers_itself() {
    let world = World::in_round()
        .given(meeting("m1"))
        .given(answer(KLD, 1, 1, "consents"))
        .given(answer(FIN, 1, 1, "consents"));
    let world = world.given(record("kd", "m1", "consents"));
    let target = world.last();
    let world = world.given(attest("kd", target, "contested"));
    refuses("close-early", &world, close(1));
    for who in [CHAIR, SECRETARIAT] {
        refuses("position-contested", &world, record("kd", "m1", "consents").by(who));
    }
    let named = world.clone().given(substitute("kd", "jd", "2026-03-01", "2026-03-31"));
    refuses("position-contested", &named, answer("member jd", 1, 1, "consents").acting_for("kd"));
    let lapsed = world.clone().on(AFTER).given(close(1));
    assert_eq!(
        lapsed.decision(1).procedure,
        tingbok_domain::register::Procedure::Idle(Outcome::Lapsed)
    );
    assert!(
        world.given(answer(KD, 1, 1, "consents")).given(close(1)).decision(1).in_force.is_some()
    );
}

#[test]
fn a_contest_after_the_closing_leaves_the_outcome_as_it_stands() {
    let closed = World::declared().given(close(1));
    let contested = closed.clone().given(attest("kd", closed.last(), "contested"));
    assert_eq!(contested.decision(1).in_force, closed.decision(1).in_force);
    assert_eq!(contested.decision(1).procedure, closed.decision(1).procedure);
}

#[test]
fn a_new_name_neither_ends_the_right_to_contest_nor_gives_a_second_extension() {
    let world = World::in_round().given(meeting("m1")).given(record("kd", "m1", "consents"));
    let target = world.last();
    let world = world.given(crate::harness::extend(KD, "2026-03-20")).given(succession(
        "kd",
        &["jd"],
        "rename",
    ));
    let contested = accepts("attest-target", &world, attest("jd", target, "contested"));
    refuses("attest-target", &world, attest("kd", target, "contested"));
    refuses("deadline-once", &world, crate::harness::extend("member jd", "2026-03-21"));
    let others =
        contested.given(answer(KLD, 1, 1, "consents")).given(answer(FIN, 1, 1, "consents"));
    refuses("close-early", &others, close(1));
}

#[test]
fn who_carries_a_participant_on_contests_what_was_recorded_for_it_also_after_the_closing() {
    let closed = World::declared().given(close(1));
    let target = closed.last();
    let renamed = closed.clone().given(succession("kd", &["jd"], "rename"));
    accepts("attest-target", &renamed, attest("jd", target, "contested"));
    refuses("attest-target", &closed, attest("jd", target, "contested"));
    // Who got tasks from it did not become it.
    let handed = closed.given(succession("kd", &["jd"], "transfer"));
    refuses("attest-target", &handed, attest("jd", target, "contested"));
}

#[test]
fn a_reservation_does_not_vanish_by_renaming_its_seat_to_one_that_agrees() {
    let world =
        World::in_round().given(answer(FIN, 1, 1, "reserves")).given(answer(KD, 1, 1, "consents"));
    refuses("succession-rename-seat", &world, succession("fin", &["kd"], "rename"));
    let moved = world.clone().given(succession("fin", &["jd"], "rename"));
    let closed = moved.given(answer(KLD, 1, 1, "consents")).given(close(1));
    assert_eq!(
        closed.decision(1).procedure,
        tingbok_domain::register::Procedure::Idle(Outcome::NotAgreed)
    );
    let merged = world.given(succession("fin", &["kd"], "merge"));
    assert!(merged.decision(1).open_round().is_none());
}

/// What one who blocks said is never passed over by another way of asking.
#[test]
fn a_reservation_is_not_passed_over_by_silence_or_by_a_meeting() {
    let reserved = World::in_round().given(answer(FIN, 1, 1, "reserves"));
    let closed = reserved.clone().on(AFTER).given(close(1));
    let interrupted = reserved.given(revision(2));
    for (world, revision) in [(closed, 1), (interrupted, 2)] {
        refuses(
            "round-discussion",
            &world,
            reopen(revision, "silence").with("deadline", "2026-04-30"),
        );
        accepts(
            "round-discussion",
            &world,
            reopen(revision, "consensus").with("deadline", "2026-04-30"),
        );
    }
}

/// Answers that the secretariat records for everybody cannot end a round before those concerned can contest.
#[test]
fn what_others_recorded_does_not_end_a_round_early() {
    let there =
        ["kld", "kd", "fin"].map(|who| json!({ "participant": who, "presence": "present" }));
    let held = meeting("m1").with("attendance", there.to_vec());
    let mut world = World::proposed().given(held).given(open(1, "consensus"));
    for who in ["kld", "kd", "fin"] {
        world = world.given(record(who, "m1", "consents"));
    }
    refuses("close-early", &world, close(1));
    let world = world.on(AFTER);
    accepts("close-early", &world, close(1));
}
