//! Made histories: a script of requests that the rules allow, the same for the same seed.
//!
//! The script keeps a light model of its own (who sits where, which round is open, what was answered), so that
//! what it asks is allowed and every number and position is known before it is sent. It never asks a ledger.
mod answers;
mod forum;
mod matter;
mod measure;
mod reported;
mod round;
mod setup;
mod work;
mod world;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{clock, line::Line};
use matter::Matter;
use measure::Measure;
use world::World;

/// Entries that a new ledger holds before any script: its opening and the administrator's grant.
pub const OPENING_ENTRIES: u64 = 2;
/// Most working days that a script is planned for; it may take half as many more.
const PLANNED_DAYS: u64 = 400;
/// Entries that one matter leads to on a working day, about.
const ENTRIES_OF_A_MATTER_A_DAY: u64 = 3;

/// What is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Entries in all, with the opening ones.
    pub events: u64,
    /// What chance starts from.
    pub seed: u64,
    /// Matters that are dealt with at the same time.
    pub matters: u64,
}

impl Plan {
    /// A plan for so many entries in all.
    pub fn new(events: u64, seed: u64) -> Self {
        let daily = (events / PLANNED_DAYS).max(45);
        Self { events, seed, matters: daily / ENTRIES_OF_A_MATTER_A_DAY }
    }

    /// How many forums there are.
    pub(crate) fn forums(&self) -> usize {
        usize::try_from((self.matters / 4).clamp(3, 200)).unwrap_or(3)
    }
}

/// Something that goes on over days.
enum Case {
    Matter(Box<Matter>),
    Measure(Box<Measure>),
    /// The running of a forum, by its index.
    Forum(usize),
}

/// The requests of a plan, in order.
pub struct Script {
    plan: Plan,
    world: World,
    /// By the working day on which they go on.
    cases: BTreeMap<u32, Vec<Case>>,
}

impl Script {
    /// Begins.
    pub fn new(plan: Plan) -> Self {
        let mut world = World::new(plan);
        setup::record(&mut world, plan.forums());
        let mut script = Self { plan, world, cases: BTreeMap::new() };
        for forum in 0..plan.forums() {
            script.put(1 + forum_offset(forum), Case::Forum(forum));
        }
        for slot in 0..plan.matters {
            let forum = script.world.random.index(plan.forums());
            let day = 1 + u32::try_from(slot % 8).unwrap_or(0);
            script.put(day, Case::Matter(Box::new(Matter::new(forum))));
        }
        script
    }

    fn put(&mut self, day: u32, case: Case) {
        self.cases.entry(day).or_default().push(case);
    }

    /// One working day of everything that goes on; none when there is no time left.
    fn next_day(&mut self) -> Option<()> {
        let (day, mut cases) = self.cases.pop_first()?;
        if clock::is_past_end(day) {
            return None;
        }
        self.world.begin(day);
        self.world.random.shuffle(&mut cases);
        for case in cases {
            self.go_on(day, case);
        }
        Some(())
    }

    fn go_on(&mut self, day: u32, case: Case) {
        let world = &mut self.world;
        let next = match case {
            Case::Forum(forum) => {
                forum::look(world, forum);
                (day + 10, Case::Forum(forum))
            }
            Case::Measure(mut measure) => match measure.go_on(world) {
                Some(next) => (next, Case::Measure(measure)),
                None => return,
            },
            Case::Matter(mut matter) => {
                if let Some(next) = matter.go_on(world) {
                    (next, Case::Matter(matter))
                } else {
                    // A forum is never idle: the next matter takes the place of the one that ended.
                    let forum = world.random.index(world.forums.len());
                    (day + 1, Case::Matter(Box::new(Matter::new(forum))))
                }
            }
        };
        self.put(next.0.max(day + 1), next.1);
        while let Some(measure) = self.world.new_measures.pop() {
            self.put(day + 1, Case::Measure(Box::new(measure)));
        }
    }
}

/// Forums do not all meet on the same day.
fn forum_offset(forum: usize) -> u32 {
    u32::try_from(forum % 10).unwrap_or(0)
}

impl Iterator for Script {
    type Item = Line;

    /// The next request; the last one is cut so that the plan's number of entries is met exactly.
    fn next(&mut self) -> Option<Line> {
        while self.world.lines.is_empty() {
            self.next_day()?;
        }
        let mut line = self.world.lines.pop_front()?;
        let left = self.plan.events.saturating_sub(line.first_position);
        if left == 0 {
            return None;
        }
        line.items.truncate(usize::try_from(left).unwrap_or(usize::MAX));
        Some(line)
    }
}
