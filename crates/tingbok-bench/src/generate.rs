//! Makes a history: through the rules of a ledger in a temporary folder, out as sealed entries, one a line.
use std::{
    io::{self, BufWriter, Write},
    sync::Arc,
};

use tingbok_ledger::{Head, ReadError};

use crate::{
    clock::ScriptedClock,
    drive::{DriveError, Driver, silently},
    made::{self, MadeError},
    script::{Plan, Script},
    survey::{self, Survey},
};

/// Requests in flight.
const IN_FLIGHT: usize = 256;
/// Progress is told after so many lines.
const TELL_AFTER: u64 = 50_000;

/// Why there is no history.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The ledger cannot be made.
    #[error(transparent)]
    Made(#[from] MadeError),
    /// The rules said no, or the ledger failed.
    #[error(transparent)]
    Drive(#[from] DriveError),
    /// What was recorded cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The entries cannot be written.
    #[error("writing the entries: {0}")]
    Write(#[from] io::Error),
    /// The script's time ran out.
    #[error("the script ended after {found} of {wanted} entries: its time ran out")]
    Short {
        /// Entries there are.
        found: u64,
        /// Entries there were to be.
        wanted: u64,
    },
}

/// A history that was made.
#[derive(Debug)]
pub struct Generated {
    /// How far it goes, and its root.
    pub head: Head,
    /// What it is made of.
    pub survey: Survey,
}

/// Makes the plan's history and writes its entries to `out`; `progress` is told how many are recorded.
///
/// # Errors
/// See [`GenerateError`].
pub fn generate(
    plan: Plan,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(u64),
) -> Result<Generated, GenerateError> {
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(ScriptedClock::new());
    let ledger = made::new(folder.path(), &clock)?;
    let mut driver = Driver::new(&ledger, &clock, made::administrator(&ledger)?, IN_FLIGHT);
    for line in Script::new(plan) {
        driver.send(&line, &mut silently)?;
        if line.number % TELL_AFTER == TELL_AFTER - 1 {
            progress(line.end_position());
        }
    }
    driver.settle(&mut silently)?;
    ledger.close();
    let reader = ledger.reader();
    let head = reader.head();
    if head.size != plan.events {
        return Err(GenerateError::Short { found: head.size, wanted: plan.events });
    }
    let mut survey = Survey::default();
    let mut out = BufWriter::new(out);
    survey::each::<GenerateError>(&reader, |entry| {
        survey.take(entry);
        out.write_all(&entry.bytes)?;
        Ok(out.write_all(b"\n")?)
    })?;
    out.flush()?;
    Ok(Generated { head, survey })
}
