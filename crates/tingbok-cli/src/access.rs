//! `tingbok access table`: what each role may record; the same table that every request is decided by.
use crate::{fault::Outcome, output, output::Page, place::Session};
use serde_json::{Map, Value, json};
use tingbok_domain::{
    EventKind, Role,
    access::{Reach, reach},
};

const fn word(reach: Reach) -> &'static str {
    match reach {
        Reach::No => "",
        Reach::OwnForum => "forum",
        Reach::Itself => "itself",
        Reach::OwnMeasure => "measure",
        Reach::Community => "community",
        Reach::Anywhere => "any",
        Reach::Reported => "reported",
        Reach::Registration => "register",
    }
}

const MEANING: [(&str, &str); 8] = [
    ("(empty)", "not at all"),
    ("forum", "in the one forum that the token is bound to"),
    ("itself", "for the participant itself, in its own matters"),
    ("measure", "where the participant answers for the measure, or for one it is a part of"),
    (
        "community",
        "for what the community works under, by the participant that the rule data names",
    ),
    ("any", "anywhere"),
    ("reported", "anywhere, and only what a source reports"),
    ("register", "anywhere, reported or witnessed"),
];

/// Prints the table.
pub(crate) fn run(session: &Session) -> Outcome {
    if session.json {
        return output::line(&as_json().to_string());
    }
    let mut page = Page::default();
    let mut header = vec!["kind"];
    header.extend(Role::ALL.iter().map(|role| role.word()));
    page.table(&header, EventKind::ALL.iter().map(|kind| row(*kind)).collect());
    page.heading("Each cell says how far the right reaches:");
    for (word, meaning) in MEANING {
        page.field(word, meaning);
    }
    page.text("\nReading what is public needs no role. An auditor reads everything.");
    page.write()
}

fn row(kind: EventKind) -> Vec<String> {
    let mut row = vec![kind.name().to_owned()];
    row.extend(Role::ALL.iter().map(|role| word(reach(*role, kind)).to_owned()));
    row
}

fn as_json() -> Value {
    let kinds = EventKind::ALL.iter().map(|kind| {
        let roles: Map<String, Value> = Role::ALL
            .iter()
            .filter(|role| reach(**role, *kind) != Reach::No)
            .map(|role| (role.word().to_owned(), json!(word(reach(*role, *kind)))))
            .collect();
        (kind.name().to_owned(), Value::Object(roles))
    });
    Value::Object(kinds.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_kind_and_every_role_and_the_auditor_records_nothing() {
        let table = as_json();
        assert_eq!(table.as_object().unwrap().len(), EventKind::ALL.len());
        assert!(EventKind::ALL.iter().all(|kind| row(*kind).len() == Role::ALL.len() + 1));
        assert!(table.as_object().unwrap().values().all(|roles| roles.get("auditor").is_none()));
        assert_eq!(table["AccessGranted"]["administrator"], "any");
    }

    #[test]
    fn every_word_of_the_table_is_explained() {
        for kind in EventKind::ALL {
            for role in Role::ALL {
                let word = word(reach(role, *kind));
                assert!(
                    word.is_empty() || MEANING.iter().any(|(known, _)| *known == word),
                    "{word}"
                );
            }
        }
    }
}
