//! Evaluations, recommendations and assignments.
use super::Step;
use crate::{
    assignment::{Progress, Said, progress},
    views::{AnswerBrief, AssignmentSummary, EvaluationSummary, RecommendationSummary, Views},
};
use tingbok_domain::{
    AssignmentId, EvaluationId, ParticipantId, RecommendationId,
    event::{
        AssignmentIssued, AssignmentReported, EvaluationPublished, RecommendationAnswered,
        RecommendationIssued,
    },
};

fn add_missing<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}

/// Puts what is said here before what a source told: those first, then what the source adds.
fn put_first<T: Clone + PartialEq>(all: &mut Vec<T>, first: &[T]) {
    let told = std::mem::replace(all, first.to_vec());
    add_missing(all, &told);
}

impl Views {
    pub(super) fn found_evaluation(&mut self, step: &Step<'_>, body: &EvaluationPublished) {
        let Ok(id) = EvaluationId::try_from(&step.recorded.entry.stream) else { return };
        let new = || EvaluationSummary {
            id: id.clone(),
            title: body.title.as_ref().and_then(|title| step.words(title)),
            lang: step.lang(),
            by: body.by.clone(),
            commissioned_by: body.commissioned_by.clone(),
            subject: body.subject.clone(),
            doc: body.doc,
            recommendations: 0,
            reported: step.reported(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.evaluations.entry(id.clone()).or_insert_with(new);
    }

    /// A second source adds what the first one left open; what was published here comes first.
    pub(super) fn publish_evaluation(&mut self, step: &Step<'_>, body: &EvaluationPublished) {
        let Ok(id) = EvaluationId::try_from(&step.recorded.entry.stream) else { return };
        let Some(known) = self.evaluations.get_mut(&id) else { return };
        let title = body.title.as_ref().and_then(|title| step.words(title));
        let here = known.reported && !step.reported();
        if title.is_some() && (here || known.title.is_none()) {
            known.title = title;
            known.lang = step.lang();
        }
        if here {
            known.reported = false;
            known.commissioned_by =
                body.commissioned_by.clone().or_else(|| known.commissioned_by.take());
            known.doc = body.doc.or(known.doc);
            put_first(&mut known.by, &body.by);
            put_first(&mut known.subject, &body.subject);
        } else {
            let commissioned_by = || body.commissioned_by.clone();
            known.commissioned_by = known.commissioned_by.take().or_else(commissioned_by);
            known.doc = known.doc.or(body.doc);
            add_missing(&mut known.by, &body.by);
            add_missing(&mut known.subject, &body.subject);
        }
    }

    pub(super) fn found_recommendation(&mut self, step: &Step<'_>, body: &RecommendationIssued) {
        if self.recommendations.contains_key(&body.id) {
            return;
        }
        let stream = &step.recorded.entry.stream;
        let new = RecommendationSummary {
            id: body.id.clone(),
            stream: stream.clone(),
            kind: body.kind,
            text: step.words(&body.text),
            lang: step.lang(),
            to: body.to.clone(),
            answer_by: body.answer_by,
            answers: Vec::new(),
            unanswered: body.to.clone(),
            reported: step.reported(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.recommendations.insert(body.id.clone(), new);
        if let Ok(id) = EvaluationId::try_from(stream)
            && let Some(evaluation) = self.evaluations.get_mut(&id)
        {
            evaluation.recommendations = evaluation.recommendations.saturating_add(1);
        }
    }

    /// A second source adds what the first one left open; what was issued here comes first.
    pub(super) fn recommend(&mut self, step: &Step<'_>, body: &RecommendationIssued) {
        self.on_recommendation(step, &body.id, |known| {
            let words = step.words(&body.text);
            if !known.reported && step.position() != known.first {
                return;
            }
            if known.reported && !step.reported() {
                known.reported = false;
                known.kind = body.kind;
                known.text = words;
                known.lang = step.lang();
                known.answer_by = body.answer_by;
                known.to.clone_from(&body.to);
            } else {
                if words.is_some() && known.text.is_none() {
                    known.text = words;
                    known.lang = step.lang();
                }
                known.answer_by = known.answer_by.or(body.answer_by);
                add_missing(&mut known.to, &body.to);
            }
        });
    }

    pub(super) fn answer_recommendation(&mut self, step: &Step<'_>, body: &RecommendationAnswered) {
        self.on_recommendation(step, &body.id, |known| {
            let new = AnswerBrief {
                by: body.by.clone(),
                response: body.response,
                reported: step.reported(),
            };
            match known.answers.iter_mut().find(|answer| answer.by == body.by) {
                None => known.answers.push(new),
                Some(held) if step.takes_over(held.reported) => *held = new,
                Some(_) => {}
            }
        });
    }

    fn on_recommendation(
        &mut self,
        step: &Step<'_>,
        id: &RecommendationId,
        change: impl FnOnce(&mut RecommendationSummary),
    ) {
        let Some(mut known) = self.recommendations.get(id).cloned() else { return };
        change(&mut known);
        known.unanswered = self.unanswered(&known);
        known.last = step.position();
        known.last_occurred = step.occurred();
        self.recommendations.insert(id.clone(), known);
    }

    fn unanswered(&self, known: &RecommendationSummary) -> Vec<ParticipantId> {
        let answered =
            |to: &ParticipantId| known.answers.iter().any(|answer| self.carries_on(&answer.by, to));
        known.to.iter().filter(|to| !answered(to)).cloned().collect()
    }

    pub(super) fn found_assignment(&mut self, step: &Step<'_>, body: &AssignmentIssued) {
        let Ok(id) = AssignmentId::try_from(&step.recorded.entry.stream) else { return };
        let new = || AssignmentSummary {
            id: id.clone(),
            letter: body.letter.clone(),
            number: body.number,
            year: body.year,
            from: body.from.clone(),
            to: body.to.clone(),
            text: step.words(&body.text),
            lang: step.lang(),
            due: body.due,
            joint: body.joint,
            decision: body.decision,
            said: Vec::new(),
            status: Progress::Issued,
            delivered_by: Vec::new(),
            reported: step.reported(),
            first: step.position(),
            last: step.position(),
            last_occurred: step.occurred(),
        };
        self.assignments.entry(id.clone()).or_insert_with(new);
    }

    /// A second source adds what the first one left open; what was given here comes first.
    pub(super) fn assign_task(&mut self, step: &Step<'_>, body: &AssignmentIssued) {
        self.on_assignment(step, |known| {
            let words = step.words(&body.text);
            if !known.reported && step.position() != known.first {
                return;
            }
            if known.reported && !step.reported() {
                known.reported = false;
                known.letter = body.letter.clone();
                known.text = words;
                known.lang = step.lang();
                known.number = body.number;
                known.year = body.year;
                known.due = body.due;
                known.joint = body.joint;
                known.decision = body.decision;
                known.from.clone_from(&body.from);
                known.to.clone_from(&body.to);
            } else {
                if words.is_some() && known.text.is_none() {
                    known.text = words;
                    known.lang = step.lang();
                }
                known.joint |= body.joint;
                known.number = known.number.or(body.number);
                known.year = known.year.or(body.year);
                known.due = known.due.or(body.due);
                known.decision = known.decision.or(body.decision);
                add_missing(&mut known.from, &body.from);
                add_missing(&mut known.to, &body.to);
            }
        });
    }

    pub(super) fn report_task(&mut self, step: &Step<'_>, body: &AssignmentReported) {
        self.on_assignment(step, |known| {
            known.said.push(Said {
                by: body.by.clone(),
                status: body.status,
                reported: step.reported(),
            });
        });
    }

    fn on_assignment(&mut self, step: &Step<'_>, change: impl FnOnce(&mut AssignmentSummary)) {
        let Ok(id) = AssignmentId::try_from(&step.recorded.entry.stream) else { return };
        let Some(mut known) = self.assignments.get(&id).cloned() else { return };
        change(&mut known);
        self.settle(&mut known);
        self.assignments.insert(id, known);
    }

    fn settle(&self, known: &mut AssignmentSummary) {
        (known.status, known.delivered_by) =
            progress(&known.to, &known.said, |today, named| self.carries_on(today, named));
    }

    /// A successor's answers and deliveries count for those that it carries on. Goes through every recommendation
    /// and assignment; a succession is rare.
    pub(super) fn settle_duties(&mut self) {
        let waiting = self.recommendations.values().filter(|known| !known.answers.is_empty());
        for mut known in waiting.cloned().collect::<Vec<_>>() {
            known.unanswered = self.unanswered(&known);
            self.recommendations.insert(known.id.clone(), known);
        }
        let under_way = self.assignments.values().filter(|known| !known.said.is_empty());
        for mut known in under_way.cloned().collect::<Vec<_>>() {
            self.settle(&mut known);
            self.assignments.insert(known.id.clone(), known);
        }
    }
}
