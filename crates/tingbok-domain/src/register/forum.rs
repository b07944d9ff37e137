//! What rules need to know of a forum.
use crate::{
    event::{MeetingStatus, MemberRole, Presence, Stated},
    id::{Code, ForumId, MeetingId, ParticipantId, StreamId},
    register::Revision,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A forum: its kind, who sits in it, its meetings.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Forum {
    /// Its kind.
    pub kind: Code,
    /// The forum it belongs under.
    pub parent: Option<ForumId>,
    /// Active memberships that were witnessed; what a source reports gives no seat.
    pub memberships: BTreeSet<Membership>,
    /// Its meetings.
    pub meetings: BTreeMap<MeetingId, MeetingFacts>,
    /// Who owns its process.
    pub process_owner: Option<StreamId>,
    /// Views of its problem that are on record.
    pub problems: BTreeSet<Code>,
    /// It has ended, and these forums took its matters over.
    pub closed: Option<BTreeSet<ForumId>>,
}

/// An active membership.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Membership {
    /// Whose.
    pub participant: ParticipantId,
    /// In which role.
    pub role: MemberRole,
}

/// What rules need to know of a meeting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MeetingFacts {
    /// Its number in the row.
    pub number: Option<u32>,
    /// Whether it was held.
    pub status: MeetingStatus,
    /// Position in the log of the last record made here; none = only a source tells of it, which gives no right.
    pub recorded: Option<u64>,
    /// What it stated on a matter for decision, by what the item was about.
    pub stated: BTreeMap<StreamId, Stated>,
    /// Who was there.
    pub attendance: BTreeMap<ParticipantId, Presence>,
    /// Its minutes are approved.
    pub approved: bool,
}

impl Forum {
    /// Who has a seat: one for each participant with a voting role, in order of id.
    pub fn electorate(&self) -> BTreeSet<ParticipantId> {
        let voting = self.memberships.iter().filter(|membership| membership.role.is_voting());
        voting.map(|membership| membership.participant.clone()).collect()
    }
    /// True when the participant has a seat.
    pub fn seats(&self, participant: &ParticipantId) -> bool {
        self.memberships.iter().any(|m| m.role.is_voting() && &m.participant == participant)
    }
    /// True when the participant sits there in any role.
    pub fn sits(&self, participant: &ParticipantId) -> bool {
        self.memberships.iter().any(|m| &m.participant == participant)
    }
    /// True when that membership is active.
    pub fn has(&self, participant: &ParticipantId, role: MemberRole) -> bool {
        self.memberships.contains(&Membership { participant: participant.clone(), role })
    }
    /// A meeting that was held, as recorded here.
    pub fn held(&self, meeting: &MeetingId) -> Option<&MeetingFacts> {
        self.meetings
            .get(meeting)
            .filter(|facts| facts.status == MeetingStatus::Held && facts.recorded.is_some())
    }
}

impl MeetingFacts {
    /// True when the text was there before the meeting was recorded, so that the meeting can have been about it.
    pub fn knew(&self, text: &Revision) -> bool {
        self.recorded.is_some_and(|recorded| recorded > text.position)
    }
}
