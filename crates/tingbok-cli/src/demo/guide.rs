//! What a demonstration says when it is ready: where it is, who may do what, and three things to try with the
//! exact commands. Everything to be recorded is invented and says so.
use super::tokens::Seat;
use crate::{
    fault::{Fault, Outcome},
    output,
};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};
use tingbok_domain::{StreamKind, TextHash};
use tingbok_ledger::Ledger;

/// The forum to try in: of the fiction, or made by the first thing to try.
pub(super) const FORUM: &str = "oppdiktet-kjerne";
/// Its secretariat.
pub(super) const SECRETARIAT: &str = "oppdiktet-sekretariat";
/// One with a seat in it.
pub(super) const LEAD: &str = "oppdiktet-b";
/// Another one.
pub(super) const MEMBER: &str = "oppdiktet-c";

/// Where the files to try lie, in the ledger's folder.
const FILES: &str = "try";
const TITLE: &str = "Oppdiktet prøvesak";
const TEXT: &str = "Oppdiktet: vi prøver Tingbok.";
/// How long the case to try can be answered.
const DAYS: u64 = 30;

/// With the fiction: which tokens are not made, and why.
const NOT_GRANTED: &str =
    "        No coordinator.token and no evaluator.token: the rule data gives those roles to real
        organisations, and nothing shall be recorded in their names beside what is invented.";

/// What was made ready to be tried.
pub(super) struct Guide {
    folder: PathBuf,
    seats: Vec<Seat<'static>>,
    /// The number that the case to try will get.
    number: u64,
    /// With the fiction: the stream of a decision that had two rounds.
    revised: Option<String>,
}

/// One thing to try.
struct Thing {
    what: String,
    commands: Vec<String>,
}

impl Guide {
    /// Writes the files of the first thing to try.
    pub(super) fn ready(
        ledger: &Ledger,
        folder: &Path,
        seats: Vec<Seat<'static>>,
        revised: Option<String>,
    ) -> Outcome<Self> {
        let reader = ledger.reader();
        let register = reader.register();
        let number = register.next_number(StreamKind::Decision);
        let guide = Self { folder: folder.to_owned(), seats, number, revised };
        let deadline = register.day(reader.now()).checked_add_days(Days::new(DAYS));
        let place = guide.file("");
        std::fs::create_dir_all(&place).map_err(|error| Fault::file(&place, &error))?;
        if guide.revised.is_none() {
            guide.write("registrar.ndjson", &those_who_take_part())?;
        }
        guide.write("secretariat.ndjson", &guide.case(deadline.unwrap_or(NaiveDate::MAX)))?;
        Ok(guide)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(FILES).join(name)
    }

    fn write(&self, name: &str, commands: &[Value]) -> Outcome {
        let path = self.file(name);
        let lines: Vec<String> = commands.iter().map(Value::to_string).collect();
        std::fs::write(&path, lines.join("\n") + "\n").map_err(|error| Fault::file(&path, &error))
    }

    /// A proposal and its round, for everybody to see while it is open; before it the seats, when nobody sits yet.
    fn case(&self, deadline: NaiveDate) -> Vec<Value> {
        let decision = format!("decision-{}", self.number);
        let joined = |(participant, role): (&str, &str)| {
            json!({ "command": "ChangeMembership", "stream": format!("forum-{FORUM}"),
                "body": { "participant": participant, "action": "joined", "role": role } })
        };
        let seats = [(LEAD, "lead"), (MEMBER, "member")].into_iter().map(joined);
        let case = [
            json!({ "command": "ProposeDecision", "stream": decision, "lang": "nb", "visibility": "public",
                "body": { "forum": FORUM, "title": TITLE, "text": TEXT, "matter": "general" } }),
            json!({ "command": "OpenRound", "stream": decision, "expected_version": 1, "lang": "nb",
                "body": { "revision": 1, "text_sha256": TextHash::of(TEXT), "method": "consensus",
                    "deadline": deadline, "waiver": "Oppdiktet: en prøvesak har ikke noe grunnlag." } }),
        ];
        seats.filter(|_| self.revised.is_none()).chain(case).collect()
    }

    /// What the commands stand on: the folder, and the ledger in it.
    fn first(&self) -> [String; 2] {
        [format!("cd {}", quoted(&self.folder)), "export TINGBOK_LEDGER=\"$PWD\"".to_owned()]
    }

    fn things(&self, address: SocketAddr) -> [Thing; 3] {
        [self.answer(address), self.replay(), export()]
    }

    fn answer(&self, address: SocketAddr) -> Thing {
        let number = self.number;
        let import =
            |file: &str, token: &str| line(&format!("import {FILES}/{file}.ndjson"), Some(token));
        let mut commands = Vec::new();
        let mut folder = "tokens";
        if self.revised.is_none() {
            folder = FILES;
            commands.push(import("registrar", "tokens/registrar.token"));
            for (role, more, who) in [
                ("secretariat", format!(" --forum {FORUM}"), SECRETARIAT),
                ("member", String::new(), MEMBER),
            ] {
                let create = format!(
                    "token create --participant {who} --role {role}{more} --out {FILES}/{role}.token"
                );
                commands.push(line(&create, Some("tokens/administrator.token")));
            }
        }
        let body = json!({ "round": 1, "revision": 1, "text_sha256": TextHash::of(TEXT), "position": "consents" });
        let take = format!("record TakePosition --stream decision-{number} --body '{body}'");
        commands.extend([
            import("secretariat", &format!("{folder}/secretariat.token")),
            line(&take, Some(&format!("{folder}/member.token"))),
            line(&format!("show decision/{number}"), None),
        ]);
        let what = "Record an answer, and see it in the matrix";
        Thing { what: format!("{what}: http://{address}/nb/beslutninger/{number}"), commands }
    }

    /// A decision between its two rounds, or a forum as sources tell of it.
    fn replay(&self) -> Thing {
        let (when, thing) = match &self.revised {
            Some(stream) => ("--known-at 2026-02-20T12:00:00Z", stream.as_str()),
            None => ("--as-of 2022-12-31", "forum-klima"),
        };
        Thing {
            what: "Replay to a date, and see one thing as it stood then and as it stands now"
                .to_owned(),
            commands: vec![
                line(&format!("replay {when}"), Some("tokens/auditor.token")),
                line(&format!("show {thing} {when}"), None),
                line(&format!("show {thing}"), None),
            ],
        }
    }

    /// As JSON.
    pub(super) fn told(&self, address: SocketAddr) -> Value {
        let things = self.things(address);
        let told = things.map(|thing| json!({ "what": thing.what, "commands": thing.commands }));
        json!({ "first": self.first(), "things": told })
    }

    /// Who has which token, and the three things.
    pub(super) fn tell(&self, address: SocketAddr) -> Outcome {
        for (role, participant, forum) in &self.seats {
            let forum = forum.map_or_else(String::new, |forum| format!(" in {forum}"));
            output::line(&format!("        {}.token: {participant}{forum}", role.word()))?;
        }
        if self.revised.is_some() {
            output::line(NOT_GRANTED)?;
        }
        output::line(
            "\nTry, in another window (what is recorded there is invented, and says so):\n",
        )?;
        self.first().iter().try_for_each(|line| output::line(&format!("   {line}")))?;
        for (number, thing) in (1..).zip(self.things(address)) {
            output::line(&format!("\n{number}. {}", thing.what))?;
            thing.commands.iter().try_for_each(|line| output::line(&format!("   {line}")))?;
        }
        Ok(())
    }
}

fn export() -> Thing {
    let export = line("export ndjson --out \"$PWD.ndjson\"", Some("tokens/auditor.token"));
    Thing {
        what: "Export, and restore what leads to the same root".to_owned(),
        commands: vec![
            format!("ROOT=$({export} 2>&1 | sed -n 's/^root //p')"),
            line("restore \"$PWD.ndjson\" --ledger \"$PWD-restored\" --root \"$ROOT\"", None),
        ],
    }
}

/// A command as it can be typed: the program itself, wherever it was built.
fn line(command: &str, token: Option<&str>) -> String {
    let program = std::env::current_exe();
    let program = program.map_or_else(|_| "tingbok".to_owned(), |path| quoted(&path));
    let token = token.map_or_else(String::new, |file| format!(" --token-file {file}"));
    format!("{program} {command}{token}")
}

/// Invented participants, and a forum that an invented source tells of: what is reported gives nobody a seat.
fn those_who_take_part() -> Vec<Value> {
    let registered = |(id, kind, name): (&str, &str, &str)| {
        json!({ "command": "RegisterParticipant", "stream": format!("participant-{id}"), "lang": "nb",
            "body": { "kind": kind, "name": { "nb": name } } })
    };
    let participants = [
        (SECRETARIAT, "other", "Oppdiktet fellessekretariat"),
        (LEAD, "ministry", "Oppdiktet departement B"),
        (MEMBER, "ministry", "Oppdiktet departement C"),
    ];
    let forum = json!({ "command": "EstablishForum", "stream": format!("forum-{FORUM}"), "lang": "nb",
        "evidence": "reported", "source": { "kind": "import", "ref": "Oppdiktet kunngjøring" },
        "body": { "kind": "core-group", "name": "Oppdiktet kjernegruppe" } });
    participants.into_iter().map(registered).chain([forum]).collect()
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+@%:,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        for (path, word) in [
            ("/a/b-1.token", "/a/b-1.token"),
            ("/my things/b", "'/my things/b'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(Path::new(path)), word);
        }
    }

    #[test]
    fn all_that_is_there_to_be_recorded_says_that_it_is_invented() {
        let folder = PathBuf::from("l");
        let guide = Guide { folder, seats: Vec::new(), number: 7, revised: None };
        let words = |value: &Value| {
            ["name", "title", "text", "waiver"].map(|field| {
                let word = value.pointer(&format!("/body/{field}"));
                word.map(|word| word.get("nb").unwrap_or(word).to_string()).unwrap_or_default()
            })
        };
        let deadline = NaiveDate::MAX;
        for command in those_who_take_part().iter().chain(&guide.case(deadline)) {
            for word in words(command).iter().filter(|word| !word.is_empty()) {
                assert!(word.contains("Oppdiktet"), "{word}");
            }
        }
    }
}
