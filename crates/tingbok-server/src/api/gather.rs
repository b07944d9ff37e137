//! Reads the states of many things at one time, in pages, for overviews across them.
use super::{problem::Problem, viewer::Viewer};
use chrono::NaiveDate;
use std::{collections::BTreeSet, str::FromStr, sync::Arc};
use tingbok_domain::{ForumId, Recorded, Register, StreamId, StreamKind};
use tingbok_ledger::Reader;
use tingbok_projections::{
    AsOf, Page, Views, assignment, assignment::AssignmentState, decision, decision::DecisionState,
    evaluation, evaluation::EvaluationState, forum, forum::ForumState, mandate,
    mandate::MandateState, measure, measure::MeasureState, overview::Objects, overview::Overdue,
    recommendation, recommendation::Advice, strategy, strategy::StrategyState,
};

/// Most things of one request.
pub(super) const THINGS: usize = 1_000;
/// Most entries of one request: the page ends with the thing that reaches it.
const ENTRIES: usize = 50_000;
/// A measure is looked for at most this far above another.
const PARENTS: usize = 10;

/// Kinds of things in the order of overviews.
pub(super) const KINDS: [StreamKind; 9] = [
    StreamKind::Forum,
    StreamKind::Mandate,
    StreamKind::Strategy,
    StreamKind::Measure,
    StreamKind::Decision,
    StreamKind::Document,
    StreamKind::Evaluation,
    StreamKind::Assignment,
    StreamKind::Participant,
];

/// Reads at one time, for one reader. Blocks on the disk.
pub(super) struct Gatherer {
    pub(super) reader: Reader,
    pub(super) register: Arc<Register>,
    pub(super) views: Arc<Views>,
    pub(super) viewer: Viewer,
    pub(super) when: AsOf,
    /// The day it is: the one asked for, or else today.
    pub(super) day: NaiveDate,
}

/// States of things, all of one time.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) forums: Vec<ForumState>,
    mandates: Vec<MandateState>,
    strategies: Vec<StrategyState>,
    measures: Vec<MeasureState>,
    decisions: Vec<DecisionState>,
    evaluations: Vec<EvaluationState>,
    pub(super) recommendations: Vec<Advice>,
    pub(super) assignments: Vec<AssignmentState>,
    /// What was asked for; what stands beside it is there to be looked up in.
    pub(super) own: BTreeSet<StreamId>,
}

impl Gathered {
    pub(super) fn objects(&self) -> Objects<'_> {
        Objects {
            forums: &self.forums,
            mandates: &self.mandates,
            strategies: &self.strategies,
            measures: &self.measures,
            decisions: &self.decisions,
            evaluations: &self.evaluations,
            recommendations: &self.recommendations,
            assignments: &self.assignments,
        }
    }
}

impl Gatherer {
    /// Everything that concerns a thing; nothing of one that this reader may not know of.
    pub(super) fn entries(&self, stream: &StreamId) -> Result<Vec<Recorded>, Problem> {
        let positions = self.views.timeline_positions(stream);
        let entries = self.reader.entries(&positions)?;
        let known = entries.iter().any(|one| &one.entry.stream == stream && self.may_read(one));
        Ok(if known { entries } else { Vec::new() })
    }

    pub(super) fn may_read(&self, recorded: &Recorded) -> bool {
        self.viewer.may_read(&self.register, recorded)
    }

    /// The entries of the ledger itself that hold rule data.
    pub(super) fn rules(&self) -> Result<Vec<Recorded>, Problem> {
        let positions: Vec<u64> = self.views.rule_changes().map(|fact| fact.position).collect();
        Ok(self.reader.entries(&positions)?)
    }

    /// Calls `take` with the entries of each thing behind `after`, kind by kind. Answers with the last thing read
    /// when there are more.
    pub(super) fn walk(
        &self,
        kinds: &[StreamKind],
        after: Option<&StreamId>,
        limit: usize,
        mut take: impl FnMut(&StreamId, &[Recorded]),
    ) -> Result<Option<StreamId>, Problem> {
        let begun = after.and_then(|stream| kinds.iter().position(|kind| *kind == stream.kind));
        let (mut things, mut entries) = (limit.clamp(1, THINGS), ENTRIES);
        let mut last = None;
        for (n, kind) in kinds.iter().enumerate().skip(begun.unwrap_or(0)) {
            let behind = after.filter(|_| Some(n) == begun);
            for stream in self.names(*kind, behind, things.saturating_add(1)) {
                if things == 0 || entries == 0 {
                    return Ok(last);
                }
                let read = self.entries(&stream)?;
                take(&stream, &read);
                things -= 1;
                entries = entries.saturating_sub(read.len());
                last = Some(stream);
            }
        }
        Ok(None)
    }

    /// The names of a kind that the ledger knew at the time asked for; whether they were there, their states say.
    fn names(&self, kind: StreamKind, behind: Option<&StreamId>, limit: usize) -> Vec<StreamId> {
        let knew = AsOf { as_of: None, ..self.when };
        macro_rules! names {
            ($list:ident) => {{
                let page = Page { after: behind.and_then(key), limit };
                let listed = self.views.$list(page, &knew).items;
                listed.iter().map(|summary| StreamId::from(&summary.id)).collect()
            }};
        }
        match kind {
            StreamKind::Forum => names!(forums),
            StreamKind::Mandate => names!(mandates),
            StreamKind::Strategy => names!(strategies),
            StreamKind::Measure => names!(measures),
            StreamKind::Decision => names!(decisions),
            StreamKind::Document => names!(documents),
            StreamKind::Evaluation => names!(evaluations),
            StreamKind::Assignment => names!(assignments),
            StreamKind::Participant => names!(participants),
            StreamKind::Ledger => Vec::new(),
        }
    }

    /// The states of a page of things.
    pub(super) fn states(
        &self,
        kinds: &[StreamKind],
        after: Option<&StreamId>,
        limit: usize,
    ) -> Result<(Gathered, Option<StreamId>), Problem> {
        let mut gathered = Gathered::default();
        let next = self.walk(kinds, after, limit, |stream, entries| {
            gathered.own.insert(stream.clone());
            self.take(&mut gathered, stream, entries);
        })?;
        Ok((gathered, next))
    }

    /// Adds what the things of a page refer to and stands on another: owners of mandates, decisions behind
    /// assignments, measures above others.
    pub(super) fn with_related(&self, gathered: &mut Gathered) -> Result<(), Problem> {
        for _ in 0..PARENTS {
            let mut missing: BTreeSet<StreamId> = BTreeSet::new();
            missing.extend(gathered.mandates.iter().map(|one| one.owner.clone()));
            missing.retain(|stream| stream.kind == StreamKind::Forum);
            let decisions = gathered.assignments.iter().filter_map(|one| one.decision.as_ref());
            missing.extend(decisions.map(StreamId::from));
            let parents = gathered.measures.iter().filter_map(|one| one.parent.as_ref());
            missing.extend(parents.map(StreamId::from));
            let here = |stream: &StreamId| {
                gathered.own.contains(stream)
                    || gathered.forums.iter().any(|one| StreamId::from(&one.id) == *stream)
                    || gathered.decisions.iter().any(|one| StreamId::from(&one.id) == *stream)
                    || gathered.measures.iter().any(|one| StreamId::from(&one.id) == *stream)
            };
            missing.retain(|stream| !here(stream));
            if missing.is_empty() {
                break;
            }
            for stream in missing.into_iter().take(THINGS) {
                let entries = self.entries(&stream)?;
                self.take(gathered, &stream, &entries);
            }
        }
        Ok(())
    }

    /// The forums that late rows belong to, with those that they are taken up in: the one above, and those that took
    /// over.
    pub(super) fn forums_of(&self, overdue: &Overdue) -> Result<Vec<ForumState>, Problem> {
        let mut gathered = Gathered::default();
        let mut wanted: BTreeSet<ForumId> =
            overdue.rows().flat_map(|row| row.forums.iter().cloned()).collect();
        for _ in 0..PARENTS {
            wanted.retain(|id| !gathered.forums.iter().any(|known| &known.id == id));
            if wanted.is_empty() {
                break;
            }
            let read = gathered.forums.len();
            for id in std::mem::take(&mut wanted) {
                let stream = StreamId::from(&id);
                let entries = self.entries(&stream)?;
                self.take(&mut gathered, &stream, &entries);
            }
            for forum in gathered.forums.iter().skip(read) {
                wanted.extend(forum.parent.iter().cloned());
                wanted.extend(forum.closed.iter().flat_map(|closing| closing.handover.clone()));
            }
        }
        Ok(gathered.forums)
    }

    fn take(&self, to: &mut Gathered, stream: &StreamId, entries: &[Recorded]) {
        let public = |recorded: &Recorded| self.may_read(recorded);
        let (when, day) = (&self.when, self.day);
        macro_rules! state {
            ($module:ident) => {
                key(stream).and_then(|id| $module::state(&id, entries, when, &public, day))
            };
        }
        match stream.kind {
            StreamKind::Forum => {
                let state: Option<ForumState> = state!(forum);
                to.recommendations.extend(state.iter().flat_map(|s| s.recommendations.clone()));
                to.forums.extend(state);
            }
            StreamKind::Strategy => {
                let state: Option<StrategyState> = state!(strategy);
                to.recommendations.extend(state.iter().flat_map(|s| s.recommendations.clone()));
                to.strategies.extend(state);
            }
            StreamKind::Evaluation => {
                let state: Option<EvaluationState> = state!(evaluation);
                to.recommendations.extend(state.iter().flat_map(|s| s.recommendations.clone()));
                to.evaluations.extend(state);
            }
            StreamKind::Mandate => to.mandates.extend(state!(mandate)),
            StreamKind::Measure => to.measures.extend(state!(measure)),
            StreamKind::Assignment => to.assignments.extend(state!(assignment)),
            StreamKind::Decision => {
                let id = key(stream);
                to.decisions.extend(id.and_then(|id| decision::state(id, entries, when, &public)));
            }
            StreamKind::Document => {
                let advice = recommendation::state(stream, entries, when, &public, day);
                to.recommendations.extend(advice);
            }
            StreamKind::Participant | StreamKind::Ledger => {}
        }
    }
}

/// The id in a stream's name, as its kind has it.
pub(super) fn key<K: FromStr>(stream: &StreamId) -> Option<K> {
    stream.id().parse().ok()
}
