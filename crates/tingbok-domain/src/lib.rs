//! The rules of Tingbok: what may be recorded, and what follows from it.
//!
//! **Invariant: nothing here reads a clock, a disk, a network or a source of chance.** Everything a rule
//! needs, also the time, is an argument. `decide` says what a command leads to, `evolve` takes what was
//! recorded into the [`Register`], and neither can fail in any other way than by a [`Refusal`].
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

pub mod access;
pub mod codec;
pub mod command;
pub mod consensus;
pub mod dates;
pub mod decide;
pub mod edtf;
pub mod envelope;
pub mod event;
mod evolve;
pub mod hash;
pub mod id;
pub mod refusal;
pub mod register;
pub mod rule_data;
pub mod schema;
pub mod text;
mod upcast;

pub use command::{Command, CommandBody, CommandItem, ITEM_LIMIT};
pub use decide::{Context, decide};
pub use edtf::Occurred;
pub use envelope::{Actor, Entry, Evidence, Particulars, Recorded, Role, Source, Visibility};
pub use event::{Event, EventKind};
pub use hash::{LeafHash, TextHash};
pub use id::{
    AssignmentId, BenefitId, CommandId, DecisionId, DocumentId, EntryId, EvaluationId, ForumId,
    MandateId, MeasureId, MeetingId, MilestoneId, ParticipantId, PrincipalId, RecommendationId,
    StrategyId, StreamId, StreamKind,
};
pub use refusal::Refusal;
pub use register::Register;
pub use text::{Lang, Text};
