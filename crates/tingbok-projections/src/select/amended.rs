//! Corrections of what a source was reported to say (kind 40). The entry stays as it is; its date and its source
//! are shown and used as corrected, its words stand with the correction beside them.
use super::IsPublic;
use crate::{
    Words,
    origin::Amendment,
    sabotage::{PUBLIC_FIELD, sabotaged},
};
use std::collections::BTreeMap;
use tingbok_domain::{Event, Occurred, Recorded, Source, Text, event::EventAmended};

/// The corrections among known entries, by the position of the entry they correct.
pub(super) struct Amendments<'a>(BTreeMap<u64, Vec<Known<'a>>>);

struct Known<'a> {
    recorded: &'a Recorded,
    body: &'a EventAmended,
    public: bool,
}

impl<'a> Amendments<'a> {
    /// Takes them in the order of `known`, which is that of the log.
    pub(super) fn among(known: &[&'a Recorded], is_public: IsPublic<'_>) -> Self {
        let mut all: BTreeMap<u64, Vec<Known<'a>>> = BTreeMap::new();
        for recorded in known {
            if let Event::EventAmended(body) = &recorded.entry.event {
                let public = is_public(recorded) || sabotaged(PUBLIC_FIELD);
                all.entry(body.target).or_default().push(Known { recorded, body, public });
            }
        }
        Self(all)
    }

    /// Those of one entry. What was witnessed is never corrected this way. Where not everybody may read the entry
    /// or the correction, the words of the correction stay out.
    pub(super) fn take(&mut self, target: &Recorded, public: bool) -> Vec<Amendment> {
        let known = self.0.remove(&target.position).unwrap_or_default().into_iter();
        let fits = |one: &Known<'_>| {
            target.entry.is_reported() && one.recorded.entry.stream == target.entry.stream
        };
        known.filter(fits).map(|one| one.amendment(public)).collect()
    }
}

impl Known<'_> {
    fn amendment(&self, target_public: bool) -> Amendment {
        let entry = &self.recorded.entry;
        let open = |text: &Text| {
            text.open().filter(|_| self.public && target_public).map(ToOwned::to_owned)
        };
        let words = |text: &Text| Words { words: open(text), lang: entry.particulars.lang.clone() };
        Amendment {
            field: self.body.field.clone(),
            was: open(&self.body.was),
            is: open(&self.body.is),
            reason: words(&self.body.reason),
            authority: words(&self.body.authority),
            position: self.recorded.position,
            recorded_at: entry.recorded_at,
        }
    }
}

/// What the latest correction of `field` says that can be read, as `parse` reads it.
fn corrected<T>(
    amendments: &[Amendment],
    field: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let of_field = amendments.iter().rev().filter(|one| one.field == field);
    of_field.filter_map(|one| one.is.as_deref()).find_map(parse)
}

/// When the entry happened, as corrected.
pub(super) fn occurred(recorded: &Recorded, amendments: &[Amendment]) -> Occurred {
    let right = corrected(amendments, "occurred", |text| text.parse::<Occurred>().ok());
    right.unwrap_or(recorded.entry.particulars.occurred)
}

/// Puts the right reference, place and file in.
pub(super) fn correct_source(source: &mut Source, amendments: &[Amendment]) {
    let words = |field| corrected(amendments, field, |text| Some(text.to_owned()));
    for (field, value) in [
        ("source.ref", &mut source.reference),
        ("source.locator", &mut source.locator),
        ("source.file", &mut source.file),
    ] {
        if let Some(right) = words(field) {
            *value = Some(right);
        }
    }
}
