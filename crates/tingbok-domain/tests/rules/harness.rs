//! Given, when, then: a world is made by commands on the path they really take, and an act is tried on it.
pub(crate) use crate::acts::*;
use serde::Deserialize;
use serde_json::{Value, json};
use tingbok_domain::{
    Actor, Command, CommandBody, CommandId, CommandItem, Context, DecisionId, Entry, Event,
    LeafHash, PrincipalId, Recorded, Refusal, Register, Role, StreamId, TextHash,
    command::{CommandError, Target},
    decide,
    envelope::{Evidence, Particulars, Source, Timestamp, Visibility},
    event::LedgerOpened,
};
use uuid::Uuid;

/// The secretariat and the chair of the forum `klima`, and those with a seat in it.
pub(crate) const SECRETARIAT: &str = "secretariat dfd klima";
pub(crate) const CHAIR: &str = "chair kld klima";
pub(crate) const KLD: &str = "member kld";
pub(crate) const KD: &str = "member kd";
pub(crate) const FIN: &str = "member fin";
/// A ministry without a seat there, and the secretariat of the forum `vann` where it has one.
pub(crate) const HOD: &str = "member hod";
pub(crate) const OTHER_SECRETARIAT: &str = "secretariat hod vann";
pub(crate) const COORDINATOR: &str = "coordinator dfd";
pub(crate) const REGISTRAR: &str = "registrar dss";
pub(crate) const ADMINISTRATOR: &str = "administrator dss";

/// Monday; the deadline of rounds is Friday of the week after.
pub(crate) const TODAY: &str = "2026-03-02";
pub(crate) const DEADLINE: &str = "2026-03-13";
pub(crate) const AFTER: &str = "2026-03-14";

/// A command by somebody.
#[derive(Clone)]
pub(crate) struct Act {
    pub(crate) actor: Actor,
    pub(crate) item: Value,
    sealed: Vec<String>,
}

/// `who` is a role, a participant, and the forum that the role is bound to, if it is.
pub(crate) fn by(who: &str, command: &str, stream: &str, body: Value) -> Act {
    let mut words = who.split(' ');
    let role = words.next().unwrap();
    let actor = Actor {
        role: Role::ALL.into_iter().find(|known| known.word() == role).unwrap(),
        participant: words.next().unwrap().parse().unwrap(),
        forum: words.next().map(|forum| forum.parse().unwrap()),
        acting_for: None,
    };
    let item = json!({ "command": command, "stream": stream, "body": body });
    Act { actor, item, sealed: Vec::new() }
}

impl Act {
    /// One field of the body has another value.
    pub(crate) fn with(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.item["body"][field] = value.into();
        self
    }
    /// One field of the body is not there.
    pub(crate) fn without(mut self, field: &str) -> Self {
        self.item["body"].as_object_mut().unwrap().remove(field);
        self
    }
    /// Something beside the body.
    pub(crate) fn beside(mut self, field: &str, value: impl Into<Value>) -> Self {
        self.item[field] = value.into();
        self
    }
    /// Told by a source.
    pub(crate) fn reported(self) -> Self {
        let source = json!({ "kind": "original", "ref": "Rapport 1" });
        self.beside("evidence", "reported").beside("source", source)
    }
    /// On another stream.
    pub(crate) fn on(self, stream: &str) -> Self {
        self.beside("stream", stream)
    }
    /// Some of its words are sealed, with that digest.
    pub(crate) fn sealed(mut self, digest: &str) -> Self {
        self.sealed.push(digest.to_owned());
        self
    }
    /// In the place of another.
    pub(crate) fn acting_for(mut self, principal: &str) -> Self {
        self.actor.acting_for = Some(principal.parse().unwrap());
        self
    }
    /// By another.
    pub(crate) fn by(self, who: &str) -> Self {
        Self { actor: by(who, "", "", json!({})).actor, ..self }
    }
}

/// A ledger as far as rules see it, and the clock.
#[derive(Clone)]
pub(crate) struct World {
    pub(crate) register: Register,
    pub(crate) log: Vec<Recorded>,
    now: Timestamp,
}

/// The rule accepts; the world after.
#[track_caller]
pub(crate) fn accepts(rule: &str, world: &World, act: Act) -> World {
    match world.attempt(&act) {
        Ok(after) => after,
        Err(refusal) => panic!("{rule} should accept, but {:?}: {refusal}", refusal.rule()),
    }
}

/// The rule, and no other, refuses; nothing is changed.
#[track_caller]
pub(crate) fn refuses(rule: &str, world: &World, act: Act) {
    let before = world.register.clone();
    match world.attempt(&act) {
        Ok(_) => panic!("{rule} should refuse"),
        Err(refusal) => {
            assert_eq!(refusal.rule(), Some(rule), "{refusal}");
            assert!(refusal.to_string().len() > 10, "{rule} does not say what was found");
        }
    }
    assert!(world.register == before, "{rule} refused and yet changed something");
}

/// The role does not give that right.
#[track_caller]
pub(crate) fn forbidden(world: &World, act: Act) {
    let answer = world.attempt(&act).map(|_| ());
    assert!(matches!(answer, Err(Refusal::Forbidden { .. })), "{answer:?}");
}

/// The command cannot be read.
#[track_caller]
pub(crate) fn malformed(world: &World, act: Act) -> String {
    world.read(&act).expect_err("the command should not be readable").to_string()
}

impl World {
    /// An opened ledger with participants and nothing else.
    pub(crate) fn opened() -> Self {
        let mut world = Self { register: Register::default(), log: Vec::new(), now: noon(TODAY) };
        world.record(
            &by(ADMINISTRATOR, "", "ledger", json!({})).actor,
            &StreamId::ledger(),
            native(),
            Vec::new(),
            opening(),
        );
        for ministry in ["dfd", "kdd", "kld", "kd", "fin", "hod", "jd"] {
            world = world.given(participant(ministry, "ministry"));
        }
        world
            .given(participant("dfo", "agency"))
            .given(participant("alle", "collective").reported())
    }

    /// With two forums and who sits in them, and documents on file.
    pub(crate) fn seated() -> Self {
        let mut world = Self::opened().given(forum("klima")).given(forum("vann"));
        for (who, role) in
            [("kld", "lead"), ("kd", "member"), ("fin", "member"), ("dfo", "observer")]
        {
            world = world.given(membership(who, "joined", role));
        }
        let other = membership("hod", "joined", "member").by(OTHER_SECRETARIAT).on("forum-vann");
        world.given(other).given(document("basis")).given(document("r-note"))
    }

    /// With decision 1 proposed by `kd` in `klima`, and its anchoring.
    pub(crate) fn proposed() -> Self {
        Self::seated().given(proposal("general")).given(anchoring("decision-1"))
    }

    /// With a round by consensus open on it.
    pub(crate) fn in_round() -> Self {
        Self::proposed().given(open(1, "consensus"))
    }

    /// With a written procedure open on it.
    pub(crate) fn in_writing() -> Self {
        Self::proposed().given(open(1, "silence"))
    }

    /// With a declared round open on it: `kld` and `kd` were there, `fin` was not.
    pub(crate) fn declared() -> Self {
        Self::proposed().given(meeting("m1")).given(declared(1, "m1"))
    }

    /// With revision 1 in force after a round by consensus.
    pub(crate) fn adopted() -> Self {
        Self::in_round().all_consent(1, 1).given(close(1))
    }

    /// Everybody agrees.
    pub(crate) fn all_consent(self, round: u32, revision: u32) -> Self {
        [KLD, KD, FIN]
            .into_iter()
            .fold(self, |world, who| world.given(answer(who, round, revision, "consents")))
    }

    /// The act is done.
    #[track_caller]
    pub(crate) fn given(self, act: Act) -> Self {
        match self.attempt(&act) {
            Ok(after) => after,
            Err(refusal) => {
                panic!("{} by {:?}: {refusal}", act.item["command"], act.actor.participant)
            }
        }
    }

    /// Noon of that day where the ledger is kept.
    pub(crate) fn on(self, day: &str) -> Self {
        Self { now: noon(day), ..self }
    }

    /// That moment.
    pub(crate) fn at(self, moment: &str) -> Self {
        Self { now: moment.parse().unwrap(), ..self }
    }

    /// The decision, as rules see it.
    pub(crate) fn decision(&self, number: u64) -> &tingbok_domain::register::Decision {
        self.register.decision(DecisionId(number)).unwrap()
    }

    /// The position of the newest entry.
    pub(crate) fn last(&self) -> u64 {
        self.register.size() - 1
    }

    fn read(&self, act: &Act) -> Result<Command, CommandError> {
        let item = CommandItem::deserialize(&act.item)
            .map_err(|error| CommandError::Name(error.to_string()))?;
        let (target, particulars, body) = item.parse(self.register.day(self.now))?;
        let stream = match target {
            Target::Stream(stream) => stream,
            Target::Next(kind) => StreamId::numbered(kind, self.register.next_number(kind)),
        };
        Ok(Command { stream, particulars, body })
    }

    /// The leaf of the decision's revision whose text has the digest that the command names.
    fn text_leaf(&self, command: &Command) -> Option<LeafHash> {
        let digest = match &command.body {
            CommandBody::OpenRound(body) => body.text_sha256,
            CommandBody::TakePosition(body) => body.text_sha256,
            _other => return None,
        };
        let own = self.log.iter().filter(|recorded| recorded.entry.stream == command.stream);
        own.rev()
            .find(|recorded| text_of(&recorded.entry.event) == Some(digest))
            .map(|recorded| recorded.leaf)
    }

    /// What the act leads to, and the command as the rules see it.
    pub(crate) fn attempt(&self, act: &Act) -> Result<Self, Refusal> {
        let command = self.read(act).unwrap_or_else(|error| panic!("{}: {error}", act.item));
        let mut after = self.clone();
        after.carry_out(act, command)?;
        Ok(after)
    }

    /// Tries an act that may not be readable at all, without a copy of the world; `None` = it is not.
    pub(crate) fn attempt_anything(&mut self, act: &Act) -> Option<Result<(), Refusal>> {
        let command = self.read(act).ok()?;
        Some(self.carry_out(act, command))
    }

    /// Nothing is changed when it is refused.
    fn carry_out(&mut self, act: &Act, command: Command) -> Result<(), Refusal> {
        let context = Context {
            now: self.now,
            actor: act.actor.clone(),
            text_leaf: self.text_leaf(&command),
        };
        let (stream, particulars) = (command.stream.clone(), command.particulars.clone());
        for event in decide(&self.register, &context, command)? {
            self.record(&act.actor, &stream, particulars.clone(), act.sealed.clone(), event);
        }
        Ok(())
    }

    fn record(
        &mut self,
        actor: &Actor,
        stream: &StreamId,
        particulars: Particulars,
        sealed: Vec<String>,
        event: Event,
    ) {
        let position = self.register.size();
        let principal: PrincipalId = actor.participant.as_str().parse().unwrap();
        let command = CommandId::of(&principal, Uuid::from_u128(u128::from(position)));
        let entry = Entry {
            id: command.entry(0),
            command,
            request: "0".repeat(64),
            stream: stream.clone(),
            version: self.register.version(stream) + 1,
            recorded_at: self.now,
            actor: actor.clone(),
            principal,
            particulars,
            sealed,
            event,
        };
        let leaf = LeafHash(TextHash::of(&format!("leaf {position}")).0);
        let recorded = Recorded { position, leaf, entry };
        self.register.evolve(&recorded);
        self.log.push(recorded);
    }
}

fn text_of(event: &Event) -> Option<TextHash> {
    match event {
        Event::DecisionProposed(body) => body.sha256.as_ref()?.open().copied(),
        Event::ProposalRevised(body) => body.sha256.as_ref()?.open().copied(),
        _other => None,
    }
}

fn noon(day: &str) -> Timestamp {
    format!("{day}T11:00:00Z").parse().unwrap()
}

fn native() -> Particulars {
    Particulars {
        occurred: TODAY.parse().unwrap(),
        source: Source::native(),
        evidence: Evidence::Witnessed,
        visibility: Visibility::Public,
        lang: None,
        causation: None,
    }
}

fn opening() -> Event {
    let opened: LedgerOpened = serde_json::from_value(json!({
        "ledger_id": "00000000-0000-4000-8000-000000000001",
        "origin": "ledger.example/log",
        "time_zone": "Europe/Oslo",
        "rules": {
            "tables": {
                "holidays": ["2026-04-02", "2026-04-03", "2026-04-06"],
                "forum_kinds": [
                    { "code": "core-group", "visibility_default": "public" },
                    {
                        "code": "sprint-group", "review_by_required": true, "visibility_default": "public",
                        "checklist": [{ "point": "g1" }, { "point": "g2" }],
                    },
                ],
                "consult": [{ "kind": "core-group", "participant": "dfd", "from": "2024-01-01" }],
                "coordinating": [
                    { "participant": "kdd", "to": "2023-12-31" },
                    { "participant": "dfd", "from": "2024-01-01" },
                ],
                "evaluating": [{ "participant": "dfo" }],
                "refused_basis_kinds": ["r-note"],
                "ladder": { "version": 1, "steps": [
                    { "n": 1, "name": { "nb": "Kjenne hverandre" } }, { "n": 2, "name": { "nb": "Gjøre sammen" } },
                ] },
            },
            "defaults": { "quorum": 1, "present_quorum": 50, "basis_required": true },
        },
    }))
    .unwrap();
    Event::LedgerOpened(opened)
}
