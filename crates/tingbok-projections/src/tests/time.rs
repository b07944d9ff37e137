//! What had happened by a day (domain model, time semantics).
use super::fixture::{Log, NOW, as_of, klima, said, told, who};
use crate::{AsOf, Page};
use tingbok_domain::event::MembershipAction;

/// Where an entry is found for a day.
#[derive(Debug, PartialEq, Eq)]
enum Shown {
    Counts,
    Possibly,
    Undated,
    Nowhere,
}

fn shown(occurred: &str, when: &AsOf) -> Shown {
    let mut log = klima();
    log.participants(&["jd"]);
    let position = log.member("klima", "jd", MembershipAction::Joined, &told(occurred));
    let state = log.forum_at("klima", when).unwrap();
    let listed = |facts: &[crate::Fact]| facts.iter().any(|fact| fact.position == position);
    if state.members.iter().any(|seat| seat.participant == who("jd")) {
        Shown::Counts
    } else if listed(&state.aside.possibly) {
        Shown::Possibly
    } else if listed(&state.aside.undated) {
        Shown::Undated
    } else {
        Shown::Nowhere
    }
}

#[test]
fn an_entry_counts_from_the_last_day_it_can_have_happened_on() {
    for (occurred, day, expected) in [
        ("2023", "2022-12-31", Shown::Nowhere),
        ("2023", "2023-06-30", Shown::Possibly),
        ("2023", "2023-12-31", Shown::Counts),
        ("[..2023-11-10]", "2023-11-09", Shown::Possibly),
        ("[..2023-11-10]", "2023-11-10", Shown::Counts),
        ("[2023-03..2023-05]", "2023-02-28", Shown::Nowhere),
        ("[2023-03..2023-05]", "2023-05-30", Shown::Possibly),
        ("[2023-03..2023-05]", "2023-05-31", Shown::Counts),
        ("[2023..]", "2030-01-01", Shown::Possibly),
        ("2023-24", "2024-02-28", Shown::Possibly),
        ("2023-24", "2024-02-29", Shown::Counts),
        ("unknown", "2030-01-01", Shown::Undated),
    ] {
        assert_eq!(shown(occurred, &as_of(day)), expected, "{occurred} by {day}");
        assert_eq!(shown(occurred, &NOW), Shown::Counts, "{occurred} now");
    }
}

#[test]
fn a_list_shows_what_was_there_and_a_page_ends_where_the_next_begins() {
    let mut log = Log::default();
    log.participants(&["kdd"]);
    for (name, occurred) in [("a", "2021"), ("b", "2022-05-01"), ("c", "2023"), ("d", "unknown")] {
        log.forum(name, &told(occurred));
    }
    let names = |when: &AsOf, page| {
        let listed = log.views.forums(page, when);
        let names: Vec<_> = listed.items.iter().map(|forum| forum.id.to_string()).collect();
        (names, listed.next)
    };
    assert_eq!(names(&as_of("2022-05-01"), Page::default()).0, ["a", "b"]);
    assert_eq!(names(&AsOf { at: Some(3), ..AsOf::default() }, Page::default()).0, ["a", "b"]);
    let (first, next) = names(&NOW, Page::first(3));
    assert_eq!(first, ["a", "b", "c"]);
    assert_eq!(names(&NOW, Page { after: next, limit: 3 }), (vec!["d".to_owned()], None));
}

#[test]
fn witnessed_entries_never_overtake_each_other() {
    let mut log = klima();
    // Recorded afterwards with an earlier day: the seat was ended after it began, whatever the days say.
    log.participants(&["jd"]);
    log.member("klima", "jd", MembershipAction::Joined, &said("2026-03-01"));
    log.member("klima", "jd", MembershipAction::Left, &said("2026-02-01"));
    let state = log.forum_at("klima", &as_of("2026-12-31")).unwrap();
    assert!(state.members.iter().all(|seat| seat.participant != who("jd")));
}

#[test]
fn an_object_that_may_have_been_there_is_listed_apart() {
    let mut log = Log::default();
    log.participants(&["kdd"]);
    log.forum("kompetanse", &told("[2021..2022]"));
    assert!(log.forum_at("kompetanse", &as_of("2021-06-01")).is_none());
    let aside = crate::aside(&log.concerning("forum-kompetanse"), &as_of("2021-06-01"), &|_| true);
    assert_eq!(aside.possibly.len(), 1);
}
