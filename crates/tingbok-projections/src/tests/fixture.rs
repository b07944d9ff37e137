//! Histories made by hand: entries go into a register and the views as they would in a ledger.
use crate::{AsOf, Views, decision, forum, measure, participant};
use chrono::{DateTime, NaiveDate};
use std::collections::BTreeMap;
use tingbok_domain::{
    Actor, CommandId, DecisionId, Entry, Event, Evidence, ForumId, LeafHash, MeasureId, Occurred,
    ParticipantId, Particulars, Recorded, Register, Role, Source, StreamId, Text, Visibility,
    consensus,
    envelope::{SourceKind, Timestamp},
    event::*,
};

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn who(text: &str) -> ParticipantId {
    text.parse().unwrap()
}

pub(super) fn as_of(text: &str) -> AsOf {
    AsOf { as_of: Some(day(text)), ..AsOf::default() }
}

pub(super) const NOW: AsOf = AsOf { as_of: None, known_at: None, at: None };

/// The day that counts for what is late, where a test says nothing else.
pub(super) const TODAY: &str = "2026-02-10";

/// A log with its register and views.
#[derive(Clone, Default)]
pub(super) struct Log {
    pub(super) entries: Vec<Recorded>,
    pub(super) register: Register,
    pub(super) views: Views,
    versions: BTreeMap<StreamId, u64>,
}

/// What an entry says beside its event.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) occurred: String,
    pub(super) reported: bool,
    pub(super) visibility: Visibility,
    pub(super) by: &'static str,
    pub(super) causation: Option<tingbok_domain::EntryId>,
}

pub(super) fn said(occurred: &str) -> Said {
    Said {
        occurred: occurred.into(),
        reported: false,
        visibility: Visibility::Public,
        by: "kdd",
        causation: None,
    }
}

pub(super) fn told(occurred: &str) -> Said {
    Said { reported: true, ..said(occurred) }
}

/// Entry n is recorded n minutes after the start of 2026.
pub(super) fn recorded_at(position: u64) -> Timestamp {
    let seconds = 1_767_225_600 + i64::try_from(position).unwrap() * 60;
    Timestamp::new(DateTime::from_timestamp(seconds, 0).unwrap())
}

impl Log {
    pub(super) fn add(&mut self, stream: &str, said: &Said, event: Event) -> u64 {
        let position = u64::try_from(self.entries.len()).unwrap();
        let stream: StreamId = stream.parse().unwrap();
        let version = self.versions.entry(stream.clone()).or_default();
        *version += 1;
        let kind = if said.reported { SourceKind::Seed } else { SourceKind::Native };
        let command = CommandId(uuid::Uuid::from_u128(u128::from(position)));
        let mut leaf = [0; 32];
        leaf[..8].copy_from_slice(&position.to_be_bytes());
        let entry = Entry {
            id: command.entry(0),
            command,
            request: "0".repeat(64),
            stream,
            version: *version,
            recorded_at: recorded_at(position),
            actor: Actor {
                participant: who(said.by),
                role: Role::Member,
                forum: None,
                acting_for: None,
            },
            principal: "token-1".parse().unwrap(),
            particulars: Particulars {
                occurred: said.occurred.parse::<Occurred>().unwrap(),
                source: Source { kind, ..Source::native() },
                evidence: if said.reported { Evidence::Reported } else { Evidence::Witnessed },
                visibility: said.visibility.clone(),
                lang: Some("nb".parse().unwrap()),
                causation: said.causation,
            },
            sealed: Vec::new(),
            event,
        };
        let recorded = Recorded { position, leaf: LeafHash(leaf), entry };
        self.register.evolve(&recorded);
        self.views.apply(&recorded, &self.register);
        self.entries.push(recorded);
        position
    }

    pub(super) fn participants(&mut self, names: &[&str]) {
        for name in names {
            let body = ParticipantRegistered {
                kind: ParticipantKind::Ministry,
                name: Text::Open([("nb".parse().unwrap(), (*name).to_owned())].into()),
                short: None,
            };
            let stream = format!("participant-{name}");
            self.add(&stream, &said("2020-01-01"), Event::ParticipantRegistered(body));
        }
    }

    /// A measure of which nothing but its title is told, save what `more` adds.
    pub(super) fn register_measure(
        &mut self,
        name: &str,
        title: &str,
        said: &Said,
        more: impl FnOnce(&mut MeasureRegistered),
    ) {
        let mut body = MeasureRegistered {
            kind: MeasureKind::Measure,
            title: title.to_owned().into(),
            strategy: None,
            goals: Vec::new(),
            forum: None,
            parent: None,
            depends_on: Vec::new(),
            decision: None,
        };
        more(&mut body);
        self.add(&format!("measure-{name}"), said, Event::MeasureRegistered(body));
    }

    pub(super) fn forum(&mut self, name: &str, said: &Said) {
        let body = ForumEstablished {
            kind: "core-group".parse().unwrap(),
            name: name.to_owned().into(),
            purpose: None,
            parent: None,
            predecessors: Vec::new(),
            criteria: Vec::new(),
            consulted: Vec::new(),
            waiver: None,
            review_by: None,
        };
        self.add(&format!("forum-{name}"), said, Event::ForumEstablished(body));
    }

    pub(super) fn member(
        &mut self,
        forum: &str,
        participant: &str,
        action: MembershipAction,
        said: &Said,
    ) -> u64 {
        let body = MembershipChanged {
            participant: who(participant),
            action,
            role: MemberRole::Member,
            representation: None,
            meeting: None,
            decision: None,
        };
        self.add(&format!("forum-{forum}"), said, Event::MembershipChanged(body))
    }

    pub(super) fn propose(&mut self, number: u64, forum: &str) -> u64 {
        let body = DecisionProposed {
            forum: forum.parse().unwrap(),
            title: "Felles IKT".to_owned().into(),
            text: "Vi innfører felles IKT.".to_owned().into(),
            sha256: None,
            matter: Matter::General,
            topic_refs: Vec::new(),
            archive_ref: None,
        };
        let stream = format!("decision-{number}");
        self.add(&stream, &said("2026-01-01"), Event::DecisionProposed(body))
    }

    pub(super) fn revise(&mut self, number: u64) -> u64 {
        let id = DecisionId(number);
        let revision = self.register.decision(id).unwrap().revision() + 1;
        let body = ProposalRevised {
            revision,
            text: format!("Tekst {revision}").into(),
            sha256: None,
            reason: "Etter drøfting".to_owned().into(),
        };
        self.add(&format!("decision-{number}"), &said("2026-01-01"), Event::ProposalRevised(body))
    }

    pub(super) fn open(&mut self, number: u64, method: Method) -> u64 {
        let decision = self.register.decision(DecisionId(number)).unwrap();
        let forum = decision.forum.clone().unwrap();
        let body = RoundOpened {
            round: decision.rounds + 1,
            revision: decision.revision(),
            method,
            meeting: None,
            notified_by: None,
            deadline: Some(day("2026-02-01")),
            basis_docs: Vec::new(),
            waiver: None,
            reopen_reason: None,
            electorate: self.register.forum(&forum).unwrap().electorate().into_iter().collect(),
            text_leaf: LeafHash([7; 32]),
            quorum: Quorum { consents: 1, present_percent: 50 },
            rule_version: RuleVersion { tally: 1, rules: 0 },
        };
        self.add(&format!("decision-{number}"), &said("2026-01-02"), Event::RoundOpened(body))
    }

    pub(super) fn answer(
        &mut self,
        number: u64,
        participant: &str,
        position: Position,
        said: &Said,
    ) -> u64 {
        let decision = self.register.decision(DecisionId(number)).unwrap();
        let body = PositionTaken {
            round: decision.rounds,
            participant: who(participant),
            position,
            conditional: false,
            condition: None,
            statement: Some("Slik ser vi det".to_owned().into()),
            reason: None,
            resolves_if: None,
            remark: None,
            ground: None,
            cleared: Cleared::NotStated,
            by_substitute: None,
            meeting: None,
            text_leaf: LeafHash([7; 32]),
            replaces: None,
            public_key: None,
            signature: None,
        };
        self.add(&format!("decision-{number}"), said, Event::PositionTaken(body))
    }

    pub(super) fn close(&mut self, number: u64) -> u64 {
        let decision = self.register.decision(DecisionId(number)).unwrap();
        let round = decision.open_round().unwrap();
        let attendance = BTreeMap::new();
        let (outcome, tally) = consensus::tally(round, &attendance, decision.proposer.as_ref());
        let body = RoundClosed {
            round: round.number,
            outcome,
            tally,
            rule_version: round.rule_version,
            archive_ref: None,
        };
        self.add(&format!("decision-{number}"), &said("2026-02-02"), Event::RoundClosed(body))
    }

    pub(super) fn attest(
        &mut self,
        number: u64,
        participant: &str,
        target: u64,
        response: Attestation,
    ) -> u64 {
        let body = PositionAttested {
            target,
            participant: who(participant),
            response,
            statement: None,
            public_key: None,
            signature: None,
        };
        self.add(&format!("decision-{number}"), &said("2026-02-03"), Event::PositionAttested(body))
    }

    pub(super) fn succeed(&mut self, old: &str, new: &str, kind: SuccessionKind) -> u64 {
        let body = ParticipantSucceeded { successors: vec![who(new)], kind, note: None };
        let stream = format!("participant-{old}");
        self.add(&stream, &said("2026-01-10"), Event::ParticipantSucceeded(body))
    }

    pub(super) fn decision(&self, number: u64, when: &AsOf) -> Option<decision::DecisionState> {
        decision::state(DecisionId(number), &self.entries, when, &|r| {
            self.register.visible_to_all(r)
        })
    }

    pub(super) fn forum_at(&self, name: &str, when: &AsOf) -> Option<forum::ForumState> {
        let id: ForumId = name.parse().unwrap();
        let visible = |r: &Recorded| self.register.visible_to_all(r);
        forum::state(&id, &self.entries, when, &visible, day(TODAY))
    }

    pub(super) fn participant(
        &self,
        name: &str,
        when: &AsOf,
    ) -> Option<participant::ParticipantState> {
        let visible = |r: &Recorded| self.register.visible_to_all(r);
        participant::state(&who(name), &self.entries, when, &visible, day(TODAY))
    }

    pub(super) fn measure(&self, name: &str, today: &str) -> Option<measure::MeasureState> {
        let id: MeasureId = name.parse().unwrap();
        measure::state(&id, &self.entries, &NOW, &|_| true, day(today))
    }

    /// The entries that the views name for an object.
    pub(super) fn concerning(&self, stream: &str) -> Vec<Recorded> {
        let positions = self.views.timeline_positions(&stream.parse().unwrap());
        positions.iter().map(|p| self.entries[usize::try_from(*p).unwrap()].clone()).collect()
    }
}

/// A forum «klima» with three members and a proposal, decision 1.
pub(super) fn klima() -> Log {
    let mut log = Log::default();
    log.participants(&["kdd", "kld", "fin"]);
    log.forum("klima", &said("2021"));
    for member in ["kdd", "kld", "fin"] {
        log.member("klima", member, MembershipAction::Joined, &said("2021"));
    }
    log.propose(1, "klima");
    log
}
