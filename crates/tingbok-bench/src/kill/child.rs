//! The child that is killed: it opens the ledger, goes on with the script where the ledger ends, and says what
//! it sends before sending and what it was answered after.
use std::{
    io::{self, Write},
    path::Path,
    sync::Arc,
};

use tingbok_ledger::Receipt;

use super::{plan, said};
use crate::{
    clock::ScriptedClock,
    drive::{DriveError, Driver},
    made::{self, MadeError},
    script::Script,
};

/// Requests in flight.
const IN_FLIGHT: usize = 32;

/// Why a child ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum ChildError {
    /// The ledger cannot be opened.
    #[error(transparent)]
    Made(#[from] MadeError),
    /// A request was not recorded.
    #[error(transparent)]
    Drive(#[from] DriveError),
    /// Nobody listens.
    #[error("saying what is sent: {0}")]
    Say(#[from] io::Error),
}

/// Appends until it is killed, or until the script ends.
///
/// # Errors
/// See [`ChildError`].
pub fn append(folder: &Path, seed: u64) -> Result<(), ChildError> {
    let clock = Arc::new(ScriptedClock::new());
    let ledger = made::open(folder, &clock)?;
    let size = ledger.reader().head().size;
    let mut driver = Driver::new(&ledger, &clock, made::administrator(&ledger)?, IN_FLIGHT);
    // One write for each line, so that what was said stays said when this process is gone.
    let say = |words: String| io::stdout().lock().write_all(words.as_bytes());
    let mut answered = |number: u64, receipt: &Receipt| say(said::answered(number, receipt));
    for line in Script::new(plan(seed)).skip_while(|line| line.end_position() <= size) {
        say(said::sent(line.number))?;
        driver.send(&line, &mut answered)?;
    }
    Ok(driver.settle(&mut answered)?)
}
