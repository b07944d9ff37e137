//! Sends a script to a ledger, several requests at a time and in order.
//!
//! The sequencer serves its queue in order, so what a request builds on is always decided before it, also
//! when its own answer is still to come.
use std::collections::VecDeque;

use tingbok_domain::{PrincipalId, id::IdError};
use tingbok_ledger::{Done, ExecuteError, Ledger, Receipt};
use tokio::sync::oneshot;

use crate::{clock::ScriptedClock, line::Line};

/// Most requests in flight: what the ledger's queue holds.
pub const MOST_IN_FLIGHT: usize = 4_096;

/// Why a script was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum DriveError {
    /// The ledger did not record a request.
    #[error("line {number} ({what}): {error}")]
    NotRecorded {
        /// Its place in the script.
        number: u64,
        /// What was asked for.
        what: String,
        /// What the ledger said.
        error: ExecuteError,
    },
    /// The ledger recorded it elsewhere than the script knows.
    #[error("line {number} was recorded at {found:?}, and the script has it at {expected}")]
    Elsewhere {
        /// Its place in the script.
        number: u64,
        /// Where its first entry was to be.
        expected: u64,
        /// Where its entries are.
        found: Vec<u64>,
    },
    /// The script names a principal that cannot be one.
    #[error(transparent)]
    Name(#[from] IdError),
    /// What was to be told of an answer could not be told.
    #[error("telling what was answered: {0}")]
    Told(#[from] std::io::Error),
}

/// What is told of each answer: the line's number and its receipt.
pub type Answered<'a> = &'a mut dyn FnMut(u64, &Receipt) -> std::io::Result<()>;

struct Waiting {
    number: u64,
    first_position: u64,
    items: usize,
    working_day: u32,
    what: String,
    answer: oneshot::Receiver<Result<Done, ExecuteError>>,
}

/// Sends lines and waits for their answers.
pub struct Driver<'a> {
    ledger: &'a Ledger,
    clock: &'a ScriptedClock,
    administrator: PrincipalId,
    in_flight: usize,
    waiting: VecDeque<Waiting>,
}

impl<'a> Driver<'a> {
    /// Drives a ledger with at most so many requests in flight, from 1 to [`MOST_IN_FLIGHT`].
    pub fn new(
        ledger: &'a Ledger,
        clock: &'a ScriptedClock,
        administrator: PrincipalId,
        in_flight: usize,
    ) -> Self {
        let in_flight = in_flight.clamp(1, MOST_IN_FLIGHT);
        Self { ledger, clock, administrator, in_flight, waiting: VecDeque::new() }
    }

    /// Sends one line, after waiting for older ones where too many are in flight.
    ///
    /// # Errors
    /// See [`DriveError`]; also when an older line was not recorded.
    pub fn send(&mut self, line: &Line, answered: Answered<'_>) -> Result<(), DriveError> {
        // The clock is at most one working day ahead of any line that waits; scripts leave room for that.
        let far_behind = |waiting: &Waiting| waiting.working_day + 1 < line.working_day;
        while self.waiting.len() >= self.in_flight || self.waiting.front().is_some_and(far_behind) {
            self.settle_one(answered)?;
        }
        self.clock.advance(line.at);
        let what = line.items.first().map(|item| item.command.clone()).unwrap_or_default();
        let request = line.request(&self.administrator)?;
        let answer = self.ledger.submit(request).map_err(|error| DriveError::NotRecorded {
            number: line.number,
            what: what.clone(),
            error,
        })?;
        self.waiting.push_back(Waiting {
            number: line.number,
            first_position: line.first_position,
            items: line.items.len(),
            working_day: line.working_day,
            what,
            answer,
        });
        Ok(())
    }

    /// Waits for every answer.
    ///
    /// # Errors
    /// See [`DriveError`].
    pub fn settle(&mut self, answered: Answered<'_>) -> Result<(), DriveError> {
        while !self.waiting.is_empty() {
            self.settle_one(answered)?;
        }
        Ok(())
    }

    fn settle_one(&mut self, answered: Answered<'_>) -> Result<(), DriveError> {
        let Some(waiting) = self.waiting.pop_front() else { return Ok(()) };
        let Waiting { number, first_position, items, what, answer, .. } = waiting;
        let receipt = match answer.blocking_recv().unwrap_or(Err(ExecuteError::Unsettled)) {
            Ok(Done::Recorded(receipt) | Done::Before(receipt)) => receipt,
            Ok(Done::Would(_)) => return Ok(()),
            Err(error) => return Err(DriveError::NotRecorded { number, what, error }),
        };
        let found: Vec<u64> = receipt.events.iter().map(|event| event.position).collect();
        let due = (first_position..).take(items);
        if !found.iter().copied().eq(due) {
            return Err(DriveError::Elsewhere { number, expected: first_position, found });
        }
        Ok(answered(number, &receipt)?)
    }
}

/// For callers that have nothing to tell of answers.
pub fn silently(_: u64, _: &Receipt) -> std::io::Result<()> {
    Ok(())
}
