"""One action of a moderator, on however many comments, and taking it back as a whole."""

from datetime import datetime
from typing import Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import moderation as actions
from consultation.core import policy
from consultation.core.errors import NotFound
from consultation.core.messages import message, message_n
from consultation.core.policy import Actor
from consultation.core.vocabulary import Permission
from consultation.store import accounts, comments
from consultation.store import moderation as store
from consultation.web.account.fields import own_path
from consultation.web.forms import Form, filled, kept
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

_SHOWN: Final = 50


@get("/moderation/batches/{batch:str}/undo")
def batch(request: Req, batch: FromPath[str], reader: NamedDependency[Session], actor: NamedDependency[Actor]) -> Page:
    """What was done, to which comments, and the button that takes it back."""
    policy.require(actor, Permission.MODERATE)
    return _show(request, reader, batch, filled())


@post("/moderation/batches/{batch:str}/undo")
def undo(
    request: Req,
    batch: FromPath[str],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Take it back."""
    policy.require(actor, Permission.MODERATE)
    with kept(form, lambda again: _show(request, writer, batch, again)):
        number = actions.undo(writer, actor, batch, now=now)
    notice = message_n(
        "Undone: %(n)s comment is again as it was before.", "Undone: %(n)s comments are again as they were.", number
    )
    return see_other(request, own_path(form.value("next"), otherwise="/moderation"), notice=notice)


def _show(request: Req, session: Session, batch_id: str, form: Form) -> Page:
    decisions = store.batch(session, batch_id)
    if not decisions:
        raise NotFound(message("There is no such action."))
    rows = comments.of_ids(session, [each.comment_id for each in decisions[:_SHOWN]])
    return page(
        request,
        "moderation/batch.html",
        decisions=decisions,
        decided_by=accounts.get(session, decisions[0].decided_by).name,
        can_be_undone=any(each.undone_at is None for each in decisions),
        rows=[rows[each.comment_id] for each in decisions[:_SHOWN]],
        action=f"/moderation/batches/{batch_id}/undo",
        form=form,
    )
