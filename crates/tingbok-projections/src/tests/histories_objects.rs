//! A forum, a measure and a decision, as of a day and as known at a moment, equal what a simple reading of the
//! same entries gives, however late and out of order sources were read.
use super::fixture::{Log, Said, TODAY, as_of, day, recorded_at, said, told, who};
use crate::{AsOf, decision, forum, measure};
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeMap;
use tingbok_domain::{DecisionId, Event, Occurred, Recorded, event::*};

const DATES: [&str; 11] = [
    "2021",
    "2022-05",
    "2022-05-10",
    "[..2023]",
    "[2022..2022-09]",
    "2023-24",
    "unknown",
    "2024-02-01",
    "2022/..",
    "[2023..]",
    "2023-11",
];
const DAYS: [&str; 6] =
    ["2021-06-01", "2021-12-31", "2022-05-31", "2023-06-30", "2024-02-29", "2030-01-01"];
const STREAMS: [&str; 3] = ["forum-klima", "measure-hr", "decision-9"];

/// One entry: act, date, whether a source tells it, and two choices.
type Step = (u8, usize, bool, usize, usize);

fn step(log: &mut Log, (act, date, reported, a, b): Step) {
    let told = Said { reported, ..said(DATES[date % DATES.len()]) };
    let (stream, event) = match act {
        0..=2 => (0, membership(a, b)),
        3 => (0, secretariat(a)),
        4 => (0, review(a, b)),
        5 => (0, closing()),
        6..=7 => (1, status(a, b)),
        8 => (1, function(a)),
        9 => (1, benefit(a, b)),
        10 => {
            // Only what a source tells is in the ledger as a report.
            let told = Said { reported: true, ..told };
            log.add(STREAMS[2], &told, report(a));
            return;
        }
        _ => return amend(log, date, a, b),
    };
    log.add(STREAMS[stream], &told, event);
}

fn membership(a: usize, b: usize) -> Event {
    let action =
        if b.is_multiple_of(3) { MembershipAction::Left } else { MembershipAction::Joined };
    Event::MembershipChanged(MembershipChanged {
        participant: who(["kdd", "kld", "fin"][a % 3]),
        action,
        role: MemberRole::Member,
        representation: None,
        meeting: None,
        decision: None,
    })
}

fn secretariat(a: usize) -> Event {
    Event::SecretariatOrganised(SecretariatOrganised {
        model: SecretariatModel::Single,
        by: vec![who(["kdd", "kld", "fin"][a % 3])],
        contacts: Vec::new(),
        tasks: None,
    })
}

fn review(a: usize, b: usize) -> Event {
    let points = ["formal", "eier", "frist"].iter().take(a % 4);
    let met = |point: &&str| Criterion { point: point.parse().unwrap(), text: None };
    Event::ForumReviewed(ForumReviewed {
        outcome: ReviewOutcome::Continue,
        reason: "Derfor".to_owned().into(),
        criteria: points.map(met).collect(),
        review_by: b.is_multiple_of(2).then(|| day(DAYS[b % DAYS.len()])),
        decision: None,
    })
}

fn closing() -> Event {
    Event::ForumClosed(ForumClosed {
        reason: "Ferdig".to_owned().into(),
        handover: Vec::new(),
        consulted: Vec::new(),
        waiver: None,
        criteria: Vec::new(),
        decision: None,
    })
}

fn status(a: usize, b: usize) -> Event {
    let statuses = [MeasureStatus::Ongoing, MeasureStatus::Paused, MeasureStatus::Completed];
    Event::MeasureStatusReported(MeasureStatusReported {
        status: statuses[a % 3],
        scale: [None, Some(Scale::Full), Some(Scale::Reduced)][b % 3],
        said_of: SaidOf::Single,
        text: None,
        next_report_by: b.is_multiple_of(2).then(|| day(DAYS[b % DAYS.len()])),
    })
}

fn function(a: usize) -> Event {
    let functions = [GovernanceFunction::Decide, GovernanceFunction::Inform];
    Event::GovernanceFunctionSet(GovernanceFunctionSet {
        function: functions[a % 2],
        followed_in: if a.is_multiple_of(3) { Vec::new() } else { vec!["klima".parse().unwrap()] },
        own_steering_group: None,
    })
}

fn benefit(a: usize, b: usize) -> Event {
    Event::BenefitRecorded(BenefitRecorded {
        id: ["tid", "trygghet"][a % 2].parse().unwrap(),
        kind: [BenefitKind::Savings, BenefitKind::Security][b % 2],
        stage: [BenefitStage::Expected, BenefitStage::Measured][a / 2 % 2],
        statement: "Spart".to_owned().into(),
        value: None,
    })
}

fn report(a: usize) -> Event {
    Event::DecisionReported(DecisionReported {
        forum: Some("klima".parse().unwrap()),
        title: format!("Vedtak {a}").into(),
        text: "Forumet sluttet seg til".to_owned().into(),
        attribution: Attribution::Collective,
        body: None,
        documented: Documented::None,
        positions: Vec::new(),
    })
}

/// Corrects the date, or where it stands in its source, of an earlier entry.
fn amend(log: &mut Log, date: usize, a: usize, b: usize) {
    let entries = log.entries.iter().filter(|r| {
        let stream = r.entry.stream.to_string();
        STREAMS[..2].contains(&stream.as_str()) && !matches!(r.entry.event, Event::EventAmended(_))
    });
    let targets: Vec<(u64, String)> =
        entries.map(|r| (r.position, r.entry.stream.to_string())).collect();
    let (target, stream) = targets[a % targets.len()].clone();
    let (field, is) = match b % 3 {
        0 => ("source.locator", "s. 7"),
        _ => ("occurred", DATES[(date + a) % DATES.len()]),
    };
    let body = EventAmended {
        target,
        field: field.to_owned(),
        was: "det som sto".to_owned().into(),
        is: is.to_owned().into(),
        reason: "Lest på nytt".to_owned().into(),
        authority: "Originalen".to_owned().into(),
    };
    log.add(&stream, &told(DATES[date % DATES.len()]), Event::EventAmended(body));
}

fn history(steps: Vec<Step>) -> Log {
    let mut log = Log::default();
    log.participants(&["kdd", "kld", "fin"]);
    log.forum("klima", &said("2020-06"));
    log.register_measure("hr", "Felles HR", &said("2020-07"), |_| {});
    for one in steps {
        step(&mut log, one);
    }
    log
}

/// When an entry happened, as corrected by what is known.
pub(super) fn corrected(known: &[&Recorded], r: &Recorded) -> Occurred {
    let mut occurred = r.entry.particulars.occurred;
    for other in known {
        if let Event::EventAmended(body) = &other.entry.event
            && body.target == r.position
            && body.field == "occurred"
            && r.entry.is_reported()
        {
            occurred = body.is.open().unwrap().parse::<Occurred>().unwrap();
        }
    }
    occurred
}

/// What the ledger held at the time asked for.
pub(super) fn known<'a>(entries: &'a [Recorded], when: &AsOf) -> Vec<&'a Recorded> {
    let known = |r: &&Recorded| {
        when.at.is_none_or(|size| r.position < size)
            && when.known_at.is_none_or(|moment| r.entry.recorded_at <= moment)
    };
    entries.iter().filter(known).collect()
}

/// What counts, in order: entries whose latest possible day, as corrected by then, has come.
pub(super) struct Reading<'a>(pub(super) Vec<&'a Recorded>);

impl<'a> Reading<'a> {
    pub(super) fn new(entries: &'a [Recorded], when: &AsOf) -> Self {
        let known = known(entries, when);
        let mut counting: Vec<(NaiveDate, &Recorded)> = Vec::new();
        let facts = known.iter().filter(|r| !matches!(r.entry.event, Event::EventAmended(_)));
        for r in facts {
            match (when.as_of, corrected(&known, r).range().latest) {
                (None, _) => counting.push((NaiveDate::MIN, *r)),
                (Some(day), Some(latest)) if latest <= day => counting.push((latest, *r)),
                (Some(_), _) => {}
            }
        }
        // What was recorded here keeps the order of the log.
        for n in 0..counting.len() {
            let before = counting[..n].iter().filter(|(_, r)| !r.entry.is_reported());
            let day = before.map(|(day, _)| *day).max().unwrap_or(NaiveDate::MIN);
            if !counting[n].1.entry.is_reported() {
                counting[n].0 = counting[n].0.max(day);
            }
        }
        counting.sort_by_key(|(day, r)| (*day, r.position));
        Self(counting.into_iter().map(|(_, r)| r).collect())
    }

    fn all<T>(&self, pick: impl Fn(&Event) -> Option<T>) -> Vec<(&'a Recorded, T)> {
        self.0.iter().filter_map(|r| Some((*r, pick(&r.entry.event)?))).collect()
    }

    /// The one that counts: the last one recorded here, or else the last one that a source tells.
    fn last<T>(&self, pick: impl Fn(&Event) -> Option<T>) -> Option<(u64, T)> {
        let mut found = None;
        for witnessed in [false, true] {
            for (r, value) in self.all(&pick) {
                if r.entry.is_reported() != witnessed {
                    found = Some((r.position, value));
                }
            }
        }
        found
    }

    fn members(&self) -> Vec<(String, bool)> {
        let mut held: BTreeMap<String, bool> = BTreeMap::new();
        let changes = self.all(|event| {
            if let Event::MembershipChanged(body) = event { Some(body.clone()) } else { None }
        });
        for (r, body) in changes {
            let (name, told) = (body.participant.to_string(), r.entry.is_reported());
            let before = held.get(&name).copied();
            if told && before == Some(false) {
                continue;
            }
            if body.action == MembershipAction::Left {
                held.remove(&name);
            } else {
                held.insert(name, told && before.unwrap_or(true));
            }
        }
        held.into_iter().collect()
    }
}

fn organised(event: &Event) -> Option<()> {
    matches!(event, Event::SecretariatOrganised(_)).then_some(())
}

fn closed(event: &Event) -> Option<()> {
    matches!(event, Event::ForumClosed(_)).then_some(())
}

fn reviewed(event: &Event) -> Option<ForumReviewed> {
    if let Event::ForumReviewed(body) = event { Some(body.clone()) } else { None }
}

fn told_status(event: &Event) -> Option<MeasureStatusReported> {
    if let Event::MeasureStatusReported(body) = event { Some(body.clone()) } else { None }
}

fn governs(event: &Event) -> Option<GovernanceFunctionSet> {
    if let Event::GovernanceFunctionSet(body) = event { Some(body.clone()) } else { None }
}

fn check_forum(log: &Log, when: &AsOf) {
    let id = "klima".parse().unwrap();
    let state = forum::state(&id, &log.entries, when, &|_| true, day(TODAY)).unwrap();
    let reading = Reading::new(&log.entries, when);
    let members = state.members.iter().map(|seat| (seat.participant.to_string(), seat.reported));
    assert_eq!(members.collect::<Vec<_>>(), reading.members());
    let current = state.secretariats.last().map(|one| one.origin.position);
    assert_eq!(current, reading.last(organised).map(|(at, ())| at));
    let ended = state.closed.as_ref().map(|one| one.origin.position);
    assert_eq!(ended, reading.last(closed).map(|(at, ())| at));
    let reviews: Vec<u64> = state.reviews.iter().map(|review| review.origin.position).collect();
    let expected = reading.all(reviewed);
    assert_eq!(reviews, expected.iter().map(|(r, _)| r.position).collect::<Vec<_>>());
    let given = reading.last(|event| reviewed(event)?.review_by);
    assert_eq!(state.review_by, given.map(|(_, day)| day));
    let witnessed = expected.iter().rev().find(|(r, _)| !r.entry.is_reported());
    let due = witnessed.and_then(|(_, body)| body.review_by);
    let over = reading.all(closed).iter().any(|(r, ())| !r.entry.is_reported());
    let late = due.is_some_and(|due| due < when.as_of.unwrap_or(day(TODAY)));
    assert_eq!(state.review_overdue, late && !over);
    for met in &state.checklist {
        let of_point = |event: &Event| {
            let body = reviewed(event)?;
            body.criteria.iter().any(|criterion| criterion.point == met.point).then_some(())
        };
        assert_eq!(Some(met.origin.position), reading.last(of_point).map(|(at, ())| at));
    }
    let here = |body: &GovernanceFunctionSet| body.followed_in.contains(&id);
    let followed = reading.last(governs).filter(|(_, body)| here(body)).map(|(at, _)| at);
    assert_eq!(state.followed.first().map(|one| one.origin.position), followed);
}

fn check_measure(log: &Log, when: &AsOf) {
    let id = "hr".parse().unwrap();
    let state = measure::state(&id, &log.entries, when, &|_| true, day(TODAY)).unwrap();
    let reading = Reading::new(&log.entries, when);
    let expected = reading.last(told_status);
    let status = state.status.as_ref().map(|report| report.origin.position);
    assert_eq!(status, expected.as_ref().map(|(at, _)| *at));
    let all: Vec<u64> = state.statuses.iter().map(|report| report.origin.position).collect();
    let told = reading.all(told_status);
    assert_eq!(all, told.iter().map(|(r, _)| r.position).collect::<Vec<_>>());
    let scale = reading.last(|event| told_status(event)?.scale);
    assert_eq!(state.scale, scale.map(|(_, scale)| scale));
    let late = expected.is_some_and(|(at, body)| {
        !log.entries[usize::try_from(at).unwrap()].entry.is_reported()
            && !body.status.is_terminal()
            && body.next_report_by.is_some_and(|due| due < when.as_of.unwrap_or(day(TODAY)))
    });
    assert_eq!(state.report_overdue, late);
    let function = state.function.as_ref().map(|function| function.origin.position);
    assert_eq!(function, reading.last(governs).map(|(at, _)| at));
    for benefit in &state.benefits {
        let told = reading.all(|event| {
            let Event::BenefitRecorded(body) = event else { return None };
            (body.id == benefit.id).then(|| body.clone())
        });
        let first = told.iter().find(|(r, _)| !r.entry.is_reported()).or(told.first()).unwrap();
        assert_eq!(benefit.kind, first.1.kind);
        assert_eq!(benefit.expected.len() + benefit.measured.len(), told.len());
    }
}

fn check_decision(log: &Log, when: &AsOf) {
    let state = decision::state(DecisionId(9), &log.entries, when, &|_| true);
    let told = state.map(|state| state.reported).unwrap_or_default();
    let told: Vec<u64> = told.iter().map(|one| one.origin.position).collect();
    let reading = Reading::new(&log.entries, when);
    let expected = reading.all(|event| matches!(event, Event::DecisionReported(_)).then_some(()));
    assert_eq!(told, expected.iter().map(|(r, ())| r.position).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_had_happened_and_what_was_known_is_what_a_simple_reading_gives(
        steps in proptest::collection::vec(
            (0..13_u8, 0..60_usize, any::<bool>(), 0..60_usize, 0..60_usize),
            0..60,
        ),
        on in 0..DAYS.len(),
        known in 5..70_u64,
    ) {
        let log = history(steps);
        for when in [
            AsOf::default(),
            as_of(DAYS[on]),
            AsOf { known_at: Some(recorded_at(known)), ..as_of(DAYS[on]) },
            AsOf { at: Some(known), ..as_of(DAYS[on]) },
            AsOf { at: Some(known), ..AsOf::default() },
        ] {
            check_forum(&log, &when);
            check_measure(&log, &when);
            check_decision(&log, &when);
        }
    }
}
