//! Scenario 12, what an auditor sees the same way: a strategy as proposed beside as adopted, and a sprint group
//! whose day has passed.
use crate::harness::Server;
use serde_json::{Value, json};

const STREAM: &str = "strategy-felles";
const PROPOSED: &str = "Oppdiktet: en attraktiv arbeidsplass med flere muligheter.";
const ADOPTED: &str = "Oppdiktet: styrket faglighet og en attraktiv arbeidsplass.";

fn strategy(status: &str, from: i32, third: &str) -> Value {
    json!({
        "status": status, "title": "Oppdiktet strategi", "period": { "from": from, "to": 2025 },
        "owners": ["dfd", "fjord"],
        "goals": [
            { "key": "m1", "text": "Oppdiktet: mer samordnet utvikling." },
            { "key": "m3", "text": third },
        ],
    })
}

#[test]
fn scenario_12_a_strategy_is_shown_as_proposed_and_as_adopted() {
    let server = Server::bare();
    server.register(&["dfd", "fjord"]);
    let coordinator = server.token("dfd", "coordinator", None);
    let publish = |body: &Value| server.post_read(&coordinator, "PublishStrategy", STREAM, body);
    publish(&strategy("adopted", 2021, ADOPTED)).expect_refused("strategy-order");
    publish(&strategy("proposed", 2020, PROPOSED)).expect_created();
    server.clock.set("2026-05-04T09:00:00Z");
    publish(&strategy("adopted", 2021, ADOPTED)).expect_created();
    publish(&strategy("proposed", 2020, PROPOSED)).expect_refused("strategy-order");
    let state = &server.get_json("/api/v1/strategies/felles")["state"];
    assert_eq!(
        (&state["status"], &state["in_force"]),
        (&json!("adopted"), &json!(true)),
        "{state}"
    );
    let said = |publication: &Value| {
        let third = publication["goals"][1]["text"]["words"].clone();
        (publication["status"].clone(), publication["period"]["from"].clone(), third)
    };
    let texts: Vec<_> = state["publications"].as_array().unwrap().iter().map(said).collect();
    let expected = [("proposed", 2020, PROPOSED), ("adopted", 2021, ADOPTED)];
    assert_eq!(
        texts,
        expected.map(|(status, from, third)| (json!(status), json!(from), json!(third)))
    );
    let page = server.page("/nb/maal/felles");
    page.shows("Endringer fra").shows("styrket faglighet").shows("med flere muligheter");
    let changed = |tag: &str| {
        let (start, end) = (format!("<{tag}>"), format!("</{tag}>"));
        let parts = page.html.split(&start).skip(1).filter_map(|rest| rest.split(&end).next());
        parts
            .collect::<String>()
            .replace("<span class=\"sign\">+</span>", "")
            .replace("<span class=\"sign\">−</span>", "")
    };
    assert!(changed("ins").contains("styrket faglighet"), "{}", changed("ins"));
    assert!(changed("del").contains("flere muligheter"), "{}", changed("del"));
    let before = &server.get_json("/api/v1/strategies/felles?as_of=2026-05-03")["state"];
    assert_eq!(
        (&before["status"], &before["in_force"]),
        (&json!("proposed"), &json!(false)),
        "{before}"
    );

    let orphan =
        json!({ "kind": "measure", "title": "Oppdiktet", "strategy": "felles", "goals": ["m2"] });
    server
        .post(&coordinator, "RegisterMeasure", "measure-uten-mal", &orphan)
        .expect_refused("measure-goal");
}

#[test]
fn scenario_12_a_sprint_group_says_when_it_is_reviewed_and_is_over_its_day_when_nobody_did() {
    let server = Server::bare();
    server.register(&["dfd", "fjord"]);
    let coordinator = server.token("dfd", "coordinator", None);
    let mut body = json!({ "kind": "sprint-group", "name": "Oppdiktet sprintgruppe" });
    let establish =
        |body: &Value| server.post(&coordinator, "EstablishForum", "forum-sprint", body);
    establish(&body).expect_refused("forum-review-by");
    body["review_by"] = json!("2026-04-30");
    establish(&body).expect_created();
    let chair = server.token("fjord", "chair", Some("sprint"));
    let mut review = json!({ "outcome": "continue", "reason": "Oppdiktet: litt til." });
    let send = |body: &Value| server.post_read(&chair, "ReviewForum", "forum-sprint", body);

    let overdue = |query: &str| {
        let state = server.get_json(&format!("/api/v1/forums/sprint{query}"))["state"].take();
        (state["review_by"].clone(), state["review_overdue"].clone())
    };
    server.clock.set("2026-04-30T09:00:00Z");
    assert_eq!(overdue(""), (json!("2026-04-30"), json!(false)));
    server.clock.set("2026-05-04T09:00:00Z");
    assert_eq!(overdue(""), (json!("2026-04-30"), json!(true)));
    let late = &server.overview("overdue", "")["forum_reviews"][0];
    assert_eq!(
        (&late["subject"], &late["due"], &late["since"]),
        (&json!("forum-sprint"), &json!("2026-04-30"), &json!("2026-05-01")),
        "{late}"
    );
    send(&review).expect_refused("review-next");
    review["review_by"] = json!("2026-05-04");
    send(&review).expect_refused("review-next");
    review["review_by"] = json!("2026-06-30");
    send(&review).expect_created();
    assert_eq!(overdue(""), (json!("2026-06-30"), json!(false)));
    assert_eq!(server.overview("overdue", "")["forum_reviews"], json!([]));
    assert_eq!(overdue("?as_of=2026-05-03"), (json!("2026-04-30"), json!(true)));
}
