//! `tingbok replay`: the log from its first entry on, each hashed over its bytes and folded anew. On a folder
//! that this process opens it reads the log itself; else it reads the entries from the server.
use crate::{
    client::Client,
    entries::{self, Line},
    fault::{Fault, Name, Outcome, is_systems, with_causes},
    output::{self, Page},
    place::Session,
    progress::Progress,
};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Value, json};
use tingbok_domain::{LeafHash, Recorded, codec, edtf::By, envelope::Timestamp};
use tingbok_ledger::{Fold, Ledger, Replay, ReplayError, Replayed};
use tingbok_transparency::leaf_hash;

const EXAMPLES: &str = "\
Examples:
  tingbok replay --ledger DIR --digest             all of it, and compare with the live state
  tingbok replay --ledger DIR --until 100          the first 100 entries
  tingbok replay --ledger DIR --as-of 2023-11-10   how much had surely happened by then
  tingbok replay --server http://host:8080 --token-file auditor.token";

/// How far to replay.
#[derive(Args, Clone, Copy)]
#[command(before_help = EXAMPLES)]
pub(crate) struct ReplayArgs {
    /// Only the first N entries
    #[arg(long, value_name = "N")]
    until: Option<u64>,
    /// Also count what had happened by the end of this day
    #[arg(long, value_name = "DATE", value_parser = crate::args::day)]
    as_of: Option<NaiveDate>,
    /// Only what the ledger knew at this moment
    #[arg(long, value_name = "TIME", value_parser = crate::args::moment)]
    known_at: Option<Timestamp>,
    /// Print the digest of what was rebuilt; on a folder compare it with the live state
    #[arg(long)]
    digest: bool,
}

/// What was found.
struct Found {
    replayed: Replayed,
    digest: Option<String>,
    /// The digest of the live state, where it can be had.
    live: Option<String>,
}

/// Replays.
pub(crate) async fn run(session: &Session, args: &ReplayArgs) -> Outcome {
    let mut client = session.client().await?;
    let (replayed, live) = match client.ledger() {
        Some(ledger) => {
            (from_log(ledger, args)?, args.digest.then(|| live_digest(ledger)).transpose()?)
        }
        None => (from_server(&mut client, args).await?, None),
    };
    let digest = args
        .digest
        .then(|| replayed.fold.digest().map_err(|error| unexpected(&error)))
        .transpose()?;
    let live = live.filter(|_| replayed.whole);
    let found = Found { replayed, digest, live };
    tell(session, args, &found)?;
    match (&found.digest, &found.live) {
        (Some(rebuilt), Some(live)) if rebuilt != live => Err(Fault::new(
            Name::VerificationFailed,
            format!("rebuilt from the log the digest is {rebuilt}, live it is {live}"),
        )
        .next("`tingbok projection rebuild` makes the live state anew from the log.")),
        _same => Ok(()),
    }
}

/// Replays the log that this process holds.
pub(crate) fn from_log(ledger: &Ledger, args: &ReplayArgs) -> Outcome<Replayed> {
    let log = ledger
        .storage()
        .ok_or_else(|| Fault::new(Name::Unexpected, "the ledger has no log on disk"))?;
    let how = Replay { until: args.until, known_at: args.known_at, as_of: args.as_of };
    let size = ledger.reader().head().size;
    let mut progress = Progress::of(args.until.map_or(size, |until| until.min(size)), "entries");
    tingbok_ledger::replay(log, how, &mut |done| progress.done(done))
        .map_err(|error| damaged(&error))
}

/// Replays everything.
pub(crate) fn whole(ledger: &Ledger) -> Outcome<Replayed> {
    from_log(ledger, &ReplayArgs { until: None, as_of: None, known_at: None, digest: true })
}

/// The digest of what readers see.
pub(crate) fn live_digest(ledger: &Ledger) -> Outcome<String> {
    let reader = ledger.reader();
    let fold = Fold {
        register: (*reader.register()).clone(),
        views: (*reader.views()).clone(),
        ..Fold::default()
    };
    fold.digest().map_err(|error| unexpected(&error))
}

fn unexpected(error: &dyn std::error::Error) -> Fault {
    Fault::new(Name::Unexpected, with_causes(error))
}

fn damaged(error: &ReplayError) -> Fault {
    if is_systems(error) {
        return unexpected(error).next("Check the disk and who may read the folder.");
    }
    Fault::new(Name::VerificationFailed, with_causes(error))
        .next("Keep the folder as it is, and restore a copy elsewhere.")
}

async fn from_server(client: &mut Client, args: &ReplayArgs) -> Outcome<Replayed> {
    let head = entries::head(client).await?;
    let end = args.until.map_or(head.size, |until| until.min(head.size));
    let mut done = Replayed { fold: Fold::default(), by: [0; 4], whole: false };
    let mut take = |position, line: Line<'_>, _: &[u8]| {
        let Line::Entry(bytes) = line else {
            return Err(Fault::new(
                Name::Forbidden,
                format!("entry {position} becomes public later and cannot be replayed yet"),
            )
            .next("Name an auditor's token: --token-file FILE."));
        };
        let entry = codec::decode(bytes).map_err(|error| {
            Fault::new(Name::VerificationFailed, format!("entry {position}: {error}"))
        })?;
        if args.known_at.is_some_and(|known_at| entry.recorded_at > known_at) {
            return Ok(false);
        }
        if let Some(day) = args.as_of {
            count(&mut done.by, entry.particulars.occurred.by(day));
        }
        done.fold.take(&Recorded { position, leaf: LeafHash(leaf_hash(bytes).0), entry });
        Ok(true)
    };
    entries::walk(client, &head, end, &mut take).await?;
    done.whole = done.fold.size() == head.size;
    Ok(done)
}

fn count(by: &mut [u64; 4], what: By) {
    let [yes, possibly, no, undated] = by;
    *match what {
        By::Yes => yes,
        By::Possibly => possibly,
        By::No => no,
        By::Undated => undated,
    } += 1;
}

fn tell(session: &Session, args: &ReplayArgs, found: &Found) -> Outcome {
    let fold = &found.replayed.fold;
    let (size, root) = (fold.size(), fold.frontier.root().to_string());
    let [yes, possibly, no, undated] = found.replayed.by;
    if session.json {
        let by = args.as_of.map(|day| {
            json!({ "as_of": day, "happened": yes, "possibly": possibly, "not_yet": no, "undated": undated })
        });
        let answer = json!({
            "size": size, "root": root, "whole": found.replayed.whole, "by": by.unwrap_or(Value::Null),
            "digest": found.digest, "live_digest": found.live,
        });
        return output::line(&answer.to_string());
    }
    let mut page = Page::default();
    page.field("entries", &size.to_string());
    page.field("root", &root);
    let compared = if found.replayed.whole {
        "every entry was hashed; the root is that of the log"
    } else {
        "a part of the log: compare the root with one that you kept"
    };
    page.field("", compared);
    page.field("digest", found.digest.as_deref().unwrap_or_default());
    if let (Some(rebuilt), Some(live)) = (&found.digest, &found.live) {
        page.field(
            "",
            if rebuilt == live {
                "the same as the live state"
            } else {
                "NOT the same as the live state"
            },
        );
    }
    if let Some(day) = args.as_of {
        page.heading(&format!("By {day}:"));
        page.field("had happened", &yes.to_string());
        page.field("possibly", &possibly.to_string());
        page.field("not yet", &no.to_string());
        page.field("undated", &undated.to_string());
    }
    page.write()
}
