"""Comments acknowledged per second by one process on SQLite, beside what bare inserts of the same rows reach.

    python bench/posting.py [COMMENTS]

Every comment is one committed transaction of its own: a floor made of nothing but the two inserts by sqlite3 itself, then
`actions.comments.submit` with all that goes with it, then whole requests from form to redirect by several people at once,
through the application but without a network.
"""

import asyncio
import re
import sqlite3
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import structlog
from litestar import Litestar
from pydantic import SecretStr
from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from consultation.actions import comments
from consultation.actions.comments import NewComment, Place
from consultation.config import Settings
from consultation.core.policy import Actor
from consultation.core.vocabulary import ActKind, ClauseKind, Language, ModerationMode, Position, Topic
from consultation.identity.tokens import new_token, token_hash
from consultation.store import sessions, tables  # noqa: F401 - fills the metadata
from consultation.store.database import Database, sqlite_url
from consultation.store.migrate import migrate
from consultation.web.app import create_app

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
AUTHORS = 50
CLAUSES = 200
WORDS = "Ushbu moddaga aniqlik kiritilsin: muddat oʻttiz kun etib belgilansa, fuqarolarga qulay boʻladi. {} taklif."
NO_LIMIT = 10**9
PEOPLE = 9
FORM = "/drafts/1/versions/1/clauses/art_{}/comments"
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')


def fill(database: Database) -> None:
    """One draft of 200 clauses, open, its comments public at once; fifty people."""
    opened, closes = NOW - timedelta(days=1), NOW + timedelta(days=14)
    with database.write() as session:

        def add(name: str, *rows: dict[str, object]) -> None:
            table: Table = SQLModel.metadata.tables[name]
            session.execute(insert(table), list(rows))

        add("authority", {"id": 1, "slug": "a", "names": {"uz-Latn": "A"}, "created_at": opened})
        add(
            "account",
            *(
                {
                    "id": n,
                    "email": f"p{n}@example.org",
                    "password_hash": "-",
                    "name": f"P{n}",
                    "created_at": opened,
                    "email_confirmed_at": opened,
                }
                for n in range(1, AUTHORS + 1)
            ),
        )
        add(
            "draft",
            {
                "id": 1,
                "authority_id": 1,
                "act_kind": ActKind.LAW,
                "language": Language.UZ_LATN,
                "topic": Topic.OTHER,
                "title": "Qonun loyihasi",
                "moderation_mode": ModerationMode.POST,
                "created_at": opened,
                "created_by": 1,
                "opens_at": opened,
                "closes_at": closes,
            },
        )
        add("blob", {"sha256": "0" * 64, "content": b"", "size": 0, "created_at": opened})
        add(
            "version",
            {
                "id": 1,
                "draft_id": 1,
                "ordinal": 1,
                "title": "Qonun loyihasi",
                "language": Language.UZ_LATN,
                "file_name": "a.docx",
                "blob_sha256": "0" * 64,
                "warnings": [],
                "uploaded_at": opened,
                "uploaded_by": 1,
                "published_at": opened,
            },
        )
        add(
            "clause",
            *(
                {
                    "version_id": 1,
                    "position": n,
                    "eid": f"art_{n}",
                    "wid": f"art_{n}",
                    "kind": ClauseKind.ARTICLE,
                    "text": "Modda matni.",
                    "language": Language.UZ_LATN,
                }
                for n in range(1, CLAUSES + 1)
            ),
        )
        add(
            "round",
            {
                "draft_id": 1,
                "version_id": 1,
                "ordinal": 1,
                "opens_at": opened,
                "closes_at": closes,
                "scheduled_at": opened,
                "scheduled_by": 1,
            },
        )


def floor(path: Path, count: int) -> float:
    """Bare inserts of a submission and a comment, one transaction each, by sqlite3 with the same settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    began = time.perf_counter()
    for n in range(count):
        connection.execute("BEGIN IMMEDIATE")
        submission = connection.execute(
            "INSERT INTO submission (round_id, account_id, channel, receipt, person_key, submitter_name, is_anonymous,"
            " co_signers, arrived_at) VALUES (1, 1, 'web', ?, 'account:1', 'P1', 0, 0, '2026-11-23 06:00:00.000000')",
            (f"floor-{n}",),
        ).lastrowid
        connection.execute(
            "INSERT INTO comment (draft_id, round_id, submission_id, clause_id, number, position, text, wording, language,"
            " text_key, state, is_off_topic, is_redacted, submitted_at, rejection_note, support_count, oppose_count,"
            " wording_support_count, wording_oppose_count, reply_count, flag_count)"
            " VALUES (1, 1, ?, 1, ?, 'amend', ?, '', 'uz-Latn', ?, 'published', 0, 0, '2026-11-23 06:00:00.000000', '',"
            " 0, 0, 0, 0, 0, 0)",
            (submission, 1_000_000 + n, WORDS.format(n), f"{n:064d}"),
        )
        connection.execute("COMMIT")
    seconds = time.perf_counter() - began
    connection.close()
    return count / seconds


def acknowledged(database: Database, count: int, *, first: int = 0) -> float:
    """Whole comments: checked, numbered, counted, audited, with the clustering asked for and the receipt mailed."""
    people = [Actor(account_id=n, name=f"P{n}", is_confirmed=True) for n in range(1, AUTHORS + 1)]
    began = time.perf_counter()
    for n in range(first, first + count):
        new = NewComment(WORDS.format(n), position=Position.AMEND)
        with database.write() as session:
            comments.submit(
                session, people[n % AUTHORS], Place(1, 1, f"art_{1 + n % CLAUSES}"), new, now=NOW, hourly=NO_LIMIT
            )
    return count / (time.perf_counter() - began)


async def requested(app: Litestar, cookies: list[str], count: int) -> float:
    """Whole requests: session, token, form, comment, commit, redirect; each person sends one after the other."""
    each = count // len(cookies)

    async def send_all(cookie: str) -> None:
        page = (await _ask(app, "GET", FORM.format(1), cookie))[1]
        token = TOKEN.findall(page)[0].decode()
        for n in range(each):
            said = {"csrf_token": token, "text": WORDS.format(f"{cookie[-9:]} {n}"), "position": "amend"}
            status, _ = await _ask(app, "POST", FORM.format(1 + n % CLAUSES), cookie, urlencode(said).encode())
            assert status == 303, status  # of refusals nobody wants to know

    async with app.lifespan():
        await send_all(cookies[0])  # warms up
        began = time.perf_counter()
        await asyncio.gather(*(send_all(cookie) for cookie in cookies[1:]))
        return each * (len(cookies) - 1) / (time.perf_counter() - began)


async def _ask(app: Litestar, method: str, path: str, cookie: str, body: bytes = b"") -> tuple[int, bytes]:
    headers = {"host": "127.0.0.1:8000", "cookie": cookie, "content-type": "application/x-www-form-urlencoded"}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.1", 1),
        "headers": [
            *((name.encode(), value.encode()) for name, value in headers.items()),
            (b"content-length", str(len(body)).encode()),
        ],
    }
    waiting, answer = [body], {"status": 0, "body": b""}

    async def receive() -> dict[str, object]:
        if not waiting:
            await asyncio.sleep(3600)
        return {"type": "http.request", "body": waiting.pop(), "more_body": False}

    async def send(message: dict[str, object]) -> None:
        answer["status"] = message.get("status", answer["status"])
        answer["body"] += message.get("body", b"")  # type: ignore[operator] # ASGI's own

    await app(scope, receive, send)  # type: ignore[arg-type] # ASGI's own
    return answer["status"], answer["body"]  # type: ignore[return-value] # ASGI's own


def sign_in_all(database: Database, people: int) -> list[str]:
    """Sessions for the first few accounts, as cookies."""
    tokens = [new_token() for _ in range(people)]
    with database.write() as session:
        for account_id, token in enumerate(tokens, start=1):
            sessions.add(
                session,
                token_hash=token_hash(token),
                account_id=account_id,
                now=NOW,
                expires_at=NOW + timedelta(days=1),
            )
    return [f"session={token}" for token in tokens]


def main() -> None:
    """Print the figures and their ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite"
        database = Database(sqlite_url(path))
        migrate(database)
        fill(database)
        bare = floor(path, count)
        acknowledged(database, 100)  # warms the statement caches
        whole = acknowledged(database, count, first=100)
        settings = Settings(data_dir=path.parent, secret=SecretStr("k" * 40), comments_per_hour=NO_LIMIT)
        app = create_app(settings, database, lambda: NOW)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(50))
        requests = asyncio.run(requested(app, sign_in_all(database, PEOPLE), count))
        database.dispose()
    print(f"bare inserts:            {bare:8.0f} a second")
    print(f"acknowledged comments:   {whole:8.0f} a second (bare inserts are {bare / whole:.1f} times faster)")
    print(f"acknowledged requests:   {requests:8.0f} a second (bare inserts are {bare / requests:.1f} times faster)")


if __name__ == "__main__":
    main()
