"""The application: every route, what each request is given, and what guards it."""

from pathlib import Path
from typing import Final

from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from consultation.config import Settings
from consultation.resources import assets_path
from consultation.store.database import Database
from consultation.web import (
    about,
    account,
    admin,
    answering,
    demonstration,
    errors,
    forms,
    log,
    ministry,
    moderation,
    reading,
    security,
    sessions,
    speaking,
    static_files,
    templating,
    transactions,
)
from consultation.web.assets import Assets
from consultation.web.clock import Clock, now_of
from consultation.web.public import attachments as public_attachments
from consultation.web.public import reports as public_reports
from consultation.web.public import word_files
from consultation.web.site import Site

# Each area of the site lists its handlers; a new area adds its line here.
ROUTES: Final[tuple[ControllerRouterHandler, ...]] = (
    static_files.asset,
    *about.ROUTES,
    *account.ROUTES,
    *answering.ROUTES,
    *speaking.ROUTES,
    *ministry.ROUTES,
    *moderation.ROUTES,
    *admin.ROUTES,
    *reading.ROUTES,
    *public_attachments.ROUTES,
    *public_reports.ROUTES,
    *word_files.ROUTES,
)

# What handlers may ask for by name; each is made once for a request.
_DEPENDENCIES: Final[dict[str, Provide]] = {
    "reader": Provide(transactions.provide_reader),
    "writer": Provide(transactions.provide_writer),
    "database": Provide(transactions.provide_database, sync_to_thread=False),
    "actor": Provide(sessions.provide_actor, sync_to_thread=True),
    "now": Provide(now_of, sync_to_thread=False),
    "locale": Provide(templating.locale_of, sync_to_thread=True),
    "form": Provide(forms.provide_form),
}


def create_app(settings: Settings, database: Database, clock: Clock) -> Litestar:
    """The whole site over a database that has been migrated; `clock` gives the present instant in UTC."""
    log.configure()
    site = Site(settings, database, clock, templating.make_environment(), _assets())
    return Litestar(
        route_handlers=[*ROUTES, *(demonstration.ROUTES if settings.demo else ())],
        dependencies=_DEPENDENCIES,
        guards=[security.guard],
        exception_handlers=errors.handlers(),
        middleware=[log.clocked],
        before_send=[security.add_headers, log.access],
        after_response=sessions.note_presence,
        lifespan=[transactions.lifespan],
        state=State({"site": site, "headers": security.headers(settings)}),
        request_max_body_size=settings.page_body_limit,
        openapi_config=None,
        logging_config=None,
    )


def _assets() -> Assets:
    return Assets([assets_path(), Path(__file__).parent / "static"])
