"""One comment before a moderator: everything about it, decisions with their history, and hiding personal data."""

from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import moderation as actions
from consultation.actions.moderation import NOTE_MAX
from consultation.actions.moderation_changes import Order
from consultation.core import policy
from consultation.core.errors import Invalid
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import ModerationAct, Permission, RejectionReason
from consultation.store import moderated
from consultation.store import moderation as store
from consultation.store.columns import TEXT
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, filled, kept, parse
from consultation.web.moderation.cards import cards
from consultation.web.moderation.queue import BULK_ACTS, told
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

COMMENT: Final = "/moderation/comments/{comment_id:int}"


class DecisionForm(Input):
    """A decision about this one comment."""

    act: Annotated[ModerationAct, Asks(N_("Choose what to do with the comment."))]
    reason: RejectionReason | None = None
    note: Annotated[str, Text(NOTE_MAX)] = ""


class RedactionForm(Input):
    """The words as they should be published."""

    text: Annotated[str, Text(TEXT), Asks(N_("Give the text as it should be published, without the personal data."))]
    wording: Annotated[str, Text(TEXT)] = ""
    note: Annotated[str, Text(NOTE_MAX), Asks(N_("Say what you hide and why. It is kept with the decision."))]


@get(COMMENT)
def comment(
    request: Req,
    comment_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Everything about one comment."""
    policy.require(actor, Permission.MODERATE)
    return _show(request, reader, actor, comment_id, now, EMPTY)


@post(COMMENT)
def decide(
    request: Req,
    comment_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Publish, reject, or say whether it is off topic."""
    policy.require(actor, Permission.MODERATE)
    with kept(form, lambda again: _show(request, writer, actor, comment_id, now, again)):
        values = parse(DecisionForm, form)
        if values.act not in BULK_ACTS:
            raise Invalid({"act": message("There is another page for this.")})
        order = Order(values.act, reason=values.reason, note=values.note)
        batch = actions.decide(writer, actor, [comment_id], order, now=now)
    return see_other(request, path_of(comment_id), notice=told(values.act, len(store.batch(writer, batch))))


@get(COMMENT + "/redaction")
def redact_form(
    request: Req,
    comment_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The comment's words, to be edited."""
    policy.require(actor, Permission.MODERATE)
    found, _, _ = moderated.place(reader, comment_id)
    form = filled(text=found.text, wording=found.wording or None)
    return _show_redaction(request, reader, actor, comment_id, now, form)


@post(COMMENT + "/redaction")
def redact(
    request: Req,
    comment_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Put the edited words in place of the original, which is sealed."""
    policy.require(actor, Permission.MODERATE)
    with kept(form, lambda again: _show_redaction(request, writer, actor, comment_id, now, again)):
        values = parse(RedactionForm, form)
        order = Order(ModerationAct.REDACT, text=values.text, wording=values.wording, note=values.note)
        actions.decide(writer, actor, [comment_id], order, now=now)
    notice = message("The personal data are hidden. The original is sealed.")
    return see_other(request, path_of(comment_id), notice=notice)


def path_of(comment_id: int) -> str:
    """The page of a comment."""
    return f"/moderation/comments/{comment_id}"


def _show(request: Req, session: Session, actor: Actor, comment_id: int, now: datetime, form: Form) -> Page:
    found, draft, _ = moderated.place(session, comment_id)
    return page(
        request,
        "moderation/comment.html",
        card=cards(session, actor, [comment_id], now)[0],
        draft=draft,
        receipt=moderated.receipt(session, found.submission_id),
        history=store.history(session, comment_id),
        sealed=len(store.sealed(session, comment_id)),
        looks=store.looks(session, comment_id),
        reasons=tuple(RejectionReason),
        note_most=NOTE_MAX,
        form=form,
    )


def _show_redaction(request: Req, session: Session, actor: Actor, comment_id: int, now: datetime, form: Form) -> Page:
    moderated.place(session, comment_id)
    card = cards(session, actor, [comment_id], now)[0]
    return page(request, "moderation/redaction.html", card=card, text_most=TEXT, note_most=NOTE_MAX, form=form)
