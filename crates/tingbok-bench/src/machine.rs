//! What a run costs this machine.
use std::{fs, io, os::unix::fs::MetadataExt, path::Path};

/// Unit of `st_blocks` (stat(2)).
const BLOCK_BYTES: u64 = 512;

/// Bytes that the files below a folder take on the disk, as allocated.
///
/// # Errors
/// As the file system says.
pub fn folder_bytes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(next)? {
            let entry = entry?;
            let about = entry.metadata()?;
            if about.is_dir() {
                waiting.push(entry.path());
            } else {
                bytes += about.blocks() * BLOCK_BYTES;
            }
        }
    }
    Ok(bytes)
}

/// Memory of this process that is in use now and that was at most, in bytes (proc(5): `VmRSS`, `VmHWM`).
pub fn resident_bytes() -> (u64, u64) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim()
            .strip_suffix(" kB")?
            .trim()
            .parse::<u64>()
            .ok()
            .map(|kilobytes| kilobytes * 1_024)
    };
    (field("VmRSS:").unwrap_or(0), field("VmHWM:").unwrap_or(0))
}
