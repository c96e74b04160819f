"""What a comment is placed by is found through the index meant for it, whatever the database knows about the tables."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from consultation.core.vocabulary import CommentState
from consultation.store import arranging, clusters, counters, signatures
from consultation.store.database import Database
from consultation.store.signatures import Candidate, Known
from tests.factories import (
    NOW,
    make_account,
    make_authority,
    make_comment,
    make_draft,
    make_officer,
    make_round,
    make_version,
)


def fill(session: Session) -> tuple[int, int]:
    """A round of published comments that stand in one cluster, each sent by another person; the round and the cluster."""
    authority = make_authority(session)
    officer = make_officer(session, authority)
    draft = make_draft(session, authority, officer)
    round_ = make_round(session, draft, make_version(session, draft))
    author = make_account(session)
    people = [make_account(session, f"p{n}@example.org") for n in range(40)]
    comments = [make_comment(session, round_, each, "Fikr") for each in people]
    for comment in comments:
        make_comment(session, round_, author, "Javob", parent=comment)
    make_comment(session, round_, author, "Kutmoqda", state=CommentState.PENDING)
    cluster = counters.begin_cluster(session, comments[0].id, NOW)
    arranging.place(session, [(each.id, comments[0].id, 1.0) for each in comments])
    arranging.stand(session, [each.id for each in comments], cluster)
    return round_.id, cluster


@pytest.mark.parametrize("analysed", [False, True])
def test_sqlite_takes_the_indexes_meant_for_it(sqlite_database: Database, *, analysed: bool) -> None:
    with sqlite_database.write() as session:
        round_id, cluster = fill(session)
        if analysed:
            session.execute(text("ANALYZE"))
        asked: list[tuple[str, Sequence[Any]]] = []

        def hear(
            _connection: Connection, _cursor: object, statement: str, parameters: Sequence[Any], *_rest: object
        ) -> None:
            asked.append((statement, parameters))

        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", hear)
        signatures.waiting(session, round_id, limit=20)
        signatures.leader_of(session, round_id, b"0" * 16)
        signatures.candidates(session, round_id, [1, 2], bits=2, least=8, most=4)
        counters.count_in_cluster(session, cluster, 1, joins=True)
        clusters.speaks_in(session, round_id, cluster, "account:1")
        event.remove(engine, "before_cursor_execute", hear)
        plans = [plan(session, *each) for each in asked]
    meant = [
        "USING INDEX ix_comment_waiting (round_id=? AND machine_cluster=? AND state=? AND parent_id=?)",
        "exact_text USING PRIMARY KEY (round_id=? AND digest=?)",
        "signature USING PRIMARY KEY (round_id=? AND value=?)",
        "USING INDEX ix_submission_person (round_id=? AND person_key=?)",
        "cluster USING INTEGER PRIMARY KEY",
        "ix_submission_person (round_id=? AND person_key=?)",
    ]
    assert [(index, found) for index, found in zip(meant, plans, strict=True) if index not in found] == []


def plan(session: Session, statement: str, parameters: Sequence[Any]) -> str:
    cursor = session.connection().connection.cursor()
    cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
    return "\n".join(row[3] for row in cursor.fetchall())


def test_who_shares_most_comes_first_and_a_value_has_its_holders(session: Session) -> None:
    round_id, _ = fill(session)
    known = [
        Known(1, "bir", 1, [(7, 3), (8, 3)]),
        Known(2, "ikki", 5, [(7, 4), (9, 4)]),
        Known(3, "uch", 5, [(7, 4), (9, 4)]),
        Known(4, "toʻrt", 9, [(7, 3), (-(2**63), 3)]),
    ]
    signatures.remember(session, round_id, known, holders=3)

    def found(*values: int, bits: int = 0) -> list[int]:
        ranked = signatures.candidates(session, round_id, values, bits=bits, least=8, most=4)
        return [each.comment_id for each in ranked]

    assert found(7, 9) == [2, 3, 1]
    assert found(7, bits=5) == [2, 3, 1]
    assert found(-(2**63)) == [4]
    assert found() == []
    assert signatures.candidates(session, round_id, [8], bits=0, least=8, most=1) == [Candidate(1, "bir", 1)]
    assert signatures.candidates(session, round_id, [8], bits=0, least=9, most=1) == []
    signatures.forget(session, round_id, 2, [7, 9])
    assert found(7, 9) == [3, 1]
    assert found(7, 9, bits=0) != found(8)
