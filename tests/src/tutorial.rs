//! The tutorial is true: every command in `docs/tutorial.md` runs as it stands there, prints what the document says,
//! and every page it names shows the words it promises.
mod document;
mod window;

use crate::harness::{Answer, PATIENCE, Page};
use document::{Step, Which, steps};
use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
};
use window::{Window, fits};

const TUTORIAL: &str = include_str!("../../docs/tutorial.md");
/// Where the document says the pages are. The test's own are on a free port.
const ADDRESS: &str = "http://127.0.0.1:8080";
/// The gate has built the program before any test runs; what the reader is told to type is held to be just that.
const CARGO: &str = "#!/bin/sh\ntest \"$*\" = 'build --release'\n";
/// What people read in a command's body.
const WORDS: [&str; 6] = ["title", "text", "reason", "resolves_if", "waiver", "reopen_reason"];

/// A reader with two terminals in the folder of the repository, and a home folder.
struct Reader {
    scratch: tempfile::TempDir,
    first: Option<Window>,
    second: Window,
    /// Where the pages are, once the demonstration has said it.
    base: String,
    /// What the last commands in the second window printed.
    printed: Vec<String>,
}

impl Reader {
    fn new() -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let folder = |name: &str| {
            let folder = scratch.path().join(name);
            fs::create_dir_all(&folder).unwrap();
            folder
        };
        symlink(window::program(), folder("repository/target/release").join("tingbok")).unwrap();
        let cargo = folder("bin").join("cargo");
        fs::write(&cargo, CARGO).unwrap();
        fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
        folder("home");
        folder("blocks");
        let second = Window::open(scratch.path());
        Self { scratch, first: None, second, base: ADDRESS.to_owned(), printed: Vec::new() }
    }

    fn block(&self, line: usize) -> std::path::PathBuf {
        self.scratch.path().join(format!("blocks/{line}.sh"))
    }

    fn take(&mut self, step: &Step, line: usize) {
        match step {
            Step::Run(Which::First, commands) => self.start(commands, line),
            Step::Run(Which::Second, commands) => {
                let block = self.block(line);
                fs::write(&block, commands).unwrap();
                self.printed = self.second.run(&block);
            }
            Step::Says(Which::First, expected) => {
                let first = self.first.as_mut().expect("the first window is open");
                for wanted in expected {
                    let said = first.wait_for(&wanted.replace(ADDRESS, &self.base));
                    if let Some((_, pages)) = said.split_once("Pages   ") {
                        self.base = String::from(pages.trim_end_matches("/nb"));
                    }
                }
            }
            Step::Says(Which::Second, expected) => self.printed_all(expected),
            Step::See(address, words) => {
                let page = page(&address.replace(ADDRESS, &self.base));
                for shown in words {
                    page.shows(shown);
                }
            }
            Step::Stop => {
                let first = self.first.as_mut().expect("the first window is open");
                first.interrupt();
                assert!(first.ended_well(), "Ctrl-C ends the demonstration well");
            }
        }
    }

    /// Runs the demonstration in the shell's own place, so that it can be stopped by its id, and on a free port.
    fn start(&mut self, commands: &str, line: usize) {
        let demo: Vec<&str> =
            commands.lines().filter(|line| line.starts_with("tingbok demo")).collect();
        let [demo] = demo.as_slice() else { panic!("one line starts the demonstration: {demo:?}") };
        let started = format!("exec {demo} --listen 127.0.0.1:0");
        let block = self.block(line);
        fs::write(&block, commands.replace(demo, &started)).unwrap();
        self.first = Some(Window::script(self.scratch.path(), &block));
        // The port is told with the address, so that is what the next lines are compared with.
        self.base = String::from("…");
    }

    #[track_caller]
    fn printed_all(&self, expected: &[String]) {
        let mut printed = self.printed.iter();
        for wanted in expected {
            assert!(
                printed.any(|line| fits(wanted, line)),
                "«{wanted}» is not printed, or not in this place:\n{}",
                self.printed.join("\n")
            );
        }
    }
}

fn page(address: &str) -> Page {
    let config =
        ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
    let mut response = ureq::Agent::from(config.build()).get(address).call().unwrap();
    let status = response.status().as_u16();
    let text = response.body_mut().read_to_string().unwrap();
    Page::of(Answer { status, headers: Vec::new(), text, asked: address.to_owned() })
}

/// Says where in the document the reader was when something went amiss.
struct Place<'a>(&'a str, usize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("docs/tutorial.md, line {}: {}", self.1, self.0);
        }
    }
}

#[test]
fn a_first_hour_goes_as_the_tutorial_says() {
    let mut reader = Reader::new();
    for (line, step) in steps(TUTORIAL) {
        let _place = Place(step.name(), line);
        reader.take(&step, line);
    }
    let home = reader.scratch.path().join("home");
    let left: Vec<_> =
        fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["tingbok-first-hour"], "the reader has one folder to delete");
}

#[test]
fn the_tutorial_goes_all_the_way_and_promises_something_at_each_step() {
    let steps: Vec<Step> = steps(TUTORIAL).into_iter().map(|(_, step)| step).collect();
    let count = |wanted: fn(&Step) -> bool| steps.iter().filter(|step| wanted(step)).count();
    assert!(count(|step| matches!(step, Step::Run(..))) >= 20);
    assert!(count(|step| matches!(step, Step::Says(..))) >= 20);
    assert!(count(|step| matches!(step, Step::See(_, words) if !words.is_empty())) >= 10);
    let all = steps.iter().filter_map(|step| match step {
        Step::Run(_, commands) => Some(commands.as_str()),
        Step::Says(..) | Step::See(..) | Step::Stop => None,
    });
    let all: String = all.collect();
    for command in ["demo", "show", "view", "record", "token create", "agreed", "overdue", "log"]
        .into_iter()
        .chain(["replay", "export", "restore"])
    {
        assert!(
            all.contains(&format!("tingbok {command} "))
                || all.contains(&format!("tingbok {command}\n")),
            "{command}"
        );
    }
}

#[test]
fn whatever_the_tutorial_records_says_that_it_is_invented() {
    let mut found = 0;
    for (line, step) in steps(TUTORIAL) {
        let Step::Run(_, commands) = step else { continue };
        for field in WORDS {
            let marked = format!("\"{field}\": \"");
            for words in commands.split(&marked).skip(1) {
                assert!(words.starts_with("Oppdiktet"), "line {line}: {field}: {words}");
                found += 1;
            }
        }
    }
    assert!(found >= 8, "only {found} texts found");
}

#[test]
fn the_documents_lead_to_the_tutorial() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    assert!(fs::read_to_string(readme).unwrap().contains("(docs/tutorial.md)"));
}
