//! Kinds 4, 5, 7 and 51: forums, who sits in them, their meetings and minutes.
use crate::{
    event::ArchiveRef,
    id::{Code, DecisionId, DocumentId, ForumId, MeetingId, ParticipantId, StreamId},
    text::Text,
};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 4: a forum exists.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForumEstablished {
    /// A kind of forum of the rule data.
    pub kind: Code,
    /// Its name.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub name: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Text>,
    /// The forum it belongs under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<ForumId>,
    /// Forums that it carries on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub predecessors: Vec<ForumId>,
    /// How it meets each point of the guidelines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    /// Who was consulted before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consulted: Vec<ParticipantId>,
    /// Why the body to consult was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiver: Option<Text>,
    /// When its existence is to be looked at again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_by: Option<NaiveDate>,
}

/// One point of guidelines and how it is met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// The point's key in the guidelines.
    pub point: Code,
    /// How it is met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
}

/// 5: who sits in a forum, and in which role.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MembershipChanged {
    /// Whose membership.
    pub participant: ParticipantId,
    /// What happened to it.
    pub action: MembershipAction,
    /// The role in the forum.
    pub role: MemberRole,
    /// At which level it is represented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representation: Option<Representation>,
    /// The meeting that ended another's seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<MeetingId>,
    /// The decision that ended another's seat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionId>,
}

/// What happened to a membership.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MembershipAction {
    /// It began.
    Joined,
    /// It ended.
    Left,
    /// Its level of representation changed.
    Changed,
}

/// Roles in a forum.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MemberRole {
    /// Owns the forum's problem.
    Owner,
    /// Leads the forum.
    Lead,
    /// Takes part.
    Member,
    /// Chairs the meetings.
    Chair,
    /// Listens; has no seat.
    Observer,
    /// An agency that is drawn in; has no seat.
    Agency,
}

impl MemberRole {
    /// True for the roles whose holder answers in a round.
    pub const fn is_voting(self) -> bool {
        matches!(self, Self::Owner | Self::Lead | Self::Member | Self::Chair)
    }
}

/// At which level an organisation is represented.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Representation {
    /// Its highest official.
    TopLeader,
    /// The head of a department in it.
    DirectorGeneral,
    /// An expert.
    Expert,
}

/// 7: a meeting is announced, held or cancelled. A later one with the same id carries it on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MeetingRecorded {
    /// Its id within the forum.
    pub id: MeetingId,
    /// Its number in the forum's row of meetings, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Whether it was held.
    pub status: MeetingStatus,
    /// The day.
    pub date: crate::edtf::Occurred,
    /// What it was about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agenda: Vec<AgendaItem>,
    /// Who was there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attendance: Vec<Attendance>,
    /// The document that holds the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes_doc: Option<DocumentId>,
    /// Where the archive keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive_ref: Option<ArchiveRef>,
}

/// Whether a meeting took place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingStatus {
    /// It is to come.
    Announced,
    /// It took place.
    Held,
    /// It did not.
    Cancelled,
}

/// One item of an agenda.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its number on the agenda.
    pub n: u32,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Text::is_hidden")]
    pub title: Text,
    /// What it is there for.
    pub kind: AgendaKind,
    /// Its number in the case system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_no: Option<String>,
    /// The thing it is about.
    #[serde(rename = "ref", default, skip_serializing_if = "Option::is_none")]
    pub about: Option<StreamId>,
    /// What the meeting stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<Stated>,
    /// The conclusion in the words of the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conclusion: Option<Text>,
}

/// What an agenda item is there for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// To decide.
    Decision,
    /// To discuss.
    Discussion,
    /// To be told.
    Information,
}

/// What a meeting stated on an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    /// The forum agreed.
    Agreed,
    /// The forum did not agree.
    NotAgreed,
    /// Put off.
    Postponed,
}

/// Whether one participant was there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Who.
    pub participant: ParticipantId,
    /// How.
    pub presence: Presence,
    /// At which level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub representation: Option<Representation>,
}

/// Whether a participant was at a meeting.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// There.
    Present,
    /// Somebody stood in.
    StandIn,
    /// Not there.
    Absent,
}

/// 51: the minutes of a meeting are approved; the only way to correct them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesApproved {
    /// Whose minutes.
    pub meeting: MeetingId,
    /// The document that holds them.
    pub document: DocumentId,
    /// The meeting that approved them.
    pub in_meeting: MeetingId,
    /// What was remarked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<Text>,
}
