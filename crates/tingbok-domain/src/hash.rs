//! Digests that entries carry, as 64 lowercase hex digits.
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{fmt, str::FromStr};

/// Not 64 hex digits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not a SHA-256: write 64 hexadecimal digits")]
pub struct HashError(String);

macro_rules! digest {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub [u8; 32]);
        crate::schema::string!($name, "^[0-9a-f]{64}$");
        impl FromStr for $name {
            type Err = HashError;
            fn from_str(text: &str) -> Result<Self, HashError> {
                let mut bytes = [0; 32];
                match hex::decode_to_slice(text, &mut bytes) {
                    Ok(()) => Ok(Self(bytes)),
                    Err(_) => Err(HashError(text.chars().take(80).collect())),
                }
            }
        }
        impl TryFrom<String> for $name {
            type Error = HashError;
            fn try_from(text: String) -> Result<Self, HashError> { text.parse() }
        }
        impl From<$name> for String { fn from(hash: $name) -> String { hash.to_string() } }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&hex::encode(self.0)) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, "{self}") }
        }
    )*};
}

digest! {
    /// The Merkle leaf hash of an entry (RFC 6962 §2.1): it names the entry's exact bytes.
    LeafHash;
    /// SHA-256 of a text in UTF-8: what a participant read.
    TextHash;
}

impl TextHash {
    /// The digest of one text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }

    /// The digest of a text in sections: of `key`, newline, `text`, newline, for each section in turn.
    pub fn of_sections<'a>(sections: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut hasher = Sha256::new();
        for (key, text) in sections {
            for part in [key, "\n", text, "\n"] {
                hasher.update(part.as_bytes());
            }
        }
        Self(hasher.finalize().into())
    }
}
