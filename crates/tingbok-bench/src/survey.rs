//! What a history is made of.
use std::{collections::BTreeMap, fmt};

use tingbok_domain::{EventKind, codec};
use tingbok_ledger::{RawEntry, ReadError, Reader};

use crate::table::{Table, ratio};

/// From so many bytes on an entry is large.
pub const LARGE_BYTES: usize = 20_000;
/// Entries of one page.
const PAGE: usize = 1_000;

/// Counts over the entries of a history.
#[derive(Debug, Default)]
pub struct Survey {
    /// Entries.
    pub entries: u64,
    /// Their bytes, without line breaks.
    pub bytes: u64,
    /// Bytes of the large ones.
    pub large_bytes: u64,
    /// Entries of [`LARGE_BYTES`] and more.
    pub large: u64,
    /// Characters.
    pub characters: u64,
    /// Characters that are not ASCII.
    pub beyond_ascii: u64,
    /// Entries of each kind.
    pub kinds: BTreeMap<EventKind, u64>,
}

impl Survey {
    /// Counts one entry in.
    pub fn take(&mut self, entry: &RawEntry) {
        let bytes = u64::try_from(entry.bytes.len()).unwrap_or(u64::MAX);
        self.entries += 1;
        self.bytes += bytes;
        if entry.bytes.len() >= LARGE_BYTES {
            self.large += 1;
            self.large_bytes += bytes;
        }
        // A byte that goes on from the one before begins no character (RFC 3629 §3).
        let begins = entry.bytes.iter().filter(|byte| **byte & 0xc0 != 0x80);
        let (all, beyond) = begins
            .fold((0, 0), |(all, beyond), byte| (all + 1, beyond + u64::from(!byte.is_ascii())));
        self.characters += all;
        self.beyond_ascii += beyond;
        if let Ok(entry) = codec::decode(&entry.bytes) {
            *self.kinds.entry(entry.kind()).or_default() += 1;
        }
    }

    /// Mean bytes of an entry, and of one that is not large.
    pub fn means(&self) -> (u64, u64) {
        let mean = |bytes: u64, entries: u64| bytes.checked_div(entries).unwrap_or(0);
        (
            mean(self.bytes, self.entries),
            mean(self.bytes - self.large_bytes, self.entries - self.large),
        )
    }
}

impl fmt::Display for Survey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mean, ordinary) = self.means();
        let percent = |part: u64, whole: u64| format!("{} %", ratio(part * 100, whole));
        let mut table = Table::new(&["history", "found"]);
        table
            .row(&[&"entries", &self.entries])
            .row(&[&"mean entry, bytes", &mean])
            .row(&[&"mean of those under 20 kB, bytes", &ordinary])
            .row(&[&"entries of 20 kB and more", &percent(self.large, self.entries)])
            .row(&[&"characters beyond ASCII", &percent(self.beyond_ascii, self.characters)])
            .row(&[&"kinds of events", &self.kinds.len()]);
        for (kind, count) in &self.kinds {
            table.row(&[&format!("  {kind}"), count]);
        }
        table.fmt(f)
    }
}

/// Hands every entry to `take`, in order.
///
/// # Errors
/// See [`ReadError`].
pub fn each<E: From<ReadError>>(
    reader: &Reader,
    mut take: impl FnMut(&RawEntry) -> Result<(), E>,
) -> Result<(), E> {
    let mut from = 0;
    loop {
        let page = reader.raw(from, PAGE)?;
        let Some(last) = page.last() else { return Ok(()) };
        from = last.position + 1;
        page.iter().try_for_each(&mut take)?;
    }
}
