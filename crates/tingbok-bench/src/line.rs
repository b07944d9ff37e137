//! One request of a script.
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{CommandId, CommandItem, PrincipalId, envelope::Timestamp, id::IdError};
use tingbok_ledger::Request;
use uuid::Uuid;

/// Who sends a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum By {
    /// The administrator that the ledger was opened with; its id is drawn then.
    Administrator,
    /// A principal that the script has let in.
    Principal(String),
}

/// One request: whole or not at all, and one entry for each item.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its place in the script, from 0.
    pub number: u64,
    /// Position in the log of its first entry.
    pub first_position: u64,
    /// When it is sent.
    pub at: Timestamp,
    /// The working day it is sent on, counted from the start of the script.
    pub working_day: u32,
    /// Who sends it.
    pub by: By,
    /// Its idempotency key.
    pub key: Uuid,
    /// What is asked for.
    pub items: Vec<CommandItem>,
}

impl Line {
    /// Position in the log after its last entry.
    pub fn end_position(&self) -> u64 {
        self.first_position + u64::try_from(self.items.len()).unwrap_or(u64::MAX)
    }

    /// The day it is sent on.
    pub fn date(&self) -> NaiveDate {
        crate::clock::date(self.working_day)
    }

    /// Who sends it, in a ledger with that administrator.
    ///
    /// # Errors
    /// When the script names a principal that cannot be one.
    pub fn principal(&self, administrator: &PrincipalId) -> Result<PrincipalId, IdError> {
        match &self.by {
            By::Administrator => Ok(administrator.clone()),
            By::Principal(name) => name.parse(),
        }
    }

    /// The command that it leads to.
    ///
    /// # Errors
    /// As [`Line::principal`].
    pub fn command(&self, administrator: &PrincipalId) -> Result<CommandId, IdError> {
        Ok(CommandId::of(&self.principal(administrator)?, self.key))
    }

    /// What is sent.
    ///
    /// # Errors
    /// As [`Line::principal`].
    pub fn request(&self, administrator: &PrincipalId) -> Result<Request, IdError> {
        let principal = self.principal(administrator)?;
        Ok(Request { principal, key: self.key, items: self.items.clone(), dry_run: false })
    }
}
