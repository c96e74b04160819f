"""Everything a person sent, with what became of it."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from litestar.di import NamedDependency
from sqlalchemy.orm import Session

from consultation.core.policy import Actor
from consultation.store import comments
from consultation.web.public.objections import grouped, outcome_of
from consultation.web.public.shown import show
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_PAGE_SIZE: Final = 20


@get("/my/comments")
def mine(
    request: Req, reader: NamedDependency[Session], actor: NamedDependency[Actor], now: NamedDependency[datetime]
) -> Page:
    """The person's own comments and replies, newest first, in whatever state."""
    if actor.is_visitor:
        return see_other(request, "/account/sign-in?" + urlencode({"next": "/my/comments"}))
    total = comments.count_of_account(reader, actor.id)
    pages = max(1, -(-total // _PAGE_SIZE))
    asked = request.query_params.get("page", "1")
    current = min(max(1, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1), pages)  # noqa: PLR2004 - no number of pages has six digits
    rows = comments.of_account(reader, actor.id, limit=_PAGE_SIZE, offset=(current - 1) * _PAGE_SIZE)
    shown = show(reader, actor, rows, now)
    return page(
        request,
        "public/mine/list.html",
        shown=shown,
        together=grouped(reader, shown),
        outcome_of=outcome_of,
        total=total,
        current=current,
        pages=pages,
    )
