//! Makes a history: through the rules of a ledger in a temporary folder, out as sealed entries, one a line.
use std::{
    io::{self, BufWriter, Write},
    sync::Arc,
};

use tingbok_ledger::{Head, ReadError};

use crate::{
    clock::ScriptedClock,
    drive::{DriveError, Driver, silently},
    made::{self, MadeError},
    script::{Plan, Script},
    survey::{self, Survey},
};

/// Requests in flight.
const IN_FLIGHT: usize = 256;
/// Progress is told after so many lines.
const TELL_AFTER: u64 = 50_000;

/// Why there is no history.
#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    /// The ledger cannot be made.
    #[error(transparent)]
    Made(#[from] MadeError),
    /// The rules said no, or the ledger failed.
    #[error(transparent)]
    Drive(#[from] DriveError),
    /// What was recorded cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The entries cannot be written.
    #[error("writing the entries: {0}")]
    Write(#[from] io::Error),
    /// The script's time ran out.
    #[error("the script ended after {found} of {wanted} entries: its time ran out")]
    Short {
        /// Entries there are.
        found: u64,
        /// Entries there were to be.
        wanted: u64,
    },
}

/// A history that was made.
#[derive(Debug)]
pub struct Generated {
    /// How far it goes, and its root.
    pub head: Head,
    /// What it is made of.
    pub survey: Survey,
}

/// Makes the plan's history and writes its entries to `out`; `progress` is told how many are recorded.
///
/// # Errors
/// See [`GenerateError`].
pub fn generate(
    plan: Plan,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(u64),
) -> Result<Generated, GenerateError> {
    let folder = tempfile::tempdir()?;
    let clock = Arc::new(ScriptedClock::new());
    let ledger = made::new(folder.path(), &clock)?;
    let mut driver = Driver::new(&ledger, &clock, made::administrator(&ledger)?, IN_FLIGHT);
    for line in Script::new(plan) {
        driver.send(&line, &mut silently)?;
        if line.number % TELL_AFTER == TELL_AFTER - 1 {
            progress(line.end_position());
        }
    }
    driver.settle(&mut silently)?;
    ledger.close();
    let reader = ledger.reader();
    let head = reader.head();
    if head.size != plan.events {
        return Err(GenerateError::Short { found: head.size, wanted: plan.events });
    }
    let mut survey = Survey::default();
    let mut out = BufWriter::new(out);
    survey::each::<GenerateError>(&reader, |entry| {
        survey.take(entry);
        out.write_all(&entry.bytes)?;
        Ok(out.write_all(b"\n")?)
    })?;
    out.flush()?;
    Ok(Generated { head, survey })
}

#[cfg(test)]
mod tests {
    use super::*;
    use tingbok_domain::{DecisionId, Event, LeafHash, Recorded, codec};
    use tingbok_ledger::Fold;

    /// Decisions with the titles they were proposed under, and how often one became public later.
    #[derive(Default)]
    struct Seen {
        proposed: Vec<(DecisionId, String, bool)>,
        disclosed: usize,
    }

    fn recorded(position: u64, line: &str) -> Recorded {
        // No rule and no list looks at the leaf hash.
        Recorded {
            position,
            leaf: LeafHash([0; 32]),
            entry: codec::decode(line.as_bytes()).unwrap(),
        }
    }

    /// Lists have the titles of the decisions that everybody may know of, and of no other.
    fn check(fold: &Fold, seen: &mut Seen) {
        for (id, title, was_known) in &mut seen.proposed {
            let known = fold.register.decision(*id).unwrap().is_known_to_all();
            let listed = fold.views.decision(id).unwrap().title.as_deref();
            assert_eq!(listed, known.then_some(title.as_str()), "decision {id}");
            seen.disclosed += usize::from(known && !*was_known);
            *was_known = known;
        }
    }

    #[test]
    fn lists_have_a_title_from_when_it_is_public_and_not_before_across_snapshots_too() {
        let mut out = Vec::new();
        generate(Plan::new(3_000, 5), &mut out, &mut |_| {}).unwrap();
        let (mut fold, mut seen, mut waited) = (Fold::default(), Seen::default(), 0);
        for (line, position) in String::from_utf8(out).unwrap().lines().zip(0..) {
            let recorded = recorded(position, line);
            fold.take(&recorded);
            if let Event::DecisionProposed(body) = &recorded.entry.event {
                let id = DecisionId::try_from(&recorded.entry.stream).unwrap();
                let known = fold.register.decision(id).unwrap().is_known_to_all();
                seen.proposed.push((id, body.title.open().unwrap().clone(), known));
            }
            check(&fold, &mut seen);
            if position % 250 == 249 {
                waited += fold.waiting.len();
                fold = postcard::from_bytes(&postcard::to_allocvec(&fold).unwrap()).unwrap();
                check(&fold, &mut seen);
            }
        }
        assert!(seen.disclosed > 3 && waited > 3, "{} disclosed, {waited} waited", seen.disclosed);
    }
}
