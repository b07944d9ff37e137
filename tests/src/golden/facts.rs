//! What follows from the golden log and must never change: counts, outcomes, who sits and what is in force. Not
//! how the program keeps it.
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    DecisionId, Event, ForumId, LeafHash, MandateId, MeasureId, ParticipantId, Recorded, Register,
    StreamId, StreamKind, codec,
    consensus::tally,
    event::RoundClosed,
    register::{Decision, Procedure},
};
use tingbok_transparency::leaf_hash;

/// Replays entries and tells what follows.
pub(super) fn of(entries: &[Vec<u8>]) -> Value {
    let mut register = Register::default();
    let mut kinds: BTreeMap<String, u64> = BTreeMap::new();
    let mut rounds = Vec::new();
    let mut streams = BTreeSet::new();
    for (position, bytes) in (0..).zip(entries) {
        let entry = codec::decode(bytes).unwrap_or_else(|error| panic!("{position}: {error}"));
        let wire: Value = serde_json::from_slice(bytes).unwrap();
        *kinds.entry(format!("{}/v{}", entry.kind(), wire["schema"])).or_default() += 1;
        streams.insert(entry.stream.clone());
        if let Event::RoundClosed(frozen) = &entry.event {
            rounds.push(round(&register, &entry.stream, frozen));
        }
        let leaf = LeafHash(leaf_hash(bytes).0);
        register.evolve(&Recorded { position, leaf, entry });
    }
    let things: Map<String, Value> =
        streams.iter().map(|stream| (stream.to_string(), thing(&register, stream))).collect();
    json!({ "kinds": kinds, "rounds": rounds, "things": things })
}

/// The tally is taken anew from the answers and must come out as it was frozen.
fn round(register: &Register, stream: &StreamId, frozen: &RoundClosed) -> Value {
    let decision = register.decision(DecisionId::try_from(stream).unwrap()).unwrap();
    let round = decision.open_round().expect("a round that is closed was open");
    let forum = register.forum(decision.forum.as_ref().unwrap()).unwrap();
    let meeting = round.meeting.as_ref().and_then(|meeting| forum.meetings.get(meeting));
    let attendance = meeting.map(|meeting| meeting.attendance.clone()).unwrap_or_default();
    let (outcome, rows) = tally(round, &attendance, decision.proposer.as_ref());
    assert_eq!((outcome, &rows), (frozen.outcome, &frozen.tally), "{stream}, {}", frozen.round);
    let rows: Vec<String> = rows
        .iter()
        .map(|row| {
            let condition = if row.conditional { " on a condition" } else { "" };
            format!("{} {}{condition}", row.participant, word(&json!(row.counts_as)))
        })
        .collect();
    json!({ "decision": stream, "round": frozen.round, "outcome": outcome, "tally": rows })
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn thing(register: &Register, stream: &StreamId) -> Value {
    let version = register.version(stream);
    let more = match stream.kind {
        StreamKind::Participant => {
            let known = register.participant(&ParticipantId::try_from(stream).unwrap()).unwrap();
            json!({ "ended": known.ended, "successors": known.successors })
        }
        StreamKind::Forum => {
            let known = register.forum(&ForumId::try_from(stream).unwrap()).unwrap();
            json!({ "seats": known.electorate(), "closed": known.closed.is_some() })
        }
        StreamKind::Mandate => {
            let known = register.mandate(&MandateId::try_from(stream).unwrap()).unwrap();
            json!({ "in_force": known.in_force, "latest": known.latest })
        }
        StreamKind::Measure => {
            let known = register.measure(&MeasureId::try_from(stream).unwrap()).unwrap();
            json!({ "strategy": known.strategy, "responsible": known.responsible })
        }
        StreamKind::Decision => {
            decision(register.decision(DecisionId::try_from(stream).unwrap()).unwrap())
        }
        StreamKind::Strategy
        | StreamKind::Document
        | StreamKind::Evaluation
        | StreamKind::Assignment
        | StreamKind::Ledger => json!({}),
    };
    let mut told = json!({ "entries": version });
    told.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    told
}

fn decision(known: &Decision) -> Value {
    let procedure = match &known.procedure {
        Procedure::Draft => "draft".to_owned(),
        Procedure::Open(round) => format!("round {} is open", round.number),
        Procedure::Idle(outcome) => format!("settled: {}", word(&json!(outcome))),
        Procedure::Referred => "referred".to_owned(),
        Procedure::Withdrawn => "withdrawn".to_owned(),
    };
    let in_force = known.in_force.map(|now| {
        format!("revision {} by round {}: {}", now.revision, now.round, word(&json!(now.outcome)))
    });
    json!({
        "procedure": procedure, "in_force": in_force, "rounds": known.rounds,
        "superseded": known.superseded, "told_by_a_source": known.reported,
    })
}
