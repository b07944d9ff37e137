//! Answers in a round: drawn by the table, given by oneself, by a substitute, or recorded in a meeting.
use serde_json::{Value, json};

use super::{
    matter::Matter,
    round::{Answer, Round},
    world::World,
};
use crate::{
    line::By,
    shares::{self, Share},
};

const KINDS: &[Share] = &[
    Share::AnswerConsents,
    Share::AnswerConditional,
    Share::AnswerStandsAside,
    Share::AnswerReserves,
    Share::AnswerDiscussion,
    Share::AnswerDisqualified,
    Share::AnswerNotAffected,
];

fn drawn(world: &mut World) -> Answer {
    match shares::draw(&mut world.random, KINDS) {
        Some(Share::AnswerConditional) => Answer::Consents { conditional: true },
        Some(Share::AnswerStandsAside) => Answer::StandsAside,
        Some(Share::AnswerReserves) => Answer::Reserves,
        Some(Share::AnswerDiscussion) => Answer::Discussion,
        Some(Share::AnswerDisqualified) => Answer::Recuses { disqualified: true },
        Some(Share::AnswerNotAffected) => Answer::Recuses { disqualified: false },
        _ => Answer::Consents { conditional: false },
    }
}

/// The words that go with an answer, each with what the rules want to be said.
fn body(world: &mut World, matter: &Matter, answer: Answer) -> Value {
    let mut fields = matter.read();
    let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
    match answer {
        Answer::Consents { conditional } => {
            put("position", "consents".into());
            if conditional {
                put("conditional", true.into());
                put("condition", world.ordinary("vilkår").into());
            }
        }
        Answer::StandsAside => {
            put("position", "stands_aside".into());
            put("statement", world.ordinary("særmerknad").into());
        }
        Answer::Reserves => {
            put("position", "reserves".into());
            put("reason", world.ordinary("grunn").into());
            put("resolves_if", world.few("løsning").into());
        }
        Answer::Discussion => {
            put("position", "requests_discussion".into());
            put("reason", world.few("grunn").into());
        }
        Answer::Recuses { disqualified } => {
            put("position", "recuses".into());
            put("ground", if disqualified { "disqualified" } else { "not_affected" }.into());
        }
        Answer::Withdrawn | Answer::Contested => {
            put("position", "withdrawn".into());
        }
    }
    let cleared = ["administrative", "administrative", "political", "not_stated"];
    put("cleared", world.random.one_of(&cleared).copied().unwrap_or("not_stated").into());
    if world.happens(Share::Remark) {
        fields.insert("remark".to_owned(), world.few("merknad").into());
    }
    fields.into()
}

/// Lets one elector answer, for the first time or anew.
pub(super) fn answer(world: &mut World, matter: &Matter, round: &mut Round, elector: usize) {
    let first = !round.answers.contains_key(&elector);
    let substitute = world.participant(elector).and_then(|known| known.substitute);
    let substitute = substitute.filter(|_| first && world.happens(Share::Substitute));
    let answer = drawn(world);
    let body = body(world, matter, answer);
    let mut item = world.item("TakePosition", &matter.stream, body);
    if substitute.is_some() {
        item.acting_for = world.id(elector).parse().ok();
    }
    let by = world.member(substitute.unwrap_or(elector));
    world.say(&by, vec![item]);
    round.answers.insert(elector, answer);
    if world.happens(Share::Changed) {
        round.queue.insert(0, elector);
    }
    if world.happens(Share::TakenBack) {
        take_back(world, matter, round, elector);
    }
}

fn take_back(world: &mut World, matter: &Matter, round: &mut Round, elector: usize) {
    let body = body(world, matter, Answer::Withdrawn);
    let item = world.item("TakePosition", &matter.stream, body);
    let by = world.member(elector);
    world.say(&by, vec![item]);
    round.answers.insert(elector, Answer::Withdrawn);
    if world.happens(Share::AnsweredAgain) && !round.queue.contains(&elector) {
        round.queue.insert(0, elector);
    }
}

/// Records what some of those present answered in the meeting; some of them say whether that is right.
pub(super) fn record_in_meeting(
    world: &mut World,
    matter: &Matter,
    round: &mut Round,
    meeting: &str,
) {
    for elector in round.present.clone() {
        if !world.happens(Share::RecordedInMeeting) {
            continue;
        }
        let answer = drawn(world);
        let mut body = body(world, matter, answer);
        if let Some(fields) = body.as_object_mut() {
            fields.insert("participant".to_owned(), world.id(elector).into());
            fields.insert("meeting".to_owned(), meeting.into());
        }
        let item = world.item("TakePosition", &matter.stream, body);
        let by = world.secretariat(matter.forum);
        let position = world.say(&by, vec![item]);
        round.answers.insert(elector, answer);
        if world.happens(Share::Attested) && attest(world, matter, elector, position) {
            round.answers.insert(elector, Answer::Contested);
        }
    }
}

/// A participant says whether what was recorded for it is right; true when it contests.
pub(super) fn attest(
    world: &mut World,
    matter: &Matter,
    participant: usize,
    position: u64,
) -> bool {
    let contests = world.happens(Share::Contested);
    let mut body = json!({
        "target": position, "participant": world.id(participant),
        "response": if contests { "contested" } else { "confirmed" },
    });
    if let (true, Some(fields)) = (contests, body.as_object_mut()) {
        fields.insert("statement".to_owned(), world.few("innsigelse").into());
    }
    let item = world.item("AttestPosition", &matter.stream, body);
    let by: By = world.member(participant);
    world.say(&by, vec![item]);
    contests
}
