//! Rules of kinds 35 to 37.
use super::{Scene, needs_words};
use crate::{
    event::{EvaluationPublished, Event, RecommendationAnswered, RecommendationIssued, Response},
    id::{EvaluationId, ParticipantId, StreamKind},
    refusal::{Refusal, ensure, unknown},
    register::{Recommendation, Register},
    text::has_words,
};

pub(super) fn publish(scene: &Scene, body: EvaluationPublished) -> Result<Event, Refusal> {
    ensure(!scene.exists() || scene.reported, "evaluation-once", || {
        format!("{} is published already; choose another id", scene.stream)
    })?;
    ensure(body.doc.is_some() || has_words(body.title.as_ref()), "evaluation-named", || {
        "an evaluation names its document, or has a title: give doc or title".to_owned()
    })?;
    ensure(!body.by.is_empty(), "evaluation-by", || "say who evaluated: give by".to_owned())?;
    body.by.iter().chain(&body.commissioned_by).try_for_each(|id| scene.participant(id))?;
    body.subject.iter().try_for_each(|subject| scene.thing(subject))?;
    body.doc.map_or(Ok(()), |document| scene.document(document))?;
    let own = body.by.iter().all(|by| by == scene.actor());
    ensure(scene.reported || own, "evaluation-own", || {
        format!(
            "{} publishes what it evaluated itself: name it, and nobody else, in by",
            scene.actor()
        )
    })?;
    Ok(Event::EvaluationPublished(body))
}

pub(super) fn recommend(scene: &Scene, body: RecommendationIssued) -> Result<Event, Refusal> {
    scene.thing(&scene.stream)?;
    let evaluation = EvaluationId::try_from(&scene.stream).ok();
    let by = evaluation.and_then(|id| scene.register.evaluated_by(&id));
    ensure(
        scene.reported || by.is_none_or(|by| by.contains(scene.actor())),
        "recommendation-own",
        || format!("{} is the evaluation of others: advise in one of your own", scene.stream),
    )?;
    let known = scene.register.recommendation(&body.id);
    let again = scene.reported && known.is_some_and(|known| known.stream == scene.stream);
    ensure(known.is_none() || again, "recommendation-once", || {
        format!("recommendation {} is issued already; choose another id", body.id)
    })?;
    needs_words(Some(&body.text), "recommendation-text", "say what is advised: give text")?;
    body.to.iter().try_for_each(|to| scene.participant(to))?;
    ensure(!body.to.is_empty() || scene.reported, "recommendation-to", || {
        "say to whom: give to".to_owned()
    })?;
    ensure(
        scene.reported || body.answer_by.is_none_or(|day| day >= scene.today),
        "recommendation-answer-by",
        || format!("nobody can answer by then; today is {}", scene.today),
    )?;
    Ok(Event::RecommendationIssued(body))
}

pub(super) fn answer(scene: &Scene, body: RecommendationAnswered) -> Result<Event, Refusal> {
    let known = scene.register.recommendation(&body.id);
    let known = known.filter(|known| known.stream == scene.stream);
    let known = known.ok_or_else(|| unknown("recommendation here", &body.id))?;
    scene.participant(&body.by)?;
    body.follow_up.iter().try_for_each(|thing| scene.thing(thing))?;
    if scene.reported {
        return Ok(Event::RecommendationAnswered(body));
    }
    ensure(scene.actor() == &body.by, "answer-own", || {
        format!("{} answers for itself only: by is its own", scene.actor())
    })?;
    scene.takes_part(&body.by)?;
    ensure(
        known.to.iter().any(|to| scene.register.carries_on(&body.by, to)),
        "answer-addressee",
        || format!("recommendation {} is not addressed to {}", body.id, body.by),
    )?;
    if matches!(body.response, Response::Partly | Response::Rejected) {
        needs_words(
            body.text.as_ref(),
            "answer-reason",
            "what is not followed, or only in part, says why: give text",
        )?;
    }
    ensure(
        body.follow_up.iter().all(|thing| {
            matches!(
                thing.kind,
                StreamKind::Measure
                    | StreamKind::Decision
                    | StreamKind::Assignment
                    | StreamKind::Forum
                    | StreamKind::Mandate
                    | StreamKind::Strategy
                    | StreamKind::Document
            )
        }),
        "answer-follow-up",
        || {
            "what is done about it is a measure, a decision, an assignment or another work, not an organisation".to_owned()
        },
    )?;
    ensure(
        body.response != Response::Closed || waits(scene.register, known, &body.by),
        "answer-closed",
        || {
            format!(
                "{} has promised nothing that is still to be done: answer accepted or partly first",
                body.by
            )
        },
    )?;
    Ok(Event::RecommendationAnswered(body))
}

/// True when `by`, or one that it carries on, has promised something that none of them has done.
fn waits(register: &Register, known: &Recommendation, by: &ParticipantId) -> bool {
    let mut own = known.promised.iter().filter(|whose| register.carries_on(by, whose));
    own.any(|whose| {
        let mut closers = known.closed.iter().filter(|closer| register.carries_on(by, closer));
        !closers.any(|closer| register.carries_on(closer, whose))
    })
}
