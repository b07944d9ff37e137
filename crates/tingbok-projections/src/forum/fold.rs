//! The fold over the entries that concern a forum.
use super::{
    CriterionMet, FollowedMeasure, ForumState, Meetings, Members, course::Course, decisions,
    decisions::Mandates, meetings::missing_numbers,
};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    measure::{Responsibility, assign, carry_on},
    recommendation::Advices,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, EventKind, ForumId, MeasureId, ParticipantId, Recorded, StreamId,
    event::{ForumEstablished, MeasureRegistered, ResponsibilityAssigned},
};

/// A forum as it stood at the time asked for, from the entries that concern it, in any order. `today` is the day
/// that counts for what is overdue when no `as_of` is asked for. `None` when it was not established by then.
pub fn state(
    id: &ForumId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
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
    let day = when.day(today);
    fold.course.finish(&mut state, day);
    state.recommendations = fold.advices.finish(day);
    state.last = fold.last;
    state.aside = aside;
    Some(state)
}

struct Fold {
    id: ForumId,
    stream: StreamId,
    forum: Option<ForumState>,
    course: Course,
    advices: Advices,
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
            course: Course::default(),
            advices: Advices::default(),
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
        if own || entry.kind() == EventKind::ParticipantSucceeded {
            self.advices.take(pick);
        }
        match &entry.event {
            Event::ForumEstablished(body) if own => self.establish(pick, body),
            Event::ForumEstablished(body) => self.relate(pick, body),
            Event::MembershipChanged(body) if own => self.members.change(pick, body),
            Event::ParticipantSucceeded(body) => {
                carry_on(&mut self.responsibilities, pick, body);
                if let Ok(old) = ParticipantId::try_from(&entry.stream) {
                    self.members.succeed(pick, &old, body);
                }
            }
            Event::MeetingRecorded(body) if own => self.meetings.record(pick, body),
            Event::MinutesApproved(body) if own => self.meetings.approve(pick, body),
            Event::MandateTextSubmitted(_)
            | Event::MandateAdopted(_)
            | Event::MandateRepealed(_) => {
                self.mandates.take(pick, &self.stream);
            }
            Event::MeasureRegistered(body) => self.follow(pick, body),
            Event::ResponsibilityAssigned(body) => self.answer(pick, body, own),
            Event::AnchoringRecorded(body) if own => self.anchoring.push(Anchoring::of(pick, body)),
            Event::SecretariatOrganised(body) if own => self.course.organise(pick, body),
            Event::ForumReviewed(body) if own => self.course.review(pick, body),
            Event::ForumClosed(body) if own => self.course.close(pick, body),
            Event::ProblemAssessed(body) if own => self.course.assess(pick, body),
            Event::CoordinationResultRecorded(body) if own => self.course.achieve(pick, body),
            Event::GovernanceFunctionSet(body) => self.course.follow(pick, body),
            // Decisions are grouped and recommendations taken in apart; the rest says nothing of a forum.
            #[rustfmt::skip]
            Event::MembershipChanged(_) | Event::MeetingRecorded(_) | Event::MinutesApproved(_) |
            Event::AnchoringRecorded(_) | Event::DecisionProposed(_) | Event::ProposalRevised(_) |
            Event::RoundOpened(_) | Event::PositionTaken(_) | Event::DeadlineExtended(_) |
            Event::PositionAttested(_) | Event::RoundClosed(_) | Event::DecisionWithdrawn(_) |
            Event::DecisionReturned(_) | Event::DecisionSuperseded(_) | Event::DecisionReported(_)
            | Event::ParticipantRegistered(_) | Event::SubstituteDesignated(_) |
            Event::MilestoneScheduled(_) | Event::MilestoneReached(_) | Event::DocumentFiled(_) |
            Event::DecisionRulesSet(_) | Event::AccessGranted(_) | Event::AccessRevoked(_) |
            Event::SecretariatOrganised(_) | Event::ForumReviewed(_) | Event::ForumClosed(_) |
            Event::ProblemAssessed(_) | Event::CoordinationResultRecorded(_) |
            Event::StrategyPublished(_) | Event::MeasureStatusReported(_) |
            Event::FundingRecorded(_) | Event::BenefitRecorded(_) | Event::EvaluationPublished(_)
            | Event::RecommendationIssued(_) | Event::RecommendationAnswered(_) |
            Event::AssignmentIssued(_) | Event::AssignmentReported(_) | Event::EventAmended(_) |
            Event::ActorKeyEnrolled(_) | Event::ActorKeyRevoked(_) | Event::DisclosureReleased(_)
            | Event::DisclosureErased(_) | Event::LogKeyAnnounced(_) | Event::LedgerOpened(_) => {}
        }
    }

    /// The first entry establishes it; what a later source adds beside it stays in the timeline.
    fn establish(&mut self, pick: &Pick<'_>, body: &ForumEstablished) {
        if self.forum.is_some() {
            return;
        }
        self.course.establish(pick, body);
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
            review_by: None,
            review_overdue: false,
            checklist: Vec::new(),
            secretariats: Vec::new(),
            reviews: Vec::new(),
            closed: None,
            problems: Vec::new(),
            results: Vec::new(),
            members: Vec::new(),
            past_members: Vec::new(),
            mandates: Vec::new(),
            decisions: Vec::new(),
            meetings: Vec::new(),
            missing_meeting_numbers: Vec::new(),
            measures: Vec::new(),
            followed: Vec::new(),
            recommendations: Vec::new(),
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
