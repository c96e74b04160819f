"""Looking at the sealed original of a redacted comment: for a stated purpose only, and every look is written down."""

from datetime import datetime
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import moderation as actions
from consultation.actions.moderation import NOTE_MAX
from consultation.core import policy
from consultation.core.errors import NotFound
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Permission
from consultation.store import moderated
from consultation.store import moderation as store
from consultation.store.tables import SealedOriginal
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, kept, parse
from consultation.web.moderation.comment import COMMENT
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page


class PurposeForm(Input):
    """Why somebody needs to see the original."""

    purpose: Annotated[
        str, Text(NOTE_MAX, least=10), Asks(N_("Say why you need to see the original: the look is logged."))
    ]


@get(COMMENT + "/original")
def ask(
    request: Req, comment_id: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The form that asks for the purpose, above everybody's earlier looks."""
    _require(reader, actor, comment_id)
    return _show(request, reader, comment_id, EMPTY, [])


@post(COMMENT + "/original")
def look(
    request: Req,
    comment_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The original, in answer to the form itself: an address that shows it again without a new look must not exist."""
    _require(writer, actor, comment_id)
    with kept(form, lambda again: _show(request, writer, comment_id, again, [])):
        values = parse(PurposeForm, form)
        originals = actions.look_at_sealed(writer, actor, comment_id, purpose=values.purpose, now=now)
    writer.flush()
    return _show(request, writer, comment_id, EMPTY, originals)


def _require(session: Session, actor: Actor, comment_id: int) -> None:
    _, draft, _ = moderated.place(session, comment_id)
    policy.require(actor, Permission.READ_SEALED, authority_id=draft.authority_id)
    if not store.sealed(session, comment_id):
        raise NotFound(message("No original of this comment is sealed: it stands as it was sent."))


def _show(request: Req, session: Session, comment_id: int, form: Form, originals: list[SealedOriginal]) -> Page:
    comment, draft, _ = moderated.place(session, comment_id)
    return page(
        request,
        "moderation/original.html",
        headers={"cache-control": "no-store"},
        comment=comment,
        draft=draft,
        originals=originals,
        looks=store.looks(session, comment_id),
        note_most=NOTE_MAX,
        form=form,
    )
