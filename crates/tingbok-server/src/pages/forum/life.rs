//! How a forum is run, reviewed and ended, which problem it works on, and what came of it.
use super::super::{
    codes, dates,
    error::PageError,
    markup::Markup,
    measure,
    parts::{Pairs, Table, not_applicable, not_documented},
    rule_words::RuleWords,
    visit::Visit,
};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    MeasureId, ParticipantId,
    event::{GovernanceFunction, MeasureKind},
};
use tingbok_projections::{
    Origin,
    forum::{Closing, CoordinationResult, ForumState, Problem, Review, Secretariat},
};

/// When it was said, and after which source.
fn said(visit: &Visit, origin: &Origin) -> Markup {
    let pieces = [Some(visit.dated(origin)), visit.reported(origin)];
    Markup::join(pieces.into_iter().flatten(), " ")
}

fn participants(visit: &Visit, ids: &[ParticipantId]) -> Markup {
    visit.list(ids.iter().map(|id| visit.participant(id)).collect())
}

/// «Avsluttet», when its end was recorded here.
pub(super) fn ended_tag(visit: &Visit, state: &ForumState) -> Option<Markup> {
    let closing = state.closed.as_ref().filter(|closing| !closing.origin.is_reported());
    closing.map(|_| Markup::tag("past", &visit.word("forum-ended")))
}

/// The end of the forum, with whom its matters went to.
pub(super) fn ending(visit: &Visit, closing: &Closing) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add(visit.word("forum-ended-when"), said(visit, &closing.origin));
    pairs.add(visit.word("field-reason"), visit.words(&closing.reason));
    let handover: Vec<Markup> = closing.handover.iter().map(|id| visit.forum(id)).collect();
    let none = handover.is_empty();
    let handover = if none { not_documented(visit) } else { visit.list(handover) };
    pairs.add(visit.word("forum-handover"), handover);
    let consulted = Some(participants(visit, &closing.consulted));
    pairs.add_some(visit.word("forum-consulted-end"), consulted);
    let waiver = closing.waiver.as_ref().map(|words| visit.words(words));
    pairs.add_some(visit.word("forum-not-consulted"), waiver);
    pairs.add_some(visit.word("field-decision"), closing.decision.map(|id| visit.decision(id)));
    pairs
}

/// How the secretariat is and was set up, newest first.
pub(super) fn secretariats(visit: &Visit, all: &[Secretariat]) -> Table {
    let row = |one: &Secretariat| {
        let tasks = one.tasks.iter().flatten().map(|task| {
            let lang = one.lang.as_ref().map(tingbok_domain::Lang::as_str);
            match lang.filter(|tag| *tag != visit.language.tag()) {
                Some(tag) => Markup::foreign(task, tag),
                None => Markup::text(task),
            }
        });
        vec![
            Markup::text(&visit.word(codes::secretariat_model(one.model))),
            participants(visit, &one.by).or(|| not_documented(visit)),
            participants(visit, &one.contacts).or(|| not_documented(visit)),
            Markup::points(tasks).or(|| not_documented(visit)),
            said(visit, &one.origin),
        ]
    };
    let head = [
        "forum-secretariat-model",
        "forum-secretariat-by",
        "forum-secretariat-contacts",
        "forum-secretariat-tasks",
        "event-source",
    ];
    Table {
        id: "secretariat",
        caption: visit.word("forum-secretariat-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: all.iter().rev().map(row).collect(),
    }
}

/// Whether it is to go on, newest first.
pub(super) fn reviews(visit: &Visit, all: &[Review]) -> Table {
    let row = |review: &Review| {
        let next = review.review_by;
        vec![
            Markup::text(&visit.word(codes::review(review.outcome))),
            visit.words(&review.reason),
            next.map_or_else(
                || not_documented(visit),
                |day| dates::day_markup(visit.language, day),
            ),
            review.decision.map_or_else(|| not_applicable(visit), |id| visit.decision(id)),
            said(visit, &review.origin),
        ]
    };
    let head = [
        "forum-review-outcome",
        "field-reason",
        "forum-review-next",
        "field-decision",
        "event-source",
    ];
    Table {
        id: "reviews",
        caption: visit.word("forum-reviews-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: all.iter().rev().map(row).collect(),
    }
}

/// Measures taken up under the forum or followed by it, with what it is for in each.
pub(super) fn measures(visit: &Visit, state: &ForumState) -> Result<Table, PageError> {
    type Seen<'a> = (Option<MeasureKind>, Option<GovernanceFunction>, Vec<&'a Origin>);
    let mut all: BTreeMap<&MeasureId, Seen<'_>> = BTreeMap::new();
    for measure in &state.measures {
        all.insert(&measure.id, (Some(measure.kind), None, vec![&measure.origin]));
    }
    for followed in &state.followed {
        let (_, function, origins) = all.entry(&followed.measure).or_default();
        *function = Some(followed.function);
        origins.push(&followed.origin);
    }
    let known = measure::load_statuses(visit, all.keys().copied())?;
    let rows = all.into_iter().map(|(id, (kind, function, origins))| {
        let kind = kind.or_else(|| visit.views.measure(id).map(|summary| summary.kind));
        let kind = kind.map(|kind| Markup::text(&visit.word(codes::measure_kind(kind))));
        let key = function.map_or("function-not-set", codes::function);
        let mut sources: Vec<Markup> =
            origins.iter().filter_map(|origin| visit.reported(origin)).collect();
        sources.dedup();
        let status = known.get(id).and_then(|state| measure::progress::status(visit, state));
        vec![
            visit.measure(id),
            kind.unwrap_or_default(),
            Markup::text(&visit.word(key)),
            status.unwrap_or_else(|| Markup::text(&visit.word("measure-status-none"))),
            Markup::join(sources, "; "),
        ]
    });
    let head =
        ["measure-title", "measure-kind", "forum-function", "measure-status", "event-source"];
    Ok(Table {
        id: "measures",
        caption: visit.word("forum-measures-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: rows.collect(),
    })
}

/// Every point that a forum of this kind is held against, and every other that is on record.
pub(super) fn checklist(visit: &Visit, words: &RuleWords, state: &ForumState) -> Table {
    let known: BTreeSet<_> = words.points(&state.kind).collect();
    let others = state.checklist.iter().map(|met| &met.point).filter(|p| !known.contains(p));
    let rows = words.points(&state.kind).chain(others).map(|point| {
        let met = state.checklist.iter().find(|met| &met.point == point);
        let text = met.and_then(|met| met.text.as_ref()).map(|text| visit.words(text));
        vec![
            words.point(visit, &state.kind, point),
            text.unwrap_or_else(|| not_documented(visit)),
            met.map_or_else(|| not_applicable(visit), |met| said(visit, &met.origin)),
        ]
    });
    let head = ["forum-point", "forum-checklist-met", "event-source"];
    Table {
        id: "checklist",
        caption: visit.word("forum-checklist-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: rows.collect(),
    }
}

/// A feature in words; one that the pages have no words for, as it was entered.
fn feature(visit: &Visit, code: &str) -> String {
    let words = visit.language.find(&format!("feature-{}", code.replace('_', "-")));
    words.unwrap_or_else(|| format!("«{}»", code.replace(['-', '_'], " ")))
}

/// How one body sees the problem.
pub(super) fn problem(visit: &Visit, problem: &Problem) -> Pairs {
    let mut pairs = Pairs::default();
    let assessor = problem.assessor.as_ref().map(|id| visit.participant(id));
    pairs.add(visit.word("field-assessor"), assessor.unwrap_or_else(|| not_documented(visit)));
    pairs.add(visit.word("field-words"), visit.prose(&problem.statement));
    let features = problem.features.iter().map(|(mark, has)| {
        let answer = visit.word(if *has { "yes" } else { "no" });
        Markup::text(&format!("{}: {answer}", feature(visit, mark.as_str())))
    });
    pairs.add_some(visit.word("field-features"), Some(Markup::points(features)));
    let axis = |value: Option<u32>| {
        value.map_or_else(|| not_documented(visit), |n| Markup::text(&n.to_string()))
    };
    pairs.add(visit.word("field-complexity"), axis(problem.complexity));
    pairs.add(visit.word("field-conflict"), axis(problem.conflict));
    let placement = Markup::text(&visit.word(codes::placement(problem.placement)));
    pairs.add(visit.word("field-placement"), placement);
    pairs.add(visit.word("event-source"), said(visit, &problem.origin));
    pairs
}

/// What was achieved, step by step; a step without a result says so.
pub(super) fn results(visit: &Visit, words: &RuleWords, all: &[CoordinationResult]) -> Table {
    let ladders: BTreeSet<u32> = all.iter().map(|result| result.ladder).collect();
    let mut rows = Vec::new();
    for ladder in ladders {
        let recorded = all.iter().filter(|result| result.ladder == ladder);
        let mut steps: BTreeSet<u32> = recorded.map(|result| result.step).collect();
        steps.extend(words.steps(ladder));
        for step in steps {
            let name = words.step(visit, ladder, step);
            let here: Vec<&CoordinationResult> =
                all.iter().filter(|one| (one.ladder, one.step) == (ladder, step)).collect();
            if here.is_empty() {
                let nothing = not_applicable(visit);
                rows.push(vec![name, not_documented(visit), nothing.clone(), nothing]);
                continue;
            }
            rows.extend(here.into_iter().map(|result| {
                let documents = result.evidence_docs.iter().map(|id| visit.document(*id));
                vec![
                    name.clone(),
                    visit.prose(&result.statement),
                    Markup::points(documents).or(|| not_documented(visit)),
                    said(visit, &result.origin),
                ]
            }));
        }
    }
    let head = ["forum-step-head", "forum-result", "field-evidence-docs", "event-source"];
    Table {
        id: "results",
        caption: visit.word("forum-results-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows,
    }
}
