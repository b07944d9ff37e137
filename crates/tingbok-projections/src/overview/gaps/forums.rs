//! Gaps of forums, of the texts they work under and of what they decide.
use super::Gap;
use crate::{
    decision::DecisionState,
    forum::{ForumState, Meeting},
    mandate::MandateState,
    overview::LadderSteps,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use tingbok_domain::{
    Occurred,
    event::{Documented, MandateKind, MeetingStatus, MemberRole, Placement, SecretariatModel},
};

pub(super) fn of_forum(
    forum: &ForumState,
    ladder: Option<&LadderSteps>,
    day: NaiveDate,
) -> Vec<Gap> {
    let leads = |role| matches!(role, MemberRole::Owner | MemberRole::Lead | MemberRole::Chair);
    let organised = forum
        .secretariats
        .last()
        .is_some_and(|secretariat| secretariat.model != SecretariatModel::NotDocumented);
    let mut gaps = Vec::new();
    let mut note = |missing: bool, gap: Gap| {
        if missing {
            gaps.push(gap);
        }
    };
    note(!has_start(forum.origin.occurred), Gap::Start);
    note(forum.purpose.is_none(), Gap::Purpose);
    let closed = forum.closed.as_ref();
    note(closed.is_some_and(|closing| closing.decision.is_none()), Gap::ClosingDecision);
    // Nobody sits in a forum that has ended, and nobody prepares its matters.
    let goes_on = closed.is_none();
    note(goes_on && forum.members.is_empty(), Gap::Members);
    note(goes_on && !forum.members.iter().any(|seat| leads(seat.role)), Gap::Lead);
    note(goes_on && !organised, Gap::Secretariat);
    note(!forum.mandates.iter().any(|own| own.kind == MandateKind::Mandate), Gap::Mandate);
    gaps.extend(forum.missing_meeting_numbers.iter().copied().map(Gap::MeetingNumber));
    gaps.extend(forum.meetings.iter().flat_map(|meeting| of_meeting(meeting, day)));
    gaps.extend(of_problem(forum, ladder));
    gaps
}

pub(super) fn of_meeting(meeting: &Meeting, day: NaiveDate) -> Vec<Gap> {
    let passed = meeting.date.range().latest.is_some_and(|latest| latest < day);
    let id = || meeting.id.clone();
    match meeting.status {
        MeetingStatus::Announced if passed => vec![Gap::MeetingHeld(id())],
        MeetingStatus::Announced | MeetingStatus::Cancelled => Vec::new(),
        MeetingStatus::Held => {
            let attendance = meeting.attendance.is_empty().then(|| Gap::Attendance(id()));
            let minutes = meeting.minutes_doc.is_none() && meeting.agenda.is_empty();
            attendance.into_iter().chain(minutes.then(|| Gap::Minutes(id()))).collect()
        }
    }
}

fn of_problem(forum: &ForumState, ladder: Option<&LadderSteps>) -> Vec<Gap> {
    if forum.problems.is_empty() && forum.results.is_empty() {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    if forum.problems.is_empty() {
        gaps.push(Gap::Problem);
    }
    for problem in &forum.problems {
        if problem.assessor.is_none() {
            gaps.push(Gap::ProblemAssessor(problem.id.clone()));
        }
        let axes = problem.complexity.is_some() && problem.conflict.is_some();
        if problem.placement != Placement::Documented || !axes {
            gaps.push(Gap::ProblemPlacement(problem.id.clone()));
        }
    }
    let version = ladder.map(|ladder| ladder.version);
    let on_it = forum.results.iter().filter(|result| Some(result.ladder) == version);
    let reached: BTreeSet<u32> = on_it.map(|result| result.step).collect();
    let steps = ladder.iter().flat_map(|ladder| &ladder.steps).map(|step| step.n);
    gaps.extend(steps.filter(|n| !reached.contains(n)).map(Gap::LadderStep));
    gaps
}

pub(super) fn of_mandate(mandate: &MandateState) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for version in &mandate.versions {
        let number = version.version;
        if version.sections.is_none() {
            gaps.push(Gap::MandateText(number));
        }
        if version.decision.is_none() {
            gaps.push(Gap::AdoptionDecision(number));
        }
        if !has_start(version.origin.occurred) {
            gaps.push(Gap::AdoptionDay(number));
        }
    }
    let not_held = mandate.drafts.iter().filter(|draft| !draft.text_held);
    gaps.extend(not_held.map(|draft| Gap::DraftText(draft.number)));
    gaps
}

/// A decision made here documents itself; one that a source tells of seldom does.
pub(super) fn of_decision(decision: &DecisionState) -> Vec<Gap> {
    if decision.proposed.is_some() {
        return Vec::new();
    }
    let mut gaps = Vec::new();
    let told = || decision.reported.iter();
    if !told().any(|told| told.documented == Documented::All) {
        gaps.push(Gap::Positions);
    }
    if !told().any(|told| told.forum.is_some() || told.body.is_some()) {
        gaps.push(Gap::DecidingBody);
    }
    if !told().any(|told| has_start(told.origin.occurred)) {
        gaps.push(Gap::Start);
    }
    gaps
}

/// True when a source says when, however coarsely: `2021` does, some time before a day or within some years does
/// not.
pub(super) fn has_start(occurred: Occurred) -> bool {
    match occurred {
        Occurred::At(_) | Occurred::Span(..) => true,
        Occurred::Within(..) | Occurred::Unknown => false,
    }
}
