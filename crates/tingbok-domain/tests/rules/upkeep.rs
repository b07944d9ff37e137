//! Kinds 40, 42 to 45 and 49.
use crate::harness::{
    ADMINISTRATOR, Act, COORDINATOR, HOD, KD, KLD, REGISTRAR, SECRETARIAT, TODAY, World, accepts,
    by, document, forbidden, forum, membership, participant, refuses, succession,
};
use serde_json::{Value, json};
use tingbok_domain::{EventKind, Register};

/// Two test keys, made for these rows alone; their private parts were thrown away. The fingerprints are those that
/// `ssh-keygen -l` shows.
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF5ii+dGyCI08Yq8tvOWaZhRnZBb/tLCwsChH1S9epQK test@example.org";
const FINGERPRINT: &str = "SHA256:nONeInDxEEv2TzXiMAhcLFcMF1GxugIEKDhmKbr9KRw";
const OTHER_KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHQIXUpE6Xlv/30fiGKCERq4GxaaXQW2XmHggeZ4jrRz test-2@example.org";
const OTHER_FINGERPRINT: &str = "SHA256:9Qu6eo1zD4yydEti8FkVPstqftl6SUMKyy89qEjTLOQ";

/// The key below under another name.
const OTHER_VERIFIER_KEY: &str =
    "other.example/log+99fea976+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
/// A verifier key of a signed note: its hash is the start of the SHA-256 of name, newline and key.
const VERIFIER_KEY: &str =
    "ledger.example/log+de494a40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

/// A world and the position of what a source tells there of the measure `a`.
fn told() -> (World, u64) {
    let measure = json!({ "kind": "measure", "title": "Tiltakk" });
    let world = World::seated().given(
        by(REGISTRAR, "RegisterMeasure", "measure-a", measure)
            .reported()
            .beside("occurred", "2014"),
    );
    let position = world.last();
    (world, position)
}

fn amend(target: u64, field: &str, was: &str, is: &str) -> Act {
    let body = json!({
        "target": target, "field": field, "was": was, "is": is, "reason": "Skrivefeil",
        "authority": "Rapport 1, side 3",
    });
    by(REGISTRAR, "AmendEvent", "measure-a", body)
}

fn title(target: u64) -> Act {
    amend(target, "title", "Tiltakk", "Tiltak")
}

fn enrol(key: &str, fingerprint: &str) -> Act {
    let body = json!({
        "participant": "kd", "role": "member", "fingerprint": fingerprint, "public_key": key,
        "valid_from": TODAY, "evidence": "Overlevert i møte",
    });
    by(ADMINISTRATOR, "EnrolActorKey", "ledger", body)
}

fn first() -> Act {
    enrol(KEY, FINGERPRINT)
}

fn second() -> Act {
    enrol(OTHER_KEY, OTHER_FINGERPRINT)
}

fn revoke(fingerprint: &str) -> Act {
    let body = json!({ "fingerprint": fingerprint, "from": TODAY, "reason": "Mistet" });
    by(ADMINISTRATOR, "RevokeActorKey", "ledger", body)
}

/// With an entry in the log that has two sealed words, at the position given.
fn with_sealed() -> (World, u64) {
    let mut world = World::seated().given(document("note"));
    let mut recorded = world.log.last().unwrap().clone();
    recorded.position = world.register.size();
    recorded.entry.version += 1;
    recorded.entry.sealed = vec!["ord-1".to_owned(), "ord-2".to_owned()];
    world.register.evolve(&recorded);
    let position = recorded.position;
    world.log.push(recorded);
    (world, position)
}

fn word(position: u64, digest: &str) -> Value {
    json!({ "position": position, "digest": digest })
}

fn release(targets: &[Value]) -> Act {
    let body = json!({ "targets": targets, "basis": "Innsynskrav, offentleglova § 3" });
    by(ADMINISTRATOR, "ReleaseDisclosure", "ledger", body)
}

fn erase(targets: &[Value]) -> Act {
    let body = json!({
        "targets": targets, "basis": "Personvernforordningen art. 17",
        "archival_basis": "disposal_decided", "by_role": "administrator",
    });
    by(ADMINISTRATOR, "EraseDisclosure", "ledger", body)
}

fn announce(key: &str) -> Act {
    let body = json!({ "verifier_key": key, "overlap_until": "2026-06-30" });
    by(ADMINISTRATOR, "AnnounceLogKey", "ledger", body)
}

/// What rules see, without how long the log is and when it last grew.
fn rule_state(register: &Register) -> Value {
    let mut state = serde_json::to_value(register).unwrap();
    let fields = state.as_object_mut().unwrap();
    for length in ["size", "last_recorded_at", "versions"] {
        assert!(fields.remove(length).is_some(), "{length}");
    }
    state
}

#[test]
fn rule_rows_for_what_can_be_corrected() {
    let (world, at) = told();
    accepts("amend-target", &world, title(at));
    refuses("amend-target", &world, title(at).on("measure-b"));
    refuses("amend-target", &world, title(at).on("participant-kd"));
    refuses("amend-target", &world, title(at - 1));
    refuses("amend-target", &world, title(at + 1));
    refuses("amend-target", &world, title(u64::MAX));
    // A correction is not corrected; what it was made on is, again.
    let amended = world.clone().given(title(at));
    refuses("amend-target", &amended, amend(amended.last(), "reason", "Skrivefeil", "Feil"));
    accepts("amend-target", &amended, amend(at, "title", "Tiltakk", "Tiltaket"));

    for field in ["title", "occurred", "source.ref", "source.locator", "source.file"] {
        accepts("amend-field", &world, amend(at, field, "", "2015"));
    }
    for field in [
        "kind",
        "forum",
        "decision",
        "goals",
        "source.kind",
        "evidence",
        "actor",
        "text",
        "",
        "Title",
    ] {
        refuses("amend-field", &world, amend(at, field, "", "2015"));
    }

    accepts("amend-differs", &world, title(at).without("was"));
    refuses("amend-differs", &world, amend(at, "title", "Tiltak", "Tiltak"));
    refuses("amend-differs", &world, title(at).without("is"));
    refuses("amend-differs", &world, amend(at, "source.ref", "Rapport 1", " "));

    for day in ["2015", "2015-06-01", "[..2017]", "unknown", "2014/2016"] {
        accepts("amend-date", &world, amend(at, "occurred", "2014", day));
    }
    for day in ["i fjor", "2015-13", "1. juni 2015"] {
        refuses("amend-date", &world, amend(at, "occurred", "2014", day));
    }
    accepts("amend-reason", &world, title(at));
    refuses("amend-reason", &world, title(at).without("reason"));
    refuses("amend-reason", &world, title(at).with("reason", ""));
    accepts("amend-authority", &world, title(at));
    refuses("amend-authority", &world, title(at).with("authority", " "));
    for other in [SECRETARIAT, COORDINATOR, ADMINISTRATOR, "responsible kd", "evaluator dfo"] {
        forbidden(&world, title(at).by(other));
    }
}

#[test]
fn nothing_that_a_rule_stands_on_and_nothing_that_was_witnessed_is_corrected() {
    let numbers = EventKind::ALL.iter().filter(|kind| kind.is_amendable());
    let numbers: Vec<u32> = numbers.map(|kind| kind.number()).collect();
    let never = |number: &u32| matches!(*number, 3..=5 | 24..=32 | 40..=52);
    assert!(!numbers.iter().any(never) && numbers.len() == 27, "{numbers:?}");

    let world = World::seated();
    for (act, stream) in [
        (forum("ny").by(REGISTRAR).reported(), "forum-ny"),
        (membership("jd", "joined", "member").by(REGISTRAR).reported(), "forum-klima"),
        (crate::decisions::told(), "decision-1"),
        (document("note"), "document-3"),
        (participant("smk", "pmo"), "participant-smk"),
    ] {
        let after = world.clone().given(act);
        for field in ["occurred", "source.ref", "title", "name", "text"] {
            let wrong = amend(after.last(), field, "", "2015").on(stream);
            refuses("amend-target", &after, wrong);
        }
    }
}

#[test]
fn a_correction_changes_nothing_that_rules_see() {
    let (world, at) = told();
    let before = rule_state(&world.register);
    let after = world
        .clone()
        .given(title(at))
        .given(amend(at, "occurred", "2014", "2015"))
        .given(amend(at, "source.ref", "Rapport 1", "Rapport 2"));
    assert_eq!(rule_state(&after.register), before);
    assert_eq!(after.register.size(), world.register.size() + 3);
    let stream = "measure-a".parse().unwrap();
    assert_eq!(after.register.version(&stream), world.register.version(&stream) + 3);
}

#[test]
fn rule_rows_for_keys() {
    let world = World::seated();
    accepts("key-fingerprint", &world, first());
    accepts("key-fingerprint", &world, first().with("public_key", format!("{KEY}\n")));
    refuses("key-fingerprint", &world, first().with("fingerprint", OTHER_FINGERPRINT));
    refuses("key-fingerprint", &world, first().with("public_key", OTHER_KEY));
    refuses("key-fingerprint", &world, first().without("public_key"));
    refuses("key-fingerprint", &world, first().with("public_key", KEY.replace("ed25519 ", "rsa ")));
    // A second line could be a key that nobody made sure of.
    let two = format!("{KEY}\n{OTHER_KEY}");
    refuses("key-fingerprint", &world, first().with("public_key", two));

    let enrolled = accepts("key-once", &world, first());
    refuses("key-once", &enrolled, first());
    refuses("key-once", &enrolled, first().with("participant", "kld"));
    refuses("key-once", &enrolled.clone().given(revoke(FINGERPRINT)), first());
    accepts("key-once", &enrolled, second());

    accepts("key-span", &world, first().with("valid_to", TODAY));
    refuses("key-span", &world, first().with("valid_to", "2026-03-01"));
    accepts("key-evidence", &world, first());
    refuses("key-evidence", &world, first().without("evidence"));
    let ended = world.given(succession("kd", &["hod"], "merge"));
    refuses("participant-ended", &ended, first());
}

#[test]
fn the_administrator_enrols_the_first_key_and_who_has_a_good_one_enrols_the_next_for_itself() {
    let world = World::seated();
    refuses("key-own", &world, first().by(KD));
    let enrolled = accepts("key-own", &world, first());
    accepts("key-own", &enrolled, second().by(KD));
    accepts("key-own", &enrolled, second().by("addressee kd").with("role", "addressee"));
    accepts("key-role", &enrolled, second().by(KD));
    refuses("key-role", &enrolled, second().by("addressee kd"));
    // Another does not, whether it has a key of its own or not.
    refuses("key-own", &enrolled, second().by(HOD));
    let other = enrolled.clone().given(second().with("participant", "kld"));
    refuses("key-own", &other, revoke(FINGERPRINT).by(KLD));
    accepts("key-own", &other, revoke(OTHER_FINGERPRINT).by(KLD));
    forbidden(&enrolled, second().by(SECRETARIAT));
    forbidden(&enrolled, second().by(REGISTRAR));
    // A key that is not good yet, or no more, gives no right to another.
    let later = world.clone().given(first().with("valid_from", "2026-03-03"));
    refuses("key-own", &later, second().by(KD));
    accepts("key-own", &later.on("2026-03-03"), second().by(KD));
    let brief = world.given(first().with("valid_to", TODAY)).on("2026-03-03");
    refuses("key-own", &brief, second().by(KD));
    let revoked = enrolled.given(revoke(FINGERPRINT).by(KD));
    refuses("key-own", &revoked, second().by(KD));
    accepts("key-own", &revoked, second());
}

#[test]
fn rule_rows_for_ending_keys() {
    let world = World::seated().given(first());
    let revoked = accepts("key-revoked-once", &world, revoke(FINGERPRINT));
    refuses("key-revoked-once", &revoked, revoke(FINGERPRINT));
    accepts("key-revoked-from", &world, revoke(FINGERPRINT).with("from", TODAY));
    refuses("key-revoked-from", &world, revoke(FINGERPRINT).with("from", "2026-03-03"));
    accepts("key-revoked-from", &world, revoke(FINGERPRINT).with("from", "2026-03-01"));
    refuses("key-revoked-from", &world, revoke(FINGERPRINT).with("from", "2026-03-01").by(KD));
    accepts("key-revoked-reason", &world, revoke(FINGERPRINT));
    refuses("key-revoked-reason", &world, revoke(FINGERPRINT).with("reason", ""));
    let unknown = world.attempt(&revoke(OTHER_FINGERPRINT)).map(|_| ());
    assert!(unknown.is_err_and(|refusal| refusal.rule().is_none()));
}

#[test]
fn a_revoked_key_is_no_longer_good_from_that_day_and_good_before_it() {
    let world = World::seated().given(first()).on("2026-03-10");
    let revoked = world.given(revoke(FINGERPRINT).with("from", "2026-03-09"));
    let key = revoked.register.key(FINGERPRINT).unwrap();
    let good = |day: &str| key.holds_on(day.parse().unwrap());
    assert!(!good("2026-03-01") && good(TODAY) && good("2026-03-08"));
    assert!(!good("2026-03-09") && !good("2026-03-10"));
}

#[test]
fn rule_rows_for_sealed_words() {
    let (world, at) = with_sealed();
    for act in [release, erase] {
        accepts("disclosure-target", &world, act(&[word(at, "ord-1")]));
        accepts("disclosure-target", &world, act(&[word(at, "ord-1"), word(at, "ord-2")]));
        refuses("disclosure-target", &world, act(&[]));
        refuses("disclosure-target", &world, act(&[word(at, "ord-3")]));
        refuses("disclosure-target", &world, act(&[word(at - 1, "ord-1")]));
        refuses("disclosure-target", &world, act(&[word(at, "ord-1"), word(at, "ord-3")]));
        accepts("disclosure-basis", &world, act(&[word(at, "ord-1")]));
        refuses("disclosure-basis", &world, act(&[word(at, "ord-1")]).with("basis", " "));
        forbidden(&world, act(&[word(at, "ord-1")]).by(REGISTRAR));
        forbidden(&world, act(&[word(at, "ord-1")]).by(SECRETARIAT));
    }
    let copied = erase(&[word(at, "ord-1")]).with("archival_basis", "copy_in_archive");
    refuses("erasure-archive", &world, copied.clone());
    let archive = json!({ "body": "Oppdiktet arkiv", "case_no": "26/1" });
    accepts("erasure-archive", &world, copied.with("archive_ref", archive));
    accepts("erasure-archive", &world, erase(&[word(at, "ord-1")]));
}

#[test]
fn what_is_released_can_still_be_erased_and_what_is_erased_is_gone() {
    let (world, at) = with_sealed();
    let (one, other) = (word(at, "ord-1"), word(at, "ord-2"));
    let released = world.clone().given(release(std::slice::from_ref(&one)));
    refuses("disclosure-target", &released, release(std::slice::from_ref(&one)));
    refuses("disclosure-target", &released, release(&[other.clone(), one.clone()]));
    accepts("disclosure-target", &released, release(std::slice::from_ref(&other)));
    accepts("disclosure-target", &released, erase(&[one.clone(), other.clone()]));
    for erased in [
        world.given(erase(std::slice::from_ref(&one))),
        released.given(erase(std::slice::from_ref(&one))),
    ] {
        for next in [release, erase] {
            refuses("disclosure-target", &erased, next(std::slice::from_ref(&one)));
            accepts("disclosure-target", &erased, next(std::slice::from_ref(&other)));
        }
    }
}

#[test]
fn rule_rows_for_the_key_of_the_log() {
    let world = World::seated();
    accepts("log-key-form", &world, announce(VERIFIER_KEY));
    for wrong in [
        "",
        "ledger.example/log",
        "ledger.example/log+de494a40",
        // The hash of another name, in capitals, or cut short.
        "other.example/log+de494a40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "ledger.example/log+DE494A40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "ledger.example/log+de494a4+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "ledger.example/log+de494a40+not base64",
        "ledger example+de494a40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
        "+de494a40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f",
    ] {
        refuses("log-key-form", &world, announce(wrong));
    }
    accepts("log-key-name", &world, announce(VERIFIER_KEY));
    refuses("log-key-name", &world, announce(OTHER_VERIFIER_KEY));
    accepts("log-key-overlap", &world, announce(VERIFIER_KEY).with("overlap_until", TODAY));
    refuses("log-key-overlap", &world, announce(VERIFIER_KEY).with("overlap_until", "2026-03-01"));
    forbidden(&world, announce(VERIFIER_KEY).by(REGISTRAR));
}
