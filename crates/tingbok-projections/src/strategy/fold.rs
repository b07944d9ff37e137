//! The fold over the entries that concern a strategy.
use super::{Goal, MeasureLink, Publication, StrategyState};
use crate::{
    AsOf, IsPublic,
    decision::Anchoring,
    measure::{Responsibility, assign, carry_on},
    recommendation::Advices,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, EventKind, ForumId, MeasureId, Recorded, StrategyId, StreamId,
    event::{MeasureRegistered, StrategyPublished, StrategyStatus},
};

/// A strategy as it stood at the time asked for, from the entries that concern it, in any order. `today` is the
/// day that counts for what is overdue when no `as_of` is asked for. `None` when nothing of it was there by then.
pub fn state(
    id: &StrategyId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<StrategyState> {
    let (picks, aside) = select(events, when, is_public);
    let mut fold = Fold::new(id);
    for pick in &picks {
        fold.take(pick);
    }
    // What was published here stands before what a source tells.
    let said_here = fold.texts.iter().rev().find(|text| !text.publication.origin.is_reported());
    let current = said_here.or(fold.texts.last())?.clone();
    let publication = current.publication;
    let here = !publication.origin.is_reported();
    Some(StrategyState {
        id: fold.id,
        status: Some(publication.status),
        in_force: here && publication.status == StrategyStatus::Adopted,
        status_origin: Some(publication.origin),
        title: publication.title,
        period: publication.period,
        goals: publication.goals,
        owners: publication.owners,
        forum: current.forum,
        replaces: current.replaces,
        replaced_by: fold.replaced_by,
        publications: fold.texts.into_iter().map(|text| text.publication).collect(),
        responsibilities: fold.responsibilities,
        measures: fold.measures,
        recommendations: fold.advices.finish(when.as_of.unwrap_or(today)),
        anchoring: fold.anchoring,
        aside,
        last: fold.last,
    })
}

/// A publication, with what the strategy has from its latest one alone.
#[derive(Clone)]
struct Told {
    publication: Publication,
    forum: Option<ForumId>,
    replaces: Option<StrategyId>,
}

struct Fold {
    id: StrategyId,
    stream: StreamId,
    texts: Vec<Told>,
    replaced_by: Vec<StrategyId>,
    responsibilities: Vec<Responsibility>,
    measures: Vec<MeasureLink>,
    advices: Advices,
    anchoring: Vec<Anchoring>,
    last: Option<crate::Origin>,
}

impl Fold {
    fn new(id: &StrategyId) -> Self {
        Self {
            id: id.clone(),
            stream: StreamId::from(id),
            texts: Vec::new(),
            replaced_by: Vec::new(),
            responsibilities: Vec::new(),
            measures: Vec::new(),
            advices: Advices::default(),
            anchoring: Vec::new(),
            last: None,
        }
    }

    fn take(&mut self, pick: &Pick<'_>) {
        let entry = &pick.recorded.entry;
        let own = entry.stream == self.stream;
        if own || entry.kind() == EventKind::ParticipantSucceeded {
            self.advices.take(pick);
        }
        if let Event::MeasureRegistered(body) = &entry.event {
            self.serve(pick, body);
        } else if let Event::StrategyPublished(body) = &entry.event {
            if own {
                self.texts.push(told(pick, body));
            } else if body.replaces.as_ref() == Some(&self.id)
                && body.status != StrategyStatus::Proposed
                && let Ok(other) = StrategyId::try_from(&entry.stream)
                && !self.replaced_by.contains(&other)
            {
                self.replaced_by.push(other);
            }
        } else if let Event::ParticipantSucceeded(body) = &entry.event {
            carry_on(&mut self.responsibilities, pick, body);
        } else if let Event::ResponsibilityAssigned(body) = &entry.event
            && own
        {
            assign(&mut self.responsibilities, pick, body);
        } else if let Event::AnchoringRecorded(body) = &entry.event
            && own
        {
            self.anchoring.push(Anchoring::of(pick, body));
        }
        if own && pick.public {
            self.last = Some(pick.origin());
        }
    }

    /// A second source on the same measure adds the goals that the first one left open.
    fn serve(&mut self, pick: &Pick<'_>, body: &MeasureRegistered) {
        let Ok(measure) = MeasureId::try_from(&pick.recorded.entry.stream) else { return };
        if body.strategy.as_ref() != Some(&self.id) {
            return;
        }
        if let Some(known) = self.measures.iter_mut().find(|link| link.measure == measure) {
            for goal in &body.goals {
                if !known.goals.contains(goal) {
                    known.goals.push(goal.clone());
                }
            }
            return;
        }
        self.measures.push(MeasureLink {
            measure,
            goals: body.goals.clone(),
            title: pick.words(&body.title),
            origin: pick.origin(),
        });
    }
}

fn told(pick: &Pick<'_>, body: &StrategyPublished) -> Told {
    let goal = |goal: &tingbok_domain::event::Goal| Goal {
        key: goal.key.clone(),
        text: pick.words(&goal.text),
    };
    Told {
        publication: Publication {
            status: body.status,
            title: pick.words(&body.title),
            period: body.period,
            goals: body.goals.iter().map(goal).collect(),
            owners: body.owners.clone(),
            origin: pick.origin(),
        },
        forum: body.forum.clone(),
        replaces: body.replaces.clone(),
    }
}
