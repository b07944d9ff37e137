//! Rules of kind 15.
use super::{Scene, needs_words};
use crate::{
    event::{Event, StrategyPublished, StrategyStatus},
    id::StrategyId,
    refusal::{Refusal, ensure, unknown},
};
use std::collections::BTreeSet;

pub(super) fn publish(scene: &Scene, body: StrategyPublished) -> Result<Event, Refusal> {
    let id = StrategyId::try_from(&scene.stream).map_err(|_| unknown("strategy", &scene.stream))?;
    needs_words(Some(&body.title), "strategy-title", "a strategy has a title: give title")?;
    ensure(body.period.is_none_or(|years| years.from <= years.to), "strategy-period", || {
        "the period ends before it begins".to_owned()
    })?;
    let keys: BTreeSet<_> = body.goals.iter().map(|goal| &goal.key).collect();
    ensure(keys.len() == body.goals.len(), "strategy-goals", || {
        "two goals have one key: each goal has its own".to_owned()
    })?;
    let proposed = scene.register.strategy(&id).is_some_and(|known| !known.goals.is_empty());
    let adopted = body.status == StrategyStatus::Adopted && !scene.reported;
    ensure(!(adopted && proposed && body.goals.is_empty()), "strategy-goals-kept", || {
        "each publication tells the whole strategy: give the goals that are adopted".to_owned()
    })?;
    body.owners.iter().try_for_each(|owner| scene.participant(owner))?;
    if let Some(forum) = &body.forum {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
        // The strategy of a forum that has ended can still be replaced or ended.
        if matches!(body.status, StrategyStatus::Proposed | StrategyStatus::Adopted) {
            scene.open_forum(forum)?;
        }
    }
    if let Some(replaced) = &body.replaces {
        ensure(replaced != &id, "strategy-replaces", || {
            "a strategy cannot take its own place; publish it as replaced or ended instead"
                .to_owned()
        })?;
        scene.register.strategy(replaced).ok_or_else(|| unknown("strategy", replaced))?;
    }
    if scene.reported {
        return Ok(Event::StrategyPublished(body));
    }
    let before = scene.register.strategy(&id).and_then(|known| known.status);
    let follows = match (before, body.status) {
        (None | Some(StrategyStatus::Proposed), StrategyStatus::Proposed)
        | (Some(StrategyStatus::Proposed), StrategyStatus::Adopted)
        | (Some(StrategyStatus::Adopted), StrategyStatus::Replaced | StrategyStatus::Ended) => true,
        (
            None
            | Some(
                StrategyStatus::Proposed
                | StrategyStatus::Adopted
                | StrategyStatus::Replaced
                | StrategyStatus::Ended,
            ),
            _,
        ) => false,
    };
    ensure(follows, "strategy-order", || {
        "a strategy is proposed here, then adopted, then replaced or ended; a change to one in force is another strategy that replaces it".to_owned()
    })?;
    Ok(Event::StrategyPublished(body))
}
