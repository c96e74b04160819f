"""What is kept of a campaign is what its members tell, and one sender's many letters are none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from consultation.actions import clusters as actions
from consultation.core.campaign import ChannelCount, LanguageCount, Slice
from consultation.core.dates import to_tashkent
from consultation.core.template import Piece
from consultation.core.vocabulary import Channel, Language
from consultation.store import campaigns, clusters, recount
from consultation.store.tables import Account, Cluster, Comment, Round, Submission
from tests import factories as make
from tests.factories import NOW

LETTER = "Men, {}, jarima miqdori juda koʻp deb hisoblayman va uni ikki barobar kamaytirishni soʻrayman."
NAMES = ("Anvar", "Barno", "Dilshod", "Eʼzoza", "Farrux", "Gulnora", "Hasan", "Iroda", "Jahongir", "Kamola", "Laziz")


@pytest.fixture
def round_(session: Session) -> Round:
    authority = make.make_authority(session)
    draft = make.make_draft(session, authority, make.make_officer(session, authority))
    return make.make_round(session, draft, make.make_version(session, draft))


def say(session: Session, round_: Round, authors: Sequence[Account], step: timedelta) -> Cluster:
    """Each author sends the letter under a name of their own, `step` after one another; all in one cluster."""
    for place, (author, name) in enumerate(zip(authors, NAMES, strict=False)):
        make.make_comment(session, round_, author, LETTER.format(name), submitted_at=NOW + place * step)
    session.flush()
    said = [each.id for each in clusters.members(session, round_.id)]
    proposal = actions.Proposal(round_.id, tuple((each, said[0], 1.0) for each in said))
    actions.apply(session, proposal, now=NOW)
    (cluster,) = clusters.live_clusters(session, round_.id)
    return cluster


def people(session: Session, number: int) -> list[Account]:
    return [make.make_account(session, f"p{each}@example.org") for each in range(number)]


def test_a_campaign_is_told_from_its_members(session: Session, round_: Round) -> None:
    cluster = say(session, round_, people(session, 10), timedelta(minutes=7))
    told = campaigns.campaign_of(session, cluster.id)
    assert told is not None
    hour = to_tashkent(NOW)
    assert told.campaign.template[1] == Piece("")
    assert replace(told.campaign, template=()) == replace(
        told.campaign,
        first_at=NOW,
        last_at=NOW + timedelta(minutes=63),
        is_by_hour=True,
        growth=(Slice(hour, 9), Slice(hour + timedelta(hours=1), 1)),
        channels=(ChannelCount(Channel.WEB, 10),),
        languages=(LanguageCount(Language.UZ_LATN, 10),),
        template=(),
    )
    assert (told.alerts, told.counted_at) == ((), NOW)
    assert campaigns.campaigns_of(session, round_.id) == [cluster]
    assert list(recount.differences(session)) == []


def test_the_letters_of_one_sender_are_no_campaign(session: Session, round_: Round) -> None:
    cluster = say(session, round_, people(session, 1) * 11, timedelta(minutes=7))
    assert (cluster.comment_count, campaigns.campaign_of(session, cluster.id)) == (11, None)
    assert campaigns.campaigns_of(session, round_.id) == []


def test_recount_finds_what_is_kept_otherwise_and_puts_it_right(session: Session, round_: Round) -> None:
    cluster = say(session, round_, people(session, 11), timedelta(minutes=7))
    right = campaigns.campaign_of(session, cluster.id)
    first = clusters.members(session, round_.id)[0].id
    session.execute(update(Comment).where(col(Comment.id) == first).values(submitted_at=NOW - timedelta(hours=1)))
    session.execute(update(Submission).values(organisation="Uyushma", co_signers=2))
    session.execute(update(Cluster).values(exact_copy_count=5))
    found = list(recount.differences(session))
    assert [(each.place, each.stored, each.counted) for each in found] == [
        (f"cluster {cluster.id} person_count", 11, 0),
        (f"cluster {cluster.id} exact_copy_count", 5, 0),
        (f"cluster {cluster.id} organisation_count", 0, 1),
        (f"cluster {cluster.id} co_signer_count", 0, 22),
        (f"campaign {cluster.id} comments", 11, 11),
    ]
    session.execute(update(Submission).values(organisation=None, co_signers=0))
    for difference in recount.differences(session):
        recount.repair(session, difference)
    assert list(recount.differences(session)) == []
    put_right = campaigns.campaign_of(session, cluster.id)
    assert right is not None
    assert put_right is not None
    assert (right.campaign.first_at, put_right.campaign.first_at) == (NOW, NOW - timedelta(hours=1))
