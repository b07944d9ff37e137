//! Opening a ledger: storage, snapshot, the rest of the log, and the threads that serve it.
use crate::{
    Clock, ClockFault, Done, ExecuteError, Folder, NewToken, OpenError, Reader, Request,
    SystemClock,
    commands::Commands,
    fold::{Fold, read_entry},
    follower::Follower,
    request::Ticket,
    seal::{Stamp, seal},
    sequencer::{ANSWER_LIMIT, Sequencer, queue_full},
    snapshot,
};
use chrono::NaiveDate;
use std::{
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, TrySendError, sync_channel},
    },
    thread::JoinHandle,
};
use tingbok_domain::{
    Actor, CommandId, Event, Evidence, Occurred, ParticipantId, Particulars, Role, Source,
    StreamId, Visibility,
    event::{AccessGranted, LedgerOpened, PrincipalKind, StartingRules},
};
use tingbok_storage::{Commit, EventLog, LocalLog};
use tingbok_transparency::Hash;
use tokio::sync::oneshot;
use uuid::Uuid;

/// A start so far behind the last entry is not believed.
const LARGEST_LAG_S: i64 = 3_600;

/// How a ledger is opened.
#[derive(Clone)]
pub struct Options {
    /// Requests that may wait; one more is answered «busy».
    pub queue: usize,
    /// The clock; the machine's unless a demonstration or a test brings another.
    pub clock: Arc<dyn Clock>,
    /// Go on although the clock is behind the last entry: an operator has looked.
    pub accept_clock: bool,
    /// Read and check everything, also after a clean stop.
    pub check_everything: bool,
    /// Start from the snapshot when there is one that counts.
    pub use_snapshot: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            queue: 4_096,
            clock: Arc::new(SystemClock::new()),
            accept_clock: false,
            check_everything: false,
            use_snapshot: true,
        }
    }
}

/// What a new ledger starts with.
#[derive(Debug, Clone)]
pub struct Init {
    /// The organisation that administers it.
    pub administrator: ParticipantId,
    /// The name its checkpoints will carry, without a scheme.
    pub origin: String,
    /// The time zone of days and deadlines.
    pub time_zone: chrono_tz::Tz,
    /// Its rule data.
    pub rules: StartingRules,
}

/// An open ledger. Dropping it without [`Ledger::close`] is safe and costs a longer start.
pub struct Ledger {
    tickets: Mutex<Option<SyncSender<Ticket>>>,
    reader: Reader,
    threads: Mutex<Option<(JoinHandle<()>, Follower)>>,
    local: Option<Arc<LocalLog>>,
}

impl Ledger {
    /// Makes a new ledger in an empty or new folder: its opening entry, one administrator, and that
    /// administrator's token in `administrator.token` (readable by its owner only).
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn init(path: &Path, init: Init, options: Options) -> Result<Self, OpenError> {
        let folder = Folder::new(path);
        if folder.holds_ledger() {
            return Err(OpenError::Exists(path.to_owned()));
        }
        let fault = |source| OpenError::File { path: path.to_owned(), source };
        folder.make().map_err(fault)?;
        let log = Arc::new(LocalLog::open(path, tingbok_storage::Options::default())?);
        let token = NewToken::make().map_err(fault)?;
        let commit = first_commit(init, &token, &*options.clock)?;
        folder.secret()?;
        folder
            .write_private("administrator.token", format!("{}\n", token.token.expose()).as_bytes())
            .map_err(fault)?;
        log.append(0, &commit).map_err(|_| OpenError::First(ExecuteError::Unsettled))?;
        Self::start(log.clone(), Some(&folder), Some(log), options)
    }

    /// Opens the ledger in a folder.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(path: &Path, options: Options) -> Result<Self, OpenError> {
        let folder = Folder::new(path);
        if !folder.holds_ledger() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        let storage = tingbok_storage::Options {
            check_everything: options.check_everything,
            ..Default::default()
        };
        let log = Arc::new(LocalLog::open(path, storage)?);
        if log.head().size == 0 {
            return Err(OpenError::Missing(path.to_owned()));
        }
        Self::start(log.clone(), Some(&folder), Some(log), options)
    }

    /// Opens a ledger on a log that holds entries already.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn on(log: Arc<dyn EventLog>, options: Options) -> Result<Self, OpenError> {
        Self::start(log, None, None, options)
    }

    fn start(
        log: Arc<dyn EventLog>,
        folder: Option<&Folder>,
        local: Option<Arc<LocalLog>>,
        options: Options,
    ) -> Result<Self, OpenError> {
        let (fold, saved_size) = catch_up(&*log, folder.filter(|_| options.use_snapshot))?;
        let clock_fault = check_clock(&fold, &options);
        let secret = folder.map_or_else(|| Ok(vec![0; 32]), Folder::secret)?;
        let (commits, appended) = sync_channel(256);
        let sequencer = Sequencer {
            ledger_id: log.ledger().unwrap_or_default(),
            log: log.clone(),
            clock: options.clock.clone(),
            secret,
            register: fold.register.clone(),
            frontier: fold.frontier.clone(),
            commands: Commands::new(&fold.commands),
            commits,
            stopped: false,
            clock_fault: clock_fault.clone(),
            texts: std::collections::HashMap::new(),
            unsettled: std::collections::HashSet::new(),
        };
        let fault = |source| OpenError::File {
            path: folder.map(|f| f.path().to_owned()).unwrap_or_default(),
            source,
        };
        let follower =
            Follower::start(fold, saved_size, folder.cloned(), appended).map_err(fault)?;
        let reader = Reader {
            log,
            state: follower.state.clone(),
            size: follower.size.clone(),
            clock: options.clock,
            clock_fault,
            readers: crate::reader::readers().map_err(fault)?,
        };
        let (tickets, queue) = sync_channel(options.queue.max(1));
        let thread = std::thread::Builder::new()
            .name("sequencer".into())
            .spawn(move || sequencer.run(&queue))
            .map_err(fault)?;
        Ok(Self {
            tickets: Mutex::new(Some(tickets)),
            reader,
            threads: Mutex::new(Some((thread, follower))),
            local,
        })
    }

    /// What readers hold.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// What the storage found when it was opened, and how it fares.
    pub fn storage(&self) -> Option<&LocalLog> {
        self.local.as_deref()
    }

    /// Records a list of commands, whole or not at all; answers when it is durable.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub async fn execute(&self, request: Request) -> Result<Done, ExecuteError> {
        let waiting = self.submit(request)?;
        match tokio::time::timeout(ANSWER_LIMIT, waiting).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(_)) | Err(_) => Err(ExecuteError::Unsettled),
        }
    }

    /// The same, for callers without an async runtime.
    ///
    /// # Errors
    /// See [`ExecuteError`].
    pub fn execute_blocking(&self, request: Request) -> Result<Done, ExecuteError> {
        self.submit(request)?.blocking_recv().unwrap_or(Err(ExecuteError::Unsettled))
    }

    /// Puts a request in the queue.
    ///
    /// # Errors
    /// «Busy» when the queue is full or the ledger is closing.
    pub fn submit(
        &self,
        request: Request,
    ) -> Result<oneshot::Receiver<Result<Done, ExecuteError>>, ExecuteError> {
        let (answer, waiting) = oneshot::channel();
        let tickets = self.tickets.lock().unwrap_or_else(PoisonError::into_inner);
        let closing =
            || ExecuteError::Busy { why: "the ledger is closing".to_owned(), retry_after_s: 5 };
        let queue = tickets.as_ref().ok_or_else(closing)?;
        match queue.try_send(Ticket { request, answer }) {
            Ok(()) => Ok(waiting),
            Err(TrySendError::Full(_)) => Err(queue_full()),
            Err(TrySendError::Disconnected(_)) => Err(closing()),
        }
    }

    /// Answers what waits, writes a snapshot, and marks the log as closed.
    pub fn close(&self) {
        drop(self.tickets.lock().unwrap_or_else(PoisonError::into_inner).take());
        let threads = self.threads.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((sequencer, follower)) = threads {
            // A panic there has been reported by its own thread; the log is whole either way.
            let _ = sequencer.join();
            follower.join();
            if let Some(local) = &self.local {
                local.close();
            }
        }
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        self.close();
    }
}

/// The fold up to the head, from the snapshot where one counts; and the size that snapshot had.
pub(crate) fn catch_up(
    log: &dyn EventLog,
    folder: Option<&Folder>,
) -> Result<(Fold, u64), OpenError> {
    let saved = folder.and_then(snapshot::load).filter(|fold| fold.size() <= log.head().size);
    let saved_size = saved.as_ref().map_or(0, Fold::size);
    let whole = fold_on(log, saved.unwrap_or_default()).and_then(|fold| rooted(log, fold));
    match whole {
        Ok(fold) => Ok((fold, saved_size)),
        // A snapshot that does not lead to the log's root is not believed; the log is.
        Err(_) if saved_size > 0 => {
            let fold = fold_on(log, Fold::default()).and_then(|fold| rooted(log, fold))?;
            Ok((fold, 0))
        }
        Err(error) => Err(error),
    }
}

fn rooted(log: &dyn EventLog, fold: Fold) -> Result<Fold, OpenError> {
    let head = log.head();
    if fold.size() == head.size && fold.frontier.root() == Hash(head.root) {
        Ok(fold)
    } else {
        Err(OpenError::Root { size: head.size })
    }
}

fn fold_on(log: &dyn EventLog, mut fold: Fold) -> Result<Fold, OpenError> {
    loop {
        let page = log.read(fold.size(), tingbok_storage::MAX_PAGE_ENTRIES)?;
        if page.is_empty() {
            return Ok(fold);
        }
        for (position, bytes) in page {
            let recorded = read_entry(position, &bytes)
                .map_err(|error| OpenError::Entry { position, error })?;
            fold.take(&recorded);
        }
    }
}

/// A clock far behind the last entry is not believed: what is recorded can be read, nothing is recorded.
fn check_clock(fold: &Fold, options: &Options) -> Option<ClockFault> {
    let (now, last) = (options.clock.now().ok()?, fold.register.last_recorded_at()?);
    let lag = last.utc().signed_duration_since(now.utc()).num_seconds();
    (lag > LARGEST_LAG_S && !options.accept_clock).then_some(ClockFault::Behind { now, last })
}

/// The opening entry and the administrator's grant, in one commit.
fn first_commit(init: Init, token: &NewToken, clock: &dyn Clock) -> Result<Commit, OpenError> {
    let now = clock.now()?;
    let today: NaiveDate = now.day_in(init.time_zone);
    let random =
        NewToken::make().map_err(|source| OpenError::File { path: "randomness".into(), source })?;
    let ledger_id = Uuid::new_v5(&tingbok_domain::id::NAMESPACE, random.token.expose().as_bytes());
    let stamp = Stamp {
        command: CommandId::of(&token.principal, ledger_id),
        request: "0".repeat(64),
        principal: token.principal.clone(),
        recorded_at: now,
    };
    let actor = Actor {
        participant: init.administrator.clone(),
        role: Role::Administrator,
        forum: None,
        acting_for: None,
    };
    let particulars = Particulars {
        occurred: Occurred::day(today),
        source: Source::native(),
        evidence: Evidence::Witnessed,
        visibility: Visibility::Public,
        lang: None,
        causation: None,
    };
    let events = [
        Event::LedgerOpened(LedgerOpened {
            ledger_id,
            origin: init.origin,
            predecessor: None,
            time_zone: init.time_zone,
            rules: init.rules,
        }),
        Event::AccessGranted(AccessGranted {
            principal: token.principal.clone(),
            kind: PrincipalKind::Token,
            secret_sha256: Some(token.secret_sha256),
            client: None,
            participant: init.administrator,
            role: Role::Administrator,
            forum: None,
            from: today,
            to: None,
        }),
    ];
    let mut frontier = tingbok_transparency::Frontier::new();
    let mut entries = Vec::new();
    for (index, event) in (0_u32..).zip(events) {
        let who = (actor.clone(), particulars.clone());
        let place = (StreamId::ledger(), u64::from(index) + 1);
        let sealed =
            seal(&stamp, (index, u64::from(index)), place, who, event).map_err(|error| {
                let (pointer, detail) = (String::new(), error.to_string());
                OpenError::First(ExecuteError::Invalid { item: 0, pointer, detail })
            })?;
        frontier.push(Hash(sealed.recorded.leaf.0));
        entries.push(sealed.bytes);
    }
    Ok(Commit {
        ledger: *ledger_id.as_bytes(),
        first: 0,
        root_before: tingbok_transparency::empty_root().0,
        root_after: frontier.root().0,
        entries,
        disclosures: Vec::new(),
    })
}
