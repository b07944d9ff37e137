//! The key of the word for each code. A code of the domain never stands on a page; its word does. There is one
//! function for each type, so that a new code breaks the build until it has a word.
use tingbok_domain::{
    EventKind, Evidence, Role,
    envelope::SourceKind,
    event::{
        AgendaKind, AssignmentStatus, Attribution, BenefitKind, Cleared, Documented, FundingStage,
        GovernanceFunction, Ground, MandateKind, Matter, MeasureKind, MeasureStatus, MeetingStatus,
        MemberRole, Method, Outcome, ParticipantKind, Placement, Position, Presence,
        RecommendationKind, Representation, Resource, Response, ResponsibilityRole, ReviewOutcome,
        SaidOf, Scale, SecretariatModel, Stated, StrategyStatus, SuccessionKind,
    },
};

/// `event-round-opened`.
pub(crate) fn event(kind: EventKind) -> String {
    let mut key = "event".to_owned();
    for character in kind.name().chars() {
        if character.is_ascii_uppercase() {
            key.push('-');
        }
        key.push(character.to_ascii_lowercase());
    }
    key
}

macro_rules! words {
    ($($(#[$doc:meta])* $function:ident($type:ty) { $($code:pat => $key:literal,)* })*) => {$(
        $(#[$doc])*
        pub(crate) const fn $function(code: $type) -> &'static str {
            match code { $($code => $key,)* }
        }
    )*};
}

words! {
    /// What an organisation is.
    participant_kind(ParticipantKind) {
        ParticipantKind::Ministry => "participant-kind-ministry",
        ParticipantKind::Pmo => "participant-kind-pmo",
        ParticipantKind::Agency => "participant-kind-agency",
        ParticipantKind::Collective => "participant-kind-collective",
        ParticipantKind::Other => "participant-kind-other",
    }
    /// How one organisation follows another.
    succession(SuccessionKind) {
        SuccessionKind::Rename => "succession-rename",
        SuccessionKind::Split => "succession-split",
        SuccessionKind::Merge => "succession-merge",
        SuccessionKind::Transfer => "succession-transfer",
    }
    /// A role in a forum.
    member_role(MemberRole) {
        MemberRole::Owner => "role-owner",
        MemberRole::Lead => "role-lead",
        MemberRole::Member => "role-member",
        MemberRole::Chair => "role-chair",
        MemberRole::Observer => "role-observer",
        MemberRole::Agency => "role-agency",
    }
    /// A level of representation.
    representation(Representation) {
        Representation::TopLeader => "representation-top-leader",
        Representation::DirectorGeneral => "representation-director-general",
        Representation::Expert => "representation-expert",
    }
    /// A capacity in which somebody acts.
    actor_role(Role) {
        Role::Secretariat => "role-secretariat",
        Role::Chair => "role-chair",
        Role::Member => "role-member",
        Role::Responsible => "role-responsible",
        Role::Coordinator => "role-coordinator",
        Role::Evaluator => "role-evaluator",
        Role::Addressee => "role-addressee",
        Role::Registrar => "role-registrar",
        Role::Administrator => "role-administrator",
        Role::Auditor => "role-auditor",
    }
    /// A way to answer for something.
    responsibility(ResponsibilityRole) {
        ResponsibilityRole::Responsible => "role-responsible",
        ResponsibilityRole::Contributing => "role-contributing",
        ResponsibilityRole::Steering => "role-steering",
        ResponsibilityRole::ProcessOwner => "role-process-owner",
        ResponsibilityRole::Coordinating => "role-coordinator",
        ResponsibilityRole::Driver => "role-driver",
        ResponsibilityRole::InterestBalancer => "role-interest-balancer",
        ResponsibilityRole::SystemSteward => "role-system-steward",
    }
    /// Whether a meeting took place.
    meeting_status(MeetingStatus) {
        MeetingStatus::Announced => "meeting-announced",
        MeetingStatus::Held => "meeting-held",
        MeetingStatus::Cancelled => "meeting-cancelled",
    }
    /// What an item of an agenda is there for.
    agenda_kind(AgendaKind) {
        AgendaKind::Decision => "agenda-decision",
        AgendaKind::Discussion => "agenda-discussion",
        AgendaKind::Information => "agenda-information",
    }
    /// What a meeting stated.
    stated(Stated) {
        Stated::Agreed => "stated-agreed",
        Stated::NotAgreed => "stated-not-agreed",
        Stated::Postponed => "stated-postponed",
    }
    /// Whether a participant was at a meeting.
    presence(Presence) {
        Presence::Present => "presence-present",
        Presence::StandIn => "presence-stand-in",
        Presence::Absent => "position-absent",
    }
    /// What a mandate stream holds.
    mandate_kind(MandateKind) {
        MandateKind::Mandate => "mandate-kind-mandate",
        MandateKind::Guidelines => "mandate-kind-guidelines",
        MandateKind::GovernanceModel => "mandate-kind-governance-model",
        MandateKind::Agreement => "mandate-kind-agreement",
    }
    /// What a measure is.
    measure_kind(MeasureKind) {
        MeasureKind::Measure => "measure-kind-measure",
        MeasureKind::Project => "measure-kind-project",
        MeasureKind::Programme => "measure-kind-programme",
        MeasureKind::WorkPackage => "measure-kind-work-package",
        MeasureKind::JointTask => "measure-kind-joint-task",
    }
    /// A kind of matter.
    matter(Matter) {
        Matter::General => "matter-general",
        Matter::Budget => "matter-budget",
        Matter::Personnel => "matter-personnel",
        Matter::Mandate => "matter-mandate",
    }
    /// How a round is held.
    method(Method) {
        Method::Consensus => "method-consensus",
        Method::Silence => "method-silence",
        Method::Declared => "method-declared",
    }
    /// What a participant answers.
    position(Position) {
        Position::Consents => "position-consents",
        Position::StandsAside => "position-stands-aside",
        Position::Reserves => "position-reserves",
        Position::RequestsDiscussion => "position-asks-discussion",
        Position::Recuses => "position-recuses",
        Position::Withdrawn => "position-withdrawn",
    }
    /// Why a participant takes no part.
    ground(Ground) {
        Ground::Disqualified => "ground-disqualified",
        Ground::NotAffected => "position-recuses-not-affected",
    }
    /// How far an answer is cleared.
    cleared(Cleared) {
        Cleared::Administrative => "cleared-administrative",
        Cleared::Political => "cleared-political",
        Cleared::NotStated => "cleared-not-stated",
    }
    /// To whom a source attributes a decision.
    attribution(Attribution) {
        Attribution::Collective => "attribution-collective",
        Attribution::Body => "attribution-body",
        Attribution::Unknown => "position-not-documented",
    }
    /// How many positions a source gives.
    documented(Documented) {
        Documented::None => "position-not-documented",
        Documented::Some => "documented-some",
        Documented::All => "documented-all",
    }
    /// How a secretariat is made up.
    secretariat_model(SecretariatModel) {
        SecretariatModel::Broad => "secretariat-broad",
        SecretariatModel::Single => "secretariat-single",
        SecretariatModel::Small => "secretariat-small",
        SecretariatModel::None => "secretariat-none",
        SecretariatModel::NotDocumented => "position-not-documented",
    }
    /// What came of a review.
    review(ReviewOutcome) {
        ReviewOutcome::Continue => "review-continue",
        ReviewOutcome::Adjust => "review-adjust",
        ReviewOutcome::WindDown => "review-wind-down",
    }
    /// Whether a problem is placed in the matrix.
    placement(Placement) {
        Placement::Documented => "placement-documented",
        Placement::NotDocumented => "placement-not-documented",
        Placement::None => "placement-none",
    }
    /// How far a strategy has come.
    strategy_status(StrategyStatus) {
        StrategyStatus::Proposed => "strategy-proposed",
        StrategyStatus::Adopted => "strategy-adopted",
        StrategyStatus::Replaced => "strategy-replaced",
        StrategyStatus::Ended => "strategy-ended",
    }
    /// What the forums are for in a measure.
    function(GovernanceFunction) {
        GovernanceFunction::Decide => "function-decide",
        GovernanceFunction::Advise => "function-advise",
        GovernanceFunction::Inform => "function-inform",
        GovernanceFunction::OutsideModel => "function-outside-model",
    }
    /// How a measure goes.
    measure_status(MeasureStatus) {
        MeasureStatus::Planned => "measure-planned",
        MeasureStatus::Ongoing => "measure-ongoing",
        MeasureStatus::Delayed => "measure-delayed",
        MeasureStatus::Paused => "measure-paused",
        MeasureStatus::Completed => "measure-completed",
        MeasureStatus::Stopped => "measure-stopped",
    }
    /// How much of a measure is aimed at.
    scale(Scale) {
        Scale::Full => "measure-full",
        Scale::Reduced => "measure-reduced",
    }
    /// Of what a status was said.
    said_of(SaidOf) {
        SaidOf::Single => "said-of-single",
        SaidOf::AllTogether => "said-of-all-together",
    }
    /// How far funding has come.
    funding_stage(FundingStage) {
        FundingStage::Proposed => "funding-proposed",
        FundingStage::Agreed => "funding-agreed",
        FundingStage::Allocated => "funding-allocated",
    }
    /// What is given.
    resource(Resource) {
        Resource::Money => "resource-money",
        Resource::Staff => "resource-staff",
    }
    /// A kind of benefit.
    benefit_kind(BenefitKind) {
        BenefitKind::Security => "benefit-kind-security",
        BenefitKind::Preparedness => "benefit-kind-preparedness",
        BenefitKind::Competence => "benefit-kind-competence",
        BenefitKind::Savings => "benefit-kind-savings",
        BenefitKind::ResourceUse => "benefit-kind-resource-use",
        BenefitKind::Development => "benefit-kind-development",
        BenefitKind::Flexibility => "benefit-kind-flexibility",
        BenefitKind::Quality => "benefit-kind-quality",
        BenefitKind::Other => "benefit-kind-other",
    }
    /// What a recommendation is.
    recommendation_kind(RecommendationKind) {
        RecommendationKind::Recommendation => "recommendation-kind-recommendation",
        RecommendationKind::Advice => "recommendation-kind-advice",
        RecommendationKind::Lesson => "recommendation-kind-lesson",
    }
    /// What an addressee answers.
    response(Response) {
        Response::Accepted => "answer-accepted",
        Response::Partly => "answer-partly",
        Response::Rejected => "answer-rejected",
        Response::Noted => "answer-noted",
        Response::Closed => "answer-closed",
    }
    /// How an assignment goes.
    assignment_status(AssignmentStatus) {
        AssignmentStatus::Started => "assignment-started",
        AssignmentStatus::Delivered => "assignment-delivered",
        AssignmentStatus::Accepted => "assignment-accepted",
    }
    /// What kind of source.
    source_kind(SourceKind) {
        SourceKind::Native => "source-native",
        SourceKind::Seed => "source-seed",
        SourceKind::Original => "source-original",
        SourceKind::Import => "source-import",
    }
    /// How the ledger knows.
    evidence(Evidence) {
        Evidence::Witnessed => "evidence-witnessed",
        Evidence::Reported => "evidence-reported",
        Evidence::Derived => "evidence-derived",
    }
}

/// How a round ended, in the words for the way it was held.
pub(crate) const fn outcome(outcome: Outcome, method: Method) -> &'static str {
    match (outcome, method) {
        (Outcome::Adopted, Method::Silence) => "outcome-adopted-silence",
        (Outcome::Adopted, Method::Consensus | Method::Declared) => "outcome-adopted-consensus",
        (Outcome::AdoptedWithDissent, _) => "outcome-adopted-dissent",
        (Outcome::NotAgreed, _) => "outcome-not-agreed",
        (Outcome::Lapsed, _) => "outcome-lapsed",
    }
}

/// The key of the word for a code in an event's body, known by the name of its field and the kind of event.
/// None for a field that holds no code.
pub(crate) fn in_body(kind: EventKind, field: &str, code: &str) -> Option<String> {
    let family = family(kind, field)?;
    let code = code.replace('_', "-");
    let key = match (family, code.as_str()) {
        ("role", "coordinating") => "role-coordinator".to_owned(),
        ("position", "requests-discussion") => "position-asks-discussion".to_owned(),
        ("position", "missing") => "position-silent".to_owned(),
        ("ground", "not-affected") => "position-recuses-not-affected".to_owned(),
        ("presence", "absent") => "position-absent".to_owned(),
        ("outcome", "adopted-with-dissent") => "outcome-adopted-dissent".to_owned(),
        ("decision-referred", "political-clarification") => "decision-referred".to_owned(),
        ("attribution", "unknown") | ("documented", "none") | ("secretariat", "not-documented") => {
            "position-not-documented".to_owned()
        }
        _ => format!("{family}-{code}"),
    };
    Some(key)
}

fn family(kind: EventKind, field: &str) -> Option<&'static str> {
    Some(match field {
        "kind" => kind_family(kind)?,
        "status" => status_family(kind),
        "stage" if kind == EventKind::FundingRecorded => "funding",
        "stage" => "benefit",
        "model" if kind == EventKind::SecretariatOrganised => "secretariat",
        "outcome" if kind == EventKind::ForumReviewed => "review",
        "response" if kind == EventKind::RecommendationAnswered => "answer",
        "placement" => "placement",
        "function" => "function",
        "scale" => "measure",
        "said_of" => "said-of",
        "resource" => "resource",
        "dimension" => "dimension",
        "letter" => "letter",
        "archival_basis" => "archival-basis",
        "role" | "by_role" => "role",
        "action" => "membership",
        "representation" => "representation",
        "presence" => "presence",
        "stated" => "stated",
        "matter" | "silence_for" => "matter",
        "method" => "method",
        "position" | "counts_as" | "response" => "position",
        "ground" => "ground",
        "cleared" => "cleared",
        "outcome" => "outcome",
        "referred_to" => "decision-referred",
        "extent" => "extent",
        "attribution" => "attribution",
        "documented" => "documented",
        "scope" => "scope",
        "visibility_default" => "visibility",
        "language" => "language",
        "code" => "forum-kind",
        "refused_basis_kinds" => "document-kind",
        _ => return None,
    })
}

const fn status_family(kind: EventKind) -> &'static str {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no field of that name")]
    match kind {
        EventKind::MandateTextSubmitted => "mandate",
        EventKind::StrategyPublished => "strategy",
        EventKind::MeasureStatusReported => "measure",
        EventKind::AssignmentReported => "assignment",
        _ => "meeting",
    }
}

fn kind_family(kind: EventKind) -> Option<&'static str> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others have no field of that name")]
    Some(match kind {
        EventKind::ParticipantRegistered => "participant-kind",
        EventKind::ParticipantSucceeded => "succession",
        EventKind::ForumEstablished | EventKind::LedgerOpened | EventKind::DecisionRulesSet => {
            "forum-kind"
        }
        EventKind::MandateTextSubmitted | EventKind::MandateAdopted => "mandate-kind",
        EventKind::MeasureRegistered => "measure-kind",
        EventKind::MilestoneScheduled => "milestone",
        EventKind::BenefitRecorded => "benefit-kind",
        EventKind::RecommendationIssued => "recommendation-kind",
        EventKind::DocumentFiled => "document-kind",
        EventKind::AccessGranted => "principal",
        EventKind::MeetingRecorded => "agenda",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{super::language::Language, *};

    #[test]
    fn every_kind_of_event_has_a_word() {
        for kind in EventKind::ALL {
            for language in Language::ALL {
                assert!(language.find(&event(*kind)).is_some(), "{kind}");
            }
        }
    }

    #[test]
    fn every_key_of_a_code_has_words() {
        // The keys stand in this file as literals; a family's keys are tried with each code of it.
        let source = include_str!("codes.rs");
        let keys = source.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next());
        let keys = keys.filter(|key| {
            let is_family = ["decision-referred", "said-of", "archival-basis"].contains(key);
            key.contains('-') && !key.ends_with("-kind") && !is_family
        });
        let mut seen = 0;
        for key in keys {
            assert!(Language::Nb.find(key).is_some(), "{key} has no words");
            seen += 1;
        }
        assert!(seen > 140, "only {seen} keys");
        for (kind, field, code) in [
            (EventKind::MembershipChanged, "role", "owner"),
            (EventKind::ResponsibilityAssigned, "role", "process_owner"),
            (EventKind::MeetingRecorded, "kind", "information"),
            (EventKind::RoundClosed, "counts_as", "present_no_objection"),
            (EventKind::RoundClosed, "outcome", "lapsed"),
            (EventKind::DecisionWithdrawn, "referred_to", "line"),
            (EventKind::DecisionWithdrawn, "referred_to", "political_clarification"),
            (EventKind::PositionAttested, "response", "contested"),
            (EventKind::LedgerOpened, "visibility_default", "after_outcome"),
            (EventKind::MandateTextSubmitted, "status", "announced"),
            (EventKind::SubstituteDesignated, "scope", "all"),
            (EventKind::MilestoneScheduled, "kind", "baseline"),
            (EventKind::SecretariatOrganised, "model", "not_documented"),
            (EventKind::ForumReviewed, "outcome", "wind_down"),
            (EventKind::ProblemAssessed, "placement", "not_documented"),
            (EventKind::StrategyPublished, "status", "ended"),
            (EventKind::GovernanceFunctionSet, "function", "outside_model"),
            (EventKind::MeasureStatusReported, "status", "paused"),
            (EventKind::MeasureStatusReported, "said_of", "all_together"),
            (EventKind::MeasureStatusReported, "scale", "reduced"),
            (EventKind::FundingRecorded, "stage", "allocated"),
            (EventKind::FundingRecorded, "resource", "staff"),
            (EventKind::BenefitRecorded, "stage", "measured"),
            (EventKind::BenefitRecorded, "kind", "resource_use"),
            (EventKind::RecommendationIssued, "kind", "lesson"),
            (EventKind::RecommendationAnswered, "response", "partly"),
            (EventKind::AssignmentIssued, "letter", "supplementary-letter"),
            (EventKind::AssignmentReported, "status", "delivered"),
            (EventKind::DisclosureErased, "archival_basis", "copy_in_archive"),
            (EventKind::DisclosureErased, "by_role", "administrator"),
        ] {
            let key = in_body(kind, field, code).unwrap();
            assert!(Language::Nn.find(&key).is_some(), "{key} has no words");
        }
    }
}
