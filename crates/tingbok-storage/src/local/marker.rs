//! The file `clean`: written by a close, gone while the log is open.

use std::fs;
use std::io;
use std::path::Path;

use super::disk::{replace_file, sync_folder};
use crate::Head;
use crate::bytes::Reader;

const NAME: &str = "clean";
const MAGIC: [u8; 4] = *b"TBCL";
const FORMAT: u16 = 1;

/// What the log ended with when it was closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) head: Head,
}

impl Marker {
    /// The marker of `folder`; `None` if there is none or it is not whole, for
    /// then everything is checked.
    pub(super) fn read(folder: &Path) -> Option<Marker> {
        let bytes = fs::read(folder.join(NAME)).ok()?;
        let (body, crc) = bytes.split_last_chunk()?;
        let mut reader = Reader(body);
        let known = reader.array() == Some(MAGIC)
            && reader.u16() == Some(FORMAT)
            && crc32c::crc32c(body) == u32::from_be_bytes(*crc);
        let size = reader.u64()?;
        let root = reader.array()?;
        (known && reader.0.is_empty()).then_some(Marker { head: Head { size, root } })
    }

    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(50);
        bytes.extend_from_slice(&MAGIC);
        bytes.extend_from_slice(&FORMAT.to_be_bytes());
        bytes.extend_from_slice(&self.head.size.to_be_bytes());
        bytes.extend_from_slice(&self.head.root);
        let crc = crc32c::crc32c(&bytes);
        bytes.extend_from_slice(&crc.to_be_bytes());
        replace_file(folder, NAME, &bytes)
    }

    pub(super) fn remove(folder: &Path) -> io::Result<()> {
        match fs::remove_file(folder.join(NAME)) {
            Ok(()) => sync_folder(folder),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}
