//! A mandate, guidelines, a governance model or an agreement: its versions, drafts and text.
use super::parts;
use crate::{output::Page, value};
use serde_json::Value;

/// Writes the page.
pub(super) fn write(page: &mut Page, heading: &str, state: &Value) {
    page.heading(heading);
    page.field("owner", &value::text(state, "/owner"));
    let versions = value::list(state, "/versions");
    let in_force = value::text(state, "/in_force");
    let reported = value::text(state, "/latest_reported");
    let standing = match (in_force.as_str(), reported.as_str()) {
        ("", "") if versions.iter().any(|one| value::some(one, "/repealed").is_some()) => {
            "no version: repealed".to_owned()
        }
        ("", "") => "no version".to_owned(),
        ("", version) => format!("none here; a source tells of version {version}"),
        (version, _) => format!("version {version}"),
    };
    page.field("in force", &standing);
    for (one, repeal) in
        versions.iter().filter_map(|one| Some((one, value::some(one, "/repealed")?)))
    {
        let (version, from) = (value::text(one, "/version"), value::origin_at(repeal, "/origin"));
        page.field("repealed", &format!("version {version}; {from}"));
        page.field("because", &value::words_at(repeal, "/reason"));
        page.field("replaced by", &value::text(repeal, "/replaced_by"));
        page.field("decided by", &parts::decision(repeal, "/decision"));
    }
    if !versions.is_empty() {
        page.heading("Versions");
        page.table(
            &["version", "from draft", "in force from", "review by", "decision", "", "source"],
            versions.iter().map(version).collect(),
        );
    }
    let drafts = value::list(state, "/drafts");
    if !drafts.is_empty() {
        page.heading("Drafts");
        page.table(
            &["draft", "status", "became", "reason", "source"],
            drafts.iter().map(draft).collect(),
        );
    }
    for one in versions {
        let described = value::words_at(one, "/described_as");
        if !described.is_empty() {
            page.heading(&format!(
                "Version {} as a source describes it",
                value::text(one, "/version")
            ));
            page.field("", &described);
        }
    }
    if let Some(one) = versions.iter().find(|one| value::text(one, "/version") == in_force) {
        for section in value::list(one, "/sections") {
            page.heading(&value::text(section, "/key"));
            page.text(&value::text(section, "/text"));
        }
    }
    parts::anchoring(page, value::list(state, "/anchoring"));
}

fn version(one: &Value) -> Vec<String> {
    vec![
        value::text(one, "/version"),
        value::text(one, "/from_draft"),
        value::text(one, "/effective_from"),
        value::text(one, "/review_by"),
        parts::decision(one, "/decision"),
        parts::reported(one),
        value::origin_at(one, "/origin"),
    ]
}

fn draft(one: &Value) -> Vec<String> {
    vec![
        value::text(one, "/number"),
        value::code(one, "/status"),
        value::text(one, "/became"),
        value::words_at(one, "/reason"),
        value::origin_at(one, "/origin"),
    ]
}
