//! `tingbok serve`: a folder over HTTP, until it is told to stop.
use crate::{
    fault::{Fault, Name, Outcome, with_causes},
    local, output,
    place::Session,
};
use clap::Args;
use serde_json::json;
use std::{net::SocketAddr, path::Path, sync::Arc};
use tingbok_ledger::{Ledger, Options};
use tingbok_server::{ServeError, Served};
use tokio::signal::unix::{SignalKind, signal};

const EXAMPLES: &str = "\
Examples:
  tingbok serve --ledger DIR --listen 127.0.0.1:8080
  tingbok serve --ledger DIR --listen 0.0.0.0:8080
  tingbok serve --ledger DIR --accept-clock       once, after the clock has been looked at and set right";

/// How to serve.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct ServeArgs {
    /// Where to listen; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Go on although the clock is behind the last entry: an operator has looked
    #[arg(long)]
    accept_clock: bool,
}

/// Serves.
pub(crate) async fn run(session: &Session, args: &ServeArgs) -> Outcome {
    let folder = session.folder()?;
    let options = Options { accept_clock: args.accept_clock, ..Options::default() };
    let ledger = Arc::new(local::open(&folder, options)?);
    let json = session.json;
    let ready = |served: &Served| {
        let address = format!("http://{}", served.address);
        // A reader that went away does not stop a server.
        let _ = if json {
            let socket = served.socket.display().to_string();
            output::line(&json!({ "address": address, "socket": socket }).to_string())
        } else {
            output::line(&format!("Listening on {address}"))
        };
        let _ = output::flush();
        output::talk("Ctrl-C stops it.");
    };
    until_told(ledger, &folder, args.listen, ready).await
}

/// Serves until Ctrl-C or SIGTERM, answers what is under way and closes the ledger.
pub(crate) async fn until_told(
    ledger: Arc<Ledger>,
    folder: &Path,
    listen: SocketAddr,
    ready: impl FnOnce(&Served),
) -> Outcome {
    let unexpected = |error: std::io::Error| Fault::new(Name::Unexpected, error.to_string());
    let mut interrupted = signal(SignalKind::interrupt()).map_err(unexpected)?;
    let mut terminated = signal(SignalKind::terminate()).map_err(unexpected)?;
    let stop = async move {
        tokio::select! {
            _ = interrupted.recv() => {}
            _ = terminated.recv() => {}
        }
        output::talk("Stopping.");
    };
    let served = tingbok_server::serve(ledger.clone(), folder, listen, ready, stop).await;
    ledger.close();
    served.map_err(|error| {
        let name = match &error {
            ServeError::Listen { .. } => Name::Busy,
            ServeError::Socket { .. } => Name::Unexpected,
        };
        Fault::new(name, with_causes(&error))
    })
}
