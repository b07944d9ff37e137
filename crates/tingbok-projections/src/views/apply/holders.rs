//! Who answers for what, in force: as on the pages, a named predecessor ends, the one who answers for a thing has
//! one follower, and what a source tells ends nothing that was recorded here.
use super::Step;
use crate::{
    measure::takes_over,
    views::{Held, Views},
};
use tingbok_domain::{
    MeasureId, StreamId,
    event::{ResponsibilityAssigned, ResponsibilityRole},
};

impl Views {
    pub(super) fn assign(&mut self, step: &Step<'_>, body: &ResponsibilityAssigned) {
        let subject = &step.recorded.entry.stream;
        let ends = |held: &Held| {
            takes_over(body, step.reported(), (held.role, &held.holder, held.reported))
        };
        let held = self.holders.entry(subject.clone()).or_default();
        held.retain(|held| !ends(held));
        held.push(Held {
            subject: subject.clone(),
            role: body.role,
            holder: body.holder.clone(),
            position: step.position(),
            reported: step.reported(),
        });
        self.name_responsible(subject);
    }

    /// A renaming goes on with what the old name answered for, as recorded here.
    pub(super) fn rename_holder(&mut self, old: &StreamId, new: &StreamId) {
        for subject in self.held_by(old) {
            for held in self.holders.get_mut(&subject).into_iter().flatten() {
                if &held.holder == old && !held.reported {
                    held.holder = new.clone();
                }
            }
            self.name_responsible(&subject);
        }
    }

    /// What one participant or forum answers for.
    fn held_by(&self, holder: &StreamId) -> Vec<StreamId> {
        let all = self.holders.iter();
        let theirs = all.filter(|(_, held)| held.iter().any(|held| &held.holder == holder));
        theirs.map(|(subject, _)| subject.clone()).collect()
    }

    fn name_responsible(&mut self, subject: &StreamId) {
        let Ok(id) = MeasureId::try_from(subject) else { return };
        let held = self.holders.get(subject).into_iter().flatten();
        let responsible = held.filter(|held| held.role == ResponsibilityRole::Responsible);
        let latest = responsible.max_by_key(|held| !held.reported);
        if let Some(measure) = self.measures.get_mut(&id) {
            measure.responsible = latest.map(|held| held.holder.clone());
        }
    }
}
