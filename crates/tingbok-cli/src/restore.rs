//! `tingbok restore`: an export into a new folder, and only when it leads to a root that is known from
//! elsewhere.
use crate::{
    fault::{Fault, Name, Outcome, is_systems, with_causes},
    output,
    place::Session,
    progress::Progress,
};
use clap::Args;
use serde_json::json;
use std::{fs::File, io::BufReader, path::PathBuf};
use tingbok_ledger::RestoreError;
use tingbok_transparency::Hash;

const EXAMPLES: &str = "\
Examples:
  tingbok export ndjson --ledger DIR --out ledger.ndjson        (tells the root)
  tingbok restore ledger.ndjson --ledger NEW --root 5b1e…";

/// What to restore.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct RestoreArgs {
    /// The export
    file: PathBuf,
    /// The root it must lead to, 64 hexadecimal digits
    #[arg(long, value_name = "HEX")]
    root: Hash,
}

/// Restores.
pub(crate) fn run(session: &Session, args: &RestoreArgs) -> Outcome {
    let Some(folder) = session.folder_flag() else {
        return Err(Fault::usage("restore takes a new folder").next("Name it: --ledger NEW."));
    };
    let mut progress = Progress::of(lines(args)?, "entries");
    let open = || File::open(&args.file).map(BufReader::new);
    let size = tingbok_ledger::restore(open, folder, args.root, &mut |done| progress.done(done));
    let size = size.map_err(|error| fault(&error))?;
    if session.json {
        let folder = folder.display().to_string();
        return output::line(
            &json!({ "ledger": folder, "size": size, "root": args.root.to_string() }).to_string(),
        );
    }
    output::line(&format!("{size} entries restored in {}, root {}", folder.display(), args.root))?;
    output::talk("Tokens stay valid; the files with them were not part of the export.");
    Ok(())
}

fn lines(args: &RestoreArgs) -> Outcome<u64> {
    use std::io::BufRead;
    let file = File::open(&args.file).map_err(|error| Fault::file(&args.file, &error))?;
    Ok(u64::try_from(BufReader::new(file).split(b'\n').count()).unwrap_or(u64::MAX))
}

fn fault(error: &RestoreError) -> Fault {
    let detail = with_causes(error);
    match error {
        RestoreError::Exists(_) => Fault::usage(detail),
        RestoreError::Entry { .. } | RestoreError::Opening | RestoreError::Root { .. } => {
            Fault::new(Name::VerificationFailed, detail)
                .next("Compare the file and the root with another copy.")
        }
        RestoreError::Storage(_) if !is_systems(error) => {
            Fault::new(Name::VerificationFailed, detail)
        }
        RestoreError::File(_) | RestoreError::Storage(_) | RestoreError::Append(_) => {
            Fault::new(Name::Unexpected, detail)
                .next("Check the disk, and name an empty or a new folder.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_what_the_root_was_taken_of_is_a_failed_verification() {
        let hash = |byte| Hash([byte; 32]);
        let root = RestoreError::Root { size: 3, found: hash(1), expected: hash(2) };
        assert_eq!(fault(&root).exit(), 6);
        assert_eq!(fault(&RestoreError::Opening).exit(), 6);
        assert_eq!(fault(&RestoreError::Exists("x".into())).exit(), 2);
        assert_eq!(fault(&RestoreError::File(std::io::Error::other("x"))).exit(), 1);
    }
}
