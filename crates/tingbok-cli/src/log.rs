//! `tingbok log`: what was recorded, in the order of the log.
use crate::{
    client::{Client, Query},
    entries,
    fault::Outcome,
    output::{self, Page},
    place::Session,
    show::find,
    value,
};
use clap::Args;
use serde_json::Value;
use tingbok_domain::StreamId;

const EXAMPLES: &str = "\
Examples:
  tingbok log --ledger DIR                      the latest entries
  tingbok log --after 99 --limit 20             twenty entries from position 100 on
  tingbok log forum/klima --server http://host:8080";

/// What to read.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct LogArgs {
    /// Only the history of one thing: forum/klima, decision-7, ledger
    stream: Option<String>,
    /// Start behind this position [default: the latest entries; of one thing, its first]
    #[arg(long, value_name = "POSITION")]
    after: Option<u64>,
    /// At most so many entries
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u64).range(1..=1000))]
    limit: u64,
}

/// Prints it.
pub(crate) async fn run(session: &Session, args: LogArgs) -> Outcome {
    let mut client = session.client().await?;
    let (path, after) = match &args.stream {
        Some(name) => (format!("/streams/{}/events", stream(&mut client, name).await?), args.after),
        None => ("/events".to_owned(), latest(&mut client, &args).await?),
    };
    let mut query: Query = vec![("limit", args.limit.to_string())];
    query.extend(after.map(|after| ("after", after.to_string())));
    let answer = client.json(&path, &query).await?;
    if session.json {
        return output::line(&answer.to_string());
    }
    let mut page = Page::default();
    let rows = value::list(&answer, "/items").iter().map(row).collect();
    page.table(&["position", "recorded", "occurred", "stream", "v.", "kind", "by", "source"], rows);
    page.write()?;
    if let Some(next) = answer.get("next").and_then(Value::as_u64) {
        output::talk(&format!("More: --after {next}"));
    }
    Ok(())
}

/// The position behind which the latest entries stand.
async fn latest(client: &mut Client, args: &LogArgs) -> Outcome<Option<u64>> {
    if args.after.is_some() {
        return Ok(args.after);
    }
    let head = entries::head(client).await?;
    Ok(head.size.saturating_sub(args.limit).checked_sub(1))
}

/// A stream by its whole name, or by a name that only one thing has.
async fn stream(client: &mut Client, name: &str) -> Outcome<StreamId> {
    match name.parse() {
        Ok(stream) => Ok(stream),
        Err(_) => find(client, name, &Vec::new()).await.map(|found| found.stream),
    }
}

fn row(item: &Value) -> Vec<String> {
    let cell = |pointer: &str| value::text(item, pointer);
    if item.get("entry").is_none() {
        let mut row = vec![cell("/position"), "(not public yet)".to_owned()];
        row.resize(8, String::new());
        return row;
    }
    let seconds = |time: String| time.get(..19).map(|time| time.replace('T', " ")).unwrap_or(time);
    let by = format!("{} ({})", cell("/entry/actor/participant"), cell("/entry/actor/role"));
    let source = [cell("/entry/source/ref"), cell("/entry/source/locator")];
    vec![
        cell("/position"),
        seconds(cell("/entry/recorded_at")),
        cell("/entry/occurred"),
        cell("/entry/stream"),
        cell("/entry/version"),
        cell("/entry/kind"),
        by,
        source.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_entry_that_is_not_public_yet_is_a_row_with_its_position() {
        let row = row(&json!({ "position": 4, "leaf_hash": "x", "withheld": "after_outcome" }));
        assert_eq!(row[..2], ["4", "(not public yet)"]);
        assert_eq!(row.len(), 8);
    }
}
