//! Promises about what a participant is asked to answer and to do, its keys, and what follows a decision.
use super::fixture::{Log, NOW, Said, as_of, klima, said, told, who};
use crate::participant::{AdviceTo, AssignmentBrief, ParticipantState};
use tingbok_domain::{DecisionId, Event, EventKind, ParticipantId, Role, event::*};

fn recommend(log: &mut Log, id: &str, kind: RecommendationKind, to: &[&str], said: &Said) {
    let body = RecommendationIssued {
        id: id.parse().unwrap(),
        kind,
        text: "Del tjenestene".to_owned().into(),
        to: to.iter().map(|to| who(to)).collect(),
        answer_by: Some("2026-02-01".parse().unwrap()),
    };
    log.add("evaluation-e1", said, Event::RecommendationIssued(body));
}

fn answer(log: &mut Log, id: &str, by: &str, response: Response, said: &Said) -> u64 {
    let body = RecommendationAnswered {
        id: id.parse().unwrap(),
        by: who(by),
        response,
        text: Some("Vi har vurdert det".to_owned().into()),
        follow_up: vec!["decision-1".parse().unwrap()],
    };
    log.add("evaluation-e1", said, Event::RecommendationAnswered(body))
}

fn page(log: &Log, name: &str, day: &str) -> ParticipantState {
    log.participant(name, &as_of(day)).unwrap()
}

fn advice(log: &Log, name: &str, day: &str) -> AdviceTo {
    page(log, name, day).recommendations.remove(0)
}

#[test]
fn a_recommendation_waits_for_an_answer_and_is_late_only_when_it_was_given_here() {
    let mut log = klima();
    recommend(
        &mut log,
        "r1",
        RecommendationKind::Recommendation,
        &["fin", "kld"],
        &said("2026-01-05"),
    );
    let state = advice(&log, "fin", "2026-02-01");
    assert!(state.awaiting && !state.overdue && state.answer.is_none());
    assert!(advice(&log, "fin", "2026-02-02").overdue);
    answer(&mut log, "r1", "kld", Response::Accepted, &said("2026-01-06"));
    assert!(advice(&log, "fin", "2026-02-02").overdue);
    let given = answer(&mut log, "r1", "fin", Response::Rejected, &said("2026-01-07"));
    answer(&mut log, "r1", "fin", Response::Accepted, &told("2026-01-08"));
    let state = advice(&log, "fin", "2026-02-02");
    assert!(!state.awaiting && !state.overdue);
    assert_eq!(state.answer.unwrap().origin.position, given);
    assert!(page(&log, "kdd", "2026-02-02").recommendations.is_empty());

    let mut log = klima();
    recommend(&mut log, "r1", RecommendationKind::Recommendation, &["fin"], &told("2023"));
    recommend(&mut log, "r2", RecommendationKind::Lesson, &["fin"], &said("2026-01-05"));
    let [one, two] = &page(&log, "fin", "2026-12-31").recommendations[..] else { panic!("two") };
    assert!(one.awaiting && !one.overdue);
    assert!(!two.awaiting && !two.overdue);
}

#[test]
fn what_was_addressed_to_one_that_it_carries_on_is_its_own() {
    let mut log = klima();
    log.participants(&["kmd", "jd"]);
    recommend(&mut log, "r1", RecommendationKind::Recommendation, &["kmd"], &said("2026-01-05"));
    log.succeed("kmd", "jd", SuccessionKind::Transfer);
    let told = ParticipantSucceeded {
        successors: vec![who("fin")],
        kind: SuccessionKind::Rename,
        note: None,
    };
    log.add("participant-kmd", &super::fixture::told("2026"), Event::ParticipantSucceeded(told));
    for other in ["jd", "fin"] {
        assert!(page(&log, other, "2026-12-31").recommendations.is_empty());
    }
    log.succeed("kmd", "kdd", SuccessionKind::Rename);
    assert!(advice(&log, "kdd", "2026-12-31").overdue);
    // The old name is waited for no more.
    assert!(!advice(&log, "kmd", "2026-12-31").awaiting);
    let given = answer(&mut log, "r1", "kdd", Response::Noted, &said("2026-02-10"));
    for name in ["kmd", "kdd"] {
        assert_eq!(advice(&log, name, "2026-12-31").answer.unwrap().origin.position, given);
    }
}

fn assign(log: &mut Log, from: &[&str], to: &[&str], said: &Said) {
    let all = |names: &[&str]| names.iter().map(|name| who(name)).collect::<Vec<ParticipantId>>();
    let body = AssignmentIssued {
        letter: "allocation-letter".parse().unwrap(),
        number: None,
        year: Some(2026),
        from: all(from),
        to: all(to),
        text: "Lag en felles veileder".to_owned().into(),
        due: Some("2026-02".parse().unwrap()),
        joint: true,
        decision: Some(DecisionId(1)),
        archive_ref: None,
    };
    log.add("assignment-a1", said, Event::AssignmentIssued(body));
}

fn progress(log: &mut Log, by: &str, status: AssignmentStatus, said: &Said) {
    let body = AssignmentReported { by: who(by), status, text: None, doc: None };
    log.add("assignment-a1", said, Event::AssignmentReported(body));
}

fn brief(log: &Log, name: &str, day: &str) -> AssignmentBrief {
    page(log, name, day).assignments.remove(0)
}

#[test]
fn an_assignment_is_late_for_those_that_have_not_delivered_and_for_those_that_gave_it() {
    let mut log = klima();
    assign(&mut log, &["kdd"], &["fin", "kld"], &said("2026-01-05"));
    assert!(!brief(&log, "fin", "2026-02-28").overdue);
    progress(&mut log, "fin", AssignmentStatus::Delivered, &said("2026-02-10"));
    let late = |name: &str, log: &Log| {
        let brief = brief(log, name, "2026-03-01");
        (brief.as_issuer, brief.as_recipient, brief.delivered, brief.accepted, brief.overdue)
    };
    assert_eq!(late("fin", &log), (false, true, true, false, false));
    assert_eq!(late("kld", &log), (false, true, false, false, true));
    assert_eq!(late("kdd", &log), (true, false, false, false, true));
    progress(&mut log, "kld", AssignmentStatus::Delivered, &said("2026-02-20"));
    progress(&mut log, "kdd", AssignmentStatus::Accepted, &said("2026-02-25"));
    assert_eq!(late("kld", &log), (false, true, true, true, false));
    assert_eq!(late("kdd", &log), (true, false, true, true, false));
}

#[test]
fn an_assignment_that_only_sources_tell_of_is_never_late() {
    let mut log = klima();
    assign(&mut log, &["kdd"], &["fin"], &told("2023"));
    assert!(!brief(&log, "fin", "2026-12-31").overdue);
    progress(&mut log, "fin", AssignmentStatus::Started, &said("2026-01-05"));
    assert!(brief(&log, "fin", "2026-12-31").overdue);
    progress(&mut log, "fin", AssignmentStatus::Delivered, &told("2026-01-06"));
    assert!(!brief(&log, "fin", "2026-12-31").delivered);
}

#[test]
fn a_key_is_shown_with_the_day_from_which_it_is_no_longer_good() {
    let mut log = klima();
    let enrolled = |participant: &str, fingerprint: &str| ActorKeyEnrolled {
        participant: who(participant),
        role: Role::Member,
        fingerprint: fingerprint.to_owned(),
        public_key: "ssh-ed25519 AAAA".to_owned().into(),
        valid_from: "2026-01-05".parse().unwrap(),
        valid_to: None,
        evidence: "Møtt opp".to_owned().into(),
    };
    for (participant, fingerprint) in [("fin", "SHA256:a"), ("kld", "SHA256:b")] {
        let body = enrolled(participant, fingerprint);
        log.add("ledger", &said("2026-01-05"), Event::ActorKeyEnrolled(body));
    }
    let body = ActorKeyRevoked {
        fingerprint: "SHA256:a".to_owned(),
        from: "2026-02-01".parse().unwrap(),
        reason: "Mistet".to_owned().into(),
    };
    log.add("ledger", &said("2026-02-02"), Event::ActorKeyRevoked(body));
    let keys = |name: &str, day: &str| {
        let keys = page(&log, name, day).keys.into_iter();
        keys.map(|key| (key.fingerprint, key.revoked.map(|day| day.to_string())))
            .collect::<Vec<_>>()
    };
    let revoked = Some("2026-02-01".to_owned());
    assert_eq!(keys("fin", "2026-02-02"), [("SHA256:a".to_owned(), revoked)]);
    assert_eq!(keys("fin", "2026-02-01"), [("SHA256:a".to_owned(), None)]);
    assert_eq!(keys("kld", "2026-12-31"), [("SHA256:b".to_owned(), None)]);
}

#[test]
fn a_decision_names_what_follows_it_on_other_streams() {
    let mut log = klima();
    recommend(&mut log, "r1", RecommendationKind::Recommendation, &["fin"], &told("2023"));
    answer(&mut log, "r1", "fin", Response::Accepted, &said("2026-01-05"));
    assign(&mut log, &["kdd"], &["fin"], &said("2026-01-06"));
    let body = MandateRepealed {
        version: 1,
        reason: "Avviklet".to_owned().into(),
        replaced_by: None,
        decision: Some(DecisionId(1)),
    };
    log.add("mandate-klima", &said("2026-01-07"), Event::MandateRepealed(body));
    let state = log.decision(1, &NOW).unwrap();
    let named: Vec<_> =
        state.follow_up.iter().map(|one| (one.stream.to_string(), one.kind)).collect();
    assert_eq!(
        named,
        [
            ("evaluation-e1".to_owned(), EventKind::RecommendationAnswered),
            ("assignment-a1".to_owned(), EventKind::AssignmentIssued),
            ("mandate-klima".to_owned(), EventKind::MandateRepealed),
        ]
    );
}
