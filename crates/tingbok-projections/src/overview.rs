//! Overviews across objects: what is late, what no source says, where sources differ, who has which role.
//!
//! Each is a pure function over states or entries that the caller reads at the time asked for, so that every
//! overview works as of a day as well as now. None says more than what it is given: what is left out of the
//! input is left out of the overview.

mod contradictions;
mod escalation;
mod gaps;
mod ladder;
mod minutes;
mod objects;
mod overdue;
mod problems;
mod registers;
mod roles;

pub use contradictions::{
    Contradiction, Nature, Told, contradictions, evaluations_of, noted, sources_differ,
};
pub use escalation::{EscalatedRow, Escalation, ForumEscalation, escalation};
pub use gaps::{Gap, ObjectGaps, not_documented};
pub use ladder::{
    Cell, CellState, LadderRow, LadderSteps, LadderTable, Line, Step, StepName, ladder, ladders,
};
pub use minutes::{
    AtMeeting, Item, ItemDecision, MeetingBrief, MeetingRow, Minutes, MinutesStage,
    PositionInMeeting, meetings, minutes,
};
pub use objects::Objects;
pub use overdue::{Late, Overdue, OverdueRow, overdue};
pub use problems::{Field, ForumProblems, ProblemMatrix, ProblemView, problems};
pub use registers::{
    AssignmentRow, RecommendationRow, Register, RegisterCounts, Show, Standing,
    assignment_register, recommendation_register,
};
pub use roles::{
    HolderRoles, RoleHeld, Roles, SubjectRoles, is_coordination, responsibilities, roles,
};
