//! Who may append what (domain model, who may append): one table of role and kind, denied where nothing is
//! said. Only the registrar appends what a source reports, and what is reported never gives a right.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "denied where nothing is said; every cell is tested"
)]

use crate::{
    command::{Command, CommandBody},
    decide::Context,
    envelope::{Evidence, Role},
    event::EventKind as K,
    id::{DecisionId, ForumId, MandateId, MeasureId, ParticipantId, StreamId, StreamKind},
    refusal::Refusal,
    register::Register,
};

/// How far a role's right to append a kind reaches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Not at all.
    No,
    /// In the one forum that the role is bound to.
    OwnForum,
    /// For the participant itself; the rules of the kind say in which matters.
    Itself,
    /// Where the participant answers for the measure, or for one it is a part of.
    OwnMeasure,
    /// For what the community works under, by the participant that the rule data names.
    Community,
    /// Anywhere, by the participant that the rule data names, or by one whose task it is.
    Anywhere,
    /// Anywhere, and only what a source reports.
    Reported,
    /// Anywhere, reported or witnessed.
    Registration,
}

/// The table. Every role and every kind has its cell.
pub const fn reach(role: Role, kind: K) -> Reach {
    match role {
        Role::Secretariat => for_forum(kind, false),
        Role::Chair => for_forum(kind, true),
        Role::Member => match kind {
            K::DecisionProposed
            | K::ProposalRevised
            | K::PositionTaken
            | K::DeadlineExtended
            | K::RoundClosed
            | K::SubstituteDesignated
            | K::PositionAttested => Reach::Itself,
            _ => Reach::No,
        },
        Role::Responsible => match kind {
            K::MeasureRegistered
            | K::MilestoneScheduled
            | K::MilestoneReached
            | K::AnchoringRecorded => Reach::OwnMeasure,
            K::DocumentFiled => Reach::Anywhere,
            K::SubstituteDesignated | K::PositionAttested => Reach::Itself,
            _ => Reach::No,
        },
        Role::Coordinator => match kind {
            K::ForumEstablished
            | K::MandateTextSubmitted
            | K::MandateAdopted
            | K::MeasureRegistered
            | K::ResponsibilityAssigned => Reach::Community,
            K::DocumentFiled => Reach::Anywhere,
            K::SubstituteDesignated | K::PositionAttested => Reach::Itself,
            _ => Reach::No,
        },
        Role::Evaluator => match kind {
            K::DocumentFiled => Reach::Anywhere,
            K::SubstituteDesignated | K::PositionAttested => Reach::Itself,
            _ => Reach::No,
        },
        Role::Addressee => match kind {
            K::SubstituteDesignated | K::PositionAttested => Reach::Itself,
            _ => Reach::No,
        },
        Role::Registrar => match kind {
            K::ParticipantRegistered | K::ParticipantSucceeded => Reach::Registration,
            K::ForumEstablished
            | K::MembershipChanged
            | K::MeetingRecorded
            | K::MandateTextSubmitted
            | K::MandateAdopted
            | K::MeasureRegistered
            | K::ResponsibilityAssigned
            | K::MilestoneScheduled
            | K::MilestoneReached
            | K::DecisionReported
            | K::DocumentFiled
            | K::AnchoringRecorded => Reach::Reported,
            _ => Reach::No,
        },
        Role::Administrator => match kind {
            K::DecisionRulesSet | K::AccessGranted | K::AccessRevoked => Reach::Anywhere,
            _ => Reach::No,
        },
        Role::Auditor => Reach::No,
    }
}

const fn for_forum(kind: K, chair: bool) -> Reach {
    match kind {
        K::ForumEstablished
        | K::MembershipChanged
        | K::MeetingRecorded
        | K::MandateTextSubmitted
        | K::MandateAdopted
        | K::MeasureRegistered
        | K::ResponsibilityAssigned
        | K::DecisionProposed
        | K::ProposalRevised
        | K::RoundOpened
        | K::PositionTaken
        | K::DeadlineExtended
        | K::RoundClosed
        | K::DecisionSuperseded
        | K::AnchoringRecorded
        | K::MinutesApproved
        | K::DecisionReturned => Reach::OwnForum,
        K::DecisionWithdrawn if chair => Reach::OwnForum,
        K::DocumentFiled => Reach::Anywhere,
        _ => Reach::No,
    }
}

/// May this actor append this at all? The rules of the kind come after.
pub(crate) fn check(
    register: &Register,
    context: &Context,
    command: &Command,
) -> Result<(), Refusal> {
    let actor = &context.actor;
    let kind = command.body.name().kind();
    let reported = command.particulars.evidence == Evidence::Reported;
    let reach = reach(actor.role, kind);
    let why = denied(register, context, command, reach, reported);
    let (role, kind, participant) = (actor.role.word(), kind.name(), &actor.participant);
    why.map_or(Ok(()), |why| {
        let detail = format!("as {role} of {participant} you may not record {kind} here: {why}");
        Err(Refusal::Forbidden { detail })
    })
}

/// Why it may not, if so.
fn denied(
    register: &Register,
    context: &Context,
    command: &Command,
    reach: Reach,
    reported: bool,
) -> Option<String> {
    let actor = &context.actor;
    let deny = |why: &str| Some(why.to_owned());
    if reported && !matches!(reach, Reach::Reported | Reach::Registration) {
        return deny("only the registrar records what a source reports");
    }
    let day = register.day(context.now);
    let holds = |holders: &[crate::rule_data::Dated]| {
        holders.iter().any(|dated| dated.participant == actor.participant && dated.holds_on(day))
    };
    if actor.role == Role::Coordinator && !holds(&register.rules().coordinating) {
        return deny("the rule data does not name it as coordinating today");
    }
    if actor.role == Role::Evaluator && !holds(&register.rules().evaluating) {
        return deny("the rule data does not name it as evaluating today");
    }
    match reach {
        Reach::No => deny("the role does not give that right (see `tingbok access table`)"),
        // A right for one forum reaches no other.
        Reach::Itself => match (&actor.forum, forum_of(register, command)) {
            (Some(own), Some(forum)) if forum != *own => {
                deny(&format!("it belongs to forum {forum}"))
            }
            (Some(_) | None, _) => None,
        },
        Reach::Anywhere | Reach::Registration => None,
        Reach::Reported if reported => None,
        Reach::Reported => deny(
            "the registrar records only what a source reports; set evidence to reported and name the source",
        ),
        Reach::OwnForum => match (forum_of(register, command), &actor.forum) {
            (Some(forum), Some(own)) if forum == *own => None,
            (Some(forum), _) => deny(&format!("it belongs to forum {forum}")),
            (None, _) => deny("it belongs to no forum"),
        },
        Reach::OwnMeasure => {
            let holder = StreamId::from(&actor.participant);
            let measure = match &command.body {
                CommandBody::RegisterMeasure(body) => body.parent.clone(),
                _other => MeasureId::try_from(&command.stream).ok(),
            };
            let responsible =
                measure.and_then(|id| register.measure(&id)).and_then(|m| m.responsible.as_ref());
            if responsible == Some(&holder) {
                None
            } else {
                deny("it is not responsible for the measure")
            }
        }
        Reach::Community => beyond_community(command).map(str::to_owned),
    }
}

/// Why something is not for the coordinating participant, if so.
fn beyond_community(command: &Command) -> Option<&'static str> {
    match &command.body {
        CommandBody::SubmitMandateText(body) if body.kind == crate::event::MandateKind::Mandate => {
            Some("a forum's own mandate is written by its secretariat")
        }
        CommandBody::AdoptMandate(body) if body.kind == crate::event::MandateKind::Mandate => {
            Some("a forum's own mandate is adopted through its secretariat")
        }
        CommandBody::RegisterMeasure(body) if body.strategy.is_none() => Some(
            "the coordinating participant takes up measures of the common strategy: name the strategy",
        ),
        CommandBody::AssignResponsibility(_) if command.stream.kind != StreamKind::Strategy => {
            Some("the coordinating participant places responsibility for the common strategy only")
        }
        _other => None,
    }
}

/// The forum that what is asked for belongs to.
pub fn forum_of(register: &Register, command: &Command) -> Option<ForumId> {
    let of_measure =
        |id: &MeasureId| register.measure(id).and_then(|measure| measure.forum.clone());
    match &command.body {
        CommandBody::EstablishForum(body) => body.parent.clone(),
        CommandBody::ProposeDecision(body) => Some(body.forum.clone()),
        CommandBody::RegisterMeasure(body) => body.forum.clone(),
        CommandBody::SubmitMandateText(body) => ForumId::try_from(&body.owner).ok(),
        CommandBody::AdoptMandate(body) => ForumId::try_from(&body.owner).ok(),
        _other => stream_forum(register, &command.stream, of_measure),
    }
}

fn stream_forum(
    register: &Register,
    stream: &StreamId,
    of_measure: impl Fn(&MeasureId) -> Option<ForumId>,
) -> Option<ForumId> {
    if let Ok(forum) = ForumId::try_from(stream) {
        return Some(forum);
    }
    if let Ok(decision) = DecisionId::try_from(stream) {
        return register.decision(decision)?.forum.clone();
    }
    if let Ok(mandate) = MandateId::try_from(stream) {
        return ForumId::try_from(&register.mandate(&mandate)?.owner).ok();
    }
    MeasureId::try_from(stream).ok().and_then(|id| of_measure(&id))
}

/// Whom a substitute answers for, when the designation covers that forum and day.
pub(crate) fn may_substitute(
    register: &Register,
    principal: &ParticipantId,
    substitute: &ParticipantId,
    forum: &ForumId,
    day: chrono::NaiveDate,
) -> bool {
    register
        .participant(principal)
        .is_some_and(|known| known.substitutes.iter().any(|s| s.covers(substitute, forum, day)))
}
