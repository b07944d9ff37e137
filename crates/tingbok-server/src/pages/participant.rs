//! The page of a participant: what it has agreed to and what not, where it sits, what it answers for.
mod duties;
mod rounds;

pub(crate) use rounds::RoundsQuery;

use super::{
    codes, dates, decision,
    error::PageError,
    forum,
    frame::Frame,
    markup::Markup,
    parts::{Pairs, Table},
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use rounds::{RoundsTable, Start};
use tingbok_domain::{ParticipantId, StreamId};
use tingbok_projections::participant::{ParticipantState, Seat, Succession, WithRounds};

#[derive(Template)]
#[template(path = "participant.html")]
struct ParticipantPage {
    frame: Frame,
    kicker: String,
    heading: Markup,
    facts: Pairs,
    agreed_heading: String,
    agreed_none: bool,
    counts: String,
    open: Option<String>,
    agreed: Vec<RoundsTable>,
    others: Vec<RoundsTable>,
    named: Vec<Markup>,
    recommendations: Table,
    assignments: Table,
    keys: Table,
    responsibilities: Table,
    memberships: Table,
    succession: Vec<Markup>,
    substitutes: Vec<Markup>,
}

/// The page of one participant.
pub(crate) fn page(
    visit: &Visit,
    id: &str,
    query: &RoundsQuery,
    after: Option<&str>,
) -> Result<String, PageError> {
    let id: ParticipantId = id.parse().map_err(|_| PageError::NotFound)?;
    let start = Start::read(query, after)?;
    let found = rounds::load(visit, &id, start)?;
    let state = &found.state;
    let open = found.open.iter().filter(|decision| rounds::is_known(visit, **decision)).count();
    let name = visit.plain_name(&id);
    let mut tables = rounds::tables(visit, &id, &found.rounds);
    let agreed_none = tables.iter().all(RoundsTable::is_empty);
    tables.retain(|table| !table.is_empty());
    let (others, agreed) = tables.into_iter().partition(RoundsTable::is_other);
    let page = ParticipantPage {
        frame: frame(visit, &id, &found, start)?,
        kicker: visit.word(codes::participant_kind(state.kind)),
        heading: visit.participant_name(&id),
        facts: facts(visit, state),
        agreed_heading: visit.sentence("page-agreed", [("name", name.into())]),
        agreed_none,
        counts: decision::counts_sentence(visit, &state.counts),
        open: (open > 0).then(|| open.to_string()),
        agreed,
        others,
        named: named(visit, state),
        recommendations: duties::recommendations(visit, state),
        assignments: duties::assignments(visit, state),
        keys: duties::keys(visit, state),
        responsibilities: forum::subjects(
            visit,
            "responsibilities",
            "participant-responsibilities-caption",
            &state.responsibilities,
        ),
        memberships: memberships(visit, &state.memberships),
        succession: succession(visit, state),
        substitutes: substitutes(visit, state),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

fn frame(
    visit: &Visit,
    id: &ParticipantId,
    found: &WithRounds,
    start: Option<Start>,
) -> Result<Frame, PageError> {
    let stream = StreamId::from(id);
    let place = Place::One(Section::Participants, id.to_string());
    Frame::new(visit, Some(place), visit.plain_name(id))
        .with_fields(start.map(Start::fields).unwrap_or_default())
        .with_history(visit, &stream)?
        .with_aside(visit, &found.entries, &found.state.aside)
        .with_differs(visit, &stream, &found.entries)
}

fn facts(visit: &Visit, state: &ParticipantState) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add_some(visit.word("participant-short"), state.short.as_deref().map(Markup::text));
    pairs.add(visit.word("recorded"), visit.dated(&state.origin));
    pairs.add_some(visit.word("event-source"), visit.reported(&state.origin));
    pairs
}

fn named(visit: &Visit, state: &ParticipantState) -> Vec<Markup> {
    let line = |named: &tingbok_projections::participant::NamedPosition| {
        let position = named.position.map_or("position-not-documented", codes::position);
        let pieces = [
            Some(visit.decision(named.decision)),
            Some(Markup::text(&visit.word(position))),
            visit.reported(&named.origin),
        ];
        Markup::join(pieces.into_iter().flatten(), ". ")
    };
    state.reported_positions.iter().map(line).collect()
}

fn memberships(visit: &Visit, seats: &[Seat]) -> Table {
    let row = |seat: &Seat| {
        let level = seat.representation.map_or("position-not-documented", codes::representation);
        let until = seat.until.as_ref().map(|until| visit.occurred(until));
        vec![
            visit.forum(&seat.forum),
            Markup::text(&visit.word(codes::member_role(seat.role))),
            Markup::text(&visit.word(level)),
            visit.occurred(&seat.since),
            until.unwrap_or_default(),
            visit.reported(&seat.origin).unwrap_or_default(),
        ]
    };
    let head = [
        "forum-name",
        "measure-role",
        "representation-level",
        "forum-since",
        "forum-until",
        "event-source",
    ];
    Table {
        id: "memberships",
        caption: visit.word("participant-memberships-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: seats.iter().map(row).collect(),
    }
}

fn succession(visit: &Visit, state: &ParticipantState) -> Vec<Markup> {
    let line = |key: &str, each: &Succession| {
        let kind = visit.word(codes::succession(each.kind));
        let said = visit.around_with(
            key,
            [("kind", kind.into())],
            "name",
            visit.participant(&each.participant),
        );
        let note = each.note.as_ref().map(|words| visit.words(words));
        let pieces =
            [Some(said), Some(visit.dated(&each.origin)), note, visit.reported(&each.origin)];
        Markup::join(pieces.into_iter().flatten(), ". ")
    };
    let before = state.predecessors.iter().map(|each| line("participant-from", each));
    before.chain(state.successors.iter().map(|each| line("participant-to", each))).collect()
}

fn substitutes(visit: &Visit, state: &ParticipantState) -> Vec<Markup> {
    let line = |each: &tingbok_projections::participant::Substitution| {
        let own = each.principal == state.id;
        let (key, other) = if own {
            ("participant-substitute-by", &each.substitute)
        } else {
            ("participant-substitute-for", &each.principal)
        };
        let time = [
            ("from", dates::day(visit.language, each.from).into()),
            ("until", dates::day(visit.language, each.until).into()),
        ];
        let scope = match &each.scope {
            tingbok_domain::event::SubstituteScope::All => Markup::text(&visit.word("scope-all")),
            tingbok_domain::event::SubstituteScope::Forum(forum) => visit.forum(forum),
        };
        let name = visit.around(key, "name", visit.participant(other));
        let time = Markup::text(&visit.sentence("participant-substitute-time", time));
        Markup::join([name, scope, time], ", ")
    };
    state.substitutes.iter().map(line).collect()
}
