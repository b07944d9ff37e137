//! Kinds 12 and 13.
use crate::harness::{Act, COORDINATOR, REGISTRAR, SECRETARIAT, World, accepts, by, refuses};
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
