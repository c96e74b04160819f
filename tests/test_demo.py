"""The demonstration is built once, through actions, with a draft at every stage and every number right."""

from sqlalchemy import select
from sqlmodel import col

from consultation import demo
from consultation.core.stage import stage_of
from consultation.core.vocabulary import Stage
from consultation.store import recount
from consultation.store.database import Database
from consultation.store.drafts import milestones_of
from consultation.store.tables import Cluster, Comment, Draft, OutboxMail
from tests.factories import NOW


def test_demo_has_a_draft_at_every_stage_and_right_numbers(database: Database) -> None:
    demo.build(database, now=NOW)
    with database.read() as session:
        stages = {stage_of(milestones_of(draft), NOW) for draft in session.execute(select(Draft)).scalars()}
        assert stages == set(Stage)
        assert list(recount.differences(session)) == []
        biggest = session.execute(select(col(Cluster.comment_count)).order_by(col(Cluster.comment_count).desc()))
        assert biggest.scalars().first() == 48
        assert session.execute(select(OutboxMail).where(col(OutboxMail.sent_at).is_(None))).all() == []


def test_demo_leaves_a_database_with_data_alone(sqlite_database: Database) -> None:
    first = demo.build(sqlite_database, now=NOW)
    with sqlite_database.read() as session:
        before = session.execute(select(col(Comment.id))).all()
    assert demo.build(sqlite_database, now=NOW) == first
    with sqlite_database.read() as session:
        assert session.execute(select(col(Comment.id))).all() == before
