//! `tingbok init`: a new ledger in a new folder.
use crate::{
    data,
    fault::{Fault, Outcome},
    output,
    place::Session,
};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use tingbok_domain::ParticipantId;
use tingbok_ledger::{Folder, Init, Ledger, Options};

const EXAMPLES: &str = "\
Examples:
  tingbok init --ledger DIR --administrator dfd --timezone Europe/Oslo --origin ledger.example/log
  tingbok init --ledger DIR --administrator board --timezone UTC --origin x.example/log --rules rules.json";

/// What a new ledger starts with.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct InitArgs {
    /// The organisation that administers it
    #[arg(long, value_name = "ID")]
    administrator: ParticipantId,
    /// The time zone of days and deadlines
    #[arg(long, value_name = "ZONE", default_value = "Europe/Oslo")]
    timezone: String,
    /// The name its checkpoints will carry, without a scheme
    #[arg(long, value_name = "NAME")]
    origin: String,
    /// Rule data as JSON [default: neutral rules that come with the program]
    #[arg(long, value_name = "FILE")]
    rules: Option<PathBuf>,
}

/// Makes the ledger.
pub(crate) fn run(session: &Session, args: &InitArgs) -> Outcome {
    let folder = session.folder()?;
    let rules = match &args.rules {
        Some(path) => std::fs::read_to_string(path).map_err(|error| Fault::file(path, &error))?,
        None => data::DEFAULT_RULES.to_owned(),
    };
    let init = settings(args.administrator.as_str(), &args.timezone, &args.origin, &rules)?;
    let ledger = Ledger::init(&folder, init, Options::default());
    let ledger = ledger.map_err(|error| Fault::opening(&folder, &error))?;
    let head = ledger.reader().head();
    ledger.close();
    let token = Folder::new(&folder).administrator_token();
    if session.json {
        let (folder, token) = (folder.display().to_string(), token.display().to_string());
        return output::line(
            &json!({ "ledger": folder, "administrator_token": token, "head": head }).to_string(),
        );
    }
    output::line(&format!("{}", folder.display()))?;
    output::talk(&format!("A ledger with {} entries, root {}.", head.size, head.root));
    output::talk(&format!("The administrator's token is in {}; keep it.", token.display()));
    output::talk(&format!(
        "Next: tingbok token create --ledger {} --participant ID --role registrar",
        folder.display()
    ));
    Ok(())
}

/// Reads what a new ledger starts with.
pub(crate) fn settings(
    administrator: &str,
    zone: &str,
    origin: &str,
    rules: &str,
) -> Outcome<Init> {
    let unfit =
        |what: &str, why: String, like: &str| Fault::usage(format!("{what}: {why}")).next(like);
    if origin.is_empty() || origin.contains("://") || origin.contains(char::is_whitespace) {
        let why = format!("«{origin}» is no name for checkpoints");
        return Err(unfit("--origin", why, "Write it without a scheme, like ledger.example/log."));
    }
    Ok(Init {
        administrator: administrator
            .parse()
            .map_err(|error: tingbok_domain::id::IdError| Fault::usage(error.to_string()))?,
        origin: origin.to_owned(),
        time_zone: zone.parse().map_err(|_| {
            unfit(
                "--timezone",
                format!("there is no zone «{zone}»"),
                "Write it like Europe/Oslo or UTC.",
            )
        })?,
        rules: serde_json::from_str(rules).map_err(|error| {
            unfit("--rules", error.to_string(), "docs/reference/cli.md says what rule data holds.")
        })?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_data_that_comes_with_the_program_fits() {
        for rules in [data::DEFAULT_RULES, data::COMMUNITY_RULES] {
            settings("dfd", "Europe/Oslo", "ledger.example/log", rules).unwrap();
        }
    }

    #[test]
    fn what_does_not_fit_is_a_usage_error_with_an_example() {
        for (administrator, zone, origin, rules) in [
            ("DFD", "UTC", "o", data::DEFAULT_RULES),
            ("dfd", "Mars", "o", data::DEFAULT_RULES),
            ("dfd", "UTC", "https://o", data::DEFAULT_RULES),
            ("dfd", "UTC", "o", "{}"),
        ] {
            assert_eq!(settings(administrator, zone, origin, rules).unwrap_err().exit(), 2);
        }
    }
}
