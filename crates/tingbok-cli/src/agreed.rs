//! `tingbok agreed`: what a participant agreed to, and what not. Silence is never shown as agreement.
use crate::{
    args::When,
    client::{Client, Query, escaped},
    fault::{Name, Outcome},
    output::{self, Page},
    place::Session,
    value,
};
use clap::Args;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::ParticipantId;

/// So many rounds and titles come in one answer.
const PAGE: usize = 1_000;
/// Most answers that are asked for; a ledger has fewer than this many pages of anything.
const PAGES: usize = 10_000;
/// So few titles are asked for one by one; more are read from the list of decisions.
const FEW_TITLES: usize = 100;

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
    let mut read = async |query: Query| client.json(&path, &query).await;
    let answer = whole(&mut read, &args.when.query()).await?;
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

/// Every page of the rounds as one answer, the round opened last first. Counts are those of the first page.
async fn whole(
    read: &mut impl AsyncFnMut(Query) -> Outcome<Value>,
    when: &Query,
) -> Outcome<Value> {
    let mut whole = Value::Null;
    let mut after = None;
    for _ in 0..PAGES {
        let mut page = read(behind(when, after.take())).await?;
        after = next(&page);
        if whole.is_null() {
            whole = page;
        } else if let (Some(items), Some(more)) =
            (items_of(&mut whole), items_of(&mut page).map(std::mem::take))
        {
            items.extend(more);
        }
        if after.is_none() {
            break;
        }
    }
    if let Some(whole) = whole.as_object_mut() {
        whole.insert("next".to_owned(), Value::Null);
    }
    Ok(whole)
}

fn behind(query: &Query, after: Option<String>) -> Query {
    let paging = [("limit", PAGE.to_string())].into_iter().chain(after.map(|id| ("after", id)));
    query.iter().cloned().chain(paging).collect()
}

fn next(page: &Value) -> Option<String> {
    value::some(page, "/next").map(value::plain)
}

fn items_of(page: &mut Value) -> Option<&mut Vec<Value>> {
    page.get_mut("items").and_then(Value::as_array_mut)
}

async fn titles(client: &mut Client, items: &[Value]) -> Outcome<BTreeMap<String, String>> {
    let named: BTreeSet<String> = items.iter().map(|item| value::text(item, "/decision")).collect();
    let many = named.len() > FEW_TITLES;
    let mut titles = if many { listed_titles(client, &named).await? } else { BTreeMap::new() };
    // The list has what everybody may read. One with a seat may read more.
    for id in named {
        if titles.get(&id).is_some_and(|title| !title.is_empty()) {
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

/// The titles that everybody may read, from the list of decisions.
async fn listed_titles(
    client: &mut Client,
    named: &BTreeSet<String>,
) -> Outcome<BTreeMap<String, String>> {
    let mut titles = BTreeMap::new();
    let mut after = None;
    for _ in 0..PAGES {
        let page = client.json("/decisions", &behind(&Vec::new(), after.take())).await?;
        let listed = value::list(&page, "/items").iter();
        let pairs = listed.map(|one| (value::text(one, "/id"), value::text(one, "/title")));
        titles.extend(pairs.filter(|(id, _)| named.contains(id)));
        after = next(&page);
        if after.is_none() || titles.len() == named.len() {
            break;
        }
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

    #[tokio::test]
    async fn every_page_is_read_and_none_twice() {
        let pages = [json!([5, 4]), json!([3, 2]), json!([1])];
        let mut asked = Vec::new();
        let mut read = async |query: Query| {
            let after = query.iter().find(|(name, _)| *name == "after");
            asked.push(after.map(|(_, after)| after.clone()));
            let next = [json!(40), json!(20), Value::Null].get(asked.len() - 1).cloned();
            let items = pages.get(asked.len() - 1);
            Ok(json!({ "items": items, "next": next, "positions_total": 5, "head": 9 }))
        };
        let answer = whole(&mut read, &Vec::new()).await;
        let expected =
            json!({ "items": [5, 4, 3, 2, 1], "next": null, "positions_total": 5, "head": 9 });
        assert_eq!(answer.ok(), Some(expected));
        assert_eq!(asked, [None, Some("40".to_owned()), Some("20".to_owned())]);
    }

    #[test]
    fn a_condition_is_always_said_with_the_agreement() {
        assert_eq!(
            position(&json!({ "status": "consents", "conditional": true })),
            "consents on a condition"
        );
        assert_eq!(position(&json!({ "status": "silent", "conditional": false })), "silent");
    }
}
