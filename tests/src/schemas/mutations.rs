//! What a schema refuses the ledger refuses, and the other way round: every field of every example is changed in
//! every way there is here, and both are asked.
use super::{Library, examples};
use serde_json::{Value, json};
use tingbok_domain::codec;

/// So many changes are refused at least; fewer means that some were lost.
const FEWEST_REFUSED: usize = 3_300;

/// What a pattern cannot say: names of time zones come from a database that grows.
const BEYOND_A_SCHEMA: [&str; 1] = ["/time_zone"];

#[test]
fn a_changed_field_is_refused_by_the_schema_and_by_the_ledger_alike() {
    let library = Library::open();
    let mut refused = 0;
    let mut findings = Vec::new();
    for example in examples::all() {
        let validator = library.validator(&example.schema());
        for place in places(&example.entry["body"]) {
            let mut refused_here = 0;
            for (what, body) in changes(&example.entry["body"], &place) {
                let by_schema = !validator.is_valid(&body);
                let mut entry = example.entry.clone();
                entry["body"] = body;
                let by_ledger = codec::decode(entry.to_string().as_bytes()).is_err();
                let known = BEYOND_A_SCHEMA.contains(&place.as_str()) && by_ledger;
                if by_schema != by_ledger && !known {
                    let who = if by_schema { "schema" } else { "ledger" };
                    findings.push(format!("{} {place}: {what}: only the {who}", example.file));
                }
                refused_here += usize::from(by_schema && by_ledger);
            }
            if refused_here == 0 {
                findings.push(format!("{} {place}: no change is refused", example.file));
            }
            refused += refused_here;
        }
    }
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
    assert!(refused >= FEWEST_REFUSED, "only {refused} changes were refused");
}

/// Every place in a body as a pointer, the body itself included.
fn places(body: &Value) -> Vec<String> {
    let mut found = vec![String::new()];
    let inner: Vec<(String, &Value)> = match body {
        Value::Array(items) => {
            items.iter().enumerate().map(|(n, item)| (n.to_string(), item)).collect()
        }
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (name, value) in inner {
        let name = name.replace('~', "~0").replace('/', "~1");
        found.extend(places(value).into_iter().map(|rest| format!("/{name}{rest}")));
    }
    found
}

/// The body with one place changed, in each way that fits what stands there.
fn changes(body: &Value, place: &str) -> Vec<(String, Value)> {
    let here = body.pointer(place).unwrap();
    let mut replacements = vec![Value::Null];
    match here {
        Value::String(_) => {
            replacements.extend([
                json!(17),
                json!(true),
                json!(["x"]),
                json!("¤ Passer ikke ¤"),
                json!(""),
            ]);
        }
        Value::Number(_) => {
            let wrong = [json!("17"), json!(1.5), json!(-1), json!(0), json!(4_294_967_296_u64)];
            replacements.extend(wrong);
        }
        Value::Bool(_) => replacements.extend([json!("true"), json!(1)]),
        Value::Array(items) => {
            let with = |item: Value| json!(items.iter().cloned().chain([item]).collect::<Vec<_>>());
            let wrong = [json!("x"), json!({}), with(json!(1.5)), with(json!({ "uventet": 1 }))];
            replacements.extend(wrong);
        }
        Value::Object(fields) => {
            // Not a list: the reader takes one for an object whose fields may all be absent, and nothing writes it.
            replacements.extend([json!("¤"), json!(17), json!(true)]);
            let mut more = fields.clone();
            more.insert("Uventet felt".to_owned(), json!(true));
            replacements.push(Value::Object(more));
            for name in fields.keys() {
                let mut fewer = fields.clone();
                fewer.remove(name);
                replacements.push(Value::Object(fewer));
            }
        }
        Value::Null => {}
    }
    let change = |to: Value| {
        let mut changed = body.clone();
        let what: String = to.to_string().chars().take(120).collect();
        *changed.pointer_mut(place).unwrap() = to;
        (what, changed)
    };
    replacements.into_iter().map(change).collect()
}
