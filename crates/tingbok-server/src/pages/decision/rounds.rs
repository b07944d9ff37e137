//! One round: what was asked, under which rules, what was written, and what came of it.
use super::super::{
    codes, dates,
    markup::Markup,
    parts::{Pairs, Said},
    visit::Visit,
};
use super::{outcome, status};
use tingbok_domain::event::{Method, Position};
use tingbok_projections::{
    Words,
    decision::{Answer, DecisionState, Round, Row},
};

/// A round as the page shows it.
pub(crate) struct RoundView {
    /// Its number.
    pub(crate) number: u32,
    /// «Runde 2, om revisjon 3».
    pub(crate) heading: String,
    /// How it ended, or that it is open.
    pub(crate) status: Markup,
    /// The counts, when the answers are public.
    pub(crate) counts: String,
    /// Method, deadline, requirement and so on.
    pub(crate) facts: Pairs,
    /// Sentences that explain.
    pub(crate) notes: Vec<Markup>,
    /// What participants wrote, by what it is.
    pub(crate) said: Vec<Said>,
    /// The text that was answered.
    pub(crate) text: Markup,
}

/// The view of one round.
pub(crate) fn of(visit: &Visit, state: &DecisionState, round: &Round) -> RoundView {
    let variables =
        [("n", round.number.to_string().into()), ("revision", round.revision.to_string().into())];
    let revision = state.revisions.iter().find(|revision| revision.revision == round.revision);
    RoundView {
        number: round.number,
        heading: visit.sentence("round-on-revision", variables),
        status: status_of(visit, round),
        counts: counts(visit, round),
        facts: facts(visit, round),
        notes: notes(visit, state, round),
        said: said(visit, round),
        text: revision.map(|revision| visit.prose(&revision.text)).unwrap_or_default(),
    }
}

fn status_of(visit: &Visit, round: &Round) -> Markup {
    if round.interrupted.is_some() {
        return Markup::tag("past", &visit.word("round-interrupted"));
    }
    status::outcome(visit, round).unwrap_or_else(|| {
        let open = Markup::tag("open", &visit.word("round-not-closed"));
        Markup::join([Some(open), late(visit, round)].into_iter().flatten(), " ")
    })
}

/// True of a round that is open after its last day to answer.
pub(crate) fn is_overdue(visit: &Visit, round: &Round) -> bool {
    round.is_open() && round.deadline.is_some_and(|deadline| deadline < visit.today())
}

/// «Over fristen», when the round is.
pub(crate) fn late(visit: &Visit, round: &Round) -> Option<Markup> {
    is_overdue(visit, round).then(|| Markup::tag("late", &visit.word("overdue")))
}

fn counts(visit: &Visit, round: &Round) -> String {
    match &round.counts {
        Some(counts) => outcome::sentence(visit, counts),
        None => visit.word("round-hidden"),
    }
}

fn facts(visit: &Visit, round: &Round) -> Pairs {
    let mut pairs = Pairs::default();
    let day = |date| dates::day_markup(visit.language, date);
    pairs.add(visit.word("round-method"), Markup::text(&visit.word(codes::method(round.method))));
    pairs.add(visit.word("round-opened"), visit.dated(&round.opened));
    let deadline = round.deadline.map(day).into_iter().chain(late(visit, round));
    pairs.add_some(visit.word("round-deadline"), Some(Markup::join(deadline, " ")));
    pairs.add_some(
        visit.word("round-closed"),
        round.closed.as_ref().map(|closed| visit.dated(&closed.origin)),
    );
    let electors = u32::try_from(round.rows.len()).unwrap_or(u32::MAX);
    let electors = visit.sentence("round-electors-count", [("n", electors.into())]);
    pairs.add(visit.word("round-electors"), Markup::text(&electors));
    let words = |words: &Option<Words>| words.as_ref().map(|words| visit.words(words));
    pairs.add_some(visit.word("round-notified"), words(&round.notified_by));
    pairs.add_some(visit.word("round-reopen-reason"), words(&round.reopen_reason));
    pairs.add_some(visit.word("round-waiver"), words(&round.waiver));
    pairs.add_some(
        visit.word("field-quorum"),
        quorum(visit, round).map(|sentence| Markup::text(&sentence)),
    );
    let version = round.closed.as_ref().map_or(round.rule_version, |closed| closed.rule_version);
    let variables =
        [("tally", version.tally.to_string().into()), ("rules", version.rules.to_string().into())];
    pairs.add(
        visit.word("field-rule-version"),
        Markup::text(&visit.sentence("round-rule-version", variables)),
    );
    pairs
}

fn quorum(visit: &Visit, round: &Round) -> Option<String> {
    match round.method {
        Method::Consensus => None,
        Method::Silence => {
            Some(visit.sentence("round-quorum-consents", [("n", round.quorum.consents.into())]))
        }
        Method::Declared => {
            let percent = round.quorum.present_percent.to_string();
            Some(visit.sentence("round-quorum-present", [("n", percent.into())]))
        }
    }
}

fn notes(visit: &Visit, state: &DecisionState, round: &Round) -> Vec<Markup> {
    let mut notes = Vec::new();
    for extension in &round.extensions {
        let from = extension.from.map(|date| dates::day(visit.language, date)).unwrap_or_default();
        let variables = [
            ("from", from.into()),
            ("to", dates::day(visit.language, extension.until).into()),
            ("name", visit.plain_name(&extension.requested_by).into()),
        ];
        let sentence = Markup::text(&visit.sentence("round-deadline-extended", variables));
        notes.push(Markup::join([sentence, visit.words(&extension.reason)], ": "));
    }
    for row in round.rows.iter().filter(|row| row.reservation_lifted) {
        notes.extend(lifted(visit, state, round, row));
    }
    notes
}

/// Where the reservation that is lifted was made: earlier in this round, or in an earlier one.
fn lifted(visit: &Visit, state: &DecisionState, round: &Round, row: &Row) -> Option<Markup> {
    let name = visit.plain_name(&row.participant);
    let reserves = |row: &&Answer| row.position == Position::Reserves;
    if let Some(earlier) = row.answers.iter().find(reserves) {
        let now = row.answers.last()?;
        let date = |answer: &Answer| dates::occurred(visit.language, &answer.origin.occurred);
        let variables =
            [("name", name.into()), ("from", date(earlier).into()), ("to", date(now).into())];
        return Some(Markup::text(&visit.sentence("round-lifted-by", variables)));
    }
    let seat = |other: &&Row| {
        other.participant == row.participant || row.formerly.contains(&other.participant)
    };
    let had = |earlier: &&Round| {
        let mut rows = earlier.rows.iter().filter(seat);
        earlier.number < round.number
            && rows.any(|row| row.answers.iter().any(|answer| reserves(&answer)))
    };
    let earlier = state.rounds.iter().rev().find(had)?;
    let variables = [
        ("name", name.into()),
        ("from", earlier.number.to_string().into()),
        ("to", round.number.to_string().into()),
    ];
    Some(Markup::text(&visit.sentence("round-lifted-in", variables)))
}

fn said(visit: &Visit, round: &Round) -> Vec<Said> {
    let of = |key: &str, pick: fn(&Answer) -> Option<&Words>| {
        let rows = round.rows.iter().filter_map(|row| Some((row, pick(row.answers.last()?)?)));
        let words =
            rows.map(|(row, words)| (visit.participant(&row.participant), visit.prose(words)));
        Said { heading: visit.word(key), words: words.collect() }
    };
    let all = [
        of("round-special-remarks", |answer| answer.statement.as_ref()),
        of("round-conditions", |answer| answer.condition.as_ref()),
        of("round-reasons", |answer| answer.reason.as_ref()),
        of("round-resolves-if", |answer| answer.resolves_if.as_ref()),
        of("round-remarks", |answer| answer.remark.as_ref()),
        Said { heading: visit.word("round-earlier-answers"), words: earlier_answers(visit, round) },
        Said { heading: visit.word("round-attestations"), words: attestations(visit, round) },
    ];
    all.into_iter().filter(|said| !said.words.is_empty()).collect()
}

/// Answers that a later one of the same seat took the place of.
fn earlier_answers(visit: &Visit, round: &Round) -> Vec<(Markup, Markup)> {
    let mut words = Vec::new();
    for row in &round.rows {
        let replaced = row.answers.len().saturating_sub(1);
        for answer in row.answers.iter().take(replaced) {
            let position = Markup::text(&visit.word(codes::position(answer.position)));
            let mut pieces = vec![Markup::join([position, visit.dated(&answer.origin)], ", ")];
            let reasons = [
                &answer.reason,
                &answer.condition,
                &answer.statement,
                &answer.resolves_if,
                &answer.remark,
            ];
            pieces.extend(reasons.into_iter().flatten().map(|words| visit.prose(words)));
            words.push((visit.participant(&answer.participant), Markup::join(pieces, " ")));
        }
    }
    words
}

/// What participants say, after the closing, of what was recorded for them.
fn attestations(visit: &Visit, round: &Round) -> Vec<(Markup, Markup)> {
    let contests = round.contested_by.iter().map(|contest| {
        let word = Markup::text(&visit.word("position-contested"));
        let mut pieces = vec![Markup::join([word, visit.dated(&contest.origin)], ", ")];
        pieces.extend(contest.statement.as_ref().map(|words| visit.prose(words)));
        (visit.participant(&contest.participant), Markup::join(pieces, " "))
    });
    contests.collect()
}
