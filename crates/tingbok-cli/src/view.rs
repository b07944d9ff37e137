//! `tingbok view` and `tingbok overdue`: what can only be seen across things, as of any day.
use crate::{
    args::When,
    client::{Client, Query, escaped},
    fault::Outcome,
    output::{self, Page},
    place::Session,
    value,
};
use clap::{Args, Subcommand};
use serde_json::Value;

mod late;
mod minutes;
mod tables;

/// An overview comes in pages of things; a ledger has fewer than this many pages.
const PAGES: usize = 10_000;

const EXAMPLES: &str = "\
Examples:
  tingbok view ladder --ledger DIR                  what each forum achieved, step by step
  tingbok view not-documented --as-of 2023-12-31    what no source says
  tingbok view minutes forum/klima 2026-1           the minutes of one meeting";

const OVERDUE_EXAMPLES: &str = "\
Examples:
  tingbok overdue --ledger DIR
  tingbok overdue --as-of 2026-06-30 --server http://host:8080";

/// What to look at.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct ViewArgs {
    #[command(subcommand)]
    what: View,
}

/// The overviews.
#[derive(Subcommand)]
pub(crate) enum View {
    /// What each forum achieved on each step of the ladder of coordination
    Ladder(#[command(flatten)] Narrowed),
    /// How problems are seen, and where they are placed by complexity and conflict
    Problems(#[command(flatten)] Narrowed),
    /// Who answers for what, and who coordinates
    Roles(#[command(flatten)] When),
    /// What no source says, thing by thing
    NotDocumented(#[command(flatten)] When),
    /// Where sources differ, and what was corrected
    Contradictions(#[command(flatten)] When),
    /// The minutes of one meeting, put together from what is on record
    Minutes(MinutesArgs),
}

/// The time, and which forums.
#[derive(Args)]
pub(crate) struct Narrowed {
    /// Only forums of this kind, like core-group
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    #[command(flatten)]
    when: When,
}

/// Which meeting.
#[derive(Args)]
pub(crate) struct MinutesArgs {
    /// The forum: klima or forum/klima
    forum: String,
    /// The meeting's id within the forum
    meeting: String,
    #[command(flatten)]
    when: When,
}

/// The time.
#[derive(Args)]
#[command(before_help = OVERDUE_EXAMPLES)]
pub(crate) struct OverdueArgs {
    #[command(flatten)]
    when: When,
}

/// Writes the pages of an overview's answer.
type Writer = fn(&mut Page, &[Value]);

/// Prints an overview.
pub(crate) async fn run(session: &Session, args: ViewArgs) -> Outcome {
    let (name, query, write): (&str, Query, Writer) = match args.what {
        View::Ladder(asked) => ("ladder", asked.query(), tables::ladder),
        View::Problems(asked) => ("problems", asked.query(), tables::problems),
        View::Roles(when) => ("roles", when.query(), tables::roles),
        View::NotDocumented(when) => ("not-documented", when.query(), tables::not_documented),
        View::Contradictions(when) => ("contradictions", when.query(), tables::contradictions),
        View::Minutes(asked) => return minutes(session, asked).await,
    };
    show(session, name, query, write).await
}

/// Prints what is late.
pub(crate) async fn overdue(session: &Session, args: OverdueArgs) -> Outcome {
    show(session, "overdue", args.when.query(), late::write).await
}

impl Narrowed {
    fn query(self) -> Query {
        let mut query = self.when.query();
        query.extend(self.kind.map(|kind| ("kind", kind)));
        query
    }
}

async fn show(
    session: &Session,
    name: &str,
    query: Query,
    write: fn(&mut Page, &[Value]),
) -> Outcome {
    let mut client = session.client().await?;
    let answers = pages(&mut client, name, query).await?;
    if session.json {
        return answers.iter().try_for_each(|answer| output::line(&answer.to_string()));
    }
    let mut page = Page::default();
    let states: Vec<Value> =
        answers.iter().filter_map(|answer| answer.get("state").cloned()).collect();
    write(&mut page, &states);
    if let Some(last) = answers.last() {
        page.text("");
        page.field("as of", &value::text(last, "/day"));
        page.field("read at", &format!("{} entries", value::text(last, "/head/size")));
    }
    page.write()
}

/// Every page of an overview.
async fn pages(client: &mut Client, name: &str, query: Query) -> Outcome<Vec<Value>> {
    let mut answers: Vec<Value> = Vec::new();
    let mut after: Option<String> = None;
    for _ in 0..PAGES {
        let mut asked = query.clone();
        asked.extend(after.take().map(|after| ("after", after)));
        let answer = client.json(&format!("/overviews/{name}"), &asked).await?;
        after = answer.get("next").and_then(Value::as_str).map(str::to_owned);
        answers.push(answer);
        if after.is_none() {
            break;
        }
    }
    Ok(answers)
}

async fn minutes(session: &Session, asked: MinutesArgs) -> Outcome {
    let mut client = session.client().await?;
    let forum = ["forum/", "forum-"].iter().find_map(|kind| asked.forum.strip_prefix(kind));
    let forum = escaped(forum.unwrap_or(&asked.forum));
    let path = format!("/forums/{forum}/meetings/{}", escaped(&asked.meeting));
    let answer = client.json(&path, &asked.when.query()).await?;
    if session.json {
        return output::line(&answer.to_string());
    }
    let mut page = Page::default();
    minutes::write(&mut page, answer.get("state").unwrap_or(&Value::Null));
    page.write()
}
