//! The project speaks of itself alone: no path of some machine, no mirror, no notes of the making.

use super::{Source, none, sources};

/// Put together at compile time, so that this file does not hold what it looks for.
const REFUSED: [&str; 12] = [
    concat!("/wo", "rk/"),
    concat!("/ro", "ot/"),
    concat!("/fa", "rm/"),
    concat!("../sha", "red"),
    concat!("issue ", "#"),
    concat!("helper ", "agent"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("registry.", "npmjs.org"),
    concat!("proxy.", "golang.org"),
    concat!("files.", "pythonhosted.org"),
    concat!("pypi.", "org"),
];

#[test]
fn no_file_speaks_of_a_machine_a_mirror_or_its_making() {
    let findings: Vec<String> = sources("").iter().flat_map(refused).collect();
    none(&findings);
}

fn refused(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        let lower = line.to_lowercase();
        let hits = REFUSED.iter().filter(|word| lower.contains(*word));
        findings.extend(hits.map(|word| format!("{}:{number}: {word}", source.path)));
    }
    findings
}

#[test]
fn a_path_of_a_machine_is_found_in_any_line() {
    let text = format!("fine\nsee {}main\n", REFUSED[0]);
    let source = Source { path: "a.md".to_owned(), text };
    assert_eq!(refused(&source), [format!("a.md:2: {}", REFUSED[0])]);
}
