//! Working days, for deadlines of a written procedure.
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::BTreeSet;

/// Counts the working days after `from` up to and with `until`: Monday to Friday, holidays left out.
/// Looks no further than ten years ahead.
pub fn working_days_between(
    from: NaiveDate,
    until: NaiveDate,
    holidays: &BTreeSet<NaiveDate>,
) -> u32 {
    const LIMIT_DAYS: u64 = 3_660;
    let mut count = 0;
    for offset in 1..=LIMIT_DAYS {
        let Some(day) = from.checked_add_days(Days::new(offset)) else { break };
        if day > until {
            break;
        }
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        count += u32::from(!weekend && !holidays.contains(&day));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let holidays = BTreeSet::from([day("2026-05-14")]);
        // Monday to the Monday after: Tuesday, Wednesday, (Thursday is a holiday), Friday, Monday.
        assert_eq!(working_days_between(day("2026-05-11"), day("2026-05-18"), &holidays), 4);
        assert_eq!(working_days_between(day("2026-05-11"), day("2026-05-11"), &holidays), 0);
        assert_eq!(working_days_between(day("2026-05-18"), day("2026-05-11"), &holidays), 0);
    }
}
