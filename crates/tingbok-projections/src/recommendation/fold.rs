//! The fold over the entries of whatever a recommendation stands in.
use super::{Advice, Answer, Carried, is_past};
use crate::{
    AsOf, IsPublic,
    select::{Pick, select},
};
use chrono::NaiveDate;
use tingbok_domain::{
    Event, ParticipantId, Recorded, StreamId,
    event::{RecommendationAnswered, RecommendationIssued},
};

/// The recommendations that stand in `stream`, in the order they were issued, from the entries that concern it.
/// `today` is the day that counts for what is overdue when no `as_of` is asked for.
pub fn state(
    stream: &StreamId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Vec<Advice> {
    let mut all = among(events, when, is_public, today);
    all.retain(|advice| &advice.stream == stream);
    all
}

/// The recommendations among any entries. A participant's own entries hold those addressed to it and its own
/// answers, not those of other addressees.
pub fn among(
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Vec<Advice> {
    let mut advices = Advices::default();
    for pick in &select(events, when, is_public).0 {
        advices.take(pick);
    }
    advices.finish(when.as_of.unwrap_or(today))
}

/// Recommendations on their way.
#[derive(Default)]
pub(crate) struct Advices {
    issued: Vec<Advice>,
    // An answer may be dated before what it answers, when a source knows only a year.
    answers: Vec<(tingbok_domain::RecommendationId, Answer)>,
    carried: Carried,
}

impl Advices {
    /// Takes an entry of any kind.
    pub(crate) fn take(&mut self, pick: &Pick<'_>) {
        self.carried.take(pick);
        let event = &pick.recorded.entry.event;
        if let Event::RecommendationIssued(body) = event {
            self.issue(pick, body);
        } else if let Event::RecommendationAnswered(body) = event {
            self.answers.push((body.id.clone(), answer(pick, body)));
        }
    }

    /// A second source adds what the first one left open; what was issued here comes first.
    fn issue(&mut self, pick: &Pick<'_>, body: &RecommendationIssued) {
        let mut new = issued(pick, body);
        let Some(known) = self.issued.iter_mut().find(|advice| advice.id == body.id) else {
            self.issued.push(new);
            return;
        };
        if known.origin.is_reported() && !pick.is_reported() {
            std::mem::swap(known, &mut new);
        }
        // What was issued here stands alone: no source addresses it to anybody else.
        if !known.origin.is_reported() {
            return;
        }
        if known.text.words.is_none() {
            known.text = new.text;
        }
        known.answer_by = known.answer_by.or(new.answer_by);
        for to in new.to {
            if !known.to.contains(&to) {
                known.to.push(to);
            }
        }
    }

    /// Puts the answers in, with what is unanswered and overdue on `day`.
    pub(crate) fn finish(self, day: NaiveDate) -> Vec<Advice> {
        let Self { mut issued, answers, carried } = self;
        for (id, answer) in answers {
            if let Some(advice) = issued.iter_mut().find(|advice| advice.id == id) {
                advice.answers.push(answer);
            }
        }
        for advice in &mut issued {
            settle(advice, &carried, day);
        }
        issued
    }
}

fn settle(advice: &mut Advice, carried: &Carried, day: NaiveDate) {
    for answer in &advice.answers {
        let known = advice.latest.iter_mut().find(|known| known.by == answer.by);
        match known {
            None => advice.latest.push(answer.clone()),
            Some(known) if known.origin.is_reported() || !answer.origin.is_reported() => {
                *known = answer.clone();
            }
            Some(_) => {}
        }
    }
    let answered =
        |to: &ParticipantId| advice.answers.iter().any(|answer| carried.carries_on(&answer.by, to));
    advice.unanswered = advice.to.iter().filter(|to| !answered(to)).cloned().collect();
    let passed = is_past(advice.kind, advice.answer_by, day) && !advice.unanswered.is_empty();
    advice.overdue = passed && !advice.origin.is_reported();
    advice.undocumented = passed && advice.origin.is_reported();
}

fn issued(pick: &Pick<'_>, body: &RecommendationIssued) -> Advice {
    Advice {
        id: body.id.clone(),
        stream: pick.recorded.entry.stream.clone(),
        kind: body.kind,
        text: pick.words(&body.text),
        to: body.to.clone(),
        answer_by: body.answer_by,
        answers: Vec::new(),
        latest: Vec::new(),
        unanswered: Vec::new(),
        overdue: false,
        undocumented: false,
        origin: pick.origin(),
    }
}

fn answer(pick: &Pick<'_>, body: &RecommendationAnswered) -> Answer {
    Answer {
        by: body.by.clone(),
        response: body.response,
        text: pick.optional(body.text.as_ref()),
        follow_up: body.follow_up.clone(),
        origin: pick.origin(),
    }
}
