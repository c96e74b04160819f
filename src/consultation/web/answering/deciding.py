"""Deciding about clusters on the desk: merge, split, move, lock, name, and the undo of each."""

from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import cluster_decisions as actions
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.store.columns import LARGEST_ID
from consultation.web.answering.clusters import show_cluster, show_list
from consultation.web.answering.reading import desk_of
from consultation.web.clock import now_of
from consultation.web.forms import Asks, Form, Input, Line, kept, parse
from consultation.web.routing import post
from consultation.web.site import Page, Req
from consultation.web.templating import see_other

_Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
_Reason = Annotated[str, Line(actions.NOTE_MAX), Asks(N_("Give the reason: it is kept with the decision."))]


class MergeForm(Input):
    """Which clusters to join, and why."""

    clusters: Annotated[list[_Id], Asks(N_("Choose at least two clusters to merge."))]
    note: _Reason


class LeaveForm(Input):
    """Which members leave, and why; `target` is a comment of the cluster they go to, None for one of their own."""

    comments: Annotated[list[_Id], Asks(N_("Choose the comments that leave the cluster."))]
    note: _Reason
    target: _Id | None = None


class LockForm(Input):
    """Why the machine is to leave the cluster alone."""

    lock_note: _Reason


class NameForm(Input):
    """What to call the cluster, and why so."""

    name: Annotated[str, Line(actions.NAME_MAX), Asks(N_("Write the name."))]
    name_note: _Reason


@post("/desk/drafts/{number:int}/clusters/merge")
def merge(
    request: Req,
    number: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Join the chosen clusters."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: show_list(request, writer, place, again)):
        values = parse(MergeForm, form)
        actions.merge(writer, actor, place.round.id, values.clusters, note=values.note, now=now_of(request))
    search = f"?{request.url.query}" if request.url.query else ""
    return see_other(request, f"{place.path}/clusters{search}", notice=message("The clusters have been merged."))


@post("/desk/drafts/{number:int}/clusters/{cluster_id:int}/split")
def split(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Take the chosen members out, into a cluster of their own or into another one."""
    place, now = desk_of(writer, actor, number, now_of(request)), now_of(request)
    with kept(form, lambda again: show_cluster(request, writer, place, cluster_id, again)):
        values = parse(LeaveForm, form)
        if values.target is None:
            actions.split(writer, actor, place.round.id, values.comments, note=values.note, now=now)
            done = message("The cluster has been split.")
        else:
            actions.move(writer, actor, place.round.id, values.comments, values.target, note=values.note, now=now)
            done = message("The comments have been moved.")
    return see_other(request, f"{place.path}/clusters", notice=done)


@post("/desk/drafts/{number:int}/clusters/{cluster_id:int}/lock")
def lock(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Keep the cluster from the machine."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: show_cluster(request, writer, place, cluster_id, again)):
        actions.lock(writer, actor, cluster_id, note=parse(LockForm, form).lock_note, now=now_of(request))
    locked = message("The cluster is locked: no machine run and no new comment changes it.")
    return see_other(request, f"{place.path}/clusters/{cluster_id}", notice=locked)


@post("/desk/drafts/{number:int}/clusters/{cluster_id:int}/name")
def name(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    form: NamedDependency[Form],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Give the cluster a short name."""
    place = desk_of(writer, actor, number, now_of(request))
    with kept(form, lambda again: show_cluster(request, writer, place, cluster_id, again)):
        values = parse(NameForm, form)
        actions.name(writer, actor, cluster_id, values.name, note=values.name_note, now=now_of(request))
    return see_other(request, f"{place.path}/clusters/{cluster_id}", notice=message("The cluster has its name."))


@post("/desk/drafts/{number:int}/decisions/{decision_id:int}/undo")
def undo(
    request: Req,
    number: FromPath[int],
    decision_id: FromPath[int],
    writer: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """Take a decision back."""
    place = desk_of(writer, actor, number, now_of(request))
    actions.undo(writer, actor, decision_id, now=now_of(request))
    return see_other(request, f"{place.path}/clusters", notice=message("The decision has been undone."))
