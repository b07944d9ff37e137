//! The three languages of the pages and the words in them. Bokmål and nynorsk are both written, English third.
use fluent_templates::{LanguageIdentifier, Loader, fluent_bundle::FluentValue, langid};
use std::{borrow::Cow, collections::HashMap};

fluent_templates::static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "nb",
        // Pages mark direction and language in HTML; invisible marks around values would stay in copied text.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

static NB: LanguageIdentifier = langid!("nb");
static NN: LanguageIdentifier = langid!("nn");
static EN: LanguageIdentifier = langid!("en");

/// A language of the pages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Language {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
    /// English.
    En,
}

impl Language {
    /// Every language, in the order they are offered.
    pub(crate) const ALL: [Self; 3] = [Self::Nb, Self::Nn, Self::En];

    /// Its tag (BCP 47), also the first part of every page's path.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::Nb => "nb",
            Self::Nn => "nn",
            Self::En => "en",
        }
    }

    /// The word or sentence of a key.
    pub(crate) fn word(self, key: &str) -> String {
        self.find(key).unwrap_or_else(|| key.to_owned())
    }

    /// The word of a key, if there is one: for codes of rule data, which a community may add to.
    pub(crate) fn find(self, key: &str) -> Option<String> {
        WORDS.try_lookup(self.identifier(), key)
    }

    /// The sentence of a key with its variables filled in.
    pub(crate) fn sentence<const N: usize>(
        self,
        key: &str,
        variables: [(&'static str, Value); N],
    ) -> String {
        self.filled(key, variables)
    }

    /// See [`Language::sentence`]; for variables whose number is not known beforehand.
    pub(crate) fn filled(
        self,
        key: &str,
        variables: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> String {
        let variables: HashMap<Cow<'static, str>, FluentValue<'_>> =
            variables.into_iter().map(|(name, value)| (name.into(), value.0)).collect();
        let found = WORDS.try_lookup_complete(self.identifier(), key, Some(&variables));
        found.unwrap_or_else(|| key.to_owned())
    }

    /// The language that fits an `Accept-Language` header best (RFC 9110 §12.5.4); bokmål when none does.
    /// `no` means bokmål. Reads at most 20 choices.
    pub(crate) fn accepted(header: &str) -> Self {
        let choices = header.split(',').take(20).enumerate().filter_map(|(order, choice)| {
            let mut parts = choice.split(';');
            let language = Self::of_tag(parts.next()?.trim())?;
            let quality =
                parts.find_map(|part| part.trim().strip_prefix("q=")?.parse::<f32>().ok());
            let quality = quality.unwrap_or(1.0);
            (quality > 0.0).then_some((quality, order, language))
        });
        // The first of equals wins: an earlier order is the greater one.
        let best = choices.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map_or_else(Self::default, |(_, _, language)| language)
    }

    fn of_tag(tag: &str) -> Option<Self> {
        match tag.split('-').next()?.to_ascii_lowercase().as_str() {
            "nb" | "no" => Some(Self::Nb),
            "nn" => Some(Self::Nn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn identifier(self) -> &'static LanguageIdentifier {
        match self {
            Self::Nb => &NB,
            Self::Nn => &NN,
            Self::En => &EN,
        }
    }
}

/// A value in a sentence: words, or a number that may choose a plural form.
pub(crate) struct Value(FluentValue<'static>);

impl From<String> for Value {
    fn from(words: String) -> Self {
        Self(words.into())
    }
}

impl From<&str> for Value {
    fn from(words: &str) -> Self {
        Self(words.to_owned().into())
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self(number.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_reader_gets_the_language_that_the_browser_asks_for_and_else_bokmal() {
        for (header, expected) in [
            ("", Language::Nb),
            ("nn", Language::Nn),
            ("nn-NO,nb;q=0.9,en;q=0.8", Language::Nn),
            ("no", Language::Nb),
            ("se,de;q=0.9", Language::Nb),
            ("de,en;q=0.5", Language::En),
            ("en;q=0.5,nn;q=0.9", Language::Nn),
            ("en, nn", Language::En),
            ("nn;q=0, en;q=0.1", Language::En),
            (";;;q=,,q=x", Language::Nb),
        ] {
            assert_eq!(Language::accepted(header), expected, "{header}");
        }
    }

    #[test]
    fn a_number_chooses_its_form() {
        let slip = |n: u32| Language::Nb.sentence("milestone-slip", [("n", n.into())]);
        assert_eq!(slip(1), "1 måned etter planen");
        assert_eq!(slip(7), "7 måneder etter planen");
    }

    #[test]
    fn every_key_that_pages_use_has_words() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let keys: BTreeSet<String> = texts(&root.join("locales/nb"))
            .iter()
            .flat_map(|text| text.lines())
            .filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()))
            .collect();
        let families: BTreeSet<&str> =
            keys.iter().filter_map(|key| key.split('-').next()).collect();
        let mut used = BTreeSet::new();
        for text in texts(&root.join("src/pages")).iter().chain(&texts(&root.join("templates"))) {
            // Every literal that is written like a key, so that keys in tables count too.
            let literals =
                text.split('"').skip(1).step_by(2).filter(|literal| literal.contains('-'));
            let like_keys = literals.filter(|literal| {
                literal
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            });
            used.extend(
                like_keys
                    .filter(|key| families.contains(key.split('-').next().unwrap()))
                    .map(str::to_owned),
            );
        }
        // What is written like a key and is none: names of things, and a word of HTTP.
        used.retain(|key| !key.ends_with(|last: char| last.is_ascii_digit()) && key != "no-cache");
        let is_family =
            |key: &String| keys.iter().any(|other| other.starts_with(&format!("{key}-")));
        let missing: Vec<&String> =
            used.iter().filter(|key| !keys.contains(*key) && !is_family(key)).collect();
        assert!(missing.is_empty(), "without words: {missing:?}");
        assert!(used.len() > 250, "only {} keys found", used.len());
    }

    /// Every file in a folder and below.
    fn texts(folder: &std::path::Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: std::path::PathBuf| {
            if path.is_dir() { texts(&path) } else { vec![std::fs::read_to_string(path).unwrap()] }
        };
        entries.flat_map(read).collect()
    }
}
