//! Kinds 24, 25, 30, 31, 32 and 52.
use crate::harness::{
    Act, FIN, HOD, KD, KLD, REGISTRAR, SECRETARIAT, World, accepts, anchoring, answer, by, close,
    open, proposal, refuses, reopen, revision, supersede, withdraw,
};
use serde_json::json;

/// Decision 2 of the same forum, in force.
pub(crate) fn with_second(world: World, forum: &str) -> World {
    let secretariat = if forum == "klima" { SECRETARIAT } else { "secretariat hod vann" };
    let members: &[&str] = if forum == "klima" { &[KLD, KD, FIN] } else { &[HOD] };
    let mut world = world
        .given(
            proposal("general")
                .with("forum", forum)
                .with("topic_refs", json!(["decision-1"]))
                .by(secretariat),
        )
        .given(anchoring("decision-2").by(secretariat))
        .given(open(1, "consensus").on("decision-2").by(secretariat));
    for who in members {
        world = world.given(answer(who, 1, 1, "consents").on("decision-2"));
    }
    world.given(close(1).on("decision-2").by(secretariat))
}

/// A third decision of the same forum, in force, that names nothing.
fn with_third(world: World) -> World {
    let mut world = world
        .given(proposal("general"))
        .given(anchoring("decision-3"))
        .given(open(1, "consensus").on("decision-3"));
    for who in [KLD, KD, FIN] {
        world = world.given(answer(who, 1, 1, "consents").on("decision-3"));
    }
    world.given(close(1).on("decision-3"))
}

pub(crate) fn told() -> Act {
    let body = json!({
        "forum": "klima", "title": "Fra rapporten", "text": "Gruppen ble videreført", "attribution": "collective",
        "documented": "none",
    });
    by(REGISTRAR, "ReportDecision", "decision", body).reported()
}

fn bring_back() -> Act {
    by(SECRETARIAT, "ReturnDecision", "decision-1", json!({ "result_ref": 1 }))
}

#[test]
fn rule_rows_for_proposing() {
    let world = World::proposed();
    accepts("decision-unique", &world, proposal("general").on("decision-2"));
    refuses("decision-unique", &world, proposal("general").on("decision-1"));
    accepts("number-next", &world, proposal("general").on("decision-2"));
    refuses("number-next", &world, proposal("general").on("decision-3"));
    refuses("number-next", &world, proposal("general").on("decision-18446744073709551615"));
    accepts("proposal-by-member", &world, proposal("general").by(FIN));
    refuses("proposal-by-member", &world, proposal("general").by(HOD));
    refuses("proposal-by-member", &world, proposal("general").by("member dfo"));
    accepts("decision-title", &world, proposal("general"));
    refuses("decision-title", &world, proposal("general").with("title", " "));
    accepts("decision-text", &world, proposal("general"));
    refuses("decision-text", &world, proposal("general").without("text"));
    accepts("text-digest", &world, proposal("general").with("sha256", crate::harness::digest(1)));
    refuses("text-digest", &world, proposal("general").with("sha256", crate::harness::digest(2)));
}

#[test]
fn rule_rows_for_revising() {
    let world = World::proposed();
    accepts("revision-own", &world, revision(2).by(KD));
    refuses("revision-own", &world, revision(2).by(FIN));
    refuses("proposal-by-member", &world, revision(2).by(HOD));
    accepts("revision-next", &world, revision(2));
    refuses("revision-next", &world, revision(3));
    refuses("revision-next", &world, revision(1));
    accepts("revision-reason", &world, revision(2));
    refuses("revision-reason", &world, revision(2).with("reason", ""));
    refuses("decision-text", &world, revision(2).with("text", ""));
    accepts("revision-live", &world, revision(2));
    refuses("revision-live", &world.clone().given(withdraw()), revision(2));
    let referred = world.given(withdraw().with("referred_to", "political_clarification"));
    refuses("revision-live", &referred, revision(2));
    accepts("revision-live", &referred.given(bring_back()), revision(2));
}

#[test]
fn rule_rows_for_withdrawing_and_returning() {
    let world = World::proposed();
    accepts("withdrawal-reason", &world, withdraw());
    refuses("withdrawal-reason", &world, withdraw().without("reason"));
    let gone = accepts("withdrawal-live", &world, withdraw());
    refuses("withdrawal-live", &gone, withdraw());
    let referred = world.clone().given(withdraw().with("referred_to", "political_clarification"));
    refuses("withdrawal-live", &referred, withdraw());
    accepts("return-referred", &referred, bring_back());
    refuses("return-referred", &gone, bring_back());
    refuses("return-referred", &world, bring_back());
    let to_the_line = world.given(withdraw().with("referred_to", "line"));
    refuses("return-referred", &to_the_line, bring_back());
}

#[test]
fn rule_rows_for_superseding() {
    let world = with_second(World::adopted(), "klima");
    accepts("supersede-other", &world, supersede(2, "whole"));
    refuses("supersede-other", &world, supersede(1, "whole"));
    accepts("decision-in-force", &world, supersede(2, "part"));
    refuses(
        "decision-in-force",
        &World::adopted().given(proposal("general")),
        supersede(2, "part"),
    );
    accepts("supersede-forum", &world, supersede(2, "whole"));
    refuses("supersede-forum", &with_second(World::adopted(), "vann"), supersede(2, "whole"));

    accepts("supersede-named", &world, supersede(2, "whole"));
    let unnamed = with_third(world.clone());
    refuses("supersede-named", &unnamed, supersede(3, "whole"));

    let open = world.clone().given(revision(2)).given(reopen(2, "consensus"));
    refuses("supersede-no-round", &open, supersede(2, "whole"));
    accepts("supersede-no-round", &open.given(withdraw()), supersede(2, "whole"));

    accepts("decision-superseded", &world, revision(2));
    let replaced = accepts("decision-superseded", &world, supersede(2, "whole"));
    refuses("decision-superseded", &replaced, supersede(2, "whole"));
    refuses("decision-superseded", &replaced, revision(2));
    refuses("decision-superseded", &replaced, reopen(1, "consensus"));
    let partly = world.given(supersede(2, "part"));
    accepts("decision-superseded", &partly, revision(2));
}

#[test]
fn rule_rows_for_decisions_that_a_source_tells_of() {
    let world = World::proposed();
    let positions = json!([{ "participant": "kd", "position": "consents" }]);
    accepts("report-positions", &world, told());
    refuses("report-positions", &world, told().with("positions", positions.clone()));
    accepts(
        "report-positions",
        &world,
        told().with("positions", positions).with("documented", "some"),
    );
    refuses("report-positions", &world, told().with("documented", "all"));
    refuses("decision-title", &world, told().without("title"));
    refuses("decision-unique", &world, told().on("decision-1"));
    refuses("number-next", &world, told().on("decision-7"));

    let there = world.given(told());
    accepts("decision-reported-apart", &there, revision(2));
    refuses("decision-reported-apart", &there, revision(1).on("decision-2"));
    refuses("decision-reported-apart", &there, open(1, "consensus").on("decision-2"));
    refuses("decision-reported-apart", &there, withdraw().on("decision-2"));
    assert!(there.decision(2).in_force.is_none());
}
