//! Scenario 3: a forum that is only told of a measure decides nothing on it, and sees how it goes.
use crate::harness::{Server, Token};
use serde_json::{Value, json};

const MEASURE: &str = "measure-felles-hr";
const TEXT: &str = "Oppdiktet: første fase er forsinket.";

#[test]
fn scenario_03_what_a_forum_is_only_told_of_is_not_decided_there_and_its_reports_are_seen_there() {
    let server = Server::bare();
    let forum = server.forum("strategisk", "strategic-forum", &["fjord", "havn", "skog"]);
    server.forum("styring-hr", "steering-group", &["fjord", "havn"]);
    let secretariat = &forum.secretariat;
    let measure = json!({ "kind": "project", "title": "Oppdiktet: Felles HR", "forum": forum.id });
    server.post(secretariat, "RegisterMeasure", MEASURE, &measure).expect_created();
    for (holder, role) in [("participant-fjord", "responsible"), ("forum-styring-hr", "steering")] {
        let body = json!({ "holder": holder, "role": role });
        server.post(secretariat, "AssignResponsibility", MEASURE, &body).expect_created();
    }
    // Nobody has said yet what the forums are for in it.
    let state = &server.get_json("/api/v1/measures/felles-hr")["state"];
    assert_eq!(state["function"], Value::Null, "{state}");

    let function = json!({
        "function": "inform", "followed_in": [forum.id], "own_steering_group": true,
    });
    server.post_read(secretariat, "SetGovernanceFunction", MEASURE, &function).expect_created();
    let proposal = json!({
        "forum": forum.id, "title": "Oppdiktet: Felles HR", "text": "Oppdiktet: alle tar det i bruk.",
        "matter": "general", "topic_refs": [MEASURE],
    });
    for sender in [secretariat, forum.member("havn")] {
        let refused = server.post(sender, "ProposeDecision", "decision", &proposal);
        refused.expect_refused("decision-topic-function");
    }
    assert_eq!(forum.state()["decisions"], json!([]));

    let followed = &forum.state()["followed"];
    assert_eq!(followed.as_array().map(Vec::len), Some(1), "{followed}");
    let shown = &followed[0];
    assert_eq!(
        (&shown["measure"], &shown["function"], &shown["own_steering_group"]),
        (&json!("felles-hr"), &json!("inform"), &json!(true)),
        "{shown}"
    );
    reports(&server);
    let state = &server.get_json("/api/v1/measures/felles-hr")["state"];
    let function = &state["function"];
    assert_eq!(
        (&function["function"], &function["followed_in"], &function["own_steering_group"]),
        (&json!("inform"), &json!(["strategisk"]), &json!(true)),
        "{state}"
    );
    let reports: Vec<_> =
        state["statuses"].as_array().unwrap().iter().map(|report| &report["status"]).collect();
    assert_eq!(reports, ["ongoing", "delayed"], "{state}");
    assert_eq!(
        (&state["scale"], &state["status"]["text"]["words"], &state["status"]["next_report_by"]),
        (&json!("reduced"), &json!(TEXT), &json!("2026-08-31")),
        "{state}"
    );
    let steering = state["responsibilities"].as_array().unwrap().iter();
    let steering: Vec<_> = steering.filter(|one| one["role"] == "steering").collect();
    assert_eq!(steering[0]["holder"], "forum-styring-hr", "{state}");
    let before = &server.get_json("/api/v1/measures/felles-hr?as_of=2026-05-03")["state"];
    assert_eq!(before["status"]["status"], "ongoing", "{before}");
    late_report(&server);
    let row = forum.page().row("Oppdiktet: Felles HR");
    assert!(row.contains("Forumet blir orientert"), "{row}");
    assert!(row.contains("Forsinket"), "the report stands on the forum's page too: {row}");
    server.page("/nb/tiltak/felles-hr").shows("Forumet blir orientert").shows(TEXT);
}

/// Who answers for the measure tells how it goes; less of it than before needs a reason.
#[track_caller]
fn reports(server: &Server) {
    let responsible = server.token("fjord", "responsible", None);
    let other = server.token("havn", "responsible", None);
    let mut report = json!({ "status": "ongoing", "said_of": "single" });
    let send =
        |token: &Token, body: &Value| server.post_read(token, "ReportMeasureStatus", MEASURE, body);
    send(&other, &report).expect_problem("forbidden");
    send(&responsible, &report).expect_created();
    server.clock.set("2026-05-04T09:00:00Z");
    report["status"] = json!("delayed");
    report["scale"] = json!("reduced");
    send(&responsible, &report).expect_refused("status-scale");
    report["text"] = json!(TEXT);
    report["next_report_by"] = json!("2026-08-31");
    send(&responsible, &report).expect_created();
}

/// A report that was promised and does not come is late, and reaches the forum that is told.
#[track_caller]
fn late_report(server: &Server) {
    server.clock.set("2026-08-31T09:00:00Z");
    assert_eq!(server.overview("overdue", "")["measure_reports"], json!([]));
    server.clock.set("2026-09-01T09:00:00Z");
    let late = &server.overview("overdue", "")["measure_reports"][0];
    assert_eq!(
        (&late["subject"], &late["who"], &late["forums"], &late["since"]),
        (
            &json!(MEASURE),
            &json!(["participant-fjord"]),
            &json!(["strategisk"]),
            &json!("2026-09-01")
        ),
        "{late}"
    );
}
