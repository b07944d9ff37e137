//! Killed while it records: whatever was answered is there, and nothing that was not sent.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::in_process::grant;
use crate::harness::{PATIENCE, Server, eventually};

/// Callers at once, and answers after which the program is killed.
const CALLERS: usize = 4;
const ANSWERS: usize = 40;

/// A caller of its own connection, so that one that breaks breaks nothing else.
struct Caller {
    agent: ureq::Agent,
    url: String,
    bearer: String,
}

impl Caller {
    fn new(server: &Server) -> Caller {
        let config = ureq::Agent::config_builder();
        let config = config.http_status_as_error(false).timeout_global(Some(PATIENCE));
        let url = format!("{}/api/v1/commands", server.base());
        let bearer = format!("Bearer {}", server.administrator.bearer);
        Caller { agent: config.build().into(), url, bearer }
    }

    /// The status and the receipt; none when the connection broke.
    fn send(&self, number: u32) -> Option<(u16, Value)> {
        let request = self.agent.post(&self.url);
        let request = request
            .header("authorization", &self.bearer)
            .header("content-type", "application/json");
        let request =
            request.header("idempotency-key", format!("00000000-0000-4000-9000-{number:012}"));
        let mut answer = request.send(grant(number).to_string()).ok()?;
        let text = answer.body_mut().read_to_string().ok()?;
        Some((answer.status().as_u16(), serde_json::from_str(&text).ok()?))
    }
}

/// Records from several callers until the program is gone; gives what was acknowledged: number → position.
fn until_killed(server: &mut Server, from: u32) -> BTreeMap<u32, u64> {
    let callers: Vec<Caller> = (0..CALLERS).map(|_| Caller::new(server)).collect();
    let (answered, gone) = (AtomicUsize::new(0), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let run = |first: u32, caller: Caller| {
            let (answered, gone) = (&answered, &gone);
            scope.spawn(move || {
                let mut acknowledged = Vec::new();
                let numbers = (first..).step_by(CALLERS).take(10_000);
                for number in numbers {
                    if gone.load(Ordering::SeqCst) {
                        break;
                    }
                    let Some((status, receipt)) = caller.send(number) else { break };
                    assert_eq!(status, 201, "{receipt}");
                    acknowledged.push((number, receipt["events"][0]["position"].as_u64().unwrap()));
                    answered.fetch_add(1, Ordering::SeqCst);
                }
                acknowledged
            })
        };
        let threads: Vec<_> =
            (from..).zip(callers).map(|(first, caller)| run(first, caller)).collect();
        eventually("enough answers", || (answered.load(Ordering::SeqCst) >= ANSWERS).then_some(()));
        server.kill();
        gone.store(true, Ordering::SeqCst);
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn whatever_was_acknowledged_before_a_kill_is_there_after_it_and_repeating_doubles_nothing() {
    let mut server = Server::bare();
    let mut acknowledged = BTreeMap::new();
    for round in 0..2 {
        acknowledged.extend(until_killed(&mut server, 1 + round * 100_000));
        server.start_again(&[
            "serve",
            "--ledger",
            "{ledger}",
            "--listen",
            "127.0.0.1:0",
            "--accept-clock",
        ]);
        let entries =
            server.get("/api/v1/events?limit=1000", None, &[("accept", "application/x-ndjson")]);
        let entries: Vec<Value> = entries
            .expect(200)
            .text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        for (number, position) in &acknowledged {
            let principal = &entries[usize::try_from(*position).unwrap()]["body"]["principal"];
            assert_eq!(principal, &json!(format!("auditor-{number}")), "position {position}");
        }
        let mut principals: Vec<&Value> =
            entries.iter().map(|entry| &entry["body"]["principal"]).collect();
        principals.retain(|principal| !principal.is_null());
        let all = principals.len();
        principals.sort_by_key(|principal| principal.as_str());
        principals.dedup();
        assert_eq!(principals.len(), all, "something stands twice");

        let caller = Caller::new(&server);
        for (number, position) in acknowledged.iter().take(10) {
            let (status, receipt) = caller.send(*number).unwrap();
            assert_eq!(
                (status, receipt["events"][0]["position"].as_u64()),
                (201, Some(*position)),
                "{receipt}"
            );
        }
        let size = server.get_json("/api/v1/head")["size"].as_u64().unwrap();
        assert_eq!(size, entries.len() as u64, "repeating added something");
    }
    assert!(acknowledged.len() >= 2 * ANSWERS);
}
