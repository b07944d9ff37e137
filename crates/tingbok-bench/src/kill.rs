//! The rig that kills: a child appends as fast as it can, and is killed (signal 9) at random moments. After
//! each kill every acknowledged entry must be at its position, every command whole and there at most once,
//! and the root that of the entries.
pub mod child;
mod found;
mod said;
#[cfg(test)]
mod tests;

use std::{
    fmt, io,
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    time::Duration,
};

use tempfile::{TempDir, tempdir};

use crate::{made::MadeError, random::Random, script::Plan, table::Table};
pub use found::CheckError;
use found::Folder;
use said::Said;

/// Kills on the same ledger before a new one is made.
const KILLS_A_FOLDER: u64 = 20;
/// A child is killed so many microseconds after its first request, at most.
const LATEST_KILL_MICROS: u64 = 60_000;
/// How long a child may take to open its ledger.
const START_LIMIT: Duration = Duration::from_mins(1);
/// Of a hundred kills so many must hit an append in flight.
const FEWEST_HITS_PERCENT: u64 = 90;

/// Why the rig is red.
#[derive(Debug, thiserror::Error)]
pub enum KillError {
    /// A folder or a process cannot be had.
    #[error("starting a child: {0}")]
    Start(#[from] io::Error),
    /// The ledger to be killed cannot be made.
    #[error(transparent)]
    Made(#[from] MadeError),
    /// A child sent nothing in time.
    #[error("kill {kill} of seed {seed}: the child ended or did not begin to append: {why}")]
    Silent {
        /// Which kill, from 1.
        kill: u64,
        /// The seed of the run.
        seed: u64,
        /// What it said.
        why: String,
    },
    /// What was found after a kill is not what it must be.
    #[error("kill {kill} of seed {seed}: {error}")]
    Found {
        /// Which kill, from 1.
        kill: u64,
        /// The seed of the run.
        seed: u64,
        /// What was found.
        error: CheckError,
    },
    /// Too few kills hit anything.
    #[error(
        "only {hits} of {kills} kills hit an append in flight, and {FEWEST_HITS_PERCENT} % must"
    )]
    Hits {
        /// Kills that hit.
        hits: u64,
        /// Kills in all.
        kills: u64,
    },
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Killed {
    /// The seed it began from.
    pub seed: u64,
    /// Kills.
    pub kills: u64,
    /// Kills that hit an append in flight.
    pub hits: u64,
    /// Requests that were acknowledged.
    pub acknowledged: u64,
    /// Requests in flight at a kill that were found whole on record.
    pub kept: u64,
    /// Requests in flight at a kill that were not on record.
    pub lost: u64,
    /// Entries compared with what was sent and acknowledged, counted anew after each kill.
    pub checked: u64,
}

impl fmt::Display for Killed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new(&["kill", "counted"]);
        table
            .row(&[&"seed", &self.seed])
            .row(&[&"kills", &self.kills])
            .row(&[&"kills that hit an append in flight", &self.hits])
            .row(&[&"requests acknowledged", &self.acknowledged])
            .row(&[&"in flight at a kill, found on record", &self.kept])
            .row(&[&"in flight at a kill, not on record", &self.lost])
            .row(&[&"entries checked", &self.checked]);
        table.fmt(f)
    }
}

/// The script of one folder; it lasts for far more than the kills of one.
pub(crate) fn plan(seed: u64) -> Plan {
    Plan { events: u64::MAX, seed, matters: 60 }
}

/// Kills so many times; `progress` is told after each.
///
/// # Errors
/// See [`KillError`].
pub fn run(
    program: &Path,
    times: u64,
    seed: u64,
    progress: &mut dyn FnMut(&Killed),
) -> Result<Killed, KillError> {
    let mut random = Random::new(seed);
    let mut killed = Killed { seed, ..Killed::default() };
    let mut current: Option<(TempDir, Folder)> = None;
    while killed.kills < times {
        if killed.kills.is_multiple_of(KILLS_A_FOLDER) {
            current = None;
        }
        let (_kept, folder) = match &mut current {
            Some(there) => there,
            none => {
                let temporary = tempdir()?;
                let folder = Folder::make(temporary.path().join("ledger"), random.bits())?;
                none.insert((temporary, folder))
            }
        };
        killed.kills += 1;
        let kill = killed.kills;
        let after = Duration::from_micros(random.between(1, LATEST_KILL_MICROS));
        let said = kill_one(program, folder, after).map_err(|fault| match fault {
            Fault::Start(error) => KillError::Start(error),
            Fault::Silent(why) => KillError::Silent { kill, seed, why },
        })?;
        let found = folder.check(&said).map_err(|error| KillError::Found { kill, seed, error })?;
        killed.hits += u64::from(said.in_flight().next().is_some());
        killed.acknowledged += said.acknowledged();
        killed.kept += found.kept;
        killed.lost += found.lost;
        killed.checked += found.checked;
        progress(&killed);
    }
    if killed.hits * 100 < killed.kills * FEWEST_HITS_PERCENT {
        return Err(KillError::Hits { hits: killed.hits, kills: killed.kills });
    }
    Ok(killed)
}

enum Fault {
    Start(io::Error),
    Silent(String),
}

/// Starts a child, kills it so long after its first request, and gives all that it said.
fn kill_one(program: &Path, folder: &Folder, after: Duration) -> Result<Said, Fault> {
    let mut command = Command::new(program);
    command.arg("kill-child").arg(folder.path()).arg(folder.seed().to_string());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = command.spawn().map_err(Fault::Start)?;
    let output = child.stdout.take();
    let (heard, first) = channel();
    let listener = std::thread::spawn(move || {
        // Nobody waits any more when the child took too long.
        Said::hear(output, || heard.send(()).unwrap_or_default())
    });
    let began = first.recv_timeout(START_LIMIT);
    if began.is_ok() {
        std::thread::sleep(after);
    }
    let ended = end(&mut child).map_err(Fault::Start)?;
    let said =
        listener.join().map_err(|_| Fault::Silent("its output could not be read".to_owned()))?;
    match (began, ended) {
        (Err(RecvTimeoutError::Timeout), _) => Err(Fault::Silent("a minute passed".to_owned())),
        (Err(RecvTimeoutError::Disconnected), _) => Err(Fault::Silent("it ended first".to_owned())),
        (Ok(()), Some(code)) => Err(Fault::Silent(format!("it ended by itself with code {code}"))),
        (Ok(()), None) => Ok(said),
    }
}

/// Kills; gives the exit code of a child that had ended before.
fn end(child: &mut Child) -> io::Result<Option<i32>> {
    child.kill()?;
    Ok(child.wait()?.code())
}
