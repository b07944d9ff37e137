//! What a participant is asked to answer and to do, and the keys it signs with.
use super::super::{advice, codes, dates, markup::Markup, parts::Table, visit::Visit};
use tingbok_projections::{
    Origin,
    participant::{AdviceTo, AssignmentBrief, Key, ParticipantState},
};

fn said(visit: &Visit, origin: &Origin) -> Markup {
    let pieces = [Some(visit.dated(origin)), visit.reported(origin)];
    Markup::join(pieces.into_iter().flatten(), " ")
}

/// Recommendations addressed to it, with its answers.
pub(super) fn recommendations(visit: &Visit, state: &ParticipantState) -> Table {
    let row = |one: &AdviceTo| {
        let kind = Markup::note(&visit.word(codes::recommendation_kind(one.kind)));
        vec![
            Markup::join([kind, visit.prose(&one.text)], " "),
            visit.stream(&one.stream),
            answer(visit, one),
            one.answer_by.map(|day| dates::day_markup(visit.language, day)).unwrap_or_default(),
            said(visit, &one.origin),
        ]
    };
    let head = ["advice-text", "advice-in", "advice-answer", "advice-answer-by", "event-source"];
    Table {
        id: "recommendations",
        caption: visit.word("participant-recommendations-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.recommendations.iter().map(row).collect(),
    }
}

fn answer(visit: &Visit, one: &AdviceTo) -> Markup {
    match &one.answer {
        Some(answer) => advice::said(visit, answer, false),
        None if one.awaiting => {
            let none = Markup::tag("unknown", &visit.word("answer-none"));
            let late = one.overdue.then(|| Markup::tag("late", &visit.word("overdue")));
            Markup::join(std::iter::once(none).chain(late), " ")
        }
        None => Markup::default(),
    }
}

/// Assignments that it gave or is to do.
pub(super) fn assignments(visit: &Visit, state: &ParticipantState) -> Table {
    let row = |one: &AssignmentBrief| {
        let parts = [
            (one.as_issuer, "assignment-as-issuer"),
            (one.as_recipient, "assignment-as-recipient"),
        ];
        let parts = parts.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| visit.word(key));
        vec![
            visit.stream(&one.stream),
            Markup::text(&parts.collect::<Vec<_>>().join(". ")),
            one.due.map(|due| dates::moment_markup(visit.language, due)).unwrap_or_default(),
            standing(visit, one),
            said(visit, &one.origin),
        ]
    };
    let head = [
        "assignment-title",
        "participant-assignment-part",
        "assignment-due",
        "assignment-status",
        "event-source",
    ];
    Table {
        id: "assignments",
        caption: visit.word("participant-assignments-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.assignments.iter().map(row).collect(),
    }
}

fn standing(visit: &Visit, one: &AssignmentBrief) -> Markup {
    match (one.accepted, one.delivered, one.overdue) {
        (true, ..) => Markup::tag("adopted", &visit.word("assignment-accepted")),
        (false, true, _) => Markup::tag("plain", &visit.word("assignment-delivered")),
        (false, false, true) => Markup::tag("late", &visit.word("overdue")),
        (false, false, false) => Markup::default(),
    }
}

/// Keys that it signs and signed with.
pub(super) fn keys(visit: &Visit, state: &ParticipantState) -> Table {
    let day = |day| dates::day_markup(visit.language, day);
    let row = |key: &Key| {
        vec![
            Markup::code(&key.fingerprint),
            Markup::text(&visit.word(codes::actor_role(key.role))),
            day(key.valid_from),
            key.valid_to.map(day).unwrap_or_default(),
            key.revoked.map(day).unwrap_or_default(),
            said(visit, &key.origin),
        ]
    };
    let head = [
        "participant-key",
        "measure-role",
        "field-valid-from",
        "field-valid-to",
        "participant-key-revoked",
        "event-source",
    ];
    Table {
        id: "keys",
        caption: visit.word("participant-keys-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.keys.iter().map(row).collect(),
    }
}
