//! The growing edge of the tree: all that is needed to append and to know the root.

use serde::{Deserialize, Serialize};

use crate::{Hash, empty_root, node_hash};

/// The roots of the full subtrees a tree of `size` leaves consists of, largest
/// (leftmost) first: one for every 1-bit of the size, so at most 64 hashes.
///
/// The tree is that of RFC 6962 §2.1. A clone is independent of its original.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Frontier {
    size: u64,
    subtrees: Vec<Hash>,
}

/// Why stored data is no [`Frontier`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a tree of {size} leaves has {expected} full subtrees, not {found}")]
pub struct FrontierError {
    /// Leaves of the tree as stored.
    pub size: u64,
    /// Subtrees that size calls for.
    pub expected: u32,
    /// Subtrees found.
    pub found: usize,
}

impl Frontier {
    /// The tree without leaves.
    pub fn new() -> Frontier {
        Frontier { size: 0, subtrees: Vec::new() }
    }

    /// Appends a leaf hash (see [`leaf_hash`](crate::leaf_hash)).
    pub fn push(&mut self, leaf: Hash) {
        // Like a carry in binary addition: every full subtree of the size of
        // what is being added joins it to make one of twice the size.
        let joined = (0..self.size.trailing_ones())
            .map_while(|_| self.subtrees.pop())
            .fold(leaf, |right, left| node_hash(&left, &right));
        self.subtrees.push(joined);
        self.size += 1;
    }

    /// The number of leaves.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far. At most 63 hashes are computed.
    pub fn root(&self) -> Hash {
        self.subtrees
            .iter()
            .copied()
            .rev()
            .reduce(|right, left| node_hash(&left, &right))
            .unwrap_or_else(empty_root)
    }
}

impl Default for Frontier {
    fn default() -> Frontier {
        Frontier::new()
    }
}

/// A frontier as it lies in a file, not yet checked.
#[derive(Deserialize)]
struct Stored {
    size: u64,
    subtrees: Vec<Hash>,
}

impl TryFrom<Stored> for Frontier {
    type Error = FrontierError;

    fn try_from(Stored { size, subtrees }: Stored) -> Result<Frontier, FrontierError> {
        let expected = size.count_ones();
        if usize::try_from(expected) == Ok(subtrees.len()) {
            Ok(Frontier { size, subtrees })
        } else {
            Err(FrontierError { size, expected, found: subtrees.len() })
        }
    }
}
