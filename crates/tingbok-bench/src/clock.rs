//! A clock that a script sets, and the working days it walks through.
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Weekday};
use tingbok_domain::envelope::Timestamp;
use tingbok_ledger::{Clock, ClockFault};

/// Where every script begins: a Monday on which the rule data names who coordinates.
const START: (i32, u32, u32) = (2024, 1, 8);
/// No script goes on into this day.
const END: (i32, u32, u32) = (2026, 11, 1);

/// A clock that stands until it is set, and never goes back.
#[derive(Debug, Default)]
pub struct ScriptedClock(AtomicI64);

impl ScriptedClock {
    /// Starts on the first morning of every script.
    pub fn new() -> Self {
        Self(AtomicI64::new(morning_ms(0)))
    }
    /// Moves on to that moment, unless it is past it.
    pub fn advance(&self, to: Timestamp) {
        self.0.fetch_max(to.utc().timestamp_millis(), Ordering::SeqCst);
    }
}

impl Clock for ScriptedClock {
    fn now(&self) -> Result<Timestamp, ClockFault> {
        let fault = || ClockFault::File("the script's moment is out of range".to_owned());
        moment(self.0.load(Ordering::SeqCst)).ok_or_else(fault)
    }
}

/// The moment so many milliseconds after the Unix epoch.
pub(crate) fn moment(ms: i64) -> Option<Timestamp> {
    DateTime::from_timestamp_millis(ms).map(Timestamp::new)
}

/// The date of a working day, Monday to Friday, counted from 0 at the start of every script.
pub(crate) fn date(working_day: u32) -> NaiveDate {
    let (weeks, rest) = (working_day / 5, working_day % 5);
    let offset = u64::from(weeks) * 7 + u64::from(rest);
    start().checked_add_days(Days::new(offset)).unwrap_or(NaiveDate::MAX)
}

/// True when the script must end before that working day.
pub(crate) fn is_past_end(working_day: u32) -> bool {
    NaiveDate::from_ymd_opt(END.0, END.1, END.2).is_none_or(|end| date(working_day) >= end)
}

/// The first millisecond of work on a working day, in milliseconds after the Unix epoch.
pub(crate) fn morning_ms(working_day: u32) -> i64 {
    let seven = NaiveTime::from_hms_opt(7, 0, 0).unwrap_or(NaiveTime::MIN);
    date(working_day).and_time(seven).and_utc().timestamp_millis()
}

fn start() -> NaiveDate {
    let (year, month, day) = START;
    let start = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN);
    debug_assert_eq!(start.weekday(), Weekday::Mon, "working days are counted from a Monday");
    start
}
