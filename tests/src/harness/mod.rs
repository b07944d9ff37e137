//! The real program on a ledger of its own, and short words for what tests do with it.
//!
//! No mocks: a child process, its HTTP address, and a clock that is a file. Every test has its own server and
//! folder, so that tests run beside each other.
mod answer;
mod clock;
mod community;
mod decision;
mod page;
mod process;
mod server;
mod token;

pub(crate) use answer::Answer;
pub(crate) use clock::Clock;
pub(crate) use community::{Forum, name_of};
pub(crate) use decision::Decision;
pub(crate) use page::Page;
pub(crate) use process::Process;
pub(crate) use server::Server;
pub(crate) use token::Token;

use std::time::{Duration, Instant};

/// Nothing a test waits for takes longer.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Asks again until `probe` has an answer; gives up after [`PATIENCE`].
#[track_caller]
pub(crate) fn eventually<T>(what: &str, mut probe: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = probe() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "waited {PATIENCE:?} in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
