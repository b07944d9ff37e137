//! All entries of a ledger, in pages, hashed as they come and held against the root that was told first.
use crate::{
    client::Client,
    fault::{Fault, Name, Outcome},
    progress::Progress,
};
use serde_json::Value;
use tingbok_transparency::{Frontier, Hash, leaf_hash};

/// Entries of one page.
const PAGE: u64 = 1_000;

/// How far a ledger reaches.
pub(crate) struct Head {
    pub(crate) size: u64,
    pub(crate) root: Hash,
}

/// One line of what the interface gives.
pub(crate) enum Line<'a> {
    /// The bytes of an entry.
    Entry(&'a [u8]),
    /// Its place only: it becomes public later.
    Withheld,
}

/// Takes an entry: its position, what it is, and its line. False ends the walk before it.
pub(crate) type Take<'a> = dyn FnMut(u64, Line<'_>, &[u8]) -> Outcome<bool> + 'a;

/// Reads the head.
pub(crate) async fn head(client: &mut Client) -> Outcome<Head> {
    let answer = client.json("/head", &Vec::new()).await?;
    let size = answer.get("size").and_then(Value::as_u64);
    let root = answer.get("root").and_then(Value::as_str).and_then(|root| root.parse().ok());
    let unread = || Fault::new(Name::Unexpected, "the answer tells no head");
    size.zip(root).map(|(size, root)| Head { size, root }).ok_or_else(unread)
}

/// Walks over the first `end` entries; when they are all that the head counts, their root must be its root.
pub(crate) async fn walk(
    client: &mut Client,
    head: &Head,
    end: u64,
    take: &mut Take<'_>,
) -> Outcome<Hash> {
    let mut frontier = Frontier::new();
    let mut progress = Progress::of(end, "entries");
    'pages: while frontier.size() < end {
        let position = frontier.size();
        let mut query = vec![("limit", (end - position).min(PAGE).to_string())];
        if let Some(before) = position.checked_sub(1) {
            query.push(("after", before.to_string()));
        }
        let page = client.get("/events", &query, "application/x-ndjson").await?;
        for line in page.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            let position = frontier.size();
            let (leaf, shown) = match withheld(line) {
                Some(leaf) => (leaf, Line::Withheld),
                None => (leaf_hash(line), Line::Entry(line)),
            };
            if position >= end || !take(position, shown, line)? {
                break 'pages;
            }
            frontier.push(leaf);
        }
        if frontier.size() == position {
            return Err(damage(format!(
                "the log ends at position {position}, and its head says {end}"
            )));
        }
        progress.done(frontier.size());
    }
    let root = frontier.root();
    if frontier.size() == head.size && root != head.root {
        return Err(damage(format!(
            "the {} entries give root {root}, and the head says {}",
            head.size, head.root
        )));
    }
    Ok(root)
}

fn damage(detail: String) -> Fault {
    Fault::new(Name::VerificationFailed, detail)
        .next("Keep what you have, and compare with another copy of the ledger.")
}

/// The leaf hash of an entry that is not public yet.
fn withheld(line: &[u8]) -> Option<Hash> {
    // Most entries begin so; they need not be read for this.
    if line.starts_with(b"{\"actor\":") {
        return None;
    }
    let value: Value = serde_json::from_slice(line).ok()?;
    value.get("withheld")?;
    value.get("leaf_hash")?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_place_without_an_entry_is_withheld() {
        let leaf = leaf_hash(b"x").to_string();
        let line =
            format!("{{\"leaf_hash\":\"{leaf}\",\"position\":3,\"withheld\":\"after_outcome\"}}");
        assert_eq!(withheld(line.as_bytes()), Some(leaf_hash(b"x")));
        assert_eq!(withheld(b"{\"actor\":{},\"withheld\":1}"), None);
        assert_eq!(withheld(b"not json"), None);
    }
}
