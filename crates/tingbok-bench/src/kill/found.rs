//! What must be found after a kill.
use std::{
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use tingbok_domain::{CommandId, LeafHash, PrincipalId, codec};
use tingbok_ledger::{
    Done, ExecuteError, Ledger, RawEntry, ReadError, Receipt, Replay, ReplayError, replay,
};
use tingbok_storage::EventLog;

use super::{plan, said::Said};
use crate::{
    clock::ScriptedClock,
    line::Line,
    made::{self, MadeError},
    script::{OPENING_ENTRIES, Script},
    survey,
};

/// What was found and must not be.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// The ledger does not open.
    #[error("the ledger does not open: {0}")]
    Made(#[from] MadeError),
    /// The log cannot be read.
    #[error("the log cannot be read: {0}")]
    Read(#[from] ReadError),
    /// The entries do not give the root of the head.
    #[error("the fold: {0}")]
    Root(#[from] ReplayError),
    /// The same request is not answered again.
    #[error("line {number}, sent again: {error}")]
    Again {
        /// Its place in the script.
        number: u64,
        /// What the ledger said.
        error: ExecuteError,
    },
    /// The script names a principal that cannot be one.
    #[error(transparent)]
    Name(#[from] tingbok_domain::id::IdError),
    /// Anything else that a promise forbids.
    #[error("{0}")]
    Broken(String),
}

fn broken<T>(what: String) -> Result<T, CheckError> {
    Err(CheckError::Broken(what))
}

/// What one check came to.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) kept: u64,
    pub(super) lost: u64,
    pub(super) checked: u64,
}

/// A ledger that is killed again and again, and all that was ever acknowledged of it.
pub(super) struct Folder {
    path: PathBuf,
    seed: u64,
    script: Script,
    /// The script's lines as far as they have been sent.
    lines: Vec<Line>,
    /// The opening entries' commands and every acknowledged entry, by position.
    acknowledged: HashMap<u64, LeafHash>,
}

impl Folder {
    /// Makes the ledger.
    pub(super) fn make(path: PathBuf, seed: u64) -> Result<Self, MadeError> {
        made::new(&path, &Arc::new(ScriptedClock::new()))?.close();
        let script = Script::new(plan(seed));
        Ok(Self { path, seed, script, lines: Vec::new(), acknowledged: HashMap::new() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// Opens the ledger after a kill, checks every promise, and closes it.
    pub(super) fn check(&mut self, said: &Said) -> Result<Found, CheckError> {
        self.learn(said);
        let clock = Arc::new(ScriptedClock::new());
        let ledger = made::open(&self.path, &clock)?;
        let administrator = made::administrator(&ledger)?;
        self.commands_answered(said, &administrator)?;
        let checked = self.entries(&ledger, &administrator)?;
        rooted(&ledger)?;
        let (kept, lost) = self.again(&ledger, &clock, &administrator, said)?;
        rooted(&ledger)?;
        ledger.close();
        Ok(Found { kept, lost, checked })
    }

    /// Takes in what was acknowledged, and the script as far as it was sent.
    fn learn(&mut self, said: &Said) {
        let sent = said.in_flight().chain(said.answers().map(|(number, _)| number)).max();
        let missing = sent.map_or(0, |last| last + 1).saturating_sub(count(self.lines.len()));
        let missing = usize::try_from(missing).unwrap_or(usize::MAX);
        self.lines.extend(self.script.by_ref().take(missing));
        for (_, answer) in said.answers() {
            self.acknowledged.extend(answer.entries.iter().copied());
        }
    }

    fn line(&self, number: u64) -> Option<&Line> {
        usize::try_from(number).ok().and_then(|index| self.lines.get(index))
    }

    /// What was answered names the command that the request leads to.
    fn commands_answered(
        &self,
        said: &Said,
        administrator: &PrincipalId,
    ) -> Result<(), CheckError> {
        for (number, answer) in said.answers() {
            let Some(line) = self.line(number) else { continue };
            if line.command(administrator)?.to_string() != answer.command {
                return broken(format!(
                    "line {number} was answered for command {}",
                    answer.command
                ));
            }
        }
        Ok(())
    }

    /// Every acknowledged entry at its position; every other one of a request that was sent; each whole, once.
    fn entries(&self, ledger: &Ledger, administrator: &PrincipalId) -> Result<u64, CheckError> {
        let mut due = Vec::new();
        for line in &self.lines {
            due.extend(
                line.items
                    .iter()
                    .map(|_| line.command(administrator))
                    .collect::<Result<Vec<_>, _>>()?,
            );
        }
        let mut due = due.into_iter();
        let mut seen = Seen::default();
        let mut size = 0;
        survey::each::<CheckError>(&ledger.reader(), |entry| {
            if entry.position != size {
                return broken(format!("entry {} stands where {size} is due", entry.position));
            }
            size += 1;
            let acknowledged = self.acknowledged.get(&entry.position);
            if acknowledged.is_some_and(|leaf| *leaf != entry.leaf) {
                return broken(format!(
                    "entry {} is not the one that was acknowledged",
                    entry.position
                ));
            }
            let command = seen.take(entry)?;
            if entry.position >= OPENING_ENTRIES && due.next() != Some(command) {
                return broken(format!(
                    "entry {} is of command {command}, which was not sent there",
                    entry.position
                ));
            }
            Ok(())
        })?;
        if let Some(lost) = self.acknowledged.keys().find(|position| **position >= size) {
            return broken(format!("entry {lost} was acknowledged, and the log ends at {size}"));
        }
        let whole =
            size == OPENING_ENTRIES || self.lines.iter().any(|line| line.end_position() == size);
        if whole { Ok(size) } else { broken(format!("the log ends at {size}, within a list")) }
    }

    /// What was in flight, sent again with the same keys and in order: each gets a receipt and stands once.
    fn again(
        &self,
        ledger: &Ledger,
        clock: &ScriptedClock,
        administrator: &PrincipalId,
        said: &Said,
    ) -> Result<(u64, u64), CheckError> {
        let size = stored(ledger);
        let (mut kept, mut lost) = (0, 0);
        let answered = said.answers().last().map(|(number, _)| number);
        let newest = said.in_flight().last();
        // The newest answer first, and the last request in flight twice.
        for number in answered.into_iter().chain(said.in_flight()).chain(newest) {
            let Some(line) = self.line(number) else { continue };
            let before = stored(ledger);
            clock.advance(line.at);
            let request = line.request(administrator)?;
            let error = |error| CheckError::Again { number, error };
            let (receipt, is_new) = match ledger.execute_blocking(request).map_err(error)? {
                Done::Recorded(receipt) => (receipt, true),
                Done::Before(receipt) => (receipt, false),
                Done::Would(_) => return broken(format!("line {number} was only tried")),
            };
            self.fits(line, &receipt, administrator)?;
            if is_new != (before < line.end_position()) {
                return broken(format!(
                    "line {number}: recorded anew is {is_new}, and the log ended at {before}"
                ));
            }
            let after = stored(ledger);
            if after != before.max(line.end_position()) {
                return broken(format!(
                    "line {number} moved the end of the log from {before} to {after}"
                ));
            }
            lost += u64::from(is_new);
        }
        for number in said.in_flight() {
            kept += u64::from(self.line(number).is_some_and(|line| line.end_position() <= size));
        }
        Ok((kept, lost))
    }

    /// A receipt that names the line's command, its positions, and the leaves acknowledged before.
    fn fits(
        &self,
        line: &Line,
        receipt: &Receipt,
        administrator: &PrincipalId,
    ) -> Result<(), CheckError> {
        let positions = receipt.events.iter().map(|event| event.position);
        let same_place = positions.eq(line.first_position..line.end_position());
        let same_leaves = receipt.events.iter().all(|event| {
            self.acknowledged.get(&event.position).is_none_or(|leaf| *leaf == event.leaf_hash)
        });
        if same_place && same_leaves && receipt.command == line.command(administrator)? {
            return Ok(());
        }
        broken(format!("line {}, sent again, got another receipt than its own", line.number))
    }
}

/// Commands met so far; each is met in one piece.
#[derive(Default)]
struct Seen {
    last: Option<CommandId>,
    before: HashSet<CommandId>,
    index: u32,
}

impl Seen {
    fn take(&mut self, entry: &RawEntry) -> Result<CommandId, CheckError> {
        let position = entry.position;
        let decoded = match codec::decode(&entry.bytes) {
            Ok(decoded) => decoded,
            Err(error) => return broken(format!("entry {position}: {error}")),
        };
        let command = decoded.command;
        if self.last == Some(command) {
            self.index += 1;
        } else if !self.before.insert(command) {
            return broken(format!("command {command} is on record twice, again at {position}"));
        } else {
            (self.last, self.index) = (Some(command), 0);
        }
        if decoded.id == command.entry(self.index) {
            return Ok(command);
        }
        broken(format!("entry {position} is not number {} of its command", self.index))
    }
}

/// The fold over all entries gives the root of the head.
fn rooted(ledger: &Ledger) -> Result<(), CheckError> {
    let Some(log) = ledger.storage() else { return broken("the ledger has no log".to_owned()) };
    replay(log, Replay::default(), &mut |_| {})?;
    Ok(())
}

/// Where the log ends.
fn stored(ledger: &Ledger) -> u64 {
    ledger.storage().map_or(0, |log| log.head().size)
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
