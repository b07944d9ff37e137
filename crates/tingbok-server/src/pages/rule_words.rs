//! The community's own words in the rule data: what the points of its guidelines ask for, and what the steps of its
//! ladder are called. Rules do not read them, so they stand in entries alone.
use super::{error::PageError, markup::Markup, visit::Visit};
use std::collections::BTreeMap;
use tingbok_domain::{
    Event,
    event::RuleTables,
    id::Code,
    text::{Names, Text},
};
use tingbok_projections::Fact;

/// Words of the rule data as the time of the visit knows it.
#[derive(Default)]
pub(crate) struct RuleWords {
    /// The points of each kind of forum, in their order.
    points: BTreeMap<Code, Vec<(Code, Option<Names>)>>,
    /// The steps of each version of the ladder, lowest first.
    ladders: BTreeMap<u32, Vec<(u32, Option<Names>)>>,
}

impl RuleWords {
    /// Reads the opening and every change of the rules.
    pub(crate) fn of(visit: &Visit) -> Result<Self, PageError> {
        let knew = |fact: &Fact| visit.when.filter.knew(fact.position, fact.recorded_at);
        let changes = visit.views.rule_changes().filter(knew);
        let entries = visit.read(&changes.map(|fact| fact.position).collect::<Vec<_>>())?;
        let mut words = Self::default();
        for recorded in &entries {
            if let Event::LedgerOpened(body) = &recorded.entry.event {
                words.add(&body.rules.tables);
            } else if let Event::DecisionRulesSet(body) = &recorded.entry.event
                && let Some(tables) = &body.tables
            {
                words.add(tables);
            }
        }
        Ok(words)
    }

    fn add(&mut self, tables: &RuleTables) {
        for kind in &tables.forum_kinds {
            let point = |point: &tingbok_domain::event::ChecklistPoint| {
                (point.point.clone(), open(point.name.as_ref()))
            };
            self.points.insert(kind.code.clone(), kind.checklist.iter().map(point).collect());
        }
        if let Some(ladder) = &tables.ladder {
            let steps = ladder.steps.iter().map(|step| (step.n, open(Some(&step.name))));
            self.ladders.insert(ladder.version, steps.collect());
        }
    }

    /// The points that a kind of forum is held against.
    pub(crate) fn points(&self, kind: &Code) -> impl Iterator<Item = &Code> {
        self.points.get(kind).into_iter().flatten().map(|(point, _)| point)
    }

    /// «g1: Gir merverdi …»
    pub(crate) fn point(&self, visit: &Visit, kind: &Code, point: &Code) -> Markup {
        let known = self.points.get(kind).into_iter().flatten().find(|(known, _)| known == point);
        let number = format!("{} {}", visit.word("forum-point"), point);
        named(visit, &number, known.and_then(|(_, names)| names.as_ref()))
    }

    /// The steps of a version of the ladder, lowest first.
    pub(crate) fn steps(&self, ladder: u32) -> impl Iterator<Item = u32> {
        self.ladders.get(&ladder).into_iter().flatten().map(|(step, _)| *step)
    }

    /// «Trinn 2: Koordinering»
    pub(crate) fn step(&self, visit: &Visit, ladder: u32, step: u32) -> Markup {
        let known = self.ladders.get(&ladder).into_iter().flatten().find(|(n, _)| *n == step);
        let number = visit.sentence("forum-step", [("n", step.to_string().into())]);
        named(visit, &number, known.and_then(|(_, names)| names.as_ref()))
    }
}

fn open(names: Option<&Text<Names>>) -> Option<Names> {
    names.and_then(Text::open).cloned()
}

/// A number and, where there is one, the name in the page's language.
fn named(visit: &Visit, number: &str, names: Option<&Names>) -> Markup {
    let own = visit.language.tag();
    let of = |tag: &str| names?.iter().find(|(lang, _)| lang.as_str() == tag);
    let Some((lang, name)) = of(own).or_else(|| of("nb")) else { return Markup::text(number) };
    let name = if lang.as_str() == own {
        Markup::text(name)
    } else {
        Markup::foreign(name, lang.as_str())
    };
    Markup::join([Markup::text(number), name], ": ")
}
