"""Whether the machinery keeps up: jobs, mails, and, when asked for, whether every maintained count is right."""

from itertools import islice
from typing import Final

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.core import policy
from consultation.core.policy import Actor
from consultation.core.vocabulary import Permission
from consultation.store import jobs, outbox, recount
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page

_MOST: Final = 200


@get("/admin/health")
def health(request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """The state of the system; `check` counts everything again, which takes a while on a large one."""
    policy.require(actor, Permission.ADMINISTER)
    is_checked = request.query_params.get("check") == "yes"
    differences = list(islice(recount.differences(reader), _MOST)) if is_checked else []
    to_send, given_up, oldest = outbox.waiting(reader)
    return page(
        request,
        "admin/health.html",
        open_jobs=jobs.count_open(reader),
        failed_jobs=jobs.count_failed(reader),
        jobs=jobs.pressing(reader),
        to_send=to_send,
        given_up=given_up,
        oldest=oldest,
        is_checked=is_checked,
        differences=differences,
        most=_MOST,
    )
