//! Words of pages and sources, compared as a reader compares them.

/// The words of a page without its marks, one space between any two.
pub(super) fn plain(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        words.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let entities = [
        ("&nbsp;", " "),
        ("&#38;", "&"),
        ("&amp;", "&"),
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&#34;", "\""),
    ];
    entities.iter().fold(words, |text, (entity, character)| text.replace(entity, character))
}

/// Lower case, without soft hyphens, every dash a hyphen, one space between words.
fn folded(text: &str) -> String {
    let text = text.to_lowercase().replace('\u{ad}', "").replace(['\u{2013}', '\u{2011}'], "-");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words so short that they stand in many others are looked for as whole words.
const SHORT: usize = 3;

/// Whether the words stand in the text, without regard to case and line ends.
pub(super) fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (folded(text), folded(words));
    if words.len() > SHORT {
        return text.contains(&words);
    }
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word == words)
}

/// Whether every word of a source stands in the text: punctuation and order differ between catalogues.
pub(super) fn shown(text: &str, reference: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == ':'));
        parts.map(|word| word.trim_matches(':').to_owned()).collect()
    };
    let there = words(text);
    words(reference).iter().all(|word| there.contains(word))
}

/// The page in bokmål of the thing that a stream is the history of.
pub(super) fn page_of(stream: &str) -> Option<String> {
    let (kind, id) = stream.split_once('-')?;
    let section = match kind {
        "forum" => "forum",
        "decision" => "beslutninger",
        "measure" => "tiltak",
        "participant" => "deltakere",
        "mandate" => "mandat",
        "strategy" => "maal",
        "evaluation" => "evalueringer",
        "assignment" => "oppdrag",
        _other => return None,
    };
    Some(format!("/nb/{section}/{id}"))
}

#[test]
fn words_are_found_across_marks_line_ends_and_case_and_nothing_else_is() {
    let page = plain("<p>Klima og\n <b>om\u{ad}stilling</b> &amp; mer</p>");
    assert!(holds(&page, "KLIMA og omstilling & mer"));
    assert!(!holds(&page, "Klima og vann"));
    assert!(holds("for KS og staten", "ks") && !holds("Ekspertgruppe", "KS"));
}

#[test]
fn a_source_is_known_by_its_words_in_any_order() {
    assert!(shown(
        "regjeringen.no id2976935, uib.no og nhh.no 18. september 2023",
        "nhh.no, 18. september 2023"
    ));
    assert!(shown("dfo.no: DFØ-rapport 2024:7, kapittel 3", "DFØ-rapport 2024:7"));
    assert!(!shown("DFØ-rapport 2024:7", "DFØ-rapport 2023:7"));
}
