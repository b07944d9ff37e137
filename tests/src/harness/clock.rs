//! The clock that the server reads: one moment in a file.
use std::path::{Path, PathBuf};

/// The clock of one server; it stands still until a test sets it.
#[derive(Debug, Clone)]
pub(crate) struct Clock(PathBuf);

impl Clock {
    /// A clock in a new file.
    pub(crate) fn at(file: PathBuf, moment: &str) -> Self {
        let clock = Self(file);
        clock.set(moment);
        clock
    }

    /// Sets it, like `2026-03-02T09:00:00Z`. The file is replaced whole, so that nobody reads half a moment.
    pub(crate) fn set(&self, moment: &str) {
        let new = self.0.with_extension("new");
        std::fs::write(&new, moment).expect("the clock can be written");
        std::fs::rename(&new, &self.0).expect("the clock can be set");
    }

    /// The file.
    pub(crate) fn file(&self) -> &Path {
        &self.0
    }
}
