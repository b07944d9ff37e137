//! Pieces of HTML. A [`Markup`] is made here and nowhere else, and everything that comes from the ledger is
//! escaped on the way in, so that no word of an entry can become an element.
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::fmt::{self, Write as _};

/// HTML that is safe to put between elements.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Markup(String);

impl Markup {
    /// Words.
    pub(crate) fn text(words: &str) -> Self {
        Self(escape(words))
    }

    /// Words in a language of their own.
    pub(crate) fn foreign(words: &str, language: &str) -> Self {
        Self(format!("<span lang=\"{}\">{}</span>", escape(language), escape(words)))
    }

    /// A link.
    pub(crate) fn link(href: &str, inner: &Self) -> Self {
        Self(format!("<a href=\"{}\">{}</a>", escape(href), inner.0))
    }

    /// A date with its machine-readable form.
    pub(crate) fn time(machine: &str, words: &str) -> Self {
        Self(format!("<time datetime=\"{}\">{}</time>", escape(machine), escape(words)))
    }

    /// A status word. `kind` chooses a colour and a shape; the word says the same.
    pub(crate) fn tag(kind: &'static str, word: &str) -> Self {
        Self(format!("<span class=\"tag tag-{kind} ds-tag\">{}</span>", escape(word)))
    }

    /// Words in small print.
    pub(crate) fn note(words: &str) -> Self {
        Self(format!("<span class=\"note\">{}</span>", escape(words)))
    }

    /// A sign beside a word that says the same; not read aloud.
    pub(crate) fn glyph(sign: &'static str) -> Self {
        Self(format!("<span class=\"glyph\" aria-hidden=\"true\">{}</span>", escape(sign)))
    }

    /// Something that is copied, not read: a hash, a number in a file.
    pub(crate) fn code(words: &str) -> Self {
        Self(format!("<code>{}</code>", escape(words)))
    }

    /// An abbreviated hash, with all of it in the title.
    pub(crate) fn hash(digits: &str) -> Self {
        let short: String = digits.chars().take(12).collect();
        Self(format!("<code class=\"hash\" title=\"{}\">{}</code>", escape(digits), escape(&short)))
    }

    /// A word added to or taken out of a text, with a sign for those who see no colour.
    pub(crate) fn inserted(words: &str) -> Self {
        Self(format!("<ins><span class=\"sign\">+</span>{}</ins>", breaks(words)))
    }

    /// See [`Markup::inserted`].
    pub(crate) fn deleted(words: &str) -> Self {
        Self(format!("<del><span class=\"sign\">−</span>{}</del>", breaks(words)))
    }

    /// Words whose line breaks stay.
    pub(crate) fn lines(words: &str) -> Self {
        Self(breaks(words))
    }

    /// Paragraphs in Markdown (`CommonMark`). HTML in it is shown as it was typed, pictures give their words,
    /// headings become bold lines so that the outline is the page's own, and a link goes to http, https,
    /// mailto or a place on the same site, or is no link.
    pub(crate) fn prose(words: &str) -> Self {
        let mut html = String::with_capacity(words.len() * 2);
        pulldown_cmark::html::push_html(&mut html, Sober::new(words));
        Self(html)
    }

    /// A part of a page, inside another.
    pub(crate) fn of(part: &impl askama::filters::HtmlSafe) -> Self {
        Self(part.to_string())
    }

    /// A dash where nothing can stand, with the word for those who hear the page.
    pub(crate) fn dash(word: &str) -> Self {
        let word = escape(word);
        Self(format!("<span aria-hidden=\"true\">–</span><span class=\"unseen\">{word}</span>"))
    }

    /// One after another. A full stop between two is left out where the first ends a sentence by itself.
    pub(crate) fn join(pieces: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut all = String::new();
        for (n, piece) in pieces.into_iter().enumerate() {
            if n > 0 {
                let rest = between.strip_prefix('.').filter(|_| ends_sentence(&all));
                all.push_str(&escape(rest.unwrap_or(between)));
            }
            all.push_str(&piece.0);
        }
        Self(all)
    }

    /// A paragraph around what is in it.
    pub(crate) fn paragraph(inner: &Self) -> Self {
        Self(format!("<p>{}</p>", inner.0))
    }

    /// A list with a point for each; nothing when there is none.
    pub(crate) fn points(items: impl IntoIterator<Item = Self>) -> Self {
        let mut points = String::new();
        for item in items {
            points.extend(["<li>", &item.0, "</li>"]);
        }
        if points.is_empty() { Self::default() } else { Self(format!("<ul>{points}</ul>")) }
    }

    /// A block with a language of its own around what is in it.
    #[must_use]
    pub(crate) fn in_block(self, language: Option<&str>) -> Self {
        let attribute =
            language.map(|tag| format!(" lang=\"{}\"", escape(tag))).unwrap_or_default();
        Self(format!("<div class=\"prose\"{attribute}>{}</div>", self.0))
    }

    /// This, or something else when there is nothing.
    #[must_use]
    pub(crate) fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// True when there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::filters::HtmlSafe for Markup {}

/// Escapes the five characters that mean something in HTML.
fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len() + 8);
    for character in words.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

/// True when the last word ends with the mark of a sentence, whatever elements end behind it.
fn ends_sentence(html: &str) -> bool {
    let mut rest = html.trim_end();
    while rest.ends_with('>') {
        let Some(start) = rest.rfind('<') else { break };
        rest = rest.split_at(start).0.trim_end();
    }
    rest.ends_with(['.', '!', '?', '…'])
}

fn breaks(words: &str) -> String {
    let mut html = String::with_capacity(words.len() + 8);
    for (n, line) in words.split('\n').enumerate() {
        if n > 0 {
            html.push_str("<br>");
        }
        let _ = html.write_str(&escape(line));
    }
    html
}

/// Markdown without anything that could act or break the page's outline.
struct Sober<'a> {
    parser: Parser<'a>,
    /// For each open link, whether it was let through.
    links: Vec<bool>,
    /// The second half of an event that became two.
    pending: Option<Event<'a>>,
}

impl<'a> Sober<'a> {
    fn new(words: &'a str) -> Self {
        Self { parser: Parser::new_ext(words, Options::empty()), links: Vec::new(), pending: None }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "everything else is let through")]
    fn sobered(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        Some(match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            // A line break that somebody wrote stays.
            Event::SoftBreak => Event::HardBreak,
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { .. }) => {
                self.pending = Some(Event::Start(Tag::Strong));
                Event::Start(Tag::Paragraph)
            }
            Event::End(TagEnd::Heading(_)) => {
                self.pending = Some(Event::End(TagEnd::Paragraph));
                Event::End(TagEnd::Strong)
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            Event::Start(Tag::Link { dest_url, link_type, title: _, id }) => {
                let fits = is_harmless(&dest_url);
                self.links.push(fits);
                if !fits {
                    return None;
                }
                Event::Start(Tag::Link { dest_url, link_type, title: CowStr::Borrowed(""), id })
            }
            Event::End(TagEnd::Link) if !self.links.pop().unwrap_or(false) => return None,
            other => other,
        })
    }
}

impl<'a> Iterator for Sober<'a> {
    type Item = Event<'a>;
    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.pending.take() {
            return Some(event);
        }
        loop {
            let event = self.parser.next()?;
            if let Some(event) = self.sobered(event) {
                return Some(event);
            }
        }
    }
}

fn is_harmless(address: &str) -> bool {
    let clean: String =
        address.chars().filter(|c| !c.is_ascii_control() && !c.is_whitespace()).collect();
    let lower = clean.to_ascii_lowercase();
    let allowed = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let head = lower.split(['/', '?', '#']).next().unwrap_or_default();
    // Without a scheme it is a place on this site; two slashes or a backslash would leave it.
    let is_relative = !head.contains(':') && !lower.starts_with("//") && !lower.contains('\\');
    allowed || is_relative
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_an_entry_never_become_elements() {
        for words in [
            "<script>alert(1)</script>",
            "a <b onclick=\"x\">b</b>",
            "<!-- x -->",
            "<div>\n<img src=x>\n</div>",
        ] {
            for html in
                [Markup::text(words), Markup::prose(words), Markup::foreign(words, "nn\" x=\"")]
            {
                let html = html.to_string();
                for element in ["<script", "<b ", "<!--", "<div", "<img", "x=\""] {
                    assert!(!html.contains(element), "{words} gave {html}");
                }
            }
        }
    }

    #[test]
    fn a_sentence_that_ends_by_itself_gets_no_second_full_stop() {
        let joined = |first: Markup| Markup::join([first, Markup::text("Mer")], ". ").to_string();
        assert_eq!(
            joined(Markup::text("Dagen er ikke dokumentert.")),
            "Dagen er ikke dokumentert. Mer"
        );
        assert_eq!(
            joined(Markup::foreign("Hvorfor?", "nb")),
            "<span lang=\"nb\">Hvorfor?</span> Mer"
        );
        assert_eq!(joined(Markup::text("Erstattet")), "Erstattet. Mer");
        assert_eq!(joined(Markup::prose("Ja.")), "<p>Ja.</p>\n Mer");
        let listed = Markup::join([Markup::text("mv."), Markup::text("b")], ", ");
        assert_eq!(listed.to_string(), "mv., b");
    }

    #[test]
    fn links_go_to_the_web_to_mail_or_within_the_site() {
        for (address, stays) in [
            ("https://example.org/a", true),
            ("mailto:post@example.org", true),
            ("/nb/forum", true),
            ("#top", true),
            ("javascript:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("data:text/html,x", false),
            ("//example.org", false),
            ("vbscript:x", false),
        ] {
            let html = Markup::prose(&format!("[words]({address})")).to_string();
            assert_eq!(html.contains("<a "), stays, "{address} gave {html}");
            assert!(html.contains("words"));
        }
    }

    #[test]
    fn headings_and_pictures_in_a_text_leave_the_outline_of_the_page_alone() {
        let html = Markup::prose("# Big\n\n![a dog](dog.png)\n\none\ntwo").to_string();
        assert_eq!(html, "<p><strong>Big</strong></p>\n<p>a dog</p>\n<p>one<br />\ntwo</p>\n");
    }
}
