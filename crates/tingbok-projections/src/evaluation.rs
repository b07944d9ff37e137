//! An evaluation: who evaluated what, what was found, and what was recommended.
use crate::{
    AsOf, Aside, IsPublic, Origin, Words,
    recommendation::{Advice, Advices},
    select::{Pick, select},
};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    DocumentId, EvaluationId, Event, ParticipantId, Recorded, StreamId, event::EvaluationPublished,
    id::Code,
};

/// All that an evaluation's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EvaluationState {
    /// Its name.
    pub id: EvaluationId,
    /// What it is called, where no document is filed that says so.
    pub title: Option<Words>,
    /// Who evaluated.
    pub by: Vec<ParticipantId>,
    /// Who asked for it; absent = not documented.
    pub commissioned_by: Option<ParticipantId>,
    /// What was evaluated.
    pub subject: Vec<StreamId>,
    /// What was found.
    pub findings: Vec<Finding>,
    /// The document it stands in.
    pub doc: Option<DocumentId>,
    /// What it recommends, in the order issued.
    pub recommendations: Vec<Advice>,
    /// The entry that published it.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Finding {
    /// What it is about: `progress`, `organisation`, `effects` …
    pub dimension: Code,
    /// Its words.
    pub text: Words,
    /// Where it comes from.
    pub origin: Origin,
}

/// An evaluation as it stood at the time asked for, from the entries that concern it, in any order. `today` is
/// the day that counts for what is overdue when no `as_of` is asked for. `None` when it was not published by then.
pub fn state(
    id: &EvaluationId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<EvaluationState> {
    let (picks, aside) = select(events, when, is_public);
    let stream = StreamId::from(id);
    let mut state: Option<EvaluationState> = None;
    let (mut advices, mut last) = (Advices::default(), None);
    for pick in &picks {
        let entry = &pick.recorded.entry;
        let own = entry.stream == stream;
        if own || entry.kind() == tingbok_domain::EventKind::ParticipantSucceeded {
            advices.take(pick);
        }
        if !own {
            continue;
        }
        if let Event::EvaluationPublished(body) = &entry.event {
            publish(&mut state, published(id, pick, body));
        }
        if pick.public {
            last = Some(pick.origin());
        }
    }
    let mut state = state?;
    state.recommendations = advices.finish(when.as_of.unwrap_or(today));
    state.aside = aside;
    state.last = last;
    Some(state)
}

/// A second source adds what the first one left open, and its own findings; what was published here comes first.
fn publish(state: &mut Option<EvaluationState>, mut new: EvaluationState) {
    let Some(known) = state else {
        *state = Some(new);
        return;
    };
    if known.origin.is_reported() && !new.origin.is_reported() {
        std::mem::swap(known, &mut new);
    }
    if known.title.as_ref().is_none_or(|title| title.words.is_none()) {
        known.title = new.title.or(known.title.take());
    }
    known.commissioned_by = known.commissioned_by.take().or(new.commissioned_by);
    known.doc = known.doc.or(new.doc);
    known.findings.extend(new.findings);
    add_missing(&mut known.by, new.by);
    add_missing(&mut known.subject, new.subject);
}

fn add_missing<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !all.contains(&one) {
            all.push(one);
        }
    }
}

fn published(id: &EvaluationId, pick: &Pick<'_>, body: &EvaluationPublished) -> EvaluationState {
    let finding = |finding: &tingbok_domain::event::Finding| Finding {
        dimension: finding.dimension.clone(),
        text: pick.words(&finding.text),
        origin: pick.origin(),
    };
    EvaluationState {
        id: id.clone(),
        title: pick.optional(body.title.as_ref()),
        by: body.by.clone(),
        commissioned_by: body.commissioned_by.clone(),
        subject: body.subject.clone(),
        findings: body.findings.iter().map(finding).collect(),
        doc: body.doc,
        recommendations: Vec::new(),
        origin: pick.origin(),
        aside: Aside::default(),
        last: None,
    }
}
