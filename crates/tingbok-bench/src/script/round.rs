//! The script's model of an open round, and how it will end.
use std::collections::BTreeMap;

/// How a round is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Consensus,
    Silence,
    Declared,
}

impl Method {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Consensus => "consensus",
            Self::Silence => "silence",
            Self::Declared => "declared",
        }
    }
}

/// What an elector has answered last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Consents { conditional: bool },
    StandsAside,
    Reserves,
    Discussion,
    Recuses { disqualified: bool },
    Withdrawn,
    Contested,
}

impl Answer {
    fn stands(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Contested)
    }
}

/// How a round ends, as far as the script needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Adopted,
    NotAgreed,
    Lapsed,
}

/// An open round. Participants are named by their index.
pub(super) struct Round {
    pub(super) method: Method,
    /// Last working day to answer; none in a declared round.
    pub(super) deadline: Option<u32>,
    pub(super) electors: Vec<usize>,
    /// Who was at the meeting of a declared round.
    pub(super) present: Vec<usize>,
    /// Who is still going to answer, the next one last.
    pub(super) queue: Vec<usize>,
    /// How many answer on a working day.
    pub(super) daily: usize,
    pub(super) answers: BTreeMap<usize, Answer>,
    pub(super) extended: bool,
    /// Agreements a written procedure needs from others than the proposer.
    pub(super) quorum: usize,
}

impl Round {
    pub(super) fn all_answered(&self) -> bool {
        self.electors
            .iter()
            .all(|elector| self.answers.get(elector).is_some_and(|answer| answer.stands()))
    }

    /// True when somebody may have blocked: until a round by consensus no other method can pass over that.
    pub(super) fn is_blocked(&self) -> bool {
        let blocks = |answer: &Answer| {
            matches!(answer, Answer::Reserves | Answer::Discussion | Answer::Contested)
        };
        self.answers.values().any(blocks)
    }

    /// How it ends when it is closed now (domain model, consensus machine).
    pub(super) fn outcome(&self, proposer: usize) -> Outcome {
        let any = |wanted: &[Answer]| self.answers.values().any(|answer| wanted.contains(answer));
        let recused = |answer: &Answer| matches!(answer, Answer::Recuses { .. });
        if self.electors.iter().all(|elector| self.answers.get(elector).is_some_and(recused)) {
            return Outcome::Lapsed;
        }
        if any(&[Answer::Reserves, Answer::Discussion]) {
            return Outcome::NotAgreed;
        }
        if any(&[Answer::Withdrawn, Answer::Contested]) || !self.carried(proposer) {
            return Outcome::Lapsed;
        }
        Outcome::Adopted
    }

    fn carried(&self, proposer: usize) -> bool {
        let agreeing =
            self.answers.iter().filter(|(_, answer)| matches!(answer, Answer::Consents { .. }));
        match self.method {
            Method::Consensus => agreeing.count() >= 1 && self.answers.len() == self.electors.len(),
            Method::Silence => {
                agreeing.filter(|(elector, _)| **elector != proposer).count() >= self.quorum
            }
            Method::Declared => {
                let there = |elector: &&usize| {
                    self.present.contains(elector) || self.answers.contains_key(elector)
                };
                self.electors.iter().filter(there).count() * 2 > self.electors.len()
            }
        }
    }
}
