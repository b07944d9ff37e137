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

#[test]
fn scenario_08_what_became_of_a_reported_plan_is_not_documented_and_is_not_counted_as_not_reached()
{
    let server = Server::demo();
    for measure in ["uio-etatsstyring", "felles-ikt"] {
        let page = server.page(&format!("/nb/tiltak/{measure}"));
        page.shows("Det er ikke dokumentert om noen milepæl er nådd").hides("0 av 1");
        let row = server.page("/nb/tiltak").rows();
        assert!(!row.iter().any(|row| row.contains("0 av ")), "{row:?}");
    }
    let water = "nasjonale-mal-for-vann-og-helse";
    for (path, said) in [
        ("nb/tiltak", "1 av 2 milepæler er nådd, og for 1 er det ikke dokumentert"),
        ("nn/tiltak", "1 av 2 milepælar er nådde, og for 1 er det ikkje dokumentert"),
        ("en/measures", "1 of 2 milestones are reached, and for 1 it is not documented"),
    ] {
        server.page(&format!("/{path}/{water}")).shows(said);
    }
    server.page("/nb/tiltak").shows("1 av 2, 1 ikke dokumentert").shows("1 av 1");
}

#[test]
fn scenario_08_the_first_plan_stands_and_what_comes_later_is_a_forecast_with_its_reason() {
    let server = Server::bare();
    let forum = server.forum("tjenester", "service-forum", &["fjord", "havn"]);
    let stream = "measure-arkiv";
    let body = json!({ "kind": "project", "title": "Oppdiktet: felles arkiv", "forum": forum.id });
    server.post(&forum.secretariat, "RegisterMeasure", stream, &body).expect_created();
    let body = json!({ "holder": "participant-fjord", "role": "responsible" });
    server.post(&forum.secretariat, "AssignResponsibility", stream, &body).expect_created();
    let responsible = server.token("fjord", "responsible", None);
    let plan = |due: &str, kind: &str, reason: Value| {
        let body = json!({
            "id": "apning", "title": "Oppdiktet: arkivet åpner", "due": due, "kind": kind, "reason": reason,
        });
        server.post_read(&responsible, "ScheduleMilestone", stream, &body)
    };
    plan("2026-09", "forecast", json!("Oppdiktet")).expect_refused("milestone-baseline");
    plan("2026-06", "baseline", Value::Null).expect_created();
    server.clock.set("2026-05-04T09:00:00Z");
    plan("2026-12", "baseline", Value::Null).expect_refused("milestone-baseline");
    plan("2026-12", "forecast", Value::Null).expect_refused("milestone-reason");
    plan("2026", "forecast", json!("Oppdiktet: anskaffelsen tar lengre tid.")).expect_created();
    plan("2026-09-15", "forecast", json!("Oppdiktet: dagen er avtalt.")).expect_created();

    let opening = milestone(&server, "arkiv", "apning");
    assert_eq!(opening["baseline"]["due"], "2026-06", "{opening}");
    let due: Vec<_> =
        opening["forecasts"].as_array().unwrap().iter().map(|one| &one["due"]).collect();
    assert_eq!(due, ["2026", "2026-09-15"], "each as precise as it was said");
    assert_eq!(opening["overdue"], false, "{opening}");
    let page = server.page("/nb/tiltak/arkiv");
    page.shows("Opprinnelig plan").shows("juni 2026").shows("Gjeldende prognose");
    page.shows("15. september 2026").shows("Oppdiktet: dagen er avtalt.");

    // A plan for a month is late when the month has passed, not when it begins.
    server.clock.set("2026-06-30T09:00:00Z");
    assert_eq!(milestone(&server, "arkiv", "apning")["overdue"], false);
    server.clock.set("2026-09-16T09:00:00Z");
    assert_eq!(milestone(&server, "arkiv", "apning")["overdue"], true);
    let reached = json!({ "id": "apning", "actual": "2026-09-16" });
    server.post_read(&responsible, "ReachMilestone", stream, &reached).expect_created();
    plan("2027-01", "forecast", json!("Oppdiktet")).expect_refused("milestone-open");
    let opening = milestone(&server, "arkiv", "apning");
    assert_eq!(
        (&opening["overdue"], &opening["reached"]["actual"]),
        (&json!(false), &json!("2026-09-16"))
    );
}
