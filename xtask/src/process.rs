//! Child processes: each has a time limit, and its output is shown, kept or both.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs};

use crate::Outcome;

/// Lines of output that are kept; the oldest go first.
const KEPT_LINES: usize = 20_000;
/// How long the output may stay open after its process has ended (a grandchild may hold it).
const OUTPUT_GRACE: Duration = Duration::from_secs(5);
const POLL: Duration = Duration::from_millis(50);

/// Whether a child's output appears as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Echo {
    /// Shown and kept.
    Shown,
    /// Kept only.
    Silent,
}

/// A child that ended by itself.
pub(crate) struct Finished {
    /// Whether it ended with exit code 0.
    pub(crate) success: bool,
    /// Its output, both streams in the order written; at most [`KEPT_LINES`], the latest.
    pub(crate) lines: Vec<String>,
}

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// The cargo that started this program, at the root of the workspace.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    let plain = env::var_os("CI").is_some() || env::var_os("NO_COLOR").is_some();
    if !plain && io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    } else {
        command.env("CARGO_TERM_COLOR", "never");
    }
    command
}

/// Runs a child on this terminal: for data on stdout and for progress bars.
pub(crate) fn pass_through(mut command: Command, limit: Duration) -> Outcome {
    let name = describe(&command);
    let mut child = command.spawn().map_err(|error| format!("cannot start {name}: {error}"))?;
    let status = wait_within(&mut child, limit, &name)?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// Runs a child and keeps what it says.
///
/// # Errors
/// It cannot start, or it is over its time limit (then it and its children are killed).
pub(crate) fn run(mut command: Command, limit: Duration, echo: Echo) -> Result<Finished, String> {
    let name = describe(&command);
    let start = |error: io::Error| format!("cannot start {name}: {error}");
    let (reader, writer) = io::pipe().map_err(start)?;
    command.stdin(Stdio::null());
    command.stdout(writer.try_clone().map_err(start)?).stderr(writer);
    let mut child = command.spawn().map_err(start)?;
    // The command holds the writing ends; while it lives the reader sees no end of file.
    drop(command);
    let output = collect(reader, echo);
    let status = wait_within(&mut child, limit, &name)?;
    Ok(Finished { success: status.success(), lines: output.lines() })
}

/// What a child has said so far, and word when it has ended.
struct Output {
    lines: Arc<Mutex<VecDeque<String>>>,
    ended: Receiver<()>,
}

impl Output {
    fn lines(&self) -> Vec<String> {
        // Also without the end: a grandchild may hold the stream open for ever.
        let _ = self.ended.recv_timeout(OUTPUT_GRACE);
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        lines.drain(..).collect()
    }
}

fn collect(reader: io::PipeReader, echo: Echo) -> Output {
    let lines = Arc::new(Mutex::new(VecDeque::new()));
    let (ending, ended) = channel();
    let kept = Arc::clone(&lines);
    thread::spawn(move || {
        for bytes in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&bytes).into_owned();
            if echo == Echo::Shown {
                println!("{line}");
            }
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            if kept.len() == KEPT_LINES {
                kept.pop_front();
            }
            kept.push_back(line);
        }
        // Nobody waits any more if the child was killed.
        let _ = ending.send(());
    });
    Output { lines, ended }
}

fn wait_within(child: &mut Child, limit: Duration, name: &str) -> Result<ExitStatus, String> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status),
            Ok(None) if started.elapsed() < limit => thread::sleep(POLL),
            Ok(None) => {
                kill_tree(child);
                let seconds = limit.as_secs();
                return Err(format!("{name} was killed: over its limit of {seconds} seconds"));
            }
            Err(error) => return Err(format!("cannot wait for {name}: {error}")),
        }
    }
}

/// Kills a child and everything that it started: cargo's tests outlive a killed cargo.
fn kill_tree(child: &mut Child) {
    let family: Vec<String> = descendants(child.id()).iter().map(u32::to_string).collect();
    // `kill` is a builtin of every shell, the program of that name is not everywhere.
    let killed = Command::new("sh").args(["-c", "kill -KILL \"$@\"", "sh"]).args(family).status();
    if !killed.is_ok_and(|status| status.success()) {
        // One of them may have ended meanwhile; the child itself must not be left.
        let _ = child.kill();
    }
    let _ = child.wait();
}

fn descendants(ancestor: u32) -> Vec<u32> {
    let parents = parents();
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(&process) = found.get(next) {
        found.extend(parents.iter().filter(|(_, parent)| *parent == process).map(|(id, _)| *id));
        next += 1;
    }
    found
}

/// Every process with its parent, from `/proc/*/stat` (proc(5)); empty where there is none.
fn parents() -> Vec<(u32, u32)> {
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let process = entry.file_name().to_str()?.parse().ok()?;
            let stat = fs::read_to_string(entry.path().join("stat")).ok()?;
            // The name stands in parentheses and may hold anything; state and parent follow it.
            let (_, rest) = stat.rsplit_once(')')?;
            Some((process, rest.split_whitespace().nth(1)?.parse().ok()?))
        })
        .collect()
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    let words: Vec<String> = words.take(8).collect();
    format!("{} {}", program.to_string_lossy(), words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_child_over_its_limit_is_killed_together_with_its_own_children() {
        let started = Instant::now();
        let slow = shell("sleep 61 & sleep 62; wait");
        let error = run(slow, Duration::from_millis(300), Echo::Silent).err().unwrap();
        assert!(error.contains("over its limit"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(20));
    }

    #[test]
    fn both_streams_are_kept_in_the_order_written() {
        let both = shell("echo one; echo two >&2; echo three; exit 3");
        let finished = run(both, Duration::from_secs(20), Echo::Silent).unwrap();
        assert_eq!(finished.lines, ["one", "two", "three"]);
        assert!(!finished.success);
    }
}
