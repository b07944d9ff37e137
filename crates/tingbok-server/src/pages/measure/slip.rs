//! How far something lies from its plan, in words: as a range where a date is coarser than a day.
use super::super::language::Language;
use tingbok_projections::measure::Slip;

/// «7 til 8 måneder etter planen», with the assumption where there is one.
pub(crate) fn words(language: Language, slip: &Slip) -> String {
    let plain = range(language, slip.min_months_tenths, slip.max_months_tenths);
    match slip.assumption.as_ref().and_then(|words| words.words.clone()) {
        Some(assumption) => language.sentence(
            "milestone-slip-if",
            [("slip", plain.into()), ("assumption", assumption.into())],
        ),
        None => plain,
    }
}

fn range(language: Language, min_tenths: i32, max_tenths: i32) -> String {
    let ends = |near: i32, far: i32| {
        [("a", months(language, near).into()), ("b", months(language, far).into())]
    };
    match (min_tenths, max_tenths) {
        (0, 0) => language.word("milestone-on-plan"),
        (min, max) if min == max => single(language, min),
        (0, max) => language.sentence("milestone-slip-upto", [("n", months(language, max).into())]),
        (min, 0) => {
            language.sentence("milestone-early-upto", [("n", months(language, min).into())])
        }
        (min, max) if min > 0 => language.sentence("milestone-slip-range", ends(min, max)),
        (min, max) if max < 0 => language.sentence("milestone-early-range", ends(max, min)),
        (min, max) => language.sentence("milestone-straddles", ends(min, max)),
    }
}

fn single(language: Language, tenths: i32) -> String {
    let late = tenths > 0;
    let size = tenths.unsigned_abs();
    if size < 10 {
        return language.word(if late { "milestone-slip-under" } else { "milestone-early-under" });
    }
    if size.is_multiple_of(10) {
        let key = if late { "milestone-slip" } else { "milestone-early" };
        return language.sentence(key, [("n", (size / 10).into())]);
    }
    let key = if late { "milestone-slip-part" } else { "milestone-early-part" };
    language.sentence(key, [("n", months(language, tenths).into())])
}

/// Months without their sign: `7`, `1,5`.
fn months(language: Language, tenths: i32) -> String {
    let size = tenths.unsigned_abs();
    let separator = if language == Language::En { '.' } else { ',' };
    if size.is_multiple_of(10) {
        (size / 10).to_string()
    } else {
        format!("{}{separator}{}", size / 10, size % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_as_precisely_as_its_dates_and_no_more() {
        for (min, max, nb) in [
            (70, 80, "7 til 8 måneder etter planen"),
            (15, 135, "1,5 til 13,5 måneder etter planen"),
            (10, 10, "1 måned etter planen"),
            (25, 25, "2,5 måneder etter planen"),
            (4, 4, "Under én måned etter planen"),
            (0, 0, "I samsvar med planen"),
            (0, 12, "Opptil 1,2 måneder etter planen"),
            (-30, -30, "3 måneder før planen"),
            (-50, -20, "2 til 5 måneder før planen"),
            (-10, 20, "Mellom 1 mnd. før og 2 mnd. etter planen"),
        ] {
            assert_eq!(range(Language::Nb, min, max), nb);
        }
        assert_eq!(range(Language::En, 15, 135), "1.5 to 13.5 months behind plan");
        assert_eq!(range(Language::Nn, 70, 80), "7 til 8 månader etter planen");
    }
}
