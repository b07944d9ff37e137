//! The files of a ledger beside its log.
use crate::OpenError;
use std::{
    fs::{File, OpenOptions},
    io::{self, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

/// A ledger's folder: `journal/`, `sled/`, `lock` (storage), `secret`, `snapshot`, `control.sock`, `*.token`.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Names a folder; nothing is read or made.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }
    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }
    /// True when a ledger lies in it.
    pub fn holds_ledger(&self) -> bool {
        self.0.join("journal").is_dir()
    }
    /// Where a server on this machine listens for the owner.
    pub fn control_socket(&self) -> PathBuf {
        self.0.join("control.sock")
    }
    /// Where the administrator's first token is put.
    pub fn administrator_token(&self) -> PathBuf {
        self.0.join("administrator.token")
    }
    pub(crate) fn snapshot(&self) -> PathBuf {
        self.0.join("snapshot")
    }

    /// The secret that request digests are made with, 32 bytes as hex; made on first use.
    pub(crate) fn secret(&self) -> Result<Vec<u8>, OpenError> {
        let path = self.0.join("secret");
        let fault = |source| OpenError::File { path: path.clone(), source };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                hex::decode(text.trim()).ok().filter(|secret| secret.len() == 32).ok_or_else(|| {
                    fault(io::Error::new(io::ErrorKind::InvalidData, "not 64 hexadecimal digits"))
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut secret = vec![0; 32];
                getrandom::fill(&mut secret).map_err(|error| fault(io::Error::other(error)))?;
                self.write_private("secret", format!("{}\n", hex::encode(&secret)).as_bytes())
                    .map_err(fault)?;
                Ok(secret)
            }
            Err(error) => Err(fault(error)),
        }
    }

    /// Makes the folder, and lets only its owner into it: it holds what is not public yet.
    pub(crate) fn make(&self) -> io::Result<()> {
        std::fs::create_dir_all(&self.0)?;
        std::fs::set_permissions(&self.0, std::fs::Permissions::from_mode(0o700))
    }

    /// Writes a file that only its owner reads: to a temporary file, synced, then renamed.
    ///
    /// # Errors
    /// As the file system says.
    pub fn write_private(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.0.join(name);
        let temporary = self.0.join(format!("{name}.new"));
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(true)
            .write(true)
            .mode(0o600)
            .open(&temporary)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&temporary, &path)?;
        File::open(&self.0)?.sync_all()?;
        Ok(path)
    }
}
