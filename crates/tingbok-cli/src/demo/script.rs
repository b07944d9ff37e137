//! The lines of a script: a moment, who acts, and a command. What a client would have read before it acts (the
//! number of a thing, the text, the version) is filled in when the line is played.
use crate::fault::{Fault, Outcome};
use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{
    CommandItem, ForumId, ParticipantId, Role, StreamId, TextHash, envelope::Timestamp,
};

/// Who acts in a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) participant: ParticipantId,
    pub(super) role: Role,
    pub(super) forum: Option<ForumId>,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    pub(super) at: Timestamp,
    pub(super) part: Part,
    label: Option<String>,
    command: Map<String, Value>,
}

/// What was recorded by a line that has a label.
struct Made {
    stream: StreamId,
    position: u64,
}

/// What the script has come to know while it is played.
#[derive(Default)]
pub(super) struct Known {
    made: BTreeMap<String, Made>,
    /// The texts of decisions by stream and revision, as a client reads them.
    texts: BTreeMap<(StreamId, u64), TextHash>,
}

/// Reads every line before any is played.
pub(super) fn parse(text: &str) -> Outcome<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut labels = BTreeSet::new();
    for (number, written) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let line = line(number, written).map_err(|why| Fault::usage(placed(number, &why)))?;
        let after = lines.last().is_none_or(|before| before.at < line.at);
        let new = line.label.as_ref().is_none_or(|label| labels.insert(label.clone()));
        if !after {
            return Err(Fault::usage(placed(
                number,
                "its time is not after that of the line before",
            )));
        }
        if !new {
            return Err(Fault::usage(placed(number, "its label is taken")));
        }
        lines.push(line);
    }
    Ok(lines)
}

/// Says which line it was.
pub(super) fn placed(number: usize, why: &str) -> String {
    format!("line {number} of the fiction: {why}")
}

fn line(number: usize, written: &str) -> Result<Line, String> {
    let mut command: Map<String, Value> =
        serde_json::from_str(written).map_err(|error| error.to_string())?;
    let at = take(&mut command, "at")?;
    let part = take(&mut command, "as")?;
    let label = command.contains_key("label").then(|| take(&mut command, "label")).transpose()?;
    Ok(Line { number, at, part, label, command })
}

fn take<T: serde::de::DeserializeOwned>(
    fields: &mut Map<String, Value>,
    name: &str,
) -> Result<T, String> {
    let value = fields.remove(name).ok_or_else(|| format!("{name} is missing"))?;
    serde_json::from_value(value).map_err(|error| format!("{name}: {error}"))
}

impl Line {
    /// The command as a client sends it: `version` tells the version of a stream as it stands now.
    pub(super) fn command(
        &self,
        known: &Known,
        version: impl Fn(&StreamId) -> u64,
    ) -> Result<CommandItem, String> {
        let mut command = Value::Object(self.command.clone());
        known.resolve(&mut command)?;
        let mut item: CommandItem =
            serde_json::from_value(command).map_err(|error| error.to_string())?;
        // A number that is yet to be given has no history to have read.
        let stream = item.stream.parse::<StreamId>().ok();
        item.expected_version = stream.as_ref().map(version);
        let reads = ["OpenRound", "TakePosition"].contains(&item.command.as_str());
        if let (true, Some(stream), Some(body)) = (reads, stream, item.body.as_object_mut()) {
            let revision = body.get("revision").and_then(Value::as_u64).unwrap_or_default();
            if let Some(digest) = known.texts.get(&(stream, revision)) {
                body.entry("text_sha256").or_insert_with(|| digest.to_string().into());
            }
        }
        Ok(item)
    }
}

impl Known {
    /// Keeps what a line recorded, and the text that it laid forward.
    pub(super) fn keep(
        &mut self,
        line: &Line,
        item: &CommandItem,
        stream: &StreamId,
        position: u64,
    ) {
        if let Some(label) = &line.label {
            self.made.insert(label.clone(), Made { stream: stream.clone(), position });
        }
        let revision = match item.command.as_str() {
            "ProposeDecision" => Some(1),
            "ReviseProposal" => item.body.get("revision").and_then(Value::as_u64),
            _other => None,
        };
        let text = item.body.get("text").and_then(Value::as_str);
        if let (Some(revision), Some(text)) = (revision, text) {
            self.texts.insert((stream.clone(), revision), TextHash::of(text));
        }
    }

    /// The stream that a label stands for.
    pub(super) fn stream(&self, label: &str) -> Option<&StreamId> {
        self.made.get(label).map(|made| &made.stream)
    }

    /// Puts what labels stand for in their places: `@label` a stream, `@label.number` the number of a decision or
    /// document, `@label.position` the place of the entry.
    fn resolve(&self, value: &mut Value) -> Result<(), String> {
        match value {
            Value::String(text) => {
                if let Some(found) = text.strip_prefix('@').map(|name| self.find(name)) {
                    *value = found?;
                }
                Ok(())
            }
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.resolve(item)),
            Value::Object(fields) => fields.values_mut().try_for_each(|item| self.resolve(item)),
            Value::Null | Value::Bool(_) | Value::Number(_) => Ok(()),
        }
    }

    fn find(&self, name: &str) -> Result<Value, String> {
        let (label, part) = name.split_once('.').unwrap_or((name, "stream"));
        let made =
            self.made.get(label).ok_or_else(|| format!("nothing is labelled {label} yet"))?;
        let number = || made.stream.to_string().rsplit('-').next()?.parse::<u64>().ok();
        match part {
            "stream" => Ok(made.stream.to_string().into()),
            "position" => Ok(made.position.into()),
            "number" => {
                number().map(Value::from).ok_or_else(|| format!("{} has no number", made.stream))
            }
            _other => Err(format!("@{name}: write @{label}, @{label}.number or @{label}.position")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = r#""as":{"participant":"oppdiktet-a","role":"member"}"#;

    fn written(at: &str, rest: &str) -> String {
        format!(r#"{{"at":"{at}",{PART},{rest}}}"#)
    }

    #[test]
    fn a_line_is_filled_with_what_a_client_would_have_read() {
        let propose = written(
            "2026-01-12T09:00:00Z",
            r#""label":"sak","command":"ProposeDecision","stream":"decision","body":{"text":"Oppdiktet."}"#,
        );
        let answer = written(
            "2026-01-12T09:01:00Z",
            r#""command":"TakePosition","stream":"@sak","body":{"round":1,"revision":1,"about":["@sak.number","@sak.position","@sak"]}"#,
        );
        let lines = parse(&format!("{propose}\n\n{answer}\n")).unwrap();
        assert_eq!(lines[1].number, 3);
        let mut known = Known::default();
        let first = lines[0].command(&known, |_| 9).unwrap();
        assert_eq!(first.expected_version, None);
        known.keep(&lines[0], &first, &"decision-7".parse().unwrap(), 41);
        let item = lines[1].command(&known, |_| 9).unwrap();
        assert_eq!((item.stream.as_str(), item.expected_version), ("decision-7", Some(9)));
        assert_eq!(item.body["about"], serde_json::json!([7, 41, "decision-7"]));
        assert_eq!(item.body["text_sha256"], TextHash::of("Oppdiktet.").to_string());
    }

    #[test]
    fn a_line_that_cannot_be_played_is_named_before_anything_is_played() {
        let fine =
            written("2026-01-12T09:00:00Z", r#""label":"a","command":"X","stream":"s","body":{}"#);
        let again = fine.replace("09:00", "09:01");
        for (text, words) in [
            (format!("{fine}\n{fine}"), "line 2 of the fiction: its time is not after"),
            (format!("{fine}\n{again}"), "line 2 of the fiction: its label is taken"),
            ("{}".to_owned(), "line 1 of the fiction: at is missing"),
            (fine.replace("member", "king"), "line 1 of the fiction: as: "),
            ("sak".to_owned(), "line 1 of the fiction: "),
        ] {
            let fault = parse(&text).unwrap_err();
            assert!(fault.detail.contains(words), "{}", fault.detail);
        }
        let lost = written("2026-01-12T09:00:00Z", r#""command":"X","stream":"@lost","body":{}"#);
        let why = parse(&lost).unwrap()[0].command(&Known::default(), |_| 0).unwrap_err();
        assert_eq!(why, "nothing is labelled lost yet");
    }
}
