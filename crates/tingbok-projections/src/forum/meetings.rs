//! Meetings and their minutes. A later entry on a meeting carries it on; what a source tells never takes the
//! place of what was recorded here.
use super::{AgendaLine, Approval, Meeting};
use crate::select::Pick;
use std::collections::BTreeSet;
use tingbok_domain::event::{MeetingRecorded, MinutesApproved};

/// The meetings of one forum or programme.
#[derive(Default)]
pub(crate) struct Meetings(Vec<Meeting>);

impl Meetings {
    pub(crate) fn record(&mut self, pick: &Pick<'_>, body: &MeetingRecorded) {
        let held_by = &pick.recorded.entry.stream;
        let meeting = Meeting {
            held_by: held_by.clone(),
            id: body.id.clone(),
            number: body.number,
            status: body.status,
            date: body.date,
            agenda: agenda(pick, body),
            attendance: body.attendance.clone(),
            minutes_doc: body.minutes_doc,
            minutes_approved: None,
            archive_ref: body.archive_ref.clone(),
            origin: pick.origin(),
        };
        let Some(known) = self.0.iter_mut().find(|m| m.id == body.id && &m.held_by == held_by)
        else {
            self.0.push(meeting);
            return;
        };
        if known.origin.is_reported() || !pick.is_reported() {
            let approved = known.minutes_approved.take();
            *known = Meeting {
                number: meeting.number.or(known.number),
                minutes_doc: meeting.minutes_doc.or(known.minutes_doc),
                minutes_approved: approved,
                ..meeting
            };
        }
    }

    pub(crate) fn approve(&mut self, pick: &Pick<'_>, body: &MinutesApproved) {
        if let Some(meeting) = self.0.iter_mut().find(|meeting| meeting.id == body.meeting) {
            meeting.minutes_doc = Some(body.document);
            meeting.minutes_approved = Some(Approval {
                document: body.document,
                in_meeting: body.in_meeting.clone(),
                remarks: pick.optional(body.remarks.as_ref()),
                origin: pick.origin(),
            });
        }
    }

    /// In order of number; those without a number after them, in order of entry.
    pub(crate) fn finish(mut self) -> Vec<Meeting> {
        self.0.sort_by_key(|meeting| meeting.number.unwrap_or(u32::MAX));
        self.0
    }
}

fn agenda(pick: &Pick<'_>, body: &MeetingRecorded) -> Vec<AgendaLine> {
    let line = |item: &tingbok_domain::event::AgendaItem| AgendaLine {
        n: item.n,
        title: pick.words(&item.title),
        kind: item.kind,
        case_no: item.case_no.clone(),
        about: item.about.clone(),
        stated: item.stated,
        conclusion: pick.optional(item.conclusion.as_ref()),
    };
    body.agenda.iter().map(line).collect()
}

/// Most missing numbers that are listed.
const GAP_LIMIT: usize = 1_000;

/// Numbers from 1 up to the highest one that no meeting has.
pub(super) fn missing_numbers(meetings: &[Meeting]) -> Vec<u32> {
    let numbers: BTreeSet<u32> = meetings.iter().filter_map(|meeting| meeting.number).collect();
    let highest = numbers.last().copied().unwrap_or(0);
    (1..highest).filter(|number| !numbers.contains(number)).take(GAP_LIMIT).collect()
}
