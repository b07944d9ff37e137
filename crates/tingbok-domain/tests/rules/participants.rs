//! Kinds 1 to 3.
use crate::harness::{
    COORDINATOR, KD, World, accepts, answer, close, membership, participant, proposal, refuses,
    revision, substitute, succession,
};
use serde_json::json;
use tingbok_domain::ParticipantId;

#[test]
fn rule_rows_for_registering_participants() {
    let world = World::opened();
    accepts("participant-unique", &world, participant("smk", "pmo"));
    refuses("participant-unique", &world, participant("kd", "ministry"));
    accepts("participant-name", &world, participant("smk", "pmo"));
    refuses("participant-name", &world, participant("smk", "pmo").with("name", json!({})));
    accepts("participant-collective", &world, participant("etatene", "collective").reported());
    refuses("participant-collective", &world, participant("etatene", "collective"));
}

#[test]
fn rule_rows_for_succession() {
    let world = World::opened();
    accepts("succession-successor", &world, succession("kdd", &["jd"], "merge"));
    refuses("succession-successor", &world, succession("kdd", &[], "merge"));
    accepts("succession-other", &world, succession("kdd", &["jd"], "rename"));
    refuses("succession-other", &world, succession("kdd", &["kdd"], "rename"));
    accepts("succession-rename-one", &world, succession("kdd", &["jd", "fin"], "split"));
    refuses("succession-rename-one", &world, succession("kdd", &["jd", "fin"], "rename"));
    accepts("succession-collective", &world, succession("kdd", &["jd"], "rename"));
    refuses("succession-collective", &world, succession("kdd", &["alle"], "rename"));

    let gone = accepts("participant-ended", &world, succession("kdd", &["jd"], "rename"));
    refuses("participant-ended", &gone, succession("kdd", &["fin"], "rename"));
    refuses("participant-ended", &gone, succession("fin", &["kdd"], "merge"));
    accepts("participant-ended", &gone, succession("fin", &["jd"], "merge"));
}

#[test]
fn rule_rows_for_two_seats_that_would_become_one() {
    let world = World::in_round();
    accepts("succession-rename-seat", &world, succession("fin", &["jd"], "rename"));
    refuses("succession-rename-seat", &world, succession("fin", &["kd"], "rename"));
    accepts("succession-rename-seat", &world, succession("fin", &["kd"], "merge"));
    // Who has left the forum still answers in the round.
    let left = world.given(membership("kld", "left", "lead").by("chair kld klima"));
    refuses("succession-rename-seat", &left, succession("kld", &["kd"], "rename"));
    accepts("succession-rename-seat", &left, succession("kld", &["jd"], "rename"));
}

#[test]
fn rule_rows_for_naming_a_substitute() {
    let world = World::opened();
    let act = substitute("kd", "jd", "2026-03-01", "2026-03-31");
    accepts("substitute-own", &world, act.clone());
    refuses("substitute-own", &world, act.clone().by("member jd"));
    refuses("substitute-own", &world, act.clone().by(COORDINATOR));
    accepts("substitute-span", &world, act.clone().with("until", "2026-03-01"));
    refuses("substitute-span", &world, act.with("until", "2026-02-28"));
}

#[test]
fn a_later_designation_takes_the_place_of_the_earlier_one_with_the_same_scope() {
    let world = World::in_round().given(substitute("kd", "jd", "2026-03-01", "2026-03-31"));
    let stands_in = || answer("member jd", 1, 1, "consents").acting_for("kd");
    accepts("substitute-scope", &world, stands_in());
    // Ended on the day before, by a designation with the same scope.
    let over = world.clone().given(substitute("kd", "jd", "2026-03-01", "2026-03-01"));
    refuses("substitute-scope", &over, stands_in());
    // One for a single forum stands beside one for all.
    let here = substitute("kd", "jd", "2026-03-01", "2026-03-01");
    let beside = world.given(here.with("scope", json!({ "forum": "klima" })));
    accepts("substitute-scope", &beside, stands_in());
}

#[test]
fn who_carries_on_whom_is_found_over_any_number_of_witnessed_successions() {
    let id = |text: &str| text.parse::<ParticipantId>().unwrap();
    let world = World::opened()
        .given(succession("kdd", &["jd", "hod"], "split"))
        .given(succession("jd", &["fin"], "rename"))
        .given(succession("kd", &["kld"], "transfer"))
        .given(succession("dfo", &["kld"], "rename").reported());
    let carries = |today: &str, named: &str| world.register.carries_on(&id(today), &id(named));
    assert!(carries("fin", "kdd") && carries("hod", "kdd") && carries("fin", "jd"));
    assert!(carries("kd", "kd"));
    assert!(!carries("kdd", "fin"), "it does not go backwards");
    assert!(!carries("kld", "kd"), "who only hands over tasks goes on itself");
    assert!(!carries("kld", "dfo"), "what a source tells gives no right");
}

#[test]
fn a_rename_moves_the_seat_the_answer_and_the_right_to_ones_own_proposal() {
    let world = World::in_writing().given(answer(KD, 1, 1, "stands_aside"));
    let world = world.given(succession("kd", &["jd"], "rename"));
    let round = world.decision(1).open_round().unwrap();
    let names: Vec<_> = round.electorate.iter().map(ToString::to_string).collect();
    assert_eq!(names, ["fin", "jd", "kld"]);
    assert!(round.answers.contains_key(&"jd".parse().unwrap()));
    refuses("participant-ended", &world, answer(KD, 1, 1, "consents"));
    // It proposed the text, so that its agreement still does not carry a written procedure.
    let agreed =
        world.clone().given(answer("member jd", 1, 1, "consents")).on("2026-03-14").given(close(1));
    assert!(agreed.decision(1).in_force.is_none());
    accepts("revision-own", &world, revision(2).by("member jd"));
}

#[test]
fn split_and_merge_interrupt_the_round_and_transfer_does_not() {
    for (kind, interrupted) in [("split", true), ("merge", true), ("transfer", false)] {
        let world = World::in_round().given(succession("kd", &["jd"], kind));
        assert_eq!(world.decision(1).open_round().is_none(), interrupted, "{kind}");
    }
}

#[test]
fn what_a_source_tells_of_a_succession_moves_no_seat() {
    let world = World::in_round().given(succession("kd", &["jd"], "rename").reported());
    assert!(world.decision(1).open_round().unwrap().electorate.contains(&"kd".parse().unwrap()));
    accepts("participant-ended", &world, proposal("general"));
}
