//! Strategies: each publication tells the whole anew.
use super::Step;
use crate::views::{StrategySummary, Views};
use tingbok_domain::{StrategyId, event::StrategyPublished};

impl Views {
    pub(super) fn found_strategy(&mut self, step: &Step<'_>, body: &StrategyPublished) {
        let Ok(id) = StrategyId::try_from(&step.recorded.entry.stream) else { return };
        if self.strategies.contains_key(&id) {
            return;
        }
        let named = self.serving.iter().filter(|(strategy, _)| strategy == &id).count();
        let new = StrategySummary {
            id: id.clone(),
            status: body.status,
            reported: step.reported(),
            title: None,
            lang: None,
            period: None,
            owners: Vec::new(),
            forum: None,
            replaces: None,
            goals: Vec::new(),
            // A measure may name its strategy before any source on the strategy is read.
            measures: u32::try_from(named).unwrap_or(u32::MAX),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.strategies.insert(id, new);
    }

    pub(super) fn publish_strategy(&mut self, step: &Step<'_>, body: &StrategyPublished) {
        let Ok(id) = StrategyId::try_from(&step.recorded.entry.stream) else { return };
        let Some(strategy) = self.strategies.get_mut(&id) else { return };
        if strategy.first != step.position() && !step.takes_over(strategy.reported) {
            return;
        }
        strategy.status = body.status;
        strategy.reported = step.reported();
        strategy.title = step.words(&body.title);
        strategy.lang = step.lang();
        strategy.period = body.period;
        strategy.owners.clone_from(&body.owners);
        strategy.forum.clone_from(&body.forum);
        strategy.replaces.clone_from(&body.replaces);
        strategy.goals = body.goals.iter().map(|goal| goal.key.clone()).collect();
    }
}
