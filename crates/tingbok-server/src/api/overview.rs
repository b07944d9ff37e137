//! Overviews across things, each a pure function over the states of one time: what is late, what no source says,
//! where sources differ, the ladder, the problems, the roles, and what was asked of whom.
use super::{
    gather::{Gatherer, KINDS, THINGS},
    not_found,
    problem::Problem,
    query::{Query, Reading},
    read::blocking,
    viewer::Viewer,
};
use crate::Shared;
use axum::{
    Json,
    extract::{Path, State},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use tingbok_domain::{
    DecisionId, Event, ForumId, MeetingId, Recorded, StreamId, StreamKind, id::Code,
};
use tingbok_projections::{
    AsOf,
    decision::{self, DecisionState},
    forum,
    overview::{self, Overdue, OverdueRow, Show},
};

/// Every overview there is.
const NAMES: &str = "ladder, problems, roles, overdue, escalation, not-documented, contradictions, recommendations, assignments";
/// Kinds that somebody can answer for.
const HELD: [StreamKind; 4] =
    [StreamKind::Forum, StreamKind::Strategy, StreamKind::Measure, StreamKind::Participant];
/// Kinds that recommendations stand in.
const ADVISING: [StreamKind; 4] =
    [StreamKind::Forum, StreamKind::Strategy, StreamKind::Document, StreamKind::Evaluation];

/// What some overviews take beside the time.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    /// Only forums of this kind (ladder, problems).
    kind: Option<Code>,
    /// A version of the ladder; else the newest.
    ladder: Option<u32>,
    /// Which rows of a register.
    show: Show,
}

/// One overview.
pub(super) async fn one(
    State(state): State<Shared>,
    viewer: Viewer,
    Path(name): Path<String>,
    Query(reading): Query<Reading>,
    Query(asked): Query<Asked>,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let (when, after) = (reading.when()?, reading.cursor::<StreamId>()?);
    let limit = reading.limit.unwrap_or(THINGS);
    let gatherer = gatherer(&state, viewer, when);
    blocking(move || {
        let (view, next) = made(&gatherer, &name, &asked, after.as_ref(), limit)?;
        let head = gatherer.reader.head();
        Ok(json!({ "state": view, "next": next, "as_of": when, "day": gatherer.day, "head": head }))
    })
    .await
}

/// The minutes of one meeting, put together from what is on record.
pub(super) async fn minutes(
    State(state): State<Shared>,
    viewer: Viewer,
    Path((forum, meeting)): Path<(String, String)>,
    Query(reading): Query<Reading>,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let when = reading.when()?;
    let unknown = || not_found(&format!("there is no meeting «{meeting}» of a forum «{forum}»"));
    let id = forum.strip_prefix("forum-").unwrap_or(&forum).parse::<ForumId>();
    let meeting_id = meeting.parse::<MeetingId>();
    let (Ok(id), Ok(meeting_id)) = (id, meeting_id) else { return Err(unknown()) };
    let gatherer = gatherer(&state, viewer, when);
    let found = blocking(move || {
        let found = minutes_of(&gatherer, &id, &meeting_id)?;
        let head = gatherer.reader.head();
        Ok(found.map(|minutes| json!({ "state": minutes, "as_of": when, "head": head })))
    });
    match found.await?.0 {
        Some(body) => Ok(Json(body)),
        None => Err(unknown()),
    }
}

fn gatherer(state: &Shared, viewer: Viewer, when: AsOf) -> Gatherer {
    let reader = state.reader.clone();
    let (register, views) = (reader.register(), reader.views());
    let day = when.as_of.unwrap_or_else(|| register.day(when.known_at.unwrap_or(reader.now())));
    Gatherer { reader, register, views, viewer, when, day }
}

type View = (Value, Option<StreamId>);

fn made(
    from: &Gatherer,
    name: &str,
    asked: &Asked,
    after: Option<&StreamId>,
    limit: usize,
) -> Result<View, Problem> {
    if let Some(kind) = &asked.kind
        && !from.register.rules().forum_kinds.contains_key(kind)
    {
        let known: Vec<_> =
            from.register.rules().forum_kinds.keys().map(ToString::to_string).collect();
        let known = known.join(", ");
        return Err(not_found(&format!("there is no kind of forum «{kind}»; there are {known}")));
    }
    match name {
        "ladder" => ladder(from, asked, after, limit),
        "problems" => {
            let (mut all, next) = from.states(&[StreamKind::Forum], after, limit)?;
            all.forums.retain(|one| asked.kind.as_ref().is_none_or(|kind| &one.kind == kind));
            Ok((json!(overview::problems(&all.forums)), next))
        }
        "roles" => roles(from, after, limit),
        "contradictions" => contradictions(from, after, limit),
        "overdue" => late(from, after, limit).map(|(overdue, next)| (json!(overdue), next)),
        "escalation" => {
            let (overdue, next) = late(from, after, limit)?;
            let forums = from.forums_of(&overdue)?;
            Ok((json!(overview::escalation(&overdue, &forums)), next))
        }
        "not-documented" => {
            let (all, next) = from.states(&KINDS, after, limit)?;
            let ladder = newest_ladder(from, None)?;
            let gaps = overview::not_documented(&all.objects(), ladder.as_ref(), from.day);
            Ok((json!(gaps), next))
        }
        "recommendations" => {
            let (all, next) = from.states(&ADVISING, after, limit)?;
            let rows = &all.recommendations;
            Ok((json!(overview::recommendation_register(rows, asked.show, from.day)), next))
        }
        "assignments" => {
            let (all, next) = from.states(&[StreamKind::Assignment], after, limit)?;
            let rows = &all.assignments;
            Ok((json!(overview::assignment_register(rows, asked.show, from.day)), next))
        }
        _other => Err(not_found(&format!("there is no overview «{name}»; there are {NAMES}"))),
    }
}

fn newest_ladder(
    from: &Gatherer,
    version: Option<u32>,
) -> Result<Option<overview::LadderSteps>, Problem> {
    let public = |recorded: &Recorded| from.may_read(recorded);
    let ladders = overview::ladders(&from.rules()?, &from.when, &public);
    Ok(match version {
        Some(version) => ladders.into_iter().find(|ladder| ladder.version == version),
        None => ladders.into_iter().next_back(),
    })
}

/// Forums of the kind asked for, or else of every kind that any result is on record of, so that a forum without
/// a result stands beside those of its kind.
fn ladder(
    from: &Gatherer,
    asked: &Asked,
    after: Option<&StreamId>,
    limit: usize,
) -> Result<View, Problem> {
    let rules = newest_ladder(from, asked.ladder)?;
    if let (Some(version), None) = (asked.ladder, &rules) {
        return Err(not_found(&format!("there is no ladder of version {version}")));
    }
    let (mut all, next) = from.states(&[StreamKind::Forum], after, limit)?;
    let kinds: BTreeSet<Code> = if let Some(kind) = &asked.kind {
        BTreeSet::from([kind.clone()])
    } else {
        let forums = from.views.forums(tingbok_projections::Page::default(), &AsOf::default());
        let filled = forums.items.into_iter().filter(|forum| forum.results > 0);
        filled.map(|forum| forum.kind).collect()
    };
    all.forums.retain(|forum| kinds.contains(&forum.kind));
    Ok((json!(overview::ladder(rules.as_ref(), &all.forums)), next))
}

fn roles(from: &Gatherer, after: Option<&StreamId>, limit: usize) -> Result<View, Problem> {
    let public = |recorded: &Recorded| from.may_read(recorded);
    let mut held = Vec::new();
    let next = from.walk(&HELD, after, limit, |stream, entries| {
        let all = overview::responsibilities(entries, &from.when, &public);
        held.extend(all.into_iter().filter(|one| &one.subject == stream));
    })?;
    Ok((json!(overview::roles(&held)), next))
}

fn contradictions(
    from: &Gatherer,
    after: Option<&StreamId>,
    limit: usize,
) -> Result<View, Problem> {
    let public = |recorded: &Recorded| from.may_read(recorded);
    let mut found = Vec::new();
    let next = from.walk(&KINDS, after, limit, |stream, entries| {
        let all = overview::contradictions(entries, &from.when, &public);
        found.extend(all.into_iter().filter(|one| &one.stream == stream));
    })?;
    Ok((json!(found), next))
}

/// What is late of the things of one page.
fn late(
    from: &Gatherer,
    after: Option<&StreamId>,
    limit: usize,
) -> Result<(Overdue, Option<StreamId>), Problem> {
    let (mut all, next) = from.states(&KINDS, after, limit)?;
    from.with_related(&mut all)?;
    let mut overdue = overview::overdue(&all.objects(), from.day);
    for rows in [
        &mut overdue.positions,
        &mut overdue.milestones,
        &mut overdue.measure_reports,
        &mut overdue.forum_reviews,
        &mut overdue.mandate_reviews,
        &mut overdue.recommendations,
        &mut overdue.assignments,
        &mut overdue.not_documented,
    ] {
        rows.retain(|row: &OverdueRow| all.own.contains(&row.subject));
    }
    Ok((overdue, next))
}

fn minutes_of(
    from: &Gatherer,
    id: &ForumId,
    meeting: &MeetingId,
) -> Result<Option<overview::Minutes>, Problem> {
    let public = |recorded: &Recorded| from.may_read(recorded);
    let entries = from.entries(&StreamId::from(id))?;
    let Some(forum) = forum::state(id, &entries, &from.when, &public, from.day) else {
        return Ok(None);
    };
    let Some(met) = forum.meetings.iter().find(|known| &known.id == meeting) else {
        return Ok(None);
    };
    let treated = met.agenda.iter().filter_map(|line| line.about.clone());
    // Answers that were given in the meeting, on whatever decision, concern the forum.
    let answered = entries.iter().filter(|one| {
        matches!(&one.entry.event, Event::PositionTaken(body) if body.meeting.as_ref() == Some(meeting))
    });
    let answered = answered.map(|one| one.entry.stream.clone());
    let decisions: BTreeSet<DecisionId> =
        treated.chain(answered).filter_map(|stream| DecisionId::try_from(&stream).ok()).collect();
    let mut states: Vec<DecisionState> = Vec::new();
    for decision in decisions {
        let entries = from.entries(&StreamId::from(&decision))?;
        states.extend(decision::state(decision, &entries, &from.when, &public));
    }
    Ok(overview::minutes(&forum, meeting, &states))
}
