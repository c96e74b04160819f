"""CPU a request costs the server on the desk of a round with one campaign of 100,000 comments, beside its plaintext endpoint.

    python -m bench.campaign [MEMBERS] [POSTGRESQL_URL]

The round also holds 5,000 comments that stand alone. Without a URL the server runs on SQLite.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Table, insert, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from bench.reading import COMMENTS, NOW, SMALL, WORDS, cost, fill, sign_in
from bench.server import served
from consultation.actions.clusters import arrange
from consultation.core.vocabulary import Channel, Language, Position
from consultation.store.clusters import Sieve, list_clusters
from consultation.store.database import Database, sqlite_url
from consultation.store.migrate import migrate
from consultation.store.tables import Comment, Round

_AT_ONCE = 5_000
_REQUESTS = 5


def add_campaign(session: Session, members: int) -> None:
    """Comments from as many accounts, a third of them with a line of their own, over five days; arranged in one cluster."""
    began = NOW - timedelta(days=5)
    for first in range(0, members, _AT_ONCE):
        numbers = range(COMMENTS + first + 1, COMMENTS + min(first + _AT_ONCE, members) + 1)
        _add(session, "account", ({"id": n, **_account(n)} for n in numbers))
        _add(session, "submission", ({"id": n, **_submission(n, began)} for n in numbers))
        _add(session, "comment", ({"id": n, **_comment(n, began)} for n in numbers))
    session.execute(update(Comment).where(col(Comment.id) <= COMMENTS).values(machine_cluster=col(Comment.id)))
    session.execute(update(Comment).where(col(Comment.id) > COMMENTS).values(machine_cluster=COMMENTS + 1))
    session.execute(update(Round).values(closes_at=NOW - timedelta(minutes=1)))
    session.execute(update(SQLModel.metadata.tables["draft"]).values(closes_at=NOW - timedelta(minutes=1)))
    membership = {"account_id": 1, "role": "officer", "authority_id": 1, "granted_at": NOW}
    _add(session, "membership", iter([membership]))


def _add(session: Session, name: str, rows: Iterator[dict[str, object]]) -> None:
    table: Table = SQLModel.metadata.tables[name]
    session.execute(insert(table), list(rows))


def _account(n: int) -> dict[str, object]:
    dates = {"created_at": NOW, "email_confirmed_at": NOW}
    return {"email": f"p{n}@example.org", "password_hash": "-", "name": f"Fuqaro {n}", **dates}


def _submission(n: int, began: object) -> dict[str, object]:
    sender = {"account_id": n, "channel": Channel.WEB, "person_key": f"account:{n}", "submitter_name": f"Fuqaro {n}"}
    return {"round_id": SMALL, "receipt": f"bench-{n}", "arrived_at": began, **sender}


def _comment(n: int, began: object) -> dict[str, object]:
    own = f" Men {n}-maktabda ishlayman." if n % 3 == 0 else ""
    place = {"draft_id": SMALL, "round_id": SMALL, "submission_id": n, "clause_id": 1, "number": n}
    said = {"position": Position.OPPOSE, "text": WORDS.format(5) + own, "language": Language.UZ_LATN}
    at = began + timedelta(seconds=(n * 7919) % 432_000)  # type: ignore[operator] # an instant
    return {**place, **said, "text_key": f"{n if own else 0:064d}", "state": "published", "submitted_at": at}


def prepare(database: Database, members: int) -> tuple[str, int]:
    """Fill a migrated database; gives an officer's cookie and the id of the campaign's cluster."""
    fill(database)
    with database.write() as session:
        add_campaign(session, members)
    began = time.process_time()
    with database.write() as session:
        arrange(session, session.get_one(Round, SMALL), now=NOW)
    print(f"arranged from nothing in {time.process_time() - began:.1f} s of CPU (a job)")
    began = time.process_time()
    with database.write() as session:
        arrange(session, session.get_one(Round, SMALL), now=NOW)
        cluster = list_clusters(session, SMALL, Sieve(), limit=1, offset=0)[0][0].id
    print(f"arranged again, as after a merge, in {time.process_time() - began:.1f} s of CPU")
    return sign_in(database), cluster


def figures(members: int, url: str | None) -> dict[str, float]:
    """CPU milliseconds of the server for each page; what the database server uses on PostgreSQL is not in them."""
    with tempfile.TemporaryDirectory() as name:
        database = Database(url or sqlite_url(Path(name) / "consultation.sqlite"))
        migrate(database)
        cookie, cluster = prepare(database, members)
        database.dispose()
        desk = f"/desk/drafts/{SMALL}"
        pages = {
            "list of clusters": f"{desk}/clusters",
            "list of clusters, without a response": f"{desk}/clusters?status=unanswered",
            "cluster, first page": f"{desk}/clusters/{cluster}",
            "cluster, last page": f"{desk}/clusters/{cluster}?page={-(-members // 50)}",
            "campaign": f"{desk}/clusters/{cluster}/campaign",
            "approvals": f"{desk}/approvals",
            "overview": f"{desk}/reading",
        }
        with served(Path(name), database=url) as pid:
            found = {"plaintext": cost(pid, "/healthz", _REQUESTS * 40)}
            return found | {name: cost(pid, path, _REQUESTS, cookie=cookie) for name, path in pages.items()}


def main() -> None:
    """Print the figures and their ratios."""
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    found = figures(members, sys.argv[2] if len(sys.argv) > 2 else None)
    for name, milliseconds in found.items():
        print(f"{name:38} {milliseconds:7.2f} ms CPU   {milliseconds / found['plaintext']:6.1f} x plaintext")


if __name__ == "__main__":
    main()
