//! The table of sabotages: which spoiled line of code which test must notice.
//!
//! A crate that can be spoiled declares the feature `sabotage` (never a default) and reads
//! `TINGBOK_SABOTAGE` where the spoiled line stands. To add one: spoil, name, add a row.

/// One promise, and what breaks it.
pub(crate) struct Row {
    /// The value of `TINGBOK_SABOTAGE`.
    pub(crate) sabotage: &'static str,
    /// Folder of the package that holds the test.
    pub(crate) folder: &'static str,
    /// Test target: a name, `lib`, or `*` for all of the package.
    pub(crate) target: &'static str,
    /// Part of the test's name, as cargo test takes it.
    pub(crate) filter: &'static str,
    pub(crate) proves: &'static str,
}

#[rustfmt::skip]
pub(crate) const ROWS: &[Row] = &[
    Row { sabotage: "journal-sync", folder: "crates/tingbok-storage", target: "*", filter: "every_append_is_synced_before_it_returns", proves: "no answer before the disk has it" },
    Row { sabotage: "public-field", folder: "tests", target: "acceptance", filter: "open_round_answers_are_not_public", proves: "answers stay in the forum until the round closes" },
    Row { sabotage: "page-rule:silent-is-not-agreement", folder: "tests", target: "acceptance", filter: "a_silent_elector_is_never_shown_as_agreeing", proves: "silence is never shown as agreement" },
    Row { sabotage: "as-of:straddling", folder: "crates/tingbok-projections", target: "lib", filter: "an_entry_counts_from_the_last_day_it_can_have_happened_on", proves: "what may have happened by a day is listed apart" },
    Row { sabotage: "rule:late-position", folder: "crates/tingbok-domain", target: "*", filter: "rule_rows", proves: "the table of rules sees a rule that is gone" },
];
