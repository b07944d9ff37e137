//! A ledger in which a round is open and another is closed, and everybody's tokens.

use serde_json::{Value, json};

use crate::harness::{Answer, Server, Token};

/// The text of both decisions.
pub(super) const TEXT: &str = "Departementene deler kunnskapsgrunnlaget med hverandre.";

/// The server with what bad inputs go wrong on: `decision-1` has an open round, `decision-2` a closed one.
pub(super) struct Scene {
    pub(super) server: Server,
    pub(super) auditor: Token,
    pub(super) registrar: Token,
    pub(super) secretariat: Token,
    pub(super) kld: Token,
}

impl Scene {
    pub(super) fn new() -> Scene {
        let server = Server::bare();
        let registrar = server.token("registraren", "registrar", None);
        let auditor = server.token("revisjonen", "auditor", None);
        for id in ["kld", "fin"] {
            let body = json!({ "kind": "ministry", "name": { "nb": id } });
            server
                .post(&registrar, "RegisterParticipant", &format!("participant-{id}"), &body)
                .expect_created();
        }
        let opening = server.get_json("/api/v1/events/0");
        let kind = opening["entry"]["body"]["rules"]["tables"]["forum_kinds"][0]["code"].clone();
        let forum = json!({
            "command": "EstablishForum", "stream": "forum-prove", "evidence": "reported",
            "source": { "kind": "original", "ref": "Referat 1" },
            "body": { "kind": kind, "name": "Prøveforum" }
        });
        server.post_items(&registrar, &forum).expect_created();
        let secretariat = server.token("kld", "secretariat", Some("prove"));
        for id in ["kld", "fin"] {
            let body = json!({ "participant": id, "action": "joined", "role": "member" });
            server.post(&secretariat, "ChangeMembership", "forum-prove", &body).expect_created();
        }
        let [kld, fin] = ["kld", "fin"].map(|id| server.token(id, "member", Some("prove")));
        for stream in ["decision-1", "decision-2"] {
            let body =
                json!({ "forum": "prove", "title": "Deling", "text": TEXT, "matter": "general" });
            server.post(&kld, "ProposeDecision", stream, &body).expect_created();
            server
                .post_read(&secretariat, "OpenRound", stream, &opening_of_round())
                .expect_created();
        }
        for token in [&kld, &fin] {
            server.post(token, "TakePosition", "decision-2", &position(1)).expect_created();
        }
        server
            .post_read(&secretariat, "CloseRound", "decision-2", &json!({ "round": 1 }))
            .expect_created();
        Scene { server, auditor, registrar, secretariat, kld }
    }

    /// Every entry as it lies in the log, one a line.
    pub(super) fn entries(&self) -> String {
        let accept = [("accept", "application/x-ndjson")];
        self.server.get("/api/v1/events?limit=1000", Some(&self.auditor), &accept).expect(200).text
    }

    /// Sends bytes as a list of commands, with headers of one's own and the content type JSON.
    pub(super) fn send(
        &self,
        token: Option<&Token>,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let json = ("content-type", "application/json");
        let headers: Vec<_> = [json].into_iter().chain(headers.iter().copied()).collect();
        self.server.post_raw("/api/v1/commands", token, &headers, body.as_bytes())
    }
}

/// Opens a round on the first revision, without a basis and saying so.
pub(super) fn opening_of_round() -> Value {
    json!({
        "revision": 1, "text_sha256": hex::encode(digest(TEXT)), "method": "consensus",
        "deadline": "2026-03-16", "waiver": "Saken er kjent fra før."
    })
}

/// Agreement in a round on the first revision.
pub(super) fn position(round: u32) -> Value {
    let text = hex::encode(digest(TEXT));
    json!({ "round": round, "revision": 1, "text_sha256": text, "position": "consents" })
}

/// SHA-256.
pub(super) fn digest(text: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes()).into()
}
