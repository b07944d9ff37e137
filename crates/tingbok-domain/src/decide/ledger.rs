//! Rules of kinds 41, 46 and 47.
use super::{Scene, needs_words};
use crate::{
    envelope::Role,
    event::{AccessGranted, AccessRevoked, DecisionRulesSet, Event, PrincipalKind},
    refusal::{Refusal, ensure, unknown},
};

pub(super) fn set_rules(scene: &Scene, body: DecisionRulesSet) -> Result<Event, Refusal> {
    if let Some(forum) = &body.forum {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    }
    ensure(body.forum.is_none() || body.tables.is_none(), "rules-scope", || {
        "tables of rule data hold for the whole ledger: leave forum out, or leave tables out"
            .to_owned()
    })?;
    ensure(
        body.rounds.present_quorum.is_none_or(|percent| percent < 100),
        "rules-present-quorum",
        || "more than present_quorum percent must be there: give at most 99".to_owned(),
    )?;
    if let Some(decision) = body.decision {
        scene.decision_in_force(decision)?;
    }
    Ok(Event::DecisionRulesSet(body))
}

pub(super) fn grant(scene: &Scene, body: AccessGranted) -> Result<Event, Refusal> {
    ensure(scene.register.grant(&body.principal).is_none(), "access-unique", || {
        format!("{} has been used; make a new token", body.principal)
    })?;
    let fits = match body.kind {
        PrincipalKind::Token => body.secret_sha256.is_some(),
        PrincipalKind::Client => body.client.is_some(),
    };
    ensure(fits, "access-proof", || {
        "a token carries secret_sha256, an outside client its identity in client".to_owned()
    })?;
    ensure(body.forum.is_some() || !body.role.records_for_forum(), "access-forum", || {
        format!("a {} acts for one forum: name it", body.role.word())
    })?;
    if let Some(forum) = &body.forum {
        scene.register.forum(forum).ok_or_else(|| unknown("forum", forum))?;
    }
    // Those who run the ledger come before any participant is registered.
    if !matches!(body.role, Role::Administrator | Role::Registrar | Role::Auditor) {
        scene.takes_part(&body.participant)?;
    }
    ensure(body.to.is_none_or(|to| body.from <= to), "access-span", || {
        "the span ends before it begins".to_owned()
    })?;
    Ok(Event::AccessGranted(body))
}

pub(super) fn revoke(scene: &Scene, body: AccessRevoked) -> Result<Event, Refusal> {
    let grant = scene
        .register
        .grant(&body.principal)
        .ok_or_else(|| unknown("principal", &body.principal))?;
    ensure(!grant.revoked, "access-revoked-once", || {
        format!("{} has no access any more", body.principal)
    })?;
    needs_words(Some(&body.reason), "access-revoked-reason", "say why: give reason")?;
    let mut others = scene.register.grants().filter(|(principal, _)| *principal != &body.principal);
    let last = grant.role == Role::Administrator
        && !others
            .any(|(_, other)| other.role == Role::Administrator && other.holds_on(scene.today));
    ensure(!last, "access-last-administrator", || {
        "this is the last administrator: grant another one first, or nobody can grant again"
            .to_owned()
    })?;
    Ok(Event::AccessRevoked(body))
}
