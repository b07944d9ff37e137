//! The page of a strategy: its goals with the measures that serve each, every text it had, and what is recommended.
use super::{
    advice, codes, decision,
    error::PageError,
    forum,
    frame::Frame,
    mandate,
    markup::Markup,
    measure,
    parts::{Pairs, Table, not_documented},
    place::{Place, Section},
    thing::{Part, ThingPage},
    visit::Visit,
};
use tingbok_domain::{
    EventKind, ParticipantId, Recorded, StrategyId, StreamId,
    event::{StrategyStatus, Years},
};
use tingbok_projections::strategy::{
    Goal, MeasureLink, Publication, StrategyState, goal_diff, state,
};

/// The texts of one strategy at the time of the visit, without the thousands of measures that may serve it.
pub(crate) fn texts_of(visit: &Visit, id: &StrategyId) -> Result<Option<StrategyState>, PageError> {
    let facts = visit.views.timeline(&StreamId::from(id)).into_iter();
    let own = [EventKind::StrategyPublished, EventKind::EventAmended];
    let positions: Vec<u64> =
        facts.filter(|fact| own.contains(&fact.kind)).map(|fact| fact.position).collect();
    let events = visit.reader.entries(&positions).map_err(|_| PageError::Unavailable)?;
    Ok(fold(visit, id, &events))
}

fn fold(visit: &Visit, id: &StrategyId, events: &[Recorded]) -> Option<StrategyState> {
    state(id, events, &visit.when.filter, &|recorded| visit.is_public(recorded), visit.today())
}

/// The page of one strategy.
pub(crate) fn page(visit: &Visit, id: &str) -> Result<String, PageError> {
    let id: StrategyId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let state = fold(visit, &id, &events).ok_or(PageError::NotFound)?;
    let kicker = visit.word("strategy-title");
    let title = state.title.words.clone().unwrap_or_else(|| kicker.clone());
    let frame = Frame::new(visit, Some(Place::One(Section::Strategies, id.to_string())), title)
        .with_history(visit, &StreamId::from(&id))?
        .with_aside(visit, &events, &state.aside)
        .with_differs(visit, &StreamId::from(&id), &events)?;
    let page = ThingPage {
        frame,
        kicker: Markup::text(&kicker),
        heading: visit.words(&state.title),
        status: status(visit, &state),
        text: Markup::default(),
        facts: facts(visit, &state),
        parts: parts(visit, &state),
    };
    page.html()
}

/// How far it has come, and after which source.
pub(crate) fn status(visit: &Visit, state: &StrategyState) -> Markup {
    let tag = state.status.map(|status| {
        let shade = match status {
            StrategyStatus::Adopted if state.in_force => "adopted",
            StrategyStatus::Proposed => "draft",
            StrategyStatus::Adopted => "plain",
            StrategyStatus::Replaced | StrategyStatus::Ended => "past",
        };
        Markup::tag(shade, &visit.word(codes::strategy_status(status)))
    });
    let source = state.status_origin.as_ref().and_then(|origin| visit.reported(origin));
    Markup::join(tag.into_iter().chain(source), " ")
}

fn owners(visit: &Visit, ids: &[ParticipantId]) -> Markup {
    let none = || Markup::text(&visit.word("position-not-documented"));
    let names: Vec<Markup> = ids.iter().map(|id| visit.participant(id)).collect();
    if names.is_empty() { none() } else { visit.list(names) }
}

fn period(visit: &Visit, period: Option<Years>) -> Markup {
    let none = || Markup::text(&visit.word("position-not-documented"));
    period.map_or_else(none, |years| measure::years(visit, years))
}

fn facts(visit: &Visit, state: &StrategyState) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add(visit.word("strategy-period"), period(visit, state.period));
    pairs.add(visit.word("strategy-owners"), owners(visit, &state.owners));
    let common = || Markup::text(&visit.word("strategy-common"));
    let forum = state.forum.as_ref().map_or_else(common, |id| visit.forum(id));
    pairs.add(visit.word("strategy-forum"), forum);
    let strategy = |id: &StrategyId| visit.stream(&StreamId::from(id));
    pairs.add_some(visit.word("strategy-replaces"), state.replaces.as_ref().map(strategy));
    let by = visit.list(state.replaced_by.iter().map(strategy).collect());
    pairs.add_some(visit.word("strategy-replaced-by"), Some(by));
    pairs
}

fn parts(visit: &Visit, state: &StrategyState) -> Vec<Part> {
    let caption = "strategy-responsibilities-caption";
    let duties = forum::holders(visit, "responsibilities", caption, &state.responsibilities);
    let table = |table: &Table| (!table.is_empty()).then(|| Markup::of(table));
    let recommendations = advice::table(visit, "recommendations", &state.recommendations);
    let anchoring =
        state.anchoring.iter().map(|each| Markup::of(&decision::anchoring(visit, each)));
    let mut parts = vec![Part::or(
        visit.word("strategy-goals"),
        table(&goals(visit, state)),
        &visit.word("strategy-goals-none"),
    )];
    parts.extend(Part::some(visit.word("strategy-measures-other"), [other_measures(visit, state)]));
    parts.extend(Part::some(visit.word("measure-responsibilities"), table(&duties)));
    parts.extend(Part::some(visit.word("page-recommendations"), table(&recommendations)));
    parts.extend(Part::some(visit.word("strategy-texts"), table(&texts(visit, state))));
    parts.extend(changes(visit, state));
    parts.extend(Part::some(visit.word("decision-anchoring"), anchoring));
    parts
}

/// What the latest text changed, word by word: the title, then each goal. It is held against the last text of
/// another standing (the proposal that was adopted), because two sources may tell the same standing in turn.
fn changes(visit: &Visit, state: &StrategyState) -> Option<Part> {
    let (later, before) = state.publications.split_last()?;
    let other = before.iter().rfind(|text| text.status != later.status);
    let earlier = other.or_else(|| before.last())?;
    let diff = goal_diff(earlier, later);
    let name = |text: &Publication| visit.word(codes::strategy_status(text.status));
    let variables = [("from", name(earlier).into()), ("to", name(later).into())];
    let held =
        diff.goals.iter().filter(|goal| !diff.not_held.iter().any(|k| k.as_str() == goal.key));
    let texts = std::iter::once(&diff.title).chain(held.map(|goal| &goal.runs));
    let texts = texts.map(|all| Markup::paragraph(&mandate::runs(all)));
    let key = Markup::note(&visit.word("mandate-diff-key"));
    let pieces = std::iter::once(Markup::paragraph(&key)).chain(texts);
    Part::some(visit.sentence("mandate-diff", variables), pieces)
}

fn measures<'a>(visit: &Visit, all: impl Iterator<Item = &'a MeasureLink>) -> Markup {
    Markup::points(all.map(|link| {
        let name = visit.measure(&link.measure);
        Markup::join(std::iter::once(name).chain(visit.reported(&link.origin)), " ")
    }))
}

fn goals(visit: &Visit, state: &StrategyState) -> Table {
    let row = |goal: &Goal| {
        let serving = measures(visit, state.serving(&goal.key));
        vec![visit.words(&goal.text), serving.or(|| not_documented(visit))]
    };
    Table {
        id: "goals",
        caption: visit.word("strategy-goals-caption"),
        head: ["strategy-goal", "strategy-goal-measures"].map(|key| visit.word(key)).into(),
        rows: state.goals.iter().map(row).collect(),
    }
}

/// Measures that serve no goal of the text of now, as far as is documented.
fn other_measures(visit: &Visit, state: &StrategyState) -> Markup {
    let named = |link: &&MeasureLink| {
        !link.goals.iter().any(|key| state.goals.iter().any(|goal| &goal.key == key))
    };
    measures(visit, state.measures.iter().filter(named))
}

fn texts(visit: &Visit, state: &StrategyState) -> Table {
    let row = |text: &Publication| {
        let goals = text.goals.iter().map(|goal| visit.words(&goal.text));
        let said = std::iter::once(visit.dated(&text.origin)).chain(visit.reported(&text.origin));
        vec![
            visit.words(&text.title),
            Markup::text(&visit.word(codes::strategy_status(text.status))),
            period(visit, text.period),
            Markup::points(goals).or(|| not_documented(visit)),
            Markup::join(said, " "),
        ]
    };
    let head =
        ["strategy-title", "strategy-status", "strategy-period", "strategy-goals", "event-source"];
    Table {
        id: "texts",
        caption: visit.word("strategy-texts-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows: state.publications.iter().rev().map(row).collect(),
    }
}
