//! Data that goes with the program: rule data and the starting set.

/// Neutral rule data.
pub(crate) const DEFAULT_RULES: &str = include_str!("../../../events/rules/default.json");
/// The rule data of Departementsfellesskapet.
pub(crate) const COMMUNITY_RULES: &str =
    include_str!("../../../events/rules/departementsfellesskapet.json");
/// The starting set: what public sources say of Departementsfellesskapet.
pub(crate) const STARTING_SET: &str =
    include_str!("../../../events/departementsfellesskapet.ndjson");
