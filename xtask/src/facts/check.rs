//! Looks up what each line says, in the copy that it names or in the list of originals.

use super::dates::untold;
use super::fold::fold;
use super::line::{Line, Words, missing_line};
use super::places::{self, Found};
use super::quotes::missing;
use super::report::{Report, Subject, Verdict};
use super::seeds::Seed;
use super::sources::{Copy, Sources};

/// A group that no source names singly: its words are a description, not a name.
const DESCRIBED: &str = "collective";

/// Everything that lines are held against.
pub(crate) struct Library {
    pub(crate) sources: Sources,
    pub(crate) seeds: Vec<Seed>,
}

impl Library {
    fn seed(&self, file: &str) -> Option<&Seed> {
        self.seeds.iter().find(|seed| seed.file == file)
    }

    /// The copies, other than the one looked in, in which something stands.
    fn elsewhere(&self, stands: impl Fn(&Seed) -> bool) -> String {
        let files = self.seeds.iter().filter(|seed| stands(seed)).map(|seed| seed.file.as_str());
        let files: Vec<&str> = files.collect();
        if files.is_empty() {
            "in no stored copy".to_owned()
        } else {
            format!("stands in {}", files.join(", "))
        }
    }

    /// Looks up every line.
    pub(crate) fn check(&self, lines: &[Line]) -> Report {
        let mut report = Report::default();
        for line in lines {
            report.counts.events += 1;
            let words = line.words(own_ways(line));
            match line.kind.as_str() {
                "seed" => self.in_copy(line, &words, lines, &mut report),
                "original" => self.in_original(line, &words, &mut report),
                other => {
                    let place = "source.kind is seed or original";
                    report.add(line, Verdict::NotFound, Subject::Source, other, place);
                }
            }
            self.pointers(line, &words, &mut report);
        }
        report
    }

    fn in_copy(&self, line: &Line, words: &Words, lines: &[Line], report: &mut Report) {
        report.counts.from_copies += 1;
        let copy = self.sources.copy(&line.file).filter(|copy| copy.reference == line.reference);
        let Some((copy, seed)) = copy.zip(self.seed(&line.file)) else {
            let what = format!("{} ({})", line.reference, line.file);
            let place = "events/sources.toml and the folder of stored copies";
            report.add(line, Verdict::NotFound, Subject::Source, what, place);
            return;
        };
        let found = places::look_up(&line.locator, seed, copy, &self.sources);
        places(line, &found, report);
        dates(line, words, &found, (seed, copy), report);
        for quotation in &words.quotations {
            match missing(&seed.text, quotation) {
                None => report.counts.quotations += 1,
                Some(piece) => {
                    let other = self.elsewhere(|seed| seed.has(&fold(&piece)));
                    let place = format!("{}; {other}", line.file);
                    report.add(line, Verdict::NotFound, Subject::Quotation, quoted(&piece), place);
                }
            }
        }
        self.organisation(line, Some(seed), report);
        ladder(line, lines, seed, report);
        own_words(line, words, seed, report);
    }

    fn in_original(&self, line: &Line, words: &Words, report: &mut Report) {
        if !self.sources.has_original(&line.reference) {
            let (what, place) = (line.reference.as_str(), "the originals of events/sources.toml");
            report.add(line, Verdict::NotFound, Subject::Source, what, place);
            return;
        }
        report.counts.from_originals += 1;
        for quotation in &words.quotations {
            if self.seeds.iter().any(|seed| missing(&seed.text, quotation).is_none()) {
                report.counts.quotations += 1;
            } else {
                report.counts.quotations_not_held += 1;
                let place = format!("the original is not held: {}", line.reference);
                report.add(line, Verdict::ToRead, Subject::Quotation, quoted(quotation), place);
            }
        }
        self.organisation(line, None, report);
    }

    /// The name of a participant, or the short form of it, stands in some copy or comes from an original.
    fn organisation(&self, line: &Line, own: Option<&Seed>, report: &mut Report) {
        if line.command != "RegisterParticipant" || line.text("/kind") == DESCRIBED {
            return;
        }
        let (name, short) = (fold(line.text("/name/nb")), fold(line.text("/short")));
        let within = in_a_sentence(&name);
        let stands = |seed: &Seed| {
            seed.has(&name) || seed.has(&within) || (!short.is_empty() && seed.has(&short))
        };
        if own.is_some_and(stands) || (own.is_none() && self.seeds.iter().any(stands)) {
            report.counts.names += 1;
        } else if own.is_none() {
            report.counts.names_not_held += 1;
        } else {
            let other = self.elsewhere(stands);
            let verdict =
                if self.seeds.iter().any(stands) { Verdict::ToRead } else { Verdict::NotFound };
            report.add(line, verdict, Subject::Name, name, format!("{}; {other}", line.file));
        }
    }

    /// Numbers of reports, pages and addresses lead to a listed source or stand in the copy.
    fn pointers(&self, line: &Line, words: &Words, report: &mut Report) {
        let seed = self.seed(&line.file);
        for pointer in &words.pointers {
            let known = self.sources.speak_of(pointer);
            if known || seed.is_some_and(|seed| seed.has(&fold(pointer))) {
                report.counts.pointers += 1;
            } else {
                let place = "events/sources.toml and the stored copy of the line";
                report.add(line, Verdict::NotFound, Subject::Pointer, pointer, place);
            }
        }
    }
}

/// Fields that are looked up in a way of their own.
fn own_ways(line: &Line) -> &'static [&'static str] {
    match line.command.as_str() {
        "RecordCoordinationResult" => &["statement"],
        "RegisterParticipant" if line.text("/kind") != DESCRIBED => &["name", "short"],
        _ => &[],
    }
}

fn places(line: &Line, found: &Found, report: &mut Report) {
    report.counts.places += found.stand;
    report.counts.places_unheaded += found.unheaded.len();
    for place in &found.missing {
        report.add(line, Verdict::NotFound, Subject::Locator, place, &line.file);
    }
}

/// Dates stand in the copy as precisely as the line has them, or in the source that the locator names for them.
fn dates(line: &Line, words: &Words, found: &Found, of: (&Seed, &Copy), report: &mut Report) {
    let (seed, copy) = of;
    for moment in line.occurred.iter().chain(&words.dates) {
        match untold(moment, seed, &copy.date) {
            None => report.counts.dates += 1,
            Some(_) if found.date_elsewhere => report.counts.dates_elsewhere += 1,
            Some(what) => report.add(line, Verdict::NotFound, Subject::Date, what, &line.file),
        }
    }
}

/// The texts of a group stand on its row of the table, under the step, line by line.
fn ladder(line: &Line, lines: &[Line], seed: &Seed, report: &mut Report) {
    if line.command != "RecordCoordinationResult" {
        return;
    }
    let established =
        |other: &&Line| other.command == "EstablishForum" && other.stream == line.stream;
    let group = lines.iter().find(established).map_or("", |forum| forum.text("/name"));
    let step = line.body.pointer("/step").and_then(serde_json::Value::as_u64);
    let column = step.and_then(|step| usize::try_from(step).ok()).unwrap_or_default();
    let cell = seed.cell(&fold(group), column).unwrap_or_default();
    match missing_line(cell, line.text("/statement")) {
        None => report.counts.ladder_texts += 1,
        Some(text) => {
            let place = format!("{}, the row of {group}, step {column}", line.file);
            report.add(line, Verdict::NotFound, Subject::Ladder, quoted(&text), place);
        }
    }
}

/// Names that stand there word for word are found; of all other words at least half should be known.
fn own_words(line: &Line, words: &Words, seed: &Seed, report: &mut Report) {
    let mut own = words.own.clone();
    for name in &words.names {
        if seed.has(&fold(name)) {
            report.counts.titles += 1;
        } else {
            own.push(name.clone());
        }
    }
    let own = own.join(" ");
    let (all, known) = seed.known_words(&fold(&own));
    if known * 2 < all {
        let place = format!("{known} of {all} content words stand in {}", line.file);
        let words: Vec<&str> = own.split_whitespace().collect();
        report.add(line, Verdict::ToRead, Subject::OwnWords, words.join(" "), place);
    }
}

/// A name as it stands in a sentence when it is a common noun: «politiet».
fn in_a_sentence(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn quoted(words: &str) -> String {
    format!("«{words}»")
}

#[cfg(test)]
mod tests;
