//! How far an assignment has come, by who said what. One definition for its page and for lists.
use super::Progress;
use tingbok_domain::{ParticipantId, event::AssignmentStatus};

/// What one party said of an assignment, in brief.
#[derive(Clone, PartialEq, Eq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Said {
    /// Who.
    pub by: ParticipantId,
    /// What.
    pub status: AssignmentStatus,
    /// True when a source tells it; that never takes the place of what was reported here.
    pub reported: bool,
}

/// The status and who has delivered. `carries_on(today, named)` says whether one organisation carries another on.
pub(crate) fn progress(
    to: &[ParticipantId],
    said: &[Said],
    carries_on: impl Fn(&ParticipantId, &ParticipantId) -> bool,
) -> (Progress, Vec<ParticipantId>) {
    let of = |party: &ParticipantId| -> Option<AssignmentStatus> {
        let mine =
            |said: &&Said| said.status != AssignmentStatus::Accepted && carries_on(&said.by, party);
        let here = said.iter().filter(mine).filter(|said| !said.reported);
        let told = said.iter().filter(mine).filter(|said| said.reported);
        // Nobody takes a delivery back: the furthest counts, whatever order sources tell it in.
        here.map(|said| said.status).max().or_else(|| told.map(|said| said.status).max())
    };
    let delivered: Vec<ParticipantId> =
        to.iter().filter(|to| of(to) == Some(AssignmentStatus::Delivered)).cloned().collect();
    let here = said.iter().any(|said| !said.reported);
    // An acceptance that a source tells counts when nothing was reported here.
    let accepted = said
        .iter()
        .any(|said| said.status == AssignmentStatus::Accepted && !(said.reported && here));
    let status = if accepted {
        Progress::Accepted
    } else if !to.is_empty() && delivered.len() == to.len() {
        Progress::Delivered
    } else if to.iter().any(|to| of(to).is_some()) {
        Progress::Started
    } else {
        Progress::Issued
    };
    (status, delivered)
}
