//! The milestones on a timeline: plan ◇, forecast ◆, reached ●, and a line for today. A date coarser than a day
//! is a bar as long as what it says. The table above it says the same.
use super::{
    super::{dates, language::Language, visit::Visit},
    progress::Reached,
};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use tingbok_domain::edtf::Moment;
use tingbok_projections::measure::{MeasureState, Milestone};

/// Most milestones drawn; the table has them all.
const LIMIT: usize = 20;
const WIDTH: i64 = 720;
const LEFT: i64 = 12;
const ROW: i64 = 52;
const TOP: i64 = 34;

/// The picture.
#[derive(Template)]
#[template(path = "part-chart.html")]
pub(crate) struct Chart {
    title: String,
    finding: String,
    key: String,
    today_word: String,
    height: i64,
    today: Option<i64>,
    years: Vec<(i64, i32)>,
    rows: Vec<Row>,
}

impl askama::filters::HtmlSafe for Chart {}

struct Row {
    title: String,
    lang: Option<String>,
    text_y: i64,
    y: i64,
    marks: Vec<Mark>,
}

/// A shape at a place; `wide` is the length of the bar that a coarse date is.
struct Mark {
    kind: &'static str,
    x: i64,
    wide: i64,
    word: String,
}

/// The chart of a measure; none without a dated milestone.
pub(crate) fn of(visit: &Visit, state: &MeasureState) -> Option<Chart> {
    let drawn: Vec<&Milestone> = state.milestones.iter().take(LIMIT).collect();
    let moments: Vec<Moment> =
        drawn.iter().flat_map(|milestone| moments(milestone)).map(|(_, at)| at).collect();
    let scale = Scale::over(&moments, visit.today())?;
    let rows: Vec<Row> =
        drawn.iter().zip(0..).map(|(milestone, n)| row(visit, &scale, milestone, n)).collect();
    Some(Chart {
        title: visit.word("measure-chart-title"),
        finding: Reached::of(state).sentence(visit),
        key: visit.word("measure-chart-key"),
        today_word: visit.word("measure-chart-today"),
        height: TOP + ROW * i64::try_from(rows.len()).unwrap_or(0) + 8,
        today: Some(scale.x(visit.today())),
        years: scale.years(),
        rows,
    })
}

fn moments(milestone: &Milestone) -> Vec<(&'static str, Moment)> {
    let plan = milestone.baseline.as_ref().map(|plan| ("baseline", plan.due));
    let forecast = milestone.forecasts.last().map(|plan| ("forecast", plan.due));
    let reached = milestone.reached.as_ref().map(|reached| ("reached", reached.actual));
    [plan, forecast, reached].into_iter().flatten().collect()
}

fn row(visit: &Visit, scale: &Scale, milestone: &Milestone, n: i64) -> Row {
    let words = milestone.title.as_ref();
    let title =
        words.and_then(|words| words.words.clone()).unwrap_or_else(|| visit.word("unnamed"));
    let marks = moments(milestone).into_iter().map(|(kind, at)| {
        let (from, until) = (scale.x(at.earliest()), scale.x(at.latest()));
        Mark {
            kind,
            x: i64::midpoint(from, until),
            wide: until - from,
            word: said(visit.language, kind, at),
        }
    });
    Row {
        title,
        lang: words.and_then(|words| visit.other_language(words)).map(str::to_owned),
        text_y: TOP + n * ROW + 16,
        y: TOP + n * ROW + 32,
        marks: marks.collect(),
    }
}

fn said(language: Language, kind: &'static str, at: Moment) -> String {
    let word = match kind {
        "baseline" => language.word("milestone-baseline"),
        "forecast" => language.word("milestone-forecast"),
        _ => language.word("milestone-reached"),
    };
    format!("{word}: {}", dates::moment(language, at))
}

/// Days to places across the picture.
struct Scale {
    first: NaiveDate,
    days: i64,
}

impl Scale {
    /// Whole years around every moment and today.
    fn over(moments: &[Moment], today: NaiveDate) -> Option<Self> {
        let first = moments.iter().map(|at| at.earliest()).min()?.min(today);
        let last = moments.iter().map(|at| at.latest()).max()?.max(today);
        let first = NaiveDate::from_ymd_opt(first.year(), 1, 1)?;
        let last = NaiveDate::from_ymd_opt(last.year(), 12, 31)?;
        Some(Self { first, days: last.signed_duration_since(first).num_days().max(1) })
    }

    fn x(&self, day: NaiveDate) -> i64 {
        LEFT + day.signed_duration_since(self.first).num_days() * (WIDTH - 2 * LEFT) / self.days
    }

    /// Where each year begins; every second, third … when there are many.
    fn years(&self) -> Vec<(i64, i32)> {
        let count = usize::try_from((self.days + 364) / 365).unwrap_or(1);
        let starts = (self.first.year()..).take(count).step_by(count / 9 + 1);
        starts
            .filter_map(|year| Some((self.x(NaiveDate::from_ymd_opt(year, 1, 1)?), year)))
            .collect()
    }
}
