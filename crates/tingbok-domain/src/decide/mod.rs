//! What a command leads to. All rules of a kind stand in one function; their ids are those of `rules.toml`.
mod assignments;
mod community;
mod decisions;
mod evaluations;
mod forums;
mod ledger;
mod mandates;
mod measures;
mod participants;
mod positions;
mod progress;
mod rounds;
mod strategies;
mod upkeep;

use crate::{
    access,
    command::{Command, CommandBody},
    edtf::{By, Occurred},
    envelope::{Actor, Evidence, Role, SourceKind, Timestamp, Visibility},
    event::{DocumentFiled, Event},
    hash::LeafHash,
    id::{DecisionId, DocumentId, ForumId, ParticipantId, StreamId, StreamKind},
    refusal::{Refusal, ensure, refuse, unknown},
    register::{Forum, Register},
    text::has_words,
};
use chrono::NaiveDate;

/// What comes from outside: everything a rule may need that is not in the [`Register`].
#[derive(Clone, Debug)]
pub struct Context {
    /// When it is decided; never before the last recorded moment.
    pub now: Timestamp,
    /// Who acts, derived from the credential.
    pub actor: Actor,
    /// The leaf hash of the entry whose text has the digest that the command names; none when no text of the
    /// decision has it, or it is since erased.
    pub text_leaf: Option<LeafHash>,
}

/// Decides a command: the events it leads to, or the rule that says no.
///
/// # Errors
/// [`Refusal`]: a normal answer; its text says what was found and how to meet the rule.
pub fn decide(
    register: &Register,
    context: &Context,
    command: Command,
) -> Result<Vec<Event>, Refusal> {
    access::check(register, context, &command)?;
    let scene = Scene::new(register, context, &command);
    scene.general(&command)?;
    by_kind(&scene, command.body).map(|event| vec![event])
}

/// One rule function for each kind.
fn by_kind(scene: &Scene, body: CommandBody) -> Result<Event, Refusal> {
    match body {
        CommandBody::RegisterParticipant(body) => participants::register(scene, body),
        CommandBody::SucceedParticipant(body) => participants::succeed(scene, body),
        CommandBody::DesignateSubstitute(body) => participants::designate(scene, body),
        CommandBody::EstablishForum(body) => forums::establish(scene, body),
        CommandBody::ChangeMembership(body) => forums::change_membership(scene, body),
        CommandBody::OrganiseSecretariat(body) => community::organise(scene, body),
        CommandBody::ReviewForum(body) => community::review(scene, body),
        CommandBody::CloseForum(body) => community::close(scene, body),
        CommandBody::AssessProblem(body) => community::assess(scene, body),
        CommandBody::RecordCoordinationResult(body) => community::record_result(scene, body),
        CommandBody::RecordMeeting(body) => forums::record_meeting(scene, body),
        CommandBody::ApproveMinutes(body) => forums::approve_minutes(scene, body),
        CommandBody::SubmitMandateText(body) => mandates::submit(scene, body),
        CommandBody::AdoptMandate(body) => mandates::adopt(scene, body),
        CommandBody::RepealMandate(body) => mandates::repeal(scene, body),
        CommandBody::PublishStrategy(body) => strategies::publish(scene, body),
        CommandBody::SetGovernanceFunction(body) => progress::set_function(scene, body),
        CommandBody::ReportMeasureStatus(body) => progress::report_status(scene, body),
        CommandBody::RecordFunding(body) => progress::record_funding(scene, body),
        CommandBody::RecordBenefit(body) => progress::record_benefit(scene, body),
        CommandBody::PublishEvaluation(body) => evaluations::publish(scene, body),
        CommandBody::IssueRecommendation(body) => evaluations::recommend(scene, body),
        CommandBody::AnswerRecommendation(body) => evaluations::answer(scene, body),
        CommandBody::IssueAssignment(body) => assignments::issue(scene, body),
        CommandBody::ReportAssignment(body) => assignments::report(scene, body),
        CommandBody::AmendEvent(body) => upkeep::amend(scene, body),
        CommandBody::EnrolActorKey(body) => upkeep::enrol(scene, body),
        CommandBody::RevokeActorKey(body) => upkeep::revoke_key(scene, body),
        CommandBody::ReleaseDisclosure(body) => upkeep::release(scene, body),
        CommandBody::EraseDisclosure(body) => upkeep::erase(scene, body),
        CommandBody::AnnounceLogKey(body) => upkeep::announce(scene, body),
        CommandBody::RegisterMeasure(body) => measures::register(scene, body),
        CommandBody::AssignResponsibility(body) => measures::assign(scene, body),
        CommandBody::ScheduleMilestone(body) => measures::schedule(scene, body),
        CommandBody::ReachMilestone(body) => measures::reach(scene, body),
        CommandBody::ProposeDecision(body) => decisions::propose(scene, body),
        CommandBody::ReviseProposal(body) => decisions::revise(scene, body),
        CommandBody::WithdrawDecision(body) => decisions::withdraw(scene, body),
        CommandBody::SupersedeDecision(body) => decisions::supersede(scene, body),
        CommandBody::ReportDecision(body) => decisions::report(scene, body),
        CommandBody::ReturnDecision(body) => decisions::take_back(scene, body),
        CommandBody::RecordAnchoring(body) => decisions::anchor(scene, body),
        CommandBody::OpenRound(body) => rounds::open(scene, body),
        CommandBody::ExtendDeadline(body) => rounds::extend(scene, body),
        CommandBody::CloseRound(body) => rounds::close(scene, body),
        CommandBody::TakePosition(body) => positions::take(scene, body),
        CommandBody::AttestPosition(body) => positions::attest(scene, body),
        CommandBody::FileDocument(body) => file_document(scene, body),
        CommandBody::SetDecisionRules(body) => ledger::set_rules(scene, body),
        CommandBody::GrantAccess(body) => ledger::grant(scene, body),
        CommandBody::RevokeAccess(body) => ledger::revoke(scene, body),
    }
}

/// What the rules of every kind look at.
struct Scene<'a> {
    register: &'a Register,
    context: &'a Context,
    stream: StreamId,
    occurred: Occurred,
    today: NaiveDate,
    reported: bool,
}

impl<'a> Scene<'a> {
    fn new(register: &'a Register, context: &'a Context, command: &Command) -> Self {
        Self {
            register,
            context,
            stream: command.stream.clone(),
            occurred: command.particulars.occurred,
            today: register.day(context.now),
            reported: command.particulars.evidence == Evidence::Reported,
        }
    }

    fn actor(&self) -> &ParticipantId {
        &self.context.actor.participant
    }

    /// True when the stream has entries already.
    fn exists(&self) -> bool {
        self.register.version(&self.stream) > 0
    }

    /// Rules that hold for every kind.
    fn general(&self, command: &Command) -> Result<(), Refusal> {
        let particulars = &command.particulars;
        ensure(particulars.evidence != Evidence::Derived, "evidence-derived", || {
            "what is derived from other entries is never recorded; projections work it out"
                .to_owned()
        })?;
        ensure(
            !self.reported
                || (particulars.source.kind != SourceKind::Native
                    && particulars.source.reference.is_some()),
            "reported-source",
            || {
                "a reported fact names its source: give source.kind (seed, original or import) and source.ref".to_owned()
            },
        )?;
        ensure(self.reported || self.occurred.by(self.today) != By::No, "occurred-future", || {
            format!(
                "what is recorded has happened: {} is after today, {}",
                self.occurred, self.today
            )
        })?;
        self.act_of_today(command)?;
        self.takes_part_still(command)?;
        let answers = matches!(command.body, CommandBody::TakePosition(_));
        let own = !self.context.actor.role.records_for_forum();
        ensure(
            self.context.actor.acting_for.is_none() || answers && own,
            "acting-for-answer",
            || {
                "a substitute answers in a round for another, and does nothing else for it: leave acting_for out".to_owned()
            },
        )?;
        match particulars.visibility {
            Visibility::Public => {
                let default = self.register.visibility_of(&self.stream, &command.body);
                let proposed = matches!(command.body, CommandBody::ProposeDecision(_));
                ensure(proposed || default == Visibility::Public, "visibility-wider", || {
                    "this decision is shown when its round is closed: leave visibility out"
                        .to_owned()
                })
            }
            Visibility::AfterOutcome => {
                ensure(self.stream.kind == StreamKind::Decision, "visibility-after-outcome", || {
                    "only what belongs to a decision can wait for its outcome; leave visibility out"
                        .to_owned()
                })
            }
            Visibility::Forum | Visibility::Restricted(_) => refuse(
                "visibility-open",
                "this version records only what may become public: keep restricted words out of the ledger and refer to the archive",
            ),
        }
    }

    /// Who was renamed, split or merged acts no more, but for saying whether an old record of it is right. Those who
    /// only keep the ledger go on.
    fn takes_part_still(&self, command: &Command) -> Result<(), Refusal> {
        let keeps = matches!(
            self.context.actor.role,
            Role::Administrator | Role::Registrar | Role::Auditor
        );
        let attests = matches!(command.body, CommandBody::AttestPosition(_));
        let ended = self.register.participant(self.actor()).is_some_and(|known| known.ended);
        ensure(keeps || attests || !ended, "participant-ended", || {
            format!(
                "{} was renamed, split or merged and acts no more: its successor does",
                self.actor()
            )
        })
    }

    /// What is done here happens when it is recorded; only what was said in a meeting may be recorded later.
    fn act_of_today(&self, command: &Command) -> Result<(), Refusal> {
        let in_meeting =
            matches!(&command.body, CommandBody::TakePosition(body) if body.meeting.is_some());
        let act = self.stream.kind == StreamKind::Decision
            && !self.reported
            && !in_meeting
            && !matches!(command.body, CommandBody::RecordAnchoring(_));
        ensure(!act || self.occurred == Occurred::day(self.today), "act-today", || {
            format!("it happens when it is recorded, {}: leave occurred out", self.today)
        })
    }

    /// Numbers are given in order, so that nobody can use them up.
    fn next_number(&self) -> Result<(), Refusal> {
        let next = self.register.next_number(self.stream.kind);
        ensure(self.stream == StreamId::numbered(self.stream.kind, next), "number-next", || {
            format!("the next number is {next}: leave the number out and it is given")
        })
    }

    /// A participant that is there.
    fn participant(&self, id: &ParticipantId) -> Result<(), Refusal> {
        self.register.participant(id).map(|_| ()).ok_or_else(|| unknown("participant", id))
    }

    /// A participant that is there and can still take part.
    fn takes_part(&self, id: &ParticipantId) -> Result<(), Refusal> {
        let known = self.register.participant(id).ok_or_else(|| unknown("participant", id))?;
        ensure(!known.ended || self.reported, "participant-ended", || {
            format!("{id} was renamed, split or merged and takes no new part: name its successor")
        })
    }

    /// A document that is there.
    fn document(&self, id: DocumentId) -> Result<(), Refusal> {
        self.register.document(id).map(|_| ()).ok_or_else(|| unknown("document", id))
    }

    /// A decision that is there and in force.
    fn decision_in_force(&self, id: DecisionId) -> Result<(), Refusal> {
        let decision = self.register.decision(id).ok_or_else(|| unknown("decision", id))?;
        ensure(decision.in_force.is_some() || self.reported, "decision-in-force", || {
            format!("decision {id} is not in force: close a round that adopts it first")
        })
    }

    /// Nobody is named beside the actor as having settled something, unless it agreed to a decision in force that
    /// says so.
    fn settled_by(
        &self,
        named: &[ParticipantId],
        decision: Option<DecisionId>,
        rule: &'static str,
    ) -> Result<(), Refusal> {
        let decided = decision.and_then(|id| self.register.decision(id));
        let agreed = decided.filter(|d| d.in_force.is_some()).map(|d| &d.agreed);
        let has_agreed = |party: &ParticipantId| {
            agreed.is_some_and(|all| all.iter().any(|who| self.register.carries_on(party, who)))
        };
        let unheard = named.iter().find(|party| *party != self.actor() && !has_agreed(party));
        ensure(unheard.is_none(), rule, || {
            let party = unheard.map(ToString::to_string).unwrap_or_default();
            format!(
                "{party} is named beside {} and has not said so here: name in decision one in force that {party} agreed to, or leave {party} out",
                self.actor()
            )
        })
    }

    /// A forum that is there and has not ended.
    fn open_forum(&self, id: &ForumId) -> Result<&'a Forum, Refusal> {
        let forum = self.register.forum(id).ok_or_else(|| unknown("forum", id))?;
        ensure(forum.closed.is_none() || self.reported, "forum-open", || {
            format!(
                "{id} has ended and takes nothing new: turn to a forum that took its matters over"
            )
        })?;
        Ok(forum)
    }

    /// Something of any kind that is there.
    fn thing(&self, stream: &StreamId) -> Result<(), Refusal> {
        if self.register.knows(stream) { Ok(()) } else { Err(unknown("thing called", stream)) }
    }
}

/// Refuses by `rule` when the words that are needed are not there.
fn needs_words(
    text: Option<&crate::text::Text>,
    rule: &'static str,
    detail: &str,
) -> Result<(), Refusal> {
    ensure(has_words(text), rule, || detail.to_owned())
}

fn file_document(scene: &Scene, body: DocumentFiled) -> Result<Event, Refusal> {
    ensure(!scene.exists(), "document-once", || {
        format!(
            "{} is on file already; leave the number out and the next one is given",
            scene.stream
        )
    })?;
    scene.next_number()?;
    needs_words(Some(&body.title), "document-title", "a document has a title: give title")?;
    body.issued_by.iter().try_for_each(|issuer| scene.participant(issuer))?;
    Ok(Event::DocumentFiled(body))
}
