//! What was noted with an evaluation where its source contradicts itself: running words, which no comparison of
//! fields can see.
use crate::{
    AsOf, IsPublic,
    evaluation::{EvaluationState, Finding},
    select::select,
};
use tingbok_domain::{EvaluationId, Event, Recorded, StreamId};

/// How such a finding begins, alone or after the name of what it is about: «Ulikt i kilden: …», «Vann og avløp,
/// ulikt i kilden: …».
const MARKS: [&str; 2] = ["ulikt i kilden", "ulikt i kjelda"];

/// The evaluations of a thing that were published at the time asked for, in the order of the log.
pub fn evaluations_of(
    subject: &StreamId,
    events: &[Recorded],
    when: &AsOf,
    is_public: IsPublic<'_>,
) -> Vec<EvaluationId> {
    let (picks, _) = select(events, when, is_public);
    let mut found = Vec::new();
    for pick in picks.iter().filter(|pick| pick.public) {
        let entry = &pick.recorded.entry;
        let Event::EvaluationPublished(body) = &entry.event else { continue };
        let id = EvaluationId::try_from(&entry.stream).ok();
        found.extend(id.filter(|id| body.subject.contains(subject) && !found.contains(id)));
    }
    found
}

/// Findings of an evaluation that note what its source says in two ways: of the thing that is called `name`, or
/// every one of them.
pub fn noted<'a>(evaluation: &'a EvaluationState, name: Option<&str>) -> Vec<&'a Finding> {
    let fits = |finding: &&Finding| {
        let about = finding.text.words.as_deref().and_then(about);
        about.is_some_and(|about| name.is_none_or(|name| begins_with(name, &about)))
    };
    evaluation.findings.iter().filter(fits).collect()
}

/// What a marked finding is about, in small letters: empty where it names nothing. None without the mark.
fn about(words: &str) -> Option<String> {
    let label = words.split_once(':')?.0.trim().to_lowercase();
    let before = MARKS.iter().find_map(|mark| label.strip_suffix(mark))?;
    Some(before.trim_end_matches([',', ' ']).to_owned())
}

/// A report calls a forum by the first words of its name.
fn begins_with(name: &str, about: &str) -> bool {
    !about.is_empty() && name.to_lowercase().starts_with(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_finding_with_the_mark_notes_a_difference_and_only_of_what_it_names() {
        for (words, name, noted) in [
            ("Vann og avløp, ulikt i kilden: a, mens b", "Vann og avløp", true),
            ("Kompetanse, ulikt i kilden: a", "Kompetanse i staten og departementene", true),
            ("Vass og avløp, ulikt i kjelda: a", "Vass og avløp", true),
            ("Kompetanse, ulikt i kilden: a", "Vann og avløp", false),
            ("Ulikt i kilden: a", "Vann og avløp", false),
            ("Vann og avløp: sekretariatet er lite", "Vann og avløp", false),
            ("Vann og avløp er ulikt i kilden", "Vann og avløp", false),
        ] {
            let found = about(words).is_some_and(|about| begins_with(name, &about));
            assert_eq!(found, noted, "{words}");
        }
        assert_eq!(about("Ulikt i kilden: a").as_deref(), Some(""));
    }
}
