//! What a child says, one line for each: `sent NUMBER` before it sends, and after the receipt
//! `answered NUMBER COMMAND POSITION:LEAF …`.
use std::{
    collections::BTreeMap,
    fmt::Write,
    io::{BufRead, BufReader, Read},
};

use tingbok_domain::LeafHash;
use tingbok_ledger::Receipt;

/// The line that says that a request is going to be sent.
pub(super) fn sent(number: u64) -> String {
    format!("sent {number}\n")
}

/// The line that says what was answered.
pub(super) fn answered(number: u64, receipt: &Receipt) -> String {
    let mut line = format!("answered {number} {}", receipt.command);
    for event in &receipt.events {
        // Writing to a string cannot fail.
        let _ = write!(line, " {}:{}", event.position, event.leaf_hash);
    }
    line.push('\n');
    line
}

/// What was acknowledged of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Acknowledged {
    /// The command, as it was written.
    pub(super) command: String,
    /// Positions and leaf hashes.
    pub(super) entries: Vec<(u64, LeafHash)>,
}

/// Everything that a child said; by the number of the line in the script.
#[derive(Debug, Default)]
pub(super) struct Said(BTreeMap<u64, Option<Acknowledged>>);

impl Said {
    /// Listens until the child is gone; `first` is called at its first word.
    pub(super) fn hear(output: Option<impl Read>, first: impl FnOnce()) -> Self {
        let mut said = Self::default();
        let mut first = Some(first);
        let Some(output) = output else { return said };
        let mut reader = BufReader::new(output);
        let mut line = String::new();
        // A line that has no end was cut by the kill and says nothing.
        while reader.read_line(&mut line).is_ok_and(|read| read > 0) && line.ends_with('\n') {
            if let Some(first) = first.take() {
                first();
            }
            said.take(line.trim_end());
            line.clear();
        }
        said
    }

    fn take(&mut self, line: &str) -> Option<()> {
        let mut words = line.split(' ');
        let verb = words.next()?;
        let number = words.next()?.parse().ok()?;
        if verb == "sent" {
            self.0.entry(number).or_default();
            return Some(());
        }
        let command = words.next()?.to_owned();
        let entry = |word: &str| {
            let (position, leaf) = word.split_once(':')?;
            Some((position.parse().ok()?, leaf.parse().ok()?))
        };
        let entries = words.map(entry).collect::<Option<Vec<_>>>()?;
        self.0.insert(number, Some(Acknowledged { command, entries }));
        Some(())
    }

    /// Requests that were sent, or were about to be, and not answered when the kill came.
    pub(super) fn in_flight(&self) -> impl Iterator<Item = u64> {
        self.0.iter().filter(|(_, answer)| answer.is_none()).map(|(number, _)| *number)
    }

    /// Requests that were answered, with what was answered.
    pub(super) fn answers(&self) -> impl Iterator<Item = (u64, &Acknowledged)> {
        self.0.iter().filter_map(|(number, answer)| answer.as_ref().map(|answer| (*number, answer)))
    }

    pub(super) fn acknowledged(&self) -> u64 {
        u64::try_from(self.answers().count()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_without_its_answer_is_in_flight_and_a_cut_line_says_nothing() {
        let leaf = "ab".repeat(32);
        let words = format!(
            "sent 4\nsent 5\nanswered 4 c 9:{leaf} 10:{leaf}\nsent 6\nanswered 5 d 11:{leaf}"
        );
        let said = Said::hear(Some(words.as_bytes()), || ());
        assert_eq!(said.in_flight().collect::<Vec<_>>(), [5, 6]);
        let (number, answer) = said.answers().next().unwrap();
        assert_eq!((number, answer.command.as_str()), (4, "c"));
        let positions: Vec<u64> = answer.entries.iter().map(|(position, _)| *position).collect();
        assert_eq!(positions, [9, 10]);
    }
}
