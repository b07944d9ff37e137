//! From an event to the bytes of its entry, and from a request to its digest.
use crate::ExecuteError;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::sync::Arc;
use tingbok_domain::{
    Actor, CommandId, CommandItem, Entry, Event, LeafHash, Particulars, PrincipalId, Recorded,
    StreamId,
    codec::{self, EncodeError},
    envelope::Timestamp,
};
use tingbok_transparency::leaf_hash;

/// HMAC-SHA-256 under the ledger's secret of the canonical request, as hex: «same key, other body» is known
/// for ever, and nobody without the secret can guess what was asked.
pub(crate) fn request_digest(secret: &[u8], items: &[CommandItem]) -> Result<String, ExecuteError> {
    let fault = |detail: String| ExecuteError::Invalid { item: 0, pointer: String::new(), detail };
    let canonical =
        serde_json_canonicalizer::to_vec(&items).map_err(|error| fault(error.to_string()))?;
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret).map_err(|error| fault(error.to_string()))?;
    mac.update(&canonical);
    Ok(hex::encode(mac.finalize().into_bytes()))
}

/// What the entries of one command share.
pub(crate) struct Stamp {
    pub(crate) command: CommandId,
    pub(crate) request: String,
    pub(crate) principal: PrincipalId,
    pub(crate) recorded_at: Timestamp,
}

/// An entry with its bytes.
pub(crate) struct Sealed {
    pub(crate) recorded: Recorded,
    pub(crate) bytes: Arc<[u8]>,
}

/// Seals one event at `position`.
pub(crate) fn seal(
    stamp: &Stamp,
    (index, position): (u32, u64),
    (stream, version): (StreamId, u64),
    (actor, particulars): (Actor, Particulars),
    event: Event,
) -> Result<Sealed, EncodeError> {
    let entry = Entry {
        id: stamp.command.entry(index),
        command: stamp.command,
        request: stamp.request.clone(),
        stream,
        version,
        recorded_at: stamp.recorded_at,
        actor,
        principal: stamp.principal.clone(),
        particulars,
        sealed: Vec::new(),
        event,
    };
    let bytes: Arc<[u8]> = codec::encode(&entry)?.into();
    let leaf = LeafHash(leaf_hash(&bytes).0);
    Ok(Sealed { recorded: Recorded { position, leaf, entry }, bytes })
}
