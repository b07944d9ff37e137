//! `tingbok token`: who may record. A token is shown once and kept nowhere; the ledger holds a digest.
use crate::{
    client::Client,
    fault::{Fault, Name, Outcome},
    local,
    output::{self, Page},
    place::Session,
    record::item,
    time::{Expiry, today},
    value,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::PathBuf};
use tingbok_domain::{CommandItem, ForumId, ParticipantId, PrincipalId, Role};
use tingbok_ledger::NewToken;

/// A day that every grant begins on or after; only for asking what day it is.
const LONG_AGO: &str = "2000-01-01";

const EXAMPLES: &str = "\
Examples:
  tingbok token create --participant kld --role secretariat --forum klima --expires 90d --out kld.token
  tingbok token create --participant dfd --role registrar --ledger DIR
  tingbok token revoke t0f3a… --reason 'left on a train'";

/// What to do.
#[derive(Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a token and grant it a right; it is shown once
    Create(CreateArgs),
    /// Who has which right
    List,
    /// End a right at once
    Revoke(RevokeArgs),
}

/// For whom.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct CreateArgs {
    /// The organisation that will act
    #[arg(long, value_name = "ID")]
    participant: ParticipantId,
    /// In which capacity
    #[arg(long, value_name = "ROLE", value_parser = role)]
    role: Role,
    /// In which forum, where the capacity is bound to one
    #[arg(long, value_name = "ID")]
    forum: Option<ForumId>,
    /// First day [default: today]
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Last day: so many days from today, like 90d, or a day [default: no end]
    #[arg(long, value_name = "WHEN")]
    expires: Option<Expiry>,
    /// A new file for the token, readable by its owner only [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Which.
#[derive(Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct RevokeArgs {
    /// The token's id, as `tingbok token list` shows it
    id: PrincipalId,
    /// Why
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// From which day it is known to have been unsafe [default: today]
    #[arg(long, value_name = "DATE")]
    since: Option<NaiveDate>,
}

fn role(word: &str) -> Result<Role, String> {
    let known = || Role::ALL.map(Role::word).join(", ");
    Role::ALL
        .into_iter()
        .find(|role| role.word() == word)
        .ok_or_else(|| format!("the roles are {}", known()))
}

/// Does it.
pub(crate) async fn run(session: &Session, what: TokenCommand) -> Outcome {
    let mut client = session.client().await?;
    match what {
        TokenCommand::Create(args) => create(session, &mut client, &args).await,
        TokenCommand::List => list(session, &mut client).await,
        TokenCommand::Revoke(args) => revoke(session, &mut client, &args).await,
    }
}

/// A right that somebody shall have.
pub(crate) struct Grant<'a> {
    pub(crate) participant: &'a str,
    pub(crate) role: Role,
    pub(crate) forum: Option<&'a str>,
    pub(crate) to: Option<NaiveDate>,
}

impl Grant<'_> {
    /// The command that grants it to a new token from a day on.
    pub(crate) fn command(&self, token: &NewToken, from: &str) -> CommandItem {
        let mut body = json!({
            "principal": token.principal, "kind": "token", "secret_sha256": token.secret_sha256,
            "participant": self.participant, "role": self.role, "from": from,
        });
        if let Some(fields) = body.as_object_mut() {
            fields.extend(self.forum.map(|forum| ("forum".to_owned(), json!(forum))));
            fields.extend(self.to.map(|to| ("to".to_owned(), json!(to))));
        }
        item("GrantAccess", "ledger", body)
    }
}

/// A new token that nobody has been granted yet.
pub(crate) fn new_token() -> Outcome<NewToken> {
    NewToken::make().map_err(|error| Fault::new(Name::Unexpected, error.to_string()))
}

async fn create(session: &Session, client: &mut Client, args: &CreateArgs) -> Outcome {
    if let Some(path) = args.out.as_deref().filter(|path| path.exists()) {
        return Err(
            Fault::usage(format!("{} is there already", path.display())).next("Name a new file.")
        );
    }
    let token = new_token()?;
    let mut grant = Grant {
        participant: args.participant.as_str(),
        role: args.role,
        forum: args.forum.as_ref().map(ForumId::as_str),
        to: None,
    };
    let today = today(client, grant.command(&token, LONG_AGO)).await?;
    grant.to = args.expires.map(|expiry| expiry.last_day(today));
    let command = grant.command(&token, &args.from.unwrap_or(today).to_string());
    let receipt = client.record(&[command], local::random_key()?, false).await;
    // The secret was not handed over, so a right that was recorded all the same can only be ended.
    let end_it =
        format!("If `tingbok token list` shows {}, revoke it, and make another.", token.principal);
    let receipt = receipt
        .map_err(|fault| if fault.name == Name::Unsettled { fault.next(end_it) } else { fault })?;
    let until = grant.to.map_or_else(|| "no end".to_owned(), |to| to.to_string());
    let handed = match &args.out {
        Some(path) => local::write_secret(path, token.token.expose()).map(|()| None),
        None => Ok(Some(token.token.expose())),
    };
    let handed = handed
        .map_err(|fault| fault.next(format!("Revoke {} and make another.", token.principal)))?;
    if session.json {
        let answer =
            json!({ "id": token.principal, "token": handed, "to": grant.to, "receipt": receipt });
        return output::line(&answer.to_string());
    }
    output::talk(&format!(
        "{} for {} as {}, until: {until}",
        token.principal,
        args.participant,
        args.role.word()
    ));
    match handed {
        Some(token) => output::line(token),
        None => Ok(()),
    }
}

async fn revoke(session: &Session, client: &mut Client, args: &RevokeArgs) -> Outcome {
    let command = |from: String| {
        item(
            "RevokeAccess",
            "ledger",
            json!({ "principal": args.id, "from": from, "reason": args.reason }),
        )
    };
    let since = match args.since {
        Some(day) => day,
        None => today(client, command(LONG_AGO.to_owned())).await?,
    };
    let receipt = client.record(&[command(since.to_string())], local::random_key()?, false).await?;
    if session.json {
        return output::line(&receipt.to_string());
    }
    output::line(&format!("{} has no access any more", args.id))
}

async fn list(session: &Session, client: &mut Client) -> Outcome {
    let grants = grants(client).await?;
    if session.json {
        return output::line(&Value::Array(grants.into_values().collect()).to_string());
    }
    let mut page = Page::default();
    let row = |grant: &Value| {
        ["/principal", "/participant", "/role", "/forum", "/from", "/to", "/revoked"]
            .map(|cell| value::text(grant, cell))
            .to_vec()
    };
    page.table(
        &["id", "participant", "role", "forum", "from", "to", "revoked"],
        grants.values().map(row).collect(),
    );
    page.write()
}

/// Every grant by its position, with the day it was revoked from, if it was. From the ledger's own stream.
async fn grants(client: &mut Client) -> Outcome<BTreeMap<u64, Value>> {
    let mut grants: BTreeMap<u64, Value> = BTreeMap::new();
    let mut after: Option<u64> = None;
    loop {
        let mut query = vec![("limit", "1000".to_owned())];
        query.extend(after.map(|after| ("after", after.to_string())));
        let answer = client.json("/streams/ledger/events", &query).await?;
        for item in value::list(&answer, "/items") {
            take(&mut grants, item);
        }
        after = answer.get("next").and_then(Value::as_u64);
        if after.is_none() {
            return Ok(grants);
        }
    }
}

fn take(grants: &mut BTreeMap<u64, Value>, item: &Value) {
    let (Some(position), Some(body)) =
        (item.get("position").and_then(Value::as_u64), item.pointer("/entry/body"))
    else {
        return;
    };
    match item.pointer("/entry/kind").and_then(Value::as_str) {
        Some("AccessGranted") => {
            grants.insert(position, body.clone());
        }
        Some("AccessRevoked") => {
            let same = |grant: &&mut Value| grant.get("principal") == body.get("principal");
            if let Some(fields) = grants.values_mut().find(same).and_then(Value::as_object_mut) {
                fields.insert("revoked".to_owned(), body.get("from").cloned().unwrap_or_default());
            }
        }
        Some(_) | None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_carries_the_digest_and_never_the_secret() {
        let token = new_token().unwrap();
        let grant = Grant { participant: "kld", role: Role::Chair, forum: Some("klima"), to: None };
        let written = serde_json::to_string(&grant.command(&token, LONG_AGO)).unwrap();
        let secret = token.token.expose().rsplit('_').next().unwrap().to_owned();
        assert!(!written.contains(&secret));
        assert!(written.contains(&token.secret_sha256.to_string()));
        assert!(written.contains("\"forum\":\"klima\"") && !written.contains("\"to\""));
    }

    #[test]
    fn a_revoked_right_is_shown_as_revoked() {
        let mut grants = BTreeMap::new();
        let entry = |position: u64, kind: &str, body: Value| json!({ "position": position, "entry": { "kind": kind, "body": body } });
        take(&mut grants, &entry(1, "AccessGranted", json!({ "principal": "ta" })));
        take(&mut grants, &entry(2, "AccessGranted", json!({ "principal": "tb" })));
        take(
            &mut grants,
            &entry(3, "AccessRevoked", json!({ "principal": "ta", "from": "2026-11-22" })),
        );
        assert_eq!(grants[&1]["revoked"], "2026-11-22");
        assert!(grants[&2].get("revoked").is_none());
    }
}
