//! A page as a reader meets it: its words, without the marks around them.
use super::Answer;

/// The words of a page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// What was asked, for messages.
    asked: String,
    /// The page as it was sent.
    pub(crate) html: String,
    /// Its words, one space between any two.
    pub(crate) text: String,
}

/// Marks that stand within a word or sentence and part nothing.
const INLINE: [&str; 14] = [
    "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "q", "small", "span", "strong",
    "time",
];

impl Page {
    /// The words of an answer.
    pub(crate) fn of(answer: Answer) -> Self {
        Self { text: words_of(&answer.text), html: answer.text, asked: answer.asked }
    }

    /// The words must be there.
    #[track_caller]
    pub(crate) fn shows(&self, words: &str) -> &Self {
        assert!(
            self.text.contains(words),
            "{} does not show «{words}»:\n{}",
            self.asked,
            self.text
        );
        self
    }

    /// The words must not be there.
    #[track_caller]
    pub(crate) fn hides(&self, words: &str) -> &Self {
        assert!(!self.text.contains(words), "{} shows «{words}»:\n{}", self.asked, self.text);
        self
    }

    /// The words must be there in this order.
    #[track_caller]
    pub(crate) fn shows_in_order(&self, words: &[&str]) -> &Self {
        let mut rest = self.text.as_str();
        for wanted in words {
            let Some((_, after)) = rest.split_once(wanted) else {
                panic!(
                    "{} does not show «{wanted}» after the others of {words:?}:\n{}",
                    self.asked, self.text
                );
            };
            rest = after;
        }
        self
    }

    /// The words of each table row.
    pub(crate) fn rows(&self) -> Vec<String> {
        let rows = self.html.split("<tr").skip(1);
        rows.filter_map(|row| row.split("</tr").next())
            .map(|row| words_of(&format!("<tr{row}")))
            .collect()
    }

    /// The words of the rows that hold `words`, one after the other; there must be one.
    #[track_caller]
    pub(crate) fn row(&self, words: &str) -> String {
        let rows: Vec<_> = self.rows().into_iter().filter(|row| row.contains(words)).collect();
        assert!(!rows.is_empty(), "{} has no row with «{words}»:\n{}", self.asked, self.text);
        rows.join("\n")
    }
}

fn words_of(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let (mark, after) = after.split_once('>').unwrap_or((after, ""));
        let name: String =
            mark.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if !INLINE.contains(&name.to_ascii_lowercase().as_str()) {
            words.push(' ');
        }
        let skip = ["script", "style"].into_iter().find(|skipped| mark.starts_with(skipped));
        rest = skip
            .and_then(|name| after.split_once(&format!("</{name}>")))
            .map_or(after, |(_, after)| after);
    }
    words.push_str(rest);
    let mut plain = words;
    for (entity, character) in [
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("\u{a0}", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&amp;", "&"),
        ("&#38;", "&"),
        ("\u{ad}", ""),
    ] {
        plain = plain.replace(entity, character);
    }
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
