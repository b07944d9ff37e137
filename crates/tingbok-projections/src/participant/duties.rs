//! What a participant is asked to answer or to do, and gave others to do. What was addressed to one that it carries
//! on is its own; no answer is never acceptance.
use super::{AdviceTo, AssignmentBrief};
use crate::{
    assignment::{self, AssignmentState, Progress, Said, progress},
    recommendation::{Advice, Advices, Answer, Carried},
    select::Pick,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use tingbok_domain::{AssignmentId, Event, ParticipantId, StreamId, event::RecommendationKind};

/// Recommendations and assignments that concern one participant, on their way in.
#[derive(Default)]
pub(super) struct Duties {
    carried: Carried,
    advices: Advices,
    assignments: BTreeMap<StreamId, Option<AssignmentState>>,
    // A report may be dated before what it reports on, when a source knows only a year.
    said: Vec<(StreamId, Said)>,
}

impl Duties {
    /// Takes an entry of any kind.
    pub(super) fn take(&mut self, pick: &Pick<'_>) {
        self.carried.take(pick);
        self.advices.take(pick);
        let entry = &pick.recorded.entry;
        if let Event::AssignmentIssued(body) = &entry.event {
            if let Ok(id) = AssignmentId::try_from(&entry.stream) {
                let known = self.assignments.entry(entry.stream.clone()).or_default();
                assignment::issue(known, assignment::issued(&id, pick, body));
            }
        } else if let Event::AssignmentReported(body) = &entry.event {
            let reported = pick.is_reported();
            let said = Said { by: body.by.clone(), status: body.status, reported };
            self.said.push((entry.stream.clone(), said));
        }
    }

    /// What is addressed to `me`, and what it gives and is to do, as it stands on `day`. One that others carry on
    /// (`ended`) is waited for no more: they are.
    pub(super) fn finish(
        self,
        me: &ParticipantId,
        ended: bool,
        day: NaiveDate,
    ) -> (Vec<AdviceTo>, Vec<AssignmentBrief>) {
        let Self { carried, advices, assignments, said } = self;
        let own = |named: &ParticipantId| carried.carries_on(me, named);
        let advices = advices.finish(day).into_iter();
        let advices = advices
            .filter(|advice| advice.to.iter().any(own))
            .map(|advice| addressed(advice, me, &carried, ended, day));
        let assignments = assignments.into_iter().filter_map(|(stream, assignment)| {
            let mine = said.iter().filter(|(of, _)| of == &stream);
            let said: Vec<Said> = mine.map(|(_, said)| said.clone()).collect();
            brief(stream, assignment?, &said, me, &carried, ended, day)
        });
        (advices.collect(), assignments.collect())
    }
}

fn addressed(
    advice: Advice,
    me: &ParticipantId,
    carried: &Carried,
    ended: bool,
    day: NaiveDate,
) -> AdviceTo {
    let answer = own_answer(&advice, me, carried);
    let awaiting = advice.kind == RecommendationKind::Recommendation && answer.is_none() && !ended;
    let passed = advice.answer_by.is_some_and(|by| by < day);
    AdviceTo {
        awaiting,
        overdue: awaiting && passed && !advice.origin.is_reported(),
        answer,
        id: advice.id,
        stream: advice.stream,
        kind: advice.kind,
        text: advice.text,
        answer_by: advice.answer_by,
        origin: advice.origin,
    }
}

/// The latest answer of `me`, of one it carries on, or of one that carries it on; one that only a source tells
/// never takes the place of one given here.
fn own_answer(advice: &Advice, me: &ParticipantId, carried: &Carried) -> Option<Answer> {
    let own =
        |answer: &&Answer| carried.carries_on(me, &answer.by) || carried.carries_on(&answer.by, me);
    let answers = || advice.answers.iter().rev().filter(own);
    let given = answers().find(|answer| !answer.origin.is_reported());
    given.or_else(|| answers().next()).cloned()
}

/// None when `me` has no part in it.
fn brief(
    stream: StreamId,
    assignment: AssignmentState,
    said: &[Said],
    me: &ParticipantId,
    carried: &Carried,
    ended: bool,
    day: NaiveDate,
) -> Option<AssignmentBrief> {
    let own = |named: &&ParticipantId| carried.carries_on(me, named);
    let as_issuer = assignment.from.iter().any(|from| own(&from));
    let own_parts: Vec<&ParticipantId> = assignment.to.iter().filter(own).collect();
    let as_recipient = !own_parts.is_empty();
    if !as_issuer && !as_recipient {
        return None;
    }
    let carries_on =
        |today: &ParticipantId, named: &ParticipantId| carried.carries_on(today, named);
    let (status, delivered_by) = progress(&assignment.to, said, carries_on);
    let accepted = status == Progress::Accepted;
    let delivered = if as_recipient {
        own_parts.iter().all(|part| delivered_by.contains(part))
    } else {
        delivered_by.len() == assignment.to.len()
    };
    let told = assignment.origin.is_reported() && said.iter().all(|said| said.reported);
    let passed = assignment.due.is_some_and(|due| due.latest() < day);
    Some(AssignmentBrief {
        as_issuer,
        as_recipient,
        delivered,
        accepted,
        overdue: passed && !delivered && !accepted && !told && !ended,
        stream,
        text: assignment.text,
        due: assignment.due,
        origin: assignment.origin,
    })
}
