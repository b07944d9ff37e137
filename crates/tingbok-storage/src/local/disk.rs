//! The few ways this crate changes files so that the change survives a power cut.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;

use crate::bytes::{narrow, wide};

static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// Makes creations, renames and removals in `folder` durable.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Creates `folder` and those above it, as far as they are missing, durably.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let parent = folder.parent().unwrap_or(Path::new(""));
    make_folder(parent)?;
    fs::create_dir(folder)?;
    sync_folder(if parent.as_os_str().is_empty() { Path::new(".") } else { parent })
}

/// Replaces `name` in `folder` as a whole: a reader finds the old or the new file.
pub(super) fn replace_file(folder: &Path, name: &str, contents: &[u8]) -> io::Result<()> {
    let temporary = folder.join(format!("{name}.new"));
    let mut file = File::create(&temporary)?;
    file.write_all(contents)?;
    file.sync_all()?;
    fs::rename(&temporary, folder.join(name))?;
    sync_folder(folder)
}

/// Opens `path` and makes it exactly `len` zero bytes, durably, with its place in
/// the folder. Written, not merely sized: later syncs then have no metadata to write.
pub(super) fn zero_filled(path: &Path, len: u64) -> io::Result<File> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path)?;
    file.set_len(len)?;
    write_zeros(&file, 0, len)?;
    file.sync_all()?;
    if let Some(folder) = path.parent() {
        sync_folder(folder)?;
    }
    Ok(file)
}

/// Writes zeros from `start` to `end`, not yet durable.
pub(super) fn write_zeros(file: &File, start: u64, end: u64) -> io::Result<()> {
    let mut offset = start;
    while offset < end {
        let len = narrow(end - offset).min(ZEROS.len());
        file.write_all_at(ZEROS.get(..len).unwrap_or_default(), offset)?;
        offset += wide(len);
    }
    Ok(())
}
