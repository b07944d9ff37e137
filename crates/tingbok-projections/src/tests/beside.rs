//! What stands beside a thing: how sources differ on it, who evaluated it, and what is known of it before it began.
use super::fixture::{Log, NOW, as_of, said, told};
use crate::{AsOf, Before, before, evaluation, overview};
use serde_json::{Value, json};
use tingbok_domain::{Event, Recorded, StreamId};

fn stream(name: &str) -> StreamId {
    name.parse().unwrap()
}

fn visible(log: &Log) -> impl Fn(&Recorded) -> bool {
    |recorded| log.register.visible_to_all(recorded)
}

fn tell(log: &mut Log, stream: &str, occurred: &str, kind: fn(Value) -> Event, fields: Value) {
    log.add(stream, &told(occurred), kind(fields));
}

fn strategy(fields: Value) -> Event {
    Event::StrategyPublished(serde_json::from_value(fields).unwrap())
}

fn evaluated(fields: Value) -> Event {
    Event::EvaluationPublished(serde_json::from_value(fields).unwrap())
}

#[test]
fn sources_differ_on_the_thing_itself_and_not_on_what_stands_with_it() {
    let mut log = Log::default();
    for (name, replaces, from) in [("a", Value::Null, 2020), ("a", Value::Null, 2021)]
        .into_iter()
        .chain([("b", json!("a"), 2022), ("b", json!("a"), 2023)])
    {
        let fields = json!({
            "status": "adopted", "title": "S", "period": { "from": from, "to": 2025 },
            "replaces": replaces,
        });
        tell(&mut log, &format!("strategy-{name}"), "2021", strategy, fields);
    }
    let entries = log.concerning("strategy-a");
    assert_eq!(entries.len(), 4);
    let found = overview::sources_differ(&stream("strategy-a"), &entries, &NOW, &visible(&log));
    let values: Vec<&str> = found.iter().flat_map(|one| &one.values).map(|t| &*t.value).collect();
    assert_eq!(values, ["2020", "2021"]);
    assert_eq!(overview::contradictions(&entries, &NOW, &visible(&log)).len(), 2);
    let then = overview::sources_differ(
        &stream("strategy-a"),
        &entries,
        &as_of("2021-06-30"),
        &visible(&log),
    );
    assert_eq!(then, []);
}

#[test]
fn an_evaluation_stands_with_each_thing_it_is_about_and_its_notes_with_the_one_they_name() {
    let mut log = Log::default();
    log.participants(&["dfo"]);
    log.forum("klima", &said("2021"));
    let finding = |text: &str| json!({ "dimension": "mandate", "text": text });
    let fields = json!({
        "title": "E", "by": ["dfo"], "subject": ["forum-klima", "forum-vann"],
        "findings": [
            finding("Vann, ulikt i kilden: a, mens b"), finding("Ulikt i kilden: c"), finding("Vann: d"),
        ],
    });
    tell(&mut log, "evaluation-e", "2024", evaluated, fields);
    let of = |name: &str, when: &AsOf| {
        overview::evaluations_of(&stream(name), &log.concerning(name), when, &visible(&log))
    };
    assert_eq!(of("forum-vann", &NOW).len(), 1);
    assert_eq!(of("forum-vann", &as_of("2024-05-01")), []);
    assert_eq!(of("participant-dfo", &NOW), []);
    let (id, entries) = ("e".parse().unwrap(), log.concerning("evaluation-e"));
    let today = super::fixture::day("2026-01-01");
    let state = evaluation::state(&id, &entries, &NOW, &visible(&log), today).unwrap();
    for (name, noted) in [(Some("Vann og avløp"), 1), (Some("Klima"), 0), (None, 2)] {
        assert_eq!(overview::noted(&state, name).len(), noted, "{name:?}");
    }
}

#[test]
fn before_a_forum_can_have_begun_nothing_may_have_happened_to_it() {
    let mut log = Log::default();
    log.participants(&["kld"]);
    log.forum("klima", &told("[2021..2022]"));
    let joined = tingbok_domain::event::MembershipAction::Joined;
    log.member("klima", "kld", joined, &told("[..2024]"));
    let entries = log.concerning("forum-klima");
    let by = |day: &str| before(&stream("forum-klima"), &entries, &as_of(day), &visible(&log));
    assert_eq!(by("2020-12-31"), Before::default());
    assert!(by("2020-12-31").is_empty());
    let in_between = by("2021-06-01");
    assert_eq!((in_between.happened.len(), in_between.aside.possibly.len()), (0, 2));
    assert_eq!(by("2022-12-31").happened.len(), 1);
}
