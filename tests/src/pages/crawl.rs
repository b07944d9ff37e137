//! Follows every link from the front page.
use super::checks;
use crate::harness::Server;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A site is never larger than this.
const LIMIT: usize = 5_000;

/// What was found.
pub(super) struct Site {
    /// Each page by its path.
    pub(super) pages: BTreeMap<String, String>,
    /// Links that lead nowhere.
    pub(super) faults: Vec<String>,
}

/// Every page that can be reached, and every link that does not hold.
pub(super) fn everything(server: &Server) -> Site {
    let mut site = Site { pages: BTreeMap::new(), faults: Vec::new() };
    let mut seen = BTreeSet::from(["/nb".to_owned()]);
    let mut waiting = VecDeque::from(["/nb".to_owned()]);
    let mut fragments = Vec::new();
    while let Some(path) = waiting.pop_front() {
        assert!(seen.len() < LIMIT, "the site does not end");
        let answer = server.get(&path, None, &[("accept", "text/html")]);
        if answer.status != 200 {
            site.faults.push(format!("{path} is {}", answer.status));
            continue;
        }
        if !answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")) {
            continue;
        }
        for link in checks::links(&answer.text) {
            let (target, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let target = if target.is_empty() { path.clone() } else { target.to_owned() };
            if !fragment.is_empty() {
                fragments.push((path.clone(), target.clone(), fragment.to_owned()));
            }
            // Data is asked for once for each address, without the languages of the page that names it.
            if target.starts_with('/') && seen.insert(target.clone()) {
                waiting.push_back(target);
            }
        }
        site.pages.insert(path, answer.text);
    }
    for (from, to, fragment) in fragments {
        let there = site.pages.get(&to).is_some_and(|html| checks::has_id(html, &fragment));
        if !there {
            site.faults.push(format!("{from} points at {to}#{fragment}, which is not there"));
        }
    }
    site
}
