//! The clock of a demonstration that plays a script: it stands where the script sets it, and when the script is
//! over another clock goes on. Nothing but `tingbok demo` makes one.
use std::sync::{Arc, Mutex, PoisonError};
use tingbok_domain::envelope::Timestamp;
use tingbok_ledger::{Clock, ClockFault};

/// First a script's, then another.
pub(super) struct ScriptClock {
    moment: Mutex<Option<Timestamp>>,
    then: Arc<dyn Clock>,
}

impl ScriptClock {
    /// Stands at `moment` until it is set or handed over.
    pub(super) fn new(moment: Timestamp, then: Arc<dyn Clock>) -> Self {
        Self { moment: Mutex::new(Some(moment)), then }
    }

    /// Stands there from now on.
    pub(super) fn set(&self, moment: Timestamp) {
        *self.moment.lock().unwrap_or_else(PoisonError::into_inner) = Some(moment);
    }

    /// The script is over; it cannot be taken up again by accident, since only its player holds this clock.
    pub(super) fn hand_over(&self) {
        *self.moment.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

impl Clock for ScriptClock {
    fn now(&self) -> Result<Timestamp, ClockFault> {
        let moment = *self.moment.lock().unwrap_or_else(PoisonError::into_inner);
        moment.map_or_else(|| self.then.now(), Ok)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tingbok_ledger::FixedClock;

    #[test]
    fn it_stands_where_the_script_sets_it_and_then_another_clock_goes_on() {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let after = moment("2026-11-23T09:00:00Z");
        let clock = ScriptClock::new(moment("2026-01-11T09:00:00Z"), Arc::new(FixedClock(after)));
        assert_eq!(clock.now().unwrap(), moment("2026-01-11T09:00:00Z"));
        clock.set(moment("2026-01-12T09:00:00Z"));
        assert_eq!(clock.now().unwrap(), moment("2026-01-12T09:00:00Z"));
        clock.hand_over();
        assert_eq!(clock.now().unwrap(), after);
    }
}
