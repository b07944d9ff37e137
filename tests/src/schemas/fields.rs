//! The fields of a schema as paths: `agenda[].title`. Below a text there are none; it is one thing.
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::schema::TEXT_MARK;

/// The paths of all fields, and whether each is a text.
pub(super) fn of_schema(schema: &Value) -> BTreeMap<String, bool> {
    let mut found = BTreeMap::new();
    walk(schema, schema, "", &mut found);
    found
}

fn walk(root: &Value, node: &Value, path: &str, found: &mut BTreeMap<String, bool>) {
    let is_text = node[TEXT_MARK] == true;
    if let Some(known) = found.get_mut(path) {
        *known |= is_text;
    }
    if is_text {
        return;
    }
    if let Some(reference) = node["$ref"].as_str() {
        let target = root.pointer(reference.strip_prefix('#').unwrap()).unwrap();
        walk(root, target, path, found);
    }
    for branches in ["anyOf", "oneOf", "allOf"] {
        for branch in node[branches].as_array().into_iter().flatten() {
            walk(root, branch, path, found);
        }
    }
    if node["items"].is_object() {
        walk(root, &node["items"], &format!("{path}[]"), found);
    }
    for (name, field) in node["properties"].as_object().into_iter().flatten() {
        let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        found.entry(inner.clone()).or_insert(false);
        walk(root, field, &inner, found);
    }
}

/// The paths that a value has something at.
pub(super) fn of_value(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(value, "", &mut found);
    found
}

fn collect(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => {
            for item in items {
                collect(item, &format!("{path}[]"), found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                found.insert(inner.clone());
                collect(field, &inner, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Every word that a schema lists: in `enum` and `const`.
pub(super) fn listed_words(node: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    list(node, &mut found);
    found
}

fn list(node: &Value, found: &mut BTreeSet<String>) {
    let enumerated = node["enum"].as_array().into_iter().flatten().chain(node.get("const"));
    found.extend(enumerated.filter_map(Value::as_str).map(str::to_owned));
    let of_variants = node["oneOf"].as_array().into_iter().flatten();
    let names = of_variants.filter_map(|variant| variant["properties"].as_object());
    found.extend(names.flat_map(|fields| fields.keys().cloned()));
    match node {
        Value::Array(items) => items.iter().for_each(|item| list(item, found)),
        Value::Object(fields) => fields.values().for_each(|field| list(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
