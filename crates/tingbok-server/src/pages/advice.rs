//! Recommendations with what each addressee answered. No answer is shown as no answer, and never as acceptance.
use super::{
    codes, dates,
    markup::Markup,
    parts::{Table, not_applicable, not_documented},
    visit::Visit,
};
use tingbok_domain::{ParticipantId, event::RecommendationKind};
use tingbok_projections::recommendation::{Advice, Answer};

/// The recommendations of one evaluation, strategy or forum.
pub(crate) fn table(visit: &Visit, id: &'static str, all: &[Advice]) -> Table {
    let row = |advice: &Advice| {
        vec![
            Markup::join([kind(visit, advice), visit.prose(&advice.text)], " "),
            addressees(visit, advice),
            answers(visit, advice),
            answer_by(visit, advice),
            Markup::join(
                std::iter::once(visit.dated(&advice.origin)).chain(visit.reported(&advice.origin)),
                " ",
            ),
        ]
    };
    let head = ["advice-text", "advice-to", "advice-answer", "advice-answer-by", "event-source"];
    Table {
        id,
        caption: visit.word("advice-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: all.iter().map(row).collect(),
    }
}

fn kind(visit: &Visit, advice: &Advice) -> Markup {
    Markup::note(&visit.word(codes::recommendation_kind(advice.kind)))
}

/// Advice and lessons wait for no answer.
fn waits(advice: &Advice) -> bool {
    advice.kind == RecommendationKind::Recommendation
}

fn answer_by(visit: &Visit, advice: &Advice) -> Markup {
    match advice.answer_by {
        Some(day) => dates::day_markup(visit.language, day),
        None if waits(advice) => not_documented(visit),
        None => not_applicable(visit),
    }
}

fn addressees(visit: &Visit, advice: &Advice) -> Markup {
    let to: Vec<Markup> = advice.to.iter().map(|id| visit.participant(id)).collect();
    if to.is_empty() {
        return not_documented(visit);
    }
    visit.list(to)
}

fn answers(visit: &Visit, advice: &Advice) -> Markup {
    let given = advice.latest.iter().map(|answer| said(visit, answer, true));
    let waits = waits(advice);
    let silent = advice.unanswered.iter().filter(|_| waits);
    let silent = silent.map(|id| unanswered(visit, id, advice.overdue));
    let mut said: Vec<Markup> = given.chain(silent).collect();
    if said.is_empty() && waits {
        // Nobody is named who could have answered, so nobody can be said not to have.
        said.push(not_documented(visit));
    }
    Markup::points(said).or(|| not_applicable(visit))
}

/// One answer that counts: who, what, in which words, and what is done about it.
pub(crate) fn said(visit: &Visit, answer: &Answer, with_name: bool) -> Markup {
    let name = with_name.then(|| visit.participant(&answer.by));
    let shade = match answer.response {
        tingbok_domain::event::Response::Accepted | tingbok_domain::event::Response::Closed => {
            "adopted"
        }
        tingbok_domain::event::Response::Partly => "dissent",
        tingbok_domain::event::Response::Rejected => "not-agreed",
        tingbok_domain::event::Response::Noted => "plain",
    };
    let word = Markup::tag(shade, &visit.word(codes::response(answer.response)));
    let words = answer.text.as_ref().map(|words| visit.prose(words));
    let followed: Vec<Markup> =
        answer.follow_up.iter().map(|stream| visit.stream(stream)).collect();
    let followed = (!followed.is_empty()).then(|| {
        let term = Markup::note(&format!("{}:", visit.word("advice-follow-up")));
        Markup::join([term, visit.list(followed)], " ")
    });
    let dated = Some(visit.dated(&answer.origin));
    let pieces = [name, Some(word), words, followed, dated, visit.reported(&answer.origin)];
    Markup::join(pieces.into_iter().flatten(), " ")
}

fn unanswered(visit: &Visit, id: &ParticipantId, overdue: bool) -> Markup {
    let none = Markup::tag("unknown", &visit.word("answer-none"));
    let late = overdue.then(|| Markup::tag("late", &visit.word("overdue")));
    Markup::join([Some(visit.participant(id)), Some(none), late].into_iter().flatten(), " ")
}
