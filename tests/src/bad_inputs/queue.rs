//! A queue that is full answers at once, and what it turned away is nowhere.

use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::time::Duration;

use tingbok_ledger::{ExecuteError, Ledger};
use tingbok_storage::{AppendError, Commit, EventLog, Head, MemoryLog, ReadError};

use crate::durability::in_process::{Opened, grant, options, recorded};

/// No step of these tests may take longer.
const LIMIT: Duration = Duration::from_secs(20);

/// A log whose appends wait until somebody opens the gate.
pub(super) struct Gate {
    log: Arc<MemoryLog>,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    open: bool,
    waiting: bool,
}

impl Gate {
    pub(super) fn new(log: Arc<MemoryLog>) -> Arc<Gate> {
        Arc::new(Gate { log, state: Mutex::default(), changed: Condvar::new() })
    }

    /// Returns once an append stands before the gate.
    pub(super) fn until_somebody_waits(&self) {
        let state = self.state.lock().unwrap();
        let (state, _) =
            self.changed.wait_timeout_while(state, LIMIT, |state| !state.waiting).unwrap();
        assert!(state.waiting, "no append came to the gate");
    }

    /// Lets everybody through from now on.
    pub(super) fn open(&self) {
        self.state.lock().unwrap().open = true;
        self.changed.notify_all();
    }
}

impl EventLog for Gate {
    fn ledger(&self) -> Option<[u8; 16]> {
        self.log.ledger()
    }

    fn head(&self) -> Head {
        self.log.head()
    }

    fn append(&self, expected_head: u64, commit: &Commit) -> Result<(), AppendError> {
        let mut state = self.state.lock().unwrap();
        state.waiting = true;
        self.changed.notify_all();
        let (state, _) =
            self.changed.wait_timeout_while(state, LIMIT, |state| !state.open).unwrap();
        assert!(state.open, "nobody opened the gate");
        drop(state);
        self.log.append(expected_head, commit)
    }

    fn read(&self, from: u64, limit: usize) -> Result<Vec<(u64, Vec<u8>)>, ReadError> {
        self.log.read(from, limit)
    }

    fn wait(&self, beyond: u64, timeout: Duration) -> u64 {
        self.log.wait(beyond, timeout)
    }
}

#[test]
fn a_full_queue_answers_busy_with_a_time_to_come_back_and_records_nothing_of_it() {
    let opened = Opened::new();
    let before = opened.log.head().size;
    let gate = Gate::new(opened.log.clone());
    let ledger = Ledger::on(gate.clone(), options(1)).unwrap();
    let first = ledger.submit(opened.request(1)).unwrap();
    gate.until_somebody_waits();
    let second = ledger.submit(opened.request(2)).unwrap();
    for number in 3..20 {
        match ledger.submit(opened.request(number)) {
            Err(error @ ExecuteError::Busy { retry_after_s, .. }) => {
                assert!(retry_after_s > 0);
                let words = error.to_string();
                assert!(words.contains("the queue is full: nothing was recorded"), "{words}");
                assert!(words.contains(&format!("try again in {retry_after_s} s")), "{words}");
            }
            other => panic!("a full queue took request {number}: {other:?}"),
        }
    }
    assert_eq!(opened.log.head().size, before, "nothing is there before it is durable");

    gate.open();
    assert_eq!(recorded(first.blocking_recv().unwrap()), (vec![before], false));
    assert_eq!(recorded(second.blocking_recv().unwrap()), (vec![before + 1], false));
    assert_eq!(recorded(ledger.execute_blocking(opened.request(3))), (vec![before + 2], false));
    assert_eq!(
        opened.log.head().size,
        before + 3,
        "of the requests turned away only the one sent again"
    );
}

/// One grant over HTTP, on a connection of its own: the status, when to come back, and the body.
fn post(address: &str, token: &str, number: u32) -> (u16, Option<u64>, serde_json::Value) {
    let config = ureq::Agent::config_builder();
    let agent: ureq::Agent =
        config.http_status_as_error(false).timeout_global(Some(LIMIT)).build().into();
    let request = agent.post(format!("http://{address}/api/v1/commands"));
    let request = request.header("authorization", format!("Bearer {token}"));
    let request = request.header("content-type", "application/json");
    let request =
        request.header("idempotency-key", format!("00000000-0000-4000-a000-{number:012}"));
    let mut answer = request.send(grant(number).to_string()).unwrap();
    let retry_after = answer.headers().get("retry-after");
    let retry_after = retry_after.and_then(|value| value.to_str().ok()?.parse().ok());
    let body = answer.body_mut().read_to_string().unwrap();
    (answer.status().as_u16(), retry_after, serde_json::from_str(&body).unwrap())
}

#[test]
fn over_http_a_full_queue_is_503_with_retry_after_and_what_waits_is_recorded() {
    let opened = Opened::new();
    let before = opened.log.head().size;
    let gate = Gate::new(opened.log.clone());
    let ledger = Arc::new(Ledger::on(gate.clone(), options(1)).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (ready, served) = mpsc::channel();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let path = folder.path().to_owned();
    let serving = runtime.spawn(async move {
        let told = move |served: &tingbok_server::Served| ready.send(served.address).unwrap();
        let stop = async { drop(stopped.await) };
        tingbok_server::serve(ledger, &path, "127.0.0.1:0".parse().unwrap(), told, stop).await
    });
    let address = served.recv_timeout(LIMIT).unwrap().to_string();

    let (answer, answers) = mpsc::channel();
    let send = |number: u32| {
        let (answer, address, token) = (answer.clone(), address.clone(), opened.token.clone());
        std::thread::spawn(move || answer.send(post(&address, &token, number)).unwrap())
    };
    send(1);
    gate.until_somebody_waits();
    // One of these waits in the queue; for the others there is no room.
    (2..=4).for_each(|number| drop(send(number)));
    for _ in 0..2 {
        let (status, retry_after, problem) = answers.recv_timeout(LIMIT).unwrap();
        assert_eq!((status, &problem["type"]), (503, &serde_json::json!("busy")), "{problem}");
        assert!(retry_after.is_some_and(|seconds| seconds > 0), "{retry_after:?}");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("nothing was recorded; try again in"), "{detail}");
    }
    assert_eq!(opened.log.head().size, before);

    gate.open();
    let (first, second) =
        (answers.recv_timeout(LIMIT).unwrap(), answers.recv_timeout(LIMIT).unwrap());
    assert_eq!((first.0, second.0), (201, 201), "{first:?} {second:?}");
    assert_eq!(opened.log.head().size, before + 2);
    drop(stop);
    runtime.block_on(serving).unwrap().unwrap();
}
