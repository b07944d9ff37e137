//! A fictitious community: ministries, a secretariat and a forum in which they sit.
use super::{Answer, Decision, Page, Server, Token};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Who coordinates on the days of these tests, by the rule data.
const COORDINATOR: &str = "dfd";
/// Who keeps the secretariat of every forum here.
const SECRETARIAT: &str = "sekretariat";

/// The official name that the tests give a participant; it says that it is made up.
pub(crate) fn name_of(participant: &str) -> String {
    name_as("departement", participant)
}

fn name_as(what: &str, participant: &str) -> String {
    format!("Oppdiktet {what} {}", participant.to_uppercase())
}

/// A forum with members of its own, all witnessed.
#[derive(Debug)]
pub(crate) struct Forum<'a> {
    /// Where it is.
    pub(crate) server: &'a Server,
    /// Its name in the ledger.
    pub(crate) id: String,
    /// Records for it.
    pub(crate) secretariat: Token,
    /// Chairs it: the first member, in that capacity.
    pub(crate) chair: Token,
    /// Each member answers for itself.
    members: BTreeMap<String, Token>,
}

impl Server {
    /// Registers ministries that are not registered yet; as the registrar.
    #[track_caller]
    pub(crate) fn register(&self, participants: &[&str]) {
        self.register_as("ministry", participants);
    }

    /// The same with organisations of another kind.
    #[track_caller]
    pub(crate) fn register_as(&self, kind: &str, participants: &[&str]) {
        let what = if kind == "agency" { "etat" } else { "departement" };
        let registrar = self.token("registrar", "registrar", None);
        let absent = |id: &&&str| self.version(&registrar, &format!("participant-{id}")) == 0;
        let items: Vec<Value> = participants
            .iter()
            .filter(absent)
            .map(|id| {
                json!({
                    "command": "RegisterParticipant", "stream": format!("participant-{id}"),
                    "body": { "kind": kind, "name": { "nb": name_as(what, id) }, "short": id.to_uppercase() },
                })
            })
            .collect();
        if !items.is_empty() {
            self.post_items(&registrar, &json!(items)).expect_created();
        }
    }

    /// Establishes a fictitious forum of that kind, with these ministries as members.
    #[track_caller]
    pub(crate) fn forum(&self, id: &str, kind: &str, members: &[&str]) -> Forum<'_> {
        self.register(&[COORDINATOR, SECRETARIAT]);
        self.register(members);
        let coordinator = self.token(COORDINATOR, "coordinator", None);
        let body = json!({
            "kind": kind, "name": format!("Oppdiktet forum {id}"), "consulted": [COORDINATOR],
            "purpose": "Oppdiktet: forumet finnes bare i en prøve.", "review_by": "2027-06-30",
        });
        let stream = format!("forum-{id}");
        self.post(&coordinator, "EstablishForum", &stream, &body).expect_created();
        let secretariat = self.token(SECRETARIAT, "secretariat", Some(id));
        let joined: Vec<Value> = members
            .iter()
            .map(|member| {
                let body = json!({ "participant": member, "action": "joined", "role": "member" });
                json!({ "command": "ChangeMembership", "stream": stream, "lang": "nb", "body": body })
            })
            .collect();
        self.post_items(&secretariat, &json!(joined)).expect_created();
        let chair = self.token(members.first().expect("a forum has members"), "chair", Some(id));
        let own = |member: &&str| ((*member).to_owned(), self.token(member, "member", None));
        Forum {
            server: self,
            id: id.to_owned(),
            secretariat,
            chair,
            members: members.iter().map(own).collect(),
        }
    }
}

impl Forum<'_> {
    /// The forum's stream.
    pub(crate) fn stream(&self) -> String {
        format!("forum-{}", self.id)
    }

    /// The token of a member.
    #[track_caller]
    pub(crate) fn member(&self, participant: &str) -> &Token {
        self.members.get(participant).unwrap_or_else(|| panic!("{participant} is no member"))
    }

    /// The ids of the members, in order.
    pub(crate) fn member_ids(&self) -> Vec<&str> {
        self.members.keys().map(String::as_str).collect()
    }

    /// The secretariat files a fictitious document; gives its number.
    #[track_caller]
    pub(crate) fn document(&self, kind: &str, title: &str) -> u64 {
        let body =
            json!({ "kind": kind, "title": format!("Oppdiktet: {title}"), "date": "2026-03-02" });
        let receipt =
            self.server.post(&self.secretariat, "FileDocument", "document", &body).expect_created();
        number_in(&receipt)
    }

    /// The secretariat proposes a general matter.
    #[track_caller]
    pub(crate) fn propose(&self, title: &str, text: &str) -> Decision<'_> {
        self.propose_matter("general", title, text)
    }

    /// The secretariat proposes a matter of a kind: general, budget, personnel or mandate.
    #[track_caller]
    pub(crate) fn propose_matter(&self, matter: &str, title: &str, text: &str) -> Decision<'_> {
        self.propose_as(title, text, &json!({ "matter": matter }))
    }

    /// The secretariat proposes a general matter about other things, by their streams.
    #[track_caller]
    pub(crate) fn propose_about(&self, about: &[&str], title: &str, text: &str) -> Decision<'_> {
        self.propose_as(title, text, &json!({ "matter": "general", "topic_refs": about }))
    }

    #[track_caller]
    fn propose_as(&self, title: &str, text: &str, more: &Value) -> Decision<'_> {
        let mut body = json!({ "forum": self.id, "title": title, "text": text });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let item = json!({ "command": "ProposeDecision", "stream": "decision", "lang": "nb", "body": body });
        let receipt = self.server.post_items(&self.secretariat, &item).expect_created();
        Decision::new(self, number_in(&receipt), text)
    }

    /// The secretariat records a meeting of today: who was there, and what it stated on a decision.
    #[track_caller]
    pub(crate) fn meeting(
        &self,
        id: &str,
        date: &str,
        attendance: &[(&str, &str)],
        about: Option<&Decision>,
    ) -> Answer {
        let attendance: Vec<Value> = attendance
            .iter()
            .map(|(who, how)| json!({ "participant": who, "presence": how }))
            .collect();
        let agenda: Vec<Value> = about
            .iter()
            .map(|decision| {
                json!({
                    "n": 1, "title": "Oppdiktet sak", "kind": "decision", "ref": decision.stream,
                    "stated": "agreed", "conclusion": "Oppdiktet: forumet sluttet seg til.",
                })
            })
            .collect();
        let body = json!({ "id": id, "status": "held", "date": date, "attendance": attendance, "agenda": agenda });
        self.server.post_read(&self.secretariat, "RecordMeeting", &self.stream(), &body)
    }

    /// The forum as everybody may read it.
    #[track_caller]
    pub(crate) fn state(&self) -> Value {
        self.server.get_json(&format!("/api/v1/forums/{}", self.id))["state"].take()
    }

    /// Its page in bokmål.
    #[track_caller]
    pub(crate) fn page(&self) -> Page {
        self.server.page(&format!("/nb/forum/{}", self.id))
    }
}

/// The number of the decision or document that a receipt is for.
fn number_in(receipt: &Value) -> u64 {
    let stream = receipt["stream"].as_str().expect("a receipt names its stream");
    let number = stream.rsplit(['-', '/']).next().and_then(|number| number.parse().ok());
    number.unwrap_or_else(|| panic!("{stream} has no number"))
}
