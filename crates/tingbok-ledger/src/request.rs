//! What is asked of the ledger, and what it answers.
use crate::ExecuteError;
use serde::{Deserialize, Serialize};
use tingbok_domain::{CommandId, CommandItem, EntryId, EventKind, LeafHash, PrincipalId, StreamId};
use tokio::sync::oneshot;
use uuid::Uuid;

/// A list of commands that is recorded whole or not at all; one command is a list of one.
#[derive(Debug, Clone)]
pub struct Request {
    /// Who enters it; its rights are looked up when it is decided.
    pub principal: PrincipalId,
    /// Scoped to the principal: the same key gives the first receipt, for ever.
    pub key: Uuid,
    /// What is asked for, in order.
    pub items: Vec<CommandItem>,
    /// Decide, and record nothing.
    pub dry_run: bool,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The command.
    pub command: CommandId,
    /// Its entries, in order.
    pub events: Vec<ReceiptEvent>,
    /// The stream of the last entry.
    pub stream: StreamId,
    /// That stream's version.
    pub version: u64,
}

/// One entry that was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptEvent {
    /// Its id.
    pub id: EntryId,
    /// Its place in the log.
    pub position: u64,
    /// Its Merkle leaf hash.
    pub leaf_hash: LeafHash,
    /// Its stream.
    pub stream: StreamId,
    /// The stream's version with it.
    pub version: u64,
    /// What it says.
    pub kind: EventKind,
}

/// The answer to a request.
#[derive(Debug, Clone)]
pub enum Done {
    /// Recorded now.
    Recorded(Receipt),
    /// Recorded before, with the same key.
    Before(Receipt),
    /// A dry run: the entries as they would be written.
    Would(Vec<serde_json::Value>),
}

/// A request on its way to the sequencer.
pub(crate) struct Ticket {
    pub(crate) request: Request,
    pub(crate) answer: oneshot::Sender<Result<Done, ExecuteError>>,
}
