//! A ledger for made histories.
use std::{path::Path, sync::Arc};

use tingbok_domain::{PrincipalId, envelope::Role};
use tingbok_ledger::{Init, Ledger, OpenError, Options};

use crate::clock::ScriptedClock;

const RULES: &str = include_str!("../../../events/rules/departementsfellesskapet.json");

/// Why there is no ledger to load.
#[derive(Debug, thiserror::Error)]
pub enum MadeError {
    /// The ledger says no.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The rule data cannot be read.
    #[error("the rule data: {0}")]
    Rules(#[from] serde_json::Error),
    /// A name that cannot be one.
    #[error(transparent)]
    Name(#[from] tingbok_domain::id::IdError),
    /// It was not made for a script.
    #[error("the ledger has no administrator, so it was not made for a script")]
    NoAdministrator,
}

/// How a ledger is opened under a script's clock. Its last entry may be a day ahead of the line that comes
/// next, so the clock is taken as it is.
pub fn options(clock: &Arc<ScriptedClock>) -> Options {
    Options { clock: clock.clone(), accept_clock: true, ..Options::default() }
}

/// Makes a new ledger in a folder.
///
/// # Errors
/// See [`MadeError`].
pub fn new(folder: &Path, clock: &Arc<ScriptedClock>) -> Result<Ledger, MadeError> {
    let init = Init {
        administrator: "dfd".parse()?,
        origin: "oppdiktet.example/log".to_owned(),
        time_zone: chrono_tz::Europe::Oslo,
        rules: serde_json::from_str(RULES)?,
    };
    Ok(Ledger::init(folder, init, options(clock))?)
}

/// Opens one that was made so.
///
/// # Errors
/// See [`MadeError`].
pub fn open(folder: &Path, clock: &Arc<ScriptedClock>) -> Result<Ledger, MadeError> {
    Ok(Ledger::open(folder, options(clock))?)
}

/// Who the ledger was opened with.
///
/// # Errors
/// [`MadeError::NoAdministrator`].
pub fn administrator(ledger: &Ledger) -> Result<PrincipalId, MadeError> {
    let register = ledger.reader().register();
    let mut grants = register.grants();
    let found = grants.find(|(_, grant)| grant.role == Role::Administrator);
    found.map(|(principal, _)| principal.clone()).ok_or(MadeError::NoAdministrator)
}
