//! Whether a date of a line stands in the text: the year always, month and day where the line has them.

use super::seeds::Seed;

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];
/// Seasons are 21 to 24 in the place of the month; their names begin so.
const SEASONS: [(&str, &str); 4] =
    [("21", "vår"), ("22", "sommer"), ("23", "høst"), ("24", "vinter")];

/// One of the moments in a notation such as `2015-23/2016-22` or `[..2024]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    year: String,
    /// Month or season.
    month: Option<String>,
    day: Option<String>,
}

/// The moments that a notation names; none when it is not one.
pub(crate) fn points(notation: &str) -> Vec<Point> {
    let bare: String = notation.chars().filter(|letter| !"[]?".contains(*letter)).collect();
    let moments = bare.split(['/']).flat_map(|part| part.split(".."));
    moments.filter(|moment| !moment.is_empty()).filter_map(point).collect()
}

fn point(moment: &str) -> Option<Point> {
    let mut parts = moment.split('-').map(str::to_owned);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let month = parts.next();
    let day = parts.next();
    let all = [Some(&year), month.as_ref(), day.as_ref()];
    let digits = all.into_iter().flatten().all(|part| part.chars().all(|c| c.is_ascii_digit()));
    (digits && parts.next().is_none()).then_some(Point { year, month, day })
}

/// What of a moment a text does not tell, when it is not the text's own date either.
pub(crate) fn untold(moment: &Point, seed: &Seed, own: &[Point]) -> Option<String> {
    let known = own.iter().any(|own| own.year == moment.year);
    if !known && !seed.has_sequence(&[&moment.year]) {
        return Some(format!("year {}", moment.year));
    }
    let month = moment.month.as_deref()?;
    if own.contains(moment) {
        return None;
    }
    let told = match (season(month), month_name(month), moment.day.as_deref()) {
        (Some(stem), _, _) => seed.has_word_before(stem, &moment.year),
        (None, Some(name), Some(day)) => seed.has_sequence(&[day.trim_start_matches('0'), name]),
        (None, Some(name), None) => seed.has_sequence(&[name]),
        (None, None, _) => false,
    };
    (!told).then(|| {
        let day = moment.day.as_ref().map_or(String::new(), |day| format!("-{day}"));
        format!("day or season {}-{month}{day}", moment.year)
    })
}

fn season(month: &str) -> Option<&'static str> {
    SEASONS.iter().find(|(code, _)| *code == month).map(|(_, stem)| *stem)
}

fn month_name(month: &str) -> Option<&'static str> {
    let number: usize = month.parse().ok()?;
    MONTHS.get(number.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn untold_of(notation: &str, text: &str) -> Vec<String> {
        let seed = Seed::new("a.txt", text);
        let own = points("2020-05-04");
        points(notation).iter().filter_map(|moment| untold(moment, &seed, &own)).collect()
    }

    #[test]
    fn a_year_stands_in_the_text_or_is_the_year_of_the_source() {
        assert!(untold_of("[2018..2020]", "Fra 2018 av.").is_empty());
        assert_eq!(untold_of("2019", "Fra 20190 av."), ["year 2019"]);
    }

    #[test]
    fn month_day_and_season_stand_in_the_text_or_the_date_is_that_of_the_source() {
        assert!(untold_of("2020-05-04", "").is_empty());
        assert!(untold_of("2017?-03-03", "Møtet er 3. mars 2017.").is_empty());
        assert!(untold_of("2015-23/2016-21", "høsten 2015/våren 2016").is_empty());
        assert_eq!(untold_of("2015-22", "høsten 2015"), ["day or season 2015-22"]);
        assert_eq!(untold_of("[..2020-03-13]", "3. mars"), ["day or season 2020-03-13"]);
    }

    #[test]
    fn what_is_no_date_names_no_moment() {
        assert!(points("forum-klima").is_empty());
        assert!(points("2017:1").is_empty());
        assert!(points("").is_empty());
    }
}
