//! `tingbok record`: one command.
use crate::{
    fault::{Fault, Outcome},
    local,
    output::{self, Page},
    place::Session,
    value,
};
use clap::Args;
use serde_json::Value;
use std::{
    io::{IsTerminal, Read, stdin},
    path::{Path, PathBuf},
};
use tingbok_domain::{
    CommandItem, EntryId, Evidence, Lang, Occurred, ParticipantId, Source, Visibility,
    command::not_json, envelope::SourceKind,
};
use uuid::Uuid;

const EXAMPLES: &str = "\
Examples:
  tingbok record ProposeDecision proposal.json --stream decision --token-file secretariat.token
  tingbok record TakePosition --stream decision-7 --body '{\"round\":1, …}' --token-file member.token
  tingbok record OpenRound round.json --stream decision-7 --expected-version 3 --dry-run";

/// What to record.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct RecordArgs {
    /// The command's name, or that of the kind of event
    #[arg(value_name = "KIND")]
    kind: String,
    /// A file with the body as JSON; - or nothing reads standard input
    file: Option<PathBuf>,
    /// The body as JSON, here
    #[arg(long, value_name = "JSON", conflicts_with = "file")]
    body: Option<String>,
    /// Whose history it goes on: forum-klima, decision-7; decision alone asks for the next number
    #[arg(long, value_name = "STREAM")]
    stream: String,
    /// The version that you read
    #[arg(long, value_name = "N")]
    expected_version: Option<u64>,
    /// When it happened, like 2023-11-10, 2024-04 or [..2024] [default: today]
    #[arg(long, value_name = "DATE")]
    occurred: Option<Occurred>,
    /// The language of the words: nb, nn, en …
    #[arg(long, value_name = "TAG")]
    lang: Option<Lang>,
    /// How it is known: witnessed, or reported by a source
    #[arg(long, value_name = "HOW", value_parser = ["witnessed", "reported"])]
    evidence: Option<String>,
    /// The source, as a reader knows it
    #[arg(long, value_name = "TEXT")]
    source_ref: Option<String>,
    /// Where in the source
    #[arg(long, value_name = "TEXT", requires = "source_ref")]
    source_locator: Option<String>,
    /// What kind of source
    #[arg(long, value_name = "KIND", value_parser = ["seed", "original", "import"], default_value = "original")]
    source_kind: String,
    /// Who may read [default: as the forum's kind says]
    #[arg(long, value_name = "WHO", value_parser = ["public", "after_outcome"])]
    visibility: Option<String>,
    /// The entry that this one answers or corrects
    #[arg(long, value_name = "UUID")]
    causation: Option<Uuid>,
    /// Whom you stand in for
    #[arg(long, value_name = "ID")]
    acting_for: Option<ParticipantId>,
    /// The key of an earlier attempt: learns what became of it, and records nothing twice
    #[arg(long, value_name = "UUID")]
    key: Option<Uuid>,
    /// Decide, show what would be recorded, and record nothing
    #[arg(long)]
    dry_run: bool,
}

/// A command with a body and nothing else said.
pub(crate) fn item(command: &str, stream: &str, body: Value) -> CommandItem {
    CommandItem {
        command: command.to_owned(),
        stream: stream.to_owned(),
        expected_version: None,
        occurred: None,
        lang: None,
        source: None,
        evidence: None,
        visibility: None,
        causation: None,
        acting_for: None,
        body,
    }
}

/// Records it.
pub(crate) async fn run(session: &Session, args: RecordArgs) -> Outcome {
    let body = read_body(&args)?;
    let key = args.key.map_or_else(local::random_key, Ok)?;
    let dry_run = args.dry_run;
    let items = [asked(args, body)];
    let answer = session.client().await?.record(&items, key, dry_run).await?;
    if session.json { output::line(&answer.to_string()) } else { told(&answer, dry_run) }
}

fn read_body(args: &RecordArgs) -> Outcome<Value> {
    let text = match (&args.body, &args.file) {
        (Some(body), _) => body.clone(),
        (None, Some(path)) => read(path)?,
        (None, None) if stdin().is_terminal() => {
            return Err(Fault::usage("the body is missing")
                .next("Name a FILE, or - for standard input, or --body JSON."));
        }
        (None, None) => read(Path::new("-"))?,
    };
    serde_json::from_str(&text).map_err(|error| {
        Fault::usage(format!("the body is {}", not_json(&error)))
            .next("docs/reference/cli.md shows bodies that are taken.")
    })
}

/// A file, or standard input for `-`.
pub(crate) fn read(path: &Path) -> Outcome<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        let read = stdin().read_to_string(&mut text);
        return read
            .map(|_| text)
            .map_err(|error| Fault::usage(format!("standard input: {error}")));
    }
    std::fs::read_to_string(path).map_err(|error| Fault::file(path, &error))
}

fn asked(args: RecordArgs, body: Value) -> CommandItem {
    let kind = match args.source_kind.as_str() {
        "seed" => SourceKind::Seed,
        "import" => SourceKind::Import,
        _original => SourceKind::Original,
    };
    let source = args.source_ref.map(|reference| Source {
        kind,
        reference: Some(reference),
        locator: args.source_locator,
        file: None,
    });
    CommandItem {
        expected_version: args.expected_version,
        occurred: args.occurred,
        lang: args.lang,
        source,
        evidence: args
            .evidence
            .map(|how| if how == "reported" { Evidence::Reported } else { Evidence::Witnessed }),
        visibility: args
            .visibility
            .map(|who| if who == "public" { Visibility::Public } else { Visibility::AfterOutcome }),
        causation: args.causation.map(EntryId),
        acting_for: args.acting_for,
        ..item(&args.kind, &args.stream, body)
    }
}

/// Tells of a receipt, or of what a dry run would record.
pub(crate) fn told(answer: &Value, dry_run: bool) -> Outcome {
    let entries = value::list(answer, if dry_run { "/would" } else { "/events" });
    let rows = entries.iter().map(|entry| {
        let cell = |pointer: &str| value::text(entry, pointer);
        let mut row = vec![cell("/stream"), cell("/version"), cell("/kind")];
        if !dry_run {
            row.insert(0, cell("/position"));
            row.push(cell("/leaf_hash"));
        }
        row
    });
    let rows = rows.collect();
    let mut page = Page::default();
    if dry_run {
        page.text("It would be recorded; nothing was.");
        page.table(&["stream", "version", "kind"], rows);
    } else {
        page.table(&["position", "stream", "version", "kind", "leaf hash"], rows);
    }
    page.write()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::{Cli, Command};
    use clap::Parser;

    fn parsed(line: &[&str]) -> CommandItem {
        let line = ["tingbok", "record"].iter().chain(line);
        let Command::Record(args) = Cli::try_parse_from(line).unwrap().command else { panic!() };
        let body = read_body(&args).unwrap();
        asked(*args, body)
    }

    #[test]
    fn flags_become_the_particulars_of_the_command() {
        let item = parsed(&[
            "RegisterParticipant",
            "--stream",
            "participant-kld",
            "--body",
            "{\"kind\":\"ministry\"}",
            "--occurred",
            "[..2024]",
            "--evidence",
            "reported",
            "--source-ref",
            "Rapport 7",
            "--source-locator",
            "§4",
            "--lang",
            "nb",
            "--acting-for",
            "fin",
            "--expected-version",
            "3",
        ]);
        let json = serde_json::to_value(&item).unwrap();
        assert_eq!(json["source"]["ref"], "Rapport 7");
        assert_eq!(json["source"]["kind"], "original");
        assert_eq!(json["evidence"], "reported");
        assert_eq!(json["occurred"], "[..2024]");
        assert_eq!(json["expected_version"], 3);
        assert_eq!(json["acting_for"], "fin");
    }

    #[test]
    fn what_is_not_said_is_left_to_the_ledger() {
        let item = parsed(&["CloseRound", "--stream", "decision-1", "--body", "{}"]);
        let json = serde_json::to_value(&item).unwrap();
        assert_eq!(
            json,
            serde_json::json!({ "command": "CloseRound", "stream": "decision-1", "body": {} })
        );
    }
}
