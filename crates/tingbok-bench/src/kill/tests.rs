use super::*;
use crate::{clock::ScriptedClock, drive::Driver, made, script::Script};
use std::sync::Arc;
use tempfile::tempdir;

/// A ledger that was given the first lines of a script, and what the child said of them.
fn appended(lines: usize, path: &Path) -> (Folder, String) {
    let folder = Folder::make(path.join("ledger"), 9).unwrap();
    let clock = Arc::new(ScriptedClock::new());
    let ledger = made::open(folder.path(), &clock).unwrap();
    let mut driver = Driver::new(&ledger, &clock, made::administrator(&ledger).unwrap(), 8);
    let mut words = String::new();
    let mut answered = |number: u64, receipt: &tingbok_ledger::Receipt| {
        words += &said::sent(number);
        words += &said::answered(number, receipt);
        Ok(())
    };
    for line in Script::new(plan(9)).take(lines) {
        driver.send(&line, &mut answered).unwrap();
    }
    driver.settle(&mut answered).unwrap();
    (folder, words)
}

fn heard(words: &str) -> Said {
    Said::hear(Some(words.as_bytes()), || ())
}

#[test]
fn a_sound_ledger_passes_and_what_was_in_flight_is_recorded_once() {
    let temporary = tempdir().unwrap();
    let (mut folder, words) = appended(60, temporary.path());
    let found = folder.check(&heard(&format!("{words}sent 60\nsent 61\n"))).unwrap();
    assert_eq!((found.kept, found.lost), (0, 2));
    let found = folder.check(&heard("sent 60\nsent 61\nsent 62\n")).unwrap();
    assert_eq!((found.kept, found.lost), (2, 1));
}

#[test]
fn a_lost_a_changed_and_an_unsent_entry_each_turn_the_rig_red() {
    let red = |change: &dyn Fn(&str) -> String, wanted: &str| {
        let temporary = tempdir().unwrap();
        let (mut folder, words) = appended(40, temporary.path());
        let error = folder.check(&heard(&change(&words))).map(|_| ()).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    };
    red(&|words| words.replace(" 2:", " 999999:"), "was acknowledged, and the log ends at");
    red(&|words| swap_leaf(words), "is not the one that was acknowledged");
    red(
        &|words| words.lines().take(60).fold(String::new(), |all, line| all + line + "\n"),
        "was not sent there",
    );
}

/// The first leaf hash begins with another digit.
fn swap_leaf(words: &str) -> String {
    let at = words.find(" 2:").unwrap() + 3;
    let digit = if words[at..].starts_with('0') { "1" } else { "0" };
    format!("{}{digit}{}", &words[..at], &words[at + 1..])
}
