"""The maintained counts and their one door: whatever shows or hides a comment, or changes a vote, says so here.

`recounted` computes the same numbers from the rows; `consultation recount` compares the two.
"""

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core.vocabulary import CommentState, VoteTarget, VoteValue
from consultation.store.tables import Comment, Draft, StoredClause


def count_comment(
    session: Session, *, draft_id: int, clause_id: int | None, parent_id: int | None, shown: bool
) -> None:
    """A comment has just become public (`shown`) or stopped being so. Replies count with their comment only."""
    step = 1 if shown else -1
    if parent_id is not None:
        session.execute(
            update(Comment).where(col(Comment.id) == parent_id).values(reply_count=col(Comment.reply_count) + step)
        )
        touch(session, draft_id)
        return
    if clause_id is not None:
        session.execute(
            update(StoredClause)
            .where(col(StoredClause.id) == clause_id)
            .values(comment_count=col(StoredClause.comment_count) + step)
        )
    session.execute(
        update(Draft)
        .where(col(Draft.id) == draft_id)
        .values(comment_count=col(Draft.comment_count) + step, activity=col(Draft.activity) + 1)
    )


def is_shown(state: CommentState) -> bool:
    """Whether a comment in this state is on the public page and therefore counted."""
    return state is CommentState.PUBLISHED


def count_vote(
    session: Session,
    *,
    draft_id: int,
    target: VoteTarget,
    target_id: int,
    old: VoteValue | None,
    new: VoteValue | None,
) -> None:
    """A person's vote went from `old` to `new` (None: no vote)."""
    if old == new:
        return
    table: type[StoredClause | Comment] = StoredClause if target is VoteTarget.CLAUSE else Comment
    prefix = "wording_" if target is VoteTarget.WORDING else ""
    steps = {
        f"{prefix}{value}_count": (new is value) - (old is value)
        for value in VoteValue
        if (new is value) != (old is value)
    }
    columns = {name: getattr(table, name) + step for name, step in steps.items()}
    session.execute(update(table).where(col(table.id) == target_id).values(**columns))
    touch(session, draft_id)


def touch(session: Session, draft_id: int) -> None:
    """Something public about the draft changed: cached pages are made anew."""
    session.execute(update(Draft).where(col(Draft.id) == draft_id).values(activity=col(Draft.activity) + 1))
