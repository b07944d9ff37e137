//! Promises about decisions that ended: superseded, withdrawn, or contested after the closing.
use super::fixture::{Log, NOW, Said, klima, said, who};
use crate::{Page, decision::RowStatus};
use tingbok_domain::{
    DecisionId, Event, Recorded, Visibility,
    event::{
        Attestation, DecisionProposed, DecisionSuperseded, DecisionWithdrawn, Extent, Matter,
        Method, Position,
    },
};

fn adopted() -> Log {
    let mut log = klima();
    log.open(1, Method::Consensus);
    for member in ["fin", "kdd", "kld"] {
        log.answer(1, member, Position::Consents, &said("2026-01-03"));
    }
    log.close(1);
    log
}

#[test]
fn what_was_in_force_is_told_with_what_took_its_place_and_when() {
    let mut log = adopted();
    let by = DecisionId(2);
    let body = DecisionSuperseded { by, extent: Extent::Whole, note: None };
    let at = log.add("decision-1", &said("2026-03-01"), Event::DecisionSuperseded(body));
    let state = log.decision(1, &NOW).unwrap();
    assert!(state.in_force.is_none());
    let former = state.formerly_in_force.unwrap();
    assert_eq!((former.revision, former.round, former.by), (1, 1, by));
    assert_eq!(former.until.position, at);
    let then = log.decision(1, &super::fixture::as_of("2026-02-20")).unwrap();
    assert!(then.in_force.is_some() && then.formerly_in_force.is_none());
}

#[test]
fn a_round_broken_off_waits_for_nobody_and_misses_nobody() {
    let mut log = klima();
    log.open(1, Method::Consensus);
    log.answer(1, "kld", Position::Consents, &said("2026-01-03"));
    let body =
        DecisionWithdrawn { reason: "Ikke lenger aktuelt".to_owned().into(), referred_to: None };
    log.add("decision-1", &said("2026-01-04"), Event::DecisionWithdrawn(body));
    let state = log.decision(1, &NOW).unwrap();
    let counts = state.rounds[0].counts.unwrap();
    assert_eq!((counts.consents_plain, counts.broken_off), (1, 2));
    assert_eq!((counts.waiting, counts.missing, counts.silent), (0, 0, 0));
    let fin = log.participant("fin", &NOW).unwrap();
    assert_eq!(fin.positions[0].status, RowStatus::BrokenOff);
    let kld = log.participant("kld", &NOW).unwrap();
    assert_eq!(kld.positions[0].status, RowStatus::Consents);
}

#[test]
fn a_contest_says_which_entry_it_contests() {
    let mut log = adopted();
    let closing = u64::try_from(log.entries.len()).unwrap() - 1;
    log.attest(1, "fin", closing, Attestation::Contested);
    let state = log.decision(1, &NOW).unwrap();
    let contest = &state.rounds[0].contested_by[0];
    assert_eq!((&contest.participant, contest.target), (&who("fin"), closing));
}

#[test]
fn the_list_gives_a_title_as_soon_as_everybody_may_read_it() {
    let mut log = klima();
    let hidden = Said { visibility: Visibility::AfterOutcome, ..said("2026-01-02") };
    let body = DecisionProposed {
        forum: "klima".parse().unwrap(),
        title: "Lukket sak".to_owned().into(),
        text: "Tekst".to_owned().into(),
        sha256: None,
        matter: Matter::General,
        topic_refs: Vec::new(),
        archive_ref: None,
    };
    log.add("decision-2", &hidden, Event::DecisionProposed(body));
    log.open(2, Method::Consensus);
    let title = |log: &Log| {
        let read = |at: &[u64]| -> Result<Vec<Recorded>, ()> {
            Ok(at.iter().map(|n| log.entries[usize::try_from(*n).unwrap()].clone()).collect())
        };
        let public = |recorded: &Recorded| log.register.visible_to_all(recorded);
        let listed = log.views.decisions_at(Page::default(), &NOW, &read, &public).unwrap();
        let one = listed.items.into_iter().find(|one| one.id == DecisionId(2)).unwrap();
        one.title.map(|title| title.to_string())
    };
    assert_eq!(title(&log), None);
    log.close(2);
    assert_eq!(title(&log).as_deref(), Some("Lukket sak"));
}
