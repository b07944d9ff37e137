//! The light model of a script, and how it says things.
use std::collections::{HashMap, VecDeque};

use chrono::NaiveDate;
use serde_json::Value;
use tingbok_domain::{CommandItem, Evidence, Source, envelope::SourceKind, id::NAMESPACE};
use uuid::Uuid;

use super::{OPENING_ENTRIES, Plan, measure::Measure};
use crate::{
    clock,
    line::{By, Line},
    random::Random,
    shares::{self, Share},
    words,
};

/// Longest pause between two requests of a day, in milliseconds.
const LONGEST_PAUSE_MS: u64 = 600;
/// A day's requests pause no longer after so many milliseconds.
const PAUSES_END_MS: i64 = 8 * 3_600 * 1_000;

/// Somebody who takes part.
pub(super) struct Participant {
    pub(super) id: String,
    pub(super) member: By,
    pub(super) responsible: By,
    /// Who stands in for it, by index.
    pub(super) substitute: Option<usize>,
}

/// A forum as the script knows it.
pub(super) struct Forum {
    pub(super) id: String,
    pub(super) stream: String,
    pub(super) secretariat: By,
    pub(super) chair: By,
    /// Who keeps the secretariat, by index of participant.
    pub(super) keeper: usize,
    /// Who has a seat, by index of participant.
    pub(super) seats: Vec<usize>,
    /// Agreements that a written procedure needs from others than the proposer.
    pub(super) quorum: usize,
    pub(super) meetings: u32,
    pub(super) last_held: Option<String>,
    pub(super) mandate: Mandate,
    /// Decisions in force that nothing goes on with.
    pub(super) in_force: VecDeque<u64>,
}

/// A forum's mandate.
#[derive(Default)]
pub(super) struct Mandate {
    pub(super) version: u32,
}

/// Everything that the script keeps in mind.
pub(super) struct World {
    pub(super) random: Random,
    pub(super) participants: Vec<Participant>,
    pub(super) forums: Vec<Forum>,
    pub(super) new_measures: Vec<Measure>,
    pub(super) measures: u64,
    pub(super) auditors: u64,
    pub(super) evaluations: u64,
    pub(super) assignments: u64,
    pub(super) lines: VecDeque<Line>,
    pub(super) day: u32,
    seed: u64,
    now_ms: i64,
    number: u64,
    next_position: u64,
    large: u64,
    versions: HashMap<String, u64>,
    numbers: HashMap<&'static str, u64>,
}

impl World {
    pub(super) fn new(plan: Plan) -> Self {
        Self {
            random: Random::new(plan.seed),
            participants: Vec::new(),
            forums: Vec::new(),
            new_measures: Vec::new(),
            measures: 0,
            auditors: 0,
            evaluations: 0,
            assignments: 0,
            lines: VecDeque::new(),
            day: 0,
            seed: plan.seed,
            now_ms: clock::morning_ms(0),
            number: 0,
            next_position: OPENING_ENTRIES,
            large: 0,
            versions: HashMap::from([("ledger".to_owned(), OPENING_ENTRIES)]),
            numbers: HashMap::new(),
        }
    }

    /// Begins a working day.
    pub(super) fn begin(&mut self, day: u32) {
        self.day = day;
        self.now_ms = self.now_ms.max(clock::morning_ms(day));
    }

    /// The date of the working day so many after today.
    pub(super) fn date_in(&self, working_days: u32) -> NaiveDate {
        clock::date(self.day + working_days)
    }

    pub(super) fn happens(&mut self, share: Share) -> bool {
        shares::happens(&mut self.random, share)
    }

    /// A text that is large as often as the table says, counted over all entries.
    pub(super) fn proposal_text(&mut self, about: &str) -> String {
        let due = self.large * 1_000 < self.next_position * shares::per_mille(Share::LargeText);
        if due && self.random.below(2) == 0 {
            self.large += 1;
            return words::large(&mut self.random, about);
        }
        words::ordinary(&mut self.random, about)
    }

    pub(super) fn ordinary(&mut self, about: &str) -> String {
        words::ordinary(&mut self.random, about)
    }

    pub(super) fn few(&mut self, about: &str) -> String {
        words::few(&mut self.random, about)
    }

    /// The number that the next decision or document gets; it is taken.
    pub(super) fn take_number(&mut self, kind: &'static str) -> u64 {
        let number = self.numbers.entry(kind).or_default();
        *number += 1;
        *number
    }

    /// An item for a stream. Whoever makes it also sends it, in the order of making.
    pub(super) fn item(&mut self, command: &str, stream: &str, body: Value) -> CommandItem {
        *self.versions.entry(stream.to_owned()).or_default() += 1;
        CommandItem {
            command: command.to_owned(),
            stream: stream.to_owned(),
            expected_version: None,
            occurred: None,
            lang: "nb".parse().ok(),
            source: None,
            evidence: None,
            visibility: None,
            causation: None,
            acting_for: None,
            body,
        }
    }

    /// The same, for a command that builds on the version that was read.
    pub(super) fn item_on(&mut self, command: &str, stream: &str, body: Value) -> CommandItem {
        let mut item = self.item(command, stream, body);
        item.expected_version = self.versions.get(stream).map(|now| now.saturating_sub(1));
        item
    }

    /// The same, as a source tells it. When it happened is said as roughly as sources do.
    pub(super) fn item_told(&mut self, command: &str, stream: &str, body: Value) -> CommandItem {
        let mut item = self.item(command, stream, body);
        let number = self.random.between(1, 400);
        item.evidence = Some(Evidence::Reported);
        item.source = Some(Source {
            kind: SourceKind::Import,
            reference: Some(format!("Oppdiktet kilde nr. {number}")),
            locator: Some("Oppdiktet kapittel om gjennomføring".to_owned()),
            file: None,
        });
        let when = ["2019", "2021-23", "2022-09", "2023-03-14", "unknown", "[..2023]"];
        item.occurred = self.random.one_of(&when).and_then(|when| when.parse().ok());
        item
    }

    /// Sends one request; gives the position of its first entry.
    pub(super) fn say(&mut self, by: &By, items: Vec<CommandItem>) -> u64 {
        let pause = if self.now_ms - clock::morning_ms(self.day) < PAUSES_END_MS {
            self.random.between(1, LONGEST_PAUSE_MS)
        } else {
            1
        };
        self.now_ms += i64::try_from(pause).unwrap_or(1);
        let first_position = self.next_position;
        let Some(at) = clock::moment(self.now_ms) else { return first_position };
        let name = [self.seed.to_be_bytes(), self.number.to_be_bytes()].concat();
        let line = Line {
            number: self.number,
            first_position,
            at,
            working_day: self.day,
            by: by.clone(),
            key: Uuid::new_v5(&NAMESPACE, &name),
            items,
        };
        self.number += 1;
        self.next_position = line.end_position();
        self.lines.push_back(line);
        first_position
    }

    /// A forum; the script makes none after its start, so that an index always names one.
    pub(super) fn forum(&self, index: usize) -> Option<&Forum> {
        self.forums.get(index)
    }

    /// An older decision of the forum that the next one is to replace, if it is to replace any.
    pub(super) fn older_in_force(&mut self, forum: usize) -> Option<u64> {
        let replaces = self.happens(Share::Superseding);
        self.forums.get_mut(forum).filter(|_| replaces)?.in_force.pop_front()
    }

    pub(super) fn participant(&self, index: usize) -> Option<&Participant> {
        self.participants.get(index)
    }

    /// The id of a participant.
    pub(super) fn id(&self, index: usize) -> String {
        self.participant(index).map(|known| known.id.clone()).unwrap_or_default()
    }

    /// Who sends for a participant as a member.
    pub(super) fn member(&self, index: usize) -> By {
        self.participant(index).map_or(By::Administrator, |known| known.member.clone())
    }

    pub(super) fn secretariat(&self, forum: usize) -> By {
        self.forum(forum).map_or(By::Administrator, |forum| forum.secretariat.clone())
    }

    pub(super) fn chair(&self, forum: usize) -> By {
        self.forum(forum).map_or(By::Administrator, |forum| forum.chair.clone())
    }

    pub(super) fn seats(&self, forum: usize) -> Vec<usize> {
        self.forum(forum).map(|forum| forum.seats.clone()).unwrap_or_default()
    }
}

/// Who reports what sources tell, and registers participants.
pub(super) fn registrar() -> By {
    By::Principal("oppdiktet-registrar".to_owned())
}

/// Who coordinates the made-up community.
pub(super) fn coordinator() -> By {
    By::Principal("oppdiktet-samordner".to_owned())
}
