//! The tables of commands and bodies in the reference are made of the types, so that they cannot lag behind.
use serde_json::Value;
use std::fmt::Write as _;
use tingbok_domain::{
    EventKind, Role,
    access::{Reach, reach},
    command::CommandName,
    schema,
};

const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reference/http.md");

/// Bodies that a command computes the rest of: what stands in the event is not what is sent.
const COMPUTED: [(CommandName, &str); 3] = [
    (
        CommandName::OpenRound,
        "**revision**, **text_sha256**, **method** (consensus, silence, declared), meeting, notified_by, deadline, basis_docs[], waiver, reopen_reason",
    ),
    (
        CommandName::TakePosition,
        "**round**, **revision**, **text_sha256**, participant, **position** (consents, stands_aside, reserves, requests_discussion, recuses, withdrawn), conditional, condition, statement, reason, resolves_if, remark, ground (disqualified, not_affected), cleared (administrative, political, not_stated), meeting",
    ),
    (CommandName::CloseRound, "**round**, archive_ref"),
];

const fn word(reach: Reach) -> &'static str {
    match reach {
        Reach::No => "",
        Reach::OwnForum => "own forum",
        Reach::Itself => "for itself",
        Reach::OwnMeasure => "own measure",
        Reach::Community => "community",
        Reach::Anywhere => "anywhere",
        Reach::Reported => "what a source reports",
        Reach::Registration => "anywhere, reported or witnessed",
    }
}

/// Who may, grouped by how far.
fn roles(kind: EventKind) -> String {
    let mut groups: Vec<(Reach, Vec<&str>)> = Vec::new();
    for role in Role::ALL {
        let far = reach(role, kind);
        match groups.iter_mut().find(|(known, _)| *known == far) {
            _ if far == Reach::No => {}
            Some((_, roles)) => roles.push(role.word()),
            None => groups.push((far, vec![role.word()])),
        }
    }
    let groups = groups.iter().map(|(far, roles)| format!("{} ({})", roles.join(", "), word(*far)));
    let said = groups.collect::<Vec<_>>().join("; ");
    if said.is_empty() { "nobody: at position 0 only".to_owned() } else { said }
}

fn commands() -> String {
    let mut table =
        "| command | leads to | on | version needed | who may |\n|---|---|---|---|---|\n"
            .to_owned();
    for name in CommandName::ALL {
        let kind = name.kind();
        let streams: Vec<&str> = kind.streams().iter().map(|stream| stream.word()).collect();
        let needed = if name.needs_version() { "yes" } else { "" };
        let (streams, who) = (streams.join(", "), roles(kind));
        let _ = writeln!(table, "| {} | {kind} | {streams} | {needed} | {who} |", name.word());
    }
    table
}

fn bodies() -> String {
    let mut table = "| command | body |\n|---|---|\n".to_owned();
    for name in CommandName::ALL {
        let computed =
            COMPUTED.iter().find(|(other, _)| other == name).map(|(_, said)| (*said).to_owned());
        let body = computed.unwrap_or_else(|| {
            let schema = Value::from(schema::body(name.kind()));
            fields(&schema, &schema, 0)
        });
        let _ = writeln!(table, "| {} | {body} |", name.word());
    }
    table
}

/// The fields of an object; bold where one must be there. A text that is not optional may be absent only where it
/// is sealed.
fn fields(root: &Value, object: &Value, depth: u32) -> String {
    let required = |name: &str| {
        let listed = object["required"].as_array().is_some_and(|all| all.iter().any(|r| r == name));
        let field = &object["properties"][name];
        listed || (field[schema::TEXT_MARK] == true && !is_nullable(field))
    };
    let Some(properties) = object["properties"].as_object() else { return String::new() };
    let one = |(name, field): (&String, &Value)| {
        let bold = if required(name) { format!("**{name}**") } else { name.clone() };
        format!("{bold}{}", form(root, field, depth))
    };
    properties.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn is_nullable(field: &Value) -> bool {
    field["type"].as_array().is_some_and(|types| types.iter().any(|kind| kind == "null"))
        || field["anyOf"].as_array().is_some_and(|any| any.iter().any(|one| one["type"] == "null"))
}

/// `[]` after a list, the codes of a choice, the fields of an object.
fn form(root: &Value, field: &Value, depth: u32) -> String {
    if let Some(any) = field["anyOf"].as_array() {
        return any
            .iter()
            .find(|one| one["type"] != "null")
            .map_or_else(String::new, |one| form(root, one, depth));
    }
    if let Some(name) = field["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")) {
        return form(root, &root["$defs"][name], depth);
    }
    let codes = codes(root, field);
    if !codes.is_empty() {
        return format!(" ({})", codes.join(", "));
    }
    if field.get("items").is_some() {
        return format!("[]{}", form(root, &field["items"], depth));
    }
    if field.get("properties").is_some() {
        return if depth < 3 {
            format!(" {{{}}}", fields(root, field, depth + 1))
        } else {
            " {…}".to_owned()
        };
    }
    String::new()
}

fn codes(root: &Value, field: &Value) -> Vec<String> {
    let listed = |one: &Value| -> Vec<String> {
        let many = one["enum"].as_array().cloned().unwrap_or_default();
        let codes = many.iter().chain(one.get("const"));
        codes.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut all = listed(field);
    for one in field["oneOf"].as_array().into_iter().flatten() {
        all.extend(listed(one));
        let named = one["properties"].as_object().into_iter().flatten();
        all.extend(named.map(|(name, inner)| format!("{name}: {}", form(root, inner, 3).trim())));
    }
    all.into_iter().map(|code| code.trim_end_matches([':', ' ']).to_owned()).collect()
}

#[test]
fn the_reference_has_the_commands_and_bodies_as_they_are() {
    let reference = std::fs::read_to_string(REFERENCE).unwrap();
    let tables = [commands(), bodies()];
    let missing: Vec<&String> = tables.iter().filter(|table| !reference.contains(*table)).collect();
    let missing = missing.into_iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(missing.is_empty(), "docs/reference/http.md lacks these tables:\n{missing}");
}
