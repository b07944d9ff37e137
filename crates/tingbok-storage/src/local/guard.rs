//! Calling sled, which may panic or hang on damaged files, also in its own threads.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// sled did not do what it should. Never fatal: the journal holds the same entries.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct SledFault(pub(super) String);

impl From<sled::Error> for SledFault {
    fn from(error: sled::Error) -> SledFault {
        SledFault(error.to_string())
    }
}

/// Does `work`; a panic is a fault. What a panic leaves half done is not used again.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, SledFault>) -> Result<T, SledFault> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(SledFault(format!("panicked: {}", message(&*panic)))))
}

/// Does `work` in a thread of its own; a panic, or no result within `limit`, is a fault.
/// A thread that hangs is left behind.
pub(super) fn guarded<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, SledFault> + Send + 'static,
) -> Result<T, SledFault> {
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("sled-guard".to_owned())
        .spawn(move || {
            // Nobody receives once the limit has passed: the result is dropped.
            let _ = sender.send(caught(work));
        })
        .map_err(|error| SledFault(error.to_string()))?;
    receiver
        .recv_timeout(limit)
        .unwrap_or_else(|_| Err(SledFault(format!("no answer within {} s", limit.as_secs()))))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}
