//! The page of a measure: who answers for it, and its milestones with plan, forecast and what was reached.
mod chart;
pub(super) mod progress;
mod slip;

pub(crate) use progress::years;

use super::{
    codes, dates, decision,
    error::PageError,
    forum::{self, MeetingView},
    frame::Frame,
    markup::Markup,
    parts::{Pairs, Table, not_applicable},
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use std::collections::BTreeMap;
use tingbok_domain::{MeasureId, Recorded, StreamId};
use tingbok_projections::measure::{MeasureState, Milestone, Plan, state};

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasurePage {
    frame: Frame,
    kicker: String,
    heading: Markup,
    reported: Option<Markup>,
    status: Option<Markup>,
    status_facts: Pairs,
    statuses: Table,
    funding: Table,
    benefits: Table,
    facts: Pairs,
    responsibilities: Table,
    milestones: Table,
    moved: Vec<Markup>,
    evidence: Vec<Markup>,
    chart: Option<chart::Chart>,
    meetings: Vec<MeetingView>,
    anchoring: Vec<Pairs>,
}

/// The state of one measure at the time of the visit.
pub(crate) fn load(visit: &Visit, id: &MeasureId) -> Result<Option<MeasureState>, PageError> {
    let events = visit.entries(&StreamId::from(id))?;
    Ok(fold(visit, id, &events))
}

/// How measures go, for their lines on another page; what else their states say is not to be used. All are read at
/// once, since each entry may have to be waited for.
pub(crate) fn load_statuses<'a>(
    visit: &Visit,
    ids: impl Iterator<Item = &'a MeasureId>,
) -> Result<BTreeMap<&'a MeasureId, MeasureState>, PageError> {
    let read = |positions: &[u64]| visit.read(positions);
    let public = |recorded: &Recorded| visit.is_public(recorded);
    let mut asked = Vec::new();
    for id in ids {
        let summary = visit.views.measure_at(id, &visit.when.filter, &read, &public)?;
        let Some((summary, at)) = summary.and_then(|one| one.status_at.map(|at| (one, at))) else {
            continue;
        };
        let both = [summary.first, at].into_iter();
        let corrections = both.clone().flat_map(|one| visit.views.corrections_of(one));
        let positions: Vec<u64> = both.chain(corrections).collect();
        asked.push((id, positions, summary.scale.map(|(scale, _)| scale)));
    }
    let positions: Vec<u64> = asked.iter().flat_map(|(_, of_one, _)| of_one).copied().collect();
    let mut entries = visit.read(&positions)?.into_iter();
    let states = asked.into_iter().filter_map(|(id, positions, scale)| {
        let own: Vec<Recorded> = entries.by_ref().take(positions.len()).collect();
        Some((id, MeasureState { scale, ..fold(visit, id, &own)? }))
    });
    Ok(states.collect())
}

fn fold(visit: &Visit, id: &MeasureId, events: &[Recorded]) -> Option<MeasureState> {
    state(id, events, &visit.when.filter, &|recorded| visit.is_public(recorded), visit.today())
}

/// The page of one measure.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: MeasureId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let state = fold(visit, &id, &events).ok_or(PageError::NotFound)?;
    let title =
        state.title.words.clone().unwrap_or_else(|| visit.word(codes::measure_kind(state.kind)));
    let frame = Frame::new(visit, Some(Place::One(Section::Measures, id.to_string())), title)
        .with_history(visit, &StreamId::from(&id))?
        .with_aside(visit, &events, &state.aside)
        .with_differs(visit, &StreamId::from(&id), &events)?;
    let caption = "measure-responsibilities-caption";
    let page = MeasurePage {
        frame,
        kicker: visit.word(codes::measure_kind(state.kind)),
        heading: visit.words(&state.title),
        reported: visit.reported(&state.origin),
        status: progress::status(visit, &state),
        status_facts: progress::status_facts(visit, &state),
        statuses: progress::statuses(visit, &state),
        funding: progress::funding(visit, &state),
        benefits: progress::benefits(visit, &state),
        facts: facts(visit, &state)?,
        responsibilities: forum::holders(
            visit,
            "responsibilities",
            caption,
            &state.responsibilities,
        ),
        milestones: milestones(visit, &state),
        moved: moved(visit, &state),
        evidence: evidence(visit, &state),
        chart: chart::of(visit, &state),
        meetings: state.meetings.iter().rev().map(|each| forum::meeting(visit, each)).collect(),
        anchoring: state.anchoring.iter().map(|each| decision::anchoring(visit, each)).collect(),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

fn facts(visit: &Visit, state: &MeasureState) -> Result<Pairs, PageError> {
    let mut pairs = Pairs::default();
    let measures =
        |ids: &[MeasureId]| Some(visit.list(ids.iter().map(|id| visit.measure(id)).collect()));
    pairs.add_some(
        visit.word("measure-followed-by"),
        state.forum.as_ref().map(|id| visit.forum(id)),
    );
    pairs.add_some(visit.word("measure-parent"), state.parent.as_ref().map(|id| visit.measure(id)));
    pairs.add_some(visit.word("measure-parts"), measures(&state.children));
    pairs.add_some(visit.word("measure-depends-on"), measures(&state.depends_on));
    pairs.add_some(visit.word("measure-needed-by"), measures(&state.needed_by));
    pairs.add_some(visit.word("measure-taken-up-by"), state.decision.map(|id| visit.decision(id)));
    pairs.add_some(
        visit.word("measure-strategy"),
        state.strategy.as_ref().map(|id| visit.stream(&tingbok_domain::StreamId::from(id))),
    );
    pairs.add_some(visit.word("measure-goals"), goals(visit, state)?);
    progress::governance(visit, state, &mut pairs);
    pairs.add(visit.word("recorded"), visit.dated(&state.origin));
    Ok(pairs)
}

/// The goals that it serves, in the words of the strategy; the key of one that the strategy does not have.
fn goals(visit: &Visit, state: &MeasureState) -> Result<Option<Markup>, PageError> {
    let Some(strategy) = &state.strategy else { return Ok(None) };
    let known = super::strategy::texts_of(visit, strategy)?;
    let words = state.goals.iter().map(|key| {
        let goal = known.as_ref().and_then(|one| one.goals.iter().find(|goal| &goal.key == key));
        goal.map_or_else(|| Markup::code(key.as_str()), |goal| visit.words(&goal.text))
    });
    let words: Vec<Markup> = words.collect();
    let none = || Markup::text(&visit.word("position-not-documented"));
    Ok(Some(if words.is_empty() { none() } else { Markup::points(words) }))
}

fn milestones(visit: &Visit, state: &MeasureState) -> Table {
    let row = |milestone: &Milestone| {
        vec![
            name(visit, milestone),
            milestone.baseline.as_ref().map_or_else(
                || Markup::text(&visit.word("milestone-no-plan")),
                |plan| planned(visit, plan),
            ),
            // Without a forecast the first plan still counts.
            milestone
                .forecasts
                .last()
                .map_or_else(|| not_applicable(visit), |plan| planned(visit, plan)),
            reached(visit, milestone),
            against_plan(visit, state, milestone),
        ]
    };
    let head = [
        "measure-milestone",
        "milestone-baseline",
        "milestone-forecast",
        "milestone-reached",
        "measure-slip",
    ];
    Table {
        id: "milestones",
        caption: visit.word("measure-milestones-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.milestones.iter().map(row).collect(),
    }
}

fn name(visit: &Visit, milestone: &Milestone) -> Markup {
    milestone
        .title
        .as_ref()
        .map_or_else(|| Markup::text(&visit.word("unnamed")), |words| visit.words(words))
}

fn planned(visit: &Visit, plan: &Plan) -> Markup {
    let due = dates::moment_markup(visit.language, plan.due);
    Markup::join([Some(due), visit.reported(&plan.origin)].into_iter().flatten(), " ")
}

fn reached(visit: &Visit, milestone: &Milestone) -> Markup {
    match &milestone.reached {
        Some(reached) => {
            let actual = dates::moment_markup(visit.language, reached.actual);
            Markup::join([Some(actual), visit.reported(&reached.origin)].into_iter().flatten(), " ")
        }
        None if milestone.undocumented => {
            Markup::tag("source", &visit.word("position-not-documented"))
        }
        None if milestone.overdue => Markup::tag("late", &visit.word("overdue")),
        None => Markup::text(&visit.word("milestone-not-reached")),
    }
}

fn against_plan(visit: &Visit, state: &MeasureState, milestone: &Milestone) -> Markup {
    let Some(slip) = milestone.slip.as_ref().or(milestone.expected_slip.as_ref()) else {
        return not_applicable(visit);
    };
    let words = slip::words(visit.language, slip);
    let other = slip
        .compared_with
        .as_ref()
        .and_then(|id| state.milestones.iter().find(|other| &other.id == id));
    let other = other.and_then(|other| other.title.as_ref()?.words.clone());
    let against = other.map(|title| {
        Markup::note(&visit.sentence("milestone-slip-against", [("name", title.into())]))
    });
    Markup::join([Some(Markup::text(&words)), against].into_iter().flatten(), ". ")
}

/// Each move of a forecast with its reason, oldest first.
fn moved(visit: &Visit, state: &MeasureState) -> Vec<Markup> {
    let mut lines = Vec::new();
    for milestone in &state.milestones {
        let plans: Vec<&Plan> = milestone.baseline.iter().chain(&milestone.forecasts).collect();
        for (before, after) in plans.iter().zip(plans.iter().skip(1)) {
            let variables = [
                ("from", dates::moment(visit.language, before.due).into()),
                ("to", dates::moment(visit.language, after.due).into()),
                ("date", dates::occurred(visit.language, &after.origin.occurred).into()),
            ];
            let line = Markup::text(&visit.sentence("measure-forecast-moved-line", variables));
            let reason = after.reason.as_ref().map(|words| visit.words(words));
            let line = Markup::join([name(visit, milestone), line], ": ");
            lines.push(Markup::join([Some(line), reason].into_iter().flatten(), ". "));
        }
    }
    lines
}

fn evidence(visit: &Visit, state: &MeasureState) -> Vec<Markup> {
    let reached = state.milestones.iter().filter_map(|milestone| milestone.reached.as_ref());
    reached.flat_map(|reached| reached.evidence_docs.iter().map(|id| visit.document(*id))).collect()
}
