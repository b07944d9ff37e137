//! Who sends a command, and how one is made implausible.
use super::dice::{Dice, THINGS};
use crate::harness::{Act, by};
use serde_json::{Value, json};
use tingbok_domain::{
    Role,
    access::{Reach, reach},
    command::CommandName,
};

/// A command as somebody who may send it would, most of the time.
pub(crate) fn sent(dice: &mut Dice, command: CommandName, stream: &str, body: Value) -> Act {
    let kind = command.kind();
    let able = |role: &Role| reach(*role, kind) != Reach::No;
    let role = if dice.one_in(10) {
        dice.of(&Role::ALL)
    } else {
        dice.of(&Role::ALL.into_iter().filter(able).collect::<Vec<_>>())
    };
    let who = who(dice, role, stream, &body);
    let act = by(&who, command.word(), stream, body);
    let told = match reach(role, kind) {
        Reach::Reported => !dice.one_in(20),
        Reach::Registration => dice.one_in(3),
        _ => dice.one_in(40),
    };
    if told { act.reported() } else { act }
}

/// The participant that acts in the role: the one that the command is about, where it says so.
fn who(dice: &mut Dice, role: Role, stream: &str, body: &Value) -> String {
    let first = |field: &str| {
        let value = body.get(field)?;
        value.as_str().or_else(|| value.get(0)?.as_str()).map(str::to_owned)
    };
    let of_stream = stream.strip_prefix("participant-").map(str::to_owned);
    let named = ["participant", "by", "requested_by", "from"].into_iter().find_map(first);
    let itself = of_stream.or(named).filter(|_| !dice.one_in(6));
    let itself = itself.filter(|name| name.parse::<tingbok_domain::ParticipantId>().is_ok());
    let forum = first("forum").or_else(|| stream.strip_prefix("forum-").map(str::to_owned));
    let forum = first("parent").filter(|_| stream.starts_with("forum-")).or(forum);
    let forum = forum.filter(|name| name.parse::<tingbok_domain::ForumId>().is_ok());
    let forum = forum.unwrap_or_else(|| "klima".to_owned());
    let word = role.word();
    match role {
        Role::Secretariat | Role::Chair => format!("{word} dfd {forum}"),
        Role::Member | Role::Addressee => {
            format!("{word} {}", itself.unwrap_or_else(|| dice.who().to_owned()))
        }
        Role::Responsible => format!("{word} {}", dice.of(&["kd", "kd", "fin"])),
        Role::Coordinator => format!("{word} {}", dice.of(&["dfd", "dfd", "kdd"])),
        Role::Evaluator => format!("{word} {}", dice.of(&["dfo", "dfo", "kd"])),
        Role::Registrar | Role::Administrator | Role::Auditor => format!("{word} dss"),
    }
}

/// Values that do not belong where they are put, at the edges of what can be written.
fn odd(dice: &mut Dice) -> Value {
    let texts = [
        "",
        " ",
        "æ\u{0}«\u{202e}»😀",
        "2026-13-45",
        "0000-01-01",
        "9999-12-31",
        "+262142-12-31",
        "-262143-01-01",
        "[..]",
        "../..",
        "ledger",
        "decision-0",
        "decision-18446744073709551615",
        "forum-",
        "99-99",
        "SHA256:",
        "all",
        "kd",
        "alle",
        "participant-kd",
        "1/..",
    ];
    match dice.below(12) {
        0 => Value::Null,
        1 => json!(dice.one_in(2)),
        2 => json!(dice.of(&[0, 1, -1, i64::MAX, i64::MIN])),
        3 => json!(dice.of(&[u64::MAX, u64::from(u32::MAX), u64::from(u32::MAX) + 1])),
        4 => json!(1.5),
        5 => json!("x".repeat(300)),
        6 => json!([dice.of(&THINGS), dice.who()]),
        7 => json!({ "forum": { "forum": [] } }),
        8 => json!([]),
        _ => json!(dice.of(&texts)),
    }
}

/// One thing about the command is another than anybody would send.
pub(crate) fn twisted(dice: &mut Dice, mut act: Act) -> Act {
    let value = odd(dice);
    let fields: Vec<String> =
        act.item["body"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    if fields.is_empty() {
        return act.beside("body", value);
    }
    let field = dice.of(&fields);
    match dice.below(14) {
        0..=3 => act.with(&field, value),
        4 | 5 => act.without(&field),
        6 => act.with("ukjent", value),
        7 => act.with(&field, json!([value, field])),
        8 => {
            let other = dice.of(CommandName::ALL);
            act.beside("command", other.word())
        }
        9 => act.on(dice.of(&THINGS)),
        10 => {
            let beside = ["occurred", "lang", "source", "visibility", "evidence", "causation"];
            act.beside(dice.of(&beside), value)
        }
        11 => {
            let occurred =
                ["2027", "1905", "2026-03-02", "unknown", "[2020..2030]", "2026-03-01/.."];
            act.beside("occurred", dice.of(&occurred))
        }
        12 => {
            let visibility = ["after_outcome", "forum", "public"];
            act.beside("visibility", dice.of(&visibility))
                .beside("evidence", dice.of(&["derived", "witnessed"]))
        }
        _ => {
            act.actor.acting_for = dice.who().parse().ok();
            act.actor.forum = dice.of(&["klima", "vann", "ukjent"]).parse().ok();
            act
        }
    }
}
