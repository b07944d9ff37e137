//! The fold over the entries that concern a forum.
use super::{
    CriterionMet, FollowedMeasure, ForumState, Meetings, Members, decisions, decisions::Mandates,
    meetings::missing_numbers,
};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    measure::{Responsibility, assign},
    select::{Pick, select},
};
use tingbok_domain::{
    Event, ForumId, MeasureId, ParticipantId, Recorded, StreamId,
    event::{ForumEstablished, MeasureRegistered, ResponsibilityAssigned},
};

/// A forum as it stood at the time asked for, from the entries that concern it, in any order. `None` when it
/// was not established by then.
pub fn state(
    id: &ForumId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Option<ForumState> {
    let (picks, aside) = select(events, when, is_public);
    let mut fold = Fold::new(id);
    for pick in &picks {
        fold.take(pick);
    }
    let mut state = fold.forum?;
    let (members, past) = fold.members.finish(when.as_of);
    state.members = members;
    state.past_members = past;
    state.children = fold.children;
    state.successors = fold.successors;
    state.mandates = fold.mandates.finish();
    state.decisions = decisions::decisions(id, &picks);
    state.meetings = fold.meetings.finish();
    state.missing_meeting_numbers = missing_numbers(&state.meetings);
    state.measures = fold.measures;
    state.responsibilities = fold.responsibilities;
    state.answers_for =
        fold.answers_for.into_iter().filter(|held| held.holder == fold.stream).collect();
    state.anchoring = fold.anchoring;
    state.last = fold.last;
    state.aside = aside;
    Some(state)
}

struct Fold {
    id: ForumId,
    stream: StreamId,
    forum: Option<ForumState>,
    members: Members,
    meetings: Meetings,
    mandates: Mandates,
    children: Vec<ForumId>,
    successors: Vec<ForumId>,
    measures: Vec<FollowedMeasure>,
    responsibilities: Vec<Responsibility>,
    answers_for: Vec<Responsibility>,
    anchoring: Vec<Anchoring>,
    last: Option<crate::Origin>,
}

impl Fold {
    fn new(id: &ForumId) -> Self {
        Self {
            id: id.clone(),
            stream: StreamId::from(id),
            forum: None,
            members: Members::default(),
            meetings: Meetings::default(),
            mandates: Mandates::default(),
            children: Vec::new(),
            successors: Vec::new(),
            measures: Vec::new(),
            responsibilities: Vec::new(),
            answers_for: Vec::new(),
            anchoring: Vec::new(),
            last: None,
        }
    }

    fn take(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        let own = entry.stream == self.stream;
        if own && pick.public {
            self.last = Some(pick.origin());
        }
        match &entry.event {
            Event::ForumEstablished(body) if own => self.establish(pick, body),
            Event::ForumEstablished(body) => self.relate(pick, body),
            Event::MembershipChanged(body) if own => self.members.change(pick, body),
            Event::ParticipantSucceeded(body) => {
                if let Ok(old) = ParticipantId::try_from(&entry.stream) {
                    self.members.succeed(pick, &old, body);
                }
            }
            Event::MeetingRecorded(body) if own => self.meetings.record(pick, body),
            Event::MinutesApproved(body) if own => self.meetings.approve(pick, body),
            Event::MandateTextSubmitted(_) | Event::MandateAdopted(_) => {
                self.mandates.take(pick, &self.stream);
            }
            Event::MeasureRegistered(body) => self.follow(pick, body),
            Event::ResponsibilityAssigned(body) => self.answer(pick, body, own),
            Event::AnchoringRecorded(body) if own => self.anchoring.push(Anchoring::of(pick, body)),
            // Decisions are grouped apart; the rest says nothing of a forum.
            Event::MembershipChanged(_)
            | Event::MeetingRecorded(_)
            | Event::MinutesApproved(_)
            | Event::AnchoringRecorded(_)
            | Event::DecisionProposed(_)
            | Event::ProposalRevised(_)
            | Event::RoundOpened(_)
            | Event::PositionTaken(_)
            | Event::DeadlineExtended(_)
            | Event::PositionAttested(_)
            | Event::RoundClosed(_)
            | Event::DecisionWithdrawn(_)
            | Event::DecisionReturned(_)
            | Event::DecisionSuperseded(_)
            | Event::DecisionReported(_)
            | Event::ParticipantRegistered(_)
            | Event::SubstituteDesignated(_)
            | Event::MilestoneScheduled(_)
            | Event::MilestoneReached(_)
            | Event::DocumentFiled(_)
            | Event::DecisionRulesSet(_)
            | Event::AccessGranted(_)
            | Event::AccessRevoked(_)
            | Event::LedgerOpened(_) => {}
        }
    }

    /// The first entry establishes it; what a later source adds beside it stays in the timeline.
    fn establish(&mut self, pick: &Pick<'_>, body: &ForumEstablished) {
        if self.forum.is_some() {
            return;
        }
        let criteria = body.criteria.iter().map(|criterion| CriterionMet {
            point: criterion.point.clone(),
            text: pick.optional(criterion.text.as_ref()),
        });
        self.forum = Some(ForumState {
            id: self.id.clone(),
            kind: body.kind.clone(),
            name: pick.words(&body.name),
            purpose: pick.optional(body.purpose.as_ref()),
            parent: body.parent.clone(),
            children: Vec::new(),
            predecessors: body.predecessors.clone(),
            successors: Vec::new(),
            criteria: criteria.collect(),
            consulted: body.consulted.clone(),
            waiver: pick.optional(body.waiver.as_ref()),
            review_by: body.review_by,
            members: Vec::new(),
            past_members: Vec::new(),
            mandates: Vec::new(),
            decisions: Vec::new(),
            meetings: Vec::new(),
            missing_meeting_numbers: Vec::new(),
            measures: Vec::new(),
            responsibilities: Vec::new(),
            answers_for: Vec::new(),
            anchoring: Vec::new(),
            origin: pick.origin(),
            aside: crate::Aside::default(),
            last: None,
        });
    }

    fn relate(&mut self, pick: &Pick<'_>, body: &ForumEstablished) {
        let Ok(other) = ForumId::try_from(&pick.recorded.entry.stream) else { return };
        if body.parent.as_ref() == Some(&self.id) && !self.children.contains(&other) {
            self.children.push(other.clone());
        }
        if body.predecessors.contains(&self.id) && !self.successors.contains(&other) {
            self.successors.push(other);
        }
    }

    fn follow(&mut self, pick: &Pick<'_>, body: &MeasureRegistered) {
        let Ok(id) = MeasureId::try_from(&pick.recorded.entry.stream) else { return };
        let known = self.measures.iter().any(|measure| measure.id == id);
        if body.forum.as_ref() == Some(&self.id) && !known {
            let title = pick.words(&body.title);
            self.measures.push(FollowedMeasure {
                id,
                kind: body.kind,
                title,
                origin: pick.origin(),
            });
        }
    }

    fn answer(&mut self, pick: &Pick<'_>, body: &ResponsibilityAssigned, own: bool) {
        if own {
            assign(&mut self.responsibilities, pick, body);
        }
        let ours = Some(&self.stream);
        if Some(&body.holder) == ours || body.replaces.as_ref() == ours {
            assign(&mut self.answers_for, pick, body);
        }
    }
}
