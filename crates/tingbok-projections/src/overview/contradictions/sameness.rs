//! Which reported entries are about the same thing, so that they can contradict each other.
use tingbok_domain::{
    Event, EventKind, Recorded,
    event::{MembershipAction, PlanKind, ResponsibilityAssigned, ResponsibilityRole},
};

/// What an entry is about, within its stream and kind.
pub(super) struct Same {
    /// Entries with the same key are about the same thing.
    pub(super) key: String,
    /// True when it happens once: two days that cannot both be right are a contradiction.
    pub(super) once: bool,
    /// Fields in which they differ without contradicting each other.
    pub(super) may_differ: &'static [&'static str],
}

/// `None` for kinds that no source reports, and for those whose entries add up instead of telling the same thing
/// again: results on the ladder, who was drawn in.
///
/// What changes in the course of time (a status, a secretariat) is the same thing only at the same time.
pub(super) fn same(recorded: &Recorded) -> Option<Same> {
    let at = recorded.entry.particulars.occurred;
    let (once, key): (bool, String) = match &recorded.entry.event {
        Event::ParticipantRegistered(_)
        | Event::ForumEstablished(_)
        | Event::ForumClosed(_)
        | Event::MeasureRegistered(_)
        | Event::DecisionReported(_)
        | Event::EvaluationPublished(_)
        | Event::AssignmentIssued(_) => (true, String::new()),
        Event::ParticipantSucceeded(body) => (true, format!("{:?}", body.kind)),
        Event::MembershipChanged(body) => {
            // A seat may be left and taken again, and its level change, any number of times.
            if body.action != MembershipAction::Joined {
                return None;
            }
            (false, format!("{} {:?}", body.participant, body.role))
        }
        Event::MeetingRecorded(body) => (false, body.id.to_string()),
        Event::ProblemAssessed(body) => (false, body.id.to_string()),
        Event::MandateTextSubmitted(body) => (false, body.version.to_string()),
        Event::MandateAdopted(body) => (true, body.version.to_string()),
        Event::MandateRepealed(body) => (true, body.version.to_string()),
        // A proposal and what was adopted are two versions; two tellings of what was adopted are one.
        Event::StrategyPublished(body) => (true, format!("{:?}", body.status)),
        Event::ResponsibilityAssigned(body) => (false, responsibility(body, &at.to_string())),
        Event::MilestoneScheduled(body) => match body.kind {
            PlanKind::Baseline => (false, format!("{} baseline", body.id)),
            PlanKind::Forecast => (false, format!("{} {at}", body.id)),
        },
        Event::MilestoneReached(body) => (false, body.id.to_string()),
        Event::BenefitRecorded(body) => (false, format!("{} {:?}", body.id, body.stage)),
        Event::FundingRecorded(body) => {
            (false, format!("{:?} {:?} {at}", body.stage, body.resource))
        }
        Event::DocumentFiled(_) => (false, String::new()),
        Event::RecommendationIssued(body) => (false, body.id.to_string()),
        Event::RecommendationAnswered(body) => (false, format!("{} {} {at}", body.id, body.by)),
        Event::AssignmentReported(body) => (false, format!("{} {:?}", body.by, body.status)),
        Event::SecretariatOrganised(_)
        | Event::ForumReviewed(_)
        | Event::GovernanceFunctionSet(_)
        | Event::MeasureStatusReported(_) => (false, at.to_string()),
        Event::CoordinationResultRecorded(_)
        | Event::AnchoringRecorded(_)
        | Event::EventAmended(_)
        | Event::SubstituteDesignated(_)
        | Event::DecisionProposed(_)
        | Event::ProposalRevised(_)
        | Event::RoundOpened(_)
        | Event::PositionTaken(_)
        | Event::DeadlineExtended(_)
        | Event::RoundClosed(_)
        | Event::DecisionWithdrawn(_)
        | Event::DecisionReturned(_)
        | Event::DecisionSuperseded(_)
        | Event::DecisionRulesSet(_)
        | Event::ActorKeyEnrolled(_)
        | Event::ActorKeyRevoked(_)
        | Event::DisclosureReleased(_)
        | Event::DisclosureErased(_)
        | Event::AccessGranted(_)
        | Event::AccessRevoked(_)
        | Event::LedgerOpened(_)
        | Event::LogKeyAnnounced(_)
        | Event::PositionAttested(_)
        | Event::MinutesApproved(_) => return None,
    };
    Some(Same { key, once, may_differ: may_differ(recorded.entry.kind()) })
}

/// Fields that go on from one entry to the next, or that are said of the source and not of the thing.
fn may_differ(kind: EventKind) -> &'static [&'static str] {
    let goes_on = matches!(kind, EventKind::MeetingRecorded | EventKind::MandateTextSubmitted);
    if goes_on {
        &["status"]
    } else if kind == EventKind::DecisionReported {
        &["documented"]
    } else if kind == EventKind::MeasureStatusReported {
        &["said_of"]
    } else {
        &[]
    }
}

/// Of a role that one holds, two holders at the same time contradict each other; of any other role only what is
/// said twice of the same holder does.
fn responsibility(body: &ResponsibilityAssigned, at: &str) -> String {
    match body.role {
        ResponsibilityRole::Responsible | ResponsibilityRole::ProcessOwner => {
            format!("{:?} {at}", body.role)
        }
        ResponsibilityRole::Contributing
        | ResponsibilityRole::Steering
        | ResponsibilityRole::Coordinating
        | ResponsibilityRole::Driver
        | ResponsibilityRole::InterestBalancer
        | ResponsibilityRole::SystemSteward => format!("{:?} {}", body.role, body.holder),
    }
}
