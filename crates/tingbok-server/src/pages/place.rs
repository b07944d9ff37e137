//! Where pages are: one table for the router, for links and for tests.
use super::language::Language;
use tingbok_domain::{StreamId, StreamKind};

/// A part of the site that lists things and shows one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    /// Forums.
    Forums,
    /// Decisions.
    Decisions,
    /// Measures.
    Measures,
    /// Participants.
    Participants,
    /// Mandates.
    Mandates,
    /// Strategies with goals.
    Strategies,
    /// Evaluations.
    Evaluations,
    /// Assignments.
    Assignments,
}

impl Section {
    /// Every section, in the order of the menu.
    pub(crate) const ALL: [Self; 8] = [
        Self::Forums,
        Self::Decisions,
        Self::Measures,
        Self::Strategies,
        Self::Participants,
        Self::Mandates,
        Self::Evaluations,
        Self::Assignments,
    ];

    /// The word in the path.
    pub(crate) const fn path_word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Forums, Language::Nb | Language::Nn) => "forum",
            (Self::Forums, Language::En) => "forums",
            (Self::Decisions, Language::Nb) => "beslutninger",
            (Self::Decisions, Language::Nn) => "avgjerder",
            (Self::Decisions, Language::En) => "decisions",
            (Self::Measures, Language::Nb | Language::Nn) => "tiltak",
            (Self::Measures, Language::En) => "measures",
            (Self::Participants, Language::Nb) => "deltakere",
            (Self::Participants, Language::Nn) => "deltakarar",
            (Self::Participants, Language::En) => "participants",
            (Self::Mandates, Language::Nb | Language::Nn) => "mandat",
            (Self::Mandates, Language::En) => "mandates",
            (Self::Strategies, Language::Nb | Language::Nn) => "maal",
            (Self::Strategies, Language::En) => "goals",
            (Self::Evaluations, Language::Nb) => "evalueringer",
            (Self::Evaluations, Language::Nn) => "evalueringar",
            (Self::Evaluations, Language::En) => "evaluations",
            (Self::Assignments, Language::Nb | Language::Nn) => "oppdrag",
            (Self::Assignments, Language::En) => "assignments",
        }
    }

    /// The key of its heading.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Forums => "page-forums",
            Self::Decisions => "page-decisions",
            Self::Measures => "page-measures",
            Self::Participants => "page-participants",
            Self::Mandates => "page-mandates",
            Self::Strategies => "page-goals",
            Self::Evaluations => "page-evaluations",
            Self::Assignments => "page-assignments",
        }
    }

    /// Its collection in the HTTP interface.
    pub(crate) const fn collection(self) -> &'static str {
        match self {
            Self::Forums => "forums",
            Self::Decisions => "decisions",
            Self::Measures => "measures",
            Self::Participants => "participants",
            Self::Mandates => "mandates",
            Self::Strategies => "strategies",
            Self::Evaluations => "evaluations",
            Self::Assignments => "assignments",
        }
    }

    /// The kind of stream that each thing in it is.
    pub(crate) const fn kind(self) -> StreamKind {
        match self {
            Self::Forums => StreamKind::Forum,
            Self::Decisions => StreamKind::Decision,
            Self::Measures => StreamKind::Measure,
            Self::Participants => StreamKind::Participant,
            Self::Mandates => StreamKind::Mandate,
            Self::Strategies => StreamKind::Strategy,
            Self::Evaluations => StreamKind::Evaluation,
            Self::Assignments => StreamKind::Assignment,
        }
    }

    /// The section that shows streams of a kind, if one does.
    pub(crate) fn of(kind: StreamKind) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.kind() == kind)
    }
}

/// One page, in no language yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// The front page.
    Home,
    /// The list of a section.
    List(Section),
    /// One thing of a section, by its id.
    One(Section, String),
    /// One event, by its position in the log.
    Event(u64),
}

/// The word in the path of an event.
pub(crate) const fn event_word(language: Language) -> &'static str {
    match language {
        Language::Nb => "hendelse",
        Language::Nn => "hending",
        Language::En => "events",
    }
}

impl Place {
    /// The page of a stream, if it has one.
    pub(crate) fn of(stream: &StreamId) -> Option<Self> {
        Section::of(stream.kind).map(|section| Self::One(section, stream.id().to_owned()))
    }

    /// Its path in a language.
    pub(crate) fn path(&self, language: Language) -> String {
        let tag = language.tag();
        match self {
            Self::Home => format!("/{tag}"),
            Self::List(section) => format!("/{tag}/{}", section.path_word(language)),
            Self::One(section, id) => format!("/{tag}/{}/{id}", section.path_word(language)),
            Self::Event(position) => format!("/{tag}/{}/{position}", event_word(language)),
        }
    }

    /// The same as data.
    pub(crate) fn data(&self) -> String {
        match self {
            Self::Home => "/api/v1/decisions".to_owned(),
            Self::List(section) => format!("/api/v1/{}", section.collection()),
            Self::One(section, id) => format!("/api/v1/{}/{id}", section.collection()),
            Self::Event(position) => format!("/api/v1/events/{position}"),
        }
    }

    /// The events it rests on, as data; an event rests on nothing else.
    pub(crate) fn events(&self) -> Option<String> {
        match self {
            Self::One(section, id) => {
                Some(format!("/api/v1/streams/{}-{id}/events", section.kind().word()))
            }
            Self::Home | Self::List(_) => Some("/api/v1/events".to_owned()),
            Self::Event(_) => None,
        }
    }

    /// The address that stays, in whatever language it is asked for.
    pub(crate) fn permanent(&self) -> Option<String> {
        match self {
            Self::One(section, id) => Some(format!("/id/{}/{id}", section.kind().word())),
            Self::Event(position) => Some(format!("/id/event/{position}")),
            Self::Home | Self::List(_) => None,
        }
    }

    /// The section it lies in.
    pub(crate) fn section(&self) -> Option<Section> {
        match self {
            Self::List(section) | Self::One(section, _) => Some(*section),
            Self::Home | Self::Event(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_pages_of_a_language_share_a_path() {
        for language in Language::ALL {
            let mut words: BTreeSet<&str> =
                Section::ALL.map(|section| section.path_word(language)).into();
            assert!(words.insert(event_word(language)));
            assert_eq!(words.len(), Section::ALL.len() + 1);
        }
    }

    #[test]
    fn a_stream_leads_to_its_page_in_the_words_of_the_language() {
        let place = |text: &str| Place::of(&text.parse().unwrap());
        let decision = place("decision-7").unwrap();
        assert_eq!(
            Language::ALL.map(|language| decision.path(language)),
            ["/nb/beslutninger/7", "/nn/avgjerder/7", "/en/decisions/7"]
        );
        assert_eq!(decision.permanent().unwrap(), "/id/decision/7");
        assert!(place("document-1").is_none());
    }
}
