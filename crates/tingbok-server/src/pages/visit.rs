//! One request for one page: its language and time, what the ledger holds, and the names of things.
use super::{
    dates,
    error::PageError,
    language::{Language, Value},
    markup::Markup,
    place::Place,
    time::When,
};
use std::sync::Arc;
use tingbok_domain::{
    AssignmentId, DecisionId, DocumentId, EvaluationId, Event, ForumId, MandateId, MeasureId,
    Occurred, ParticipantId, Recorded, Register, StrategyId, StreamId, StreamKind,
    envelope::Timestamp, id::Code,
};
use tingbok_ledger::Reader;
use tingbok_projections::{Views, Words};

/// What a page is made from. Everything in it is of one moment.
pub(crate) struct Visit {
    /// The language of the page.
    pub(crate) language: Language,
    /// The time the page is for.
    pub(crate) when: When,
    /// Reads entries.
    pub(crate) reader: Reader,
    /// Who may read what, and the rule data.
    pub(crate) register: Arc<Register>,
    /// Lists and timelines.
    pub(crate) views: Arc<Views>,
    /// The ledger's clock.
    pub(crate) now: Timestamp,
}

impl Visit {
    /// The word of a key.
    pub(crate) fn word(&self, key: &str) -> String {
        self.language.word(key)
    }

    /// The sentence of a key.
    pub(crate) fn sentence<const N: usize>(
        &self,
        key: &str,
        variables: [(&'static str, Value); N],
    ) -> String {
        self.language.sentence(key, variables)
    }

    /// The address of a page, in this language and for this time.
    pub(crate) fn href(&self, place: &Place) -> String {
        let path = place.path(self.language);
        if self.when.is_now() { path } else { format!("{path}?{}", self.when.query()) }
    }

    /// A link to a page.
    pub(crate) fn link(&self, place: &Place, inner: &Markup) -> Markup {
        Markup::link(&self.href(place), inner)
    }

    /// Every entry that concerns a stream, in log order.
    pub(crate) fn entries(&self, stream: &StreamId) -> Result<Vec<Recorded>, PageError> {
        self.read(&self.views.timeline_positions(stream))
    }

    /// The entries at some positions, in the order given.
    pub(crate) fn read(&self, positions: &[u64]) -> Result<Vec<Recorded>, PageError> {
        self.reader.entries(positions).map_err(|_| PageError::Unavailable)
    }

    /// Every entry that concerns a thing with a page. A thing of which nobody may read anything yet is not there.
    pub(crate) fn thing(&self, stream: &StreamId) -> Result<Vec<Recorded>, PageError> {
        let entries = self.entries(stream)?;
        if self.is_there(stream, &entries) { Ok(entries) } else { Err(PageError::NotFound) }
    }

    /// May everybody read anything that stands on the stream by now?
    pub(crate) fn is_there(&self, stream: &StreamId, entries: &[Recorded]) -> bool {
        let own = |recorded: &&Recorded| &recorded.entry.stream == stream;
        entries.iter().filter(own).any(|recorded| self.is_public(recorded))
    }

    /// See [`Visit::thing`]; none where nobody may read anything yet.
    pub(crate) fn thing_if_known(
        &self,
        stream: &StreamId,
    ) -> Result<Option<Vec<Recorded>>, PageError> {
        match self.thing(stream) {
            Ok(entries) => Ok(Some(entries)),
            Err(PageError::NotFound) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// May everybody know of the decision by now? What began it says so.
    pub(crate) fn shows(&self, id: DecisionId) -> bool {
        let Some(summary) = self.views.decision(&id) else { return false };
        let shown = || self.reader.entry(summary.first).is_ok_and(|first| self.is_public(&first));
        summary.title.is_some() || shown()
    }

    /// May everybody read the entry by now?
    pub(crate) fn is_public(&self, recorded: &Recorded) -> bool {
        self.register.visible_to_all(recorded)
    }

    /// The day it is where the ledger is kept, or the last day asked for.
    pub(crate) fn today(&self) -> chrono::NaiveDate {
        let known = self.when.filter.known_at.unwrap_or(self.now);
        self.when.filter.as_of.unwrap_or_else(|| self.register.day(known))
    }

    /// A moment of the log in words.
    pub(crate) fn timestamp(&self, at: Timestamp) -> String {
        match self.register.opening() {
            Some(opening) => dates::timestamp(self.language, at, &opening.time_zone),
            None => dates::timestamp(self.language, at, &chrono::Utc),
        }
    }

    /// The day of a moment of the log, in words.
    pub(crate) fn recorded_day(&self, at: Timestamp) -> Markup {
        dates::day_markup(self.language, self.register.day(at))
    }

    /// A date of a source in words.
    pub(crate) fn occurred(&self, when: &Occurred) -> Markup {
        dates::occurred_markup(self.language, when)
    }

    /// Words in a line, marked with their language where it is not the page's.
    pub(crate) fn words(&self, words: &Words) -> Markup {
        let Some(text) = words.words.as_deref() else {
            return Markup::note(&self.word("text-hidden"));
        };
        match self.other_language(words) {
            Some(tag) => Markup::foreign(text, tag),
            None => Markup::text(text),
        }
    }

    /// Words in paragraphs.
    pub(crate) fn prose(&self, words: &Words) -> Markup {
        match words.words.as_deref() {
            Some(text) => Markup::prose(text).in_block(self.other_language(words)),
            None => Markup::note(&self.word("text-hidden")),
        }
    }

    /// The language of words that are not in the page's.
    pub(crate) fn other_language<'a>(&self, words: &'a Words) -> Option<&'a str> {
        words
            .lang
            .as_ref()
            .map(tingbok_domain::Lang::as_str)
            .filter(|tag| *tag != self.language.tag())
    }

    /// The name of a participant, as a link.
    pub(crate) fn participant(&self, id: &ParticipantId) -> Markup {
        self.linked(&id.into(), self.participant_name(id))
    }

    /// The name of a participant, in the page's language where it has one.
    pub(crate) fn participant_name(&self, id: &ParticipantId) -> Markup {
        let Some(summary) = self.views.participant(id) else { return Markup::text(id.as_str()) };
        let name = |tag: &str| summary.names.iter().find(|(lang, _)| lang.as_str() == tag);
        let own = self.language.tag();
        let found = name(own).or_else(|| name("nb")).or_else(|| summary.names.iter().next());
        match found {
            Some((lang, words)) if lang.as_str() == own => Markup::text(words),
            Some((lang, words)) => Markup::foreign(words, lang.as_str()),
            None => Markup::text(summary.short.as_deref().unwrap_or(id.as_str())),
        }
    }

    /// The name of a forum, as a link.
    pub(crate) fn forum(&self, id: &ForumId) -> Markup {
        self.linked(&id.into(), self.forum_name(id))
    }

    /// The name of a forum.
    pub(crate) fn forum_name(&self, id: &ForumId) -> Markup {
        let summary = self.views.forum(id);
        let words = summary.map(|summary| Words {
            words: owned(summary.name.as_deref()),
            lang: summary.lang.clone(),
        });
        self.name_or(words, id.as_str())
    }

    /// The title of a measure, as a link.
    pub(crate) fn measure(&self, id: &MeasureId) -> Markup {
        let stream = StreamId::from(id);
        self.linked(&stream, self.stream_name(&stream))
    }

    /// What a mandate is and whose, as a link.
    pub(crate) fn mandate(&self, id: &MandateId) -> Markup {
        let stream = StreamId::from(id);
        self.linked(&stream, self.stream_name(&stream))
    }

    /// «Mandat for Strategisk forum».
    pub(crate) fn mandate_name(
        &self,
        kind: tingbok_domain::event::MandateKind,
        owner: &StreamId,
    ) -> Markup {
        let kind = self.word(super::codes::mandate_kind(kind));
        self.around_with("mandate-of", [("kind", kind.into())], "name", self.stream_name(owner))
    }

    /// The title of a decision, as a link.
    pub(crate) fn decision(&self, id: DecisionId) -> Markup {
        self.linked(&StreamId::from(&id), self.decision_name(id))
    }

    /// The title of a decision; its number where the title is not public.
    pub(crate) fn decision_name(&self, id: DecisionId) -> Markup {
        let number = || self.sentence("decision-number", [("n", id.to_string().into())]);
        let words = self.views.decision(&id).and_then(|summary| {
            let listed = summary.title.as_deref().map(str::to_owned);
            Some(Words {
                words: Some(listed.or_else(|| self.title_at(summary.first))?),
                lang: summary.lang.clone(),
            })
        });
        self.name_or(words, &number())
    }

    /// The title in the entry at a position, when everybody may read it by now.
    #[expect(clippy::wildcard_enum_match_arm, reason = "only two kinds begin a decision")]
    fn title_at(&self, position: u64) -> Option<String> {
        let entries = self.reader.entries(&[position]).ok()?;
        let recorded = entries.first().filter(|recorded| self.is_public(recorded))?;
        match &recorded.entry.event {
            Event::DecisionProposed(body) => body.title.open().cloned(),
            Event::DecisionReported(body) => body.title.open().cloned(),
            _ => None,
        }
    }

    /// The title of a document, as a link to the entry that filed it.
    pub(crate) fn document(&self, id: DocumentId) -> Markup {
        let number = self.sentence("document-number", [("n", id.to_string().into())]);
        let Some(summary) = self.views.document(&id) else { return Markup::text(&number) };
        let words = Words { words: owned(summary.title.as_deref()), lang: summary.lang.clone() };
        let title = self.link(&Place::Event(summary.first), &self.name_or(Some(words), &number));
        let mut pieces = vec![title];
        pieces.extend(summary.issuer.as_deref().map(Markup::text));
        if summary.date != Occurred::Unknown {
            pieces.push(self.occurred(&summary.date));
        }
        Markup::join(pieces, ", ")
    }

    /// The name of whatever a stream is, as a link where it has a page.
    pub(crate) fn stream(&self, stream: &StreamId) -> Markup {
        self.linked(stream, self.stream_name(stream))
    }

    /// A name as a link, where everybody may know that there is something under it.
    fn linked(&self, stream: &StreamId, name: Markup) -> Markup {
        let known = match DecisionId::try_from(stream) {
            Ok(id) => self.shows(id),
            Err(_) => self.register.knows(stream),
        };
        match Place::of(stream).filter(|_| known) {
            Some(place) => self.link(&place, &name),
            None => name,
        }
    }

    /// The name of whatever a stream is.
    pub(crate) fn stream_name(&self, stream: &StreamId) -> Markup {
        let id = stream.id();
        match stream.kind {
            StreamKind::Participant => id.parse().map(|id| self.participant_name(&id)),
            StreamKind::Forum => id.parse().map(|id| self.forum_name(&id)),
            StreamKind::Decision => id.parse().map(|id| self.decision_name(id)),
            StreamKind::Document => id.parse().map(|id: DocumentId| {
                Markup::text(&self.sentence("document-number", [("n", id.to_string().into())]))
            }),
            StreamKind::Measure => id.parse().map(|id: MeasureId| {
                let summary = self.views.measure(&id);
                let words = summary
                    .map(|s| Words { words: owned(s.title.as_deref()), lang: s.lang.clone() });
                self.name_or(words, id.as_str())
            }),
            StreamKind::Mandate => id.parse().map(|id: MandateId| match self.views.mandate(&id) {
                Some(summary) => self.mandate_name(summary.kind, &summary.owner),
                None => Markup::text(id.as_str()),
            }),
            StreamKind::Ledger => Ok(Markup::text(&self.word("site-name"))),
            StreamKind::Strategy => id.parse().map(|id: StrategyId| self.strategy_name(&id)),
            StreamKind::Evaluation => id.parse().map(|id: EvaluationId| self.evaluation_name(&id)),
            StreamKind::Assignment => id.parse().map(|id: AssignmentId| self.assignment_name(&id)),
        }
        .unwrap_or_else(|_| Markup::text(id))
    }

    /// The word for a kind of forum.
    pub(crate) fn forum_kind(&self, kind: &Code) -> String {
        let key = format!("forum-kind-{}", kind.as_str().replace('_', "-"));
        self.language.find(&key).unwrap_or_else(|| self.word("forum-kind-other"))
    }

    /// The word of a code that anybody may choose: its own where there is one, or else the code as words.
    pub(crate) fn open_code(&self, family: &str, code: &str) -> String {
        let found = self.language.find(&format!("{family}-{}", code.replace('_', "-")));
        found.unwrap_or_else(|| code.replace(['-', '_'], " "))
    }

    /// The name of a participant in plain words, for sentences.
    pub(crate) fn plain_name(&self, id: &ParticipantId) -> String {
        let names = self.views.participant(id).map(|summary| &summary.names);
        let name = |tag: &str| {
            names?.iter().find(|(lang, _)| lang.as_str() == tag).map(|(_, words)| words.clone())
        };
        let any = || names?.values().next().cloned();
        name(self.language.tag())
            .or_else(|| name("nb"))
            .or_else(any)
            .unwrap_or_else(|| id.to_string())
    }

    /// A sentence with one variable that keeps its own markup.
    pub(crate) fn around(&self, key: &str, variable: &'static str, inner: Markup) -> Markup {
        self.around_with(key, [], variable, inner)
    }

    /// A sentence with plain variables and one that keeps its own markup.
    pub(crate) fn around_with<const N: usize>(
        &self,
        key: &str,
        plain: [(&'static str, Value); N],
        variable: &'static str,
        inner: Markup,
    ) -> Markup {
        // The sentence is split where the variable stands: no word of a locale holds a NUL.
        let variables = plain.into_iter().chain([(variable, "\u{0}".into())]);
        let sentence = self.language.filled(key, variables);
        match sentence.split_once('\u{0}') {
            Some((before, after)) => {
                Markup::join([Markup::text(before), inner, Markup::text(after)], "")
            }
            None => Markup::text(&sentence),
        }
    }

    /// Names one after another: «a, b og c».
    pub(crate) fn list(&self, mut names: Vec<Markup>) -> Markup {
        let Some(last) = names.pop() else { return Markup::default() };
        if names.is_empty() {
            return last;
        }
        Markup::join([Markup::join(names, ", "), last], &format!(" {} ", self.word("word-and")))
    }

    /// Plain words one after another.
    pub(crate) fn list_words(&self, mut words: Vec<String>) -> String {
        let Some(last) = words.pop() else { return String::new() };
        if words.is_empty() {
            last
        } else {
            format!("{} {} {last}", words.join(", "), self.word("word-and"))
        }
    }

    pub(super) fn name_or(&self, words: Option<Words>, otherwise: &str) -> Markup {
        match words {
            Some(words) if words.words.is_some() => self.words(&words),
            Some(_) | None => Markup::text(otherwise),
        }
    }
}

pub(super) fn owned(words: Option<&str>) -> Option<String> {
    words.map(str::to_owned)
}
