"""The server is killed while two thousand comments are being posted: every acknowledged one is there afterwards."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from sqlalchemy import func, select
from sqlmodel import col

from consultation.core.vocabulary import CommentState, ModerationMode
from consultation.store.database import Database
from consultation.store.tables import Comment, Draft, StoredClause, Submission
from tests.factories import make_authority, make_draft, make_officer, make_round, make_version
from tests.web.conftest import PASSWORD, with_password

PEOPLE = 4
COMMENTS = 2_000
KILLED_AFTER = 900
FORM = "/drafts/1/versions/1/clauses/art_1/comments"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """As little of a browser as posting comments takes: a connection, cookies, the form's token."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._cookies: dict[str, str] = {}

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def get(self, path: str) -> str:
        return self._send("GET", path, None)[1]

    def post(self, path: str, data: dict[str, str]) -> str:
        """Send a form; the address it redirects to, "" when it does not."""
        return self._send("POST", path, data)[0]

    def sign_in(self, email: str) -> str:
        """Sign in; the token for the comment form."""
        token = self._token("/account/sign-in")
        assert self.post("/account/sign-in", {"csrf_token": token, "email": email, "password": PASSWORD}) == "/"
        return self._token(FORM)

    def _token(self, path: str) -> str:
        found = TOKEN.search(self.get(path))
        assert found is not None, f"{path} has no form"
        return found[1]

    def _send(self, method: str, path: str, data: dict[str, str] | None) -> tuple[str, str]:
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        body = None
        if data is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
            body = urlencode(data)
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value.strip('"')
        return answer.headers.get("location", ""), text


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The real server, as `consultation serve` starts it, on the SQLite file in `folder`."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("CONSULTATION_")},
        "CONSULTATION_DATA_DIR": str(folder),
        "CONSULTATION_BASE_URL": f"http://127.0.0.1:{port}",
        "CONSULTATION_COMMENTS_PER_HOUR": str(10 * COMMENTS),
    }
    command = [sys.executable, "-m", "consultation", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(port, server)
        yield server
    finally:
        if server.poll() is None:
            server.terminate()
        server.wait(timeout=30)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server takes connections."""
    for _ in range(300):
        assert server.poll() is None, "the server did not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not answer within thirty seconds")


def worker_of(server: subprocess.Popen[bytes]) -> int:
    """The process id of the server's worker."""
    for status in Path("/proc").glob("[0-9]*/status"):
        with suppress(OSError):  # a process that has just ended
            about = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
            command = status.with_name("cmdline").read_text()
            if about["PPid"] == str(server.pid) and "spawn_main" in command:
                return int(status.parent.name)
    raise AssertionError("the server has no worker")


def ends(process: int) -> bool:
    """Whether a process ends within half a minute."""
    for _ in range(300):
        if not Path(f"/proc/{process}").exists():
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_every_acknowledged_comment_survives_the_kill(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.write() as session:
        authority = make_authority(session)
        draft = make_draft(session, authority, make_officer(session, authority), moderation_mode=ModerationMode.POST)
        now = datetime.now(UTC)  # the real server has the real clock
        opened, closes = now - timedelta(days=1), now + timedelta(days=1)
        make_round(session, draft, make_version(session, draft), opens_at=opened, closes_at=closes)
    emails = [f"person{number}@example.org" for number in range(PEOPLE)]
    for email in emails:
        with_password(sqlite_database, email)
    sqlite_database.dispose()

    acknowledged: list[str] = []
    port = free_port()
    with serving(tmp_path, port) as server:
        browsers = [Browser(port) for _ in emails]
        tokens = [browser.sign_in(email) for browser, email in zip(browsers, emails, strict=True)]
        enough = threading.Event()

        def post(person: int) -> None:
            for number in range(COMMENTS // PEOPLE):
                data = {"csrf_token": tokens[person], "text": f"Fikr raqami {number} ({person})", "position": "amend"}
                try:
                    receipt = browsers[person].post(FORM, data)
                except (OSError, HTTPException):
                    return
                assert receipt.startswith("/receipts/1-"), receipt
                acknowledged.append(receipt.removeprefix("/receipts/"))
                if len(acknowledged) >= KILLED_AFTER:
                    enough.set()

        threads = [threading.Thread(target=post, args=(person,)) for person in range(PEOPLE)]
        for thread in threads:
            thread.start()
        assert enough.wait(timeout=120)
        worker = worker_of(server)
        server.send_signal(signal.SIGKILL)
        for thread in threads:
            thread.join(timeout=60)
        assert server.wait(timeout=30) == -signal.SIGKILL
        for browser in browsers:
            browser.close()
        assert ends(worker), "the worker outlived the server that had started it"

    assert KILLED_AFTER <= len(acknowledged) < COMMENTS
    with serving(tmp_path, port):
        with closing(Browser(port)) as reader:
            assert acknowledged[-1] in reader.get(f"/receipts/{acknowledged[-1]}")
        kept, counts = what_is_kept(sqlite_database)
    assert set(acknowledged) - kept == set()
    assert len(kept) - len(acknowledged) <= PEOPLE, (
        "at most one comment of each person was written and not acknowledged"
    )
    assert counts == (len(kept),) * 4


def what_is_kept(database: Database) -> tuple[set[str], tuple[int, int, int, int]]:
    """The receipts in the database; and the comments in it, published ones, and those counted on the draft and its clause."""
    with database.read() as session:
        kept = set(session.execute(select(col(Submission.receipt))).scalars())
        rows = session.execute(select(func.count(col(Comment.id)))).scalar_one()
        published = session.execute(
            select(func.count(col(Comment.id))).where(col(Comment.state) == CommentState.PUBLISHED)
        ).scalar_one()
        on_draft = session.execute(select(col(Draft.comment_count))).scalar_one()
        on_clause = session.execute(select(func.max(col(StoredClause.comment_count)))).scalar_one()
    return kept, (rows, published, on_draft, on_clause)
