//! Credentials, made as the program makes them: the log holds the digest, the holder the secret.
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicU64, Ordering};

/// A bearer token and whose it is.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    /// `tbk_<id>_<secret>`.
    pub(crate) bearer: String,
    /// Whose it is.
    pub(crate) participant: String,
}

/// Numbers that are given once in a run.
pub(crate) fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// SHA-256 as the interface writes it.
pub(crate) fn sha256_hex(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

impl Token {
    /// A new one: its principal, the digest of its secret, and the token itself.
    pub(crate) fn make(participant: &str) -> (String, String, Self) {
        let number = next_number();
        let principal = format!("prove{number}");
        // Secret enough for a ledger that lives as long as one test.
        let secret = sha256_hex(&format!("{number} {}", std::process::id()));
        let bearer = format!("tbk_{principal}_{secret}");
        (principal, sha256_hex(&secret), Self { bearer, participant: participant.to_owned() })
    }
}
