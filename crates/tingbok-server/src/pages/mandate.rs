//! The page of a mandate: the text in force first, then every version and draft, and what changed between two.
use super::{
    codes, dates, decision,
    error::{PageError, QueryFault},
    frame::Frame,
    markup::Markup,
    parts::{Pairs, Table},
    place::{Place, Section},
    visit::Visit,
};
use askama::Template;
use tingbok_domain::{
    Lang, MandateId, StreamId,
    event::{DraftNumber, Section as TextSection, TextStatus},
};
use tingbok_projections::mandate::{
    MandateDraft, MandateState, MandateVersion, Run, SectionDiff, diff, state,
};

#[derive(Template)]
#[template(path = "mandate.html")]
struct MandatePage {
    frame: Frame,
    kicker: Markup,
    heading: Markup,
    status: Markup,
    in_force: Option<VersionView>,
    versions: Table,
    others: Vec<VersionView>,
    choices: Vec<Choice>,
    from: String,
    to: String,
    comparison: Option<Comparison>,
    anchoring: Vec<Pairs>,
}

/// A version or a draft with its text.
struct VersionView {
    heading: String,
    tag: Option<Markup>,
    facts: Pairs,
    sections: Option<Vec<(String, Markup)>>,
    lang: Option<String>,
}

struct Choice {
    value: String,
    name: String,
}

struct Comparison {
    heading: String,
    sections: Option<Vec<(String, Markup)>>,
    same: bool,
}

/// Which two texts to compare: `1` is a version, `01-00` a draft.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub(crate) struct DiffQuery {
    /// The earlier.
    pub(crate) from: Option<String>,
    /// The later.
    pub(crate) to: Option<String>,
}

/// The state of one mandate at the time of the visit.
pub(crate) fn load(visit: &Visit, id: &MandateId) -> Result<Option<MandateState>, PageError> {
    let events = visit.entries(&StreamId::from(id))?;
    Ok(state(id, &events, &visit.when.filter, &|recorded| visit.is_public(recorded), visit.today()))
}

/// The page of one mandate.
pub(crate) fn page(visit: &Visit, id: &str, query: &DiffQuery) -> Result<String, PageError> {
    let id: MandateId = id.parse().map_err(|_| PageError::NotFound)?;
    let events = visit.thing(&StreamId::from(&id))?;
    let public = |recorded: &tingbok_domain::Recorded| visit.is_public(recorded);
    let state = state(&id, &events, &visit.when.filter, &public, visit.today())
        .ok_or(PageError::NotFound)?;
    let comparison = compare(visit, &state, query)?;
    let given = |field: &Option<String>| field.clone().filter(|text| !text.is_empty());
    let fields = [("from", given(&query.from)), ("to", given(&query.to))];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    let kind = visit.word(codes::mandate_kind(state.kind));
    let frame =
        Frame::new(visit, Some(Place::One(Section::Mandates, id.to_string())), kind.clone())
            .with_fields(fields)
            .with_history(visit, &StreamId::from(&id))?
            .with_aside(visit, &events, &state.aside)
            .with_differs(visit, &StreamId::from(&id), &events)?;
    let choices: Vec<Choice> = choices(visit, &state);
    let nth = |n: usize| {
        choices.iter().rev().nth(n).map(|choice| choice.value.clone()).unwrap_or_default()
    };
    let page = MandatePage {
        frame,
        kicker: visit.stream(&state.owner),
        heading: visit.mandate_name(state.kind, &state.owner),
        status: status(visit, &state),
        in_force: state
            .in_force
            .and_then(|n| state.version(n))
            .map(|version| version_view(visit, &state, version)),
        versions: versions(visit, &state),
        others: others(visit, &state),
        from: given(&query.from).unwrap_or_else(|| nth(1)),
        to: given(&query.to).unwrap_or_else(|| nth(0)),
        choices,
        comparison,
        anchoring: state.anchoring.iter().map(|each| decision::anchoring(visit, each)).collect(),
    };
    page.render().map_err(|_| PageError::Unavailable)
}

/// The version in force or told of, and whether a draft is newer.
pub(crate) fn status(visit: &Visit, state: &MandateState) -> Markup {
    let mut tags = Vec::new();
    match (state.in_force, state.versions.last()) {
        (Some(n), _) => {
            let reported = state.version(n).is_some_and(|version| version.reported);
            tags.push(Markup::tag("adopted", &in_force_words(visit, n)));
            tags.extend(reported.then(|| Markup::tag("source", &visit.word("evidence-reported"))));
        }
        (None, Some(version)) => {
            tags.push(Markup::tag("plain", &version_words(visit, version.version)));
            let repealed = version.is_repealed();
            tags.extend(repealed.then(|| Markup::tag("past", &visit.word("mandate-repealed"))));
            let reported =
                version.reported.then(|| Markup::tag("source", &visit.word("evidence-reported")));
            tags.extend(reported);
        }
        (None, None) => {}
    }
    if let Some(draft) = state.drafts.last().filter(|draft| draft.became.is_none()) {
        tags.push(Markup::tag("draft", &draft_words(visit, draft)));
    }
    Markup::join(tags, " ")
}

fn in_force_words(visit: &Visit, n: u32) -> String {
    visit.sentence("mandate-in-force", [("n", n.to_string().into())])
}

fn version_words(visit: &Visit, n: u32) -> String {
    visit.sentence("mandate-version", [("n", n.to_string().into())])
}

/// A text only said to be under way has no number to show.
fn draft_words(visit: &Visit, draft: &MandateDraft) -> String {
    match draft.status {
        TextStatus::Announced => visit.word("mandate-announced"),
        TextStatus::Submitted => draft_number_words(visit, draft.number),
    }
}

/// «Utkast 1 til versjon 2».
pub(crate) fn draft_number_words(visit: &Visit, number: DraftNumber) -> String {
    let variables = [
        ("m", number.draft.saturating_add(1).to_string().into()),
        ("n", number.on_version.saturating_add(1).to_string().into()),
    ];
    visit.sentence("mandate-draft", variables)
}

fn version_view(visit: &Visit, state: &MandateState, version: &MandateVersion) -> VersionView {
    let mut facts = Pairs::default();
    let day = |date| dates::day_markup(visit.language, date);
    facts.add(visit.word("mandate-adopted"), visit.dated(&version.origin));
    facts.add_some(visit.word("mandate-effective-from"), version.effective_from.map(day));
    facts.add_some(visit.word("mandate-review-by"), version.review_by.map(day));
    facts.add_some(visit.word("field-decision"), version.decision.map(|id| visit.decision(id)));
    let described = version.described_as.as_ref().map(|words| visit.words(words));
    facts.add_some(visit.word("mandate-described-as"), described);
    facts.add_some(visit.word("event-source"), visit.reported(&version.origin));
    facts.add_some(
        visit.word("field-sha256"),
        version.sha256.map(|hash| Markup::hash(&hash.to_string())),
    );
    if let Some(repeal) = &version.repealed {
        let told = visit.reported(&repeal.origin);
        let when = std::iter::once(visit.dated(&repeal.origin)).chain(told);
        facts.add(visit.word("mandate-repeal-when"), Markup::join(when, " "));
        facts.add(visit.word("mandate-repeal-reason"), visit.words(&repeal.reason));
        let other = repeal.replaced_by.as_ref().map(|id| visit.mandate(id));
        facts.add_some(visit.word("mandate-repeal-replaced"), other);
        facts.add_some(visit.word("field-decision"), repeal.decision.map(|id| visit.decision(id)));
    }
    let in_force = is_in_force(state, version);
    VersionView {
        heading: if in_force {
            in_force_words(visit, version.version)
        } else {
            version_words(visit, version.version)
        },
        tag: (!in_force).then(|| standing(visit, state, version)).flatten(),
        facts,
        sections: version.sections.as_ref().map(|sections| shown(sections)),
        lang: foreign(visit, version.lang.as_ref()),
    }
}

/// True for the version in force; a source may tell of the same number.
fn is_in_force(state: &MandateState, version: &MandateVersion) -> bool {
    state.in_force == Some(version.version)
        && state.version(version.version).is_some_and(|known| std::ptr::eq(known, version))
}

/// «Opphevet», or «Avløst» for a version that a later one took the place of.
fn standing(visit: &Visit, state: &MandateState, version: &MandateVersion) -> Option<Markup> {
    if version.is_repealed() {
        return Some(Markup::tag("past", &visit.word("mandate-repealed")));
    }
    let later = state.in_force.is_some_and(|n| n > version.version);
    later.then(|| Markup::tag("past", &visit.word("mandate-replaced")))
}

fn draft_view(visit: &Visit, draft: &MandateDraft) -> VersionView {
    let mut facts = Pairs::default();
    facts.add(visit.word("mandate-submitted"), visit.dated(&draft.origin));
    facts.add_some(
        visit.word("mandate-reason"),
        draft.reason.as_ref().map(|words| visit.words(words)),
    );
    facts.add_some(
        visit.word("field-base"),
        draft.base.map(|base| Markup::text(&draft_number_words(visit, base))),
    );
    facts.add_some(visit.word("event-source"), visit.reported(&draft.origin));
    facts.add_some(
        visit.word("field-sha256"),
        draft.sha256.map(|hash| Markup::hash(&hash.to_string())),
    );
    VersionView {
        heading: draft_words(visit, draft),
        tag: None,
        facts,
        sections: draft.sections.as_ref().map(|sections| shown(sections)),
        lang: foreign(visit, draft.lang.as_ref()),
    }
}

fn shown(sections: &[TextSection]) -> Vec<(String, Markup)> {
    sections.iter().map(|section| (section.key.clone(), Markup::prose(&section.text))).collect()
}

fn foreign(visit: &Visit, lang: Option<&Lang>) -> Option<String> {
    lang.map(Lang::as_str).filter(|tag| *tag != visit.language.tag()).map(str::to_owned)
}

/// Versions that are not in force, and drafts that became none, newest first.
fn others(visit: &Visit, state: &MandateState) -> Vec<VersionView> {
    let drafts = state.drafts.iter().rev().filter(|draft| draft.became.is_none());
    let versions = state.versions.iter().rev().filter(|version| !is_in_force(state, version));
    let drafts = drafts.map(|draft| draft_view(visit, draft));
    drafts.chain(versions.map(|version| version_view(visit, state, version))).collect()
}

fn versions(visit: &Visit, state: &MandateState) -> Table {
    let text = |held: bool| {
        if held {
            Markup::text(&visit.word("yes"))
        } else {
            Markup::text(&visit.word("text-not-held"))
        }
    };
    let version = |version: &MandateVersion| {
        let name = if is_in_force(state, version) {
            in_force_words(visit, version.version)
        } else {
            version_words(visit, version.version)
        };
        let by = version
            .decision
            .map(|id| visit.around("mandate-adopted-by", "name", visit.decision(id)));
        let by = by.or_else(|| visit.reported(&version.origin)).unwrap_or_default();
        let replaced = standing(visit, state, version);
        vec![
            Markup::join([Some(Markup::text(&name)), replaced].into_iter().flatten(), " "),
            visit.dated(&version.origin),
            by,
            text(version.sections.is_some()),
        ]
    };
    let draft = |draft: &MandateDraft| {
        vec![
            Markup::text(&draft_words(visit, draft)),
            visit.dated(&draft.origin),
            visit.reported(&draft.origin).unwrap_or_default(),
            text(draft.sections.is_some()),
        ]
    };
    let drafts = state.drafts.iter().rev().map(draft);
    let rows = state.versions.iter().rev().map(version).chain(drafts).collect();
    let head = ["mandate-version-column", "event-when", "event-source", "mandate-text-held"];
    Table {
        id: "versions",
        caption: visit.word("mandate-versions-caption"),
        head: head.map(|key| visit.word(key)).into(),
        rows,
    }
}

/// Texts in the order they came, versions in the place of the drafts that became them.
fn choices(visit: &Visit, state: &MandateState) -> Vec<Choice> {
    let mut all: Vec<(u64, Choice)> = Vec::new();
    for version in state.versions.iter().filter(|version| version.sections.is_some()) {
        let choice = Choice {
            value: version.version.to_string(),
            name: version_words(visit, version.version),
        };
        all.push((version.origin.position, choice));
    }
    for draft in state.drafts.iter().filter(|draft| draft.sections.is_some()) {
        let choice = Choice {
            value: draft.number.to_string(),
            name: draft_number_words(visit, draft.number),
        };
        all.push((draft.origin.position, choice));
    }
    all.sort_by_key(|(position, _)| *position);
    all.into_iter().map(|(_, choice)| choice).collect()
}

fn compare(
    visit: &Visit,
    state: &MandateState,
    query: &DiffQuery,
) -> Result<Option<Comparison>, PageError> {
    let given = |field: &Option<String>| field.clone().filter(|text| !text.is_empty());
    let (Some(from), Some(to)) = (given(&query.from), given(&query.to)) else { return Ok(None) };
    let (from_name, earlier) = text_of(visit, state, &from)?;
    let (to_name, later) = text_of(visit, state, &to)?;
    let sections = earlier.zip(later).map(|(earlier, later)| diff(earlier, later));
    let same = sections.as_ref().is_some_and(|all| all.iter().all(SectionDiff::is_unchanged));
    let variables = [("from", from_name.into()), ("to", to_name.into())];
    Ok(Some(Comparison {
        heading: visit.sentence("mandate-diff", variables),
        sections: sections.map(|all| all.into_iter().map(changed).collect()),
        same,
    }))
}

/// The name of a text in the query and, where it is held, the text.
fn text_of<'a>(
    visit: &Visit,
    state: &'a MandateState,
    text: &str,
) -> Result<(String, Option<&'a [TextSection]>), PageError> {
    if let Ok(number) = text.parse::<DraftNumber>() {
        let draft = state.draft(number).ok_or(PageError::Query(QueryFault::List))?;
        return Ok((draft_words(visit, draft), draft.sections.as_deref()));
    }
    let number: u32 = text.parse().map_err(|_| PageError::Query(QueryFault::List))?;
    let version = state.version(number).ok_or(PageError::Query(QueryFault::List))?;
    Ok((version_words(visit, number), version.sections.as_deref()))
}

fn changed(section: SectionDiff) -> (String, Markup) {
    let words = runs(&section.runs);
    (section.key, words)
}

/// What is kept, what is new and what is gone, in one run of words.
pub(crate) fn runs(all: &[Run]) -> Markup {
    let runs = all.iter().map(|run| match run {
        Run::Equal(words) => Markup::lines(words),
        Run::Insert(words) => Markup::inserted(words),
        Run::Delete(words) => Markup::deleted(words),
    });
    Markup::join(runs, "")
}
