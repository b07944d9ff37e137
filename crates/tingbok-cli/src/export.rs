//! `tingbok export`: the entries as they lie in the log, one a line.
use crate::{
    entries::{self, Line},
    fault::{Fault, Outcome},
    output,
    place::Session,
};
use clap::{Args, Subcommand};
use serde_json::json;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  tingbok export ndjson --ledger DIR --out ledger.ndjson
  tingbok export ndjson --server http://host:8080 --token-file auditor.token > ledger.ndjson";

/// In which form.
#[derive(Subcommand)]
pub(crate) enum Export {
    /// Entries byte for byte, one a line; size and root on standard error
    Ndjson(NdjsonArgs),
}

/// Where to.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct NdjsonArgs {
    /// A file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Exports.
pub(crate) async fn run(session: &Session, what: Export) -> Outcome {
    let Export::Ndjson(args) = what;
    let mut client = session.client().await?;
    let head = entries::head(&mut client).await?;
    let mut target = Target::open(args.out.as_deref())?;
    let mut withheld = 0_u64;
    let mut write = |_, line: Line<'_>, bytes: &[u8]| {
        withheld += u64::from(matches!(line, Line::Withheld));
        target.line(bytes).map(|()| true)
    };
    entries::walk(&mut client, &head, head.size, &mut write).await?;
    target.finish()?;
    if session.json {
        output::talk(
            &json!({ "size": head.size, "root": head.root.to_string(), "withheld": withheld })
                .to_string(),
        );
        return Ok(());
    }
    output::talk(&format!("size {}\nroot {}", head.size, head.root));
    if withheld > 0 {
        output::talk(&format!(
            "{withheld} entries become public later and are here by their hash only:"
        ));
        output::talk(
            "  this can be checked, and not restored. An auditor's token, or the folder, gives all.",
        );
    }
    Ok(())
}

/// Where lines go: a file that gets its name when it is whole, or standard output.
enum Target {
    File { file: BufWriter<File>, temporary: PathBuf, path: PathBuf },
    Output(BufWriter<io::Stdout>),
}

impl Target {
    fn open(path: Option<&Path>) -> Outcome<Self> {
        let Some(path) = path else { return Ok(Self::Output(BufWriter::new(io::stdout()))) };
        if path.exists() {
            let there = format!("{} is there already", path.display());
            return Err(Fault::usage(there).next("Name a new file."));
        }
        let mut name = path.as_os_str().to_owned();
        name.push(".new");
        let temporary = PathBuf::from(name);
        // With an auditor's token it has what is closed to the public until an outcome.
        let mut owners = File::options();
        owners.write(true).create(true).truncate(true).mode(0o600);
        let file = owners.open(&temporary).map_err(|error| Fault::file(&temporary, &error))?;
        Ok(Self::File { file: BufWriter::new(file), temporary, path: path.to_owned() })
    }

    fn line(&mut self, bytes: &[u8]) -> Outcome {
        match self {
            Self::File { file, temporary, .. } => file
                .write_all(bytes)
                .and_then(|()| file.write_all(b"\n"))
                .map_err(|error| Fault::file(temporary, &error)),
            Self::Output(output) => output
                .write_all(bytes)
                .and_then(|()| output.write_all(b"\n"))
                .map_err(|error| output::broken(&error)),
        }
    }

    fn finish(self) -> Outcome {
        match self {
            Self::File { file, temporary, path } => {
                let written = file
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)
                    .and_then(|file| file.sync_all());
                written
                    .and_then(|()| std::fs::rename(&temporary, &path))
                    .map_err(|error| Fault::file(&path, &error))
            }
            Self::Output(mut output) => output.flush().map_err(|error| output::broken(&error)),
        }
    }
}
