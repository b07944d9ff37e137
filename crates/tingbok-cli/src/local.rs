//! A folder that this process opens itself.
use crate::fault::{Fault, Name, Outcome};
use std::path::Path;
use tingbok_ledger::{Ledger, Options};

/// Opens the ledger in a folder.
pub(crate) fn open(folder: &Path, options: Options) -> Outcome<Ledger> {
    Ledger::open(folder, options).map_err(|error| Fault::opening(folder, &error))
}

/// Makes a file that only its owner reads, and refuses to write over another.
pub(crate) fn write_secret(path: &Path, text: &str) -> Outcome {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let file = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(path);
    let fault = |error: std::io::Error| {
        if error.kind() == std::io::ErrorKind::AlreadyExists {
            Fault::usage(format!("{} is there already", path.display())).next("Name a new file.")
        } else {
            Fault::file(path, &error)
        }
    };
    let mut file = file.map_err(fault)?;
    writeln!(file, "{text}").and_then(|()| file.sync_all()).map_err(fault)
}

/// Bytes from the machine's randomness.
pub(crate) fn random_key() -> Outcome<uuid::Uuid> {
    let mut bytes = [0; 16];
    let fault = |error: getrandom::Error| Fault::new(Name::Unexpected, error.to_string());
    getrandom::fill(&mut bytes).map_err(fault)?;
    Ok(uuid::Builder::from_random_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_secret_is_readable_by_its_owner_only_and_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t");
        write_secret(&path, "tbk_a_b").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(write_secret(&path, "x").unwrap_err().exit(), 2);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "tbk_a_b\n");
    }
}
