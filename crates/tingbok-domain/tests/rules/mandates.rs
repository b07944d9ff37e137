//! Kinds 12 to 14.
use crate::{
    decisions::with_second,
    harness::{
        Act, COORDINATOR, KD, OTHER_SECRETARIAT, REGISTRAR, SECRETARIAT, World, accepts, anchoring,
        answer, by, close, closing, forum, membership, open, proposal, refuses,
    },
};
use serde_json::json;

fn draft(number: &str) -> Act {
    let body = json!({
        "kind": "mandate", "owner": "forum-klima", "status": "submitted", "version": number,
        "sections": [{ "key": "Formål", "text": "Gruppen samordner." }],
    });
    by(SECRETARIAT, "SubmitMandateText", "mandate-klima", body)
}

fn adoption(version: u32, draft: &str) -> Act {
    let body = json!({ "kind": "mandate", "owner": "forum-klima", "version": version, "from_draft": draft });
    by(SECRETARIAT, "AdoptMandate", "mandate-klima", body)
}

#[test]
fn rule_rows_for_drafts_of_a_mandate() {
    let world = World::seated().given(draft("00-00"));
    accepts("mandate-draft-number", &world, draft("00-01"));
    for wrong in ["00-00", "00-02", "01-00"] {
        refuses("mandate-draft-number", &world, draft(wrong));
    }
    accepts("mandate-base", &world, draft("00-01").with("base", "00-00"));
    refuses("mandate-base", &world, draft("00-01").with("base", "00-01"));
    accepts("mandate-text", &world, draft("00-01").without("sections").with("status", "announced"));
    refuses("mandate-text", &world, draft("00-01").without("sections"));
    refuses("mandate-text", &world, draft("00-01").with("sections", json!([])));
    let digest =
        tingbok_domain::TextHash::of_sections([("Formål", "Gruppen samordner.")]).to_string();
    accepts("text-digest", &world, draft("00-01").with("sha256", digest));
    refuses("text-digest", &world, draft("00-01").with("sha256", "0".repeat(64)));
}

#[test]
fn rule_rows_for_whose_a_mandate_is() {
    let world = World::seated().given(draft("00-00"));
    accepts("mandate-same", &world, draft("00-01"));
    refuses("mandate-same", &world, draft("00-01").with("kind", "agreement"));
    refuses(
        "mandate-same",
        &world,
        draft("00-01").with("owner", "forum-vann").by("secretariat hod vann"),
    );
    let model =
        draft("00-00").on("mandate-modell").with("kind", "governance_model").by(COORDINATOR);
    accepts("mandate-owner", &world, model.clone().with("owner", "participant-dfd"));
    refuses("mandate-owner", &world, model.with("owner", "document-1"));
}

#[test]
fn rule_rows_for_adopting_a_mandate() {
    let world = World::seated().given(draft("00-00"));
    accepts("mandate-version", &world, adoption(1, "00-00"));
    refuses("mandate-version", &world, adoption(2, "00-00"));
    accepts("mandate-from-draft", &world, adoption(1, "00-00"));
    refuses("mandate-from-draft", &world, adoption(1, "00-01"));
    refuses("mandate-from-draft", &world, adoption(1, "00-00").without("from_draft"));
    let announced =
        World::seated().given(draft("00-00").without("sections").with("status", "announced"));
    refuses("mandate-from-draft", &announced, adoption(1, "00-00"));

    let decided = World::in_round().given(draft("00-00"));
    refuses("decision-in-force", &decided, adoption(1, "00-00").with("decision", 1));
    let decided = World::adopted().given(draft("00-00"));
    accepts("decision-in-force", &decided, adoption(1, "00-00").with("decision", 1));
}

fn repeal(version: u32) -> Act {
    by(
        SECRETARIAT,
        "RepealMandate",
        "mandate-klima",
        json!({ "version": version, "reason": "Ny ordning" }),
    )
}

fn in_force(world: &World) -> Option<u32> {
    world.register.mandate(&"klima".parse().unwrap()).unwrap().in_force
}

/// A forum under `klima`, with `kd` in it, and decision 2, which is that forum's own.
fn with_lower(world: World) -> World {
    let lower = "secretariat dfd under";
    world
        .given(forum("under").with("parent", "klima"))
        .given(membership("kd", "joined", "member").on("forum-under").by(lower))
        .given(proposal("general").with("forum", "under"))
        .given(anchoring("decision-2").by(lower))
        .given(open(1, "consensus").on("decision-2").by(lower))
        .given(answer(KD, 1, 1, "consents").on("decision-2"))
        .given(close(1).on("decision-2").by(lower))
}

#[test]
fn rule_rows_for_the_decision_that_a_mandate_rests_on() {
    // Decision 1 is of `klima`, decision 2 of `vann`, which is beside it.
    let beside = with_second(World::adopted(), "vann").given(draft("00-00"));
    accepts("mandate-decision", &beside, adoption(1, "00-00").with("decision", 1));
    refuses("mandate-decision", &beside, adoption(1, "00-00").with("decision", 2));
    // Decision 2 is of a forum under `klima`, whose mandate `klima` may settle, and not the other way.
    let under = "secretariat dfd under";
    let of_under = |act: Act| act.with("owner", "forum-under").on("mandate-under").by(under);
    let world = with_lower(World::adopted()).given(draft("00-00")).given(of_under(draft("00-00")));
    for by_decision in [1, 2] {
        let own = of_under(adoption(1, "00-00")).with("decision", by_decision);
        accepts("mandate-decision", &world, own);
    }
    refuses("mandate-decision", &world, adoption(1, "00-00").with("decision", 2));
    let adopted = world.given(adoption(1, "00-00"));
    accepts("mandate-decision", &adopted, repeal(1).with("decision", 1));
    refuses("mandate-decision", &adopted, repeal(1).with("decision", 2));
    // A source may tell of whatever decision it names.
    let told = adoption(2, "00-00").with("decision", 2).by(REGISTRAR).reported();
    accepts("mandate-decision", &adopted, told);
}

#[test]
fn rule_rows_for_repealing_a_mandate() {
    let world = World::seated().given(draft("00-00")).given(adoption(1, "00-00"));
    let gone = accepts("repeal-in-force", &world, repeal(1));
    refuses("repeal-in-force", &world, repeal(2));
    refuses("repeal-in-force", &gone, repeal(1));
    accepts("repeal-reason", &world, repeal(1));
    refuses("repeal-reason", &world, repeal(1).with("reason", ""));
    let other = draft("00-00").on("mandate-andre");
    let two = world.given(other);
    accepts("repeal-other", &two, repeal(1).with("replaced_by", "andre"));
    refuses("repeal-other", &two, repeal(1).with("replaced_by", "klima"));
    refuses(
        "decision-in-force",
        &World::in_round().given(draft("00-00")).given(adoption(1, "00-00")),
        repeal(1).with("decision", 1),
    );
}

#[test]
fn a_mandate_that_is_repealed_leaves_none_in_force_and_the_next_version_goes_on_counting() {
    let world = World::seated().given(draft("00-00")).given(adoption(1, "00-00"));
    assert_eq!(in_force(&world), Some(1));
    let told = world.clone().given(repeal(1).by(REGISTRAR).reported());
    assert_eq!(in_force(&told), Some(1), "what a source tells of an end ends nothing");
    let gone = world.given(repeal(1));
    assert_eq!(in_force(&gone), None);
    let again = gone.given(draft("01-00"));
    refuses("mandate-version", &again, adoption(1, "01-00"));
    assert_eq!(in_force(&again.given(adoption(2, "01-00"))), Some(2));
}

#[test]
fn the_mandate_of_a_forum_that_has_ended_can_be_repealed_and_not_written_anew() {
    let world = World::seated().given(draft("00-00")).given(adoption(1, "00-00"));
    let ended = world.given(draft("01-00")).given(closing("klima"));
    refuses("forum-open", &ended, draft("01-01"));
    refuses("forum-open", &ended, adoption(2, "01-00"));
    accepts("repeal-in-force", &ended, repeal(1));
    assert!(ended.attempt(&repeal(1).by(OTHER_SECRETARIAT)).is_err());
}

#[test]
fn a_mandate_that_a_source_tells_of_adopts_nothing_and_drafts_may_build_on_it() {
    let told = adoption(1, "00-00").without("from_draft").by(REGISTRAR).reported();
    let world = World::seated().given(told);
    let mandate = world.register.mandate(&"klima".parse().unwrap()).unwrap();
    assert_eq!((mandate.latest, mandate.in_force), (1, None));
    let drafted = world.given(draft("01-00"));
    let adopted = accepts("mandate-from-draft", &drafted, adoption(2, "01-00"));
    assert_eq!(adopted.register.mandate(&"klima".parse().unwrap()).unwrap().in_force, Some(2));
}

#[test]
fn no_number_that_a_source_tells_of_makes_a_rule_fail() {
    let told = adoption(u32::MAX, "00-00").without("from_draft").by(REGISTRAR).reported();
    let world = World::seated().given(told);
    refuses("mandate-version", &world, adoption(1, "00-00"));
}
