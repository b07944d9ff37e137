//! A document: what is on file of it, and where it is used. The document itself is never in the ledger.
use crate::{
    AsOf, Aside, IsPublic, Origin, Words,
    recommendation::{Advice, Advices},
    select::{Pick, select},
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use tingbok_domain::{
    DocumentId, Event, EventKind, Lang, Occurred, ParticipantId, Recorded, StreamId, TextHash,
    event::{ArchiveRef, DocumentFiled},
    id::Code,
};

/// All that is known of a document.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DocumentState {
    /// Its number.
    pub id: DocumentId,
    /// What it is.
    pub kind: Code,
    /// What it is called.
    pub title: Words,
    /// Who issued it, in words.
    pub issuer: Option<Words>,
    /// Who issued it, where known to the ledger.
    pub issued_by: Vec<ParticipantId>,
    /// Its date.
    pub date: Occurred,
    /// SHA-256 of the file.
    pub sha256: Option<TextHash>,
    /// Where it can be found.
    pub locator: Option<String>,
    /// The language it is written in.
    pub language: Option<Lang>,
    /// Which of the questions of a basis it answers.
    pub questions: BTreeMap<Code, bool>,
    /// Where the archive keeps it.
    pub archive_ref: Option<ArchiveRef>,
    /// Entries elsewhere that name it, in the order they are folded.
    pub used: Vec<Use>,
    /// What is recommended in it, in the order issued.
    pub recommendations: Vec<Advice>,
    /// The entry that filed it.
    pub origin: Origin,
    /// What was left out.
    pub aside: Aside,
    /// The latest entry taken in.
    pub last: Option<Origin>,
}

/// Where a document is used.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Use {
    /// The thing.
    pub stream: StreamId,
    /// The kind of entry that names the document.
    pub kind: EventKind,
    /// The entry.
    pub origin: Origin,
}

/// A document as it stood at the time asked for, from the entries that concern it, in any order. `today` is the
/// day that counts for what is overdue when no `as_of` is asked for. `None` when it was not on file by then.
pub fn state(
    id: &DocumentId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
    today: NaiveDate,
) -> Option<DocumentState> {
    let (picks, aside) = select(events, when, is_public);
    let stream = StreamId::from(id);
    let mut state: Option<DocumentState> = None;
    let (mut used, mut advices, mut last) = (Vec::new(), Advices::default(), None);
    for pick in picks.iter().filter(|pick| pick.public) {
        let entry = &pick.recorded.entry;
        let own = entry.stream == stream;
        if own || entry.kind() == EventKind::ParticipantSucceeded {
            advices.take(pick);
        }
        if !own {
            if entry.kind() != EventKind::ParticipantSucceeded {
                let (stream, kind) = (entry.stream.clone(), entry.kind());
                used.push(Use { stream, kind, origin: pick.origin() });
            }
            continue;
        }
        if let Event::DocumentFiled(body) = &entry.event {
            state.get_or_insert_with(|| filed(*id, pick, body));
        }
        last = Some(pick.origin());
    }
    let mut state = state?;
    state.used = used;
    state.recommendations = advices.finish(when.as_of.unwrap_or(today));
    state.aside = aside;
    state.last = last;
    Some(state)
}

fn filed(id: DocumentId, pick: &Pick<'_>, body: &DocumentFiled) -> DocumentState {
    DocumentState {
        id,
        kind: body.kind.clone(),
        title: pick.words(&body.title),
        issuer: pick.optional(body.issuer.as_ref()),
        issued_by: body.issued_by.clone(),
        date: body.date,
        sha256: body.sha256.as_ref().and_then(|hash| pick.open(hash)),
        locator: body.locator.clone(),
        language: body.language.clone(),
        questions: body.questions.clone(),
        archive_ref: body.archive_ref.clone(),
        used: Vec::new(),
        recommendations: Vec::new(),
        origin: pick.origin(),
        aside: Aside::default(),
        last: None,
    }
}
