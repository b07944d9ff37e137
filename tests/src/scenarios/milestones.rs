//! Scenario 8: slips of the real starting set, as precise as their dates and no more.
use crate::harness::Server;
use serde_json::{Value, json};

fn milestone(server: &Server, measure: &str, id: &str) -> Value {
    let state = &server.get_json(&format!("/api/v1/measures/{measure}"))["state"];
    let milestones = state["milestones"].as_array().unwrap();
    milestones.iter().find(|milestone| milestone["id"] == id).unwrap().clone()
}

#[test]
fn scenario_08_a_slip_is_a_range_where_a_date_is_coarser_than_a_day() {
    let server = Server::demo();
    let opened = milestone(&server, "departementsakademiet", "opprettet");
    assert_eq!(opened["baseline"]["due"], "2023-01");
    assert_eq!(opened["reached"]["actual"], "2023-09-01");
    assert_eq!(
        (&opened["slip"]["min_months_tenths"], &opened["slip"]["max_months_tenths"]),
        (&json!(70), &json!(80))
    );
    let page = server.page("/nb/tiltak/departementsakademiet");
    page.shows("Opprinnelig plan").shows("januar 2023").shows("Nådd").shows("1. september 2023");
    page.shows("7 til 8 måneder etter planen");

    let launched = milestone(&server, "nasjonale-mal-for-vann-og-helse", "nye-mal-lansert");
    assert_eq!(launched["reached"]["compared_with"], "mal-revidert");
    let slip = &launched["slip"];
    assert_eq!((&slip["min_months_tenths"], &slip["max_months_tenths"]), (&json!(15), &json!(135)));
    assert_eq!(slip["assumption"]["words"], "lansering regnes som revisjon");
    // The goal itself is not said to be reached: launch counts as revision only under the assumption.
    let revised = milestone(&server, "nasjonale-mal-for-vann-og-helse", "mal-revidert");
    assert_eq!(
        (&revised["baseline"]["due"], &revised["reached"], &revised["slip"]),
        (&json!("2023"), &Value::Null, &Value::Null)
    );
    let page = server.page("/nb/tiltak/nasjonale-mal-for-vann-og-helse");
    page.shows("1,5 til 13,5 måneder etter planen, hvis lansering regnes som revisjon");
    page.shows("16. februar 2024");
    let without = page
        .text
        .replace("1,5 til 13,5 måneder etter planen, hvis lansering regnes som revisjon", "");
    assert!(!without.contains("13,5 måneder"), "a slip without its assumption: {without}");
}
