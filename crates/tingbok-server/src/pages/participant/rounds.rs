//! The rounds of a participant in four tables. Each is shown a page at a time, the round opened last first: a
//! ministry may have been asked thousands of times.
use super::super::{
    codes, decision,
    error::{PageError, QueryFault},
    markup::Markup,
    parts::Table,
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use tingbok_domain::{DecisionId, ParticipantId, Recorded, StreamId};
use tingbok_projections::{
    Reading,
    decision::RowStatus,
    participant::{RoundPosition, RoundStage, RoundsAsked, RoundsFound, Stood, WithRounds},
};

/// Most rows of one table.
const ROWS: usize = 50;

/// A table of rounds, by its name in the address.
struct Kind {
    stood: Stood,
    id: &'static str,
    caption: &'static str,
}

/// The tables, in the order that they stand on the page.
const KINDS: [Kind; 4] = [
    Kind { stood: Stood::Agreed, id: "agreed", caption: "participant-consents-caption" },
    Kind {
        stood: Stood::OnACondition,
        id: "conditions",
        caption: "participant-conditions-caption",
    },
    Kind {
        stood: Stood::NotAdopted,
        id: "not-adopted",
        caption: "participant-not-adopted-caption",
    },
    Kind { stood: Stood::Otherwise, id: "others", caption: "participant-others-caption" },
];

/// The part of a page's query that says which table is to start further back; where is `after`.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(crate) struct RoundsQuery {
    /// The table's name.
    pub(crate) table: Option<String>,
}

/// Where one table starts; the others start with the newest.
#[derive(Clone, Copy)]
pub(super) struct Start {
    table: &'static str,
    before: u64,
}

impl Start {
    /// Reads a query. Empty fields count as absent, and a table alone starts with its newest round.
    pub(super) fn read(
        query: &RoundsQuery,
        after: Option<&str>,
    ) -> Result<Option<Self>, PageError> {
        let fault = PageError::Query(QueryFault::List);
        let given = |field: Option<&str>| field.filter(|text| !text.is_empty()).map(str::to_owned);
        let table = given(query.table.as_deref()).map(|table| {
            KINDS.iter().map(|kind| kind.id).find(|known| *known == table).ok_or(fault)
        });
        match (table.transpose()?, given(after)) {
            (_, None) => Ok(None),
            (None, Some(_)) => Err(fault),
            (Some(table), Some(after)) => {
                let before = after.parse().map_err(|_| fault)?;
                Ok(Some(Self { table, before }))
            }
        }
    }

    /// The fields that another language and another time keep.
    pub(super) fn fields(self) -> Vec<(&'static str, String)> {
        vec![("table", self.table.to_owned()), ("after", self.before.to_string())]
    }
}

/// A participant at the time of the visit, with the rounds that the page shows.
pub(super) fn load(
    visit: &Visit,
    id: &ParticipantId,
    start: Option<Start>,
) -> Result<WithRounds, PageError> {
    let asked = KINDS.map(|kind| RoundsAsked {
        stood: Some(kind.stood),
        before: start.filter(|start| start.table == kind.id).map(|start| start.before),
        limit: ROWS,
    });
    let read =
        |positions: &[u64]| visit.reader.entries(positions).map_err(|_| PageError::Unavailable);
    let public = |recorded: &Recorded| visit.is_public(recorded);
    let when = visit.when.filter;
    let reading = Reading { read: &read, is_public: &public, when, today: visit.today() };
    let may = |decision| is_known(visit, decision);
    let found = visit.views.participant_with(id, &asked, &may, &reading)?;
    // A thing of which nobody may read anything yet is not there.
    let stream = StreamId::from(id);
    let own = |one: &Recorded| one.entry.stream == stream && visit.is_public(one);
    found.filter(|found| found.entries.iter().any(own)).ok_or(PageError::NotFound)
}

/// May everybody know of a decision that a round was opened on? What [`Visit::shows`] says, without reading the
/// entry that began it: here all of a participant's decisions are asked for.
pub(super) fn is_known(visit: &Visit, id: DecisionId) -> bool {
    visit.register.decision(id).is_some_and(tingbok_domain::register::Decision::is_known_to_all)
}

/// A page of one table, and the ways to its other pages.
#[derive(Template)]
#[template(path = "part-rounds.html")]
pub(super) struct RoundsTable {
    table: Table,
    stood: Stood,
    total: usize,
    shown: Option<String>,
    newest: Option<(String, String)>,
    older: Option<(String, String)>,
}

impl askama::filters::HtmlSafe for RoundsTable {}

impl RoundsTable {
    /// True when there is no such round at all.
    pub(super) fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// True for what is not agreement in a closed round.
    pub(super) fn is_other(&self) -> bool {
        self.stood == Stood::Otherwise
    }
}

/// The tables, as the rounds were asked for by [`load`].
pub(super) fn tables(visit: &Visit, id: &ParticipantId, found: &[RoundsFound]) -> Vec<RoundsTable> {
    let place = Place::One(Section::Participants, id.to_string());
    KINDS.iter().zip(found).map(|(kind, found)| table(visit, &place, kind, found)).collect()
}

fn table(visit: &Visit, place: &Place, kind: &Kind, found: &RoundsFound) -> RoundsTable {
    let parted = found.newer > 0 || found.next.is_some();
    let range = || {
        let last = found.newer.saturating_add(found.items.len());
        let range = [
            ("from", found.newer.saturating_add(1).to_string().into()),
            ("to", last.to_string().into()),
            ("total", found.total.to_string().into()),
        ];
        visit.sentence("rounds-shown", range)
    };
    let link = |key: &str, before: Option<u64>| (href(visit, place, kind, before), visit.word(key));
    RoundsTable {
        table: positions(visit, kind, &found.items),
        stood: kind.stood,
        total: found.total,
        shown: (parted && !found.items.is_empty()).then(range),
        newest: (found.newer > 0).then(|| link("rounds-newest", None)),
        older: found.next.map(|before| link("rounds-older", Some(before))),
    }
}

fn href(visit: &Visit, place: &Place, kind: &Kind, before: Option<u64>) -> String {
    let time = (!visit.when.is_now()).then(|| visit.when.query().to_owned());
    let own = before.map(|before| format!("table={}&after={before}", kind.id));
    let query: Vec<String> = time.into_iter().chain(own).collect();
    let parts = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{}{parts}#{}", place.path(visit.language), kind.id)
}

fn positions(visit: &Visit, kind: &Kind, rounds: &[RoundPosition]) -> Table {
    let row = |each: &RoundPosition| {
        let round =
            [("n", each.round.to_string().into()), ("revision", each.revision.to_string().into())];
        let round = Markup::note(&visit.sentence("round-on-revision", round));
        vec![
            Markup::join([visit.decision(each.decision), round], " "),
            answer(visit, each),
            words(visit, each),
            outcome(visit, each),
            visit.dated(&each.origin),
        ]
    };
    let head = [
        "decision-title",
        "participant-answer",
        "participant-words",
        "participant-outcome",
        "event-when",
    ];
    Table {
        id: kind.id,
        caption: visit.word(kind.caption),
        head: head.map(|key| visit.word(key)).into(),
        rows: rounds.iter().map(row).collect(),
    }
}

fn answer(visit: &Visit, each: &RoundPosition) -> Markup {
    let (_, glyph, key) = decision::look(each.status, each.conditional, None);
    let glyph = Markup::glyph(glyph);
    let mut pieces = vec![glyph, Markup::text(&visit.word(key))];
    if matches!(each.status, RowStatus::Silent | RowStatus::Missing) {
        pieces.push(Markup::note(&visit.word("position-silent-note")));
    }
    if each.contested && each.status != RowStatus::Contested {
        pieces.push(Markup::note(&visit.word("position-contested")));
    }
    Markup::join(pieces, " ")
}

/// What it wrote, each under its name: condition, differing view, reason, what would lift it, remark.
fn words(visit: &Visit, each: &RoundPosition) -> Markup {
    let all = [
        ("field-condition", &each.condition),
        ("field-statement", &each.statement),
        ("field-reason", &each.reason),
        ("field-resolves-if", &each.resolves_if),
        ("field-remark", &each.remark),
    ];
    let said = all.into_iter().filter_map(|(key, words)| Some((key, words.as_ref()?)));
    let said = said.map(|(key, words)| {
        Markup::join([Markup::note(&format!("{}:", visit.word(key))), visit.prose(words)], " ")
    });
    Markup::join(said, " ")
}

fn outcome(visit: &Visit, each: &RoundPosition) -> Markup {
    let key = match each.stage {
        RoundStage::Open => "round-not-closed",
        RoundStage::Interrupted => "round-interrupted-short",
        RoundStage::Closed { outcome } => codes::outcome(outcome, each.method),
    };
    Markup::text(&visit.word(key))
}
