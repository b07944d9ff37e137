//! Histories by chance of all that lists show: sources are read late and out of order, and corrected.
use super::fixture::{Log, Said, day, said, told, who};
use chrono::{Days, NaiveDate};
use tingbok_domain::{Event, Recorded, event::*};

pub(super) const NAMES: [&str; 4] = ["kdd", "kld", "fin", "jd"];
pub(super) const FORUMS: [&str; 2] = ["klima", "kriser"];
pub(super) const MEASURES: [&str; 2] = ["hr", "ikt"];
pub(super) const STRATEGIES: [&str; 2] = ["best", "klima"];
pub(super) const ADVICE: [&str; 2] = ["r1", "r2"];
pub(super) const TASKS: [&str; 2] = ["o1", "o2"];
const TOLD: [&str; 9] = [
    "2021",
    "2022-05",
    "[..2023]",
    "2023-24",
    "unknown",
    "2026-02-03",
    "2022/..",
    "[2023..]",
    "2027",
];
pub(super) const DAYS: [&str; 6] =
    ["2021-12-31", "2023-06-30", "2026-01-10", "2026-02-04", "2026-03-01", "2030-01-01"];

pub(super) type Step = (u8, usize, usize, usize);

/// A history on its way: what is recorded here is dated later and later.
struct Growing {
    log: Log,
    today: NaiveDate,
    /// Sources may be read out of order, be corrected, and leave dates out.
    messy: bool,
}

impl Growing {
    fn new(messy: bool) -> Self {
        let mut log = Log::default();
        log.participants(&NAMES);
        Self { log, today: day("2026-01-01"), messy }
    }

    /// How the next entry is told, by `n`: here, or by a source.
    fn said(&mut self, n: usize) -> Said {
        self.today = self.today + Days::new(1);
        if n.is_multiple_of(2) {
            return said(&self.today.to_string());
        }
        if self.messy { told(TOLD[n / 2 % TOLD.len()]) } else { told(&self.today.to_string()) }
    }

    /// What stands here already is told again by a source only.
    fn said_of(&mut self, known: bool, n: usize) -> Said {
        self.said(if known { n | 1 } else { n })
    }

    fn add(&mut self, stream: &str, n: usize, event: Event) {
        let said = self.said(n);
        self.log.add(stream, &said, event);
    }

    fn knows(&self, stream: &str) -> bool {
        self.log.register.knows(&stream.parse().unwrap())
    }

    fn step(&mut self, (act, a, b, c): Step) {
        let forum = FORUMS[a % 2];
        if !self.knows(&format!("forum-{forum}")) {
            let said = self.said(c);
            return self.log.forum(forum, &said);
        }
        match act {
            0..=3 => self.forums(act, a, b, c),
            4..=8 => self.decisions(act, a, b, c),
            9..=12 => self.measures(act, a, b, c),
            13 => self.strategies(a, b, c),
            14..=16 => self.evaluations(act, a, b, c),
            17..=18 => self.assignments(act, a, b, c),
            19 => self.mandates(a, b, c),
            20 => self.successions(a, b, c),
            _ => self.corrections(a, b),
        }
    }

    fn forums(&mut self, act: u8, a: usize, b: usize, c: usize) {
        let stream = format!("forum-{}", FORUMS[a % 2]);
        let event = match act {
            0 | 1 => Event::MembershipChanged(MembershipChanged {
                participant: who(NAMES[b % 4]),
                action: if b.is_multiple_of(3) {
                    MembershipAction::Left
                } else {
                    MembershipAction::Joined
                },
                role: [MemberRole::Member, MemberRole::Chair][b / 4 % 2],
                representation: None,
                meeting: None,
                decision: None,
            }),
            2 => Event::ForumReviewed(ForumReviewed {
                outcome: ReviewOutcome::Continue,
                reason: "Derfor".to_owned().into(),
                criteria: Vec::new(),
                review_by: (!b.is_multiple_of(3)).then(|| day(DAYS[b % 6])),
                decision: None,
            }),
            _ if b.is_multiple_of(3) => Event::SecretariatOrganised(SecretariatOrganised {
                model: [SecretariatModel::Broad, SecretariatModel::Single][b / 3 % 2],
                by: Vec::new(),
                contacts: Vec::new(),
                tasks: None,
            }),
            _ if b % 3 == 1 => Event::ProblemAssessed(ProblemAssessed {
                id: ["p1", "p2"][b / 3 % 2].parse().unwrap(),
                assessor: None,
                statement: "Slik er det".to_owned().into(),
                features: std::collections::BTreeMap::new(),
                complexity: None,
                conflict: None,
                placement: Placement::None,
            }),
            _ => Event::ForumClosed(ForumClosed {
                reason: "Ferdig".to_owned().into(),
                handover: Vec::new(),
                consulted: Vec::new(),
                waiver: None,
                criteria: Vec::new(),
                decision: None,
            }),
        };
        self.add(&stream, c, event);
    }

    /// Proposals, rounds and answers go by the rules; a source may tell of the same decision.
    fn decisions(&mut self, act: u8, a: usize, b: usize, c: usize) {
        let number = u64::try_from(b % 3).unwrap() + 1;
        let id = tingbok_domain::DecisionId(number);
        let stream = format!("decision-{number}");
        let here =
            |growing: &Self| growing.log.register.decision(id).is_some_and(|d| d.revision() > 0);
        let open = self.log.register.decision(id).and_then(|d| d.open_round()).cloned();
        let said = self.said(0);
        match (act, open) {
            (4, _) if !self.knows(&stream) || (c.is_multiple_of(4) && here(self)) => {
                let told = self.said_of(self.knows(&stream), 2 * (c / 2 % 3) + c / 6 % 2);
                let event = if told.reported {
                    Event::DecisionReported(DecisionReported {
                        forum: Some(FORUMS[a % 2].parse().unwrap()),
                        title: "Vedtaket".to_owned().into(),
                        text: "Slik ble det".to_owned().into(),
                        attribution: Attribution::Collective,
                        body: None,
                        documented: Documented::None,
                        positions: Vec::new(),
                    })
                } else {
                    Event::DecisionProposed(DecisionProposed {
                        forum: FORUMS[a % 2].parse().unwrap(),
                        title: "Felles IKT".to_owned().into(),
                        text: "Vi innfører felles IKT.".to_owned().into(),
                        sha256: None,
                        matter: Matter::General,
                        topic_refs: Vec::new(),
                        archive_ref: None,
                    })
                };
                self.log.add(&stream, &told, event);
            }
            (5, None) if here(self) => {
                let decision = self.log.register.decision(id).unwrap();
                let forum = decision.forum.clone().unwrap();
                let electorate = self.log.register.forum(&forum).unwrap().electorate();
                if !electorate.is_empty() {
                    self.open(&stream, number, &said);
                }
            }
            (6, Some(round)) => {
                let elector = round.electorate.iter().nth(a % round.electorate.len()).unwrap();
                let elector = elector.to_string();
                let position = [Position::Consents, Position::Withdrawn][c % 2];
                self.log.answer(number, &elector, position, &said);
            }
            (7, Some(_)) => {
                let decision = self.log.register.decision(id).unwrap();
                let round = decision.open_round().unwrap();
                let none = std::collections::BTreeMap::new();
                let (outcome, tally) =
                    tingbok_domain::consensus::tally(round, &none, decision.proposer.as_ref());
                let body = RoundClosed {
                    round: round.number,
                    outcome,
                    tally,
                    rule_version: round.rule_version,
                    archive_ref: None,
                };
                self.log.add(&stream, &said, Event::RoundClosed(body));
            }
            (8, Some(round)) if c.is_multiple_of(3) => {
                let body = DeadlineExtended {
                    round: round.number,
                    new_deadline: day("2026-09-01"),
                    requested_by: round.electorate.iter().next().unwrap().clone(),
                    reason: "Trenger tid".to_owned().into(),
                };
                self.log.add(&stream, &said, Event::DeadlineExtended(body));
            }
            (8, _) if here(self) => {
                let revision = self.log.register.decision(id).unwrap().revision() + 1;
                let body = ProposalRevised {
                    revision,
                    text: format!("Tekst {revision}").into(),
                    sha256: None,
                    reason: "Etter drøfting".to_owned().into(),
                };
                self.log.add(&stream, &said, Event::ProposalRevised(body));
            }
            _ => {}
        }
    }

    fn open(&mut self, stream: &str, number: u64, said: &Said) {
        let decision = self.log.register.decision(tingbok_domain::DecisionId(number)).unwrap();
        let forum = decision.forum.clone().unwrap();
        let body = RoundOpened {
            round: decision.rounds + 1,
            revision: decision.revision(),
            method: Method::Consensus,
            meeting: None,
            notified_by: None,
            deadline: Some(day("2026-08-01")),
            basis_docs: Vec::new(),
            waiver: None,
            reopen_reason: None,
            electorate: self.log.register.forum(&forum).unwrap().electorate().into_iter().collect(),
            text_leaf: tingbok_domain::LeafHash([7; 32]),
            quorum: Quorum { consents: 1, present_percent: 50 },
            rule_version: RuleVersion { tally: 1, rules: 0 },
        };
        self.log.add(stream, said, Event::RoundOpened(body));
    }

    fn measures(&mut self, act: u8, a: usize, b: usize, c: usize) {
        let name = MEASURES[b % 2];
        let stream = format!("measure-{name}");
        if act == 9 || !self.knows(&stream) {
            let said = self.said_of(self.knows(&stream), c);
            return self.log.serving(name, STRATEGIES[a % 2], &[["g1", "g2"][a / 2 % 2]], &said);
        }
        let event = match act {
            10 => Event::MeasureStatusReported(MeasureStatusReported {
                status: [MeasureStatus::Ongoing, MeasureStatus::Delayed][a % 2],
                scale: None,
                said_of: SaidOf::Single,
                text: None,
                next_report_by: None,
            }),
            11 if a.is_multiple_of(2) => Event::GovernanceFunctionSet(GovernanceFunctionSet {
                function: [GovernanceFunction::Decide, GovernanceFunction::Inform][a / 2 % 2],
                followed_in: if a.is_multiple_of(3) {
                    Vec::new()
                } else {
                    vec!["klima".parse().unwrap()]
                },
                own_steering_group: None,
            }),
            11 => Event::MilestoneScheduled(MilestoneScheduled {
                id: "m1".parse().unwrap(),
                title: "Ferdig".to_owned().into(),
                due: ["2026", "2027"][a / 2 % 2].parse().unwrap(),
                kind: [PlanKind::Baseline, PlanKind::Forecast][a / 4 % 2],
                reason: None,
            }),
            _ => {
                let said = self.said(c);
                self.log.responsible(&stream, &format!("participant-{}", NAMES[a % 4]), &said);
                return;
            }
        };
        self.add(&stream, c, event);
    }

    fn strategies(&mut self, a: usize, b: usize, c: usize) {
        let statuses = [StrategyStatus::Proposed, StrategyStatus::Adopted, StrategyStatus::Ended];
        let said = self.said(c);
        self.log.strategy(STRATEGIES[a % 2], statuses[b % 3], &[("g1", "Sammen")], &said);
    }

    fn evaluations(&mut self, act: u8, a: usize, b: usize, c: usize) {
        let (stream, id) = ("evaluation-e1", ADVICE[a % 2]);
        let issued = self.log.views.recommendation(&id.parse().unwrap()).is_some();
        if act == 14 || !self.knows(stream) {
            let said = self.said_of(self.knows(stream), c);
            self.log.evaluation("e1", (a.is_multiple_of(2)).then_some("Midtveis"), &said);
        } else if act == 15 || !issued {
            let said = self.said_of(issued, c);
            let kind = RecommendationKind::Recommendation;
            self.log.recommend(stream, id, kind, &[NAMES[b % 4], NAMES[(b + 1) % 4]], &said);
        } else {
            let said = self.said(c);
            let response = [Response::Accepted, Response::Rejected][b / 4 % 2];
            self.log.respond(stream, id, NAMES[b % 4], response, &said);
        }
    }

    fn assignments(&mut self, act: u8, a: usize, b: usize, c: usize) {
        let name = TASKS[a % 2];
        let known = self.knows(&format!("assignment-{name}"));
        let said = self.said_of(known && act == 17, c);
        if act == 17 || !known {
            self.log.assignment(name, &[NAMES[b % 4], NAMES[(b + 1) % 4]], "2026-02", &said);
        } else {
            use AssignmentStatus::{Accepted, Delivered, Started};
            let status = [Started, Delivered, Delivered, Accepted][b / 4 % 4];
            self.log.deliver(name, NAMES[b % 4], status, &said);
        }
    }

    fn mandates(&mut self, a: usize, b: usize, c: usize) {
        let version = u32::try_from(b % 3).unwrap() + 1;
        let event = if a.is_multiple_of(3) {
            Event::MandateRepealed(MandateRepealed {
                version,
                reason: "Utgått".to_owned().into(),
                replaced_by: None,
                decision: None,
            })
        } else {
            Event::MandateAdopted(MandateAdopted {
                kind: MandateKind::Mandate,
                owner: "forum-klima".parse().unwrap(),
                version,
                from_draft: None,
                effective_from: None,
                review_by: None,
                decision: None,
                described_as: None,
            })
        };
        self.add("mandate-klima", c, event);
    }

    fn successions(&mut self, a: usize, b: usize, c: usize) {
        let (old, new) = (NAMES[a % 4], NAMES[b % 4]);
        let ended = |name| self.log.register.participant(&who(name)).unwrap().ended;
        if old == new || ended(old) || ended(new) {
            return;
        }
        let kinds = [SuccessionKind::Rename, SuccessionKind::Merge, SuccessionKind::Transfer];
        let body =
            ParticipantSucceeded { successors: vec![who(new)], kind: kinds[c / 2 % 3], note: None };
        let said = self.said(c);
        self.log.add(&format!("participant-{old}"), &said, Event::ParticipantSucceeded(body));
    }

    /// Corrects the date of an entry that a source tells, or a membership as a whole.
    fn corrections(&mut self, a: usize, b: usize) {
        let told =
            self.log.entries.iter().filter(|r| {
                r.entry.is_reported() && !matches!(r.entry.event, Event::EventAmended(_))
            });
        let told: Vec<Recorded> = told.cloned().collect();
        if !self.messy || told.is_empty() {
            return;
        }
        let target = &told[a % told.len()];
        let stream = target.entry.stream.to_string();
        let said = super::fixture::told(TOLD[b % TOLD.len()]);
        if let Event::MembershipChanged(body) = &target.entry.event {
            let said = Said { causation: Some(target.entry.id), ..said };
            let body = MembershipChanged { participant: who(NAMES[b % 4]), ..body.clone() };
            self.log.add(&stream, &said, Event::MembershipChanged(body));
        } else {
            let body = EventAmended {
                target: target.position,
                field: "occurred".to_owned(),
                was: "det som sto".to_owned().into(),
                is: TOLD[(a + b) % TOLD.len()].to_owned().into(),
                reason: "Lest på nytt".to_owned().into(),
                authority: "Originalen".to_owned().into(),
            };
            self.log.add(&stream, &said, Event::EventAmended(body));
        }
    }
}

pub(super) fn history(steps: Vec<Step>, messy: bool) -> Log {
    let mut growing = Growing::new(messy);
    for one in steps {
        growing.step(one);
    }
    growing.log
}
