//! Where each piece of a state comes from, so that a page can say "after a source" and how old it is.
use serde::{Deserialize, Serialize};
use tingbok_domain::{
    EventKind, Evidence, Lang, Occurred, ParticipantId, Recorded, Role, Source, envelope::Timestamp,
};

/// Words in the language they were written in. Absent words are sealed, erased, or not public yet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Words {
    /// The words, when everybody may read them.
    pub words: Option<String>,
    /// Their language, where the entry says it.
    pub lang: Option<Lang>,
}

/// The entry that a piece of a state comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Origin {
    /// Its position in the log.
    pub position: u64,
    /// When the ledger recorded it.
    pub recorded_at: Timestamp,
    /// When it happened, as precise as the source.
    pub occurred: Occurred,
    /// How the ledger knows.
    pub evidence: Evidence,
    /// The source and the place in it.
    pub source: Source,
    /// The organisation that acted.
    pub by: ParticipantId,
    /// In which capacity.
    pub role: Role,
    /// Corrections of what the source was reported to say, oldest first. Date and source above are as corrected;
    /// words stay as the entry says, with the correction beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

/// One correction of an entry that a source tells: both values stay readable.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Amendment {
    /// Which field: `occurred`, `source.ref`, `source.locator`, `source.file`, or a text of the body.
    pub field: String,
    /// What the entry says; absent when not everybody may read it.
    pub was: Option<String>,
    /// What is right; absent when not everybody may read it.
    pub is: Option<String>,
    /// Why.
    pub reason: Words,
    /// By which source, or on whose word.
    pub authority: Words,
    /// Position of the correction in the log.
    pub position: u64,
    /// When the ledger recorded it.
    pub recorded_at: Timestamp,
}

impl Origin {
    /// The origin of what `recorded` says, without any correction of it.
    pub fn of(recorded: &Recorded) -> Self {
        let entry = &recorded.entry;
        Self {
            position: recorded.position,
            recorded_at: entry.recorded_at,
            occurred: entry.particulars.occurred,
            evidence: entry.particulars.evidence,
            source: entry.particulars.source.clone(),
            by: entry.actor.participant.clone(),
            role: entry.actor.role,
            amendments: Vec::new(),
        }
    }

    /// True when a source tells it: shown as "after a source".
    pub fn is_reported(&self) -> bool {
        self.evidence == Evidence::Reported
    }
}

/// One line of an object's timeline.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Fact {
    /// Position of the entry in the log.
    pub position: u64,
    /// When the ledger recorded it.
    pub recorded_at: Timestamp,
    /// When it happened.
    pub occurred: Occurred,
    /// What kind of event.
    pub kind: EventKind,
}

impl Fact {
    /// The fact that `recorded` is.
    pub fn of(recorded: &Recorded) -> Self {
        Self {
            position: recorded.position,
            recorded_at: recorded.entry.recorded_at,
            occurred: recorded.entry.particulars.occurred,
            kind: recorded.entry.kind(),
        }
    }
}

/// Entries that a state leaves out, listed apart. The first two are empty unless a day is asked for.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Aside {
    /// May have happened by the day asked for: the day lies within what the source says.
    pub possibly: Vec<Fact>,
    /// No source says when it happened.
    pub undated: Vec<Fact>,
    /// Reported entries that a later reported entry corrects.
    pub corrected: Vec<Fact>,
}
