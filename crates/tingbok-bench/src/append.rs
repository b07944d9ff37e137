//! How fast a ledger appends: the whole path, rules and sealing and hashing and journal and sled.
use std::{
    io,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use tingbok_ledger::{Head, Ledger, ReadError};

use crate::{
    clock::ScriptedClock,
    drive::{DriveError, Driver, silently},
    line::Line,
    machine,
    made::{self, MadeError},
    script::{OPENING_ENTRIES, Plan, Script},
    survey::{self, Survey},
    table::{Table, megabytes, per_second, ratio},
};

/// Lines are made so many at a time while the watch stands still, so that only the ledger is measured.
const PART_LINES: usize = 20_000;
/// How long followers may take to catch up before the run has failed.
const FOLLOW_LIMIT: Duration = Duration::from_mins(1);

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The ledger cannot be made.
    #[error(transparent)]
    Made(#[from] MadeError),
    /// The rules said no, or the ledger failed.
    #[error(transparent)]
    Drive(#[from] DriveError),
    /// What was recorded cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The folder cannot be measured.
    #[error("measuring the folder: {0}")]
    Folder(#[from] io::Error),
    /// Readers do not see what was recorded.
    #[error("readers see {seen} entries of {recorded} a minute after the last answer")]
    Behind {
        /// What they see.
        seen: u64,
        /// What is recorded.
        recorded: u64,
    },
}

/// What was measured.
#[derive(Debug)]
pub struct Appended {
    /// Requests that were answered.
    pub requests: u64,
    /// Entries they led to.
    pub events: u64,
    /// From the first request to the last answer, without the making of requests.
    pub took: Duration,
    /// From the last answer until readers saw everything.
    pub behind: Duration,
    /// How far the ledger goes.
    pub head: Head,
    /// Its entries.
    pub survey: Survey,
    /// Its folder on the disk, in bytes.
    pub folder_bytes: u64,
    /// Memory at the end and at most, in bytes.
    pub resident: (u64, u64),
}

impl Appended {
    /// The table that is printed.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&["append", "measured"]);
        table
            .row(&[&"requests answered", &self.requests])
            .row(&[&"events", &self.events])
            .row(&[&"refusals", &0])
            .row(&[&"seconds", &ratio(millis(self.took), 1_000)])
            .row(&[&"events/s", &per_second(self.events, self.took)])
            .row(&[&"requests/s", &per_second(self.requests, self.took)])
            .row(&[&"readers behind at the end, ms", &millis(self.behind)])
            .row(&[&"bytes of the entries", &megabytes(self.survey.bytes)])
            .row(&[&"mean entry, bytes", &self.survey.means().0])
            .row(&[&"folder on disk", &megabytes(self.folder_bytes)])
            .row(&[&"folder / entries", &ratio(self.folder_bytes, self.survey.bytes)])
            .row(&[&"RSS at the end", &megabytes(self.resident.0)])
            .row(&[&"RSS at most", &megabytes(self.resident.1)]);
        table
    }
}

/// Appends the plan's history to a new ledger in a folder, with so many requests in flight.
///
/// # Errors
/// See [`AppendError`].
pub fn append(plan: Plan, in_flight: usize, folder: &Path) -> Result<Appended, AppendError> {
    let clock = Arc::new(ScriptedClock::new());
    let ledger = made::new(folder, &clock)?;
    let administrator = made::administrator(&ledger)?;
    let mut driver = Driver::new(&ledger, &clock, administrator, in_flight);
    let mut script = Script::new(plan);
    let (mut requests, mut end, mut took) = (0, OPENING_ENTRIES, Duration::ZERO);
    loop {
        let part: Vec<Line> = script.by_ref().take(PART_LINES).collect();
        let Some(last) = part.last() else { break };
        end = last.end_position();
        requests += u64::try_from(part.len()).unwrap_or(0);
        let began = Instant::now();
        for line in &part {
            driver.send(line, &mut silently)?;
        }
        driver.settle(&mut silently)?;
        took += began.elapsed();
    }
    let behind = followed(&ledger, end)?;
    let resident = machine::resident_bytes();
    let reader = ledger.reader();
    ledger.close();
    let mut survey = Survey::default();
    survey::each::<AppendError>(&reader, |entry| {
        survey.take(entry);
        Ok(())
    })?;
    Ok(Appended {
        requests,
        events: end - OPENING_ENTRIES,
        took,
        behind,
        head: reader.head(),
        survey,
        folder_bytes: machine::folder_bytes(folder)?,
        resident,
    })
}

/// How long it takes until readers see everything.
fn followed(ledger: &Ledger, size: u64) -> Result<Duration, AppendError> {
    let began = Instant::now();
    let reader = ledger.reader();
    while reader.head().size < size {
        if began.elapsed() > FOLLOW_LIMIT {
            return Err(AppendError::Behind { seen: reader.head().size, recorded: size });
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(began.elapsed())
}

fn millis(took: Duration) -> u64 {
    u64::try_from(took.as_millis()).unwrap_or(u64::MAX)
}
