"""What time it is: the server's clock, which the demonstration can run ahead."""

from collections.abc import Callable
from datetime import UTC, datetime

from consultation.config import Settings
from consultation.store import demo_clock
from consultation.store.database import Database
from consultation.web.site import Req, site_of

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The server's clock."""
    return datetime.now(UTC)


def clock_for(settings: Settings, database: Database) -> Clock:
    """The clock that the settings ask for."""
    return demonstration_clock(database) if settings.demo else utc_now


def demonstration_clock(database: Database) -> Clock:
    """The server's clock plus what the demonstration runs ahead; every process reads the same row."""

    def now() -> datetime:
        with database.read() as session:
            return utc_now() + demo_clock.ahead(session)

    return now


def now_of(request: Req) -> datetime:
    """The instant of a request: one for everything it does and shows; the dependency `now`."""
    state = request.state
    if "now" not in state:
        state["now"] = site_of(request).clock()
    now: datetime = state["now"]
    return now
