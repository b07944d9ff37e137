//! Commands by chance: whatever is sent, the rules answer, and what they let through is written and read back
//! the same.
use crate::harness::{
    ADMINISTRATOR, AFTER, Act, CHAIR, COORDINATOR, DEADLINE, FIN, HOD, KD, KLD, REGISTRAR,
    SECRETARIAT, World, anchoring, answer, attest, by, close, declared, document, extend, forum,
    meeting, membership, open, participant, proposal, record, reopen, revision, substitute,
    succession, supersede, withdraw,
};
use proptest::prelude::*;
use serde_json::json;
use tingbok_domain::codec::{decode, encode};

const WHO: [&str; 12] = [
    SECRETARIAT,
    CHAIR,
    KLD,
    KD,
    FIN,
    HOD,
    "member jd",
    COORDINATOR,
    REGISTRAR,
    ADMINISTRATOR,
    "responsible kd",
    "secretariat hod vann",
];
const NAMES: [&str; 6] = ["kld", "kd", "fin", "hod", "jd", "alle"];
const POSITIONS: [&str; 6] =
    ["consents", "stands_aside", "reserves", "requests_discussion", "recuses", "withdrawn"];

/// What is drawn for one command.
type Draw = (u8, usize, usize, usize, u32, bool, bool);

fn act((which, who, name, other, number, keep, reported): Draw) -> Act {
    let (who, name, other) = (WHO[who], NAMES[name], NAMES[other]);
    let few = number % 5;
    let decision = format!("decision-{}", number % 3 + 1);
    let method = ["consensus", "silence"][number as usize % 2];
    let made = match which {
        0 => participant(name, "ministry"),
        1 => succession(
            name,
            &[other],
            ["rename", "split", "merge", "transfer"][number as usize % 4],
        ),
        2 => substitute(name, other, "2026-03-01", AFTER),
        3 => forum(other),
        4 => membership(name, ["joined", "left"][number as usize % 2], "member")
            .with("meeting", "m1"),
        5 => meeting(["m1", "m2"][number as usize % 2]).with("number", number),
        6 => document("note"),
        7 => anchoring(&decision),
        8 => proposal(["general", "budget"][number as usize % 2]),
        9 => revision(few).on(&decision),
        10 => open(few, method).on(&decision),
        11 => reopen(few, method).on(&decision),
        12 => declared(few, "m1").with("reopen_reason", "Igjen").on(&decision),
        13 | 14 => {
            answer(&format!("member {name}"), few, few.max(1), POSITIONS[number as usize % 6])
                .on(&decision)
        }
        15 => record(name, "m1", POSITIONS[number as usize % 6]).with("round", few).on(&decision),
        _ => later_act(which, name, other, number, &decision),
    };
    let made = if keep { made } else { made.by(who) };
    if reported { made.by(REGISTRAR).reported() } else { made }
}

fn later_act(which: u8, name: &str, other: &str, number: u32, decision: &str) -> Act {
    let few = number % 5;
    match which {
        16 => attest(name, u64::from(number), ["confirmed", "contested"][number as usize % 2])
            .on(decision),
        17 => extend(&format!("member {name}"), AFTER).with("round", few).on(decision),
        18 => close(few).on(decision),
        19 => withdraw().with("referred_to", "political_clarification").on(decision),
        20 => by(SECRETARIAT, "ReturnDecision", decision, json!({ "result_ref": 1 })),
        21 => supersede(u64::from(few), ["whole", "part"][number as usize % 2]).on(decision),
        22 => by(
            SECRETARIAT,
            "AdoptMandate",
            "mandate-klima",
            json!({ "kind": "mandate", "owner": "forum-klima", "version": number, "from_draft": "00-00" }),
        ),
        23 => by(
            SECRETARIAT,
            "SubmitMandateText",
            "mandate-klima",
            json!({
                "kind": "mandate", "owner": "forum-klima", "status": "submitted", "version": format!("{few:02}-00"),
                "sections": [{ "key": "1", "text": "Æ «ø» å" }],
            }),
        ),
        24 => by(
            ADMINISTRATOR,
            "SetDecisionRules",
            "ledger",
            json!({ "rounds": { "quorum": number, "present_quorum": number % 120, "silence_min_working_days": few } }),
        ),
        _ => by(
            SECRETARIAT,
            "RegisterMeasure",
            &format!("measure-{name}"),
            json!({ "kind": "project", "title": "Tiltak", "forum": "klima", "depends_on": [other] }),
        ),
    }
}

fn draws() -> impl Strategy<Value = Vec<Draw>> {
    let number = prop_oneof![8 => 0u32..60, 1 => Just(u32::MAX), 1 => any::<u32>()];
    let draw = (
        0u8..26,
        0..WHO.len(),
        0..NAMES.len(),
        0..NAMES.len(),
        number,
        prop::bool::weighted(0.85),
        prop::bool::weighted(0.1),
    );
    prop::collection::vec(draw, 200)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_rules_always_answer_and_what_they_let_through_is_read_back_as_it_was_written(draws in draws()) {
        let mut world = World::proposed();
        let before = world.log.len();
        for (n, draw) in draws.into_iter().enumerate() {
            if n == 120 {
                world = world.on(DEADLINE);
            } else if n == 160 {
                world = world.on("2026-04-20");
            }
            if let Ok(after) = world.attempt(&act(draw)) {
                world = after;
            }
        }
        prop_assert!(world.log.len() > before + 10, "hardly anything was let through, so hardly anything was tried");
        for recorded in &world.log {
            let bytes = encode(&recorded.entry).unwrap();
            let read = decode(&bytes).unwrap();
            prop_assert_eq!(&read, &recorded.entry);
            prop_assert_eq!(encode(&read).unwrap(), bytes);
        }
        for (_, round) in world.register.open_rounds() {
            prop_assert!(round.answers.keys().all(|who| round.electorate.contains(who)));
        }
    }
}
