//! A measure: who answers for it, and its milestones with the first plan, the forecasts and what was reached.
use crate::{Aside, Origin, Words};
use serde::Serialize;
use tingbok_domain::{
    DecisionId, DocumentId, ForumId, MeasureId, MilestoneId, StrategyId, StreamId,
    edtf::Moment,
    event::{MeasureKind, ResponsibilityRole, Scale},
    id::Code,
};

mod fold;
mod progress;
mod slip;

pub use fold::state;
pub(crate) use fold::{assign, carry_on, takes_over};
pub use progress::{Benefit, Function, Funding, Statement, StatusReport};
pub use slip::{Slip, months_tenths_between, slip_between};

/// All that a measure's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MeasureState {
    /// Its name.
    pub id: MeasureId,
    /// What it is.
    pub kind: MeasureKind,
    /// What it is called.
    pub title: Words,
    /// The strategy it belongs to.
    pub strategy: Option<StrategyId>,
    /// Keys of the strategy's goals that it serves.
    pub goals: Vec<Code>,
    /// The forum that follows it.
    pub forum: Option<ForumId>,
    /// The measure it is a part of.
    pub parent: Option<MeasureId>,
    /// Its parts.
    pub children: Vec<MeasureId>,
    /// Measures that must come first.
    pub depends_on: Vec<MeasureId>,
    /// Measures that wait for it.
    pub needed_by: Vec<MeasureId>,
    /// The decision that took it up.
    pub decision: Option<DecisionId>,
    /// Who answers and answered for it.
    pub responsibilities: Vec<Responsibility>,
    /// Its milestones, in order of their first plan.
    pub milestones: Vec<Milestone>,
    /// What the forums are for in it; absent = not set.
    pub function: Option<Function>,
    /// What they were and are for, oldest first.
    pub functions: Vec<Function>,
    /// How it goes, after the latest report; one that only a source tells of never takes the place of one recorded
    /// here.
    pub status: Option<StatusReport>,
    /// Reports, oldest first.
    pub statuses: Vec<StatusReport>,
    /// How much of it is aimed at, as last said.
    pub scale: Option<Scale>,
    /// True when the report that was promised here has not come by the day asked for.
    pub report_overdue: bool,
    /// Money and staff, oldest first.
    pub funding: Vec<Funding>,
    /// What it is expected to give, and what was measured, in the order it was first named.
    pub benefits: Vec<Benefit>,
    /// Its meetings, when it is a programme.
    pub meetings: Vec<crate::forum::Meeting>,
    /// Who was drawn in.
    pub anchoring: Vec<crate::decision::Anchoring>,
    /// Where it comes from.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// Who answers for something.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Responsibility {
    /// What for.
    pub subject: StreamId,
    /// A participant or a forum.
    pub holder: StreamId,
    /// How it answers.
    pub role: ResponsibilityRole,
    /// From when; absent = not documented.
    pub from: Option<Moment>,
    /// The entry that gave it to another; absent while it is held.
    pub until: Option<Origin>,
    /// The decision that moved it here.
    pub decision: Option<DecisionId>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Responsibility {
    /// True while it is held.
    pub fn is_current(&self) -> bool {
        self.until.is_none()
    }
}

/// A milestone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Milestone {
    /// Its id within the measure.
    pub id: MilestoneId,
    /// What is to be reached.
    pub title: Option<Words>,
    /// The first plan; stands for ever.
    pub baseline: Option<Plan>,
    /// Later forecasts, oldest first.
    pub forecasts: Vec<Plan>,
    /// When it was reached.
    pub reached: Option<Reached>,
    /// How far what was reached lies from the first plan, or from that of the milestone it is compared with.
    pub slip: Option<Slip>,
    /// How far the latest forecast lies from the first plan.
    pub expected_slip: Option<Slip>,
    /// True when it is not reached and the last day it can have been due on has passed.
    pub overdue: bool,
    /// True when only a source tells of a plan whose day has passed, and no source says what became of it.
    pub undocumented: bool,
}

impl Milestone {
    /// The latest forecast, or else the first plan.
    pub fn current_plan(&self) -> Option<&Plan> {
        self.forecasts.last().or(self.baseline.as_ref())
    }
}

/// When a milestone is due.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Plan {
    /// By when, as precise as the plan.
    pub due: Moment,
    /// Why it differs from the plan before.
    pub reason: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// When a milestone was reached.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Reached {
    /// When, as precise as the source.
    pub actual: Moment,
    /// Another milestone it can be held against.
    pub compared_with: Option<MilestoneId>,
    /// Under which assumption, in words that follow «if».
    pub assumption: Option<Words>,
    /// Documents that show it.
    pub evidence_docs: Vec<DocumentId>,
    /// Where it comes from.
    pub origin: Origin,
}
