//! Dates written out, as precise as their source and no more.
use super::{language::Language, markup::Markup};
use chrono::{Datelike, NaiveDate, TimeZone, Timelike};
use tingbok_domain::{
    Occurred,
    edtf::{Moment, YearPart},
    envelope::Timestamp,
};

/// A day: «10. november 2023».
pub(crate) fn day(language: Language, date: NaiveDate) -> String {
    let variables = [
        ("day", date.day().to_string().into()),
        ("month", month(language, date.month()).into()),
        ("year", date.year().to_string().into()),
    ];
    language.sentence("date-day", variables)
}

/// A day, month, season or year: «høsten 2015».
pub(crate) fn moment(language: Language, moment: Moment) -> String {
    let year = || ("year", moment.year.to_string().into());
    let stated = match moment.part {
        YearPart::Whole => moment.year.to_string(),
        YearPart::Season(21) => language.sentence("date-spring", [year()]),
        YearPart::Season(22) => language.sentence("date-summer", [year()]),
        YearPart::Season(23) => language.sentence("date-autumn", [year()]),
        YearPart::Season(_) => language.sentence("date-winter", [year()]),
        YearPart::Month(number) => {
            language.sentence("date-month", [("month", month(language, number).into()), year()])
        }
        YearPart::Day(date) => day(language, date),
    };
    if moment.inferred {
        language.sentence("date-inferred", [("date", stated.into())])
    } else {
        stated
    }
}

/// Any date of a source: «en gang i perioden 2021–2022».
pub(crate) fn occurred(language: Language, occurred: &Occurred) -> String {
    let words = |at: Moment| moment(language, at).into();
    match *occurred {
        Occurred::At(at) => moment(language, at),
        Occurred::Span(from, None) => language.sentence("date-ongoing", [("a", words(from))]),
        Occurred::Span(from, Some(until)) => {
            language.sentence("date-from-to", [("a", words(from)), ("b", words(until))])
        }
        Occurred::Within(Some(from), Some(until)) => {
            language.sentence("date-once-within", [("a", words(from)), ("b", words(until))])
        }
        Occurred::Within(None, Some(until)) => {
            language.sentence("date-not-later", [("date", words(until))])
        }
        Occurred::Within(Some(from), None) => {
            language.sentence("date-not-earlier", [("date", words(from))])
        }
        Occurred::Within(None, None) | Occurred::Unknown => language.word("date-unknown"),
    }
}

/// A moment of the log, in the ledger's time zone: «10. november 2023 kl. 14.05».
pub(crate) fn timestamp(language: Language, at: Timestamp, zone: &impl TimeZone) -> String {
    let local = at.utc().with_timezone(zone);
    let separator = if language == Language::En { ':' } else { '.' };
    let time = format!("{:02}{separator}{:02}", local.hour(), local.minute());
    let date = day(language, local.date_naive());
    language.sentence("date-time", [("date", date.into()), ("time", time.into())])
}

/// A date of a source with its machine-readable form beside it, where HTML has one.
pub(crate) fn occurred_markup(language: Language, when: &Occurred) -> Markup {
    let words = occurred(language, when);
    match when {
        Occurred::At(at) => moment_element(*at, &words),
        Occurred::Span(..) | Occurred::Within(..) | Occurred::Unknown => Markup::text(&words),
    }
}

/// A moment with its machine-readable form beside it, where HTML has one.
pub(crate) fn moment_markup(language: Language, at: Moment) -> Markup {
    moment_element(at, &moment(language, at))
}

/// A day with its machine-readable form beside it.
pub(crate) fn day_markup(language: Language, date: NaiveDate) -> Markup {
    Markup::time(&date.to_string(), &day(language, date))
}

fn moment_element(at: Moment, words: &str) -> Markup {
    match at.part {
        YearPart::Season(_) => Markup::text(words),
        YearPart::Whole | YearPart::Month(_) | YearPart::Day(_) if at.inferred => {
            Markup::text(words)
        }
        YearPart::Whole | YearPart::Month(_) | YearPart::Day(_) => {
            Markup::time(&at.to_string(), words)
        }
    }
}

fn month(language: Language, number: u32) -> String {
    language.word(&format!("month-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_written_form_of_a_date_has_words_in_each_language() {
        for (date, nb, nn, en) in [
            ("2023-11-10", "10. november 2023", "10. november 2023", "10 November 2023"),
            ("2023-11", "november 2023", "november 2023", "November 2023"),
            ("2015", "2015", "2015", "2015"),
            ("2015-23", "høsten 2015", "hausten 2015", "autumn 2015"),
            ("2022-21", "våren 2022", "våren 2022", "spring 2022"),
            (
                "2015-23/2016-22",
                "fra høsten 2015 til sommeren 2016",
                "frå hausten 2015 til sommaren 2016",
                "from autumn 2015 to summer 2016",
            ),
            ("2022-05/..", "fra mai 2022", "frå mai 2022", "from May 2022"),
            (
                "[2021..2022]",
                "en gang i perioden 2021–2022",
                "ein gong i perioden 2021–2022",
                "some time in 2021–2022",
            ),
            (
                "[..2023-11-10]",
                "senest 10. november 2023",
                "seinast 10. november 2023",
                "no later than 10 November 2023",
            ),
            (
                "[2024-01..]",
                "tidligst januar 2024",
                "tidlegast januar 2024",
                "no earlier than January 2024",
            ),
            (
                "2017?-02-03",
                "3. februar 2017 (årstallet er utledet)",
                "3. februar 2017 (årstalet er utleidd)",
                "3 February 2017 (year inferred)",
            ),
            ("unknown", "ukjent dato", "ukjend dato", "date unknown"),
        ] {
            let date: Occurred = date.parse().unwrap();
            let said = Language::ALL.map(|language| occurred(language, &date));
            assert_eq!(said, [nb, nn, en]);
        }
    }

    #[test]
    fn a_moment_of_the_log_is_told_in_the_time_zone_of_the_ledger() {
        let at: Timestamp = "2026-11-22T23:05:00.000Z".parse().unwrap();
        let winter = chrono::FixedOffset::east_opt(3_600).unwrap();
        assert_eq!(timestamp(Language::Nb, at, &winter), "23. november 2026 kl. 00.05");
        assert_eq!(timestamp(Language::En, at, &winter), "23 November 2026 at 00:05");
    }
}
