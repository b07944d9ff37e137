//! The one place that knows what time it is.
use chrono::{DateTime, Utc};
use std::{
    path::PathBuf,
    sync::Mutex,
    time::{Duration, Instant},
};
use tingbok_domain::envelope::Timestamp;

/// A wall clock that steps further than this against the monotonic one is not believed.
const LARGEST_STEP: Duration = Duration::from_mins(5);

/// Tells the time, or that it cannot be believed.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Result<Timestamp, ClockFault>;
}

/// The clock cannot be believed; a wrong clock must not turn silence into consent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClockFault {
    /// The wall clock moved against the monotonic one.
    #[error(
        "the clock was moved by {0} seconds: set it right, then start again with --accept-clock"
    )]
    Stepped(i64),
    /// The clock is behind what was recorded.
    #[error(
        "the clock says {now} and the last entry was recorded {last}: set it right, then start again with --accept-clock"
    )]
    Behind {
        /// The wall clock.
        now: Timestamp,
        /// The last entry.
        last: Timestamp,
    },
    /// A scripted clock cannot be read.
    #[error("the clock file cannot be read: {0}")]
    File(String),
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    start: (DateTime<Utc>, Instant),
    fault: Mutex<Option<ClockFault>>,
}

impl SystemClock {
    /// Starts from the machine's clock as it is.
    #[expect(clippy::disallowed_methods, reason = "the one clock of the ledger")]
    pub fn new() -> Self {
        Self {
            start: (DateTime::from(std::time::SystemTime::now()), Instant::now()),
            fault: Mutex::new(None),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one clock of the ledger")]
    fn now(&self) -> Result<Timestamp, ClockFault> {
        let now = DateTime::<Utc>::from(std::time::SystemTime::now());
        let mut fault = self.fault.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(fault) = &*fault {
            return Err(fault.clone());
        }
        let expected = self.start.0 + self.start.1.elapsed();
        let step = now.signed_duration_since(expected);
        if step.abs().to_std().is_ok_and(|step| step > LARGEST_STEP) {
            *fault = Some(ClockFault::Stepped(step.num_seconds()));
            return Err(ClockFault::Stepped(step.num_seconds()));
        }
        Ok(Timestamp::new(now))
    }
}

/// Time that has passed, for pacing only; no rule ever sees it.
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }
    pub(crate) fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}

/// A clock that stands still; for demonstrations and tests.
#[derive(Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Result<Timestamp, ClockFault> {
        Ok(self.0)
    }
}

/// A clock that a file sets: one moment in it, read each time; for demonstrations and tests.
#[derive(Debug)]
pub struct FileClock(pub PathBuf);

impl Clock for FileClock {
    fn now(&self) -> Result<Timestamp, ClockFault> {
        let fault = |why: String| ClockFault::File(format!("{}: {why}", self.0.display()));
        let text = std::fs::read_to_string(&self.0).map_err(|error| fault(error.to_string()))?;
        text.trim().parse().map_err(|_| {
            fault(format!("«{}» is not a moment like 2026-03-02T09:00:00Z", text.trim()))
        })
    }
}
