//! The command `tingbok`.
//!
//! **Invariant: no rules of its own.** Whatever is read or recorded goes as a request to the HTTP handlers of
//! the server crate: over TCP, over the socket of the server that holds a folder, or within this process. Only
//! an auditor's bulk work (replay, rebuild, restore) reads the log itself. Data goes to standard output, talk
//! to standard error, and a secret is never taken in a flag.
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::as_conversions
    )
)]

mod access;
mod agreed;
mod args;
mod client;
mod data;
mod demo;
mod entries;
mod export;
mod fault;
mod import;
mod init;
mod local;
mod log;
mod output;
mod place;
mod progress;
mod projection;
mod record;
mod replay;
mod restore;
mod serve;
mod show;
mod time;
mod token;
mod transport;
mod value;
mod view;
mod wire;

use args::{Cli, Command};
use clap::Parser;
use fault::{Fault, Name};
use place::Session;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let json = cli.global.json;
    match start(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            fault.report(json);
            ExitCode::from(fault.exit())
        }
    }
}

fn start(cli: Cli) -> Result<(), Fault> {
    // Reading waits for the disk, so far more readers than cores; not so many that memory goes by their number.
    const READERS: usize = 64;
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.enable_all().max_blocking_threads(READERS).build();
    let runtime = runtime.map_err(|error| Fault::new(Name::Unexpected, error.to_string()))?;
    runtime.block_on(run(cli))
}

async fn run(cli: Cli) -> Result<(), Fault> {
    let session = Session::new(cli.global);
    match cli.command {
        Command::Demo(args) => demo::run(&session, args).await,
        Command::Init(args) => init::run(&session, &args),
        Command::Serve(args) => serve::run(&session, &args).await,
        Command::Record(args) => record::run(&session, *args).await,
        Command::Import(args) => import::run(&session, &args).await,
        Command::Log(args) => log::run(&session, args).await,
        Command::Show(args) => show::run(&session, args).await,
        Command::Agreed(args) => agreed::run(&session, args).await,
        Command::Overdue(args) => view::overdue(&session, args).await,
        Command::View(args) => view::run(&session, args).await,
        Command::Replay(args) => replay::run(&session, &args).await,
        Command::Export { what } => export::run(&session, what).await,
        Command::Restore(args) => restore::run(&session, &args),
        Command::Projection { what } => projection::run(&session, &what),
        Command::Token { what } => token::run(&session, what).await,
        Command::Access { what: args::Access::Table } => access::run(&session),
    }
}
