//! What `tingbok demo` prints to be tried, run by a shell as it is printed.
use crate::harness::{Process, Server};
use serde_json::Value;
use std::{cell::RefCell, collections::BTreeMap, path::PathBuf, process::Command};

/// A day after everything that is played, and before any machine's clock would matter.
const MOMENT: &str = "2026-11-22T09:00:00Z";

/// A demonstration that is ready, and what it said.
struct Demo {
    _process: Process,
    scratch: tempfile::TempDir,
    /// The commands under each number; those before the first under 0.
    commands: BTreeMap<u32, Vec<String>>,
    said: String,
}

impl Demo {
    fn start(more: &[&str]) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        // A blank in the name, since people have such folders.
        let ledger = scratch.path().join("my ledger").display().to_string();
        let arguments = ["demo", "--ledger", &ledger, "--listen", "127.0.0.1:0", "--now", MOMENT];
        let mut process = Process::start(arguments.iter().chain(more));
        let said = RefCell::new(Vec::new());
        process.wait_for_line("that it is ready", |line| {
            said.borrow_mut().push(line.to_owned());
            line.starts_with("Ctrl-C").then_some(())
        });
        let said = said.into_inner();
        let mut commands: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        let mut number = 0;
        for line in &said {
            let heading = line.split_once(". ").and_then(|(first, _)| first.parse().ok());
            number = heading.unwrap_or(number);
            let command = line.strip_prefix("   ").filter(|rest| !rest.starts_with(' '));
            commands.entry(number).or_default().extend(command.map(str::to_owned));
        }
        Self { _process: process, scratch, commands, said: said.join("\n") }
    }

    /// Runs one thing to try as a reader would, and gives what it said.
    fn try_out(&self, number: u32) -> String {
        let script = [&self.commands[&0], &self.commands[&number]].map(|lines| lines.join("\n"));
        let mut shell = Command::new("sh");
        for name in ["TINGBOK_SERVER", "TINGBOK_LEDGER", "TINGBOK_TOKEN_FILE"] {
            shell.env_remove(name);
        }
        let done = shell.arg("-ec").arg(script.join("\n")).output().unwrap();
        let out = String::from_utf8(done.stdout).unwrap();
        let err = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{}\n{out}\n{err}", script.join("\n"));
        out
    }

    /// The address that the first thing to try names.
    fn page(&self) -> String {
        let (_, address) = self.said.split_once("matrix: ").unwrap();
        let address = address.lines().next().unwrap();
        ureq::get(address).call().unwrap().body_mut().read_to_string().unwrap()
    }

    fn beside(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }
}

#[track_caller]
fn all_three_work(demo: &Demo, then: &str, now: &str) {
    assert_eq!(demo.commands.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3], "{}", demo.said);
    let answered = demo.try_out(1);
    let row = |who: &str| {
        let line = answered.lines().rev().find(|line| line.trim_start().starts_with(who));
        line.unwrap_or_else(|| panic!("{who} has no row:\n{answered}")).to_owned()
    };
    assert!(row("oppdiktet-c").contains("consents"), "{answered}");
    assert!(row("oppdiktet-b").contains("waiting"), "{answered}");
    let page = demo.page();
    assert!(page.contains("Oppdiktet departement C") && page.contains("Slutter seg til"), "{page}");

    let replayed = demo.try_out(2);
    let (before, after) = (replayed.find(then), replayed.rfind(now));
    assert!(before.is_some() && after.is_some() && before < after, "{replayed}");

    let restored = demo.try_out(3);
    let live = ureq::get(format!("{}/api/v1/head", address(&demo.said)))
        .call()
        .unwrap()
        .body_mut()
        .read_to_string()
        .unwrap();
    let live: serde_json::Value = serde_json::from_str(&live).unwrap();
    assert!(restored.contains(live["root"].as_str().unwrap()), "{live}\n{restored}");
    assert!(
        demo.beside("my ledger.ndjson").is_file() && demo.beside("my ledger-restored").is_dir()
    );
}

fn address(said: &str) -> &str {
    let (_, rest) = said.split_once("Pages   ").unwrap();
    rest.split("/nb").next().unwrap()
}

#[test]
fn the_three_things_to_try_with_the_fiction_work_as_they_are_printed() {
    let demo = Demo::start(&["--with-fiction"]);
    all_three_work(&demo, "idle: outcome not agreed", "revision 2 by round 2: adopted");
}

#[test]
fn the_three_things_to_try_without_the_fiction_work_as_they_are_printed() {
    let demo = Demo::start(&[]);
    all_three_work(&demo, "By 2022-12-31", "Mandates");
}

/// Who only keeps the ledger: no act of theirs is anybody's position or duty in a forum.
const KEEPERS: [&str; 3] = ["administrator", "registrar", "auditor"];

#[test]
fn every_role_of_the_fiction_has_its_token_file_and_the_program_says_whose_it_is() {
    let demo = Demo::start(&["--with-fiction"]);
    let taking_part = ["secretariat", "chair", "member", "responsible", "addressee"];
    for role in KEEPERS.iter().chain(&taking_part) {
        assert!(demo.beside("my ledger/tokens").join(format!("{role}.token")).is_file(), "{role}");
        assert!(demo.said.contains(&format!("        {role}.token: ")), "{}", demo.said);
    }
    assert!(demo.said.contains("No coordinator.token and no evaluator.token: "), "{}", demo.said);
}

#[test]
fn nobody_real_can_act_beside_the_fiction_but_who_keeps_the_ledger() {
    let server = Server::fiction();
    let events = server.get_json_as(&server.administrator, "/api/v1/events?limit=1000");
    assert_eq!(events["next"], Value::Null, "there are more events than were read");
    // Principal, role and participant of every right that was ever given.
    let granted: Vec<[String; 3]> = events["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| &item["entry"])
        .filter(|entry| entry["kind"] == "AccessGranted")
        .map(|entry| {
            ["principal", "role", "participant"]
                .map(|field| entry["body"][field].as_str().unwrap().to_owned())
        })
        .collect();
    for [principal, role, participant] in &granted {
        let known = server.get_json(&format!("/api/v1/participants/{participant}"));
        let invented = known["state"]["names"].to_string().contains("Oppdiktet");
        assert!(
            invented || KEEPERS.contains(&role.as_str()),
            "{principal}: {participant} as {role}"
        );
    }

    let mut files = 0;
    for file in std::fs::read_dir(server.folder().join("tokens")).unwrap() {
        let path = file.unwrap().path();
        let token = std::fs::read_to_string(&path).unwrap();
        let principal = token.trim().strip_prefix("tbk_").unwrap().split('_').next().unwrap();
        let [_, role, _] = granted.iter().find(|[one, ..]| one == principal).unwrap();
        assert_eq!(path.file_stem().unwrap().to_str(), Some(role.as_str()));
        files += 1;
    }
    assert_eq!(files, KEEPERS.len() + 5);
}
