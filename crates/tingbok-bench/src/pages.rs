//! How fast pages answer: another object each time, every fourth as of a day, at a rate that does not wait for
//! slow answers (each is timed from the moment it was due), while others append.
use std::{
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{
    random::Random,
    table::{Table, per_second},
};

/// Days that pages are asked as of: so many from the first day of a made history on.
const DAYS: u64 = 700;
/// Commands in one list of the appending.
const LIST: u64 = 250;

/// Why nothing was measured.
#[derive(Debug, thiserror::Error)]
pub enum PagesError {
    /// The server does not answer as it should.
    #[error("{0}: {1}")]
    Http(String, ureq::Error),
    /// An answer is not what it should be.
    #[error("{0} does not answer with a list")]
    Answer(String),
    /// The token cannot be read.
    #[error("token {0}: {1}")]
    Token(PathBuf, std::io::Error),
    /// A thread ended early.
    #[error("a thread ended early")]
    Thread,
}

/// What is asked, and how often.
#[derive(Debug, Clone)]
pub struct Load {
    /// Where the server listens: `http://127.0.0.1:8080`.
    pub server: String,
    /// Connections.
    pub connections: u64,
    /// Pages a second, over all connections.
    pub rate: u64,
    /// For so long.
    pub seconds: u64,
    /// Entries a second that are appended meanwhile; needs the administrator's token.
    pub appends: u64,
    /// The administrator's token.
    pub token_file: Option<PathBuf>,
    /// The same seed asks for the same pages.
    pub seed: u64,
}

/// How long answers took.
#[derive(Debug, Default)]
pub struct Answers {
    now: Vec<Duration>,
    as_of: Vec<Duration>,
    failed: u64,
    appended: u64,
    took: Duration,
}

impl Answers {
    /// The table that is printed.
    pub fn table(mut self) -> Table {
        let mut table =
            Table::new(&["pages", "answers", "median ms", "p99 ms", "slowest ms", "failed"]);
        for (what, times) in [("now", &mut self.now), ("as of a day", &mut self.as_of)] {
            times.sort_unstable();
            let at = |share: usize| {
                let index = (times.len().saturating_sub(1)) * share / 100;
                let time = times.get(index).copied().unwrap_or_default();
                format!("{}.{:02}", time.as_millis(), time.as_micros() % 1_000 / 10)
            };
            table.row(&[&what, &times.len(), &at(50), &at(99), &at(100), &self.failed]);
        }
        let rate = per_second(self.appended, self.took);
        table.row(&[&"appended meanwhile", &self.appended, &format!("{rate}/s")]);
        table
    }
}

/// Loads the server and times its answers.
///
/// # Errors
/// See [`PagesError`].
pub fn pages(load: &Load) -> Result<Answers, PagesError> {
    let paths = objects(&load.server)?;
    let token = load.token_file.as_deref().map(read_token).transpose()?;
    let began = Instant::now();
    let until = began + Duration::from_secs(load.seconds);
    let mut all = thread::scope(|scope| {
        let readers: Vec<_> = (0..load.connections)
            .map(|number| {
                let paths = &paths;
                scope.spawn(move || read(load, number, paths, began, until))
            })
            .collect();
        let writer = token.map(|token| scope.spawn(move || append(load, &token, began, until)));
        let mut all = Answers::default();
        for reader in readers {
            let part = reader.join().map_err(|_| PagesError::Thread)?;
            all.now.extend(part.now);
            all.as_of.extend(part.as_of);
            all.failed += part.failed;
        }
        if let Some(writer) = writer {
            all.appended = writer.join().map_err(|_| PagesError::Thread)??;
        }
        Ok(all)
    })?;
    all.took = began.elapsed();
    Ok(all)
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(true).build().into()
}

fn read_token(path: &Path) -> Result<String, PagesError> {
    let token = std::fs::read_to_string(path);
    Ok(token.map_err(|error| PagesError::Token(path.to_owned(), error))?.trim().to_owned())
}

/// The pages of every decision, and of the first thousand measures and forums.
fn objects(server: &str) -> Result<Vec<String>, PagesError> {
    let agent = agent();
    let mut paths = Vec::new();
    for (list, page, whole) in [
        ("decisions", "/nb/beslutninger", true),
        ("measures", "/nb/tiltak", false),
        ("forums", "/nb/forum", false),
    ] {
        let mut after = String::new();
        loop {
            let url = format!("{server}/api/v1/{list}?limit=1000{after}");
            let fault = |error| PagesError::Http(url.clone(), error);
            let body = agent.get(&url).call().map_err(fault)?.body_mut().read_to_string();
            let answer: Value = serde_json::from_str(&body.map_err(fault)?).unwrap_or_default();
            let items = answer.get("items").and_then(Value::as_array);
            let items = items.ok_or_else(|| PagesError::Answer(url.clone()))?;
            let ids = items.iter().filter_map(|item| item.get("id"));
            paths.extend(ids.map(|id| format!("{page}/{}", id.to_string().replace('"', ""))));
            match answer.get("next").filter(|next| whole && !next.is_null()) {
                Some(next) => after = format!("&after={}", next.to_string().replace('"', "")),
                None => break,
            }
        }
    }
    Ok(paths)
}

fn read(load: &Load, number: u64, paths: &[String], began: Instant, until: Instant) -> Answers {
    let agent = agent();
    let mut random = Random::new(load.seed.wrapping_add(number));
    let mut answers = Answers::default();
    let pause = Duration::from_secs(1) * u32::try_from(load.connections).unwrap_or(1)
        / u32::try_from(load.rate.max(1)).unwrap_or(1);
    let mut due = began
        + pause * u32::try_from(number).unwrap_or(0)
            / u32::try_from(load.connections.max(1)).unwrap_or(1);
    let first = chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap_or_default();
    for asked in number.. {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        if due >= until {
            break;
        }
        let Some(path) = random.one_of(paths) else { break };
        let mut url = format!("{}{path}", load.server);
        let as_of = asked % 4 == 0;
        if as_of {
            let day = first + chrono::Days::new(random.below(DAYS));
            url = format!("{url}?as_of={day}");
        }
        let body = agent.get(&url).call().map(|mut answer| answer.body_mut().read_to_vec());
        match body {
            // What was not there on that day is answered as well.
            Ok(Ok(_)) | Err(ureq::Error::StatusCode(404)) => {
                let times = if as_of { &mut answers.as_of } else { &mut answers.now };
                times.push(due.elapsed());
            }
            Ok(Err(_)) | Err(_) => answers.failed += 1,
        }
        due += pause;
    }
    answers
}

/// Appends lists of grants to made-up clients, at a fixed rate; gives how many entries.
fn append(load: &Load, token: &str, began: Instant, until: Instant) -> Result<u64, PagesError> {
    let agent = agent();
    let url = format!("{}/api/v1/commands", load.server);
    let pause = Duration::from_millis(LIST * 1_000 / load.appends.max(1));
    let run = uuid::Uuid::new_v5(&tingbok_domain::id::NAMESPACE, &std::process::id().to_be_bytes());
    let (mut due, mut appended) = (began, 0);
    while due < until && load.appends > 0 {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let grants: Vec<Value> = (appended..appended + LIST)
            .map(|number| {
                json!({ "command": "GrantAccess", "stream": "ledger", "body": {
                    "principal": format!("oppdiktet-{}-{number}", run.simple()), "kind": "client",
                    "client": "oppdiktet", "participant": "dfd", "role": "auditor", "from": "2026-11-01",
                } })
            })
            .collect();
        let key = uuid::Uuid::new_v5(&run, &appended.to_be_bytes());
        agent
            .post(&url)
            .header("authorization", &format!("Bearer {token}"))
            .header("idempotency-key", &key.to_string())
            .header("content-type", "application/json")
            .send(Value::from(grants).to_string())
            .map_err(|error| PagesError::Http(url.clone(), error))?;
        appended += LIST;
        due += pause;
    }
    Ok(appended)
}
