//! Forums: who sits there, how they are run, reviewed and ended.
use super::Step;
use crate::views::{ForumSummary, Views};
use tingbok_domain::{
    ForumId, Occurred, ParticipantId,
    event::{
        ForumEstablished, ForumReviewed, MembershipAction, MembershipChanged, ProblemAssessed,
        SecretariatOrganised,
    },
};

impl Views {
    pub(super) fn found_forum(&mut self, step: &Step<'_>, body: &ForumEstablished) {
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
            closed: false,
            closed_reported: false,
            review_by: None,
            review_reported: false,
            review_due: None,
            secretariat: None,
            secretariat_reported: false,
            problems: 0,
            results: 0,
            reported: step.reported(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.forums.entry(id).or_insert(summary);
    }

    /// The first entry stands; what a second source adds is in the timeline.
    pub(super) fn establish(&mut self, step: &Step<'_>, body: &ForumEstablished) {
        self.on_forum(step, |forum| {
            if forum.first == step.position() {
                next_review(forum, step, body.review_by);
            }
        });
    }

    pub(super) fn on_forum(&mut self, step: &Step<'_>, change: impl FnOnce(&mut ForumSummary)) {
        if let Ok(id) = ForumId::try_from(&step.recorded.entry.stream)
            && let Some(forum) = self.forums.get_mut(&id)
        {
            change(forum);
        }
    }

    pub(super) fn organise(&mut self, step: &Step<'_>, body: &SecretariatOrganised) {
        self.on_forum(step, |forum| {
            if forum.secretariat.is_none() || step.takes_over(forum.secretariat_reported) {
                forum.secretariat = Some(body.model);
                forum.secretariat_reported = step.reported();
            }
        });
    }

    pub(super) fn review(&mut self, step: &Step<'_>, body: &ForumReviewed) {
        self.on_forum(step, |forum| next_review(forum, step, body.review_by));
    }

    pub(super) fn close_forum(&mut self, step: &Step<'_>) {
        self.on_forum(step, |forum| {
            forum.closed |= !step.reported();
            forum.closed_reported |= step.reported();
        });
    }

    pub(super) fn assess(&mut self, step: &Step<'_>, body: &ProblemAssessed) {
        let Ok(id) = ForumId::try_from(&step.recorded.entry.stream) else { return };
        let new = self.problems.insert((id, body.id.clone())).is_none();
        self.on_forum(step, |forum| {
            forum.problems = forum.problems.saturating_add(u32::from(new));
        });
    }

    /// As on the forum's page: what a source tells neither gives nor ends a seat that was witnessed, and a
    /// source's span with an end lies behind.
    pub(super) fn change_membership(&mut self, step: &Step<'_>, body: &MembershipChanged) {
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

    pub(super) fn count_members(&mut self, forum: &ForumId) {
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

    pub(super) fn count_forums(&mut self, participant: &ParticipantId) {
        let mine = self.seats.keys().filter(|(_, who, _)| who == participant);
        let mut forums: Vec<&ForumId> = mine.map(|(forum, _, _)| forum).collect();
        forums.dedup();
        let count = u32::try_from(forums.len()).unwrap_or(u32::MAX);
        if let Some(summary) = self.participants.get_mut(participant) {
            summary.forums = count;
        }
    }
}

/// A review recorded here that gives no new day leaves none to wait for; the latest day given stays shown.
fn next_review(forum: &mut ForumSummary, step: &Step<'_>, review_by: Option<chrono::NaiveDate>) {
    if !step.reported() {
        forum.review_due = review_by;
    }
    if review_by.is_some() && (forum.review_by.is_none() || step.takes_over(forum.review_reported))
    {
        forum.review_by = review_by;
        forum.review_reported = step.reported();
    }
}
