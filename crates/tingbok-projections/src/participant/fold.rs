//! The fold over the entries that concern a participant.
use super::{
    Key, NamedPosition, ParticipantState, Seat, Substitution, Succession, duties::Duties,
    positions::Positions,
};
use crate::{
    AsOf, IsPublic,
    forum::{Members, Membership},
    measure::{Responsibility, assign, carry_on},
    select::{Pick, select},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use tingbok_domain::{
    DecisionId, Event, ForumId, ParticipantId, Recorded, StreamId,
    event::{
        ActorKeyEnrolled, DecisionReported, ParticipantRegistered, ParticipantSucceeded,
        SubstituteDesignated, SuccessionKind,
    },
};

/// A participant as it stood at the time asked for, from the entries that concern it, in any order. `today` is the
/// day that counts for what is overdue when no `as_of` is asked for. `None` when it was not registered by then.
pub fn state(
    id: &ParticipantId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<ParticipantState> {
    let (picks, aside) = select(events, when, is_public);
    let mut fold = Fold::new(id);
    for pick in &picks {
        fold.take(pick);
    }
    let mut state = fold.participant?;
    let stream = StreamId::from(id);
    state.memberships = seats(fold.forums, id, when.as_of);
    (state.positions, state.counts, state.open_rounds) = fold.positions.finish();
    state.positions_total = state.positions.len();
    let ends = |to: &Succession| to.kind != SuccessionKind::Transfer && !to.origin.is_reported();
    let ended = fold.successors.iter().any(ends);
    (state.recommendations, state.assignments) = fold.duties.finish(id, ended, when.day(today));
    state.keys = fold.keys;
    state.predecessors = fold.predecessors;
    state.successors = fold.successors;
    state.substitutes = fold.substitutes;
    state.reported_positions = fold.reported_positions;
    state.responsibilities =
        fold.responsibilities.into_iter().filter(|held| held.holder == stream).collect();
    state.last = fold.last;
    state.aside = aside;
    Some(state)
}

struct Fold {
    id: ParticipantId,
    stream: StreamId,
    participant: Option<ParticipantState>,
    forums: BTreeMap<ForumId, Members>,
    positions: Positions,
    duties: Duties,
    keys: Vec<Key>,
    predecessors: Vec<Succession>,
    successors: Vec<Succession>,
    substitutes: Vec<Substitution>,
    reported_positions: Vec<NamedPosition>,
    responsibilities: Vec<Responsibility>,
    last: Option<crate::Origin>,
}

impl Fold {
    fn new(id: &ParticipantId) -> Self {
        Self {
            id: id.clone(),
            stream: StreamId::from(id),
            participant: None,
            forums: BTreeMap::new(),
            positions: Positions::new(id),
            duties: Duties::default(),
            keys: Vec::new(),
            predecessors: Vec::new(),
            successors: Vec::new(),
            substitutes: Vec::new(),
            reported_positions: Vec::new(),
            responsibilities: Vec::new(),
            last: None,
        }
    }

    fn take(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        if pick.public {
            self.last = Some(pick.origin());
        }
        self.duties.take(pick);
        match &entry.event {
            Event::ParticipantRegistered(body) => self.register(pick, body),
            Event::ParticipantSucceeded(body) => self.succeed(pick, body),
            Event::SubstituteDesignated(body) => self.substitute(pick, body),
            Event::MembershipChanged(body) => {
                if let Ok(forum) = ForumId::try_from(&entry.stream) {
                    self.forums.entry(forum).or_default().change(pick, body);
                }
            }
            Event::ResponsibilityAssigned(body) => assign(&mut self.responsibilities, pick, body),
            Event::RoundOpened(_)
            | Event::PositionTaken(_)
            | Event::PositionAttested(_)
            | Event::RoundClosed(_)
            | Event::ProposalRevised(_)
            | Event::DecisionWithdrawn(_)
            | Event::DecisionReported(_) => self.decide(pick),
            Event::ActorKeyEnrolled(body) => self.enrol(pick, body),
            Event::ActorKeyRevoked(body) => {
                let revoked = self.keys.iter_mut().find(|key| key.fingerprint == body.fingerprint);
                if let Some(key) = revoked {
                    key.revoked = Some(body.from);
                }
            }
            // Recommendations and assignments are taken in as duties. The others name a participant, and its timeline
            // lists them; they change none of its pieces.
            #[rustfmt::skip]
            Event::RecommendationIssued(_) | Event::RecommendationAnswered(_) |
            Event::AssignmentIssued(_) | Event::AssignmentReported(_) | Event::ForumEstablished(_)
            | Event::MeetingRecorded(_) | Event::MandateTextSubmitted(_) |
            Event::MandateAdopted(_) | Event::MeasureRegistered(_) | Event::MilestoneScheduled(_)
            | Event::MilestoneReached(_) | Event::DecisionProposed(_) | Event::DeadlineExtended(_)
            | Event::DecisionReturned(_) | Event::DecisionSuperseded(_) | Event::DocumentFiled(_)
            | Event::AnchoringRecorded(_) | Event::DecisionRulesSet(_) | Event::AccessGranted(_) |
            Event::AccessRevoked(_) | Event::SecretariatOrganised(_) | Event::ForumReviewed(_) |
            Event::ForumClosed(_) | Event::ProblemAssessed(_) |
            Event::CoordinationResultRecorded(_) | Event::MandateRepealed(_) |
            Event::StrategyPublished(_) | Event::GovernanceFunctionSet(_) |
            Event::MeasureStatusReported(_) | Event::FundingRecorded(_) |
            Event::BenefitRecorded(_) | Event::EvaluationPublished(_) | Event::EventAmended(_) |
            Event::DisclosureReleased(_) | Event::DisclosureErased(_) | Event::LogKeyAnnounced(_)
            | Event::LedgerOpened(_) | Event::MinutesApproved(_) => {}
        }
    }

    fn decide(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        let Ok(decision) = DecisionId::try_from(&entry.stream) else { return };
        if let Event::RoundOpened(body) = &entry.event {
            self.positions.open(pick, decision, body);
        } else if let Event::PositionTaken(body) = &entry.event {
            self.positions.take(pick, decision, body);
        } else if let Event::PositionAttested(body) = &entry.event {
            self.positions.attest(pick, body);
        } else if let Event::RoundClosed(body) = &entry.event {
            self.positions.close(pick, decision, body);
        } else if let Event::DecisionReported(body) = &entry.event {
            self.report(pick, decision, body);
        } else {
            self.positions.interrupt(decision);
        }
    }

    fn register(&mut self, pick: &Pick<'_>, body: &ParticipantRegistered) {
        if pick.recorded.entry.stream != self.stream || self.participant.is_some() {
            return;
        }
        self.participant = Some(ParticipantState {
            id: self.id.clone(),
            kind: body.kind,
            names: pick.open(&body.name).unwrap_or_default(),
            short: body.short.as_ref().and_then(|short| pick.open(short)),
            predecessors: Vec::new(),
            successors: Vec::new(),
            substitutes: Vec::new(),
            memberships: Vec::new(),
            positions: Vec::new(),
            positions_total: 0,
            reported_positions: Vec::new(),
            responsibilities: Vec::new(),
            recommendations: Vec::new(),
            assignments: Vec::new(),
            keys: Vec::new(),
            counts: crate::decision::Counts::default(),
            open_rounds: 0,
            origin: pick.origin(),
            aside: crate::Aside::default(),
            last: None,
        });
    }

    fn succeed(&mut self, pick: &Pick<'_>, body: &ParticipantSucceeded) {
        let Ok(old) = ParticipantId::try_from(&pick.recorded.entry.stream) else { return };
        let entry = |participant: &ParticipantId| Succession {
            participant: participant.clone(),
            kind: body.kind,
            note: pick.optional(body.note.as_ref()),
            origin: pick.origin(),
        };
        if old == self.id {
            self.successors.extend(body.successors.iter().map(entry));
        } else if body.successors.contains(&self.id) {
            self.predecessors.push(entry(&old));
        }
        // On its own page a seat that moved away has ended: it is on the successor's page.
        let gone = old == self.id && !pick.is_reported() && body.kind != SuccessionKind::Transfer;
        for members in self.forums.values_mut() {
            if gone {
                members.hand_over(pick, &old, None);
            } else {
                members.succeed(pick, &old, body);
            }
        }
        self.positions.succeed(pick, &old, body);
        carry_on(&mut self.responsibilities, pick, body);
    }

    fn substitute(&mut self, pick: &Pick<'_>, body: &SubstituteDesignated) {
        let Ok(principal) = ParticipantId::try_from(&pick.recorded.entry.stream) else { return };
        if principal == self.id || body.substitute == self.id {
            self.substitutes.push(Substitution {
                principal,
                substitute: body.substitute.clone(),
                scope: body.scope.clone(),
                from: body.from,
                until: body.until,
                origin: pick.origin(),
            });
        }
    }

    fn enrol(&mut self, pick: &Pick<'_>, body: &ActorKeyEnrolled) {
        if body.participant == self.id {
            self.keys.push(Key {
                fingerprint: body.fingerprint.clone(),
                role: body.role,
                valid_from: body.valid_from,
                valid_to: body.valid_to,
                revoked: None,
                origin: pick.origin(),
            });
        }
    }

    fn report(&mut self, pick: &Pick<'_>, decision: DecisionId, body: &DecisionReported) {
        let named = body.positions.iter().find(|named| named.participant == self.id);
        if named.is_some() || body.body.as_ref() == Some(&self.id) {
            self.reported_positions.push(NamedPosition {
                decision,
                title: pick.words(&body.title),
                position: named.map(|named| named.position),
                origin: pick.origin(),
            });
        }
    }
}

fn seats(
    forums: BTreeMap<ForumId, Members>,
    id: &ParticipantId,
    as_of: Option<NaiveDate>,
) -> Vec<Seat> {
    let mut seats = Vec::new();
    for (forum, members) in forums {
        let (held, past) = members.finish(as_of);
        let mine = |seat: &Membership| &seat.participant == id;
        seats.extend(held.into_iter().chain(past).filter(mine).map(|seat| Seat {
            forum: forum.clone(),
            role: seat.role,
            representation: seat.representation,
            since: seat.since,
            until: seat.until,
            reported: seat.reported,
            origin: seat.origin,
        }));
    }
    seats
}
