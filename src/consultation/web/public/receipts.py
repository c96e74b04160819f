"""What became of a comment, found by the number on its receipt; no sign-in, and nothing that is not public."""

from datetime import datetime

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core.comment import read_receipt
from consultation.core.errors import Invalid, NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.store import comments
from consultation.web.forms import EMPTY, Form, filled, kept
from consultation.web.public.shown import show
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


def _show_search(request: Req, form: Form) -> Page:
    return page(request, "public/mine/search.html", form=form)


@get("/receipts")
def find(request: Req, reader: NamedDependency[Session]) -> Page:
    """The form to find a comment by its receipt, and where it leads."""
    typed = request.query_params.get("receipt", "")[:100]
    if not typed.strip():
        return _show_search(request, EMPTY)
    with kept(filled(receipt=typed), lambda again: _show_search(request, again)):
        number = read_receipt(typed)
        if number is None or comments.by_receipt(reader, number) is None:
            raise Invalid(
                {"receipt": message("There is no such receipt. It looks like 12-345-K7QD: check every sign.")}
            )
    return see_other(request, f"/receipts/{number}")


@get("/receipts/{receipt:str}")
def receipt(
    request: Req,
    receipt: FromPath[str],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """What became of one comment. After sending, its author lands here."""
    number = read_receipt(receipt[:100])
    row = None if number is None else comments.by_receipt(reader, number)
    if row is None:
        raise NotFound(message("There is no such receipt. It looks like 12-345-K7QD: check every sign."))
    return page(
        request,
        "public/mine/receipt.html",
        comment=show(reader, actor, [row], now)[0],
        is_own=actor.account_id is not None and actor.account_id == row.account_id,
    )
