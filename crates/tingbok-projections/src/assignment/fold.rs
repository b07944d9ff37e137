//! The fold over the entries that concern an assignment.
use super::{AssignmentState, Progress, Report, Said, days_late, progress, slip};
use crate::{
    AsOf, IsPublic,
    recommendation::Carried,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    AssignmentId, Event, Occurred, Recorded, StreamId,
    event::{AssignmentIssued, AssignmentReported, AssignmentStatus},
};

/// An assignment as it stood at the time asked for, from the entries that concern it, in any order. `today` is
/// the day that counts for what is overdue when no `as_of` is asked for. `None` when it was not given by then.
pub fn state(
    id: &AssignmentId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<AssignmentState> {
    let (picks, aside) = select(events, when, is_public);
    let stream = StreamId::from(id);
    let mut state: Option<AssignmentState> = None;
    let (mut reports, mut carried, mut last) = (Vec::new(), Carried::default(), None);
    for pick in &picks {
        carried.take(pick);
        let entry = &pick.recorded.entry;
        if entry.stream != stream {
            continue;
        }
        if let Event::AssignmentIssued(body) = &entry.event {
            issue(&mut state, issued(id, pick, body));
        } else if let Event::AssignmentReported(body) = &entry.event {
            reports.push(report(pick, body));
        }
        if pick.public {
            last = Some(pick.origin());
        }
    }
    let mut state = state?;
    state.reports = reports;
    settle(&mut state, &carried, when.as_of.unwrap_or(today));
    state.aside = aside;
    state.last = last;
    Some(state)
}

/// A second source adds what the first one left open; what was given here stands alone: no source makes anybody
/// a party to it.
pub(crate) fn issue(state: &mut Option<AssignmentState>, mut new: AssignmentState) {
    let Some(known) = state else {
        *state = Some(new);
        return;
    };
    if known.origin.is_reported() && !new.origin.is_reported() {
        std::mem::swap(known, &mut new);
    }
    if !known.origin.is_reported() {
        return;
    }
    if known.text.words.is_none() {
        known.text = new.text;
    }
    known.number = known.number.or(new.number);
    known.year = known.year.or(new.year);
    known.due = known.due.or(new.due);
    known.decision = known.decision.or(new.decision);
    known.archive_ref = known.archive_ref.take().or(new.archive_ref);
    known.joint |= new.joint;
    for (all, more) in [(&mut known.from, new.from), (&mut known.to, new.to)] {
        for party in more {
            if !all.contains(&party) {
                all.push(party);
            }
        }
    }
}

fn settle(state: &mut AssignmentState, carried: &Carried, day: NaiveDate) {
    let said = |report: &Report| Said {
        by: report.by.clone(),
        status: report.status,
        reported: report.origin.is_reported(),
    };
    let said: Vec<Said> = state.reports.iter().map(said).collect();
    let carries_on = |today: &_, named: &_| carried.carries_on(today, named);
    (state.status, state.delivered_by) = progress(&state.to, &said, carries_on);
    let missing = |to: &&_| !state.delivered_by.contains(to);
    state.missing = state.to.iter().filter(missing).cloned().collect();
    let told = state.origin.is_reported() && said.iter().all(|said| said.reported);
    let passed = !state.status.is_done() && state.due.is_some_and(|due| due.latest() < day);
    state.overdue = passed && !told;
    state.undocumented = passed && told;
    if state.missing.is_empty()
        && let Some((due, delivered)) = state.due.zip(last_delivery(state, carried))
    {
        state.slip = slip(due, delivered);
        state.days_late = days_late(due, delivered);
    }
}

/// When the last recipient delivered: for each the first delivery that was reported here, or else told of.
fn last_delivery(state: &AssignmentState, carried: &Carried) -> Option<Occurred> {
    let mut last: Option<Occurred> = None;
    for to in &state.to {
        let mine = |report: &&Report| {
            report.status == AssignmentStatus::Delivered && carried.carries_on(&report.by, to)
        };
        let own: Vec<&Report> = state.reports.iter().filter(mine).collect();
        let first = own.iter().find(|report| !report.origin.is_reported()).or(own.first())?;
        let when = first.origin.occurred;
        let until = |when: &Occurred| when.range().latest;
        // Without an end nothing can be said of when the last one came.
        until(&when)?;
        if last.is_none_or(|last| until(&last) < until(&when)) {
            last = Some(when);
        }
    }
    last
}

/// The assignment that an entry gives, before any report.
pub(crate) fn issued(
    id: &AssignmentId,
    pick: &Pick<'_>,
    body: &AssignmentIssued,
) -> AssignmentState {
    AssignmentState {
        id: id.clone(),
        letter: body.letter.clone(),
        number: body.number,
        year: body.year,
        from: body.from.clone(),
        to: body.to.clone(),
        text: pick.words(&body.text),
        due: body.due,
        joint: body.joint,
        decision: body.decision,
        archive_ref: body.archive_ref.clone(),
        reports: Vec::new(),
        status: Progress::Issued,
        delivered_by: Vec::new(),
        missing: Vec::new(),
        overdue: false,
        undocumented: false,
        days_late: None,
        slip: None,
        origin: pick.origin(),
        aside: crate::Aside::default(),
        last: None,
    }
}

fn report(pick: &Pick<'_>, body: &AssignmentReported) -> Report {
    Report {
        by: body.by.clone(),
        status: body.status,
        text: pick.optional(body.text.as_ref()),
        doc: body.doc,
        origin: pick.origin(),
    }
}
