"""What commenting, voting and flagging check alike: the person, the stage, the round, the clause, and the pace."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.errors import NotFound, Throttled, TooLate
from consultation.core.messages import message, message_n
from consultation.core.policy import Actor
from consultation.core.stage import stage_of
from consultation.core.vocabulary import Permission
from consultation.store import discussions, rates
from consultation.store.discussions import Discussion, Ground

_WINDOW: Final = timedelta(hours=1)


def require(actor: Actor, permission: Permission, discussion: Discussion | None, now: datetime) -> Discussion:
    """The discussion, if the person may do this in it at `now`; TooLate, Refused, or NotFound for what is not public."""
    if discussion is None or discussion.milestones.opens_at is None:
        raise NotFound(message("There is no such draft."))
    stage = stage_of(discussion.milestones, now)
    policy.require(actor, permission, stage=stage, authority_id=discussion.authority_id)
    return discussion


def ground(
    session: Session, draft_id: int, now: datetime, *, ordinal: int | None = None, eid: str | None = None
) -> Ground:
    """The open round, for somebody who read version `ordinal` (None: whichever is discussed) and its clause `eid`.

    Raises TooLate for an earlier version, NotFound for a version or a clause that does not exist.
    """
    found = discussions.open_ground(session, draft_id, now, eid=eid)
    if found is None:
        raise TooLate(message("The discussion has closed."))
    if ordinal is not None and ordinal < found.ordinal:
        raise TooLate(message("The discussion of this version has closed. A newer version is being discussed."))
    if ordinal is not None and ordinal > found.ordinal:
        raise NotFound(message("There is no such version of this draft."))
    if eid is not None and found.clause_id is None:
        raise NotFound(message("There is no clause %(eid)s in this text.", eid=eid))
    return found


def pace(session: Session, actor: Actor, what: str, most: int, now: datetime) -> None:
    """Count one more of `what` in this hour; `Throttled` when it is more than `most`."""
    if rates.hit(session, f"{what}:account:{actor.id}", now=now, window=_WINDOW) <= most:
        return
    seconds = rates.seconds_left(now, _WINDOW)
    raise Throttled(
        message_n(
            "You have sent very much in a short time. Please wait %(n)s minute and try again.",
            "You have sent very much in a short time. Please wait %(n)s minutes and try again.",
            -(-seconds // 60),
        ),
        retry_after=seconds,
    )
