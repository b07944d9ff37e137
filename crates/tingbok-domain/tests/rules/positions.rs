//! Kinds 27 and 50.
use crate::harness::{
    AFTER, CHAIR, DEADLINE, FIN, HOD, KD, KLD, REGISTRAR, SECRETARIAT, World, accepts, answer,
    attest, close, digest, document, meeting, record, refuses, reopen, revision, substitute,
};
use serde_json::json;

#[test]
fn rule_rows_for_positions_in_an_open_round() {
    let world = World::in_round();
    accepts("position-round-open", &world, answer(KD, 1, 1, "consents"));
    refuses("position-round-open", &world, answer(KD, 2, 1, "consents"));
    refuses("position-round-open", &World::proposed(), answer(KD, 1, 1, "consents"));
    refuses("position-round-open", &World::adopted(), answer(KD, 1, 1, "reserves"));
    accepts("position-elector", &world, answer(FIN, 1, 1, "consents"));
    refuses("position-elector", &world, answer(HOD, 1, 1, "consents"));
    refuses("position-elector", &world, answer("member dfo", 1, 1, "consents"));
    accepts("position-text", &world, answer(KD, 1, 1, "consents"));
    refuses("position-text", &world, answer(KD, 1, 2, "consents"));
    refuses("position-text", &world, answer(KD, 1, 1, "consents").with("text_sha256", digest(2)));
    let second = World::in_round().given(revision(2)).given(reopen(2, "consensus"));
    refuses("position-text", &second, answer(KD, 2, 2, "consents").with("text_sha256", digest(1)));
    accepts("position-text", &second, answer(KD, 2, 2, "consents"));
}

#[test]
fn rule_rows_for_positions_and_the_deadline() {
    let world = World::in_round();
    accepts("position-deadline", &world.clone().on(DEADLINE), answer(KD, 1, 1, "consents"));
    refuses("position-deadline", &world.clone().on(AFTER), answer(KD, 1, 1, "consents"));
    // In Oslo it is one hour later than in UTC in March.
    let last_second = world.clone().at("2026-03-13T22:59:59.999Z");
    accepts("position-deadline", &last_second, answer(KD, 1, 1, "consents"));
    refuses(
        "position-deadline",
        &world.clone().at("2026-03-13T23:00:00Z"),
        answer(KD, 1, 1, "consents"),
    );
    refuses("position-deadline", &world.on(AFTER), answer(KD, 1, 1, "withdrawn"));
}

#[test]
fn rule_rows_for_answering_for_oneself() {
    let world = World::in_round().given(meeting("m1"));
    accepts("position-own", &world, answer(KD, 1, 1, "consents").with("participant", "kd"));
    refuses("position-own", &world, answer(KD, 1, 1, "consents").with("participant", "fin"));
    accepts("position-own-no-meeting", &world, answer(KD, 1, 1, "consents"));
    refuses("position-own-no-meeting", &world, answer(KD, 1, 1, "consents").with("meeting", "m1"));
    let agreed = accepts(
        "position-withdraw-own",
        &world.clone().given(answer(KD, 1, 1, "consents")),
        answer(KD, 1, 1, "withdrawn"),
    );
    refuses("position-withdraw-own", &agreed, answer(KD, 1, 1, "withdrawn"));
    refuses("position-withdraw-own", &world, answer(KD, 1, 1, "withdrawn"));
}

#[test]
fn rule_rows_for_the_words_of_a_position() {
    let world = World::in_round();
    let plain = |position| answer(KD, 1, 1, position);
    let conditional =
        plain("consents").with("conditional", true).with("condition", "Dekning i budsjettet");
    accepts("position-conditional", &world, conditional.clone());
    refuses(
        "position-conditional",
        &world,
        plain("stands_aside").with("conditional", true).with("condition", "x"),
    );
    accepts("position-condition", &world, conditional.clone());
    refuses("position-condition", &world, conditional.clone().without("condition"));
    refuses("position-condition", &world, conditional.clone().with("condition", " "));
    refuses("position-condition", &world, conditional.with("conditional", false));
    accepts("position-statement", &world, plain("stands_aside"));
    refuses("position-statement", &world, plain("stands_aside").without("statement"));
    accepts("position-reason", &world, plain("reserves"));
    refuses("position-reason", &world, plain("reserves").with("reason", ""));
    accepts("position-resolves", &world, plain("reserves"));
    refuses("position-resolves", &world, plain("reserves").without("resolves_if"));
    accepts("position-ground", &world, plain("recuses").with("ground", "disqualified"));
    refuses("position-ground", &world, plain("recuses").without("ground"));
    refuses("position-ground", &world, plain("consents").with("ground", "not_affected"));
}

#[test]
fn rule_rows_for_positions_recorded_in_a_meeting() {
    let world = World::in_round().given(meeting("m1"));
    accepts("position-recorded-in-meeting", &world, record("kd", "m1", "consents"));
    refuses(
        "position-recorded-in-meeting",
        &world,
        record("kd", "m1", "consents").without("meeting"),
    );
    refuses(
        "position-recorded-in-meeting",
        &world,
        record("kd", "m1", "consents").without("participant"),
    );
    refuses("position-recorded-in-meeting", &world, record("kd", "m2", "consents").by(CHAIR));
    for other in [meeting("m1").with("status", "announced"), meeting("m1").by(REGISTRAR).reported()]
    {
        refuses(
            "position-recorded-in-meeting",
            &World::in_round().given(other),
            record("kd", "m1", "consents"),
        );
    }
    accepts("position-recorded-present", &world, record("kd", "m1", "consents"));
    refuses("position-recorded-present", &world, record("fin", "m1", "consents"));
    refuses("position-recorded-present", &world, record("hod", "m1", "consents"));
    let second = world.given(revision(2)).given(reopen(2, "consensus"));
    let later =
        answer(SECRETARIAT, 2, 2, "consents").with("participant", "kd").with("meeting", "m1");
    refuses("position-recorded-text", &second, later.clone());
    accepts("position-recorded-text", &second.given(meeting("m2")), later.with("meeting", "m2"));
}

#[test]
fn rule_rows_for_substitutes() {
    let named = substitute("kd", "jd", "2026-03-03", "2026-03-05");
    let world = World::in_round().given(named);
    let act = answer("member jd", 1, 1, "consents").acting_for("kd");
    refuses("substitute-scope", &world.clone().on("2026-03-02"), act.clone());
    accepts("substitute-scope", &world.clone().on("2026-03-03"), act.clone());
    accepts("substitute-scope", &world.clone().on("2026-03-05"), act.clone());
    refuses("substitute-scope", &world.clone().on("2026-03-06"), act.clone());
    refuses(
        "substitute-scope",
        &world.clone().on("2026-03-03"),
        act.clone().by(HOD).acting_for("kd"),
    );
    let elsewhere = substitute("kd", "jd", "2026-03-01", "2026-03-31")
        .with("scope", json!({ "forum": "vann" }));
    refuses("substitute-scope", &World::in_round().given(elsewhere), act.clone());

    let world = world.on("2026-03-04");
    accepts("substitute-principal-answered", &world, act.clone());
    refuses(
        "substitute-principal-answered",
        &world.clone().given(answer(KD, 1, 1, "consents")),
        act.clone(),
    );
    let answered = world.given(act);
    accepts("substitute-principal-answered", &answered, answer(KD, 1, 1, "reserves"));
    assert_eq!(answered.decision(1).open_round().unwrap().answers.len(), 1);
}

#[test]
fn rule_rows_for_who_can_change_an_answer() {
    let world = World::in_round().given(meeting("m1"));
    let own = world.clone().given(answer(KD, 1, 1, "stands_aside"));
    refuses("position-own-stands", &own, record("kd", "m1", "consents"));
    accepts("position-own-stands", &own, answer(KD, 1, 1, "consents"));
    accepts(
        "position-own-stands",
        &world.clone().given(record("kd", "m1", "stands_aside")),
        record("kd", "m1", "consents"),
    );
    let by_substitute = |position| answer("member jd", 1, 1, position).acting_for("kd");
    let named = world.clone().given(substitute("kd", "jd", "2026-03-01", "2026-03-31"));
    let asked = named.clone().given(by_substitute("stands_aside"));
    refuses("position-own-stands", &asked, record("kd", "m1", "consents"));
    accepts("position-own-stands", &asked, by_substitute("consents"));

    let reserved = world.clone().given(answer(KD, 1, 1, "reserves"));
    for who in [CHAIR, SECRETARIAT] {
        refuses("reservation-own", &reserved, record("kd", "m1", "consents").by(who));
        refuses("reservation-own", &reserved, record("kd", "m1", "withdrawn").by(who));
    }
    accepts("reservation-own", &reserved, answer(KD, 1, 1, "consents"));
    let recorded = world.given(record("kd", "m1", "reserves"));
    refuses("reservation-own", &recorded, record("kd", "m1", "consents"));
    let second = named.clone().given(substitute("kd", "hod", "2026-03-01", "2026-03-31"));
    let reserved = second.given(by_substitute("reserves"));
    refuses("reservation-own", &reserved, by_substitute("consents").by(HOD).acting_for("kd"));
    accepts("reservation-own", &reserved, by_substitute("consents"));
    accepts("reservation-own", &reserved, answer(KD, 1, 1, "consents"));
}

#[test]
fn rule_rows_for_contesting() {
    let world = World::in_round().given(meeting("m1")).given(record("kd", "m1", "consents"));
    let target = world.last();
    accepts("attest-own", &world, attest("kd", target, "contested"));
    refuses("attest-own", &world, attest("kd", target, "contested").by(FIN));
    accepts("attest-target", &world, attest("kd", target, "confirmed"));
    refuses("attest-target", &world, attest("fin", target, "contested"));
    refuses("attest-target", &world, attest("kd", target - 1, "contested"));
    let itself = world.clone().given(answer(KLD, 1, 1, "consents"));
    refuses("attest-target", &itself, attest("kld", itself.last(), "contested"));
    let closed = World::declared().given(close(1));
    accepts("attest-target", &closed, attest("fin", closed.last(), "contested"));
    let adopted = World::adopted();
    refuses("attest-target", &adopted, attest("fin", adopted.last(), "contested"));

    let contested = world.clone().given(attest("kd", target, "contested"));
    accepts("position-contested", &world, record("kd", "m1", "consents"));
    refuses("position-contested", &contested, record("kd", "m1", "consents"));
    accepts("position-contested", &contested, answer(KD, 1, 1, "consents"));
    let confirmed = contested.given(attest("kd", target, "confirmed"));
    refuses("position-own-stands", &confirmed, record("kd", "m1", "consents"));
    let asked =
        World::in_round().given(meeting("m1")).given(record("kd", "m1", "requests_discussion"));
    refuses("reservation-own", &asked, record("kd", "m1", "consents"));
    accepts("reservation-own", &asked, answer(KD, 1, 1, "consents"));
}

#[test]
fn an_answer_names_the_one_it_replaces() {
    let world = World::in_round().given(answer(KD, 1, 1, "consents")).given(document("note"));
    let first = world.log[world.log.len() - 2].leaf;
    let again = world.given(answer(KD, 1, 1, "stands_aside"));
    let tingbok_domain::Event::PositionTaken(body) = &again.log.last().unwrap().entry.event else {
        panic!("the newest entry is the answer")
    };
    assert_eq!(body.replaces, Some(first));
}
