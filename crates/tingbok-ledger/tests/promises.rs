//! What the ledger promises those who append, on a real folder.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::{path::Path, sync::Arc};
use tempfile::TempDir;
use tingbok_domain::{CommandItem, PrincipalId, envelope::Timestamp, event::StartingRules};
use tingbok_ledger::{
    Done, ExecuteError, FileClock, Folder, Init, Ledger, NewToken, Options, Receipt, Replay,
    Request, replay,
};
use tingbok_storage::{EventLog, LocalLog};
use uuid::Uuid;

const MORNING: &str = "2026-03-02T08:00:00.000Z";

fn options(folder: &Path) -> Options {
    let clock = Arc::new(FileClock(folder.with_extension("clock")));
    Options { clock, accept_clock: true, ..Options::default() }
}

fn set_clock(folder: &Path, now: &str) {
    std::fs::write(folder.with_extension("clock"), now).unwrap();
}

struct World {
    home: TempDir,
    folder: std::path::PathBuf,
    ledger: Ledger,
    administrator: PrincipalId,
    registrar: PrincipalId,
}

fn item(command: &str, stream: &str, body: serde_json::Value) -> CommandItem {
    let reported = command == "RegisterParticipant";
    let mut item =
        serde_json::json!({ "command": command, "stream": stream, "lang": "en", "body": body });
    if reported {
        item["evidence"] = "reported".into();
        item["source"] = serde_json::json!({ "kind": "import", "ref": "A fictitious list" });
    }
    serde_json::from_value(item).unwrap()
}

fn participant(id: &str) -> CommandItem {
    let body = serde_json::json!({ "kind": "other", "name": { "en": format!("Fictitious {id}") } });
    item("RegisterParticipant", &format!("participant-{id}"), body)
}

fn request(principal: &PrincipalId, key: u128, items: Vec<CommandItem>) -> Request {
    Request { principal: principal.clone(), key: Uuid::from_u128(key), items, dry_run: false }
}

impl World {
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("ledger");
        set_clock(&folder, MORNING);
        let rules: StartingRules = serde_json::from_str(r#"{ "defaults": {} }"#).unwrap();
        let init = Init {
            administrator: "office".parse().unwrap(),
            origin: "fictitious.example/log".into(),
            time_zone: "Europe/Oslo".parse().unwrap(),
            rules,
        };
        let ledger = Ledger::init(&folder, init, options(&folder)).unwrap();
        let token = std::fs::read_to_string(Folder::new(&folder).administrator_token()).unwrap();
        let administrator = ledger.reader().authenticate(&token).unwrap().principal;
        let new = NewToken::make().unwrap();
        let grant = serde_json::json!({
            "principal": new.principal, "kind": "token", "secret_sha256": new.secret_sha256,
            "participant": "office", "role": "registrar", "from": "2026-03-01",
        });
        let items = vec![item("GrantAccess", "ledger", grant)];
        ledger.execute_blocking(request(&administrator, 1, items)).unwrap();
        Self { home, folder, ledger, administrator, registrar: new.principal }
    }

    fn record(&self, key: u128, items: Vec<CommandItem>) -> Result<Receipt, ExecuteError> {
        match self.ledger.execute_blocking(request(&self.registrar, key, items))? {
            Done::Recorded(receipt) | Done::Before(receipt) => Ok(receipt),
            Done::Would(_) => panic!("not a dry run"),
        }
    }

    /// Closes the ledger and looks at the log itself.
    fn size(self) -> (u64, World) {
        let World { home, folder, ledger, administrator, registrar } = self;
        drop(ledger);
        let log = LocalLog::open(&folder, tingbok_storage::Options::default()).unwrap();
        let size = log.head().size;
        drop(log);
        let ledger = Ledger::open(&folder, options(&folder)).unwrap();
        (size, World { home, folder, ledger, administrator, registrar })
    }
}

#[test]
fn the_same_key_gives_the_first_receipt_for_ever_and_never_a_second_entry() {
    let world = World::new();
    let first = world.record(7, vec![participant("a")]).unwrap();
    assert_eq!(world.record(7, vec![participant("a")]).unwrap(), first);
    let (size, world) = world.size();
    assert_eq!(world.record(7, vec![participant("a")]).unwrap(), first, "after a restart too");
    assert_eq!(world.size().0, size);
}

#[test]
fn the_same_key_with_another_request_is_refused() {
    let world = World::new();
    world.record(7, vec![participant("a")]).unwrap();
    assert!(matches!(world.record(7, vec![participant("b")]), Err(ExecuteError::KeyReused)));
    let (_, world) = world.size();
    assert!(matches!(world.record(7, vec![participant("b")]), Err(ExecuteError::KeyReused)));
}

#[test]
fn a_list_is_recorded_whole_or_not_at_all() {
    let world = World::new();
    let whole = world.record(8, vec![participant("a"), participant("b")]).unwrap();
    assert_eq!(whole.events.len(), 2);
    let before = whole.events[1].position + 1;
    let unknown = item(
        "SucceedParticipant",
        "participant-c",
        serde_json::json!({ "successors": ["nobody"], "kind": "rename" }),
    );
    let refused = world.record(9, vec![participant("c"), unknown]);
    assert!(matches!(refused, Err(ExecuteError::Refused { item: 1, .. })), "{refused:?}");
    assert_eq!(world.size().0, before);
}

#[test]
fn an_item_may_build_on_the_items_before_it() {
    let world = World::new();
    let mut follows = item(
        "SucceedParticipant",
        "participant-a",
        serde_json::json!({ "successors": ["b"], "kind": "transfer" }),
    );
    follows.expected_version = Some(1);
    let receipt = world.record(8, vec![participant("a"), participant("b"), follows]).unwrap();
    assert_eq!((receipt.stream.to_string().as_str(), receipt.version), ("participant-a", 2));
}

#[test]
fn a_stale_version_is_a_conflict_that_names_the_version_now() {
    let world = World::new();
    world.record(7, vec![participant("a")]).unwrap();
    let mut stale = participant("a");
    stale.expected_version = Some(0);
    let conflict = world.record(8, vec![stale]);
    assert!(
        matches!(conflict, Err(ExecuteError::Conflict { expected: 0, actual: 1, .. })),
        "{conflict:?}"
    );
}

#[test]
fn a_dry_run_shows_the_entries_and_records_nothing() {
    // From the log itself: a reader may be a moment behind it.
    let (before, world) = World::new().size();
    let asked = Request { dry_run: true, ..request(&world.registrar, 7, vec![participant("a")]) };
    let Done::Would(entries) = world.ledger.execute_blocking(asked).unwrap() else {
        panic!("recorded")
    };
    assert_eq!(entries[0]["kind"], "ParticipantRegistered");
    assert_eq!(world.size().0, before);
}

#[test]
fn the_recorded_time_never_falls_when_the_clock_does() {
    let world = World::new();
    let first = world.record(7, vec![participant("a")]).unwrap();
    set_clock(&world.folder, "2025-01-01T00:00:00Z");
    let second = world.record(8, vec![participant("b")]).unwrap();
    let (_, world) = world.size();
    let reader = world.ledger.reader();
    let at =
        |receipt: &Receipt| reader.entry(receipt.events[0].position).unwrap().entry.recorded_at;
    assert_eq!(at(&first), MORNING.parse::<Timestamp>().unwrap());
    assert_eq!(at(&second), at(&first));
}

#[test]
fn a_revoked_right_ends_at_once() {
    let world = World::new();
    let revoke = serde_json::json!({ "principal": world.registrar, "from": "2026-03-02", "reason": "Fictitious: lost" });
    let items = vec![item("RevokeAccess", "ledger", revoke)];
    world.ledger.execute_blocking(request(&world.administrator, 9, items)).unwrap();
    assert!(matches!(world.record(10, vec![participant("a")]), Err(ExecuteError::Unauthenticated)));
}

#[test]
fn a_start_from_a_snapshot_and_a_replay_from_the_first_entry_give_the_same_state() {
    let world = World::new();
    for n in 0..24_u32 {
        let items = (0..50_u32).map(|m| participant(&format!("p{n}-{m}"))).collect();
        world.record(u128::from(n) + 100, items).unwrap();
    }
    let (_, world) = world.size();
    assert!(world.folder.join("snapshot").exists(), "1,200 entries are worth a snapshot");
    let reader = world.ledger.reader();
    let (live, head) = (reader.register(), reader.head());
    let World { home: _home, folder, ledger, .. } = world;
    drop((reader, ledger));
    let log = LocalLog::open(&folder, tingbok_storage::Options::default()).unwrap();
    let again = replay(&log, Replay::default(), &mut |_| {}).unwrap();
    assert!(again.whole);
    assert_eq!(again.fold.frontier.root().to_string(), head.root);
    assert_eq!(again.fold.register, *live);
}

#[test]
fn what_is_said_of_a_second_opener_names_what_is_in_the_way() {
    let world = World::new();
    let Err(error) = Ledger::open(&world.folder, options(&world.folder)) else {
        panic!("opened twice")
    };
    assert!(error.to_string().contains("in use"), "{error}");
}
