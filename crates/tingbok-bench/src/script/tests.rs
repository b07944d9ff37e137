use super::*;
use crate::{generate, survey::Survey};

fn commands(events: u64, seed: u64) -> Vec<String> {
    Script::new(Plan::new(events, seed)).map(|line| serde_json::to_string(&line).unwrap()).collect()
}

#[test]
fn the_same_seed_asks_for_the_same_byte_for_byte_and_another_seed_does_not() {
    assert_eq!(commands(3_000, 7), commands(3_000, 7));
    assert_ne!(commands(3_000, 7), commands(3_000, 8));
}

#[test]
fn a_script_asks_for_exactly_as_many_entries_as_planned() {
    for events in [2, 3, 60, 1_001, 5_000] {
        let items: usize = Script::new(Plan::new(events, 1)).map(|line| line.items.len()).sum();
        assert_eq!(u64::try_from(items).unwrap() + OPENING_ENTRIES, events);
    }
}

#[test]
fn a_script_never_goes_back_in_time_and_ends_before_its_instant() {
    let end = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
    let lines: Vec<_> = Script::new(Plan::new(20_000, 3)).collect();
    assert!(lines.is_sorted_by(|one, next| one.at < next.at));
    assert!(
        lines.iter().all(|line| line.date() < end && line.at.utc().date_naive() == line.date())
    );
}

#[test]
fn the_rules_refuse_nothing_that_a_script_asks_and_all_that_it_says_is_made_up() {
    for seed in 1..=3 {
        let mut out = Vec::new();
        let made = generate::generate(Plan::new(3_000, seed), &mut out, &mut |_| {}).unwrap();
        assert_eq!(made.head.size, 3_000);
        let lines = String::from_utf8(out).unwrap();
        assert_eq!(lines.lines().count(), 3_000);
        for (field, text) in lines.lines().flat_map(texts) {
            let made_up = ["Oppdiktet", "OSD", "OD"].iter().any(|start| text.starts_with(start));
            assert!(made_up, "{field}: {text}");
        }
        check(&made.survey);
    }
}

/// Every text of an entry that says something in words.
fn texts(line: &str) -> Vec<(String, String)> {
    const FIELDS: &[&str] =
        &["title", "text", "reason", "how", "statement", "condition", "remark", "note", "purpose"];
    let entry: serde_json::Value = serde_json::from_str(line).unwrap();
    let body = entry["body"].as_object().unwrap();
    let words = body.iter().filter(|(key, _)| FIELDS.contains(&key.as_str()));
    words.filter_map(|(key, text)| Some((key.clone(), text.as_str()?.to_owned()))).collect()
}

fn check(survey: &Survey) {
    assert!(survey.beyond_ascii * 100 >= survey.characters * 5, "{survey}");
    assert!((5..=12).contains(&(survey.large * 1_000 / survey.entries)), "{survey}");
    assert!(survey.kinds.len() >= 40, "{survey}");
}
