//! What the command line takes; the arguments of each group stand in its own module.
#![expect(clippy::doc_markdown, reason = "comments on flags are the help as people read it")]
use crate::{
    agreed::AgreedArgs,
    demo::DemoArgs,
    export::Export,
    import::ImportArgs,
    init::InitArgs,
    log::LogArgs,
    projection::Projection,
    record::RecordArgs,
    replay::ReplayArgs,
    restore::RestoreArgs,
    serve::ServeArgs,
    show::ShowArgs,
    token::TokenCommand,
    view::{OverdueArgs, ViewArgs},
};
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  tingbok demo                                    a fresh ledger with the starting set, served on this machine
  tingbok show forum/klima --ledger DIR           where a forum stands
  tingbok agreed kld --server http://host:8080    who agreed to what
  tingbok replay --digest --ledger DIR            rebuild everything from the log and compare";

const EXIT_CODES: &str = "\
Exit codes: 0 done · 1 unexpected · 2 usage or invalid input · 3 refused by a rule · 4 not found · \
5 conflict · 6 verification failed or damage · 7 no valid token, or no right · 8 busy, nothing recorded · \
9 unsettled: repeat with the same key";

/// Tingbok: a ledger of what forums decide, that everybody can check.
#[derive(Parser)]
#[command(name = "tingbok", version, before_help = EXAMPLES, after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct Global {
    /// A server to talk to, like http://127.0.0.1:8080 [environment: TINGBOK_SERVER]
    #[arg(long, global = true, value_name = "URL", help_heading = "Which ledger")]
    pub(crate) server: Option<String>,
    /// A ledger's folder on this machine [environment: TINGBOK_LEDGER] [default: ./tingbok-ledger]
    #[arg(long, global = true, value_name = "DIR", help_heading = "Which ledger")]
    pub(crate) ledger: Option<PathBuf>,
    /// A file with the token to use [environment: TINGBOK_TOKEN_FILE] [default for a folder, when
    /// recording: its administrator.token]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Which ledger")]
    pub(crate) token_file: Option<PathBuf>,
    /// Answer in JSON, errors too
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

/// The commands.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Start: a fresh ledger with the starting set, served on this machine
    Demo(DemoArgs),
    /// Start: make a ledger in a new folder
    Init(InitArgs),
    /// Start: serve a folder over HTTP
    Serve(ServeArgs),
    /// Record one command
    Record(Box<RecordArgs>),
    /// Record a file of commands through the rules
    Import(ImportArgs),
    /// Read what was recorded
    Log(LogArgs),
    /// Read where one thing stands
    Show(ShowArgs),
    /// Read what a participant agreed to, and what not
    Agreed(AgreedArgs),
    /// Read what is late, and who must act
    Overdue(OverdueArgs),
    /// Read what can only be seen across things: ladder, problems, roles, gaps, contradictions, minutes
    View(ViewArgs),
    /// Audit: rebuild everything from the log and compare
    Replay(ReplayArgs),
    /// Audit: take the entries out as they are
    Export {
        #[command(subcommand)]
        what: Export,
    },
    /// Operate: put an export into a new folder, against a root known from elsewhere
    Restore(RestoreArgs),
    /// Operate: what follows the log, and building it anew
    Projection {
        #[command(subcommand)]
        what: Projection,
    },
    /// Operate: who may record
    Token {
        #[command(subcommand)]
        what: TokenCommand,
    },
    /// Operate: what each role may record
    Access {
        #[command(subcommand)]
        what: Access,
    },
}

/// About access.
#[derive(Subcommand)]
pub(crate) enum Access {
    /// Print the table of roles and kinds
    Table,
}

/// Reads a day.
pub(crate) fn day(text: &str) -> Result<chrono::NaiveDate, String> {
    text.parse().map_err(|_| format!("«{text}» is no day: write it like 2023-11-10"))
}

/// Reads a moment.
pub(crate) fn moment(text: &str) -> Result<tingbok_domain::envelope::Timestamp, String> {
    text.parse().map_err(|_| format!("«{text}» is no moment: write it like 2026-03-02T09:00:00Z"))
}

/// The time that is asked for.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct When {
    /// What had surely happened by the end of this day, like 2023-11-10
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<chrono::NaiveDate>,
    /// What the ledger knew at this moment, like 2026-03-02T09:00:00Z
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(crate) known_at: Option<tingbok_domain::envelope::Timestamp>,
    /// The state after so many entries
    #[arg(long, value_name = "N")]
    pub(crate) at: Option<u64>,
}

impl When {
    /// As parts of a query.
    pub(crate) fn query(&self) -> Vec<(&'static str, String)> {
        let parts = [
            ("as_of", self.as_of.map(|day| day.to_string())),
            ("known_at", self.known_at.map(|moment| moment.to_string())),
            ("at", self.at.map(|size| size.to_string())),
        ];
        parts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn global_flags_stand_before_or_after_the_command() {
        for line in [
            ["tingbok", "--ledger", "x", "show", "klima"],
            ["tingbok", "show", "klima", "--ledger", "x"],
        ] {
            let cli = Cli::try_parse_from(line).unwrap();
            assert_eq!(cli.global.ledger, Some(PathBuf::from("x")));
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_the_words_of_the_domain() {
        let cases: [(&[&str], &str); 4] = [
            (&["tingbok", "init", "--administrator", "KLD", "--origin", "o"], "use 1 to 64 of"),
            (&["tingbok", "record", "X", "--stream", "s", "--occurred", "soon"], "is not a date"),
            (
                &["tingbok", "token", "create", "--participant", "a", "--role", "king"],
                "secretariat",
            ),
            (&["tingbok", "log", "--limit", "0"], "1..=1000"),
        ];
        for (line, word) in cases {
            let error = Cli::try_parse_from(line).err().unwrap();
            assert!(error.to_string().contains(word), "{error}");
            assert_eq!(error.exit_code(), 2);
        }
    }
}
