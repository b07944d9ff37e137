//! What is drawn by chance: the same number to start from always gives the same draws.
use crate::harness::{AFTER, DEADLINE, TODAY, World};
use serde_json::Value;
use tingbok_domain::{DecisionId, StreamKind, register::Decision};

pub(crate) const WHO: [&str; 9] = ["kd", "kld", "fin", "hod", "jd", "dfd", "kdd", "dfo", "alle"];
pub(crate) const FORUMS: [&str; 6] = ["klima", "klima", "klima", "vann", "under", "ny"];
pub(crate) const THINGS: [&str; 12] = [
    "measure-a",
    "measure-p",
    "measure-b",
    "decision-1",
    "decision-2",
    "document-1",
    "forum-klima",
    "strategy-felles",
    "participant-kd",
    "participant-fin",
    "mandate-klima",
    "evaluation-e1",
];
pub(crate) const WORDS: [&str; 4] = ["Møte om «felles» mål", "Æ – ø – å", "Ord 😀", "Tekst"];

/// Numbers that look unrelated.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64` (Steele, Lea and Flood, 2014): seeds that lie close together give unrelated numbers.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.draw() % limit
    }

    pub(crate) fn one_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn of<T: Clone>(&mut self, all: &[T]) -> T {
        let at = usize::try_from(self.below(all.len() as u64)).unwrap();
        all[at].clone()
    }

    /// None to three of them.
    pub(crate) fn few<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        (0..self.below(4)).map(|_| self.of(all)).collect()
    }

    pub(crate) fn who(&mut self) -> &'static str {
        self.of(&WHO)
    }

    pub(crate) fn word(&mut self) -> &'static str {
        self.of(&WORDS)
    }

    /// A day on or near which something is under way.
    pub(crate) fn day(&mut self) -> &'static str {
        self.of(&[TODAY, DEADLINE, AFTER, "2026-04-20", "2026-12-31", "2026-02-01"])
    }

    /// A small number, and seldom one at the edge.
    pub(crate) fn number(&mut self) -> u64 {
        if self.one_in(20) { self.of(&[0, u64::from(u32::MAX)]) } else { 1 + self.below(4) }
    }

    /// The number of a decision that is there, or of the next one.
    pub(crate) fn decision(&mut self, world: &World) -> u64 {
        1 + self.below(world.register.next_number(StreamKind::Decision))
    }

    /// The number of a document that is there, or of the next one.
    pub(crate) fn document(&mut self, world: &World) -> u64 {
        1 + self.below(world.register.next_number(StreamKind::Document))
    }
}

/// Leaves out some of the fields that need not be there.
pub(crate) fn thinned(dice: &mut Dice, mut body: Value, needed: &[&str]) -> Value {
    let fields = body.as_object_mut().unwrap();
    fields.retain(|name, _| needed.contains(&name.as_str()) || dice.one_in(3));
    body
}

/// The newest revision of a decision, and its open round or the one before.
pub(crate) fn stage(world: &World, number: u64) -> (u32, u32) {
    let stage = |decision: &Decision| (decision.revision(), decision.rounds);
    world.register.decision(DecisionId(number)).map_or((1, 1), stage)
}
