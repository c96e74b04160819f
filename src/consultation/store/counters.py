"""The maintained counts and their one door: whatever shows or hides a comment, or changes a vote, says so here.

`recounted` computes the same numbers from the rows; `consultation recount` compares the two.
"""

from typing import Final

from sqlalchemy import Update, bindparam, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key
from sqlmodel import SQLModel, col

from consultation.core.vocabulary import CommentState, VoteTarget, VoteValue
from consultation.store.tables import Comment, Draft, StoredClause


def _adding(table: type[Comment | StoredClause | Draft], column: str) -> Update:
    own = SQLModel.metadata.tables[str(table.__tablename__)]
    return update(own).where(own.c.id == bindparam("row")).values({column: own.c[column] + bindparam("step")})


# Prepared once: on the path that thousands take in the last minutes of a round, building a statement costs more than
# running it.
_REPLIES: Final = _adding(Comment, "reply_count")
_ON_CLAUSE: Final = _adding(StoredClause, "comment_count")
_ON_DRAFT: Final = _adding(Draft, "comment_count").values(activity=col(Draft.activity) + 1)


def count_comment(
    session: Session, *, draft_id: int, clause_id: int | None, parent_id: int | None, shown: bool
) -> None:
    """A comment has just become public (`shown`) or stopped being so. Replies count with their comment only."""
    step = 1 if shown else -1
    if parent_id is not None:
        _add(session, _REPLIES, Comment, parent_id, step)
        touch(session, draft_id)
        return
    if clause_id is not None:
        _add(session, _ON_CLAUSE, StoredClause, clause_id, step)
    _add(session, _ON_DRAFT, Draft, draft_id, step)


def _add(session: Session, statement: Update, table: type[Comment | StoredClause | Draft], row: int, step: int) -> None:
    session.flush()
    session.connection().execute(statement, {"row": row, "step": step})
    held = session.identity_map.get(identity_key(table, row))
    if held is not None:
        session.expire(held)  # a row that somebody holds is read anew


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
