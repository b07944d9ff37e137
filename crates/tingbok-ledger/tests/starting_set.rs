//! The real starting set goes through the rules, line by line, as the registrar records it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use tingbok_domain::{CommandItem, event::StartingRules};
use tingbok_ledger::{Done, FixedClock, Folder, Init, Ledger, NewToken, Options, Request};
use uuid::Uuid;

const SET: &str = include_str!("../../../events/departementsfellesskapet.ndjson");
const RULES: &str = include_str!("../../../events/rules/departementsfellesskapet.json");
const DEFAULT_RULES: &str = include_str!("../../../events/rules/default.json");

#[test]
fn every_line_of_the_starting_set_is_allowed() {
    let home = tempfile::TempDir::new().unwrap();
    let folder = home.path().join("ledger");
    let clock = Arc::new(FixedClock("2026-03-02T08:00:00Z".parse().unwrap()));
    let init = Init {
        administrator: "dfd".parse().unwrap(),
        origin: "test.example/log".into(),
        time_zone: "Europe/Oslo".parse().unwrap(),
        rules: serde_json::from_str::<StartingRules>(RULES).unwrap(),
    };
    let ledger = Ledger::init(&folder, init, Options { clock, ..Options::default() }).unwrap();
    let token = std::fs::read_to_string(Folder::new(&folder).administrator_token()).unwrap();
    let administrator = ledger.reader().authenticate(&token).unwrap().principal;
    let registrar = NewToken::make().unwrap();
    let grant: CommandItem = serde_json::from_value(serde_json::json!({
        "command": "GrantAccess", "stream": "ledger",
        "body": { "principal": registrar.principal, "kind": "token", "secret_sha256": registrar.secret_sha256,
                  "participant": "dfd", "role": "registrar", "from": "2026-03-01" },
    }))
    .unwrap();
    let mut key = 0;
    let mut record = |principal, item| {
        key += 1;
        let request =
            Request { principal, key: Uuid::from_u128(key), items: vec![item], dry_run: false };
        ledger.execute_blocking(request)
    };
    record(administrator, grant).unwrap();
    let mut faults = Vec::new();
    for (line, text) in (1..).zip(SET.lines()) {
        let item: CommandItem =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("line {line}: {error}"));
        match record(registrar.principal.clone(), item) {
            Ok(Done::Recorded(_)) => {}
            Ok(other) => faults.push(format!("line {line}: {other:?}")),
            Err(error) => faults.push(format!("line {line}: {error}")),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_neutral_rules_can_be_read() {
    serde_json::from_str::<StartingRules>(DEFAULT_RULES).unwrap();
}
