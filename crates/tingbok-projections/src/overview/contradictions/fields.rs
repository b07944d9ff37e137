//! The fields of a body as written, each with its path: what two entries can be held against each other by.
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::Event;

/// The field that an item of a list goes by, in the order they are looked for.
const KEYS: [&str; 6] = ["key", "id", "n", "point", "participant", "code"];

/// What stands at each path, in the form that entries write it. A list of plain values is one value; an item of
/// any other list goes by its own key; lists whose items have none, or share one, are left out.
pub(super) fn fields(body: &Event) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    // A body that could be written into the log can be written here.
    flatten(&serde_json::to_value(body).unwrap_or_default(), "", &mut all);
    all
}

fn flatten(value: &Value, path: &str, all: &mut BTreeMap<String, String>) {
    if let Some(plain) = plain(value) {
        all.insert(path.to_owned(), plain);
    } else if let Value::Object(fields) = value {
        for (name, value) in fields {
            flatten(value, &below(path, name), all);
        }
    } else if let Value::Array(items) = value {
        flatten_list(items, path, all);
    }
}

/// A value without parts; none for null, which says nothing.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(words.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

fn flatten_list(items: &[Value], path: &str, all: &mut BTreeMap<String, String>) {
    if let Some(mut plain) = items.iter().map(plain).collect::<Option<Vec<_>>>() {
        plain.sort_unstable();
        all.insert(path.to_owned(), plain.join(", "));
        return;
    }
    let key = |item: &Value| KEYS.iter().find_map(|key| plain(item.get(key)?));
    let Some(keys) = items.iter().map(key).collect::<Option<Vec<_>>>() else { return };
    if keys.iter().collect::<BTreeSet<_>>().len() == keys.len() {
        for (key, item) in keys.iter().zip(items) {
            flatten(item, &below(path, key), all);
        }
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
