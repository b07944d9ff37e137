//! Follows the log and keeps what readers see. It can make no append fail; when it lags, the sequencer waits.
use crate::{
    Folder,
    clock::Stopwatch,
    fold::{Fold, Published},
    snapshot,
};
use arc_swap::ArcSwap;
use std::{
    sync::{Arc, mpsc::Receiver},
    thread::JoinHandle,
    time::Duration,
};
use tingbok_domain::Recorded;
use tokio::sync::watch;

/// Under load what readers see is renewed this often.
const PUBLISH_EVERY: Duration = Duration::from_millis(50);
/// A snapshot is worth writing when so many entries are new.
const SNAPSHOT_AFTER: u64 = 50_000;
const SNAPSHOT_AT_END_AFTER: u64 = 1_000;

pub(crate) struct Follower {
    pub(crate) state: Arc<ArcSwap<Published>>,
    pub(crate) size: watch::Receiver<u64>,
    thread: JoinHandle<()>,
}

impl Follower {
    /// Follows from `fold` on, taking commits from `commits` until its sender is gone.
    pub(crate) fn start(
        fold: Fold,
        saved_size: u64,
        folder: Option<Folder>,
        commits: Receiver<Vec<Recorded>>,
    ) -> std::io::Result<Self> {
        let state = Arc::new(ArcSwap::from_pointee(Published::of(&fold)));
        let (sender, size) = watch::channel(fold.size());
        let run = Run { fold, saved_size, folder, state: state.clone(), sender };
        let thread =
            std::thread::Builder::new().name("follower".into()).spawn(move || run.run(&commits))?;
        Ok(Self { state, size, thread })
    }

    /// Waits for the follower to end after its sender is gone.
    pub(crate) fn join(self) {
        // A panic in a fold has been reported by its own thread; the log is whole either way.
        let _ = self.thread.join();
    }
}

struct Run {
    fold: Fold,
    saved_size: u64,
    folder: Option<Folder>,
    state: Arc<ArcSwap<Published>>,
    sender: watch::Sender<u64>,
}

impl Run {
    fn run(mut self, commits: &Receiver<Vec<Recorded>>) {
        let mut published_at = Stopwatch::start();
        loop {
            let stale = self.sender.borrow().ne(&self.fold.size());
            let commit = if stale { commits.try_recv().ok() } else { None };
            let commit = if let Some(commit) = commit {
                commit
            } else {
                if stale {
                    self.publish();
                    published_at = Stopwatch::start();
                }
                match commits.recv() {
                    Ok(commit) => commit,
                    Err(_) => break,
                }
            };
            for recorded in &commit {
                self.fold.take(recorded);
            }
            if published_at.elapsed() >= PUBLISH_EVERY {
                self.publish();
                published_at = Stopwatch::start();
            }
            self.save(SNAPSHOT_AFTER);
        }
        self.publish();
        self.save(SNAPSHOT_AT_END_AFTER);
    }

    fn publish(&self) {
        self.state.store(Arc::new(Published::of(&self.fold)));
        self.sender.send_replace(self.fold.size());
    }

    /// A snapshot that cannot be written costs only time at the next start.
    fn save(&mut self, after: u64) {
        if let Some(folder) = &self.folder
            && self.fold.size() >= self.saved_size.saturating_add(after)
        {
            if snapshot::save(folder, &self.fold).is_err() {
                self.folder = None;
            }
            self.saved_size = self.fold.size();
        }
    }
}
