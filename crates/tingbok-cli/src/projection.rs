//! `tingbok projection`: what follows the log, and building it anew. Works on a folder that nobody holds.
use crate::{
    fault::{Fault, Name, Outcome},
    local, output,
    output::Page,
    place::Session,
    replay,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::Path;
use tingbok_ledger::{Ledger, Options};

const EXAMPLES: &str = "\
Examples:
  tingbok projection rebuild --check --ledger DIR    compare the live state with one built from position 0
  tingbok projection rebuild --ledger DIR            drop the snapshot and build the state anew";

/// What to do.
#[derive(Subcommand)]
pub(crate) enum Projection {
    /// What there is, and how far it has come
    List,
    /// Build everything anew from the log
    Rebuild(RebuildArgs),
}

/// How to rebuild.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct RebuildArgs {
    /// Change nothing: build anew beside, and compare
    #[arg(long)]
    check: bool,
}

/// Does it.
pub(crate) fn run(session: &Session, what: &Projection) -> Outcome {
    let folder = session.folder()?;
    match what {
        Projection::List => list(session, &folder),
        Projection::Rebuild(args) if args.check => check(session, &folder),
        Projection::Rebuild(_) => rebuild(session, &folder),
    }
}

fn list(session: &Session, folder: &Path) -> Outcome {
    let ledger = local::open(folder, Options::default())?;
    let reader = ledger.reader();
    let (register, views, head) = (reader.register(), reader.views(), reader.head());
    let digest = replay::live_digest(&ledger)?;
    if session.json {
        let answer = json!({ "register": register.size(), "views": views.applied(), "digest": digest, "head": head });
        return output::line(&answer.to_string());
    }
    let mut page = Page::default();
    let row = |name: &str, what: &str, size: u64| {
        vec![name.to_owned(), what.to_owned(), size.to_string()]
    };
    page.table(
        &["name", "what it is", "entries taken in"],
        vec![
            row("register", "what rules stand on", register.size()),
            row("views", "what pages stand on", views.applied()),
        ],
    );
    page.field("log", &format!("{} entries, root {}", head.size, head.root));
    page.field("digest", &digest);
    page.write()
}

fn check(session: &Session, folder: &Path) -> Outcome {
    let ledger = local::open(folder, Options::default())?;
    let (live, rebuilt) = both(&ledger)?;
    told(session, &ledger, &live, &rebuilt)?;
    if live == rebuilt {
        return Ok(());
    }
    Err(Fault::new(
        Name::VerificationFailed,
        format!("live the digest is {live}, rebuilt from the log it is {rebuilt}"),
    )
    .next("`tingbok projection rebuild` makes the live state anew from the log."))
}

/// The snapshot is only a start: without it the next open reads the whole log.
fn rebuild(session: &Session, folder: &Path) -> Outcome {
    let options = Options { use_snapshot: false, ..Options::default() };
    let ledger = local::open(folder, options)?;
    // The lock on the folder is ours, so nobody reads the snapshot now.
    match std::fs::remove_file(folder.join("snapshot")) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Fault::file(&folder.join("snapshot"), &error)),
    }
    let digest = replay::live_digest(&ledger)?;
    told(session, &ledger, &digest, &digest)
}

fn both(ledger: &Ledger) -> Outcome<(String, String)> {
    let live = replay::live_digest(ledger)?;
    let rebuilt = replay::whole(ledger)?.fold.digest();
    let rebuilt = rebuilt.map_err(|error| Fault::new(Name::Unexpected, error.to_string()))?;
    Ok((live, rebuilt))
}

fn told(session: &Session, ledger: &Ledger, live: &str, rebuilt: &str) -> Outcome {
    let head = ledger.reader().head();
    if session.json {
        let answer = json!({ "size": head.size, "root": head.root, "live": live, "rebuilt": rebuilt, "equal": live == rebuilt });
        return output::line(&answer.to_string());
    }
    let mut page = Page::default();
    page.field("entries", &head.size.to_string());
    page.field("live", live);
    page.field("rebuilt", rebuilt);
    page.field("", if live == rebuilt { "equal" } else { "NOT equal" });
    page.write()
}
