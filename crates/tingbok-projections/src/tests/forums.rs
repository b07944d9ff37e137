//! Promises about forums, participants, mandates and measures.
use super::fixture::{Log, NOW, as_of, day, klima, said, told, who};
use crate::{mandate, measure::MeasureState};
use tingbok_domain::{Event, StreamId, event::*};

fn scheduled(log: &mut Log, id: &str, due: &str, kind: PlanKind) {
    let body = MilestoneScheduled {
        id: id.parse().unwrap(),
        title: "Opprettet".to_owned().into(),
        due: due.parse().unwrap(),
        kind,
        reason: None,
    };
    log.add("measure-akademiet", &told("2022-03-17"), Event::MilestoneScheduled(body));
}

fn reached(log: &mut Log, id: &str, actual: &str, compared_with: Option<Comparison>) {
    let body = MilestoneReached {
        id: id.parse().unwrap(),
        title: Some("Lansert".to_owned().into()),
        actual: actual.parse().unwrap(),
        compared_with,
        evidence_docs: Vec::new(),
    };
    log.add("measure-akademiet", &told(actual), Event::MilestoneReached(body));
}

fn measure() -> Log {
    let mut log = klima();
    log.register_measure("akademiet", "Departementsakademiet", &told("2022"), |body| {
        body.forum = Some("klima".parse().unwrap());
    });
    log
}

fn slip(state: &MeasureState, id: &str) -> Option<(i32, i32)> {
    let milestone = state.milestones.iter().find(|m| m.id.as_str() == id).unwrap();
    milestone.slip.as_ref().map(|slip| (slip.min_months_tenths, slip.max_months_tenths))
}

#[test]
fn a_slip_is_shown_against_the_first_plan_or_under_a_stated_assumption() {
    let mut log = measure();
    scheduled(&mut log, "opprettet", "2023-01", PlanKind::Baseline);
    scheduled(&mut log, "opprettet", "2023-08", PlanKind::Forecast);
    scheduled(&mut log, "revidert", "2023", PlanKind::Baseline);
    // Only a source tells of the plan: past its day, what became of it is not documented, and not late.
    let past = log.measure("akademiet", "2023-09-01").unwrap();
    assert!(past.milestones[0].undocumented && !past.milestones[0].overdue);
    assert!(!log.measure("akademiet", "2023-08-31").unwrap().milestones[0].undocumented);
    reached(&mut log, "opprettet", "2023-09-01", None);
    let assumption = "lansering regnes som revisjon".to_owned().into();
    let held_against = Comparison { id: "revidert".parse().unwrap(), assumption };
    reached(&mut log, "lansert", "2024-02-16", Some(held_against));
    let state = log.measure("akademiet", "2026-11-22").unwrap();
    assert_eq!(slip(&state, "opprettet"), Some((70, 80)));
    assert_eq!(slip(&state, "lansert"), Some((15, 135)));
    assert_eq!(slip(&state, "revidert"), None);
    let launched = state.milestones.iter().find(|m| m.id.as_str() == "lansert").unwrap();
    let words = launched.slip.as_ref().unwrap().assumption.as_ref().unwrap();
    assert_eq!(words.words.as_deref(), Some("lansering regnes som revisjon"));
    let summary = log.views.measure(&"akademiet".parse().unwrap()).unwrap();
    assert_eq!((summary.reached(), summary.milestones.len()), (2, 3));
}

#[test]
fn one_answers_for_a_measure_and_the_one_before_is_kept_as_history() {
    let mut log = measure();
    for (holder, replaces) in [("kdd", None), ("fin", Some("kdd"))] {
        let name = |name: &str| StreamId::from(&who(name));
        let body = ResponsibilityAssigned {
            holder: name(holder),
            role: ResponsibilityRole::Responsible,
            from: None,
            replaces: replaces.map(name),
            decision: None,
        };
        log.add("measure-akademiet", &told("2023"), Event::ResponsibilityAssigned(body));
    }
    let state = log.measure("akademiet", "2026-01-01").unwrap();
    let held: Vec<_> =
        state.responsibilities.iter().map(|r| (r.holder.id(), r.is_current())).collect();
    assert_eq!(held, [("kdd", false), ("fin", true)]);
    assert!(!log.participant("kdd", &NOW).unwrap().responsibilities[0].is_current());
    assert_eq!(log.forum_at("klima", &NOW).unwrap().measures.len(), 1);
}

#[test]
fn a_reported_seat_is_confirmed_by_a_witnessed_entry_and_never_ends_one() {
    let mut log = klima();
    log.participants(&["jd"]);
    log.member("klima", "jd", MembershipAction::Joined, &told("[..2024]"));
    let reported = |log: &Log| {
        let state = log.forum_at("klima", &NOW).unwrap();
        state.members.iter().filter(|seat| seat.reported).count()
    };
    assert_eq!(reported(&log), 1);
    log.member("klima", "jd", MembershipAction::Joined, &said("2026-01-05"));
    log.member("klima", "jd", MembershipAction::Left, &told("2026-01-06"));
    assert_eq!(reported(&log), 0);
    assert_eq!(log.forum_at("klima", &NOW).unwrap().members.len(), 4);
    assert_eq!(log.views.forum(&"klima".parse().unwrap()).unwrap().members, 4);
}

#[test]
fn a_correction_by_a_later_report_takes_the_place_of_the_first() {
    let mut log = klima();
    log.participants(&["jd", "ad"]);
    let first = log.member("klima", "jd", MembershipAction::Joined, &told("2022"));
    let cause = log.entries[usize::try_from(first).unwrap()].entry.id;
    let correction = super::fixture::Said { causation: Some(cause), ..told("2023") };
    log.member("klima", "ad", MembershipAction::Joined, &correction);
    let state = log.forum_at("klima", &NOW).unwrap();
    let names: Vec<_> = state.members.iter().map(|seat| seat.participant.as_str()).collect();
    assert_eq!(names, ["ad", "fin", "kdd", "kld"]);
    assert_eq!(state.aside.corrected[0].position, first);
}

#[test]
fn gaps_in_the_row_of_meetings_are_listed() {
    let mut log = klima();
    for (id, number) in [("m1", Some(1)), ("m4", Some(4)), ("extra", None)] {
        let body = MeetingRecorded {
            id: id.parse().unwrap(),
            number,
            status: MeetingStatus::Held,
            date: "2026-01-05".parse().unwrap(),
            agenda: Vec::new(),
            attendance: Vec::new(),
            minutes_doc: None,
            archive_ref: None,
        };
        log.add("forum-klima", &said("2026-01-05"), Event::MeetingRecorded(body));
    }
    let state = log.forum_at("klima", &NOW).unwrap();
    assert_eq!(state.missing_meeting_numbers, [2, 3]);
    assert_eq!(state.meetings.len(), 3);
}

#[test]
fn a_seat_that_a_source_gives_a_span_is_held_within_it() {
    let mut log = klima();
    log.participants(&["difi"]);
    log.member("klima", "difi", MembershipAction::Joined, &told("2021-06/2022-06"));
    let held = |when| {
        let state = log.forum_at("klima", &when).unwrap();
        state.members.iter().any(|seat| seat.participant == who("difi"))
    };
    assert!(held(as_of("2022-03-01")));
    assert!(!held(as_of("2022-07-01")) && !held(NOW));
}

#[test]
fn a_mandate_that_only_a_source_tells_of_is_never_in_force() {
    let mut log = klima();
    let owner: StreamId = "forum-klima".parse().unwrap();
    let adopted = |version, from_draft: Option<&str>, effective: Option<&str>| MandateAdopted {
        kind: MandateKind::Mandate,
        owner: owner.clone(),
        version,
        from_draft: from_draft.map(|number| number.parse().unwrap()),
        effective_from: effective.map(day),
        review_by: None,
        decision: None,
        described_as: Some("Tre oppgaver".to_owned().into()),
    };
    log.add("mandate-klima", &told("2022"), Event::MandateAdopted(adopted(1, None, None)));
    let state = |log: &Log, today: &str| {
        let id = "klima".parse().unwrap();
        mandate::state(&id, &log.entries, &NOW, &|_| true, day(today)).unwrap()
    };
    assert_eq!(state(&log, "2026-01-01").in_force, None);
    assert_eq!(state(&log, "2026-01-01").latest_reported, Some(1));
    let section = Section { key: "Formål".into(), text: "Samordne".into() };
    let draft = MandateTextSubmitted {
        kind: MandateKind::Mandate,
        owner: owner.clone(),
        status: TextStatus::Submitted,
        version: "01-00".parse().unwrap(),
        base: None,
        sections: Some(vec![section].into()),
        sha256: None,
        reason: None,
    };
    log.add("mandate-klima", &said("2026-01-05"), Event::MandateTextSubmitted(draft));
    let body = adopted(2, Some("01-00"), Some("2026-02-01"));
    log.add("mandate-klima", &said("2026-01-10"), Event::MandateAdopted(body));
    assert_eq!(state(&log, "2026-01-31").in_force, None);
    let begun = state(&log, "2026-02-01");
    assert_eq!((begun.in_force, begun.latest_reported), (Some(2), None));
    assert_eq!(begun.version(2).unwrap().sections.as_ref().unwrap()[0].key, "Formål");
    assert_eq!(begun.drafts[0].became, Some(2));
    let forum = log.forum_at("klima", &NOW).unwrap();
    assert_eq!((forum.mandates[0].version, forum.mandates[0].draft_under_way), (Some(2), false));
}
