//! The page of a participant: what it has agreed to and what not, where it sits, what it answers for.
mod duties;

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
use tingbok_domain::{ParticipantId, StreamId};
use tingbok_projections::{
    decision::RowStatus,
    participant::{ParticipantState, RoundPosition, RoundStage, Seat, Succession, state},
};

#[derive(Template)]
#[template(path = "participant.html")]
struct ParticipantPage {
    frame: Frame,
    kicker: String,
    heading: Markup,
    facts: Pairs,
    agreed_heading: String,
    counts: String,
    open: Option<String>,
    agreed: Table,
    conditions: Table,
    not_adopted: Table,
    others: Table,
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
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: ParticipantId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let public = |recorded: &tingbok_domain::Recorded| visit.is_public(recorded);
    let state = state(&id, &events, &visit.when.filter, &public, visit.today())
        .ok_or(PageError::NotFound)?;
    let name = visit.plain_name(&id);
    let frame =
        Frame::new(visit, Some(Place::One(Section::Participants, id.to_string())), name.clone())
            .with_history(visit, &events)
            .with_aside(visit, &events, &state.aside)
            .with_differs(visit, &StreamId::from(&id), &events)?;
    let closed = |each: &&RoundPosition| matches!(each.stage, RoundStage::Closed { .. });
    let adopted = |each: &&RoundPosition| matches!(each.stage, RoundStage::Closed { outcome } if outcome.is_adopted());
    let agrees = |each: &RoundPosition| each.status == RowStatus::Consents;
    let known: Vec<&RoundPosition> =
        state.positions.iter().filter(|each| visit.shows(each.decision)).collect();
    let all = || known.iter().copied();
    let open = all().filter(|each| each.stage == RoundStage::Open).count();
    let page = ParticipantPage {
        frame,
        kicker: visit.word(codes::participant_kind(state.kind)),
        heading: visit.participant_name(&id),
        facts: facts(visit, &state),
        agreed_heading: visit.sentence("page-agreed", [("name", name.into())]),
        counts: decision::counts_sentence(visit, &state.counts),
        open: (open > 0).then(|| open.to_string()),
        agreed: positions(
            visit,
            "agreed",
            "participant-consents-caption",
            all().filter(adopted).filter(|each| agrees(each) && !each.conditional),
        ),
        conditions: positions(
            visit,
            "conditions",
            "participant-conditions-caption",
            all().filter(adopted).filter(|each| agrees(each) && each.conditional),
        ),
        not_adopted: positions(
            visit,
            "not-adopted",
            "participant-not-adopted-caption",
            all().filter(closed).filter(|each| agrees(each) && !adopted(each)),
        ),
        others: positions(
            visit,
            "others",
            "participant-others-caption",
            all().filter(|each| !closed(each) || !agrees(each)),
        ),
        named: named(visit, &state),
        recommendations: duties::recommendations(visit, &state),
        assignments: duties::assignments(visit, &state),
        keys: duties::keys(visit, &state),
        responsibilities: forum::subjects(
            visit,
            "responsibilities",
            "participant-responsibilities-caption",
            &state.responsibilities,
        ),
        memberships: memberships(visit, &state.memberships),
        succession: succession(visit, &state),
        substitutes: substitutes(visit, &state),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

fn facts(visit: &Visit, state: &ParticipantState) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add_some(visit.word("participant-short"), state.short.as_deref().map(Markup::text));
    pairs.add(visit.word("recorded"), visit.dated(&state.origin));
    pairs.add_some(visit.word("event-source"), visit.reported(&state.origin));
    pairs
}

fn positions<'a>(
    visit: &Visit,
    id: &'static str,
    caption: &str,
    rounds: impl Iterator<Item = &'a RoundPosition>,
) -> Table {
    let row = |each: &RoundPosition| {
        let round =
            [("n", each.round.to_string().into()), ("revision", each.revision.to_string().into())];
        let round = Markup::note(&visit.sentence("round-on-revision", round));
        vec![
            Markup::join([visit.decision(each.decision), round], " "),
            answer(visit, each),
            words(visit, each),
            outcome(visit, each),
            visit.dated(&each.origin),
        ]
    };
    let head = [
        "decision-title",
        "participant-answer",
        "participant-words",
        "participant-outcome",
        "event-when",
    ];
    Table {
        id,
        caption: visit.word(caption),
        head: head.map(|key| visit.word(key)).into(),
        rows: rounds.map(row).collect(),
    }
}

fn answer(visit: &Visit, each: &RoundPosition) -> Markup {
    let (_, glyph, key) = decision::look(each.status, each.conditional, None);
    let glyph = Markup::glyph(glyph);
    let mut pieces = vec![glyph, Markup::text(&visit.word(key))];
    if matches!(each.status, RowStatus::Silent | RowStatus::Missing) {
        pieces.push(Markup::note(&visit.word("position-silent-note")));
    }
    if each.contested && each.status != RowStatus::Contested {
        pieces.push(Markup::note(&visit.word("position-contested")));
    }
    Markup::join(pieces, " ")
}

/// What it wrote, each under its name: condition, differing view, reason, what would lift it, remark.
fn words(visit: &Visit, each: &RoundPosition) -> Markup {
    let all = [
        ("field-condition", &each.condition),
        ("field-statement", &each.statement),
        ("field-reason", &each.reason),
        ("field-resolves-if", &each.resolves_if),
        ("field-remark", &each.remark),
    ];
    let said = all.into_iter().filter_map(|(key, words)| Some((key, words.as_ref()?)));
    let said = said.map(|(key, words)| {
        Markup::join([Markup::note(&format!("{}:", visit.word(key))), visit.prose(words)], " ")
    });
    Markup::join(said, " ")
}

fn outcome(visit: &Visit, each: &RoundPosition) -> Markup {
    let key = match each.stage {
        RoundStage::Open => "round-not-closed",
        RoundStage::Interrupted => "round-interrupted-short",
        RoundStage::Closed { outcome } => codes::outcome(outcome, each.method),
    };
    Markup::text(&visit.word(key))
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
