"""Only in the demonstration: the mails that were "sent", and a clock that can be moved forward."""

from datetime import timedelta
from types import MappingProxyType
from typing import Final

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.core.errors import Invalid
from consultation.core.messages import N_, message
from consultation.notify import mailer
from consultation.store import demo_clock, outbox, sessions
from consultation.web.clock import now_of
from consultation.web.forms import Form
from consultation.web.routing import get, post
from consultation.web.sessions import lifetime
from consultation.web.site import Page, Req, site_of
from consultation.web.templating import page, see_other

_STEPS: Final = MappingProxyType(
    {
        "hour": (timedelta(hours=1), N_("One hour")),
        "day": (timedelta(days=1), N_("One day")),
        "five_days": (timedelta(days=5), N_("Five days")),
        "sixteen_days": (timedelta(days=16), N_("Sixteen days")),
    }
)


@get("/demo/outbox")
def mails(request: Req, reader: NamedDependency[Session]) -> Page:
    """The newest mails as their readers get them."""
    wording = mailer(site_of(request).settings)
    shown = [
        (row, wording.compose(row.kind, row.params, to=address, locale=row.locale))
        for row, address in outbox.newest(reader)
        if row.params or row.sent_at is None
    ]
    return page(request, "demo/outbox.html", mails=shown)


@get("/demo/clock")
def clock(request: Req) -> Page:
    """The clock, and by how much it can be moved."""
    return page(request, "demo/clock.html", steps=_STEPS)


@post("/demo/clock")
def submit_clock(request: Req, form: NamedDependency[Form], writer: NamedDependency[Session]) -> Page:
    """Move the clock forward; those who are signed in stay so."""
    step = _STEPS.get(form.value("step"))
    if step is None:
        raise Invalid({"step": message("Choose one of the values in the list.")})
    demo_clock.move(writer, step[0])
    was = now_of(request)
    sessions.carry_on(writer, was, was + step[0], was + step[0] + lifetime(site_of(request)))
    return see_other(request, "/demo/clock", notice=message("The clock has been moved forward."))


ROUTES = (mails, clock, submit_clock)
