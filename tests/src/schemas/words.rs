//! Words and structure are apart in every schema, and nothing Norwegian is listed in one.
use super::{committed, fields};
use std::collections::{BTreeMap, BTreeSet};
use tingbok_domain::{EventKind, schema};

/// The fields that hold words, of every kind that has some (domain model, event types: the slanted ones).
const TEXTS: &[(&str, &[&str])] = &[
    ("ParticipantRegistered", &["name", "short"]),
    ("ParticipantSucceeded", &["note"]),
    ("ForumEstablished", &["name", "purpose", "criteria[].text", "waiver"]),
    ("SecretariatOrganised", &["tasks"]),
    ("MeetingRecorded", &["agenda[].title", "agenda[].conclusion"]),
    ("ForumReviewed", &["reason", "criteria[].text"]),
    ("ForumClosed", &["reason", "waiver", "criteria[].text"]),
    ("ProblemAssessed", &["statement"]),
    ("CoordinationResultRecorded", &["statement"]),
    ("MandateTextSubmitted", &["sections", "sha256", "reason"]),
    ("MandateAdopted", &["described_as"]),
    ("MandateRepealed", &["reason"]),
    ("StrategyPublished", &["title", "goals[].text"]),
    ("MeasureRegistered", &["title"]),
    ("MeasureStatusReported", &["text"]),
    ("MilestoneScheduled", &["title", "reason"]),
    ("MilestoneReached", &["title", "compared_with.assumption"]),
    ("FundingRecorded", &["model", "amount"]),
    ("BenefitRecorded", &["statement", "value"]),
    ("DecisionProposed", &["title", "text", "sha256"]),
    ("ProposalRevised", &["text", "sha256", "reason"]),
    ("RoundOpened", &["notified_by", "waiver", "reopen_reason"]),
    (
        "PositionTaken",
        &["condition", "statement", "reason", "resolves_if", "remark", "public_key", "signature"],
    ),
    ("DeadlineExtended", &["reason"]),
    ("DecisionWithdrawn", &["reason"]),
    ("DecisionSuperseded", &["note"]),
    ("DecisionReported", &["title", "text"]),
    ("DocumentFiled", &["title", "issuer", "sha256"]),
    ("AnchoringRecorded", &["how", "result"]),
    ("EvaluationPublished", &["title", "findings[].text"]),
    ("RecommendationIssued", &["text"]),
    ("RecommendationAnswered", &["text"]),
    ("AssignmentIssued", &["text"]),
    ("AssignmentReported", &["text"]),
    ("EventAmended", &["was", "is", "reason", "authority"]),
    (
        "DecisionRulesSet",
        &[
            "tables.forum_kinds[].name",
            "tables.forum_kinds[].checklist[].name",
            "tables.ladder.steps[].name",
        ],
    ),
    ("ActorKeyEnrolled", &["public_key", "evidence"]),
    ("ActorKeyRevoked", &["reason"]),
    ("AccessRevoked", &["reason"]),
    (
        "LedgerOpened",
        &[
            "rules.tables.forum_kinds[].name",
            "rules.tables.forum_kinds[].checklist[].name",
            "rules.tables.ladder.steps[].name",
            "rules.position_words[].word",
        ],
    ),
    ("PositionAttested", &["statement", "public_key", "signature"]),
    ("MinutesApproved", &["remarks"]),
];

/// Every word that an enumeration may be made of. A word that is new here is read by somebody first: kinds of
/// forums, ladders, holidays and the like are rule data, and stand in no enumeration.
const ENGLISH: &str = "\
    absent accepted addressee adjust administrative administrator adopted advice advise affected \
    after agency agreed agreement all allocated announced archive aside auditor balancer \
    baseline body broad budget cancelled chair changed clarification client closed collective \
    competence completed confirmed consensus consents contested continue contributing \
    coordinating coordinator copy decide decided decision declared delayed delivered development \
    director discussion disposal disqualified dissent documented down driver ended evaluator \
    expected expert flexibility forecast forum full general governance guidelines held in inform \
    information interest joined joint lapsed lead leader left lesson line mandate measure \
    measured member merge ministry missing model money no none not noted objection observer \
    ongoing other outcome outside owner package part partly paused personnel planned pmo \
    political postponed preparedness present process programme project proposed public quality \
    recommendation recuses reduced registrar rejected rename replaced requests reserves resource \
    responsible savings secretariat security silence silent single small some split staff stand \
    stands started stated steering steward stopped submitted system task together token top \
    transfer unknown use whole wind with withdrawn work";

#[test]
fn every_text_is_marked_and_nothing_structural_is() {
    let table: BTreeMap<&str, BTreeSet<&str>> =
        TEXTS.iter().map(|(kind, texts)| (*kind, texts.iter().copied().collect())).collect();
    let schemas = committed();
    for kind in EventKind::ALL {
        let known = fields::of_schema(&schemas[&schema::path(kind.name(), kind.schema())]);
        let marked: BTreeSet<&str> =
            known.iter().filter(|(_, text)| **text).map(|(field, _)| field.as_str()).collect();
        let expected = table.get(kind.name()).cloned().unwrap_or_default();
        assert_eq!(marked, expected, "{kind}");
    }
    let kinds: BTreeSet<&str> = EventKind::ALL.iter().map(|kind| kind.name()).collect();
    assert!(table.keys().all(|kind| kinds.contains(kind)), "the table names a kind there is not");
}

#[test]
fn no_enumeration_lists_a_norwegian_word() {
    let english: BTreeSet<&str> = ENGLISH.split_whitespace().collect();
    let mut found = BTreeSet::new();
    for (path, schema) in committed().iter().filter(|(path, _)| !path.starts_with("entry/")) {
        for listed in fields::listed_words(schema) {
            for word in listed.split('_') {
                assert!(english.contains(word), "{path} lists «{listed}»");
                found.insert(word.to_owned());
            }
        }
    }
    assert!(found.len() > 100, "only {} words", found.len());
}
