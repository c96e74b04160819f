"""What every request needs and the application holds once: settings, database, clock, templates, assets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from jinja2 import Environment
from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import State

from consultation.actions.remembering import OwnWords
from consultation.config import Settings
from consultation.store.database import Database
from consultation.web.assets import Assets
from consultation.web.cache import PageCache

# The request as our handlers take it, and the finished page (or redirect, or file) as they return it.
Req: TypeAlias = Request[Any, Any, State]
Page: TypeAlias = Response[bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """The parts that are made once, at start."""

    settings: Settings
    database: Database
    clock: Callable[[], datetime]
    templates: Environment
    assets: Assets
    kept: PageCache = field(default_factory=PageCache)
    own_words: OwnWords = field(default_factory=OwnWords)


def site_of(request: ASGIConnection[Any, Any, Any, Any]) -> Site:
    """The site that a request came to."""
    site: Site = request.app.state["site"]
    return site
