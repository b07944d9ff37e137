//! Files and functions stay short enough to be read in one go.

use super::{Source, none, sources};

/// Lines of a file, also of a page, a style sheet or a document.
const FILE_LINES: usize = 500;
/// Lines of a function, from `fn` to its closing brace.
const FUNCTION_LINES: usize = 70;
const MEASURED: [&str; 5] = ["rs", "html", "css", "ftl", "md"];

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long: Vec<String> = sources("").iter().filter_map(too_long).collect();
    none(&long);
}

#[test]
fn no_function_is_longer_than_seventy_lines() {
    let tree = sources("");
    let code = tree.iter().filter(|source| source.has_extension(&["rs"]) && !is_test(&source.path));
    let long: Vec<String> = code.flat_map(long_functions).collect();
    none(&long);
}

fn too_long(source: &Source) -> Option<String> {
    let lines = source.text.lines().count();
    let counts = source.has_extension(&MEASURED) && source.path != "CHANGELOG.md";
    (counts && lines > FILE_LINES).then(|| format!("{}: {lines} lines", source.path))
}

/// Tables of test cases may be long; they are read row by row.
fn is_test(path: &str) -> bool {
    path.split('/').any(|part| part == "tests" || part == "tests.rs")
}

/// Works on code as rustfmt leaves it: a block ends with a brace under its first line.
fn long_functions(source: &Source) -> Vec<String> {
    let lines: Vec<&str> = source.text.lines().collect();
    let mut findings = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].trim() == "#[cfg(test)]" {
            at += 1 + block_lines(&lines[at + 1..]);
            continue;
        }
        if let Some(name) = function_name(lines[at]) {
            let length = block_lines(&lines[at..]);
            if length > FUNCTION_LINES {
                let (path, line) = (&source.path, at + 1);
                findings.push(format!("{path}:{line}: fn {name} has {length} lines"));
            }
        }
        at += 1;
    }
    findings
}

fn function_name(line: &str) -> Option<&str> {
    let (before, after) = line.split_once("fn ")?;
    let mut qualifiers = before.split_whitespace();
    let all_known = qualifiers.all(|word| {
        word.starts_with("pub") || ["const", "async", "extern", "\"C\"", "crate)"].contains(&word)
    });
    let name = after.split(['(', '<']).next()?;
    (all_known && !name.contains(' ')).then_some(name)
}

/// Lines of the item that starts at the first line, with its closing brace; 1 without a block.
fn block_lines(lines: &[&str]) -> usize {
    let Some(first) = lines.first() else { return 0 };
    let indent = &first[..first.len() - first.trim_start().len()];
    let Some(opening) = lines.iter().position(|line| line.ends_with(['{', ';', '}'])) else {
        return 1;
    };
    if !lines[opening].ends_with('{') {
        return opening + 1;
    }
    let closing = lines
        .iter()
        .skip(opening + 1)
        .position(|line| line.strip_prefix(indent).is_some_and(|rest| rest == "}" || rest == "};"));
    closing.map_or(lines.len(), |after| opening + 1 + after + 1)
}

#[test]
fn the_length_of_a_function_is_counted_from_its_name_to_its_brace() {
    let body = |lines: usize| "        step();\n".repeat(lines);
    let text = format!(
        "trait T {{\n    fn declared(\n        &self,\n    );\n}}\nimpl T {{\n    pub(crate) fn short(a: u8) \
         {{\n{}    }}\n\n    fn long(\n        &self,\n    )\n    where\n        X: Y,\n    {{\n{}    \
         }}\n}}\n#[cfg(test)]\nmod tests {{\n    fn table() {{\n{}    }}\n}}\n",
        body(68),
        body(64),
        body(90)
    );
    let source = Source { path: "a.rs".to_owned(), text };
    assert_eq!(long_functions(&source), ["a.rs:78: fn long has 71 lines"]);
}

#[test]
fn a_file_over_the_limit_is_named() {
    let of = |path: &str, lines| Source { path: path.to_owned(), text: "x\n".repeat(lines) };
    assert_eq!(too_long(&of("a.rs", 501)).unwrap(), "a.rs: 501 lines");
    assert!(too_long(&of("a.rs", 500)).is_none());
    assert!(too_long(&of("events/demo.ndjson", 9_000)).is_none());
}
