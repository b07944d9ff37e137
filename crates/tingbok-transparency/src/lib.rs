//! The proof, pure: leaf hashing and the Merkle tree of RFC 6962.
//!
//! What is absent: I/O, clocks, and any knowledge of what an entry means. This
//! crate sees bytes and hashes, never an event kind.
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

mod frontier;
mod hash;

pub use frontier::{Frontier, FrontierError};
pub use hash::{Hash, HashError, empty_root, leaf_hash, node_hash};

#[cfg(test)]
mod tests;
