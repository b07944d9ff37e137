//! A terminal of the reader's: a shell that stops at the first command that fails, and ends with its owner.
use crate::harness::{PATIENCE, eventually};
use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Instant,
};

/// Stands after all that one block printed.
const END: &str = "-- the block ends here --";

/// A shell, and what it prints: both streams, as a terminal shows them.
pub(super) struct Window {
    child: Child,
    lines: Receiver<String>,
    said: Vec<String>,
}

/// The program beside this test's own executable.
pub(super) fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap();
    let program = built.join("tingbok");
    assert!(program.is_file(), "run `cargo build --release -p tingbok-cli`");
    program
}

impl Window {
    /// A shell that waits for blocks to run.
    pub(super) fn open(place: &Path) -> Self {
        Self::started(place, shell(place).arg("-e").stdin(Stdio::piped()))
    }

    /// A shell that runs one script.
    pub(super) fn script(place: &Path, script: &Path) -> Self {
        Self::started(place, shell(place).arg("-e").arg(script).stdin(Stdio::null()))
    }

    fn started(place: &Path, shell: &mut Command) -> Self {
        // Both streams into one, in the order in which they are written.
        let (reader, writer) = std::io::pipe().unwrap();
        shell.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = shell.current_dir(place.join("repository")).spawn().unwrap();
        // The command holds the pipe open; once it is gone, the end of the shell is the end of the lines.
        *shell = Command::new("sh");
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                // Nobody listens any more; going on reading keeps the shell from waiting for us.
                let _ = sender.send(line);
            }
        });
        Self { child, lines, said: Vec::new() }
    }

    /// Runs a block to its end and gives what it printed.
    #[track_caller]
    pub(super) fn run(&mut self, block: &Path) -> Vec<String> {
        let input = self.child.stdin.as_mut().expect("the shell listens");
        let asked = format!(". '{}' </dev/null\nprintf '\\n%s\\n' '{END}'\n", block.display());
        input.write_all(asked.as_bytes()).expect("the shell goes on");
        let before = self.said.len();
        self.wait_for(END);
        self.said.split_off(before)
    }

    /// Waits for a line like this and gives it; fails with all that was printed when none comes.
    #[track_caller]
    pub(super) fn wait_for(&mut self, wanted: &str) -> String {
        let start = Instant::now();
        while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
            let Ok(line) = self.lines.recv_timeout(left) else { break };
            self.said.push(line.clone());
            if fits(wanted, &line) {
                return line;
            }
        }
        panic!("«{wanted}» did not come:\n{}", self.said.join("\n"));
    }

    /// Ctrl-C.
    pub(super) fn interrupt(&mut self) {
        let id = self.child.id();
        let sent = Command::new("sh").arg("-c").arg(format!("kill -INT {id}")).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until it has ended; true when it ended well.
    pub(super) fn ended_well(&mut self) -> bool {
        let status: ExitStatus =
            eventually("the window to close", || self.child.try_wait().unwrap());
        status.success()
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        // It may have ended by itself, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A shell with a home folder, and with nothing of whoever runs the test but where programs lie.
fn shell(place: &Path) -> Command {
    let mut shell = Command::new("sh");
    for name in ["TINGBOK_SERVER", "TINGBOK_LEDGER", "TINGBOK_TOKEN_FILE"] {
        shell.env_remove(name);
    }
    let path = std::env::var("PATH").unwrap_or_default();
    shell.env("PATH", format!("{}:{path}", place.join("bin").display()));
    shell.env("HOME", place.join("home"));
    shell
}

/// True when the line is the wanted one, where … stands for anything.
pub(super) fn fits(wanted: &str, line: &str) -> bool {
    let (wanted, line) = (wanted.trim_end(), line.trim_end());
    let Some((first, rest)) = wanted.split_once('…') else { return wanted == line };
    let Some(mut line) = line.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = rest.split('…').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, after)) = line.split_once(part) else { return false };
        line = after;
    }
    line.ends_with(last)
}

#[test]
fn a_line_fits_when_all_but_the_gaps_is_the_same() {
    for (wanted, line, same) in [
        ("a", "a  ", true),
        ("a", "ab", false),
        ("a…", "ab", true),
        ("…b", "ab", true),
        ("a…c…e", "abcde", true),
        ("a…c…e", "abde", false),
        ("a …c", "a c", true),
        ("b…", "ab", false),
    ] {
        assert_eq!(fits(wanted, line), same, "{wanted} / {line}");
    }
}
