//! Participants with their rounds, a page at a time: who agreed to what.
use super::{
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
use serde_json::{Value, json};
use tingbok_domain::{ParticipantId, Recorded};
use tingbok_projections::{
    Reading as EntriesRead,
    participant::{ParticipantState, RoundsAsked},
};

/// Rounds of one page, when nothing is asked for.
const ROUNDS: usize = 100;
/// Most rounds of one page.
const MOST_ROUNDS: usize = 1_000;

/// A participant with the rounds that were asked for.
pub(super) struct Found {
    /// It, with these rounds as its positions.
    pub(super) state: ParticipantState,
    /// What to ask `after` for the next ones.
    pub(super) next: Option<u64>,
    /// The entries it was made of.
    pub(super) entries: Vec<Recorded>,
}

/// The participant at the time asked for, as this one may read it.
pub(super) fn with_rounds(
    state: &Shared,
    viewer: &Viewer,
    id: &ParticipantId,
    asked: &Reading,
) -> Result<Option<Found>, Problem> {
    let register = state.reader.register();
    let limit = asked.limit.unwrap_or(ROUNDS).clamp(1, MOST_ROUNDS);
    let rounds = RoundsAsked { stood: None, before: asked.cursor()?, limit };
    let read = |positions: &[u64]| state.reader.entries(positions).map_err(Problem::from);
    let is_public = |recorded: &Recorded| viewer.may_read(&register, recorded);
    let today = register.day(state.reader.now());
    let reading = EntriesRead { read: &read, is_public: &is_public, when: asked.when()?, today };
    // That a decision is there, and its rounds, is no secret: lists say so too.
    let views = state.reader.views();
    let found = views.participant_with(id, &[rounds], &|_| true, &reading)?;
    Ok(found.map(|mut found| {
        let rounds = found.rounds.pop().unwrap_or_default();
        found.state.positions = rounds.items;
        Found { state: found.state, next: rounds.next, entries: found.entries }
    }))
}

/// Who agreed to what: the positions part of a participant.
pub(super) async fn positions(
    State(state): State<Shared>,
    viewer: Viewer,
    Path(id): Path<String>,
    Query(reading): Query<Reading>,
) -> Result<Json<Value>, Problem> {
    reading.wait(&state.reader).await?;
    let participant = id.parse::<ParticipantId>();
    let unknown = move || not_found(&format!("there is no participant «{id}»"));
    let Ok(participant) = participant else { return Err(unknown()) };
    blocking(move || {
        let when = reading.when()?;
        let found = with_rounds(&state, &viewer, &participant, &reading)?.ok_or_else(unknown)?;
        let (positions, head) = (&found.state, state.reader.head());
        Ok(json!({
            "items": positions.positions, "next": found.next,
            "positions_total": positions.positions_total, "counts": positions.counts,
            "as_of": when, "head": head,
        }))
    })
    .await
}
