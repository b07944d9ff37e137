//! The program as a child process. It ends with its owner, whatever the test did.
use super::PATIENCE;
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    time::Instant,
};

/// A running program whose output is read as it comes.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    lines: Receiver<String>,
    /// What it has said so far.
    said: Vec<String>,
}

/// The program beside this test's own executable.
pub(crate) fn program() -> PathBuf {
    let test = std::env::current_exe().expect("the test knows its own file");
    let built =
        test.parent().and_then(|deps| deps.parent()).expect("tests lie in target/PROFILE/deps");
    let program = built.join(format!("tingbok{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.is_file(),
        "{} is not there: run `cargo build --release -p tingbok-cli`",
        program.display()
    );
    program
}

impl Process {
    /// Starts `tingbok` with these arguments.
    pub(crate) fn start<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        let mut command = Command::new(program());
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let (sender, lines) = channel();
        read_lines(child.stdout.take().expect("stdout is piped"), sender.clone());
        read_lines(child.stderr.take().expect("stderr is piped"), sender);
        Self { child, lines, said: Vec::new() }
    }

    /// Waits for a line that `wanted` finds something in; fails with all that was said when none comes.
    #[track_caller]
    pub(crate) fn wait_for_line<T>(&mut self, what: &str, wanted: impl Fn(&str) -> Option<T>) -> T {
        let start = Instant::now();
        while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
            let Ok(line) = self.lines.recv_timeout(left) else { break };
            let found = wanted(&line);
            self.said.push(line);
            if let Some(found) = found {
                return found;
            }
        }
        panic!("the program did not say {what}; it said:\n{}", self.said.join("\n"));
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once (SIGKILL), as a crash would, and waits until it is gone.
    pub(crate) fn kill(&mut self) {
        // It may have ended by itself, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

fn read_lines(from: impl Read + Send + 'static, to: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            // Nobody listens any more; going on reading keeps the program from waiting for us.
            let _ = to.send(line);
        }
    });
}
