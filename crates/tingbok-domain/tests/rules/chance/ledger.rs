//! A plausible body for every command on documents, evaluations, assignments and on the ledger itself.
use super::{
    bodies::Made,
    dice::{Dice, FORUMS, THINGS, WHO, thinned},
};
use crate::harness::{TODAY, World};
use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_STANDARD_NO_PAD},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tingbok_domain::command::CommandName as C;

pub(crate) fn works(command: C, dice: &mut Dice, world: &World) -> Made {
    let document = dice.document(world);
    let advice = format!("r{}", dice.below(8));
    let on = dice.of(&["evaluation-e1", "forum-klima", "document-1", "strategy-felles"]).to_owned();
    let assignment = format!("assignment-o{}", dice.below(6));
    let (stream, body, needed): (String, Value, &[&str]) = match command {
        C::FileDocument => {
            let body = json!({
                "kind": dice.of(&["report", "basis", "minutes", "r-note"]), "title": dice.word(), "issuer": dice.word(),
                "issued_by": [dice.who()], "date": dice.of(&["2026", "2015-23", "[..2024]"]), "sha256": "2".repeat(64),
                "locator": "https://example.org/1", "language": dice.of(&["nb", "nn", "se"]),
                "questions": { "q1": true, "q7": false },
                "archive_ref": { "body": "kd", "case_no": "26/1", "journal_no": "3", "date": TODAY },
            });
            ("document".to_owned(), body, &["kind", "title", "date"])
        }
        C::PublishEvaluation => {
            let body = json!({
                "title": dice.word(), "by": ["dfo"], "commissioned_by": dice.who(), "subject": dice.few(&THINGS),
                "findings": [{ "dimension": "effects", "text": dice.word() }], "doc": document,
            });
            (format!("evaluation-e{}", dice.below(9)), body, &["title", "by"])
        }
        C::IssueRecommendation => {
            let body = json!({
                "id": advice, "kind": dice.of(&["recommendation", "advice", "lesson"]), "text": dice.word(),
                "to": [dice.who(), dice.who()], "answer_by": "2026-12-31",
            });
            (on, body, &["id", "kind", "text", "to"])
        }
        C::AnswerRecommendation => {
            let known = advice.parse().ok().and_then(|id| world.register.recommendation(&id));
            let stream = known.map_or(on, |known| known.stream.to_string());
            let to: Vec<_> =
                known.iter().flat_map(|known| &known.to).map(ToString::to_string).collect();
            let by = if to.is_empty() { dice.who().to_owned() } else { dice.of(&to) };
            let response = dice.of(&["accepted", "partly", "rejected", "noted", "closed"]);
            let body = json!({
                "id": advice, "by": by, "response": response, "text": dice.word(), "follow_up": dice.few(&THINGS),
            });
            (stream, body, &["id", "by", "response", "text"])
        }
        C::IssueAssignment => {
            let body = json!({
                "letter": "allocation-letter", "number": dice.number(), "year": 2026, "from": [dice.who()],
                "to": [dice.who(), dice.who()], "text": dice.word(), "due": "2026-12", "joint": dice.one_in(2),
                "decision": dice.decision(world),
            });
            (assignment, body, &["letter", "from", "to", "text"])
        }
        _ => {
            let known = assignment.trim_start_matches("assignment-").parse().ok();
            let known = known.and_then(|id| world.register.assignment(&id));
            let status = dice.of(&["started", "delivered", "accepted"]);
            let side =
                known.map(|known| if status == "accepted" { &known.from } else { &known.to });
            let side: Vec<_> = side.into_iter().flatten().map(ToString::to_string).collect();
            let by = if side.is_empty() { dice.who().to_owned() } else { dice.of(&side) };
            let body = json!({ "by": by, "status": status, "text": dice.word(), "doc": document });
            (assignment, body, &["by", "status"])
        }
    };
    (stream, thinned(dice, body, needed))
}

/// An entry of the log, and its stream, of those that fit.
fn entry(
    dice: &mut Dice,
    world: &World,
    fits: impl Fn(&tingbok_domain::Recorded) -> bool,
) -> (u64, String) {
    let fitting: Vec<_> = world.log.iter().filter(|recorded| fits(recorded)).collect();
    if fitting.is_empty() {
        return (dice.below(50), "forum-klima".to_owned());
    }
    let recorded = dice.of(&fitting);
    (recorded.position, recorded.entry.stream.to_string())
}

fn sealed(dice: &mut Dice, world: &World) -> Value {
    let (position, _) = entry(dice, world, |recorded| !recorded.entry.sealed.is_empty());
    let digests = usize::try_from(position).ok().and_then(|at| world.log.get(at));
    let digest = digests.and_then(|recorded| recorded.entry.sealed.first().cloned());
    json!([{ "position": position, "digest": digest.unwrap_or_default() }])
}

/// A public key in one line, and its fingerprint as `ssh-keygen -l` shows it; nobody has its private part.
fn key(number: u64) -> (String, String) {
    let name = b"ssh-ed25519";
    let mut blob = vec![0, 0, 0, 11];
    blob.extend_from_slice(name);
    blob.extend_from_slice(&[0, 0, 0, 32]);
    blob.extend_from_slice(&Sha256::digest(number.to_be_bytes()));
    let line = format!("ssh-ed25519 {} test@example.org", BASE64_STANDARD.encode(&blob));
    (line, format!("SHA256:{}", BASE64_STANDARD_NO_PAD.encode(Sha256::digest(&blob))))
}

pub(crate) fn upkeep(command: C, dice: &mut Dice, world: &World) -> Made {
    let mut stream = "ledger".to_owned();
    let (line, fingerprint) = key(dice.below(3));
    let principal = format!("t{}", dice.below(20));
    let role = dice.of(&["member", "chair", "registrar", "administrator", "auditor"]);
    let (body, needed): (Value, &[&str]) = match command {
        C::AmendEvent => {
            let (target, of) = entry(dice, world, |recorded| recorded.entry.is_reported());
            stream = of;
            let field =
                dice.of(&["title", "name", "text", "reason", "statement", "occurred", "kind"]);
            let body = json!({
                "target": target, "field": field, "was": "2014", "is": "2015", "reason": dice.word(),
                "authority": dice.word(),
            });
            (body, &["target", "field", "was", "is", "reason", "authority"])
        }
        C::SetDecisionRules => {
            let tables = json!({
                "holidays": [dice.day()], "refused_basis_kinds": ["r-note"],
                "ladder": { "version": dice.number(), "steps": [{ "n": dice.number(), "name": { "nb": "Trinn" } }] },
            });
            let rounds = json!({
                "quorum": dice.number(), "present_quorum": dice.below(101), "silence_for": ["budget"],
                "silence_min_working_days": dice.below(8), "basis_required": dice.one_in(2),
            });
            let rounds = thinned(dice, rounds, &[]);
            let body = json!({
                "forum": dice.of(&FORUMS), "rounds": rounds, "tables": tables, "decision": dice.decision(world),
            });
            (body, &["rounds"])
        }
        C::EnrolActorKey => {
            let body = json!({
                "participant": dice.who(), "role": role, "fingerprint": fingerprint, "public_key": line,
                "valid_from": TODAY, "valid_to": dice.day(), "evidence": dice.word(),
            });
            (body, &["participant", "role", "fingerprint", "public_key", "valid_from", "evidence"])
        }
        C::RevokeActorKey => {
            let body =
                json!({ "fingerprint": fingerprint, "from": dice.day(), "reason": dice.word() });
            (body, &["fingerprint", "from", "reason"])
        }
        C::ReleaseDisclosure => {
            let targets = sealed(dice, world);
            (json!({ "targets": targets, "basis": "Innsynskrav" }), &["targets", "basis"])
        }
        C::EraseDisclosure => {
            let targets = sealed(dice, world);
            let basis = dice.of(&["disposal_decided", "copy_in_archive"]);
            let body = json!({
                "targets": targets, "basis": "Kassasjonsvedtak", "archival_basis": basis, "by_role": role,
                "archive_ref": { "body": "kd", "case_no": "26/1" },
            });
            (body, &["targets", "basis", "archival_basis", "by_role"])
        }
        C::GrantAccess => {
            let body = json!({
                "principal": principal, "kind": dice.of(&["token", "client"]), "secret_sha256": "1".repeat(64),
                "client": "kd-utv", "participant": dice.of(&WHO), "role": role, "forum": "klima", "from": TODAY,
                "to": dice.day(),
            });
            (body, &["principal", "kind", "secret_sha256", "participant", "role", "from"])
        }
        C::RevokeAccess => {
            let body = json!({ "principal": principal, "from": dice.day(), "reason": dice.word() });
            (body, &["principal", "from", "reason"])
        }
        _ => {
            let key = "ledger.example/log+de494a40+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";
            let body = json!({ "verifier_key": key, "overlap_until": dice.day() });
            (body, &["verifier_key", "overlap_until"])
        }
    };
    (stream, thinned(dice, body, needed))
}
