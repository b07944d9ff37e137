//! What is true of every page, whatever it shows.
use scraper::{ElementRef, Html, Selector};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Everything that is wrong with a page.
pub(super) fn faults(path: &str, html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let mut faults = Vec::new();
    for error in page.errors.iter().filter(|error| !error.contains("doctype")) {
        faults.push(format!("does not parse: {error}"));
    }
    faults.extend(headings(&page));
    faults.extend(ids(&page));
    faults.extend(tables(&page));
    faults.extend(cells(path, &page));
    faults.extend(full_stops(&page));
    faults.extend(controls(&page));
    faults.extend(pictures(&page));
    faults.extend(outside(&page));
    faults.extend(words(&page));
    let language = path.split(['/', '?']).nth(1).filter(|part| ["nb", "nn", "en"].contains(part));
    if language.is_some() && self::language(html).as_deref() != language {
        faults.push("is not in the language of its address".to_owned());
    }
    faults.into_iter().map(|fault| format!("{path}: {fault}")).collect()
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn headings(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    let mut before = 0;
    for heading in all(page, "h1, h2, h3, h4, h5, h6") {
        let level: u32 = heading.value().name()[1..].parse().unwrap();
        let text: String = heading.text().collect();
        if level > before + 1 {
            faults.push(format!("«{text}» jumps from h{before} to h{level}"));
        }
        if text.trim().is_empty() {
            faults.push(format!("an h{level} is empty"));
        }
        before = level;
    }
    let first = all(page, "h1").len();
    if first != 1 {
        faults.push(format!("has {first} h1"));
    }
    faults
}

fn ids(page: &Html) -> Vec<String> {
    let mut seen = BTreeMap::new();
    for element in all(page, "[id]") {
        *seen.entry(element.attr("id").unwrap()).or_insert(0) += 1;
    }
    let twice = seen.iter().filter(|(_, count)| **count > 1);
    let mut faults: Vec<String> = twice.map(|(id, _)| format!("id «{id}» stands twice")).collect();
    for attribute in ["aria-labelledby", "aria-describedby", "for"] {
        for element in all(page, &format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap().split_whitespace() {
                if !seen.contains_key(id) {
                    faults.push(format!("{attribute} names «{id}», which is not there"));
                }
            }
        }
    }
    faults
}

fn tables(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for table in all(page, "table") {
        let caption = table.select(&Selector::parse("caption").unwrap()).next();
        if caption.is_none_or(|caption| caption.text().collect::<String>().trim().is_empty()) {
            faults.push("a table has no caption".to_owned());
        }
        let unscoped = table.select(&Selector::parse("th:not([scope])").unwrap()).count();
        if unscoped > 0 {
            faults.push(format!("{unscoped} table heads have no scope"));
        }
        let columns = table.select(&Selector::parse("thead th").unwrap()).count();
        for row in table.select(&Selector::parse("tbody tr").unwrap()) {
            let cells = row.select(&Selector::parse("td, th").unwrap()).count();
            if cells != columns {
                faults.push(format!("a row has {cells} cells under {columns} heads"));
            }
        }
    }
    faults
}

/// Pages of work and of what is thought of it, in each language.
const OF_WORK: [&str; 11] = [
    "tiltak",
    "measures",
    "maal",
    "goals",
    "evalueringer",
    "evalueringar",
    "evaluations",
    "oppdrag",
    "assignments",
    "measure",
    "strategy",
];

/// Silence about a measure, a goal, an evaluation or an assignment is told in words. Only where something goes on is
/// the day of its end not there.
fn cells(path: &str, page: &Html) -> Vec<String> {
    let section = path.split(['/', '?']).nth(2);
    if !section.is_some_and(|section| OF_WORK.contains(&section)) {
        return Vec::new();
    }
    let goes_on = ["Til", "To", "Until"];
    let empty = all(page, "tbody td[data-label]").into_iter().filter(|cell| {
        let label = cell.attr("data-label").unwrap();
        cell.text().all(|text| text.trim().is_empty()) && !goes_on.contains(&label)
    });
    empty.map(|cell| format!("«{}» is empty", cell.attr("data-label").unwrap())).collect()
}

/// No sentence ends twice. A span that is open at one end has two stops of its own: `[..2024]`.
fn full_stops(page: &Html) -> Vec<String> {
    let main = all(page, "main").into_iter().flat_map(|main| main.text()).collect::<String>();
    let twice = main.match_indices("..").filter(|(at, _)| {
        let before = main[..*at].chars().next_back().unwrap_or(' ');
        let after = main[at + 2..].chars().next().unwrap_or(' ');
        before.is_alphabetic() && after.is_whitespace()
    });
    twice.map(|(at, _)| format!("ends a sentence twice: «{}»", tail(&main[..at]))).collect()
}

fn tail(text: &str) -> String {
    let end: Vec<char> = text.chars().rev().take(40).collect();
    end.into_iter().rev().collect()
}

fn controls(page: &Html) -> Vec<String> {
    let labels: BTreeSet<&str> =
        all(page, "label[for]").iter().filter_map(|label| label.attr("for")).collect();
    let controls = all(page, "input:not([type=hidden]), select, textarea");
    let bare =
        controls.iter().filter(|control| !control.attr("id").is_some_and(|id| labels.contains(id)));
    bare.map(|control| format!("{} has no label", control.html())).collect()
}

fn pictures(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for picture in all(page, "svg") {
        let named =
            picture.attr("role") == Some("img") && picture.attr("aria-labelledby").is_some();
        let told = picture.select(&Selector::parse("title").unwrap()).next().is_some()
            && picture.select(&Selector::parse("desc").unwrap()).next().is_some();
        if !named || !told {
            faults.push("a picture has no name or says nothing".to_owned());
        }
        if all(page, "main table").is_empty() {
            faults.push("a picture has no table that says the same".to_owned());
        }
    }
    faults
}

/// Nothing is fetched from elsewhere, nothing runs, and no style stands in an element.
fn outside(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for element in all(
        page,
        "link[href], img[src], form[action], source[src], iframe, object, embed, script, style, [style]",
    ) {
        let value = element.value();
        let target = ["href", "src", "action"].into_iter().find_map(|name| value.attr(name));
        let own = target.is_some_and(|target| target.starts_with('/') && !target.starts_with("//"));
        let allowed =
            ["link", "img", "form"].contains(&value.name()) && value.attr("style").is_none();
        if !own || !allowed {
            faults.push(format!("holds {}", element.html()));
        }
    }
    let events = all(page, "*")
        .into_iter()
        .flat_map(|element| element.value().attrs())
        .filter(|(name, _)| name.starts_with("on"));
    faults.extend(events.map(|(name, _)| format!("has {name}")));
    for link in all(page, "a[href]") {
        let href = link.attr("href").unwrap();
        if !["/", "#", "http://", "https://", "mailto:"].iter().any(|start| href.starts_with(start))
        {
            faults.push(format!("links to {href}"));
        }
    }
    faults
}

/// Keys of the locales, which stand on a page only when their words are missing.
static KEYS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/tingbok-server/locales/nb");
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = text.lines().filter_map(|line| line.split_once(" = "));
        keys.extend(lines.map(|(key, _)| key.to_owned()).filter(|key| key.contains('-')));
    }
    keys
});

/// No key and no code where words belong.
fn words(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    for node in page.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let exact = ["code", "pre", "title"];
        let is_exact = node
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|over| exact.contains(&over.value().name()));
        if is_exact {
            continue;
        }
        for word in text.split(|c: char| c.is_whitespace() || "(),.;:".contains(c)) {
            let is_code = word.contains('_')
                && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
            if KEYS.contains(word) || is_code {
                faults.push(format!("shows the code «{word}»"));
            }
        }
    }
    faults
}

/// The language that a page says it is in.
pub(super) fn language(html: &str) -> Option<String> {
    Html::parse_document(html).root_element().attr("lang").map(str::to_owned)
}

/// The same page in each language, by language.
pub(super) fn alternates(html: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(html);
    let links = all(&page, "link[rel=alternate][hreflang]");
    let pair = |link: &ElementRef<'_>| {
        Some((link.attr("hreflang")?.to_owned(), link.attr("href")?.to_owned()))
    };
    links.iter().filter_map(pair).collect()
}

/// Where a page leads, within the site.
pub(super) fn links(html: &str) -> BTreeSet<String> {
    let page = Html::parse_document(html);
    let links = all(&page, "a[href], link[href]");
    let hrefs = links.iter().filter_map(|link| link.attr("href"));
    hrefs.filter(|href| href.starts_with(['/', '#'])).map(str::to_owned).collect()
}

/// Whether something on the page has that id.
pub(super) fn has_id(html: &str, id: &str) -> bool {
    all(&Html::parse_document(html), "[id]").iter().any(|element| element.attr("id") == Some(id))
}

/// The elements of a page in order, with their classes, without what a language brings with it: spans that mark
/// words of another one.
pub(super) fn skeleton(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let bare = |element: &ElementRef<'_>| {
        let value = element.value();
        (value.name() != "span")
            .then(|| format!("{} {}", value.name(), value.attr("class").unwrap_or_default()))
    };
    all(&page, "body *").iter().filter_map(bare).collect()
}
