//! What a rule says no with: a normal value, never a fault.

/// Why a command leads to nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A rule does not allow it. `detail` says what was found and how the rule can be met.
    #[error("{detail}")]
    Rule {
        /// The rule's id, as in `rules.toml`.
        rule: &'static str,
        /// What was found, and how to meet the rule.
        detail: String,
    },
    /// The command names something that is not in the ledger.
    #[error("there is no {what} «{id}» in this ledger: check the name, or record it first")]
    Unknown {
        /// The kind of thing.
        what: &'static str,
        /// Its name as given.
        id: String,
    },
    /// The actor's role does not give this right.
    #[error("{detail}")]
    Forbidden {
        /// Whose right it is.
        detail: String,
    },
}

impl Refusal {
    /// The rule that said no, where one did.
    pub fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Rule { rule, .. } => Some(rule),
            Self::Unknown { .. } | Self::Forbidden { .. } => None,
        }
    }
}

/// A refusal by `rule`.
pub(crate) fn refuse<T>(rule: &'static str, detail: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::Rule { rule, detail: detail.into() })
}

/// Refuses by `rule` unless `holds`.
pub(crate) fn ensure(
    holds: bool,
    rule: &'static str,
    detail: impl FnOnce() -> String,
) -> Result<(), Refusal> {
    if holds { Ok(()) } else { refuse(rule, detail()) }
}

/// Something named that is not there.
#[expect(clippy::needless_pass_by_value, reason = "ids and their references alike")]
pub(crate) fn unknown(what: &'static str, id: impl ToString) -> Refusal {
    Refusal::Unknown { what, id: id.to_string() }
}
