"""Voting on a clause, a comment or a proposed wording: one stand per person, changeable and taken back until the close."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.actions import speaking
from consultation.actions.comments import Place
from consultation.core.errors import NotFound, Refused, TooLate
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Permission, VoteTarget, VoteValue
from consultation.store import audit, comments, counters, discussions
from consultation.store import votes as store

HOURLY: Final = 600


def cast_on_clause(
    session: Session, actor: Actor, place: Place, value: VoteValue | None, *, now: datetime, hourly: int = HOURLY
) -> None:
    """Vote on a clause of the version under discussion; `value` None takes the vote back."""
    speaking.require(actor, Permission.VOTE, discussions.hold(session, place.draft_id), now)
    if place.eid is None:
        raise NotFound(message("Votes are on a clause, a comment or a proposed wording."))
    ground = speaking.ground(session, place.draft_id, now, ordinal=place.ordinal, eid=place.eid)
    assert ground.clause_id is not None
    _cast(session, actor, place.draft_id, ground.round_id, (VoteTarget.CLAUSE, ground.clause_id), value, now, hourly)


def cast_on_comment(
    session: Session,
    actor: Actor,
    draft_id: int,
    number: int,
    target: VoteTarget,
    value: VoteValue | None,
    *,
    now: datetime,
    hourly: int = HOURLY,
) -> None:
    """Vote on a published comment (`target` COMMENT) or on the wording it proposes (WORDING) while its round is open."""
    speaking.require(actor, Permission.VOTE, discussions.hold(session, draft_id), now)
    ground = speaking.ground(session, draft_id, now)
    found = comments.public_target(session, draft_id, number)
    if found is None or target is VoteTarget.CLAUSE:
        raise NotFound(message("There is no such comment."))
    if found.round_id != ground.round_id:
        raise TooLate(message("The discussion of this version has closed. A newer version is being discussed."))
    if found.parent_id is not None:
        raise Refused(message("Votes are on comments, not on replies."))
    if target is VoteTarget.WORDING and not found.wording:
        raise NotFound(message("This comment proposes no wording."))
    _cast(session, actor, draft_id, found.round_id, (target, found.id), value, now, hourly)


def _cast(
    session: Session,
    actor: Actor,
    draft_id: int,
    round_id: int,
    on: tuple[VoteTarget, int],
    value: VoteValue | None,
    now: datetime,
    hourly: int,
) -> None:
    """Write the vote and its counts. The draft's row is held, so no other vote comes between reading and writing."""
    target, target_id = on
    old = store.value_of(session, actor.id, target, target_id)
    if old == value:
        return
    speaking.pace(session, actor, "vote", hourly, now)
    store.put(
        session,
        account_id=actor.id,
        draft_id=draft_id,
        round_id=round_id,
        target=target,
        target_id=target_id,
        value=value,
        now=now,
    )
    counters.count_vote(session, draft_id=draft_id, target=target, target_id=target_id, old=old, new=value)
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="vote.take_back" if value is None else "vote.cast",
        noun=target.value,
        noun_id=target_id,
        draft_id=draft_id,
    )
