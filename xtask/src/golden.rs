//! Front door to the golden log: it is grown and replayed by acceptance tests.

use crate::{Outcome, schemas::acceptance};

/// `golden [--accept | --ledger]`: replay it; or append what the history has more; or pack a ledger of today's
/// format on disk.
pub(crate) fn golden(arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [] => acceptance("golden::", None),
        ["--accept"] => {
            acceptance("golden::log::every_line_of_the_history_is_in_the_log", Some("golden"))?;
            println!("events/golden/ has grown; read the difference before it is committed");
            Ok(())
        }
        ["--ledger"] => {
            let packs = "golden::ledgers::a_ledger_of_every_format_on_disk_is_packed";
            acceptance(packs, Some("ledger"))
        }
        _ => Err("golden takes --accept, --ledger or nothing; see cargo xtask --help".to_owned()),
    }
}
