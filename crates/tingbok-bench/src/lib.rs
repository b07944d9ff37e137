//! Made histories, and what they are good for: load, rates, and a rig that kills a ledger while it appends.
//!
//! **Invariant: a history is made only through the rules**; nothing here writes entries of its own. All that
//! a history says is made up, and says so.
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

pub mod append;
pub mod clock;
pub mod drive;
pub mod generate;
pub mod kill;
pub mod line;
pub mod machine;
pub mod made;
pub mod pages;
pub mod random;
pub mod read;
pub mod script;
pub mod shares;
pub mod smoke;
pub mod survey;
pub mod table;
pub mod words;

pub use line::{By, Line};
pub use script::{OPENING_ENTRIES, Plan, Script};
