//! Everything beside decisions that pages show, told by a fictitious source, so that every kind of event stands on
//! the pages that are crawled.
use crate::harness::{Server, Token};
use serde_json::{Value, json};

const FINGERPRINT: &str = "SHA256:nONeInDxEEv2TzXiMAhcLFcMF1GxugIEKDhmKbr9KRw";
const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF5ii+dGyCI08Yq8tvOWaZhRnZBb/tLCwsChH1S9epQK test@example.org";

/// A forum, a strategy, a measure, a mandate, an evaluation and an assignment, with all that was said of them.
pub(super) fn told(server: &Server) {
    let teller = Teller { server, registrar: server.token("registrar", "registrar", None) };
    forum(&teller);
    strategy(&teller);
    measure(&teller);
    mandate(&teller);
    evaluation(&teller);
    assignment(&teller);
    let key = json!({
        "participant": "kdd", "role": "addressee", "fingerprint": FINGERPRINT, "public_key": KEY,
        "valid_from": "2026-11-22", "evidence": "Oppdiktet: vist fram.",
    });
    server.post(&server.administrator, "EnrolActorKey", "ledger", &key).expect_created();
    let revoked =
        json!({ "fingerprint": FINGERPRINT, "from": "2026-11-22", "reason": "Oppdiktet: mistet." });
    server.post(&server.administrator, "RevokeActorKey", "ledger", &revoked).expect_created();
}

struct Teller<'a> {
    server: &'a Server,
    registrar: Token,
}

impl Teller<'_> {
    /// Sends what a source tells; gives its position.
    #[expect(clippy::needless_pass_by_value, reason = "bodies are made where they are told")]
    #[track_caller]
    fn tells(&self, command: &str, stream: &str, occurred: &str, body: Value) -> u64 {
        let answer = self.server.report(&self.registrar, command, stream, occurred, &body);
        answer.expect_created()["events"][0]["position"].as_u64().unwrap()
    }

    /// Corrects what was told at a position.
    #[track_caller]
    fn corrects(&self, stream: &str, target: u64, field: &str, [was, is]: [&str; 2]) {
        let body = json!({
            "target": target, "field": field, "was": was, "is": is,
            "reason": "Oppdiktet: lest feil.", "authority": "Oppdiktet: kilden selv.",
        });
        self.server.post(&self.registrar, "AmendEvent", stream, &body).expect_created();
    }
}

fn forum(teller: &Teller<'_>) {
    let stream = "forum-fortalt";
    let established = json!({
        "kind": "core-group", "name": "Oppdiktet kjernegruppe", "purpose": "Oppdiktet formål.",
        "criteria": [{ "point": "g1", "text": "Oppdiktet: ja." }],
    });
    teller.tells("EstablishForum", stream, "2023-03-01", established);
    let secretariat = json!({
        "model": "broad", "by": ["kdd"], "contacts": ["kld"], "tasks": ["Oppdiktet: skriver referat."],
    });
    teller.tells("OrganiseSecretariat", stream, "2023-04", secretariat);
    let seen = json!({
        "id": "p1", "assessor": "kld", "statement": "Oppdiktet: innfløkt.", "complexity": 4, "conflict": 2,
        "features": { "solution-known": false, "something-new": true }, "placement": "documented",
    });
    teller.tells("AssessProblem", stream, "2023-05", seen);
    let unplaced =
        json!({ "id": "p2", "statement": "Oppdiktet: enkelt.", "placement": "not_documented" });
    teller.tells("AssessProblem", stream, "2023-06", unplaced);
    let result = json!({ "ladder": 1, "step": 2, "statement": "Oppdiktet: ett.\nOppdiktet: to." });
    teller.tells("RecordCoordinationResult", stream, "2024", result);
    let review =
        json!({ "outcome": "adjust", "reason": "Oppdiktet: smalere.", "review_by": "2025-01-01" });
    teller.tells("ReviewForum", stream, "2024-02", review);
    let advice = json!({ "id": "oppdiktet-raad", "kind": "advice", "text": "Oppdiktet råd.", "to": ["kdd"] });
    teller.tells("IssueRecommendation", stream, "2024-03", advice);
    let meeting = json!({
        "id": "2024-1", "status": "held", "date": "2024-05-02",
        "agenda": [{ "n": 1, "title": "Oppdiktet sak", "kind": "information", "conclusion": "Oppdiktet: tatt til orientering." }],
        "attendance": [{ "participant": "kld", "presence": "present" }],
    });
    teller.tells("RecordMeeting", stream, "2024-05-02", meeting);
    let closing = json!({ "reason": "Oppdiktet: ferdig.", "handover": ["prove"] });
    teller.tells("CloseForum", stream, "2025-02-01", closing);
}

fn strategy(teller: &Teller<'_>) {
    for (status, occurred, text) in [
        ("proposed", "2023", "Oppdiktet: samarbeide."),
        ("adopted", "2024-01-15", "Oppdiktet: samarbeide bedre."),
    ] {
        let body = json!({
            "status": status, "title": "Oppdiktet strategi", "period": { "from": 2024, "to": 2027 },
            "goals": [{ "key": "m1", "text": text }, { "key": "m2", "text": "Oppdiktet: lære." }],
            "owners": ["kdd"],
        });
        teller.tells("PublishStrategy", "strategy-oppdiktet", occurred, body);
    }
}

fn measure(teller: &Teller<'_>) {
    let stream = "measure-oppdiktet";
    let registered = json!({
        "kind": "programme", "title": "Oppdiktet tiltak", "strategy": "oppdiktet", "goals": ["m1"],
        "forum": "fortalt",
    });
    teller.tells("RegisterMeasure", stream, "2024-02", registered);
    let other =
        json!({ "kind": "measure", "title": "Oppdiktet tiltak uten mål", "strategy": "oppdiktet" });
    teller.tells("RegisterMeasure", "measure-uten", "2024-02", other);
    let function =
        json!({ "function": "inform", "followed_in": ["fortalt"], "own_steering_group": true });
    teller.tells("SetGovernanceFunction", stream, "2024-03", function);
    let status = json!({ "status": "ongoing", "said_of": "single", "text": "Oppdiktet: i gang." });
    let first = teller.tells("ReportMeasureStatus", stream, "2024-04", status);
    teller.corrects(stream, first, "occurred", ["2024-04", "2024-05"]);
    let status = json!({
        "status": "delayed", "scale": "reduced", "said_of": "all_together", "text": "Oppdiktet: mindre.",
        "next_report_by": "2025-06-01",
    });
    teller.tells("ReportMeasureStatus", stream, "2025-03-10", status);
    let money = json!({
        "stage": "proposed", "resource": "money", "amount": "Oppdiktet: 3 mill. kr", "payers": ["kdd", "kld"],
        "model": "Oppdiktet: delt likt", "years": { "from": 2025, "to": 2026 }, "budget_item": "kap. 1, post 1",
    });
    teller.tells("RecordFunding", stream, "2024-10", money);
    for (stage, occurred) in [("expected", "2024"), ("measured", "2026")] {
        let benefit = json!({
            "id": "tid", "kind": "resource_use", "stage": stage, "statement": "Oppdiktet: sparte timer.",
            "value": "Oppdiktet: 100 timer",
        });
        teller.tells("RecordBenefit", stream, occurred, benefit);
    }
}

fn mandate(teller: &Teller<'_>) {
    let adopted = json!({ "kind": "mandate", "owner": "forum-fortalt", "version": 1, "described_as": "Oppdiktet." });
    teller.tells("AdoptMandate", "mandate-fortalt", "2023-04", adopted);
    let repealed = json!({ "version": 1, "reason": "Oppdiktet: forumet er avsluttet." });
    teller.tells("RepealMandate", "mandate-fortalt", "2025-02-01", repealed);
}

fn evaluation(teller: &Teller<'_>) {
    let stream = "evaluation-oppdiktet";
    let published = json!({
        "title": "Oppdiktet evaluering", "by": ["dfo"], "commissioned_by": "kdd",
        "subject": ["strategy-oppdiktet", "forum-fortalt"],
        "findings": [
            { "dimension": "organisation", "text": "Oppdiktet: for mange ledd." },
            { "dimension": "something-new", "text": "Oppdiktet: noe annet." },
        ],
    });
    teller.tells("PublishEvaluation", stream, "2025-05", published);
    for (id, by) in [("oppdiktet-1", "2025-09-01"), ("oppdiktet-2", "2025-09-01")] {
        let body = json!({
            "id": id, "kind": "recommendation", "text": "Oppdiktet: rydd opp.", "to": ["kdd", "kld"], "answer_by": by,
        });
        teller.tells("IssueRecommendation", stream, "2025-05", body);
    }
    let answer = json!({
        "id": "oppdiktet-1", "by": "kdd", "response": "partly", "text": "Oppdiktet: litt.",
        "follow_up": ["measure-oppdiktet"],
    });
    teller.tells("AnswerRecommendation", stream, "2025-08", answer);
}

fn assignment(teller: &Teller<'_>) {
    let stream = "assignment-oppdiktet";
    let issued = json!({
        "letter": "supplementary-letter", "number": 2, "year": 2025, "from": ["kdd", "kld"], "to": ["dfo"],
        "text": "Oppdiktet: kartlegg bruken av felles løsninger i hele forvaltningen, og si fra når det er gjort.",
        "due": "2025-10-01", "joint": true,
    });
    teller.tells("IssueAssignment", stream, "2025-03", issued);
    let delivered = json!({ "by": "dfo", "status": "delivered", "text": "Oppdiktet: levert." });
    teller.tells("ReportAssignment", stream, "2025-10-05", delivered);
}
