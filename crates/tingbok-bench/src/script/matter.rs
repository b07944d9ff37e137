//! A matter, from proposal to decision: the steps it goes through, each on a working day of its own.
use serde_json::{Map, Value, json};
use tingbok_domain::TextHash;

use super::{
    answers, forum,
    measure::Measure,
    round::{Method, Outcome, Round},
    world::World,
};
use crate::{
    line::By,
    shares::{self, Share},
};

/// Rounds after which a matter is given up.
const MOST_ROUNDS: u32 = 4;
/// Older decisions of a forum that can still be superseded.
const MOST_IN_FORCE: usize = 8;
/// Fewest working days in which electors answer. With the days to the deadline it leaves the five that a
/// written procedure needs, also when holidays lie between and the ledger's clock is a day ahead.
const FEWEST_DAYS: u64 = 10;
/// Working days between the last answers and the deadline: nothing depends on which of the two comes first.
const DEADLINE_AFTER: u32 = 2;

#[derive(Clone, Copy)]
enum Stage {
    Propose,
    Prepare,
    Open,
    Answer,
    Close,
    Return,
}

/// A matter on its way.
pub(super) struct Matter {
    pub(super) forum: usize,
    pub(super) stream: String,
    number: u64,
    /// Who proposed it, by index of participant.
    proposer: usize,
    by: By,
    revision: u32,
    rounds: u32,
    sha256: Option<TextHash>,
    documents: Vec<u64>,
    /// The next rounds are by consensus.
    must_discuss: bool,
    /// The older decision that it is to take the place of.
    replaces: Option<u64>,
    adopted: bool,
    round: Option<Round>,
    stage: Stage,
}

impl Matter {
    /// A matter that a forum is going to take up.
    pub(super) fn new(forum: usize) -> Self {
        Self {
            forum,
            stream: String::new(),
            number: 0,
            proposer: 0,
            by: By::Administrator,
            revision: 0,
            rounds: 0,
            sha256: None,
            documents: Vec::new(),
            must_discuss: false,
            replaces: None,
            adopted: false,
            round: None,
            stage: Stage::Propose,
        }
    }

    /// Goes on; gives the working day of the next step, none at its end.
    pub(super) fn go_on(&mut self, world: &mut World) -> Option<u32> {
        match self.stage {
            Stage::Propose => self.propose(world),
            Stage::Prepare => Some(self.prepare(world)),
            Stage::Open => self.open(world),
            Stage::Answer => self.answer(world),
            Stage::Close => self.close(world),
            Stage::Return => self.come_back(world),
        }
    }

    /// What an answer says it has read.
    pub(super) fn read(&self) -> Map<String, Value> {
        let mut fields = Map::new();
        fields.insert("round".to_owned(), self.rounds.into());
        fields.insert("revision".to_owned(), self.revision.into());
        fields.insert("text_sha256".to_owned(), json!(self.sha256));
        fields
    }

    fn next(&mut self, stage: Stage, day: u32) -> u32 {
        self.stage = stage;
        day
    }

    fn propose(&mut self, world: &mut World) -> Option<u32> {
        let known = world.forum(self.forum)?;
        let (id, keeper, seats) = (known.id.clone(), known.keeper, known.seats.clone());
        (self.proposer, self.by) = if world.happens(Share::ProposedBySecretariat) {
            (keeper, world.secretariat(self.forum))
        } else {
            let proposer = world.random.one_of(&seats).copied()?;
            (proposer, world.member(proposer))
        };
        let text = world.proposal_text("tekst");
        self.sha256 = Some(TextHash::of(&text));
        self.revision = 1;
        self.number = world.take_number("decision");
        self.stream = format!("decision-{}", self.number);
        let matters = ["general", "general", "general", "general", "budget", "mandate"];
        let matter = world.random.one_of(&matters).copied()?;
        // A written procedure settles only general matters here: the others are discussed.
        self.must_discuss = matter != "general";
        let title = world.few("sak");
        self.replaces = world.older_in_force(self.forum);
        let about: Vec<String> =
            self.replaces.iter().map(|older| format!("decision-{older}")).collect();
        let body = json!({
            "forum": id, "title": title, "text": text, "matter": matter, "topic_refs": about,
        });
        let mut item = world.item("ProposeDecision", &self.stream, body);
        "decision".clone_into(&mut item.stream);
        world.say(&self.by.clone(), vec![item]);
        Some(self.next(Stage::Prepare, world.day + 1))
    }

    /// Files the basis and records who was drawn in; or neither, and the round gets a waiver.
    fn prepare(&mut self, world: &mut World) -> u32 {
        if !world.happens(Share::Waiver) {
            let mut items = Vec::new();
            for _ in 0..world.random.between(1, 2) {
                let (number, item) = forum::document_item(world, "basis");
                self.documents.push(number);
                items.push(item);
            }
            let involved = [self.proposer, (self.proposer + 5) % world.participants.len()];
            let body = json!({
                "involved": involved.map(|one| world.id(one)), "how": world.ordinary("forankring"),
                "when": world.date_in(0),
            });
            items.push(world.item("RecordAnchoring", &self.stream, body));
            let by = world.secretariat(self.forum);
            if world.happens(Share::InOneList) {
                world.say(&by, items);
            } else {
                for item in items {
                    world.say(&by, vec![item]);
                }
            }
        }
        if world.happens(Share::RevisedBefore) {
            self.revise(world);
        }
        self.next(Stage::Open, world.day + 1)
    }

    /// A new revision; an open round is interrupted.
    fn revise(&mut self, world: &mut World) {
        let text = world.proposal_text("ny tekst");
        self.sha256 = Some(TextHash::of(&text));
        self.revision += 1;
        self.round = None;
        let body = json!({ "revision": self.revision, "text": text, "reason": world.few("grunn") });
        let item = world.item_on("ReviseProposal", &self.stream, body);
        // A proposer that has lost its seat since leaves it to the secretariat.
        let sits = world.seats(self.forum).contains(&self.proposer);
        let by = if sits { self.by.clone() } else { world.secretariat(self.forum) };
        world.say(&by, vec![item]);
    }

    fn method(&self, world: &mut World) -> Method {
        let kinds = [Share::MethodConsensus, Share::MethodSilence, Share::MethodDeclared];
        match shares::draw(&mut world.random, &kinds) {
            _ if self.must_discuss => Method::Consensus,
            Some(Share::MethodSilence) => Method::Silence,
            Some(Share::MethodDeclared) => Method::Declared,
            _ => Method::Consensus,
        }
    }

    fn open(&mut self, world: &mut World) -> Option<u32> {
        let method = self.method(world);
        let known = world.forum(self.forum)?;
        let (electors, quorum) = (known.seats.clone(), known.quorum);
        let held = match method {
            Method::Declared => forum::meeting(world, self.forum, Some(&self.stream)),
            Method::Consensus | Method::Silence => None,
        };
        let days = u32::try_from(world.random.between(FEWEST_DAYS, FEWEST_DAYS + 4)).unwrap_or(10);
        let after = days + DEADLINE_AFTER;
        let reopened = self.rounds > 0;
        self.rounds += 1;
        let mut fields = self.read();
        fields.remove("round");
        let mut put = |key: &str, value: Value| fields.insert(key.to_owned(), value);
        put("method", method.word().into());
        put("basis_docs", json!(self.documents));
        put("notified_by", world.few("varsel").into());
        if self.documents.is_empty() {
            put("waiver", world.ordinary("unntak").into());
        }
        if reopened {
            put("reopen_reason", world.ordinary("grunn").into());
        }
        match &held {
            Some(held) => put("meeting", held.id.clone().into()),
            None => put("deadline", json!(world.date_in(after))),
        };
        let item = world.item_on("OpenRound", &self.stream, fields.into());
        let by = world.secretariat(self.forum);
        world.say(&by, vec![item]);
        let mut round = Round {
            method,
            deadline: held.is_none().then_some(world.day + after),
            queue: queue(world, method, &electors),
            daily: electors.len().div_ceil(usize::try_from(days).unwrap_or(1)),
            electors,
            present: Vec::new(),
            answers: std::collections::BTreeMap::new(),
            extended: false,
            quorum,
        };
        if let Some(held) = held {
            round.present = held.present;
            answers::record_in_meeting(world, self, &mut round, &held.id);
        }
        self.round = Some(round);
        let stage = if method == Method::Declared { Stage::Close } else { Stage::Answer };
        Some(self.next(stage, world.day + 1))
    }

    /// One day of answers.
    fn answer(&mut self, world: &mut World) -> Option<u32> {
        let mut round = self.round.take()?;
        let deadline = round.deadline?;
        if world.day < deadline {
            if !round.extended && world.happens(Share::Extension) {
                self.extend(world, &mut round);
            }
            if world.happens(Share::RevisedDuring) && self.rounds < MOST_ROUNDS {
                self.must_discuss |= round.is_blocked();
                self.revise(world);
                return Some(self.next(Stage::Open, world.day + 1));
            }
            for _ in 0..round.daily {
                let Some(elector) = round.queue.pop() else { break };
                answers::answer(world, self, &mut round, elector);
            }
        }
        let (deadline, waits) = (round.deadline?, !round.queue.is_empty());
        let all = round.all_answered() && !waits;
        self.round = Some(round);
        match (all, waits && world.day + 1 < deadline) {
            (true, _) => Some(self.next(Stage::Close, world.day + 1)),
            (false, true) => Some(self.next(Stage::Answer, world.day + 1)),
            (false, false) => Some(self.next(Stage::Close, deadline + 1)),
        }
    }

    fn extend(&self, world: &mut World, round: &mut Round) {
        let Some(elector) = world.random.one_of(&round.electors).copied() else { return };
        let deadline = round.deadline.unwrap_or(world.day) + 5;
        (round.deadline, round.extended) = (Some(deadline), true);
        let body = json!({
            "round": self.rounds, "new_deadline": crate::clock::date(deadline),
            "requested_by": world.id(elector), "reason": world.ordinary("grunn"),
        });
        let item = world.item_on("ExtendDeadline", &self.stream, body);
        let by = world.secretariat(self.forum);
        world.say(&by, vec![item]);
    }

    fn close(&mut self, world: &mut World) -> Option<u32> {
        let round = self.round.take()?;
        let over = round.deadline.is_some_and(|deadline| world.day > deadline);
        let elector = round
            .electors
            .first()
            .copied()
            .filter(|_| over && world.happens(Share::ClosedByElector));
        let by = match elector {
            Some(elector) => world.member(elector),
            None if self.number.is_multiple_of(2) => world.chair(self.forum),
            None => world.secretariat(self.forum),
        };
        let item = world.item_on("CloseRound", &self.stream, json!({ "round": self.rounds }));
        let position = world.say(&by, vec![item]);
        if round.method == Method::Declared {
            for elector in &round.electors {
                if world.happens(Share::Attested) {
                    answers::attest(world, self, *elector, position);
                }
            }
        }
        self.must_discuss |= round.is_blocked();
        match round.outcome(self.proposer) {
            Outcome::Adopted => self.was_adopted(world),
            Outcome::NotAgreed | Outcome::Lapsed
                if self.rounds < MOST_ROUNDS && world.happens(Share::Reopened) =>
            {
                if round.outcome(self.proposer) == Outcome::NotAgreed {
                    self.revise(world);
                }
                Some(self.next(Stage::Open, world.day + 2))
            }
            Outcome::NotAgreed | Outcome::Lapsed => self.given_up(world),
        }
    }

    fn was_adopted(&mut self, world: &mut World) -> Option<u32> {
        self.adopted = true;
        if world.happens(Share::MeasureAfter) {
            let measure = Measure::new(world, self.forum, self.number);
            world.new_measures.push(measure);
        }
        if world.happens(Share::MandateAfter) {
            self.adopt_mandate(world);
        }
        self.supersede(world);
        if self.rounds < MOST_ROUNDS && world.happens(Share::Amended) {
            self.revise(world);
            return Some(self.next(Stage::Open, world.day + 3));
        }
        self.end(world)
    }

    fn end(&mut self, world: &mut World) -> Option<u32> {
        let own = self.adopted.then_some(self.number);
        let ended = self.replaces.take().into_iter().chain(own);
        let forum = world.forums.get_mut(self.forum)?;
        forum.in_force.extend(ended);
        while forum.in_force.len() > MOST_IN_FORCE {
            forum.in_force.pop_front();
        }
        None
    }

    fn adopt_mandate(&self, world: &mut World) {
        let Some(forum) = world.forums.get_mut(self.forum) else { return };
        let (owner, on_version) = (forum.stream.clone(), forum.mandate.version);
        let stream = format!("mandate-{}", forum.id);
        forum.mandate.version += 1;
        let drafts = world.random.between(1, 2);
        let draft = |number: u64| format!("{on_version:02}-{number:02}");
        let by = world.secretariat(self.forum);
        for number in 0..drafts {
            let sections = ["Formål", "Oppgåver", "Møte"]
                .map(|key| json!({ "key": key, "text": world.ordinary("mandattekst") }));
            let body = json!({
                "kind": "mandate", "owner": owner, "status": "submitted", "version": draft(number),
                "sections": sections, "reason": world.few("grunn"),
            });
            let item = world.item("SubmitMandateText", &stream, body);
            world.say(&by, vec![item]);
        }
        let body = json!({
            "kind": "mandate", "owner": owner, "version": on_version + 1,
            "from_draft": draft(drafts - 1), "effective_from": world.date_in(5), "decision": self.number,
        });
        let item = world.item_on("AdoptMandate", &stream, body);
        world.say(&by, vec![item]);
    }

    fn supersede(&mut self, world: &mut World) {
        let Some(older) = self.replaces.take() else { return };
        let extent = if older % 3 == 0 { "part" } else { "whole" };
        let body = json!({ "by": self.number, "extent": extent, "note": world.few("merknad") });
        let item = world.item_on("SupersedeDecision", &format!("decision-{older}"), body);
        let by = world.secretariat(self.forum);
        world.say(&by, vec![item]);
    }

    fn given_up(&mut self, world: &mut World) -> Option<u32> {
        if !world.happens(Share::WithdrawnAfter) {
            return self.end(world);
        }
        let referred = world.happens(Share::Referred);
        let to = if referred { "political_clarification" } else { "line" };
        let body = json!({ "reason": world.ordinary("grunn"), "referred_to": to });
        let item = world.item_on("WithdrawDecision", &self.stream, body);
        let by = world.chair(self.forum);
        world.say(&by, vec![item]);
        if referred { Some(self.next(Stage::Return, world.day + 15)) } else { self.end(world) }
    }

    fn come_back(&mut self, world: &mut World) -> Option<u32> {
        let document = forum::document(world, self.forum, "note");
        let item = world.item_on("ReturnDecision", &self.stream, json!({ "result_ref": document }));
        let by = world.secretariat(self.forum);
        world.say(&by, vec![item]);
        if self.rounds < MOST_ROUNDS {
            Some(self.next(Stage::Open, world.day + 2))
        } else {
            self.end(world)
        }
    }
}

/// Who answers, in random order: in a written procedure many stay silent, else few.
fn queue(world: &mut World, method: Method, electors: &[usize]) -> Vec<usize> {
    let share = match method {
        Method::Consensus => Share::Missing,
        Method::Silence => Share::Silent,
        Method::Declared => return Vec::new(),
    };
    let mut queue: Vec<usize> = electors.to_vec();
    queue.retain(|_| !world.happens(share));
    world.random.shuffle(&mut queue);
    queue
}
