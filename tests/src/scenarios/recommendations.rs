//! Scenario 10: four recommendations, of which one is followed, one is not, and two are not answered.
use crate::harness::{Server, Token};
use serde_json::{Value, json};

const EVALUATION: &str = "evaluation-midtveis";

/// Four recommendations to one ministry; the last to another one as well.
fn evaluated(server: &Server) -> Token {
    server.register(&["fjord", "havn", "skog"]);
    server.register_as("agency", &["dfo"]);
    let evaluator = server.token("dfo", "evaluator", None);
    let evaluation = json!({
        "title": "Oppdiktet midtveisevaluering", "by": ["dfo"], "commissioned_by": "fjord",
        "findings": [{ "dimension": "progress", "text": "Oppdiktet: noe går fort, annet ikke." }],
    });
    server.post(&evaluator, "PublishEvaluation", EVALUATION, &evaluation).expect_created();
    for number in 1..=4 {
        let to = if number == 4 { json!(["fjord", "havn"]) } else { json!(["fjord"]) };
        let body = json!({
            "id": format!("mid-{number}"), "kind": "recommendation", "to": to,
            "text": format!("Oppdiktet: anbefaling {number}."), "answer_by": "2026-04-30",
        });
        server.post(&evaluator, "IssueRecommendation", EVALUATION, &body).expect_created();
    }
    server.token("fjord", "addressee", None)
}

fn answer(number: u32, by: &str, response: &str) -> Value {
    json!({ "id": format!("mid-{number}"), "by": by, "response": response })
}

#[test]
fn scenario_10_an_answer_is_its_addressees_own_and_no_answer_is_never_agreement() {
    let server = Server::bare();
    let addressee = evaluated(&server);
    let forum = server.forum("tjenester", "service-forum", &["fjord", "havn"]);
    let measure = json!({ "kind": "measure", "title": "Oppdiktet: oppfølging", "forum": forum.id });
    server
        .post(&forum.secretariat, "RegisterMeasure", "measure-oppfolging", &measure)
        .expect_created();
    let send =
        |token: &Token, body: &Value| server.post(token, "AnswerRecommendation", EVALUATION, body);

    send(&addressee, &answer(1, "havn", "accepted")).expect_refused("answer-own");
    let other = server.token("skog", "addressee", None);
    send(&other, &answer(1, "fjord", "accepted")).expect_refused("answer-own");
    send(&other, &answer(1, "skog", "accepted")).expect_refused("answer-addressee");
    send(&addressee, &answer(1, "fjord", "closed")).expect_refused("answer-closed");
    send(&addressee, &answer(2, "fjord", "rejected")).expect_refused("answer-reason");

    let mut accepted = answer(1, "fjord", "accepted");
    accepted["follow_up"] = json!(["participant-havn"]);
    send(&addressee, &accepted).expect_refused("answer-follow-up");
    accepted["follow_up"] = json!(["measure-oppfolging"]);
    send(&addressee, &accepted).expect_created();
    let mut rejected = answer(2, "fjord", "rejected");
    rejected["text"] = json!("Oppdiktet: kostnaden er større enn nytten.");
    send(&addressee, &rejected).expect_created();
    // One of two addressees answers; the other one has not.
    let mut partly = answer(4, "havn", "partly");
    partly["text"] = json!("Oppdiktet: bare for egne etater.");
    send(&server.token("havn", "addressee", None), &partly).expect_created();

    server.clock.set("2026-04-30T20:00:00Z");
    assert_eq!(overdue(&server, ""), [false; 4], "the last day is no day too late");
    server.clock.set("2026-05-01T09:00:00Z");
    assert_eq!(overdue(&server, ""), [false, false, true, true]);
    assert_eq!(overdue(&server, "?as_of=2026-04-30"), [false; 4]);
    let rows = server.overview("overdue", "")["recommendations"].take();
    let rows: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (&row["what"], &row["who"])).collect();
    let row = |id: &str| json!({ "kind": "recommendation", "recommendation": id });
    let who = json!(["participant-fjord"]);
    assert_eq!(rows, [(&row("mid-3"), &who), (&row("mid-4"), &who)]);
    let all = recommendations(&server, "");
    assert_eq!(counting(&all[0]), [("fjord", "accepted")]);
    assert_eq!(all[0]["latest"][0]["follow_up"], json!(["measure-oppfolging"]));
    assert_eq!(counting(&all[1]), [("fjord", "rejected")]);
    assert_eq!((counting(&all[2]), &all[2]["unanswered"]), (vec![], &json!(["fjord"])));
    assert_eq!(
        (counting(&all[3]), &all[3]["unanswered"]),
        (vec![("havn", "partly")], &json!(["fjord"]))
    );
    // Late is not too late; and what was promised can be done.
    send(&addressee, &answer(3, "fjord", "noted")).expect_created();
    send(&addressee, &answer(1, "fjord", "closed")).expect_created();
    send(&addressee, &answer(1, "fjord", "closed")).expect_refused("answer-closed");
    assert_eq!(overdue(&server, ""), [false, false, false, true]);
    let all = recommendations(&server, "");
    assert_eq!(counting(&all[0]), [("fjord", "closed")]);
    assert_eq!(all[0]["answers"].as_array().map(Vec::len), Some(2), "all answers are kept");
}

fn recommendations(server: &Server, query: &str) -> Vec<Value> {
    let mut answer = server.get_json(&format!("/api/v1/evaluations/midtveis{query}"));
    let Value::Array(all) = answer["state"]["recommendations"].take() else { panic!("{answer}") };
    all
}

fn overdue(server: &Server, query: &str) -> Vec<bool> {
    recommendations(server, query).iter().map(|one| one["overdue"].as_bool().unwrap()).collect()
}

/// The answers that count.
fn counting(recommendation: &Value) -> Vec<(&str, &str)> {
    let latest = recommendation["latest"].as_array().unwrap().iter();
    latest.map(|one| (one["by"].as_str().unwrap(), one["response"].as_str().unwrap())).collect()
}
