//! A decision on its way through rounds.
use super::{Answer, Forum, Page, Token, token::sha256_hex};
use serde_json::{Value, json};

/// A decision, and what its next command needs: the text as it was read, its revision, and the round.
#[derive(Debug)]
pub(crate) struct Decision<'a> {
    /// The forum that decides.
    pub(crate) forum: &'a Forum<'a>,
    /// Its number.
    pub(crate) number: u64,
    /// Its stream.
    pub(crate) stream: String,
    /// The newest text.
    pub(crate) text: String,
    /// That text's number.
    pub(crate) revision: u32,
    /// Rounds opened so far.
    pub(crate) round: u32,
}

impl<'a> Decision<'a> {
    pub(super) fn new(forum: &'a Forum<'a>, number: u64, text: &str) -> Self {
        let stream = format!("decision-{number}");
        Self { forum, number, stream, text: text.to_owned(), revision: 1, round: 0 }
    }

    /// Sends a command on it, with its version read first.
    pub(crate) fn send(&self, token: &Token, command: &str, body: &Value) -> Answer {
        self.forum.server.post_read(token, command, &self.stream, body)
    }

    /// Asks to open a round, as the secretariat, with what `more` says of basis, deadline, reasons.
    pub(crate) fn ask_to_open(&self, method: &str, more: Value) -> Answer {
        let text = json!({ "revision": self.revision, "text_sha256": sha256_hex(&self.text), "method": method });
        self.send(&self.forum.secretariat, "OpenRound", &merged(text, more))
    }

    /// Opens a round; see [`Self::ask_to_open`].
    #[track_caller]
    pub(crate) fn open(&mut self, method: &str, more: Value) {
        self.ask_to_open(method, more).expect_created();
        self.round += 1;
    }

    /// Opens a round by consensus; why there is no basis is said, and why it is taken up again.
    #[track_caller]
    pub(crate) fn open_by_consensus(&mut self, deadline: &str) {
        let mut more =
            json!({ "deadline": deadline, "waiver": "Oppdiktet: grunnlaget er kjent fra før." });
        if self.round > 0 {
            more["reopen_reason"] = json!("Oppdiktet: teksten er endret etter forrige runde.");
        }
        self.open("consensus", more);
    }

    /// The open round and the text that was read, with what `more` adds: the body of an answer.
    pub(crate) fn position(&self, position: &str, more: Value) -> Value {
        let read = json!({
            "round": self.round, "revision": self.revision, "text_sha256": sha256_hex(&self.text),
            "position": position,
        });
        merged(read, more)
    }

    /// A member answers for itself in the open round.
    pub(crate) fn ask_to_answer(&self, participant: &str, position: &str, more: Value) -> Answer {
        let token = self.forum.member(participant);
        self.forum.server.post(token, "TakePosition", &self.stream, &self.position(position, more))
    }

    /// The same, and it is taken; gives the receipt.
    #[track_caller]
    pub(crate) fn answer(&self, participant: &str, position: &str, more: Value) -> Value {
        self.ask_to_answer(participant, position, more).expect_created()
    }

    /// These members agree without a condition.
    #[track_caller]
    pub(crate) fn agree(&self, participants: &[&str]) {
        for participant in participants {
            self.answer(participant, "consents", json!({}));
        }
    }

    /// The secretariat closes the open round; gives the receipt.
    #[track_caller]
    pub(crate) fn close(&self) -> Value {
        self.send(&self.forum.secretariat, "CloseRound", &json!({ "round": self.round }))
            .expect_created()
    }

    /// The secretariat lays a new text forward.
    #[track_caller]
    pub(crate) fn revise(&mut self, text: &str) {
        let body = json!({ "revision": self.revision + 1, "text": text, "reason": "Oppdiktet: forslaget er justert." });
        self.send(&self.forum.secretariat, "ReviseProposal", &body).expect_created();
        self.revision += 1;
        text.clone_into(&mut self.text);
    }

    /// It as everybody may read it; `query` like `?as_of=2026-03-02`, or empty.
    #[track_caller]
    pub(crate) fn state(&self, query: &str) -> Value {
        self.forum.server.get_json(&format!("/api/v1/decisions/{}{query}", self.number))["state"]
            .take()
    }

    /// Its page in bokmål; `query` as in [`Self::state`].
    #[track_caller]
    pub(crate) fn page(&self, query: &str) -> Page {
        self.forum.server.page(&format!("/nb/beslutninger/{}{query}", self.number))
    }
}

fn merged(mut body: Value, more: Value) -> Value {
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), more) {
        body.extend(more);
    }
    body
}
