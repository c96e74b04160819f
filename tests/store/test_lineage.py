"""Published lineages: what became of a clause, where it comes from, what was said of the clauses that are gone."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consultation.core.lineage import Link
from consultation.core.vocabulary import CommentState, LineageKind
from consultation.store import lineage, versions
from consultation.store.tables import Descent, Version
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

LINKS = (
    Link(LineageKind.SPLIT, ("art_1",), ("art_1", "art_2"), 0.9),
    Link(LineageKind.REMOVED, ("art_2",), (), 0.0),
    Link(LineageKind.MERGED, ("art_3", "art_4"), ("art_3",), 0.8),
    Link(LineageKind.NEW, (), ("art_4",), 0.0),
)


@pytest.fixture
def both(session: Session) -> tuple[Version, Version]:
    """Two published versions of four articles each, with the lineage LINKS; something was said of the first."""
    authority = make_authority(session)
    draft = make_draft(session, authority, make_officer(session, authority))
    first = make_version(session, draft, ("a", "b", "c", "d"))
    author, round_ = make_account(session), make_round(session, draft, first)
    make_comment(session, round_, author, "Nega olib tashlandi?", clause=clause_of(session, first, "art_2"))
    make_comment(
        session, round_, author, "Kutmoqda.", clause=clause_of(session, first, "art_2"), state=CommentState.PENDING
    )
    make_comment(session, round_, author, "Qolgan modda.", clause=clause_of(session, first, "art_1"))
    second = make_version(session, draft, ("a", "a", "cd", "e"), ordinal=2, published_at=NOW)
    ids = (versions.clause_ids(session, each.id) for each in (first, second))
    lineage.publish(session, second.id, LINKS, *ids)
    return first, second


def test_what_was_published_is_read_as_it_was(session: Session, both: tuple[Version, Version]) -> None:
    first, second = both
    assert lineage.published_links(session, second.id) == LINKS
    assert lineage.published_links(session, first.id) == ()


def test_clauses_are_followed_both_ways(session: Session, both: tuple[Version, Version]) -> None:
    first, second = both

    def became(eid: str) -> list[tuple[str, str | None, int | None]]:
        rows = lineage.became(session, [clause_of(session, first, eid).id])
        return [(row.kind.value, row.eid, row.ordinal) for row in rows]

    def origins(eid: str) -> list[tuple[str, str | None, int | None]]:
        rows = lineage.origins(session, [clause_of(session, second, eid).id])
        return [(row.kind.value, row.eid, row.comment_count) for row in rows]

    assert became("art_1") == [("split", "art_1", 2), ("split", "art_2", 2)]
    assert became("art_2") == [("removed", None, None)]
    assert became("art_4") == [("merged", "art_3", 2)]
    assert origins("art_2") == [("split", "art_1", 1)]
    assert origins("art_3") == [("merged", "art_3", 0), ("merged", "art_4", 0)]
    assert origins("art_4") == [("new", None, None)]


def test_only_public_comments_are_listed_as_gone(session: Session, both: tuple[Version, Version]) -> None:
    first, _ = both
    said = lineage.comments_on(session, first.id, ["art_2", "art_3"])
    assert {eid: [(row.number, row.opening) for row in rows] for eid, rows in said.items()} == {
        "art_2": [(1, "Nega olib tashlandi?")]
    }
    assert lineage.said_about(session, first.id) == {"art_1": 1, "art_2": 1}


def test_a_descent_is_of_something_and_says_so(session: Session, both: tuple[Version, Version]) -> None:
    first, second = both
    wrong = Descent(
        version_id=second.id, position=9, kind=LineageKind.NEW, score=0, old_clause_id=clause_of(session, first).id
    )
    session.add(wrong)
    with pytest.raises(IntegrityError):
        session.flush()
