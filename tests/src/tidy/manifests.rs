//! Manifests: who may use whom, the feature that spoils, where dependencies come from.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::{none, read, sources};

const ALL: &[&str] = &["*"];

/// The arrows of docs/architecture.md: a package, and what of ours it may use.
const ARROWS: [(&str, &[&str]); 10] = [
    ("tingbok-domain", &[]),
    ("tingbok-transparency", &[]),
    ("tingbok-storage", &[]),
    ("tingbok-projections", &["tingbok-domain"]),
    (
        "tingbok-ledger",
        &["tingbok-domain", "tingbok-transparency", "tingbok-storage", "tingbok-projections"],
    ),
    (
        "tingbok-server",
        &["tingbok-ledger", "tingbok-projections", "tingbok-domain", "tingbok-transparency"],
    ),
    (
        "tingbok-cli",
        &[
            "tingbok-ledger",
            "tingbok-projections",
            "tingbok-domain",
            "tingbok-transparency",
            "tingbok-server",
        ],
    ),
    ("tingbok-bench", ALL),
    ("tingbok-tests", ALL),
    ("xtask", ALL),
];

/// The only place that packages come from.
const SOURCE: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn no_crate_uses_another_that_the_architecture_does_not_allow() {
    let findings: Vec<String> = packages().iter().flat_map(wrong_arrows).collect();
    none(&findings);
}

#[test]
fn the_feature_that_spoils_is_never_on_unasked() {
    let findings: Vec<String> = packages().iter().flat_map(spoiled_by_default).collect();
    none(&findings);
}

#[test]
fn every_package_comes_from_the_public_index() {
    none(&foreign_packages(&read("Cargo.lock")));
}

#[test]
fn every_dependency_has_its_reason_in_the_documents_and_no_other_has() {
    let used: BTreeSet<String> = packages().iter().flat_map(dependencies).map(|d| d.0).collect();
    let used: BTreeSet<String> =
        used.into_iter().filter(|name| !name.starts_with("tingbok-")).collect();
    assert!(used.len() > 10, "the manifests were not read: {used:?}");
    let document = read("docs/dependencies.md");
    let rows = document.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let explained: BTreeSet<String> = rows.map(str::to_owned).collect();
    let missing = used.difference(&explained).map(|name| format!("{name} has no row"));
    let stale = explained.difference(&used).map(|name| format!("nothing uses {name} any more"));
    none(&missing.chain(stale).collect::<Vec<_>>());
}

/// The manifests of the members and of the workspace itself (for its dependency table).
fn packages() -> Vec<Table> {
    let tree = sources("");
    let manifests = tree.iter().filter(|source| source.path.ends_with("Cargo.toml"));
    let parsed: Vec<Table> = manifests
        .map(|source| source.text.parse().unwrap_or_else(|e| panic!("{}: {e}", source.path)))
        .collect();
    assert!(parsed.len() > 10, "only {} manifests", parsed.len());
    parsed
}

fn name_of(manifest: &Table) -> &str {
    let package = manifest.get("package").and_then(|package| package.get("name"));
    package.and_then(Value::as_str).unwrap_or("workspace")
}

/// Every dependency of any sort with its specification, also those of one platform only.
fn dependencies(manifest: &Table) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut waiting: Vec<&Table> = vec![manifest];
    while let Some(table) = waiting.pop() {
        for (key, value) in table {
            let Value::Table(inner) = value else { continue };
            if key.ends_with("dependencies") {
                found.extend(inner.iter().map(|(name, spec)| (name.clone(), spec.clone())));
            } else {
                waiting.push(inner);
            }
        }
    }
    found
}

fn wrong_arrows(manifest: &Table) -> Vec<String> {
    let package = name_of(manifest);
    if package == "workspace" {
        return Vec::new();
    }
    let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == package) else {
        return vec![format!("{package} has no row in the table of arrows")];
    };
    let uses = dependencies(manifest).into_iter().map(|(name, spec)| real_name(&name, &spec));
    uses.filter(|used| ARROWS.iter().any(|(ours, _)| ours == used))
        .filter(|used| *allowed != ALL && !allowed.contains(&used.as_str()))
        .map(|used| format!("{package} must not use {used}"))
        .collect()
}

/// A dependency may be renamed; `package` then holds its real name.
fn real_name(name: &str, specification: &Value) -> String {
    specification.get("package").and_then(Value::as_str).unwrap_or(name).to_owned()
}

fn spoiled_by_default(manifest: &Table) -> Vec<String> {
    let package = name_of(manifest);
    let spoils = |feature: &str| feature == "sabotage" || feature.ends_with("/sabotage");
    let default = reached_from_default(manifest);
    let by_default = default
        .iter()
        .filter(|feature| spoils(feature))
        .map(|feature| format!("{package}: {feature} is reached from the default features"));
    let by_dependency = dependencies(manifest)
        .into_iter()
        .filter(|(_, spec)| strings(spec.get("features")).iter().any(|feature| spoils(feature)))
        .map(|(name, _)| format!("{package} turns on sabotage in {name}"));
    by_default.chain(by_dependency).collect()
}

fn reached_from_default(manifest: &Table) -> BTreeSet<String> {
    let features = manifest.get("features");
    let mut reached = BTreeSet::new();
    let mut waiting = vec!["default".to_owned()];
    while let Some(feature) = waiting.pop() {
        let next = strings(features.and_then(|all| all.get(&feature)));
        if reached.insert(feature) {
            waiting.extend(next);
        }
    }
    reached
}

fn strings(list: Option<&Value>) -> Vec<String> {
    let items = list.and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn foreign_packages(lock: &str) -> Vec<String> {
    let lock: Table = lock.parse().unwrap();
    let packages = lock["package"].as_array().unwrap();
    let mut foreign = BTreeMap::new();
    for package in packages {
        match package.get("source").and_then(Value::as_str) {
            None | Some(SOURCE) => {}
            Some(other) => drop(foreign.insert(package["name"].to_string(), other.to_owned())),
        }
    }
    foreign.iter().map(|(name, source)| format!("{name} comes from {source}")).collect()
}

#[test]
fn an_arrow_that_the_table_lacks_is_found_under_any_heading_and_name() {
    let manifest = |text: &str| -> Table {
        format!("[package]\nname = \"tingbok-domain\"\n{text}").parse().unwrap()
    };
    for text in [
        "[dependencies]\ntingbok-ledger = {}",
        "[dev-dependencies]\ntingbok-ledger = {}",
        "[target.'cfg(unix)'.dependencies]\nother = { package = \"tingbok-ledger\" }",
    ] {
        assert_eq!(wrong_arrows(&manifest(text)), ["tingbok-domain must not use tingbok-ledger"]);
    }
    assert!(wrong_arrows(&manifest("[dependencies]\nserde = \"1\"")).is_empty());
}

#[test]
fn sabotage_is_found_when_a_default_feature_leads_to_it() {
    let check = |text: &str| spoiled_by_default(&text.parse().unwrap()).len();
    assert_eq!(check("[features]\nsabotage = []"), 0);
    assert_eq!(check("[features]\ndefault = [\"a\"]\na = [\"x/sabotage\"]"), 1);
    assert_eq!(check("[dev-dependencies]\nx = { features = [\"sabotage\"] }"), 1);
}

#[test]
fn a_package_from_elsewhere_is_named_with_its_source() {
    let lock = "[[package]]\nname = \"a\"\n[[package]]\nname = \"b\"\nsource = \"git+x\"";
    assert_eq!(foreign_packages(lock), ["\"b\" comes from git+x"]);
}
