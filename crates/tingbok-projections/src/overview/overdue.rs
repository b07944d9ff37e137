//! What is late, who must act, and since when. What only a source tells of is never late here: its day has
//! passed, and what became of it is not documented.
use super::Objects;
use crate::{
    Origin, Words,
    assignment::AssignmentState,
    decision::{DecisionState, Round, RowStatus},
    forum::ForumState,
    mandate::{MandateState, MandateVersion},
    measure::{MeasureState, Milestone},
    recommendation::Advice,
};
use chrono::{Days, NaiveDate};
use serde::Serialize;
use tingbok_domain::{
    AssignmentId, DecisionId, ForumId, MandateId, MeasureId, MilestoneId, RecommendationId,
    StreamId,
    edtf::Moment,
    event::{MemberRole, ResponsibilityRole},
};

/// What is late on one day; rows by days late, most first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Overdue {
    /// The day.
    pub day: NaiveDate,
    /// Electors of open rounds that have not answered by the deadline.
    pub positions: Vec<OverdueRow>,
    /// Milestones not reached.
    pub milestones: Vec<OverdueRow>,
    /// Reports on measures that were promised.
    pub measure_reports: Vec<OverdueRow>,
    /// Reviews of forums.
    pub forum_reviews: Vec<OverdueRow>,
    /// Reviews of mandates and texts like them.
    pub mandate_reviews: Vec<OverdueRow>,
    /// Recommendations without an answer.
    pub recommendations: Vec<OverdueRow>,
    /// Assignments without a delivery.
    pub assignments: Vec<OverdueRow>,
    /// Only a source tells of the plan, its day has passed, and no source says what became of it. Not late:
    /// unknown.
    pub not_documented: Vec<OverdueRow>,
}

/// Something that is late.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct OverdueRow {
    /// What.
    pub what: Late,
    /// The object it belongs to.
    pub subject: StreamId,
    /// What it is called, or its words.
    pub title: Option<Words>,
    /// When it was due, as precise as the plan.
    pub due: Moment,
    /// The first day that it was late on: the day after the last one it can have been due on.
    pub since: NaiveDate,
    /// Days from the last day it can have been due on.
    pub days_late: i64,
    /// Who must act: participants and forums; empty = not documented, or not for everybody to read.
    pub who: Vec<StreamId>,
    /// Forums that decide on it or follow it.
    pub forums: Vec<ForumId>,
    /// The entry that set the day.
    pub origin: Origin,
}

/// What is late.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Late {
    /// An answer in an open round.
    Position {
        /// On which decision.
        decision: DecisionId,
        /// The round.
        round: u32,
    },
    /// An open round whose answers are not for everybody to read: who is late is not shown.
    Round {
        /// On which decision.
        decision: DecisionId,
        /// The round.
        round: u32,
    },
    /// A milestone.
    Milestone {
        /// Of which measure.
        measure: MeasureId,
        /// Which.
        milestone: MilestoneId,
    },
    /// A report on how a measure goes.
    MeasureReport {
        /// Which measure.
        measure: MeasureId,
    },
    /// A review of a forum.
    ForumReview {
        /// Which forum.
        forum: ForumId,
    },
    /// A review of a mandate.
    MandateReview {
        /// Which.
        mandate: MandateId,
        /// Of which version.
        version: u32,
    },
    /// An answer to a recommendation.
    Recommendation {
        /// Which.
        recommendation: RecommendationId,
    },
    /// A delivery.
    Assignment {
        /// Which assignment.
        assignment: AssignmentId,
    },
}

impl Overdue {
    /// Every late row, kind by kind.
    pub fn rows(&self) -> impl Iterator<Item = &OverdueRow> {
        let all = [
            &self.positions,
            &self.milestones,
            &self.measure_reports,
            &self.forum_reviews,
            &self.mandate_reviews,
            &self.recommendations,
            &self.assignments,
        ];
        all.into_iter().flatten()
    }

    /// How many rows are late.
    pub fn count(&self) -> usize {
        self.rows().count()
    }
}

/// What is late on `day`, which the states were read at: the day asked for, or else today.
pub fn overdue(objects: &Objects<'_>, day: NaiveDate) -> Overdue {
    let rows = Rows { objects, day };
    let (mut milestones, mut untold) = (Vec::new(), Vec::new());
    for measure in objects.measures {
        for milestone in &measure.milestones {
            if milestone.overdue {
                milestones.extend(rows.milestone(measure, milestone));
            } else if milestone.undocumented {
                untold.extend(rows.milestone(measure, milestone));
            }
        }
        untold.extend(rows.untold_report(measure));
    }
    let (mut forum_reviews, mut mandate_reviews) = (Vec::new(), Vec::new());
    for forum in objects.forums {
        if forum.review_overdue {
            forum_reviews.extend(rows.forum_review(forum));
        } else if is_review_untold(forum) {
            untold.extend(rows.forum_review(forum));
        }
    }
    for mandate in objects.mandates.iter().filter(|mandate| !rows.owner_ended(mandate)) {
        mandate_reviews.extend(rows.mandate_review(mandate, mandate.in_force));
        untold.extend(rows.mandate_review(mandate, mandate.latest_reported));
    }
    let advice = |late: fn(&Advice) -> bool| {
        let late = objects.recommendations.iter().filter(move |advice| late(advice));
        late.filter_map(|advice| rows.recommendation(advice))
    };
    let given = |late: fn(&AssignmentState) -> bool| {
        let late = objects.assignments.iter().filter(move |assignment| late(assignment));
        late.filter_map(|assignment| rows.assignment(assignment))
    };
    untold.extend(advice(|advice| advice.undocumented));
    untold.extend(given(|assignment| assignment.undocumented));
    Overdue {
        day,
        positions: sorted(objects.decisions.iter().flat_map(|d| rows.positions(d))),
        milestones: sorted(milestones),
        measure_reports: sorted(objects.measures.iter().filter_map(|m| rows.report(m))),
        forum_reviews: sorted(forum_reviews),
        mandate_reviews: sorted(mandate_reviews),
        recommendations: sorted(advice(|advice| advice.overdue)),
        assignments: sorted(given(|assignment| assignment.overdue)),
        not_documented: sorted(untold),
    }
}

/// Most days late first; the rest by subject, so that the order is the same each time.
pub(super) fn sorted(rows: impl IntoIterator<Item = OverdueRow>) -> Vec<OverdueRow> {
    let mut rows: Vec<OverdueRow> = rows.into_iter().filter(|row| row.days_late > 0).collect();
    rows.sort_by(|a, b| b.days_late.cmp(&a.days_late).then_with(|| a.subject.cmp(&b.subject)));
    rows
}

struct Rows<'a> {
    objects: &'a Objects<'a>,
    day: NaiveDate,
}

impl Rows<'_> {
    fn row(&self, what: Late, subject: StreamId, due: Moment, origin: &Origin) -> OverdueRow {
        let last = due.latest();
        OverdueRow {
            what,
            subject,
            title: None,
            due,
            since: last.checked_add_days(Days::new(1)).unwrap_or(last),
            days_late: self.day.signed_duration_since(last).num_days(),
            who: Vec::new(),
            forums: Vec::new(),
            origin: origin.clone(),
        }
    }

    fn positions(&self, decision: &DecisionState) -> Vec<OverdueRow> {
        let open = decision.rounds.iter().filter(|round| round.is_open());
        open.flat_map(|round| self.unanswered(decision, round)).collect()
    }

    fn unanswered(&self, decision: &DecisionState, round: &Round) -> Vec<OverdueRow> {
        let Some(deadline) = round.deadline.filter(|deadline| *deadline < self.day) else {
            return Vec::new();
        };
        let set = round.extensions.last().map_or(&round.opened, |extension| &extension.origin);
        let (number, id) = (round.number, decision.id);
        let row = |what, who| OverdueRow {
            title: Some(decision.title.clone()),
            who,
            forums: decision.forum.iter().cloned().collect(),
            ..self.row(what, StreamId::from(&id), Moment::day(deadline), set)
        };
        if !round.answers_public {
            return vec![row(Late::Round { decision: id, round: number }, Vec::new())];
        }
        let late = round.rows.iter().filter(|elector| is_missing(elector.status));
        late.map(|elector| {
            let what = Late::Position { decision: id, round: number };
            row(what, vec![StreamId::from(&elector.participant)])
        })
        .collect()
    }

    fn milestone(&self, measure: &MeasureState, milestone: &Milestone) -> Option<OverdueRow> {
        let plan = milestone.current_plan()?;
        let what = Late::Milestone { measure: measure.id.clone(), milestone: milestone.id.clone() };
        Some(OverdueRow {
            title: milestone.title.clone().or_else(|| Some(measure.title.clone())),
            who: responsible(measure),
            forums: self.following(measure),
            ..self.row(what, StreamId::from(&measure.id), plan.due, &plan.origin)
        })
    }

    fn report(&self, measure: &MeasureState) -> Option<OverdueRow> {
        measure.report_overdue.then(|| self.promised_report(measure)).flatten()
    }

    /// A report that only a source promised.
    fn untold_report(&self, measure: &MeasureState) -> Option<OverdueRow> {
        let status = measure.status.as_ref()?;
        let told = status.origin.is_reported() && !status.status.is_terminal();
        told.then(|| self.promised_report(measure)).flatten()
    }

    fn promised_report(&self, measure: &MeasureState) -> Option<OverdueRow> {
        let status = measure.status.as_ref()?;
        let due = Moment::day(status.next_report_by?);
        let what = Late::MeasureReport { measure: measure.id.clone() };
        Some(OverdueRow {
            title: Some(measure.title.clone()),
            who: responsible(measure),
            forums: self.following(measure),
            ..self.row(what, StreamId::from(&measure.id), due, &status.origin)
        })
    }

    fn forum_review(&self, forum: &ForumState) -> Option<OverdueRow> {
        let due = Moment::day(forum.review_by?);
        let what = Late::ForumReview { forum: forum.id.clone() };
        // A forum does not look at its own existence: the one above it does.
        let above = forum.parent.clone().unwrap_or_else(|| forum.id.clone());
        Some(OverdueRow {
            title: Some(forum.name.clone()),
            who: runs(forum),
            forums: vec![above],
            ..self.row(what, StreamId::from(&forum.id), due, review_set_by(forum))
        })
    }

    /// A forum that has ended works under no mandate.
    fn owner_ended(&self, mandate: &MandateState) -> bool {
        let owner = |forum: &&ForumState| StreamId::from(&forum.id) == mandate.owner;
        let closed = self.objects.forums.iter().find(owner).and_then(|f| f.closed.as_ref());
        closed.is_some_and(|closing| !closing.origin.is_reported())
    }

    fn mandate_review(&self, mandate: &MandateState, version: Option<u32>) -> Option<OverdueRow> {
        let version: &MandateVersion = mandate.version(version?)?;
        let due = Moment::day(version.review_by?);
        let what = Late::MandateReview { mandate: mandate.id.clone(), version: version.version };
        Some(OverdueRow {
            who: vec![mandate.owner.clone()],
            forums: ForumId::try_from(&mandate.owner).into_iter().collect(),
            ..self.row(what, StreamId::from(&mandate.id), due, &version.origin)
        })
    }

    fn recommendation(&self, advice: &Advice) -> Option<OverdueRow> {
        let due = Moment::day(advice.answer_by?);
        let what = Late::Recommendation { recommendation: advice.id.clone() };
        let evaluated = self.objects.evaluations.iter();
        let evaluated = evaluated.filter(|one| StreamId::from(&one.id) == advice.stream);
        let about = evaluated.flat_map(|evaluation| &evaluation.subject).chain([&advice.stream]);
        Some(OverdueRow {
            title: Some(advice.text.clone()),
            who: advice.unanswered.iter().map(StreamId::from).collect(),
            forums: about.filter_map(|stream| ForumId::try_from(stream).ok()).collect(),
            ..self.row(what, advice.stream.clone(), due, &advice.origin)
        })
    }

    fn assignment(&self, assignment: &AssignmentState) -> Option<OverdueRow> {
        let what = Late::Assignment { assignment: assignment.id.clone() };
        let behind = |decision: &&DecisionState| Some(decision.id) == assignment.decision;
        let decided = self.objects.decisions.iter().find(behind);
        Some(OverdueRow {
            title: Some(assignment.text.clone()),
            who: assignment.missing.iter().map(StreamId::from).collect(),
            forums: decided.and_then(|decision| decision.forum.clone()).into_iter().collect(),
            ..self.row(what, StreamId::from(&assignment.id), assignment.due?, &assignment.origin)
        })
    }

    /// Forums that follow a measure, or else the measure it is a part of.
    fn following(&self, measure: &MeasureState) -> Vec<ForumId> {
        // Parts have no cycles; the limit guards against states that were not read at one time.
        const DEPTH_LIMIT: usize = 32;
        let mut next = Some(measure);
        for _ in 0..DEPTH_LIMIT {
            let Some(measure) = next else { break };
            let mut forums: Vec<ForumId> = measure.forum.iter().cloned().collect();
            for forum in measure.function.iter().flat_map(|function| &function.followed_in) {
                if !forums.contains(forum) {
                    forums.push(forum.clone());
                }
            }
            if !forums.is_empty() {
                return forums;
            }
            let parent = measure.parent.as_ref();
            next = self.objects.measures.iter().find(|other| Some(&other.id) == parent);
        }
        Vec::new()
    }
}

/// An elector whose answer is still needed: never given, taken back, or contested.
const fn is_missing(status: RowStatus) -> bool {
    match status {
        RowStatus::Waiting | RowStatus::Withdrawn | RowStatus::Contested => true,
        RowStatus::Consents
        | RowStatus::StandsAside
        | RowStatus::Reserves
        | RowStatus::RequestsDiscussion
        | RowStatus::Recuses
        | RowStatus::Missing
        | RowStatus::Silent
        | RowStatus::PresentNoObjection
        | RowStatus::Absent
        | RowStatus::BrokenOff
        | RowStatus::NotPublic => false,
    }
}

fn responsible(measure: &MeasureState) -> Vec<StreamId> {
    let held = measure.responsibilities.iter().filter(|held| held.is_current());
    let held = held.filter(|held| held.role == ResponsibilityRole::Responsible);
    held.map(|held| held.holder.clone()).collect()
}

/// Who runs a forum: its chair, or else who leads it or staffs its secretariat.
fn runs(forum: &ForumState) -> Vec<StreamId> {
    let in_role = |role: MemberRole| -> Vec<StreamId> {
        let seats = forum.members.iter().filter(|seat| seat.role == role);
        seats.map(|seat| StreamId::from(&seat.participant)).collect()
    };
    let staff = forum.secretariats.last().map_or(&[][..], |secretariat| &secretariat.by);
    let staff: Vec<StreamId> = staff.iter().map(StreamId::from).collect();
    let all = [in_role(MemberRole::Chair), in_role(MemberRole::Lead), staff];
    all.into_iter().find(|some| !some.is_empty()).unwrap_or_default()
}

/// The entry that gave the day of the next review.
fn review_set_by(forum: &ForumState) -> &Origin {
    let set = forum.reviews.iter().rev().find(|review| review.review_by == forum.review_by);
    set.filter(|review| review.review_by.is_some()).map_or(&forum.origin, |review| &review.origin)
}

/// True when only a source gave the day, and none tells of a review after it, nor of an end.
fn is_review_untold(forum: &ForumState) -> bool {
    let set = review_set_by(forum);
    let later = |review: &crate::forum::Review| review.origin.position > set.position;
    set.is_reported() && forum.closed.is_none() && !forum.reviews.iter().any(later)
}
