"""A site over an empty SQLite database, with a clock that tests move, and wardens to visit it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from pydantic import SecretStr

from consultation.config import Settings
from consultation.identity.passwords import hash_password
from consultation.store.database import Database
from consultation.store.tables import Account
from consultation.web.app import create_app
from tests.factories import NOW, make_account
from tests.web.warden import Computer, Warden

PASSWORD = "uch tuya bir bekat"
BASE_URL = "http://testserver.local"


@dataclass
class TestClock:
    """The clock of the site under test."""

    __test__ = False

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        """Move it on: `forward(days=1)`."""
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> TestClock:
    """The clock of the site under test."""
    return TestClock()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of the site under test."""
    return Settings(data_dir=tmp_path, base_url=BASE_URL, secret=SecretStr("k" * 40))


@pytest.fixture
def site_app(settings: Settings, sqlite_database: Database, clock: TestClock) -> Litestar:
    """The site under test."""
    return create_app(settings, sqlite_database, clock)


@pytest.fixture
def visitors(site_app: Litestar) -> Iterator[Callable[[], Warden]]:
    """Makes browsers that know nothing of each other; errors of the site reach the test as pages, as they reach people."""
    with TestClient(site_app, base_url=BASE_URL, raise_server_exceptions=False) as client:
        computer = Computer(client)
        yield lambda: Warden(computer)


@pytest.fixture
def visitor(visitors: Callable[[], Warden]) -> Warden:
    """Somebody who has not signed in."""
    return visitors()


@pytest.fixture
def citizen_account(sqlite_database: Database) -> Account:
    """A citizen who can sign in with PASSWORD."""
    return with_password(sqlite_database, "citizen@example.org")


@pytest.fixture
def citizen(visitors: Callable[[], Warden], citizen_account: Account) -> Warden:
    """A citizen who has signed in."""
    warden = visitors()
    warden.sign_in(citizen_account.email, PASSWORD)
    return warden


def with_password(database: Database, email: str, *, confirmed: bool = True) -> Account:
    """An account that can sign in with PASSWORD."""
    with database.write() as session:
        account = make_account(session, email, confirmed=confirmed)
        account.password_hash = _hashed()
    return account


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)
