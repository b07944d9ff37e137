//! Promises about a decision's page.
use super::fixture::{Log, NOW, klima, said, who};
use crate::{
    AsOf,
    decision::{DecisionState, Interruption, Procedure, Row, RowStatus},
    participant::RoundStage,
};
use tingbok_domain::{
    Visibility,
    event::{Attestation, MembershipAction, Method, Outcome, Position, SuccessionKind},
};

fn now(log: &Log) -> DecisionState {
    log.decision(1, &NOW).unwrap()
}

fn row<'a>(state: &'a DecisionState, round: usize, participant: &str) -> &'a Row {
    state.rounds[round].rows.iter().find(|row| row.participant == who(participant)).unwrap()
}

fn statuses(state: &DecisionState, round: usize) -> Vec<(String, RowStatus)> {
    let rows = state.rounds[round].rows.iter();
    rows.map(|row| (row.participant.to_string(), row.status)).collect()
}

#[test]
fn a_silent_elector_is_never_shown_as_agreeing() {
    let mut log = klima();
    log.open(1, Method::Silence);
    log.answer(1, "kld", Position::Consents, &said("2026-01-03"));
    assert_eq!(row(&now(&log), 0, "fin").status, RowStatus::Waiting);
    log.close(1);
    let state = now(&log);
    assert_eq!(row(&state, 0, "fin").status, RowStatus::Silent);
    let counts = state.rounds[0].counts.unwrap();
    assert_eq!((counts.electors, counts.consents_plain, counts.silent), (3, 1, 2));
    assert_eq!(state.in_force.unwrap().outcome, Outcome::Adopted);
    let silent = log.participant("fin", &NOW).unwrap();
    assert_eq!(silent.positions[0].status, RowStatus::Silent);
    assert_eq!((silent.counts.silent, silent.counts.consents_plain), (1, 0));
}

#[test]
fn a_later_change_of_membership_alters_nothing_on_an_old_decision() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    for member in ["fin", "kdd", "kld"] {
        log.answer(1, member, Position::Consents, &said("2026-01-03"));
    }
    log.close(1);
    let before = now(&log).rounds;
    log.participants(&["jd"]);
    log.member("klima", "fin", MembershipAction::Left, &said("2026-03-01"));
    log.member("klima", "jd", MembershipAction::Joined, &said("2026-03-01"));
    log.succeed("kld", "jd", SuccessionKind::Rename);
    assert_eq!(now(&log).rounds, before);
}

#[test]
fn answers_of_an_open_round_stay_hidden_until_it_closes() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    let closed =
        super::fixture::Said { visibility: Visibility::AfterOutcome, ..said("2026-01-03") };
    log.answer(1, "kld", Position::Reserves, &closed);
    let state = now(&log);
    assert!(!state.rounds[0].answers_public);
    assert!(state.rounds[0].counts.is_none());
    for row in &state.rounds[0].rows {
        assert_eq!((row.status, row.answers.len()), (RowStatus::NotPublic, 0));
    }
    let own = log.participant("kld", &NOW).unwrap();
    assert_eq!(
        (own.positions[0].status, own.positions[0].statement.clone()),
        (RowStatus::NotPublic, None)
    );
    log.close(1);
    assert_eq!(row(&now(&log), 0, "kld").status, RowStatus::Reserves);
    assert_eq!(log.participant("kld", &NOW).unwrap().counts.reserves, 1);
}

#[test]
fn a_reservation_is_lifted_by_the_same_participant_in_a_later_round() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    log.answer(1, "kld", Position::Reserves, &said("2026-01-03"));
    log.close(1);
    log.revise(1);
    log.open(1, Method::Consensus);
    for member in ["fin", "kdd", "kld"] {
        log.answer(1, member, Position::Consents, &said("2026-01-04"));
    }
    log.close(1);
    let state = now(&log);
    assert_eq!(state.rounds.len(), 2);
    assert_eq!(state.rounds[0].closed.as_ref().unwrap().outcome, Outcome::NotAgreed);
    assert!(row(&state, 1, "kld").reservation_lifted);
    assert!(!row(&state, 1, "fin").reservation_lifted && !row(&state, 0, "kld").reservation_lifted);
    assert_eq!(state.in_force.unwrap().revision, 2);
}

#[test]
fn what_is_in_force_stays_while_a_later_revision_comes_to_nothing() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    for member in ["fin", "kdd", "kld"] {
        log.answer(1, member, Position::Consents, &said("2026-01-03"));
    }
    log.close(1);
    let adopted = now(&log).in_force;
    assert_eq!(adopted.as_ref().unwrap().revision, 1);
    log.revise(1);
    log.open(1, Method::Consensus);
    log.revise(1);
    let state = now(&log);
    let broken = Procedure::DraftInterrupted { round: 2, why: Interruption::TextChanged };
    assert_eq!((state.in_force, state.procedure), (adopted.clone(), Some(broken)));
    log.open(1, Method::Consensus);
    log.close(1);
    let state = now(&log);
    assert_eq!(
        (state.in_force, state.procedure),
        (adopted, Some(Procedure::Idle { outcome: Outcome::Lapsed }))
    );
    let summary = log.views.decision(&tingbok_domain::DecisionId(1)).unwrap();
    assert_eq!((summary.in_force.unwrap().revision, summary.outcome), (1, Some(Outcome::Lapsed)));
}

#[test]
fn a_contested_answer_is_shown_as_contested_and_the_outcome_of_a_closed_round_stands() {
    let mut log = klima();
    log.open(1, Method::Silence);
    log.answer(1, "kld", Position::Consents, &said("2026-01-03"));
    let answer = log.answer(1, "fin", Position::Consents, &said("2026-01-03"));
    let mut open = log.clone();
    open.attest(1, "fin", answer, Attestation::Contested);
    assert_eq!(row(&now(&open), 0, "fin").status, RowStatus::Contested);
    open.answer(1, "fin", Position::StandsAside, &said("2026-01-04"));
    assert_eq!(row(&now(&open), 0, "fin").status, RowStatus::StandsAside);

    log.close(1);
    log.attest(1, "fin", answer, Attestation::Contested);
    let state = now(&log);
    assert_eq!(row(&state, 0, "fin").status, RowStatus::Consents);
    assert_eq!(state.rounds[0].contested_by[0].participant, who("fin"));
    assert!(log.participant("fin", &NOW).unwrap().positions[0].contested);
    log.attest(1, "fin", answer, Attestation::Confirmed);
    assert!(now(&log).rounds[0].contested_by.is_empty());
}

#[test]
fn a_renamed_elector_keeps_its_seat_and_its_answer_and_a_split_breaks_the_round_off() {
    let mut log = klima();
    log.participants(&["kmd"]);
    log.open(1, Method::Consensus);
    log.answer(1, "kdd", Position::Reserves, &said("2026-01-03"));
    log.succeed("kdd", "kmd", SuccessionKind::Rename);
    let state = now(&log);
    assert_eq!(row(&state, 0, "kmd").status, RowStatus::Reserves);
    assert_eq!(row(&state, 0, "kmd").formerly, [who("kdd")]);
    log.answer(1, "kmd", Position::Consents, &said("2026-01-11"));
    assert!(row(&now(&log), 0, "kmd").reservation_lifted);
    let concerning = log.concerning("participant-kmd");
    let today = super::fixture::day(super::fixture::TODAY);
    let page = crate::participant::state(&who("kmd"), &concerning, &NOW, &|_| true, today).unwrap();
    assert_eq!((page.positions.len(), page.memberships.len()), (1, 1));
    assert!(log.participant("kdd", &NOW).unwrap().positions.is_empty());

    log.succeed("fin", "kmd", SuccessionKind::Merge);
    let state = now(&log);
    let broken = Procedure::DraftInterrupted { round: 1, why: Interruption::ElectorateChanged };
    assert_eq!(state.procedure, Some(broken));
    assert_eq!(log.forum_at("klima", &NOW).unwrap().decisions[0].procedure, Some(broken));
    let page = log.participant("kld", &NOW).unwrap();
    assert_eq!(page.positions[0].stage, RoundStage::Interrupted);
    assert_eq!(statuses(&state, 0).len(), 3);
}

#[test]
fn what_the_ledger_knew_then_is_what_the_first_entries_tell() {
    let mut log = klima();
    let opened = log.open(1, Method::Silence);
    log.answer(1, "kld", Position::Consents, &said("2026-01-03"));
    log.close(1);
    for when in [
        AsOf { at: Some(opened + 1), ..AsOf::default() },
        AsOf { known_at: Some(super::fixture::recorded_at(opened)), ..AsOf::default() },
    ] {
        let state = log.decision(1, &when).unwrap();
        assert_eq!(state.procedure, Some(Procedure::Open { round: 1 }));
        assert!(state.in_force.is_none());
        assert_eq!(row(&state, 0, "kld").status, RowStatus::Waiting);
    }
    assert!(log.decision(1, &AsOf { at: Some(1), ..AsOf::default() }).is_none());
}
