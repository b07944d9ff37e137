//! What pages show, made from entries alone.
//!
//! **Invariant: never appends; every view can be rebuilt from position 0.**
//!
//! [`Views`] follows the log: for each object the list of entries that concern it, and small summaries for
//! lists. It holds public words or the position of the entry that has them, never a body. The page of one
//! object is one pure function over the object's own entries, `state`, in the module of its kind: it filters
//! them by [`AsOf`] and folds what is left. "Now" is the same function without a filter.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]

pub mod assignment;
pub mod decision;
pub mod document;
pub mod evaluation;
pub mod forum;
pub mod mandate;
pub mod measure;
pub mod overview;
pub mod participant;
pub mod recommendation;
pub mod strategy;

mod origin;
mod sabotage;
mod select;
#[cfg(test)]
mod tests;
mod views;

pub use origin::{Aside, Fact, Origin, Words};
pub use select::{AsOf, Before, IsPublic, aside, before};
pub use views::{
    AnswerBrief, AssignmentSummary, ClosedBrief, DecisionSummary, DocumentSummary,
    EvaluationSummary, ForumSummary, Held, InForceBrief, Listed, MandateSummary, MeasureSummary,
    MilestoneBrief, Page, ParticipantSummary, ReadEntries, Reading, RecommendationSummary,
    StrategySummary, Totals, Views, summarised,
};
