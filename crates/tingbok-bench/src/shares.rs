//! How often things happen in a made history: one table, which is also what is printed.
use crate::random::Random;

/// Something that happens now and then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described in its row of the table")]
pub enum Share {
    MethodConsensus,
    MethodSilence,
    MethodDeclared,
    AnswerConsents,
    AnswerConditional,
    AnswerStandsAside,
    AnswerReserves,
    AnswerDiscussion,
    AnswerDisqualified,
    AnswerNotAffected,
    Silent,
    Missing,
    Substitute,
    TakenBack,
    AnsweredAgain,
    Changed,
    Remark,
    Absent,
    RecordedInMeeting,
    Attested,
    Contested,
    Extension,
    RevisedBefore,
    RevisedDuring,
    Waiver,
    ProposedBySecretariat,
    InOneList,
    ClosedByElector,
    Reopened,
    WithdrawnAfter,
    Referred,
    Amended,
    Superseding,
    MeasureAfter,
    MandateAfter,
    Forecast,
    MilestoneReported,
    Meeting,
    MinutesApproved,
    SeatMoves,
    ReportedFact,
    AccessChanged,
    RulesChanged,
    Transfer,
    Result,
    Review,
    Evaluation,
    Assignment,
    StatusReported,
    LargeText,
}

/// A row of the table.
#[derive(Debug)]
pub struct Row {
    /// What happens.
    pub share: Share,
    /// How often, in a thousand of [`Row::of`].
    pub per_mille: u64,
    /// Of what.
    pub of: &'static str,
    /// What it is, in words.
    pub what: &'static str,
}

const fn row(share: Share, per_mille: u64, of: &'static str, what: &'static str) -> Row {
    Row { share, per_mille, of, what }
}

/// Every share there is.
pub const SHARES: &[Row] = &[
    row(Share::MethodConsensus, 520, "rounds", "held by consensus"),
    row(Share::MethodSilence, 320, "rounds", "held as a written procedure"),
    row(Share::MethodDeclared, 160, "rounds", "declared by a meeting"),
    row(Share::AnswerConsents, 870, "answers", "consents"),
    row(Share::AnswerConditional, 35, "answers", "consents on a condition"),
    row(Share::AnswerStandsAside, 40, "answers", "stands aside"),
    row(Share::AnswerReserves, 14, "answers", "reserves"),
    row(Share::AnswerDiscussion, 6, "answers", "requests a discussion"),
    row(Share::AnswerDisqualified, 15, "answers", "recuses itself, disqualified"),
    row(Share::AnswerNotAffected, 20, "answers", "recuses itself, not affected"),
    row(Share::Silent, 350, "electors in a written procedure", "stay silent"),
    row(Share::Missing, 4, "electors in a round by consensus", "never answer"),
    row(Share::Substitute, 60, "first answers", "given by a substitute, where one is named"),
    row(Share::TakenBack, 15, "answers", "taken back"),
    row(Share::AnsweredAgain, 850, "answers taken back", "answered again"),
    row(Share::Changed, 20, "answers", "changed later"),
    row(Share::Remark, 250, "answers", "carry a remark"),
    row(Share::Absent, 80, "electors", "absent from a meeting"),
    row(
        Share::RecordedInMeeting,
        120,
        "present electors of a declared round",
        "have an answer recorded",
    ),
    row(Share::Attested, 200, "those listed by a declared round", "attest to it"),
    row(Share::Contested, 60, "attestations", "contest"),
    row(Share::Extension, 12, "days of a round", "move the deadline, once in a round"),
    row(Share::RevisedBefore, 150, "proposals", "revised before a round"),
    row(Share::RevisedDuring, 12, "days of a round", "revise the text under it"),
    row(Share::Waiver, 60, "rounds", "opened with a waiver instead of a basis"),
    row(Share::ProposedBySecretariat, 300, "proposals", "by the secretariat"),
    row(Share::InOneList, 500, "preparations", "sent as one list"),
    row(Share::ClosedByElector, 150, "closings after the deadline", "by an elector"),
    row(Share::Reopened, 700, "rounds not adopted", "followed by another round"),
    row(Share::WithdrawnAfter, 600, "matters given up", "withdrawn by the chair"),
    row(Share::Referred, 250, "withdrawals", "referred to political clarification, and back"),
    row(Share::Amended, 40, "adoptions", "amended by a further round"),
    row(Share::Superseding, 140, "proposals", "to take an older decision's place"),
    row(Share::MeasureAfter, 250, "adoptions", "take up a measure"),
    row(Share::MandateAfter, 80, "adoptions", "adopt a mandate"),
    row(Share::Forecast, 400, "open milestones at a look", "get a forecast"),
    row(Share::MilestoneReported, 80, "milestones reached", "told by a source"),
    row(Share::Meeting, 700, "forums at a look", "hold a meeting"),
    row(Share::MinutesApproved, 600, "meetings", "approve the minutes before"),
    row(Share::SeatMoves, 150, "forums at a look", "a member leaves or joins"),
    row(Share::ReportedFact, 400, "forums at a look", "the registrar reports something"),
    row(Share::AccessChanged, 60, "forums at a look", "an auditor is let in, and out again"),
    row(Share::RulesChanged, 30, "forums at a look", "rules are set"),
    row(Share::Transfer, 20, "forums at a look", "tasks move between participants"),
    row(Share::Result, 120, "forums at a look", "record a result on the ladder"),
    row(Share::Review, 40, "forums at a look", "are reviewed"),
    row(Share::Evaluation, 30, "forums at a look", "are evaluated, with advice and an answer"),
    row(Share::Assignment, 60, "forums at a look", "somebody gets a joint assignment"),
    row(Share::StatusReported, 500, "measures at a look", "report how they go"),
    row(Share::LargeText, 10, "entries", "of 20 to 60 kB"),
];

/// How often, in a thousand.
pub fn per_mille(share: Share) -> u64 {
    SHARES.iter().find(|row| row.share == share).map_or(0, |row| row.per_mille)
}

/// Whether it happens this time.
pub fn happens(random: &mut Random, share: Share) -> bool {
    random.below(1_000) < per_mille(share)
}

/// One of several that make up a whole; the last takes what the others leave.
pub fn draw(random: &mut Random, of: &[Share]) -> Option<Share> {
    let mut left = random.below(1_000);
    for share in of {
        let part = per_mille(*share);
        if left < part {
            return Some(*share);
        }
        left -= part;
    }
    of.last().copied()
}
