//! Parts that many pages are put together from. Each is a template of its own and safe to put into another.
use super::{markup::Markup, visit::Visit};
use askama::Template;

/// A table with a caption, a head, and a first column that names the row. On a narrow screen each row becomes a
/// block, and every cell says which column it stands in.
#[derive(Template, Default)]
#[template(path = "part-table.html")]
pub(crate) struct Table {
    /// Its id in the page.
    pub(crate) id: &'static str,
    /// What it shows.
    pub(crate) caption: String,
    /// The columns.
    pub(crate) head: Vec<String>,
    /// The rows, as wide as the head.
    pub(crate) rows: Vec<Vec<Markup>>,
}

impl askama::filters::HtmlSafe for Table {}

impl Table {
    /// True when it has no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Rows with the column's name beside each cell.
    fn labelled<'a>(&'a self) -> Vec<Vec<(&'a str, &'a Markup)>> {
        let cells = |row: &'a Vec<Markup>| self.head.iter().map(String::as_str).zip(row).collect();
        self.rows.iter().map(cells).collect()
    }
}

/// What stands in a cell that no source says anything for.
pub(crate) fn not_documented(visit: &Visit) -> Markup {
    Markup::text(&visit.word("position-not-documented"))
}

/// What stands in a cell where nothing can be said: no answer where none is awaited.
pub(crate) fn not_applicable(visit: &Visit) -> Markup {
    Markup::dash(&visit.word("cell-not-applicable"))
}

/// Terms and what is said of each.
#[derive(Template, Default)]
#[template(path = "part-pairs.html")]
pub(crate) struct Pairs {
    /// Term and description.
    pub(crate) pairs: Vec<(String, Markup)>,
}

impl askama::filters::HtmlSafe for Pairs {}

impl Pairs {
    /// Adds one.
    pub(crate) fn add(&mut self, term: String, description: Markup) {
        self.pairs.push((term, description));
    }

    /// Adds one, if there is something to say.
    pub(crate) fn add_some(&mut self, term: String, description: Option<Markup>) {
        if let Some(description) = description.filter(|markup| !markup.is_empty()) {
            self.add(term, description);
        }
    }
}

/// What several have written, each under its name.
#[derive(Template, Default)]
#[template(path = "part-said.html")]
pub(crate) struct Said {
    /// Under which heading.
    pub(crate) heading: String,
    /// Who, and the words.
    pub(crate) words: Vec<(Markup, Markup)>,
}

impl askama::filters::HtmlSafe for Said {}
