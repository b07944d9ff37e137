//! What is done again and again, ready to be changed in the one thing that a row is about.
use crate::harness::{Act, CHAIR, COORDINATOR, DEADLINE, KD, REGISTRAR, SECRETARIAT, TODAY, by};
use serde_json::json;
use tingbok_domain::TextHash;

/// The text of a revision.
pub(crate) fn text(revision: u32) -> String {
    format!("Text number {revision}.")
}

pub(crate) fn digest(revision: u32) -> String {
    TextHash::of(&text(revision)).to_string()
}

pub(crate) fn participant(id: &str, kind: &str) -> Act {
    let body = json!({ "kind": kind, "name": { "nb": id } });
    by(REGISTRAR, "RegisterParticipant", &format!("participant-{id}"), body)
}

pub(crate) fn succession(from: &str, to: &[&str], kind: &str) -> Act {
    let body = json!({ "successors": to, "kind": kind });
    by(REGISTRAR, "SucceedParticipant", &format!("participant-{from}"), body)
}

pub(crate) fn substitute(principal: &str, substitute: &str, from: &str, until: &str) -> Act {
    let body = json!({ "substitute": substitute, "scope": "all", "from": from, "until": until });
    by(
        &format!("member {principal}"),
        "DesignateSubstitute",
        &format!("participant-{principal}"),
        body,
    )
}

pub(crate) fn forum(id: &str) -> Act {
    let body = json!({ "kind": "core-group", "name": id, "consulted": ["dfd"] });
    by(COORDINATOR, "EstablishForum", &format!("forum-{id}"), body)
}

pub(crate) fn membership(who: &str, action: &str, role: &str) -> Act {
    let body = json!({ "participant": who, "action": action, "role": role });
    by(SECRETARIAT, "ChangeMembership", "forum-klima", body)
}

/// A meeting of today that stated agreement on decision 1; `kld` and `kd` were there, `fin` was not.
pub(crate) fn meeting(id: &str) -> Act {
    let body = json!({
        "id": id, "status": "held", "date": TODAY,
        "agenda": [{ "n": 1, "title": "Sak 1", "kind": "decision", "ref": "decision-1", "stated": "agreed" }],
        "attendance": [
            { "participant": "kld", "presence": "present" },
            { "participant": "kd", "presence": "stand_in" },
            { "participant": "fin", "presence": "absent" },
        ],
    });
    by(SECRETARIAT, "RecordMeeting", "forum-klima", body)
}

pub(crate) fn document(kind: &str) -> Act {
    by(
        SECRETARIAT,
        "FileDocument",
        "document",
        json!({ "kind": kind, "title": "Grunnlag", "date": "2026" }),
    )
}

pub(crate) fn anchoring(subject: &str) -> Act {
    by(
        SECRETARIAT,
        "RecordAnchoring",
        subject,
        json!({ "involved": ["kd"], "how": "I møte", "when": "2026" }),
    )
}

pub(crate) fn proposal(matter: &str) -> Act {
    let body = json!({ "forum": "klima", "title": "Sak", "text": text(1), "matter": matter });
    by(KD, "ProposeDecision", "decision", body)
}

pub(crate) fn revision(number: u32) -> Act {
    let body = json!({ "revision": number, "text": text(number), "reason": "Etter merknader" });
    by(SECRETARIAT, "ReviseProposal", "decision-1", body)
}

/// A round by consensus or in writing.
pub(crate) fn open(revision: u32, method: &str) -> Act {
    let body = json!({
        "revision": revision, "text_sha256": digest(revision), "method": method, "deadline": DEADLINE,
        "basis_docs": [1],
    });
    by(SECRETARIAT, "OpenRound", "decision-1", body)
}

/// Another round, with the reason that one after the first needs.
pub(crate) fn reopen(revision: u32, method: &str) -> Act {
    open(revision, method).with("reopen_reason", "Ny tekst")
}

pub(crate) fn declared(revision: u32, meeting: &str) -> Act {
    open(revision, "declared").without("deadline").with("meeting", meeting)
}

pub(crate) fn answer(who: &str, round: u32, revision: u32, position: &str) -> Act {
    let body = json!({
        "round": round, "revision": revision, "text_sha256": digest(revision), "position": position,
    });
    let act = by(who, "TakePosition", "decision-1", body);
    match position {
        "stands_aside" => act.with("statement", "Vi ser det annerledes"),
        "reserves" => {
            act.with("reason", "Vi mangler dekning").with("resolves_if", "Dekning er avklart")
        }
        "recuses" => act.with("ground", "not_affected"),
        _ => act,
    }
}

/// Recorded by the secretariat as given in a meeting.
pub(crate) fn record(whose: &str, meeting: &str, position: &str) -> Act {
    answer(SECRETARIAT, 1, 1, position).with("participant", whose).with("meeting", meeting)
}

pub(crate) fn attest(whose: &str, target: u64, response: &str) -> Act {
    let body = json!({ "target": target, "participant": whose, "response": response });
    by(&format!("member {whose}"), "AttestPosition", "decision-1", body)
}

pub(crate) fn extend(who: &str, to: &str) -> Act {
    let asks = who.split(' ').nth(1).unwrap();
    let body = json!({ "round": 1, "new_deadline": to, "requested_by": asks, "reason": "Ferie" });
    by(who, "ExtendDeadline", "decision-1", body)
}

pub(crate) fn close(round: u32) -> Act {
    by(SECRETARIAT, "CloseRound", "decision-1", json!({ "round": round }))
}

pub(crate) fn withdraw() -> Act {
    by(CHAIR, "WithdrawDecision", "decision-1", json!({ "reason": "Ikke moden" }))
}

pub(crate) fn supersede(by_decision: u64, extent: &str) -> Act {
    by(
        SECRETARIAT,
        "SupersedeDecision",
        "decision-1",
        json!({ "by": by_decision, "extent": extent }),
    )
}

/// The forum ends; its matters go to `vann`.
pub(crate) fn closing(forum: &str) -> Act {
    let body = json!({ "reason": "Arbeidet er gjort", "handover": ["vann"], "consulted": ["dfd"] });
    by(CHAIR, "CloseForum", &format!("forum-{forum}"), body)
}

/// The common strategy, with two goals; other strategies are those of forums.
pub(crate) fn strategy(id: &str, status: &str) -> Act {
    let body = json!({
        "status": status, "title": "En oppdiktet strategi", "period": { "from": 2026, "to": 2030 },
        "goals": [{ "key": "mal-1", "text": "Enklere" }, { "key": "mal-2", "text": "Tryggere" }],
    });
    by(COORDINATOR, "PublishStrategy", &format!("strategy-{id}"), body)
}

/// A measure that the forum `klima` follows.
pub(crate) fn measure(id: &str) -> Act {
    let body = json!({ "kind": "measure", "title": "Tiltak", "forum": "klima" });
    by(SECRETARIAT, "RegisterMeasure", &format!("measure-{id}"), body)
}

/// Somebody answers for measure `a`.
pub(crate) fn responsible(holder: &str) -> Act {
    let body = json!({ "holder": holder, "role": "responsible" });
    by(SECRETARIAT, "AssignResponsibility", "measure-a", body)
}
