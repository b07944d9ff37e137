//! What stands around every page: menu, languages, time, history, and the head of the log.
use super::{
    assets, codes,
    error::PageError,
    language::Language,
    markup::Markup,
    place::{Place, Section},
    thing::Part,
    visit::Visit,
};
use tingbok_domain::{Event, Recorded, StreamId, edtf::By};
use tingbok_projections::{Aside, Fact};

/// Most lines of history on a page; the rest is data.
const HISTORY_LIMIT: usize = 30;

/// The frame of one page.
pub(crate) struct Frame {
    language: Language,
    place: Option<Place>,
    query: String,
    has_data: bool,
    /// What the browser's tab says.
    pub(crate) title: String,
    /// Sentences about the time of the page; none for the present.
    pub(crate) banner: Vec<String>,
    /// The day of the field «as of».
    pub(crate) day: String,
    /// The menu.
    pub(crate) menu: Vec<MenuItem>,
    /// The same page in each language.
    pub(crate) languages: Vec<LanguageItem>,
    /// What was recorded on the subject, newest first.
    pub(crate) history: Vec<HistoryLine>,
    /// How many entries there are in all.
    pub(crate) history_total: usize,
    /// Events that may have happened by the day asked for, and those without a date.
    pub(crate) aside: Vec<AsideList>,
    /// Who has evaluated the subject.
    pub(crate) evaluations: Option<Part>,
    /// Where sources differ on the subject.
    pub(crate) differs: Option<Part>,
    /// The root hash of the log.
    pub(crate) root: String,
    /// How many entries the log has.
    pub(crate) size: String,
    /// When the last was recorded.
    pub(crate) last_recorded: String,
    /// The style sheet's address.
    pub(crate) stylesheet: String,
    /// The icon's address.
    pub(crate) icon: String,
    /// More of the query that belongs to the page itself: `(name, value)`.
    pub(crate) fields: Vec<(&'static str, String)>,
}

/// A link of the menu.
pub(crate) struct MenuItem {
    /// Its address.
    pub(crate) href: String,
    /// Its word.
    pub(crate) word: String,
    /// Whether the page lies in that section.
    pub(crate) here: bool,
}

/// A language the page is in or can be had in.
pub(crate) struct LanguageItem {
    /// Its tag.
    pub(crate) tag: &'static str,
    /// Its own name for itself.
    pub(crate) name: &'static str,
    /// The address of the page in it.
    pub(crate) href: String,
    /// Whether the page is in it.
    pub(crate) here: bool,
}

/// One line of history.
pub(crate) struct HistoryLine {
    /// What happened, as a link to the event.
    pub(crate) what: Markup,
    /// When it happened.
    pub(crate) when: Markup,
    /// When it was recorded.
    pub(crate) recorded: Markup,
}

/// Events that a page of a day leaves out.
pub(crate) struct AsideList {
    /// Why they are left out.
    pub(crate) heading: String,
    /// The events.
    pub(crate) lines: Vec<HistoryLine>,
}

impl Frame {
    /// The frame of a page about nothing in particular.
    pub(crate) fn new(visit: &Visit, place: Option<Place>, title: String) -> Self {
        let head = visit.reader.head();
        let language = visit.language;
        let recorded = visit.register.last_recorded_at();
        let here = place.as_ref().and_then(Place::section);
        let menu = Section::ALL.map(|section| MenuItem {
            href: visit.href(&Place::List(section)),
            word: visit.word(section.heading()),
            here: here == Some(section),
        });
        let mut frame = Self {
            language,
            place,
            query: visit.when.query().to_owned(),
            has_data: true,
            title,
            banner: visit.when.banner(language, visit.register.day(visit.now)),
            day: visit.when.field(),
            menu: menu.into(),
            languages: Vec::new(),
            history: Vec::new(),
            history_total: 0,
            aside: Vec::new(),
            evaluations: None,
            differs: None,
            root: head.root,
            size: head.size.to_string(),
            last_recorded: recorded.map(|at| visit.timestamp(at)).unwrap_or_default(),
            stylesheet: assets::stylesheet_path(),
            icon: assets::icon_path(),
            fields: Vec::new(),
        };
        frame.languages = frame.in_all_languages();
        frame
    }

    /// Adds the page's own part of the query, so that switching language or time keeps it.
    #[must_use]
    pub(crate) fn with_fields(mut self, fields: Vec<(&'static str, String)>) -> Self {
        self.fields = fields;
        self.languages = self.in_all_languages();
        self
    }

    /// Leaves out the way to data: there is none behind a page that tells of an error.
    #[must_use]
    pub(crate) fn without_data(mut self) -> Self {
        self.has_data = false;
        self
    }

    /// Adds what was recorded on the subject, as far as the time of the page knows it and everybody may read it.
    /// On a page of a day that is what had surely happened by then; what may have stands apart. It comes from the
    /// index; an entry is read only where it alone tells whether everybody may read it.
    pub(crate) fn with_history(
        mut self,
        visit: &Visit,
        stream: &StreamId,
    ) -> Result<Self, PageError> {
        let filter = &visit.when.filter;
        let counts = |fact: &Fact| {
            filter.knew(fact.position, fact.recorded_at)
                && filter.as_of.is_none_or(|day| fact.occurred.by(day) == By::Yes)
        };
        let facts = visit.views.timeline(stream).into_iter().filter(counts);
        let (mut shown, mut unsure) = (Vec::new(), Vec::new());
        for fact in facts {
            match visit.views.is_public(fact.position, &visit.register) {
                Some(true) => shown.push(fact),
                Some(false) => {}
                None => unsure.push(fact.position),
            }
        }
        let unsure = visit.read(&unsure)?;
        shown.extend(unsure.iter().filter(|entry| visit.is_public(entry)).map(Fact::of));
        shown.sort_unstable_by_key(|fact| fact.position);
        self.history_total = shown.len();
        self.history =
            shown.iter().rev().take(HISTORY_LIMIT).map(|fact| line(visit, fact)).collect();
        Ok(self)
    }

    /// Adds what a page of a day leaves out.
    #[must_use]
    pub(crate) fn with_aside(self, visit: &Visit, events: &[Recorded], aside: &Aside) -> Self {
        let day = super::dates::day(visit.language, visit.today());
        self.with_list(
            visit.sentence("asof-possibly", [("date", day.into())]),
            visit,
            events,
            &aside.possibly,
        )
        .with_list(visit.word("asof-undated-heading"), visit, events, &aside.undated)
    }

    /// Adds a list of events, each with whom it is about; none where there is no event.
    #[must_use]
    pub(crate) fn with_list(
        mut self,
        heading: String,
        visit: &Visit,
        events: &[Recorded],
        facts: &[Fact],
    ) -> Self {
        let named = |fact: &Fact| {
            let at = events.binary_search_by_key(&fact.position, |recorded| recorded.position);
            let recorded = at.ok().and_then(|at| events.get(at));
            let whose = recorded.and_then(|recorded| whose(visit, self.place.as_ref(), recorded));
            let mut line = line(visit, fact);
            line.what = Markup::join(std::iter::once(line.what).chain(whose), ": ");
            line
        };
        let lines: Vec<HistoryLine> = facts.iter().map(named).collect();
        if !lines.is_empty() {
            self.aside.push(AsideList { heading, lines });
        }
        self
    }

    /// The word of a key.
    pub(crate) fn t(&self, key: &str) -> String {
        self.language.word(key)
    }

    /// The tag of the page's language.
    pub(crate) fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The front page.
    pub(crate) fn home(&self) -> String {
        with_query(&Place::Home.path(self.language), &self.query)
    }

    /// Whether this is the front page.
    pub(crate) fn is_home(&self) -> bool {
        self.place == Some(Place::Home)
    }

    /// The same page as of now.
    pub(crate) fn back(&self) -> String {
        with_query(&self.path(self.language), &self.own_query(""))
    }

    /// Where the field «as of» leads.
    pub(crate) fn action(&self) -> String {
        self.path(self.language)
    }

    /// The page as data.
    pub(crate) fn data(&self) -> Option<String> {
        let place = self.place.as_ref().filter(|_| self.has_data);
        place.map(|place| with_query(&place.data(), &self.query))
    }

    /// The events behind the page, as data.
    pub(crate) fn events(&self) -> Option<String> {
        self.place.as_ref().and_then(Place::events)
    }

    /// The address that stays.
    pub(crate) fn permanent(&self) -> Option<String> {
        self.place.as_ref().and_then(Place::permanent)
    }

    /// The root hash, abbreviated, with all of it in the title.
    pub(crate) fn root_markup(&self) -> Markup {
        Markup::hash(&self.root)
    }

    /// «De 30 nyeste av 41 hendelser vises», when some are left out.
    pub(crate) fn history_note(&self) -> Option<String> {
        let shown = self.history.len();
        (shown < self.history_total).then(|| {
            let variables =
                [("n", shown.to_string().into()), ("total", self.history_total.to_string().into())];
            self.language.sentence("frame-history-more", variables)
        })
    }

    fn in_all_languages(&self) -> Vec<LanguageItem> {
        let item = |language: Language| LanguageItem {
            tag: language.tag(),
            name: match language {
                Language::Nb => "Bokmål",
                Language::Nn => "Nynorsk",
                Language::En => "English",
            },
            href: with_query(&self.path(language), &self.own_query(&self.query)),
            here: language == self.language,
        };
        Language::ALL.map(item).into()
    }

    fn path(&self, language: Language) -> String {
        self.place.as_ref().unwrap_or(&Place::Home).path(language)
    }

    fn own_query(&self, time: &str) -> String {
        let own = self.fields.iter().map(|(name, value)| format!("{name}={value}"));
        let all: Vec<String> = own.chain((!time.is_empty()).then(|| time.to_owned())).collect();
        all.join("&")
    }
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn line(visit: &Visit, fact: &Fact) -> HistoryLine {
    let what = Markup::text(&visit.word(&codes::event(fact.kind)));
    HistoryLine {
        what: visit.link(&Place::Event(fact.position), &what),
        when: visit.occurred(&fact.occurred),
        recorded: visit.recorded_day(fact.recorded_at),
    }
}

/// The other thing that an event of a page's thing stands with, or who it is that came, left or answers.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are about the thing itself")]
fn whose(visit: &Visit, place: Option<&Place>, recorded: &Recorded) -> Option<Markup> {
    let stream = &recorded.entry.stream;
    if place != Place::of(stream).as_ref() {
        return Some(visit.stream_name(stream));
    }
    match &recorded.entry.event {
        Event::MembershipChanged(body) => Some(visit.participant_name(&body.participant)),
        Event::ResponsibilityAssigned(body) => Some(visit.stream_name(&body.holder)),
        _ => None,
    }
}
