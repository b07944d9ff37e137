//! The fictitious history that the golden log is made of: a command a line, which goes through the real rules; and
//! where no command leads there (the opening, an old schema, sealed words), an entry.
use serde_json::{Value, json};
use std::{collections::BTreeSet, sync::Arc};
use tingbok_domain::{CommandId, CommandItem, PrincipalId, StreamId, codec, envelope::Timestamp};
use tingbok_ledger::{Done, FixedClock, Ledger, Options, Request};
use tingbok_storage::{Commit, EventLog, Head, MemoryLog};
use tingbok_transparency::{Frontier, leaf_hash};
use uuid::Uuid;

/// One line: when, by whom, and what.
pub(super) struct Line {
    number: u128,
    at: Timestamp,
    by: PrincipalId,
    what: Value,
}

impl Line {
    /// The same line gives the same command, for ever; so lines are only ever added at the end.
    fn command(&self) -> CommandId {
        CommandId::of(&self.by, self.key())
    }

    fn key(&self) -> Uuid {
        Uuid::from_u128(self.number)
    }
}

/// Reads a history.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let read = |(number, line): (u128, &str)| {
        let mut what: Value = serde_json::from_str(line).unwrap();
        let fields = what.as_object_mut().unwrap();
        let mut take = |field: &str| serde_json::from_value(fields.remove(field).unwrap()).unwrap();
        let at: String = take("at");
        let by: String = take("by");
        Line { number, at: at.parse().unwrap(), by: by.parse().unwrap(), what }
    };
    (0..).zip(text.lines()).map(read).collect()
}

/// The log with all that the history has more.
pub(super) fn grown(lines: &[Line], log: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let commands = log.iter().map(|bytes| codec::decode(bytes).unwrap().command);
    let done: BTreeSet<CommandId> = commands.collect();
    let desk = Desk { log: Arc::new(MemoryLog::new()) };
    desk.append(log);
    for line in lines.iter().filter(|line| !done.contains(&line.command())) {
        match line.what.get("entry") {
            Some(entry) => desk.append(vec![desk.sealed(line, entry)]),
            None => desk.execute(line),
        }
    }
    desk.entries()
}

struct Desk {
    log: Arc<MemoryLog>,
}

impl Desk {
    fn entries(&self) -> Vec<Vec<u8>> {
        let page = self.log.read(0, usize::MAX).unwrap();
        assert!(page.len() < tingbok_storage::MAX_PAGE_ENTRIES, "read it in pages");
        page.into_iter().map(|(_, bytes)| bytes).collect()
    }

    fn version(&self, stream: &StreamId) -> u64 {
        let entries = self.entries();
        let own = entries.iter().filter(|bytes| codec::decode(bytes).unwrap().stream == *stream);
        u64::try_from(own.count()).unwrap()
    }

    /// The command goes through the real rules, at its moment.
    fn execute(&self, line: &Line) {
        let clock = Arc::new(FixedClock(line.at));
        let ledger = Ledger::on(self.log.clone(), Options { clock, ..Options::default() }).unwrap();
        let mut item: CommandItem = serde_json::from_value(line.what.clone()).unwrap();
        let stream = item.stream.parse::<StreamId>().ok();
        item.expected_version = stream.map(|stream| self.version(&stream));
        let (principal, key) = (line.by.clone(), line.key());
        let request = Request { principal, key, items: vec![item], dry_run: false };
        let done = ledger.execute_blocking(request);
        ledger.close();
        assert!(
            matches!(done, Ok(Done::Recorded(_))),
            "line {}: {}: {done:?}",
            line.number + 1,
            line.what
        );
    }

    /// An entry that no command leads to, with what every entry has around it.
    fn sealed(&self, line: &Line, entry: &Value) -> Vec<u8> {
        let command = line.command();
        let stream: StreamId = entry["stream"].as_str().unwrap().parse().unwrap();
        let mut entry = entry.clone();
        entry["id"] = json!(command.entry(0));
        entry["command"] = json!(command);
        entry["request"] = json!("0".repeat(64));
        entry["version"] = json!(self.version(&stream) + 1);
        entry["recorded_at"] = json!(line.at);
        entry["principal"] = json!(line.by);
        let bytes = serde_json_canonicalizer::to_vec(&entry).unwrap();
        codec::decode(&bytes).unwrap_or_else(|error| panic!("line {}: {error}", line.number + 1));
        bytes
    }

    fn append(&self, entries: Vec<Vec<u8>>) {
        append(&*self.log, &self.entries(), entries);
    }
}

/// Appends entries in one commit to a log that holds `before`.
pub(super) fn append(log: &dyn EventLog, before: &[Vec<u8>], entries: Vec<Vec<u8>>) {
    if entries.is_empty() {
        return;
    }
    let Head { size, root } = log.head();
    let opening: Value = serde_json::from_slice(before.first().unwrap_or(&entries[0])).unwrap();
    let ledger: Uuid = serde_json::from_value(opening["body"]["ledger_id"].clone()).unwrap();
    let mut frontier = Frontier::new();
    for entry in before.iter().chain(&entries) {
        frontier.push(leaf_hash(entry));
    }
    let commit = Commit {
        ledger: *ledger.as_bytes(),
        first: size,
        root_before: root,
        root_after: frontier.root().0,
        entries: entries.into_iter().map(Into::into).collect(),
        disclosures: Vec::new(),
    };
    log.append(size, &commit).unwrap();
}
