//! The fold at some position, so that a start need not read the whole log. Never believed: it counts only
//! when its checksum is right, this very binary wrote it, and its root is the log's at that size.
use crate::{Folder, fold::Fold};
use sha2::{Digest, Sha256};
use std::io::{self, Read};

const MAGIC: &[u8; 8] = b"tingsn01";

/// Digest of the running program: another program may fold otherwise.
fn fingerprint() -> io::Result<[u8; 32]> {
    let mut file = std::fs::File::open(std::env::current_exe()?)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().into());
        }
        hasher.update(buffer.get(..read).unwrap_or_default());
    }
}

/// Writes the fold beside the log.
pub(crate) fn save(folder: &Folder, fold: &Fold) -> io::Result<()> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&fingerprint()?);
    let mut bytes = postcard::to_extend(fold, bytes).map_err(io::Error::other)?;
    let checksum = crc32c::crc32c(&bytes);
    bytes.extend_from_slice(&checksum.to_be_bytes());
    folder.write_private("snapshot", &bytes).map(|_| ())
}

/// Reads it back; none when there is none that counts.
pub(crate) fn load(folder: &Folder) -> Option<Fold> {
    let bytes = std::fs::read(folder.snapshot()).ok()?;
    let (rest, checksum) = bytes.split_last_chunk::<4>()?;
    if crc32c::crc32c(rest) != u32::from_be_bytes(*checksum) {
        return None;
    }
    let (magic, rest) = rest.split_first_chunk::<8>()?;
    let (by, payload) = rest.split_first_chunk::<32>()?;
    if magic != MAGIC || *by != fingerprint().ok()? {
        return None;
    }
    postcard::from_bytes(payload).ok()
}
