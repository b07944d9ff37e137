//! Kinds 35 to 37.
use crate::harness::{
    Act, FIN, REGISTRAR, SECRETARIAT, World, accepts, by, forbidden, participant, refuses,
    succession,
};
use serde_json::json;

const EVALUATOR: &str = "evaluator dfo";
/// Who is asked, and one that is not.
const KLD: &str = "addressee kld";
const KD: &str = "addressee kd";

fn evaluation(id: &str) -> Act {
    let body = json!({
        "title": "Oppdiktet evaluering", "by": ["dfo"], "subject": ["forum-klima"],
        "findings": [{ "dimension": "progress", "text": "Det går sakte" }],
    });
    by(EVALUATOR, "PublishEvaluation", &format!("evaluation-{id}"), body)
}

fn recommendation(id: &str) -> Act {
    let body = json!({ "id": id, "kind": "recommendation", "text": "Møt oftere", "to": ["kld"] });
    by(EVALUATOR, "IssueRecommendation", "evaluation-e", body)
}

fn answer(who: &str, response: &str) -> Act {
    let own = who.split(' ').nth(1).unwrap();
    let body = json!({ "id": "r1", "by": own, "response": response });
    let act = by(who, "AnswerRecommendation", "evaluation-e", body);
    let why = matches!(response, "partly" | "rejected");
    if why { act.with("text", "Vi har ikke folk til det") } else { act }
}

/// The same, as a source tells it.
fn told(act: Act) -> Act {
    act.by(REGISTRAR).reported()
}

fn published() -> World {
    World::seated().given(evaluation("e"))
}

fn issued() -> World {
    published().given(recommendation("r1"))
}

#[test]
fn rule_rows_for_publishing_an_evaluation() {
    let world = published();
    accepts("evaluation-once", &world, evaluation("f"));
    refuses("evaluation-once", &world, evaluation("e"));
    accepts("evaluation-once", &world, told(evaluation("e")));
    accepts("evaluation-named", &world, evaluation("f"));
    accepts("evaluation-named", &world, evaluation("f").without("title").with("doc", 1));
    refuses("evaluation-named", &world, evaluation("f").without("title"));
    refuses("evaluation-named", &world, told(evaluation("f")).with("title", " "));
    accepts("evaluation-by", &world, evaluation("f"));
    refuses("evaluation-by", &world, evaluation("f").with("by", json!([])));
    refuses("evaluation-by", &world, told(evaluation("f")).with("by", json!([])));
    accepts("evaluation-own", &world, evaluation("f"));
    refuses("evaluation-own", &world, evaluation("f").with("by", json!(["dfo", "kd"])));
    refuses("evaluation-own", &world, evaluation("f").with("by", json!(["kd"])));
    accepts("evaluation-own", &world, told(evaluation("f")).with("by", json!(["kd"])));
    forbidden(&world, evaluation("f").by("evaluator kd").with("by", json!(["kd"])));
}

#[test]
fn rule_rows_for_recommending() {
    let world = issued();
    let others = world.clone().given(told(evaluation("f")).with("by", json!(["kd"])));
    accepts("recommendation-own", &world, recommendation("r2"));
    refuses("recommendation-own", &others, recommendation("r2").on("evaluation-f"));
    accepts("recommendation-once", &world, recommendation("r2"));
    refuses("recommendation-once", &world, recommendation("r1"));
    accepts("recommendation-once", &world, told(recommendation("r1")));
    // Ids hold in the whole ledger: another stream does not make the id free again.
    let elsewhere = recommendation("r1").on("forum-klima");
    refuses("recommendation-once", &world, elsewhere.clone().by(SECRETARIAT));
    refuses("recommendation-once", &world, told(elsewhere));
    accepts("recommendation-text", &world, recommendation("r2"));
    refuses("recommendation-text", &world, recommendation("r2").with("text", "\n"));
    refuses("recommendation-text", &world, told(recommendation("r2")).without("text"));
    accepts("recommendation-to", &world, recommendation("r2"));
    refuses("recommendation-to", &world, recommendation("r2").without("to"));
    accepts("recommendation-to", &world, told(recommendation("r2")).without("to"));
    let until = |day: &str| recommendation("r2").with("answer_by", day);
    accepts("recommendation-answer-by", &world, until("2026-03-02"));
    refuses("recommendation-answer-by", &world, until("2026-03-01"));
    accepts("recommendation-answer-by", &world, told(until("2019-01-01")));
}

#[test]
fn rule_rows_for_answering() {
    let world = issued();
    accepts("answer-own", &world, answer(KLD, "accepted"));
    refuses("answer-own", &world, answer(KLD, "accepted").by(KD));
    accepts("answer-addressee", &world, answer(KLD, "noted"));
    refuses("answer-addressee", &world, answer(KD, "accepted"));
    for short in ["partly", "rejected"] {
        accepts("answer-reason", &world, answer(KLD, short));
        refuses("answer-reason", &world, answer(KLD, short).without("text"));
        refuses("answer-reason", &world, answer(KLD, short).with("text", " "));
    }
    accepts("answer-reason", &world, answer(KLD, "noted"));
    let done = |what: &str| answer(KLD, "accepted").with("follow_up", json!([what]));
    accepts("answer-follow-up", &world, done("forum-klima"));
    refuses("answer-follow-up", &world, done("participant-kd"));
    refuses("answer-follow-up", &world, done("evaluation-e"));
    refuses("answer-follow-up", &world, done("ledger"));
    forbidden(&world, answer(KLD, "accepted").by(FIN));
    forbidden(&world, answer(KLD, "accepted").by(EVALUATOR));
    // On the stream of another work there is no such recommendation.
    let elsewhere = world.attempt(&answer(KLD, "accepted").on("forum-klima")).map(|_| ());
    assert!(elsewhere.is_err_and(|refusal| refusal.rule().is_none()));
}

#[test]
fn only_what_is_promised_and_not_yet_done_can_be_said_to_be_done() {
    let world = issued();
    refuses("answer-closed", &world, answer(KLD, "closed"));
    refuses("answer-closed", &world.clone().given(answer(KLD, "noted")), answer(KLD, "closed"));
    for promise in ["accepted", "partly"] {
        let promised = world.clone().given(answer(KLD, promise));
        let closed = accepts("answer-closed", &promised, answer(KLD, "closed"));
        refuses("answer-closed", &closed, answer(KLD, "closed"));
        accepts("answer-closed", &closed.given(answer(KLD, "accepted")), answer(KLD, "closed"));
    }
    // Each addressee has its own promise.
    let two = published().given(recommendation("r1").with("to", json!(["kld", "kd"])));
    refuses("answer-closed", &two.given(answer(KLD, "accepted")), answer(KD, "closed"));
}

#[test]
fn a_second_source_addresses_nobody_else() {
    let told_again = issued().given(told(recommendation("r1").with("to", json!(["kd"]))));
    refuses("answer-addressee", &told_again, answer(KD, "accepted"));
}

#[test]
fn a_rejected_answer_withdraws_the_promise() {
    let promised = issued().given(answer(KLD, "accepted"));
    for end in ["rejected", "noted"] {
        refuses("answer-closed", &promised.clone().given(answer(KLD, end)), answer(KLD, "closed"));
    }
}

#[test]
fn whoever_carries_an_addressee_on_by_renaming_answers_and_keeps_its_promises() {
    let renamed = |world: World| {
        world
            .given(participant("kld-ny", "ministry"))
            .given(participant("kmd-ny", "ministry"))
            .given(succession("kld", &["kld-ny"], "rename"))
            .given(succession("kld-ny", &["kmd-ny"], "rename"))
    };
    let (last, between) = ("addressee kmd-ny", "addressee kld-ny");
    accepts("answer-addressee", &renamed(issued()), answer(last, "accepted"));
    refuses("participant-ended", &renamed(issued()), answer(KLD, "accepted"));
    refuses("participant-ended", &renamed(issued()), answer(between, "accepted"));
    let promised = renamed(issued().given(answer(KLD, "accepted")));
    let closed = accepts("answer-closed", &promised, answer(last, "closed"));
    refuses("answer-closed", &closed, answer(last, "closed"));
    let rejected = promised.given(answer(last, "rejected"));
    refuses("answer-closed", &rejected, answer(last, "closed"));
}

#[test]
fn the_parts_of_an_addressee_that_was_split_answer_each_for_itself() {
    let world =
        issued().given(answer(KLD, "accepted")).given(succession("kld", &["hod", "jd"], "split"));
    let one = accepts("answer-closed", &world, answer("addressee hod", "closed"));
    accepts("answer-closed", &one, answer("addressee jd", "closed"));
    refuses("answer-closed", &one, answer("addressee hod", "closed"));
}

#[test]
fn who_only_took_tasks_over_and_whom_a_source_calls_successor_answer_for_nobody() {
    let handed = issued().given(succession("kld", &["hod"], "transfer"));
    refuses("answer-addressee", &handed, answer("addressee hod", "accepted"));
    accepts("answer-addressee", &handed, answer(KLD, "accepted"));
    let told_of = issued().given(succession("kld", &["hod"], "rename").reported());
    refuses("answer-addressee", &told_of, answer("addressee hod", "accepted"));
    accepts("answer-addressee", &told_of, answer(KLD, "accepted"));
}

#[test]
fn the_registrar_tells_what_anybody_answered_and_it_binds_nobody() {
    let world = issued();
    accepts("answer-own", &world, told(answer(KLD, "accepted")));
    accepts("answer-addressee", &world, told(answer(KD, "accepted")));
    accepts("answer-reason", &world, told(answer(KLD, "rejected")).without("text"));
    accepts("answer-closed", &world, told(answer(KLD, "closed")));
    forbidden(&world, answer(KLD, "accepted").by(REGISTRAR));
    // What it promised itself stands, whatever a source says of it.
    let promised = world.clone().given(answer(KLD, "accepted"));
    for said in ["rejected", "noted", "closed"] {
        let after = promised.clone().given(told(answer(KLD, said)));
        accepts("answer-closed", &after, answer(KLD, "closed"));
    }
    // What a source says that it promised it can keep, once.
    let kept = world.given(told(answer(KLD, "accepted"))).given(answer(KLD, "closed"));
    refuses("answer-closed", &kept.given(told(answer(KLD, "partly"))), answer(KLD, "closed"));
}
