//! Tokens of a demonstration: granted by its administrator, and kept one file for each role.
use crate::{
    client::Client,
    fault::{Fault, Outcome},
    local,
    place::Token,
    token::{Grant, new_token},
};
use serde_json::Value;
use std::{sync::Arc, time::Duration};
use tingbok_domain::Role;
use tingbok_ledger::{Folder, Ledger, NewToken};

/// How long readers may be behind what was recorded.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Whose token it is, in which role, and for which forum.
pub(super) type Seat<'a> = (Role, &'a str, Option<&'a str>);

/// Grants all of them in one list; gives their tokens in the same order, when they are good.
pub(super) async fn grant(
    ledger: &Arc<Ledger>,
    administrator: &Token,
    seats: &[Seat<'_>],
) -> Outcome<Vec<Token>> {
    let today = ledger.reader().register().day(ledger.reader().now()).to_string();
    let tokens = seats.iter().map(|_| new_token()).collect::<Outcome<Vec<NewToken>>>()?;
    let command = |(seat, token): (&Seat<'_>, &NewToken)| {
        let (role, participant, forum) = *seat;
        Grant { participant, role, forum, to: None }.command(token, &today)
    };
    let commands: Vec<_> = seats.iter().zip(&tokens).map(command).collect();
    let mut client = Client::borrowed(ledger.clone(), administrator.clone());
    let receipt = client.record(&commands, local::random_key()?, false).await?;
    seen(ledger, &receipt).await;
    Ok(tokens.iter().map(|token| Token(token.token.expose().to_owned())).collect())
}

/// Waits until readers see what a receipt is for; gives its last position.
pub(super) async fn seen(ledger: &Ledger, receipt: &Value) -> Option<u64> {
    let position = receipt.pointer("/events")?.as_array()?.last()?.get("position")?.as_u64()?;
    ledger.reader().wait_for(position, PATIENCE).await;
    Some(position)
}

/// Writes each to the file of its role.
pub(super) fn keep(folder: &Folder, seats: &[Seat<'_>], tokens: &[Token]) -> Outcome {
    for ((role, ..), token) in seats.iter().zip(tokens) {
        let name = format!("{}.token", role.word());
        let written = folder.write_private(&name, format!("{}\n", token.0).as_bytes());
        written.map_err(|error| Fault::file(&folder.path().join(name), &error))?;
    }
    Ok(())
}
