//! Kinds 41, 46 and 47.
use crate::harness::{ADMINISTRATOR, Act, TODAY, World, accepts, by, forbidden, forum, refuses};
use serde_json::json;

fn rules() -> Act {
    by(ADMINISTRATOR, "SetDecisionRules", "ledger", json!({ "rounds": { "present_quorum": 60 } }))
}

fn grant(principal: &str, role: &str) -> Act {
    let body = json!({
        "principal": principal, "kind": "token", "secret_sha256": "1".repeat(64), "participant": "kd", "role": role,
        "from": TODAY,
    });
    by(ADMINISTRATOR, "GrantAccess", "ledger", body)
}

fn revoke(principal: &str) -> Act {
    let body = json!({ "principal": principal, "from": TODAY, "reason": "Byttet" });
    by(ADMINISTRATOR, "RevokeAccess", "ledger", body)
}

#[test]
fn rule_rows_for_setting_rules() {
    let world = World::seated();
    let tables = json!({ "holidays": ["2026-05-01"] });
    accepts("rules-scope", &world, rules().with("tables", tables.clone()));
    accepts("rules-scope", &world, rules().with("forum", "klima"));
    refuses("rules-scope", &world, rules().with("forum", "klima").with("tables", tables));
    accepts(
        "rules-present-quorum",
        &world,
        rules().with("rounds", json!({ "present_quorum": 99 })),
    );
    refuses(
        "rules-present-quorum",
        &world,
        rules().with("rounds", json!({ "present_quorum": 100 })),
    );
    accepts("decision-in-force", &World::adopted(), rules().with("decision", 1));
    refuses("decision-in-force", &World::in_round(), rules().with("decision", 1));
}

#[test]
fn rule_rows_for_granting_access() {
    let world = World::seated().given(grant("kd-1", "member"));
    accepts("access-unique", &world, grant("kd-2", "member"));
    refuses("access-unique", &world, grant("kd-1", "member"));
    refuses("access-unique", &world.clone().given(revoke("kd-1")), grant("kd-1", "member"));
    accepts("access-proof", &world, grant("kd-2", "member"));
    refuses("access-proof", &world, grant("kd-2", "member").without("secret_sha256"));
    refuses("access-proof", &world, grant("kd-2", "member").with("kind", "client"));
    accepts(
        "access-proof",
        &world,
        grant("kd-2", "member").with("kind", "client").with("client", "kd-utv"),
    );
    accepts("access-forum", &world, grant("kd-2", "chair").with("forum", "klima"));
    refuses("access-forum", &world, grant("kd-2", "chair"));
    refuses("access-forum", &world, grant("kd-2", "secretariat"));
    accepts("access-span", &world, grant("kd-2", "member").with("to", TODAY));
    refuses("access-span", &world, grant("kd-2", "member").with("to", "2026-03-01"));
}

#[test]
fn rule_rows_for_ending_access() {
    let world =
        World::seated().given(grant("kd-1", "member")).given(grant("root", "administrator"));
    let ended = accepts("access-revoked-once", &world, revoke("kd-1"));
    refuses("access-revoked-once", &ended, revoke("kd-1"));
    accepts("access-revoked-reason", &world, revoke("kd-1"));
    refuses("access-revoked-reason", &world, revoke("kd-1").without("reason"));
    refuses("access-last-administrator", &world, revoke("root"));
    let two = world.clone().given(grant("root-2", "administrator"));
    accepts("access-last-administrator", &two, revoke("root"));
    // An administrator whose time is over is no help, and not needed.
    let brief = world.given(grant("root-2", "administrator").with("to", TODAY)).on("2026-03-03");
    refuses("access-last-administrator", &brief, revoke("root"));
    accepts("access-last-administrator", &brief, revoke("root-2"));
}

#[test]
fn who_holds_a_function_from_a_day_on_is_set_anew_so_that_its_last_day_can_be_named() {
    let tables = |field: &str, rows: serde_json::Value| {
        by(ADMINISTRATOR, "SetDecisionRules", "ledger", json!({ "tables": { field: rows } }))
    };
    let from = "2024-01-01";
    let ended = json!([{ "participant": "dfd", "from": from, "to": "2026-03-01" }]);
    let world = World::opened();
    accepts("forum-kind", &world, forum("ny"));
    forbidden(&world.clone().given(tables("coordinating", ended)), forum("ny"));
    // From another day on it is another row, and the first one stands.
    let beside = json!([{ "participant": "dfd", "from": "2025-01-01", "to": "2025-12-31" }]);
    accepts("forum-kind", &world.clone().given(tables("coordinating", beside)), forum("ny"));

    let alone = || forum("ny").without("consulted");
    let row =
        |kind: &str| json!([{ "kind": kind, "participant": "dfd", "from": from, "to": from }]);
    refuses("forum-consulted", &world, alone());
    accepts("forum-consulted", &world.clone().given(tables("consult", row("core-group"))), alone());
    refuses("forum-consulted", &world.given(tables("consult", row("sprint-group"))), alone());
}

#[test]
fn new_rules_do_not_reach_a_round_that_is_open() {
    let world = World::in_writing();
    let quorum = world.decision(1).open_round().unwrap().quorum;
    let changed = world.given(rules().with("rounds", json!({ "quorum": 3, "present_quorum": 90 })));
    assert_eq!(changed.decision(1).open_round().unwrap().quorum, quorum);
    assert_eq!(changed.register.rounds_of(&"klima".parse().unwrap()).0.quorum.consents, 3);
}
