//! Measures: how they are governed, how they go, and their milestones.
use super::Step;
use crate::views::{MeasureSummary, MilestoneBrief, Views};
use tingbok_domain::{
    MeasureId, MilestoneId,
    event::{
        GovernanceFunctionSet, MeasureRegistered, MeasureStatusReported, MilestoneReached,
        MilestoneScheduled, PlanKind,
    },
};

impl Views {
    pub(super) fn found_measure(&mut self, step: &Step<'_>, body: &MeasureRegistered) {
        let Ok(id) = MeasureId::try_from(&step.recorded.entry.stream) else { return };
        let new = || MeasureSummary {
            id: id.clone(),
            kind: body.kind,
            title: step.words(&body.title),
            lang: step.lang(),
            forum: None,
            parent: None,
            strategy: None,
            goals: Vec::new(),
            responsible: None,
            function: None,
            function_reported: false,
            status: None,
            status_at: None,
            status_reported: false,
            scale: None,
            next_report_by: None,
            milestones: Vec::new(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.measures.entry(id.clone()).or_insert_with(new);
    }

    /// A second source adds what the first one left open.
    pub(super) fn register_measure(&mut self, step: &Step<'_>, body: &MeasureRegistered) {
        let Ok(id) = MeasureId::try_from(&step.recorded.entry.stream) else { return };
        if let Some(strategy) = &body.strategy
            && self.serving.insert((strategy.clone(), id)).is_none()
            && let Some(strategy) = self.strategies.get_mut(strategy)
        {
            strategy.measures = strategy.measures.saturating_add(1);
        }
        self.on_measure(step, |measure| {
            measure.forum = measure.forum.take().or_else(|| body.forum.clone());
            measure.parent = measure.parent.take().or_else(|| body.parent.clone());
            measure.strategy = measure.strategy.take().or_else(|| body.strategy.clone());
            for goal in &body.goals {
                if !measure.goals.contains(goal) {
                    measure.goals.push(goal.clone());
                }
            }
        });
    }

    pub(super) fn on_measure(&mut self, step: &Step<'_>, change: impl FnOnce(&mut MeasureSummary)) {
        if let Ok(id) = MeasureId::try_from(&step.recorded.entry.stream)
            && let Some(measure) = self.measures.get_mut(&id)
        {
            change(measure);
        }
    }

    pub(super) fn set_function(&mut self, step: &Step<'_>, body: &GovernanceFunctionSet) {
        self.on_measure(step, |measure| {
            if measure.function.is_none() || step.takes_over(measure.function_reported) {
                measure.function = Some(body.function);
                measure.function_reported = step.reported();
            }
        });
    }

    pub(super) fn report_status(&mut self, step: &Step<'_>, body: &MeasureStatusReported) {
        self.on_measure(step, |measure| {
            if measure.status.is_none() || step.takes_over(measure.status_reported) {
                measure.status = Some(body.status);
                measure.status_at = Some(step.position());
                measure.status_reported = step.reported();
                measure.next_report_by = body.next_report_by;
            }
            if let Some(scale) = body.scale
                && measure.scale.is_none_or(|(_, told)| step.takes_over(told))
            {
                measure.scale = Some((scale, step.reported()));
            }
        });
    }

    pub(super) fn schedule(&mut self, step: &Step<'_>, body: &MilestoneScheduled) {
        self.on_milestone(step, &body.id, |milestone| {
            if milestone.due.is_none() || body.kind == PlanKind::Forecast {
                milestone.due = Some(body.due);
                milestone.reported = step.reported();
            }
            let title = step.words(&body.title);
            milestone.title = milestone.title.take().or(title);
        });
    }

    pub(super) fn reach(&mut self, step: &Step<'_>, body: &MilestoneReached) {
        self.on_milestone(step, &body.id, |milestone| {
            milestone.reached = Some(body.actual);
            let title = body.title.as_ref().and_then(|title| step.words(title));
            milestone.title = milestone.title.take().or(title);
        });
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
}
