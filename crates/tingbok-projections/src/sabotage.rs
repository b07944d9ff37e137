//! Broken promises on demand, so that a check can be proven to see them. Compiled in only with the feature.

/// True when `TINGBOK_SABOTAGE` asks for exactly this breach.
#[cfg(feature = "sabotage")]
pub(crate) fn sabotaged(name: &str) -> bool {
    std::env::var("TINGBOK_SABOTAGE").is_ok_and(|asked| asked == name)
}

/// Never, without the feature.
#[cfg(not(feature = "sabotage"))]
pub(crate) const fn sabotaged(_name: &str) -> bool {
    false
}

/// Makes no answer count as agreement.
pub(crate) const SILENT_IS_NOT_AGREEMENT: &str = "page-rule:silent-is-not-agreement";
/// Shows answers that are not public.
pub(crate) const PUBLIC_FIELD: &str = "public-field";
/// Counts what may have happened by a day as if it surely had.
pub(crate) const STRADDLING: &str = "as-of:straddling";
