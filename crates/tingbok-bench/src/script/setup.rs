//! What a script begins with: participants, access, forums, seats and mandates.
use serde_json::{Value, json};

use super::{
    work,
    world::{Forum, Mandate, Participant, World, coordinator, registrar},
};
use crate::line::By;

/// The id by which the rule data names who coordinates.
const COORDINATING: &str = "dfd";
/// Ministries beside the coordinating one.
const MINISTRIES: usize = 19;
/// Fewest seats of a forum.
pub(super) const FEWEST_SEATS: usize = 17;

const KINDS: &[&str] = &["strategic-forum", "core-group", "steering-group", "expert-group"];

/// Records it all on the first day.
pub(super) fn record(world: &mut World, forums: usize) {
    participants(world);
    access(world);
    work::record(world);
    for number in 0..forums {
        forum(world, number);
    }
    substitutes(world);
}

fn participants(world: &mut World) {
    let item = grant(world, "oppdiktet-registrar", COORDINATING, "registrar", None);
    world.say(&By::Administrator, vec![item]);
    let mut items = Vec::new();
    for number in 0..=MINISTRIES {
        let (id, name, short) = if number == 0 {
            (
                COORDINATING.to_owned(),
                "Oppdiktet samordningsdepartement".to_owned(),
                "OSD".to_owned(),
            )
        } else {
            let name = format!("Oppdiktet departement for område nr. {number}");
            (format!("oppdiktet-{number:02}"), name, format!("OD{number:02}"))
        };
        let body =
            json!({ "kind": "ministry", "name": { "nb": name, "nn": name }, "short": short });
        items.push(world.item("RegisterParticipant", &format!("participant-{id}"), body));
        world.participants.push(Participant {
            member: By::Principal(format!("medlem-{id}")),
            responsible: By::Principal(format!("ansvar-{id}")),
            id,
            substitute: None,
        });
    }
    world.say(&registrar(), items);
}

fn access(world: &mut World) {
    let mut items = vec![grant(world, "oppdiktet-samordner", COORDINATING, "coordinator", None)];
    for index in 0..world.participants.len() {
        let id = world.id(index);
        items.push(grant(world, &format!("medlem-{id}"), &id, "member", None));
        items.push(grant(world, &format!("ansvar-{id}"), &id, "responsible", None));
    }
    world.say(&By::Administrator, items);
}

/// Access for a client of an outside issuer: a made history needs no secrets.
pub(super) fn grant(
    world: &mut World,
    principal: &str,
    participant: &str,
    role: &str,
    forum: Option<&str>,
) -> tingbok_domain::CommandItem {
    let mut body = json!({
        "principal": principal, "kind": "client", "client": format!("oppdiktet:{principal}"),
        "participant": participant, "role": role, "from": world.date_in(0),
    });
    if let (Some(forum), Some(fields)) = (forum, body.as_object_mut()) {
        fields.insert("forum".to_owned(), Value::from(forum));
    }
    world.item("GrantAccess", "ledger", body)
}

fn forum(world: &mut World, number: usize) {
    let id = format!("oppdiktet-forum-{:03}", number + 1);
    let stream = format!("forum-{id}");
    let kind = KINDS.get(number % KINDS.len()).copied().unwrap_or("other");
    let body = json!({
        "kind": kind, "name": format!("Oppdiktet forum nr. {}", number + 1),
        "purpose": world.ordinary("formål"), "consulted": [COORDINATING],
    });
    let item = world.item("EstablishForum", &stream, body);
    world.say(&coordinator(), vec![item]);
    let keeper = world.random.index(world.participants.len());
    let (keeping, leading) = (world.id(keeper), world.id((keeper + 1) % (MINISTRIES + 1)));
    let (secretariat, chair) =
        (format!("sekretariat-{:03}", number + 1), format!("leder-{:03}", number + 1));
    let items = vec![
        grant(world, &secretariat, &keeping, "secretariat", Some(&id)),
        grant(world, &chair, &leading, "chair", Some(&id)),
    ];
    world.say(&By::Administrator, items);
    let quorum = 1 + number % 2;
    world.forums.push(Forum {
        id,
        stream,
        secretariat: By::Principal(secretariat),
        chair: By::Principal(chair),
        keeper,
        seats: Vec::new(),
        quorum,
        meetings: 0,
        last_held: None,
        mandate: Mandate::default(),
        in_force: std::collections::VecDeque::new(),
    });
    rules(world, number, quorum);
    seats(world, number);
    work::begin(world, number);
}

/// Sets the forum's rules for rounds.
pub(super) fn rules(world: &mut World, forum: usize, quorum: usize) {
    let Some(id) = world.forum(forum).map(|forum| forum.id.clone()) else { return };
    let rounds = json!({ "quorum": quorum, "silence_min_working_days": 5 });
    let item =
        world.item_on("SetDecisionRules", "ledger", json!({ "forum": id, "rounds": rounds }));
    world.say(&By::Administrator, vec![item]);
    if let Some(forum) = world.forums.get_mut(forum) {
        forum.quorum = quorum;
    }
}

fn seats(world: &mut World, forum: usize) {
    let mut seats: Vec<usize> = (0..world.participants.len()).collect();
    world.random.shuffle(&mut seats);
    let wanted = FEWEST_SEATS + world.random.index(world.participants.len() + 1 - FEWEST_SEATS);
    seats.truncate(wanted);
    let Some(stream) = world.forum(forum).map(|forum| forum.stream.clone()) else { return };
    let mut items = Vec::new();
    for (order, seat) in seats.iter().enumerate() {
        let role = if order == 0 { "chair" } else { "member" };
        let body = json!({
            "participant": world.id(*seat), "action": "joined", "role": role,
            "representation": if order % 3 == 0 { "top_leader" } else { "director_general" },
        });
        items.push(world.item("ChangeMembership", &stream, body));
    }
    let secretariat = world.secretariat(forum);
    world.say(&secretariat, items);
    if let Some(forum) = world.forums.get_mut(forum) {
        // The first has another role in the forum and keeps its seat.
        forum.seats = seats;
    }
}

/// Every second participant names who stands in for it.
fn substitutes(world: &mut World) {
    let count = world.participants.len();
    for index in (0..count).step_by(2) {
        let substitute = (index + 1) % count;
        let body = json!({
            "substitute": world.id(substitute), "scope": "all",
            "from": world.date_in(0), "until": world.date_in(5 * 52 * 4),
        });
        let stream = format!("participant-{}", world.id(index));
        let item = world.item("DesignateSubstitute", &stream, body);
        let by = world.member(index);
        world.say(&by, vec![item]);
        if let Some(principal) = world.participants.get_mut(index) {
            principal.substitute = Some(substitute);
        }
    }
}
