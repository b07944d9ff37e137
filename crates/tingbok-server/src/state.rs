//! What handlers share.
use std::sync::Arc;
use tingbok_ledger::{Ledger, Reader};

/// Who is at the other end when no token is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trust {
    /// Anybody: reads what is public.
    Public,
    /// The owner of the ledger's folder: reads everything. Appending takes a token all the same.
    Owner,
}

/// What handlers share. Pages use the reader alone.
pub struct AppState {
    /// Reads.
    pub reader: Reader,
    pub(crate) ledger: Arc<Ledger>,
    pub(crate) trust: Trust,
}

/// Shared by all handlers of a router.
pub type Shared = Arc<AppState>;

impl AppState {
    /// For one kind of caller.
    pub fn new(ledger: Arc<Ledger>, trust: Trust) -> Shared {
        Arc::new(Self { reader: ledger.reader(), ledger, trust })
    }
}
