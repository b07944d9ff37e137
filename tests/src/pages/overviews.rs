//! Overviews and the reads of every kind of thing, over the whole ledger.
use super::whole_ledger;
use crate::harness::Server;
use serde_json::Value;

const NAMES: [&str; 9] = [
    "ladder",
    "problems",
    "roles",
    "overdue",
    "escalation",
    "not-documented",
    "contradictions",
    "recommendations",
    "assignments",
];

#[test]
fn every_overview_answers_over_the_starting_set_at_any_time() {
    let server = Server::demo();
    for name in NAMES {
        for query in ["", "?as_of=2022-06-30", "?at=60", "?limit=3", "?min_position=5"] {
            let answer = server.get_json(&format!("/api/v1/overviews/{name}{query}"));
            assert!(!answer["state"].is_null(), "{name}{query}: {answer}");
            assert!(answer["day"].is_string() && answer["head"]["size"].is_u64(), "{answer}");
        }
    }
}

#[test]
fn an_overview_in_pages_says_the_same_as_in_one() {
    let server = whole_ledger();
    for name in ["not-documented", "contradictions"] {
        let whole = server.overview(name, "");
        let mut rows: Vec<Value> = Vec::new();
        let mut after = String::new();
        for _ in 0..200 {
            let page = server.get_json(&format!("/api/v1/overviews/{name}?limit=7{after}"));
            rows.extend(page["state"].as_array().unwrap().iter().cloned());
            let Some(next) = page["next"].as_str() else { break };
            after = format!("&after={next}");
        }
        let sorted = |rows: &[Value]| {
            let mut rows: Vec<String> = rows.iter().map(Value::to_string).collect();
            rows.sort();
            rows
        };
        assert!(!rows.is_empty(), "{name} shows nothing");
        assert_eq!(sorted(&rows), sorted(whole.as_array().unwrap()), "{name}");
    }
}

#[test]
fn overviews_show_what_is_told_and_what_is_not() {
    let server = whole_ledger();
    let ladder = server.overview("ladder", "?kind=core-group");
    let rows = ladder["rows"].as_array().unwrap();
    let told = rows.iter().find(|row| row["forum"] == "fortalt").unwrap();
    assert_eq!(told["cells"][0]["state"], "none", "{told}");
    assert_eq!(told["cells"][1]["lines"].as_array().unwrap().len(), 2, "{told}");
    let problems = server.overview("problems", "");
    let placed = problems["fields"].as_array().unwrap();
    assert!(placed.iter().any(|field| field["complexity"] == 4 && field["conflict"] == 2));
    let overdue = server.overview("overdue", "");
    let told = |rows: &Value| rows.to_string().contains("oppdiktet-2");
    assert!(!told(&overdue["recommendations"]), "only a source asked for the answer: {overdue}");
    assert!(told(&overdue["not_documented"]), "{overdue}");
    let register = server.overview("recommendations", "?show=unanswered");
    assert!(told(&register["rows"]), "{register}");
}

#[test]
fn every_kind_of_thing_is_read_in_a_list_and_by_its_name() {
    let server = whole_ledger();
    for (list, id, field, expected) in [
        ("strategies", "oppdiktet", "/state/period/from", "2024"),
        ("evaluations", "oppdiktet", "/state/by/0", "\"dfo\""),
        ("assignments", "assignment-oppdiktet", "/state/status", "\"delivered\""),
        ("recommendations", "oppdiktet-1", "/state/latest/0/response", "\"partly\""),
        ("forums", "fortalt", "/state/secretariats/0/model", "\"broad\""),
        ("measures", "oppdiktet", "/state/function/function", "\"inform\""),
    ] {
        let answer = server.get(&format!("/api/v1/{list}/{id}"), None, &[]).expect(200);
        let found = answer.json().pointer(field).map(ToString::to_string);
        assert_eq!(found.as_deref(), Some(expected), "{list}/{id}: {}", answer.text);
        let listed = server.get_json(&format!("/api/v1/{list}?limit=1000"));
        let name = id.trim_start_matches("assignment-");
        let mut items = listed["items"].as_array().unwrap().iter();
        assert!(items.any(|one| one["id"] == name), "{list}: {listed}");
        server
            .get(&format!("/api/v1/{list}/finnes-ikke"), None, &[])
            .expect(404)
            .expect_problem("not-found");
    }
}

#[test]
fn the_minutes_of_a_meeting_are_put_together_from_what_is_on_record() {
    let server = whole_ledger();
    let forums = server.get_json("/api/v1/forums?limit=1000");
    let mut read = 0;
    for forum in forums["items"].as_array().unwrap() {
        let forum = forum["id"].as_str().unwrap();
        let state = server.get_json(&format!("/api/v1/forums/{forum}"));
        for meeting in state["state"]["meetings"].as_array().unwrap() {
            let id = meeting["id"].as_str().unwrap();
            let minutes = server.get_json(&format!("/api/v1/forums/{forum}/meetings/{id}"));
            assert_eq!(minutes["state"]["meeting"], id, "{minutes}");
            read += 1;
        }
    }
    assert!(read > 0, "no meeting is on record");
    let minutes = server.get_json("/api/v1/forums/fortalt/meetings/2024-1")["state"].take();
    assert_eq!(minutes["present"][0]["participant"], "kld", "{minutes}");
    assert_eq!(minutes["items"][0]["n"], 1, "{minutes}");
    assert_eq!(minutes["stage"], "draft", "{minutes}");
    let before = "/api/v1/forums/fortalt/meetings/2024-1?as_of=2023-12-31";
    server.get(before, None, &[]).expect(404).expect_problem("not-found");
}
