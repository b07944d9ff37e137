//! The minutes of a meeting, put together from what is on record, and the row of meetings with its gaps.
use crate::{
    Origin, Words,
    decision::{Answer, DecisionState, Procedure},
    forum::{AgendaLine, Approval, ForumState, Meeting},
};
use serde::Serialize;
use std::collections::BTreeSet;
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MeetingId, Occurred, ParticipantId,
    event::{ArchiveRef, Attendance, MeetingStatus, Method, Outcome, Presence, Representation},
};

/// The minutes of one meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Minutes {
    /// Whose meeting.
    pub forum: ForumId,
    /// What the forum is called.
    pub forum_name: Words,
    /// The meeting.
    pub meeting: MeetingId,
    /// Its number in the row of meetings.
    pub number: Option<u32>,
    /// To come, held or cancelled.
    pub status: MeetingStatus,
    /// How far the minutes have come.
    pub stage: MinutesStage,
    /// The day, as precise as the source.
    pub date: Occurred,
    /// Who was there.
    pub present: Vec<AtMeeting>,
    /// For whom somebody stood in.
    pub stand_ins: Vec<AtMeeting>,
    /// Who was not there.
    pub absent: Vec<AtMeeting>,
    /// Members of whom the meeting says nothing: not documented, which is not absent. Empty for a meeting that
    /// was not held.
    pub not_noted: Vec<ParticipantId>,
    /// The items, by number.
    pub items: Vec<Item>,
    /// Numbers that the agenda lacks.
    pub missing_items: Vec<u32>,
    /// Answers given in the meeting, by decision, in the order they were recorded.
    pub positions: Vec<PositionInMeeting>,
    /// The document that holds the minutes.
    pub document: Option<DocumentId>,
    /// Their approval: in which meeting, with which remarks.
    pub approval: Option<Approval>,
    /// Meetings whose minutes were approved in this one.
    pub approved_here: Vec<MeetingId>,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// The latest entry that tells of the meeting.
    pub origin: Origin,
}

/// How far minutes have come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MinutesStage {
    /// There are none: the meeting is to come or was cancelled.
    NotHeld,
    /// Not approved.
    Draft,
    /// Approved.
    Approved,
}

/// A participant at a meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AtMeeting {
    /// Who.
    pub participant: ParticipantId,
    /// At which level; absent = not documented.
    pub representation: Option<Representation>,
}

/// An item of the minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Item {
    /// What the agenda and the meeting say of it.
    #[serde(flatten)]
    pub line: AgendaLine,
    /// The decision it is about, as far as its state was given.
    pub decision: Option<ItemDecision>,
}

/// The decision that an item is about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ItemDecision {
    /// Its number.
    pub id: DecisionId,
    /// What it is called.
    pub title: Words,
    /// Where the procedure stands at the time asked for.
    pub procedure: Option<Procedure>,
    /// How the round ended that rests on this meeting.
    pub outcome_here: Option<Outcome>,
    /// How the last closed round ended, of whatever meeting.
    pub outcome: Option<Outcome>,
    /// How that round was held.
    pub method: Option<Method>,
    /// True when only a source tells of the decision.
    pub reported: bool,
}

/// An answer that was given in a meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct PositionInMeeting {
    /// On which decision.
    pub decision: DecisionId,
    /// In which round.
    pub round: u32,
    /// The answer, with who recorded it and whether the participant contests it.
    pub answer: Answer,
}

/// A forum's meetings in brief, with the gaps in their numbers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MeetingRow {
    /// The forum.
    pub forum: ForumId,
    /// Its meetings, by number; those without one after them.
    pub meetings: Vec<MeetingBrief>,
    /// Numbers that no meeting has.
    pub missing_numbers: Vec<u32>,
}

/// A meeting in brief.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MeetingBrief {
    /// The meeting.
    pub id: MeetingId,
    /// Its number.
    pub number: Option<u32>,
    /// To come, held or cancelled.
    pub status: MeetingStatus,
    /// The day.
    pub date: Occurred,
    /// How far its minutes have come.
    pub stage: MinutesStage,
    /// Where it comes from.
    pub origin: Origin,
}

/// The meetings of a forum.
pub fn meetings(forum: &ForumState) -> MeetingRow {
    let brief = |meeting: &Meeting| MeetingBrief {
        id: meeting.id.clone(),
        number: meeting.number,
        status: meeting.status,
        date: meeting.date,
        stage: stage(meeting),
        origin: meeting.origin.clone(),
    };
    MeetingRow {
        forum: forum.id.clone(),
        meetings: forum.meetings.iter().map(brief).collect(),
        missing_numbers: forum.missing_meeting_numbers.clone(),
    }
}

/// The minutes of one meeting, with what is on record of the decisions given. `None` when the forum has no such
/// meeting.
pub fn minutes(
    forum: &ForumState,
    meeting: &MeetingId,
    decisions: &[DecisionState],
) -> Option<Minutes> {
    let met = forum.meetings.iter().find(|known| &known.id == meeting)?;
    let of = |presence| {
        let there = met.attendance.iter().filter(move |there| there.presence == presence);
        there.map(at_meeting).collect()
    };
    let mut items: Vec<Item> =
        met.agenda.iter().map(|line| item(line, meeting, decisions)).collect();
    items.sort_by_key(|item| item.line.n);
    let approves = |other: &&Meeting| {
        other.minutes_approved.as_ref().is_some_and(|by| &by.in_meeting == meeting)
    };
    Some(Minutes {
        forum: forum.id.clone(),
        forum_name: forum.name.clone(),
        meeting: meeting.clone(),
        number: met.number,
        status: met.status,
        stage: stage(met),
        date: met.date,
        present: of(Presence::Present),
        stand_ins: of(Presence::StandIn),
        absent: of(Presence::Absent),
        not_noted: not_noted(forum, met),
        missing_items: missing(&items),
        items,
        positions: positions(forum, meeting, decisions),
        document: met.minutes_doc,
        approval: met.minutes_approved.clone(),
        approved_here: forum.meetings.iter().filter(approves).map(|m| m.id.clone()).collect(),
        archive_ref: met.archive_ref.clone(),
        origin: met.origin.clone(),
    })
}

fn stage(meeting: &Meeting) -> MinutesStage {
    match meeting.status {
        MeetingStatus::Announced | MeetingStatus::Cancelled => MinutesStage::NotHeld,
        MeetingStatus::Held if meeting.minutes_approved.is_some() => MinutesStage::Approved,
        MeetingStatus::Held => MinutesStage::Draft,
    }
}

fn at_meeting(there: &Attendance) -> AtMeeting {
    AtMeeting { participant: there.participant.clone(), representation: there.representation }
}

fn not_noted(forum: &ForumState, met: &Meeting) -> Vec<ParticipantId> {
    if met.status != MeetingStatus::Held {
        return Vec::new();
    }
    let noted = |who: &ParticipantId| met.attendance.iter().any(|there| &there.participant == who);
    let members: BTreeSet<&ParticipantId> = forum
        .members
        .iter()
        .filter(|seat| seat.voting && !noted(&seat.participant))
        .map(|seat| &seat.participant)
        .collect();
    members.into_iter().cloned().collect()
}

fn item(line: &AgendaLine, meeting: &MeetingId, decisions: &[DecisionState]) -> Item {
    let about = line.about.as_ref().and_then(|about| DecisionId::try_from(about).ok());
    let decision = decisions.iter().find(|decision| Some(decision.id) == about);
    Item { line: line.clone(), decision: decision.map(|decision| item_decision(decision, meeting)) }
}

fn item_decision(decision: &DecisionState, meeting: &MeetingId) -> ItemDecision {
    let closed = |round: &crate::decision::Round| round.closed.as_ref().map(|by| by.outcome);
    let mut newest = decision.rounds.iter().rev();
    let here = newest.clone().find(|round| round.meeting.as_ref() == Some(meeting));
    let last = newest.find(|round| round.closed.is_some());
    ItemDecision {
        id: decision.id,
        title: decision.title.clone(),
        procedure: decision.procedure,
        outcome_here: here.and_then(closed),
        outcome: last.and_then(closed),
        method: last.map(|round| round.method),
        reported: decision.proposed.is_none(),
    }
}

/// Numbers from 1 up to the highest one that no item has.
fn missing(items: &[Item]) -> Vec<u32> {
    let numbers: BTreeSet<u32> = items.iter().map(|item| item.line.n).collect();
    // An agenda with more than a thousand items would be a slip of the pen.
    let highest = numbers.last().copied().unwrap_or(0).min(1_000);
    (1..highest).filter(|number| !numbers.contains(number)).collect()
}

fn positions(
    forum: &ForumState,
    meeting: &MeetingId,
    decisions: &[DecisionState],
) -> Vec<PositionInMeeting> {
    let mut given = Vec::new();
    let ours = |decision: &&DecisionState| decision.forum.as_ref() == Some(&forum.id);
    for decision in decisions.iter().filter(ours) {
        for round in &decision.rounds {
            let answers = round.rows.iter().flat_map(|row| &row.answers);
            let here = answers.filter(|answer| answer.meeting.as_ref() == Some(meeting));
            given.extend(here.map(|answer| PositionInMeeting {
                decision: decision.id,
                round: round.number,
                answer: answer.clone(),
            }));
        }
    }
    given.sort_by_key(|position| (position.decision, position.answer.origin.position));
    given
}
