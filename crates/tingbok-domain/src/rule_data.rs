//! What is particular to a community and not to consensus: dated data that rules look things up in.
use crate::{
    event::{DefaultVisibility, Matter, Quorum, RoundRules, RuleTables, StartingRules},
    id::{Code, ParticipantId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The structural part of the rule data in force, as rules read it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RuleData {
    /// Days that are no working days.
    pub holidays: BTreeSet<NaiveDate>,
    /// Kinds of forums.
    pub forum_kinds: BTreeMap<Code, KindRules>,
    /// Whom to consult for a kind of forum, with first and last day.
    pub consult: Vec<(Code, Dated)>,
    /// Who coordinates.
    pub coordinating: Vec<Dated>,
    /// Who evaluates.
    pub evaluating: Vec<Dated>,
    /// Kinds of documents that are no basis.
    pub refused_basis_kinds: BTreeSet<Code>,
    /// Ladders of coordination by version, each with its steps.
    pub ladders: BTreeMap<u32, BTreeSet<u32>>,
}

/// What holds for a kind of forum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KindRules {
    /// A forum of this kind says when it is reviewed.
    pub review_by_required: bool,
    /// Rounds are public only when closed.
    pub after_outcome: bool,
    /// The points it is held against; empty = any.
    pub checklist: BTreeSet<Code>,
}

/// Who holds a function in a span of days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Dated {
    /// Who.
    pub participant: ParticipantId,
    /// First day; none = from the start.
    pub from: Option<NaiveDate>,
    /// Last day; none = without end.
    pub to: Option<NaiveDate>,
}

impl Dated {
    fn same_start(&self, other: &Self) -> bool {
        self.participant == other.participant && self.from == other.from
    }
    /// True on days within the span.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl RuleData {
    /// The data a ledger starts with.
    pub fn starting(rules: &StartingRules) -> Self {
        let mut data = Self::default();
        data.add(&rules.tables);
        data
    }

    /// Adds tables. What was there under the same name is replaced: a kind of forum, a ladder of a version, who
    /// holds a function from a day on (so that its last day can be set later).
    pub fn add(&mut self, tables: &RuleTables) {
        self.holidays.extend(&tables.holidays);
        self.forum_kinds.extend(tables.forum_kinds.iter().map(|kind| {
            let rules = KindRules {
                review_by_required: kind.review_by_required,
                after_outcome: kind.visibility_default == DefaultVisibility::AfterOutcome,
                checklist: kind.checklist.iter().map(|point| point.point.clone()).collect(),
            };
            (kind.code.clone(), rules)
        }));
        for rule in &tables.consult {
            let from = Some(rule.from);
            let dated = Dated { participant: rule.participant.clone(), from, to: rule.to };
            self.consult.retain(|(kind, old)| *kind != rule.kind || !old.same_start(&dated));
            self.consult.push((rule.kind.clone(), dated));
        }
        for (all, holders) in [
            (&mut self.coordinating, &tables.coordinating),
            (&mut self.evaluating, &tables.evaluating),
        ] {
            for holder in holders {
                let participant = holder.participant.clone();
                let dated = Dated { participant, from: holder.from, to: holder.to };
                all.retain(|old| !old.same_start(&dated));
                all.push(dated);
            }
        }
        self.refused_basis_kinds.extend(tables.refused_basis_kinds.iter().cloned());
        if let Some(ladder) = &tables.ladder {
            let steps = ladder.steps.iter().map(|step| step.n).collect();
            self.ladders.insert(ladder.version, steps);
        }
    }

    /// Whom to consult before a forum of `kind` is established on `day`.
    pub fn to_consult(&self, kind: &Code, day: NaiveDate) -> Vec<&ParticipantId> {
        let due = self.consult.iter().filter(|(of, dated)| of == kind && dated.holds_on(day));
        due.map(|(_, dated)| &dated.participant).collect()
    }
}

/// How rounds are held: complete, with every value settled.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Rounds {
    /// What a round needs beside the absence of objections.
    pub quorum: Quorum,
    /// Matters beside the general that a written procedure may settle.
    pub silence_for: BTreeSet<Matter>,
    /// Fewest working days from opening to deadline in a written procedure.
    pub silence_min_working_days: u32,
    /// Whether basis and anchoring must be there.
    pub basis_required: bool,
    /// Who may read what belongs to a round, where set; else the forum's kind says.
    pub after_outcome: Option<bool>,
}

impl Default for Rounds {
    /// The values of the domain model's table for a ledger whose data says nothing else.
    fn default() -> Self {
        Self {
            quorum: Quorum { consents: 1, present_percent: 50 },
            silence_for: BTreeSet::new(),
            silence_min_working_days: 5,
            basis_required: true,
            after_outcome: None,
        }
    }
}

impl Rounds {
    /// These rules with what `set` names changed.
    #[must_use]
    pub fn with(&self, set: &RoundRules) -> Self {
        let visibility = set.visibility_default.map(|v| v == DefaultVisibility::AfterOutcome);
        let silence_for = set.silence_for.as_ref().map(|matters| matters.iter().copied().collect());
        Self {
            quorum: Quorum {
                // Fewer than one agreement would let silence alone adopt.
                consents: set.quorum.unwrap_or(self.quorum.consents).max(1),
                present_percent: set.present_quorum.unwrap_or(self.quorum.present_percent),
            },
            silence_for: silence_for.unwrap_or_else(|| self.silence_for.clone()),
            silence_min_working_days: set
                .silence_min_working_days
                .unwrap_or(self.silence_min_working_days),
            basis_required: set.basis_required.unwrap_or(self.basis_required),
            after_outcome: visibility.or(self.after_outcome),
        }
    }
}
