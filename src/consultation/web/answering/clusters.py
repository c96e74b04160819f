"""Clusters on the desk: the list, and one cluster with its members."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from litestar.di import NamedDependency
from litestar.params import FromPath
from pydantic import Field
from sqlalchemy.orm import Session

from consultation.actions import clusters as actions
from consultation.core import campaign
from consultation.core.errors import NotFound, Refused
from consultation.core.messages import N_, message
from consultation.core.policy import Actor
from consultation.core.vocabulary import Disposition, Position
from consultation.store import cluster_decisions, objections, residues, responses
from consultation.store import clusters as store
from consultation.store.database import Database
from consultation.store.tables import Cluster, ClusterDecisionRow
from consultation.web.answering.members import SHOW_WORDS, members_of, shown_of
from consultation.web.answering.numbers import numbers_of
from consultation.web.answering.reading import Desk, desk_of
from consultation.web.clock import now_of
from consultation.web.forms import EMPTY, Form, Input, Line, filled, parse
from consultation.web.paging import page_asked
from consultation.web.public.shown import clause_names
from consultation.web.routing import get, post
from consultation.web.site import Page, Req
from consultation.web.templating import page, see_other

PAGE = 25
DECISIONS = 200
MEMBERS = 50
STATUS_WORDS = {
    "unanswered": N_("Without a response"),
    "waiting": N_("Waiting for approval"),
    "approved": N_("Approved"),
}


class Query(Input):
    """What the list of clusters can be narrowed to; comes in the address."""

    status: Annotated[str, Line(20)] = ""
    position: Position | None = None
    minimum: Annotated[int, Field(ge=1, le=1_000_000)] = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A decision about clusters, and who made it."""

    row: ClusterDecisionRow
    by: str


@get("/desk/drafts/{number:int}/clusters")
def clusters(
    request: Req, number: FromPath[int], reader: NamedDependency[Session], actor: NamedDependency[Actor]
) -> Page:
    """The clusters of the current round, biggest first."""
    return show_list(request, reader, desk_of(reader, actor, number, now_of(request)), EMPTY)


@post("/desk/drafts/{number:int}/clusters/run")
def run(
    request: Req, number: FromPath[int], database: NamedDependency[Database], actor: NamedDependency[Actor]
) -> Page:
    """Cluster the round now; comparing happens before the writing transaction begins."""
    with database.read() as session:
        place = desk_of(session, actor, number, now_of(request))
        if not place.may_arrange:
            raise Refused(message("The clusters stay as they are."))
        round_id, path = place.round.id, place.path
    proposal = actions.propose(database, round_id)
    with database.write() as session:
        actions.apply(session, proposal, now=now_of(request), actor=actor)
    return see_other(request, f"{path}/clusters", notice=message("The comments have been clustered."))


@get("/desk/drafts/{number:int}/clusters/{cluster_id:int}")
def cluster(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """One cluster: its members, its response, and the forms to answer and to split."""
    place = desk_of(reader, actor, number, now_of(request))
    return show_cluster(request, reader, place, cluster_id, None)


def live_cluster(session: Session, place: Desk, cluster_id: int) -> Cluster:
    """A cluster of the desk's round; NotFound when there is none or it has no members any more."""
    row = session.get(Cluster, cluster_id)
    if row is None or row.round_id != place.round.id or row.retired_at is not None:
        raise NotFound(message("This cluster is not there any more: its comments stand in another one now."))
    return row


def show_cluster(request: Req, session: Session, place: Desk, cluster_id: int, form: Form | None) -> Page:
    """The page of one cluster; `form` is what was typed when a form on it was refused."""
    row = live_cluster(session, place, cluster_id)
    response = responses.response_to(session, cluster_id=cluster_id)
    first = filled(
        revision=0 if response is None else response.revision,
        disposition=None if response is None else response.disposition,
        reason=None if response is None else response.reason,
    )
    turn, shows = page_asked(request), shown_of(request)
    rows = residues.cluster_members(session, cluster_id, shows, limit=MEMBERS, offset=MEMBERS * (turn - 1))
    number = residues.count_members(session, cluster_id, shows)
    return page(
        request,
        "answering/cluster.html",
        desk=place,
        cluster=row,
        members=members_of(session, row, rows),
        clauses=clauses_of(session, place, [each.clause_id for each in rows]),
        turn=turn,
        turns=-(-number // MEMBERS),
        number=number,
        shows=shows,
        show_words=SHOW_WORDS,
        first_unread=residues.first_unread(session, cluster_id) if row.unread_count else None,
        asked=objections.asked(session, cluster_id),
        response=response,
        numbers=numbers_of(row),
        is_campaign=campaign.is_campaign(people=row.person_count, organisations=row.organisation_count),
        form=form or first,
        dispositions=tuple(Disposition),
        decisions=made_here(session, place, cluster_id),
    )


def clauses_of(session: Session, place: Desk, clause_ids: Iterable[int | None]) -> dict[int, str]:
    """What to call the clauses that people comment on: as a lawyer cites them, with their heading."""
    return clause_names(session, {each: place.draft.language for each in clause_ids if each is not None})


def made_here(session: Session, place: Desk, cluster_id: int | None = None) -> list[Made]:
    """The last decisions of the round, or those about comments that stand in one cluster now, newest first."""
    rows = cluster_decisions.of_round(session, place.round.id, limit=DECISIONS)
    named = {id_ for row, _ in rows for id_ in (*row.comment_ids, *row.beside_ids)}
    homes = cluster_decisions.where_now(session, sorted(named))
    return [
        Made(row, by)
        for row, by in rows
        if cluster_id is None or any(homes.get(id_) == cluster_id for id_ in (*row.comment_ids, *row.beside_ids))
    ]


def show_list(request: Req, session: Session, place: Desk, form: Form) -> Page:
    """The page of the list; `form` is what was typed when a merge was refused."""
    query = parse(Query, Form({name: [value] for name, value in request.query_params.items()}))
    sieve = store.Sieve(position=query.position, status=query.status, minimum=query.minimum)
    turn = page_asked(request)
    rows, total = store.list_clusters(session, place.round.id, sieve, limit=PAGE, offset=PAGE * (turn - 1))
    return page(
        request,
        "answering/clusters.html",
        desk=place,
        clusters=rows,
        numbers_of=numbers_of,
        clauses=clauses_of(session, place, [each.clause_id for each in rows]),
        total=total,
        turn=turn,
        turns=-(-total // PAGE),
        form=form,
        query=filled(status=query.status, position=query.position, minimum=query.minimum),
        statuses=STATUS_WORDS,
        positions=tuple(Position),
        decisions=made_here(session, place),
    )
