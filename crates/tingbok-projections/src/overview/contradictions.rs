//! Where sources contradict each other, to be shown and not hidden: nothing here says who is right.
use crate::{
    AsOf, IsPublic, Origin, Words,
    origin::Amendment,
    select::{Pick, select},
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{EventKind, Occurred, Recorded, StreamId, schema};

mod fields;
mod noted;
mod sameness;

pub use noted::{evaluations_of, noted};

/// Something that is told in two ways.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Contradiction {
    /// What it is about.
    pub stream: StreamId,
    /// The kind of entry that tells it.
    pub kind: EventKind,
    /// The field: a path in the body such as `period.to` or `goals.g3.text`, or `occurred`.
    pub what: String,
    /// True when only the wording may differ: the field holds words, which no rule reads.
    pub wording: bool,
    /// What is told, in the order of the log.
    pub values: Vec<Told>,
    /// How the ledger knows.
    pub nature: Nature,
}

/// One of the ways it is told.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Told {
    /// What the entry says, in the form that entries write it.
    pub value: String,
    /// The entry.
    pub origin: Origin,
}

/// How the ledger knows of a contradiction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Two sources differ.
    SourcesDiffer,
    /// What a source said was corrected: the first value is what it said, the second what is right.
    Amended {
        /// Why.
        reason: Words,
        /// By which source, or on whose word.
        authority: Words,
    },
}

/// Contradictions among the entries that concern something, in any order: reported entries on the same thing that
/// differ in a field both give, and every correction.
///
/// Two dates contradict each other when no day fits both; a year and a day within it do not. Words in different
/// languages are not compared. Only what everybody may read is.
///
/// What it cannot see: a source that contradicts itself, or another, in running words; the same fact told
/// in two streams or by two kinds of entries; that a source is silent where another speaks; and a reported entry
/// that a later one corrected, which a state lists aside.
pub fn contradictions(
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Vec<Contradiction> {
    let (picks, _) = select(events, when, is_public);
    let public = || picks.iter().filter(|pick| pick.public);
    let mut found: Vec<Contradiction> = public().flat_map(|pick| amended(events, pick)).collect();
    found.extend(differing(public()));
    in_order(found)
}

/// Where sources differ on one thing, among the entries that concern it. What was corrected is not among it: the
/// corrected entry says so wherever it is shown.
pub fn sources_differ(
    stream: &StreamId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Vec<Contradiction> {
    let (picks, _) = select(events, when, is_public);
    let own = |pick: &&Pick<'_>| pick.public && &pick.recorded.entry.stream == stream;
    in_order(differing(picks.iter().filter(own)))
}

/// Fields that reported entries on the same thing tell in different ways.
fn differing<'a>(picks: impl Iterator<Item = &'a Pick<'a>>) -> Vec<Contradiction> {
    let mut groups: BTreeMap<(&StreamId, EventKind, String), Group<'_>> = BTreeMap::new();
    for pick in picks.filter(|pick| pick.is_reported()) {
        let Some(same) = sameness::same(pick.recorded) else { continue };
        let entry = &pick.recorded.entry;
        let group = groups.entry((&entry.stream, entry.kind(), same.key)).or_default();
        group.once |= same.once;
        group.may_differ = same.may_differ;
        group.picks.push(pick);
    }
    let differing = groups.iter().filter(|(_, group)| group.picks.len() > 1);
    differing.flat_map(|((stream, kind, _), group)| group.differences(stream, *kind)).collect()
}

fn in_order(mut found: Vec<Contradiction>) -> Vec<Contradiction> {
    found.sort_by(|a, b| (&a.stream, first(a), &a.what).cmp(&(&b.stream, first(b), &b.what)));
    found
}

fn first(contradiction: &Contradiction) -> Option<u64> {
    contradiction.values.first().map(|told| told.origin.position)
}

/// Entries on the same thing.
#[derive(Default)]
struct Group<'a> {
    once: bool,
    may_differ: &'static [&'static str],
    /// In the order that a state takes them in.
    picks: Vec<&'a Pick<'a>>,
}

impl Group<'_> {
    fn differences(&self, stream: &StreamId, kind: EventKind) -> Vec<Contradiction> {
        let bodies: Vec<BTreeMap<String, String>> =
            self.picks.iter().map(|pick| self.fields_of(pick)).collect();
        let paths: BTreeSet<&String> = bodies.iter().flat_map(BTreeMap::keys).collect();
        let mut found = Vec::new();
        for path in paths {
            let given: Vec<(&Pick<'_>, &String)> = self
                .picks
                .iter()
                .zip(&bodies)
                .filter_map(|(pick, body)| Some((*pick, body.get(path)?)))
                .collect();
            if all_agree(given.iter().map(|(_, value)| value.as_str())) {
                continue;
            }
            let wording = is_wording(kind, path);
            let languages: BTreeSet<_> = given.iter().map(|(pick, _)| pick.lang()).collect();
            if wording && languages.len() > 1 {
                continue;
            }
            let told = |(pick, value): &(&Pick<'_>, &String)| Told {
                value: (*value).clone(),
                origin: pick.origin(),
            };
            found.push(Contradiction {
                stream: stream.clone(),
                kind,
                what: path.clone(),
                wording,
                values: given.iter().map(told).collect(),
                nature: Nature::SourcesDiffer,
            });
        }
        found
    }

    fn fields_of(&self, pick: &Pick<'_>) -> BTreeMap<String, String> {
        let entry = &pick.recorded.entry;
        let mut fields = fields::fields(&entry.event);
        // That a source does not say is no claim.
        let silent = |value: &str| matches!(value, "not_documented" | "unknown" | "not_stated");
        fields.retain(|path, value| !self.may_differ.contains(&path.as_str()) && !silent(value));
        if self.once {
            fields.insert("occurred".to_owned(), pick.occurred.to_string());
        }
        // Sources are held against each other as corrected; what they said first stands beside it.
        for by in pick.origin().amendments {
            if let (Some(field), Some(right)) = (fields.get_mut(&by.field), by.is) {
                *field = right;
            }
        }
        fields
    }
}

/// True when a path leads to words: the field is marked so in the schema, or it is a text within a list.
fn is_wording(kind: EventKind, path: &str) -> bool {
    let (field, within) = path.split_once('.').unwrap_or((path, ""));
    let body = schema::body(kind);
    let marked = body
        .get("properties")
        .and_then(|all| all.get(field)?.get(schema::TEXT_MARK)?.as_bool())
        .unwrap_or(false);
    let in_list = matches!(within.rsplit('.').next(), Some("text" | "title" | "conclusion"));
    // A digest is marked too, but two digests are two texts.
    (marked && field != "sha256") || in_list
}

/// Every two of them. A date may agree with two others that do not agree with each other.
fn all_agree<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let distinct: BTreeSet<&str> = values.collect();
    let mut pairs = distinct.iter().flat_map(|one| distinct.iter().map(move |other| (one, other)));
    pairs.all(|(one, other)| agree(one, other))
}

/// The same, or two dates that can be the same day.
fn agree(one: &str, other: &str) -> bool {
    one == other
        || match (one.parse::<Occurred>(), other.parse::<Occurred>()) {
            (Ok(one), Ok(other)) => can_coincide(one, other),
            (Ok(_) | Err(_), Err(_)) | (Err(_), Ok(_)) => false,
        }
}

fn can_coincide(one: Occurred, other: Occurred) -> bool {
    let (one, other) = (one.range(), other.range());
    let begins_in_time = |a: Option<chrono::NaiveDate>, b: Option<chrono::NaiveDate>| {
        a.zip(b).is_none_or(|(earliest, latest)| earliest <= latest)
    };
    begins_in_time(one.earliest, other.latest) && begins_in_time(other.earliest, one.latest)
}

/// The corrections of an entry: what was told and what is right. One whose words not everybody may read is left
/// out.
fn amended(events: &[Recorded], pick: &Pick<'_>) -> Vec<Contradiction> {
    let entry = &pick.recorded.entry;
    let correction = |by: Amendment| {
        let at = events.iter().find(|recorded| recorded.position == by.position)?;
        let was = Told { value: by.was?, origin: Origin::of(pick.recorded) };
        let is = Told { value: by.is?, origin: Origin::of(at) };
        Some(Contradiction {
            stream: entry.stream.clone(),
            kind: entry.kind(),
            wording: is_wording(entry.kind(), &by.field),
            what: by.field,
            values: vec![was, is],
            nature: Nature::Amended { reason: by.reason, authority: by.authority },
        })
    };
    pick.origin().amendments.into_iter().filter_map(correction).collect()
}
