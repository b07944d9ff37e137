//! The table of rules and the source name the same rules.
use std::{collections::BTreeSet, fs, path::Path};

#[test]
fn every_rule_that_the_source_refuses_by_stands_in_the_table_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut source = BTreeSet::new();
    for file in fs::read_dir(folder.join("src/decide")).unwrap() {
        let code = fs::read_to_string(file.unwrap().path()).unwrap();
        source.extend(words_with_hyphens(&code));
    }
    let table = fs::read_to_string(folder.join("rules.toml")).unwrap();
    let ids = table.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"'));
    assert_eq!(source, ids.map(str::to_owned).collect());
    assert!(source.len() > 100);
}

/// Every string in quotation marks that is made as a rule's id is: words of small letters with hyphens.
fn words_with_hyphens(code: &str) -> Vec<String> {
    let strings = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"'));
    let fits = |text: &&str| {
        text.contains('-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
    };
    strings.filter(fits).map(str::to_owned).collect()
}
