"""Moving a comment to the clause it is really about."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.actions import moderation as actions
from consultation.actions.moderation import NOTE_MAX
from consultation.actions.moderation_changes import Order
from consultation.core import policy
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.text import fold
from consultation.core.vocabulary import Language, ModerationAct, Permission
from consultation.store import moderated
from consultation.store.columns import SHORT, AnyRow
from consultation.store.tables import Version
from consultation.web.forms import Asks, Form, Input, Line, Text, filled, kept, parse
from consultation.web.moderation.cards import cards
from consultation.web.moderation.comment import COMMENT, path_of
from consultation.web.public.shown import clause_names
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

WHOLE: Final = "draft-as-a-whole"
_MOST_OPTIONS: Final = 200
_LABEL: Final = 110


class MoveForm(Input):
    """Where to; the draft as a whole is asked for by its own value, so that nothing chosen is not an answer."""

    clause_eid: Annotated[str, Line(SHORT), Asks(N_("Choose where the comment belongs."))]
    note: Annotated[str, Text(NOTE_MAX)] = ""


@get(COMMENT + "/move")
def move_form(
    request: Req,
    comment_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """The clauses it could be moved to; `q` narrows them to those that hold these words."""
    policy.require(actor, Permission.MODERATE)
    found, _, _ = moderated.place(reader, comment_id)
    eid = moderated.clause_eid(reader, found.clause_id)
    return _show(request, reader, actor, comment_id, now, filled(clause_eid=eid or WHOLE))


@post(COMMENT + "/move")
def move(
    request: Req,
    comment_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
    now: NamedDependency[datetime],
) -> Page:
    """Move it."""
    policy.require(actor, Permission.MODERATE)
    with kept(form, lambda again: _show(request, writer, actor, comment_id, now, again)):
        values = parse(MoveForm, form)
        eid = None if values.clause_eid == WHOLE else values.clause_eid
        order = Order(ModerationAct.MOVE, clause_eid=eid, note=values.note)
        actions.decide(writer, actor, [comment_id], order, now=now)
    return see_other(request, path_of(comment_id), notice=message("The comment has been moved."))


def _show(request: Req, session: Session, actor: Actor, comment_id: int, now: datetime, form: Form) -> Page:
    _, _, round_ = moderated.place(session, comment_id)
    version = session.get_one(Version, round_.version_id)
    words = request.query_params.get("q", "").strip()[:SHORT]
    every = moderated.clauses_of_version(session, version.id)
    found = [row for row in every if _holds(row, words)] if words else every
    shown = found if len(found) <= _MOST_OPTIONS else []
    return page(
        request,
        "moderation/move.html",
        card=cards(session, actor, [comment_id], now)[0],
        language=version.language,
        options=_options(session, shown, version.language),
        found=len(found),
        total=len(every),
        is_large=len(every) > _MOST_OPTIONS,
        whole=WHOLE,
        search=filled(q=words),
        note_most=NOTE_MAX,
        form=form,
    )


def _holds(row: AnyRow, words: str) -> bool:
    text = fold(" ".join(filter(None, (row.num, row.heading, row.text))))
    return all(word in row.eid or fold(word) in text for word in words.split())


def _options(session: Session, rows: Sequence[AnyRow], language: Language) -> list[tuple[str, str]]:
    """(eid, what to call it): its citation and its heading, or else its first words."""
    names = clause_names(session, {row.id: language for row in rows})
    return [(row.eid, _short(names[row.id] if row.heading else f"{names[row.id]}. {row.text}")) for row in rows]


def _short(words: str) -> str:
    return words if len(words) <= _LABEL else words[: _LABEL - 1].rstrip() + "…"
