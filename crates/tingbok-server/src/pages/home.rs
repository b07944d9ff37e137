//! The front page: what this is, what is new, what is open, what lies ahead, and how to check it.
use super::{
    dates, decision, error::PageError, frame::Frame, lists, markup::Markup, parts::Table,
    place::Place, visit::Visit,
};
use askama::Template;
use tingbok_domain::{StreamId, edtf::Moment};
use tingbok_projections::{MeasureSummary, Page, decision::DecisionState};

/// Lines of each list.
const LINES: usize = 10;
/// Decisions looked at to find those that were there on another day.
const LOOKED_AT: usize = 100;

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    latest: Table,
    /// Open rounds, and milestones ahead; only on the page of the present.
    ahead: Option<(Table, Table)>,
    forums: Table,
}

/// The front page.
pub(crate) fn page(visit: &Visit) -> Result<String, PageError> {
    let mut forums = lists::forum_table(visit)?;
    forums.id = "forums";
    let page = HomePage {
        frame: Frame::new(visit, Some(Place::Home), visit.word("site-name")),
        latest: latest(visit)?,
        ahead: if visit.when.is_now() { Some((open(visit)?, milestones(visit))) } else { None },
        forums,
    };
    page.render().map_err(|_| PageError::Unavailable)
}

fn latest(visit: &Visit) -> Result<Table, PageError> {
    let mut latest = Vec::new();
    for decision in visit.views.latest_decisions(LOOKED_AT) {
        if !visit.shows(decision.id) {
            continue;
        }
        let (filter, read) = (&visit.when.filter, &|positions: &[u64]| visit.read(positions));
        latest.extend(
            visit.views.decision_at(&decision.id, filter, read, &|one| visit.is_public(one))?,
        );
        if latest.len() == LINES {
            break;
        }
    }
    let mut table = lists::decision_table(visit, "home-latest-caption", &latest)?;
    table.id = "latest";
    Ok(table)
}

fn open(visit: &Visit) -> Result<Table, PageError> {
    let mut rows = Vec::new();
    for summary in visit.views.open_rounds(LINES) {
        let Some(events) = visit.thing_if_known(&StreamId::from(&summary.id))? else { continue };
        let state = decision::load(visit, summary.id, &events);
        rows.extend(state.as_ref().and_then(|state| open_row(visit, state)));
    }
    let head =
        ["decision-title", "decision-forum", "frame-round", "round-deadline", "participant-answer"];
    let head = head.map(|key| visit.word(key)).into();
    Ok(Table { id: "open", caption: visit.word("home-open-caption"), head, rows })
}

fn open_row(visit: &Visit, state: &DecisionState) -> Option<Vec<Markup>> {
    let round = state.rounds.iter().find(|round| round.is_open())?;
    let answered = match round.counts {
        Some(counts) => {
            let n = counts.electors.saturating_sub(counts.waiting).saturating_sub(counts.withdrawn);
            let variables =
                [("n", n.to_string().into()), ("total", counts.electors.to_string().into())];
            visit.sentence("round-answered-count", variables)
        }
        None => visit.word("round-hidden"),
    };
    let overdue = round.deadline.filter(|deadline| *deadline < visit.today());
    let overdue = overdue.map(|_| Markup::tag("late", &visit.word("overdue")));
    let deadline = round.deadline.map(|day| dates::day_markup(visit.language, day));
    Some(vec![
        visit.decision(state.id),
        state.forum.as_ref().map(|forum| visit.forum(forum)).unwrap_or_default(),
        Markup::text(&round.number.to_string()),
        Markup::join([deadline, overdue].into_iter().flatten(), " "),
        Markup::text(&answered),
    ])
}

fn milestones(visit: &Visit) -> Table {
    let measures = visit.views.measures(Page::default(), &visit.when.filter).items;
    let mut ahead: Vec<(Moment, Markup, &MeasureSummary)> = Vec::new();
    for measure in &measures {
        // What became of a plan that only a source tells of is not documented; its measure's page says so.
        let ahead_of = |milestone: &&tingbok_projections::MilestoneBrief| {
            let past = milestone.is_past(visit.today());
            milestone.reached.is_none() && (!past || milestone.is_overdue(visit.today()))
        };
        for milestone in measure.milestones.iter().filter(ahead_of) {
            let Some(due) = milestone.due else { continue };
            let title = milestone.title.as_deref().map_or_else(
                || Markup::text(&visit.word("unnamed")),
                |title| {
                    visit.words(&tingbok_projections::Words {
                        words: Some(title.to_owned()),
                        lang: measure.lang.clone(),
                    })
                },
            );
            ahead.push((due, title, measure));
        }
    }
    ahead.sort_by_key(|(due, _, _)| (due.latest(), due.earliest()));
    let row = |(due, title, measure): &(Moment, Markup, &MeasureSummary)| {
        let overdue =
            (due.latest() < visit.today()).then(|| Markup::tag("late", &visit.word("overdue")));
        let due = dates::moment_markup(visit.language, *due);
        vec![
            title.clone(),
            visit.measure(&measure.id),
            Markup::join([Some(due), overdue].into_iter().flatten(), " "),
        ]
    };
    let head = ["measure-milestone", "measure-title", "field-due"];
    Table {
        id: "milestones",
        caption: visit.word("home-milestones-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: ahead.iter().take(LINES).map(row).collect(),
    }
}
