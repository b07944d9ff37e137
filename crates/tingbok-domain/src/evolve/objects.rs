//! Forums, mandates and measures.
use crate::{
    envelope::Recorded,
    event::{
        AgendaKind, ForumEstablished, MandateAdopted, MandateTextSubmitted, MeasureRegistered,
        MeetingRecorded, MembershipAction, MembershipChanged, MilestoneReached, MilestoneScheduled,
        MinutesApproved, ResponsibilityAssigned, ResponsibilityRole, TextStatus,
    },
    id::{ForumId, MandateId, MeasureId, StreamId},
    register::{Forum, Mandate, Measure, MeetingFacts, Membership, Register},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

impl Register {
    pub(super) fn establish_forum(&mut self, stream: &StreamId, body: &ForumEstablished) {
        if let Ok(id) = ForumId::try_from(stream) {
            let forum = Forum {
                kind: body.kind.clone(),
                parent: body.parent.clone(),
                memberships: BTreeSet::new(),
                meetings: BTreeMap::new(),
                process_owner: None,
                problems: BTreeSet::new(),
                closed: None,
            };
            self.forums.entry(id).or_insert_with(|| Arc::new(forum));
        }
    }

    pub(super) fn forum_mut(&mut self, stream: &StreamId) -> Option<&mut Forum> {
        let id = ForumId::try_from(stream).ok()?;
        self.forums.get_mut(&id).map(Arc::make_mut)
    }

    /// What a source reports gives no seat.
    pub(super) fn change_membership(
        &mut self,
        stream: &StreamId,
        body: &MembershipChanged,
        reported: bool,
    ) {
        let Some(forum) = self.forum_mut(stream).filter(|_| !reported) else { return };
        let membership = Membership { participant: body.participant.clone(), role: body.role };
        match body.action {
            MembershipAction::Joined => forum.memberships.insert(membership),
            MembershipAction::Left => forum.memberships.remove(&membership),
            MembershipAction::Changed => false,
        };
    }

    /// Meetings of a programme stand on its own stream; no rule reads them.
    pub(super) fn record_meeting(&mut self, recorded: &Recorded, body: &MeetingRecorded) {
        let (stream, reported) = (&recorded.entry.stream, recorded.entry.is_reported());
        let Some(forum) = self.forum_mut(stream) else { return };
        // What a source tells of a meeting never takes the place of what was recorded here, and it states nothing.
        if reported && forum.meetings.contains_key(&body.id) {
            return;
        }
        let decided =
            body.agenda.iter().filter(|item| item.kind == AgendaKind::Decision && !reported);
        let facts = MeetingFacts {
            number: body.number,
            status: body.status,
            recorded: (!reported).then_some(recorded.position),
            stated: decided.filter_map(|item| Some((item.about.clone()?, item.stated?))).collect(),
            attendance: body
                .attendance
                .iter()
                .map(|a| (a.participant.clone(), a.presence))
                .collect(),
            approved: false,
        };
        forum.meetings.insert(body.id.clone(), facts);
    }

    pub(super) fn approve_minutes(&mut self, stream: &StreamId, body: &MinutesApproved) {
        if let Some(meeting) =
            self.forum_mut(stream).and_then(|forum| forum.meetings.get_mut(&body.meeting))
        {
            meeting.approved = true;
        }
    }

    pub(super) fn submit_mandate_text(
        &mut self,
        stream: &StreamId,
        body: &MandateTextSubmitted,
        reported: bool,
    ) {
        let Ok(id) = MandateId::try_from(stream) else { return };
        let new = || Arc::new(Mandate::new(body.kind, body.owner.clone()));
        let mandate = Arc::make_mut(self.mandates.entry(id).or_insert_with(new));
        if body.version.on_version == mandate.latest {
            let here = !reported && body.status == TextStatus::Submitted;
            mandate.drafts.insert(body.version.draft, here);
        }
    }

    pub(super) fn adopt_mandate(
        &mut self,
        stream: &StreamId,
        body: &MandateAdopted,
        reported: bool,
    ) {
        let Ok(id) = MandateId::try_from(stream) else { return };
        let new = || Arc::new(Mandate::new(body.kind, body.owner.clone()));
        let mandate = Arc::make_mut(self.mandates.entry(id).or_insert_with(new));
        // What a source tells never takes the place of what is under way or in force here.
        let kept_here = mandate.in_force.is_some() || mandate.drafts.values().any(|here| *here);
        if body.version > mandate.latest && !(reported && kept_here) {
            mandate.latest = body.version;
            mandate.drafts = BTreeMap::new();
        }
        if !reported {
            mandate.in_force = Some(body.version);
        }
    }

    fn measure_mut(&mut self, stream: &StreamId) -> Option<&mut Measure> {
        let id = MeasureId::try_from(stream).ok()?;
        self.measures.get_mut(&id).map(Arc::make_mut)
    }

    /// What a source tells of a measure gives no forum a right over it.
    pub(super) fn register_measure(
        &mut self,
        stream: &StreamId,
        body: &MeasureRegistered,
        reported: bool,
    ) {
        let Ok(id) = MeasureId::try_from(stream) else { return };
        let new = || Arc::new(Measure::new(body.kind));
        let measure = Arc::make_mut(self.measures.entry(id).or_insert_with(new));
        if !reported {
            measure.here = true;
            measure.forum = measure.forum.take().or_else(|| body.forum.clone());
            measure.strategy = measure.strategy.take().or_else(|| body.strategy.clone());
        }
        measure.parent = measure.parent.take().or_else(|| body.parent.clone());
        measure.depends_on.extend(body.depends_on.iter().cloned());
    }

    /// What a source reports gives no right.
    pub(super) fn assign(
        &mut self,
        stream: &StreamId,
        body: &ResponsibilityAssigned,
        reported: bool,
    ) {
        if reported {
            return;
        }
        if let Some(forum) = self.forum_mut(stream) {
            if body.role == ResponsibilityRole::ProcessOwner {
                forum.process_owner = Some(body.holder.clone());
            }
        } else if let Some(measure) = self.measure_mut(stream) {
            if body.role == ResponsibilityRole::Responsible {
                measure.responsible = Some(body.holder.clone());
            } else {
                if let Some(old) = &body.replaces {
                    measure.holders.remove(&(body.role, old.clone()));
                }
                measure.holders.insert((body.role, body.holder.clone()));
            }
        }
    }

    pub(super) fn schedule_milestone(&mut self, stream: &StreamId, body: &MilestoneScheduled) {
        if let Some(measure) = self.measure_mut(stream) {
            measure.milestones.entry(body.id.clone()).or_default().planned = true;
        }
    }

    pub(super) fn reach_milestone(
        &mut self,
        stream: &StreamId,
        body: &MilestoneReached,
        reported: bool,
    ) {
        if let Some(measure) = self.measure_mut(stream) {
            measure.milestones.entry(body.id.clone()).or_default().reached |= !reported;
        }
    }
}
