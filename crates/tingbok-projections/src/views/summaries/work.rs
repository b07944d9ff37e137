//! Measures with their milestones, and who answers for what.
use super::PublicWords;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    ForumId, MeasureId, MilestoneId, Occurred, StrategyId, StreamId,
    edtf::Moment,
    event::{GovernanceFunction, MeasureKind, MeasureStatus, ResponsibilityRole, Scale},
    id::Code,
    text::Lang,
};

/// A measure in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeasureSummary {
    /// Its name in the ledger.
    pub id: MeasureId,
    /// What it is.
    pub kind: MeasureKind,
    /// What it is called.
    pub title: PublicWords,
    /// The language of the title.
    pub lang: Option<Lang>,
    /// The forum that follows it.
    pub forum: Option<ForumId>,
    /// The measure it is a part of.
    pub parent: Option<MeasureId>,
    /// The strategy it belongs to.
    pub strategy: Option<StrategyId>,
    /// Keys of the strategy's goals that it serves.
    pub goals: Vec<Code>,
    /// Who answers for it: the latest named here, or else by a source.
    pub responsible: Option<StreamId>,
    /// What the forums are for in it; absent = not set.
    pub function: Option<GovernanceFunction>,
    /// True when only a source tells of the function.
    pub function_reported: bool,
    /// How it goes; what was recorded here counts before what a source tells.
    pub status: Option<MeasureStatus>,
    /// Position of the entry that says so.
    pub status_at: Option<u64>,
    /// True when only a source tells how it goes.
    pub status_reported: bool,
    /// Its scale, and whether only a source tells of it.
    pub scale: Option<(Scale, bool)>,
    /// When the next report is due, as that entry says.
    pub next_report_by: Option<NaiveDate>,
    /// Its milestones: what is due when, and whether it is reached.
    pub milestones: Vec<MilestoneBrief>,
    /// The entry that registered it.
    pub first: u64,
    /// The latest entry on its own stream.
    pub last: u64,
    /// When that happened.
    pub last_occurred: Occurred,
}

impl MeasureSummary {
    /// Milestones reached.
    pub fn reached(&self) -> usize {
        self.milestones.iter().filter(|milestone| milestone.reached.is_some()).count()
    }

    /// True when the report that was promised here has not come before `today`, and the measure goes on.
    pub fn is_report_overdue(&self, today: NaiveDate) -> bool {
        let goes_on = self.status.is_none_or(|status| !status.is_terminal());
        goes_on && !self.status_reported && self.next_report_by.is_some_and(|by| by < today)
    }
}

/// A milestone in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MilestoneBrief {
    /// Its id within the measure.
    pub id: MilestoneId,
    /// What is to be reached.
    pub title: PublicWords,
    /// The latest plan: the last forecast, or else the first plan.
    pub due: Option<Moment>,
    /// True when a source tells of the latest plan.
    pub reported: bool,
    /// When it was reached.
    pub reached: Option<Moment>,
    /// The latest entry on it.
    pub last: u64,
}

impl MilestoneBrief {
    /// True when it is not reached and the last day it can have been due on lies before `today`.
    pub fn is_past(&self, today: NaiveDate) -> bool {
        self.reached.is_none() && self.due.is_some_and(|due| due.latest() < today)
    }

    /// True when it is past and the plan was recorded here. What became of a plan that only a source tells of
    /// is not documented, which is another thing than late.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_past(today) && !self.reported
    }
}

/// Who answers for something, in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Held {
    /// What for.
    pub subject: StreamId,
    /// How.
    pub role: ResponsibilityRole,
    /// A participant or a forum.
    pub holder: StreamId,
    /// Position of the entry that gave it.
    pub position: u64,
    /// True when only a source tells of it.
    pub reported: bool,
}
