//! `tingbok show`: where one thing stands.
use crate::{
    args::When,
    client::{Client, Query, escaped},
    fault::{Fault, Name, Outcome},
    output::{self, Page},
    place::Session,
    value,
};
use clap::Args;
use serde_json::Value;
use tingbok_domain::{StreamId, StreamKind};

mod assignment;
mod decision;
mod document;
mod evaluation;
mod forum;
mod mandate;
mod measure;
mod participant;
mod parts;
mod recommendation;
mod strategy;

pub(crate) use forum::{HEADER as PROBLEM_HEADER, problem};

const EXAMPLES: &str = "\
Examples:
  tingbok show forum/klima --ledger DIR
  tingbok show decision-4 --json
  tingbok show mandate/klima --as-of 2023-12-31 --server http://host:8080
  tingbok show recommendation/r1                who answered it, and who did not";

/// What to show.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct ShowArgs {
    /// forum/klima, forum-klima, or klima when only one thing has that name; recommendation/ID
    id: String,
    #[command(flatten)]
    when: When,
}

/// A thing and what the interface says of it.
pub(crate) struct Found {
    pub(crate) stream: StreamId,
    pub(crate) answer: Value,
}

/// Prints it.
pub(crate) async fn run(session: &Session, args: ShowArgs) -> Outcome {
    let mut client = session.client().await?;
    if let Some(answer) = recommended(&mut client, &args.id, &args.when.query()).await? {
        if session.json {
            return output::line(&answer.to_string());
        }
        let mut page = Page::default();
        recommendation::write(&mut page, answer.get("state").unwrap_or(&Value::Null));
        return page.write();
    }
    let found = find(&mut client, &args.id, &args.when.query()).await?;
    if session.json {
        return output::line(&found.answer.to_string());
    }
    let mut page = Page::default();
    write(&mut page, &found);
    page.write()
}

fn write(page: &mut Page, found: &Found) {
    let state = found.answer.get("state").unwrap_or(&Value::Null);
    let heading = |name: String| format!("{}  {name}", found.stream);
    match found.stream.kind {
        StreamKind::Decision => decision::write(page, &heading(decision::title(state)), state),
        StreamKind::Forum => forum::write(page, &heading(value::words_at(state, "/name")), state),
        StreamKind::Mandate => mandate::write(page, &heading(value::code(state, "/kind")), state),
        StreamKind::Measure => {
            measure::write(page, &heading(value::words_at(state, "/title")), state);
        }
        StreamKind::Participant => {
            let name = state.get("names").map(value::name).unwrap_or_default();
            participant::write(page, &heading(name), state);
        }
        StreamKind::Document => {
            document::write(page, &heading(value::words_at(state, "/title")), state);
        }
        StreamKind::Strategy => {
            strategy::write(page, &heading(value::words_at(state, "/title")), state);
        }
        StreamKind::Evaluation => {
            evaluation::write(page, &heading(value::words_at(state, "/title")), state);
        }
        StreamKind::Assignment => assignment::write(page, &found.stream.to_string(), state),
        StreamKind::Ledger => {}
    }
    parts::aside(page, state);
    page.text("");
    page.field("version", &value::text(&found.answer, "/version"));
    page.field("read at", &format!("{} entries", value::text(&found.answer, "/head/size")));
}

/// A recommendation, which is a part of another thing and has a name of its own: `recommendation/r1`.
async fn recommended(client: &mut Client, name: &str, query: &Query) -> Outcome<Option<Value>> {
    let Some(id) = name.strip_prefix("recommendation/") else { return Ok(None) };
    client.json(&format!("/recommendations/{}", escaped(id)), query).await.map(Some)
}

/// The thing of that name; two of one name are told apart by their kind.
pub(crate) async fn find(client: &mut Client, name: &str, query: &Query) -> Outcome<Found> {
    let candidates = candidates(name)?;
    let mut found: Vec<Found> = Vec::new();
    for stream in candidates {
        let Some(list) = list_of(stream.kind) else { continue };
        match client.json(&format!("/{list}/{}", escaped(stream.id())), query).await {
            // A whole name («forum-klima») is a name within its kind too, and both are one thing.
            Ok(answer) if found.iter().any(|one| one.answer.get("id") == answer.get("id")) => {}
            Ok(answer) => found.push(Found { stream, answer }),
            Err(fault) if fault.name == Name::NotFound => {}
            Err(fault) => return Err(fault),
        }
    }
    match (found.len(), found.pop()) {
        (1, Some(only)) => Ok(only),
        (0, _) | (_, None) => Err(Fault::new(Name::NotFound, absent(name, query))
            .next("`tingbok log` shows what there is.")),
        (_, Some(last)) => {
            found.push(last);
            let names =
                found.iter().map(|one| format!("{}/{}", one.stream.kind.word(), one.stream.id()));
            let names = names.collect::<Vec<_>>().join(" and ");
            Err(Fault::usage(format!("«{name}» is more than one thing: {names}"))
                .next("Name one of them whole."))
        }
    }
}

/// That nothing has this name, in the words of the kind that the name itself says.
fn absent(name: &str, query: &Query) -> String {
    let place = if query.is_empty() { "in this ledger" } else { "at the time asked for" };
    match name.parse::<StreamId>() {
        Ok(stream) => format!("there is no {} {} {place}", stream.kind.word(), stream.id()),
        Err(_) => format!("there is nothing called «{name}» {place}"),
    }
}

/// Every stream that a name can mean.
fn candidates(name: &str) -> Outcome<Vec<StreamId>> {
    let whole: Result<StreamId, _> = name.parse();
    match &whole {
        Ok(stream) if list_of(stream.kind).is_none() => {
            let word = stream.kind.word();
            return Err(Fault::usage(format!("nothing is kept of a {word} but its history"))
                .next(format!("Read it with `tingbok log {stream}`.")));
        }
        Ok(stream) if name.contains('/') => return Ok(vec![stream.clone()]),
        Err(error) if name.contains('/') => return Err(Fault::usage(error.to_string())),
        Ok(_) | Err(_) => {}
    }
    // A hyphen may divide the kind from the name, or be a part of the name.
    let mut all: Vec<StreamId> = whole.into_iter().collect();
    for kind in StreamKind::ALL.into_iter().filter(|kind| list_of(*kind).is_some()) {
        let stream = format!("{}/{name}", kind.word()).parse().ok();
        // A number reads the same with its kind before it and without.
        all.extend(stream.filter(|stream| !all.contains(stream)));
    }
    if all.is_empty() {
        return Err(Fault::usage(format!("«{name}» is no name: use a–z, 0–9 and hyphen"))
            .next("Write KIND/ID, like forum/klima, or ID alone."));
    }
    Ok(all)
}

/// The list that things of a kind stand in.
fn list_of(kind: StreamKind) -> Option<&'static str> {
    match kind {
        StreamKind::Participant => Some("participants"),
        StreamKind::Forum => Some("forums"),
        StreamKind::Mandate => Some("mandates"),
        StreamKind::Measure => Some("measures"),
        StreamKind::Decision => Some("decisions"),
        StreamKind::Document => Some("documents"),
        StreamKind::Strategy => Some("strategies"),
        StreamKind::Evaluation => Some("evaluations"),
        StreamKind::Assignment => Some("assignments"),
        StreamKind::Ledger => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_every_kind_that_can_have_it() {
        let names = |name: &str| -> Vec<String> {
            candidates(name)
                .unwrap()
                .iter()
                .map(|s| format!("{}/{}", s.kind.word(), s.id()))
                .collect()
        };
        assert_eq!(
            names("klima"),
            [
                "participant/klima",
                "forum/klima",
                "mandate/klima",
                "strategy/klima",
                "measure/klima",
                "evaluation/klima",
                "assignment/klima"
            ]
        );
        assert_eq!(names("forum/klima"), ["forum/klima"]);
        assert_eq!(names("forum-klima")[0], "forum/klima");
        assert!(names("forum-klima").contains(&"mandate/forum-klima".to_owned()));
        assert!(names("7").contains(&"decision/7".to_owned()));
        assert!(names("7").contains(&"document/7".to_owned()));
        assert_eq!(names("decision-7").iter().filter(|name| *name == "decision/7").count(), 1);
    }

    #[test]
    fn what_is_not_there_is_named_as_the_kind_that_was_asked_for() {
        let told = |name: &str| absent(name, &Vec::new());
        assert_eq!(told("decision-99"), "there is no decision 99 in this ledger");
        assert_eq!(told("forum/klima"), "there is no forum klima in this ledger");
        assert_eq!(told("dfo-2024-7"), "there is nothing called «dfo-2024-7» in this ledger");
        let then = vec![("as_of", "2023-12-31".to_owned())];
        assert_eq!(absent("forum-klima", &then), "there is no forum klima at the time asked for");
    }

    #[test]
    fn what_can_be_no_name_is_a_usage_error() {
        for name in ["Klima", "forum/Klima", "king/klima", "", "ledger"] {
            assert_eq!(candidates(name).unwrap_err().exit(), 2, "{name}");
        }
    }
}
