"""Answering on the desk: write to a cluster or to one comment, approve with a second pair of eyes, release together."""

from dataclasses import dataclass
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import responses as actions
from consultation.core.errors import NotFound
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Disposition
from consultation.store import clusters as stored
from consultation.store import residues
from consultation.store import responses as store
from consultation.store.tables import Cluster, Comment, Response
from consultation.web.answering.clusters import PAGE, clauses_of, show_cluster
from consultation.web.answering.reading import Desk, desk_of
from consultation.web.clock import now_of
from consultation.web.forms import EMPTY, Asks, Form, Input, Text, filled, kept, parse
from consultation.web.paging import page_asked
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other


class ResponseForm(Input):
    """The authority's answer; `revision` is the one the officer saw."""

    disposition: Annotated[Disposition, Asks(N_("Choose what the authority decided."))]
    reason: Annotated[str, Text(actions.REASON_MAX), Asks(N_("Give the reason: the authors will read it."))]
    revision: Annotated[int, Field(ge=0)] = 0


class Seen(Input):
    """Which revision of a response was read."""

    revision: Annotated[int, Field(ge=0)] = 0
    note: Annotated[str, Text(2_000)] = ""


@post("/desk/drafts/{number:int}/clusters/{cluster_id:int}/response")
def answer_cluster(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Write the response to a cluster; while residue is unread it is a draft, and one is led to what is to be read."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: show_cluster(request, writer, place, cluster_id, again)):
        values = parse(ResponseForm, form)
        actions.write(writer, actor, cluster_id=cluster_id, **values.model_dump(), now=now_of(request))
    first = residues.first_unread(writer, cluster_id)
    if first is not None:
        draft = message(
            "The response is saved as a draft. Read what comment %(number)s and others add, then it goes to a second officer.",
            number=first,
        )
        return see_other(request, f"{place.path}/clusters/{cluster_id}?show=unread#members", notice=draft)
    saved = message("The response is saved. A second officer has to approve it.")
    following = store.unanswered_clusters(writer, place.round.id, limit=1)
    if following:
        return see_other(request, f"{place.path}/clusters/{following[0]}", notice=saved)
    return see_other(request, f"{place.path}/clusters", notice=saved)


@get("/desk/drafts/{number:int}/comments/{comment_number:int}/response")
def own_response(
    request: Req,
    number: FromPath[int],
    comment_number: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """The form for a response to one comment on its own."""
    place = desk_of(reader, actor, number, now_of(request))
    return _show_comment(request, reader, place, comment_number, None)


@post("/desk/drafts/{number:int}/comments/{comment_number:int}/response")
def answer_comment(
    request: Req,
    number: FromPath[int],
    comment_number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Write the response to one comment; it wins over its cluster's."""
    place = desk_of(writer, actor, number, now_of(request))
    comment = _comment(writer, place, comment_number)
    with kept(form, lambda again: _show_comment(request, writer, place, comment_number, again)):
        values = parse(ResponseForm, form)
        actions.write(writer, actor, comment_id=comment.id, **values.model_dump(), now=now_of(request))
    saved = message("The response is saved. A second officer has to approve it.")
    return see_other(request, f"{place.path}/clusters/{comment.cluster_id}", notice=saved)


@get("/desk/drafts/{number:int}/approvals")
def approvals(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The responses that wait for a second officer."""
    return _show_approvals(request, reader, desk_of(reader, actor, number, now_of(request)), EMPTY, actor=actor)


@post("/desk/drafts/{number:int}/responses/{response_id:int}/approve")
def approve(
    request: Req,
    number: FromPath[int],
    response_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Approve a response that somebody else wrote."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: _show_approvals(request, writer, place, again, actor=actor)):
        actions.approve(writer, actor, response_id, revision=parse(Seen, form).revision, now=now_of(request))
    return see_other(request, f"{place.path}/approvals", notice=message("The response is approved."))


@post("/desk/drafts/{number:int}/responses/{response_id:int}/return")
def send_back(
    request: Req,
    number: FromPath[int],
    response_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Return a response to its writer with a note."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: _show_approvals(request, writer, place, again, actor=actor, returning=response_id)):
        seen = parse(Seen, form)
        actions.send_back(writer, actor, response_id, note=seen.note, revision=seen.revision, now=now_of(request))
    return see_other(request, f"{place.path}/approvals", notice=message("The response went back to its writer."))


@post("/desk/drafts/{number:int}/responses/release")
def release(
    request: Req, number: FromPath[int], writer: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """Release all responses at once."""
    place = desk_of(writer, actor, number, now_of(request))
    actions.release(writer, actor, place.round.id, now=now_of(request))
    released = message("All responses are released. Their authors are being told by mail.")
    return see_other(request, f"{place.path}/report", notice=released)


def _comment(session: Session, place: Desk, number: int) -> Comment:
    comment = stored.comment_by_number(session, place.draft.id, number)
    if comment is None or comment.round_id != place.round.id:
        raise NotFound(message("There is no such comment in this round."))
    return comment


def _show_comment(request: Req, session: Session, place: Desk, number: int, form: Form | None) -> Page:
    comment = _comment(session, place, number)
    response = store.response_to(session, comment_id=comment.id)
    shared = store.response_to(session, cluster_id=comment.cluster_id) if comment.cluster_id else None
    first = filled(
        revision=0 if response is None else response.revision,
        disposition=None if response is None else response.disposition,
        reason=None if response is None else response.reason,
    )
    return page(
        request,
        "answering/comment.html",
        desk=place,
        comment=comment,
        clause=clauses_of(session, place, [comment.clause_id]).get(comment.clause_id or 0, ""),
        response=response,
        shared=shared,
        form=form or first,
        dispositions=tuple(Disposition),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """A response that waits for approval: who wrote it, the words it answers, and how many comments say the same."""

    response: Response
    writer: str
    comment: Comment
    size: int


def _waiting(session: Session, response: Response, writer: str) -> Waiting:
    comment = stored.words_answered(session, response)
    size = 1 if response.cluster_id is None else session.get_one(Cluster, response.cluster_id).comment_count
    return Waiting(response, writer, comment, size)


def _show_approvals(
    request: Req, session: Session, place: Desk, form: Form, *, actor: Actor, returning: int | None = None
) -> Page:
    """Those the officer may approve come first; `returning` is the response whose return was refused."""
    rows = store.waiting_for_approval(session, place.round.id)
    rows.sort(key=lambda row: (row[0].id != returning, row[0].written_by == actor.account_id))
    turn = page_asked(request)
    shown = [_waiting(session, *row) for row in rows[PAGE * (turn - 1) : PAGE * turn]]
    return page(
        request,
        "answering/approvals.html",
        desk=place,
        form=form,
        waiting=shown,
        clauses=clauses_of(session, place, [each.comment.clause_id for each in shown]),
        returning=returning,
        total=len(rows),
        turn=turn,
        turns=-(-len(rows) // PAGE),
    )
