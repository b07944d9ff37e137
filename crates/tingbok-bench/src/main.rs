//! `tingbok-bench`: made histories, rates, and the rig that kills.
use std::{
    error::Error,
    fs::File,
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use tingbok_bench::{Plan, append, generate, kill, pages, read, shares, smoke, table::Table};

/// Made histories, rates, and the rig that kills. Everything in a made history is made up.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Makes a valid history and writes its sealed entries, one a line.
    Generate {
        /// Entries in all.
        #[arg(long, value_parser = clap::value_parser!(u64).range(2..))]
        events: u64,
        /// The same seed asks for the same.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Where to; else stdout.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Measures appending to a new ledger.
    Append {
        /// Entries in all.
        #[arg(long, default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(2..))]
        events: u64,
        /// Requests in flight, 1 to 4096.
        #[arg(long, default_value_t = 256, value_parser = clap::value_parser!(u64).range(1..=4096))]
        in_flight: u64,
        /// The same seed asks for the same.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// A new or empty folder.
        #[arg(long)]
        ledger: PathBuf,
    },
    /// Measures a raw scan and a replay.
    Read {
        /// The ledger's folder; nobody else may have it open.
        #[arg(long)]
        ledger: PathBuf,
    },
    /// Measures how fast a running server answers with pages.
    Pages {
        /// Where it listens.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        server: String,
        /// Connections.
        #[arg(long, default_value_t = 32)]
        connections: u64,
        /// Pages a second.
        #[arg(long, default_value_t = 320)]
        rate: u64,
        /// For so long.
        #[arg(long, default_value_t = 30)]
        seconds: u64,
        /// Entries a second appended meanwhile, with the administrator's token.
        #[arg(long, default_value_t = 1_000)]
        appends: u64,
        /// The administrator's token; without it nothing is appended.
        #[arg(long)]
        token_file: Option<PathBuf>,
        /// The same seed asks for the same pages.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Kills a ledger while it appends, and looks at what is left.
    Kill {
        /// How many times.
        #[arg(long, default_value_t = 100)]
        times: u64,
        /// The same seed kills at the same moments of the same script.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// The process that `kill` kills.
    #[command(hide = true)]
    KillChild {
        /// The ledger's folder.
        folder: PathBuf,
        /// The script's seed.
        seed: u64,
    },
    /// A few seconds of load: that it runs, not how fast.
    Smoke,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tingbok-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<(), Box<dyn Error>> {
    match task {
        Task::Generate { events, seed, out } => {
            let out: Box<dyn Write> = match out {
                Some(path) => Box::new(File::create(path)?),
                None => Box::new(io::stdout()),
            };
            generate_to(Plan::new(events, seed), out)
        }
        Task::Append { events, in_flight, seed, ledger } => {
            let folder = ledger.display();
            println!(
                "tingbok-bench append --events {events} --in-flight {in_flight} --seed {seed} --ledger {folder}\n"
            );
            let in_flight = usize::try_from(in_flight)?;
            print!("{}", append::append(Plan::new(events, seed), in_flight, &ledger)?.table());
            Ok(())
        }
        Task::Read { ledger } => {
            println!("tingbok-bench read --ledger {}\n", ledger.display());
            print!("{}", read::read(&ledger)?.table());
            Ok(())
        }
        Task::Pages { server, connections, rate, seconds, appends, token_file, seed } => {
            println!(
                "tingbok-bench pages --connections {connections} --rate {rate} --seconds {seconds} --appends {appends} --seed {seed}\n"
            );
            let load =
                pages::Load { server, connections, rate, seconds, appends, token_file, seed };
            print!("{}", pages::pages(&load)?.table());
            Ok(())
        }
        Task::Kill { times, seed } => {
            println!("tingbok-bench kill --times {times} --seed {seed}\n");
            let mut progress = |so_far: &kill::Killed| {
                if so_far.kills.is_multiple_of(10) {
                    eprintln!("{} kills, {} hits", so_far.kills, so_far.hits);
                }
            };
            print!("{}", kill::run(&std::env::current_exe()?, times, seed, &mut progress)?);
            Ok(())
        }
        Task::KillChild { folder, seed } => Ok(kill::child::append(&folder, seed)?),
        Task::Smoke => {
            let (appended, rates) = smoke::smoke()?;
            println!("{}\n{}\n{}", appended.survey, appended.table(), rates.table());
            println!("appended, scanned and replayed to the same root");
            Ok(())
        }
    }
}

fn generate_to(plan: Plan, mut out: Box<dyn Write>) -> Result<(), Box<dyn Error>> {
    let mut table = Table::new(&["what", "in 1,000", "of"]);
    for row in shares::SHARES {
        table.row(&[&row.what, &row.per_mille, &row.of]);
    }
    eprintln!("{table}");
    let mut progress = |recorded: u64| eprintln!("{recorded} of {} entries", plan.events);
    let made = generate::generate(plan, &mut out, &mut progress)?;
    eprintln!("{}", made.survey);
    eprintln!("refusals: 0 (the first would have ended the run)");
    eprintln!("{} entries with root {}", made.head.size, made.head.root);
    Ok(())
}
