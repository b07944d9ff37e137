//! The table of outcomes: method, answers and attendance to outcome, the first that fits.
use crate::harness::{
    AFTER, Act, CHAIR, FIN, KD, KLD, SECRETARIAT, World, answer, attest, by, close, declared,
    meeting, open, proposal, record,
};
use serde_json::{Value, json};
use tingbok_domain::{
    Event,
    event::{CountsAs, Outcome, RoundClosed},
};

const PLACES: [(&str, &str); 3] = [("kld", KLD), ("kd", KD), ("fin", FIN)];

/// One answer for each of `kld`, `kd` (who proposed) and `fin`: a position, `condition` for agreement on one,
/// `contested` for one that was recorded and contested, `-` for none; attendance as `present` or `absent`.
fn closed(method: &str, answers: [&str; 3], attendance: [&str; 3]) -> (World, RoundClosed) {
    let rows: Vec<Value> = PLACES
        .iter()
        .zip(attendance)
        .map(|((who, _), presence)| json!({ "participant": who, "presence": presence }))
        .collect();
    let everybody = PLACES.map(|(who, _)| json!({ "participant": who, "presence": "present" }));
    let mut world = World::proposed().given(meeting("m1").with("attendance", rows));
    world = world.given(meeting("m2").with("attendance", everybody.to_vec()));
    world = world.given(if method == "declared" { declared(1, "m1") } else { open(1, method) });
    for ((who, actor), given) in PLACES.iter().zip(answers) {
        world = match given {
            "-" => world,
            "condition" => world.given(
                answer(actor, 1, 1, "consents")
                    .with("conditional", true)
                    .with("condition", "Dekning i budsjettet"),
            ),
            "withdrawn" => {
                world.given(answer(actor, 1, 1, "reserves")).given(answer(actor, 1, 1, "withdrawn"))
            }
            "contested" => {
                let world = world.given(record(who, "m2", "consents"));
                let target = world.last();
                world.given(attest(who, target, "contested"))
            }
            position => world.given(answer(actor, 1, 1, position)),
        };
    }
    let world = world.on(AFTER).given(close(1));
    let Event::RoundClosed(body) = world.log.last().unwrap().entry.event.clone() else {
        panic!("not closed")
    };
    (world, body)
}

#[track_caller]
fn check(method: &str, answers: [&str; 3], attendance: [&str; 3], expected: Outcome) {
    let (world, body) = closed(method, answers, attendance);
    assert_eq!(body.outcome, expected, "{method}: {answers:?}, {attendance:?}");
    assert_eq!(world.decision(1).in_force.is_some(), expected.is_adopted());
}

const NOBODY: [&str; 3] = ["absent"; 3];
const ALL_THERE: [&str; 3] = ["present"; 3];

#[test]
fn outcomes_by_consensus_need_an_answer_of_everybody() {
    for (answers, expected) in [
        (["consents", "consents", "consents"], Outcome::Adopted),
        (["consents", "consents", "condition"], Outcome::Adopted),
        (["consents", "recuses", "recuses"], Outcome::Adopted),
        (["recuses", "consents", "recuses"], Outcome::Adopted),
        (["consents", "stands_aside", "condition"], Outcome::AdoptedWithDissent),
        (["consents", "stands_aside", "recuses"], Outcome::AdoptedWithDissent),
        (["stands_aside", "stands_aside", "stands_aside"], Outcome::Lapsed),
        (["stands_aside", "recuses", "recuses"], Outcome::Lapsed),
        (["recuses", "recuses", "recuses"], Outcome::Lapsed),
        (["consents", "consents", "reserves"], Outcome::NotAgreed),
        (["consents", "requests_discussion", "consents"], Outcome::NotAgreed),
        (["reserves", "-", "-"], Outcome::NotAgreed),
        (["reserves", "withdrawn", "contested"], Outcome::NotAgreed),
        (["reserves", "stands_aside", "recuses"], Outcome::NotAgreed),
        (["consents", "consents", "-"], Outcome::Lapsed),
        (["consents", "consents", "withdrawn"], Outcome::Lapsed),
        (["consents", "consents", "contested"], Outcome::Lapsed),
        (["stands_aside", "consents", "-"], Outcome::Lapsed),
        (["-", "-", "-"], Outcome::Lapsed),
    ] {
        check("consensus", answers, NOBODY, expected);
    }
}

#[test]
fn outcomes_in_writing_take_silence_for_no_objection_and_need_one_that_agrees() {
    for (answers, expected) in [
        (["consents", "-", "-"], Outcome::Adopted),
        (["condition", "-", "-"], Outcome::Adopted),
        (["consents", "-", "stands_aside"], Outcome::AdoptedWithDissent),
        (["consents", "recuses", "recuses"], Outcome::Adopted),
        // The proposer's own agreement does not carry it.
        (["-", "consents", "-"], Outcome::Lapsed),
        (["stands_aside", "consents", "-"], Outcome::Lapsed),
        (["-", "-", "-"], Outcome::Lapsed),
        (["recuses", "recuses", "recuses"], Outcome::Lapsed),
        (["recuses", "recuses", "-"], Outcome::Lapsed),
        (["consents", "-", "reserves"], Outcome::NotAgreed),
        (["consents", "-", "requests_discussion"], Outcome::NotAgreed),
        (["consents", "withdrawn", "reserves"], Outcome::NotAgreed),
        (["consents", "-", "withdrawn"], Outcome::Lapsed),
        (["consents", "-", "contested"], Outcome::Lapsed),
        (["consents", "stands_aside", "withdrawn"], Outcome::Lapsed),
    ] {
        check("silence", answers, NOBODY, expected);
    }
}

#[test]
fn outcomes_by_declaration_need_more_than_half_present_or_answered() {
    let two = ["present", "present", "absent"];
    let one = ["present", "absent", "absent"];
    for (answers, attendance, expected) in [
        (["-", "-", "-"], ALL_THERE, Outcome::Adopted),
        (["-", "-", "-"], ["stand_in", "present", "absent"], Outcome::Adopted),
        (["-", "-", "-"], one, Outcome::Lapsed),
        (["-", "-", "-"], NOBODY, Outcome::Lapsed),
        (["-", "consents", "-"], one, Outcome::Adopted),
        (["-", "stands_aside", "-"], two, Outcome::AdoptedWithDissent),
        (["-", "-", "reserves"], two, Outcome::NotAgreed),
        (["-", "-", "requests_discussion"], two, Outcome::NotAgreed),
        (["reserves", "-", "-"], NOBODY, Outcome::NotAgreed),
        (["-", "withdrawn", "-"], ALL_THERE, Outcome::Lapsed),
        (["-", "contested", "-"], ALL_THERE, Outcome::Lapsed),
        (["recuses", "recuses", "recuses"], ALL_THERE, Outcome::Lapsed),
        (["consents", "-", "-"], ALL_THERE, Outcome::Adopted),
    ] {
        check("declared", answers, attendance, expected);
    }
}

#[test]
fn half_of_the_electors_are_not_more_than_half() {
    for (present, expected) in [(2, Outcome::Lapsed), (3, Outcome::Adopted)] {
        let joined = crate::harness::membership("hod", "joined", "member");
        let rows: Vec<Value> = ["kld", "kd", "fin", "hod"]
            .iter()
            .enumerate()
            .map(|(n, who)| json!({ "participant": who, "presence": if n < present { "present" } else { "absent" } }))
            .collect();
        let world = World::proposed().given(joined).given(meeting("m1").with("attendance", rows));
        let world = world.given(declared(1, "m1")).given(close(1).by(CHAIR));
        assert_eq!(world.decision(1).in_force.is_some(), expected.is_adopted());
    }
}

#[test]
fn the_tally_says_what_each_elector_counts_as_and_never_more() {
    let (_, body) = closed("silence", ["condition", "-", "withdrawn"], NOBODY);
    let rows: Vec<_> = body
        .tally
        .iter()
        .map(|row| (row.participant.as_str(), row.counts_as, row.conditional))
        .collect();
    let expected = [
        ("fin", CountsAs::Withdrawn, false),
        ("kd", CountsAs::Silent, false),
        ("kld", CountsAs::Consents, true),
    ];
    assert_eq!(rows, expected);
    let (_, body) = closed("declared", ["-", "contested", "-"], ["present", "present", "absent"]);
    let counted: Vec<_> = body.tally.iter().map(|row| row.counts_as).collect();
    assert_eq!(counted, [CountsAs::Absent, CountsAs::Contested, CountsAs::PresentNoObjection]);
    assert!(body.tally[0].event.is_none() && body.tally[1].event.is_some());
}

#[test]
fn a_proposal_of_the_secretariat_is_not_carried_by_the_ministry_that_holds_it() {
    // `kd` proposes as secretariat and agrees as a member: its silence-breaking is still its own.
    let secretariat = "secretariat kd klima";
    let on = |act: Act| act.on("decision-2");
    let world = World::seated();
    let world = world.given(proposal("general").by(secretariat));
    let world = world.given(open(1, "silence").by(secretariat)).given(answer(KD, 1, 1, "consents"));
    assert!(world.clone().on(AFTER).given(close(1)).decision(1).in_force.is_none());
    let carried = world.given(answer(FIN, 1, 1, "consents")).on(AFTER).given(close(1));
    assert!(carried.decision(1).in_force.is_some());
    let second = carried.given(on(proposal("general")).by(SECRETARIAT));
    let round = second.given(on(open(1, "silence")).with("deadline", "2026-03-31"));
    let agreed = round.given(on(answer(KD, 1, 1, "consents"))).on("2026-04-01").given(on(close(1)));
    assert!(agreed.decision(2).in_force.is_some());
}

#[test]
fn what_the_forums_rules_ask_for_is_what_a_written_procedure_needs() {
    let rules = json!({ "forum": "klima", "rounds": { "quorum": 2 } });
    let set = World::proposed().given(by("administrator dss", "SetDecisionRules", "ledger", rules));
    let world = set
        .given(open(1, "silence"))
        .given(answer(KLD, 1, 1, "consents"))
        .given(answer(KD, 1, 1, "consents"));
    assert!(world.clone().on(AFTER).given(close(1)).decision(1).in_force.is_none());
    let enough = world.given(answer(FIN, 1, 1, "consents")).given(close(1));
    assert!(enough.decision(1).in_force.is_some());
}
