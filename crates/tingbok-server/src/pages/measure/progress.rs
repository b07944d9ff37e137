//! How a measure goes, how it is governed, what pays for it and what it gives.
use super::super::{
    codes, dates,
    markup::Markup,
    parts::{Pairs, Table, not_applicable, not_documented},
    visit::Visit,
};
use tingbok_domain::{
    Occurred, ParticipantId,
    event::{MeasureStatus, SaidOf, Scale, Years},
};
use tingbok_projections::{
    Origin, Words,
    measure::{Benefit, Funding, MeasureState, Milestone, Statement, StatusReport},
};

fn said(visit: &Visit, origin: &Origin) -> Markup {
    let pieces = [Some(visit.dated(origin)), visit.reported(origin)];
    Markup::join(pieces.into_iter().flatten(), " ")
}

/// The status that counts: its word, when it was reported and how long ago, by which source, and of what.
pub(in super::super) fn status(visit: &Visit, state: &MeasureState) -> Option<Markup> {
    let report = state.status.as_ref()?;
    let mut pieces = vec![tag(visit, report.status)];
    if state.scale == Some(Scale::Reduced) {
        pieces.push(Markup::tag("plain", &visit.word(codes::scale(Scale::Reduced))));
    }
    pieces.push(Markup::text(&age(visit, &report.origin.occurred)));
    if report.said_of == SaidOf::AllTogether {
        pieces.push(Markup::note(&visit.word(codes::said_of(report.said_of))));
    }
    pieces.extend(visit.reported(&report.origin));
    Some(Markup::join(pieces, " "))
}

fn tag(visit: &Visit, status: MeasureStatus) -> Markup {
    let shade = match status {
        MeasureStatus::Planned => "draft",
        MeasureStatus::Ongoing => "open",
        MeasureStatus::Delayed => "late",
        MeasureStatus::Paused | MeasureStatus::Stopped => "past",
        MeasureStatus::Completed => "adopted",
    };
    Markup::tag(shade, &visit.word(codes::measure_status(status)))
}

/// «Meldt 10. november 2023, for 7 dager siden»; without the days when the source gives no day.
fn age(visit: &Visit, occurred: &Occurred) -> String {
    let date = ("date", dates::occurred(visit.language, occurred).into());
    let day = match occurred {
        Occurred::At(moment) if moment.earliest() == moment.latest() => Some(moment.latest()),
        Occurred::At(_) | Occurred::Span(..) | Occurred::Within(..) | Occurred::Unknown => None,
    };
    let days = day.map(|day| visit.today().signed_duration_since(day).num_days());
    match days.and_then(|days| u32::try_from(days).ok()) {
        Some(days) => visit.sentence("status-reported", [date, ("n", days.into())]),
        None => visit.sentence("status-reported-on", [date]),
    }
}

/// What the status that counts says further: its words, and when the next report is due.
pub(super) fn status_facts(visit: &Visit, state: &MeasureState) -> Pairs {
    let mut pairs = Pairs::default();
    let Some(report) = &state.status else { return pairs };
    let words = report.text.as_ref().map(|words| visit.prose(words));
    pairs.add_some(visit.word("measure-status-words"), words);
    let late = state.report_overdue.then(|| Markup::tag("late", &visit.word("overdue")));
    let next = report.next_report_by.map(|day| dates::day_markup(visit.language, day));
    let next = next.map(|day| Markup::join(std::iter::once(day).chain(late), " "));
    pairs.add_some(visit.word("measure-next-report"), next);
    pairs
}

/// Every report, newest first; nothing when there is only the one that counts.
pub(super) fn statuses(visit: &Visit, state: &MeasureState) -> Table {
    let row = |report: &StatusReport| {
        let scale = report.scale.map(|scale| Markup::note(&visit.word(codes::scale(scale))));
        let of = (report.said_of == SaidOf::AllTogether)
            .then(|| Markup::note(&visit.word(codes::said_of(report.said_of))));
        let status = Markup::text(&visit.word(codes::measure_status(report.status)));
        let words = report.text.as_ref().map(|words| visit.prose(words));
        vec![
            Markup::join([Some(status), scale, of].into_iter().flatten(), ". "),
            words.unwrap_or_else(|| not_applicable(visit)),
            said(visit, &report.origin),
        ]
    };
    let head = ["measure-status", "measure-status-words", "event-source"];
    let rows = if state.statuses.len() > 1 {
        state.statuses.iter().rev().map(row).collect()
    } else {
        Vec::new()
    };
    Table {
        id: "statuses",
        caption: visit.word("measure-statuses-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows,
    }
}

/// What the forums are for in it, or «ikke satt».
pub(super) fn governance(visit: &Visit, state: &MeasureState, pairs: &mut Pairs) {
    let Some(function) = &state.function else {
        let none = Markup::text(&visit.word("function-not-set"));
        pairs.add(visit.word("measure-function"), none);
        return;
    };
    let word = Markup::text(&visit.word(codes::function(function.function)));
    let words = Markup::join([word, said(visit, &function.origin)], ", ");
    pairs.add(visit.word("measure-function"), words);
    let forums = function.followed_in.iter().map(|id| visit.forum(id)).collect();
    pairs.add_some(visit.word("measure-followed-in"), Some(visit.list(forums)));
    let group = match function.own_steering_group {
        Some(true) => "yes",
        Some(false) => "no",
        None => "position-not-documented",
    };
    pairs.add(visit.word("measure-steering-group"), Markup::text(&visit.word(group)));
}

/// Years as they are written: «2023», «2023–2025».
pub(crate) fn years(visit: &Visit, years: Years) -> Markup {
    if years.from == years.to {
        return Markup::text(&years.from.to_string());
    }
    let variables = [("from", years.from.to_string().into()), ("to", years.to.to_string().into())];
    Markup::text(&visit.sentence("years", variables))
}

/// How many milestones are reached, of how many. A milestone whose day has passed in a plan that only a source
/// tells of is neither: nothing says what became of it, and that is said in its place.
pub(in super::super) struct Reached {
    count: usize,
    unknown: usize,
    total: usize,
}

impl Reached {
    pub(in super::super) fn of(state: &MeasureState) -> Self {
        let count = |holds: fn(&Milestone) -> bool| {
            state.milestones.iter().filter(|milestone| holds(milestone)).count()
        };
        Self {
            count: count(|milestone| milestone.reached.is_some()),
            unknown: count(|milestone| milestone.undocumented),
            total: state.milestones.len(),
        }
    }

    /// «1 av 2», «1 av 2, 1 ikke dokumentert», «Ikke dokumentert».
    pub(in super::super) fn short(&self, visit: &Visit) -> Markup {
        let keys = ["position-not-documented", "count-of", "measure-reached-partly"];
        Markup::text(&self.filled(visit, keys))
    }

    /// The same as a sentence under the chart.
    pub(super) fn sentence(&self, visit: &Visit) -> String {
        let keys =
            ["measure-chart-unknown", "measure-chart-finding", "measure-chart-finding-partly"];
        self.filled(visit, keys)
    }

    fn filled(&self, visit: &Visit, [none, all, partly]: [&str; 3]) -> String {
        let key = match self.unknown {
            unknown if unknown == self.total => none,
            0 => all,
            _some => partly,
        };
        let number = |n: usize| n.to_string().into();
        let variables = [
            ("n", number(self.count)),
            ("unknown", number(self.unknown)),
            ("total", number(self.total)),
        ];
        visit.sentence(key, variables)
    }
}

/// Money and staff, oldest first.
pub(super) fn funding(visit: &Visit, state: &MeasureState) -> Table {
    let words = |words: &Option<Words>| words.as_ref().map(|words| visit.words(words));
    let row = |one: &Funding| {
        let what = [codes::resource(one.resource), codes::funding_stage(one.stage)];
        let what = what.map(|key| visit.word(key)).join(". ");
        let item = one.budget_item.as_deref().map(Markup::note);
        let amount = Markup::join([words(&one.amount), item].into_iter().flatten(), " ");
        let decision = one.decision.map(|id| visit.decision(id));
        vec![
            Markup::text(&what),
            amount.or(|| not_documented(visit)),
            words(&one.model).unwrap_or_else(|| not_documented(visit)),
            participants(visit, &one.payers).or(|| not_documented(visit)),
            one.years.map_or_else(|| not_documented(visit), |span| years(visit, span)),
            Markup::join([Some(said(visit, &one.origin)), decision].into_iter().flatten(), ". "),
        ]
    };
    let head = [
        "funding-stage",
        "funding-amount",
        "funding-model",
        "funding-payers",
        "funding-years",
        "event-source",
    ];
    Table {
        id: "funding",
        caption: visit.word("measure-funding-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.funding.iter().map(row).collect(),
    }
}

fn participants(visit: &Visit, ids: &[ParticipantId]) -> Markup {
    visit.list(ids.iter().map(|id| visit.participant(id)).collect())
}

/// What is expected, and what was measured: beside each other, never mixed.
pub(super) fn benefits(visit: &Visit, state: &MeasureState) -> Table {
    let statement = |one: &Statement| {
        let value = one.value.as_ref().map(|words| visit.words(words));
        let pieces = [Some(visit.prose(&one.statement)), value, Some(said(visit, &one.origin))];
        Markup::join(pieces.into_iter().flatten(), " ")
    };
    let all = |list: &[Statement]| {
        if list.is_empty() {
            return Markup::text(&visit.word("position-not-documented"));
        }
        Markup::points(list.iter().map(statement))
    };
    let row = |benefit: &Benefit| {
        let kind = Markup::text(&visit.word(codes::benefit_kind(benefit.kind)));
        vec![kind, all(&benefit.expected), all(&benefit.measured)]
    };
    Table {
        id: "benefits",
        caption: visit.word("measure-benefits-caption"),
        head: ["benefit-kind", "benefit-expected", "benefit-measured"]
            .map(|key| visit.word(key))
            .into(),
        rows: state.benefits.iter().map(row).collect(),
    }
}
