"""What the public pages of a draft and a clause read, on both databases."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultation.core.errors import NotFound
from consultation.core.vocabulary import ClauseKind, VoteTarget, VoteValue
from consultation.store import counters, reading
from consultation.store.columns import LARGEST_ID
from consultation.store.rounds import current_round
from consultation.store.tables import Account, Draft, StoredClause, Version
from tests.factories import (
    CLOSES,
    NOW,
    OPENED,
    clause_of,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
)

TREE = (
    ("chp_1", 0, None, ClauseKind.CHAPTER),
    ("chp_1__art_1", 1, "chp_1", ClauseKind.ARTICLE),
    ("chp_1__art_1__point_1", 2, "chp_1__art_1", ClauseKind.POINT),
    ("chp_1__art_1__point_2", 2, "chp_1__art_1", ClauseKind.POINT),
    ("chp_2", 0, None, ClauseKind.CHAPTER),
    ("chp_2__art_2", 1, "chp_2", ClauseKind.ARTICLE),
    ("chp_2__art_2__qstr_1", 2, "chp_2__art_2", ClauseKind.QUOTED),
    ("chp_2__art_2__qstr_1__art_9", 3, "chp_2__art_2__qstr_1", ClauseKind.ARTICLE),
    ("chp_2__art_3", 1, "chp_2", ClauseKind.ARTICLE),
)


@pytest.fixture
def officer(session: Session) -> Account:
    return make_officer(session, make_authority(session))


@pytest.fixture
def draft(session: Session, officer: Account) -> Draft:
    authority = make_authority(session, "culture")
    return make_draft(session, authority, officer)


@pytest.fixture
def version(session: Session, draft: Draft) -> Version:
    version = make_version(session, draft, [])
    for position, (eid, depth, parent, kind) in enumerate(TREE, start=1):
        place: dict[str, Any] = {
            "position": position,
            "eid": eid,
            "wid": eid,
            "depth": depth,
            "parent_eid": parent,
            "kind": kind,
        }
        row = StoredClause(version_id=version.id, text=f"{eid} matni", language=draft.language, **place)
        row.quoted = "qstr" in eid
        session.add(row)
    session.flush()
    make_round(session, draft, version)
    return version


def test_a_public_draft_opens_with_its_newest_published_text(session: Session, draft: Draft, version: Version) -> None:
    second = make_version(session, draft, ["yangi"], ordinal=2)
    row = reading.opened(session, draft.id)
    assert (row.id, row.version_id, row.ordinal, row.newest, row.reports) == (draft.id, version.id, 1, 1, 0)
    assert (row.opens_at, row.closes_at, row.names["en"]) == (OPENED, CLOSES, "Ministry of Justice")
    second.published_at = NOW
    session.flush()
    assert [reading.opened(session, draft.id, asked).ordinal for asked in (None, 1, 2)] == [2, 1, 2]
    assert [row.ordinal for row in reading.versions(session, draft.id)] == [2, 1]


@pytest.mark.parametrize("number", [0, -1, 99, LARGEST_ID + 1, 10**30])
def test_there_is_no_draft_of_another_number(session: Session, version: Version, number: int) -> None:
    with pytest.raises(NotFound, match=r"^There is no such draft\.$"):
        reading.opened(session, number)


@pytest.mark.parametrize("ordinal", [0, 2, LARGEST_ID + 1])
def test_there_is_no_version_of_another_ordinal(session: Session, draft: Draft, version: Version, ordinal: int) -> None:
    with pytest.raises(NotFound, match=r"^There is no such version of this draft\.$"):
        reading.opened(session, draft.id, ordinal)


def test_a_draft_in_preparation_is_not_there(session: Session, draft: Draft) -> None:
    make_version(session, draft)
    with pytest.raises(NotFound):
        reading.opened(session, draft.id)


def test_the_outline_and_the_clauses_leave_out_what_was_dropped(session: Session, version: Version) -> None:
    clause_of(session, version, "chp_2").is_dropped = True
    session.flush()
    every = [eid for eid, *_ in TREE if eid != "chp_2"]
    assert [row.eid for row in reading.outline(session, version.id)] == every
    assert [row.eid for row in reading.clauses(session, version.id, 4, 6)] == ["chp_1__art_1__point_2", "chp_2__art_2"]
    with pytest.raises(NotFound):
        reading.clause(session, version.id, "chp_2")


def test_an_outline_carries_only_the_beginning_of_long_words(session: Session, version: Version) -> None:
    clause_of(session, version, "chp_1").text = "ў" * 5_000
    session.flush()
    assert reading.outline(session, version.id)[0].opening == "ў" * reading.OPENING


def test_the_path_leads_from_the_outermost_unit_to_the_clause(session: Session, version: Version) -> None:
    found = reading.path(session, version.id, "chp_2__art_2__qstr_1__art_9")
    assert [row.eid for row in found] == [
        "chp_2",
        "chp_2__art_2",
        "chp_2__art_2__qstr_1",
        "chp_2__art_2__qstr_1__art_9",
    ]
    assert [row.eid for row in reading.path(session, version.id, "chp_1")] == ["chp_1"]


@pytest.mark.parametrize(
    ("eid", "end"), [("chp_1", 4), ("chp_1__art_1", 4), ("chp_1__art_1__point_1", 3), ("chp_2", 9), ("chp_2__art_3", 9)]
)
def test_a_clause_ends_where_the_next_one_beside_it_begins(
    session: Session, version: Version, eid: str, end: int
) -> None:
    row = reading.clause(session, version.id, eid)
    assert reading.end_of(session, version.id, row.position, row.depth) == end


@pytest.mark.parametrize(
    ("eid", "before", "after"),
    [
        ("chp_1", None, "chp_2"),
        ("chp_1__art_1", None, "chp_2__art_2"),
        ("chp_2__art_2", "chp_1__art_1", "chp_2__art_3"),
        ("chp_2__art_2__qstr_1__art_9", None, None),
        ("chp_1__art_1__point_2", "chp_1__art_1__point_1", None),
    ],
)
def test_neighbours_are_of_the_same_kind(
    session: Session, version: Version, eid: str, before: str | None, after: str | None
) -> None:
    found = reading.neighbours(session, version.id, reading.clause(session, version.id, eid))
    assert [row and row.eid for row in found] == [before, after]


def test_tallies_name_only_clauses_with_something_to_count(session: Session, draft: Draft, version: Version) -> None:
    round_ = current_round(session, draft.id)
    art_1, art_3 = clause_of(session, version, "chp_1__art_1"), clause_of(session, version, "chp_2__art_3")
    make_comment(session, round_, make_account(session), clause=art_1)
    voted: dict[str, Any] = {"draft_id": draft.id, "target": VoteTarget.CLAUSE, "target_id": art_3.id}
    counters.count_vote(session, **voted, old=None, new=VoteValue.OPPOSE)
    assert reading.tallies(session, version.id, 1, 9) == {art_1.id: (1, 0, 0), art_3.id: (0, 0, 1)}
    assert reading.tallies(session, version.id, 3, 8) == {}
