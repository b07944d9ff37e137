//! `tingbok agreed`: what a participant agreed to, and what not. Silence is never shown as agreement.
use crate::{
    args::When,
    client::{Client, escaped},
    fault::{Name, Outcome},
    output::{self, Page},
    place::Session,
    value,
};
use clap::Args;
use serde_json::Value;
use std::collections::BTreeMap;
use tingbok_domain::ParticipantId;

/// Titles are looked up for so many decisions; each is a request.
const TITLES: usize = 100;

const EXAMPLES: &str = "\
Examples:
  tingbok agreed kld --ledger DIR
  tingbok agreed kld --as-of 2026-06-30 --server http://host:8080";

/// Who.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct AgreedArgs {
    /// The participant
    participant: String,
    #[command(flatten)]
    when: When,
}

/// Prints it.
pub(crate) async fn run(session: &Session, args: AgreedArgs) -> Outcome {
    let mut client = session.client().await?;
    let id = ["participant/", "participant-"]
        .iter()
        .find_map(|kind| args.participant.strip_prefix(kind));
    let id: ParticipantId =
        id.unwrap_or(&args.participant).parse().map_err(|error: tingbok_domain::id::IdError| {
            crate::fault::Fault::usage(error.to_string())
        })?;
    let path = format!("/participants/{}/positions", escaped(id.as_str()));
    let answer = client.json(&path, &args.when.query()).await?;
    if session.json {
        return output::line(&answer.to_string());
    }
    let items = value::list(&answer, "/items");
    let titles = titles(&mut client, items).await?;
    let mut page = Page::default();
    page.heading(&format!("{id} in {} rounds", items.len()));
    let rows = items.iter().map(|item| row(item, &titles)).collect();
    page.table(
        &["decision", "title", "round", "method", "stage", "position", "in words", "from"],
        rows,
    );
    if items.is_empty() {
        page.text("  No round that this participant was an elector in is on record.");
    }
    page.write()
}

async fn titles(client: &mut Client, items: &[Value]) -> Outcome<BTreeMap<String, String>> {
    let mut titles = BTreeMap::new();
    for item in items {
        let id = value::text(item, "/decision");
        if titles.contains_key(&id) || titles.len() >= TITLES {
            continue;
        }
        let title = match client.json(&format!("/decisions/{}", escaped(&id)), &Vec::new()).await {
            Ok(found) => value::words_at(&found, "/state/title"),
            Err(fault) if fault.name == Name::NotFound => String::new(),
            Err(fault) => return Err(fault),
        };
        titles.insert(id, title);
    }
    Ok(titles)
}

fn row(item: &Value, titles: &BTreeMap<String, String>) -> Vec<String> {
    let id = value::text(item, "/decision");
    let words = ["condition", "statement", "reason", "resolves_if", "remark"]
        .into_iter()
        .filter_map(|name| {
            let words = value::words_at(item, &format!("/{name}"));
            (!words.is_empty()).then(|| format!("{}: {words}", name.replace('_', " ")))
        });
    vec![
        format!("decision-{id}"),
        titles.get(&id).cloned().unwrap_or_default(),
        value::text(item, "/round"),
        value::code(item, "/method"),
        value::code(item, "/stage"),
        position(item),
        words.collect::<Vec<_>>().join("\n"),
        value::origin_at(item, "/origin"),
    ]
}

/// What an elector counts as, with what must be said beside it.
pub(crate) fn position(row: &Value) -> String {
    let mut said = value::code(row, "/status");
    if row.get("conditional") == Some(&Value::Bool(true)) {
        said.push_str(" on a condition");
    }
    if row.get("contested") == Some(&Value::Bool(true)) {
        said.push_str(", contested");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_condition_is_always_said_with_the_agreement() {
        assert_eq!(
            position(&json!({ "status": "consents", "conditional": true })),
            "consents on a condition"
        );
        assert_eq!(position(&json!({ "status": "silent", "conditional": false })), "silent");
    }
}
