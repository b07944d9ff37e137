//! Measures: who answers for them, plans, forecasts, and what was reached.
use chrono::Datelike;
use serde_json::json;

use super::{
    work,
    world::{World, registrar},
};
use crate::{line::By, shares::Share};

/// Working days between two looks at a measure.
const LOOK_AFTER: u32 = 12;
/// Working days to the first milestone, and between milestones.
const MILESTONE_AFTER: u32 = 30;

enum Stage {
    Register,
    Plan,
    Follow,
}

/// A measure on its way.
pub(super) struct Measure {
    forum: usize,
    decision: u64,
    stream: String,
    responsible: usize,
    /// Milestones not reached, the last one first: id and the working day it is due.
    open: Vec<(String, u32)>,
    stage: Stage,
}

impl Measure {
    /// A measure that a decision takes up.
    pub(super) fn new(world: &mut World, forum: usize, decision: u64) -> Self {
        world.measures += 1;
        let stream = format!("measure-oppdiktet-{}", world.measures);
        let responsible = world.random.index(world.participants.len());
        Self { forum, decision, stream, responsible, open: Vec::new(), stage: Stage::Register }
    }

    /// Goes on; gives the working day of the next step, none at its end.
    pub(super) fn go_on(&mut self, world: &mut World) -> Option<u32> {
        match self.stage {
            Stage::Register => self.register(world),
            Stage::Plan => self.plan(world),
            Stage::Follow => self.follow(world),
        }
        let ended = matches!(self.stage, Stage::Follow) && self.open.is_empty();
        (!ended).then_some(world.day + LOOK_AFTER)
    }

    fn by(&self, world: &World) -> By {
        let responsible =
            world.participant(self.responsible).map(|known| known.responsible.clone());
        responsible.unwrap_or(By::Administrator)
    }

    fn register(&mut self, world: &mut World) {
        let forum = world.forum(self.forum).map(|known| known.id.clone());
        let body = json!({
            "kind": "measure", "title": world.few("tiltak"), "forum": forum, "decision": self.decision,
            "strategy": work::STRATEGY, "goals": [world.random.one_of(&work::GOALS)],
        });
        let mut items = vec![world.item("RegisterMeasure", &self.stream, body)];
        for (offset, role) in [(0, "responsible"), (1, "contributing"), (2, "contributing")] {
            let holder = (self.responsible + offset) % world.participants.len();
            let body =
                json!({ "holder": format!("participant-{}", world.id(holder)), "role": role });
            items.push(world.item("AssignResponsibility", &self.stream, body));
        }
        let body =
            json!({ "function": "decide", "followed_in": [forum], "own_steering_group": false });
        items.push(world.item_on("SetGovernanceFunction", &self.stream, body));
        let by = world.secretariat(self.forum);
        world.say(&by, items);
        self.stage = Stage::Plan;
    }

    fn plan(&mut self, world: &mut World) {
        let by = self.by(world);
        let involved = world.id((self.responsible + 3) % world.participants.len());
        let body = json!({ "involved": [involved], "how": world.few("forankring"), "when": world.date_in(0) });
        let item = world.item("RecordAnchoring", &self.stream, body);
        world.say(&by, vec![item]);
        self.resources(world);
        for number in 1..=world.random.between(2, 3) {
            let after = MILESTONE_AFTER * u32::try_from(number).unwrap_or(1);
            let id = format!("milepael-{number}");
            self.schedule(world, &id, after, "baseline");
            self.open.insert(0, (id, world.day + after));
        }
        self.stage = Stage::Follow;
    }

    /// What pays for it, and what it is to give.
    fn resources(&self, world: &mut World) {
        let payer = world.id(self.responsible);
        let mut items = Vec::new();
        for stage in ["agreed", "allocated"] {
            let body = json!({
                "stage": stage, "resource": "money", "model": world.few("finansiering"), "payers": [payer],
                "amount": "1 million kroner (oppdiktet)", "years": { "from": 2026, "to": 2027 },
            });
            items.push(world.item_on("RecordFunding", &self.stream, body));
        }
        let benefit = json!({
            "id": "g1", "kind": "savings", "stage": "expected", "statement": world.ordinary("gevinst"),
        });
        items.push(world.item_on("RecordBenefit", &self.stream, benefit));
        let by = self.by(world);
        world.say(&by, items);
    }

    /// How it goes; nothing follows the last report.
    fn report(&self, world: &mut World, status: &str) {
        let body = json!({
            "status": status, "said_of": "single", "text": world.ordinary("status"),
            "next_report_by": world.date_in(3 * LOOK_AFTER),
        });
        let item = world.item_on("ReportMeasureStatus", &self.stream, body);
        let by = self.by(world);
        world.say(&by, vec![item]);
    }

    fn schedule(&self, world: &mut World, id: &str, after: u32, kind: &str) {
        let due = world.date_in(after);
        let mut body = json!({
            "id": id, "title": world.few("milepæl"), "kind": kind,
            "due": format!("{}-{:02}", due.year(), due.month()),
        });
        if let (true, Some(fields)) = (kind == "forecast", body.as_object_mut()) {
            fields.insert("reason".to_owned(), world.ordinary("grunn").into());
        }
        let item = world.item_on("ScheduleMilestone", &self.stream, body);
        let by = self.by(world);
        world.say(&by, vec![item]);
    }

    fn follow(&mut self, world: &mut World) {
        if world.happens(Share::StatusReported) {
            self.report(world, "ongoing");
        }
        let Some((id, due)) = self.open.pop() else { return };
        if world.day < due {
            if world.happens(Share::Forecast) {
                let after = due - world.day + LOOK_AFTER;
                self.schedule(world, &id, after, "forecast");
            }
            self.open.push((id, due));
            return;
        }
        let document = super::forum::document(world, self.forum, "note");
        let body = json!({ "id": id, "actual": world.date_in(0), "evidence_docs": [document] });
        if world.happens(Share::MilestoneReported) {
            let item = world.item_told("ReachMilestone", &self.stream, body);
            world.say(&registrar(), vec![item]);
        } else {
            let item = world.item_on("ReachMilestone", &self.stream, body);
            let by = self.by(world);
            world.say(&by, vec![item]);
        }
        if self.open.is_empty() {
            self.report(world, "completed");
        }
    }
}
