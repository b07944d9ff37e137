//! The program on the command line: run to its end, or started and left to a test.

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};

use crate::harness::{Process, eventually};

/// Before any machine's clock, so that the program may go on with such a ledger by that clock.
const DEMO_MOMENT: &str = "2025-01-06T09:00:00Z";

/// What the program said and how it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: Vec<u8>,
    pub(crate) err: String,
}

impl Ended {
    /// It must have ended with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Ended {
        let out = String::from_utf8_lossy(&self.out);
        assert_eq!(self.code, Some(code), "stdout: {out}\nstderr: {}", self.err);
        self
    }

    /// It must have said these words on standard error.
    #[track_caller]
    pub(crate) fn says(self, words: &[&str]) -> Ended {
        for part in words {
            assert!(self.err.contains(part), "«{part}» is not said:\n{}", self.err);
        }
        self
    }

    /// Standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.out).into_owned()
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        let text = self.text();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// A child that ends with its owner.
struct Started(Child);

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended by itself, which is as well.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs `tingbok` to its end.
#[track_caller]
pub(crate) fn tingbok<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Ended {
    let mut command = Command::new(program());
    for name in ["TINGBOK_SERVER", "TINGBOK_LEDGER", "TINGBOK_TOKEN_FILE"] {
        command.env_remove(name);
    }
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut started = Started(command.spawn().unwrap());
    let out = read(started.0.stdout.take().unwrap());
    let err = read(started.0.stderr.take().unwrap());
    let status = eventually("the program to end", || started.0.try_wait().unwrap());
    let err = String::from_utf8_lossy(&err.join().unwrap()).into_owned();
    Ended { code: status.code(), out: out.join().unwrap(), err }
}

fn read(mut from: impl Read + Send + 'static) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        from.read_to_end(&mut bytes).unwrap();
        bytes
    })
}

/// The program beside this test's own executable.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap();
    built.join(format!("tingbok{}", std::env::consts::EXE_SUFFIX))
}

/// A ledger that nobody serves any more.
pub(crate) struct Folder {
    scratch: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

impl Folder {
    /// The demonstration's real set, made and served by the program and then left.
    pub(crate) fn demo() -> Folder {
        let folder = Folder::named();
        let ledger = folder.path.display().to_string();
        let now = ["--listen", "127.0.0.1:0", "--now", DEMO_MOMENT];
        let mut demo = Process::start(["demo", "--ledger", &ledger].into_iter().chain(now));
        demo.wait_for_line("its address", |line| line.contains("http://").then_some(()));
        folder
    }

    /// A new ledger with its opening, its administrator and nothing else.
    pub(crate) fn init() -> Folder {
        let folder = Folder::named();
        let settings = ["--administrator", "driften", "--origin", "test.example/log"];
        folder.run("init", &settings).expect(0);
        folder
    }

    fn named() -> Folder {
        let scratch = tempfile::tempdir().unwrap();
        Folder { path: scratch.path().join("ledger"), scratch }
    }

    /// Another path in the same scratch folder.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Runs a command on this folder.
    #[track_caller]
    pub(crate) fn run(&self, command: &str, arguments: &[&str]) -> Ended {
        on(&self.path, command, arguments)
    }

    /// The entries as they lie in the log.
    #[track_caller]
    pub(crate) fn export(&self) -> Vec<u8> {
        export(&self.path)
    }

    /// How many entries, and the root over them.
    #[track_caller]
    pub(crate) fn head(&self) -> (u64, String) {
        head(&self.path)
    }
}

/// Runs a command (which may be of two words) on a ledger's folder.
#[track_caller]
pub(crate) fn on(ledger: &Path, command: &str, arguments: &[&str]) -> Ended {
    let ledger = ledger.display().to_string();
    let words = command.split(' ').chain(["--ledger", &ledger]);
    tingbok(words.chain(arguments.iter().copied()).collect::<Vec<_>>())
}

/// The entries of a folder as they lie in the log.
#[track_caller]
pub(crate) fn export(ledger: &Path) -> Vec<u8> {
    on(ledger, "export ndjson", &[]).expect(0).out
}

/// How many entries a folder holds, and the root over them as a replay computes it.
#[track_caller]
pub(crate) fn head(ledger: &Path) -> (u64, String) {
    let replayed = on(ledger, "replay", &["--json"]).expect(0).json();
    let size = replayed["size"].as_u64().unwrap_or_else(|| panic!("{replayed}"));
    (size, replayed["root"].as_str().unwrap_or_else(|| panic!("{replayed}")).to_owned())
}
