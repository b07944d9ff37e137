//! How far one date lies from another, in months, when either is coarser than a day.
use crate::Words;
use chrono::{Months, NaiveDate};
use serde::Serialize;
use tingbok_domain::{MilestoneId, edtf::Moment};

/// How far what happened lies from what was planned. Negative is early.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Slip {
    /// The least it can be, in tenths of a month.
    pub min_months_tenths: i32,
    /// The most it can be, in tenths of a month; the same as the least when both dates are days.
    pub max_months_tenths: i32,
    /// The milestone whose plan it is held against, when that is another.
    pub compared_with: Option<MilestoneId>,
    /// Under which assumption it holds, in words that follow «if».
    pub assumption: Option<Words>,
}

/// The slip of `actual` against `due`: from the last day it can have been due to the first it can have
/// happened, up to the first day due and the last happened. 2023 against 2024-02-16 is 1.5 to 13.5 months
/// (domain model, time semantics).
pub fn slip_between(due: Moment, actual: Moment) -> Slip {
    Slip {
        min_months_tenths: months_tenths_between(due.latest(), actual.earliest()),
        max_months_tenths: months_tenths_between(due.earliest(), actual.latest()),
        compared_with: None,
        assumption: None,
    }
}

/// Months from one day to another, in tenths, rounded towards zero; negative when `until` is earlier.
///
/// Whole months are counted first, each to the same day of the month or its last day (31 January and one month
/// is the end of February). The days left over are a share of the month that they begin.
pub fn months_tenths_between(from: NaiveDate, until: NaiveDate) -> i32 {
    if until < from {
        return -months_tenths_between(until, from);
    }
    let mut months = whole_months_guess(from, until);
    let mut anchor = from.checked_add_months(Months::new(months)).unwrap_or(from);
    if anchor > until {
        months = months.saturating_sub(1);
        anchor = from.checked_add_months(Months::new(months)).unwrap_or(from);
    }
    let next = from.checked_add_months(Months::new(months.saturating_add(1))).unwrap_or(until);
    let month_days = next.signed_duration_since(anchor).num_days().max(1);
    let tenths = until.signed_duration_since(anchor).num_days() * 10 / month_days;
    i32::try_from(i64::from(months) * 10 + tenths).unwrap_or(i32::MAX)
}

/// Months between the two calendar months; at most one too many.
fn whole_months_guess(from: NaiveDate, until: NaiveDate) -> u32 {
    use chrono::Datelike;
    let index = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    u32::try_from(index(until) - index(from)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_range_when_a_date_is_coarser_than_a_day() {
        for (due, actual, min, max) in [
            ("2023", "2024-02-16", 15, 135),
            ("2023-01", "2023-09-01", 70, 80),
            ("2023-01-15", "2023-03-15", 20, 20),
            ("2023-01-31", "2023-02-28", 10, 10),
            ("2023-03-15", "2023-01-15", -20, -20),
            ("2023-09-01", "2023-09-01", 0, 0),
            ("2023", "2023", -119, 119),
            ("2023-22", "2023-12-01", 30, 60),
        ] {
            let slip = slip_between(due.parse().unwrap(), actual.parse().unwrap());
            assert_eq!(
                (slip.min_months_tenths, slip.max_months_tenths),
                (min, max),
                "{due} {actual}"
            );
        }
    }
}
