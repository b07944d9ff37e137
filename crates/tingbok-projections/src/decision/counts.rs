//! Counts with denominators, never one blended score.
use super::{Counts, Row, RowStatus};

impl Counts {
    /// Counts the rows of one round.
    pub fn of(rows: &[Row]) -> Self {
        let mut counts = Self::default();
        for row in rows {
            counts.add(row.status, row.conditional);
        }
        counts
    }

    /// Takes one elector in.
    pub(crate) fn add(&mut self, status: RowStatus, conditional: bool) {
        let count = match status {
            RowStatus::Consents if conditional => &mut self.consents_conditional,
            RowStatus::Consents => &mut self.consents_plain,
            RowStatus::StandsAside => &mut self.stands_aside,
            RowStatus::Reserves => &mut self.reserves,
            RowStatus::RequestsDiscussion => &mut self.asks_discussion,
            RowStatus::Recuses => &mut self.recused,
            RowStatus::Missing => &mut self.missing,
            RowStatus::Silent => &mut self.silent,
            RowStatus::Contested => &mut self.contested,
            RowStatus::Withdrawn => &mut self.withdrawn,
            RowStatus::PresentNoObjection => &mut self.present_no_objection,
            RowStatus::Absent => &mut self.absent,
            RowStatus::BrokenOff => &mut self.broken_off,
            RowStatus::Waiting | RowStatus::NotPublic => &mut self.waiting,
        };
        *count = count.saturating_add(1);
        self.electors = self.electors.saturating_add(1);
    }
}
