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
    id::{DecisionId, ForumId, MandateId, MeasureId, ParticipantId, StrategyId, StreamId},
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
        Role::Member
        | Role::Responsible
        | Role::Coordinator
        | Role::Evaluator
        | Role::Addressee
            if is_for_itself(kind) =>
        {
            Reach::Itself
        }
        Role::Member => match kind {
            K::DecisionProposed
            | K::ProposalRevised
            | K::PositionTaken
            | K::DeadlineExtended
            | K::RoundClosed => Reach::Itself,
            _ => Reach::No,
        },
        Role::Responsible => match kind {
            K::MeasureRegistered
            | K::MeasureStatusReported
            | K::MilestoneScheduled
            | K::MilestoneReached
            | K::FundingRecorded
            | K::BenefitRecorded
            | K::AnchoringRecorded => Reach::OwnMeasure,
            K::DocumentFiled => Reach::Anywhere,
            _ => Reach::No,
        },
        Role::Coordinator => match kind {
            K::ForumEstablished
            | K::MandateTextSubmitted
            | K::MandateAdopted
            | K::MandateRepealed
            | K::StrategyPublished
            | K::MeasureRegistered
            | K::ResponsibilityAssigned
            | K::GovernanceFunctionSet => Reach::Community,
            K::DocumentFiled => Reach::Anywhere,
            _ => Reach::No,
        },
        Role::Evaluator => match kind {
            K::ProblemAssessed
            | K::CoordinationResultRecorded
            | K::DocumentFiled
            | K::EvaluationPublished
            | K::RecommendationIssued => Reach::Anywhere,
            _ => Reach::No,
        },
        Role::Addressee => match kind {
            K::RecommendationAnswered | K::AssignmentIssued | K::AssignmentReported => {
                Reach::Itself
            }
            _ => Reach::No,
        },
        Role::Registrar => for_registrar(kind),
        Role::Administrator => for_administrator(kind),
        Role::Auditor => Reach::No,
    }
}

/// Sets rule data, and keeps keys, sealed words and access.
const fn for_administrator(kind: K) -> Reach {
    match kind {
        K::DecisionRulesSet
        | K::ActorKeyEnrolled
        | K::ActorKeyRevoked
        | K::DisclosureReleased
        | K::DisclosureErased
        | K::AccessGranted
        | K::AccessRevoked
        | K::LogKeyAnnounced => Reach::Anywhere,
        _ => Reach::No,
    }
}

/// What every participant does for itself, in whatever capacity it takes part.
const fn is_for_itself(kind: K) -> bool {
    matches!(
        kind,
        K::SubstituteDesignated | K::PositionAttested | K::ActorKeyEnrolled | K::ActorKeyRevoked
    )
}

/// Registers, corrects, and records what sources report.
const fn for_registrar(kind: K) -> Reach {
    match kind {
        K::ParticipantRegistered | K::ParticipantSucceeded => Reach::Registration,
        K::EventAmended => Reach::Anywhere,
        K::ForumEstablished
        | K::MembershipChanged
        | K::SecretariatOrganised
        | K::MeetingRecorded
        | K::ForumReviewed
        | K::ForumClosed
        | K::ProblemAssessed
        | K::CoordinationResultRecorded
        | K::MandateTextSubmitted
        | K::MandateAdopted
        | K::MandateRepealed
        | K::StrategyPublished
        | K::MeasureRegistered
        | K::ResponsibilityAssigned
        | K::GovernanceFunctionSet
        | K::MeasureStatusReported
        | K::MilestoneScheduled
        | K::MilestoneReached
        | K::FundingRecorded
        | K::BenefitRecorded
        | K::DecisionReported
        | K::DocumentFiled
        | K::AnchoringRecorded
        | K::EvaluationPublished
        | K::RecommendationIssued
        | K::RecommendationAnswered
        | K::AssignmentIssued
        | K::AssignmentReported => Reach::Reported,
        _ => Reach::No,
    }
}

const fn for_forum(kind: K, chair: bool) -> Reach {
    match kind {
        K::ForumEstablished
        | K::MembershipChanged
        | K::SecretariatOrganised
        | K::MeetingRecorded
        | K::ProblemAssessed
        | K::CoordinationResultRecorded
        | K::MandateTextSubmitted
        | K::MandateAdopted
        | K::MandateRepealed
        | K::StrategyPublished
        | K::MeasureRegistered
        | K::ResponsibilityAssigned
        | K::GovernanceFunctionSet
        | K::RecommendationIssued
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
        K::ForumReviewed | K::ForumClosed | K::DecisionWithdrawn if chair => Reach::OwnForum,
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
    let why = denied(register, context, command, (kind, reach), reported);
    let (role, participant) = (actor.role.word(), &actor.participant);
    let asked = command.body.name().word();
    why.map_or(Ok(()), |why| {
        let detail = format!("as {role} of {participant} you may not send {asked} here: {why}");
        Err(Refusal::Forbidden { detail })
    })
}

/// Why it may not, if so.
fn denied(
    register: &Register,
    context: &Context,
    command: &Command,
    (kind, reach): (K, Reach),
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
        return deny(
            "the rule data does not name it as coordinating today; the administrator names it with SetDecisionRules, in tables.coordinating",
        );
    }
    if actor.role == Role::Evaluator && !holds(&register.rules().evaluating) {
        return deny(
            "the rule data does not name it as evaluating today; the administrator names it with SetDecisionRules, in tables.evaluating",
        );
    }
    match reach {
        Reach::No => {
            let may = Role::ALL.iter().filter(|role| self::reach(**role, kind) != Reach::No);
            let may: Vec<_> = may.map(|role| role.word()).collect();
            deny(&format!("that is for {}", may.join(", ")))
        }
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
        Reach::Community => beyond_community(register, command).map(str::to_owned),
    }
}

/// Why something is not for the coordinating participant, if so.
fn beyond_community(register: &Register, command: &Command) -> Option<&'static str> {
    let common = |id: &StrategyId| register.strategy(id).is_none_or(|known| known.forum.is_none());
    // A measure of the common strategy.
    let of_common = |stream: &StreamId| {
        let measure = MeasureId::try_from(stream).ok().and_then(|id| register.measure(&id));
        measure.and_then(|measure| measure.strategy.as_ref()).is_some_and(common)
    };
    match &command.body {
        CommandBody::RepealMandate(_)
            if MandateId::try_from(&command.stream)
                .ok()
                .and_then(|id| register.mandate(&id))
                .is_some_and(|mandate| mandate.kind == crate::event::MandateKind::Mandate) =>
        {
            Some("a forum's own mandate is repealed through its secretariat")
        }
        CommandBody::PublishStrategy(body)
            if body.forum.is_some()
                || !StrategyId::try_from(&command.stream).is_ok_and(|id| common(&id)) =>
        {
            Some("a forum's own strategy is published by its secretariat")
        }
        CommandBody::SetGovernanceFunction(_) if !of_common(&command.stream) => {
            Some("the coordinating participant says so of measures of the common strategy only")
        }
        CommandBody::SubmitMandateText(body) if body.kind == crate::event::MandateKind::Mandate => {
            Some("a forum's own mandate is written by its secretariat")
        }
        CommandBody::AdoptMandate(body) if body.kind == crate::event::MandateKind::Mandate => {
            Some("a forum's own mandate is adopted through its secretariat")
        }
        CommandBody::RegisterMeasure(body) if !body.strategy.as_ref().is_some_and(common) => Some(
            "the coordinating participant takes up measures of the common strategy: name the strategy",
        ),
        CommandBody::AssignResponsibility(_)
            if !StrategyId::try_from(&command.stream).is_ok_and(|id| common(&id))
                && !of_common(&command.stream) =>
        {
            Some(
                "the coordinating participant places responsibility for the common strategy and its measures only",
            )
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
        CommandBody::PublishStrategy(body) => {
            let known = StrategyId::try_from(&command.stream).ok();
            // What only a source tells of a strategy says of no forum that it is its own.
            let known = known.and_then(|id| register.strategy(&id));
            let known = known.filter(|strategy| strategy.status.is_some());
            known.map_or_else(|| body.forum.clone(), |strategy| strategy.forum.clone())
        }
        // What a forum that has ended decided is replaced by one that took its matters over.
        CommandBody::SupersedeDecision(body) => {
            let old = stream_forum(register, &command.stream, of_measure)?;
            let by = register.decision(body.by).and_then(|by| by.forum.clone());
            let ended = register.forum(&old).and_then(|forum| forum.closed.as_ref());
            by.filter(|by| ended.is_some_and(|handover| handover.contains(by))).or(Some(old))
        }
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
    if let Ok(strategy) = StrategyId::try_from(stream) {
        return register.strategy(&strategy)?.forum.clone();
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
