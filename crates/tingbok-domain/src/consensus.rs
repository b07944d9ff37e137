//! How a round ends (domain model, consensus machine). There is no majority vote anywhere. Tallies are kept
//! for ever by version, like upcasters: a closed round is recomputed with the one it closed under.
use crate::{
    event::{Attestation, CountsAs, Method, Outcome, Position, Presence, Quorum, TallyRow},
    id::ParticipantId,
    register::{Answer, Round},
};
use std::collections::BTreeMap;

/// The version that new rounds open under.
pub const NEWEST_TALLY: u32 = 1;

/// Outcome and tally of a round by the tally it opened under. `attendance` is that of the meeting of a
/// declared round, `proposer` whose agreement alone does not carry a written procedure.
pub fn tally(
    round: &Round,
    attendance: &BTreeMap<ParticipantId, Presence>,
    proposer: Option<&ParticipantId>,
) -> (Outcome, Vec<TallyRow>) {
    // Version 1 is the only one so far; a later one is chosen here by `round.rule_version.tally`.
    let rows: Vec<TallyRow> = round
        .electorate
        .iter()
        .map(|elector| {
            row_v1(round.method, elector, round.answers.get(elector), attendance.get(elector))
        })
        .collect();
    (outcome_v1(round.method, round.quorum, &rows, proposer), rows)
}

fn row_v1(
    method: Method,
    elector: &ParticipantId,
    answer: Option<&Answer>,
    presence: Option<&Presence>,
) -> TallyRow {
    let counts_as = match (answer, method) {
        (Some(answer), _) if answer.attested == Some(Attestation::Contested) => CountsAs::Contested,
        (Some(answer), _) => match answer.position {
            Position::Consents => CountsAs::Consents,
            Position::StandsAside => CountsAs::StandsAside,
            Position::Reserves => CountsAs::Reserves,
            Position::RequestsDiscussion => CountsAs::RequestsDiscussion,
            Position::Recuses => CountsAs::Recuses,
            Position::Withdrawn => CountsAs::Withdrawn,
        },
        (None, Method::Consensus) => CountsAs::Missing,
        (None, Method::Silence) => CountsAs::Silent,
        (None, Method::Declared) => match presence {
            Some(Presence::Present | Presence::StandIn) => CountsAs::PresentNoObjection,
            Some(Presence::Absent) | None => CountsAs::Absent,
        },
    };
    TallyRow {
        participant: elector.clone(),
        counts_as,
        conditional: counts_as == CountsAs::Consents
            && answer.is_some_and(|answer| answer.conditional),
        event: answer.map(|answer| answer.log_position),
    }
}

fn outcome_v1(
    method: Method,
    quorum: Quorum,
    rows: &[TallyRow],
    proposer: Option<&ParticipantId>,
) -> Outcome {
    let any = |wanted: &[CountsAs]| rows.iter().any(|row| wanted.contains(&row.counts_as));
    if rows.iter().all(|row| row.counts_as == CountsAs::Recuses) {
        return Outcome::Lapsed;
    }
    if any(&[CountsAs::Reserves, CountsAs::RequestsDiscussion]) {
        return Outcome::NotAgreed;
    }
    if any(&[CountsAs::Missing, CountsAs::Withdrawn, CountsAs::Contested])
        || !has_quorum_v1(method, quorum, rows, proposer)
    {
        return Outcome::Lapsed;
    }
    if any(&[CountsAs::StandsAside]) { Outcome::AdoptedWithDissent } else { Outcome::Adopted }
}

/// At least one explicit agreement is always needed; in a declared round that is the meeting's.
fn has_quorum_v1(
    method: Method,
    quorum: Quorum,
    rows: &[TallyRow],
    proposer: Option<&ParticipantId>,
) -> bool {
    let consents = |others_only: bool| {
        let agreeing = rows.iter().filter(|row| row.counts_as == CountsAs::Consents);
        agreeing.filter(|row| !others_only || Some(&row.participant) != proposer).count()
    };
    match method {
        Method::Consensus => consents(false) >= 1,
        Method::Silence => {
            u64::try_from(consents(true)).is_ok_and(|n| n >= u64::from(quorum.consents.max(1)))
        }
        Method::Declared => {
            let there = rows.iter().filter(|row| row.counts_as != CountsAs::Absent).count();
            there * 100 > rows.len() * usize::try_from(quorum.present_percent).unwrap_or(100)
        }
    }
}
