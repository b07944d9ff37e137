//! Who reads. Without a token: everybody, or the owner on the socket in the ledger's folder.
use super::problem::{Name, Problem};
use crate::{Shared, Trust};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use tingbok_domain::{DecisionId, ForumId, Recorded, Register, Role};
use tingbok_ledger::Authenticated;

/// Who reads.
#[derive(Clone, Debug)]
pub(crate) struct Viewer {
    pub(crate) who: Option<Authenticated>,
    trust: Trust,
}

impl FromRequestParts<Shared> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &Shared) -> Result<Self, Problem> {
        let Some(value) = parts.headers.get(header::AUTHORIZATION) else {
            return Ok(Self { who: None, trust: state.trust });
        };
        let token = value.to_str().ok().and_then(|value| value.strip_prefix("Bearer "));
        let who = token.and_then(|token| state.reader.authenticate(token));
        let detail = "the token is not valid: it is unknown, expired or revoked; send «Authorization: Bearer tbk_…»";
        who.map(|who| Self { who: Some(who), trust: state.trust })
            .ok_or_else(|| Problem::new(Name::Unauthenticated, detail))
    }
}

impl Viewer {
    /// May this one be shown the entry?
    pub(crate) fn may_read(&self, register: &Register, recorded: &Recorded) -> bool {
        if self.trust == Trust::Owner || register.visible_to_all(recorded) {
            return true;
        }
        let Some(actor) = self.who.as_ref().map(|who| &who.actor) else { return false };
        let forum = DecisionId::try_from(&recorded.entry.stream)
            .ok()
            .and_then(|id| register.decision(id))
            .and_then(|decision| decision.forum.as_ref());
        match actor.role {
            Role::Auditor => true,
            Role::Secretariat | Role::Chair => forum.is_some() && actor.forum.as_ref() == forum,
            Role::Member => forum.is_some_and(|forum| self.seated(register, forum)),
            Role::Responsible
            | Role::Coordinator
            | Role::Evaluator
            | Role::Addressee
            | Role::Registrar
            | Role::Administrator => false,
        }
    }

    fn seated(&self, register: &Register, forum: &ForumId) -> bool {
        let participant = self.who.as_ref().map(|who| &who.actor.participant);
        register
            .forum(forum)
            .zip(participant)
            .is_some_and(|(forum, participant)| forum.seats(participant))
    }
}
