//! What day it is, by the ledger's own clock and zone: the command line has neither.
use crate::{
    client::Client,
    fault::{Fault, Name, Outcome},
    local,
};
use chrono::{Days, NaiveDate};
use serde_json::Value;
use tingbok_domain::CommandItem;

/// Asks the ledger what day it is: a dry run of `item` is dated today.
pub(crate) async fn today(client: &mut Client, item: CommandItem) -> Outcome<NaiveDate> {
    let would = client.record(&[item], local::random_key()?, true).await?;
    let day =
        would.pointer("/would/0/occurred").and_then(Value::as_str).and_then(|day| day.parse().ok());
    day.ok_or_else(|| Fault::new(Name::Unexpected, "the ledger did not say what day it is"))
}

/// Until when: so many days, or a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Expiry {
    /// So many days from today.
    Days(u64),
    /// This day, inclusive.
    On(NaiveDate),
}

impl std::str::FromStr for Expiry {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let days = text
            .strip_suffix('d')
            .and_then(|days| days.parse().ok())
            .filter(|days| (1..=36_500).contains(days));
        days.map(Self::Days).or_else(|| text.parse().ok().map(Self::On)).ok_or_else(|| {
            format!("«{text}» is no end: write days like 90d, or a day like 2027-06-30")
        })
    }
}

impl Expiry {
    /// The last day, inclusive.
    pub(crate) fn last_day(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::Days(days) => today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX),
            Self::On(day) => day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_days_from_today_or_a_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!("90d".parse::<Expiry>().unwrap().last_day(day("2026-11-22")), day("2027-02-20"));
        assert_eq!(
            "2027-06-30".parse::<Expiry>().unwrap().last_day(day("2026-11-22")),
            day("2027-06-30")
        );
        for bad in ["0d", "d", "-1d", "90", "soon", "99999999999d"] {
            assert!(bad.parse::<Expiry>().is_err(), "{bad}");
        }
    }
}
