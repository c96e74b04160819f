"""The demonstration's own pages: mails to read, a clock to move."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from litestar.testing import TestClient

from consultation.config import Settings
from consultation.store import outbox
from consultation.store.database import Database
from consultation.web.app import create_app
from consultation.web.clock import clock_for, utc_now
from tests.web.conftest import BASE_URL, PASSWORD, with_password
from tests.web.warden import Computer, Warden


@pytest.fixture
def demonstration(settings: Settings, sqlite_database: Database) -> Iterator[Warden]:
    """Somebody at the demonstration."""
    shown = settings.model_copy(update={"demo": True})
    with TestClient(create_app(shown, sqlite_database, clock_for(shown, sqlite_database)), base_url=BASE_URL) as client:
        yield Warden(Computer(client))


def test_a_code_can_be_read_in_the_outbox(demonstration: Warden, sqlite_database: Database) -> None:
    assert "There are no mails yet." in demonstration.get("/demo/outbox").text
    data = {"email": "a@example.org", "name": "Aziza", "password": "olma anor uzum bodom"}
    demonstration.post("/account/register", data)
    with sqlite_database.read() as session:
        code = outbox.newest(session)[0][0].params["code"]
    assert f"{code} is your confirmation code" in demonstration.get("/demo/outbox").text


def test_the_clock_moves_forward_and_nobody_is_signed_out(demonstration: Warden, sqlite_database: Database) -> None:
    with_password(sqlite_database, "a@example.org")
    demonstration.sign_in("a@example.org", PASSWORD)
    demonstration.post("/demo/clock", {"step": "sixteen_days"})
    demonstration.post("/demo/clock", {"step": "hour"})
    assert demonstration.get("/account").title == "Your account"
    clock = clock_for(Settings(demo=True), sqlite_database)
    assert (
        timedelta(days=16, hours=1)
        <= clock() - utc_now() + timedelta(seconds=1)
        < timedelta(days=16, hours=1, minutes=1)
    )


def test_the_clock_never_goes_back(demonstration: Warden) -> None:
    demonstration.post("/demo/clock", {"step": "-1"}, status=422)
