//! The page of one event: what surrounds it, what it says, and its bytes.
pub(super) mod body;

use super::{
    codes, error::PageError, frame::Frame, markup::Markup, parts::Pairs, place::Place, visit::Visit,
};
use askama::Template;
use tingbok_domain::{Event, EventKind, Recorded, Visibility};
use tingbok_projections::Origin;

#[derive(Template)]
#[template(path = "event.html")]
struct EventPage {
    frame: Frame,
    kicker: String,
    heading: String,
    envelope: Pairs,
    /// The content and the bytes; none while they are not for everybody to read.
    content: Option<(Pairs, String)>,
    previous: Option<String>,
    next: Option<String>,
}

/// The page of the event at a position.
pub(crate) fn page(visit: &Visit, position: u64) -> Result<String, PageError> {
    let size = visit.when.filter.at.unwrap_or(u64::MAX).min(visit.reader.head().size);
    if position >= size {
        return Err(PageError::NotFound);
    }
    let entries = visit.reader.entries(&[position]).map_err(|_| PageError::Unavailable)?;
    let recorded = entries.first().ok_or(PageError::NotFound)?;
    if visit.when.filter.known_at.is_some_and(|known| recorded.entry.recorded_at > known) {
        return Err(PageError::NotFound);
    }
    let public = visit.is_public(recorded);
    let number = visit.sentence("event-title", [("n", position.to_string().into())]);
    let title =
        if public { visit.word(&codes::event(recorded.entry.kind())) } else { number.clone() };
    let neighbour =
        |at: Option<u64>| at.filter(|at| *at < size).map(|at| visit.href(&Place::Event(at)));
    let page = EventPage {
        frame: Frame::new(visit, Some(Place::Event(position)), format!("{title} ({number})")),
        kicker: number,
        heading: title,
        envelope: if public { envelope(visit, recorded)? } else { sealed(visit, recorded) },
        content: if public {
            Some((body::of(visit, &recorded.entry), raw(visit, position)?))
        } else {
            None
        },
        previous: neighbour(position.checked_sub(1)),
        next: neighbour(position.checked_add(1)),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

/// All that may be said of an event whose content is not for everybody yet.
fn sealed(visit: &Visit, recorded: &Recorded) -> Pairs {
    let mut pairs = Pairs::default();
    pairs.add(visit.word("event-position"), Markup::text(&recorded.position.to_string()));
    pairs.add(visit.word("event-leaf"), Markup::code(&recorded.leaf.to_string()));
    pairs
}

fn envelope(visit: &Visit, recorded: &Recorded) -> Result<Pairs, PageError> {
    let entry = &recorded.entry;
    let particulars = &entry.particulars;
    let origin = Origin::of(recorded);
    let mut pairs = sealed(visit, recorded);
    pairs.add(visit.word("event-stream"), visit.stream(&entry.stream));
    pairs.add(visit.word("event-version"), Markup::text(&entry.version.to_string()));
    pairs.add(visit.word("event-occurred"), visit.occurred(&particulars.occurred));
    pairs.add(
        visit.word("event-recorded-at"),
        Markup::time(&entry.recorded_at.to_string(), &visit.timestamp(entry.recorded_at)),
    );
    let role = lowered(&visit.word(codes::actor_role(entry.actor.role)));
    let actor = visit.around_with(
        "event-actor-in-role",
        [("role", role.into())],
        "name",
        visit.participant(&entry.actor.participant),
    );
    pairs.add(visit.word("event-actor"), actor);
    pairs.add_some(visit.word("field-forum"), entry.actor.forum.as_ref().map(|id| visit.forum(id)));
    pairs.add_some(
        visit.word("event-acting-for"),
        entry.actor.acting_for.as_ref().map(|id| visit.participant(id)),
    );
    pairs.add(visit.word("event-principal"), Markup::code(entry.principal.as_str()));
    pairs.add(visit.word("event-source"), Markup::text(&visit.source(&origin)));
    pairs.add(
        visit.word("event-evidence"),
        Markup::text(&visit.word(codes::evidence(particulars.evidence))),
    );
    pairs.add(
        visit.word("event-visibility"),
        Markup::text(&visibility(visit, &particulars.visibility)),
    );
    let language = particulars.lang.as_ref().map(|lang| language(visit, lang.as_str()));
    pairs.add_some(visit.word("event-language"), language);
    pairs.add(visit.word("event-id"), Markup::code(&entry.id.to_string()));
    pairs.add(visit.word("event-command"), Markup::code(&entry.command.to_string()));
    let cause = particulars.causation.map(|cause| Markup::code(&cause.to_string()));
    pairs.add_some(visit.word("event-causation"), cause);
    pairs.add_some(visit.word("event-amended-by"), corrections(visit, recorded)?);
    Ok(pairs)
}

/// Links to the entries that correct what a source was reported to say here.
fn corrections(visit: &Visit, recorded: &Recorded) -> Result<Option<Markup>, PageError> {
    if !recorded.entry.is_reported() {
        return Ok(None);
    }
    let facts = visit.views.timeline(&recorded.entry.stream).into_iter().filter(|fact| {
        fact.kind == EventKind::EventAmended
            && visit.when.filter.knew(fact.position, fact.recorded_at)
    });
    let positions: Vec<u64> = facts.map(|fact| fact.position).collect();
    let entries = visit.reader.entries(&positions).map_err(|_| PageError::Unavailable)?;
    let corrects = |other: &&Recorded| matches!(&other.entry.event, Event::EventAmended(body) if body.target == recorded.position);
    let links = entries.iter().filter(corrects).map(|other| {
        let number = [("n", other.position.to_string().into())];
        let words = Markup::text(&visit.sentence("event-title", number));
        visit.link(&Place::Event(other.position), &words)
    });
    Ok(Some(visit.list(links.collect())))
}

fn visibility(visit: &Visit, visibility: &Visibility) -> String {
    match visibility {
        Visibility::Public => visit.word("visibility-public"),
        Visibility::AfterOutcome => visit.word("visibility-after-outcome"),
        Visibility::Forum => visit.word("visibility-forum"),
        Visibility::Restricted(basis) => {
            let basis = format!("{} § {}", basis.law, basis.section);
            visit.sentence("restricted", [("basis", basis.into())])
        }
    }
}

/// The name of a language in the page's.
fn language(visit: &Visit, tag: &str) -> Markup {
    let name = visit.language.find(&format!("language-{tag}"));
    Markup::text(&name.unwrap_or_else(|| visit.word("language-other")))
}

fn raw(visit: &Visit, position: u64) -> Result<String, PageError> {
    let raw = visit.reader.raw(position, 1).map_err(|_| PageError::Unavailable)?;
    let entry =
        raw.into_iter().find(|entry| entry.position == position).ok_or(PageError::NotFound)?;
    String::from_utf8(entry.bytes).map_err(|_| PageError::Unavailable)
}

/// A word with a small first letter, as it stands inside a sentence.
pub(super) fn lowered(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}
