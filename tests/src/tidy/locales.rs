//! The three languages say the same things: equal keys, equal variables in each.

use std::collections::{BTreeMap, BTreeSet};

use super::{none, sources};

const LOCALES: [&str; 3] = ["nb", "nn", "en"];

/// A message or attribute, and the variables that it uses.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn bokmal_nynorsk_and_english_have_the_same_messages_with_the_same_variables() {
    let mut findings = Vec::new();
    let [nb, nn, en] = LOCALES.map(|locale| read_locale(locale, &mut findings));
    assert!(nb.len() > 50, "only {} messages in nb", nb.len());
    findings.extend(differences("nn", &nb, &nn));
    findings.extend(differences("en", &nb, &en));
    none(&findings);
}

fn read_locale(locale: &str, findings: &mut Vec<String>) -> Messages {
    let mut all = Messages::new();
    let tree = sources(&format!("crates/tingbok-server/locales/{locale}"));
    for source in tree.iter().filter(|source| source.has_extension(&["ftl"])) {
        for (key, variables) in messages(&source.text) {
            if all.insert(key.clone(), variables).is_some() {
                findings.push(format!("{}: {key} is said twice", source.path));
            }
        }
    }
    all
}

/// Reads Fluent text (Project Fluent, syntax 1.0) as far as keys and variables go.
fn messages(text: &str) -> Messages {
    let mut found = Messages::new();
    let mut message = String::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let starts =
            |trimmed: &str| trimmed.split_once('=').map(|(name, _)| name.trim().to_owned());
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            message = starts(line).unwrap_or_default();
            key.clone_from(&message);
        } else if line.trim_start().starts_with('.') {
            key = format!("{message}{}", starts(line.trim_start()).unwrap_or_default());
        }
        if !key.is_empty() {
            found.entry(key.clone()).or_default().extend(variables(line));
        }
    }
    found
}

fn variables(line: &str) -> Vec<String> {
    let names = line.split('$').skip(1);
    let name = |rest: &str| -> String {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
    };
    names.map(name).filter(|name| !name.is_empty()).collect()
}

fn differences(locale: &str, nb: &Messages, other: &Messages) -> Vec<String> {
    let mut findings = Vec::new();
    for (key, variables) in nb {
        match other.get(key) {
            None => findings.push(format!("{locale} lacks {key}")),
            Some(found) if found != variables => {
                findings.push(format!("{key}: nb uses {variables:?}, {locale} uses {found:?}"));
            }
            Some(_) => {}
        }
    }
    let extra = other.keys().filter(|key| !nb.contains_key(*key));
    findings.extend(extra.map(|key| format!("{locale} alone has {key}")));
    findings
}

#[test]
fn a_missing_message_and_a_missing_variable_are_named() {
    let nb = messages(
        "# comment = x\na = { $n } av { $total }\n    i rute\nb = B\n    .title = { $x }\n",
    );
    let same = messages("a = { $total ->\n   *[other] { $n }\n }\nb = C\n    .title = T { $x }\n");
    assert_eq!(nb.keys().collect::<Vec<_>>(), ["a", "b", "b.title"]);
    assert!(differences("nn", &nb, &same).is_empty());
    let poor = messages("a = { $n }\nc = C\n");
    assert_eq!(differences("nn", &nb, &poor).len(), 4);
}
