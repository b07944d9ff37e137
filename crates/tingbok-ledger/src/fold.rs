//! Everything that follows from the log, folded in one place: Register, views, Merkle frontier, and which
//! commands there were. Live, rebuilt and replayed are the same fold.
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, sync::Arc};
use tingbok_domain::{
    CommandId, DecisionId, Event, EventKind, LeafHash, Recorded, Register, codec,
    envelope::Visibility,
};
use tingbok_projections::Views;
use tingbok_transparency::{Frontier, Hash, leaf_hash};

/// The state after the first `size` entries.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Fold {
    /// What rules stand on.
    pub register: Register,
    /// What pages stand on.
    pub views: Views,
    /// The Merkle tree's right edge.
    pub frontier: Frontier,
    /// Every command with the position of its first entry, in order.
    pub commands: Vec<(CommandId, u64)>,
    /// Titles of decisions that are closed to the public until their first outcome, with the position of the
    /// proposal. Readers never get them.
    pub waiting: BTreeMap<DecisionId, (u64, String)>,
}

impl Fold {
    /// Takes one entry in.
    pub fn take(&mut self, recorded: &Recorded) {
        self.frontier.push(Hash(recorded.leaf.0));
        self.register.evolve(recorded);
        self.views.apply(recorded, &self.register);
        self.disclose(recorded);
        let command = recorded.entry.command;
        if self.commands.last().is_none_or(|(last, _)| *last != command) {
            self.commands.push((command, recorded.position));
        }
    }

    /// Keeps a title back as long as it is not public, and gives it to the views when it becomes so: no list has to
    /// read the entry for it.
    fn disclose(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        let Ok(id) = DecisionId::try_from(&entry.stream) else { return };
        if let Event::DecisionProposed(body) = &entry.event
            && entry.particulars.visibility == Visibility::AfterOutcome
            && let Some(title) = body.title.open()
        {
            self.waiting.insert(id, (recorded.position, title.clone()));
        } else if let Some((position, title)) = self.waiting.get(&id)
            && self.register.outcome_shows(&entry.stream, EventKind::DecisionProposed, *position)
        {
            self.views.disclose_title(id, title);
            self.waiting.remove(&id);
        }
    }

    /// How many entries it has taken.
    pub fn size(&self) -> u64 {
        self.frontier.size()
    }

    /// Digest of the views, for comparing a live one with a rebuilt one under the same binary.
    ///
    /// # Errors
    /// When the views cannot be written.
    pub fn digest(&self) -> Result<String, postcard::Error> {
        use sha2::{Digest, Sha256};
        let bytes = postcard::to_stdvec(&(&self.register, &self.views))?;
        Ok(hex::encode(Sha256::digest(bytes)))
    }
}

/// Reads the bytes at `position`.
///
/// # Errors
/// See [`codec::DecodeError`].
pub(crate) fn read_entry(position: u64, bytes: &[u8]) -> Result<Recorded, codec::DecodeError> {
    let leaf = LeafHash(leaf_hash(bytes).0);
    Ok(Recorded { position, leaf, entry: codec::decode(bytes)? })
}

/// A consistent state that readers hold.
pub(crate) struct Published {
    pub(crate) register: Arc<Register>,
    pub(crate) views: Arc<Views>,
    pub(crate) size: u64,
    pub(crate) root: String,
}

impl Published {
    pub(crate) fn of(fold: &Fold) -> Self {
        Self {
            register: Arc::new(fold.register.clone()),
            views: Arc::new(fold.views.clone()),
            size: fold.size(),
            root: fold.frontier.root().to_string(),
        }
    }
}
