//! The two fields of a decision: how far the procedure has come, and what is in force. Nothing that touches
//! the one touches the other, but a round that adopts a newer text, or a decision that takes its place.
use crate::{
    decisions::with_second,
    harness::{
        AFTER, Act, FIN, World, answer, by, close, reopen, revision, succession, supersede,
        withdraw,
    },
};
use serde_json::json;
use tingbok_domain::{event::Outcome, register::Procedure};

/// Procedure in one word, and revision and round in force.
fn state(world: &World) -> (&'static str, Option<(u32, u32)>) {
    let decision = world.decision(1);
    let procedure = match &decision.procedure {
        Procedure::Draft => "draft",
        Procedure::Open(_) => "open",
        Procedure::Idle(Outcome::Adopted) => "adopted",
        Procedure::Idle(Outcome::AdoptedWithDissent) => "with dissent",
        Procedure::Idle(Outcome::NotAgreed) => "not agreed",
        Procedure::Idle(Outcome::Lapsed) => "lapsed",
        Procedure::Referred => "referred",
        Procedure::Withdrawn => "withdrawn",
    };
    (procedure, decision.in_force.map(|now| (now.revision, now.round)))
}

fn refer() -> Act {
    withdraw().with("referred_to", "political_clarification")
}

fn bring_back() -> Act {
    by("secretariat dfd klima", "ReturnDecision", "decision-1", json!({ "result_ref": 1 }))
}

fn later(revision: u32, day: &str) -> Act {
    reopen(revision, "consensus").with("deadline", day)
}

#[test]
fn every_transition_leads_where_the_table_says() {
    let draft = World::proposed();
    assert_eq!(state(&draft), ("draft", None));
    assert_eq!(state(&draft.clone().given(revision(2))), ("draft", None));
    assert_eq!(state(&draft.clone().given(withdraw())), ("withdrawn", None));
    assert_eq!(state(&draft.clone().given(refer())), ("referred", None));
    assert_eq!(state(&draft.clone().given(refer()).given(bring_back())), ("draft", None));
    for elsewhere in ["line", "forum"] {
        let gone = draft.clone().given(withdraw().with("referred_to", elsewhere));
        assert_eq!(state(&gone), ("withdrawn", None));
    }
    let round = World::in_round();
    assert_eq!(state(&round), ("open", None));
    assert_eq!(state(&round.clone().given(revision(2))), ("draft", None));
    assert_eq!(state(&round.clone().given(withdraw())), ("withdrawn", None));
    assert_eq!(state(&round.clone().given(refer())), ("referred", None));
    assert_eq!(state(&round.clone().given(succession("kd", &["jd"], "split"))), ("draft", None));
    assert_eq!(state(&round.clone().on(AFTER).given(close(1))), ("lapsed", None));
    let blocked = round.clone().given(answer(FIN, 1, 1, "reserves")).on(AFTER).given(close(1));
    assert_eq!(state(&blocked), ("not agreed", None));
    assert_eq!(state(&blocked.clone().given(later(1, "2026-03-31"))), ("open", None));
    assert_eq!(state(&blocked.clone().given(revision(2))), ("draft", None));
    assert_eq!(state(&blocked.given(withdraw())), ("withdrawn", None));
    let dissent = round.all_consent(1, 1).given(answer(FIN, 1, 1, "stands_aside")).given(close(1));
    assert_eq!(state(&dissent), ("with dissent", Some((1, 1))));
}

#[test]
fn what_is_in_force_stays_through_lapse_interruption_referral_and_withdrawal() {
    let world = World::adopted();
    assert_eq!(state(&world), ("adopted", Some((1, 1))));
    let world = world.given(revision(2));
    assert_eq!(state(&world), ("draft", Some((1, 1))));
    let world = world.given(reopen(2, "consensus"));
    assert_eq!(state(&world), ("open", Some((1, 1))));
    let world = world.on(AFTER).given(close(2));
    assert_eq!(state(&world), ("lapsed", Some((1, 1))));
    let world = world.given(revision(3)).given(later(3, "2026-03-31"));
    assert_eq!(state(&world), ("open", Some((1, 1))));
    let world = world.given(succession("kd", &["jd"], "merge"));
    assert_eq!(state(&world), ("draft", Some((1, 1))));
    let world = world.given(refer());
    assert_eq!(state(&world), ("referred", Some((1, 1))));
    let world = world.given(bring_back());
    assert_eq!(state(&world), ("draft", Some((1, 1))));
    let world = world.given(revision(4)).given(later(4, "2026-03-31"));
    assert_eq!(state(&world), ("open", Some((1, 1))));
    let world = world.given(withdraw());
    assert_eq!(state(&world), ("withdrawn", Some((1, 1))));
}

#[test]
fn a_round_that_adopts_a_newer_text_puts_it_in_force() {
    let world = World::adopted().given(revision(2)).given(reopen(2, "consensus"));
    let world = world.all_consent(2, 2).given(close(2));
    assert_eq!(state(&world), ("adopted", Some((2, 2))));
}

#[test]
fn a_superseding_decision_takes_the_whole_out_of_force_and_a_part_leaves_it() {
    let world = with_second(World::adopted(), "klima");
    assert_eq!(state(&world.clone().given(supersede(2, "part"))), ("adopted", Some((1, 1))));
    let whole = world.given(supersede(2, "whole"));
    assert_eq!(state(&whole), ("adopted", None));
    assert!(whole.decision(2).in_force.is_some() && whole.decision(1).superseded);
}

#[test]
fn an_interrupted_round_has_a_number_of_its_own_and_its_answers_are_void() {
    let world =
        World::in_round().all_consent(1, 1).given(revision(2)).given(reopen(2, "consensus"));
    let round = world.decision(1).open_round().unwrap();
    assert_eq!((round.number, round.revision, round.answers.len()), (2, 2, 0));
    assert_eq!(world.decision(1).revisions.len(), 2);
}
