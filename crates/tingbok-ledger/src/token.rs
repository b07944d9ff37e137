//! Tokens: made here, kept nowhere. The log holds the digest of a 256-bit secret; whoever has the secret has
//! the right, until it expires or is revoked.
use subtle::ConstantTimeEq;
use tingbok_domain::{Actor, PrincipalId, Register, TextHash, envelope::Timestamp};

/// Random bytes of a secret.
const SECRET_BYTES: usize = 32;

/// A secret that is shown once.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The token as it is handed over: `tbk_<id>_<secret>`.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A token that nobody has been granted yet.
#[derive(Debug)]
pub struct NewToken {
    /// Its id, as the grant names it.
    pub principal: PrincipalId,
    /// What goes into the grant.
    pub secret_sha256: TextHash,
    /// What goes to the holder.
    pub token: Secret,
}

impl NewToken {
    /// Makes one from the machine's randomness.
    ///
    /// # Errors
    /// When the machine has no randomness to give.
    pub fn make() -> std::io::Result<Self> {
        let mut bytes = [0; SECRET_BYTES + 6];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let (id, secret) = bytes.split_at(6);
        let id = format!("t{}", hex::encode(id));
        let secret = hex::encode(secret);
        let principal = id.parse().map_err(std::io::Error::other)?;
        let token = Secret(format!("tbk_{id}_{secret}"));
        Ok(Self { principal, secret_sha256: TextHash::of(&secret), token })
    }
}

/// Who a credential belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authenticated {
    /// The principal.
    pub principal: PrincipalId,
    /// Who acts through it.
    pub actor: Actor,
}

/// Whose token this is; none when it is unknown, expired or revoked. Compared in constant time.
pub(crate) fn authenticate(
    register: &Register,
    now: Timestamp,
    token: &str,
) -> Option<Authenticated> {
    let (id, secret) = token.trim().strip_prefix("tbk_")?.split_once('_')?;
    let principal: PrincipalId = id.parse().ok()?;
    let grant = register.grant(&principal)?;
    let known = grant.secret_sha256?;
    let same = bool::from(TextHash::of(secret).0.ct_eq(&known.0));
    (same && grant.holds_on(register.day(now))).then(|| actor(register, now, &principal)).flatten()
}

/// Who acts through a principal today.
pub(crate) fn actor(
    register: &Register,
    now: Timestamp,
    principal: &PrincipalId,
) -> Option<Authenticated> {
    let grant = register.grant(principal).filter(|grant| grant.holds_on(register.day(now)))?;
    let actor = Actor {
        participant: grant.participant.clone(),
        role: grant.role,
        forum: grant.forum.clone(),
        acting_for: None,
    };
    Some(Authenticated { principal: principal.clone(), actor })
}
