"""CPU a request costs the server, for the pages people read, beside its plaintext endpoint: one uvicorn process on SQLite.

    python bench/reading.py [REQUESTS]

The server is a process of its own; its CPU time is read before and after a run of requests over one connection that stays
open, as browsers ask (gzip). The draft of 200 clauses is read by a visitor, by somebody who has signed in, and by a
visitor after each of many changes, when nothing that was kept can be used but the words of the act.
"""

import http.client
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from bench.server import PORT, cpu_ms, served
from consultation.core.text import search_text
from consultation.core.vocabulary import ActKind, ClauseKind, Language, ModerationMode, Position, Topic
from consultation.identity.tokens import new_token, token_hash
from consultation.store import sessions, tables  # noqa: F401 - fills the metadata
from consultation.store.database import Database, sqlite_url
from consultation.store.migrate import migrate

NOW = datetime.now(UTC)

WORDS = (
    "Kutubxona foydalanuvchilari kutubxona fondidan bepul foydalanish, oʻzlariga zarur adabiyotlar haqida maʼlumot olish "
    "va kutubxona ishini yaxshilash boʻyicha takliflar kiritish huquqiga ega; {}-band talablari barcha uchun majburiydir."
)
SMALL, CODE = 1, 2
COMMENTS = 4_000
CHAPTERS, ARTICLES, POINTS = 60, 1_200, 4


def fill(database: Database) -> None:
    """An open draft of 200 clauses with 4,000 comments, and an open code of 1,200 articles (6,060 clauses)."""
    opened, closes = NOW - timedelta(days=1), NOW + timedelta(days=14)
    with database.write() as session:

        def add(name: str, *rows: dict[str, object]) -> None:
            table: Table = SQLModel.metadata.tables[name]
            session.execute(insert(table), list(rows))

        add("authority", {"id": 1, "slug": "a", "names": {"uz-Latn": "Adliya vazirligi"}, "created_at": opened})
        person = {"id": 1, "email": "p@example.org", "password_hash": "-", "name": "Nodira Karimova"}
        add("account", {**person, "created_at": opened, "email_confirmed_at": opened})
        add("blob", {"sha256": "0" * 64, "content": b"", "size": 0, "created_at": opened})
        for number, rows in ((SMALL, list(_small())), (CODE, list(_code()))):
            common: dict[str, object] = {"title": f"Kutubxonalar toʻgʻrisida, {number}", "language": Language.UZ_LATN}
            add("draft", {**common, **_draft(number), "created_at": opened, "opens_at": opened, "closes_at": closes})
            dates = {"uploaded_at": opened, "published_at": opened}
            add("version", {**common, **dates, **_version(number)})
            add("clause", *({**row, "version_id": number, "position": n} for n, row in enumerate(rows, 1)))
            window = {"opens_at": opened, "closes_at": closes, "scheduled_at": opened, "scheduled_by": 1}
            add("round", {"id": number, "draft_id": number, "version_id": number, "ordinal": 1, **window})
        add("submission", *(_submission(n, opened) for n in range(1, COMMENTS + 1)))
        add("comment", *(_comment(n, opened) for n in range(1, COMMENTS + 1)))


def _draft(number: int) -> dict[str, object]:
    return {
        "id": number,
        "authority_id": 1,
        "act_kind": ActKind.LAW,
        "topic": Topic.CULTURE,
        "moderation_mode": ModerationMode.POST,
        "created_by": 1,
        "comment_count": COMMENTS if number == SMALL else 0,
        "search_text": search_text("Kutubxonalar toʻgʻrisida"),
    }


def _version(number: int) -> dict[str, object]:
    blob = {"blob_sha256": "0" * 64, "file_name": "a.docx", "warnings": [], "uploaded_by": 1}
    return {"id": number, "draft_id": number, "ordinal": 1, **blob}


def _clause(eid: str, kind: ClauseKind, num: str, depth: int, parent: str | None, **more: object) -> dict[str, object]:
    place = {"eid": eid, "wid": eid, "kind": kind, "num": num, "depth": depth, "parent_eid": parent}
    return {"heading": None, "text": "", "language": Language.UZ_LATN, **place, **more}


def _small() -> Iterator[dict[str, object]]:
    """Forty articles of four points: 200 clauses, each with twenty comments and some votes."""
    counts: dict[str, object] = {"comment_count": 20, "support_count": 7, "oppose_count": 3}
    for article in range(1, 41):
        eid = f"art_{article}"
        head = {"heading": "Foydalanuvchilarning huquqlari", "text": WORDS.format(article)}
        yield _clause(eid, ClauseKind.ARTICLE, f"{article}-modda.", 0, None, **head, **counts)
        for point in range(1, POINTS + 1):
            words = WORDS.format(point)
            yield _clause(f"{eid}__point_{point}", ClauseKind.POINT, f"{point})", 1, eid, text=words, **counts)


def _code() -> Iterator[dict[str, object]]:
    for chapter in range(1, CHAPTERS + 1):
        above = f"chp_{chapter}"
        yield _clause(above, ClauseKind.CHAPTER, f"{chapter}-bob.", 0, None, heading="Umumiy qoidalar")
        for place in range(1, ARTICLES // CHAPTERS + 1):
            article = (chapter - 1) * (ARTICLES // CHAPTERS) + place
            eid = f"{above}__art_{article}"
            head = {"heading": "Foydalanuvchilarning huquqlari", "text": WORDS.format(article)}
            yield _clause(eid, ClauseKind.ARTICLE, f"{article}-modda.", 1, above, **head)
            for point in range(1, POINTS + 1):
                words = WORDS.format(point)
                yield _clause(f"{eid}__point_{point}", ClauseKind.POINT, f"{point})", 2, eid, text=words)


def _submission(n: int, at: datetime) -> dict[str, object]:
    sender = {"account_id": 1, "channel": "web", "person_key": "account:1", "submitter_name": "Nodira"}
    return {"id": n, "round_id": SMALL, "receipt": f"bench-{n}", "arrived_at": at, **sender}


def _comment(n: int, at: datetime) -> dict[str, object]:
    place = {"draft_id": SMALL, "round_id": SMALL, "submission_id": n, "clause_id": 1 + n % 200, "number": n}
    said = {"position": Position.AMEND, "text": WORDS.format(n), "language": Language.UZ_LATN, "text_key": f"{n:064d}"}
    return {**place, **said, "state": "published", "submitted_at": at}


def sign_in(database: Database) -> str:
    """A session of the one account, as a cookie."""
    token = new_token()
    with database.write() as session:
        later = NOW + timedelta(days=1)
        sessions.add(session, token_hash=token_hash(token), account_id=1, now=NOW, expires_at=later)
    return f"session={token}"


def cost(pid: int, path: str, requests: int, *, cookie: str = "", before: Callable[[], object] = int) -> float:
    """CPU milliseconds of the server for one request, the least of three runs."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    headers = {"accept-encoding": "gzip", "accept-language": "uz", **({"cookie": cookie} if cookie else {})}

    def run(times: int) -> float:
        began = cpu_ms(pid)
        for _ in range(times):
            before()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        return (cpu_ms(pid) - began) / times

    run(20)  # warms up
    return min(run(requests) for _ in range(3))


def figures(requests: int) -> dict[str, float]:
    """CPU milliseconds for each kind of request."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "consultation.sqlite"
        database = Database(sqlite_url(path))
        migrate(database)
        fill(database)
        cookie = sign_in(database)
        database.dispose()
        changes = sqlite3.connect(path, isolation_level=None)

        def change() -> None:
            changes.execute("UPDATE draft SET activity = activity + 1 WHERE id = 1")

        with served(folder) as pid:
            return {
                "plaintext": cost(pid, "/healthz", requests),
                "draft of 200 clauses": cost(pid, "/drafts/1", requests),
                "the same, signed in": cost(pid, "/drafts/1", requests, cookie=cookie),
                "the same, after a change each": cost(pid, "/drafts/1", max(20, requests // 5), before=change),
                "code of 1,200 articles, first page": cost(pid, "/drafts/2", requests),
                "code of 1,200 articles, page 15": cost(pid, "/drafts/2?page=15", requests),
                "clause with 20 comments": cost(pid, "/drafts/1/versions/1/clauses/art_1", max(20, requests // 5)),
                "list of consultations": cost(pid, "/", max(20, requests // 5)),
                "list, searched": cost(pid, "/?q=%D0%BA%D1%83%D1%82%D1%83%D0%B1", max(20, requests // 5)),
            }


def main() -> None:
    """Print the figures and their ratios."""
    found = figures(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
    for name, milliseconds in found.items():
        print(f"{name:36} {milliseconds:7.2f} ms CPU   {milliseconds / found['plaintext']:6.1f} x plaintext")


if __name__ == "__main__":
    main()
