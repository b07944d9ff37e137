//! A ledger within this process, on a log in memory: for faults that no disk shows on demand.

use std::sync::Arc;

use serde_json::{Value, json};
use tingbok_domain::{CommandItem, PrincipalId, TextHash, event::StartingRules};
use tingbok_ledger::{Done, ExecuteError, FixedClock, Init, Ledger, Options, Request};
use tingbok_storage::{Commit, EventLog, MAX_PAGE_ENTRIES, MemoryLog};
use tingbok_transparency::{Frontier, Hash, leaf_hash};

/// The moment at which these ledgers stand still.
const NOW: &str = "2026-03-02T09:00:00Z";

/// A log in memory that holds the opening of a ledger and the grant of its administrator.
pub(crate) struct Opened {
    pub(crate) log: Arc<MemoryLog>,
    pub(crate) administrator: PrincipalId,
    pub(crate) token: String,
}

impl Opened {
    /// Opens a ledger in a folder, as anybody does, and takes its first entries into memory.
    pub(crate) fn new() -> Opened {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger");
        let ledger = Ledger::init(&path, init(), options(16)).unwrap();
        let token = std::fs::read_to_string(path.join("administrator.token")).unwrap();
        let token = token.trim().to_owned();
        let administrator = ledger.reader().authenticate(&token).unwrap().principal;
        let storage = ledger.storage().unwrap();
        let entries = storage.read(0, MAX_PAGE_ENTRIES).unwrap();
        let log = MemoryLog::new();
        let commit =
            one_commit(storage.ledger().unwrap(), entries.into_iter().map(|(_, bytes)| bytes));
        log.append(0, &commit).unwrap();
        Opened { log: Arc::new(log), administrator, token }
    }

    /// A request of the administrator, under the key with this number: it lets one auditor read.
    pub(crate) fn request(&self, number: u32) -> Request {
        let item: CommandItem = serde_json::from_value(grant(number)).unwrap();
        let key = format!("00000000-0000-4000-8000-{number:012}");
        Request {
            principal: self.administrator.clone(),
            key: key.parse().unwrap(),
            items: vec![item],
            dry_run: false,
        }
    }
}

/// How a ledger is opened here: the clock stands still and `queue` requests may wait.
pub(crate) fn options(queue: usize) -> Options {
    let clock = Arc::new(FixedClock(NOW.parse().unwrap()));
    Options { queue, clock, ..Options::default() }
}

/// Lets an auditor read; any number of them can be told apart.
pub(crate) fn grant(number: u32) -> Value {
    let digest = TextHash::of(&format!("secret {number}"));
    json!({
        "command": "GrantAccess",
        "stream": "ledger",
        "body": {
            "principal": format!("auditor-{number}"), "kind": "token", "secret_sha256": digest,
            "participant": "revisjonen", "role": "auditor", "from": "2026-03-02"
        }
    })
}

/// The entries as one commit that begins a log.
pub(crate) fn one_commit(ledger: [u8; 16], entries: impl Iterator<Item = Vec<u8>>) -> Commit {
    let mut frontier = Frontier::new();
    let root_before: Hash = frontier.root();
    let entries: Vec<Arc<[u8]>> = entries
        .map(|bytes| {
            frontier.push(leaf_hash(&bytes));
            bytes.into()
        })
        .collect();
    Commit {
        ledger,
        first: 0,
        root_before: root_before.0,
        root_after: frontier.root().0,
        entries,
        disclosures: Vec::new(),
    }
}

/// The positions that a request was given, and whether it had been recorded before.
pub(crate) fn recorded(done: Result<Done, ExecuteError>) -> (Vec<u64>, bool) {
    let (receipt, before) = match done {
        Ok(Done::Recorded(receipt)) => (receipt, false),
        Ok(Done::Before(receipt)) => (receipt, true),
        other => panic!("nothing was recorded: {other:?}"),
    };
    (receipt.events.iter().map(|event| event.position).collect(), before)
}

fn init() -> Init {
    let rules: StartingRules =
        serde_json::from_str(include_str!("../../../events/rules/default.json")).unwrap();
    Init {
        administrator: "driften".parse().unwrap(),
        origin: "test.example/ledger".to_owned(),
        time_zone: "Europe/Oslo".parse().unwrap(),
        rules,
    }
}
