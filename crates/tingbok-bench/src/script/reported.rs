//! What a made-up source tells, as the registrar records it. It gives nobody a seat, an answer or a right.
use serde_json::json;

use super::world::{World, registrar};

/// One reported fact.
pub(super) fn fact(world: &mut World, forum: usize) {
    let item = match world.random.below(4) {
        0 | 1 => decision(world, forum),
        2 => {
            let number = world.take_number("document");
            let body = json!({
                "kind": "report", "title": world.few("rapport"), "date": "2023",
                "locator": format!("oppdiktet:rapport-{number}"),
            });
            world.item_told("FileDocument", "document", body)
        }
        _ => {
            let known = world.random.index(world.participants.len());
            let stream = format!("participant-{}", world.id(known));
            let name = format!("Oppdiktet departement, også kalt nr. {known}");
            world.item_told(
                "RegisterParticipant",
                &stream,
                json!({ "kind": "ministry", "name": { "nb": name } }),
            )
        }
    };
    world.say(&registrar(), vec![item]);
}

fn decision(world: &mut World, forum: usize) -> tingbok_domain::CommandItem {
    let number = world.take_number("decision");
    let one = world.random.index(world.participants.len());
    let body = json!({
        "forum": world.forum(forum).map(|known| known.id.clone()), "title": world.few("vedtak"),
        "text": world.ordinary("gjengivelse"), "attribution": "collective", "documented": "some",
        "positions": [{ "participant": world.id(one), "position": "consents" }],
    });
    let mut item = world.item_told("ReportDecision", &format!("decision-{number}"), body);
    "decision".clone_into(&mut item.stream);
    item
}
