//! The fold over how a forum is run, reviewed and ended. What a source tells never takes the place of what was
//! recorded here.
use super::{
    Closing, CoordinationResult, Followed, ForumState, MetPoint, Problem, Review, Secretariat,
};
use crate::select::{Pick, put_last, yields};
use chrono::NaiveDate;
use tingbok_domain::{
    ForumId, MeasureId,
    event::{
        CoordinationResultRecorded, Criterion, ForumClosed, ForumEstablished, ForumReviewed,
        GovernanceFunctionSet, ProblemAssessed, SecretariatOrganised,
    },
};

/// How one forum is run, reviewed and ended.
#[derive(Default)]
pub(super) struct Course {
    secretariats: Vec<Secretariat>,
    reviews: Vec<Review>,
    checklist: Vec<MetPoint>,
    closed: Option<Closing>,
    problems: Vec<Problem>,
    results: Vec<CoordinationResult>,
    functions: Vec<(Vec<ForumId>, Followed)>,
    /// The latest day given for a review, and whether only a source tells of it.
    review_by: Option<(NaiveDate, bool)>,
    /// The day by which a review recorded here is to take place.
    review_due: Option<NaiveDate>,
}

impl Course {
    pub(super) fn establish(&mut self, pick: &Pick<'_>, body: &ForumEstablished) {
        self.checklist = points(pick, &body.criteria);
        self.next_review(pick, body.review_by);
    }

    pub(super) fn organise(&mut self, pick: &Pick<'_>, body: &SecretariatOrganised) {
        let secretariat = Secretariat {
            model: body.model,
            by: body.by.clone(),
            contacts: body.contacts.clone(),
            tasks: body.tasks.as_ref().and_then(|tasks| pick.open(tasks)),
            lang: pick.lang(),
            origin: pick.origin(),
        };
        put_last(&mut self.secretariats, secretariat, |one| &one.origin);
    }

    pub(super) fn review(&mut self, pick: &Pick<'_>, body: &ForumReviewed) {
        let criteria = points(pick, &body.criteria);
        self.check_off(&criteria);
        self.next_review(pick, body.review_by);
        self.reviews.push(Review {
            outcome: body.outcome,
            reason: pick.words(&body.reason),
            criteria,
            review_by: body.review_by,
            decision: body.decision,
            origin: pick.origin(),
        });
    }

    /// A review that gives no new day leaves none to wait for; the latest day given stays shown.
    fn next_review(&mut self, pick: &Pick<'_>, review_by: Option<NaiveDate>) {
        let told = pick.is_reported();
        if !told {
            self.review_due = review_by;
        }
        if let Some(day) = review_by
            && (!told || self.review_by.is_none_or(|(_, before)| before))
        {
            self.review_by = Some((day, told));
        }
    }

    pub(super) fn close(&mut self, pick: &Pick<'_>, body: &ForumClosed) {
        self.check_off(&points(pick, &body.criteria));
        if self.closed.as_ref().is_some_and(|before| yields(pick, &before.origin)) {
            return;
        }
        self.closed = Some(Closing {
            reason: pick.words(&body.reason),
            handover: body.handover.clone(),
            consulted: body.consulted.clone(),
            waiver: pick.optional(body.waiver.as_ref()),
            decision: body.decision,
            origin: pick.origin(),
        });
    }

    pub(super) fn assess(&mut self, pick: &Pick<'_>, body: &ProblemAssessed) {
        self.problems.push(Problem {
            id: body.id.clone(),
            assessor: body.assessor.clone(),
            statement: pick.words(&body.statement),
            features: body.features.clone(),
            complexity: body.complexity,
            conflict: body.conflict,
            placement: body.placement,
            origin: pick.origin(),
        });
    }

    pub(super) fn achieve(&mut self, pick: &Pick<'_>, body: &CoordinationResultRecorded) {
        self.results.push(CoordinationResult {
            ladder: body.ladder,
            step: body.step,
            statement: pick.words(&body.statement),
            evidence_docs: body.evidence_docs.clone(),
            origin: pick.origin(),
        });
    }

    /// The latest function of each measure counts, also one that no longer names this forum.
    pub(super) fn follow(&mut self, pick: &Pick<'_>, body: &GovernanceFunctionSet) {
        let Ok(measure) = MeasureId::try_from(&pick.recorded.entry.stream) else { return };
        let before = self.functions.iter().position(|(_, followed)| followed.measure == measure);
        if let Some((_, held)) = before.and_then(|at| self.functions.get(at))
            && yields(pick, &held.origin)
        {
            return;
        }
        let followed = Followed {
            measure,
            function: body.function,
            own_steering_group: body.own_steering_group,
            origin: pick.origin(),
        };
        let function = (body.followed_in.clone(), followed);
        match before.and_then(|at| self.functions.get_mut(at)) {
            Some(held) => *held = function,
            None => self.functions.push(function),
        }
    }

    fn check_off(&mut self, points: &[MetPoint]) {
        for point in points {
            match self.checklist.iter_mut().find(|held| held.point == point.point) {
                Some(held) if point.origin.is_reported() && !held.origin.is_reported() => {}
                Some(held) => *held = point.clone(),
                None => self.checklist.push(point.clone()),
            }
        }
    }

    /// Puts it all in, as it stands on `day`.
    pub(super) fn finish(self, state: &mut ForumState, day: NaiveDate) {
        let ended = self.closed.as_ref().is_some_and(|closed| !closed.origin.is_reported());
        state.review_overdue = !ended && self.review_due.is_some_and(|due| due < day);
        state.review_by = self.review_by.map(|(day, _)| day);
        state.secretariats = self.secretariats;
        state.reviews = self.reviews;
        state.checklist = self.checklist;
        state.closed = self.closed;
        state.problems = self.problems;
        state.results = self.results;
        let here = |(forums, followed): (Vec<ForumId>, Followed)| {
            forums.contains(&state.id).then_some(followed)
        };
        state.followed = self.functions.into_iter().filter_map(here).collect();
    }
}

fn points(pick: &Pick<'_>, criteria: &[Criterion]) -> Vec<MetPoint> {
    let point = |criterion: &Criterion| MetPoint {
        point: criterion.point.clone(),
        text: pick.optional(criterion.text.as_ref()),
        origin: pick.origin(),
    };
    criteria.iter().map(point).collect()
}
