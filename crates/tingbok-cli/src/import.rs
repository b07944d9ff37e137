//! `tingbok import`: a file of commands through the rules, in lists that are recorded whole or not at all.
//! The key of a list follows from the file and the list's number, so that the same import again completes
//! what an earlier one left, and records nothing twice.
use crate::{
    client::Client,
    fault::{Fault, Name, Outcome},
    output,
    place::Session,
    progress::Progress,
    record::read,
};
use clap::Args;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::PathBuf;
use tingbok_domain::{
    CommandItem,
    command::{not_json, read_item},
    id::NAMESPACE,
};
use uuid::Uuid;

mod trial;

/// Bytes of one list as it is sent; a request may have 256 kB.
const LIST_BYTES: usize = 200_000;
/// Commands of one list, unless another number is asked for.
pub(crate) const LIST_ITEMS: usize = 64;

const EXAMPLES: &str = "\
Examples:
  tingbok import facts.ndjson --dry-run --ledger DIR --token-file registrar.token
  tingbok import facts.ndjson --ledger DIR --token-file registrar.token
  tingbok import - --server http://host:8080 --token-file registrar.token < facts.ndjson";

/// What to import.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct ImportArgs {
    /// A file with one command a line, as JSON; - reads standard input
    file: PathBuf,
    /// Decide the whole file, each list on top of the one before, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Commands recorded together; a repeated import needs the same number
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=256))]
    batch: u16,
}

/// A command and the line it stands on, from 1.
#[derive(Clone)]
struct Line {
    number: usize,
    item: CommandItem,
}

/// What was done.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Imported {
    /// Commands recorded, now or by an earlier import of the same file.
    pub(crate) lines: usize,
    /// In so many lists.
    pub(crate) lists: usize,
    /// Position of the last entry.
    pub(crate) last: u64,
}

/// Imports.
pub(crate) async fn run(session: &Session, args: &ImportArgs) -> Outcome {
    let text = read(&args.file)?;
    let mut client = session.client().await?;
    if args.dry_run {
        return trial::run(session, &mut client, &text, usize::from(args.batch)).await;
    }
    let done = import(&mut client, &text, usize::from(args.batch)).await?;
    if session.json {
        return output::line(
            &json!({ "lines": done.lines, "lists": done.lists, "last_position": done.last })
                .to_string(),
        );
    }
    output::line(&format!(
        "{} commands recorded in {} lists, the last at position {}",
        done.lines, done.lists, done.last
    ))
}

/// Records the commands of `text` in lists of at most `batch`.
pub(crate) async fn import(client: &mut Client, text: &str, batch: usize) -> Outcome<Imported> {
    let lines = parse(text)?;
    let digest = Sha256::digest(text.as_bytes());
    let mut progress = Progress::of(u64::try_from(lines.len()).unwrap_or(u64::MAX), "commands");
    let mut done = Imported::default();
    for list in lists(lines, batch) {
        let items: Vec<CommandItem> = list.iter().map(|line| line.item.clone()).collect();
        let receipt = client.record(&items, key(&digest, done.lists), false).await;
        let receipt = receipt.map_err(|fault| placed(fault, &list, done.lines))?;
        done.lines += list.len();
        done.lists += 1;
        let last =
            receipt.pointer("/events").and_then(Value::as_array).and_then(|events| events.last());
        done.last = last
            .and_then(|event| event.get("position"))
            .and_then(Value::as_u64)
            .unwrap_or(done.last);
        progress.done(u64::try_from(done.lines).unwrap_or(u64::MAX));
    }
    Ok(done)
}

/// Reads every line before anything is sent; blank lines count as lines and hold nothing.
fn parse(text: &str) -> Outcome<Vec<Line>> {
    let mut lines = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let fault = |why: String| {
            Fault::usage(format!("line {number}: {why}"))
                .next("Mend the line; nothing was recorded.")
        };
        let sent: Value = serde_json::from_str(line).map_err(|error| fault(not_json(&error)))?;
        let item = read_item(&sent).map_err(|misread| fault(misread.detail))?;
        lines.push(Line { number, item });
    }
    if lines.is_empty() {
        return Err(Fault::usage("there is no command in the file")
            .next("Each line is one command as JSON."));
    }
    Ok(lines)
}

/// The same lines in the same lists, whenever they are cut.
fn lists(lines: Vec<Line>, batch: usize) -> Vec<Vec<Line>> {
    let mut lists: Vec<Vec<Line>> = Vec::new();
    let mut bytes = 0;
    for line in lines {
        let size = serde_json::to_vec(&line.item).map_or(0, |written| written.len());
        match lists.last_mut() {
            Some(list) if list.len() < batch && bytes + size <= LIST_BYTES => {
                bytes += size;
                list.push(line);
            }
            Some(_) | None => {
                bytes = size;
                lists.push(vec![line]);
            }
        }
    }
    lists
}

/// The key of a list: the file's digest and the list's number, whoever imports it.
fn key(digest: &[u8], list: usize) -> Uuid {
    let mut name = digest.to_vec();
    name.extend_from_slice(&u64::try_from(list).unwrap_or(u64::MAX).to_be_bytes());
    Uuid::new_v5(&NAMESPACE, &name)
}

/// Says which line it was, and how far the import came.
fn placed(mut fault: Fault, lines: &[Line], before: usize) -> Fault {
    let errors = fault.problem.as_ref().and_then(|problem| problem.pointer("/errors/0/pointer"));
    let item = errors
        .and_then(Value::as_str)
        .and_then(|pointer| pointer.split('/').nth(1)?.parse::<usize>().ok());
    let place = match (item.and_then(|item| lines.get(item)), lines.first(), lines.last()) {
        (Some(line), ..) => format!("line {}", line.number),
        (None, Some(first), Some(last)) => format!("lines {} to {}", first.number, last.number),
        (None, ..) => "the list".to_owned(),
    };
    fault.detail =
        format!("{place}: {} ({before} commands before this list were recorded)", fault.detail);
    if let Some(problem) = fault.problem.as_mut().and_then(Value::as_object_mut) {
        problem.insert("detail".to_owned(), json!(fault.detail));
        problem.insert("recorded_before".to_owned(), json!(before));
        if let Some(line) = item.and_then(|item| lines.get(item)) {
            problem.insert("line".to_owned(), json!(line.number));
        }
    }
    // Only a key that was used for another list is unfit as a whole, and keys follow from file and list.
    let status = fault.problem.as_ref().and_then(|problem| problem.get("status"));
    let other_lists = item.is_none() && status.and_then(Value::as_u64) == Some(422);
    fault.next = Some(match (fault.name, before) {
        _other if other_lists => {
            "The file was imported before in other lists: import it with the same --batch as then."
                .to_owned()
        }
        (Name::Busy | Name::Unsettled, _) => {
            "Import the same file again, unchanged and with the same --batch: it completes, and doubles nothing.".to_owned()
        }
        (_, 0) => "Mend it and import again; nothing was recorded.".to_owned(),
        // A changed file has other keys, so what stands in it would be recorded anew.
        (_, before) => format!(
            "Mend it, and import what is left in a file of its own: from line {} on.",
            lines.first().map_or(before + 1, |line| line.number)
        ),
    });
    fault
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data;

    fn lines(count: usize) -> String {
        let line = |n| format!("{{\"command\":\"C\",\"stream\":\"forum-{n}\",\"body\":{{}}}}\n\n");
        (0..count).map(line).collect()
    }

    #[test]
    fn the_starting_set_can_be_read_line_by_line() {
        let parsed = parse(data::STARTING_SET).unwrap();
        let count = parsed.len();
        assert!(count > 300, "{count}");
        let lists = lists(parsed, tingbok_domain::ITEM_LIMIT);
        assert!(lists.iter().all(|list| (1..=tingbok_domain::ITEM_LIMIT).contains(&list.len())));
        assert_eq!(lists.iter().map(Vec::len).sum::<usize>(), count);
    }

    #[test]
    fn blank_lines_are_skipped_and_counted() {
        let parsed = parse(&lines(3)).unwrap();
        assert_eq!(parsed.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 3, 5]);
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_before_anything_is_sent() {
        let fault = parse("{\"command\":\"C\",\"stream\":\"s\",\"body\":{}}\n{\"comand\":1}\n")
            .err()
            .unwrap();
        assert_eq!(fault.exit(), 2);
        assert!(
            fault.detail.starts_with("line 2: comand is no field of a command"),
            "{}",
            fault.detail
        );
        let fault = parse("{\"command\":\"C\",\n").err().unwrap();
        assert!(fault.detail.starts_with("line 1: not JSON: it breaks off"), "{}", fault.detail);
        assert!(parse("\n \n").is_err());
    }

    #[test]
    fn the_same_file_gives_the_same_lists_and_keys_and_another_file_others() {
        let cut = |count| {
            lists(parse(&lines(count)).unwrap(), 2).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(cut(5), [2, 2, 1]);
        let digest = |text: &str| Sha256::digest(text.as_bytes());
        assert_eq!(key(&digest("a"), 1), key(&digest("a"), 1));
        assert_ne!(key(&digest("a"), 1), key(&digest("a"), 2));
        assert_ne!(key(&digest("a"), 1), key(&digest("b"), 1));
    }

    #[test]
    fn long_commands_make_short_lists() {
        let long = "x".repeat(LIST_BYTES / 2);
        let line =
            format!("{{\"command\":\"C\",\"stream\":\"s\",\"body\":{{\"t\":\"{long}\"}}}}\n");
        let cut = lists(parse(&line.repeat(3)).unwrap(), 64);
        assert_eq!(cut.len(), 3);
    }

    #[test]
    fn a_refusal_names_the_line_and_how_many_were_recorded_before() {
        let list = parse(&lines(3)).unwrap();
        let body = br#"{"type":"refused","detail":"no","rule":"r","errors":[{"pointer":"/2/body","detail":"no"}]}"#;
        let fault = placed(Fault::answered(409, body), &list, 64);
        assert_eq!(fault.exit(), 3);
        assert!(fault.detail.starts_with("line 5: no (64 commands before"), "{}", fault.detail);
        assert!(fault.next.as_ref().unwrap().contains("from line 1 on"));
        assert_eq!(fault.problem()["line"], 5);
        let body = br#"{"type":"invalid","status":422,"detail":"this key was used"}"#;
        let fault = placed(Fault::answered(422, body), &list, 0);
        assert!(fault.next.unwrap().contains("same --batch"));
    }
}
