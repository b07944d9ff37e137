//! Participants: who there is, who carries on whom, who may stand in.
use crate::{
    event::{ParticipantRegistered, ParticipantSucceeded, SubstituteDesignated, SuccessionKind},
    id::{DecisionId, ForumId, MeasureId, ParticipantId, StreamId},
    register::{Decision, Measure, Membership, Participant, Procedure, Register, Substitution},
};
use std::{collections::BTreeSet, sync::Arc};

/// The seat moves with all that belongs to it: its answer, the right to contest it, and that it had more time.
fn rename_in_round(decision: &mut Decision, old: &ParticipantId, new: &ParticipantId) {
    let Procedure::Open(round) = &mut decision.procedure else { return };
    round.electorate.remove(old);
    round.electorate.insert(new.clone());
    if round.extended_by.remove(old) {
        round.extended_by.insert(new.clone());
    }
    let Some(answer) = round.answers.remove(old) else { return };
    for (at, whose) in &mut decision.recorded_for {
        if *at == answer.log_position {
            *whose = new.clone();
        }
    }
    round.answers.insert(new.clone(), answer);
}

impl Register {
    pub(super) fn register_participant(&mut self, stream: &StreamId, body: &ParticipantRegistered) {
        // A second report of the same organisation changes nothing that rules stand on.
        if let Ok(id) = ParticipantId::try_from(stream) {
            let known = Participant {
                kind: body.kind,
                ended: false,
                substitutes: Vec::new(),
                successors: BTreeSet::new(),
            };
            self.participants.entry(id).or_insert(known);
        }
    }

    pub(super) fn designate_substitute(&mut self, stream: &StreamId, body: &SubstituteDesignated) {
        if let Ok(id) = ParticipantId::try_from(stream)
            && let Some(principal) = self.participants.get_mut(&id)
        {
            let substitution =
                Substitution::new(&body.substitute, &body.scope, body.from, body.until);
            // A later designation of the same substitute in the same scope takes the place of the earlier one.
            principal.substitutes.retain(|s| {
                s.substitute != substitution.substitute || s.forum != substitution.forum
            });
            principal.substitutes.push(substitution);
        }
    }

    /// Rename moves seats and open answers; split and merge interrupt open rounds; transfer ends nothing. What
    /// a source tells of a succession moves no seat.
    pub(super) fn succeed(
        &mut self,
        stream: &StreamId,
        body: &ParticipantSucceeded,
        reported: bool,
    ) {
        let Ok(old) = ParticipantId::try_from(stream) else { return };
        if reported || body.kind == SuccessionKind::Transfer {
            return;
        }
        if let Some(participant) = self.participants.get_mut(&old) {
            participant.ended = true;
            participant.successors.extend(body.successors.iter().cloned());
        }
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        self.move_seats(&old, renamed);
        let open: Vec<DecisionId> = self
            .open_rounds()
            .filter(|(_, round)| round.electorate.contains(&old))
            .map(|(id, _)| id)
            .collect();
        for id in open {
            self.on_decision(&StreamId::from(&id), |decision| match renamed {
                Some(new) => rename_in_round(decision, &old, new),
                None => decision.leave_round(Procedure::Draft),
            });
        }
        if let Some(new) = renamed {
            self.rename_proposer(&old, new);
            self.rename_holder(&old, new);
        }
    }

    /// It goes on with its own proposals, and its agreement does not carry them under the new name either.
    fn rename_proposer(&mut self, old: &ParticipantId, new: &ParticipantId) {
        let own =
            self.decisions.iter().filter(|(_, decision)| decision.proposer.as_ref() == Some(old));
        let own: Vec<DecisionId> = own.map(|(id, _)| *id).collect();
        for id in own {
            self.on_decision(&StreamId::from(&id), |decision| {
                decision.proposer = Some(new.clone());
            });
        }
    }

    /// What it answers for goes on under the new name.
    fn rename_holder(&mut self, old: &ParticipantId, new: &ParticipantId) {
        let (old, new) = (StreamId::from(old), StreamId::from(new));
        let holds = |measure: &Measure| {
            measure.responsible.as_ref() == Some(&old)
                || measure.holders.iter().any(|(_, holder)| holder == &old)
        };
        let held = self.measures.iter().filter(|(_, measure)| holds(measure));
        let held: Vec<MeasureId> = held.map(|(id, _)| id.clone()).collect();
        for id in held {
            let Some(measure) = self.measures.get_mut(&id).map(Arc::make_mut) else { continue };
            if measure.responsible.as_ref() == Some(&old) {
                measure.responsible = Some(new.clone());
            }
            let holders = std::mem::take(&mut measure.holders).into_iter();
            let renamed = |holder| if holder == old { new.clone() } else { holder };
            measure.holders = holders.map(|(role, holder)| (role, renamed(holder))).collect();
        }
        let owned = self.forums.iter().filter(|(_, f)| f.process_owner.as_ref() == Some(&old));
        let owned: Vec<ForumId> = owned.map(|(id, _)| id.clone()).collect();
        for id in owned {
            if let Some(forum) = self.forums.get_mut(&id).map(Arc::make_mut) {
                forum.process_owner = Some(new.clone());
            }
        }
    }

    fn move_seats(&mut self, old: &ParticipantId, renamed: Option<&ParticipantId>) {
        let seated =
            self.forums.iter().filter(|(_, f)| f.memberships.iter().any(|m| &m.participant == old));
        let forums: Vec<ForumId> = seated.map(|(id, _)| id.clone()).collect();
        for id in forums {
            let Some(forum) = self.forums.get_mut(&id).map(Arc::make_mut) else { continue };
            let (gone, mut stay): (BTreeSet<_>, BTreeSet<_>) =
                forum.memberships.iter().cloned().partition(|m| &m.participant == old);
            if let Some(new) = renamed {
                stay.extend(
                    gone.into_iter().map(|m| Membership { participant: new.clone(), role: m.role }),
                );
            }
            forum.memberships = stay;
        }
    }
}
