//! Decisions: `in_force` and procedure are two fields that never touch each other.
use super::{Step, Views};
use crate::{
    decision::{Interruption, Procedure, status_of},
    views::{Answered, ClosedBrief, DecisionSummary, InForceBrief, OpenRound},
};
use tingbok_domain::{
    DecisionId, ForumId, ParticipantId,
    event::{
        Attestation, DeadlineExtended, DecisionProposed, DecisionReported, DecisionSuperseded,
        DecisionWithdrawn, Extent, Matter, Position, PositionAttested, PositionTaken, ReferredTo,
        RoundClosed, RoundOpened,
    },
};

impl Views {
    pub(super) fn found_decision(
        &mut self,
        step: &Step<'_>,
        forum: Option<&ForumId>,
        matter: Option<Matter>,
        title: &tingbok_domain::Text,
    ) {
        let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) else { return };
        if self.decisions.contains_key(&id) {
            return;
        }
        self.decisions.insert(
            id,
            DecisionSummary {
                id,
                forum: forum.cloned(),
                title: step.words(title),
                lang: step.lang(),
                matter,
                procedure: matter.map(|_| Procedure::Draft),
                in_force: None,
                contested_by: Vec::new(),
                outcome: None,
                rounds: 0,
                last_closed: None,
                superseded: None,
                deadline: None,
                unanswered: 0,
                reported: matter.is_none(),
                first: step.position(),
                last: step.position(),
                last_occurred: step.occurred(),
            },
        );
        self.latest.insert((step.position(), id));
        self.name_forum(id, forum);
    }

    /// Counts a decision for a forum that an entry on it names.
    fn name_forum(&mut self, id: DecisionId, forum: Option<&ForumId>) {
        let Some(forum) = forum else { return };
        if self.decisions_of.insert((forum.clone(), id)).is_none()
            && let Some(summary) = self.forums.get_mut(forum)
        {
            summary.decisions = summary.decisions.saturating_add(1);
        }
    }

    pub(super) fn report(&mut self, step: &Step<'_>, body: &DecisionReported) {
        if let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) {
            self.name_forum(id, body.forum.as_ref());
        }
        self.change(step, |_| {});
    }

    /// A proposal made here takes the place of what a source told of the same decision.
    pub(super) fn propose(&mut self, step: &Step<'_>, body: &DecisionProposed) {
        let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) else { return };
        self.name_forum(id, Some(&body.forum));
        if self.decisions.get(&id).is_some_and(|decision| decision.matter.is_none()) {
            self.change(step, |decision| {
                decision.forum = Some(body.forum.clone());
                decision.title = step.words(&body.title);
                decision.lang = step.lang();
                decision.matter = Some(body.matter);
                decision.procedure = Some(Procedure::Draft);
                decision.reported = false;
            });
        } else {
            self.change(step, |_| {});
        }
    }

    /// Changes a decision's summary and keeps the forum's counts and the order of the latest right.
    pub(super) fn change(&mut self, step: &Step<'_>, change: impl FnOnce(&mut DecisionSummary)) {
        let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) else { return };
        self.change_one(step, id, change);
    }

    fn change_one(
        &mut self,
        step: &Step<'_>,
        id: DecisionId,
        change: impl FnOnce(&mut DecisionSummary),
    ) {
        let Some(decision) = self.decisions.get_mut(&id) else { return };
        let before = (is_open(decision), decision.in_force.is_some());
        self.latest.remove(&(decision.last, id));
        change(decision);
        // What not everybody may read yet gives no day away.
        let shown = step.public.then(|| (step.position(), step.occurred()));
        if !is_open(decision) {
            (decision.deadline, decision.unanswered) = (None, 0);
        }
        (decision.last, decision.last_occurred) =
            shown.unwrap_or((decision.last, decision.last_occurred));
        self.latest.insert((decision.last, id));
        let after = (is_open(decision), decision.in_force.is_some());
        if let Some(forum) = decision.forum.as_ref().and_then(|forum| self.forums.get_mut(forum)) {
            adjust(&mut forum.open_rounds, before.0, after.0);
            adjust(&mut forum.in_force, before.1, after.1);
        }
    }

    /// The round ends. A fold of one participant's entries has its rounds without their decisions.
    fn end_round(&mut self, id: DecisionId) {
        let Some(round) = self.open.remove(&id) else { return };
        for elector in round.electors.keys() {
            self.count_open(elector, true, false);
        }
    }

    /// The tally says what each elector counted as.
    fn count_tally(&mut self, id: DecisionId, body: &RoundClosed) {
        let Some(round) = self.open.get(&id) else { return };
        for row in body.tally.iter().filter(|row| round.electors.contains_key(&row.participant)) {
            if let Some(summary) = self.participants.get_mut(&row.participant) {
                summary.counts.add(status_of(row.counts_as), row.conditional);
            }
        }
    }

    fn end_round_of(&mut self, step: &Step<'_>) {
        if let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) {
            self.end_round(id);
        }
    }

    fn count_open(&mut self, participant: &ParticipantId, before: bool, after: bool) {
        if let Some(summary) = self.participants.get_mut(participant) {
            adjust(&mut summary.open_rounds, before, after);
        }
    }

    pub(super) fn revise(&mut self, step: &Step<'_>) {
        self.end_round_of(step);
        self.change(step, |decision| {
            decision.procedure = Some(interrupted(decision.procedure, Interruption::TextChanged));
        });
    }

    pub(super) fn open_round(&mut self, step: &Step<'_>, body: &RoundOpened) {
        let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) else { return };
        let electors = body.electorate.iter().map(|elector| (elector.clone(), None)).collect();
        let (revision, method, opened) = (body.revision, body.method, step.position());
        self.open.insert(id, OpenRound { revision, method, opened, electors });
        let seated = self.seated.entry(id).or_default();
        seated.extend(body.electorate.iter().cloned());
        for elector in &body.electorate {
            self.count_open(elector, false, true);
        }
        self.change(step, |decision| {
            decision.procedure = Some(Procedure::Open { round: body.round });
            decision.rounds = decision.rounds.saturating_add(1);
            decision.deadline = body.deadline;
        });
        self.count_unanswered(id);
    }

    pub(super) fn extend(&mut self, step: &Step<'_>, body: &DeadlineExtended) {
        self.change(step, |decision| {
            if decision.procedure == Some(Procedure::Open { round: body.round }) {
                decision.deadline = Some(body.new_deadline);
            }
        });
    }

    fn count_unanswered(&mut self, id: DecisionId) {
        let Some(round) = self.open.get(&id) else { return };
        let unanswered = round.electors.values().filter(|answer| !answer.is_some_and(|a| a.stands));
        let unanswered = u32::try_from(unanswered.count()).unwrap_or(u32::MAX);
        if let Some(decision) = self.decisions.get_mut(&id) {
            decision.unanswered = unanswered;
        }
    }

    /// An answer that not everybody may read shows in no list, not even that it is there.
    pub(super) fn answer(&mut self, step: &Step<'_>, body: &PositionTaken) {
        if let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream)
            && let Some(round) = self.open.get_mut(&id)
            && let Some(answer) = round.electors.get_mut(&body.participant)
        {
            let stands = step.public && body.position != Position::Withdrawn;
            *answer = Some(Answered { position: step.position(), stands });
            self.count_unanswered(id);
        }
    }

    pub(super) fn close_round(&mut self, step: &Step<'_>, body: &RoundClosed) {
        let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) else { return };
        let closed = self.open.get(&id).map(|round| (round.revision, round.method, round.opened));
        self.count_tally(id, body);
        self.end_round(id);
        if body.outcome.is_adopted() {
            self.seated.remove(&id);
        }
        self.change(step, |decision| {
            decision.procedure = Some(Procedure::Idle { outcome: body.outcome });
            decision.outcome = Some(body.outcome);
            let Some((revision, method, opened)) = closed else { return };
            let (round, outcome, closed) = (body.round, body.outcome, step.position());
            decision.last_closed = Some(ClosedBrief { round, method });
            if outcome.is_adopted() {
                let text = InForceBrief { revision, round, outcome, method, opened, closed };
                decision.in_force = Some(text);
                decision.contested_by.clear();
            }
        });
    }

    /// After the closing an attestation stands beside the outcome; the latest word of a participant counts.
    pub(super) fn attest(&mut self, step: &Step<'_>, body: &PositionAttested) {
        if !step.public {
            return;
        }
        self.change(step, |decision| {
            let aims = |text: InForceBrief| (text.opened..=text.closed).contains(&body.target);
            if !decision.in_force.is_some_and(aims) {
                return;
            }
            decision.contested_by.retain(|who| who != &body.participant);
            if body.response == Attestation::Contested {
                decision.contested_by.push(body.participant.clone());
            }
        });
    }

    pub(super) fn withdraw(&mut self, step: &Step<'_>, body: &DecisionWithdrawn) {
        let referred = body.referred_to == Some(ReferredTo::PoliticalClarification);
        let procedure = if referred { Procedure::Referred } else { Procedure::Withdrawn };
        self.end_round_of(step);
        self.change(step, |decision| decision.procedure = Some(procedure));
        if !referred && let Ok(id) = DecisionId::try_from(&step.recorded.entry.stream) {
            self.seated.remove(&id);
        }
    }

    pub(super) fn return_decision(&mut self, step: &Step<'_>) {
        self.change(step, |decision| decision.procedure = Some(Procedure::Returned));
    }

    pub(super) fn supersede(&mut self, step: &Step<'_>, body: &DecisionSuperseded) {
        self.change(step, |decision| {
            if decision.superseded != Some(Extent::Whole) {
                decision.superseded = Some(body.extent);
            }
            if body.extent == Extent::Whole {
                decision.in_force = None;
            }
        });
    }

    /// A seat that was renamed goes on under its new name; a split or merged one breaks the round off.
    pub(super) fn move_open_rounds(
        &mut self,
        step: &Step<'_>,
        old: &ParticipantId,
        renamed: Option<&ParticipantId>,
    ) {
        if let Some(new) = renamed {
            let stood = self.seated.iter().filter(|(_, electors)| electors.contains(old));
            let stood: Vec<_> = stood.map(|(id, electors)| (*id, electors.clone())).collect();
            for (id, electors) in stood {
                self.seated.insert(id, electors.without(old).update(new.clone()));
            }
        }
        let seated = self.open.iter().filter(|(_, round)| round.electors.contains_key(old));
        let ids: Vec<DecisionId> = seated.map(|(id, _)| *id).collect();
        for id in ids {
            let Some(new) = renamed else {
                self.change_one(step, id, |decision| {
                    let why = Interruption::ElectorateChanged;
                    decision.procedure = Some(interrupted(decision.procedure, why));
                });
                self.end_round(id);
                continue;
            };
            let Some(round) = self.open.get_mut(&id) else { continue };
            let answer = round.electors.remove(old).flatten();
            let own = round.electors.get(new).copied();
            let joined = own.is_some();
            round.electors.insert(new.clone(), answer.or(own.flatten()));
            self.count_open(old, true, false);
            self.count_open(new, joined, true);
            self.count_unanswered(id);
        }
    }
}

fn is_open(decision: &DecisionSummary) -> bool {
    matches!(decision.procedure, Some(Procedure::Open { .. }))
}

fn adjust(count: &mut u32, before: bool, after: bool) {
    *count = count.saturating_add(u32::from(after)).saturating_sub(u32::from(before));
}

fn interrupted(procedure: Option<Procedure>, why: Interruption) -> Procedure {
    match procedure {
        Some(Procedure::Open { round }) => Procedure::DraftInterrupted { round, why },
        _ => Procedure::Draft,
    }
}
