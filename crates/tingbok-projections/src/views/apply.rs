//! Takes an entry into the summaries. Cannot fail and judges nothing; there is no catch-all arm, so that a new
//! kind of event breaks the build here.
use super::{
    DocumentSummary, ForumSummary, MandateSummary, MeasureSummary, ParticipantSummary, PublicWords,
    Views, summaries::MilestoneBrief,
};
use std::sync::Arc;
use tingbok_domain::{
    DocumentId, Event, ForumId, MandateId, MeasureId, MilestoneId, Occurred, ParticipantId,
    Recorded, StreamId, Text,
    event::{
        DocumentFiled, ForumEstablished, MandateAdopted, MandateKind, MandateTextSubmitted,
        MeasureRegistered, MembershipAction, MembershipChanged, ParticipantRegistered,
        ParticipantSucceeded, PlanKind, ResponsibilityRole, SuccessionKind,
    },
};

mod decisions;

/// The words, shared, when everybody may read them.
fn words(text: &Text, public: bool) -> PublicWords {
    text.open().filter(|_| public).map(|words| Arc::from(words.as_str()))
}

/// An entry on its way into the summaries.
#[derive(Clone, Copy)]
struct Step<'a> {
    recorded: &'a Recorded,
    public: bool,
}

impl Step<'_> {
    fn words(&self, text: &Text) -> PublicWords {
        words(text, self.public)
    }
    fn lang(&self) -> Option<tingbok_domain::Lang> {
        self.recorded.entry.particulars.lang.clone()
    }
    fn position(&self) -> u64 {
        self.recorded.position
    }
    fn occurred(&self) -> Occurred {
        self.recorded.entry.particulars.occurred
    }
    fn reported(&self) -> bool {
        self.recorded.entry.is_reported()
    }
}

impl Views {
    pub(super) fn summarise(&mut self, recorded: &Recorded, public: bool) {
        let step = &Step { recorded, public };
        match &recorded.entry.event {
            Event::ParticipantRegistered(body) => self.register_participant(step, body),
            Event::ParticipantSucceeded(body) => self.succeed(step, body),
            Event::ForumEstablished(body) => self.establish(step, body),
            Event::MembershipChanged(body) => self.change_membership(step, body),
            Event::MandateTextSubmitted(body) => self.submit_mandate(step, body),
            Event::MandateAdopted(body) => self.adopt_mandate(step, body),
            Event::MeasureRegistered(body) => self.register_measure(step, body),
            Event::ResponsibilityAssigned(body) if body.role == ResponsibilityRole::Responsible => {
                self.on_measure(step, |measure| measure.responsible = Some(body.holder.clone()));
            }
            Event::MilestoneScheduled(body) => self.on_milestone(step, &body.id, |milestone| {
                if milestone.due.is_none() || body.kind == PlanKind::Forecast {
                    milestone.due = Some(body.due);
                    milestone.reported = step.recorded.entry.is_reported();
                }
                let title = step.words(&body.title);
                milestone.title = milestone.title.take().or(title);
            }),
            Event::MilestoneReached(body) => self.on_milestone(step, &body.id, |milestone| {
                milestone.reached = Some(body.actual);
                let title = body.title.as_ref().and_then(|title| step.words(title));
                milestone.title = milestone.title.take().or(title);
            }),
            Event::DocumentFiled(body) => self.file(step, body),
            Event::DecisionProposed(body) => self.propose(step, body),
            Event::DecisionReported(body) => self.report(step, body),
            Event::ProposalRevised(_) => self.revise(step),
            Event::RoundOpened(body) => self.open_round(step, body),
            Event::PositionTaken(body) => self.answer(step, body),
            Event::RoundClosed(body) => self.close_round(step, body),
            Event::DecisionWithdrawn(body) => self.withdraw(step, body),
            Event::DecisionReturned(_) => self.return_decision(step),
            Event::DecisionSuperseded(body) => self.supersede(step, body),
            // Listed in timelines only.
            Event::ResponsibilityAssigned(_)
            | Event::AnchoringRecorded(_)
            | Event::MeetingRecorded(_)
            | Event::MinutesApproved(_) => self.on_measure(step, |_| {}),
            Event::SubstituteDesignated(_)
            | Event::DeadlineExtended(_)
            | Event::PositionAttested(_)
            | Event::DecisionRulesSet(_)
            | Event::AccessGranted(_)
            | Event::AccessRevoked(_)
            | Event::LedgerOpened(_) => {}
        }
        self.touch_forum(step);
    }

    fn touch_forum(&mut self, step: &Step<'_>) {
        if let Ok(id) = ForumId::try_from(&step.recorded.entry.stream)
            && let Some(forum) = self.forums.get_mut(&id)
        {
            forum.last = step.position();
            forum.last_occurred = step.occurred();
        }
    }

    /// The first entry stands; a second report changes nothing.
    fn register_participant(&mut self, step: &Step<'_>, body: &ParticipantRegistered) {
        let Ok(id) = ParticipantId::try_from(&step.recorded.entry.stream) else { return };
        let summary = ParticipantSummary {
            id: id.clone(),
            kind: body.kind,
            names: body.name.open().filter(|_| step.public).cloned().unwrap_or_default(),
            short: body.short.as_ref().and_then(|short| step.words(short)),
            carried_on_by: Vec::new(),
            forums: 0,
            open_rounds: 0,
            first: step.position(),
        };
        self.participants.entry(id).or_insert(summary);
    }

    /// A witnessed renaming moves seats and open rounds, split and merge end seats and break rounds off.
    fn succeed(&mut self, step: &Step<'_>, body: &ParticipantSucceeded) {
        let Ok(old) = ParticipantId::try_from(&step.recorded.entry.stream) else { return };
        if body.kind == SuccessionKind::Transfer {
            return;
        }
        if let Some(summary) = self.participants.get_mut(&old) {
            summary.carried_on_by.extend(body.successors.iter().cloned());
        }
        if step.reported() {
            return;
        }
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        let held = self.seats.iter().filter(|((_, participant, _), _)| participant == &old);
        let held: Vec<_> = held.map(|(key, reported)| (key.clone(), *reported)).collect();
        for ((forum, _, role), reported) in held {
            self.seats.remove(&(forum.clone(), old.clone(), role));
            if let Some(new) = renamed {
                let joined =
                    self.seats.entry((forum.clone(), new.clone(), role)).or_insert(reported);
                *joined &= reported;
                self.count_forums(new);
            }
            self.count_members(&forum);
        }
        self.count_forums(&old);
        self.move_open_rounds(step, &old, renamed);
    }

    fn establish(&mut self, step: &Step<'_>, body: &ForumEstablished) {
        let Ok(id) = ForumId::try_from(&step.recorded.entry.stream) else { return };
        let summary = ForumSummary {
            id: id.clone(),
            kind: body.kind.clone(),
            name: step.words(&body.name),
            lang: step.lang(),
            parent: body.parent.clone(),
            members: 0,
            open_rounds: 0,
            decisions: 0,
            in_force: 0,
            reported: step.reported(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.forums.entry(id).or_insert(summary);
    }

    /// As on the forum's page: what a source tells neither gives nor ends a seat that was witnessed, and a
    /// source's span with an end lies behind.
    fn change_membership(&mut self, step: &Step<'_>, body: &MembershipChanged) {
        let Ok(forum) = ForumId::try_from(&step.recorded.entry.stream) else { return };
        let key = (forum.clone(), body.participant.clone(), body.role);
        let held = self.seats.get(&key).copied();
        if step.reported() && held == Some(false) {
            return;
        }
        let ended = step.reported() && matches!(step.occurred(), Occurred::Span(_, Some(_)));
        if body.action == MembershipAction::Left {
            self.seats.remove(&key);
        } else if !(ended && held.is_none()) {
            self.seats.insert(key, step.reported());
        }
        self.count_members(&forum);
        self.count_forums(&body.participant);
    }

    fn count_members(&mut self, forum: &ForumId) {
        let mut members: Vec<&ParticipantId> = self.seats_of(forum).collect();
        members.dedup();
        let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
        if let Some(summary) = self.forums.get_mut(forum) {
            summary.members = count;
        }
    }

    /// Participants with a seat in a forum, one for each role, in order of id.
    fn seats_of(&self, forum: &ForumId) -> impl Iterator<Item = &ParticipantId> {
        let mine = self.seats.iter().filter(move |((of, _, _), _)| of == forum);
        mine.map(|((_, participant, _), _)| participant)
    }

    fn count_forums(&mut self, participant: &ParticipantId) {
        let mine = self.seats.keys().filter(|(_, who, _)| who == participant);
        let mut forums: Vec<&ForumId> = mine.map(|(forum, _, _)| forum).collect();
        forums.dedup();
        let count = u32::try_from(forums.len()).unwrap_or(u32::MAX);
        if let Some(summary) = self.participants.get_mut(participant) {
            summary.forums = count;
        }
    }

    fn submit_mandate(&mut self, step: &Step<'_>, body: &MandateTextSubmitted) {
        let Ok(id) = MandateId::try_from(&step.recorded.entry.stream) else { return };
        let new = || mandate(id.clone(), step, body.kind, &body.owner);
        let mandate = self.mandates.entry(id.clone()).or_insert_with(new);
        mandate.draft_under_way |= mandate.version.is_none_or(|n| body.version.on_version >= n);
        mandate.last = step.position();
        mandate.last_occurred = step.occurred();
    }

    fn adopt_mandate(&mut self, step: &Step<'_>, body: &MandateAdopted) {
        let Ok(id) = MandateId::try_from(&step.recorded.entry.stream) else { return };
        let new = || mandate(id.clone(), step, body.kind, &body.owner);
        let mandate = self.mandates.entry(id.clone()).or_insert_with(new);
        if mandate.version.is_none_or(|n| n <= body.version) {
            mandate.version = Some(body.version);
            mandate.reported = step.reported();
            mandate.review_by = body.review_by;
            mandate.draft_under_way = false;
        }
        mandate.last = step.position();
        mandate.last_occurred = step.occurred();
    }

    /// A second source adds what the first one left open.
    fn register_measure(&mut self, step: &Step<'_>, body: &MeasureRegistered) {
        let Ok(id) = MeasureId::try_from(&step.recorded.entry.stream) else { return };
        let new = || MeasureSummary {
            id: id.clone(),
            kind: body.kind,
            title: step.words(&body.title),
            lang: step.lang(),
            forum: None,
            parent: None,
            responsible: None,
            milestones: Vec::new(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        let measure = self.measures.entry(id.clone()).or_insert_with(new);
        measure.forum = measure.forum.take().or_else(|| body.forum.clone());
        measure.parent = measure.parent.take().or_else(|| body.parent.clone());
        self.on_measure(step, |_| {});
    }

    fn on_measure(&mut self, step: &Step<'_>, change: impl FnOnce(&mut MeasureSummary)) {
        if let Ok(id) = MeasureId::try_from(&step.recorded.entry.stream)
            && let Some(measure) = self.measures.get_mut(&id)
        {
            change(measure);
            measure.last = step.position();
            measure.last_occurred = step.occurred();
        }
    }

    fn on_milestone(
        &mut self,
        step: &Step<'_>,
        id: &MilestoneId,
        change: impl FnOnce(&mut MilestoneBrief),
    ) {
        self.on_measure(step, |measure| {
            if !measure.milestones.iter().any(|milestone| &milestone.id == id) {
                let last = step.position();
                let new = MilestoneBrief {
                    id: id.clone(),
                    title: None,
                    due: None,
                    reported: false,
                    reached: None,
                    last,
                };
                measure.milestones.push(new);
            }
            if let Some(milestone) = measure.milestones.iter_mut().find(|m| &m.id == id) {
                change(milestone);
                milestone.last = step.position();
            }
        });
    }

    fn file(&mut self, step: &Step<'_>, body: &DocumentFiled) {
        let Ok(id) = DocumentId::try_from(&step.recorded.entry.stream) else { return };
        let summary = DocumentSummary {
            id,
            kind: body.kind.clone(),
            title: step.words(&body.title),
            lang: step.lang(),
            issuer: body.issuer.as_ref().and_then(|issuer| step.words(issuer)),
            issued_by: body.issued_by.clone(),
            date: body.date,
            sha256: body
                .sha256
                .as_ref()
                .and_then(|hash| hash.open().filter(|_| step.public).copied()),
            locator: body.locator.clone().filter(|_| step.public),
            language: body.language.clone(),
            first: step.position(),
        };
        self.documents.insert(id, summary);
    }
}

fn mandate(id: MandateId, step: &Step<'_>, kind: MandateKind, owner: &StreamId) -> MandateSummary {
    MandateSummary {
        id,
        kind,
        owner: owner.clone(),
        version: None,
        reported: step.reported(),
        draft_under_way: false,
        review_by: None,
        first: step.position(),
        last: step.position(),
        last_occurred: step.occurred(),
    }
}
