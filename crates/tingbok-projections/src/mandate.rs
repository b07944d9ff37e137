//! A mandate, guidelines, a governance model or an agreement: the version in force, all versions, drafts, and
//! what changed between any two texts.
use crate::{Aside, Origin, Words};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    DecisionId, Lang, MandateId, StreamId, TextHash,
    event::{DraftNumber, MandateKind, Section, TextStatus},
};

mod diff;
mod fold;

pub use diff::{Run, SectionDiff, diff};
pub use fold::state;

/// All that a mandate's page shows.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MandateState {
    /// Its name.
    pub id: MandateId,
    /// What it is.
    pub kind: MandateKind,
    /// Whose it is.
    pub owner: StreamId,
    /// The version in force on the day asked for: the latest that was adopted here and has begun, unless it was
    /// repealed here. A repeal brings no earlier version back.
    pub in_force: Option<u32>,
    /// A later version that only a source tells of and none tells the repeal of: shown as "after a source", adopts
    /// nothing.
    pub latest_reported: Option<u32>,
    /// Its versions, oldest first.
    pub versions: Vec<MandateVersion>,
    /// Its drafts, oldest first.
    pub drafts: Vec<MandateDraft>,
    /// Who was drawn in.
    pub anchoring: Vec<crate::decision::Anchoring>,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// A version that was adopted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MandateVersion {
    /// Its number, from 1.
    pub version: u32,
    /// The draft that became it.
    pub from_draft: Option<DraftNumber>,
    /// First day in force; absent = from its adoption.
    pub effective_from: Option<NaiveDate>,
    /// When it is to be looked at again.
    pub review_by: Option<NaiveDate>,
    /// The decision that adopted it.
    pub decision: Option<DecisionId>,
    /// What a source says of its content, when the text is not held.
    pub described_as: Option<Words>,
    /// The text of the draft that became it; absent when it is not held.
    pub sections: Option<Vec<Section>>,
    /// The language of the sections.
    pub lang: Option<Lang>,
    /// SHA-256 over the sections.
    pub sha256: Option<TextHash>,
    /// True when a source tells of it: shown as "after a source", adopts nothing.
    pub reported: bool,
    /// Its repeal; one that only a source tells of ends nothing that was adopted here.
    pub repealed: Option<Repeal>,
    /// The entry that adopted it.
    pub origin: Origin,
}

impl MandateVersion {
    /// True when it is repealed: one adopted here, by what was recorded here.
    pub fn is_repealed(&self) -> bool {
        self.repealed.as_ref().is_some_and(|repeal| self.reported || !repeal.origin.is_reported())
    }
}

/// The repeal of a version; nothing takes its place in this stream.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Repeal {
    /// Why.
    pub reason: Words,
    /// The mandate that takes over.
    pub replaced_by: Option<MandateId>,
    /// The decision that repealed it.
    pub decision: Option<DecisionId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A draft.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MandateDraft {
    /// Its number `n-mm`: written on version n, leads to version n + 1.
    pub number: DraftNumber,
    /// Laid forward, or only said to be under way.
    pub status: TextStatus,
    /// The text; absent when it is not held.
    pub sections: Option<Vec<Section>>,
    /// The language of the sections.
    pub lang: Option<Lang>,
    /// True when the text is here and open.
    pub text_held: bool,
    /// SHA-256 over the sections.
    pub sha256: Option<TextHash>,
    /// Why the text is revised.
    pub reason: Option<Words>,
    /// The draft it builds on.
    pub base: Option<DraftNumber>,
    /// The version it became.
    pub became: Option<u32>,
    /// True when a source tells of it.
    pub reported: bool,
    /// The entry that submitted it.
    pub origin: Origin,
}

impl MandateState {
    /// The version of that number: the one adopted here, or else what a source tells of it.
    pub fn version(&self, number: u32) -> Option<&MandateVersion> {
        let of_number = || self.versions.iter().filter(|version| version.version == number);
        of_number().find(|version| !version.reported).or_else(|| of_number().next())
    }

    /// The draft of that number.
    pub fn draft(&self, number: DraftNumber) -> Option<&MandateDraft> {
        self.drafts.iter().find(|draft| draft.number == number)
    }
}
