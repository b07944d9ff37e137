//! A plausible body for every command: most of what it names is there, so that much of it is let through.
use super::{
    dice::{Dice, FORUMS, THINGS, stage, thinned},
    ledger,
};
use crate::harness::{Act, DEADLINE, KD, World, answer, declared, open};
use serde_json::{Value, json};
use tingbok_domain::{
    DecisionId, MandateId, StreamKind, command::CommandName as C, register::Decision,
};

/// Where it goes, and what it says.
pub(crate) type Made = (String, Value);

/// Every command has its place here: a new one breaks the build.
pub(crate) fn body(command: C, dice: &mut Dice, world: &World) -> Made {
    match command {
        C::RegisterParticipant | C::SucceedParticipant | C::DesignateSubstitute => {
            participants(command, dice)
        }
        C::EstablishForum
        | C::ChangeMembership
        | C::OrganiseSecretariat
        | C::ReviewForum
        | C::CloseForum
        | C::AssessProblem
        | C::RecordCoordinationResult
        | C::RecordMeeting
        | C::ApproveMinutes => forums(command, dice, world),
        C::SubmitMandateText | C::AdoptMandate | C::RepealMandate | C::PublishStrategy => {
            texts(command, dice, world)
        }
        C::RegisterMeasure
        | C::AssignResponsibility
        | C::SetGovernanceFunction
        | C::ReportMeasureStatus
        | C::ScheduleMilestone
        | C::ReachMilestone
        | C::RecordFunding
        | C::RecordBenefit => measures(command, dice, world),
        C::ProposeDecision
        | C::ReviseProposal
        | C::OpenRound
        | C::TakePosition
        | C::ExtendDeadline
        | C::CloseRound
        | C::WithdrawDecision
        | C::SupersedeDecision
        | C::ReportDecision
        | C::ReturnDecision
        | C::AttestPosition
        | C::RecordAnchoring => decisions(command, dice, world),
        C::FileDocument
        | C::PublishEvaluation
        | C::IssueRecommendation
        | C::AnswerRecommendation
        | C::IssueAssignment
        | C::ReportAssignment => ledger::works(command, dice, world),
        C::AmendEvent
        | C::SetDecisionRules
        | C::EnrolActorKey
        | C::RevokeActorKey
        | C::ReleaseDisclosure
        | C::EraseDisclosure
        | C::GrantAccess
        | C::RevokeAccess
        | C::AnnounceLogKey => ledger::upkeep(command, dice, world),
    }
}

fn participants(command: C, dice: &mut Dice) -> Made {
    let stream = format!("participant-{}", dice.who());
    match command {
        C::RegisterParticipant => {
            let kind = dice.of(&["ministry", "pmo", "agency", "collective", "other"]);
            let body = json!({ "kind": kind, "name": { "nb": dice.word() }, "short": "X" });
            (format!("participant-p{}", dice.below(30)), thinned(dice, body, &["kind", "name"]))
        }
        C::SucceedParticipant => {
            // Who is there to answer goes on most of the time.
            let ended = dice.of(&["kdd", "p1", "p2", "p3", "jd", "fin"]);
            let kind = dice.of(&["transfer", "transfer", "rename", "split", "merge"]);
            let body = json!({ "successors": [dice.who()], "kind": kind, "note": dice.word() });
            (format!("participant-{ended}"), body)
        }
        _ => {
            let scope = if dice.one_in(2) { json!("all") } else { json!({ "forum": "klima" }) };
            let (from, until) = (dice.day(), dice.day());
            let body =
                json!({ "substitute": dice.who(), "scope": scope, "from": from, "until": until });
            (stream, body)
        }
    }
}

fn forums(command: C, dice: &mut Dice, world: &World) -> Made {
    let mut stream = format!("forum-{}", dice.of(&FORUMS));
    let document = dice.document(world);
    let decision = dice.decision(world);
    let meeting = dice.of(&["m1", "m2", "m3"]);
    let body = match command {
        C::EstablishForum => {
            stream = format!("forum-{}", dice.of(&["under", "ny", "ny-2", "klima"]));
            let body = json!({
                "kind": dice.of(&["core-group", "sprint-group"]), "name": dice.word(), "purpose": dice.word(),
                "parent": dice.of(&FORUMS), "predecessors": dice.few(&FORUMS), "consulted": ["dfd"],
                "criteria": [{ "point": dice.of(&["g1", "g2", "g3"]) }], "waiver": dice.word(),
                "review_by": dice.day(),
            });
            thinned(dice, body, &["kind", "name", "parent"])
        }
        C::ChangeMembership => {
            let role = dice.of(&["owner", "lead", "member", "chair", "observer", "agency"]);
            let body = json!({
                "participant": dice.who(), "action": dice.of(&["joined", "joined", "left", "changed"]), "role": role,
                "meeting": meeting, "decision": decision, "representation": "expert",
            });
            thinned(dice, body, &["participant", "action", "role"])
        }
        C::OrganiseSecretariat => {
            let model = dice.of(&["broad", "single", "small", "none", "not_documented"]);
            json!({ "model": model, "by": dice.few(&super::dice::WHO), "tasks": [dice.word()] })
        }
        C::RecordMeeting => {
            if dice.one_in(4) {
                "measure-p".clone_into(&mut stream);
            }
            let about = format!("decision-{decision}");
            let item = json!({ "n": 1, "title": dice.word(), "kind": "decision", "ref": about, "stated": "agreed" });
            let presence = |who: &str, how: &str| json!({ "participant": who, "presence": how });
            let body = json!({
                "id": meeting, "number": dice.number(), "status": dice.of(&["announced", "held", "held", "cancelled"]),
                "date": dice.day(), "agenda": [item], "minutes_doc": document,
                "attendance": [presence("kld", "present"), presence("kd", "stand_in"), presence("fin", "absent")],
            });
            thinned(dice, body, &["id", "status", "date", "agenda", "attendance"])
        }
        C::ReviewForum => {
            let body = json!({
                "outcome": dice.of(&["continue", "adjust", "wind_down"]), "reason": dice.word(),
                "criteria": [{ "point": dice.of(&["g1", "g9"]), "text": dice.word() }], "review_by": dice.day(),
                "decision": decision,
            });
            thinned(dice, body, &["outcome", "reason"])
        }
        C::CloseForum => {
            // The forum that most is about goes on most of the time.
            stream = format!("forum-{}", dice.of(&["under", "ny", "ny-2", "vann", "klima"]));
            let body = json!({
                "reason": dice.word(), "handover": [dice.of(&FORUMS)], "consulted": ["dfd"], "waiver": dice.word(),
                "decision": decision,
            });
            thinned(dice, body, &["reason", "consulted"])
        }
        C::AssessProblem => {
            let body = json!({
                "id": format!("v{}", dice.below(40)), "assessor": dice.who(), "statement": dice.word(),
                "features": { "wicked": true }, "complexity": dice.number(), "conflict": dice.number(),
                "placement": dice.of(&["documented", "not_documented", "none"]),
            });
            thinned(dice, body, &["id", "assessor", "statement", "placement"])
        }
        C::RecordCoordinationResult => {
            let body = json!({
                "ladder": dice.of(&[1, 1, 2]), "step": dice.number(), "statement": dice.word(),
                "evidence_docs": [document],
            });
            thinned(dice, body, &["ladder", "step", "statement"])
        }
        _ => {
            json!({ "meeting": meeting, "document": document, "in_meeting": dice.of(&["m1", "m2"]) })
        }
    };
    (stream, body)
}

fn texts(command: C, dice: &mut Dice, world: &World) -> Made {
    let name = dice.of(&["klima", "klima", "modell"]);
    let (kind, owner) = if name == "klima" {
        ("mandate", "forum-klima")
    } else {
        ("governance_model", "participant-dfd")
    };
    let known = name.parse::<MandateId>().ok().and_then(|id| world.register.mandate(&id));
    let latest = known.map_or(0, |known| known.latest);
    let last = known.and_then(|known| known.drafts.keys().max().copied());
    let number = |draft: u32| format!("{:02}-{draft:02}", latest.min(99));
    let decision = dice.decision(world);
    let body = match command {
        C::SubmitMandateText => {
            let next = number(last.map_or(0, |last| last.saturating_add(1)).min(99));
            let body = json!({
                "kind": kind, "owner": owner, "status": dice.of(&["announced", "submitted", "submitted"]),
                "version": next, "base": number(0), "reason": dice.word(),
                "sections": [{ "key": "1", "text": dice.word() }, { "key": "2", "text": dice.word() }],
            });
            thinned(dice, body, &["kind", "owner", "status", "version", "sections"])
        }
        C::AdoptMandate => {
            let body = json!({
                "kind": kind, "owner": owner, "version": latest.saturating_add(1), "from_draft": number(last.unwrap_or(0).min(99)),
                "effective_from": dice.day(), "review_by": dice.day(), "decision": decision,
                "described_as": dice.word(),
            });
            thinned(dice, body, &["kind", "owner", "version", "from_draft"])
        }
        C::RepealMandate => {
            let body = json!({
                "version": latest, "reason": dice.word(), "replaced_by": "modell", "decision": decision,
            });
            thinned(dice, body, &["version", "reason"])
        }
        _ => {
            let (name, forum) = dice.of(&[("felles", ""), ("neste", ""), ("klima", "klima")]);
            let status = dice.of(&["proposed", "adopted", "replaced", "ended"]);
            let goals = [json!({ "key": dice.of(&["g1", "g2"]), "text": dice.word() })];
            let body = json!({
                "status": status, "title": dice.word(), "period": { "from": 2026, "to": 2026 + dice.below(5) },
                "goals": goals, "owners": dice.few(&super::dice::WHO), "replaces": "felles",
            });
            let mut body = thinned(dice, body, &["status", "title", "goals"]);
            if !forum.is_empty() {
                body["forum"] = json!(forum);
            }
            return (format!("strategy-{name}"), body);
        }
    };
    (format!("mandate-{name}"), body)
}

fn measures(command: C, dice: &mut Dice, world: &World) -> Made {
    let mut stream = format!("measure-{}", dice.of(&["a", "a", "p", "b", "c", "d"]));
    let (document, decision) = (dice.document(world), dice.decision(world));
    let milestone = format!("s{}", dice.below(6));
    let (body, needed): (Value, &[&str]) = match command {
        C::RegisterMeasure => {
            stream = format!("measure-{}", dice.of(&["b", "c", "d", "e", "f"]));
            let kind = dice.of(&["measure", "project", "programme", "work_package", "joint_task"]);
            let body = json!({
                "kind": kind, "title": dice.word(), "forum": "klima", "parent": dice.of(&["a", "p", "b"]),
                "depends_on": dice.few(&["a", "b", "c", "d"]), "decision": decision,
            });
            (body, &["kind", "title", "forum"])
        }
        C::AssignResponsibility => {
            let things = ["measure-a", "measure-b", "forum-klima", "strategy-felles"];
            dice.of(&things).clone_into(&mut stream);
            let role =
                dice.of(&["responsible", "contributing", "steering", "process_owner", "driver"]);
            let body = json!({
                "holder": dice.of(&THINGS), "role": role, "from": "2026", "replaces": "participant-kd",
                "decision": decision,
            });
            (body, &["holder", "role"])
        }
        C::SetGovernanceFunction => {
            let function = dice.of(&["decide", "advise", "inform", "outside_model"]);
            let body = json!({
                "function": function, "followed_in": dice.few(&FORUMS), "own_steering_group": true,
            });
            (body, &["function"])
        }
        C::ReportMeasureStatus => {
            let status =
                dice.of(&["planned", "ongoing", "delayed", "paused", "ongoing", "completed"]);
            let body = json!({
                "status": status, "scale": dice.of(&["full", "reduced"]), "text": dice.word(),
                "said_of": dice.of(&["single", "single", "all_together"]), "next_report_by": dice.day(),
            });
            (body, &["status", "said_of"])
        }
        C::ScheduleMilestone => {
            let kind = dice.of(&["baseline", "forecast"]);
            let body = json!({
                "id": milestone, "title": dice.word(), "due": dice.of(&["2026", "2026-06", "2027-01-31"]), "kind": kind,
                "reason": dice.word(),
            });
            (body, &["id", "title", "due", "kind", "reason"])
        }
        C::ReachMilestone => {
            let body = json!({
                "id": milestone, "title": dice.word(), "actual": dice.of(&["2026", "2026-02", "2027"]),
                "evidence_docs": [document], "compared_with": { "id": "s1", "assumption": dice.word() },
            });
            (body, &["id", "title", "actual"])
        }
        C::RecordFunding => {
            let body = json!({
                "stage": dice.of(&["proposed", "agreed", "allocated"]), "resource": dice.of(&["money", "staff"]),
                "model": dice.word(), "payers": [dice.who()], "amount": "10 mill. kr", "budget_item": "1560/22",
                "years": { "from": 2026, "to": 2026 + dice.below(3) }, "decision": decision,
            });
            (body, &["stage", "resource"])
        }
        _ => {
            let body = json!({
                "id": format!("g{}", dice.below(4)), "kind": dice.of(&["security", "savings"]), "statement": dice.word(),
                "stage": dice.of(&["expected", "measured"]), "value": "3 årsverk",
            });
            (body, &["id", "kind", "statement", "stage"])
        }
    };
    (stream, thinned(dice, body, needed))
}

const POSITIONS: [&str; 8] = [
    "consents",
    "consents",
    "consents",
    "stands_aside",
    "reserves",
    "requests_discussion",
    "recuses",
    "withdrawn",
];

fn decisions(command: C, dice: &mut Dice, world: &World) -> Made {
    let number = dice.decision(world);
    let (revision, _) = stage(world, number);
    let stream = format!("decision-{number}");
    let said = |act: Act| act.item["body"].clone();
    let body = match command {
        C::ProposeDecision | C::ReportDecision => return new_decision(command, dice, world),
        C::ReviseProposal => json!({
            "revision": revision.saturating_add(1), "text": crate::harness::text(revision.saturating_add(1)), "reason": dice.word(),
        }),
        C::OpenRound => {
            let act = if dice.one_in(4) {
                declared(revision, "m1")
            } else {
                let method = dice.of(&["consensus", "silence"]);
                open(revision, method).with("deadline", dice.of(&[DEADLINE, "2026-12-31"]))
            };
            said(act.with("reopen_reason", dice.word()).with("waiver", dice.word()))
        }
        C::TakePosition => return position(dice, world),
        C::ExtendDeadline | C::CloseRound => return of_round(command, dice, world),
        C::WithdrawDecision => {
            let to =
                dice.of(&["line", "forum", "political_clarification", "political_clarification"]);
            let body = json!({ "reason": dice.word(), "referred_to": to });
            thinned(dice, body, &["reason"])
        }
        C::SupersedeDecision => {
            let (old, by) = replaceable(dice, world);
            let extent = dice.of(&["whole", "part", "part"]);
            let body = json!({ "by": by, "extent": extent, "note": dice.word() });
            return (format!("decision-{old}"), body);
        }
        C::ReturnDecision => json!({ "result_ref": dice.document(world) }),
        C::AttestPosition => {
            let (number, target, whose) = recorded(dice, world);
            let response = dice.of(&["confirmed", "contested"]);
            let body = json!({
                "target": target, "participant": whose, "response": response, "statement": dice.word(),
            });
            return (format!("decision-{number}"), body);
        }
        _ => {
            let body = json!({
                "involved": [dice.who()], "how": dice.word(), "when": dice.of(&["2026", "2025-23"]), "result": dice.word(),
            });
            let subject = if dice.one_in(2) { stream } else { dice.of(&THINGS).to_owned() };
            return (subject, thinned(dice, body, &["involved", "how", "when"]));
        }
    };
    (stream, body)
}

/// A decision, and one in force that names it among its topics, where there are such.
fn replaceable(dice: &mut Dice, world: &World) -> (u64, u64) {
    let pairs: Vec<(u64, u64)> = decided(world)
        .filter(|(_, by)| by.in_force.is_some())
        .flat_map(|(number, by)| by.topics.iter().map(move |topic| (topic, number)))
        .filter_map(|(topic, by)| Some((DecisionId::try_from(topic).ok()?.0, by)))
        .collect();
    if pairs.is_empty() { (dice.decision(world), dice.decision(world)) } else { dice.of(&pairs) }
}

/// An answer that was recorded for somebody: its decision and position, and whose it is.
fn recorded(dice: &mut Dice, world: &World) -> (u64, u64, String) {
    let all: Vec<_> = decided(world)
        .flat_map(|(number, known)| known.recorded_for.iter().map(move |row| (number, row)))
        .map(|(number, (at, whose))| (number, *at, whose.to_string()))
        .collect();
    if all.is_empty() {
        (dice.decision(world), dice.below(40), dice.who().to_owned())
    } else {
        dice.of(&all)
    }
}

/// Every decision there is, with its number.
fn decided(world: &World) -> impl Iterator<Item = (u64, &Decision)> {
    let numbers = 1..world.register.next_number(StreamKind::Decision);
    numbers.filter_map(|number| Some((number, world.register.decision(DecisionId(number))?)))
}

/// A round that is open, where there is one: its decision, number and revision, and one who answers in it.
fn round(dice: &mut Dice, world: &World) -> (u64, u32, u32, String) {
    let open: Vec<_> = world.register.open_rounds().collect();
    if open.is_empty() || dice.one_in(8) {
        let number = dice.decision(world);
        let (revision, round) = stage(world, number);
        return (number, round, revision, dice.who().to_owned());
    }
    let (id, round) = dice.of(&open);
    let electors: Vec<_> = round.electorate.iter().map(ToString::to_string).collect();
    (id.0, round.number, round.revision, dice.of(&electors))
}

fn position(dice: &mut Dice, world: &World) -> Made {
    let (number, round, revision, who) = round(dice, world);
    let act = answer(KD, round, revision, dice.of(&POSITIONS)).with("participant", who);
    let act = match dice.below(6) {
        0 => act.with("meeting", "m1"),
        1 => act.with("conditional", true).with("condition", dice.word()),
        2 => act.with("remark", dice.word()).with("cleared", "political"),
        _ => act,
    };
    (format!("decision-{number}"), act.item["body"].clone())
}

fn of_round(command: C, dice: &mut Dice, world: &World) -> Made {
    let (number, round, _, who) = round(dice, world);
    let body = if command == C::CloseRound {
        json!({ "round": round })
    } else {
        let later = dice.of(&["2026-03-20", "2026-12-31", "2027-01-31"]);
        json!({ "round": round, "new_deadline": later, "requested_by": who, "reason": dice.word() })
    };
    (format!("decision-{number}"), body)
}

fn new_decision(command: C, dice: &mut Dice, world: &World) -> Made {
    let forum = dice.of(&FORUMS);
    if command == C::ReportDecision {
        let documented = dice.of(&["none", "some"]);
        let named = [json!({ "participant": dice.who(), "position": "consents" })];
        let positions = if documented == "none" { json!([]) } else { json!(named) };
        let body = json!({
            "forum": forum, "title": dice.word(), "text": dice.word(), "attribution": "collective", "body": "kd",
            "documented": documented, "positions": positions,
        });
        let needed = ["title", "text", "attribution", "documented", "positions"];
        return ("decision".to_owned(), thinned(dice, body, &needed));
    }
    let older = format!("decision-{}", dice.decision(world));
    let body = json!({
        "forum": forum, "title": dice.word(), "text": crate::harness::text(1), "matter": dice.of(&["general", "budget"]),
        "topic_refs": [older, dice.of(&THINGS)],
    });
    ("decision".to_owned(), thinned(dice, body, &["forum", "title", "text", "matter"]))
}
