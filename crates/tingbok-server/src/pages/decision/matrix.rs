//! Who answered what: one row for each elector, one column for each round, a sign and a word in each cell.
use super::{
    super::{codes, markup::Markup, visit::Visit},
    rounds,
};
use askama::Template;
use std::collections::BTreeSet;
use tingbok_domain::{
    ParticipantId, Role,
    event::{Attestation, Cleared, Ground},
};
use tingbok_projections::decision::{
    Answer, Contest, DecisionState, RecordedBy, Round, Row, RowStatus,
};

/// The whole matrix.
#[derive(Template)]
#[template(path = "part-matrix.html")]
pub(crate) struct Matrix {
    /// What it shows.
    pub(crate) caption: String,
    /// The head of the first column.
    pub(crate) corner: String,
    /// The other columns.
    pub(crate) rounds: Vec<Column>,
    /// The rows.
    pub(crate) rows: Vec<Line>,
}

impl askama::filters::HtmlSafe for Matrix {}

/// One round.
pub(crate) struct Column {
    number: u32,
    word: String,
    note: String,
}

/// One elector.
pub(crate) struct Line {
    participant: Markup,
    cells: Vec<Cell>,
}

/// What one elector counts as in one round.
pub(crate) struct Cell {
    round: String,
    class: &'static str,
    glyph: &'static str,
    word: String,
    notes: Vec<String>,
}

/// The matrix of a decision.
pub(crate) fn of(visit: &Visit, state: &DecisionState) -> Matrix {
    let electors: BTreeSet<&ParticipantId> = state
        .rounds
        .iter()
        .flat_map(|round| round.rows.iter().map(|row| &row.participant))
        .collect();
    let line = |elector: &ParticipantId| Line {
        participant: visit.participant(elector),
        cells: state.rounds.iter().map(|round| cell_of(visit, round, elector)).collect(),
    };
    Matrix {
        caption: visit.word("decision-positions-caption"),
        corner: visit.word("decision-participant"),
        rounds: state.rounds.iter().map(|round| column(visit, round)).collect(),
        rows: electors.into_iter().map(line).collect(),
    }
}

fn column(visit: &Visit, round: &Round) -> Column {
    let revision = visit.sentence("decision-revision", [("n", round.revision.to_string().into())]);
    let broken = round.interrupted.as_ref().map(|_| visit.word("round-interrupted-short"));
    let note = [Some(revision), broken].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    Column { number: round.number, word: round_word(visit, round), note }
}

fn round_word(visit: &Visit, round: &Round) -> String {
    visit.sentence("round-number", [("n", round.number.to_string().into())])
}

fn cell_of(visit: &Visit, round: &Round, elector: &ParticipantId) -> Cell {
    let name = round_word(visit, round);
    match round.rows.iter().find(|row| &row.participant == elector) {
        Some(row) => cell(visit, name, round, row),
        None => Cell {
            round: name,
            class: "none",
            glyph: "",
            word: visit.word("decision-not-elector"),
            notes: Vec::new(),
        },
    }
}

fn cell(visit: &Visit, name: String, round: &Round, row: &Row) -> Cell {
    let last = row.answers.last();
    let (class, glyph, key) =
        look(row.status, row.conditional, last.and_then(|answer| answer.ground));
    let mut notes = Vec::new();
    match row.status {
        RowStatus::StandsAside => notes.push(visit.word("position-special-remark")),
        RowStatus::Silent | RowStatus::Missing => notes.push(visit.word("position-silent-note")),
        RowStatus::Waiting if rounds::is_overdue(visit, round) => notes.push(visit.word("overdue")),
        RowStatus::Recuses
            if last.is_some_and(|answer| answer.ground == Some(Ground::Disqualified)) =>
        {
            notes.push(visit.word(codes::ground(Ground::Disqualified)));
        }
        RowStatus::Consents
        | RowStatus::Reserves
        | RowStatus::RequestsDiscussion
        | RowStatus::Recuses
        | RowStatus::Contested
        | RowStatus::Withdrawn
        | RowStatus::PresentNoObjection
        | RowStatus::Absent
        | RowStatus::Waiting
        | RowStatus::BrokenOff
        | RowStatus::NotPublic => {}
    }
    if row.reservation_lifted {
        notes.push(visit.word("position-reservation-lifted"));
    }
    for former in &row.formerly {
        notes.push(visit.sentence("answer-formerly", [("name", visit.plain_name(former).into())]));
    }
    if let Some(answer) = last {
        notes.extend(about(visit, answer));
    }
    // In a declared round a contest can be of the closing, and of no answer.
    let contested = visit.word("position-contested");
    let contests = |contest: &Contest| {
        let on_closing =
            round.closed.as_ref().is_some_and(|closed| closed.origin.position == contest.target);
        on_closing && visit.register.carries_on(&contest.participant, &row.participant)
    };
    if row.status != RowStatus::Contested
        && round.contested_by.iter().any(contests)
        && !notes.contains(&contested)
    {
        notes.push(contested);
    }
    Cell { round: name, class, glyph, word: visit.word(key), notes }
}

/// What is said about an answer beside the answer.
fn about(visit: &Visit, answer: &Answer) -> Vec<String> {
    let mut notes = Vec::new();
    if answer.remark.is_some() {
        notes.push(format!("✎ {}", visit.word("position-remark")));
    }
    if let Some(substitute) = &answer.by_substitute {
        let name = visit.plain_name(substitute);
        notes.push(visit.sentence("answer-by-substitute", [("name", name.into())]));
    }
    // One that both stands in and records is named once.
    let stood_in = |by: &&RecordedBy| answer.by_substitute.as_ref() == Some(&by.participant);
    if let Some(by) = answer.recorded_by.as_ref().filter(|by| !stood_in(by)) {
        notes.push(match by.role {
            Role::Secretariat => visit.word("position-recorded-by"),
            Role::Chair
            | Role::Member
            | Role::Responsible
            | Role::Coordinator
            | Role::Evaluator
            | Role::Addressee
            | Role::Registrar
            | Role::Administrator
            | Role::Auditor => {
                let name = visit.plain_name(&by.participant);
                visit.sentence("position-recorded-by-other", [("name", name.into())])
            }
        });
    }
    if answer.cleared != Cleared::NotStated {
        notes.push(visit.word(codes::cleared(answer.cleared)));
    }
    if answer.signed {
        notes.push(format!("⚿ {}", visit.word("position-signed")));
    }
    if let Some(attested) = &answer.attested {
        notes.push(visit.word(match attested.response {
            Attestation::Confirmed => "position-confirmed",
            Attestation::Contested => "position-contested",
        }));
    }
    notes
}

/// Class, sign and key of the word. A missing or silent answer has a sign and a class of its own and shares
/// neither with agreement.
pub(crate) const fn look(
    status: RowStatus,
    conditional: bool,
    ground: Option<Ground>,
) -> (&'static str, &'static str, &'static str) {
    match status {
        RowStatus::Consents if conditional => ("condition", "◐", "position-consents-condition"),
        RowStatus::Consents => ("consents", "✔", "position-consents"),
        RowStatus::StandsAside => ("aside", "○", "position-stands-aside"),
        RowStatus::Reserves => ("reserves", "■", "position-reserves"),
        RowStatus::RequestsDiscussion => ("reserves", "?", "position-asks-discussion"),
        RowStatus::Recuses if matches!(ground, Some(Ground::NotAffected)) => {
            ("none", "–", "position-recuses-not-affected")
        }
        RowStatus::Recuses => ("none", "–", "position-recuses"),
        RowStatus::Missing | RowStatus::Silent => ("silent", "…", "position-silent"),
        RowStatus::Contested => ("reserves", "!", "position-contested"),
        RowStatus::Withdrawn => ("none", "↩", "position-withdrawn"),
        RowStatus::PresentNoObjection => ("none", "◌", "position-present-no-objection"),
        RowStatus::Absent => ("none", "×", "position-absent"),
        RowStatus::Waiting => ("silent", "…", "position-waiting"),
        RowStatus::BrokenOff => ("none", "⊘", "position-broken-off"),
        RowStatus::NotPublic => ("silent", "·", "position-not-public"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_agreement_looks_like_agreement() {
        let agreement = look(RowStatus::Consents, false, None);
        for status in [
            RowStatus::StandsAside,
            RowStatus::Reserves,
            RowStatus::RequestsDiscussion,
            RowStatus::Recuses,
            RowStatus::Missing,
            RowStatus::Silent,
            RowStatus::Contested,
            RowStatus::Withdrawn,
            RowStatus::PresentNoObjection,
            RowStatus::Absent,
            RowStatus::Waiting,
            RowStatus::BrokenOff,
            RowStatus::NotPublic,
        ] {
            let other = look(status, false, None);
            assert!(
                other.0 != agreement.0 && other.1 != agreement.1 && other.2 != agreement.2,
                "{status:?}"
            );
        }
        let condition = look(RowStatus::Consents, true, None);
        assert!(
            condition.0 != agreement.0 && condition.1 != agreement.1 && condition.2 != agreement.2
        );
    }
}
