//! The fictitious set that plays: invented participants in invented forums, line by line through the same rules
//! and the same access as everybody, on a scripted clock. Each text says that it is invented.
use super::{
    clock::ScriptClock,
    script::{self, Known, Line, Part},
    tokens::{self, Seat},
};
use crate::{
    client::Client,
    fault::{Fault, Outcome},
    local, output,
    place::Token,
    progress::Progress,
};
use chrono::Days;
use serde_json::json;
use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};
use tingbok_domain::{ForumId, StreamId, envelope::Timestamp};
use tingbok_ledger::{Clock, Ledger};

/// The lines; `events/README.md` describes them.
const SCRIPT: &str = include_str!("../../../../events/demo.ndjson");

/// Everything read, and nothing played yet.
pub(super) struct Fiction {
    lines: Vec<Line>,
    clock: Arc<ScriptClock>,
    until: Timestamp,
}

impl Fiction {
    /// Reads the lines; `then` goes on when they are played, so it must be later than all of them.
    pub(super) fn ready(then: Arc<dyn Clock>) -> Outcome<Self> {
        Self::of(SCRIPT, then)
    }

    fn of(text: &str, then: Arc<dyn Clock>) -> Outcome<Self> {
        let lines = script::parse(text)?;
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
            return Err(Fault::usage("there is no line in the fiction"));
        };
        let until = last.at;
        let now = then.now().map_err(|fault| Fault::usage(fault.to_string()))?;
        if now <= until {
            return Err(Fault::usage(format!("the fiction plays until {until}, and it is {now}"))
                .next("Give a later moment with --now, or leave out --with-fiction."));
        }
        // The sources are recorded the day before, since what is recorded later never bears an earlier time.
        let before = first.at.utc().checked_sub_days(Days::new(1)).map_or(first.at, Timestamp::new);
        Ok(Self { lines, clock: Arc::new(ScriptClock::new(before, then)), until })
    }

    /// The clock of the ledger that this is played on.
    pub(super) fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    /// Plays all lines and hands the clock over; gives what labels stand for.
    pub(super) async fn play(&self, ledger: &Arc<Ledger>, administrator: &Token) -> Outcome<Known> {
        let total = self.lines.len();
        output::talk(&format!("Playing {total} invented lines, until {} …", self.until));
        let mut clients: BTreeMap<&Part, Client> = BTreeMap::new();
        let mut progress = Progress::of(u64::try_from(total).unwrap_or(u64::MAX), "lines");
        let mut known = Known::default();
        for (done, line) in (1..).zip(&self.lines) {
            self.clock.set(line.at);
            let at_line = |fault| placed(fault, line.number);
            let client = match clients.entry(&line.part) {
                Entry::Occupied(client) => client.into_mut(),
                Entry::Vacant(new) => {
                    let client = granted(ledger, administrator, &line.part).await;
                    new.insert(client.map_err(at_line)?)
                }
            };
            act(ledger, client, line, &mut known).await.map_err(at_line)?;
            progress.done(done);
        }
        self.clock.hand_over();
        Ok(known)
    }
}

/// A principal of its own for a part, granted when it first acts: chair and secretariat need a forum that is there.
async fn granted(ledger: &Arc<Ledger>, administrator: &Token, part: &Part) -> Outcome<Client> {
    let forum = part.forum.as_ref().map(ForumId::as_str);
    let seat: Seat<'_> = (part.role, part.participant.as_str(), forum);
    let tokens = tokens::grant(ledger, administrator, &[seat]).await?;
    let token = tokens.into_iter().next();
    let token = token.ok_or_else(|| Fault::usage("no token was granted"))?;
    Ok(Client::borrowed(ledger.clone(), token))
}

/// Reads what the line builds on, sends it, and waits until readers see it.
async fn act(ledger: &Arc<Ledger>, client: &mut Client, line: &Line, known: &mut Known) -> Outcome {
    let register = ledger.reader().register();
    let item = line.command(known, |stream| register.version(stream)).map_err(Fault::usage)?;
    let receipt = client.record(std::slice::from_ref(&item), local::random_key()?, false).await?;
    let stream = receipt.get("stream").and_then(|stream| stream.as_str());
    let stream = stream.and_then(|stream| stream.parse::<StreamId>().ok());
    let position = tokens::seen(ledger, &receipt).await;
    if let (Some(stream), Some(position)) = (stream, position) {
        known.keep(line, &item, &stream, position);
    }
    Ok(())
}

/// A fault with its line, and with what to do about a fiction that does not play.
fn placed(mut fault: Fault, number: usize) -> Fault {
    fault.detail = script::placed(number, &fault.detail);
    let rule = fault.problem.as_ref().and_then(|problem| problem.get("rule")?.as_str());
    let rule = rule.map_or_else(String::new, |rule| format!("Rule {rule}: "));
    fault.next = Some(format!(
        "{rule}the fiction ended there. Without --with-fiction the sources are shown alone."
    ));
    if let Some(problem) = fault.problem.as_mut().and_then(|problem| problem.as_object_mut()) {
        problem.insert("detail".to_owned(), json!(fault.detail));
        problem.insert("line".to_owned(), json!(number));
    }
    fault
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{self, Filling};
    use tingbok_ledger::{FixedClock, Options};

    const LATER: &str = "2026-11-23T09:00:00Z";

    fn standing(moment: &str) -> Arc<dyn Clock> {
        Arc::new(FixedClock(moment.parse().unwrap()))
    }

    async fn filled(folder: &std::path::Path, fiction: Fiction) -> (Arc<Ledger>, Outcome) {
        let options = Options { clock: fiction.clock(), ..Options::default() };
        let ledger = demo::new_ledger(folder, options).unwrap();
        let done = demo::fill(&ledger, folder, Filling::Fiction(fiction)).await;
        (ledger, done.map(|_| ()))
    }

    #[test]
    fn the_clock_that_goes_on_is_later_than_all_that_is_played() {
        let early = Fiction::ready(standing("2026-03-02T09:00:00Z")).err().unwrap();
        assert!(early.detail.contains("the fiction plays until"), "{}", early.detail);
        assert_eq!(early.exit(), 2);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn the_whole_fiction_goes_through_the_rules_at_its_own_moments() {
        let folder = tempfile::tempdir().unwrap();
        let fiction = Fiction::ready(standing(LATER)).unwrap();
        let (first, until) = (fiction.lines[0].at, fiction.until);
        let (ledger, done) = filled(folder.path(), fiction).await;
        done.map_err(|fault| fault.detail).unwrap();
        let reader = ledger.reader();
        assert_eq!(reader.now().to_string(), "2026-11-23T09:00:00.000Z");
        let size = reader.head().size;
        let times: Vec<Timestamp> =
            (0..size).map(|at| reader.entry(at).unwrap().entry.recorded_at).collect();
        assert!(times.is_sorted());
        assert!(times[0] < first && times.contains(&until));
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_refused_line_ends_it_with_its_number_and_the_rule() {
        let folder = tempfile::tempdir().unwrap();
        let line = |minute: u32| {
            format!(
                r#"{{"at":"2026-01-12T09:0{minute}:00Z","as":{{"participant":"oppdiktet-a","role":"registrar"}},"command":"RegisterParticipant","stream":"participant-oppdiktet-a","body":{{"kind":"ministry","name":{{"nb":"Oppdiktet departement A"}}}}}}"#
            )
        };
        let fiction = Fiction::of(&format!("{}\n{}\n", line(1), line(2)), standing(LATER)).unwrap();
        let (_ledger, done) = filled(folder.path(), fiction).await;
        let fault = done.err().unwrap();
        assert_eq!(fault.exit(), 3);
        assert!(fault.detail.starts_with("line 2 of the fiction: "), "{}", fault.detail);
        assert!(fault.next.unwrap().starts_with("Rule participant-unique"));
    }
}
