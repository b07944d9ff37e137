//! The ladder of coordination: what each forum achieved on each step, with the steps that nobody documents.
use crate::{
    AsOf, IsPublic, Origin, Words,
    forum::{CoordinationResult, ForumState},
    select::{Pick, select},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{DocumentId, Event, ForumId, Recorded, edtf::By, event::Ladder, text::Names};

/// A ladder of the rule data.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LadderSteps {
    /// Its version.
    pub version: u32,
    /// Its steps, lowest first.
    pub steps: Vec<StepName>,
    /// The entry that set it.
    pub origin: Origin,
}

/// A step of a ladder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StepName {
    /// Its number, from 1.
    pub n: u32,
    /// What it is called in each language; empty when not everybody may read it.
    pub name: Names,
}

/// Forums against steps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LadderTable {
    /// The version of the ladder; absent when no rule data names its steps.
    pub version: Option<u32>,
    /// The steps, lowest first.
    pub steps: Vec<Step>,
    /// A row for each forum, in the order given.
    pub rows: Vec<LadderRow>,
}

/// The head of a column.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    /// Its number.
    pub n: u32,
    /// What it is called in each language.
    pub name: Names,
    /// False when no forum has anything on it.
    pub documented: bool,
}

/// What one forum achieved.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LadderRow {
    /// The forum.
    pub forum: ForumId,
    /// What it is called.
    pub name: Words,
    /// A cell for each step of the table, in the same order.
    pub cells: Vec<Cell>,
    /// The highest step that anything stands on; derived, and no score.
    pub highest: Option<u32>,
}

/// What one forum achieved on one step.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Cell {
    /// The step.
    pub step: u32,
    /// Line by line, in the order of the sources.
    pub lines: Vec<Line>,
    /// How well it is documented.
    pub state: CellState,
}

/// One line of a cell.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Line {
    /// Its words; one line without words when not everybody may read them.
    pub text: Words,
    /// True when documents show it.
    pub evidenced: bool,
    /// Those documents.
    pub evidence_docs: Vec<DocumentId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How well a cell is documented.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// Nothing is documented.
    None,
    /// Only sources tell of it.
    Reported,
    /// It was recorded here, without a document that shows it.
    Recorded,
    /// A document shows at least a line of it.
    Evidenced,
}

/// The ladders of the rule data, by version, from the ledger's own entries.
///
/// Rule data names the steps, it tells nothing that happened: what the ledger knew at the time asked for counts.
/// Of a version set more than once the newest counts that was there by the day asked for, or else the first.
pub fn ladders(events: &[Recorded], when: &AsOf, is_public: IsPublic<'_>) -> Vec<LadderSteps> {
    let (picks, _) = select(events, &AsOf { as_of: None, ..*when }, is_public);
    let mut newest: BTreeMap<u32, LadderSteps> = BTreeMap::new();
    for pick in &picks {
        let Some(ladder) = set_by(&pick.recorded.entry.event) else { continue };
        let there = when.as_of.is_none_or(|day| pick.occurred.by(day) == By::Yes);
        if there || !newest.contains_key(&ladder.version) {
            newest.insert(ladder.version, steps(pick, ladder));
        }
    }
    newest.into_values().collect()
}

fn set_by(event: &Event) -> Option<&Ladder> {
    if let Event::LedgerOpened(body) = event {
        body.rules.tables.ladder.as_ref()
    } else if let Event::DecisionRulesSet(body) = event {
        body.tables.as_ref()?.ladder.as_ref()
    } else {
        None
    }
}

fn steps(pick: &Pick<'_>, ladder: &Ladder) -> LadderSteps {
    let name = |step: &tingbok_domain::event::LadderStep| StepName {
        n: step.n,
        name: pick.open(&step.name).unwrap_or_default(),
    };
    let mut steps: Vec<StepName> = ladder.steps.iter().map(name).collect();
    steps.sort_by_key(|step| step.n);
    LadderSteps { version: ladder.version, steps, origin: pick.origin() }
}

/// The table of one ladder: results on other versions are left out. Without rule data every result stands, and
/// the steps are those that results name, without names of their own.
pub fn ladder(rules: Option<&LadderSteps>, forums: &[ForumState]) -> LadderTable {
    let version = rules.map(|rules| rules.version);
    let on_it = |result: &&CoordinationResult| version.is_none_or(|n| n == result.ladder);
    let of = |forum: &ForumState| -> Vec<CoordinationResult> {
        forum.results.iter().filter(on_it).cloned().collect()
    };
    let results: Vec<(&ForumState, Vec<CoordinationResult>)> =
        forums.iter().map(|forum| (forum, of(forum))).collect();
    let filled: BTreeSet<u32> =
        results.iter().flat_map(|(_, results)| results).map(|result| result.step).collect();
    let mut names: BTreeMap<u32, Names> =
        filled.iter().map(|step| (*step, Names::default())).collect();
    for step in rules.iter().flat_map(|rules| &rules.steps) {
        names.insert(step.n, step.name.clone());
    }
    let steps: Vec<Step> = names
        .into_iter()
        .map(|(n, name)| Step { n, name, documented: filled.contains(&n) })
        .collect();
    let rows = results.iter().map(|(forum, results)| LadderRow {
        forum: forum.id.clone(),
        name: forum.name.clone(),
        cells: steps.iter().map(|step| cell(step.n, results)).collect(),
        highest: results.iter().map(|result| result.step).max(),
    });
    LadderTable { version, rows: rows.collect(), steps }
}

fn cell(step: u32, results: &[CoordinationResult]) -> Cell {
    let here = || results.iter().filter(|result| result.step == step);
    let state = here().map(state_of).max().unwrap_or(CellState::None);
    Cell { step, lines: here().flat_map(lines).collect(), state }
}

fn state_of(result: &CoordinationResult) -> CellState {
    if !result.evidence_docs.is_empty() {
        CellState::Evidenced
    } else if result.origin.is_reported() {
        CellState::Reported
    } else {
        CellState::Recorded
    }
}

fn lines(result: &CoordinationResult) -> Vec<Line> {
    let line = |words: Option<String>| Line {
        text: Words { words, lang: result.statement.lang.clone() },
        evidenced: !result.evidence_docs.is_empty(),
        evidence_docs: result.evidence_docs.clone(),
        origin: result.origin.clone(),
    };
    match &result.statement.words {
        None => vec![line(None)],
        Some(words) => {
            let written = words.lines().map(str::trim).filter(|text| !text.is_empty());
            written.map(|text| line(Some(text.to_owned()))).collect()
        }
    }
}
