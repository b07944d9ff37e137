//! A strategy: what it says now, every text it had, the measures that serve its goals, and what is recommended.
use crate::{
    Aside, Origin, Words,
    mandate::{Run, SectionDiff, diff},
    measure::Responsibility,
    recommendation::Advice,
};
use serde::Serialize;
use tingbok_domain::{
    ForumId, MeasureId, ParticipantId, StrategyId,
    event::{Section, StrategyStatus, Years},
    id::Code,
};

mod fold;

pub use fold::state;

/// All that a strategy's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StrategyState {
    /// Its name.
    pub id: StrategyId,
    /// How far it has come: as last published here, or else as a source last tells. Absent when it is only named.
    pub status: Option<StrategyStatus>,
    /// The entry that says so.
    pub status_origin: Option<Origin>,
    /// What it is called.
    pub title: Words,
    /// The years it is for; absent = not documented.
    pub period: Option<Years>,
    /// Its goals.
    pub goals: Vec<Goal>,
    /// Who owns it.
    pub owners: Vec<ParticipantId>,
    /// The forum whose it is; absent = the whole community's.
    pub forum: Option<ForumId>,
    /// The strategy it takes the place of.
    pub replaces: Option<StrategyId>,
    /// Strategies that take its place, in the order they first said so.
    pub replaced_by: Vec<StrategyId>,
    /// Every text, oldest first.
    pub publications: Vec<Publication>,
    /// True when it was adopted here and neither replaced nor ended here.
    pub in_force: bool,
    /// Who answers and answered for it.
    pub responsibilities: Vec<Responsibility>,
    /// Measures that belong to it.
    pub measures: Vec<MeasureLink>,
    /// What is recommended in it.
    pub recommendations: Vec<Advice>,
    /// Who was drawn in.
    pub anchoring: Vec<crate::decision::Anchoring>,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// A goal.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Goal {
    /// Its key within the strategy.
    pub key: Code,
    /// Its words.
    pub text: Words,
}

/// One text of a strategy: each tells the whole anew.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Publication {
    /// How far it had come.
    pub status: StrategyStatus,
    /// What it was called.
    pub title: Words,
    /// The years it was for.
    pub period: Option<Years>,
    /// Its goals.
    pub goals: Vec<Goal>,
    /// Who owned it.
    pub owners: Vec<ParticipantId>,
    /// The entry that published it.
    pub origin: Origin,
}

/// A measure of a strategy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MeasureLink {
    /// The measure.
    pub measure: MeasureId,
    /// Keys of the goals that it serves.
    pub goals: Vec<Code>,
    /// What it is called.
    pub title: Words,
    /// The entry that says that it belongs here.
    pub origin: Origin,
}

/// What changed from one text to another.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct GoalDiff {
    /// The title, word by word.
    pub title: Vec<Run>,
    /// Each goal, in the later text's order, then those that are gone; the key stands where a heading would.
    pub goals: Vec<SectionDiff>,
    /// A goal whose words are not open in one of the texts: it is compared as empty, and what is shown of it
    /// says nothing of what changed.
    pub not_held: Vec<Code>,
}

/// Compares two texts of a strategy, word by word in the title and in each goal.
pub fn goal_diff(earlier: &Publication, later: &Publication) -> GoalDiff {
    let words = |words: &Words| words.words.clone().unwrap_or_default();
    let title = |text: &Publication| [Section { key: String::new(), text: words(&text.title) }];
    let goals = |text: &Publication| -> Vec<Section> {
        let section = |goal: &Goal| Section { key: goal.key.to_string(), text: words(&goal.text) };
        text.goals.iter().map(section).collect()
    };
    let titles = diff(&title(earlier), &title(later)).pop();
    let closed = earlier.goals.iter().chain(&later.goals).filter(|g| g.text.words.is_none());
    let mut not_held: Vec<Code> = closed.map(|goal| goal.key.clone()).collect();
    not_held.sort_unstable();
    not_held.dedup();
    GoalDiff {
        title: titles.map(|title| title.runs).unwrap_or_default(),
        goals: diff(&goals(earlier), &goals(later)),
        not_held,
    }
}

impl StrategyState {
    /// Measures that serve the goal of that key.
    pub fn serving<'a>(&'a self, goal: &'a Code) -> impl Iterator<Item = &'a MeasureLink> {
        self.measures.iter().filter(move |measure| measure.goals.contains(goal))
    }
}
