//! Kind 15: strategies and their goals.
use crate::harness::{Act, COORDINATOR, REGISTRAR, World, accepts, refuses, strategy};
use serde_json::json;

fn published(status: &str) -> Act {
    strategy("felles", status)
}

#[test]
fn rule_rows_for_what_a_strategy_says() {
    let world = World::seated();
    accepts("strategy-title", &world, published("proposed"));
    refuses("strategy-title", &world, published("proposed").with("title", "  "));
    let years = |from: i32, to: i32| {
        published("proposed").with("period", json!({ "from": from, "to": to }))
    };
    accepts("strategy-period", &world, years(2026, 2026));
    refuses("strategy-period", &world, years(2027, 2026));
    let goals = |keys: [&str; 2]| {
        let goals: Vec<_> = keys.iter().map(|key| json!({ "key": key, "text": "Mål" })).collect();
        published("proposed").with("goals", goals)
    };
    accepts("strategy-goals", &world, goals(["a", "b"]));
    refuses("strategy-goals", &world, goals(["a", "a"]));
    let proposed = world.given(goals(["a", "b"]));
    let adopted = published("adopted");
    accepts("strategy-goals-kept", &proposed, goals(["a", "b"]).with("status", "adopted"));
    refuses("strategy-goals-kept", &proposed, adopted.without("goals"));
}

#[test]
fn rule_rows_for_the_strategy_that_another_takes_the_place_of() {
    let world = World::seated().given(published("proposed"));
    let next = strategy("neste", "proposed").with("replaces", "felles");
    accepts("strategy-replaces", &world, next.clone());
    refuses("strategy-replaces", &world, next.clone().with("replaces", "neste"));
    let unknown = world.attempt(&next.with("replaces", "ukjent")).map(|_| ());
    assert!(unknown.is_err_and(|refusal| refusal.rule().is_none()));
}

#[test]
fn rule_rows_for_how_far_a_strategy_has_come() {
    const ALL: [&str; 4] = ["proposed", "adopted", "replaced", "ended"];
    let none = World::seated();
    let proposed = none.clone().given(published("proposed"));
    let adopted = proposed.clone().given(published("adopted"));
    let replaced = adopted.clone().given(published("replaced"));
    let ended = adopted.clone().given(published("ended"));
    let follow: [(&World, &[&str]); 5] = [
        (&none, &["proposed"]),
        (&proposed, &["proposed", "adopted"]),
        (&adopted, &["replaced", "ended"]),
        (&replaced, &[]),
        (&ended, &[]),
    ];
    for (world, follows) in follow {
        for status in ALL {
            if follows.contains(&status) {
                accepts("strategy-order", world, published(status));
            } else {
                refuses("strategy-order", world, published(status));
            }
        }
    }
}

#[test]
fn what_a_source_tells_of_a_strategy_adopts_none_and_its_goals_can_be_served() {
    let told = published("adopted").by(REGISTRAR).reported();
    let world = World::seated().given(told);
    let known = world.register.strategy(&"felles".parse().unwrap()).unwrap();
    assert_eq!((known.status, known.goals.len()), (None, 2));
    refuses("strategy-order", &world, published("adopted"));
    accepts("strategy-order", &world, published("proposed"));
    let serves = crate::harness::measure("b").with("strategy", "felles").by(COORDINATOR);
    accepts("measure-goal", &world, serves.with("goals", json!(["mal-1"])));
}
