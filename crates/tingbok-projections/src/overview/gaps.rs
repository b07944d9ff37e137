//! What no source says, object by object. A gap is shown, never filled.
use super::{LadderSteps, Objects};
use crate::Words;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;
use tingbok_domain::{
    BenefitId, MeetingId, MilestoneId, ParticipantId, RecommendationId, StreamId,
    event::DraftNumber, id::Code,
};

mod forums;
mod work;

/// What is not documented of one object.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ObjectGaps {
    /// The object.
    pub subject: StreamId,
    /// The recommendation in it, when the gaps are of one.
    pub recommendation: Option<RecommendationId>,
    /// What it is called, or its words; absent for a mandate, which has no name of its own.
    pub title: Option<Words>,
    /// Each once, in the order of their codes.
    pub gaps: Vec<Gap>,
}

macro_rules! gaps {
    ($($(#[$doc:meta])* $gap:ident $(($of:ty))? = $code:literal;)*) => {
        /// Something that no source says. Written as `{"code": …, "of": …}`, shown as `code` or `code-of`.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
        #[serde(tag = "code", content = "of")]
        pub enum Gap { $($(#[$doc])* #[serde(rename = $code)] $gap $(($of))?,)* }

        impl Gap {
            /// Every code there is.
            pub const CODES: &[&str] = &[$($code,)*];

            /// Its code, without what it is of.
            pub const fn code(&self) -> &'static str {
                match self { $(gaps!(@pattern $gap $(($of))?) => $code,)* }
            }

            /// What it is of: a version, a step, a meeting …
            pub fn of(&self) -> Option<String> {
                match self { $(gaps!(@binding $gap of $(($of))?) => gaps!(@text of $(($of))?),)* }
            }
        }
    };
    (@pattern $gap:ident ($of:ty)) => { Self::$gap(_) };
    (@pattern $gap:ident) => { Self::$gap };
    (@binding $gap:ident $name:ident ($of:ty)) => { Self::$gap($name) };
    (@binding $gap:ident $name:ident) => { Self::$gap };
    (@text $name:ident ($of:ty)) => { Some($name.to_string()) };
    (@text $name:ident) => { None };
}

gaps! {
    /// When it began, was decided or published: no first day, or only some time within a range.
    Start = "start";
    /// What it is for.
    Purpose = "purpose";
    /// Who sits in it.
    Members = "members";
    /// Who leads it.
    Lead = "lead";
    /// How its secretariat is set up.
    Secretariat = "secretariat";
    /// Its mandate.
    Mandate = "mandate";
    /// The text of a version.
    MandateText(u32) = "mandate-text";
    /// The text of a draft.
    DraftText(DraftNumber) = "draft-text";
    /// The decision that adopted a version.
    AdoptionDecision(u32) = "adoption-decision";
    /// When a version was adopted.
    AdoptionDay(u32) = "adoption-day";
    /// The problem it works on.
    Problem = "problem";
    /// Whose view of the problem it is.
    ProblemAssessor(Code) = "problem-assessor";
    /// Where a view places the problem.
    ProblemPlacement(Code) = "problem-placement";
    /// What was achieved on a step of the ladder.
    LadderStep(u32) = "ladder-step";
    /// The meeting of a number.
    MeetingNumber(u32) = "meeting-number";
    /// Whether a meeting that was announced was held.
    MeetingHeld(MeetingId) = "meeting-held";
    /// Who was at a meeting.
    Attendance(MeetingId) = "attendance";
    /// The minutes of a meeting.
    Minutes(MeetingId) = "minutes";
    /// The decision that ended it.
    ClosingDecision = "closing-decision";
    /// Who decided.
    DecidingBody = "deciding-body";
    /// Who agreed and who did not.
    Positions = "positions";
    /// Who answers for it.
    Responsible = "responsible";
    /// How it goes, said of it alone.
    Status = "status";
    /// What the forums are for in it.
    GovernanceFunction = "governance-function";
    /// Whether it has a steering group of its own.
    SteeringGroup = "steering-group";
    /// The goals it serves.
    Goals = "goals";
    /// The first plan of a milestone.
    Baseline(MilestoneId) = "baseline";
    /// What became of a milestone whose day has passed.
    MilestoneOutcome(MilestoneId) = "milestone-outcome";
    /// What pays for it.
    Funding = "funding";
    /// How much.
    FundingAmount = "funding-amount";
    /// Who pays.
    FundingPayers = "funding-payers";
    /// What it is expected to give.
    Benefits = "benefits";
    /// What was measured of a benefit.
    BenefitMeasured(BenefitId) = "benefit-measured";
    /// The years it is for.
    Period = "period";
    /// Who owns it.
    Owners = "owners";
    /// The words of a goal.
    GoalText(Code) = "goal-text";
    /// To whom it is.
    Addressee = "addressee";
    /// What an addressee answered.
    Answer(ParticipantId) = "answer";
    /// By when.
    Due = "due";
    /// The budget year.
    Year = "year";
    /// Whether a recipient delivered.
    Delivery(ParticipantId) = "delivery";
    /// Who evaluated.
    Evaluator = "evaluator";
    /// Who asked for the evaluation.
    Commissioner = "commissioner";
    /// What was found.
    Findings = "findings";
    /// The document it stands in.
    Document = "document";
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of() {
            Some(of) => write!(f, "{}-{of}", self.code()),
            None => f.write_str(self.code()),
        }
    }
}

/// The gaps of every object given, on `day`, which their states were read at; objects without any are left out.
///
/// A ladder's steps and the problem are looked for only in forums that anything of the kind is recorded of: nobody
/// misses them elsewhere. Words that are sealed are documented, and stand here as missing only where a state
/// cannot tell the two apart: the text of a mandate.
pub fn not_documented(
    objects: &Objects<'_>,
    ladder: Option<&LadderSteps>,
    day: NaiveDate,
) -> Vec<ObjectGaps> {
    let forums = objects
        .forums
        .iter()
        .map(|forum| of(&forum.id, Some(&forum.name), forums::of_forum(forum, ladder, day)));
    let mandates =
        objects.mandates.iter().map(|mandate| of(&mandate.id, None, forums::of_mandate(mandate)));
    let decisions = objects
        .decisions
        .iter()
        .map(|decision| of(&decision.id, Some(&decision.title), forums::of_decision(decision)));
    let strategies = objects
        .strategies
        .iter()
        .map(|strategy| of(&strategy.id, Some(&strategy.title), work::of_strategy(strategy)));
    let measures = objects
        .measures
        .iter()
        .map(|measure| of(&measure.id, Some(&measure.title), work::of_measure(measure, day)));
    let evaluations = objects.evaluations.iter().map(|evaluation| {
        of(&evaluation.id, evaluation.title.as_ref(), work::of_evaluation(evaluation))
    });
    let recommendations = objects.recommendations.iter().map(|advice| ObjectGaps {
        recommendation: Some(advice.id.clone()),
        ..of(advice.stream.clone(), Some(&advice.text), work::of_recommendation(advice))
    });
    let assignments = objects.assignments.iter().map(|assignment| {
        of(&assignment.id, Some(&assignment.text), work::of_assignment(assignment))
    });
    let all = forums.chain(mandates).chain(strategies).chain(measures).chain(decisions);
    let all = all.chain(evaluations).chain(recommendations).chain(assignments);
    all.filter(|object| !object.gaps.is_empty()).collect()
}

fn of(subject: impl Into<StreamId>, title: Option<&Words>, mut gaps: Vec<Gap>) -> ObjectGaps {
    gaps.sort();
    gaps.dedup();
    ObjectGaps { subject: subject.into(), recommendation: None, title: title.cloned(), gaps }
}
