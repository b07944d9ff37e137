//! The outcome in a sentence: how, in which round, and each count with its denominator. Nothing is blended.
use super::super::{codes, dates, parts::Said, visit::Visit};
use tingbok_projections::decision::{Closed, Counts, Round, Row, RowStatus};

/// The outcome of one round.
pub(crate) struct OutcomeView {
    /// «Vedtatt ved enighet i runde 2, 10. november 2023. Konsensus.»
    pub(crate) sentence: String,
    /// «5 av 7 sluttet seg til; 1 av 7 …»
    pub(crate) counts: String,
    /// Each condition under the name of its participant.
    pub(crate) conditions: Said,
    /// Under which rules.
    pub(crate) rule: String,
}

/// The outcome of a closed round.
pub(crate) fn of(visit: &Visit, round: &Round, closed: &Closed) -> OutcomeView {
    let date = dates::occurred(visit.language, &closed.origin.occurred);
    let variables = [
        ("outcome", visit.word(codes::outcome(closed.outcome, round.method)).into()),
        ("round", round.number.to_string().into()),
        ("date", date.into()),
        ("method", visit.word(codes::method(round.method)).into()),
    ];
    OutcomeView {
        sentence: visit.sentence("outcome-sentence", variables),
        counts: round.counts.map(|counts| sentence(visit, &counts)).unwrap_or_default(),
        conditions: conditions(visit, &round.rows),
        rule: rule(visit, closed),
    }
}

/// «5 av 7 sluttet seg til; 1 av 7 sluttet seg til med forbehold.»
pub(crate) fn sentence(visit: &Visit, counts: &Counts) -> String {
    let clauses = [
        ("count-consents", counts.consents_plain),
        ("count-consents-condition", counts.consents_conditional),
        ("count-stands-aside", counts.stands_aside),
        ("count-reserves", counts.reserves),
        ("count-requests-discussion", counts.asks_discussion),
        ("count-recuses", counts.recused),
        ("count-present-no-objection", counts.present_no_objection),
        ("count-absent", counts.absent),
        ("count-withdrawn", counts.withdrawn),
        ("count-contested", counts.contested),
        ("count-silent", counts.silent),
        ("count-missing", counts.missing),
        ("count-waiting", counts.waiting),
        ("count-broken-off", counts.broken_off),
    ];
    // The count of agreements is always said, also when it is none.
    let said = clauses.into_iter().filter(|(key, n)| *n > 0 || *key == "count-consents");
    let clause = |(key, n): (&str, u32)| {
        visit.sentence(
            key,
            [("n", n.to_string().into()), ("total", counts.electors.to_string().into())],
        )
    };
    let said: Vec<String> = said.map(clause).collect();
    visit.sentence("outcome-counts", [("counts", said.join("; ").into())])
}

fn conditions(visit: &Visit, rows: &[Row]) -> Said {
    let conditional =
        rows.iter().filter(|row| row.status == RowStatus::Consents && row.conditional);
    let words = conditional.map(|row| {
        let condition = row.answers.iter().rev().find_map(|answer| answer.condition.as_ref());
        let words = condition.map(|words| visit.prose(words)).unwrap_or_default();
        (visit.participant(&row.participant), words)
    });
    Said { heading: visit.word("round-conditions"), words: words.collect() }
}

fn rule(visit: &Visit, closed: &Closed) -> String {
    let variables = [
        ("tally", closed.rule_version.tally.to_string().into()),
        ("rules", closed.rule_version.rules.to_string().into()),
    ];
    visit.sentence("round-rule", variables)
}
