//! The page of a forum: who sits there, what it works under, what it has decided, met about and follows.
mod life;

use super::{
    advice, codes, decision,
    error::PageError,
    frame::Frame,
    lists,
    markup::Markup,
    parts::{Pairs, Table},
    place::{Place, Section},
    rule_words::RuleWords,
    visit::Visit,
};
use askama::Template;
use tingbok_domain::{ForumId, StreamId, event::Presence};
use tingbok_projections::{
    forum::{AgendaLine, ForumState, Meeting, Membership, OwnedMandate, state},
    measure::Responsibility,
};

/// Most meetings told in full; older ones stand in a table.
const MEETING_LIMIT: usize = 12;
/// Most decisions in the table of a forum; the register has them all.
const DECISION_LIMIT: usize = 50;

#[derive(Template)]
#[template(path = "forum.html")]
struct ForumPage {
    frame: Frame,
    kicker: String,
    heading: Markup,
    reported: Option<Markup>,
    ended: Option<Markup>,
    ending: Option<(Pairs, bool)>,
    purpose: Option<Markup>,
    facts: Pairs,
    members: Table,
    past_members: Table,
    mandates: Table,
    decisions: Table,
    all_decisions: Option<Markup>,
    measures: Table,
    meetings: Vec<MeetingView>,
    older_meetings: Table,
    missing_numbers: Option<String>,
    responsibilities: Table,
    answers_for: Table,
    secretariats: Table,
    reviews: Table,
    recommendations: Table,
    checklist: Table,
    problems: Vec<Pairs>,
    results: Table,
    anchoring: Vec<Pairs>,
}

/// A meeting as a page shows it.
pub(crate) struct MeetingView {
    /// Its number or id.
    pub(crate) heading: String,
    /// Whether it was held.
    pub(crate) status: Markup,
    /// When, who, minutes.
    pub(crate) facts: Pairs,
    /// The items.
    pub(crate) items: Vec<(String, Markup)>,
}

/// The page of one forum.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: ForumId = id.parse().map_err(|_| PageError::NotFound)?;
    let stream = StreamId::from(&id);
    let events = visit.read(&visit.views.shaping_forum(&id, &visit.when.filter))?;
    if !visit.is_there(&stream, &events) {
        return Err(PageError::NotFound);
    }
    let public = |recorded: &tingbok_domain::Recorded| visit.is_public(recorded);
    let state = state(&id, &events, &visit.when.filter, &public, visit.today())
        .ok_or(PageError::NotFound)?;
    let title = state.name.words.clone().unwrap_or_else(|| visit.forum_kind(&state.kind));
    let frame = Frame::new(visit, Some(Place::One(Section::Forums, id.to_string())), title)
        .with_history(visit, &stream)?
        .with_aside(visit, &events, &state.aside)
        .with_differs(visit, &stream, &events)?;
    let (filter, read) = (&visit.when.filter, &|positions: &[u64]| visit.read(positions));
    let (newest, more) =
        visit.views.newest_decisions_of(&id, DECISION_LIMIT, filter, read, &public)?;
    let responsibilities = "forum-responsibilities";
    let rule_words = RuleWords::of(visit)?;
    let page = ForumPage {
        frame,
        kicker: visit.forum_kind(&state.kind),
        heading: visit.words(&state.name),
        reported: visit.reported(&state.origin),
        ended: life::ended_tag(visit, &state),
        ending: state
            .closed
            .as_ref()
            .map(|closing| (life::ending(visit, closing), closing.origin.is_reported())),
        purpose: state.purpose.as_ref().map(|words| visit.prose(words)),
        facts: facts(visit, &state),
        members: members(visit, "members", "forum-members-caption", &state.members),
        past_members: members(visit, "past-members", "forum-former", &state.past_members),
        mandates: mandates(visit, &state.mandates),
        decisions: lists::decision_table(visit, "forum-decisions-caption", &newest)?,
        all_decisions: more.then(|| all_decisions(visit, &id)),
        measures: life::measures(visit, &state)?,
        meetings: state
            .meetings
            .iter()
            .rev()
            .take(MEETING_LIMIT)
            .map(|each| meeting(visit, each))
            .collect(),
        older_meetings: older_meetings(visit, &state.meetings),
        missing_numbers: missing_numbers(visit, &state.missing_meeting_numbers),
        responsibilities: holders(
            visit,
            "responsibilities",
            responsibilities,
            &state.responsibilities,
        ),
        answers_for: subjects(visit, "answers-for", "forum-duties", &state.answers_for),
        secretariats: life::secretariats(visit, &state.secretariats),
        reviews: life::reviews(visit, &state.reviews),
        recommendations: advice::table(visit, "recommendations", &state.recommendations),
        checklist: life::checklist(visit, &rule_words, &state),
        problems: state.problems.iter().map(|each| life::problem(visit, each)).collect(),
        results: life::results(visit, &rule_words, &state.results),
        anchoring: state.anchoring.iter().map(|each| decision::anchoring(visit, each)).collect(),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

fn facts(visit: &Visit, state: &ForumState) -> Pairs {
    let mut pairs = Pairs::default();
    let forums = |ids: &[ForumId]| Some(visit.list(ids.iter().map(|id| visit.forum(id)).collect()));
    pairs.add(visit.word("forum-established"), visit.dated(&state.origin));
    pairs.add_some(visit.word("forum-parent"), state.parent.as_ref().map(|id| visit.forum(id)));
    pairs.add_some(visit.word("forum-children"), forums(&state.children));
    pairs.add_some(visit.word("forum-predecessors"), forums(&state.predecessors));
    pairs.add_some(visit.word("forum-successors"), forums(&state.successors));
    let consulted = state.consulted.iter().map(|id| visit.participant(id)).collect();
    pairs.add_some(visit.word("forum-consulted"), Some(visit.list(consulted)));
    pairs.add_some(
        visit.word("forum-not-consulted"),
        state.waiver.as_ref().map(|words| visit.words(words)),
    );
    let late = state.review_overdue.then(|| Markup::tag("late", &visit.word("overdue")));
    let review = state.review_by.map(|day| super::dates::day_markup(visit.language, day));
    let review = review.map(|day| Markup::join(std::iter::once(day).chain(late), " "));
    pairs.add_some(visit.word("forum-review-by"), review);
    pairs
}

fn members(visit: &Visit, id: &'static str, caption: &str, members: &[Membership]) -> Table {
    let row = |member: &Membership| {
        let name = visit.participant(&member.participant);
        let former = member.formerly.as_ref().map(|former| {
            Markup::note(
                &visit.sentence("answer-formerly", [("name", visit.plain_name(former).into())]),
            )
        });
        let role = Markup::text(&visit.word(codes::member_role(member.role)));
        let level = member.representation.map_or("position-not-documented", codes::representation);
        let since = visit.occurred(&member.since);
        let until = member.until.as_ref().map(|until| visit.occurred(until));
        vec![
            Markup::join([Some(name), former].into_iter().flatten(), " "),
            role,
            Markup::text(&visit.word(level)),
            Markup::join([Some(since), until].into_iter().flatten(), " – "),
            visit.reported(&member.origin).unwrap_or_default(),
        ]
    };
    let head = [
        "decision-participant",
        "measure-role",
        "representation-level",
        "forum-since",
        "event-source",
    ];
    Table {
        id,
        caption: visit.word(caption),
        head: head.map(|key| visit.word(key)).into(),
        rows: members.iter().map(row).collect(),
    }
}

fn mandates(visit: &Visit, mandates: &[OwnedMandate]) -> Table {
    let row = |mandate: &OwnedMandate| {
        let version = mandate.version.map(|n| {
            Markup::text(&visit.sentence("mandate-version", [("n", n.to_string().into())]))
        });
        let none = || Markup::text(&visit.word("mandate-none"));
        let draft =
            mandate.draft_under_way.then(|| Markup::note(&visit.word("mandate-draft-under-way")));
        let reported =
            mandate.reported.then(|| Markup::tag("source", &visit.word("evidence-reported")));
        let repealed =
            mandate.repealed.then(|| Markup::tag("past", &visit.word("mandate-repealed")));
        let status = [Some(version.unwrap_or_else(none)), repealed, reported, draft];
        vec![visit.mandate(&mandate.id), Markup::join(status.into_iter().flatten(), " ")]
    };
    Table {
        id: "mandates",
        caption: visit.word("mandates-caption"),
        head: ["mandate-kind-mandate", "mandate-version-column"].map(|key| visit.word(key)).into(),
        rows: mandates.iter().map(row).collect(),
    }
}

fn all_decisions(visit: &Visit, id: &ForumId) -> Markup {
    let href = lists::href(visit, &Place::List(Section::Decisions), Some(id.as_str()), None);
    Markup::link(&href, &Markup::text(&visit.word("page-decisions")))
}

/// Meetings before the newest, each in a line that leads to its entry.
fn older_meetings(visit: &Visit, meetings: &[Meeting]) -> Table {
    let row = |each: &Meeting| {
        let date = visit.occurred(&each.date);
        vec![
            Markup::text(&meeting_name(visit, each)),
            visit.link(&Place::Event(each.origin.position), &date),
            meeting_status(visit, each),
            Markup::text(&attendance_count(visit, each)),
            visit.reported(&each.origin).unwrap_or_default(),
        ]
    };
    let head =
        ["forum-meeting", "event-when", "decision-status", "forum-attendance", "event-source"];
    Table {
        id: "older-meetings",
        caption: visit.word("forum-older-meetings"),
        head: head.map(|key| visit.word(key)).into(),
        rows: meetings.iter().rev().skip(MEETING_LIMIT).map(row).collect(),
    }
}

fn meeting_name(visit: &Visit, meeting: &Meeting) -> String {
    match meeting.number {
        Some(number) => visit.sentence("forum-meeting-number", [("n", number.to_string().into())]),
        None => visit.word("forum-meeting"),
    }
}

fn meeting_status(visit: &Visit, meeting: &Meeting) -> Markup {
    let shade = match meeting.status {
        tingbok_domain::event::MeetingStatus::Announced => "draft",
        tingbok_domain::event::MeetingStatus::Held => "plain",
        tingbok_domain::event::MeetingStatus::Cancelled => "past",
    };
    Markup::tag(shade, &visit.word(codes::meeting_status(meeting.status)))
}

/// «12 av 17», or «ikke dokumentert» where nobody is named.
fn attendance_count(visit: &Visit, meeting: &Meeting) -> String {
    if meeting.attendance.is_empty() {
        return visit.word("position-not-documented");
    }
    let present =
        meeting.attendance.iter().filter(|there| there.presence != Presence::Absent).count();
    let variables =
        [("n", present.to_string().into()), ("total", meeting.attendance.len().to_string().into())];
    visit.sentence("forum-attendance-count", variables)
}

/// A meeting with its items and who was there.
pub(crate) fn meeting(visit: &Visit, meeting: &Meeting) -> MeetingView {
    let mut facts = Pairs::default();
    facts.add(
        visit.word("event-when"),
        visit.link(&Place::Event(meeting.origin.position), &visit.occurred(&meeting.date)),
    );
    if !meeting.attendance.is_empty() {
        facts.add(visit.word("forum-attendance"), attendance(visit, meeting));
    }
    facts.add_some(visit.word("page-minutes"), meeting.minutes_doc.map(|id| visit.document(id)));
    let approved = meeting.minutes_approved.as_ref().map(|approval| {
        let remarks = approval.remarks.as_ref().map(|words| visit.words(words));
        Markup::join([Some(visit.dated(&approval.origin)), remarks].into_iter().flatten(), ": ")
    });
    facts.add_some(visit.word("forum-minutes-approved"), approved);
    facts.add_some(visit.word("event-source"), visit.reported(&meeting.origin));
    MeetingView {
        heading: meeting_name(visit, meeting),
        status: meeting_status(visit, meeting),
        facts,
        items: meeting.agenda.iter().map(|line| item(visit, line)).collect(),
    }
}

fn attendance(visit: &Visit, meeting: &Meeting) -> Markup {
    let count = Markup::text(&attendance_count(visit, meeting));
    let each = meeting.attendance.iter().map(|there| {
        let level = there.representation.map(codes::representation);
        let words = [Some(codes::presence(there.presence)), level].into_iter().flatten();
        let said: Vec<String> = words.map(|key| visit.word(key)).collect();
        let name = visit.participant(&there.participant);
        Markup::join([name, Markup::text(&said.join(", "))], ": ")
    });
    Markup::join([count, Markup::join(each, "; ")], ". ")
}

fn item(visit: &Visit, line: &AgendaLine) -> (String, Markup) {
    let kind = Markup::text(&visit.word(codes::agenda_kind(line.kind)));
    let about = line.about.as_ref().map(|stream| visit.stream(stream));
    let stated = line.stated.map(|stated| Markup::text(&visit.word(codes::stated(stated))));
    let conclusion = line.conclusion.as_ref().map(|words| visit.prose(words));
    let pieces = [Some(visit.words(&line.title)), Some(kind), about, stated, conclusion];
    (line.n.to_string(), Markup::join(pieces.into_iter().flatten(), ". "))
}

fn missing_numbers(visit: &Visit, numbers: &[u32]) -> Option<String> {
    let words: Vec<String> = numbers.iter().map(u32::to_string).collect();
    let sentence =
        || visit.sentence("forum-minutes-missing-number", [("numbers", words.join(", ").into())]);
    (!numbers.is_empty()).then(sentence)
}

/// Who answers for one thing.
pub(crate) fn holders(
    visit: &Visit,
    id: &'static str,
    caption: &str,
    all: &[Responsibility],
) -> Table {
    duties(visit, id, [caption, "measure-holder"], all, |each| &each.holder)
}

/// What one answers for.
pub(crate) fn subjects(
    visit: &Visit,
    id: &'static str,
    caption: &str,
    all: &[Responsibility],
) -> Table {
    duties(visit, id, [caption, "decision-topics"], all, |each| &each.subject)
}

fn duties(
    visit: &Visit,
    id: &'static str,
    [caption, who]: [&str; 2],
    all: &[Responsibility],
    stream: fn(&Responsibility) -> &StreamId,
) -> Table {
    let row = |each: &Responsibility| {
        let none = || Markup::text(&visit.word("position-not-documented"));
        let from = each.from.map(|from| super::dates::moment_markup(visit.language, from));
        vec![
            visit.stream(stream(each)),
            Markup::text(&visit.word(codes::responsibility(each.role))),
            from.unwrap_or_else(none),
            each.until.as_ref().map(|until| visit.dated(until)).unwrap_or_default(),
            visit.reported(&each.origin).unwrap_or_default(),
        ]
    };
    let head = [who, "measure-role", "measure-from", "measure-until", "event-source"];
    Table {
        id,
        caption: visit.word(caption),
        head: head.map(|key| visit.word(key)).into(),
        rows: all.iter().map(row).collect(),
    }
}
