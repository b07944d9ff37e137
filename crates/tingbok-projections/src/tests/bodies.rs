//! Events of strategies, evaluations, recommendations, assignments and forums' courses, as tests write them.
use super::fixture::{Log, Said, day, who};
use tingbok_domain::event::*;
use tingbok_domain::{Event, ParticipantId};

fn all(names: &[&str]) -> Vec<ParticipantId> {
    names.iter().map(|name| who(name)).collect()
}

impl Log {
    pub(super) fn strategy(
        &mut self,
        name: &str,
        status: StrategyStatus,
        goals: &[(&str, &str)],
        said: &Said,
    ) -> u64 {
        let goal = |(key, text): &(&str, &str)| Goal {
            key: key.parse().unwrap(),
            text: (*text).to_owned().into(),
        };
        let body = StrategyPublished {
            status,
            title: format!("Strategien {name}").into(),
            period: Some(Years { from: 2021, to: 2025 }),
            goals: goals.iter().map(goal).collect(),
            owners: all(&["kdd"]),
            forum: None,
            replaces: None,
        };
        self.add(&format!("strategy-{name}"), said, Event::StrategyPublished(body))
    }

    pub(super) fn serving(&mut self, measure: &str, strategy: &str, goals: &[&str], said: &Said) {
        self.register_measure(measure, &format!("Tiltaket {measure}"), said, |body| {
            body.strategy = Some(strategy.parse().unwrap());
            body.goals = goals.iter().map(|goal| goal.parse().unwrap()).collect();
            body.forum = Some("klima".parse().unwrap());
        });
    }

    pub(super) fn responsible(&mut self, subject: &str, holder: &str, said: &Said) -> u64 {
        let body = ResponsibilityAssigned {
            holder: holder.parse().unwrap(),
            role: ResponsibilityRole::Responsible,
            from: None,
            replaces: None,
            decision: None,
        };
        self.add(subject, said, Event::ResponsibilityAssigned(body))
    }

    pub(super) fn evaluation(&mut self, name: &str, title: Option<&str>, said: &Said) -> u64 {
        let body = EvaluationPublished {
            title: title.map(|title| title.to_owned().into()),
            by: all(&["kld"]),
            commissioned_by: None,
            subject: vec!["forum-klima".parse().unwrap()],
            findings: vec![Finding {
                dimension: "progress".parse().unwrap(),
                text: "Det går framover".to_owned().into(),
            }],
            doc: None,
        };
        self.add(&format!("evaluation-{name}"), said, Event::EvaluationPublished(body))
    }

    pub(super) fn recommend(
        &mut self,
        stream: &str,
        id: &str,
        kind: RecommendationKind,
        to: &[&str],
        said: &Said,
    ) -> u64 {
        let body = RecommendationIssued {
            id: id.parse().unwrap(),
            kind,
            text: "Gjør det sammen".to_owned().into(),
            to: all(to),
            answer_by: Some(day("2026-03-01")),
        };
        self.add(stream, said, Event::RecommendationIssued(body))
    }

    pub(super) fn respond(
        &mut self,
        stream: &str,
        id: &str,
        by: &str,
        response: Response,
        said: &Said,
    ) -> u64 {
        let body = RecommendationAnswered {
            id: id.parse().unwrap(),
            by: who(by),
            response,
            text: Some("Slik gjør vi det".to_owned().into()),
            follow_up: Vec::new(),
        };
        self.add(stream, said, Event::RecommendationAnswered(body))
    }

    pub(super) fn assignment(&mut self, name: &str, to: &[&str], due: &str, said: &Said) -> u64 {
        let body = AssignmentIssued {
            letter: "allocation-letter".parse().unwrap(),
            number: Some(7),
            year: Some(2026),
            from: all(&["kdd"]),
            to: all(to),
            text: "Lever en rapport".to_owned().into(),
            due: Some(due.parse().unwrap()),
            joint: to.len() > 1,
            decision: None,
            archive_ref: None,
        };
        self.add(&format!("assignment-{name}"), said, Event::AssignmentIssued(body))
    }

    pub(super) fn deliver(
        &mut self,
        name: &str,
        by: &str,
        status: AssignmentStatus,
        said: &Said,
    ) -> u64 {
        let body = AssignmentReported { by: who(by), status, text: None, doc: None };
        self.add(&format!("assignment-{name}"), said, Event::AssignmentReported(body))
    }
}
