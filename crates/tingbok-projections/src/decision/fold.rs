//! The fold over a decision's entries: `in_force` and procedure are two fields that never touch each other.
use super::{
    Anchoring, DecisionState, FollowUp, FormerlyInForce, InForce, Interruption, Move, MoveKind,
    Procedure, ReportedDecision, Revision, Supersession, Treatment, rounds,
};
use crate::{
    AsOf, IsPublic, Words,
    select::{Pick, select},
};
use std::collections::BTreeMap;
use tingbok_domain::{
    DecisionId, Event, ParticipantId, Recorded, StreamId,
    event::{
        AnchoringRecorded, DecisionProposed, DecisionReported, DecisionSuperseded,
        DecisionWithdrawn, Extent, MeetingRecorded, ParticipantSucceeded, ProposalRevised,
        ReferredTo, RoundClosed, SuccessionKind,
    },
};

/// A decision as it stood at the time asked for, from the entries that concern it, in any order. `None` when
/// it was neither proposed nor reported by then.
pub fn state(
    id: DecisionId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Option<DecisionState> {
    let (picks, aside) = select(events, when, is_public);
    let mut state = from_picks(id, picks.iter())?;
    state.aside = aside;
    Some(state)
}

/// The fold itself, over entries that are selected and in order.
pub(crate) fn from_picks<'a>(
    id: DecisionId,
    picks: impl Iterator<Item = &'a Pick<'a>>,
) -> Option<DecisionState> {
    let mut fold = Fold { state: empty(id), stream: StreamId::from(&id), renamed: BTreeMap::new() };
    for pick in picks {
        fold.take(pick);
    }
    let Fold { mut state, renamed, .. } = fold;
    rounds::finish(&mut state.rounds, &renamed);
    (state.proposed.is_some() || !state.reported.is_empty()).then_some(state)
}

fn empty(id: DecisionId) -> DecisionState {
    DecisionState {
        id,
        forum: None,
        title: Words::default(),
        matter: None,
        topic_refs: Vec::new(),
        proposer: None,
        proposed: None,
        archive_ref: None,
        revisions: Vec::new(),
        in_force: None,
        formerly_in_force: None,
        procedure: None,
        superseded_by: Vec::new(),
        supersedes: Vec::new(),
        reported: Vec::new(),
        rounds: Vec::new(),
        basis_docs: Vec::new(),
        anchoring: Vec::new(),
        moves: Vec::new(),
        treated_in: Vec::new(),
        follow_up: Vec::new(),
        aside: crate::Aside::default(),
        last: None,
    }
}

struct Fold {
    state: DecisionState,
    stream: StreamId,
    /// Who was renamed to whom: a seat keeps its history.
    renamed: BTreeMap<ParticipantId, ParticipantId>,
}

impl Fold {
    fn take(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        let own = entry.stream == self.stream;
        let rounds = &mut self.state.rounds;
        match &entry.event {
            Event::DecisionProposed(body) if own => self.propose(pick, body),
            Event::ProposalRevised(body) if own => self.revise(pick, body),
            Event::RoundOpened(body) if own => {
                rounds::open(rounds, pick, body);
                self.state.procedure = Some(Procedure::Open { round: body.round });
                let basis = &mut self.state.basis_docs;
                basis.extend(body.basis_docs.iter().copied());
                basis.sort_unstable();
                basis.dedup();
            }
            Event::PositionTaken(body) if own => rounds::answer(rounds, pick, body),
            Event::DeadlineExtended(body) if own => rounds::extend(rounds, pick, body),
            Event::PositionAttested(body) if own => rounds::attest(rounds, pick, body),
            Event::RoundClosed(body) if own => self.close(pick, body),
            Event::DecisionWithdrawn(body) if own => self.withdraw(pick, body),
            Event::DecisionReturned(body) if own => {
                self.state.procedure = Some(Procedure::Returned);
                let kind = MoveKind::Returned { result: body.result_ref };
                self.state.moves.push(Move { kind, reason: None, origin: pick.origin() });
            }
            Event::DecisionSuperseded(body) => self.supersede(pick, body, own),
            Event::DecisionReported(body) if own => self.report(pick, body),
            Event::AnchoringRecorded(body) if own => {
                self.state.anchoring.push(Anchoring::of(pick, body));
            }
            Event::ParticipantSucceeded(body) => self.succeed(pick, body),
            Event::MeetingRecorded(body) => self.treat(pick, body),
            Event::MembershipChanged(body) => self.follow(pick, body.decision),
            Event::MandateAdopted(body) => self.follow(pick, body.decision),
            Event::MeasureRegistered(body) => self.follow(pick, body.decision),
            Event::ResponsibilityAssigned(body) => self.follow(pick, body.decision),
            Event::DecisionRulesSet(body) => self.follow(pick, body.decision),
            Event::ForumReviewed(body) => self.follow(pick, body.decision),
            Event::ForumClosed(body) => self.follow(pick, body.decision),
            Event::MandateRepealed(body) => self.follow(pick, body.decision),
            Event::FundingRecorded(body) => self.follow(pick, body.decision),
            Event::AssignmentIssued(body) => self.follow(pick, body.decision),
            Event::RecommendationAnswered(body) => {
                let named = body.follow_up.contains(&self.stream);
                self.follow(pick, named.then_some(self.state.id));
            }
            // Entries of another decision, and kinds that say nothing of one.
            #[rustfmt::skip]
            Event::DecisionProposed(_) | Event::ProposalRevised(_) | Event::RoundOpened(_) |
            Event::PositionTaken(_) | Event::DeadlineExtended(_) | Event::PositionAttested(_) |
            Event::RoundClosed(_) | Event::DecisionWithdrawn(_) | Event::DecisionReturned(_) |
            Event::DecisionReported(_) | Event::AnchoringRecorded(_) |
            Event::ParticipantRegistered(_) | Event::SubstituteDesignated(_) |
            Event::ForumEstablished(_) | Event::MandateTextSubmitted(_) |
            Event::MilestoneScheduled(_) | Event::MilestoneReached(_) | Event::DocumentFiled(_) |
            Event::AccessGranted(_) | Event::AccessRevoked(_) | Event::SecretariatOrganised(_) |
            Event::ProblemAssessed(_) | Event::CoordinationResultRecorded(_) |
            Event::StrategyPublished(_) | Event::GovernanceFunctionSet(_) |
            Event::MeasureStatusReported(_) | Event::BenefitRecorded(_) |
            Event::EvaluationPublished(_) | Event::RecommendationIssued(_) |
            Event::AssignmentReported(_) | Event::EventAmended(_) | Event::ActorKeyEnrolled(_) |
            Event::ActorKeyRevoked(_) | Event::DisclosureReleased(_) | Event::DisclosureErased(_)
            | Event::LogKeyAnnounced(_) | Event::LedgerOpened(_) | Event::MinutesApproved(_) => return,
        }
        if own && pick.public {
            self.state.last = Some(pick.origin());
        }
    }

    fn propose(&mut self, pick: &Pick<'_>, body: &DecisionProposed) {
        let state = &mut self.state;
        state.forum = Some(body.forum.clone());
        state.title = pick.words(&body.title);
        state.matter = Some(body.matter);
        state.topic_refs.clone_from(&body.topic_refs);
        state.proposer = Some(pick.recorded.entry.actor.participant.clone());
        state.proposed = Some(pick.origin());
        state.archive_ref.clone_from(&body.archive_ref);
        state.procedure = Some(Procedure::Draft);
        state.revisions.push(Revision {
            revision: 1,
            text: pick.words(&body.text),
            sha256: body.sha256.as_ref().and_then(|hash| pick.open(hash)),
            leaf: pick.recorded.leaf,
            reason: None,
            origin: pick.origin(),
        });
    }

    fn revise(&mut self, pick: &Pick<'_>, body: &ProposalRevised) {
        let broken = rounds::interrupt(&mut self.state.rounds, pick, Interruption::TextChanged);
        self.state.procedure = Some(match broken {
            Some(round) => Procedure::DraftInterrupted { round, why: Interruption::TextChanged },
            None => Procedure::Draft,
        });
        self.state.revisions.push(Revision {
            revision: body.revision,
            text: pick.words(&body.text),
            sha256: body.sha256.as_ref().and_then(|hash| pick.open(hash)),
            leaf: pick.recorded.leaf,
            reason: Some(pick.words(&body.reason)),
            origin: pick.origin(),
        });
    }

    fn close(&mut self, pick: &Pick<'_>, body: &RoundClosed) {
        let Some(revision) = rounds::close(&mut self.state.rounds, pick, body) else { return };
        self.state.procedure = Some(Procedure::Idle { outcome: body.outcome });
        if body.outcome.is_adopted() {
            self.state.formerly_in_force = None;
            self.state.in_force = Some(InForce {
                revision,
                round: body.round,
                outcome: body.outcome,
                origin: pick.origin(),
                superseded_in_part: false,
            });
        }
    }

    fn withdraw(&mut self, pick: &Pick<'_>, body: &DecisionWithdrawn) {
        rounds::interrupt(&mut self.state.rounds, pick, Interruption::Withdrawn);
        let referred = body.referred_to == Some(ReferredTo::PoliticalClarification);
        self.state.procedure =
            Some(if referred { Procedure::Referred } else { Procedure::Withdrawn });
        self.state.moves.push(Move {
            kind: body.referred_to.map_or(MoveKind::Withdrawn, MoveKind::ReferredTo),
            reason: Some(pick.words(&body.reason)),
            origin: pick.origin(),
        });
    }

    fn supersede(&mut self, pick: &Pick<'_>, body: &DecisionSuperseded, own: bool) {
        let entry = |decision| Supersession {
            decision,
            extent: body.extent,
            note: pick.optional(body.note.as_ref()),
            origin: pick.origin(),
        };
        if own {
            self.state.superseded_by.push(entry(body.by));
            match body.extent {
                Extent::Whole => {
                    let ended = self.state.in_force.take().map(|text| FormerlyInForce {
                        revision: text.revision,
                        round: text.round,
                        from: text.origin,
                        by: body.by,
                        until: pick.origin(),
                    });
                    if ended.is_some() {
                        self.state.formerly_in_force = ended;
                    }
                }
                Extent::Part => {
                    if let Some(in_force) = &mut self.state.in_force {
                        in_force.superseded_in_part = true;
                    }
                }
            }
        } else if body.by == self.state.id
            && let Ok(old) = DecisionId::try_from(&pick.recorded.entry.stream)
        {
            self.state.supersedes.push(entry(old));
        }
    }

    fn report(&mut self, pick: &Pick<'_>, body: &DecisionReported) {
        if self.state.reported.is_empty() && self.state.proposed.is_none() {
            self.state.forum.clone_from(&body.forum);
            self.state.title = pick.words(&body.title);
        }
        self.state.reported.push(ReportedDecision {
            forum: body.forum.clone(),
            title: pick.words(&body.title),
            text: pick.words(&body.text),
            attribution: body.attribution,
            body: body.body.clone(),
            documented: body.documented,
            positions: body.positions.clone(),
            origin: pick.origin(),
        });
    }

    /// What a source tells of a succession moves no seat.
    fn succeed(&mut self, pick: &Pick<'_>, body: &ParticipantSucceeded) {
        let Ok(old) = ParticipantId::try_from(&pick.recorded.entry.stream) else { return };
        if pick.is_reported() {
            return;
        }
        match (body.kind, body.successors.first()) {
            (SuccessionKind::Transfer, _) => {}
            (SuccessionKind::Rename, Some(new)) => {
                rounds::rename(&mut self.state.rounds, &old, new);
                self.renamed.insert(old, new.clone());
            }
            (SuccessionKind::Rename | SuccessionKind::Split | SuccessionKind::Merge, _) => {
                let why = Interruption::ElectorateChanged;
                if let Some(round) = rounds::lose_elector(&mut self.state.rounds, pick, &old) {
                    self.state.procedure = Some(Procedure::DraftInterrupted { round, why });
                }
            }
        }
    }

    /// A later entry on the same meeting takes the place of the earlier one, unless only a source tells it.
    fn treat(&mut self, pick: &Pick<'_>, body: &MeetingRecorded) {
        let held_by = &pick.recorded.entry.stream;
        let same = |t: &Treatment| &t.held_by == held_by && t.meeting == body.id;
        let witnessed = |t: &Treatment| same(t) && !t.origin.is_reported();
        if pick.is_reported() && self.state.treated_in.iter().any(witnessed) {
            return;
        }
        self.state.treated_in.retain(|t| !same(t));
        let about = body.agenda.iter().filter(|item| item.about.as_ref() == Some(&self.stream));
        self.state.treated_in.extend(about.map(|item| Treatment {
            held_by: held_by.clone(),
            meeting: body.id.clone(),
            item: item.n,
            stated: item.stated,
            conclusion: pick.optional(item.conclusion.as_ref()),
            origin: pick.origin(),
        }));
    }

    fn follow(&mut self, pick: &Pick<'_>, decision: Option<DecisionId>) {
        let elsewhere = pick.recorded.entry.stream != self.stream;
        if decision == Some(self.state.id) && elsewhere {
            self.state.follow_up.push(FollowUp {
                stream: pick.recorded.entry.stream.clone(),
                kind: pick.recorded.entry.kind(),
                origin: pick.origin(),
            });
        }
    }
}

impl Anchoring {
    pub(crate) fn of(pick: &Pick<'_>, body: &AnchoringRecorded) -> Self {
        Self {
            involved: body.involved.clone(),
            how: pick.words(&body.how),
            when: body.when,
            result: pick.optional(body.result.as_ref()),
            origin: pick.origin(),
        }
    }
}
