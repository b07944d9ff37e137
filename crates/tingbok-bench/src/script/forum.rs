//! The running of a forum: meetings, minutes, seats, and what a registrar reports beside.
use serde_json::json;

use super::{
    reported,
    setup::{self, FEWEST_SEATS},
    work,
    world::{World, registrar},
};
use crate::{line::By, shares::Share};

/// Looks after a forum; once in two weeks.
pub(super) fn look(world: &mut World, forum: usize) {
    if world.happens(Share::Meeting) {
        ordinary_meeting(world, forum);
    }
    if world.happens(Share::SeatMoves) {
        move_seat(world, forum);
    }
    if world.happens(Share::ReportedFact) {
        reported::fact(world, forum);
    }
    if world.happens(Share::AccessChanged) {
        change_access(world);
    }
    if world.happens(Share::RulesChanged) {
        let quorum = 1 + world.random.index(2);
        setup::rules(world, forum, quorum);
    }
    if world.happens(Share::Transfer) {
        transfer(world);
    }
    work::look(world, forum);
}

/// A meeting that was held, and who was there.
pub(super) struct Held {
    pub(super) id: String,
    pub(super) present: Vec<usize>,
}

/// Records a meeting held today; with a decision, the meeting states agreement on it.
pub(super) fn meeting(world: &mut World, forum: usize, decision: Option<&str>) -> Option<Held> {
    let known = world.forums.get_mut(forum)?;
    known.meetings += 1;
    let (number, stream, seats) = (known.meetings, known.stream.clone(), known.seats.clone());
    let id = format!("mote-{number:04}");
    let mut present = Vec::new();
    let mut attendance = Vec::new();
    for seat in seats {
        let presence = match world.random.below(1_000) {
            absent if absent < crate::shares::per_mille(Share::Absent) => "absent",
            other if other % 10 == 0 => "stand_in",
            _ => "present",
        };
        if presence != "absent" {
            present.push(seat);
        }
        attendance.push(json!({ "participant": world.id(seat), "presence": presence }));
    }
    let mut agenda =
        vec![json!({ "n": 1, "title": world.few("orientering"), "kind": "information" })];
    match decision {
        Some(about) => agenda.push(json!({
            "n": 2, "title": world.few("beslutningssak"), "kind": "decision", "ref": about,
            "stated": "agreed", "conclusion": world.few("konklusjon"), "case_no": format!("24/{number}"),
        })),
        None => agenda.push(json!({ "n": 2, "title": world.few("drøfting"), "kind": "discussion" })),
    }
    let body = json!({
        "id": id, "number": number, "status": "held", "date": world.date_in(0),
        "agenda": agenda, "attendance": attendance,
    });
    let item = world.item("RecordMeeting", &stream, body);
    let by = world.secretariat(forum);
    world.say(&by, vec![item]);
    if let Some(known) = world.forums.get_mut(forum) {
        known.last_held = Some(id.clone());
    }
    Some(Held { id, present })
}

fn ordinary_meeting(world: &mut World, forum: usize) {
    let before = world.forum(forum).and_then(|known| known.last_held.clone());
    let Some(held) = meeting(world, forum, None) else { return };
    let (Some(before), true) = (before, world.happens(Share::MinutesApproved)) else { return };
    let Some(stream) = world.forum(forum).map(|known| known.stream.clone()) else { return };
    let document = document(world, forum, "minutes");
    let body = json!({
        "meeting": before, "document": document, "in_meeting": held.id, "remarks": world.few("merknad"),
    });
    let item = world.item("ApproveMinutes", &stream, body);
    let by = world.secretariat(forum);
    world.say(&by, vec![item]);
}

/// Files a document through the secretariat; gives its number.
pub(super) fn document(world: &mut World, forum: usize, kind: &str) -> u64 {
    let (number, item) = document_item(world, kind);
    let by = world.secretariat(forum);
    world.say(&by, vec![item]);
    number
}

/// A document and the number it gets.
pub(super) fn document_item(world: &mut World, kind: &str) -> (u64, tingbok_domain::CommandItem) {
    let number = world.take_number("document");
    let issuer = world.random.index(world.participants.len());
    let digest = tingbok_domain::TextHash::of(&format!("Oppdiktet dokument {number}"));
    let body = json!({
        "kind": kind, "title": world.few("dokument"), "issued_by": [world.id(issuer)],
        "date": world.date_in(0), "sha256": digest, "language": "nb",
        "archive_ref": { "body": "Oppdiktet arkiv", "case_no": format!("24/{number}") },
    });
    (number, world.item("FileDocument", "document", body))
}

/// A seat ends by a meeting that was held, or somebody without one gets it.
fn move_seat(world: &mut World, forum: usize) {
    let Some(known) = world.forum(forum) else { return };
    let (stream, seats, held) =
        (known.stream.clone(), known.seats.clone(), known.last_held.clone());
    let Some(held) = held else { return };
    let (moved, action) = if seats.len() > FEWEST_SEATS {
        // The first sits there as chair and stays.
        let at = 1 + world.random.index(seats.len() - 1);
        (seats.get(at).copied(), "left")
    } else {
        ((0..world.participants.len()).find(|index| !seats.contains(index)), "joined")
    };
    let Some(moved) = moved else { return };
    let body = json!({
        "participant": world.id(moved), "action": action, "role": "member", "meeting": held,
    });
    let item = world.item("ChangeMembership", &stream, body);
    let by = world.secretariat(forum);
    world.say(&by, vec![item]);
    let Some(known) = world.forums.get_mut(forum) else { return };
    if action == "left" {
        known.seats.retain(|seat| *seat != moved);
    } else {
        known.seats.push(moved);
    }
}

fn change_access(world: &mut World) {
    world.auditors += 1;
    let principal = format!("revisor-{}", world.auditors);
    let item = setup::grant(world, &principal, "oppdiktet-01", "auditor", None);
    world.say(&By::Administrator, vec![item]);
    let body = json!({
        "principal": principal, "from": world.date_in(0), "reason": world.few("grunn"),
    });
    let item = world.item("RevokeAccess", "ledger", body);
    world.say(&By::Administrator, vec![item]);
}

fn transfer(world: &mut World) {
    let from = world.random.index(world.participants.len());
    let to = (from + 1) % world.participants.len();
    let body = json!({
        "successors": [world.id(to)], "kind": "transfer", "note": world.few("merknad"),
    });
    let item = world.item("SucceedParticipant", &format!("participant-{}", world.id(from)), body);
    world.say(&registrar(), vec![item]);
}
