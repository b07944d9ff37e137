//! The list of each section, in pages. A row is made from the state of its thing at the time of the visit, the
//! same that the thing's own page shows; single answers that changed nothing else are not read for it.
mod work;

use super::{
    codes, decision,
    error::{PageError, QueryFault},
    frame::Frame,
    language::Value,
    markup::Markup,
    measure,
    parts::Table,
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use std::str::FromStr;
use tingbok_domain::{
    ForumId, MandateId, MeasureId, ParticipantId, Recorded, StreamId,
    event::{MeasureKind, ResponsibilityRole},
};
use tingbok_projections::{DecisionSummary, ForumSummary, Page, ParticipantSummary};

/// One page of a list, each summary as it was at the time of the visit.
macro_rules! listed {
    ($visit:ident, $list:ident, $page:expr) => {{
        let read = |positions: &[u64]| $visit.read(positions);
        $visit.views.$list($page, &$visit.when.filter, &read, &|one| $visit.is_public(one))?
    }};
}
use listed;

/// Rows of one page.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    frame: Frame,
    heading: String,
    lead: String,
    forums: Vec<Choice>,
    table: Table,
    first: Option<String>,
    next: Option<String>,
}

/// A forum to choose in the register of decisions.
pub(crate) struct Choice {
    /// Its name in the ledger.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: Markup,
    /// Whether it is chosen.
    pub(crate) chosen: bool,
}

/// What a list is asked for.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(crate) struct ListQuery {
    /// Start behind this id.
    pub(crate) after: Option<String>,
    /// Only decisions of this forum.
    pub(crate) forum: Option<String>,
}

impl ListQuery {
    fn forum_id(&self) -> Result<Option<ForumId>, PageError> {
        read(self.forum.as_deref())
    }

    fn page<K: FromStr>(&self) -> Result<Page<K>, PageError> {
        Ok(Page { after: read(self.after.as_deref())?, limit: ROWS })
    }
}

fn read<K: FromStr>(field: Option<&str>) -> Result<Option<K>, PageError> {
    let given = field.filter(|text| !text.is_empty());
    given.map(|text| text.parse().map_err(|_| PageError::Query(QueryFault::List))).transpose()
}

/// The list of a section.
pub(crate) fn page(
    visit: &Visit,
    section: Section,
    query: &ListQuery,
) -> Result<String, PageError> {
    let (table, next) = match section {
        Section::Forums => forums(visit, query)?,
        Section::Decisions => decisions(visit, query)?,
        Section::Measures => measures(visit, query)?,
        Section::Participants => participants(visit, query)?,
        Section::Mandates => mandates(visit, query)?,
        Section::Strategies => work::strategies(visit, query)?,
        Section::Evaluations => work::evaluations(visit, query)?,
        Section::Assignments => work::assignments(visit, query)?,
    };
    let heading = visit.word(section.heading());
    let chosen =
        query.forum.clone().filter(|forum| section == Section::Decisions && !forum.is_empty());
    let fields: Vec<_> = chosen.iter().map(|forum| ("forum", forum.clone())).collect();
    let place = Place::List(section);
    let page = ListPage {
        frame: Frame::new(visit, Some(place.clone()), heading.clone()).with_fields(fields),
        heading,
        lead: visit.word(lead(section)),
        forums: if section == Section::Decisions {
            choices(visit, chosen.as_deref())
        } else {
            Vec::new()
        },
        first: query.after.as_ref().map(|_| href(visit, &place, chosen.as_deref(), None)),
        next: next.map(|id| href(visit, &place, chosen.as_deref(), Some(id))),
        table,
    };
    page.render().map_err(|_| PageError::Unavailable)
}

const fn lead(section: Section) -> &'static str {
    match section {
        Section::Forums => "forums-lead",
        Section::Decisions => "decisions-lead",
        Section::Measures => "measures-lead",
        Section::Participants => "participants-lead",
        Section::Mandates => "mandates-lead",
        Section::Strategies => "goals-lead",
        Section::Evaluations => "evaluations-lead",
        Section::Assignments => "assignments-lead",
    }
}

/// The address of a list: of one forum, from behind one item.
pub(crate) fn href(
    visit: &Visit,
    place: &Place,
    forum: Option<&str>,
    after: Option<String>,
) -> String {
    let mut query: Vec<String> = Vec::new();
    query.extend((!visit.when.is_now()).then(|| visit.when.query().to_owned()));
    query.extend(forum.map(|forum| format!("forum={forum}")));
    query.extend(after.map(|after| format!("after={after}")));
    let path = place.path(visit.language);
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

fn choices(visit: &Visit, chosen: Option<&str>) -> Vec<Choice> {
    let forums = visit.views.forums(Page::default(), &visit.when.filter).items;
    let with_decisions = forums.into_iter().filter(|forum| forum.decisions > 0);
    let choice = |forum: ForumSummary| Choice {
        name: Markup::text(forum.name.as_deref().unwrap_or(forum.id.as_str())),
        chosen: chosen == Some(forum.id.as_str()),
        id: forum.id.to_string(),
    };
    with_decisions.map(choice).collect()
}

fn table(visit: &Visit, caption: &str, head: &[&str], rows: Vec<Vec<Markup>>) -> Table {
    let head = head.iter().map(|key| visit.word(key)).collect();
    Table { id: "list", caption: visit.word(caption), head, rows }
}

/// Forums with their counts, the first page of them.
pub(crate) fn forum_table(visit: &Visit) -> Result<Table, PageError> {
    forums(visit, &ListQuery::default()).map(|(table, _)| table)
}

fn forums(visit: &Visit, query: &ListQuery) -> Result<(Table, Option<String>), PageError> {
    let listed = listed!(visit, forums_at, query.page()?);
    let row = |forum: &ForumSummary| {
        let name = visit.forum(&forum.id);
        let ended = forum.closed.then(|| Markup::tag("past", &visit.word("forum-ended")));
        let reported =
            forum.reported.then(|| Markup::tag("source", &visit.word("evidence-reported")));
        let mut cells = vec![
            Markup::join([Some(name), ended, reported].into_iter().flatten(), " "),
            Markup::text(&visit.forum_kind(&forum.kind)),
        ];
        let open = [
            ("n", forum.open_rounds.to_string().into()),
            ("total", forum.decisions.to_string().into()),
        ];
        cells.push(told(visit, forum.reported, forum.members));
        cells.push(told(visit, forum.reported, forum.decisions));
        let none = forum.decisions == 0;
        cells.push(if none {
            Markup::text("0")
        } else {
            Markup::text(&visit.sentence("count-of", open))
        });
        cells
    };
    let head = [
        "forum-name",
        "forum-kind",
        "forum-count-members",
        "forum-count-decisions",
        "forum-count-open",
    ];
    let rows = listed.items.iter().map(row).collect();
    Ok((table(visit, "page-forums", &head, rows), listed.next.map(|id| id.to_string())))
}

/// A number; where only sources tell of the thing, that they name none is no number.
fn told(visit: &Visit, reported: bool, count: u32) -> Markup {
    if reported && count == 0 {
        Markup::text(&visit.word("position-not-documented"))
    } else {
        Markup::text(&count.to_string())
    }
}

fn decisions(visit: &Visit, query: &ListQuery) -> Result<(Table, Option<String>), PageError> {
    let (filter, read) = (&visit.when.filter, &|positions: &[u64]| visit.read(positions));
    let page = query.page()?;
    let listed = if let Some(forum) = query.forum_id()? {
        let public = |one: &Recorded| visit.is_public(one);
        visit.views.decisions_of_at(&forum, page, filter, read, &public)?
    } else {
        listed!(visit, decisions_at, page)
    };
    let mut table = decision_table(visit, "decisions-caption", &listed.items)?;
    table.id = "list";
    Ok((table, listed.next.map(|id| id.to_string())))
}

/// Decisions with their status in words.
pub(crate) fn decision_table(
    visit: &Visit,
    caption: &str,
    decisions: &[DecisionSummary],
) -> Result<Table, PageError> {
    let mut rows = Vec::new();
    for summary in decisions {
        rows.extend(decision_row(visit, summary)?);
    }
    let head = ["decision-title", "decision-forum", "decision-status", "decision-changed"];
    let mut table = table(visit, caption, &head, rows);
    table.id = "decisions";
    Ok(table)
}

/// None where nobody may read anything of it yet.
fn decision_row(
    visit: &Visit,
    summary: &DecisionSummary,
) -> Result<Option<Vec<Markup>>, PageError> {
    let standing = if summary.title.is_some() {
        decision::status::Standing::in_brief(visit, summary)
    } else {
        let Some(events) = visit.thing_if_known(&StreamId::from(&summary.id))? else {
            return Ok(None);
        };
        let Some(state) = decision::load(visit, summary.id, &events) else { return Ok(None) };
        decision::status::Standing::of(visit, &state)
    };
    let none = || Markup::text(&visit.word("position-not-documented"));
    Ok(Some(vec![
        visit.decision(summary.id),
        summary.forum.as_ref().map_or_else(none, |forum| visit.forum(forum)),
        standing.tags(visit),
        visit.occurred(&summary.last_occurred),
    ]))
}

fn measures(visit: &Visit, query: &ListQuery) -> Result<(Table, Option<String>), PageError> {
    let listed = visit.views.measures(query.page::<MeasureId>()?, &visit.when.filter);
    let mut rows = Vec::new();
    for summary in &listed.items {
        let Some(state) = measure::load(visit, &summary.id)? else { continue };
        let responsible = state
            .responsibilities
            .iter()
            .filter(|each| each.role == ResponsibilityRole::Responsible && each.until.is_none())
            .map(|each| visit.stream(&each.holder));
        let responsible: Vec<Markup> = responsible.collect();
        let none = || Markup::text(&visit.word("position-not-documented"));
        rows.push(vec![
            visit.measure(&summary.id),
            kind(visit, state.kind),
            if responsible.is_empty() { none() } else { visit.list(responsible) },
            measure::progress::Reached::of(&state).short(visit),
        ]);
    }
    let head = ["measure-title", "measure-kind", "measure-responsible", "measure-milestones-count"];
    Ok((table(visit, "measures-caption", &head, rows), listed.next.map(|id| id.to_string())))
}

fn kind(visit: &Visit, kind: MeasureKind) -> Markup {
    Markup::text(&visit.word(codes::measure_kind(kind)))
}

fn count(visit: &Visit, n: usize, total: usize) -> Markup {
    let variables: [(&'static str, Value); 2] =
        [("n", n.to_string().into()), ("total", total.to_string().into())];
    Markup::text(&visit.sentence("count-of", variables))
}

fn participants(visit: &Visit, query: &ListQuery) -> Result<(Table, Option<String>), PageError> {
    let listed = listed!(visit, participants_at, query.page::<ParticipantId>()?);
    let row = |participant: &ParticipantSummary| {
        let counts = participant.counts;
        let rounds = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let said = |n: u32| match counts.electors {
            0 => Markup::default(),
            total => count(visit, rounds(n), rounds(total)),
        };
        let carried = participant.carried_on_by.first();
        let carried = carried.map(|next| {
            Markup::note(
                &visit
                    .sentence("participant-now-called", [("name", visit.plain_name(next).into())]),
            )
        });
        let name = visit.participant(&participant.id);
        vec![
            Markup::join([Some(name), carried].into_iter().flatten(), " "),
            Markup::text(participant.short.as_deref().unwrap_or_default()),
            Markup::text(&visit.word(codes::participant_kind(participant.kind))),
            said(counts.consents_plain),
            said(counts.consents_conditional),
        ]
    };
    let rows = listed.items.iter().map(row).collect();
    let head = [
        "participant-name",
        "participant-short",
        "participant-kind",
        "participant-agreed-count",
        "participant-condition-count",
    ];
    Ok((table(visit, "participants-caption", &head, rows), listed.next.map(|id| id.to_string())))
}

fn mandates(visit: &Visit, query: &ListQuery) -> Result<(Table, Option<String>), PageError> {
    let listed = visit.views.mandates(query.page::<MandateId>()?, &visit.when.filter);
    let mut rows = Vec::new();
    for summary in &listed.items {
        let Some(state) = super::mandate::load(visit, &summary.id)? else { continue };
        let owner = visit.stream(&state.owner);
        rows.push(vec![visit.mandate(&summary.id), owner, super::mandate::status(visit, &state)]);
    }
    let head = ["mandate-kind-mandate", "mandate-owner", "mandate-status"];
    Ok((table(visit, "mandates-caption", &head, rows), listed.next.map(|id| id.to_string())))
}
