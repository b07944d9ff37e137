//! The fold over a measure's entries.
use super::{
    MeasureState, Milestone, Plan, Reached, Responsibility, progress::Progress, slip_between,
};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    forum::Meetings,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, MeasureId, MilestoneId, Recorded, StreamId,
    event::{
        MeasureRegistered, MilestoneReached, MilestoneScheduled, ParticipantSucceeded, PlanKind,
        ResponsibilityAssigned, ResponsibilityRole, SuccessionKind,
    },
};

/// A measure as it stood at the time asked for, from the entries that concern it, in any order. `today` is the
/// day that counts for what is overdue when no `as_of` is asked for. `None` when it was not registered by then.
pub fn state(
    id: &MeasureId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<MeasureState> {
    let (picks, aside) = select(events, when, is_public);
    let stream = StreamId::from(id);
    let mut state: Option<MeasureState> = None;
    let mut parts = Parts::default();
    for pick in &picks {
        let entry = &pick.recorded.entry;
        if let Event::MeasureRegistered(body) = &entry.event {
            if entry.stream == stream {
                register(&mut state, id, pick, body);
            } else if let Ok(other) = MeasureId::try_from(&entry.stream) {
                parts.relate(id, other, body);
            }
        } else if let Event::ParticipantSucceeded(body) = &entry.event {
            carry_on(&mut parts.responsibilities, pick, body);
        } else if entry.stream == stream {
            parts.take(pick);
        }
        if entry.stream == stream
            && let Some(state) = &mut state
        {
            state.last = Some(pick.origin());
        }
    }
    let mut state = state?;
    let day = when.day(today);
    settle(&mut parts.milestones, day);
    state.report_overdue = parts.progress.is_report_overdue(day);
    state.scale = parts.progress.scale();
    state.function = parts.progress.functions.last().cloned();
    state.functions = parts.progress.functions;
    state.status = parts.progress.status;
    state.statuses = parts.progress.statuses;
    state.funding = parts.progress.funding;
    state.benefits = parts.progress.benefits;
    state.children = parts.children;
    state.needed_by = parts.needed_by;
    state.responsibilities = parts.responsibilities;
    state.milestones = parts.milestones;
    state.meetings = parts.meetings.finish();
    state.anchoring = parts.anchoring;
    state.aside = aside;
    Some(state)
}

/// A second source adds what the first one left open.
fn register(
    state: &mut Option<MeasureState>,
    id: &MeasureId,
    pick: &Pick<'_>,
    body: &MeasureRegistered,
) {
    let Some(state) = state else {
        *state = Some(MeasureState {
            id: id.clone(),
            kind: body.kind,
            title: pick.words(&body.title),
            strategy: body.strategy.clone(),
            goals: body.goals.clone(),
            forum: body.forum.clone(),
            parent: body.parent.clone(),
            children: Vec::new(),
            depends_on: body.depends_on.clone(),
            needed_by: Vec::new(),
            decision: body.decision,
            responsibilities: Vec::new(),
            milestones: Vec::new(),
            function: None,
            functions: Vec::new(),
            status: None,
            statuses: Vec::new(),
            scale: None,
            report_overdue: false,
            funding: Vec::new(),
            benefits: Vec::new(),
            meetings: Vec::new(),
            anchoring: Vec::new(),
            origin: pick.origin(),
            aside: crate::Aside::default(),
            last: None,
        });
        return;
    };
    if state.title.words.is_none() {
        state.title = pick.words(&body.title);
    }
    state.strategy = state.strategy.take().or_else(|| body.strategy.clone());
    state.forum = state.forum.take().or_else(|| body.forum.clone());
    state.parent = state.parent.take().or_else(|| body.parent.clone());
    state.decision = state.decision.or(body.decision);
    add_missing(&mut state.goals, &body.goals);
    add_missing(&mut state.depends_on, &body.depends_on);
}

fn add_missing<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

#[derive(Default)]
struct Parts {
    children: Vec<MeasureId>,
    needed_by: Vec<MeasureId>,
    responsibilities: Vec<Responsibility>,
    milestones: Vec<Milestone>,
    progress: Progress,
    meetings: Meetings,
    anchoring: Vec<Anchoring>,
}

impl Parts {
    fn relate(&mut self, id: &MeasureId, other: MeasureId, body: &MeasureRegistered) {
        if body.parent.as_ref() == Some(id) {
            add_missing(&mut self.children, std::slice::from_ref(&other));
        }
        if body.depends_on.contains(id) {
            add_missing(&mut self.needed_by, &[other]);
        }
    }

    fn take(&mut self, pick: &Pick<'_>) {
        let event = &pick.recorded.entry.event;
        if let Event::ResponsibilityAssigned(body) = event {
            assign(&mut self.responsibilities, pick, body);
        } else if let Event::MilestoneScheduled(body) = event {
            self.schedule(pick, body);
        } else if let Event::MilestoneReached(body) = event {
            self.reach(pick, body);
        } else if let Event::MeetingRecorded(body) = event {
            self.meetings.record(pick, body);
        } else if let Event::GovernanceFunctionSet(body) = event {
            self.progress.govern(pick, body);
        } else if let Event::MeasureStatusReported(body) = event {
            self.progress.report(pick, body);
        } else if let Event::FundingRecorded(body) = event {
            self.progress.fund(pick, body);
        } else if let Event::BenefitRecorded(body) = event {
            self.progress.benefit(pick, body);
        } else if let Event::AnchoringRecorded(body) = event {
            self.anchoring.push(Anchoring::of(pick, body));
        }
    }

    fn milestone(&mut self, id: &MilestoneId) -> Option<&mut Milestone> {
        if !self.milestones.iter().any(|milestone| &milestone.id == id) {
            self.milestones.push(Milestone {
                id: id.clone(),
                title: None,
                baseline: None,
                forecasts: Vec::new(),
                reached: None,
                slip: None,
                expected_slip: None,
                overdue: false,
                undocumented: false,
            });
        }
        self.milestones.iter_mut().find(|milestone| &milestone.id == id)
    }

    fn schedule(&mut self, pick: &Pick<'_>, body: &MilestoneScheduled) {
        let Some(milestone) = self.milestone(&body.id) else { return };
        let reason = pick.optional(body.reason.as_ref());
        let plan = Plan { due: body.due, reason, origin: pick.origin() };
        milestone.title.get_or_insert_with(|| pick.words(&body.title));
        // The first plan stands for ever; a second source's first plan is read as a forecast beside it.
        if body.kind == PlanKind::Baseline && milestone.baseline.is_none() {
            milestone.baseline = Some(plan);
        } else {
            milestone.forecasts.push(plan);
        }
    }

    fn reach(&mut self, pick: &Pick<'_>, body: &MilestoneReached) {
        let Some(milestone) = self.milestone(&body.id) else { return };
        if milestone.title.is_none() {
            milestone.title = pick.optional(body.title.as_ref());
        }
        let witnessed = milestone.reached.as_ref().is_some_and(|r| !r.origin.is_reported());
        if witnessed && pick.is_reported() {
            return;
        }
        let compared = body.compared_with.as_ref();
        milestone.reached = Some(Reached {
            actual: body.actual,
            compared_with: compared.map(|other| other.id.clone()),
            assumption: compared.map(|other| pick.words(&other.assumption)),
            evidence_docs: body.evidence_docs.clone(),
            origin: pick.origin(),
        });
    }
}

/// Takes a responsibility in: a named predecessor ends, and the one who answers for a thing has one follower.
/// What a source reports ends nothing that was witnessed.
pub(crate) fn assign(
    all: &mut Vec<Responsibility>,
    pick: &Pick<'_>,
    body: &ResponsibilityAssigned,
) {
    let subject = &pick.recorded.entry.stream;
    let ends = |held: &Responsibility| {
        let known = (held.role, &held.holder, held.origin.is_reported());
        held.is_current() && &held.subject == subject && takes_over(body, pick.is_reported(), known)
    };
    for held in all.iter_mut().filter(|held| ends(held)) {
        held.until = Some(pick.origin());
    }
    all.push(Responsibility {
        subject: subject.clone(),
        holder: body.holder.clone(),
        role: body.role,
        from: body.from,
        until: None,
        decision: body.decision,
        origin: pick.origin(),
    });
}

/// True when what is assigned ends what was held until then: role, holder, and whether only a source tells of it.
pub(crate) fn takes_over(
    body: &ResponsibilityAssigned,
    reported: bool,
    (role, holder, told): (ResponsibilityRole, &StreamId, bool),
) -> bool {
    let single = matches!(role, ResponsibilityRole::Responsible | ResponsibilityRole::ProcessOwner);
    role == body.role
        && (told || !reported)
        && (body.replaces.as_ref() == Some(holder)
            || *holder == body.holder
            || (single && !reported))
}

/// A renaming that was recorded here goes on with what the old name answered for; what only a source tells of stays
/// told of the old name.
pub(crate) fn carry_on(
    all: &mut Vec<Responsibility>,
    pick: &Pick<'_>,
    body: &ParticipantSucceeded,
) {
    let new = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
    let Some(new) = new.map(StreamId::from).filter(|_| !pick.is_reported()) else { return };
    let old = &pick.recorded.entry.stream;
    let mut carried = Vec::new();
    let goes_on = |held: &&mut Responsibility| {
        held.is_current() && &held.holder == old && !held.origin.is_reported()
    };
    for held in all.iter_mut().filter(goes_on) {
        held.until = Some(pick.origin());
        let (holder, origin) = (new.clone(), pick.origin());
        carried.push(Responsibility {
            holder,
            origin,
            from: None,
            until: None,
            decision: None,
            ..held.clone()
        });
    }
    all.extend(carried);
}

fn settle(milestones: &mut [Milestone], day: NaiveDate) {
    let baselines: Vec<(MilestoneId, _)> =
        milestones.iter().filter_map(|m| Some((m.id.clone(), m.baseline.as_ref()?.due))).collect();
    let due_of =
        |id: &MilestoneId| baselines.iter().find(|(other, _)| other == id).map(|(_, due)| *due);
    for milestone in milestones.iter_mut() {
        if let Some(reached) = &milestone.reached {
            let against = reached.compared_with.as_ref().unwrap_or(&milestone.id);
            milestone.slip = due_of(against).map(|due| {
                let mut slip = slip_between(due, reached.actual);
                slip.compared_with.clone_from(&reached.compared_with);
                slip.assumption.clone_from(&reached.assumption);
                slip
            });
        }
        let plan = milestone.current_plan().map(|plan| plan.due);
        let passed = milestone.reached.is_none() && plan.is_some_and(|due| due.latest() < day);
        let told = milestone.current_plan().is_some_and(|plan| plan.origin.is_reported());
        milestone.overdue = passed && !told;
        milestone.undocumented = passed && told;
        milestone.expected_slip = milestone
            .forecasts
            .last()
            .and_then(|forecast| Some(slip_between(due_of(&milestone.id)?, forecast.due)));
    }
    milestones.sort_by_key(|m| {
        m.baseline
            .as_ref()
            .map(|plan| plan.due.earliest())
            .or(m.reached.as_ref().map(|r| r.actual.earliest()))
    });
}
