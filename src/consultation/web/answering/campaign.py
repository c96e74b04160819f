"""A campaign on the desk: what its texts share, how it grew, by which ways it came, and what of its rate is not human."""

from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.orm import Session

from consultation.core import campaign as rules
from consultation.core import counting
from consultation.core.errors import NotFound
from consultation.core.messages import message
from consultation.core.policy import Actor
from consultation.store import campaigns as store
from consultation.store.tables import Comment
from consultation.web.answering.clusters import live_cluster
from consultation.web.answering.numbers import numbers_of
from consultation.web.answering.reading import desk_of
from consultation.web.clock import now_of
from consultation.web.routing import get
from consultation.web.site import Page, Req
from consultation.web.templating import page


@get("/desk/drafts/{number:int}/clusters/{cluster_id:int}/campaign")
def campaign(
    request: Req,
    number: FromPath[int],
    cluster_id: FromPath[int],
    reader: NamedDependency[Session],
    actor: NamedDependency[Actor],
) -> Page:
    """The campaign that a cluster is; NotFound for a cluster from few senders."""
    place = desk_of(reader, actor, number, now_of(request))
    row = live_cluster(reader, place, cluster_id)
    told = store.campaign_of(reader, cluster_id)
    if told is None:
        raise NotFound(message("This cluster is no campaign: few people sent it."))
    return page(
        request,
        "answering/campaign.html",
        desk=place,
        cluster=row,
        told=told,
        campaign=told.campaign,
        language=reader.get_one(Comment, row.representative_id).language,
        numbers=numbers_of(row),
        rule=rules.RULE,
        alert_rules=rules.ALERT_RULES,
        version=counting.VERSION_WORDS,
    )
