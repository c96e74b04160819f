"""What each moderator's act changes on a comment, as plain values that a later undo can put back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.errors import Invalid, Refused
from consultation.core.messages import message
from consultation.core.text import clean
from consultation.core.vocabulary import CommentState, ModerationAct, RejectionReason
from consultation.store import counters, residues
from consultation.store.tables import Comment, Draft, Round, StoredClause

Changes: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Order:
    """What a moderator wants done with the chosen comments.

    `reason` goes with a rejection, `clause_eid` with a move (None: to the draft as a whole), `text` and `wording` with
    a redaction; `note` is told to the author.
    """

    act: ModerationAct
    reason: RejectionReason | None = None
    note: str = ""
    clause_eid: str | None = None
    text: str = ""
    wording: str = ""


def _publish(_session: Session, comment: Comment, _order: Order, now: datetime) -> Changes:
    if comment.state is CommentState.PUBLISHED and comment.decided_at is not None:
        return {}
    # A comment that stood without having been looked at (post-moderation) is marked as looked at.
    return {"state": CommentState.PUBLISHED, "rejection_reason": None, "rejection_note": "", "decided_at": now}


def _reject(_session: Session, _comment: Comment, order: Order, now: datetime) -> Changes:
    return {
        "state": CommentState.REJECTED,
        "rejection_reason": order.reason,
        "rejection_note": clean(order.note.strip()),
        "decided_at": now,
    }


def _redact(_session: Session, _comment: Comment, _order: Order, _now: datetime) -> Changes:
    return {"is_redacted": True}


def _mark_off_topic(_session: Session, _comment: Comment, _order: Order, _now: datetime) -> Changes:
    return {"is_off_topic": True}


def _unmark_off_topic(_session: Session, _comment: Comment, _order: Order, _now: datetime) -> Changes:
    return {"is_off_topic": False}


def _move(session: Session, comment: Comment, order: Order, _now: datetime) -> Changes:
    if comment.parent_id is not None:
        raise Refused(message("A reply stays with the comment it answers."))
    if order.clause_eid is None:
        return {"clause_id": None}
    statement = (
        select(col(StoredClause.id))
        .join(Round, col(Round.version_id) == col(StoredClause.version_id))
        .where(col(Round.id) == comment.round_id, col(StoredClause.eid) == order.clause_eid)
        .where(col(StoredClause.is_dropped).is_(False))
    )
    clause_id = session.execute(statement).scalar_one_or_none()
    if clause_id is None:
        raise Invalid({"clause_eid": message("There is no such clause in the text under discussion.")})
    return {"clause_id": clause_id}


CHANGES: dict[ModerationAct, Callable[[Session, Comment, Order, datetime], Changes]] = {
    ModerationAct.PUBLISH: _publish,
    ModerationAct.REJECT: _reject,
    ModerationAct.REDACT: _redact,
    ModerationAct.MARK_OFF_TOPIC: _mark_off_topic,
    ModerationAct.UNMARK_OFF_TOPIC: _unmark_off_topic,
    ModerationAct.MOVE: _move,
}


def put(session: Session, comment: Comment, draft: Draft, changes: Mapping[str, object]) -> None:
    """Set columns (typed or plain values) and keep the counts right when the comment is shown, hidden or moved."""
    was_shown, old_clause = counters.is_shown(comment.state), comment.clause_id
    for name, value in changes.items():
        setattr(comment, name, _typed(name, value))
    if not changes.keys().isdisjoint({"text", "wording"}) and comment.cluster_id is not None:
        residues.forget(session, comment.cluster_id)
    session.flush()
    if comment.clause_id != old_clause:
        _take_replies_along(session, comment)
    is_shown, new_clause = counters.is_shown(comment.state), comment.clause_id
    if (was_shown, old_clause) != (is_shown, new_clause):
        for shown, clause_id in ((False, old_clause),) * was_shown + ((True, new_clause),) * is_shown:
            counters.count_comment(
                session, draft_id=draft.id, clause_id=clause_id, parent_id=comment.parent_id, shown=shown
            )
    else:
        counters.touch(session, draft.id)


def _take_replies_along(session: Session, comment: Comment) -> None:
    """Replies stand where the comment stands that they answer, whether they are shown or not."""
    replies = update(Comment).where(col(Comment.parent_id) == comment.id)
    session.execute(replies.values(clause_id=comment.clause_id))


def plain(value: object) -> object:
    """A column's value as JSON can hold it."""
    if isinstance(value, datetime):
        return value.isoformat()
    return value.value if isinstance(value, (CommentState, RejectionReason)) else value


def _typed(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    return _TYPES[name](value) if name in _TYPES else value


_TYPES: dict[str, Callable[[str], object]] = {
    "state": CommentState,
    "rejection_reason": RejectionReason,
    "decided_at": datetime.fromisoformat,
}
