//! Which commands there were, so that the same key gives the same receipt, for ever.
use crate::{ExecuteError, Receipt, ReceiptEvent, fold::read_entry};
use std::collections::HashMap;
use tingbok_domain::{CommandId, Recorded};
use tingbok_storage::EventLog;

/// Command → position of its first entry.
#[derive(Default)]
pub(crate) struct Commands(HashMap<CommandId, u64>);

impl Commands {
    pub(crate) fn new(known: &[(CommandId, u64)]) -> Self {
        Self(known.iter().copied().collect())
    }
    pub(crate) fn first_position(&self, command: CommandId) -> Option<u64> {
        self.0.get(&command).copied()
    }
    pub(crate) fn insert(&mut self, command: CommandId, first: u64) {
        self.0.insert(command, first);
    }
}

/// The receipt of entries of one command.
pub(crate) fn receipt(command: CommandId, entries: &[Recorded]) -> Option<Receipt> {
    let last = entries.last()?;
    let events = entries.iter().map(|recorded| ReceiptEvent {
        id: recorded.entry.id,
        position: recorded.position,
        leaf_hash: recorded.leaf,
        stream: recorded.entry.stream.clone(),
        version: recorded.entry.version,
        kind: recorded.entry.kind(),
    });
    Some(Receipt {
        command,
        events: events.collect(),
        stream: last.entry.stream.clone(),
        version: last.entry.version,
    })
}

/// The receipt of a command that is on record, when `digest` is that of the same request.
pub(crate) fn receipt_again(
    log: &dyn EventLog,
    command: CommandId,
    first: u64,
    digest: &str,
) -> Result<Receipt, ExecuteError> {
    let busy = |why: String| ExecuteError::Busy { why, retry_after_s: 5 };
    let page =
        log.read(first, tingbok_domain::ITEM_LIMIT).map_err(|error| busy(error.to_string()))?;
    let mut entries = Vec::new();
    for (position, bytes) in page {
        let recorded = read_entry(position, &bytes).map_err(|error| busy(error.to_string()))?;
        if recorded.entry.command != command {
            break;
        }
        entries.push(recorded);
    }
    if entries.first().is_none_or(|recorded| recorded.entry.request != digest) {
        return Err(ExecuteError::KeyReused);
    }
    receipt(command, &entries).ok_or(ExecuteError::KeyReused)
}
