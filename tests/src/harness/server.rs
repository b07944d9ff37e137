//! One server on one ledger, both gone when the test is over.
use super::{Answer, Clock, Page, Process, Token, token::next_number};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A day on which most tests begin: a Monday, and no holiday near.
const FIRST_MOMENT: &str = "2026-03-02T09:00:00Z";
/// Before any day of a test, so that every token is good.
const FIRST_DAY: &str = "2020-01-01";
/// Later than anything in the starting set.
const DEMO_MOMENT: &str = "2026-11-22T09:00:00Z";

/// The program, serving a ledger of this test's own.
#[derive(Debug)]
pub(crate) struct Server {
    process: Process,
    base: String,
    folder: PathBuf,
    agent: ureq::Agent,
    /// What time the server takes it to be.
    pub(crate) clock: Clock,
    /// May grant access and set rules.
    pub(crate) administrator: Token,
    // Last, so that the folder goes after the process.
    _scratch: tempfile::TempDir,
}

impl Server {
    /// A ledger with its rule data and an administrator, and nothing else.
    pub(crate) fn bare() -> Self {
        Self::bare_at(FIRST_MOMENT)
    }

    /// The same, opened at another moment.
    pub(crate) fn bare_at(moment: &str) -> Self {
        Self::start(moment, &["--bare"])
    }

    /// A ledger with the real starting set.
    pub(crate) fn demo() -> Self {
        Self::start(DEMO_MOMENT, &[])
    }

    /// The same with the fictitious set beside it, played to its end.
    pub(crate) fn fiction() -> Self {
        Self::start(DEMO_MOMENT, &["--with-fiction"])
    }

    fn start(moment: &str, more: &[&str]) -> Self {
        let scratch = tempfile::tempdir().expect("a folder for the ledger");
        let clock = Clock::at(scratch.path().join("clock"), moment);
        let folder = scratch.path().join("ledger");
        let now = format!("@{}", clock.file().display());
        let ledger = folder.display().to_string();
        let mut arguments =
            vec!["demo", "--ledger", &ledger, "--listen", "127.0.0.1:0", "--now", &now];
        arguments.extend(more);
        let mut process = Process::start(arguments);
        let base = process.wait_for_line("its address", address);
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(super::PATIENCE));
        let administrator =
            Token { bearer: administrator_token(&folder), participant: "administrator".to_owned() };
        Self {
            process,
            base,
            folder,
            agent: config.build().into(),
            clock,
            administrator,
            _scratch: scratch,
        }
    }

    /// Where it listens, like `http://127.0.0.1:40123`.
    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    /// The ledger's folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The process id of the program.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Ends the program as a crash would (SIGKILL).
    pub(crate) fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts the program on the same folder with other arguments, after a [`Self::kill`]; `{ledger}` and
    /// `{clock}` in them stand for the folder and the clock's file.
    pub(crate) fn start_again(&mut self, arguments: &[&str]) {
        let fill = |argument: &&str| {
            argument
                .replace("{ledger}", &self.folder.display().to_string())
                .replace("{clock}", &self.clock.file().display().to_string())
        };
        self.process = Process::start(arguments.iter().map(fill));
        self.base = self.process.wait_for_line("its address", address);
    }

    /// Reads a path, for everybody or with a token, with further headers.
    pub(crate) fn get(
        &self,
        path: &str,
        token: Option<&Token>,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = self.agent.get(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {}", token.bearer));
        }
        read(format!("GET {path}"), request.call())
    }

    /// JSON that everybody may read; must be there.
    #[track_caller]
    pub(crate) fn get_json(&self, path: &str) -> Value {
        self.get(path, None, &[]).expect(200).json()
    }

    /// The same with a token.
    #[track_caller]
    pub(crate) fn get_json_as(&self, token: &Token, path: &str) -> Value {
        self.get(path, Some(token), &[]).expect(200).json()
    }

    /// An overview as everybody may read it: `ladder`, `overdue` …; `query` like `?as_of=2026-03-02`, or empty.
    #[track_caller]
    pub(crate) fn overview(&self, name: &str, query: &str) -> Value {
        self.get_json(&format!("/api/v1/overviews/{name}{query}"))["state"].take()
    }

    /// A page that everybody may read; must be there.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> Page {
        Page::of(self.get(path, None, &[("accept", "text/html")]).expect(200))
    }

    /// Sends one command as it is, without a version.
    pub(crate) fn post(&self, token: &Token, command: &str, stream: &str, body: &Value) -> Answer {
        self.post_items(token, &json!({ "command": command, "stream": stream, "body": body }))
    }

    /// Reads the stream's version, then sends the command with it.
    pub(crate) fn post_read(
        &self,
        token: &Token,
        command: &str,
        stream: &str,
        body: &Value,
    ) -> Answer {
        let version = self.version(token, stream);
        self.post_items(
            token,
            &json!({ "command": command, "stream": stream, "expected_version": version, "body": body }),
        )
    }

    /// Sends what a fictitious source tells of a day, or of a span of days, as the registrar does.
    pub(crate) fn report(
        &self,
        registrar: &Token,
        command: &str,
        stream: &str,
        occurred: &str,
        body: &Value,
    ) -> Answer {
        let source = json!({ "kind": "import", "ref": "Oppdiktet rapport" });
        self.post_items(
            registrar,
            &json!({
                "command": command, "stream": stream, "occurred": occurred, "lang": "nb",
                "source": source, "evidence": "reported", "body": body,
            }),
        )
    }

    /// Sends one item or an array of items as they are, with a new idempotency key.
    pub(crate) fn post_items(&self, token: &Token, items: &Value) -> Answer {
        let key = format!("00000000-0000-4000-8000-{:012x}", next_number());
        let headers = [("content-type", "application/json"), ("idempotency-key", key.as_str())];
        self.post_raw("/api/v1/commands", Some(token), &headers, items.to_string().as_bytes())
    }

    /// Sends anything anywhere.
    pub(crate) fn post_raw(
        &self,
        path: &str,
        token: Option<&Token>,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = self.agent.post(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {}", token.bearer));
        }
        read(format!("POST {path} {}", String::from_utf8_lossy(body)), request.send(body))
    }

    /// The version of a stream; 0 when there is none.
    #[track_caller]
    pub(crate) fn version(&self, token: &Token, stream: &str) -> u64 {
        let answer =
            self.get(&format!("/api/v1/streams/{stream}/events?limit=1"), Some(token), &[]);
        if answer.status == 404 {
            return 0;
        }
        answer.expect(200).json()["version"].as_u64().expect("a stream has a version")
    }

    /// A token for a participant in a role, bound to a forum where one is named; granted by the administrator.
    #[track_caller]
    pub(crate) fn token(&self, participant: &str, role: &str, forum: Option<&str>) -> Token {
        let (principal, secret_sha256, token) = Token::make(participant);
        let mut grant = json!({
            "principal": principal, "kind": "token", "secret_sha256": secret_sha256,
            "participant": participant, "role": role, "from": FIRST_DAY,
        });
        if let Some(forum) = forum {
            grant["forum"] = json!(forum);
        }
        self.post(&self.administrator, "GrantAccess", "ledger", &grant).expect_created();
        token
    }
}

fn read(asked: String, result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut response = result.unwrap_or_else(|error| panic!("{asked}: {error}"));
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| {
        (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    let headers = headers.collect();
    let status = response.status().as_u16();
    let text =
        response.body_mut().read_to_string().unwrap_or_else(|error| panic!("{asked}: {error}"));
    Answer { status, headers, text, asked }
}

/// The address in a line of the program's, without a slash at the end.
fn address(line: &str) -> Option<String> {
    let from = line.find("http://")?;
    let (_, address) = line.split_at(from);
    let end = address.find(|c: char| !(c.is_ascii_alphanumeric() || ":/.".contains(c)));
    let address = address.split_at(end.unwrap_or(address.len())).0;
    // Where it goes on after the port, it is a page.
    let host = address.strip_prefix("http://")?.split('/').next()?;
    let port = host.rsplit(':').next()?.trim_end_matches('.');
    port.parse::<u16>().ok().map(|_| format!("http://{}", host.trim_end_matches('.')))
}

fn administrator_token(folder: &Path) -> String {
    let places = [folder.join("administrator.token"), folder.join("tokens/administrator.token")];
    let found = places.iter().find_map(|place| std::fs::read_to_string(place).ok());
    found
        .unwrap_or_else(|| panic!("no administrator.token in {}", folder.display()))
        .trim()
        .to_owned()
}
