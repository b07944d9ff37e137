//! Rules that hold for every kind.
use crate::harness::{
    COORDINATOR, REGISTRAR, World, accepts, answer, document, forum, membership, open, participant,
    proposal, refuses, succession,
};
use serde_json::json;

#[test]
fn rule_rows_for_how_the_ledger_knows() {
    let world = World::opened();
    accepts("evidence-derived", &world, participant("smk", "pmo"));
    refuses("evidence-derived", &world, participant("smk", "pmo").beside("evidence", "derived"));
    let told = participant("smk", "pmo").reported();
    accepts("reported-source", &world, told.clone());
    refuses(
        "reported-source",
        &world,
        told.clone().beside("source", json!({ "kind": "native", "ref": "x" })),
    );
    refuses("reported-source", &world, told.beside("source", json!({ "kind": "seed" })));
}

#[test]
fn rule_rows_for_when_it_happened() {
    let world = World::opened();
    accepts("occurred-future", &world, participant("smk", "pmo").beside("occurred", "2026-03-02"));
    refuses("occurred-future", &world, participant("smk", "pmo").beside("occurred", "2026-03-03"));
    refuses("occurred-future", &world, participant("smk", "pmo").beside("occurred", "2027"));
    accepts("occurred-future", &world, participant("smk", "pmo").beside("occurred", "unknown"));
}

#[test]
fn rule_rows_for_who_may_read() {
    let world = World::seated();
    accepts(
        "visibility-after-outcome",
        &world,
        proposal("general").beside("visibility", "after_outcome"),
    );
    refuses(
        "visibility-after-outcome",
        &world,
        document("note").beside("visibility", "after_outcome"),
    );
    accepts("visibility-open", &world, proposal("general").beside("visibility", "public"));
    refuses("visibility-open", &world, proposal("general").beside("visibility", "forum"));
    let restricted = json!({ "restricted": {
        "law": "offentleglova", "section": 14, "paragraph": 1, "whole": true, "meirinnsyn_assessed": true,
    } });
    refuses("visibility-open", &world, proposal("general").beside("visibility", restricted));
}

#[test]
fn rule_rows_for_who_has_ended() {
    let world = World::in_round();
    accepts("participant-ended", &world, membership("jd", "joined", "member"));
    let ended = world.given(succession("jd", &["hod"], "merge"));
    refuses("participant-ended", &ended, membership("jd", "joined", "member"));
    accepts("participant-ended", &ended, answer("member kd", 1, 1, "consents"));
}

#[test]
fn an_entry_that_waits_for_the_outcome_is_public_once_the_round_is_closed() {
    let hidden = answer("member kd", 1, 1, "consents").beside("visibility", "after_outcome");
    let world = World::in_round().given(hidden);
    let position = usize::try_from(world.last()).unwrap();
    assert!(!world.register.visible_to_all(&world.log[position]));
    let closed = world.on("2026-03-14").given(crate::harness::close(1));
    assert!(closed.register.visible_to_all(&closed.log[position]));
}

#[test]
fn something_named_that_is_not_there_is_unknown_and_not_a_rule() {
    let world = World::seated();
    for act in [
        open(1, "consensus"),
        proposal("general").with("forum", "ukjent"),
        membership("ukjent", "joined", "member"),
        forum("ny").with("parent", "ukjent").by(COORDINATOR),
        document("note").with("issued_by", json!(["ukjent"])).by(REGISTRAR).reported(),
    ] {
        let answer = world.attempt(&act).map(|_| ());
        // A decision that is not there belongs to no forum, so nobody may record for it.
        assert!(matches!(answer, Err(ref refusal) if refusal.rule().is_none()), "{answer:?}");
    }
}

#[test]
fn rule_rows_for_acts_on_a_decision() {
    let world = World::in_round();
    let consents = answer("member kd", 1, 1, "consents");
    accepts("act-today", &world, consents.clone());
    for other in ["2026-03-01", "2019", "unknown"] {
        refuses("act-today", &world, consents.clone().beside("occurred", other));
    }
    // What a source tells has the date of the source.
    accepts("act-today", &World::seated(), crate::decisions::told().beside("occurred", "2019"));

    let substituted =
        world.given(crate::harness::substitute("fin", "kd", "2026-03-01", "2026-03-31"));
    accepts(
        "acting-for-answer",
        &substituted,
        consents.clone().acting_for("fin").with("participant", "fin"),
    );
    refuses("acting-for-answer", &substituted, crate::harness::revision(2).acting_for("fin"));
    refuses("acting-for-answer", &substituted, document("note").acting_for("fin"));

    let waiting = World::seated().given(proposal("general").beside("visibility", "after_outcome"));
    let anchored = crate::harness::anchoring("decision-1");
    accepts("visibility-wider", &waiting, anchored.clone().beside("visibility", "after_outcome"));
    refuses("visibility-wider", &waiting, anchored.clone());
    accepts("visibility-wider", &World::seated().given(proposal("general")), anchored);
}
