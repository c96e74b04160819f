"""What the reading desk counts is what the report counts."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from consultation.core.vocabulary import CommentState
from consultation.store import desk
from tests.factories import (
    NOW,
    clause_of,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
)


def test_a_day_counts_the_comments_that_are_owed_a_response(session: Session) -> None:
    authority = make_authority(session)
    draft = make_draft(session, authority, make_officer(session, authority))
    version = make_version(session, draft)
    round_ = make_round(session, draft, version, opens_at=NOW - timedelta(days=1), closes_at=NOW + timedelta(days=1))
    author, clause = make_account(session), clause_of(session, version, "art_1")
    said = make_comment(session, round_, author, clause=clause)
    make_comment(session, round_, author, clause=clause, parent=said)
    make_comment(session, round_, author, clause=clause, state=CommentState.PENDING)
    assert desk.activity_by_day(session, round_) == [
        desk.Day(date(2026, 11, 22), 0),
        desk.Day(date(2026, 11, 23), 1),
        desk.Day(date(2026, 11, 24), 0),
    ]
