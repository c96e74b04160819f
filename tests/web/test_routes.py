"""Every address of the site, in routes.txt: one that comes, goes or changes is seen in the difference."""

import os
from pathlib import Path

from litestar import Litestar
from litestar.routes import HTTPRoute

from consultation.config import Settings
from consultation.store.database import Database
from consultation.web.app import create_app
from tests.web.conftest import TestClock

LIST = Path(__file__).parent / "routes.txt"


def routes(app: Litestar) -> list[str]:
    """`GET /path` for each method and path, by path."""
    pairs = [(route.path, method) for route in app.routes if isinstance(route, HTTPRoute) for method in route.methods]
    return [f"{method} {path}" for path, method in sorted(pairs) if method not in {"HEAD", "OPTIONS"}]


def test_the_routes_are_those_of_the_list(settings: Settings, sqlite_database: Database, clock: TestClock) -> None:
    app = create_app(settings.model_copy(update={"demo": True}), sqlite_database, clock)
    if os.environ.get("UPDATE_ROUTES"):
        LIST.write_text("\n".join(routes(app)) + "\n")
    assert routes(app) == LIST.read_text().splitlines()


def test_the_demonstration_is_only_in_the_demonstration(site_app: Litestar) -> None:
    assert [route for route in routes(site_app) if "/demo" in route] == []
