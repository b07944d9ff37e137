//! `tingbok import --dry-run`: the whole file through the rules, and nothing recorded. A list that is decided and
//! not recorded leaves nothing for the next to build on. A file of several lists is therefore imported into a copy
//! of the ledger, which is thrown away.
use super::{Line, key, lists, parse, placed};
use crate::{
    client::Client,
    entries,
    fault::{Fault, Name, Outcome},
    local, output,
    place::{Place, Session},
    progress::Progress,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    fs::File,
    io::{BufReader, BufWriter, Write},
    path::Path,
    sync::Arc,
};
use tempfile::TempDir;
use tingbok_domain::{CommandItem, ITEM_LIMIT};
use tingbok_ledger::{Ledger, Options};
use uuid::Uuid;

/// What would be recorded.
#[derive(Default)]
struct Would {
    commands: usize,
    entries: Vec<Value>,
}

/// Decides the file and says what would be recorded.
pub(super) async fn run(
    session: &Session,
    client: &mut Client,
    text: &str,
    batch: usize,
) -> Outcome {
    let lines = parse(text)?;
    let mut whole = lists(lines.clone(), ITEM_LIMIT);
    let would = match (whole.len(), whole.pop()) {
        (1, Some(list)) => {
            let mut would = Would::default();
            would.add(&decided(client, &list, local::random_key()?).await?, list.len());
            would
        }
        _several => on_copy(session, client, &lists(lines, batch), text).await?,
    };
    if session.json {
        return output::line(&json!({ "would": would.entries }).to_string());
    }
    output::line(&format!("{} commands would be recorded; nothing was", would.commands))
}

impl Would {
    /// Takes in an answer; one to a list that is on record already tells of no entry.
    fn add(&mut self, answer: &Value, commands: usize) {
        if let Some(entries) = answer.get("would").and_then(Value::as_array) {
            self.commands += commands;
            self.entries.extend(entries.iter().cloned());
        }
    }
}

fn items(list: &[Line]) -> Vec<CommandItem> {
    list.iter().map(|line| line.item.clone()).collect()
}

async fn decided(client: &mut Client, list: &[Line], key: Uuid) -> Outcome<Value> {
    let answer = client.record(&items(list), key, true).await;
    answer.map_err(|fault| placed(fault, list, 0))
}

/// Each list decided, and recorded in a copy for the next to build on.
async fn on_copy(
    session: &Session,
    client: &mut Client,
    lists: &[Vec<Line>],
    text: &str,
) -> Outcome<Would> {
    let folder = tempfile::tempdir().map_err(|error| Fault::file(&std::env::temp_dir(), &error))?;
    let (ledger, knows_keys) = copied(session, client, &folder).await?;
    let mut there = client.on_copy(Arc::new(ledger));
    let digest = Sha256::digest(text.as_bytes());
    let total = lists.iter().map(Vec::len).sum::<usize>();
    let mut progress = Progress::of(u64::try_from(total).unwrap_or(u64::MAX), "commands");
    let (mut would, mut done) = (Would::default(), 0);
    for (n, list) in lists.iter().enumerate() {
        let key = if knows_keys { key(&digest, n) } else { local::random_key()? };
        would.add(&decided(&mut there, list, key).await?, list.len());
        let recorded = there.record(&items(list), key, false).await;
        recorded.map_err(|fault| placed(fault, list, 0))?;
        done += list.len();
        progress.done(u64::try_from(done).unwrap_or(u64::MAX));
    }
    Ok(would)
}

/// A copy of the ledger in `folder`; and whether it knows the keys of what is on record, which takes the secret of
/// the ledger's own folder.
async fn copied(
    session: &Session,
    client: &mut Client,
    folder: &TempDir,
) -> Outcome<(Ledger, bool)> {
    let file = folder.path().join("entries.ndjson");
    let new = folder.path().join("ledger");
    let head = entries::head(client).await?;
    exported(client, &head, &file).await?;
    let open = || File::open(&file).map(BufReader::new);
    tingbok_ledger::restore(open, &new, head.root, &mut |_| ())
        .map_err(|error| Fault::new(Name::Unexpected, crate::fault::with_causes(&error)))?;
    let knows_keys = match session.place()? {
        Place::Folder(own) => {
            let secret = own.join("secret");
            let copied = std::fs::copy(&secret, new.join("secret"));
            copied.map_err(|error| Fault::file(&secret, &error))?;
            true
        }
        Place::Server(_) => false,
    };
    Ok((local::open(&new, Options::default())?, knows_keys))
}

async fn exported(client: &mut Client, head: &entries::Head, path: &Path) -> Outcome {
    let fault = |error: std::io::Error| {
        Fault::file(path, &error).next(
            "A dry run of several lists needs room for a copy of the ledger; TMPDIR names where.",
        )
    };
    let mut file = BufWriter::new(File::create(path).map_err(fault)?);
    let mut take = |_, line: entries::Line<'_>, bytes: &[u8]| {
        if matches!(line, entries::Line::Withheld) {
            return Err(Fault::usage("this file is longer than one list (256 commands, 200 kB), and its later lines build on the earlier ones: trying it takes a copy of the ledger, and some entries become public later")
                .next("Try it with --ledger DIR where the folder is."));
        }
        file.write_all(bytes).and_then(|()| file.write_all(b"\n")).map_err(fault)?;
        Ok(true)
    };
    entries::walk(client, head, head.size, &mut take).await?;
    file.flush().map_err(fault)
}
