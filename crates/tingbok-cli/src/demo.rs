//! `tingbok demo`: a fresh ledger with the starting set, one token for each role, served on this machine.
use crate::{
    client::Client,
    data,
    fault::{Fault, Name, Outcome},
    import::{LIST_ITEMS, import},
    init, local, output,
    place::{Session, Token},
    serve::until_told,
    token::{Grant, new_token},
};
use clap::Args;
use serde_json::json;
use std::{
    net::{SocketAddr, TcpListener},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};
use tingbok_domain::{Role, envelope::Timestamp};
use tingbok_ledger::{Clock, FileClock, FixedClock, Folder, Ledger, Options, SystemClock};
use tingbok_server::Served;

/// Who administers and registers here.
const ADMINISTRATOR: &str = "dfd";
const ORIGIN: &str = "demo.invalid/departementsfellesskapet";
const PORT: u16 = 8080;

/// One token for each role. Members and secretariat are of different organisations, so that one can answer
/// what the other proposes.
const TOKENS: [(Role, &str, Option<&str>); 9] = [
    (Role::Registrar, ADMINISTRATOR, None),
    (Role::Auditor, "dfo", None),
    (Role::Secretariat, "kld", Some("klima")),
    (Role::Chair, "kld", Some("klima")),
    (Role::Member, "fin", Some("klima")),
    (Role::Responsible, "kdd", None),
    (Role::Coordinator, "dfd", None),
    (Role::Evaluator, "dfo", None),
    (Role::Addressee, "kdd", None),
];

const EXAMPLES: &str = "\
Examples:
  tingbok demo                                  in a new temporary folder, which stays
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
    /// Without the starting set, and with tokens for administrator and registrar alone
    #[arg(long)]
    bare: bool,
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
    let folder = match session.folder_flag() {
        Some(folder) => folder.to_owned(),
        None => temporary()?,
    };
    let options = Options { clock: clock(args.now), ..Options::default() };
    let init = init::settings(ADMINISTRATOR, "Europe/Oslo", ORIGIN, data::COMMUNITY_RULES)?;
    let ledger =
        Ledger::init(&folder, init, options).map_err(|error| Fault::opening(&folder, &error))?;
    let ledger = Arc::new(ledger);
    fill(&ledger, &folder, args.bare).await?;
    let json = session.json;
    let ready = |served: &Served| {
        // A reader that went away does not stop a server.
        let _ = tell(served, &folder, json, args.bare);
    };
    let served = until_told(ledger, &folder, listen, ready).await;
    output::talk(&format!("The ledger stays in {}.", folder.display()));
    served
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

/// Grants the registrar, imports the starting set through the rules, then grants all other roles.
async fn fill(ledger: &Arc<Ledger>, folder: &Path, bare: bool) -> Outcome {
    let tokens = Folder::new(folder.join("tokens"));
    std::fs::create_dir_all(tokens.path()).map_err(|error| Fault::file(tokens.path(), &error))?;
    let path = Folder::new(folder).administrator_token();
    let administrator =
        std::fs::read_to_string(&path).map_err(|error| Fault::file(&path, &error))?;
    let administrator = Token(administrator.trim().to_owned());
    keep(&tokens, Role::Administrator, &administrator.0)?;
    let (first, others) = TOKENS.split_at(1);
    let registrar = grant(ledger, &administrator, &tokens, first).await?;
    if bare {
        return Ok(());
    }
    output::talk("Importing the starting set through the rules …");
    if let Some(registrar) = registrar {
        let mut client = Client::borrowed(ledger.clone(), registrar);
        let done = import(&mut client, data::STARTING_SET, LIST_ITEMS).await?;
        output::talk(&format!(
            "{} facts after their sources, the last at position {}.",
            done.lines, done.last
        ));
    }
    grant(ledger, &administrator, &tokens, others).await.map(|_| ())
}

/// Grants roles in one list and keeps their tokens; gives the last one, visible to readers.
async fn grant(
    ledger: &Arc<Ledger>,
    administrator: &Token,
    tokens: &Folder,
    roles: &[(Role, &str, Option<&str>)],
) -> Outcome<Option<Token>> {
    let today = ledger.reader().register().day(ledger.reader().now()).to_string();
    let mut commands = Vec::new();
    let mut made = Vec::new();
    for (role, participant, forum) in roles.iter().copied() {
        let token = new_token()?;
        commands.push(Grant { participant, role, forum, to: None }.command(&token, &today));
        made.push((role, token));
    }
    let mut client = Client::borrowed(ledger.clone(), administrator.clone());
    let receipt = client.record(&commands, local::random_key()?, false).await?;
    for (role, token) in &made {
        keep(tokens, *role, token.token.expose())?;
    }
    let last = receipt
        .pointer("/events")
        .and_then(|events| events.as_array()?.last()?.get("position")?.as_u64());
    if let Some(position) = last {
        ledger.reader().wait_for(position, Duration::from_secs(10)).await;
    }
    Ok(made.pop().map(|(_, token)| Token(token.token.expose().to_owned())))
}

fn keep(tokens: &Folder, role: Role, token: &str) -> Outcome {
    let name = format!("{}.token", role.word());
    let kept = tokens.write_private(&name, format!("{token}\n").as_bytes());
    kept.map(|_| ()).map_err(|error| Fault::file(&tokens.path().join(name), &error))
}

fn tell(served: &Served, folder: &Path, json: bool, bare: bool) -> Outcome {
    let address = format!("http://{}", served.address);
    let tokens = folder.join("tokens");
    let (ledger, tokens) = (folder.display().to_string(), tokens.display().to_string());
    if json {
        output::line(
            &json!({ "address": address, "ledger": ledger, "tokens": tokens }).to_string(),
        )?;
        return output::flush();
    }
    // As it can be typed: the program itself, wherever it was built.
    let program = std::env::current_exe()
        .map_or_else(|_| "tingbok".to_owned(), |path| path.display().to_string());
    let mut lines = vec![
        format!("Pages   {address}/nb"),
        format!("API     {address}/api/v1/head"),
        format!("Ledger  {ledger}"),
        format!("Tokens  {tokens}"),
    ];
    if !bare {
        lines.extend([
            String::new(),
            "Try, in another window:".to_owned(),
            format!("  {program} show forum/klima --ledger {ledger}"),
            format!("  {program} replay --until 100 --ledger {ledger}"),
            format!("  {program} token list --server {address}"),
        ]);
    }
    lines.push(String::new());
    lines.push("Ctrl-C stops it.".to_owned());
    lines.iter().try_for_each(|line| output::line(line))?;
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
        let init =
            init::settings(ADMINISTRATOR, "Europe/Oslo", ORIGIN, data::COMMUNITY_RULES).unwrap();
        let ledger = Arc::new(Ledger::init(folder.path(), init, options).unwrap());
        fill(&ledger, folder.path(), false).await.unwrap();
        for role in Role::ALL {
            let path = folder.path().join(format!("tokens/{}.token", role.word()));
            let token = std::fs::read_to_string(path).unwrap();
            let who = ledger.reader().authenticate(&token).unwrap();
            assert_eq!(who.actor.role, role);
        }
        let lines = data::STARTING_SET.lines().count();
        assert_eq!(ledger.reader().head().size, u64::try_from(2 + TOKENS.len() + lines).unwrap());
    }
}
