//! The time a page is asked for: what had happened by a day, what the ledger knew at a moment, or the log as
//! it stood at a size.
use super::{dates, language::Language};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use serde::Deserialize;
use tingbok_domain::{Occurred, edtf::Moment, envelope::Timestamp};
use tingbok_projections::AsOf;

/// The part of a page's query that says which time it is for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct TimeQuery {
    as_of: Option<String>,
    known_at: Option<String>,
    at: Option<String>,
}

/// Why a query names no time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum TimeError {
    /// Not a date.
    #[error("the query holds something that is not a date")]
    Date,
    /// Not a position.
    #[error("the query holds something that is not a position")]
    Position,
}

/// The time a page is for, with what was written, so that links can carry it on.
#[derive(Clone, Debug, Default)]
pub(crate) struct When {
    /// The time as views take it.
    pub(crate) filter: AsOf,
    as_of: Option<Moment>,
    known_on: Option<NaiveDate>,
    query: String,
}

impl When {
    /// Reads a query; empty fields, as a form sends them, count as absent. A month or a year stands for its
    /// last day, a day of `known_at` for its end in `zone`.
    pub(crate) fn read(query: &TimeQuery, zone: &impl TimeZone) -> Result<Self, TimeError> {
        let given = |field: &Option<String>| {
            field.clone().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let mut when = Self::default();
        let mut pairs = Vec::new();
        if let Some(text) = given(&query.as_of) {
            let Ok(Occurred::At(moment)) = text.parse::<Occurred>() else {
                return Err(TimeError::Date);
            };
            when.as_of = Some(moment);
            when.filter.as_of = Some(moment.latest());
            pairs.push(format!("as_of={moment}"));
        }
        if let Some(text) = given(&query.known_at) {
            let known = read_known(&text, zone).ok_or(TimeError::Date)?;
            when.known_on = Some(known.utc().with_timezone(zone).date_naive());
            when.filter.known_at = Some(known);
            pairs.push(format!("known_at={known}"));
        }
        if let Some(text) = given(&query.at) {
            let size = text.parse::<u64>().map_err(|_| TimeError::Position)?;
            when.filter.at = Some(size);
            pairs.push(format!("at={size}"));
        }
        when.query = pairs.join("&");
        Ok(when)
    }

    /// True for the present.
    pub(crate) fn is_now(&self) -> bool {
        self.filter.is_now()
    }

    /// `as_of=2024-04-30`, or nothing.
    pub(crate) fn query(&self) -> &str {
        &self.query
    }

    /// The day of the field «as of», as the field takes it.
    pub(crate) fn field(&self) -> String {
        self.filter.as_of.map(|day| day.to_string()).unwrap_or_default()
    }

    /// What the page says about its time, a sentence for each part; none for the present. A day that has not come
    /// can be asked for (what will be late by then?), and it is said that nothing of it is known.
    pub(crate) fn banner(&self, language: Language, today: NaiveDate) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(moment) = self.as_of {
            // A month or a year is shown as the day that it stands for.
            let date = dates::day(language, moment.latest());
            said.push(language.sentence("asof-occurred", [("date", date.into())]));
        }
        if let Some(day) = self.known_on {
            let date = dates::day(language, day);
            said.push(language.sentence("asof-known", [("date", date.into())]));
        }
        if let Some(size) = self.filter.at {
            said.push(language.sentence("asof-size", [("n", size.to_string().into())]));
        }
        if self.filter.as_of.max(self.known_on).is_some_and(|day| day > today) {
            let date = dates::day(language, today);
            said.push(language.sentence("asof-not-come", [("date", date.into())]));
        }
        said
    }
}

fn read_known(text: &str, zone: &impl TimeZone) -> Option<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment);
    }
    let Ok(Occurred::At(moment)) = text.parse::<Occurred>() else { return None };
    let last = NaiveTime::from_hms_milli_opt(23, 59, 59, 999)?;
    let local = zone.from_local_datetime(&moment.latest().and_time(last)).latest()?;
    Some(Timestamp::new(local.with_timezone(&chrono::Utc)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(as_of: &str, known_at: &str, at: &str) -> Result<When, TimeError> {
        let field = |text: &str| Some(text.to_owned());
        let query = TimeQuery { as_of: field(as_of), known_at: field(known_at), at: field(at) };
        When::read(&query, &chrono::FixedOffset::east_opt(3_600).unwrap())
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_and_a_year_stand_for_their_last_day() {
        for (text, day) in
            [("2024-04-30", "2024-04-30"), ("2024-04", "2024-04-30"), ("2015", "2015-12-31")]
        {
            assert_eq!(read(text, "", "").unwrap().filter.as_of.unwrap().to_string(), day);
        }
        let when = read("2024-04", "", "").unwrap();
        assert_eq!(when.query(), "as_of=2024-04");
        assert_eq!(when.banner(Language::Nb, day("2026-11-23")), ["Slik det var 30. april 2024"]);
    }

    #[test]
    fn a_day_of_knowledge_ends_where_the_ledger_is_kept() {
        let when = read("", "2026-11-22", "").unwrap();
        assert_eq!(when.filter.known_at.unwrap().to_string(), "2026-11-22T22:59:59.999Z");
        assert_eq!(
            when.banner(Language::En, day("2026-11-22")),
            ["As Tingbok knew it on 22 November 2026"]
        );
    }

    #[test]
    fn of_a_day_that_has_not_come_the_page_says_so() {
        let said = [
            "As things stood on 1 January 2030",
            "That day has not come. The page rests on what is recorded up to 23 November 2026.",
        ];
        let when = read("2030-01-01", "", "").unwrap();
        assert_eq!(when.banner(Language::En, day("2026-11-23")), said);
        let known = read("", "2030-01-01", "").unwrap();
        assert_eq!(known.banner(Language::En, day("2026-11-23"))[1], said[1]);
        assert_eq!(
            read("2026-11-23", "", "").unwrap().banner(Language::En, day("2026-11-23")).len(),
            1
        );
    }

    #[test]
    fn what_is_no_date_or_position_is_refused_and_an_empty_field_is_now() {
        assert!(read("", " ", "").unwrap().is_now());
        assert_eq!(read("10.11.2023", "", "").unwrap_err(), TimeError::Date);
        assert_eq!(read("2021/2022", "", "").unwrap_err(), TimeError::Date);
        assert_eq!(read("", "yesterday", "").unwrap_err(), TimeError::Date);
        assert_eq!(read("", "", "-1").unwrap_err(), TimeError::Position);
    }
}
