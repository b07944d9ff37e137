//! The page of a thing that needs no layout of its own: what it is, facts, and sections below each other.
use super::{error::PageError, frame::Frame, markup::Markup, parts::Pairs};
use askama::Template;

/// A page in plain sections.
#[derive(Template)]
#[template(path = "thing.html")]
pub(crate) struct ThingPage {
    /// What stands around it.
    pub(crate) frame: Frame,
    /// What it is, or whose.
    pub(crate) kicker: Markup,
    /// What it is called.
    pub(crate) heading: Markup,
    /// Where it stands, in words.
    pub(crate) status: Markup,
    /// A text that is the thing itself.
    pub(crate) text: Markup,
    /// What is known of it.
    pub(crate) facts: Pairs,
    /// The rest.
    pub(crate) parts: Vec<Part>,
}

/// A section of a page.
pub(crate) struct Part {
    /// What it is about.
    pub(crate) heading: String,
    /// What it holds, one below the other.
    pub(crate) pieces: Vec<Markup>,
}

impl Part {
    /// A section with one piece, or with `otherwise` where that is empty.
    pub(crate) fn or(heading: String, piece: Option<Markup>, otherwise: &str) -> Self {
        let piece = piece.filter(|piece| !piece.is_empty());
        let none = || Markup::paragraph(&Markup::text(otherwise));
        Self { heading, pieces: vec![piece.unwrap_or_else(none)] }
    }

    /// A section with what there is; none where there is nothing.
    pub(crate) fn some(heading: String, pieces: impl IntoIterator<Item = Markup>) -> Option<Self> {
        let pieces: Vec<Markup> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        (!pieces.is_empty()).then_some(Self { heading, pieces })
    }
}

impl ThingPage {
    /// The page as HTML.
    pub(crate) fn html(&self) -> Result<String, PageError> {
        self.render().map_err(|_| PageError::Unavailable)
    }
}
