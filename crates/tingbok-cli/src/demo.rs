//! `tingbok demo`: a fresh ledger with the starting set, one token for each role, served on this machine.
mod clock;
mod fiction;
mod guide;
mod script;
mod tokens;

use crate::{
    client::Client,
    data,
    fault::{Fault, Name, Outcome},
    import::{LIST_ITEMS, import},
    init, output,
    place::{Session, Token},
    serve::until_told,
};
use clap::Args;
use fiction::Fiction;
use guide::Guide;
use serde_json::json;
use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
};
use tingbok_domain::{Role, envelope::Timestamp};
use tingbok_ledger::{Clock, FileClock, FixedClock, Folder, Ledger, Options, SystemClock};
use tingbok_server::Served;
use tokens::Seat;

/// Who administers and registers here.
const ADMINISTRATOR: &str = "dfd";
const ORIGIN: &str = "demo.invalid/departementsfellesskapet";
const PORT: u16 = 8080;

/// One token for each role. Members and secretariat are of different organisations, so that one can answer what
/// the other proposes.
const SEATS: [Seat<'static>; 9] = [
    (Role::Registrar, ADMINISTRATOR, None),
    (Role::Auditor, "dfo", None),
    (Role::Secretariat, "kld", Some("klima")),
    (Role::Chair, "kld", Some("klima")),
    (Role::Member, "fin", Some("klima")),
    (Role::Responsible, "kdd", None),
    (Role::Coordinator, ADMINISTRATOR, None),
    (Role::Evaluator, "dfo", None),
    (Role::Addressee, "kdd", None),
];
/// The same with the fiction, all of invented participants but those who only keep the ledger: administrator,
/// registrar and auditor. Nobody coordinates or evaluates here: the rule data names real organisations for that, and
/// what is witnessed in their names must not stand beside what is invented.
const INVENTED: [Seat<'static>; 7] = [
    (Role::Registrar, ADMINISTRATOR, None),
    (Role::Auditor, "dfo", None),
    (Role::Secretariat, guide::SECRETARIAT, Some(guide::FORUM)),
    (Role::Chair, guide::LEAD, Some(guide::FORUM)),
    (Role::Member, guide::MEMBER, None),
    (Role::Responsible, guide::LEAD, None),
    (Role::Addressee, guide::MEMBER, None),
];
/// The decision of the fiction that had two rounds, by its label.
const REVISED: &str = "ikt";

const EXAMPLES: &str = "\
Examples:
  tingbok demo                                  in a new temporary folder, which stays
  tingbok demo --with-fiction                   and an invented year of rounds, mandates and measures
  tingbok demo --ledger DIR --listen 127.0.0.1:0
  tingbok demo --now 2026-03-02T09:00:00Z       with a clock that stands still";

/// How to show it.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct DemoArgs {
    /// Where to listen [default: 127.0.0.1:8080, or a free port when that is taken]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,
    /// A clock that stands still at a moment, or that a file sets: 2026-03-02T09:00:00Z or @FILE
    #[arg(long, value_name = "TIME|@FILE")]
    now: Option<Now>,
    /// With an invented community beside the starting set, played on a scripted clock that ends before now
    #[arg(long, conflicts_with = "bare")]
    with_fiction: bool,
    /// Without the starting set, and with tokens for administrator and registrar alone
    #[arg(long)]
    bare: bool,
}

/// What goes into the ledger.
enum Filling {
    /// Nothing.
    Bare,
    /// What sources tell.
    Sources,
    /// What sources tell, and then the fiction.
    Fiction(Fiction),
}

/// What the clock says.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Now {
    At(Timestamp),
    File(PathBuf),
}

impl std::str::FromStr for Now {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix('@') {
            Some(path) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(_) => Err("after @ comes the name of a file".to_owned()),
            None => text.parse().map(Self::At).map_err(|_| {
                format!("«{text}» is no moment: write it like 2026-03-02T09:00:00Z, or @FILE")
            }),
        }
    }
}

fn clock(now: Option<Now>) -> Arc<dyn Clock> {
    match now {
        Some(Now::At(moment)) => Arc::new(FixedClock(moment)),
        Some(Now::File(path)) => Arc::new(FileClock(path)),
        None => Arc::new(SystemClock::new()),
    }
}

/// Makes it and serves it.
pub(crate) async fn run(session: &Session, args: DemoArgs) -> Outcome {
    let listen = address(args.listen);
    let goes_on = clock(args.now);
    let filling = match (args.bare, args.with_fiction) {
        (true, _) => Filling::Bare,
        (false, true) => Filling::Fiction(Fiction::ready(goes_on.clone())?),
        (false, false) => Filling::Sources,
    };
    let clock = match &filling {
        Filling::Fiction(fiction) => fiction.clock(),
        Filling::Bare | Filling::Sources => goes_on,
    };
    let folder = match session.folder_flag() {
        Some(folder) => std::path::absolute(folder).map_err(|error| Fault::file(folder, &error))?,
        None => temporary()?,
    };
    let ledger = new_ledger(&folder, Options { clock, ..Options::default() })?;
    let guide = fill(&ledger, &folder, filling).await?;
    let json = session.json;
    let ready = |served: &Served| {
        // A reader that went away does not stop a server.
        let _ = tell(served, &folder, json, guide.as_ref());
    };
    let served = until_told(ledger, &folder, listen, ready).await;
    output::talk(&format!("The ledger stays in {}.", folder.display()));
    served
}

/// A ledger of the community, with its rule data and an administrator.
fn new_ledger(folder: &Path, options: Options) -> Outcome<Arc<Ledger>> {
    let init = init::settings(ADMINISTRATOR, "Europe/Oslo", ORIGIN, data::COMMUNITY_RULES)?;
    let ledger = Ledger::init(folder, init, options);
    ledger.map(Arc::new).map_err(|error| Fault::opening(folder, &error))
}

/// The address asked for, or the usual one when it is free.
fn address(asked: Option<SocketAddr>) -> SocketAddr {
    asked.unwrap_or_else(|| {
        let usual = SocketAddr::from(([127, 0, 0, 1], PORT));
        if TcpListener::bind(usual).is_ok() { usual } else { SocketAddr::from(([127, 0, 0, 1], 0)) }
    })
}

fn temporary() -> Outcome<PathBuf> {
    let folder = tempfile::Builder::new().prefix("tingbok-demo-").tempdir();
    let folder = folder
        .map_err(|error| Fault::new(Name::Unexpected, format!("a temporary folder: {error}")))?;
    Ok(folder.keep())
}

/// Grants the registrar, imports the starting set through the rules, plays the fiction where it is asked for,
/// and grants all other roles.
async fn fill(ledger: &Arc<Ledger>, folder: &Path, filling: Filling) -> Outcome<Option<Guide>> {
    let kept = Folder::new(folder.join("tokens"));
    std::fs::create_dir_all(kept.path()).map_err(|error| Fault::file(kept.path(), &error))?;
    let path = Folder::new(folder).administrator_token();
    let administrator =
        std::fs::read_to_string(&path).map_err(|error| Fault::file(&path, &error))?;
    let administrator = Token(administrator.trim().to_owned());
    let own = (Role::Administrator, ADMINISTRATOR, None);
    tokens::keep(&kept, &[own], std::slice::from_ref(&administrator))?;
    let seats: &[Seat<'static>] =
        if matches!(filling, Filling::Fiction(_)) { &INVENTED } else { &SEATS };
    let (first, others) = seats.split_at(1);
    let registrar = tokens::grant(ledger, &administrator, first).await?;
    tokens::keep(&kept, first, &registrar)?;
    if matches!(filling, Filling::Bare) {
        return Ok(None);
    }
    if let Some(registrar) = registrar.into_iter().next() {
        sources(ledger, registrar).await?;
    }
    let revised = match filling {
        Filling::Fiction(fiction) => {
            let known = fiction.play(ledger, &administrator).await?;
            known.stream(REVISED).map(ToString::to_string)
        }
        Filling::Bare | Filling::Sources => None,
    };
    let granted = tokens::grant(ledger, &administrator, others).await?;
    tokens::keep(&kept, others, &granted)?;
    let seats = std::iter::once(own).chain(seats.iter().copied()).collect();
    Guide::ready(ledger, folder, seats, revised).map(Some)
}

/// Imports what sources tell.
async fn sources(ledger: &Arc<Ledger>, registrar: Token) -> Outcome {
    output::talk("Importing the starting set through the rules …");
    let mut client = Client::borrowed(ledger.clone(), registrar);
    let done = import(&mut client, data::STARTING_SET, LIST_ITEMS).await?;
    ledger.reader().wait_for(done.last, tokens::PATIENCE).await;
    output::talk(&format!(
        "{} facts after their sources, the last at position {}.",
        done.lines, done.last
    ));
    Ok(())
}

fn tell(served: &Served, folder: &Path, json: bool, guide: Option<&Guide>) -> Outcome {
    let address = format!("http://{}", served.address);
    let tokens = folder.join("tokens");
    let (ledger, tokens) = (folder.display().to_string(), tokens.display().to_string());
    if json {
        let things = guide.map(|guide| guide.told(served.address));
        let told = json!({ "address": address, "ledger": ledger, "tokens": tokens, "try": things });
        output::line(&told.to_string())?;
        return output::flush();
    }
    for line in [
        format!("Pages   {address}/nb"),
        format!("API     {address}/api/v1/head"),
        format!("Ledger  {ledger}"),
        format!("Tokens  {tokens}"),
    ] {
        output::line(&line)?;
    }
    guide.map_or(Ok(()), |guide| guide.tell(served.address))?;
    output::line("\nCtrl-C stops it.")?;
    output::flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stands_still_at_a_moment_or_follows_a_file() {
        assert!(matches!("2026-03-02T09:00:00Z".parse(), Ok(Now::At(_))));
        assert_eq!("@clock".parse(), Ok(Now::File("clock".into())));
        for bad in ["@", "noon", ""] {
            assert!(bad.parse::<Now>().is_err(), "{bad}");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_whole_starting_set_goes_through_the_rules_and_every_role_gets_a_token() {
        let folder = tempfile::tempdir().unwrap();
        let moment = "2026-11-22T12:00:00Z".parse().unwrap();
        let options = Options { clock: clock(Some(Now::At(moment))), ..Options::default() };
        let ledger = new_ledger(folder.path(), options).unwrap();
        fill(&ledger, folder.path(), Filling::Sources).await.unwrap();
        for role in Role::ALL {
            let path = folder.path().join(format!("tokens/{}.token", role.word()));
            let token = std::fs::read_to_string(path).unwrap();
            let who = ledger.reader().authenticate(&token).unwrap();
            assert_eq!(who.actor.role, role);
        }
        let lines = data::STARTING_SET.lines().count();
        assert_eq!(ledger.reader().head().size, u64::try_from(2 + SEATS.len() + lines).unwrap());
    }
}
