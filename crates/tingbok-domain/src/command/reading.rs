//! Reading what is sent. What cannot be read is told in plain words: which field of which command, what stands
//! there, what may stand there, and where all its fields are described. The words of the parsers stay inside.
use super::{CommandItem, CommandName};
use crate::schema;
use serde::de::DeserializeOwned;
use serde_json::{Value, error::Category};
use serde_path_to_error::Segment;

/// A field that cannot be read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{detail}")]
pub struct Misread {
    /// Where, as a JSON Pointer into the command: `/body/round`.
    pub pointer: String,
    /// What is wrong, and what may stand there.
    pub detail: String,
}

/// Reads one command as it is sent.
pub fn read_item(value: &Value) -> Result<CommandItem, Misread> {
    let sent = Sent {
        whole: "a command",
        root: None,
        value,
        described: "docs/reference/http.md".to_owned(),
    };
    sent.read()
}

/// Reads the body of a command.
pub(super) fn read_body<B: DeserializeOwned + schemars::JsonSchema>(
    name: CommandName,
    value: &Value,
) -> Result<B, Misread> {
    let sent =
        Sent { whole: name.word(), root: Some("body"), value, described: name.described_in() };
    sent.read()
}

/// What is wrong with text that is no JSON at all.
pub fn not_json(error: &serde_json::Error) -> String {
    let column = format!("column {}", error.column());
    let place = if error.line() > 1 { format!("line {}, {column}", error.line()) } else { column };
    match error.classify() {
        Category::Eof => format!(
            "not JSON: it breaks off at {place}; a brace, a bracket or a quotation mark is left open"
        ),
        Category::Syntax | Category::Data | Category::Io => format!(
            "not JSON, at {place}: names and texts stand in double quotes, and a comma stands between two fields and not after the last"
        ),
    }
}

impl CommandName {
    /// Where the fields of its body are described. What the ledger computes is sent in another form than it is kept.
    fn described_in(self) -> String {
        let computed = [Self::OpenRound, Self::TakePosition, Self::CloseRound].contains(&self);
        if computed {
            return "docs/reference/http.md".to_owned();
        }
        let kind = self.kind();
        format!("events/schema/{}", schema::path(kind.name(), kind.schema()))
    }
}

/// Something that was sent, and how it is spoken of.
struct Sent<'a> {
    whole: &'static str,
    root: Option<&'static str>,
    value: &'a Value,
    described: String,
}

/// One step into a value.
enum Step {
    Field(String),
    Item(usize),
}

impl Sent<'_> {
    fn read<T: DeserializeOwned + schemars::JsonSchema>(&self) -> Result<T, Misread> {
        if !self.value.is_object() {
            let root = self.root.map_or_else(|| self.whole.to_owned(), |root| self.of_whole(root));
            let detail = format!(
                "{root} is an object in {{ }}, not {}; see {}",
                shown(self.value),
                self.described
            );
            return Err(Misread { pointer: self.pointer(&[]), detail });
        }
        serde_path_to_error::deserialize(self.value).map_err(|error| {
            let steps: Vec<Step> = error.path().iter().filter_map(step).collect();
            self.explain(&schema::of::<T>(), steps, &error.inner().to_string())
        })
    }

    fn of_whole(&self, root: &str) -> String {
        format!("the {root} of {}", self.whole)
    }

    fn explain(&self, schema: &Value, mut steps: Vec<Step>, said: &str) -> Misread {
        let mut named = quoted(said);
        if said.starts_with("missing field") {
            let object = node(schema, &steps);
            let whose = if steps.is_empty() { self.whole.to_owned() } else { self.dotted(&steps) };
            steps.extend(named.pop().map(Step::Field));
            let field = node(schema, &steps).and_then(|field| wanted(schema, field));
            let write = field.map(|words| format!(": write {words}")).unwrap_or_default();
            let needed = and(&object.map(required).unwrap_or_default());
            let needed =
                if needed.is_empty() { needed } else { format!(". {whose} needs {needed}") };
            return self.at(&steps, &format!(" is missing{write}{needed}"));
        }
        if said.starts_with("unknown field") {
            let mut fields = named.into_iter();
            let field = fields.next().unwrap_or_default();
            if matches!(steps.last(), Some(Step::Field(last)) if *last == field) {
                steps.pop();
            }
            let whose = if steps.is_empty() { self.whole.to_owned() } else { self.dotted(&steps) };
            steps.push(Step::Field(field));
            let fields = and(&fields.collect::<Vec<_>>());
            let fields = if fields.is_empty() { "there are none".to_owned() } else { fields };
            return self.at(&steps, &format!(" is no field of {whose}; its fields: {fields}"));
        }
        let found = find(self.value, &steps);
        let stands = found.map(|value| format!(" is {}", shown(value))).unwrap_or_default();
        if said.starts_with("unknown variant") && named.len() > 1 {
            let codes = named.split_off(1).join(", ");
            return self.at(&steps, &format!("{stands}: write one of {codes}"));
        }
        if !is_of_a_parser(said) {
            return self.at(&steps, &format!(": {said}"));
        }
        let words = node(schema, &steps).and_then(|field| wanted(schema, field));
        let words = words.map_or_else(|| "that does not fit".to_owned(), |w| format!("write {w}"));
        self.at(&steps, &format!("{stands}: {words}"))
    }

    fn at(&self, steps: &[Step], what: &str) -> Misread {
        let detail = format!("{}{what}; see {}", self.dotted(steps), self.described);
        Misread { pointer: self.pointer(steps), detail }
    }

    /// `body.agenda[0].title`.
    fn dotted(&self, steps: &[Step]) -> String {
        let mut text = self.root.unwrap_or_default().to_owned();
        for step in steps {
            match step {
                Step::Field(name) if text.is_empty() => text.push_str(name),
                Step::Field(name) => text.extend([".", name]),
                Step::Item(n) => text.extend(["[", &n.to_string(), "]"]),
            }
        }
        text
    }

    fn pointer(&self, steps: &[Step]) -> String {
        let root = self.root.map(|root| format!("/{root}")).unwrap_or_default();
        steps.iter().fold(root, |pointer, step| match step {
            Step::Field(name) => {
                format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
            }
            Step::Item(n) => format!("{pointer}/{n}"),
        })
    }
}

fn step(segment: &Segment) -> Option<Step> {
    match segment {
        Segment::Seq { index } => Some(Step::Item(*index)),
        Segment::Map { key } => Some(Step::Field(key.clone())),
        // A choice stands in the field itself, which is a step already.
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

/// True for the words of a parser, which say nothing to one who wrote a command. Those of the domain do.
fn is_of_a_parser(said: &str) -> bool {
    let begins = [
        "invalid type",
        "invalid value",
        "invalid length",
        "Invalid ",
        "Odd number",
        "UUID",
        "data did not match",
        "unknown variant",
        "input ",
        "premature end",
        "trailing input",
    ];
    begins.iter().any(|word| said.starts_with(word))
}

/// Names between backticks.
fn quoted(said: &str) -> Vec<String> {
    said.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn find<'a>(value: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get(name),
        Step::Item(n) => value.get(n),
    })
}

/// What stands there, short.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => {
            let short: String = text.chars().take(40).collect();
            let more = if short.len() < text.len() { "…" } else { "" };
            format!("«{short}{more}»")
        }
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// The schema of a field, through references and choices with null.
fn node<'a>(schema: &'a Value, steps: &[Step]) -> Option<&'a Value> {
    let whole = Some(schema);
    steps.iter().fold(whole, |at, step| {
        let at = resolved(schema, at?);
        match step {
            Step::Field(name) => {
                let fields = at.get("properties").and_then(|fields| fields.get(name));
                fields.or_else(|| at.get("additionalProperties"))
            }
            Step::Item(_) => at.get("items"),
        }
    })
}

fn resolved<'a>(schema: &'a Value, at: &'a Value) -> &'a Value {
    let choices = at.get("anyOf").and_then(Value::as_array);
    let inner = choices.and_then(|any| any.iter().find(|one| !is_null(one))).unwrap_or(at);
    let name = inner.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix('#'));
    name.and_then(|path| schema.pointer(path)).unwrap_or(inner)
}

fn is_null(one: &Value) -> bool {
    one.get("type").is_some_and(|kind| kind == "null")
}

/// The fields that must be there. Words that are not optional are absent only where they are sealed.
fn required(object: &Value) -> Vec<String> {
    let listed = object.get("required").and_then(Value::as_array);
    let listed = |name: &String| listed.is_some_and(|all| all.iter().any(|one| one == name));
    let words = |field: &Value| {
        let many = field.get("type").is_some_and(Value::is_array) || field.get("anyOf").is_some();
        field.get(schema::TEXT_MARK).is_some() && !many
    };
    let fields = object.get("properties").and_then(Value::as_object).into_iter().flatten();
    fields
        .filter(|(name, field)| listed(name) || words(field))
        .map(|(name, _)| name.clone())
        .collect()
}

/// What may stand in a field, in words.
fn wanted(schema: &Value, field: &Value) -> Option<String> {
    let field = resolved(schema, field);
    let codes = codes(field);
    if !codes.is_empty() {
        return Some(format!("one of {}", codes.join(", ")));
    }
    let format = field.get("format").and_then(Value::as_str);
    match format {
        Some("date") => return Some("a day like 2023-11-10".to_owned()),
        Some("uuid") => return Some("a UUID".to_owned()),
        Some(_) | None => {}
    }
    let form = field.get("pattern").and_then(Value::as_str).and_then(of_pattern);
    form.map(str::to_owned).or_else(|| of_type(field))
}

fn of_pattern(pattern: &str) -> Option<&'static str> {
    let forms = [
        ("^[0-9a-f]{64}$", "a SHA-256, which has 64 digits of 0–9 and a–f"),
        ("^[a-z0-9-]{1,64}$", "a name of 1 to 64 of a–z, 0–9 and hyphen"),
        ("^(ledger|", "a thing like forum-klima or decision-7"),
        ("^(unknown|", "a date like 2023-11-10, 2024-04 or [..2024]"),
        ("^[0-9]{4}", "a date like 2023-11-10, 2024-04 or 2024"),
        ("^[A-Za-z]{2,3}", "a language like nb, nn or en"),
    ];
    forms.iter().find(|(begins, _)| pattern.starts_with(begins)).map(|(_, words)| *words)
}

fn of_type(field: &Value) -> Option<String> {
    let kind = field.get("type")?;
    let first = || kind.as_array()?.iter().filter_map(Value::as_str).find(|one| *one != "null");
    let least = field.get("minimum").and_then(Value::as_u64).unwrap_or_default();
    Some(match kind.as_str().or_else(first)? {
        "string" => "text in double quotes".to_owned(),
        "integer" if least > 0 => format!("a whole number from {least}"),
        "integer" => "a whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "array" => "a list in [ ]".to_owned(),
        "object" => "an object in { }".to_owned(),
        _other => return None,
    })
}

fn codes(field: &Value) -> Vec<&str> {
    let choices = field.get("oneOf").and_then(Value::as_array).into_iter().flatten();
    let all = std::iter::once(field).chain(choices);
    let words = all.flat_map(|one| {
        let listed = one.get("enum").and_then(Value::as_array).into_iter().flatten();
        listed.chain(one.get("const")).filter_map(Value::as_str)
    });
    words.collect()
}

#[cfg(test)]
mod tests;
