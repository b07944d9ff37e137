//! An assignment: who gave it to whom, by when, and what each recipient delivered.
use crate::{Aside, Origin, Words, measure::Slip};
use serde::Serialize;
use tingbok_domain::{
    AssignmentId, DecisionId, DocumentId, Occurred, ParticipantId,
    edtf::Moment,
    event::{ArchiveRef, AssignmentStatus},
    id::Code,
};

mod fold;
mod progress;

pub use fold::state;
pub(crate) use fold::{issue, issued};
pub use progress::Said;
pub(crate) use progress::progress;

/// All that an assignment's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AssignmentState {
    /// Its name.
    pub id: AssignmentId,
    /// In which kind of letter.
    pub letter: Code,
    /// Its number among the letters of the year.
    pub number: Option<u32>,
    /// The budget year; absent = not documented.
    pub year: Option<i32>,
    /// Who gave it.
    pub from: Vec<ParticipantId>,
    /// Who is to do it.
    pub to: Vec<ParticipantId>,
    /// What is to be done.
    pub text: Words,
    /// By when, as precise as the letter.
    pub due: Option<Moment>,
    /// True when several give it together, or several do it together.
    pub joint: bool,
    /// The decision behind it.
    pub decision: Option<DecisionId>,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// Every report, oldest first.
    pub reports: Vec<Report>,
    /// How far it has come.
    pub status: Progress,
    /// Recipients that have delivered, themselves or by who carries them on.
    pub delivered_by: Vec<ParticipantId>,
    /// Recipients of whom no delivery is on record.
    pub missing: Vec<ParticipantId>,
    /// True when the last day it can have been due on has passed, a delivery is missing, and it was given or
    /// reported on here.
    pub overdue: bool,
    /// True when only sources tell of it, its day has passed and none tells of every delivery: what became of it
    /// is not documented, which is another thing than late.
    pub undocumented: bool,
    /// Days from the last day it was due to the last delivery, when both are days; negative is early.
    pub days_late: Option<i64>,
    /// How far the last delivery lies from what was due; absent until all have delivered, or when no source says
    /// when. Counted in tenths of a month, as a range when a date is coarser than a day.
    pub slip: Option<Slip>,
    /// The entry that gave it.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// What one party said of how it goes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    /// Who.
    pub by: ParticipantId,
    /// What.
    pub status: AssignmentStatus,
    /// In words.
    pub text: Option<Words>,
    /// The document that was delivered.
    pub doc: Option<DocumentId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How far an assignment has come.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Given; nobody has said that it is begun.
    #[default]
    Issued,
    /// A recipient has begun, or some have delivered.
    Started,
    /// Every recipient has delivered.
    Delivered,
    /// An issuer has accepted what was delivered.
    Accepted,
}

impl Progress {
    /// True when no delivery is waited for.
    pub const fn is_done(self) -> bool {
        matches!(self, Self::Delivered | Self::Accepted)
    }
}

/// How far a delivery lies from what was due. A span or an open range is no date to hold against.
fn slip(due: Moment, delivered: Occurred) -> Option<Slip> {
    let (from, until) = match delivered {
        Occurred::At(moment) => (moment, moment),
        Occurred::Within(Some(from), Some(until)) => (from, until),
        Occurred::Span(..) | Occurred::Within(..) | Occurred::Unknown => return None,
    };
    let least = crate::measure::slip_between(due, from);
    let most = crate::measure::slip_between(due, until);
    Some(Slip { max_months_tenths: most.max_months_tenths, ..least })
}

/// Whole days late, when both are days.
fn days_late(due: Moment, delivered: Occurred) -> Option<i64> {
    let Occurred::At(delivered) = delivered else { return None };
    let is_day = |moment: Moment| moment.earliest() == moment.latest();
    (is_day(due) && is_day(delivered))
        .then(|| delivered.latest().signed_duration_since(due.latest()).num_days())
}
