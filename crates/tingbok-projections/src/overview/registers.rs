//! The registers of recommendations and of assignments: everything, or what is answered, unanswered or late.
use crate::{
    Origin, Words,
    assignment::{AssignmentState, Progress},
    measure::Slip,
    recommendation::{Advice, Answer},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    AssignmentId, ParticipantId, RecommendationId, StreamId,
    edtf::Moment,
    event::{RecommendationKind, Response},
    id::Code,
};

/// Which rows of a register are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Every addressee has answered; every recipient has delivered.
    Answered,
    /// An answer is looked for and not on record; a delivery is missing. Also what is late.
    Unanswered,
    /// Unanswered, and the day has passed.
    Overdue,
}

/// Where a row stands. No answer is never acceptance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Every addressee has answered; every recipient has delivered.
    Answered,
    /// An answer or a delivery is missing, and no day has passed.
    Unanswered,
    /// It is missing, and the day has passed.
    Overdue,
    /// Only a source tells of it, the day has passed, and no source says what came of it.
    NotDocumented,
    /// No answer is looked for: advice and lessons that nobody answered.
    NotAsked,
}

impl Show {
    const fn lets_through(self, standing: Standing) -> bool {
        match self {
            Self::All => true,
            Self::Answered => matches!(standing, Standing::Answered),
            Self::Unanswered => matches!(
                standing,
                Standing::Unanswered | Standing::Overdue | Standing::NotDocumented
            ),
            Self::Overdue => matches!(standing, Standing::Overdue),
        }
    }
}

/// A register with its counts, which are over all rows whatever is shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Register<R> {
    /// The rows asked for, in the order given.
    pub rows: Vec<R>,
    /// How many there are of each standing.
    pub counts: RegisterCounts,
}

/// Counts over a whole register; every row is in exactly one but `total`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct RegisterCounts {
    /// All rows: the denominator.
    pub total: usize,
    /// Answered, delivered.
    pub answered: usize,
    /// Not answered, no day passed.
    pub unanswered: usize,
    /// Late.
    pub overdue: usize,
    /// The day passed, and no source says what came of it.
    pub not_documented: usize,
    /// No answer is looked for.
    pub not_asked: usize,
}

/// A recommendation in the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RecommendationRow {
    /// Its id in the whole ledger.
    pub id: RecommendationId,
    /// What it stands in.
    pub stream: StreamId,
    /// What it is.
    pub kind: RecommendationKind,
    /// Its words.
    pub text: Words,
    /// To whom; empty = not documented.
    pub to: Vec<ParticipantId>,
    /// By when an answer is looked for.
    pub answer_by: Option<NaiveDate>,
    /// Where it stands.
    pub standing: Standing,
    /// The answer that counts of each one that answered.
    pub answers: Vec<Answer>,
    /// Addressees of whom no answer is on record.
    pub unanswered: Vec<ParticipantId>,
    /// What is done about it, as the answers say; each once.
    pub follow_up: Vec<StreamId>,
    /// True when every answer says that what was promised is done.
    pub closed: bool,
    /// Days since the answer was due, when it is late.
    pub days_late: Option<i64>,
    /// The entry that issued it.
    pub origin: Origin,
}

/// An assignment in the register.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct AssignmentRow {
    /// Its name.
    pub id: AssignmentId,
    /// In which kind of letter.
    pub letter: Code,
    /// The budget year; absent = not documented.
    pub year: Option<i32>,
    /// Who gave it.
    pub from: Vec<ParticipantId>,
    /// Who is to do it.
    pub to: Vec<ParticipantId>,
    /// What is to be done.
    pub text: Words,
    /// True when several give it together, or several do it together.
    pub joint: bool,
    /// By when, as precise as the letter; absent = not documented.
    pub due: Option<Moment>,
    /// How far it has come.
    pub status: Progress,
    /// Where it stands.
    pub standing: Standing,
    /// Recipients of whom no delivery is on record.
    pub missing: Vec<ParticipantId>,
    /// Days late: of the last delivery when all have delivered (negative is early), else since it was due.
    pub days_late: Option<i64>,
    /// How far the last delivery lies from what was due.
    pub slip: Option<Slip>,
    /// The entry that gave it.
    pub origin: Origin,
}

/// The register of recommendations on `day`, which their states were read at.
pub fn recommendation_register(
    all: &[Advice],
    show: Show,
    day: NaiveDate,
) -> Register<RecommendationRow> {
    let rows = all.iter().map(|advice| recommendation_row(advice, day)).collect();
    register(rows, show, |row: &RecommendationRow| row.standing)
}

/// The register of assignments on `day`, which their states were read at.
pub fn assignment_register(
    all: &[AssignmentState],
    show: Show,
    day: NaiveDate,
) -> Register<AssignmentRow> {
    let rows = all.iter().map(|assignment| assignment_row(assignment, day)).collect();
    register(rows, show, |row: &AssignmentRow| row.standing)
}

fn register<R>(mut rows: Vec<R>, show: Show, standing: impl Fn(&R) -> Standing) -> Register<R> {
    let mut counts = RegisterCounts { total: rows.len(), ..RegisterCounts::default() };
    for row in &rows {
        *match standing(row) {
            Standing::Answered => &mut counts.answered,
            Standing::Unanswered => &mut counts.unanswered,
            Standing::Overdue => &mut counts.overdue,
            Standing::NotDocumented => &mut counts.not_documented,
            Standing::NotAsked => &mut counts.not_asked,
        } += 1;
    }
    rows.retain(|row| show.lets_through(standing(row)));
    Register { rows, counts }
}

fn recommendation_row(advice: &Advice, day: NaiveDate) -> RecommendationRow {
    let standing = standing_of(advice);
    let mut follow_up: Vec<StreamId> = Vec::new();
    for stream in advice.latest.iter().flat_map(|answer| &answer.follow_up) {
        if !follow_up.contains(stream) {
            follow_up.push(stream.clone());
        }
    }
    let late = advice.answer_by.filter(|_| standing == Standing::Overdue);
    let all_closed = advice.latest.iter().all(|answer| answer.response == Response::Closed);
    RecommendationRow {
        id: advice.id.clone(),
        stream: advice.stream.clone(),
        kind: advice.kind,
        text: advice.text.clone(),
        to: advice.to.clone(),
        answer_by: advice.answer_by,
        standing,
        answers: advice.latest.clone(),
        unanswered: advice.unanswered.clone(),
        follow_up,
        closed: standing == Standing::Answered && all_closed,
        days_late: late.map(|due| days_between(due, day)),
        origin: advice.origin.clone(),
    }
}

fn standing_of(advice: &Advice) -> Standing {
    let nobody = advice.answers.is_empty();
    if advice.overdue {
        Standing::Overdue
    } else if advice.undocumented {
        Standing::NotDocumented
    } else if advice.unanswered.is_empty() && !nobody {
        Standing::Answered
    } else {
        match advice.kind {
            RecommendationKind::Recommendation => Standing::Unanswered,
            RecommendationKind::Advice | RecommendationKind::Lesson if nobody => Standing::NotAsked,
            RecommendationKind::Advice | RecommendationKind::Lesson => Standing::Answered,
        }
    }
}

fn assignment_row(assignment: &AssignmentState, day: NaiveDate) -> AssignmentRow {
    let standing = if assignment.status.is_done() {
        Standing::Answered
    } else if assignment.overdue {
        Standing::Overdue
    } else if assignment.undocumented {
        Standing::NotDocumented
    } else {
        Standing::Unanswered
    };
    let since_due = assignment.due.filter(|_| standing == Standing::Overdue);
    AssignmentRow {
        id: assignment.id.clone(),
        letter: assignment.letter.clone(),
        year: assignment.year,
        from: assignment.from.clone(),
        to: assignment.to.clone(),
        text: assignment.text.clone(),
        joint: assignment.joint,
        due: assignment.due,
        status: assignment.status,
        standing,
        missing: assignment.missing.clone(),
        days_late: assignment.days_late.or(since_due.map(|due| days_between(due.latest(), day))),
        slip: assignment.slip.clone(),
        origin: assignment.origin.clone(),
    }
}

fn days_between(due: NaiveDate, day: NaiveDate) -> i64 {
    day.signed_duration_since(due).num_days()
}
