//! Where what is late is taken up: in the forum that decides on it or follows it, and in the one above.
use super::{Overdue, OverdueRow};
use crate::{Words, forum::ForumState};
use serde::Serialize;
use std::collections::BTreeMap;
use tingbok_domain::ForumId;

/// What is late, by the forum that can take it up. Derived: nothing is recorded by it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Escalation {
    /// By forum.
    pub forums: Vec<ForumEscalation>,
    /// What no forum decides on or follows; most days late first.
    pub nowhere: Vec<OverdueRow>,
}

/// What one forum can take up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ForumEscalation {
    /// The forum.
    pub forum: ForumId,
    /// What it is called, when its state was given.
    pub name: Option<Words>,
    /// Most days late first.
    pub rows: Vec<EscalatedRow>,
}

/// A late row in a forum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EscalatedRow {
    /// What is late.
    pub row: OverdueRow,
    /// The forum below, or the one that handed over, from which it comes; absent where it belongs to the forum
    /// itself.
    pub raised_from: Option<ForumId>,
}

/// The list of each forum: its own late rows, and those of the forums right below it. What belongs to a forum that
/// has ended stands with those that took its matters over, or else with the one above.
pub fn escalation(overdue: &Overdue, forums: &[ForumState]) -> Escalation {
    let known = |id: &ForumId| forums.iter().find(|forum| &forum.id == id);
    let mut lists: BTreeMap<ForumId, Vec<EscalatedRow>> = BTreeMap::new();
    let mut nowhere = Vec::new();
    for row in overdue.rows() {
        if row.forums.is_empty() {
            nowhere.push(row.clone());
        }
        for own in &row.forums {
            for (forum, raised_from) in goes_to(own, known(own)) {
                let rows = lists.entry(forum).or_default();
                // A row that belongs to both forums stands once in the upper one, as its own.
                match rows.iter_mut().find(|known| &known.row == row) {
                    Some(known) if raised_from.is_none() => known.raised_from = None,
                    Some(_) => {}
                    None => rows.push(EscalatedRow { row: row.clone(), raised_from }),
                }
            }
        }
    }
    let list = |(forum, mut rows): (ForumId, Vec<EscalatedRow>)| {
        rows.sort_by(|a, b| {
            let late = b.row.days_late.cmp(&a.row.days_late);
            late.then_with(|| a.row.subject.cmp(&b.row.subject))
        });
        let name = known(&forum).map(|state| state.name.clone());
        ForumEscalation { forum, name, rows }
    };
    Escalation {
        forums: lists.into_iter().map(list).collect(),
        nowhere: super::overdue::sorted(nowhere),
    }
}

fn goes_to(own: &ForumId, state: Option<&ForumState>) -> Vec<(ForumId, Option<ForumId>)> {
    let Some(state) = state else { return vec![(own.clone(), None)] };
    let raised = |forum: &ForumId| (forum.clone(), Some(own.clone()));
    let above = state.parent.iter().map(raised);
    match state.closed.as_ref().filter(|closing| !closing.origin.is_reported()) {
        None => [(own.clone(), None)].into_iter().chain(above).collect(),
        Some(closing) if !closing.handover.is_empty() => {
            closing.handover.iter().map(raised).collect()
        }
        Some(_) if state.parent.is_some() => above.collect(),
        Some(_) => vec![(own.clone(), None)],
    }
}
