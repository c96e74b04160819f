"""A reader asks a moderator to look at a comment."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultation.actions import speaking
from consultation.core.comment import NOTE_MOST
from consultation.core.errors import Invalid, NotFound, Refused
from consultation.core.messages import message, message_n
from consultation.core.policy import Actor
from consultation.core.text import clean, has_forbidden
from consultation.core.vocabulary import FlagReason, Permission
from consultation.store import audit, comments, discussions
from consultation.store import flags as store

HOURLY: Final = 30


def flag(
    session: Session,
    actor: Actor,
    draft_id: int,
    number: int,
    reason: FlagReason,
    note: str = "",
    *,
    now: datetime,
    hourly: int = HOURLY,
) -> None:
    """Flag a published comment or reply, once per person; `note` says more, and is a must for "another reason"."""
    note = _checked(reason, note)
    speaking.require(actor, Permission.FLAG, discussions.hold(session, draft_id), now)
    found = comments.public_target(session, draft_id, number)
    if found is None:
        raise NotFound(message("There is no such comment."))
    if store.flagged_by(session, actor.id, [found.id]):
        raise Refused(message("You have already reported this comment. A moderator looks at every report."))
    speaking.pace(session, actor, "flag", hourly, now)
    store.add(session, comment_id=found.id, account_id=actor.id, reason=reason, note=note, now=now)
    audit.record(
        session,
        at=now,
        actor_id=actor.id,
        action="comment.flag",
        noun="comment",
        noun_id=number,
        draft_id=draft_id,
        detail={"reason": reason.value},
    )


def _checked(reason: FlagReason, note: str) -> str:
    if has_forbidden(note):
        raise Invalid({"note": message("This text holds characters that cannot be typed. Remove them and try again.")})
    note = clean(note).strip()
    if reason is FlagReason.OTHER and not note:
        raise Invalid({"note": message("Say in a few words what is wrong with it.")})
    if len(note) > NOTE_MOST:
        raise Invalid(
            {
                "note": message_n(
                    "Shorten this to %(n)s character or fewer: it has %(length)s.",
                    "Shorten this to %(n)s characters or fewer: it has %(length)s.",
                    NOTE_MOST,
                    length=len(note),
                )
            }
        )
    return note
