//! Rounds: who had a seat, what it answered, and what it counts as. A closed round never changes but for
//! what a participant contests afterwards, which stands beside it.
use super::{
    Answer, Attested, Closed, Contest, Counts, Extension, Interrupted, Interruption, RecordedBy,
    Round, Row, RowStatus,
};
use crate::{
    sabotage::{SILENT_IS_NOT_AGREEMENT, sabotaged},
    select::Pick,
};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    ParticipantId,
    event::{
        Attestation, CountsAs, DeadlineExtended, Position, PositionAttested, PositionTaken,
        RoundClosed, RoundOpened, TallyRow,
    },
};

pub(super) fn open(rounds: &mut Vec<Round>, pick: &Pick<'_>, body: &RoundOpened) {
    let mut rows: Vec<Row> = body.electorate.iter().map(|elector| row(elector.clone())).collect();
    rows.sort_by(|a, b| a.participant.cmp(&b.participant));
    rounds.push(Round {
        number: body.round,
        revision: body.revision,
        method: body.method,
        meeting: body.meeting.clone(),
        deadline: body.deadline,
        extensions: Vec::new(),
        notified_by: pick.optional(body.notified_by.as_ref()),
        basis_docs: body.basis_docs.clone(),
        waiver: pick.optional(body.waiver.as_ref()),
        reopen_reason: pick.optional(body.reopen_reason.as_ref()),
        text_leaf: body.text_leaf,
        quorum: body.quorum,
        rule_version: body.rule_version,
        opened: pick.origin(),
        rows,
        counts: None,
        answers_public: pick.public,
        closed: None,
        interrupted: None,
        contested_by: Vec::new(),
    });
}

fn row(participant: ParticipantId) -> Row {
    Row {
        participant,
        formerly: Vec::new(),
        status: RowStatus::Waiting,
        conditional: false,
        answers: Vec::new(),
        reservation_lifted: false,
    }
}

fn numbered(rounds: &mut [Round], number: u32) -> Option<&mut Round> {
    rounds.iter_mut().find(|round| round.number == number)
}

fn open_one(rounds: &mut [Round]) -> Option<&mut Round> {
    rounds.iter_mut().find(|round| round.is_open())
}

pub(super) fn answer(rounds: &mut [Round], pick: &Pick<'_>, body: &PositionTaken) {
    let Some(round) = numbered(rounds, body.round) else { return };
    if !pick.public {
        round.answers_public = false;
        return;
    }
    let actor = &pick.recorded.entry.actor;
    let recorded_by = (actor.participant != body.participant)
        .then(|| RecordedBy { participant: actor.participant.clone(), role: actor.role });
    let answer = Answer {
        participant: body.participant.clone(),
        position: body.position,
        conditional: body.conditional,
        condition: pick.optional(body.condition.as_ref()),
        statement: pick.optional(body.statement.as_ref()),
        reason: pick.optional(body.reason.as_ref()),
        resolves_if: pick.optional(body.resolves_if.as_ref()),
        remark: pick.optional(body.remark.as_ref()),
        ground: body.ground,
        cleared: body.cleared,
        recorded_by,
        by_substitute: body.by_substitute.clone(),
        meeting: body.meeting.clone(),
        signed: body.signature.is_some(),
        text_leaf: body.text_leaf,
        attested: None,
        origin: pick.origin(),
    };
    if let Some(row) = round.rows.iter_mut().find(|row| row.participant == body.participant) {
        row.answers.push(answer);
    }
}

pub(super) fn extend(rounds: &mut [Round], pick: &Pick<'_>, body: &DeadlineExtended) {
    if let Some(round) = numbered(rounds, body.round) {
        // Who asked stays in the forum as long as the answers do; the new day is for everybody.
        if pick.public {
            round.extensions.push(Extension {
                from: round.deadline,
                until: body.new_deadline,
                requested_by: body.requested_by.clone(),
                reason: pick.words(&body.reason),
                origin: pick.origin(),
            });
        }
        round.deadline = Some(body.new_deadline);
    }
}

/// An attestation stands beside the answer; after the closing it also stands beside the outcome. The latest
/// word of a participant counts.
pub(super) fn attest(rounds: &mut [Round], pick: &Pick<'_>, body: &PositionAttested) {
    let aims_at = |round: &Round| {
        round.closed.as_ref().is_some_and(|closed| closed.origin.position == body.target)
            || round.rows.iter().any(|row| has_answer(row, body.target))
    };
    let Some(round) = rounds.iter_mut().find(|round| aims_at(round)).filter(|_| pick.public) else {
        return;
    };
    let statement = pick.optional(body.statement.as_ref());
    let answers = round.rows.iter_mut().flat_map(|row| row.answers.iter_mut());
    for answer in answers.filter(|answer| answer.origin.position == body.target) {
        let statement = statement.clone();
        answer.attested =
            Some(Attested { response: body.response, statement, origin: pick.origin() });
    }
    if round.closed.is_some() {
        round.contested_by.retain(|contest| contest.participant != body.participant);
        if body.response == Attestation::Contested {
            let participant = body.participant.clone();
            let (target, origin) = (body.target, pick.origin());
            round.contested_by.push(Contest { participant, target, statement, origin });
        }
    }
}

fn has_answer(row: &Row, position: u64) -> bool {
    row.answers.iter().any(|answer| answer.origin.position == position)
}

/// Closes a round with the tally frozen in the entry; gives the revision it was on.
pub(super) fn close(rounds: &mut [Round], pick: &Pick<'_>, body: &RoundClosed) -> Option<u32> {
    let round = numbered(rounds, body.round)?;
    for counted in &body.tally {
        let elector = |row: &&mut Row| row.participant == counted.participant;
        if let Some(row) = round.rows.iter_mut().find(elector) {
            count(row, counted);
        } else {
            let mut late = row(counted.participant.clone());
            count(&mut late, counted);
            round.rows.push(late);
        }
    }
    round.closed = Some(Closed {
        outcome: body.outcome,
        tally: body.tally.clone(),
        rule_version: body.rule_version,
        archive_ref: body.archive_ref.clone(),
        origin: pick.origin(),
    });
    Some(round.revision)
}

fn count(row: &mut Row, counted: &TallyRow) {
    row.status = status_of(counted.counts_as);
    row.conditional = counted.conditional;
}

/// The words of the tally, one to one: whoever is silent does not agree.
pub(crate) fn status_of(counts_as: CountsAs) -> RowStatus {
    if counts_as == CountsAs::Silent && sabotaged(SILENT_IS_NOT_AGREEMENT) {
        return RowStatus::Consents;
    }
    RowStatus::from(counts_as)
}

/// Breaks the open round off, if there is one, and gives its number.
pub(super) fn interrupt(rounds: &mut [Round], pick: &Pick<'_>, why: Interruption) -> Option<u32> {
    let round = open_one(rounds)?;
    round.interrupted = Some(Interrupted { why, origin: pick.origin() });
    Some(round.number)
}

/// Breaks the open round off if `elector` has a seat in it.
pub(super) fn lose_elector(
    rounds: &mut [Round],
    pick: &Pick<'_>,
    elector: &ParticipantId,
) -> Option<u32> {
    let seated = open_one(rounds)?.rows.iter().any(|row| &row.participant == elector);
    if seated { interrupt(rounds, pick, Interruption::ElectorateChanged) } else { None }
}

/// Moves a seat of the open round with its answers; where the successor has a seat already, they become one.
pub(super) fn rename(rounds: &mut [Round], old: &ParticipantId, new: &ParticipantId) {
    let Some(round) = open_one(rounds) else { return };
    let Some(at) = round.rows.iter().position(|row| &row.participant == old) else { return };
    let mut moved = round.rows.remove(at);
    moved.formerly.push(old.clone());
    moved.participant = new.clone();
    if let Some(at) = round.rows.iter().position(|row| &row.participant == new) {
        let own = round.rows.remove(at);
        moved.answers.splice(0..0, own.answers);
    }
    round.rows.push(moved);
    round.rows.sort_by(|a, b| a.participant.cmp(&b.participant));
}

/// Settles what each row counts as, once all entries are in.
pub(super) fn finish(rounds: &mut [Round], renamed: &BTreeMap<ParticipantId, ParticipantId>) {
    let mut reserved = BTreeSet::new();
    for round in rounds {
        let closed = round.closed.is_some();
        let shown = round.answers_public || closed;
        for row in &mut round.rows {
            if !shown {
                row.answers = Vec::new();
                row.status = RowStatus::NotPublic;
            } else if !closed {
                (row.status, row.conditional) = standing(row);
                if row.status == RowStatus::Waiting && round.interrupted.is_some() {
                    row.status = RowStatus::BrokenOff;
                }
            }
            row.reservation_lifted = lifts(row, &mut reserved, renamed);
        }
        // A closed round's answers are public with its tally, unless an entry of it is closed to the public.
        round.counts = shown.then(|| Counts::of(&round.rows));
        if round.closed.as_ref().is_some_and(|closed| closed.outcome.is_adopted()) {
            // What was adopted leaves no reservation standing.
            reserved.clear();
        }
    }
}

/// What a row counts as while nothing is settled.
fn standing(row: &Row) -> (RowStatus, bool) {
    let Some(last) = row.answers.last() else { return (RowStatus::Waiting, false) };
    if last.attested.as_ref().is_some_and(|word| word.response == Attestation::Contested) {
        return (RowStatus::Contested, false);
    }
    (RowStatus::from(last.position), last.position == Position::Consents && last.conditional)
}

/// True when a seat whose reservation stood agrees in the end, by its own answer.
fn lifts(
    row: &Row,
    reserved: &mut BTreeSet<ParticipantId>,
    renamed: &BTreeMap<ParticipantId, ParticipantId>,
) -> bool {
    let seat = today_named(&row.participant, renamed);
    let mut lifted = false;
    for answer in &row.answers {
        match answer.position {
            Position::Consents => lifted |= reserved.remove(seat),
            Position::Reserves => {
                lifted = false;
                reserved.insert(seat.clone());
            }
            Position::StandsAside
            | Position::RequestsDiscussion
            | Position::Recuses
            | Position::Withdrawn => {}
        }
    }
    lifted && row.status == RowStatus::Consents
}

/// The last name of a seat; follows at most as many renamings as there are.
fn today_named<'a>(
    seat: &'a ParticipantId,
    renamed: &'a BTreeMap<ParticipantId, ParticipantId>,
) -> &'a ParticipantId {
    let mut name = seat;
    for _ in 0..renamed.len() {
        match renamed.get(name) {
            Some(next) => name = next,
            None => break,
        }
    }
    name
}
