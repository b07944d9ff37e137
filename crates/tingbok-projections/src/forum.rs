//! A forum: who sits there, what it decides, meets about and follows.
use crate::{
    Aside, Origin, Words,
    decision::{Anchoring, InForce, Procedure},
    measure::Responsibility,
    recommendation::Advice,
};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MandateId, MeasureId, MeetingId, Occurred, ParticipantId,
    StreamId,
    event::{
        AgendaKind, ArchiveRef, Attendance, Extent, MandateKind, MeasureKind, MeetingStatus,
        MemberRole, Outcome, Representation, Stated,
    },
    id::Code,
};

mod course;
mod decisions;
mod fold;
mod life;
mod meetings;
mod members;

pub(crate) use decisions::names;
pub use fold::state;
pub use life::{Closing, CoordinationResult, Followed, MetPoint, Problem, Review, Secretariat};
pub(crate) use meetings::Meetings;
pub(crate) use members::Members;

/// All that a forum's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForumState {
    /// Its name in the ledger.
    pub id: ForumId,
    /// A kind of forum of the rule data.
    pub kind: Code,
    /// What it is called.
    pub name: Words,
    /// What it is for.
    pub purpose: Option<Words>,
    /// The forum it belongs under.
    pub parent: Option<ForumId>,
    /// Forums under it.
    pub children: Vec<ForumId>,
    /// Forums that it carries on.
    pub predecessors: Vec<ForumId>,
    /// Forums that carry it on.
    pub successors: Vec<ForumId>,
    /// How it met each point of the guidelines when it was established.
    pub criteria: Vec<CriterionMet>,
    /// Who was consulted before it was established.
    pub consulted: Vec<ParticipantId>,
    /// Why the body to consult was not.
    pub waiver: Option<Words>,
    /// When its existence is to be looked at again: the latest day given.
    pub review_by: Option<NaiveDate>,
    /// True when that day was recorded here, has passed on the day asked for, and neither a review nor the end of
    /// the forum was recorded since.
    pub review_overdue: bool,
    /// How it meets each point of the guidelines, after its latest review or its closing.
    pub checklist: Vec<MetPoint>,
    /// How its secretariat was and is set up, oldest first; the last one counts.
    pub secretariats: Vec<Secretariat>,
    /// Its reviews, oldest first.
    pub reviews: Vec<Review>,
    /// Its end; what only a source tells of ends nothing here.
    pub closed: Option<Closing>,
    /// How the problem that it works on is seen, oldest first.
    pub problems: Vec<Problem>,
    /// What it achieved, oldest first.
    pub results: Vec<CoordinationResult>,
    /// Who sits there, in order of participant and role.
    pub members: Vec<Membership>,
    /// Who sat there before, oldest first.
    pub past_members: Vec<Membership>,
    /// Mandates and drafts that name it as owner.
    pub mandates: Vec<OwnedMandate>,
    /// Its decisions, newest first, as far as their entries were given.
    pub decisions: Vec<ForumDecision>,
    /// Its meetings, in order of number, then of entry.
    pub meetings: Vec<Meeting>,
    /// Numbers that its row of meetings lacks.
    pub missing_meeting_numbers: Vec<u32>,
    /// Measures that were taken up under it.
    pub measures: Vec<FollowedMeasure>,
    /// Measures whose latest function names it among the forums that follow them.
    pub followed: Vec<Followed>,
    /// Recommendations, advice and lessons that it issued, in that order.
    pub recommendations: Vec<Advice>,
    /// Who answers for something in it, for instance as process owner.
    pub responsibilities: Vec<Responsibility>,
    /// What the forum itself answers for.
    pub answers_for: Vec<Responsibility>,
    /// Who was drawn in.
    pub anchoring: Vec<Anchoring>,
    /// Where it comes from.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// One point of guidelines and how it is met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CriterionMet {
    /// The point.
    pub point: Code,
    /// How it is met.
    pub text: Option<Words>,
}

/// A seat in a forum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Membership {
    /// Who.
    pub participant: ParticipantId,
    /// In which role.
    pub role: MemberRole,
    /// True for a role whose holder answers in a round.
    pub voting: bool,
    /// At which level; absent = not documented.
    pub representation: Option<Representation>,
    /// When it began, as precise as the source.
    pub since: Occurred,
    /// When it ended; absent while it is held.
    pub until: Option<Occurred>,
    /// True when a source tells of it: gives no vote.
    pub reported: bool,
    /// The entry that began it.
    pub origin: Origin,
    /// The entry that changed or ended it last.
    pub changed: Option<Origin>,
    /// The name the seat had before its holder was renamed.
    pub formerly: Option<ParticipantId>,
}

/// A mandate that a forum owns.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OwnedMandate {
    /// Its name.
    pub id: MandateId,
    /// What it is.
    pub kind: MandateKind,
    /// The latest version adopted.
    pub version: Option<u32>,
    /// True when that version is told by a source.
    pub reported: bool,
    /// True when a draft is newer than the latest version.
    pub draft_under_way: bool,
    /// True when that version is repealed; for one adopted here, by what was recorded here.
    pub repealed: bool,
    /// The latest entry.
    pub origin: Origin,
}

/// A decision of a forum, in brief.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForumDecision {
    /// Its number.
    pub id: DecisionId,
    /// What it is called.
    pub title: Words,
    /// Where the procedure stands; absent for a reported decision.
    pub procedure: Option<Procedure>,
    /// What is in force.
    pub in_force: Option<InForce>,
    /// How the last closed round ended.
    pub outcome: Option<Outcome>,
    /// How far another decision took its place.
    pub superseded: Option<Extent>,
    /// True when only a source tells of it.
    pub reported: bool,
    /// Its latest entry here.
    pub last: Option<Origin>,
}

/// A measure that a forum follows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FollowedMeasure {
    /// Its name.
    pub id: MeasureId,
    /// What it is.
    pub kind: MeasureKind,
    /// What it is called.
    pub title: Words,
    /// Where it comes from.
    pub origin: Origin,
}

/// A meeting, as its latest entry tells it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Meeting {
    /// The forum or programme that met.
    pub held_by: StreamId,
    /// Its id.
    pub id: MeetingId,
    /// Its number in the row of meetings.
    pub number: Option<u32>,
    /// To come, held or cancelled.
    pub status: MeetingStatus,
    /// The day, as precise as the source.
    pub date: Occurred,
    /// What it was about.
    pub agenda: Vec<AgendaLine>,
    /// Who was there.
    pub attendance: Vec<Attendance>,
    /// The document that holds the minutes.
    pub minutes_doc: Option<DocumentId>,
    /// The approval of its minutes.
    pub minutes_approved: Option<Approval>,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// The latest entry that tells of it.
    pub origin: Origin,
}

/// One item of an agenda.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AgendaLine {
    /// Its number.
    pub n: u32,
    /// What it is called.
    pub title: Words,
    /// What it is there for.
    pub kind: AgendaKind,
    /// Its number in the case system.
    pub case_no: Option<String>,
    /// The thing it is about.
    pub about: Option<StreamId>,
    /// What the meeting stated.
    pub stated: Option<Stated>,
    /// The conclusion in the words of the minutes.
    pub conclusion: Option<Words>,
}

/// An approval of minutes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Approval {
    /// The document approved.
    pub document: DocumentId,
    /// The meeting that approved it.
    pub in_meeting: MeetingId,
    /// What was remarked.
    pub remarks: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}
