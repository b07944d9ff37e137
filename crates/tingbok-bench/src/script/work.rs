//! What a community does beside deciding: its strategy, how its forums are run and what came of them,
//! evaluations with advice and answers, assignments, keys.
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{
    setup::grant,
    world::{World, coordinator, registrar},
};
use crate::{line::By, shares::Share};

/// The id by which the rule data names who evaluates.
const EVALUATING: &str = "dfo";
/// The made-up community's one strategy.
pub(super) const STRATEGY: &str = "oppdiktet";
/// Its goals.
pub(super) const GOALS: [&str; 3] = ["m1", "m2", "m3"];
/// Steps of the ladder that results are recorded on.
const STEPS: u64 = 4;

fn evaluator() -> By {
    By::Principal("oppdiktet-evaluator".to_owned())
}

fn addressee(id: &str) -> By {
    By::Principal(format!("adressat-{id}"))
}

/// Records on the first day what the rest builds on.
pub(super) fn record(world: &mut World) {
    let body =
        json!({ "kind": "agency", "name": { "nb": "Oppdiktet direktorat" }, "short": "ODIR" });
    let item = world.item("RegisterParticipant", &format!("participant-{EVALUATING}"), body);
    world.say(&registrar(), vec![item]);
    let mut items = vec![grant(world, "oppdiktet-evaluator", EVALUATING, "evaluator", None)];
    items.push(grant(world, &format!("adressat-{EVALUATING}"), EVALUATING, "addressee", None));
    for index in 0..world.participants.len() {
        let id = world.id(index);
        items.push(grant(world, &format!("adressat-{id}"), &id, "addressee", None));
        items.push(key(world, &id));
    }
    world.say(&By::Administrator, items);
    for status in ["proposed", "adopted"] {
        strategy(world, status);
    }
}

fn strategy(world: &mut World, status: &str) {
    let goals: Vec<Value> =
        GOALS.iter().map(|key| json!({ "key": key, "text": world.ordinary("mål") })).collect();
    let body = json!({
        "status": status, "title": world.few("strategi"), "goals": goals,
        "period": { "from": 2024, "to": 2028 }, "owners": [world.id(0), world.id(1)],
    });
    let item = world.item_on("PublishStrategy", &format!("strategy-{STRATEGY}"), body);
    world.say(&coordinator(), vec![item]);
}

/// A key as it stands in an OpenSSH file; nobody has the private part of it.
fn key(world: &mut World, participant: &str) -> tingbok_domain::CommandItem {
    let made_up = Sha256::digest(participant.as_bytes());
    let mut blob = Vec::new();
    for part in [b"ssh-ed25519".as_slice(), made_up.as_slice()] {
        blob.extend(u32::try_from(part.len()).unwrap_or(0).to_be_bytes());
        blob.extend(part);
    }
    let digest = BASE64_STANDARD_NO_PAD.encode(Sha256::digest(&blob));
    let body = json!({
        "participant": participant, "role": "member", "fingerprint": format!("SHA256:{digest}"),
        "public_key": format!("ssh-ed25519 {} oppdiktet", BASE64_STANDARD.encode(&blob)),
        "valid_from": world.date_in(0), "evidence": world.few("kontroll av nøkkel"),
    });
    world.item("EnrolActorKey", "ledger", body)
}

/// How a new forum's secretariat is set up, and how its problem is seen.
pub(super) fn begin(world: &mut World, forum: usize) {
    let Some(known) = world.forum(forum) else { return };
    let (stream, keeper) = (known.stream.clone(), known.keeper);
    let secretariat =
        json!({ "model": "single", "by": [world.id(keeper)], "tasks": [world.few("oppgave")] });
    let problem = json!({
        "id": "p1", "assessor": world.id(keeper), "statement": world.ordinary("problem"),
        "features": { "known-solution": false }, "complexity": 4, "conflict": 2, "placement": "documented",
    });
    let items = vec![
        world.item("OrganiseSecretariat", &stream, secretariat),
        world.item("AssessProblem", &stream, problem),
    ];
    let by = world.secretariat(forum);
    world.say(&by, items);
}

/// What now and then happens around a forum.
pub(super) fn look(world: &mut World, forum: usize) {
    if world.happens(Share::Result) {
        result(world, forum);
    }
    if world.happens(Share::Review) {
        review(world, forum);
    }
    if world.happens(Share::Evaluation) {
        evaluation(world, forum);
    }
    if world.happens(Share::Assignment) {
        assignment(world);
    }
}

fn result(world: &mut World, forum: usize) {
    let Some(stream) = world.forum(forum).map(|known| known.stream.clone()) else { return };
    let document = super::forum::document(world, forum, "note");
    let step = world.random.between(1, STEPS);
    let body = json!({
        "ladder": 1, "step": step, "statement": world.ordinary("resultat"), "evidence_docs": [document],
    });
    let item = world.item("RecordCoordinationResult", &stream, body);
    let by = world.secretariat(forum);
    world.say(&by, vec![item]);
}

fn review(world: &mut World, forum: usize) {
    let Some(stream) = world.forum(forum).map(|known| known.stream.clone()) else { return };
    let body = json!({
        "outcome": "continue", "reason": world.ordinary("vurdering"), "review_by": world.date_in(60),
    });
    let item = world.item_on("ReviewForum", &stream, body);
    let by = world.chair(forum);
    world.say(&by, vec![item]);
}

/// An evaluation of a forum with one recommendation to two, of whom one answers.
fn evaluation(world: &mut World, forum: usize) {
    let Some(subject) = world.forum(forum).map(|known| known.stream.clone()) else { return };
    world.evaluations += 1;
    let number = world.evaluations;
    let stream = format!("evaluation-oppdiktet-{number}");
    let one = world.random.index(world.participants.len());
    let (first, second) = (world.id(one), world.id((one + 1) % world.participants.len()));
    let published = json!({
        "title": world.few("evaluering"), "by": [EVALUATING], "subject": [subject],
        "findings": [{ "dimension": "progress", "text": world.ordinary("funn") }],
    });
    let advice = json!({
        "id": format!("r{number}"), "kind": "recommendation", "text": world.ordinary("anbefaling"),
        "to": [first, second], "answer_by": world.date_in(40),
    });
    let items = vec![
        world.item("PublishEvaluation", &stream, published),
        world.item("IssueRecommendation", &stream, advice),
    ];
    world.say(&evaluator(), items);
    let response = if world.random.below(3) == 0 { "rejected" } else { "accepted" };
    let answer = json!({
        "id": format!("r{number}"), "by": first, "response": response, "text": world.ordinary("svar"),
    });
    let item = world.item("AnswerRecommendation", &stream, answer);
    world.say(&addressee(&first), vec![item]);
}

/// A joint assignment to two, delivered by both and now and then accepted.
fn assignment(world: &mut World) {
    world.assignments += 1;
    let stream = format!("assignment-oppdiktet-{}", world.assignments);
    let one = world.random.index(world.participants.len());
    let (giver, second) = (world.id(one), world.id((one + 1) % world.participants.len()));
    let body = json!({
        "letter": "allocation-letter", "year": 2026, "from": [giver], "to": [EVALUATING, second],
        "text": world.ordinary("oppdrag"), "due": world.date_in(50), "joint": true,
    });
    let item = world.item("IssueAssignment", &stream, body);
    world.say(&addressee(&giver), vec![item]);
    for recipient in [EVALUATING, &second] {
        let delivered =
            json!({ "by": recipient, "status": "delivered", "text": world.few("leveranse") });
        let item = world.item_on("ReportAssignment", &stream, delivered);
        world.say(&addressee(recipient), vec![item]);
    }
    if world.random.below(2) == 0 {
        let accepted = json!({ "by": giver, "status": "accepted" });
        let item = world.item_on("ReportAssignment", &stream, accepted);
        world.say(&addressee(&giver), vec![item]);
    }
}
