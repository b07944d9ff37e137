//! Words, apart from structure. Every field of every kind of event is either structural or a [`Text`]; only
//! a text can be concealed or erased, and no rule ever reads one (domain model, structural and text).
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{collections::BTreeMap, fmt, str::FromStr, sync::Arc};

/// A text field: open, or known only by a salted digest in the entry's `_sd`, or erased.
///
/// In the entry's bytes an open text is its plain value and any other is absent; which of the two it is,
/// the disclosures beside the entry tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Text<T = String> {
    /// The words are in the entry.
    Open(T),
    /// The entry holds only a digest; the words lie sealed beside it.
    #[default]
    Digest,
    /// The words are gone for good; the digest stays.
    Erased,
}

impl<T> Text<T> {
    /// The words, when they are open.
    pub fn open(&self) -> Option<&T> {
        match self {
            Self::Open(value) => Some(value),
            Self::Digest | Self::Erased => None,
        }
    }
    /// True when the words are not in the entry.
    pub fn is_hidden(&self) -> bool {
        !matches!(self, Self::Open(_))
    }
}

impl<T> From<T> for Text<T> {
    fn from(value: T) -> Self {
        Self::Open(value)
    }
}

impl<T: Serialize> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Open(value) => value.serialize(serializer),
            Self::Digest | Self::Erased => serializer.serialize_none(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::Open)
    }
}

/// True when there are words and they are not blank.
pub fn has_words(text: Option<&Text>) -> bool {
    text.and_then(Text::open).is_some_and(|words| !words.trim().is_empty())
}

/// A language tag: two or three letters, with subtags (BCP 47): `nb`, `nn`, `en`, `se`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Lang(Arc<str>);

/// Not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{0}» is not a language tag: write nb, nn, en, se …")]
pub struct LangError(String);

impl Lang {
    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Lang {
    type Err = LangError;
    fn from_str(text: &str) -> Result<Self, LangError> {
        let fits = text.len() <= 35
            && text.split('-').enumerate().all(|(n, part)| {
                let length = if n == 0 { 2..=3 } else { 1..=8 };
                length.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
            });
        if fits { Ok(Self(text.into())) } else { Err(LangError(text.chars().take(40).collect())) }
    }
}

impl TryFrom<String> for Lang {
    type Error = LangError;
    fn try_from(text: String) -> Result<Self, LangError> {
        text.parse()
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.0.as_ref().to_owned()
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name in one or more languages.
pub type Names = BTreeMap<Lang, String>;
