"""Comments acknowledged per second by one process on SQLite, beside what bare inserts of the same rows reach.

    python bench/posting.py [COMMENTS]

Every comment is one committed transaction of its own: a floor made of nothing but the two inserts by sqlite3 itself, then
`actions.comments.submit` with all that goes with it, then whole requests from form to redirect, which several people at once
send to a real server process over connections that stay open: first without its worker, then with it, as `serve` runs,
when the machine has mails to send and comments to cluster besides.
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

from sqlalchemy import Table, insert
from sqlmodel import SQLModel

from bench.server import NO_LIMIT, PORT, cpu_ms, served
from consultation.actions import comments
from consultation.actions.comments import NewComment, Place
from consultation.core.policy import Actor
from consultation.core.vocabulary import ActKind, ClauseKind, Language, ModerationMode, Position, Topic
from consultation.identity.tokens import new_token, token_hash
from consultation.store import sessions, tables  # noqa: F401 - fills the metadata
from consultation.store.database import Database, sqlite_url
from consultation.store.migrate import migrate

NOW = datetime.now(UTC)
AUTHORS = 50
CLAUSES = 200
WORDS = "Ushbu moddaga aniqlik kiritilsin: muddat oʻttiz kun etib belgilansa, fuqarolarga qulay boʻladi. {} taklif."
PEOPLE = 8
WARM_UP = 10
FORM = "/drafts/1/versions/1/clauses/art_{}/comments"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
LENGTH = re.compile(rb"content-length: (\d+)")
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


async def requested(cookies: list[str], count: int) -> float:
    """Whole requests over connections that stay open: form, comment, commit, redirect; each person one after the other."""
    each = count // len(cookies)

    async def send_all(cookie: str, times: int) -> None:
        connection = await asyncio.open_connection("127.0.0.1", PORT)
        token = TOKEN.findall((await _ask(connection, "GET", FORM.format(1), cookie))[1])[0].decode()
        for n in range(times):
            said = {
                "csrf_token": token,
                "text": WORDS.format(f"{cookie[-9:]} {n} {time.monotonic_ns()}"),
                "position": "amend",
            }
            status, _ = await _ask(connection, "POST", FORM.format(1 + n % CLAUSES), cookie, urlencode(said))
            assert status == 303, status  # of refusals nobody wants to know
        connection[1].close()

    await asyncio.gather(*(send_all(cookie, WARM_UP) for cookie in cookies))  # warms up
    began = time.perf_counter()
    await asyncio.gather(*(send_all(cookie, each) for cookie in cookies))
    return each * len(cookies) / (time.perf_counter() - began)


async def _ask(connection: Connection, method: str, path: str, cookie: str, body: str = "") -> tuple[int, bytes]:
    reader, writer = connection
    writer.write(
        f"{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{PORT}\r\ncookie: {cookie}\r\n"
        f"content-type: application/x-www-form-urlencoded\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode()
    )
    head = await reader.readuntil(b"\r\n\r\n")
    length = LENGTH.search(head)
    return int(head[9:12]), await reader.readexactly(int(length[1]) if length else 0)


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
        path = Path(folder) / "consultation.sqlite"
        database = Database(sqlite_url(path))
        migrate(database)
        fill(database)
        bare = floor(path, count)
        acknowledged(database, 100)  # warms the statement caches
        whole = acknowledged(database, count, first=100)
        cookies = sign_in_all(database, PEOPLE)
        database.dispose()
        with served(path.parent) as pid:
            used = cpu_ms(pid)
            alone = asyncio.run(requested(cookies, count))
            cost = (cpu_ms(pid) - used) / (count + PEOPLE * WARM_UP)
        with served(path.parent, worker=True):
            accompanied = asyncio.run(requested(cookies, count))
    print(f"bare inserts:            {bare:8.0f} a second")
    print(f"acknowledged comments:   {whole:8.0f} a second (bare inserts are {bare / whole:.1f} times faster)")
    print(
        f"requests, server alone:  {alone:8.0f} a second (bare inserts are {bare / alone:.1f} times faster), {cost:.1f} ms CPU each"
    )
    print(
        f"requests, with worker:   {accompanied:8.0f} a second (bare inserts are {bare / accompanied:.1f} times faster)"
    )


if __name__ == "__main__":
    main()
