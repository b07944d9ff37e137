//! Mandates and documents.
use super::Step;
use crate::views::{DocumentSummary, MandateSummary, Views};
use tingbok_domain::{
    DocumentId, MandateId, StreamId,
    event::{DocumentFiled, MandateAdopted, MandateKind, MandateRepealed, MandateTextSubmitted},
};

impl Views {
    pub(super) fn submit_mandate(&mut self, step: &Step<'_>, body: &MandateTextSubmitted) {
        let Ok(id) = MandateId::try_from(&step.recorded.entry.stream) else { return };
        let new = || mandate(id.clone(), step, body.kind, &body.owner);
        let mandate = self.mandates.entry(id.clone()).or_insert_with(new);
        mandate.draft_under_way |= mandate.version.is_none_or(|n| body.version.on_version >= n);
    }

    pub(super) fn adopt_mandate(&mut self, step: &Step<'_>, body: &MandateAdopted) {
        let Ok(id) = MandateId::try_from(&step.recorded.entry.stream) else { return };
        let new = || mandate(id.clone(), step, body.kind, &body.owner);
        let mandate = self.mandates.entry(id.clone()).or_insert_with(new);
        // What a source tells of a version does not take the place of the same one adopted here.
        let held = mandate.version == Some(body.version) && !step.takes_over(mandate.reported);
        if mandate.version.is_none_or(|n| n <= body.version) && !held {
            mandate.owner = body.owner.clone();
            mandate.version = Some(body.version);
            mandate.reported = step.reported();
            mandate.review_by = body.review_by;
            mandate.draft_under_way = false;
            mandate.repealed = false;
        }
    }

    /// A repeal that only a source tells of ends nothing that was adopted here.
    pub(super) fn repeal_mandate(&mut self, step: &Step<'_>, body: &MandateRepealed) {
        if let Ok(id) = MandateId::try_from(&step.recorded.entry.stream)
            && let Some(mandate) = self.mandates.get_mut(&id)
            && mandate.version == Some(body.version)
            && step.takes_over(mandate.reported)
        {
            mandate.repealed = true;
        }
    }

    pub(super) fn file(&mut self, step: &Step<'_>, body: &DocumentFiled) {
        let Ok(id) = DocumentId::try_from(&step.recorded.entry.stream) else { return };
        let summary = DocumentSummary {
            id,
            kind: body.kind.clone(),
            title: step.words(&body.title),
            lang: step.lang(),
            issuer: body.issuer.as_ref().and_then(|issuer| step.words(issuer)),
            issued_by: body.issued_by.clone(),
            date: body.date,
            sha256: body
                .sha256
                .as_ref()
                .and_then(|hash| hash.open().filter(|_| step.public).copied()),
            locator: body.locator.clone().filter(|_| step.public),
            language: body.language.clone(),
            first: step.position(),
        };
        self.documents.insert(id, summary);
    }
}

fn mandate(id: MandateId, step: &Step<'_>, kind: MandateKind, owner: &StreamId) -> MandateSummary {
    MandateSummary {
        id,
        kind,
        owner: owner.clone(),
        version: None,
        reported: step.reported(),
        draft_under_way: false,
        review_by: None,
        repealed: false,
        first: step.position(),
        last: step.position(),
        last_occurred: step.occurred(),
    }
}
