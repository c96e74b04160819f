"""Writers: committed before the answer, rolled back with every refusal, never in each other's way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import pytest
from litestar import Litestar
from litestar.di import NamedDependency
from litestar.testing import TestClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from consultation.config import Settings
from consultation.core.errors import TooLate
from consultation.core.messages import message
from consultation.store.database import Database
from consultation.web import app as app_module
from consultation.web.app import create_app
from consultation.web.forms import EMPTY, Form, Input, Text, kept, parse
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other
from tests.web.conftest import BASE_URL, TestClock
from tests.web.warden import Computer, Warden


class WordsForm(Input):
    """Some words."""

    email: Annotated[str, Text(100)]


def _write(session: Session, slug: str) -> None:
    session.execute(
        text("INSERT INTO authority (slug, names, created_at) VALUES (:slug, '{}', '2026-01-01')"), {"slug": slug}
    )


def _show(request: Req, form: Form) -> Page:
    return page(request, "account/new-code.html", form=form)


@get("/test/write")
def blank(request: Req) -> Page:
    """The form."""
    return _show(request, EMPTY)


@post("/test/write")
def write(request: Req, form: NamedDependency[Form], writer: NamedDependency[Session]) -> Page:
    """Writes, then refuses what is too late."""
    with kept(form, lambda again: _show(request, again)):
        values = parse(WordsForm, form)
        _write(writer, values.email)
        if values.email == "late":
            raise TooLate(message("The discussion has closed."))
        if values.email == "crash":
            raise ZeroDivisionError
    return see_other(request, "/account/sign-in")


@post("/test/broken-commit")
def broken_commit(request: Req, writer: NamedDependency[Session]) -> Page:
    """Leaves a row that refers to nothing, which only the commit finds out."""
    writer.execute(text("PRAGMA defer_foreign_keys = ON"))
    writer.execute(
        text(
            "INSERT INTO membership (account_id, role, authority_id, granted_at) "
            "VALUES (999, 'moderator', NULL, '2026-01-01')"
        )
    )
    return see_other(request, "/account/sign-in")


@pytest.fixture
def site_app(
    settings: Settings, sqlite_database: Database, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> Litestar:
    """The site with pages that write."""
    monkeypatch.setattr(app_module, "ROUTES", (*app_module.ROUTES, blank, write, broken_commit))
    return create_app(settings, sqlite_database, clock)


def _slugs(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.execute(text("SELECT slug FROM authority ORDER BY slug")).scalars())


def test_what_was_written_is_there_when_the_answer_has_come(visitor: Warden, sqlite_database: Database) -> None:
    visitor.post("/test/write", {"email": "good"})
    assert _slugs(sqlite_database) == ["good"]


def test_a_refusal_keeps_what_was_typed_and_stores_nothing(visitor: Warden, sqlite_database: Database) -> None:
    answer = visitor.post("/test/write", {"email": "late"}, status=409)
    assert (answer.problems, answer.typed("email")) == (["The discussion has closed."], "late")
    visitor.post("/test/write", {"email": "crash"}, status=500)
    visitor.post("/test/write", {"email": "a" * 101}, status=422)
    assert _slugs(sqlite_database) == []


def test_a_commit_that_fails_is_a_failure_not_a_success(visitor: Warden, sqlite_database: Database) -> None:
    visitor.post("/test/broken-commit", form_on="/test/write", status=500)
    with sqlite_database.read() as session:
        assert session.execute(text("SELECT count(*) FROM membership")).scalar_one() == 0


def test_a_writer_after_a_failure_finds_its_turn(visitor: Warden, sqlite_database: Database) -> None:
    for _ in range(3):
        visitor.post("/test/write", {"email": "crash"}, status=500)
    visitor.post("/test/write", {"email": "good"})
    assert _slugs(sqlite_database) == ["good"]


def test_many_writers_at_once_all_get_through(site_app: Litestar, sqlite_database: Database) -> None:
    with TestClient(site_app, base_url=BASE_URL) as client:
        token = Warden(Computer(client)).token("/test/write")

        def send(number: int) -> int:
            data = {"csrf_token": token, "email": f"n{number:03d}"}
            return client.post("/test/write", data=data, follow_redirects=False).status_code

        with ThreadPoolExecutor(48) as crowd:
            assert set(crowd.map(send, range(144))) == {303}
    assert _slugs(sqlite_database) == [f"n{number:03d}" for number in range(144)]
