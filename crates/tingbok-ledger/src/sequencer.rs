//! The one writer (group commit): drains the queue, decides each request on the Register, seals, appends one
//! commit, and only when that is durable answers everybody in it.
use crate::{
    Clock, ClockFault, Done, ExecuteError, Request,
    commands::{Commands, receipt, receipt_again},
    request::Ticket,
    seal::{Sealed, Stamp, request_digest, seal},
    token,
};
use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender},
    },
    time::Duration,
};
use tingbok_domain::{
    Actor, Command, CommandBody, CommandId, CommandItem, Context, DecisionId, Entry, Evidence,
    ITEM_LIMIT, LeafHash, Recorded, Register, StreamId, TextHash,
    codec::{self, EncodeError},
    command::Target,
    decide,
    envelope::Timestamp,
};
use tingbok_storage::{AppendError, Commit, EventLog};
use tingbok_transparency::{Frontier, Hash};

/// Draining the queue ends at so many entries or bytes; it never splits or refuses a list.
const DRAIN_ENTRIES: usize = 256;
const DRAIN_BYTES: usize = 150_000;
/// Most bytes of one list.
const LIST_BYTES: usize = 512_000;
/// Digests of texts that are kept at hand.
const TEXTS_KEPT: usize = 65_536;
/// When to come back after «busy», in seconds.
const RETRY_AFTER_S: u32 = 1;
/// The state that later appends stand on after a storage error: none.
const STOPPED: &str = "storage failed and the ledger is read-only until it is started again";

/// Everything the writer owns.
pub(crate) struct Sequencer {
    pub(crate) log: Arc<dyn EventLog>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) secret: Vec<u8>,
    pub(crate) ledger_id: [u8; 16],
    pub(crate) register: Register,
    pub(crate) frontier: Frontier,
    pub(crate) commands: Commands,
    pub(crate) commits: SyncSender<Vec<Recorded>>,
    pub(crate) stopped: bool,
    /// The clock could not be believed at the start: reading goes on, recording does not.
    pub(crate) clock_fault: Option<ClockFault>,
    /// Digests of texts by the position of their entry, so that each text is read once for a round.
    pub(crate) texts: HashMap<u64, TextHash>,
    /// What was under way when storage failed: nobody knows of it before the next start.
    pub(crate) unsettled: HashSet<CommandId>,
}

/// What has been decided and is not yet durable.
#[derive(Default)]
struct Batch {
    entries: Vec<Sealed>,
    bytes: usize,
    answers: Vec<(Ticket, Result<Done, ExecuteError>)>,
}

impl Sequencer {
    /// Serves tickets until their sender is gone.
    pub(crate) fn run(mut self, tickets: &Receiver<Ticket>) {
        while let Ok(first) = tickets.recv() {
            let mut batch = Batch::default();
            self.admit(&mut batch, first);
            while batch.entries.len() < DRAIN_ENTRIES && batch.bytes < DRAIN_BYTES {
                let Ok(next) = tickets.try_recv() else { break };
                self.admit(&mut batch, next);
            }
            self.commit(batch);
        }
    }

    fn admit(&mut self, batch: &mut Batch, ticket: Ticket) {
        let answer = self.decide(batch, &ticket.request);
        batch.answers.push((ticket, answer));
    }

    fn decide(&mut self, batch: &mut Batch, request: &Request) -> Result<Done, ExecuteError> {
        let command = CommandId::of(&request.principal, request.key);
        let digest = request_digest(&self.secret, &request.items)?;
        if let Some(done) = self.seen(batch, command, &digest)? {
            return Ok(done);
        }
        let busy = |why: String| ExecuteError::Busy { why, retry_after_s: 60 };
        if self.unsettled.contains(&command) {
            return Err(ExecuteError::Unsettled);
        }
        if self.stopped {
            return Err(busy(STOPPED.to_owned()));
        }
        let now = self.clock_fault.clone().map_or_else(|| self.clock.now(), Err);
        let now = now.map_err(|fault| busy(fault.to_string()))?;
        let now = self.register.last_recorded_at().map_or(now, |last| now.max(last));
        let authenticated = token::actor(&self.register, now, &request.principal)
            .ok_or(ExecuteError::Unauthenticated)?;
        if !(1..=ITEM_LIMIT).contains(&request.items.len()) {
            return Err(ExecuteError::Length(request.items.len()));
        }
        let stamp = Stamp {
            command,
            request: digest,
            principal: request.principal.clone(),
            recorded_at: now,
        };
        // Decided on a copy, which costs little, so that a refusal anywhere in a list undoes it whole.
        let trial = self.register.clone();
        if self.texts.len() > TEXTS_KEPT {
            self.texts.clear();
        }
        let texts = &mut self.texts;
        let mut plan =
            Plan { log: &*self.log, batch, texts, register: trial, stamp, sealed: Vec::new() };
        for (index, item) in request.items.iter().enumerate() {
            plan.item(index, item, &authenticated.actor)?;
        }
        let Plan { register, sealed, .. } = plan;
        let bytes: usize = sealed.iter().map(|sealed| sealed.bytes.len()).sum();
        if bytes > LIST_BYTES {
            let detail = format!(
                "the list is {bytes} bytes sealed and may be {LIST_BYTES}: send it in parts"
            );
            return Err(ExecuteError::TooLarge { item: request.items.len() - 1, detail });
        }
        if request.dry_run {
            let entries =
                sealed.iter().filter_map(|sealed| serde_json::from_slice(&sealed.bytes).ok());
            return Ok(Done::Would(entries.collect()));
        }
        let recorded: Vec<Recorded> = sealed.iter().map(|sealed| sealed.recorded.clone()).collect();
        let receipt = receipt(command, &recorded).ok_or(ExecuteError::Length(0))?;
        self.register = register;
        batch.bytes += bytes;
        batch.entries.extend(sealed);
        Ok(Done::Recorded(receipt))
    }

    /// The first receipt again, when this command is on record or in this batch.
    fn seen(
        &self,
        batch: &Batch,
        command: CommandId,
        digest: &str,
    ) -> Result<Option<Done>, ExecuteError> {
        let pending: Vec<Recorded> = batch
            .entries
            .iter()
            .filter(|sealed| sealed.recorded.entry.command == command)
            .map(|sealed| sealed.recorded.clone())
            .collect();
        if let Some(first) = pending.first() {
            let same = first.entry.request == digest;
            return if same {
                Ok(receipt(command, &pending).map(Done::Before))
            } else {
                Err(ExecuteError::KeyReused)
            };
        }
        let Some(first) = self.commands.first_position(command) else { return Ok(None) };
        receipt_again(&*self.log, command, first, digest).map(|receipt| Some(Done::Before(receipt)))
    }

    /// Makes a batch durable, then answers. After a storage error everybody who waited for it learns that it is
    /// unsettled, nothing is published and nothing more is taken.
    fn commit(&mut self, batch: Batch) {
        let settled = batch.entries.is_empty() || self.append(&batch.entries);
        for (ticket, answer) in batch.answers {
            let answer = match answer {
                Ok(Done::Recorded(_) | Done::Before(_)) if !settled => Err(ExecuteError::Unsettled),
                answer => answer,
            };
            // Nobody waits any more: the entry stands, and the same key will give its receipt.
            let _ = ticket.answer.send(answer);
        }
    }

    fn append(&mut self, entries: &[Sealed]) -> bool {
        let first = self.frontier.size();
        let root_before = self.frontier.root().0;
        let mut frontier = self.frontier.clone();
        for sealed in entries {
            frontier.push(Hash(sealed.recorded.leaf.0));
        }
        let commit = Commit {
            ledger: self.ledger_id,
            first,
            root_before,
            root_after: frontier.root().0,
            entries: entries.iter().map(|sealed| sealed.bytes.clone()).collect(),
            disclosures: Vec::new(),
        };
        let appended: Result<(), AppendError> = self.log.append(first, &commit);
        if appended.is_err() {
            self.stopped = true;
            self.unsettled.extend(entries.iter().map(|sealed| sealed.recorded.entry.command));
            return false;
        }
        self.frontier = frontier;
        let recorded: Vec<Recorded> =
            entries.iter().map(|sealed| sealed.recorded.clone()).collect();
        for entry in recorded.iter().rev() {
            self.commands.insert(entry.entry.command, entry.position);
        }
        // A follower that is gone makes no append fail.
        let _ = self.commits.send(recorded);
        true
    }
}

/// One request on its way to entries.
struct Plan<'a> {
    log: &'a dyn EventLog,
    batch: &'a Batch,
    texts: &'a mut HashMap<u64, TextHash>,
    register: Register,
    stamp: Stamp,
    sealed: Vec<Sealed>,
}

impl Plan<'_> {
    fn item(&mut self, item: usize, sent: &CommandItem, actor: &Actor) -> Result<(), ExecuteError> {
        let now: Timestamp = self.stamp.recorded_at;
        let invalid =
            |pointer: String, detail: String| ExecuteError::Invalid { item, pointer, detail };
        let (target, mut particulars, body) = sent
            .parse(self.register.day(now))
            .map_err(|error| invalid(error.pointer(), error.to_string()))?;
        let stream = match target {
            Target::Stream(stream) => stream,
            Target::Next(kind) => StreamId::numbered(kind, self.register.next_number(kind)),
        };
        let reported = particulars.evidence == Evidence::Reported;
        self.check_version(item, sent, &stream, &body, reported)?;
        if sent.visibility.is_none() {
            particulars.visibility = self.register.visibility_of(&stream, &body);
        }
        let text_leaf = self.text_leaf(&stream, &body);
        let misquoted = self.misquoted(&body).map(|why| invalid("/body/was".to_owned(), why));
        let actor = Actor { acting_for: sent.acting_for.clone(), ..actor.clone() };
        let context = Context { now, actor: actor.clone(), text_leaf };
        let command = Command { stream: stream.clone(), particulars: particulars.clone(), body };
        let events = decide(&self.register, &context, command)
            .map_err(|refusal| ExecuteError::Refused { item, refusal })?;
        misquoted.map_or(Ok(()), Err)?;
        for event in events {
            let index = u32::try_from(self.sealed.len()).unwrap_or(u32::MAX);
            let version = self.register.version(&stream) + 1;
            let who = (actor.clone(), particulars.clone());
            let sealed = seal(
                &self.stamp,
                (index, self.register.size()),
                (stream.clone(), version),
                who,
                event,
            )
            .map_err(|error| match error {
                EncodeError::TooLarge(_) => {
                    ExecuteError::TooLarge { item, detail: error.to_string() }
                }
                EncodeError::Json(_) => invalid("/body".to_owned(), error.to_string()),
            })?;
            self.register.evolve(&sealed.recorded);
            self.sealed.push(sealed);
        }
        Ok(())
    }

    fn check_version(
        &self,
        item: usize,
        sent: &CommandItem,
        stream: &StreamId,
        body: &CommandBody,
        reported: bool,
    ) -> Result<(), ExecuteError> {
        let actual = self.register.version(stream);
        let name = body.name();
        match sent.expected_version {
            Some(expected) if expected != actual => {
                Err(ExecuteError::Conflict { item, stream: stream.clone(), expected, actual })
            }
            // What a source reports builds on nothing that was read here.
            None if name.needs_version() && !reported => Err(ExecuteError::VersionMissing {
                item,
                command: name.word(),
                stream: stream.clone(),
                actual,
            }),
            Some(_) | None => Ok(()),
        }
    }

    /// The leaf hash of the entry whose text has the digest that the command names.
    fn text_leaf(&mut self, stream: &StreamId, body: &CommandBody) -> Option<LeafHash> {
        let (revision, named) = body.text_read()?;
        let decision = self.register.decision(DecisionId::try_from(stream).ok()?)?;
        let text = *decision.text_of(revision)?;
        (self.text_digest(text.position)? == named).then_some(text.leaf)
    }

    /// The digest of the text that the entry at `position` carries, be it durable or on its way.
    fn text_digest(&mut self, position: u64) -> Option<TextHash> {
        if let Some(known) = self.texts.get(&position) {
            return Some(*known);
        }
        let digest = self.read_text(position)?;
        // A dry run or a refused list may name a position that another entry gets: only what is durable is kept.
        if position < self.log.head().size {
            self.texts.insert(position, digest);
        }
        Some(digest)
    }

    fn read_text(&self, position: u64) -> Option<TextHash> {
        self.read(position)?.event.proposed_text().map(|words| TextHash::of(words))
    }

    /// The entry at `position`, be it durable or on its way.
    fn read(&self, position: u64) -> Option<Entry> {
        let waiting = self.batch.entries.iter().chain(&self.sealed);
        let bytes = waiting
            .filter(|sealed| sealed.recorded.position == position)
            .map(|sealed| sealed.bytes.to_vec())
            .next()
            .or_else(|| self.log.get(position).ok().flatten())?;
        codec::decode(&bytes).ok()
    }

    /// What is wrong with a correction that does not say what the entry says: nobody's words are made up.
    fn misquoted(&self, body: &CommandBody) -> Option<String> {
        let CommandBody::AmendEvent(body) = body else { return None };
        let said = said(&self.read(body.target)?, &body.field);
        let was = body.was.open().cloned();
        (said != was).then(|| match said {
            Some(said) => {
                format!("was: entry {} says «{said}» in {}: send that", body.target, body.field)
            }
            None => format!("was: entry {} has no {}: leave was out", body.target, body.field),
        })
    }
}

/// What an entry says in a field that can be corrected.
fn said(entry: &Entry, field: &str) -> Option<String> {
    let particulars = &entry.particulars;
    match field {
        "occurred" => Some(particulars.occurred.to_string()),
        "source.ref" => particulars.source.reference.clone(),
        "source.locator" => particulars.source.locator.clone(),
        "source.file" => particulars.source.file.clone(),
        _ => serde_json::to_value(&entry.event).ok()?.get(field)?.as_str().map(str::to_owned),
    }
}

/// What a full queue is answered with.
pub(crate) fn queue_full() -> ExecuteError {
    ExecuteError::Busy { why: "the queue is full".to_owned(), retry_after_s: RETRY_AFTER_S }
}

/// How long an append may take before its caller is told that it is unsettled.
pub(crate) const ANSWER_LIMIT: Duration = Duration::from_secs(25);
