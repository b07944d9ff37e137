//! Reading answers: JSON as the interface gives it, in words for people.
use serde_json::Value;

/// What stands at a JSON Pointer, as text; empty when there is nothing.
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).map(plain).unwrap_or_default()
}

/// The items of a list at a JSON Pointer.
pub(crate) fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Something at a JSON Pointer that is there.
pub(crate) fn some<'a>(value: &'a Value, pointer: &str) -> Option<&'a Value> {
    value.pointer(pointer).filter(|value| !value.is_null())
}

/// A value in one line: words, numbers, lists with commas, codes with spaces.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(_) if value.get("words").is_some() => words(value),
        Value::Object(fields) => {
            let part =
                |(name, inner): (&String, &Value)| format!("{} {}", spaced(name), plain(inner));
            fields.iter().map(part).collect::<Vec<_>>().join(", ")
        }
    }
}

/// A code in words: `adopted_with_dissent` → `adopted with dissent`; a code with data shows both.
pub(crate) fn code(value: &Value, pointer: &str) -> String {
    match value.pointer(pointer) {
        Some(Value::String(text)) => spaced(text),
        Some(other) => plain_codes(other),
        None => String::new(),
    }
}

fn plain_codes(value: &Value) -> String {
    match value {
        Value::String(text) => spaced(text),
        Value::Object(fields) => {
            let part = |(name, inner): (&String, &Value)| {
                let colon = if inner.is_object() { ":" } else { "" };
                format!("{}{colon} {}", spaced(name), plain_codes(inner))
            };
            fields.iter().map(part).collect::<Vec<_>>().join(", ")
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => plain(value),
    }
}

fn spaced(text: &str) -> String {
    text.replace('_', " ")
}

/// Recorded words; those that are sealed, erased or not public yet are said to be so.
pub(crate) fn words(value: &Value) -> String {
    match value.get("words") {
        Some(Value::String(text)) => text.clone(),
        Some(_) => "(not public)".to_owned(),
        None => String::new(),
    }
}

/// Recorded words at a JSON Pointer.
pub(crate) fn words_at(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).map(words).unwrap_or_default()
}

/// A name in one of several languages: Bokmål, else English, else the first.
pub(crate) fn name(names: &Value) -> String {
    let by_language = |lang: &str| names.get(lang).and_then(Value::as_str);
    let first = || names.as_object().and_then(|all| all.values().next()).and_then(Value::as_str);
    by_language("nb").or_else(|| by_language("en")).or_else(first).unwrap_or_default().to_owned()
}

/// What there is, or that no source says it.
pub(crate) fn documented(said: String) -> String {
    if said.is_empty() { "not documented".to_owned() } else { said }
}

/// Years: «2023», «2023–2025»; «not documented» where there are none.
pub(crate) fn years(value: &Value, pointer: &str) -> String {
    let (from, to) =
        (text(value, &format!("{pointer}/from")), text(value, &format!("{pointer}/to")));
    documented(if from == to { from } else { format!("{from}–{to}") })
}

/// Where a piece comes from: after which source, or recorded by whom; its position in the log; and what was
/// corrected of it.
pub(crate) fn origin(origin: &Value) -> String {
    let corrected = list(origin, "/amendments").iter().map(|one| {
        let (field, was, is) = (code(one, "/field"), text(one, "/was"), text(one, "/is"));
        format!("; corrected, {field}: «{was}» is «{is}» (position {})", text(one, "/position"))
    });
    format!("{}{}", told(origin), corrected.collect::<String>())
}

fn told(origin: &Value) -> String {
    let position = text(origin, "/position");
    let occurred = text(origin, "/occurred");
    if origin.pointer("/evidence").and_then(Value::as_str) == Some("reported") {
        let mut said = format!("after {}", text(origin, "/source/ref"));
        let locator = text(origin, "/source/locator");
        if !locator.is_empty() {
            said = format!("{said}, {locator}");
        }
        return format!("{said} ({occurred}; position {position})");
    }
    let (by, role) = (text(origin, "/by"), text(origin, "/role"));
    format!("recorded by {by} as {role} ({occurred}; position {position})")
}

/// The same at a JSON Pointer; empty when there is none.
pub(crate) fn origin_at(value: &Value, pointer: &str) -> String {
    some(value, pointer).map(origin).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_are_words_and_their_data_is_shown() {
        for (value, expected) in [
            (json!("adopted_with_dissent"), "adopted with dissent"),
            (json!({ "open": { "round": 2 } }), "open: round 2"),
            (json!({ "closed": { "outcome": "not_agreed" } }), "closed: outcome not agreed"),
            (json!({ "forum": "klima" }), "forum klima"),
        ] {
            assert_eq!(code(&json!({ "x": value }), "/x"), expected);
        }
    }

    #[test]
    fn words_that_are_not_public_are_said_to_be_so() {
        assert_eq!(words(&json!({ "words": null, "lang": "nb" })), "(not public)");
        assert_eq!(words_at(&json!({ "title": { "words": "Ja" } }), "/title"), "Ja");
        assert_eq!(words_at(&json!({ "title": null }), "/title"), "");
    }

    #[test]
    fn a_correction_shows_what_was_told_and_what_is_right() {
        let corrected = json!({
            "position": 7, "occurred": "2024-05", "evidence": "reported",
            "source": { "kind": "seed", "ref": "Rapport 7" },
            "amendments": [{ "field": "occurred", "was": "2024-04", "is": "2024-05", "position": 9 }],
        });
        let said = origin(&corrected);
        assert!(
            said.ends_with("; corrected, occurred: «2024-04» is «2024-05» (position 9)"),
            "{said}"
        );
    }

    #[test]
    fn what_nobody_says_is_not_documented() {
        assert_eq!(years(&json!({ "period": null }), "/period"), "not documented");
        assert_eq!(
            years(&json!({ "period": { "from": 2021, "to": 2025 } }), "/period"),
            "2021–2025"
        );
        assert_eq!(years(&json!({ "period": { "from": 2021, "to": 2021 } }), "/period"), "2021");
    }

    #[test]
    fn a_reported_fact_names_its_source_and_where_in_it() {
        let reported = json!({
            "position": 7, "occurred": "2024-04", "evidence": "reported",
            "source": { "kind": "seed", "ref": "DFØ-rapport 2024:7", "locator": "§4.3.3" },
        });
        assert_eq!(origin(&reported), "after DFØ-rapport 2024:7, §4.3.3 (2024-04; position 7)");
        let native = json!({
            "position": 8, "occurred": "2026-11-22", "evidence": "witnessed",
            "by": "kld", "role": "secretariat", "source": { "kind": "native" },
        });
        assert_eq!(origin(&native), "recorded by kld as secretariat (2026-11-22; position 8)");
    }
}
