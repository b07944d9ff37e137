//! Rules of kinds 40, 42 to 45 and 49: corrections, keys and sealed words.
use super::{Scene, needs_words};
use crate::{
    edtf::Occurred,
    envelope::Role,
    event::{
        ActorKeyEnrolled, ActorKeyRevoked, ArchivalBasis, DisclosureErased, DisclosureReleased,
        Event, EventAmended, LogKeyAnnounced, SealedWord,
    },
    refusal::{Refusal, ensure, unknown},
    schema,
    text::has_words,
};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD},
};
use sha2::{Digest, Sha256};

/// Fields beside the body that can be corrected.
const PARTICULARS: [&str; 4] = ["occurred", "source.ref", "source.locator", "source.file"];

pub(super) fn amend(scene: &Scene, body: EventAmended) -> Result<Event, Refusal> {
    let told = scene.register.told(body.target).filter(|told| told.stream == scene.stream);
    let told = told.map(|told| told.kind);
    ensure(told.is_some(), "amend-target", || {
        format!(
            "entry {} is not one of {} that a source reports and that no rule stands on: what was witnessed, and memberships, substitutes, decisions, rules and access, are never corrected this way",
            body.target, scene.stream
        )
    })?;
    let fits = PARTICULARS.contains(&body.field.as_str())
        || told.is_some_and(|kind| schema::is_plain_text(kind, &body.field));
    ensure(fits, "amend-field", || {
        format!(
            "«{}» cannot be corrected: only {} and the texts of the body can",
            body.field.chars().take(80).collect::<String>(),
            PARTICULARS.join(", ")
        )
    })?;
    let differs = has_words(Some(&body.is)) && body.is != body.was;
    ensure(differs, "amend-differs", || {
        "say in was what the entry says, and in is what is right, and not the same".to_owned()
    })?;
    let is_date = body.is.open().is_some_and(|text| text.parse::<Occurred>().is_ok());
    ensure(body.field != "occurred" || is_date, "amend-date", || {
        "the corrected date is written like 2023-11-10, 2014 or [..2017]".to_owned()
    })?;
    needs_words(Some(&body.reason), "amend-reason", "say why: give reason")?;
    needs_words(
        Some(&body.authority),
        "amend-authority",
        "say by which source, or on whose word: give authority",
    )?;
    Ok(Event::EventAmended(body))
}

/// The fingerprint of an OpenSSH public key on one line, as `ssh-keygen -l` shows it. More than one line is no
/// key: a second line could be a key that nobody made sure of.
fn fingerprint(line: &str) -> Option<String> {
    if line.trim_end().contains(char::is_control) {
        return None;
    }
    let blob = BASE64_STANDARD.decode(line.split_whitespace().nth(1)?).ok()?;
    // The blob begins with the length and the name of its type, which the line says as well.
    let name = line.split_whitespace().next()?;
    let length = u32::try_from(name.len()).ok()?.to_be_bytes();
    let begins = blob.starts_with(&[length.as_slice(), name.as_bytes()].concat());
    begins.then(|| format!("SHA256:{}", BASE64_STANDARD_NO_PAD.encode(Sha256::digest(&blob))))
}

pub(super) fn enrol(scene: &Scene, body: ActorKeyEnrolled) -> Result<Event, Refusal> {
    scene.takes_part(&body.participant)?;
    own_key(scene, &body.participant)?;
    let actor = &scene.context.actor;
    ensure(actor.role == Role::Administrator || actor.role == body.role, "key-role", || {
        format!("a further key is for the role you act in, {}", actor.role.word())
    })?;
    let computed = body.public_key.open().and_then(|line| fingerprint(line));
    ensure(computed.as_deref() == Some(body.fingerprint.as_str()), "key-fingerprint", || {
        "the fingerprint is not that of public_key: send the one line of the .pub file, and what `ssh-keygen -l -f` shows of it".to_owned()
    })?;
    ensure(scene.register.key(&body.fingerprint).is_none(), "key-once", || {
        format!("{} is on record; make a new key", body.fingerprint)
    })?;
    ensure(body.valid_to.is_none_or(|to| body.valid_from <= to), "key-span", || {
        "the span ends before it begins".to_owned()
    })?;
    needs_words(
        Some(&body.evidence),
        "key-evidence",
        "say how it was made sure that the key is the participant's: give evidence",
    )?;
    Ok(Event::ActorKeyEnrolled(body))
}

/// A participant that has a good key takes care of its keys itself; the administrator can for everybody.
fn own_key(scene: &Scene, participant: &crate::id::ParticipantId) -> Result<(), Refusal> {
    if scene.context.actor.role == Role::Administrator {
        return Ok(());
    }
    let has_key = scene.register.keys_of(participant).any(|key| key.holds_on(scene.today));
    ensure(scene.actor() == participant && has_key, "key-own", || {
        "a participant that has a good key takes care of its own; ask the administrator for the first one".to_owned()
    })
}

pub(super) fn revoke_key(scene: &Scene, body: ActorKeyRevoked) -> Result<Event, Refusal> {
    let key =
        scene.register.key(&body.fingerprint).ok_or_else(|| unknown("key", &body.fingerprint))?;
    own_key(scene, &key.participant)?;
    ensure(key.revoked.is_none(), "key-revoked-once", || {
        format!("{} is revoked already", body.fingerprint)
    })?;
    // Who could date it back could disown what it has signed.
    let backdates = scene.context.actor.role == Role::Administrator && body.from < scene.today;
    ensure(body.from == scene.today || backdates, "key-revoked-from", || {
        format!(
            "a key is revoked from today, {}; only the administrator can say that it was unsafe before",
            scene.today
        )
    })?;
    needs_words(Some(&body.reason), "key-revoked-reason", "say why: give reason")?;
    Ok(Event::ActorKeyRevoked(body))
}

pub(super) fn release(scene: &Scene, body: DisclosureReleased) -> Result<Event, Refusal> {
    sealed(scene, &body.targets, false)?;
    ensure(!body.basis.trim().is_empty(), "disclosure-basis", || {
        "say on what ground: give basis".to_owned()
    })?;
    Ok(Event::DisclosureReleased(body))
}

pub(super) fn erase(scene: &Scene, body: DisclosureErased) -> Result<Event, Refusal> {
    sealed(scene, &body.targets, true)?;
    ensure(!body.basis.trim().is_empty(), "disclosure-basis", || {
        "say on what ground: give basis".to_owned()
    })?;
    ensure(
        body.archival_basis != ArchivalBasis::CopyInArchive || body.archive_ref.is_some(),
        "erasure-archive",
        || "say where the archive keeps its copy: give archive_ref".to_owned(),
    )?;
    Ok(Event::DisclosureErased(body))
}

/// Each is there, and not released yet unless `also_released`.
fn sealed(scene: &Scene, targets: &[SealedWord], also_released: bool) -> Result<(), Refusal> {
    let there = |word: &SealedWord| {
        let released = scene.register.released(word.position, &word.digest);
        released.is_some_and(|released| also_released || !released)
    };
    ensure(!targets.is_empty() && targets.iter().all(there), "disclosure-target", || {
        "each target is a sealed word: the position of its entry, and a digest that stands in its _sd, is not erased, and for a release is not released yet".to_owned()
    })
}

pub(super) fn announce(scene: &Scene, body: LogKeyAnnounced) -> Result<Event, Refusal> {
    ensure(is_verifier_key(&body.verifier_key), "log-key-form", || {
        "a verifier key is written NAME+HASH+KEY: a name without spaces, the first eight hexadecimal digits of the digest of name and key, and the key in base64".to_owned()
    })?;
    let name = body.verifier_key.split('+').next();
    let origin = scene.register.opening().map(|opening| opening.origin.as_str());
    ensure(origin.is_none() || name == origin, "log-key-name", || {
        format!("the key is named like the log, {}", origin.unwrap_or_default())
    })?;
    ensure(body.overlap_until >= scene.today, "log-key-overlap", || {
        format!("both keys sign for a time: overlap_until is not before today, {}", scene.today)
    })?;
    Ok(Event::LogKeyAnnounced(body))
}

/// A verifier key of a signed note (C2SP): HASH is the start of the SHA-256 of NAME, newline and key.
fn is_verifier_key(line: &str) -> bool {
    let mut parts = line.splitn(3, '+');
    let (Some(name), Some(hash), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return false;
    };
    let Ok(key) = BASE64_STANDARD.decode(key) else { return false };
    let digest = Sha256::new().chain_update(name).chain_update("\n").chain_update(&key).finalize();
    let unnamed = name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control());
    // The first byte of the key says its kind.
    !unnamed && key.len() > 1 && digest.get(..4).map(hex::encode).as_deref() == Some(hash)
}
