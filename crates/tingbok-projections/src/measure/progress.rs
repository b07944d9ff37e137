//! How a measure is governed, how it goes, what pays for it and what it gives.
use crate::{
    Origin, Words,
    select::{Pick, put_last, yields},
};
use chrono::NaiveDate;
use serde::Serialize;
use tingbok_domain::{
    BenefitId, DecisionId, ForumId, ParticipantId,
    event::{
        BenefitKind, BenefitRecorded, BenefitStage, FundingRecorded, FundingStage,
        GovernanceFunction, GovernanceFunctionSet, MeasureStatus, MeasureStatusReported, Resource,
        SaidOf, Scale, Years,
    },
};

/// What the forums are for in a measure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Function {
    /// What they are for.
    pub function: GovernanceFunction,
    /// The forums that follow it.
    pub followed_in: Vec<ForumId>,
    /// Whether it has a steering group of its own; absent = not documented.
    pub own_steering_group: Option<bool>,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a measure goes, as somebody reported it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct StatusReport {
    /// How it goes.
    pub status: MeasureStatus,
    /// Whether the whole of it is still aimed at; absent = as before.
    pub scale: Option<Scale>,
    /// Whether this was said of it alone, or of several together.
    pub said_of: SaidOf,
    /// In words.
    pub text: Option<Words>,
    /// When the next report is due.
    pub next_report_by: Option<NaiveDate>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Money or staff.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Funding {
    /// How far it has come.
    pub stage: FundingStage,
    /// What is given.
    pub resource: Resource,
    /// By which model, in words.
    pub model: Option<Words>,
    /// Who gives it.
    pub payers: Vec<ParticipantId>,
    /// How much, with its unit, in words.
    pub amount: Option<Words>,
    /// The chapter and item of the budget.
    pub budget_item: Option<String>,
    /// For which years; absent = not documented.
    pub years: Option<Years>,
    /// The decision that settled it.
    pub decision: Option<DecisionId>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Something that a measure is expected to give, and what was measured of it. The two are never mixed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Benefit {
    /// Its id within the measure.
    pub id: BenefitId,
    /// Of which kind.
    pub kind: BenefitKind,
    /// What is and was hoped for, oldest first.
    pub expected: Vec<Statement>,
    /// What was seen, oldest first.
    pub measured: Vec<Statement>,
    /// The entry that says of which kind it is.
    pub origin: Origin,
}

/// What was said of a benefit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Statement {
    /// What it is.
    pub statement: Words,
    /// How much, with its unit, in words.
    pub value: Option<Words>,
    /// Where it comes from.
    pub origin: Origin,
}

/// The pieces of a measure's progress, on their way in.
#[derive(Default)]
pub(super) struct Progress {
    /// Oldest first; the last one counts.
    pub(super) functions: Vec<Function>,
    /// Oldest first.
    pub(super) statuses: Vec<StatusReport>,
    /// The one that counts.
    pub(super) status: Option<StatusReport>,
    scale: Option<(Scale, bool)>,
    pub(super) funding: Vec<Funding>,
    pub(super) benefits: Vec<Benefit>,
}

impl Progress {
    pub(super) fn govern(&mut self, pick: &Pick<'_>, body: &GovernanceFunctionSet) {
        let function = Function {
            function: body.function,
            followed_in: body.followed_in.clone(),
            own_steering_group: body.own_steering_group,
            origin: pick.origin(),
        };
        put_last(&mut self.functions, function, |one| &one.origin);
    }

    pub(super) fn report(&mut self, pick: &Pick<'_>, body: &MeasureStatusReported) {
        let report = StatusReport {
            status: body.status,
            scale: body.scale,
            said_of: body.said_of,
            text: pick.optional(body.text.as_ref()),
            next_report_by: body.next_report_by,
            origin: pick.origin(),
        };
        if !self.status.as_ref().is_some_and(|held| yields(pick, &held.origin)) {
            self.status = Some(report.clone());
        }
        let told = pick.is_reported();
        if let Some(scale) = body.scale
            && (!told || self.scale.is_none_or(|(_, before)| before))
        {
            self.scale = Some((scale, told));
        }
        self.statuses.push(report);
    }

    pub(super) fn fund(&mut self, pick: &Pick<'_>, body: &FundingRecorded) {
        self.funding.push(Funding {
            stage: body.stage,
            resource: body.resource,
            model: pick.optional(body.model.as_ref()),
            payers: body.payers.clone(),
            amount: pick.optional(body.amount.as_ref()),
            budget_item: body.budget_item.clone(),
            years: body.years,
            decision: body.decision,
            origin: pick.origin(),
        });
    }

    /// A benefit keeps the kind that was first recorded here; before that, the first that a source tells.
    pub(super) fn benefit(&mut self, pick: &Pick<'_>, body: &BenefitRecorded) {
        let statement = Statement {
            statement: pick.words(&body.statement),
            value: pick.optional(body.value.as_ref()),
            origin: pick.origin(),
        };
        let (expected, measured) = match body.stage {
            BenefitStage::Expected => (Some(statement), None),
            BenefitStage::Measured => (None, Some(statement)),
        };
        let Some(benefit) = self.benefits.iter_mut().find(|benefit| benefit.id == body.id) else {
            self.benefits.push(Benefit {
                id: body.id.clone(),
                kind: body.kind,
                expected: expected.into_iter().collect(),
                measured: measured.into_iter().collect(),
                origin: pick.origin(),
            });
            return;
        };
        benefit.expected.extend(expected);
        benefit.measured.extend(measured);
        if benefit.origin.is_reported() && !pick.is_reported() {
            benefit.kind = body.kind;
            benefit.origin = pick.origin();
        }
    }

    pub(super) fn scale(&self) -> Option<Scale> {
        self.scale.map(|(scale, _)| scale)
    }

    /// True when a report that was promised here has not come by `day`. What only a source promised is not late:
    /// nobody says what became of it.
    pub(super) fn is_report_overdue(&self, day: NaiveDate) -> bool {
        self.status.as_ref().is_some_and(|status| {
            !status.origin.is_reported()
                && !status.status.is_terminal()
                && status.next_report_by.is_some_and(|due| due < day)
        })
    }
}
