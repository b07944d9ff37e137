//! Dates as precise as their source: a subset of EDTF (ISO 8601-2), written as in the domain model.
//!
//! `2015`, `2015-23` (season: 21 spring, 22 summer, 23 autumn, 24 winter), `2024-04`, `2023-11-10`,
//! `a/b` (lasted from a to b), `a/..` (still going on), `[a..b]` (once, some time between), `[..b]` (on or
//! before b), `[a..]` (on or after a), `2017?-02-03` (year inferred), `unknown`.
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Not a date that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "«{0}» is not a date: write it like 2023-11-10, 2024-04, 2015, 2015-23 (autumn), 2015/2020, [2021..2022], [..2024] or unknown"
)]
pub struct EdtfError(String);

/// A day, month, season or year, as one source states it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Moment {
    /// The year, 1 to 9999.
    pub year: i32,
    /// True when the year is inferred, not stated (`2017?`).
    pub inferred: bool,
    /// What is stated within the year.
    pub part: YearPart,
}

/// How precise a [`Moment`] is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum YearPart {
    /// Only the year.
    Whole,
    /// 21 spring (Mar–May), 22 summer (Jun–Aug), 23 autumn (Sep–Nov), 24 winter (Dec–Feb).
    Season(u32),
    /// A month, 1 to 12.
    Month(u32),
    /// A day.
    Day(NaiveDate),
}

/// When something happened, as precise as its source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Occurred {
    /// At one moment.
    At(Moment),
    /// Lasted from one moment to another; `None` is still going on.
    Span(Moment, Option<Moment>),
    /// Once, some time within; an open end is `None`.
    Within(Option<Moment>, Option<Moment>),
    /// No source says when.
    Unknown,
}

impl Moment {
    /// One day, stated as such.
    pub fn day(date: NaiveDate) -> Self {
        Self { year: date.year(), inferred: false, part: YearPart::Day(date) }
    }

    /// The first day it can be.
    pub fn earliest(self) -> NaiveDate {
        match self.part {
            YearPart::Whole => first_of(self.year, 1),
            // Winter of a year starts in its December.
            YearPart::Season(season) => first_of(self.year, (season.saturating_sub(20)) * 3),
            YearPart::Month(month) => first_of(self.year, month),
            YearPart::Day(day) => day,
        }
    }

    /// The last day it can be.
    pub fn latest(self) -> NaiveDate {
        let day_before = |date: NaiveDate| date.checked_sub_days(Days::new(1)).unwrap_or(date);
        match self.part {
            YearPart::Whole | YearPart::Month(12) => day_before(first_of(self.year + 1, 1)),
            YearPart::Season(24) => day_before(first_of(self.year + 1, 3)),
            YearPart::Season(season) => {
                day_before(first_of(self.year, (season.saturating_sub(20)) * 3 + 3))
            }
            YearPart::Month(month) => day_before(first_of(self.year, month + 1)),
            YearPart::Day(day) => day,
        }
    }
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(NaiveDate::MAX)
}

/// The days something can have happened on; `None` is without limit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DayRange {
    /// The first possible day.
    pub earliest: Option<NaiveDate>,
    /// The last possible day.
    pub latest: Option<NaiveDate>,
}

/// What a date says about a day `T` (domain model, time semantics).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// It had surely happened by then.
    Yes,
    /// It may have.
    Possibly,
    /// It had surely not.
    No,
    /// No source says when it happened.
    Undated,
}

impl Occurred {
    /// One day.
    pub fn day(date: NaiveDate) -> Self {
        Self::At(Moment::day(date))
    }

    /// The days it can have happened on (for a span: the days its start can have been).
    pub fn range(&self) -> DayRange {
        match self {
            Self::At(moment) | Self::Span(moment, _) => {
                DayRange { earliest: Some(moment.earliest()), latest: Some(moment.latest()) }
            }
            Self::Within(from, until) => {
                DayRange { earliest: from.map(Moment::earliest), latest: until.map(Moment::latest) }
            }
            Self::Unknown => DayRange { earliest: None, latest: None },
        }
    }

    /// Had it happened by the end of `day`? It counts when its latest possible day is not after `day`.
    pub fn by(&self, day: NaiveDate) -> By {
        if *self == Self::Unknown {
            return By::Undated;
        }
        let range = self.range();
        if range.latest.is_some_and(|latest| latest <= day) {
            By::Yes
        } else if range.earliest.is_none_or(|earliest| earliest <= day) {
            By::Possibly
        } else {
            By::No
        }
    }
}

impl FromStr for Moment {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let fault = || EdtfError(text.chars().take(60).collect());
        let number = |digits: &str, length: usize| {
            let fits = digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
            fits.then(|| digits.parse::<u32>().ok()).flatten().ok_or_else(fault)
        };
        let mut parts = text.splitn(3, '-');
        let year_text = parts.next().unwrap_or_default();
        let inferred = year_text.ends_with('?');
        let year =
            i32::try_from(number(year_text.trim_end_matches('?'), 4)?).map_err(|_| fault())?;
        if year == 0 || year_text.len() > 5 {
            return Err(fault());
        }
        let part = match (parts.next(), parts.next()) {
            (None, _) => YearPart::Whole,
            (Some(month), None) => match number(month, 2)? {
                month @ 1..=12 => YearPart::Month(month),
                season @ 21..=24 => YearPart::Season(season),
                _ => return Err(fault()),
            },
            (Some(month), Some(day)) => {
                let date = NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?);
                YearPart::Day(date.ok_or_else(fault)?)
            }
        };
        Ok(Self { year, inferred, part })
    }
}

impl FromStr for Occurred {
    type Err = EdtfError;
    fn from_str(text: &str) -> Result<Self, EdtfError> {
        let fault = || EdtfError(text.chars().take(60).collect());
        if text == "unknown" {
            return Ok(Self::Unknown);
        }
        if let Some(inner) = text.strip_prefix('[') {
            let inner = inner.strip_suffix(']').ok_or_else(fault)?;
            let (from, until) = inner.split_once("..").ok_or_else(fault)?;
            let end = |part: &str| if part.is_empty() { Ok(None) } else { part.parse().map(Some) };
            let (from, until): (Option<Moment>, Option<Moment>) = (end(from)?, end(until)?);
            let ordered = match (from, until) {
                (None, None) => false,
                (Some(from), Some(until)) => from.earliest() <= until.latest(),
                (Some(_), None) | (None, Some(_)) => true,
            };
            return if ordered { Ok(Self::Within(from, until)) } else { Err(fault()) };
        }
        if let Some((from, until)) = text.split_once('/') {
            let from: Moment = from.parse()?;
            if until == ".." {
                return Ok(Self::Span(from, None));
            }
            let until: Moment = until.parse()?;
            let ordered = from.earliest() <= until.latest();
            return if ordered { Ok(Self::Span(from, Some(until))) } else { Err(fault()) };
        }
        text.parse().map(Self::At)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{}", self.year, if self.inferred { "?" } else { "" })?;
        match self.part {
            YearPart::Whole => Ok(()),
            YearPart::Season(part) | YearPart::Month(part) => write!(f, "-{part:02}"),
            YearPart::Day(day) => write!(f, "-{:02}-{:02}", day.month(), day.day()),
        }
    }
}

impl fmt::Display for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |moment: &Option<Moment>| moment.map_or_else(String::new, |m| m.to_string());
        match self {
            Self::At(moment) => write!(f, "{moment}"),
            Self::Span(from, None) => write!(f, "{from}/.."),
            Self::Span(from, Some(until)) => write!(f, "{from}/{until}"),
            Self::Within(from, until) => write!(f, "[{}..{}]", end(from), end(until)),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl fmt::Debug for Occurred {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl TryFrom<String> for $name {
            type Error = EdtfError;
            fn try_from(text: String) -> Result<Self, EdtfError> { text.parse() }
        }
        impl From<$name> for String { fn from(date: $name) -> String { date.to_string() } }
    )*};
}
as_text!(Moment, Occurred);

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_written_form_is_read_and_written_back_as_it_stood() {
        for text in [
            "2015",
            "2015-23",
            "2024-04",
            "2023-11-10",
            "2015-23/2016-22",
            "[2021..2022]",
            "[..2023-11-10]",
            "[2024-01..]",
            "2022-05/..",
            "2017?-02-03",
            "unknown",
            "[2022-05..2023]",
        ] {
            assert_eq!(text.parse::<Occurred>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "10.11.2023",
            "2023-13",
            "2023-02-30",
            "23",
            "2024/2023",
            "[..]",
            "2023-1",
            "0000",
            "[2022..2021]",
            "2020??",
        ] {
            assert!(text.parse::<Occurred>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_counts_from_its_latest_possible_day() {
        for (occurred, at, expected) in [
            ("2023", "2023-12-31", By::Yes),
            ("2023", "2023-06-30", By::Possibly),
            ("2023", "2022-12-31", By::No),
            ("[..2023-11-10]", "2023-11-10", By::Yes),
            ("[..2023-11-10]", "2010-01-01", By::Possibly),
            ("2022-24", "2023-02-28", By::Yes),
            ("2022-24", "2023-01-31", By::Possibly),
            ("2024-04", "2024-04-30", By::Yes),
            ("2015/2020", "2015-12-31", By::Yes),
            ("unknown", "2024-01-01", By::Undated),
        ] {
            assert_eq!(
                occurred.parse::<Occurred>().unwrap().by(day(at)),
                expected,
                "{occurred} by {at}"
            );
        }
    }
}
