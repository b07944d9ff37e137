//! Who coordinates, steers and answers for what: the map of roles, per holder and per subject.
use crate::{
    AsOf, IsPublic, Origin,
    measure::{Responsibility, assign, carry_on},
    select::select,
};
use serde::Serialize;
use std::collections::BTreeMap;
use tingbok_domain::{
    DecisionId, Event, Recorded, StreamId, edtf::Moment, event::ResponsibilityRole,
};

/// Roles in force, seen from both sides.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Roles {
    /// Per participant or forum that holds some.
    pub holders: Vec<HolderRoles>,
    /// Per thing that somebody has a role in.
    pub subjects: Vec<SubjectRoles>,
}

/// What one holds.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HolderRoles {
    /// A participant or a forum.
    pub holder: StreamId,
    /// Its roles, by subject and role.
    pub roles: Vec<RoleHeld>,
}

/// Who has a role in one thing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct SubjectRoles {
    /// The thing.
    pub subject: StreamId,
    /// Its roles, by role and holder.
    pub roles: Vec<RoleHeld>,
}

/// A role in force.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RoleHeld {
    /// What for.
    pub subject: StreamId,
    /// A participant or a forum.
    pub holder: StreamId,
    /// The role.
    pub role: ResponsibilityRole,
    /// True for a role of coordination, which is no answering for results.
    pub coordination: bool,
    /// From when; absent = not documented.
    pub from: Option<Moment>,
    /// The decision behind it.
    pub decision: Option<DecisionId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// True for the roles of coordination: coordinating, driver, balancer of interests, system steward.
pub const fn is_coordination(role: ResponsibilityRole) -> bool {
    match role {
        ResponsibilityRole::Coordinating
        | ResponsibilityRole::Driver
        | ResponsibilityRole::InterestBalancer
        | ResponsibilityRole::SystemSteward => true,
        ResponsibilityRole::Responsible
        | ResponsibilityRole::Contributing
        | ResponsibilityRole::Steering
        | ResponsibilityRole::ProcessOwner => false,
    }
}

/// Everything that anybody answers and answered for at the time asked for, from the entries that assign it.
/// Structure alone: who may read an entry makes no difference to it.
pub fn responsibilities(
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Vec<Responsibility> {
    let (picks, _) = select(events, when, is_public);
    let mut all = Vec::new();
    for pick in &picks {
        if let Event::ResponsibilityAssigned(body) = &pick.recorded.entry.event {
            assign(&mut all, pick, body);
        } else if let Event::ParticipantSucceeded(body) = &pick.recorded.entry.event {
            carry_on(&mut all, pick, body);
        }
    }
    all
}

/// The map of roles. One that stands in several states, the holder's and the subject's, is taken once.
pub fn roles<'a>(held: impl IntoIterator<Item = &'a Responsibility>) -> Roles {
    let current = held.into_iter().filter(|held| held.is_current());
    // One entry, a renaming, can hand over many.
    let key = |held: &Responsibility| {
        (held.origin.position, held.subject.clone(), held.role, held.holder.clone())
    };
    let all: BTreeMap<_, RoleHeld> =
        current.map(|held| (key(held), RoleHeld::from(held))).collect();
    let mut holders: BTreeMap<StreamId, Vec<RoleHeld>> = BTreeMap::new();
    let mut subjects: BTreeMap<StreamId, Vec<RoleHeld>> = BTreeMap::new();
    for role in all.into_values() {
        holders.entry(role.holder.clone()).or_default().push(role.clone());
        subjects.entry(role.subject.clone()).or_default().push(role);
    }
    let holders = holders.into_iter().map(|(holder, mut roles)| {
        roles.sort_by(|a, b| (&a.subject, a.role).cmp(&(&b.subject, b.role)));
        HolderRoles { holder, roles }
    });
    let subjects = subjects.into_iter().map(|(subject, mut roles)| {
        roles.sort_by(|a, b| (a.role, &a.holder).cmp(&(b.role, &b.holder)));
        SubjectRoles { subject, roles }
    });
    Roles { holders: holders.collect(), subjects: subjects.collect() }
}

impl From<&Responsibility> for RoleHeld {
    fn from(held: &Responsibility) -> Self {
        Self {
            subject: held.subject.clone(),
            holder: held.holder.clone(),
            role: held.role,
            coordination: is_coordination(held.role),
            from: held.from,
            decision: held.decision,
            origin: held.origin.clone(),
        }
    }
}
