//! Progress on a terminal, and only of what takes long.
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    io::{IsTerminal, stderr},
    time::{Duration, Instant},
};

/// What is done sooner shows no bar.
const AFTER: Duration = Duration::from_secs(1);

/// How far something has come.
pub(crate) struct Progress {
    total: u64,
    what: &'static str,
    started: Instant,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// Of `total` things called `what`.
    pub(crate) fn of(total: u64, what: &'static str) -> Self {
        Self { total, what, started: Instant::now(), bar: None }
    }

    /// So many are done.
    pub(crate) fn done(&mut self, count: u64) {
        if self.bar.is_none() && self.started.elapsed() >= AFTER && stderr().is_terminal() {
            let bar = ProgressBar::new(self.total).with_message(self.what);
            let style = ProgressStyle::with_template("{bar:40} {pos} of {len} {msg}, {eta} left");
            self.bar = Some(match style {
                Ok(style) => bar.with_style(style),
                Err(_) => bar,
            });
        }
        if let Some(bar) = &self.bar {
            bar.set_position(count);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
