//! Who sits in a forum. A seat that only a source tells of gives no vote; a witnessed entry confirms it.
use super::Membership;
use crate::select::Pick;
use chrono::NaiveDate;
use tingbok_domain::{
    Occurred, ParticipantId,
    event::{MembershipAction, MembershipChanged, ParticipantSucceeded, SuccessionKind},
};

/// The seats of one forum, held and given up, in the order they began.
#[derive(Default)]
pub(crate) struct Members(Vec<Membership>);

impl Members {
    pub(crate) fn change(&mut self, pick: &Pick<'_>, body: &MembershipChanged) {
        let held = self.0.iter_mut().find(|seat| {
            seat.until.is_none() && seat.participant == body.participant && seat.role == body.role
        });
        let Some(seat) = held else {
            if body.action != MembershipAction::Left {
                self.0.push(begin(pick, body));
            }
            return;
        };
        // What a source reports neither gives nor ends a seat that was witnessed.
        if pick.is_reported() && !seat.reported {
            return;
        }
        seat.changed = Some(pick.origin());
        match body.action {
            MembershipAction::Joined | MembershipAction::Changed => {
                seat.representation = body.representation.or(seat.representation);
                seat.reported &= pick.is_reported();
            }
            MembershipAction::Left => seat.until = Some(occurred(pick)),
        }
    }

    /// Rename moves a seat; split and merge end it; transfer touches none.
    pub(crate) fn succeed(
        &mut self,
        pick: &Pick<'_>,
        old: &ParticipantId,
        body: &ParticipantSucceeded,
    ) {
        if pick.is_reported() || body.kind == SuccessionKind::Transfer {
            return;
        }
        let renamed = body.successors.first().filter(|_| body.kind == SuccessionKind::Rename);
        self.hand_over(pick, old, renamed);
    }

    /// Moves the seats of `old` to its new name, or ends them.
    pub(crate) fn hand_over(
        &mut self,
        pick: &Pick<'_>,
        old: &ParticipantId,
        renamed: Option<&ParticipantId>,
    ) {
        let held = |seat: &Membership| seat.until.is_none() && &seat.participant == old;
        for at in 0..self.0.len() {
            let Some(seat) = self.0.get(at).filter(|seat| held(seat)).cloned() else { continue };
            let same = |other: &Membership| {
                other.until.is_none()
                    && Some(&other.participant) == renamed
                    && other.role == seat.role
            };
            let joined = self.0.iter_mut().find(|other| same(other));
            let goes_on = renamed.filter(|_| joined.is_none());
            // A successor that has the seat already keeps one, witnessed if either was.
            if let Some(own) = joined {
                own.reported &= seat.reported;
            }
            if let Some(seat) = self.0.get_mut(at) {
                seat.changed = Some(pick.origin());
                match goes_on {
                    Some(new) => {
                        seat.participant = new.clone();
                        seat.formerly = Some(old.clone());
                    }
                    None => seat.until = Some(occurred(pick)),
                }
            }
        }
    }

    /// Seats held on the day asked for, by participant and role, and those given up. A source's span with an
    /// end ended with it; without a day asked for, it lies behind.
    pub(crate) fn finish(mut self, as_of: Option<NaiveDate>) -> (Vec<Membership>, Vec<Membership>) {
        for seat in &mut self.0 {
            if let (None, Occurred::Span(_, Some(end))) = (&seat.until, &seat.since)
                && seat.reported
                && as_of.is_none_or(|day| end.latest() < day)
            {
                seat.until = Some(Occurred::At(*end));
            }
        }
        let (mut held, past): (Vec<_>, Vec<_>) =
            self.0.into_iter().partition(|seat| seat.until.is_none());
        held.sort_by(|a, b| (&a.participant, a.role).cmp(&(&b.participant, b.role)));
        (held, past)
    }
}

fn begin(pick: &Pick<'_>, body: &MembershipChanged) -> Membership {
    Membership {
        participant: body.participant.clone(),
        role: body.role,
        voting: body.role.is_voting(),
        representation: body.representation,
        since: occurred(pick),
        until: None,
        reported: pick.is_reported(),
        origin: pick.origin(),
        changed: None,
        formerly: None,
    }
}

fn occurred(pick: &Pick<'_>) -> Occurred {
    pick.occurred
}
