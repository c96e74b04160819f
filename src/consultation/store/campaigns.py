"""Campaigns as kept: told once when a round is arranged, by walking the members, so that no page has to."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.core import campaign, counting
from consultation.core.campaign import Alert, Arrival, Campaign, Tally
from consultation.core.counting import Counts
from consultation.core.template import template
from consultation.core.vocabulary import CommentState
from consultation.store import clusters
from consultation.store.tables import CampaignRow, Cluster, Comment, Submission

_AT_ONCE: Final = 1_000  # rows held while members are walked


@dataclass(frozen=True, slots=True)
class Told:
    """A campaign and what was seen of its rate; `counted_at` is when its members were last walked."""

    campaign: Campaign
    alerts: tuple[Alert, ...]
    counted_at: datetime


def count(session: Session, round_id: int, now: datetime, *, only: Collection[int] | None = None) -> None:
    """Write down every number of the clusters of a round (or of those in `only`), and tell its campaigns anew."""
    counted = counting.count_by_cluster(clusters.facts(session, round_id, clusters=only))
    living = clusters.live_clusters(session, round_id, only=only)
    for cluster in living:
        for column, number in maintained(counted[cluster.id]).items():
            setattr(cluster, column, number)
    session.flush()
    inside = select(col(Cluster.id)).where(col(Cluster.round_id) == round_id)
    if only is not None:
        inside = inside.where(col(Cluster.id).in_(only))
    session.execute(delete(CampaignRow).where(col(CampaignRow.cluster_id).in_(inside)))
    for cluster in living:
        _keep(session, cluster, now)
    session.flush()


def tell_anew(session: Session, cluster_id: int) -> None:
    """Put right what is kept of one cluster, whose numbers are right; the time of its last walk stays."""
    cluster, row = session.get_one(Cluster, cluster_id), session.get(CampaignRow, cluster_id)
    now = cluster.created_at if row is None else row.counted_at
    session.execute(delete(CampaignRow).where(col(CampaignRow.cluster_id) == cluster_id))
    session.expunge_all()
    _keep(session, cluster, now)
    session.flush()


def _keep(session: Session, cluster: Cluster, now: datetime) -> None:
    found = tell(session, cluster)
    if found is not None:
        told = _campaigns().dump_python(found[0], mode="json")
        alerts = _alerts().dump_python(found[1], mode="json")
        values = {"cluster_id": cluster.id, "told": told, "alerts": alerts, "counted_at": now}
        session.execute(insert(CampaignRow).values(**values))


def maintained(counts: Counts) -> dict[str, int]:
    """The columns of a cluster that hold its numbers."""
    return {
        "comment_count": counts.comments,
        "person_count": counts.people,
        "copy_count": counts.copies,
        "exact_copy_count": counts.exact_copies,
        "organisation_count": counts.organisations,
        "co_signer_count": counts.co_signers,
    }


def tell(session: Session, cluster: Cluster) -> tuple[Campaign, tuple[Alert, ...]] | None:
    """What the members tell, None when they are no campaign. Few texts are held: memory grows with what differs."""
    if not campaign.is_campaign(people=cluster.person_count, organisations=cluster.organisation_count):
        return None
    tally = Tally()
    for arrival in _arrivals(session, cluster.id):
        tally.add(arrival)
    texts = _texts(session, {cluster.representative_id, *tally.frequent()})
    representative = texts.pop(cluster.representative_id, "")
    return tally.campaign(template(representative, texts.values())), tally.alerts()


def campaign_of(session: Session, cluster_id: int) -> Told | None:
    """What is told of a cluster; None for one that is no campaign."""
    row = session.get(CampaignRow, cluster_id)
    if row is None:
        return None
    return Told(_campaigns().validate_python(row.told), _alerts().validate_python(row.alerts), row.counted_at)


def campaigns_of(session: Session, round_id: int) -> list[Cluster]:
    """The clusters of a round that are campaigns, biggest first."""
    statement = (
        select(Cluster)
        .join(CampaignRow, col(CampaignRow.cluster_id) == col(Cluster.id))
        .where(col(Cluster.round_id) == round_id, col(Cluster.retired_at).is_(None))
        .order_by(col(Cluster.comment_count).desc(), col(Cluster.id))
    )
    return list(session.execute(statement).scalars())


def _arrivals(session: Session, cluster_id: int) -> Iterator[Arrival]:
    statement = (
        select(
            col(Comment.id),
            col(Comment.submitted_at),
            col(Submission.channel),
            col(Comment.language),
            col(Submission.person_key),
            col(Comment.text_key),
        )
        .join(Submission, col(Submission.id) == col(Comment.submission_id))
        .where(col(Comment.cluster_id) == cluster_id, col(Comment.state) == CommentState.PUBLISHED)
        .order_by(col(Comment.id))
        .execution_options(yield_per=_AT_ONCE)
    )
    return (Arrival(*row) for row in session.execute(statement))


def _texts(session: Session, comment_ids: set[int]) -> dict[int, str]:
    statement = select(col(Comment.id), col(Comment.text)).where(col(Comment.id).in_(comment_ids))
    return {comment_id: text for comment_id, text in session.execute(statement)}


@cache
def _campaigns() -> TypeAdapter[Campaign]:
    return TypeAdapter(Campaign)


@cache
def _alerts() -> TypeAdapter[tuple[Alert, ...]]:
    return TypeAdapter(tuple[Alert, ...])
